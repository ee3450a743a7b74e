//! Who got what from whom in a pile of pages.
//!
//! One line a story that was found. An edge without claim words is one of the text as a whole; an edge that covers
//! single claims is written once a claim, with the words that state it on the page that took it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, Result};
use headwater_lang::Registry;
use headwater_link::{Rule, Weights};
use headwater_model::{
    Account, Candidate, Capture, Claim, ClaimId, Derivation, DerivationKind, Family, Instance, Parent, Story,
    WitnessId, WitnessKind,
};
use serde_json::{Value, json};

use super::{pages, story};

/// Reads the name of a rule.
///
/// # Errors
///
/// Says which names there are.
pub fn rule(name: &str) -> Result<Rule, String> {
    const FAMILIES: [Family; 7] =
        [Family::Stated, Family::Text, Family::Inherited, Family::Fact, Family::Time, Family::Order, Family::Common];
    match name {
        "engine" => Ok(Rule::Engine),
        "earliest" => Ok(Rule::Earliest),
        "similar" => Ok(Rule::Similar),
        "cited" => Ok(Rule::Cited),
        "cited-else-similar" => Ok(Rule::CitedElseSimilar),
        _ => {
            let family = name.strip_prefix("without-");
            let family = family.and_then(|name| FAMILIES.into_iter().find(|family| family.name() == name));
            family.map(Rule::Without).ok_or_else(|| {
                let families = FAMILIES.map(|family| format!("without-{}", family.name())).join(", ");
                format!("`{name}` is none of engine, earliest, similar, cited, cited-else-similar, {families}")
            })
        }
    }
}

/// Reads a file of weights.
///
/// # Errors
///
/// Where it cannot be read, or is no such file.
pub fn weights(path: &str) -> Result<Weights> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{path}`"))?;
    Weights::read(&text).with_context(|| format!("`{path}`"))
}

/// Predicts edges and claims of the pages below `folder`, with its manifest's addresses and times: all in one pile,
/// or each folder of pages by itself.
///
/// # Errors
///
/// Where the manifest or a page cannot be read.
pub fn derivation(folder: &Path, by_story: bool, rule: Rule, weights: &Weights) -> Result<Vec<Value>> {
    let mut piles: BTreeMap<String, Vec<Capture>> = BTreeMap::new();
    for capture in pages::below(folder)? {
        let of_its_own = Path::new(&capture.name).parent().filter(|_| by_story);
        let pile = of_its_own.map(|parent| parent.to_string_lossy().into_owned()).unwrap_or_default();
        piles.entry(pile).or_default().push(capture);
    }
    let lines = piles.into_iter().flat_map(|(pile, captures)| {
        let accounts = headwater_archive::accounts(captures, Registry::builtin());
        let stories = headwater_link::stories_by(rule, weights, &accounts, Registry::builtin());
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
            "publishers": circle.publishers.iter().map(|name| story::domain(story, name)).collect::<Vec<_>>(),
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
            for (from, instance, probability) in story::parents(claim) {
                let to = story::extant(self.story, instance.account);
                if to.is_some_and(|to| !written.contains(&(from, to, ClaimId(index)))) {
                    edges.extend(self.edge(
                        from,
                        instance.account,
                        Some(instance),
                        story::kind(self.story, from, to),
                        probability,
                    ));
                }
            }
        }
        edges
    }

    /// One edge for the text as a whole, or one a claim that it covers. A step between two works that are not at hand
    /// ends on no page and is left out.
    fn derivation(&self, derivation: &Derivation) -> Vec<Value> {
        let Some(WitnessKind::Extant(account)) = story::witness(self.story, derivation.to).map(|witness| witness.kind)
        else {
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
        fields.insert("to".to_owned(), self.file(to)?.into());
        fields.insert("kind".to_owned(), kind.name().into());
        fields.insert("p".to_owned(), probability.into());
        Some(edge)
    }

    /// Articles at hand are named by their files.
    fn node(&self, id: WitnessId) -> Option<String> {
        story::node(self.story, id, |account| self.file(account))
    }

    fn file(&self, account: usize) -> Option<String> {
        self.accounts.get(account).map(|account| account.capture.name.clone())
    }

    fn claim(&self, index: usize, claim: &Claim) -> Value {
        let mutations = claim
            .mutations
            .iter()
            .map(|mutation| json!({"from": mutation.from, "to": mutation.to, "kind": mutation.kind.name()}));
        // Scorers pass over the candidates; whoever asks why an edge is missing reads them.
        let instances = claim.instances.iter().enumerate().map(|(at, instance)| {
            let mut written = self.instance(instance);
            let parents = claim.parents.get(at).map(|parents| self.candidates(parents));
            written.as_object_mut().into_iter().for_each(|fields| {
                fields.insert("parents".to_owned(), parents.clone().into());
            });
            written
        });
        json!({
            "id": self.claim_name(index),
            "instances": instances.collect::<Vec<_>>(),
            "origins": {"expected": claim.origins.median, "lo": claim.origins.lo, "hi": claim.origins.hi},
            "mutations": mutations.collect::<Vec<_>>(),
        })
    }

    /// Where an instance may come from, with what speaks for and against it.
    fn candidates(&self, parents: &[Parent]) -> Vec<Value> {
        let candidate = |parent: &Parent| {
            let from = match parent.from {
                Candidate::Witness(witness) => self.node(witness),
                Candidate::Origin => Some("origin".to_owned()),
                Candidate::Unknown => Some("unknown".to_owned()),
            };
            let rounded = |number: f64| (number * 1e4).round() / 1e4;
            let pieces = parent.evidence.iter().map(|piece| (piece.what, rounded(piece.score), rounded(piece.amount)));
            json!({"from": from, "p": parent.probability, "evidence": pieces.collect::<Vec<_>>()})
        };
        parents.iter().map(candidate).collect()
    }

    fn instance(&self, instance: &Instance) -> Value {
        let account = self.accounts.get(instance.account);
        let words = |span: headwater_model::Span| account.map(|account| span.of(&account.page.text));
        json!({
            "file": self.file(instance.account),
            "words": words(instance.span),
            "sentence": words(instance.sentence),
            "value": instance.fact.as_ref().map(story::value),
        })
    }
}

#[cfg(test)]
mod tests {
    use headwater_model::{Origins, Span};

    use super::story::testing::{account, edge, witness};
    use super::*;

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
        assert_eq!(line["claims"][0]["origins"], json!({"expected": 1, "lo": 1, "hi": 2}));
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
