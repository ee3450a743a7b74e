//! What changed on the way: readings compared along the best parents.

use headwater_model::{Amount, Bound, Candidate, Claim, Fact, Mutation, MutationKind, Value};

use crate::change::{rounded, slipped, transposed};
use crate::node::Nodes;
use crate::value;

/// Finds what changed between each instance and its best parent at hand.
pub(crate) fn along_edges(nodes: &Nodes, claim: &Claim) -> Vec<Mutation> {
    let mut found = Vec::new();
    for (to, parents) in claim.parents.iter().enumerate() {
        let Some(best) = parents.first().filter(|parent| parent.probability >= 0.6) else { continue };
        let Candidate::Witness(witness) = best.from else { continue };
        let Some(source) = nodes.account(witness) else { continue };
        let Ok(from) = claim.instances.binary_search_by_key(&source, |instance| instance.account) else { continue };
        let fact = |place: usize| claim.instances.get(place)?.fact.as_ref();
        let (Some(before), Some(after)) = (fact(from), fact(to)) else { continue };
        found.extend(kind(before, after).map(|kind| Mutation { from, to, kind }));
    }
    found
}

/// Says what changed between two readings of a figure.
pub(crate) fn kind(before: &Fact, after: &Fact) -> Option<MutationKind> {
    let (old, new) = (value::key(before)?, value::key(after)?);
    if old == new {
        return same_value(before, after);
    }
    let (Amount::One(a), Amount::One(b)) = (old.amount, new.amount) else { return Some(MutationKind::Other) };
    if old.dimension != new.dimension {
        let money = matches!((&before.value, &after.value), (Value::Money(..), Value::Money(..)));
        return Some(if money { MutationKind::CurrencyConverted } else { MutationKind::Other });
    }
    Some(if slipped(a, b) {
        MutationKind::Magnitude
    } else if transposed(a, b) {
        MutationKind::Transposed
    } else if converted(before, after) {
        MutationKind::UnitConverted
    } else if rounded(a, b, before.bound, after.bound) {
        MutationKind::Rounded
    } else {
        MutationKind::Other
    })
}

fn same_value(before: &Fact, after: &Fact) -> Option<MutationKind> {
    if converted(before, after) {
        return Some(MutationKind::UnitConverted);
    }
    let lost = before.bound != Bound::Exact && after.bound == Bound::Exact;
    lost.then_some(MutationKind::BoundLost)
}

/// Whether the two state the value in different units.
fn converted(before: &Fact, after: &Fact) -> bool {
    match (&before.value, &after.value) {
        (Value::Measure(_, old), Value::Measure(_, new)) => old != new,
        (Value::Duration(_, old), Value::Duration(_, new)) => old != new,
        _ => false,
    }
}
