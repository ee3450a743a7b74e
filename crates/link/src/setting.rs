//! What is known of a story as a whole before it is asked where a claim is from.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::Claim;

use crate::pile::Pile;
use crate::publisher::PublisherId;
use crate::telling::Cited;

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
}

/// So that a claim which all tell still counts.
const COMMON: f64 = 0.1;

impl<'m> Setting<'m> {
    pub(crate) fn new(pile: &Pile<'_>, members: &'m [usize], claims: &[Claim]) -> Self {
        let mut stated: BTreeMap<usize, Vec<Stated>> = BTreeMap::new();
        let mut fresh: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, claim) in claims.iter().enumerate() {
            let tellers = claim.instances.len();
            let rarity = (members.len() as f64 / tellers.max(1) as f64).ln() + COMMON;
            for instance in &claim.instances {
                stated.entry(instance.account).or_default().push(Stated { claim: index, tellers, rarity });
                let mut others = claim.instances.iter().filter(|other| other.account != instance.account);
                let first = others.all(|other| pile.before(other.account, instance.account) <= 0.5);
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
            for step in pile.own_steps(*account) {
                if let Cited::Publisher(publisher) = step.cited {
                    naming.entry(publisher).or_default().insert(*account);
                }
            }
        }
        Self { members, stated, naming, news }
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
    pub(crate) fn shared(&self, account: usize, with: usize) -> f64 {
        let all: f64 = self.stated(account).iter().map(|stated| stated.rarity).sum();
        let common: f64 = self.common(account, with).map(|stated| stated.rarity).sum();
        if all > 0.0 { common / all } else { 0.0 }
    }

    /// Says whether two accounts state a claim that nobody else does.
    pub(crate) fn exclusive(&self, one: usize, other: usize) -> bool {
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
    pub(crate) fn naming(&self, publisher: PublisherId, but: usize) -> usize {
        self.naming.get(&publisher).map_or(0, |accounts| accounts.iter().filter(|account| **account != but).count())
    }
}
