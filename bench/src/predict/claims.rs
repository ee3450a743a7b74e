//! Who got each claim from whom, each story of a manifest traced by itself.
//!
//! One line a story of the manifest, on the manifest's own ids. Claims are numbered k1, k2 … through all that was
//! found among the story's pages: it may be one story, or several where nothing ties them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, Result};
use headwater_lang::Registry;
use headwater_model::{Account, Candidate, Capture, Claim, Instance, Mutation, Story, WitnessId, WitnessKind};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{pages, story};
use crate::lines;

/// What a prediction may see of an entry of the manifest.
#[derive(Debug, Deserialize)]
struct Entry {
    story: String,
    id: String,
    file: String,
}

/// A page under its id.
type Named = (String, Capture);

/// Predicts edges, origins, circles and changes, claim by claim, of the pages below `folder`, each story of its
/// manifest by itself.
///
/// # Errors
///
/// Where the manifest or a page cannot be read, or a page is not in the manifest.
pub fn claims(folder: &Path) -> Result<Vec<Value>> {
    let manifest = lines::bytes(&folder.join("manifest.json"))?;
    let entries: Vec<Entry> = serde_json::from_slice(&manifest).context("`manifest.json` is not a list of pages")?;
    let entries: BTreeMap<&str, &Entry> = entries.iter().map(|entry| (entry.file.as_str(), entry)).collect();
    let mut stories: BTreeMap<&str, Vec<Named>> = BTreeMap::new();
    for capture in pages::below(folder)? {
        let entry = entries.get(capture.name.as_str());
        let entry = entry.with_context(|| format!("`{}` is not in the manifest", capture.name))?;
        stories.entry(&entry.story).or_default().push((entry.id.clone(), capture));
    }
    Ok(stories.into_iter().map(|(name, pages)| prediction(name, pages)).collect())
}

fn prediction(name: &str, pages: Vec<Named>) -> Value {
    let (articles, captures): (Vec<String>, Vec<Capture>) = pages.into_iter().unzip();
    let (accounts, stories) = headwater_archive::trace(captures, Registry::builtin());
    line(name, &stories, &accounts, &articles)
}

/// The line of one story of the manifest. `articles` are the ids of the accounts.
fn line(name: &str, stories: &[Story], accounts: &[Account], articles: &[String]) -> Value {
    let mut parts: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    let mut first = 1;
    for story in stories {
        let writer = Writer { story, accounts, articles, first };
        for (part, values) in [
            ("edges", writer.edges()),
            ("origins", writer.origins()),
            ("circular", writer.circular()),
            ("mutations", writer.mutations()),
            ("claims", writer.claims()),
        ] {
            parts.entry(part).or_default().extend(values);
        }
        first += story.claims.len();
    }
    let mut line = json!(parts);
    if let Some(fields) = line.as_object_mut() {
        fields.insert("story".to_owned(), name.into());
    }
    line
}

/// Writes one story.
struct Writer<'a> {
    story: &'a Story,
    accounts: &'a [Account],
    articles: &'a [String],
    /// Number of its first claim.
    first: usize,
}

impl Writer<'_> {
    fn name(&self, claim: usize) -> String {
        format!("k{}", self.first + claim)
    }

    fn named(&self) -> impl Iterator<Item = (String, &Claim)> {
        self.story.claims.iter().enumerate().map(|(index, claim)| (self.name(index), claim))
    }

    /// One edge an instance whose best parent is sure enough, at that parent's own probability; and the edges of texts
    /// as wholes, without a claim.
    fn edges(&self) -> Vec<Value> {
        let mut edges = Vec::new();
        for (name, claim) in self.named() {
            for (from, instance, probability) in story::parents(claim) {
                let kind = story::kind(self.story, from, story::extant(self.story, instance.account));
                edges.push(json!({
                    "from": self.node(from), "to": self.article(instance.account), "claim": name,
                    "kind": kind.name(), "p": probability,
                }));
            }
        }
        for derivation in self.story.derivations.iter().filter(|derivation| derivation.claims.is_empty()) {
            // A step between two works that are not at hand ends on no page.
            let Some(WitnessKind::Extant(account)) = self.kind(derivation.to) else { continue };
            edges.push(json!({
                "from": self.node(derivation.from), "to": self.article(account), "claim": null,
                "kind": derivation.kind.name(), "p": derivation.probability,
            }));
        }
        edges
    }

    fn origins(&self) -> Vec<Value> {
        let written = self.named().map(|(name, claim)| {
            let count = claim.origins;
            json!({
                "claim": name, "expected": count.median, "lo": count.lo, "hi": count.hi, "roots": self.roots(claim),
            })
        });
        written.collect()
    }

    /// The node to which the best parents of each instance lead.
    fn roots(&self, claim: &Claim) -> Map<String, Value> {
        let roots = claim.instances.iter().filter_map(|instance| {
            let start = story::extant(self.story, instance.account)?;
            Some((self.article(instance.account)?, self.node(self.root(claim, start))?.into()))
        });
        roots.collect()
    }

    /// The last that reports on the way back from `start`, before what it has it from; a circle ends where it closes.
    fn root(&self, claim: &Claim, start: WitnessId) -> WitnessId {
        let mut at = start;
        let mut seen = BTreeSet::from([start]);
        let reports = |witness: &WitnessId| !matches!(self.kind(*witness), Some(WitnessKind::Primary(_)));
        while let Some(next) = self.behind(claim, at).filter(reports).filter(|next| seen.insert(*next)) {
            at = next;
        }
        at
    }

    /// The best parent of an article's instance; behind a work that is missing, the likeliest step that others tell.
    fn behind(&self, claim: &Claim, at: WitnessId) -> Option<WitnessId> {
        match self.kind(at)? {
            WitnessKind::Extant(account) => {
                let stated = claim.instances.iter().position(|instance| instance.account == account)?;
                match claim.parents.get(stated)?.first()?.from {
                    Candidate::Witness(from) => Some(from),
                    Candidate::Origin | Candidate::Unknown => None,
                }
            }
            WitnessKind::Missing => {
                let steps = self.story.derivations.iter().filter(|derivation| derivation.to == at);
                let likeliest = steps.max_by(|left, right| left.probability.total_cmp(&right.probability));
                likeliest.map(|derivation| derivation.from)
            }
            WitnessKind::Primary(_) => None,
        }
    }

    fn circular(&self) -> Vec<Value> {
        let written = self.story.circular.iter().map(|circle| {
            let publishers: Vec<&str> = circle.publishers.iter().map(|name| story::domain(self.story, name)).collect();
            json!({"claim": self.name(circle.claim.0), "publishers": publishers})
        });
        written.collect()
    }

    fn mutations(&self) -> Vec<Value> {
        let changes = self.named().flat_map(|(name, claim)| {
            let written = claim.mutations.iter().map(move |mutation| self.mutation(&name, claim, mutation));
            written.collect::<Vec<_>>()
        });
        changes.collect()
    }

    fn mutation(&self, name: &str, claim: &Claim, mutation: &Mutation) -> Value {
        let article = |instance: usize| self.article(claim.instances.get(instance)?.account);
        json!({
            "claim": name, "from": article(mutation.from), "to": article(mutation.to), "kind": mutation.kind.name(),
        })
    }

    fn claims(&self) -> Vec<Value> {
        let written = self.named().map(|(name, claim)| {
            let instances: Vec<Value> = claim.instances.iter().map(|instance| self.instance(instance)).collect();
            json!({"id": name, "instances": instances})
        });
        written.collect()
    }

    fn instance(&self, instance: &Instance) -> Value {
        let text = self.accounts.get(instance.account).map(|account| account.page.text.as_str());
        json!({
            "article": self.article(instance.account),
            "words": text.map(|text| instance.span.of(text)),
            "sentence": text.map(|text| instance.sentence.of(text)),
            "value": instance.fact.as_ref().map(story::value),
        })
    }

    fn kind(&self, witness: WitnessId) -> Option<WitnessKind> {
        story::witness(self.story, witness).map(|witness| witness.kind)
    }

    fn node(&self, witness: WitnessId) -> Option<String> {
        story::node(self.story, witness, |account| self.article(account))
    }

    fn article(&self, account: usize) -> Option<String> {
        self.articles.get(account).cloned()
    }
}

#[cfg(test)]
mod tests {
    use headwater_model::{
        Circular, CircularKind, ClaimId, Derivation, MutationKind, Origins, Parent, SourceKind, Span,
    };

    use super::story::testing::{account, edge, witness};
    use super::*;

    /// Two articles at hand, two publications that are missing, and a document.
    fn story(parents: Vec<Vec<Parent>>, derivations: Vec<Derivation>) -> Story {
        let instance = |account| Instance { account, span: Span::new(0, 7), sentence: Span::new(0, 17), fact: None };
        let mut ledger = witness(WitnessKind::Extant(0), "Ledger");
        ledger.domain = Some("ledger.example".to_owned());
        Story {
            title: String::new(),
            witnesses: vec![
                ledger,
                witness(WitnessKind::Extant(1), "Post"),
                witness(WitnessKind::Missing, "Courier"),
                witness(WitnessKind::Missing, "Wire"),
                witness(WitnessKind::Primary(SourceKind::Document), "the audit"),
            ],
            claims: vec![Claim {
                instances: vec![instance(0), instance(1)],
                parents,
                origins: Origins { expected: 1.4, median: 1, lo: 1, hi: 2 },
                mutations: vec![Mutation { from: 0, to: 1, kind: MutationKind::Rounded }],
            }],
            derivations,
            matches: Vec::new(),
            circular: vec![Circular {
                claim: ClaimId(0),
                publishers: vec!["Ledger".to_owned(), "nobody.example".to_owned()],
                kind: CircularKind::Echo,
            }],
        }
    }

    fn parent(from: Candidate, probability: f64) -> Vec<Parent> {
        vec![Parent { from, probability, evidence: Vec::new() }]
    }

    fn by(witness: usize, probability: f64) -> Vec<Parent> {
        parent(Candidate::Witness(WitnessId(witness)), probability)
    }

    fn written(stories: &[Story]) -> Value {
        let accounts = [account("a.txt", "9 hours went lost"), account("b.txt", "9 hours went lost")];
        line("s", stories, &accounts, &["aa".to_owned(), "bb".to_owned()])
    }

    #[test]
    fn a_line_speaks_of_the_manifests_articles_and_its_own_claims() {
        let mut told = edge(2, 0, Vec::new());
        told.probability = 0.7;
        let line = written(&[story(vec![by(2, 0.5), by(0, 0.8)], vec![told])]);
        assert_eq!(
            line["edges"],
            json!([
                {"from": "aa", "to": "bb", "claim": "k1", "kind": "rewrite", "p": 0.8},
                {"from": "missing:Courier", "to": "aa", "claim": null, "kind": "cites", "p": 0.7},
            ])
        );
        assert_eq!(line["story"], "s");
        assert_eq!(line["mutations"], json!([{"claim": "k1", "from": "aa", "to": "bb", "kind": "rounded"}]));
        assert_eq!(line["circular"], json!([{"claim": "k1", "publishers": ["ledger.example", "nobody.example"]}]));
        assert_eq!(
            line["claims"][0]["instances"][1],
            json!({"article": "bb", "words": "9 hours", "sentence": "9 hours went lost", "value": null})
        );
    }

    #[test]
    fn roots_lie_behind_best_parents_and_told_steps() {
        let told = vec![edge(3, 2, Vec::new()), edge(4, 3, Vec::new())];
        for (case, parents, derivations, roots) in [
            ("told steps", vec![by(2, 0.5), by(0, 0.9)], told, ["missing:Wire", "missing:Wire"]),
            ("own reporting", vec![parent(Candidate::Origin, 0.9), by(0, 0.9)], Vec::new(), ["aa", "aa"]),
            ("nobody names it", vec![by(3, 0.9), parent(Candidate::Unknown, 0.9)], Vec::new(), ["missing:Wire", "bb"]),
            ("a circle", vec![by(1, 0.9), by(0, 0.9)], Vec::new(), ["bb", "aa"]),
        ] {
            let line = written(&[story(parents, derivations)]);
            assert_eq!(line["origins"][0]["roots"], json!({"aa": roots[0], "bb": roots[1]}), "{case}");
        }
    }

    #[test]
    fn claims_are_numbered_through_all_that_the_pages_tell() {
        let one = story(vec![by(2, 0.9), by(0, 0.9)], Vec::new());
        let line = written(&[one.clone(), one]);
        let origins = line["origins"].as_array().unwrap();
        let names: Vec<&Value> = origins.iter().map(|origin| &origin["claim"]).collect();
        assert_eq!(names, ["k1", "k2"]);
        assert_eq!(line["circular"][1]["claim"], "k2");
    }

    #[test]
    fn a_page_that_the_manifest_leaves_out_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), "9 hours went lost").unwrap();
        std::fs::write(folder.path().join("manifest.json"), "[]").unwrap();
        assert_eq!(claims(folder.path()).unwrap_err().to_string(), "`a.txt` is not in the manifest");
    }
}
