//! `headwater.facts/1`: the figures of one page.

use headwater_model::{Account, Amount, Fact, Value as Figure};
use serde_json::{Value, json};

use super::{at, head, shown, sources};
use crate::{phrase, voice};

/// Writes the figures of one page.
pub fn facts(account: &Account) -> Value {
    let mut report = head(account, "headwater.facts/1");
    report.insert("figures".to_owned(), figures(account));
    Value::Object(report)
}

pub(super) fn figures(account: &Account) -> Value {
    let figure = |fact: &Fact| {
        let mut entry = figure(&account.page.text, fact);
        entry["said_by"] = json!(voice::speaker(account, fact.span).map(|phrase| phrase::plain(&phrase)));
        entry
    };
    account.facts.iter().map(figure).collect()
}

/// Writes a figure without its speaker.
pub(super) fn figure(text: &str, fact: &Fact) -> Value {
    json!({
        "kind": fact.value.kind().name(),
        "value": value(&fact.value),
        "bound": bound(fact),
        "counted": fact.counted.map(|counted| shown(text, counted)),
        "words": fact.span.of(text),
        "at": at(fact.span),
        "sentence": shown(text, fact.sentence),
        "voice": sources::voice(fact.voice),
    })
}

fn bound(fact: &Fact) -> &'static str {
    match fact.bound.words() {
        "" => "exact",
        words => words,
    }
}

/// Writes a value by its parts. Numbers are decimal strings: a float would round them.
fn value(value: &Figure) -> Value {
    let (low, high) = match value.amount() {
        Some(Amount::One(amount)) => (Some(amount), Some(amount)),
        Some(Amount::Range(low, high)) => (Some(low), Some(high)),
        None => (None, None),
    };
    let unit = match value {
        Figure::Money(_, currency) => Some(currency.to_string()),
        Figure::Measure(_, unit) => Some(unit.to_string()),
        Figure::Age(_, unit) | Figure::Duration(_, unit) => Some(unit.to_string()),
        Figure::Percent(_) => Some("percent".to_owned()),
        Figure::PercentagePoints(_) => Some("percentage-point".to_owned()),
        Figure::Number(_)
        | Figure::Fraction(..)
        | Figure::Ordinal(_)
        | Figure::Lengths(..)
        | Figure::Date(_)
        | Figure::Period(..)
        | Figure::Moment(_)
        | Figure::Hours(..) => None,
    };
    let decimal = |amount: headwater_model::Amount| amount.to_string();
    json!({
        "text": value.to_string(),
        "low": low.map(|amount| decimal(Amount::One(amount))),
        "high": high.map(|amount| decimal(Amount::One(amount))),
        "unit": unit,
    })
}
