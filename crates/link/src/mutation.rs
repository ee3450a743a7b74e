//! What changed on the way: readings compared along the best parents.

use headwater_model::{Amount, Bound, Candidate, Claim, Fact, Mutation, MutationKind, Value};

use crate::change::{rounded, slipped, transposed};
use crate::node::Nodes;
use crate::value;

/// From this probability on a parent is compared with.
const LIKELIER_THAN_NOT: f64 = 0.5;

/// Finds what changed between each instance and its best parent at hand.
pub(crate) fn along_edges(nodes: &Nodes, claim: &Claim) -> Vec<Mutation> {
    let mut found = Vec::new();
    for (to, (after, parents)) in claim.instances.iter().zip(&claim.parents).enumerate() {
        let Some(best) = parents.first().filter(|parent| parent.probability >= LIKELIER_THAN_NOT) else { continue };
        let Candidate::Witness(witness) = best.from else { continue };
        let Some(source) = nodes.account(witness) else { continue };
        let Ok(from) = claim.instances.binary_search_by_key(&source, |instance| instance.account) else { continue };
        let figures = claim.instances.get(from).and_then(|before| before.fact.as_ref()).zip(after.fact.as_ref());
        let changed = figures.and_then(|(before, after)| kind(before, after));
        found.extend(changed.map(|kind| Mutation { from, to, kind }));
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
        return match (&before.value, &after.value) {
            // The same number, of which one text does not say what it is of.
            _ if a == b => None,
            (Value::Money(..), Value::Money(..)) => Some(MutationKind::CurrencyConverted),
            (Value::Measure(..), Value::Measure(..)) => Some(MutationKind::UnitConverted),
            _ => Some(MutationKind::Other),
        };
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
    let day = matches!(after.value, Value::Date(..));
    let limits = |bound: Bound| !day && !matches!(bound, Bound::Exact | Bound::About | Bound::Nearly);
    match (before.bound, after.bound) {
        (old, new) if old == new => None,
        (_, Bound::Exact) => Some(MutationKind::BoundLost),
        (_, new) => limits(new).then_some(MutationKind::Other),
    }
}

/// Whether the two state the value in different units.
fn converted(before: &Fact, after: &Fact) -> bool {
    match (&before.value, &after.value) {
        (Value::Measure(_, old), Value::Measure(_, new)) => old != new,
        (Value::Duration(_, old), Value::Duration(_, new)) => old != new,
        _ => false,
    }
}
