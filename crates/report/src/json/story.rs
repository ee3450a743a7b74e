//! `headwater.story/1`: one story, and `headwater.stories/1`: all of a pile.

use headwater_model::{
    Account, Candidate, Circular, CircularKind, Claim, Derivation, Evidence, Instance, Passage, Source, Span, Story,
    Witness, WitnessKind,
};
use serde_json::{Value, json};

use super::{at, facts, rounded, shown};
use crate::{answer, chain};

/// Writes all stories, in their order.
pub fn stories(accounts: &[Account], stories: &[Story]) -> Value {
    let stories: Vec<Value> = stories.iter().map(|one| story(accounts, one)).collect();
    json!({"schema": "headwater.stories/1", "stories": stories})
}

/// Writes one story. `accounts` are those that it was inferred from.
pub fn story(accounts: &[Account], story: &Story) -> Value {
    let answer = answer::answer(story);
    let view = View { accounts, story };
    json!({
        "schema": "headwater.story/1",
        "title": story.title,
        "articles": answer.articles,
        "languages": answer.languages.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "roots": answer.roots.iter().map(|root| root.0).collect::<Vec<_>>(),
        "witnesses": view.all(&story.witnesses, View::witness),
        "claims": view.all(&story.claims, View::claim),
        "derivations": view.all(&story.derivations, View::derivation),
        "missing": answer.missing.iter().map(|work| json!({
            "witness": work.witness.0,
            "articles": work.articles.iter().map(|article| article.0).collect::<Vec<_>>(),
            "claims": work.claims,
        })).collect::<Vec<_>>(),
        "circular": story.circular.iter().map(circle).collect::<Vec<_>>(),
    })
}

/// A story with the texts that its spans point into.
struct View<'a> {
    accounts: &'a [Account],
    story: &'a Story,
}

impl View<'_> {
    fn all<T>(&self, entries: &[T], write: impl Fn(&Self, usize, &T) -> Value) -> Vec<Value> {
        entries.iter().enumerate().map(|(index, entry)| write(self, index, entry)).collect()
    }

    fn text(&self, account: usize) -> &str {
        self.accounts.get(account).map(|account| account.page.text.as_str()).unwrap_or_default()
    }

    /// Returns the id of an account's witness: readers of the report know nothing of accounts.
    fn witness_of(&self, account: usize) -> Option<usize> {
        chain::witness_of(self.story, account).map(|witness| witness.0)
    }

    fn passage(&self, account: usize, span: Span) -> Value {
        json!({"witness": self.witness_of(account), "words": span.of(self.text(account)), "at": at(span)})
    }

    fn witness(&self, index: usize, witness: &Witness) -> Value {
        let account = chain::article(witness).and_then(|account| self.accounts.get(account));
        let (kind, source_kind) = match witness.kind {
            WitnessKind::Extant(_) => ("article", None),
            WitnessKind::Missing => ("missing", None),
            WitnessKind::Primary(kind) => ("primary", Some(kind.name())),
        };
        let window = [witness.window.lo, witness.window.hi];
        let title = account.and_then(|account| account.article.title.as_ref());
        let cited_by = witness.cited_by.iter().map(|(account, span)| self.passage(*account, *span));
        json!({
            "id": index,
            "kind": kind,
            "source_kind": source_kind,
            "name": witness.name,
            "domain": witness.domain,
            "language": witness.language.map(|language| language.to_string()),
            "title": title.map(|title| &title.value),
            "address": account.and_then(|account| account.page.address.as_ref()),
            "file": account.map(|account| &account.capture.name),
            "digest": account.map(|account| account.capture.id.to_string()),
            "window": window.map(|time| time.map(|time| time.to_string())),
            "cited_by": cited_by.collect::<Vec<_>>(),
        })
    }

    fn claim(&self, index: usize, claim: &Claim) -> Value {
        let instances = claim.instances.iter().enumerate();
        json!({
            "id": index,
            "instances": instances.map(|(place, instance)| self.instance(claim, place, instance)).collect::<Vec<_>>(),
            "origins": {
                "expected": rounded(claim.origins.expected),
                "median": claim.origins.median,
                "lo": claim.origins.lo,
                "hi": claim.origins.hi,
            },
            "mutations": claim.mutations.iter().map(|mutation| json!({
                "from": mutation.from, "to": mutation.to, "kind": mutation.kind.name(),
            })).collect::<Vec<_>>(),
        })
    }

    fn instance(&self, claim: &Claim, place: usize, instance: &Instance) -> Value {
        let text = self.text(instance.account);
        let parents = claim.parents.get(place).into_iter().flatten();
        let parent = |parent: &headwater_model::Parent| {
            json!({
                "from": candidate(parent.from),
                "probability": rounded(parent.probability),
                "evidence": self.evidence(&parent.evidence),
            })
        };
        json!({
            "witness": self.witness_of(instance.account),
            "words": instance.span.of(text),
            "at": at(instance.span),
            "sentence": shown(text, instance.sentence),
            "figure": instance.fact.as_ref().map(|fact| facts::figure(text, fact)),
            "parents": parents.map(parent).collect::<Vec<_>>(),
        })
    }

    fn derivation(&self, _index: usize, derivation: &Derivation) -> Value {
        let teller = derivation.told_by.map(|passage| self.passage(passage.account, passage.span));
        json!({
            "from": derivation.from.0,
            "to": derivation.to.0,
            "kind": derivation.kind.name(),
            "claims": derivation.claims.iter().map(|claim| claim.0).collect::<Vec<_>>(),
            "probability": rounded(derivation.probability),
            "grade": derivation.grade.words(),
            "told_by": teller,
            "named": derivation.named.as_ref().map(|named| self.named(derivation.told_by, named)),
            "evidence": self.evidence(&derivation.evidence),
        })
    }

    /// Writes the source as named. Its span lies on the page that tells the step.
    fn named(&self, told_by: Option<Passage>, named: &Source) -> Value {
        super::source(told_by.map(|passage| self.text(passage.account)).unwrap_or_default(), named)
    }

    fn evidence(&self, evidence: &[Evidence]) -> Value {
        let piece = |piece: &Evidence| {
            let passages = piece.words.iter().map(|passage| self.passage(passage.account, passage.span));
            json!({
                "family": piece.family.name(),
                "what": piece.what,
                "score": rounded(piece.score),
                "passages": passages.collect::<Vec<_>>(),
            })
        };
        evidence.iter().map(piece).collect()
    }
}

/// Writes a candidate: the id of a witness, `"origin"` or `"unknown"`.
fn candidate(candidate: Candidate) -> Value {
    match candidate {
        Candidate::Witness(witness) => json!(witness.0),
        Candidate::Origin => json!("origin"),
        Candidate::Unknown => json!("unknown"),
    }
}

fn circle(circle: &Circular) -> Value {
    let kind = match circle.kind {
        CircularKind::Loop => "loop",
        CircularKind::Echo => "echo",
        CircularKind::FalseConfirmation => "false_confirmation",
    };
    json!({"claim": circle.claim.0, "publishers": circle.publishers, "kind": kind})
}
