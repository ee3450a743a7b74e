//! `headwater.sources/1`: what one page says it rests on.

use headwater_model::{Account, Attribution, Credit, CreditKind, Quotation, Reference, Relay, Speaker, Voice};
use serde_json::{Value, json};

use super::{at, head, shown, source, stated, stated_text};

/// Writes what one page says it rests on.
pub fn sources(account: &Account) -> Value {
    let mut report = head(account, "headwater.sources/1");
    report.insert("credits".to_owned(), credits(account));
    report.insert("references".to_owned(), references(account));
    report.insert("sourcing".to_owned(), sourcing(account));
    report.insert("links".to_owned(), links(account));
    Value::Object(report)
}

pub(super) fn credits(account: &Account) -> Value {
    let text = account.page.text.as_str();
    let credit = |credit: &Credit| {
        let kind = match credit.kind {
            CreditKind::Source => "source",
            CreditKind::Translation => "translation",
            CreditKind::Republication => "republication",
            CreditKind::Photo => "photo",
        };
        json!({
            "kind": kind,
            "cue": credit.cue.map(|cue| shown(text, cue)),
            "source": source(text, &credit.source),
            "words": credit.span.of(text),
            "at": at(credit.span),
        })
    };
    account.sourcing.credits.iter().map(credit).collect()
}

pub(super) fn references(account: &Account) -> Value {
    account.sourcing.references.iter().map(|one| reference(&account.page.text, one)).collect()
}

fn reference(text: &str, work: &Reference) -> Value {
    let date = |date: &_| stated(text, date, |date: &headwater_model::PartialDate| json!(date.to_string()));
    let outlet = |outlet: &headwater_model::OutletName| json!({"name": outlet.name, "domain": outlet.domain});
    json!({
        "number": work.number,
        "words": work.span.of(text),
        "at": at(work.span),
        "title": work.title.as_ref().map(|title| stated_text(text, title)),
        "outlet": work.outlet.as_ref().map(|name| stated(text, name, outlet)),
        "kind": work.kind.name(),
        "date": work.date.as_ref().map(date),
        "accessed": work.accessed.as_ref().map(date),
        "address": work.address.as_ref().map(|address| stated_text(text, address)),
    })
}

pub(super) fn links(account: &Account) -> Value {
    let page = &account.page;
    let link = |link: &headwater_model::Link| json!({"words": link.span.of(&page.text), "at": at(link.span), "target": link.target});
    page.links.iter().map(link).collect()
}

/// Writes attributions, citations, stated steps and claims of own reporting.
pub(super) fn sourcing(account: &Account) -> Value {
    let (text, sourcing) = (account.page.text.as_str(), &account.sourcing);
    let citation = |citation: &headwater_model::Citation| {
        let number = sourcing.references.get(citation.reference).map(|reference| reference.number);
        json!({"reference": number, "mark": shown(text, citation.mark), "sentence": shown(text, citation.sentence)})
    };
    json!({
        "attributions": sourcing.attributions.iter().map(|one| attribution(text, one)).collect::<Vec<_>>(),
        "citations": sourcing.citations.iter().map(citation).collect::<Vec<_>>(),
        "relays": sourcing.relays.iter().map(|one| relay(text, one)).collect::<Vec<_>>(),
        "own_reporting": sourcing.own_reporting.iter().map(|span| shown(text, *span)).collect::<Vec<_>>(),
    })
}

fn attribution(text: &str, said: &Attribution) -> Value {
    let quotation = match said.quotation {
        Quotation::Direct => "direct",
        Quotation::Mixed => "mixed",
        Quotation::Indirect => "indirect",
    };
    json!({
        "source": said.source.as_ref().map(|one| source(text, one)),
        "cue": shown(text, said.cue),
        "content": said.content.map(|content| shown(text, content)),
        "sentence": shown(text, said.sentence),
        "quotation": quotation,
        "obtained_by": said.obtained_by.as_ref().map(|one| source(text, one)),
        "told": said.told.as_ref().map(|one| source(text, one)),
        "within": said.within,
        "denied": said.denied,
        "voice": voice(said.voice),
    })
}

fn relay(text: &str, relay: &Relay) -> Value {
    let reporter = match &relay.reporter {
        Speaker::Page => Value::Null,
        Speaker::Named(named) => source(text, named),
    };
    json!({
        "reporter": reporter,
        "cited": source(text, &relay.cited),
        "words": relay.span.of(text),
        "at": at(relay.span),
        "content": relay.content.map(|content| shown(text, content)),
    })
}

pub(super) const fn voice(voice: Voice) -> &'static str {
    match voice {
        Voice::Page => "page",
        Voice::Quotation => "quotation",
        Voice::Preface => "preface",
        Voice::Caption => "caption",
    }
}
