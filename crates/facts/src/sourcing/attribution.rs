//! Attributions inside sentences: source, cue and content, by the clause orders of the language file.

use headwater_lang::terms::{FigureTerm, SourcingTerm};
use headwater_lang::{Language, Registry};
use headwater_model::{Attribution, Quotation, Source, SourceKind, Span};

use super::clause::{Clause, Covered, breaks, cues, meaning, next_break, trimmed, within};
use super::frame::{Frame, frame, leading_name};
use super::{citing, obtained};
use crate::passage::Prepared;

/// What has been read so far; sources of later sentences may refer back.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) attributions: Vec<Attribution>,
    pub(crate) own_reporting: Vec<Span>,
}

/// Reads the attributions of a block, by position, and appends them.
pub(crate) fn read(block: &Prepared<'_>, language: &Language, registry: &Registry, found: &mut Found) {
    let all = language.sourcing.find_all(&block.folded);
    let mut blocked: Vec<Span> = meaning(&all, |term| *term == SourcingTerm::NotSourcing).map(|hit| hit.span).collect();
    // "لا تقل عن" bounds a figure; its "عن" cites nobody.
    let figures = language.figures.find_all(&block.folded);
    blocked.extend(figures.iter().filter(|hit| matches!(hit.meaning, FigureTerm::Bound(..))).map(|hit| hit.span));
    let blocked = Covered::new(blocked);
    let hits: Vec<_> = all.into_iter().filter(|hit| !blocked.holds_start_of(hit.span)).collect();
    let own = meaning(&hits, |term| {
        matches!(term, SourcingTerm::OwnReporting | SourcingTerm::Noun(SourceKind::OwnReporting))
    });
    found.own_reporting.extend(own.map(|hit| hit.span.shifted(block.offset)));
    for sentence in block.sentences.iter().copied() {
        // Only what stands in the sentence is looked at, so that the time grows with the text and not with its square.
        let hits = within(&hits, sentence, |hit| hit.span.start, |hit| hit.span.start);
        let quotations = within(&block.quotations, sentence, |span| span.end, |span| span.start);
        let breaks = breaks(block.text, quotations, sentence);
        let cues = cues(hits, quotations, sentence);
        read_sentence(&Clause { block, language, registry, hits, quotations, sentence, cues, breaks }, found);
    }
}

fn read_sentence(clause: &Clause<'_>, found: &mut Found) {
    let mut attributions: Vec<Attribution> = Vec::new();
    for (span, indexes) in &clause.cues {
        let last = attributions.last().or(found.attributions.last());
        let speaker = last.and_then(|last| last.source.clone());
        attributions.extend(attribution(clause, *span, indexes, speaker));
    }
    drop_inner(&mut attributions);
    let relayed = citing::cited(clause, &mut attributions);
    let outer: Vec<(Span, Span)> = relayed.iter().map(|(attribution, outer)| (attribution.cue, *outer)).collect();
    attributions.extend(relayed.into_iter().map(|(attribution, _)| attribution));
    let apart = obtained::held(clause, &mut attributions);
    attributions.extend(apart);
    attributions.sort_by_key(|attribution| (attribution.cue.start, attribution.cue.end));
    let first = found.attributions.len();
    for (index, attribution) in attributions.iter().enumerate() {
        let mut attribution = attribution.clone();
        let stated = outer.iter().find(|(cue, _)| *cue == attribution.cue).map(|(_, outer)| *outer);
        let stated = stated.and_then(|cue| attributions.iter().position(|other| other.cue == cue));
        attribution.within = stated.or_else(|| enclosing(&attributions, index)).map(|outer| first + outer);
        found.attributions.push(attribution);
    }
    break_circles(&mut found.attributions, first);
}

/// Two attributions can each stand in the other's content where a sentence is read in two orders. The one that closes
/// such a circle stands in nothing.
fn break_circles(attributions: &mut [Attribution], first: usize) {
    for start in first..attributions.len() {
        let mut at = start;
        for _ in first..attributions.len() {
            match attributions.get(at).and_then(|attribution| attribution.within) {
                Some(outer) if outer == start => {
                    if let Some(closing) = attributions.get_mut(at) {
                        closing.within = None;
                    }
                    break;
                }
                Some(outer) => at = outer,
                None => break,
            }
        }
    }
}

/// A reporting word inside another attribution's source is part of its description: "a notice posted at the pier".
fn drop_inner(attributions: &mut Vec<Attribution>) {
    let mut sources: Vec<Span> = Vec::new();
    attributions.retain(|attribution| {
        let inner = sources.iter().any(|source| source.contains(attribution.cue));
        sources.extend(attribution.source.as_ref().filter(|_| !inner).map(|source| source.span));
        !inner
    });
}

/// The attribution with the smallest content around another's cue.
fn enclosing(attributions: &[Attribution], inner: usize) -> Option<usize> {
    let cue = attributions.get(inner)?.cue;
    let around = attributions
        .iter()
        .enumerate()
        .filter(|(index, outer)| *index != inner && outer.content.is_some_and(|content| content.contains(cue)));
    around.min_by_key(|(_, outer)| outer.content.map_or(usize::MAX, Span::len)).map(|(index, _)| index)
}

/// Reads the attribution of a cue. `speaker` is the last source before it.
fn attribution(clause: &Clause<'_>, cue: Span, indexes: &[usize], speaker: Option<Source>) -> Option<Attribution> {
    let groups = indexes.iter().filter_map(|index| clause.language.file.sourcing.cues.get(*index));
    let mut best: Option<(Frame, bool)> = None;
    for group in groups {
        for (place, order) in group.orders.iter().enumerate() {
            let Some(mut frame) = frame(clause, cue, order) else { continue };
            frame.score -= i32::try_from(place).unwrap_or(0);
            frame.score += kind_agrees(clause, &frame, group.source.as_deref());
            if best.as_ref().is_none_or(|(known, _)| frame.score > known.score) {
                best = Some((frame, group.denies));
            }
        }
    }
    let (frame, denied) = best.filter(|(frame, _)| frame.score > 0)?;
    let source = match frame.source {
        Some(span) => Some(clause.source(span)),
        // "وأضاف أن": a dropped subject is the last speaker.
        None => speaker,
    };
    let content = frame.content.map(|content| cut_at_next_cue(clause, cue, content));
    Some(Attribution {
        source,
        cue: clause.on_page(cue),
        content: content.map(|content| clause.on_page(content)),
        sentence: clause.on_page(clause.sentence),
        quotation: quotation(clause, content),
        obtained_by: None,
        told: told(clause, cue),
        within: None,
        denied,
        voice: clause.block.voice(cue),
    })
}

/// Ends a content before a further cue that opens a clause of its own: "…, adding that".
fn cut_at_next_cue(clause: &Clause<'_>, cue: Span, content: Span) -> Span {
    let next = clause.cues.iter().map(|(span, _)| *span).find(|next| next.start > cue.end && content.contains(*next));
    let gap = next.and_then(|next| {
        let opens = |gap: &&Span| gap.end <= next.start && trimmed(clause, Span::new(gap.end, next.start)).is_empty();
        clause.breaks.iter().rev().find(opens)
    });
    match gap.filter(|gap| gap.start > content.start) {
        Some(gap) => trimmed(clause, Span::new(content.start, gap.start)),
        None => content,
    }
}

/// Whether the kind of source that a group of cues stands with is the kind that the phrase names.
fn kind_agrees(clause: &Clause<'_>, frame: &Frame, wanted: Option<&str>) -> i32 {
    let (Some(wanted), Some(span)) = (wanted, frame.source) else { return 0 };
    let source = clause.source(span);
    if source.kind.name() == wanted { 2 } else { -2 }
}

fn quotation(clause: &Clause<'_>, content: Option<Span>) -> Quotation {
    let Some(content) = content else { return Quotation::Indirect };
    let quoted: usize =
        clause.quotations.iter().filter(|quotation| content.overlaps(**quotation)).map(|span| span.len()).sum();
    match quoted {
        0 => Quotation::Indirect,
        quoted if quoted * 10 >= content.len() * 9 => Quotation::Direct,
        _ => Quotation::Mixed,
    }
}

/// The outlet that a source spoke to: "told the Courier".
pub(super) fn told(clause: &Clause<'_>, cue: Span) -> Option<Source> {
    let told = meaning(clause.hits, |term| *term == SourcingTerm::Told);
    let hit = told
        .filter(|hit| clause.sentence.contains(hit.span))
        .find(|hit| hit.span.start >= cue.start || hit.span.overlaps(cue))?;
    let end = next_break(clause, hit.span.end);
    let phrase = leading_name(clause, Span::new(hit.span.end, end))?;
    let source = clause.source(phrase);
    (source.kind.publishes() || source.kind == SourceKind::OwnReporting).then_some(source)
}
