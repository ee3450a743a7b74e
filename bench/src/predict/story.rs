//! How parts of a story are written for the scorers, whatever the form around them.

use headwater_model::{
    Amount, Bound, Candidate, Claim, DerivationKind, Fact, Instance, Story, Value as Figure, Witness, WitnessId,
    WitnessKind,
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// Below this there are candidates and no edge.
const EDGE: f64 = 0.6;

/// The parents of a claim's instances that are sure enough for an edge.
pub(super) fn parents(claim: &Claim) -> impl Iterator<Item = (WitnessId, &Instance, f64)> {
    let posteriors = claim.instances.iter().zip(&claim.parents);
    posteriors.flat_map(|(instance, parents)| {
        parents.iter().filter_map(move |parent| match parent.from {
            Candidate::Witness(from) if parent.probability >= EDGE => Some((from, instance, parent.probability)),
            _ => None,
        })
    })
}

/// A witness as the set names it: an article at hand by `article`, anything else by what it is and its name.
pub(super) fn node(story: &Story, id: WitnessId, article: impl Fn(usize) -> Option<String>) -> Option<String> {
    let witness = witness(story, id)?;
    match witness.kind {
        WitnessKind::Extant(account) => article(account),
        WitnessKind::Missing => Some(format!("missing:{}", witness.name)),
        WitnessKind::Primary(_) => Some(format!("primary:{}", witness.name)),
    }
}

pub(super) fn witness(story: &Story, id: WitnessId) -> Option<&Witness> {
    story.witnesses.get(id.0)
}

/// The witness that an account is.
pub(super) fn extant(story: &Story, account: usize) -> Option<WitnessId> {
    let found = story.witnesses.iter().position(|witness| witness.kind == WitnessKind::Extant(account));
    found.map(WitnessId)
}

/// The domain of a publisher that the story knows by name, which is how the set names publishers.
pub(super) fn domain<'s>(story: &'s Story, name: &'s str) -> &'s str {
    let witness = story.witnesses.iter().find(|witness| witness.name == name);
    witness.and_then(|witness| witness.domain.as_deref()).unwrap_or(name)
}

/// The kind of the story's edge between two witnesses, and without one the most that can be said.
pub(super) fn kind(story: &Story, from: WitnessId, to: Option<WitnessId>) -> DerivationKind {
    let edge = story.derivations.iter().find(|edge| edge.from == from && Some(edge.to) == to);
    let guess = match witness(story, from).map(|witness| witness.kind) {
        Some(WitnessKind::Primary(_)) => DerivationKind::FirstHand,
        Some(WitnessKind::Missing) => DerivationKind::Cites,
        _ => DerivationKind::Rewrite,
    };
    edge.map_or(guess, |edge| edge.kind)
}

/// A figure in the terms of the set: ages are durations, ranks counts, and shares percentages.
pub(super) fn value(fact: &Fact) -> Value {
    let (kind, unit) = match &fact.value {
        Figure::Number(_) | Figure::Ordinal(_) => ("count", "-".to_owned()),
        Figure::Fraction(..) | Figure::Percent(_) | Figure::PercentagePoints(_) => ("percentage", "%".to_owned()),
        Figure::Money(_, currency) => ("money", currency.to_string()),
        Figure::Measure(_, unit) => ("measure", unit.to_string()),
        Figure::Age(_, unit) | Figure::Duration(_, unit) => ("duration", unit.to_string()),
        Figure::Lengths(..) => ("duration", "-".to_owned()),
        Figure::Date(_) | Figure::Period(..) | Figure::Moment(_) | Figure::Hours(..) => ("date", "-".to_owned()),
    };
    let (amount, ranges) = amount(&fact.value);
    let bound = match fact.bound {
        Bound::Exact if ranges => "range",
        Bound::Exact => "exact",
        Bound::About | Bound::Nearly => "about",
        Bound::AtLeast => "at_least",
        Bound::MoreThan => "more_than",
        Bound::AtMost => "at_most",
        Bound::LessThan => "less_than",
    };
    json!({"kind": kind, "amount": amount, "unit": unit, "bound": bound})
}

/// The number, of a range its lower end, and whether it is a range.
fn amount(value: &Figure) -> (String, bool) {
    match value {
        Figure::Date(date) => (date.to_string(), false),
        Figure::Period(from, _) => (from.to_string(), true),
        Figure::Moment(moment) => (moment.date().to_string(), false),
        Figure::Hours(from, _) => (from.date().to_string(), true),
        Figure::Ordinal(rank) => (rank.to_string(), false),
        Figure::Fraction(part, whole) => {
            let share = Decimal::from(*part).checked_mul(Decimal::ONE_HUNDRED);
            let share = share.and_then(|share| share.checked_div(Decimal::from(*whole))).unwrap_or_default();
            (share.normalize().to_string(), false)
        }
        _ => match value.amount() {
            Some(Amount::One(amount)) => (amount.normalize().to_string(), false),
            Some(Amount::Range(low, _)) => (low.normalize().to_string(), true),
            None => (String::new(), false),
        },
    }
}

/// Parts of invented stories, for the tests of the forms.
#[cfg(test)]
pub(super) mod testing {
    use headwater_model::{
        Account, Article, Capture, CaptureId, ClaimId, Derivation, DerivationKind, Grade, Interval, Media, Page,
        Sourcing, Witness, WitnessId, WitnessKind,
    };

    pub(crate) fn account(name: &str, text: &str) -> Account {
        let id = CaptureId([0; 32]);
        let capture = Capture {
            id,
            name: name.to_owned(),
            address: None,
            captured: None,
            media: Media::Text,
            bytes: text.as_bytes().to_vec(),
        };
        let page = Page {
            capture: id,
            encoding: "UTF-8",
            text: text.to_owned(),
            blocks: Vec::new(),
            elements: Vec::new(),
            links: Vec::new(),
            address: None,
            host: None,
            declared_language: None,
        };
        Account {
            capture,
            page,
            article: Article::default(),
            sourcing: Sourcing::default(),
            facts: Vec::new(),
            notes: Vec::new(),
        }
    }

    pub(crate) fn witness(kind: WitnessKind, name: &str) -> Witness {
        Witness {
            kind,
            name: name.to_owned(),
            domain: None,
            language: None,
            window: Interval::default(),
            cited_by: Vec::new(),
        }
    }

    pub(crate) fn edge(from: usize, to: usize, claims: Vec<ClaimId>) -> Derivation {
        Derivation {
            from: WitnessId(from),
            to: WitnessId(to),
            kind: DerivationKind::Cites,
            claims,
            probability: 0.9,
            grade: Grade::Likely,
            evidence: Vec::new(),
            told_by: None,
            named: None,
        }
    }
}
