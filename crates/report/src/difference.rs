//! Where articles differ: claims of which there is more than one reading.

use headwater_model::{Account, Claim, Instance, MutationKind, Story};

use crate::figure;

/// Returns the indices of the claims that more than one reading is given of, those with the most articles first.
pub fn disputed(story: &Story) -> Vec<usize> {
    let one_reading = |claim: &Claim| claim.instances.windows(2).all(|pair| agree(&pair[0], &pair[1]));
    let differs = |claim: &Claim| !claim.mutations.is_empty() || !one_reading(claim);
    let mut disputed: Vec<usize> = (0..story.claims.len()).filter(|index| differs(&story.claims[*index])).collect();
    disputed.sort_by_key(|index| std::cmp::Reverse(story.claims[*index].instances.len()));
    disputed
}

/// One reading of a claim, and who gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The figure, or the words of the statement, as the first of them has it.
    pub words: String,
    /// Places in the claim's instances. Never empty.
    pub instances: Vec<usize>,
}

/// Sorts the instances of a claim by what they give, in order of their first appearance.
pub fn readings(accounts: &[Account], claim: &Claim) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    for (place, instance) in claim.instances.iter().enumerate() {
        let same = readings
            .iter_mut()
            .find(|reading| reading.instances.first().is_some_and(|first| agree(&claim.instances[*first], instance)));
        match same {
            Some(reading) => reading.instances.push(place),
            None => readings.push(Reading { words: words(accounts, instance), instances: vec![place] }),
        }
    }
    readings
}

/// Says whether two instances give the same figure. Statements without one are told apart by link, not here.
fn agree(a: &Instance, b: &Instance) -> bool {
    let figure = |instance: &Instance| instance.fact.as_ref().map(|fact| (fact.value.clone(), fact.bound));
    figure(a) == figure(b)
}

/// Returns the figure that an instance states, or the words of its statement.
pub fn words(accounts: &[Account], instance: &Instance) -> String {
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
    use super::{disputed, readings};
    use crate::testing;

    #[test]
    fn a_lost_bound_is_another_reading() {
        let (accounts, story) = testing::story();
        assert_eq!(disputed(&story), [0]);
        let readings = readings(&accounts, &story.claims[0]);
        let words: Vec<_> = readings.iter().map(|reading| (reading.words.as_str(), &reading.instances[..])).collect();
        assert_eq!(words, [("at least 10,000,000 USD", &[0][..]), ("10,000,000 USD", &[1])]);
    }
}
