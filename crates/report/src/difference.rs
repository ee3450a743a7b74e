//! Where articles differ: claims of which there is more than one reading.

use std::collections::BTreeSet;

use headwater_model::{Account, Bound, Claim, Instance, MutationKind, Story, Value};

use crate::figure;

/// Returns the indices of the claims that more than one reading is given of, those with the most articles first.
pub fn disputed(story: &Story) -> Vec<usize> {
    let differs = |claim: &Claim| !claim.mutations.is_empty() || readings(claim).len() > 1;
    let mut disputed: Vec<usize> = (0..story.claims.len()).filter(|index| differs(&story.claims[*index])).collect();
    disputed.sort_by_key(|index| std::cmp::Reverse(story.claims[*index].instances.len()));
    disputed
}

/// Returns the distinct figures of a claim.
fn readings(claim: &Claim) -> BTreeSet<(&Value, Bound)> {
    let facts = claim.instances.iter().filter_map(|instance| instance.fact.as_ref());
    facts.map(|fact| (&fact.value, fact.bound)).collect()
}

/// Returns the figure that an instance states, or the words of its statement.
pub fn reading(accounts: &[Account], instance: &Instance) -> String {
    let text = accounts.get(instance.account).map(|account| account.page.text.as_str()).unwrap_or_default();
    match &instance.fact {
        Some(fact) => figure::words(fact, text),
        None => instance.span.of(text).to_owned(),
    }
}

/// Says what a change is, in words.
pub const fn change(kind: MutationKind) -> &'static str {
    match kind {
        MutationKind::Rounded => "rounded",
        MutationKind::BoundLost => "the bound was lost",
        MutationKind::UnitConverted => "another unit",
        MutationKind::CurrencyConverted => "another currency",
        MutationKind::Magnitude => "off by a power of ten",
        MutationKind::Transposed => "digits changed places",
        MutationKind::ScopeChanged => "said of something else",
        MutationKind::AttributionLost => "its source is no longer named",
        MutationKind::Other => "changed",
    }
}

#[cfg(test)]
mod tests {
    use super::{disputed, reading};
    use crate::testing;

    #[test]
    fn a_lost_bound_is_another_reading() {
        let (accounts, story) = testing::story();
        assert_eq!(disputed(&story), [0]);
        let readings: Vec<_> =
            story.claims[0].instances.iter().map(|instance| reading(&accounts, instance)).collect();
        assert_eq!(readings, ["at least 10,000,000 USD", "10,000,000 USD"]);
    }
}
