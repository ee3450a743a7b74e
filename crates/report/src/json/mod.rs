//! Versioned JSON for programs. `docs/reference/json.md` describes every key; a test compares the two.
//!
//! Whatever was read from a page comes as an object with `words`, the page's own, and `at`, the range of UTF-8 bytes
//! of the page's text that holds them (end exclusive); where the reading is more than the words, `value` gives it.

mod article;
mod comparison;
mod facts;
mod overview;
mod sources;
mod story;

pub use article::article;
pub use comparison::comparison;
pub use facts::facts;
pub use overview::{list, missing};
pub use sources::sources;
pub use story::{stories, story};

use headwater_model::{Account, Capture, Media, Source, Span, Stated};
use serde_json::{Value, json};

/// Returns the words that a span shows, with their place.
fn shown(text: &str, span: Span) -> Value {
    json!({"words": span.of(text), "at": at(span)})
}

fn at(span: Span) -> Value {
    json!([span.start, span.end])
}

/// Returns a reading with the words that show it.
fn stated<T>(text: &str, stated: &Stated<T>, value: impl Fn(&T) -> Value) -> Value {
    json!({"value": value(&stated.value), "words": stated.span.of(text), "at": at(stated.span)})
}

/// Returns a reading that is text, with the words that show it.
fn stated_text(text: &str, reading: &Stated<String>) -> Value {
    stated(text, reading, |value| json!(value))
}

fn capture(capture: &Capture) -> Value {
    let media = match capture.media {
        Media::Html => "text/html",
        Media::Text => "text/plain",
    };
    json!({
        "digest": capture.id.to_string(),
        "name": capture.name,
        "address": capture.address,
        "captured": capture.captured.map(|time| time.to_string()),
        "media": media,
    })
}

/// Returns what every report on one page begins with.
fn head(account: &Account, schema: &str) -> serde_json::Map<String, Value> {
    let text = &account.page.text;
    let mut head = serde_json::Map::new();
    head.insert("schema".to_owned(), json!(schema));
    head.insert("capture".to_owned(), capture(&account.capture));
    head.insert("title".to_owned(), json!(account.article.title.as_ref().map(|title| stated_text(text, title))));
    head
}

fn source(text: &str, source: &Source) -> Value {
    let outlet = source.outlet.as_ref().map(|outlet| json!({"name": outlet.name, "domain": outlet.domain}));
    json!({"words": source.span.of(text), "at": at(source.span), "kind": source.kind.name(), "outlet": outlet})
}

/// Rounds to four decimals, so that equal results are equal bytes.
fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::{article, comparison, facts, list, missing, sources, stories};
    use crate::testing;
    use headwater_lang::Registry;

    /// Collects the keys of all objects in a value.
    fn keys(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(entries) => entries.iter().for_each(|(key, value)| {
                found.insert(key.clone());
                keys(value, found);
            }),
            Value::Array(values) => values.iter().for_each(|value| keys(value, found)),
            _ => {}
        }
    }

    /// Returns the places that do not show the words beside them.
    fn misplaced(value: &Value, text: &str) -> Vec<String> {
        match value {
            Value::Array(values) => values.iter().flat_map(|value| misplaced(value, text)).collect(),
            Value::Object(entries) => {
                let mut found: Vec<String> = entries.values().flat_map(|value| misplaced(value, text)).collect();
                if let (Some(words), Some(at)) = (entries.get("words").and_then(Value::as_str), entries.get("at")) {
                    let range = at[0].as_u64().unwrap() as usize..at[1].as_u64().unwrap() as usize;
                    found.extend((text.get(range) != Some(words)).then(|| words.to_owned()));
                }
                found
            }
            _ => Vec::new(),
        }
    }

    #[test]
    fn every_key_is_described() {
        let reference = include_str!("../../../../docs/reference/json.md");
        let (accounts, one) = testing::story();
        let registry = Registry::builtin();
        let mut found = BTreeSet::new();
        for account in accounts.iter().chain([&testing::full()]) {
            for report in [article(account, registry), facts(account), sources(account)] {
                keys(&report, &mut found);
            }
        }
        let told = [one];
        for report in [stories(&accounts, &told), list(&accounts, &told), missing(&accounts, &told)] {
            keys(&report, &mut found);
        }
        let (pair, compared) = testing::comparison();
        keys(&comparison(&pair, &compared), &mut found);
        let missing: Vec<_> = found.iter().filter(|key| !reference.contains(&format!("`{key}`"))).collect();
        assert!(missing.is_empty(), "docs/reference/json.md does not describe {missing:?}");
    }

    #[test]
    fn every_reading_is_proved_by_its_place() {
        let account = testing::full();
        for report in [article(&account, Registry::builtin()), facts(&account), sources(&account)] {
            assert_eq!(misplaced(&report, &account.page.text), Vec::<String>::new());
        }
    }

    #[test]
    fn the_report_on_figures_is_stable() {
        let text = serde_json::to_string_pretty(&facts(&testing::retelling())).unwrap();
        insta::assert_snapshot!(text, @r#"
        {
          "schema": "headwater.facts/1",
          "capture": {
            "digest": "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f",
            "name": "pages/tidings.example.html",
            "address": null,
            "captured": null,
            "media": "text/html"
          },
          "title": {
            "value": "Deals of millions",
            "words": "Deals of millions",
            "at": [
              0,
              17
            ]
          },
          "figures": [
            {
              "kind": "money",
              "value": {
                "text": "10000000 USD",
                "low": "10000000",
                "high": "10000000",
                "unit": "USD"
              },
              "bound": "exact",
              "counted": null,
              "words": "$10 million",
              "at": [
                45,
                56
              ],
              "sentence": {
                "words": "Microsoft made deals worth $10 million with the ministry.",
                "at": [
                  18,
                  75
                ]
              },
              "voice": "page",
              "said_by": null
            }
          ]
        }
        "#);
    }
}
