//! A pile of accounts, and which of them tell one story.

use std::collections::{BTreeMap, BTreeSet};

use headwater_lang::Registry;
use headwater_model::{Account, LanguageCode, PartialDate};

use crate::echo::{ByPair, Echo, Echoes};
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
    echoes: Echoes<'a>,
    /// How close pairs of accounts are as a whole.
    closeness: ByPair<f64>,
    /// Which accounts have a text that so many others have that they add nothing.
    surplus: Vec<bool>,
    /// By account, the later versions of it.
    versions: BTreeMap<usize, Vec<usize>>,
    /// The place of each account in the order of time.
    rank: Vec<usize>,
}

/// Weights of what two accounts of one story share; hand-set, with the threshold, on the development stories.
const SAME_PASSAGE: f64 = 4.0;
const SAME_SENTENCE: f64 = 0.5;
const MOST_SENTENCES: f64 = 3.0;
const CITES_OTHER: f64 = 2.5;
/// What a pair must have before its sentences are compared to find its story: with less they would not join it.
const HEARD: f64 = 1.5;
const SAME_CITED: f64 = 0.5;
const SAME_FIGURE: f64 = 1.2;
const THRESHOLD: f64 = 4.0;
/// What more accounts have joins none, however large the pile: it would count little, for very many pairs.
const MOST_HOLDERS: usize = 64;
/// Days between two tellings of one story; a look-back beyond that is a story of its own unless it shares text.
const APART: f64 = 120.0;
/// Articles with the very same text that are heard; what further ones say adds nothing.
const MOST_COPIES: usize = 16;
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
        let mut rank = vec![0; accounts.len()];
        for (place, index) in order.iter().enumerate() {
            rank.get_mut(*index).into_iter().for_each(|rank| *rank = place);
        }
        let shared =
            passage::shared(&texts, &order).into_iter().map(|shared| ((shared.left, shared.right), shared)).collect();
        let surplus = surplus(accounts, &order);
        let (echoes, closeness) = Echoes::of(accounts, registry, &surplus);
        let versions = BTreeMap::new();
        let mut pile =
            Self { accounts, rule, weights, publishers, tellings, shared, echoes, closeness, surplus, versions, rank };
        pile.date_versions();
        pile
    }

    /// Where an earlier version of an article is at hand too, the later one is of the time of its change.
    fn date_versions(&mut self) {
        let versions = self.shared.keys().filter_map(|(left, right)| {
            let (earlier, later) = if self.before(*left, *right) > 0.5 { (*left, *right) } else { (*right, *left) };
            self.is_version(earlier, later).then_some((earlier, later))
        });
        let pairs: Vec<(usize, usize)> = versions.collect();
        for (earlier, later) in pairs {
            self.versions.entry(earlier).or_default().push(later);
            if let Some(telling) = self.tellings.get_mut(later) {
                telling.window = telling.version;
            }
        }
    }

    /// Returns the place of an account in the order of time; what is of one time comes in the order of its bytes' digests.
    pub(crate) fn rank(&self, account: usize) -> usize {
        self.rank.get(account).copied().unwrap_or(usize::MAX)
    }

    /// Returns the later versions of an account.
    pub(crate) fn versions(&self, account: usize) -> &[usize] {
        self.versions.get(&account).map(Vec::as_slice).unwrap_or_default()
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

    /// Returns what pairs of these accounts, which ascend, both say.
    pub(crate) fn echoes<'p>(&'p self, members: &'p [usize]) -> impl Iterator<Item = ((usize, usize), &'p Echo)> {
        self.echoes.among(members)
    }

    /// Compares the sentences of these accounts ahead of time, on all cores.
    pub(crate) fn hear(&self, members: &[usize]) {
        let pairs: Vec<(usize, usize)> = self.echoes.pairs_among(members).collect();
        self.echoes.hear(&pairs);
    }

    /// Returns what two accounts both say, whatever their order.
    pub(crate) fn echo(&self, one: usize, other: usize) -> Option<&Echo> {
        self.echoes.of_pair((one.min(other), one.max(other)))
    }

    /// Says whether an account is one of so many with the very same text that what it says is not told from theirs.
    pub(crate) fn is_surplus(&self, account: usize) -> bool {
        self.surplus.get(account).copied().unwrap_or(false)
    }

    /// Sorts the accounts into stories: indices, ascending, the largest story first.
    pub(crate) fn stories(&self) -> Vec<Vec<usize>> {
        let mut scores: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        self.add_features(&mut scores);
        for (pair, shared) in self.shared.iter().filter(|(_, shared)| shared.is_copy()) {
            let weight = SAME_PASSAGE * (shared.longest as f64 / 30.0).min(1.0);
            *scores.entry(*pair).or_default() += weight;
        }
        let crossing: Vec<(usize, usize)> = self.crossing(&scores).collect();
        self.echoes.hear(&crossing);
        for pair in crossing {
            let Some(echo) = self.echo(pair.0, pair.1) else { continue };
            let sure = echo.pairs.iter().filter(|(.., odds)| *odds > 0.0).count();
            *scores.entry(pair).or_default() += (SAME_SENTENCE * sure as f64).min(MOST_SENTENCES);
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

    /// Pairs in two languages that may be one story by their sentences.
    fn crossing(&self, scores: &BTreeMap<(usize, usize), f64>) -> impl Iterator<Item = (usize, usize)> {
        let two_languages = self.echoes.pairs().filter(|pair| !self.same_language(pair.0, pair.1));
        two_languages.filter(|pair| {
            let so_far = scores.get(pair).unwrap_or(&0.0) + self.closeness.get(pair).unwrap_or(&0.0);
            so_far >= if self.names_other(*pair) { HEARD - CITES_OTHER } else { HEARD }
        })
    }

    /// Joins groups from the closest pair on, where their members are one story on average (average linkage, Sokal and
    /// Michener 1958): what a chain of chance likenesses leads to is not joined.
    fn grouped(&self, scores: &BTreeMap<(usize, usize), f64>) -> Groups {
        let mut sorted: Vec<(f64, (usize, usize))> =
            scores.iter().filter(|(_, score)| **score >= THRESHOLD).map(|(pair, score)| (*score, *pair)).collect();
        sorted.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let mut groups = Groups::new(self.accounts.len());
        let mut ties = Ties::of(self.accounts.len(), scores);
        for (score, (left, right)) in sorted {
            let (one, other) = (groups.root(left), groups.root(right));
            if one == other || score < 2.0 * THRESHOLD && !self.near(left, right) {
                continue;
            }
            let (sum, known) = ties.between(one, other);
            if sum >= THRESHOLD * known as f64 {
                groups.join(one, other);
                ties.join(one.min(other), one.max(other));
            }
        }
        groups
    }

    fn near(&self, left: usize, right: usize) -> bool {
        self.hours_between(left, right).is_none_or(|hours| hours < APART * 24.0)
    }

    fn hours_between(&self, one: usize, other: usize) -> Option<f64> {
        let window = |index: usize| self.tellings.get(index).map(|telling| telling.window).unwrap_or_default();
        time::hours_between(window(one), window(other))
    }

    /// Returns how many times the factor e the time between two accounts is longer or shorter than three hours.
    pub(crate) fn delay(&self, one: usize, other: usize) -> Option<f64> {
        self.hours_between(one, other).map(|hours| (hours.max(0.1) / 3.0).ln().abs())
    }

    /// Adds what pairs share of figures, cited sources and names. What many share joins nothing.
    fn add_features(&self, scores: &mut BTreeMap<(usize, usize), f64>) {
        let common = (self.accounts.len() / 8).clamp(12, MOST_HOLDERS);
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
        for (_, score) in scores.iter_mut().filter(|(pair, _)| self.names_other(**pair)) {
            *score += CITES_OTHER;
        }
    }

    /// Says whether one account names the other's publisher.
    fn names_other(&self, (left, right): (usize, usize)) -> bool {
        let (Some(left), Some(right)) = (self.tellings.get(left), self.tellings.get(right)) else { return false };
        left.publisher != right.publisher && (left.names(right.publisher) || right.names(left.publisher))
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

/// Of many accounts with the very same text all but the earliest: `order` holds the indices, the earliest first.
fn surplus(accounts: &[Account], order: &[usize]) -> Vec<bool> {
    let mut counts: BTreeMap<(Option<LanguageCode>, Vec<&str>), usize> = BTreeMap::new();
    let mut surplus = vec![false; accounts.len()];
    for index in order {
        let Some(account) = accounts.get(*index) else { continue };
        let text = account.article.body.iter().map(|block| block.of(&account.page.text)).collect();
        let count = counts.entry((account.article.language, text)).or_default();
        *count += 1;
        surplus.get_mut(*index).into_iter().for_each(|surplus| *surplus = *count > MOST_COPIES);
    }
    surplus
}

fn pairs(accounts: &BTreeSet<usize>) -> impl Iterator<Item = (usize, usize)> + '_ {
    accounts.iter().enumerate().flat_map(|(nth, left)| accounts.iter().skip(nth + 1).map(|right| (*left, *right)))
}

fn features(telling: &Telling) -> BTreeSet<Feature> {
    let figures =
        telling.figures.iter().filter(|figure| figure.telling >= 0.5).map(|figure| Feature::Figure(figure.key.clone()));
    let cited =
        telling.steps.iter().filter(|step| step.publisher().is_some()).map(|step| Feature::Cited(step.cited.clone()));
    figures.chain(cited).collect()
}

/// What groups have in common: sums of the scores of pairs across, and how many pairs there are.
struct Ties {
    /// Where each group's ties are kept, which lie under the same places of the others.
    places: Vec<usize>,
    ties: Vec<BTreeMap<usize, (f64, usize)>>,
}

impl Ties {
    fn of(accounts: usize, scores: &BTreeMap<(usize, usize), f64>) -> Self {
        let mut ties = vec![BTreeMap::new(); accounts];
        for ((left, right), score) in scores {
            for (one, other) in [(*left, *right), (*right, *left)] {
                ties.get_mut(one).and_then(|of| of.insert(other, (*score, 1)));
            }
        }
        Self { places: (0..accounts).collect(), ties }
    }

    fn place(&self, group: usize) -> usize {
        self.places.get(group).copied().unwrap_or(group)
    }

    fn between(&self, one: usize, other: usize) -> (f64, usize) {
        let ties = self.ties.get(self.place(one));
        ties.and_then(|of| of.get(&self.place(other))).copied().unwrap_or_default()
    }

    /// Makes two groups one, which is known by the first.
    fn join(&mut self, kept: usize, gone: usize) {
        let size = |group: usize| self.ties.get(self.place(group)).map_or(0, BTreeMap::len);
        // What moves is the lesser part, so that many joins stay cheap.
        let (stays, moved) = if size(kept) < size(gone) { (gone, kept) } else { (kept, gone) };
        let (stays, moved) = (self.place(stays), self.place(moved));
        for (other, (sum, count)) in self.ties.get_mut(moved).map(std::mem::take).unwrap_or_default() {
            self.ties.get_mut(other).and_then(|of| of.remove(&moved));
            if other == stays {
                continue;
            }
            for (one, other) in [(stays, other), (other, stays)] {
                if let Some(of) = self.ties.get_mut(one) {
                    let slot = of.entry(other).or_default();
                    *slot = (slot.0 + sum, slot.1 + count);
                }
            }
        }
        self.places.get_mut(kept).into_iter().for_each(|place| *place = stays);
    }
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
