//! Relays inside an attribution: "the Guardian, citing documents", "وكالة مدار نقلا عن صحيفة الضفة".

use headwater_lang::terms::{Side, SourcingTerm};
use headwater_lang::{Hit, digit};
use headwater_model::{Attribution, Quotation, Source, Span};

use super::clause::{Clause, last_break, meaning, next_break, quoted, trimmed};
use super::phrase::{closed_end, leading_name, without_mark};

/// Returns whom the sources of a sentence cite, each with the cue of the attribution it stands in. The citing words
/// are cut from the source that they were read with.
pub(super) fn cited(clause: &Clause<'_>, known: &mut Vec<Attribution>) -> Vec<(Attribution, Span)> {
    let inside = |hit: &&Hit<'_, SourcingTerm>| clause.sentence.contains(hit.span) && !quoted(clause, hit.span);
    let mut found: Vec<(Attribution, Span)> = Vec::new();
    let mut end = 0;
    for hit in meaning(clause.hits, |term| matches!(term, SourcingTerm::Citing(_))).filter(inside) {
        let SourcingTerm::Citing(side) = hit.meaning else { continue };
        let place = clause.on_page(hit.span);
        if hit.span.start < end {
            continue;
        }
        let Some(phrase) = cited_phrase(clause, hit.span, *side) else { continue };
        let cited = found.iter().map(|(attribution, _)| attribution).rev();
        let chained = cited.filter(|outer| {
            outer.source.as_ref().is_some_and(|source| source.kind.publishes() && source.span.end <= place.start)
        });
        let chained = chained.map(|outer| (outer.cue, outer.content)).next();
        let outer = match (outer(known, clause.on_page(phrase), place, *side), chained) {
            (_, Some((cue, content))) if *side == Side::Before => Outer { cue, content, index: None },
            (Some(index), _) => {
                let Some(outer) = known.get(index) else { continue };
                Outer { cue: outer.cue, content: outer.content, index: Some(index) }
            }
            (None, _) => continue,
        };
        end = hit.span.end;
        let mut content = outer.content;
        if let Some(outer) = outer.index.and_then(|index| known.get_mut(index)) {
            shorten(clause, outer, hit.span, phrase, *side);
            content = freed(clause, outer, place, phrase).or(outer.content);
            outer.content = content;
        }
        found.push((attribution(clause, hit.span, phrase, content), outer.cue));
    }
    // What was read as said by the words that cite is the reporter's.
    known.retain(|attribution| {
        found.iter().all(|(inner, outer)| !attribution.cue.overlaps(inner.cue) || attribution.cue == *outer)
    });
    found
}

/// The attribution that a citation stands in.
struct Outer {
    cue: Span,
    content: Option<Span>,
    index: Option<usize>,
}

fn attribution(clause: &Clause<'_>, cue: Span, phrase: Span, content: Option<Span>) -> Attribution {
    Attribution {
        source: Some(clause.source(phrase)),
        cue: clause.on_page(cue),
        content,
        sentence: clause.on_page(clause.sentence),
        quotation: Quotation::Indirect,
        obtained_by: None,
        told: None,
        within: None,
        denied: false,
        voice: clause.block.voice(cue),
    }
}

/// The phrase that names whom is cited.
fn cited_phrase(clause: &Clause<'_>, citing: Span, side: Side) -> Option<Span> {
    let phrase = match side {
        Side::Before => {
            let cue = clause.cues.iter().map(|cue| cue.span.start).filter(|at| *at > citing.end).min();
            let end = next_break(clause, citing.end).min(cue.unwrap_or(usize::MAX)).max(citing.end);
            leading_name(clause, Span::new(citing.end, end))?
        }
        Side::After => {
            let marks = meaning(clause.hits, |term| *term == SourcingTerm::SourceMark);
            let mark = marks.map(|hit| hit.span.end).filter(|end| *end <= citing.start).max().unwrap_or(0);
            let start = last_break(clause, citing.start).max(held_mark(clause, mark, citing));
            let phrase = without_mark(clause, trimmed(clause, Span::new(start, citing.start)));
            closed_end(clause, super::content::without_mark(clause, phrase))
        }
    };
    let figure = phrase.of(clause.block.text).starts_with(|first: char| digit(first).is_some());
    (!figure && !phrase.is_empty()).then_some(phrase)
}

/// "通信が入手した文書を引用して": the mark of who obtained what is cited stands inside the cited phrase.
fn held_mark(clause: &Clause<'_>, mark: usize, citing: Span) -> usize {
    let obtained =
        meaning(clause.hits, |term| matches!(term, SourcingTerm::ObtainedAfter | SourcingTerm::Asked(Side::After)))
            .map(|hit| hit.span);
    let holding = obtained.filter(|span| span.end <= citing.start && span.start <= mark + 8 && span.end >= mark).last();
    let Some(holding) = holding else { return mark };
    let marks = meaning(clause.hits, |term| *term == SourcingTerm::SourceMark);
    let before =
        marks.map(|hit| hit.span).filter(|span| span.end <= holding.start && span.end < mark.max(holding.start));
    before.map(|span| span.end).filter(|end| *end + 3 < holding.start).max().unwrap_or(0)
}

/// The attribution of who cites: the nearest before the citing words, or else the first behind them.
fn outer(known: &[Attribution], phrase: Span, citing: Span, side: Side) -> Option<usize> {
    let reporting = |outer: &Attribution| {
        let source = outer.source.as_ref();
        !outer.cue.overlaps(citing)
            && source.is_some_and(|source| source.kind.publishes() || source.span.contains(citing))
    };
    let starts = |outer: &Attribution| outer.source.as_ref().map_or(usize::MAX, |source| source.span.start);
    let places = || known.iter().enumerate().filter(|(_, outer)| reporting(outer));
    let before = places().filter(|(_, outer)| starts(outer) < citing.start && starts(outer) != phrase.start);
    let before = match side {
        Side::Before => before.max_by_key(|(_, outer)| outer.cue.start),
        Side::After => before.min_by_key(|(_, outer)| outer.cue.start.abs_diff(citing.end)),
    };
    let behind = places().filter(|(_, outer)| starts(outer) >= phrase.end).min_by_key(|(_, outer)| starts(outer));
    before.or(behind).map(|(index, _)| index)
}

/// "According to X, citing Y, …": what is said begins behind both.
fn freed(clause: &Clause<'_>, outer: &Attribution, citing: Span, phrase: Span) -> Option<Span> {
    let content = outer.content.filter(|content| content.contains(citing) && content.start + 4 >= citing.start)?;
    let behind =
        trimmed(clause, Span::new(phrase.end, content.end.saturating_sub(clause.block.offset).max(phrase.end)));
    if behind.is_empty() { Some(content) } else { Some(clause.on_page(behind)) }
}

/// Ends a source before the citing words that were read as part of it.
fn shorten(clause: &Clause<'_>, outer: &mut Attribution, citing: Span, phrase: Span, side: Side) {
    let Some(source) = outer.source.take() else { return };
    let start = source.span.start.saturating_sub(clause.block.offset);
    let end = if side == Side::Before { citing.start } else { phrase.start };
    let kept = trimmed(clause, Span::new(start, end.max(start)));
    let kept: Source = if source.span.overlaps(clause.on_page(citing)) && !kept.is_empty() {
        clause.source(without_mark(clause, kept))
    } else {
        source
    };
    outer.source = Some(kept);
}
