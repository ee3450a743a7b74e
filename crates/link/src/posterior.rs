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

/// Of more candidates than this, as large stories have, only the best so many keep what speaks for and against them.
const MANY: usize = 40;
const SHOWN: usize = 8;

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
    if parents.len() > MANY {
        parents.iter_mut().skip(SHOWN).for_each(|parent| parent.evidence = Vec::new());
    }
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
    let odds = parents.iter().map(|parents| {
        let inner = parents.iter().filter_map(|parent| Some((inside(parent.from)?, parent.probability)));
        let mut inner: Vec<(usize, f64)> = inner.collect();
        inner.sort_unstable_by_key(|(from, _)| *from);
        inner
    });
    let agreed = tree::marginals(&odds.collect());
    for (agreed, parents) in agreed.iter().zip(parents.iter_mut()) {
        let found = |from: usize| agreed.binary_search_by_key(&from, |(parent, _)| *parent).ok();
        let at = |from: usize| found(from).and_then(|place| agreed.get(place)).map_or(0.0, |(_, likely)| *likely);
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
    let claim = Choices::of(pile, nodes, instances, parents);
    let mut odds: BTreeMap<usize, f64> = BTreeMap::new();
    for sample in 0..SAMPLES {
        let count = claim.drawn(sample);
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

/// Where an instance may come from, as far as origins are counted.
#[derive(Debug, Clone, Copy)]
enum Choice {
    /// Another instance of the claim, by place.
    Inside(usize),
    /// Outside of the claim.
    Outside(Root),
    /// The account itself.
    Own,
}

/// What can be drawn for each instance of a claim.
struct Choices {
    /// Of each instance, its candidates with their probabilities.
    odds: Vec<Vec<(Choice, f64)>>,
    /// The owner of each instance's publisher.
    owners: Vec<usize>,
}

impl Choices {
    fn of(pile: &Pile<'_>, nodes: &Nodes, instances: &[Instance], parents: &[Vec<Parent>]) -> Self {
        let place: BTreeMap<usize, usize> =
            instances.iter().enumerate().map(|(place, instance)| (instance.account, place)).collect();
        let mut missing: BTreeMap<WitnessId, Root> = BTreeMap::new();
        let mut choice = |from: Candidate| match from {
            Candidate::Witness(witness) => match nodes.witnesses.get(witness.0).map(|witness| witness.kind) {
                Some(WitnessKind::Extant(account)) => match place.get(&account) {
                    Some(place) => Choice::Inside(*place),
                    None => Choice::Outside(Root::Publisher(pile.publishers.owner_of(account).0)),
                },
                Some(WitnessKind::Missing) => {
                    Choice::Outside(*missing.entry(witness).or_insert_with(|| beyond(pile, nodes, witness)))
                }
                _ => Choice::Own,
            },
            Candidate::Unknown => Choice::Outside(Root::Unknown),
            Candidate::Origin => Choice::Own,
        };
        let odds = parents.iter().map(|parents| {
            let choices = parents.iter().map(|parent| (choice(parent.from), parent.probability));
            choices.collect()
        });
        let owners = instances.iter().map(|instance| pile.publishers.owner_of(instance.account).0);
        Self { odds: odds.collect(), owners: owners.collect() }
    }

    /// Draws parents once and counts the origins.
    fn drawn(&self, sample: u64) -> usize {
        let mut random = Random(sample.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bd1_e995);
        let choice = self.forest(&mut random);
        let mut known: Vec<Option<Root>> = vec![None; choice.len()];
        let roots: BTreeSet<Root> = (0..choice.len()).map(|start| self.root(&choice, &mut known, start)).collect();
        // Beside named roots, what nobody names is more likely one of them than another.
        let mut sure = |root: &&Root| match root {
            Root::Publisher(_) => true,
            Root::Missing(_) => random.unit() < NAMED,
            Root::Unknown => false,
        };
        roots.iter().filter(&mut sure).count().max(1)
    }

    /// Draws a parent for everybody so that there are no circles (Wilson 1996): from each instance a walk along drawn
    /// parents, in which whoever is met again draws anew, until it leaves the claim or meets an earlier walk.
    fn forest(&self, random: &mut Random) -> Vec<Choice> {
        let mut choice = vec![Choice::Own; self.odds.len()];
        let mut settled = vec![false; self.odds.len()];
        for start in 0..self.odds.len() {
            let (mut at, mut steps) = (start, 0);
            while settled.get(at) == Some(&false) && steps < LONGEST_WALK {
                let drawn = self.odds.get(at).map_or(Choice::Own, |odds| pick(odds, random.unit()));
                choice.get_mut(at).into_iter().for_each(|slot| *slot = drawn);
                steps += 1;
                let Choice::Inside(next) = drawn else { break };
                at = next;
            }
            let mut at = start;
            while let Some(open) = settled.get_mut(at).filter(|settled| !**settled) {
                *open = true;
                let Some(Choice::Inside(next)) = choice.get(at) else { break };
                at = *next;
            }
        }
        choice
    }

    /// Follows drawn parents to a root. In a circle the publisher with the smallest id stands for all.
    fn root(&self, choice: &[Choice], known: &mut [Option<Root>], start: usize) -> Root {
        let owner = |place: usize| self.owners.get(place).copied().unwrap_or(usize::MAX);
        let mut at = start;
        let mut passed = Vec::new();
        let root = loop {
            if let Some(root) = known.get(at).copied().flatten() {
                break root;
            }
            // A forest has no circle, but where a walk was given up.
            if passed.len() > choice.len() {
                let circle: BTreeSet<usize> = passed.iter().map(|place| owner(*place)).collect();
                return Root::Publisher(circle.first().copied().unwrap_or(usize::MAX));
            }
            passed.push(at);
            match choice.get(at) {
                Some(Choice::Inside(next)) => at = *next,
                Some(Choice::Outside(root)) => break *root,
                _ => break Root::Publisher(owner(at)),
            }
        };
        for place in passed {
            known.get_mut(place).into_iter().for_each(|slot| *slot = Some(root));
        }
        root
    }
}

fn pick(odds: &[(Choice, f64)], point: f64) -> Choice {
    let mut passed = 0.0;
    let found = odds.iter().find(|(_, likely)| {
        passed += likely;
        point < passed
    });
    found.or(odds.first()).map_or(Choice::Outside(Root::Unknown), |(choice, _)| *choice)
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
