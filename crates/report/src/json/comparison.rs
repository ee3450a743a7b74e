//! `headwater.comparison/1`: two pages beside each other.

use headwater_model::{Account, Comparison, FigurePair, Match, MatchKind, Unmatched};
use serde_json::{Value, json};

use super::{capture, facts, rounded, shown, stated_text};

/// Writes a comparison. `accounts` are the two that it was made of.
pub fn comparison(accounts: &[Account; 2], comparison: &Comparison) -> Value {
    let [left, right] = accounts;
    let text = |side: usize| accounts.get(side).map(|account| account.page.text.as_str()).unwrap_or_default();
    let figure = |side: usize, index: usize| {
        let fact = accounts.get(side).and_then(|account| account.facts.get(index));
        fact.map(|fact| facts::figure(text(side), fact))
    };
    let pair = |pair: &FigurePair| {
        json!({
            "left": figure(0, pair.left),
            "right": figure(1, pair.right),
            "change": pair.change.map(headwater_model::MutationKind::name),
        })
    };
    let passage = |found: &Match| {
        json!({
            "kind": kind(found.kind),
            "left": shown(text(0), found.left.span),
            "right": shown(text(1), found.right.span),
        })
    };
    let only = |side: usize, unmatched: &Unmatched| {
        json!({
            "sentences": unmatched.sentences.iter().map(|span| shown(text(side), *span)).collect::<Vec<_>>(),
            "figures": unmatched.figures.iter().map(|index| figure(side, *index)).collect::<Vec<_>>(),
        })
    };
    json!({
        "schema": "headwater.comparison/1",
        "left": page(left),
        "right": page(right),
        "copied": {"left": rounded(comparison.copied.0), "right": rounded(comparison.copied.1)},
        "matches": comparison.matches.iter().map(passage).collect::<Vec<_>>(),
        "figures": comparison.figures.iter().map(pair).collect::<Vec<_>>(),
        "only": {"left": only(0, &comparison.left), "right": only(1, &comparison.right)},
    })
}

fn page(account: &Account) -> Value {
    let title = account.article.title.as_ref().map(|title| stated_text(&account.page.text, title));
    json!({
        "capture": capture(&account.capture),
        "title": title,
        "language": account.article.language.map(|language| language.to_string()),
    })
}

const fn kind(kind: MatchKind) -> &'static str {
    match kind {
        MatchKind::Verbatim => "verbatim",
        MatchKind::Reworded => "reworded",
        MatchKind::Translated => "translated",
        MatchKind::SameValue => "same_value",
    }
}
