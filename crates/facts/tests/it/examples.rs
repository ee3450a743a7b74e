//! The `[[examples]]` of the language files.

use headwater_facts::{figures, sourcing};
use headwater_lang::{Registry, format::Example};
use headwater_model::{Bound, CreditKind, Label, LanguageCode, Page, Speaker};

use crate::article;

fn stated_figures(example: &Example, code: LanguageCode) -> Vec<String> {
    let (page, article) = article(&example.text, code, |_| Label::Body);
    let facts = figures(&page, &article, Registry::builtin());
    facts
        .iter()
        .map(|fact| match fact.bound {
            Bound::Exact => fact.value.to_string(),
            bound => format!("{} {}", bound.words(), fact.value),
        })
        .collect()
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|character: char| !character.is_alphanumeric())
}

fn attributed(example: &Example, code: LanguageCode) -> Vec<String> {
    let (page, article) = article(&example.text, code, |_| Label::Body);
    let sourcing = sourcing(&page, &article, Registry::builtin());
    let shown = sourcing.attributions.iter().map(|attribution| {
        let source = attribution.source.as_ref().map_or("", |source| source.span.of(&page.text));
        let content = attribution.content.map_or("", |content| content.of(&page.text));
        format!("{} | {}", trimmed(source), trimmed(content))
    });
    shown.collect()
}

/// A sentence with credits is a credit line.
fn label(example: &Example) -> Label {
    if example.credits.as_ref().is_some_and(|credits| !credits.is_empty()) { Label::Credit } else { Label::Body }
}

fn credited(example: &Example, code: LanguageCode) -> Vec<String> {
    let (page, article) = article(&example.text, code, |_| label(example));
    let sourcing = sourcing(&page, &article, Registry::builtin());
    let shown = sourcing.credits.iter().map(|credit| {
        let kind = match credit.kind {
            CreditKind::Source => "source",
            CreditKind::Translation => "translation",
            CreditKind::Republication => "republication",
            CreditKind::Photo => "photo",
        };
        let named = credit.source.outlet.as_ref().map(|outlet| outlet.name.as_str());
        format!("{kind} | {}", named.unwrap_or(credit.source.span.of(&page.text)))
    });
    shown.collect()
}

fn relayed(example: &Example, code: LanguageCode) -> Vec<String> {
    let (page, article) = article(&example.text, code, |_| label(example));
    let sourcing = sourcing(&page, &article, Registry::builtin());
    let name = |source: &headwater_model::Source, page: &Page| {
        source.outlet.as_ref().map_or(source.span.of(&page.text).to_owned(), |outlet| outlet.name.clone())
    };
    // Steps to people and documents are read too; the examples list steps between publishers.
    let between = sourcing.relays.iter().filter(|relay| relay.cited.kind.publishes() && relay.cited.outlet.is_some());
    let shown = between.map(|relay| {
        let reporter = match &relay.reporter {
            Speaker::Page => "self".to_owned(),
            Speaker::Named(source) => name(source, &page),
        };
        format!("{reporter} < {}", name(&relay.cited, &page))
    });
    shown.collect()
}

/// Compares one kind of expectation over all files; returns how many hold, how many there are, and what differs.
fn compared(
    expected: impl Fn(&Example) -> Option<&Vec<String>>,
    read: impl Fn(&Example, LanguageCode) -> Vec<String>,
) -> (usize, usize, String) {
    let (mut right, mut all, mut differences) = (0, 0, String::new());
    for language in Registry::builtin().languages() {
        for example in &language.file.examples {
            let Some(wanted) = expected(example) else { continue };
            let got = read(example, language.code);
            all += 1;
            if got == *wanted {
                right += 1;
            } else {
                let code = language.code;
                differences += &format!("{code}: {}\n   wanted {wanted:?}\n   read   {got:?}\n", example.text);
            }
        }
    }
    (right, all, differences)
}

#[test]
fn report() {
    for (name, result) in [
        ("figures", compared(|example| example.figures.as_ref(), stated_figures)),
        ("sources", compared(|example| example.sources.as_ref(), attributed)),
        ("credits", compared(|example| example.credits.as_ref(), credited)),
        ("relays", compared(|example| example.relays.as_ref(), relayed)),
    ] {
        println!("== {name}: {} of {}\n{}", result.0, result.1, result.2);
    }
}
