//! Who got what from whom in a pile of pages.
//!
//! One line a story that was found. An edge without claim words is one of the text as a whole; an edge that covers
//! single claims is written once a claim, with the words that state it on the page that took it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use headwater_lang::Registry;
use headwater_model::{
    Account, Amount, Bound, Candidate, Capture, Claim, ClaimId, Derivation, DerivationKind, Fact, Instance, Story,
    Value as Figure, Witness, WitnessId, WitnessKind,
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::pages;

/// Below this there are candidates and no edge.
const EDGE: f64 = 0.6;

/// Predicts edges and claims of the pages below `folder`, with its manifest's addresses and times: all in one pile,
/// or each folder of pages by itself.
///
/// # Errors
///
/// Where the manifest or a page cannot be read.
pub fn derivation(folder: &Path, by_story: bool) -> Result<Vec<Value>> {
    let mut piles: BTreeMap<String, Vec<Capture>> = BTreeMap::new();
    for capture in pages::below(folder)? {
        let of_its_own = Path::new(&capture.name).parent().filter(|_| by_story);
        let pile = of_its_own.map(|parent| parent.to_string_lossy().into_owned()).unwrap_or_default();
        piles.entry(pile).or_default().push(capture);
    }
    let lines = piles.into_iter().flat_map(|(pile, captures)| {
        let (accounts, stories) = headwater_archive::trace(captures, Registry::builtin());
        let written = stories.iter().enumerate();
        written.map(|(index, story)| line(&format!("{pile}{index}"), story, &accounts)).collect::<Vec<_>>()
    });
    Ok(lines.collect())
}

fn line(name: &str, story: &Story, accounts: &[Account]) -> Value {
    let writer = Writer { name, story, accounts };
    json!({
        "edges": writer.edges(),
        "claims": story.claims.iter().enumerate().map(|(index, claim)| writer.claim(index, claim)).collect::<Vec<_>>(),
        "circular": story.circular.iter().map(|circle| json!({
            "claim": writer.claim_name(circle.claim.0),
            "publishers": circle.publishers.iter().map(|name| writer.domain(name)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}

/// Writes one story.
struct Writer<'a> {
    name: &'a str,
    story: &'a Story,
    accounts: &'a [Account],
}

impl Writer<'_> {
    fn claim_name(&self, index: usize) -> String {
        format!("{}-{index}", self.name)
    }

    /// The domain of a publisher that the story knows by name, which is how the set names publishers.
    fn domain<'s>(&'s self, name: &'s str) -> &'s str {
        let witness = self.story.witnesses.iter().find(|witness| witness.name == name);
        witness.and_then(|witness| witness.domain.as_deref()).unwrap_or(name)
    }

    fn edges(&self) -> Vec<Value> {
        let mut edges = Vec::new();
        let mut written = BTreeSet::new();
        for derivation in &self.story.derivations {
            for claim in &derivation.claims {
                written.insert((derivation.from, derivation.to, *claim));
            }
            edges.extend(self.derivation(derivation));
        }
        for (index, claim) in self.story.claims.iter().enumerate() {
            for (from, instance, probability) in parents(claim) {
                let to = self.extant(instance.account);
                if to.is_some_and(|to| !written.contains(&(from, to, ClaimId(index)))) {
                    edges.extend(self.edge(from, instance.account, Some(instance), self.kind(from, to), probability));
                }
            }
        }
        edges
    }

    /// One edge for the text as a whole, or one a claim that it covers. A step between two works that are not at hand
    /// ends on no page and is left out.
    fn derivation(&self, derivation: &Derivation) -> Vec<Value> {
        let Some(WitnessKind::Extant(account)) = self.witness(derivation.to).map(|witness| witness.kind) else {
            return Vec::new();
        };
        let claims = derivation.claims.iter().filter_map(|claim| self.story.claims.get(claim.0));
        let stated = claims.filter_map(|claim| claim.instances.iter().find(|instance| instance.account == account));
        let mut instances: Vec<Option<&Instance>> = stated.map(Some).collect();
        if instances.is_empty() {
            instances.push(None);
        }
        let edge = |instance| self.edge(derivation.from, account, instance, derivation.kind, derivation.probability);
        instances.into_iter().filter_map(edge).collect()
    }

    fn edge(
        &self,
        from: WitnessId,
        to: usize,
        instance: Option<&Instance>,
        kind: DerivationKind,
        probability: f64,
    ) -> Option<Value> {
        let mut edge = match instance {
            Some(instance) => self.instance(instance),
            None => json!({"words": null}),
        };
        let fields = edge.as_object_mut()?;
        let words = fields.remove("words").unwrap_or_default();
        fields.remove("file");
        fields.insert("claim_words".to_owned(), words);
        fields.insert("from".to_owned(), self.node(from)?.into());
        fields.insert("to".to_owned(), self.accounts.get(to)?.capture.name.clone().into());
        fields.insert("kind".to_owned(), kind.name().into());
        fields.insert("p".to_owned(), probability.into());
        Some(edge)
    }

    /// The kind of the story's edge between two witnesses, and without one the most that can be said.
    fn kind(&self, from: WitnessId, to: Option<WitnessId>) -> DerivationKind {
        let edges = &self.story.derivations;
        let edge = edges.iter().find(|edge| edge.from == from && Some(edge.to) == to);
        let guess = match self.witness(from).map(|witness| witness.kind) {
            Some(WitnessKind::Primary(_)) => DerivationKind::FirstHand,
            Some(WitnessKind::Missing) => DerivationKind::Cites,
            _ => DerivationKind::Rewrite,
        };
        edge.map_or(guess, |edge| edge.kind)
    }

    fn node(&self, id: WitnessId) -> Option<String> {
        let witness = self.witness(id)?;
        Some(match witness.kind {
            WitnessKind::Extant(account) => self.accounts.get(account)?.capture.name.clone(),
            WitnessKind::Missing => format!("missing:{}", witness.name),
            WitnessKind::Primary(_) => format!("primary:{}", witness.name),
        })
    }

    fn witness(&self, id: WitnessId) -> Option<&Witness> {
        self.story.witnesses.get(id.0)
    }

    fn extant(&self, account: usize) -> Option<WitnessId> {
        let found = self.story.witnesses.iter().position(|witness| witness.kind == WitnessKind::Extant(account));
        found.map(WitnessId)
    }

    fn claim(&self, index: usize, claim: &Claim) -> Value {
        let mutations = claim
            .mutations
            .iter()
            .map(|mutation| json!({"from": mutation.from, "to": mutation.to, "kind": mutation.kind.name()}));
        json!({
            "id": self.claim_name(index),
            "instances": claim.instances.iter().map(|instance| self.instance(instance)).collect::<Vec<_>>(),
            "origins": {"expected": claim.origins.expected, "lo": claim.origins.lo, "hi": claim.origins.hi},
            "mutations": mutations.collect::<Vec<_>>(),
        })
    }

    fn instance(&self, instance: &Instance) -> Value {
        let account = self.accounts.get(instance.account);
        let words = |span: headwater_model::Span| account.map(|account| span.of(&account.page.text));
        json!({
            "file": account.map(|account| &account.capture.name),
            "words": words(instance.span),
            "sentence": words(instance.sentence),
            "value": instance.fact.as_ref().map(value),
        })
    }
}

/// The parents of a claim's instances that are sure enough for an edge.
fn parents(claim: &Claim) -> impl Iterator<Item = (WitnessId, &Instance, f64)> {
    let posteriors = claim.instances.iter().zip(&claim.parents);
    posteriors.flat_map(|(instance, parents)| {
        parents.iter().filter_map(move |parent| match parent.from {
            Candidate::Witness(from) if parent.probability >= EDGE => Some((from, instance, parent.probability)),
            _ => None,
        })
    })
}

/// A figure in the terms of the set: ages are durations, ranks counts, and shares percentages.
fn value(fact: &Fact) -> Value {
    let (kind, unit) = match &fact.value {
        Figure::Number(_) | Figure::Ordinal(_) => ("count", "-".to_owned()),
        Figure::Fraction(..) | Figure::Percent(_) | Figure::PercentagePoints(_) => ("percentage", "%".to_owned()),
        Figure::Money(_, currency) => ("money", currency.to_string()),
        Figure::Measure(_, unit) => ("measure", unit.to_string()),
        Figure::Age(_, unit) | Figure::Duration(_, unit) => ("duration", unit.to_string()),
        Figure::Date(_) | Figure::Period(..) => ("date", "-".to_owned()),
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

#[cfg(test)]
mod tests {
    use headwater_model::{Article, CaptureId, Grade, Interval, Media, Origins, Page, Parent, Sourcing, Span};

    use super::*;

    fn account(name: &str, text: &str) -> Account {
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

    fn witness(kind: WitnessKind, name: &str) -> Witness {
        Witness {
            kind,
            name: name.to_owned(),
            domain: None,
            language: None,
            window: Interval::default(),
            cited_by: Vec::new(),
        }
    }

    fn edge(from: usize, to: usize, claims: Vec<ClaimId>) -> Derivation {
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

    fn story(derivations: Vec<Derivation>, parents: Vec<Vec<Parent>>) -> Story {
        let instance = Instance { account: 0, span: Span::new(0, 7), sentence: Span::new(0, 17), fact: None };
        Story {
            title: String::new(),
            witnesses: vec![
                witness(WitnessKind::Extant(0), "Ledger"),
                witness(WitnessKind::Missing, "Courier"),
                witness(WitnessKind::Missing, "Wire"),
            ],
            claims: vec![Claim {
                instances: vec![instance],
                parents,
                origins: Origins { expected: 1.4, median: 1, lo: 1, hi: 2 },
                mutations: Vec::new(),
            }],
            derivations,
            matches: Vec::new(),
            circular: Vec::new(),
        }
    }

    #[test]
    fn an_edge_of_the_whole_text_has_no_claim_words() {
        let line = line("s", &story(vec![edge(1, 0, Vec::new())], vec![]), &[account("a.txt", "9 hours went lost")]);
        assert_eq!(
            line["edges"],
            json!([{"claim_words": null, "from": "missing:Courier", "to": "a.txt", "kind": "cites", "p": 0.9}])
        );
        assert_eq!(line["claims"][0]["origins"], json!({"expected": 1.4, "lo": 1, "hi": 2}));
    }

    #[test]
    fn an_edge_of_a_claim_shows_the_words_once() {
        let sure = Parent { from: Candidate::Witness(WitnessId(1)), probability: 0.9, evidence: Vec::new() };
        let story = story(vec![edge(1, 0, vec![ClaimId(0)])], vec![vec![sure]]);
        let line = line("s", &story, &[account("a.txt", "9 hours went lost")]);
        let edges = line["edges"].as_array().unwrap();
        assert_eq!(edges.len(), 1, "{edges:?}");
        assert_eq!(edges[0]["claim_words"], "9 hours");
        assert_eq!(edges[0]["sentence"], "9 hours went lost");
    }

    #[test]
    fn a_step_that_ends_on_no_page_and_a_doubtful_parent_are_left_out() {
        let doubtful = Parent { from: Candidate::Witness(WitnessId(1)), probability: 0.5, evidence: Vec::new() };
        let line = line("s", &story(vec![edge(2, 1, Vec::new())], vec![vec![doubtful]]), &[account("a.txt", "9")]);
        assert_eq!(line["edges"], json!([]));
    }
}
