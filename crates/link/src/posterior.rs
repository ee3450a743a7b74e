//! From scores to probabilities, and from probabilities to counts of origins.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{Candidate, Instance, Origins, Parent, WitnessId, WitnessKind};

use crate::evidence::{self, Scored};
use crate::node::Nodes;
use crate::pile::Pile;
use crate::tree;

/// How sure the best evidence can make us: pages are misread. Of the surest edges of the development stories one in
/// twelve is wrong. What is left is unknown.
const SUREST: f64 = 0.93;
/// How often the name of a work that is not at hand is a work of its own, and not misread or one at hand by another name.
const NAMED: f64 = 0.4;
/// What each further origin of a claim costs beside what its evidence says: doubts about the instances of one claim are
/// seldom right together. Fitted on the development stories.
const FURTHER: f64 = 0.25;
/// Steps after which a walk in a circle that all but certainly closes is given up.
const LONGEST_WALK: usize = 2_000;
/// Samples drawn for a count of origins.
const SAMPLES: u64 = 160;

/// Turns scores into probabilities that sum to 1, highest first.
pub(crate) fn parents(scored: Scored) -> Vec<Parent> {
    let totals: Vec<f64> = scored.values().map(|evidence| evidence::total(evidence)).collect();
    let highest = totals.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = totals.iter().map(|total| (total - highest).exp()).sum();
    let mut parents: Vec<Parent> = scored
        .into_iter()
        .zip(totals)
        .map(|((from, evidence), total)| Parent {
            from,
            probability: SUREST * (total - highest).exp() / sum
                + if from == Candidate::Unknown { 1.0 - SUREST } else { 0.0 },
            evidence,
        })
        .collect();
    likeliest_first(&mut parents);
    parents
}

fn likeliest_first(parents: &mut [Parent]) {
    parents.sort_by(|left, right| right.probability.total_cmp(&left.probability).then(left.from.cmp(&right.from)));
}

/// Makes the parents of a claim's instances fit together: nobody has it from somebody who has it from them.
pub(crate) fn agree(nodes: &Nodes, instances: &[Instance], parents: &mut [Vec<Parent>]) {
    let place: BTreeMap<usize, usize> =
        instances.iter().enumerate().map(|(place, instance)| (instance.account, place)).collect();
    let inside = |from: Candidate| match from {
        Candidate::Witness(witness) => nodes.account(witness).and_then(|account| place.get(&account).copied()),
        _ => None,
    };
    let mut odds = vec![vec![0.0; instances.len()]; instances.len()];
    for (child, parents) in parents.iter().enumerate() {
        for parent in parents {
            let slot = inside(parent.from).and_then(|from| odds.get_mut(from)).and_then(|row| row.get_mut(child));
            slot.into_iter().for_each(|slot| *slot = parent.probability);
        }
    }
    let agreed = tree::marginals(&odds);
    for (child, parents) in parents.iter_mut().enumerate() {
        let at = |from: usize| agreed.get(from).and_then(|row| row.get(child)).copied().unwrap_or(0.0);
        let (mut among, mut beyond) = (0.0, 0.0);
        for parent in parents.iter() {
            match inside(parent.from) {
                Some(from) => among += at(from),
                None => beyond += parent.probability,
            }
        }
        for parent in parents.iter_mut() {
            parent.probability = match inside(parent.from) {
                Some(from) => at(from),
                None if beyond > 0.0 => parent.probability / beyond * (1.0 - among).max(0.0),
                None => 0.0,
            };
        }
        likeliest_first(parents);
    }
}

/// A place beyond which nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Root {
    /// An outlet with its own access, by owner.
    Publisher(usize),
    /// A missing publication.
    Missing(WitnessId),
    /// Something that nobody names: one, however many articles lead there.
    Unknown,
}

/// Counts the independent reporting origins of a claim by drawing parents from the posterior.
pub(crate) fn origins(pile: &Pile<'_>, nodes: &Nodes, instances: &[Instance], parents: &[Vec<Parent>]) -> Origins {
    let mut odds: BTreeMap<usize, f64> = BTreeMap::new();
    for sample in 0..SAMPLES {
        let count = drawn(pile, nodes, instances, parents, sample);
        *odds.entry(count).or_default() += FURTHER.powi(count as i32 - 1);
    }
    let all: f64 = odds.values().sum();
    let at = |share: f64| {
        let mut passed = 0.0;
        let found = odds.iter().find(|(_, odds)| {
            passed += **odds;
            passed >= share * all
        });
        found.map_or(0, |(count, _)| *count)
    };
    let expected = odds.iter().map(|(count, odds)| *count as f64 * odds).sum::<f64>() / all;
    Origins { expected, median: at(0.5), lo: at(0.05), hi: at(0.95) }
}

fn drawn(pile: &Pile<'_>, nodes: &Nodes, instances: &[Instance], parents: &[Vec<Parent>], sample: u64) -> usize {
    let mut random = Random(sample.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bd1_e995);
    let odds: BTreeMap<usize, &[Parent]> =
        instances.iter().zip(parents).map(|(instance, parents)| (instance.account, parents.as_slice())).collect();
    let choice = forest(nodes, &odds, &mut random);
    let roots: BTreeSet<Root> = instances.iter().map(|instance| root(pile, nodes, &choice, instance.account)).collect();
    // Beside named roots, what nobody names is more likely one of them than another.
    let mut sure = |root: &&Root| match root {
        Root::Publisher(_) => true,
        Root::Missing(_) => random.unit() < NAMED,
        Root::Unknown => false,
    };
    roots.iter().filter(&mut sure).count().max(1)
}

/// Draws a parent for everybody so that there are no circles (Wilson 1996): from each account a walk along drawn
/// parents, in which whoever is met again draws anew, until it leaves the claim or meets an earlier walk.
fn forest(nodes: &Nodes, odds: &BTreeMap<usize, &[Parent]>, random: &mut Random) -> BTreeMap<usize, Candidate> {
    let inside = |from: Candidate| match from {
        Candidate::Witness(witness) => nodes.account(witness).filter(|account| odds.contains_key(account)),
        _ => None,
    };
    let (mut settled, mut choice) = (BTreeSet::new(), BTreeMap::new());
    for start in odds.keys() {
        let (mut at, mut steps) = (Some(*start), 0);
        while let Some(account) = at.filter(|account| !settled.contains(account) && steps < LONGEST_WALK) {
            let drawn = odds.get(&account).map_or(Candidate::Unknown, |parents| pick(parents, random.unit()));
            choice.insert(account, drawn);
            (at, steps) = (inside(drawn), steps + 1);
        }
        let mut at = Some(*start);
        while let Some(account) = at.filter(|account| settled.insert(*account)) {
            at = choice.get(&account).copied().and_then(inside);
        }
    }
    choice
}

fn pick(parents: &[Parent], point: f64) -> Candidate {
    let mut passed = 0.0;
    let found = parents.iter().find(|parent| {
        passed += parent.probability;
        point < passed
    });
    found.or(parents.first()).map_or(Candidate::Unknown, |parent| parent.from)
}

/// Follows drawn parents to a root. In a circle the publisher with the smallest id stands for all.
fn root(pile: &Pile<'_>, nodes: &Nodes, choice: &BTreeMap<usize, Candidate>, start: usize) -> Root {
    let owner = |account: usize| pile.publishers.owner_of(account).0;
    let mut at = start;
    let mut seen = BTreeSet::new();
    loop {
        let own = Root::Publisher(owner(at));
        if !seen.insert(at) {
            let circle = seen.iter().map(|account| owner(*account)).min();
            return circle.map_or(own, Root::Publisher);
        }
        match choice.get(&at) {
            Some(Candidate::Witness(witness)) => match nodes.witnesses.get(witness.0).map(|witness| witness.kind) {
                Some(WitnessKind::Extant(account)) => at = account,
                Some(WitnessKind::Missing) => return beyond(pile, nodes, *witness),
                _ => return own,
            },
            Some(Candidate::Unknown) => return Root::Unknown,
            _ => return own,
        }
    }
}

/// Follows told steps behind a missing publication to the last that publishes.
fn beyond(pile: &Pile<'_>, nodes: &Nodes, start: WitnessId) -> Root {
    let mut at = start;
    let mut seen = BTreeSet::from([start]);
    loop {
        let behind = nodes.told_behind(at);
        let next = behind.iter().find(|told| {
            let kind = nodes.witnesses.get(told.from.0).map(|witness| witness.kind);
            matches!(kind, Some(WitnessKind::Missing | WitnessKind::Extant(_))) && !seen.contains(&told.from)
        });
        let Some(told) = next else { return Root::Missing(at) };
        if let Some(account) = nodes.account(told.from) {
            return Root::Publisher(pile.publishers.owner_of(account).0);
        }
        at = told.from;
        seen.insert(at);
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same draws on every machine.
struct Random(u64);

impl Random {
    /// Returns the next number from 0 up to 1.
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}
