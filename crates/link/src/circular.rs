//! Circular reporting: publishers that support each other, or seem to.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{Candidate, Circular, CircularKind, Claim, ClaimId, Instance};
use petgraph::Direction;
use petgraph::algo::{has_path_connecting, tarjan_scc};
use petgraph::graphmap::DiGraphMap;

use crate::node::Nodes;
use crate::pile::Pile;
use crate::publisher::PublisherId;
use crate::telling::Step;

/// From this probability on a parent counts.
const SURE: f64 = 0.6;

/// And whoever has it earlier with more than this probability.
const EARLIER: f64 = 0.5;

/// Who passed a claim on to whom.
type Passed = DiGraphMap<PublisherId, ()>;

/// Finds the circles in which claims run, publishers contracted, and sources that seem to confirm each other and have
/// one root.
pub(crate) fn circles(pile: &Pile<'_>, nodes: &Nodes, claims: &[Claim]) -> Vec<Circular> {
    let mut found = Vec::new();
    for (index, claim) in claims.iter().enumerate().filter(|(_, claim)| claim.instances.len() > 1) {
        let (passed, first_hand) = passed(pile, nodes, claim);
        let written = |publishers: &BTreeSet<PublisherId>, kind| Circular {
            claim: ClaimId(index),
            publishers: publishers.iter().map(|id| shown(pile, *id)).collect::<BTreeSet<_>>().into_iter().collect(),
            kind,
        };
        for ring in tarjan_scc(&passed).into_iter().filter(|ring| ring.len() > 1) {
            let circle: BTreeSet<PublisherId> = ring.into_iter().collect();
            let outside = circle.iter().any(|member| {
                let mut from = passed.neighbors_directed(*member, Direction::Incoming);
                first_hand.contains(member) || from.any(|publisher| !circle.contains(&publisher))
            });
            let kind = if outside { CircularKind::Echo } else { CircularKind::Loop };
            found.push(written(&circle, kind));
        }
        for seeming in confirmations(pile, &passed, claim) {
            found.push(written(&seeming, CircularKind::FalseConfirmation));
        }
    }
    found
}

/// Whom the publishers of a claim have it from, by sure parents and by what they state; and who has it first hand.
fn passed(pile: &Pile<'_>, nodes: &Nodes, claim: &Claim) -> (Passed, BTreeSet<PublisherId>) {
    let (mut passed, mut first_hand) = (Passed::new(), BTreeSet::new());
    let mut tellers: BTreeMap<PublisherId, BTreeSet<usize>> = BTreeMap::new();
    for instance in &claim.instances {
        tellers.entry(pile.publishers.owner_of(instance.account)).or_default().insert(instance.account);
    }
    for (instance, parents) in claim.instances.iter().zip(&claim.parents) {
        let own = pile.publishers.owner_of(instance.account);
        // What does not state the claim, or only later, cannot have passed it on.
        let of = |publisher: &PublisherId| tellers.get(publisher).into_iter().flatten();
        let before = |account: usize| pile.before(account, instance.account) > EARLIER;
        let earlier = |account: usize| {
            let owner = pile.publishers.owner_of(account);
            tellers.get(&owner).is_some_and(|accounts| accounts.contains(&account)) && before(account)
        };
        let passes = |publisher: &PublisherId| of(publisher).any(|account| before(*account));
        for publisher in stated(pile, instance).filter(|publisher| *publisher != own && passes(publisher)) {
            passed.add_edge(publisher, own, ());
        }
        let Some(best) = parents.first().filter(|parent| parent.probability >= SURE) else { continue };
        match best.from {
            Candidate::Witness(witness) => match nodes.account(witness) {
                Some(account) => {
                    let from = pile.publishers.owner_of(account);
                    if from != own && earlier(account) {
                        passed.add_edge(from, own, ());
                    }
                }
                None => _ = first_hand.insert(own),
            },
            Candidate::Origin => _ = first_hand.insert(own),
            Candidate::Unknown => {}
        }
    }
    (passed, first_hand)
}

/// The publishers that an article names for a claim.
fn stated<'p>(pile: &'p Pile<'_>, instance: &Instance) -> impl Iterator<Item = PublisherId> + use<'p> {
    let sentence = instance.sentence;
    let covering = pile.own_steps(instance.account).filter(move |step| step.covers(sentence));
    covering.filter_map(Step::publisher).map(|publisher| pile.publishers.owner(publisher))
}

/// Publishers that one article names beside each other for the claim, of whom one has it from the other.
fn confirmations(pile: &Pile<'_>, passed: &Passed, claim: &Claim) -> Vec<BTreeSet<PublisherId>> {
    let seeming = claim.instances.iter().filter_map(|instance| {
        let own = pile.publishers.owner_of(instance.account);
        let named: BTreeSet<PublisherId> = stated(pile, instance).filter(|publisher| *publisher != own).collect();
        let leads = |from, to| {
            passed.contains_node(from) && passed.contains_node(to) && has_path_connecting(passed, from, to, None)
        };
        let one_root = named.iter().any(|one| named.iter().any(|other| one != other && leads(*one, *other)));
        one_root.then(|| named.into_iter().chain([own]).collect::<BTreeSet<_>>())
    });
    let mut seeming: Vec<BTreeSet<PublisherId>> = seeming.collect();
    seeming.sort();
    seeming.dedup();
    seeming
}

fn shown(pile: &Pile<'_>, publisher: PublisherId) -> String {
    pile.publishers.domain(publisher).unwrap_or(pile.publishers.name(publisher)).to_owned()
}
