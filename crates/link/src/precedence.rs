//! Whether somebody else has something earlier.

use std::collections::BTreeMap;

use headwater_model::Interval;
use jiff::Timestamp;

use crate::pile::Pile;
use crate::publisher::PublisherId;
use crate::time;

/// Sorts windows by their end, those without one last.
type Order = (bool, Option<Timestamp>, Option<Timestamp>);

/// Accounts, by when they may have appeared.
#[derive(Default)]
pub(crate) struct Precedence {
    /// Each window with its publisher; without, where several have it.
    windows: BTreeMap<Order, (Interval, Option<PublisherId>)>,
    published: BTreeMap<PublisherId, Vec<usize>>,
}

impl Precedence {
    pub(crate) fn of(pile: &Pile<'_>, accounts: impl IntoIterator<Item = usize>) -> Self {
        let mut precedence = Self::default();
        for account in accounts {
            let Some(telling) = pile.tellings.get(account) else { continue };
            precedence.published.entry(telling.publisher).or_default().push(account);
            let window = telling.window;
            let slot = precedence.windows.entry((window.hi.is_none(), window.hi, window.lo));
            let (_, publisher) = slot.or_insert((window, Some(telling.publisher)));
            *publisher = publisher.filter(|publisher| *publisher == telling.publisher);
        }
        precedence
    }

    /// Returns the probability that the likeliest of the others appeared before an account; 0 where there is no other.
    pub(crate) fn before(&self, pile: &Pile<'_>, account: usize) -> f64 {
        let Some(telling) = pile.tellings.get(account) else { return 0.0 };
        let own = self.published.get(&telling.publisher).into_iter().flatten().filter(|other| **other != account);
        let mut likeliest = own.map(|other| pile.before(*other, account)).fold(0.0, f64::max);
        for (window, publisher) in self.windows.values() {
            if likeliest >= 1.0 {
                break;
            }
            if *publisher != Some(telling.publisher) {
                likeliest = time::before(*window, telling.window).max(likeliest);
            }
        }
        likeliest
    }
}
