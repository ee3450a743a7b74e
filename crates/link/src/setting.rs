//! What is known of a story as a whole before it is asked where a claim is from.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::Claim;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::kin::Kin;
use crate::pile::Pile;
use crate::precedence::Precedence;
use crate::publisher::PublisherId;
use crate::telling::Step;

/// One claim that an account states.
#[derive(Debug, Clone, Copy)]
struct Stated {
    claim: usize,
    /// How many accounts state it.
    tellers: usize,
    /// Logarithm of how many times as many accounts tell the story.
    rarity: f64,
}

/// Of a story: who states which claims, and who names whom.
pub(crate) struct Setting<'m> {
    pub(crate) members: &'m [usize],
    /// By account, the claims it states, ascending.
    stated: BTreeMap<usize, Vec<Stated>>,
    /// The accounts that state steps to a publisher.
    naming: BTreeMap<PublisherId, BTreeSet<usize>>,
    /// By account, the share of its claims that nobody states earlier.
    news: BTreeMap<usize, f64>,
    /// By account, what is known of it and each that it is weighed against.
    others: BTreeMap<usize, Vec<Other>>,
    /// When the accounts appeared.
    pub(crate) precedence: Precedence,
}

/// What is known of an account and another, whatever is asked of the two.
pub(crate) struct Other {
    pub(crate) account: usize,
    /// The probability that it appeared before.
    pub(crate) earlier: f64,
    /// How many times the factor e the delay is longer or shorter than three hours.
    pub(crate) delay: Option<f64>,
    /// A later version of it stood by then.
    pub(crate) replaced: bool,
    /// Share of the account's telling figures that the other has too.
    pub(crate) aligned: f64,
    /// Share of the account's claims, by rarity, that the other states too.
    pub(crate) shared: f64,
    /// There is a claim that only the two state.
    pub(crate) exclusive: bool,
    /// How many accounts but this one name the other's publisher.
    pub(crate) naming: usize,
}

/// Share of the account's telling figures that another has too; 0 below three figures.
pub(crate) fn aligned(pile: &Pile<'_>, account: usize, with: usize) -> f64 {
    let (Some(own), Some(other)) = (pile.tellings.get(account), pile.tellings.get(with)) else { return 0.0 };
    let telling = || own.figures.iter().filter(|figure| figure.telling >= 0.5);
    let common = telling().filter(|figure| other.figures.iter().any(|other| other.key == figure.key)).count();
    if common < 3 { 0.0 } else { common as f64 / telling().count() as f64 }
}

/// So that a claim which all tell still counts.
const COMMON: f64 = 0.1;

impl<'m> Setting<'m> {
    pub(crate) fn new(pile: &Pile<'_>, members: &'m [usize], kin: &Kin, claims: &[Claim]) -> Self {
        let mut stated: BTreeMap<usize, Vec<Stated>> = BTreeMap::new();
        let mut fresh: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, claim) in claims.iter().enumerate() {
            let tellers = claim.instances.len();
            let rarity = (members.len() as f64 / tellers.max(1) as f64).ln() + COMMON;
            let precedence = Precedence::of(pile, claim.instances.iter().map(|instance| instance.account));
            for instance in &claim.instances {
                stated.entry(instance.account).or_default().push(Stated { claim: index, tellers, rarity });
                let first = precedence.before(pile, instance.account) <= 0.5;
                *fresh.entry(instance.account).or_default() += usize::from(first);
            }
        }
        let share = |(account, claims): (&usize, &Vec<Stated>)| {
            let fresh = fresh.get(account).copied().unwrap_or(0);
            (*account, fresh as f64 / claims.len().max(1) as f64)
        };
        let news = stated.iter().map(share).collect();
        stated.values_mut().for_each(|claims| claims.retain(|stated| stated.tellers > 1));
        let mut naming: BTreeMap<PublisherId, BTreeSet<usize>> = BTreeMap::new();
        for account in members {
            for publisher in pile.own_steps(*account).filter_map(Step::publisher) {
                naming.entry(publisher).or_default().insert(*account);
            }
        }
        let precedence = Precedence::of(pile, members.iter().copied());
        let mut setting = Self { members, stated, naming, news, others: BTreeMap::new(), precedence };
        let of = |account: &usize| {
            let others = kin.others(*account).iter().map(|other| setting.other(pile, *account, *other));
            (*account, others.collect())
        };
        setting.others = members.par_iter().map(of).collect();
        setting
    }

    fn other(&self, pile: &Pile<'_>, account: usize, other: usize) -> Other {
        let replaced = |later: &usize| *later != account && pile.before(*later, account) > 0.9;
        Other {
            account: other,
            earlier: pile.before(other, account),
            delay: pile.delay(other, account),
            replaced: pile.versions(other).iter().any(replaced),
            aligned: aligned(pile, account, other),
            shared: self.shared(account, other),
            exclusive: self.exclusive(account, other),
            naming: self.naming(pile.publishers.of_account(other), account),
        }
    }

    /// Returns what is known of an account and those that it is weighed against.
    pub(crate) fn others(&self, account: usize) -> &[Other] {
        self.others.get(&account).map(Vec::as_slice).unwrap_or_default()
    }

    fn stated(&self, account: usize) -> &[Stated] {
        self.stated.get(&account).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns how many claims an account states that others state too.
    pub(crate) fn claims(&self, account: usize) -> usize {
        self.stated(account).len()
    }

    /// The claims that both state.
    fn common(&self, one: usize, other: usize) -> impl Iterator<Item = &Stated> {
        let there = self.stated(other);
        self.stated(one).iter().filter(|stated| there.binary_search_by_key(&stated.claim, |other| other.claim).is_ok())
    }

    /// Returns the share of an account's claims that another states too, by rarity, from 0 to 1.
    fn shared(&self, account: usize, with: usize) -> f64 {
        let all: f64 = self.stated(account).iter().map(|stated| stated.rarity).sum();
        let common: f64 = self.common(account, with).map(|stated| stated.rarity).sum();
        if all > 0.0 { common / all } else { 0.0 }
    }

    /// Says whether two accounts state a claim that nobody else does.
    fn exclusive(&self, one: usize, other: usize) -> bool {
        self.common(one, other).any(|stated| stated.tellers == 2)
    }

    /// Returns the logarithm of how many times as many claims `other` states.
    pub(crate) fn fuller(&self, other: usize, account: usize) -> f64 {
        let size = |account: usize| (self.stated(account).len() as f64).ln_1p();
        size(other) - size(account)
    }

    /// Returns the share of an account's claims that nobody states earlier, from 0 to 1.
    pub(crate) fn news(&self, account: usize) -> f64 {
        self.news.get(&account).copied().unwrap_or(0.0)
    }

    /// Returns how many accounts but this one name a publisher.
    fn naming(&self, publisher: PublisherId, but: usize) -> usize {
        self.naming.get(&publisher).map_or(0, |accounts| accounts.len() - usize::from(accounts.contains(&but)))
    }
}
