//! Steps of a chain that the page itself states: who had it from whom.

use headwater_model::{Attribution, Citation, Credit, CreditKind, Reference, Relay, Source, SourceKind, Span, Speaker};

/// Returns the stated steps, by position.
///
/// "According to the Guardian, documents obtained by Drop Site News show …" has three: the page had it from the
/// Guardian, the Guardian from Drop Site News, Drop Site News from the documents.
pub(crate) fn steps(
    attributions: &[Attribution],
    credits: &[Credit],
    references: &[Reference],
    citations: &[Citation],
) -> Vec<Relay> {
    let mut relays: Vec<Relay> =
        attributions.iter().flat_map(|attribution| stated(attribution, attributions)).collect();
    relays.extend(credits.iter().filter(|credit| credit.kind != CreditKind::Photo).map(|credit| Relay {
        reporter: Speaker::Page,
        cited: credit.source.clone(),
        span: credit.span,
        content: None,
    }));
    relays.extend(citations.iter().filter_map(|citation| cited(references.get(citation.reference)?, citation)));
    relays.retain(|relay| match &relay.reporter {
        Speaker::Named(reporter) => reporter.outlet.is_none() || reporter.outlet != relay.cited.outlet,
        Speaker::Page => true,
    });
    relays.sort_by_key(|relay| (relay.span, relay.cited.span));
    relays
}

/// Keeps each step once, with the words that state it first: two reporting words around one source ("據…報道") and words
/// of speech without a subject state none of their own.
pub(crate) fn once(relays: &mut Vec<Relay>) {
    let mut seen: Vec<(Option<Span>, Span)> = Vec::new();
    relays.retain(|relay| {
        let reporter = match &relay.reporter {
            Speaker::Page => None,
            Speaker::Named(source) => Some(source.span),
        };
        let step = (reporter, relay.cited.span);
        let new = seen.iter().rev().take(16).all(|known| *known != step);
        seen.push(step);
        new
    });
}

/// A note that points to a publication says that the page has its sentence from there.
fn cited(reference: &Reference, citation: &Citation) -> Option<Relay> {
    let outlet = reference.outlet.as_ref().filter(|_| reference.kind.publishes())?;
    let cited = Source { span: outlet.span, kind: reference.kind, outlet: Some(outlet.value.clone()) };
    Some(Relay { reporter: Speaker::Page, cited, span: reference.span, content: Some(citation.sentence) })
}

fn stated(attribution: &Attribution, all: &[Attribution]) -> Vec<Relay> {
    let Some(source) = attribution.source.clone() else { return Vec::new() };
    let reporter = reporter(attribution, all);
    let step = |reporter: Speaker, cited: Source| Relay {
        reporter,
        span: attribution.cue.join(cited.span),
        cited,
        content: attribution.content,
    };
    match &attribution.obtained_by {
        Some(holder) if holder.kind == SourceKind::OwnReporting => vec![step(Speaker::Page, source)],
        Some(holder) => vec![step(reporter, holder.clone()), step(Speaker::Named(holder.clone()), source)],
        None if source.kind == SourceKind::OwnReporting => Vec::new(),
        None => match &attribution.told {
            Some(told) if told.kind != SourceKind::OwnReporting => {
                vec![step(reporter, told.clone()), step(Speaker::Named(told.clone()), source)]
            }
            _ => vec![step(reporter, source)],
        },
    }
}

/// Who is said to have it: the nearest publisher around the attribution, or the page.
fn reporter(attribution: &Attribution, all: &[Attribution]) -> Speaker {
    let mut outer = attribution.within;
    for _ in 0..all.len() {
        let Some(around) = outer.and_then(|index| all.get(index)) else { break };
        if let Some(source) = around.source.as_ref().filter(|source| source.kind.publishes()) {
            return Speaker::Named(source.clone());
        }
        outer = around.within;
    }
    Speaker::Page
}
