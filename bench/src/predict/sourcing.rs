//! Who says what, on whose word, in each text of a set.

use std::path::Path;

use anyhow::{Context as _, Result};
use headwater_lang::Registry;
use headwater_model::{
    Attribution, Citation, Credit, CreditKind, LanguageCode, Quotation, Reference, Relay, Source, SourceKind, Sourcing,
    Span, Speaker,
};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{identity, outlet_of};
use crate::lines;
use crate::points::Points;

/// What a prediction may see of a record.
#[derive(Debug, Deserialize)]
struct Record {
    id: String,
    lang: String,
    text: String,
}

/// Predicts the relations and stated steps of every text in the file.
///
/// # Errors
///
/// Where the file is missing or not in the set's form.
pub fn sourcing(path: &Path) -> Result<Vec<Value>> {
    lines::read::<Record>(path)?.into_par_iter().map(|record| prediction(&record)).collect()
}

fn prediction(record: &Record) -> Result<Value> {
    let registry = Registry::builtin();
    let language = LanguageCode::parse(&record.lang).with_context(|| format!("`{}`", record.id))?;
    let (page, article) = headwater_read::passage(&record.text, language, registry);
    let sourcing = headwater_facts::sourcing(&page, &article, registry);
    let writer = Writer { text: &record.text, points: Points::new(&record.text) };
    Ok(json!({
        "id": record.id,
        "relations": writer.relations(&sourcing),
        "relays": writer.relays(&sourcing.relays),
    }))
}

/// Writes spans of one text as the set writes them.
struct Writer<'a> {
    text: &'a str,
    points: Points,
}

impl Writer<'_> {
    fn relations(&self, sourcing: &Sourcing) -> Vec<Value> {
        let attributions = sourcing.attributions.iter().flat_map(|attribution| self.attribution(attribution));
        let credits = sourcing.credits.iter().map(|credit| self.credit(credit));
        let references = sourcing.references.iter().enumerate();
        let references = references.flat_map(|(index, reference)| {
            let citations = sourcing.citations.iter().filter(move |citation| citation.reference == index);
            let cited: Vec<Value> = citations.map(|citation| self.reference(reference, Some(citation))).collect();
            if cited.is_empty() { vec![self.reference(reference, None)] } else { cited }
        });
        attributions.chain(credits).chain(references).collect()
    }

    /// An attribution, and the outlet that its source spoke to as a relation of its own.
    fn attribution(&self, attribution: &Attribution) -> Vec<Value> {
        let said = |kind: &str, source: Option<&Source>| {
            let mut relation = self.relation(kind, source);
            relation.insert("cue".to_owned(), self.points.span(attribution.cue));
            relation.insert("content".to_owned(), self.optional(attribution.content));
            relation.insert("quote".to_owned(), quote(attribution.quotation).into());
            if let Some(parts) = self.parts(attribution) {
                relation.insert("content_parts".to_owned(), parts);
            }
            relation
        };
        let mut main = said("attribution", attribution.source.as_ref());
        if let Some(holder) = attribution.obtained_by.as_ref().and_then(outlet_of) {
            let field = if main.contains_key("outlet") { "outlets_more" } else { "outlet" };
            main.insert(field.to_owned(), if field == "outlet" { holder.into() } else { json!([holder]) });
        }
        // The sets count what the page's own reporters were told as an attribution alone.
        let told = attribution.told.as_ref().filter(|told| told.kind != SourceKind::OwnReporting);
        let told = told.map(|told| said("conveyed", Some(told)));
        [Some(main), told].into_iter().flatten().map(Value::from).collect()
    }

    /// The parts of a content around its own cue and source: "“No,” said Ward, “not yet.”"
    fn parts(&self, attribution: &Attribution) -> Option<Value> {
        let content = attribution.content.filter(|content| content.contains(attribution.cue))?;
        let source = attribution.source.as_ref().map(|source| source.span).filter(|span| content.contains(*span));
        let near = source.filter(|span| {
            span.start.saturating_sub(attribution.cue.end).max(attribution.cue.start.saturating_sub(span.end)) < 24
        });
        let inner = near.map_or(attribution.cue, |span| span.join(attribution.cue));
        let parts = [Span::new(content.start, inner.start), Span::new(inner.end, content.end)];
        Some(parts.into_iter().filter(|part| !part.is_empty()).map(|part| self.points.span(part)).collect())
    }

    fn credit(&self, credit: &Credit) -> Value {
        let kind = match credit.kind {
            CreditKind::Source | CreditKind::Photo => "credit",
            CreditKind::Translation => "translation",
            CreditKind::Republication => "republication",
        };
        let mut relation = self.relation(kind, Some(&credit.source));
        relation.insert("cue".to_owned(), self.optional(credit.cue));
        relation.insert("content".to_owned(), Value::Null);
        if credit.kind == CreditKind::Photo {
            relation.insert("role".to_owned(), "photo".into());
        }
        relation.into()
    }

    fn reference(&self, reference: &Reference, citation: Option<&Citation>) -> Value {
        let outlet = reference.outlet.as_ref();
        let mut relation = self.relation("reference", None);
        relation.insert("source_type".to_owned(), source_type(reference.kind).into());
        relation.insert("source".to_owned(), self.optional(outlet.map(|outlet| outlet.span)));
        if let Some(outlet) = outlet.filter(|_| reference.kind.publishes()) {
            relation.insert("outlet".to_owned(), identity(&outlet.value).into());
        }
        relation.insert("cue".to_owned(), Value::Null);
        relation.insert("content".to_owned(), self.optional(citation.map(|citation| citation.sentence)));
        relation.insert("marker".to_owned(), self.optional(citation.map(|citation| citation.mark)));
        relation.insert("entry".to_owned(), self.points.span(reference.span));
        relation.insert("date".to_owned(), reference.date.as_ref().map(|date| date.value.to_string()).into());
        relation.into()
    }

    fn relation(&self, kind: &str, source: Option<&Source>) -> Map<String, Value> {
        let mut relation = Map::new();
        relation.insert("kind".to_owned(), kind.into());
        relation.insert("source_type".to_owned(), source.map(|source| source_type(source.kind)).into());
        relation.insert("source".to_owned(), self.optional(source.map(|source| source.span)));
        if let Some(outlet) = source.and_then(outlet_of) {
            relation.insert("outlet".to_owned(), outlet.into());
        }
        relation
    }

    /// Steps between publishers, each once: the sets ask who has it from whom, not how often it is said.
    fn relays(&self, relays: &[Relay]) -> Vec<Value> {
        let mut written: Vec<Value> = Vec::new();
        for relay in relays.iter().filter_map(|relay| self.relay(relay)) {
            let known = written.iter().any(|other| other.get(0) == relay.get(0) && other.get(1) == relay.get(1));
            if !known {
                written.push(relay);
            }
        }
        written
    }

    /// A step between publishers. The set has no steps to people and documents, nor to the page itself.
    fn relay(&self, relay: &Relay) -> Option<Value> {
        let cited = relay.cited.outlet.as_ref().filter(|_| relay.cited.kind != SourceKind::OwnReporting)?;
        let reporter = match &relay.reporter {
            Speaker::Page => "self",
            Speaker::Named(source) => outlet_of(source).unwrap_or_else(|| source.span.of(self.text)),
        };
        Some(json!([reporter, identity(cited), self.points.span(relay.span)]))
    }

    fn optional(&self, span: Option<Span>) -> Value {
        span.map_or(Value::Null, |span| self.points.span(span))
    }
}

const fn quote(quotation: Quotation) -> &'static str {
    match quotation {
        Quotation::Direct => "direct",
        Quotation::Mixed => "mixed",
        Quotation::Indirect => "indirect",
    }
}

const fn source_type(kind: SourceKind) -> &'static str {
    match kind {
        // The set files own reporting under outlets and tells it by the outlet `self`.
        SourceKind::OwnReporting => "outlet",
        other => other.name(),
    }
}

#[cfg(test)]
mod tests {
    use headwater_model::OutletName;

    use super::*;

    const TEXT: &str = "According to the Guardian, citing papers obtained by Drop Site, it rained.";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    fn source(words: &str, kind: SourceKind, domain: Option<&str>) -> Source {
        let outlet = domain.map(|domain| OutletName { name: words.to_owned(), domain: Some(domain.to_owned()) });
        Source { span: span(words), kind, outlet }
    }

    fn attribution(source: Source, cue: &str) -> Attribution {
        Attribution {
            source: Some(source),
            cue: span(cue),
            content: Some(span("it rained")),
            sentence: span(TEXT),
            quotation: Quotation::Indirect,
            obtained_by: None,
            told: None,
            within: None,
            denied: false,
            voice: headwater_model::Voice::Page,
        }
    }

    fn writer() -> Writer<'static> {
        Writer { text: TEXT, points: Points::new(TEXT) }
    }

    #[test]
    fn a_document_counts_for_the_outlet_that_obtained_it() {
        let mut papers = attribution(source("papers obtained by Drop Site", SourceKind::Document, None), "citing");
        papers.obtained_by = Some(source("Drop Site", SourceKind::Outlet, Some("dropsitenews.com")));
        let written = writer().attribution(&papers);
        assert_eq!(written.len(), 1);
        assert_eq!(written[0]["outlet"], "dropsitenews.com");
        assert_eq!(written[0]["source_type"], "document");
        assert_eq!(written[0]["content"], json!([64, 73]));
    }

    #[test]
    fn a_step_between_publishers_is_a_relay_and_one_to_papers_is_none() {
        let guardian = source("the Guardian", SourceKind::Outlet, Some("theguardian.com"));
        let papers = source("papers obtained by Drop Site", SourceKind::Document, None);
        let relay = |reporter, cited| Relay { reporter, cited, span: span("According to the Guardian"), content: None };
        let stated = relay(Speaker::Page, guardian.clone());
        assert_eq!(writer().relay(&stated), Some(json!(["self", "theguardian.com", [0, 25]])));
        assert_eq!(writer().relay(&relay(Speaker::Named(guardian), papers)), None);
    }

    #[test]
    fn a_reference_that_nothing_points_to_is_written_once() {
        let reference = Reference {
            number: 1,
            span: span("papers obtained by Drop Site"),
            title: None,
            outlet: None,
            kind: SourceKind::Document,
            date: None,
            accessed: None,
            address: None,
        };
        let sourcing = Sourcing { references: vec![reference], ..Sourcing::default() };
        let written = writer().relations(&sourcing);
        assert_eq!(written.len(), 1);
        assert!(written[0]["content"].is_null());
    }
}
