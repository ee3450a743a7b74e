//! A pile of accounts, and which of them tell one story.

use std::collections::{BTreeMap, BTreeSet};

use headwater_lang::Registry;
use headwater_model::{Account, PartialDate};

use crate::echo::{self, ByPair, Echo};
use crate::passage::{self, Shared};
use crate::publisher::Publishers;
use crate::rule::Rule;
use crate::sign::Weights;
use crate::telling::{Cited, Step, Telling, tellings};
use crate::{time, value};

/// All accounts with what linking needs.
pub(crate) struct Pile<'a> {
    pub(crate) accounts: &'a [Account],
    /// By what parents are chosen.
    pub(crate) rule: Rule,
    /// What evidence weighs.
    pub(crate) weights: &'a Weights,
    pub(crate) publishers: Publishers,
    pub(crate) tellings: Vec<Telling>,
    /// Passages that pairs of accounts share.
    pub(crate) shared: BTreeMap<(usize, usize), Shared>,
    /// Sentences that pairs of accounts both have.
    echoes: ByPair<Echo>,
    /// How close pairs of accounts are as a whole.
    closeness: ByPair<f64>,
}

/// Weights of what two accounts of one story share; hand-set, with the threshold, on the development stories.
const SAME_PASSAGE: f64 = 4.0;
const SAME_SENTENCE: f64 = 0.5;
const MOST_SENTENCES: f64 = 3.0;
const CITES_OTHER: f64 = 2.5;
const SAME_CITED: f64 = 0.5;
const SAME_FIGURE: f64 = 1.2;
const THRESHOLD: f64 = 4.0;
/// Days between two tellings of one story; a look-back beyond that is a story of its own unless it shares text.
const APART: f64 = 120.0;
/// Share of an article that a later version of it keeps.
const VERSION: f64 = 0.5;

/// What accounts can share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Feature {
    Figure(value::Key),
    Cited(Cited),
}

impl<'a> Pile<'a> {
    pub(crate) fn new(accounts: &'a [Account], registry: &Registry, rule: Rule, weights: &'a Weights) -> Self {
        let mut publishers = Publishers::of(accounts, registry);
        let tellings = tellings(accounts, &mut publishers, registry);
        publishers.find_owners();
        let texts: Vec<passage::Text<'_>> = tellings
            .iter()
            .map(|telling| passage::Text { tokens: &telling.tokens, publisher: telling.publisher.0 })
            .collect();
        let mut order: Vec<usize> = (0..accounts.len()).collect();
        order.sort_by_key(|index| {
            let earliest = tellings.get(*index).and_then(|telling| telling.window.hi);
            (earliest.is_none(), earliest, accounts.get(*index).map(|account| account.capture.id))
        });
        let shared =
            passage::shared(&texts, &order).into_iter().map(|shared| ((shared.left, shared.right), shared)).collect();
        let (echoes, closeness) = echo::echoes(accounts, registry);
        let mut pile = Self { accounts, rule, weights, publishers, tellings, shared, echoes, closeness };
        pile.date_versions();
        pile
    }

    /// Where an earlier version of an article is at hand too, the later one is of the time of its change.
    fn date_versions(&mut self) {
        let versions = self.shared.keys().filter_map(|(left, right)| {
            let (earlier, later) = if self.before(*left, *right) > 0.5 { (*left, *right) } else { (*right, *left) };
            self.is_version(earlier, later).then_some(later)
        });
        let later: BTreeSet<usize> = versions.collect();
        for (_, telling) in self.tellings.iter_mut().enumerate().filter(|(index, _)| later.contains(index)) {
            telling.window = telling.version;
        }
    }

    /// Says whether an account is a later version of another.
    pub(crate) fn is_version(&self, earlier: usize, later: usize) -> bool {
        earlier != later
            && self.publishers.of_account(earlier) == self.publishers.of_account(later)
            && self.cover(earlier, later) > VERSION
            && self.before(earlier, later) > 0.5
    }

    /// Returns the probability that one account appeared before another. Versions of one page come in the order of
    /// their captures; articles of one publisher in the order of their last changes.
    pub(crate) fn before(&self, one: usize, other: usize) -> f64 {
        let (Some(first), Some(second)) = (self.tellings.get(one), self.tellings.get(other)) else { return 0.5 };
        if first.publisher != second.publisher {
            return time::before(first.window, second.window);
        }
        let captured = |index: usize| {
            let account = self.accounts.get(index)?;
            Some((account.page.address.as_deref()?, account.capture.captured?))
        };
        match (captured(one), captured(other)) {
            (Some((here, earlier)), Some((there, later))) if here == there && earlier != later => {
                f64::from(u8::from(earlier < later))
            }
            _ => time::before(first.version, second.version),
        }
    }

    /// Returns the steps that an account states.
    pub(crate) fn steps(&self, account: usize) -> &[Step] {
        self.tellings.get(account).map(|telling| telling.steps.as_slice()).unwrap_or_default()
    }

    /// Returns the steps that an account states of itself, not of somebody it names.
    pub(crate) fn own_steps(&self, account: usize) -> impl Iterator<Item = &Step> {
        self.steps(account).iter().filter(|step| step.reporter.is_none())
    }

    /// Returns the day an account says that it was published.
    pub(crate) fn published(&self, account: usize) -> Option<PartialDate> {
        self.accounts.get(account)?.article.published.as_ref().map(|published| published.value.date)
    }

    /// Returns what two accounts share, whatever their order.
    pub(crate) fn shared(&self, one: usize, other: usize) -> Option<&Shared> {
        self.shared.get(&(one.min(other), one.max(other)))
    }

    /// Returns the share of `of`'s text that `with` has too, from 0 to 1.
    pub(crate) fn cover(&self, of: usize, with: usize) -> f64 {
        self.shared(of, with).map_or(0.0, |shared| if of < with { shared.cover.0 } else { shared.cover.1 })
    }

    /// Says whether two accounts are in one language.
    pub(crate) fn same_language(&self, one: usize, other: usize) -> bool {
        let language = |index: usize| self.accounts.get(index).and_then(|account| account.article.language);
        language(one) == language(other)
    }

    /// Returns what pairs of these accounts both say.
    pub(crate) fn echoes<'p>(&'p self, members: &'p [usize]) -> impl Iterator<Item = ((usize, usize), &'p Echo)> {
        among(&self.echoes, members)
    }

    /// Returns what two accounts both say, whatever their order.
    pub(crate) fn echo(&self, one: usize, other: usize) -> Option<&Echo> {
        self.echoes.get(&(one.min(other), one.max(other)))
    }

    /// Sorts the accounts into stories: indices, ascending, the largest story first.
    pub(crate) fn stories(&self) -> Vec<Vec<usize>> {
        let mut scores: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        self.add_features(&mut scores);
        for (pair, shared) in self.shared.iter().filter(|(_, shared)| shared.is_copy()) {
            let weight = SAME_PASSAGE * (shared.longest as f64 / 30.0).min(1.0);
            *scores.entry(*pair).or_default() += weight;
        }
        for (pair, echo) in self.echoes.iter().filter(|(pair, _)| !self.same_language(pair.0, pair.1)) {
            let sure = echo.pairs.iter().filter(|(.., odds)| *odds > 0.0).count();
            *scores.entry(*pair).or_default() += (SAME_SENTENCE * sure as f64).min(MOST_SENTENCES);
        }
        self.add_citations(&mut scores);
        for (pair, closeness) in &self.closeness {
            *scores.entry(*pair).or_default() += closeness;
        }
        let groups = self.grouped(&scores);
        let mut stories = groups.sorted();
        stories.sort_by_key(|story| (std::cmp::Reverse(story.len()), story.first().copied()));
        stories
    }

    /// Joins groups from the closest pair on, where their members are one story on average (average linkage, Sokal and
    /// Michener 1958): what a chain of chance likenesses leads to is not joined.
    fn grouped(&self, scores: &BTreeMap<(usize, usize), f64>) -> Groups {
        let mut sorted: Vec<(f64, (usize, usize))> =
            scores.iter().filter(|(_, score)| **score >= THRESHOLD).map(|(pair, score)| (*score, *pair)).collect();
        sorted.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let mut groups = Groups::new(self.accounts.len());
        let mut members: Vec<Vec<usize>> = (0..self.accounts.len()).map(|account| vec![account]).collect();
        for (score, (left, right)) in sorted {
            let (one, other) = (groups.root(left), groups.root(right));
            if one == other || score < 2.0 * THRESHOLD && !self.near(left, right) {
                continue;
            }
            let of = |root: usize| members.get(root).map(Vec::as_slice).unwrap_or_default();
            let across =
                of(one).iter().flat_map(|left| of(other).iter().map(|right| (*left.min(right), *left.max(right))));
            let known: Vec<f64> = across.filter_map(|pair| scores.get(&pair).copied()).collect();
            if known.iter().sum::<f64>() >= THRESHOLD * known.len() as f64 {
                groups.join(one, other);
                let moved = members.get_mut(one.max(other)).map(std::mem::take).unwrap_or_default();
                members.get_mut(one.min(other)).into_iter().for_each(|kept| kept.extend(&moved));
            }
        }
        groups
    }

    fn near(&self, left: usize, right: usize) -> bool {
        let window = |index: usize| self.tellings.get(index).map(|telling| telling.window).unwrap_or_default();
        time::hours_between(window(left), window(right)).is_none_or(|hours| hours < APART * 24.0)
    }

    /// Adds what pairs share of figures, cited sources and names. What many share joins nothing.
    fn add_features(&self, scores: &mut BTreeMap<(usize, usize), f64>) {
        let common = (self.accounts.len() / 8).max(12);
        let mut holders: BTreeMap<Feature, BTreeSet<usize>> = BTreeMap::new();
        for (index, telling) in self.tellings.iter().enumerate() {
            for feature in features(telling) {
                holders.entry(feature).or_default().insert(index);
            }
        }
        for (feature, accounts) in holders.iter().filter(|(_, accounts)| accounts.len() > 1 && accounts.len() <= common)
        {
            let rarity = 1.0 / (1.0 + (accounts.len() as f64 / 6.0).ln().max(0.0));
            for (left, right) in pairs(accounts) {
                match feature {
                    Feature::Figure(key) => {
                        *scores.entry((left, right)).or_default() += SAME_FIGURE * rarity * value::telling(key)
                    }
                    Feature::Cited(_) => *scores.entry((left, right)).or_default() += SAME_CITED * rarity,
                }
            }
        }
    }

    /// Adds that one account names the other's publisher.
    fn add_citations(&self, scores: &mut BTreeMap<(usize, usize), f64>) {
        for (pair, score) in scores.iter_mut() {
            let (Some(left), Some(right)) = (self.tellings.get(pair.0), self.tellings.get(pair.1)) else { continue };
            let names = |one: &Telling, other: &Telling| {
                one.steps.iter().any(|step| step.cited == Cited::Publisher(other.publisher))
            };
            if left.publisher != right.publisher && (names(left, right) || names(right, left)) {
                *score += CITES_OTHER;
            }
        }
    }
}

/// Returns the pairs of which both are among the members, which ascend.
pub(crate) fn among<'p, T>(
    all: &'p ByPair<T>,
    members: &'p [usize],
) -> impl Iterator<Item = ((usize, usize), &'p T)> + 'p {
    let of = |left: &usize| all.range((*left, 0)..=(*left, usize::MAX));
    let inside = |pair: &&(usize, usize)| members.binary_search(&pair.1).is_ok();
    members.iter().flat_map(of).filter(move |(pair, _)| inside(pair)).map(|(pair, found)| (*pair, found))
}

fn pairs(accounts: &BTreeSet<usize>) -> impl Iterator<Item = (usize, usize)> + '_ {
    accounts.iter().enumerate().flat_map(|(nth, left)| accounts.iter().skip(nth + 1).map(|right| (*left, *right)))
}

fn features(telling: &Telling) -> BTreeSet<Feature> {
    let figures =
        telling.figures.iter().filter(|figure| figure.telling >= 0.5).map(|figure| Feature::Figure(figure.key.clone()));
    let cited = telling
        .steps
        .iter()
        .filter(|step| matches!(step.cited, Cited::Publisher(_)))
        .map(|step| Feature::Cited(step.cited.clone()));
    figures.chain(cited).collect()
}

/// Disjoint sets of accounts.
pub(crate) struct Groups(Vec<usize>);

impl Groups {
    pub(crate) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    pub(crate) fn root(&self, mut member: usize) -> usize {
        while let Some(parent) = self.0.get(member).copied().filter(|parent| *parent != member) {
            member = parent;
        }
        member
    }

    /// Joins two sets. The smaller root stays, so that the result does not depend on the order of joins.
    pub(crate) fn join(&mut self, left: usize, right: usize) {
        let (left, right) = (self.root(left), self.root(right));
        let (low, high) = (left.min(right), left.max(right));
        if let Some(slot) = self.0.get_mut(high) {
            *slot = low;
        }
    }

    /// Returns the sets with their members ascending, by first member.
    pub(crate) fn sorted(&self) -> Vec<Vec<usize>> {
        let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for member in 0..self.0.len() {
            sets.entry(self.root(member)).or_default().push(member);
        }
        sets.into_values().collect()
    }
}
