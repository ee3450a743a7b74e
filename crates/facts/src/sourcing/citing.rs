//! Relays inside an attribution: "the Guardian, citing documents", "وكالة مدار نقلا عن صحيفة الضفة".

use headwater_lang::terms::SourcingTerm;
use headwater_lang::{Hit, digit};
use headwater_model::{Attribution, Quotation, Source, Span};

use super::clause::{Clause, meaning, next_break, quoted, trimmed};
use super::frame::leading_name;

/// Returns whom the sources of a sentence cite, each with the cue of the attribution it stands in. The citing words
/// are cut from the source that they were read with.
pub(super) fn cited(clause: &Clause<'_>, known: &mut [Attribution]) -> Vec<(Attribution, Span)> {
    let inside = |hit: &&Hit<'_, SourcingTerm>| clause.sentence.contains(hit.span) && !quoted(clause, hit.span);
    let mut found = Vec::new();
    let mut end = 0;
    for hit in meaning(clause.hits, |term| *term == SourcingTerm::Citing).filter(inside) {
        let place = clause.on_page(hit.span);
        let nearest =
            known.iter_mut().filter(|outer| reporter_before(outer, place)).max_by_key(|outer| outer.cue.start);
        let (Some(outer), true) = (nearest, hit.span.start >= end) else { continue };
        let stop = outer.content.map(|content| content.start.saturating_sub(clause.block.offset));
        let stop = stop.filter(|stop| *stop > hit.span.end).unwrap_or(usize::MAX).min(next_break(clause, hit.span.end));
        let Some(phrase) = leading_name(clause, Span::new(hit.span.end, stop)) else { continue };
        let figure = phrase.of(clause.block.text).starts_with(|first: char| digit(first).is_some());
        if figure {
            continue;
        }
        end = hit.span.end;
        shorten(clause, outer, hit.span);
        let swallowed = outer.content.filter(|content| content.contains(place));
        if let Some(content) = swallowed {
            // "According to X, citing Y, …": what is said begins behind both.
            let behind = trimmed(clause, Span::new(phrase.end, content.end.saturating_sub(clause.block.offset)));
            outer.content = (!behind.is_empty() && content.start + 4 >= place.start)
                .then(|| clause.on_page(behind))
                .or(outer.content);
        }
        let attribution = Attribution {
            source: Some(clause.source(phrase)),
            cue: place,
            content: outer.content,
            sentence: clause.on_page(clause.sentence),
            quotation: Quotation::Indirect,
            obtained_by: None,
            told: None,
            within: None,
            denied: false,
            voice: clause.block.voice(hit.span),
        };
        found.push((attribution, outer.cue));
    }
    found
}

/// Whether the attribution's source stands before the citing words, or holds them.
fn reporter_before(outer: &Attribution, citing: Span) -> bool {
    let source = outer.source.as_ref().filter(|source| source.span.start < citing.start);
    source.is_some_and(|source| source.kind.publishes() || source.span.contains(citing)) && !outer.cue.overlaps(citing)
}

/// Ends a source before the citing words that were read as part of it.
fn shorten(clause: &Clause<'_>, outer: &mut Attribution, citing: Span) {
    let Some(source) = outer.source.take() else { return };
    let start = source.span.start.saturating_sub(clause.block.offset);
    let kept: Source = if source.span.contains(clause.on_page(citing)) {
        clause.source(trimmed(clause, Span::new(start, citing.start)))
    } else {
        source
    };
    outer.source = Some(kept);
}
