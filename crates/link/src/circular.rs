//! Circular reporting: publishers that support each other, or seem to.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{Candidate, Circular, CircularKind, Claim, ClaimId, Instance};
use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;

use crate::node::Nodes;
use crate::pile::Pile;
use crate::publisher::PublisherId;
use crate::telling::{Cited, Step};

/// From this probability on a parent counts.
const SURE: f64 = 0.6;

/// And whoever has it earlier with more than this probability.
const EARLIER: f64 = 0.5;

/// Whom each publisher has a claim from.
type Behind = BTreeMap<PublisherId, BTreeSet<PublisherId>>;

/// Finds the circles in which claims run, publishers contracted, and sources that seem to confirm each other and have
/// one root.
pub(crate) fn circles(pile: &Pile<'_>, nodes: &Nodes, claims: &[Claim]) -> Vec<Circular> {
    let mut found = Vec::new();
    for (index, claim) in claims.iter().enumerate().filter(|(_, claim)| claim.instances.len() > 1) {
        let (behind, first_hand) = behind(pile, nodes, claim);
        let written = |publishers: &BTreeSet<PublisherId>, kind| Circular {
            claim: ClaimId(index),
            publishers: publishers.iter().map(|id| shown(pile, *id)).collect::<BTreeSet<_>>().into_iter().collect(),
            kind,
        };
        for circle in rings(&behind) {
            let outside = circle.iter().any(|member| {
                first_hand.contains(member) || behind.get(member).is_some_and(|from| !from.is_subset(&circle))
            });
            let kind = if outside { CircularKind::Echo } else { CircularKind::Loop };
            found.push(written(&circle, kind));
        }
        for seeming in confirmations(pile, &behind, claim) {
            found.push(written(&seeming, CircularKind::FalseConfirmation));
        }
    }
    found
}

/// Whom the publishers of a claim have it from, by sure parents and by what they state; and who has it first hand.
fn behind(pile: &Pile<'_>, nodes: &Nodes, claim: &Claim) -> (Behind, BTreeSet<PublisherId>) {
    let (mut behind, mut first_hand) = (Behind::new(), BTreeSet::new());
    for (instance, parents) in claim.instances.iter().zip(&claim.parents) {
        let own = owner(pile, instance.account);
        // What does not state the claim, or only later, cannot have passed it on.
        let earlier = |account: usize| {
            claim.instances.iter().any(|other| other.account == account)
                && pile.before(account, instance.account) > EARLIER
        };
        let passes = |publisher: &PublisherId| {
            claim.instances.iter().any(|other| owner(pile, other.account) == *publisher && earlier(other.account))
        };
        let from = behind.entry(own).or_default();
        from.extend(stated(pile, instance).filter(|publisher| *publisher != own && passes(publisher)));
        let Some(best) = parents.first().filter(|parent| parent.probability >= SURE) else { continue };
        match best.from {
            Candidate::Witness(witness) => match nodes.account(witness) {
                Some(account) if owner(pile, account) != own && earlier(account) => {
                    from.insert(owner(pile, account));
                }
                Some(_) => {}
                None => _ = first_hand.insert(own),
            },
            Candidate::Origin => _ = first_hand.insert(own),
            Candidate::Unknown => {}
        }
    }
    (behind, first_hand)
}

/// The publishers that an article names for a claim.
fn stated<'p>(pile: &'p Pile<'_>, instance: &Instance) -> impl Iterator<Item = PublisherId> + use<'p> {
    let steps = pile.tellings.get(instance.account).map(|telling| telling.steps.as_slice()).unwrap_or_default();
    let sentence = instance.sentence;
    let covers = move |step: &&Step| step.reporter.is_none() && step.covers(sentence);
    steps.iter().filter(covers).filter_map(move |step| match step.cited {
        Cited::Publisher(publisher) => Some(pile.publishers.owner(publisher)),
        Cited::Primary { .. } => None,
    })
}

/// The sets of two publishers or more in which everybody has it from everybody.
fn rings(behind: &Behind) -> Vec<BTreeSet<PublisherId>> {
    let mut graph: DiGraphMap<PublisherId, ()> = DiGraphMap::new();
    for (own, from) in behind {
        for other in from {
            graph.add_edge(*other, *own, ());
        }
    }
    let rings = tarjan_scc(&graph).into_iter().filter(|ring| ring.len() > 1);
    rings.map(|ring| ring.into_iter().collect()).collect()
}

/// Publishers that one article names beside each other for the claim, of whom one has it from the other.
fn confirmations(pile: &Pile<'_>, behind: &Behind, claim: &Claim) -> Vec<BTreeSet<PublisherId>> {
    let seeming = claim.instances.iter().filter_map(|instance| {
        let own = owner(pile, instance.account);
        let named: BTreeSet<PublisherId> = stated(pile, instance).filter(|publisher| *publisher != own).collect();
        let one_root = named.iter().any(|one| named.iter().any(|other| one != other && leads(behind, *one, *other)));
        one_root.then(|| named.into_iter().chain([own]).collect::<BTreeSet<_>>())
    });
    let mut seeming: Vec<BTreeSet<PublisherId>> = seeming.collect();
    seeming.sort();
    seeming.dedup();
    seeming
}

/// Whether a publisher has it from another, over any number of steps.
fn leads(behind: &Behind, from: PublisherId, to: PublisherId) -> bool {
    let (mut seen, mut open) = (BTreeSet::from([to]), vec![to]);
    while let Some(at) = open.pop() {
        for next in behind.get(&at).into_iter().flatten().copied() {
            if next == from {
                return true;
            }
            if seen.insert(next) {
                open.push(next);
            }
        }
    }
    false
}

fn owner(pile: &Pile<'_>, account: usize) -> PublisherId {
    pile.publishers.owner(pile.publishers.of_account(account))
}

fn shown(pile: &Pile<'_>, publisher: PublisherId) -> String {
    pile.publishers.domain(publisher).unwrap_or(pile.publishers.name(publisher)).to_owned()
}
