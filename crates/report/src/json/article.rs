//! `headwater.article/1`: all that was read from one page.

use headwater_lang::Registry;
use headwater_model::{Account, Article, Direction, Label, NoteMark, Preface, Span};
use serde_json::{Value, json};

use super::{at, facts, head, shown, sources, stated, stated_text};
use crate::body;

/// Writes all that was read from one page.
pub fn article(account: &Account, registry: &Registry) -> Value {
    let mut report = head(account, "headwater.article/1");
    let parts = [identity(account, registry), body(account), ends(account)];
    for part in parts {
        let Value::Object(entries) = part else { continue };
        report.extend(entries);
    }
    report.insert("sourcing".to_owned(), sources::sourcing(account));
    report.insert("figures".to_owned(), facts::figures(account));
    Value::Object(report)
}

/// Who, where, when, and in what language.
fn identity(account: &Account, registry: &Registry) -> Value {
    let (page, article) = (&account.page, &account.article);
    let text = page.text.as_str();
    let readings = |readings: &[_]| readings.iter().map(|one| stated_text(text, one)).collect::<Vec<_>>();
    let direction = article.language.map(|language| match registry.language(language).direction {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    });
    json!({
        "byline": article.byline.as_ref().map(|byline| stated_text(text, byline)),
        "authors": readings(&article.authors),
        "publisher": article.publisher.as_ref().map(|publisher| stated_text(text, publisher)),
        "address": page.address,
        "host": page.host,
        "canonical": article.canonical.as_ref().map(|address| stated_text(text, address)),
        "original": article.original.as_ref().map(|address| stated_text(text, address)),
        "translations": article.translations.iter().map(|one| json!({
            "language": one.language.to_string(), "address": one.address, "words": one.span.of(text), "at": at(one.span),
        })).collect::<Vec<_>>(),
        "dates": dates(text, article),
        "language": article.language.map(|language| language.to_string()),
        "direction": direction,
        "encoding": page.encoding,
        "sections": readings(&article.sections),
        "site_topics": article.site_topics.iter().map(|topic| json!({
            "value": topic.name, "count": topic.count, "words": topic.span.of(text), "at": at(topic.span),
        })).collect::<Vec<_>>(),
        "topics": readings(&article.topics),
    })
}

fn dates(text: &str, article: &Article) -> Value {
    json!({
        "published": article.published.as_ref().map(|when| stated(text, when, |when| json!(when.to_string()))),
        "modified": article.modified.as_ref().map(|when| stated(text, when, |when| json!(when.to_string()))),
        "shown": article.date_shown.as_ref().map(|line| stated_text(text, line)),
    })
}

fn body(account: &Account) -> Value {
    let (text, article) = (account.page.text.as_str(), &account.article);
    let block = |(span, label): (Span, Label)| json!({"kind": kind(label), "words": span.of(text), "at": at(span)});
    json!({
        "body": body::blocks(account).map(block).collect::<Vec<_>>(),
        "preface": article.preface.as_ref().map(|one| preface(text, one)),
        "references": sources::references(account),
        "marks": article.marks.iter().map(|one| mark(account, one)).collect::<Vec<_>>(),
        "credits": sources::credits(account),
        "captions": article.captions.iter().map(|span| shown(text, *span)).collect::<Vec<_>>(),
    })
}

/// Names what a block of the body is.
const fn kind(label: Label) -> &'static str {
    match label {
        Label::Subheading => "subheading",
        Label::Preface => "preface",
        Label::Credit => "credit",
        Label::Note => "note",
        Label::ReferenceHeading => "reference_heading",
        Label::Reference => "reference",
        _ => "paragraph",
    }
}

fn preface(text: &str, preface: &Preface) -> Value {
    json!({
        "text": shown(text, preface.span),
        "label": shown(text, preface.label),
        "signer": preface.signer.as_ref().map(|signer| stated_text(text, signer)),
        "translation": preface.translation,
    })
}

fn mark(account: &Account, mark: &NoteMark) -> Value {
    let text = &account.page.text;
    let sourcing = &account.sourcing;
    let cited = sourcing.citations.iter().find(|citation| citation.mark == mark.span);
    let reference = cited.and_then(|citation| sourcing.references.get(citation.reference));
    let reference = reference.or(sourcing.references.iter().find(|reference| reference.number == mark.number));
    json!({
        "number": mark.number,
        "words": mark.span.of(text),
        "at": at(mark.span),
        "sentence": shown(text, mark.sentence),
        "reference": reference.map(|reference| reference.number),
    })
}

/// What leads elsewhere, where the capture breaks off, and what was doubtful.
fn ends(account: &Account) -> Value {
    let (page, article) = (&account.page, &account.article);
    let text = page.text.as_str();
    let action = |action: &headwater_model::Action| json!({"words": action.span.of(text), "at": at(action.span), "address": action.address});
    json!({
        "actions": article.actions.iter().map(action).collect::<Vec<_>>(),
        "links": sources::links(account),
        "restricted": article.restricted.map(|span| shown(text, span)),
        "cut_off": article.cut_off.map(|span| shown(text, span)),
        "notes": account.notes.iter().map(|note| json!({
            "message": note.message, "at": note.span.map(at),
        })).collect::<Vec<_>>(),
    })
}
