//! Whom an article of a story is weighed against: all others, or in a large story those that it has most in common with.

use std::collections::BTreeMap;

use crate::pile::{Pile, among};
use crate::publisher::PublisherId;
use crate::value;

/// Articles that each is weighed against.
const MOST: usize = 50;
/// Of all that have a figure, or are of a publisher, those before an article, those behind it, and the very first.
const BEFORE: usize = 16;
const BEHIND: usize = 8;
const FIRST: usize = 2;
/// What articles have in common counts, before all is weighed.
const CITED: f64 = 5.0;
const CITES: f64 = 1.0;
const PASSAGE: f64 = 1.0;
const COPIED: f64 = 4.0;
const SENTENCES: f64 = 2.0;
const FIGURE: f64 = 0.5;
/// For each factor e of delay beyond three hours, either way.
const DELAY: f64 = -0.3;

/// By account, the others that it is weighed against, ascending.
pub(crate) struct Kin(BTreeMap<usize, Vec<usize>>);

impl Kin {
    /// Finds the kin of accounts, which ascend.
    pub(crate) fn of(pile: &Pile<'_>, members: &[usize]) -> Self {
        if members.len() <= MOST + 1 {
            let others = |own: &usize| members.iter().copied().filter(|other| other != own).collect();
            return Self(members.iter().map(|own| (*own, others(own))).collect());
        }
        let mut common = Common::default();
        common.add_text(pile, members);
        let mut ranked = members.to_vec();
        ranked.sort_by_key(|account| pile.rank(*account));
        common.add_figures(pile, &ranked);
        common.add_citations(pile, &ranked);
        Self(common.0.into_iter().map(|(own, others)| (own, closest(pile, own, others))).collect())
    }

    /// Returns the accounts that one is weighed against.
    pub(crate) fn others(&self, account: usize) -> &[usize] {
        self.0.get(&account).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the pairs of which one is weighed against the other, the smaller index first, ascending.
    pub(crate) fn pairs(&self) -> Vec<(usize, usize)> {
        let of = |(own, others): (&usize, &Vec<usize>)| {
            others.iter().map(|other| (*own.min(other), *own.max(other))).collect::<Vec<_>>()
        };
        let mut pairs: Vec<(usize, usize)> = self.0.iter().flat_map(of).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

/// Keeps those that have most in common.
fn closest(pile: &Pile<'_>, own: usize, others: BTreeMap<usize, f64>) -> Vec<usize> {
    let delay = |other: usize| pile.delay(other, own).map_or(0.0, |delay| DELAY * delay);
    let mut weighed: Vec<(f64, usize, usize)> =
        others.into_iter().map(|(other, common)| (common + delay(other), pile.rank(other), other)).collect();
    weighed.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let mut kept: Vec<usize> = weighed.into_iter().take(MOST).map(|(.., other)| other).collect();
    kept.sort_unstable();
    kept
}

/// How much accounts have in common with others.
#[derive(Default)]
struct Common(BTreeMap<usize, BTreeMap<usize, f64>>);

impl Common {
    fn add(&mut self, own: usize, other: usize, amount: f64) {
        if own != other {
            *self.0.entry(own).or_default().entry(other).or_default() += amount;
        }
    }

    fn add_text(&mut self, pile: &Pile<'_>, members: &[usize]) {
        for ((left, right), shared) in among(&pile.shared, members) {
            self.add(left, right, PASSAGE + COPIED * shared.cover.0);
            self.add(right, left, PASSAGE + COPIED * shared.cover.1);
        }
        for ((left, right), _) in pile.echoes(members) {
            self.add(left, right, SENTENCES);
            self.add(right, left, SENTENCES);
        }
    }

    fn add_figures(&mut self, pile: &Pile<'_>, ranked: &[usize]) {
        let mut holders: BTreeMap<&value::Key, Vec<usize>> = BTreeMap::new();
        for (account, telling) in ranked.iter().filter_map(|account| Some((*account, pile.tellings.get(*account)?))) {
            for figure in &telling.figures {
                let held = holders.entry(&figure.key).or_default();
                if held.last() != Some(&account) {
                    held.push(account);
                }
            }
        }
        for (key, held) in holders.iter().filter(|(_, held)| held.len() > 1) {
            let amount = FIGURE * value::telling(key).max(0.1);
            for (place, account) in held.iter().enumerate() {
                near(held, place).for_each(|other| self.add(*account, other, amount));
            }
        }
    }

    fn add_citations(&mut self, pile: &Pile<'_>, ranked: &[usize]) {
        let mut published: BTreeMap<PublisherId, Vec<usize>> = BTreeMap::new();
        for account in ranked {
            published.entry(pile.publishers.of_account(*account)).or_default().push(*account);
        }
        for account in ranked {
            for step in pile.own_steps(*account) {
                let Some(publisher) = step.publisher() else { continue };
                let Some(held) = published.get(&publisher) else { continue };
                let place = held.partition_point(|other| pile.rank(*other) < pile.rank(*account));
                for other in near(held, place) {
                    self.add(*account, other, CITED);
                    self.add(other, *account, CITES);
                }
            }
        }
    }
}

/// Of accounts in the order of time those around a place, and the first.
fn near(all: &[usize], place: usize) -> impl Iterator<Item = usize> {
    let start = place.saturating_sub(BEFORE);
    let around = all.iter().skip(start).take(place - start + 1 + BEHIND);
    all.iter().take(FIRST.min(start)).chain(around).copied()
}
