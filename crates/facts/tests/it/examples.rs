//! The `[[examples]]` of the language files.

use headwater_facts::{figures, sourcing};
use headwater_lang::terms::PageTerm;
use headwater_lang::{Registry, fold, format::Example};
use headwater_model::{Bound, CreditKind, Label, LanguageCode, Page, Preface, Span, Speaker};

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

/// A sentence with a translator's label is a preface.
fn preface(page: &Page, code: LanguageCode) -> Option<Preface> {
    let language = Registry::builtin().language(code);
    let hits = language.page.find_all(&fold(&page.text));
    let label = hits.iter().find(|hit| *hit.meaning == PageTerm::TranslatorPreface && hit.span.start < 4)?.span;
    Some(Preface { span: Span::new(0, page.text.len()), label, translation: true, signer: None })
}

fn credited(example: &Example, code: LanguageCode) -> Vec<String> {
    let (page, mut article) = article(&example.text, code, |_| label(example));
    article.preface = preface(&page, code);
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

type Reader = fn(&Example, LanguageCode) -> Vec<String>;

/// What is read from an example, kind by kind, where it differs from what the example expects.
fn differences(example: &Example, code: LanguageCode) -> String {
    let parts = |text: &String| text.split(" | ").map(trimmed).map(str::to_owned).collect::<Vec<_>>();
    let kinds: [(&str, &Option<Vec<String>>, Reader); 4] = [
        ("figures", &example.figures, stated_figures),
        ("sources", &example.sources, attributed),
        ("credits", &example.credits, credited),
        ("relays", &example.relays, relayed),
    ];
    let mut differences = String::new();
    for (kind, wanted, read) in kinds {
        let Some(wanted) = wanted else { continue };
        let got = read(example, code);
        if !got.iter().map(parts).eq(wanted.iter().map(parts)) {
            differences += &format!("   {kind}: wanted {wanted:?}\n   {kind}: read   {got:?}\n");
        }
    }
    differences
}

#[test]
fn examples_of_all_language_files_are_read() {
    let mut failures = String::new();
    for language in Registry::builtin().languages() {
        for example in &language.file.examples {
            let differences = differences(example, language.code);
            match &example.gap {
                None if !differences.is_empty() => {
                    failures += &format!("{}: {}\n{differences}", language.code, example.text)
                }
                Some(gap) if differences.is_empty() => {
                    failures +=
                        &format!("{}: {}\n   is read now; take off its gap: {gap}\n", language.code, example.text);
                }
                _ => {}
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
