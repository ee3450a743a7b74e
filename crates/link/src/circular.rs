//! Circular reporting: publishers that support each other over stated edges.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{Circular, CircularKind, Claim, ClaimId, Derivation, Grade, WitnessId};

use crate::node::Nodes;
use crate::pile::Pile;

/// Finds the circles in which stated edges of a claim run, publishers contracted.
pub(crate) fn circles(pile: &Pile<'_>, nodes: &Nodes, claims: &[Claim], edges: &[Derivation]) -> Vec<Circular> {
    let mut found = Vec::new();
    for claim in (0..claims.len()).map(ClaimId) {
        let stated = edges.iter().filter(|edge| edge.grade == Grade::Stated && edge.claims.contains(&claim));
        let mut behind: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for edge in stated {
            let (Some(from), Some(to)) = (publisher(pile, nodes, edge.from), publisher(pile, nodes, edge.to)) else {
                continue;
            };
            if from != to {
                behind.entry(to).or_default().insert(from);
            }
        }
        let circle: BTreeSet<usize> = behind.keys().copied().filter(|start| reaches(&behind, *start, *start)).collect();
        if circle.len() < 2 {
            continue;
        }
        let outside = circle.iter().any(|member| behind.get(member).is_some_and(|from| !from.is_subset(&circle)));
        let mut publishers: Vec<String> = circle.iter().map(|id| shown(pile, *id)).collect();
        publishers.sort();
        let kind = if outside { CircularKind::Echo } else { CircularKind::Loop };
        found.push(Circular { claim, publishers, kind });
    }
    found
}

fn shown(pile: &Pile<'_>, publisher: usize) -> String {
    let id = crate::publisher::PublisherId(publisher);
    pile.publishers.domain(id).unwrap_or(pile.publishers.name(id)).to_owned()
}

fn publisher(pile: &Pile<'_>, nodes: &Nodes, witness: WitnessId) -> Option<usize> {
    nodes.account(witness).map(|account| pile.publishers.of_account(account).0)
}

/// Whether one or more steps lead from `start` back to `goal`.
fn reaches(behind: &BTreeMap<usize, BTreeSet<usize>>, start: usize, goal: usize) -> bool {
    let mut seen = BTreeSet::new();
    let mut open: Vec<usize> = behind.get(&start).into_iter().flatten().copied().collect();
    while let Some(at) = open.pop() {
        if at == goal {
            return true;
        }
        if seen.insert(at) {
            open.extend(behind.get(&at).into_iter().flatten());
        }
    }
    false
}
