//! `headwater.overview/1`: the stories of a pile in brief, and `headwater.missing/1`: what they cite and lack.

use headwater_model::{Account, Passage, Story, WitnessId};
use serde_json::{Value, json};

use super::{at, rounded};
use crate::overview::{self, Wanted};
use crate::{answer, chain};

/// Writes all stories in brief, those with the most articles first.
pub fn list(accounts: &[Account], stories: &[Story]) -> Value {
    let (told, lone) = overview::sorted(stories);
    let stories: Vec<Value> = told.into_iter().chain(lone).map(|story| brief(accounts, story)).collect();
    json!({"schema": "headwater.overview/1", "stories": stories})
}

fn brief(accounts: &[Account], story: &Story) -> Value {
    let brief = overview::brief(accounts, story);
    let names = chain::names(story);
    let shared = story.claims.iter().filter(|claim| answer::is_shared(claim)).map(|claim| claim.origins);
    let origins = shared.map(|origins| {
        json!({
            "expected": rounded(origins.expected), "median": origins.median, "lo": origins.lo, "hi": origins.hi,
        })
    });
    json!({
        "title": story.title,
        "articles": brief.answer.articles,
        "languages": brief.answer.languages.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "first": brief.days.map(|(first, _)| first.to_string()),
        "last": brief.days.map(|(_, last)| last.to_string()),
        "undated": brief.undated,
        "origins": origins.collect::<Vec<_>>(),
        "roots": brief.answer.roots.iter().filter_map(|root| names.get(root.0)).collect::<Vec<_>>(),
        "missing": brief.answer.missing.len(),
        "files": files(accounts, story, chain::ids(story)),
    })
}

/// Returns the files of the articles at hand among witnesses.
fn files(accounts: &[Account], story: &Story, witnesses: impl Iterator<Item = WitnessId>) -> Vec<String> {
    let account = |id: WitnessId| accounts.get(chain::article(story.witnesses.get(id.0)?)?);
    witnesses.filter_map(account).map(|account| account.capture.name.clone()).collect()
}

/// Writes the works that are cited and not held, most leaned upon first.
pub fn missing(accounts: &[Account], stories: &[Story]) -> Value {
    let works: Vec<Value> = overview::wanted(stories).iter().map(|wanted| work(accounts, wanted)).collect();
    json!({"schema": "headwater.missing/1", "works": works})
}

fn work(accounts: &[Account], wanted: &Wanted<'_>) -> Value {
    let witness = &wanted.story.witnesses[wanted.work.witness.0];
    let window = [witness.window.lo, witness.window.hi];
    let cited_by = wanted.cited_by();
    json!({
        "name": witness.name,
        "domain": witness.domain,
        "window": window.map(|time| time.map(|time| time.to_string())),
        "story": wanted.story.title,
        "articles": files(accounts, wanted.story, wanted.work.articles.iter().copied()),
        "claims": wanted.work.claims,
        "cited_by": cited_by.iter().map(|(_, passage)| words(accounts, passage)).collect::<Vec<_>>(),
    })
}

fn words(accounts: &[Account], passage: &Passage) -> Value {
    let file = accounts.get(passage.account).map(|account| &account.capture.name);
    json!({"file": file, "words": chain::quoted(accounts, passage), "at": at(passage.span)})
}
