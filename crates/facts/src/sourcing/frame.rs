//! One cue's source and content, read in one clause order of the language file.

use headwater_lang::terms::SourcingTerm;
use headwater_model::Span;

use super::attribution::told;
use super::clause::{Clause, glue, last_break, long, meaning, next_break, past_punctuation, quoted, trimmed};
use super::name;

/// A reading of one cue, not yet resolved.
pub(super) struct Frame {
    pub(super) source: Option<Span>,
    pub(super) content: Option<Span>,
    pub(super) score: i32,
}

/// Reads a cue's source and content in one order.
pub(super) fn frame(clause: &Clause<'_>, cue: Span, order: &str) -> Option<Frame> {
    let (source, content) = match order {
        "source cue content" => {
            let from = late_complementiser(clause, cue.end).unwrap_or(cue.end);
            (before_cue(clause, cue), after(clause, from))
        }
        "cue source content" => {
            let (source, rest) = behind_cue(clause, cue)?;
            (source, after(clause, rest))
        }
        "source content cue" => enclosed(clause, cue)?,
        "content source cue" => {
            let source = behind_quotation(clause, cue).or_else(|| before_cue(clause, cue))?;
            (Some(source), ahead(clause, source.start))
        }
        "content cue source" => {
            let end = apposition_end(clause, cue.end);
            (leading_name(clause, Span::new(cue.end, end)), ahead(clause, cue.start))
        }
        "cue content" => (None, after(clause, cue.end)),
        "content cue" => (None, ahead(clause, cue.start)),
        _ => return None,
    };
    let sourceless = matches!(order, "cue content" | "content cue");
    let mut score = 4 + content_score(clause, content?);
    // "told the Courier" names who was told, not what.
    let hearer = told(clause, cue)
        .is_some_and(|told| content.is_some_and(|content| told.span.contains(clause.on_page(content))));
    score -= i32::from(hearer) * 8;
    score += match source {
        Some(source) => source_score(clause, source),
        None if sourceless => 0,
        // A dropped subject needs the complementiser right behind the cue.
        None if order == "cue source content" && complementiser_at(clause, cue.end).is_some() => 0,
        None => return None,
    };
    Some(Frame { source, content, score })
}

/// "said Lena Ward, the harbour engineer.": a source that ends the sentence has its apposition with it.
pub(super) fn apposition_end(clause: &Clause<'_>, at: usize) -> usize {
    let end = next_break(clause, at);
    let rest = Span::new(end, clause.sentence.end);
    let plain = !clause.cues.iter().any(|(span, _)| rest.contains(*span))
        && !clause.quotations.iter().any(|quotation| rest.overlaps(*quotation));
    let short = rest.of(clause.block.text).split_whitespace().count() <= 7;
    let citing = meaning(clause.hits, |term| *term == SourcingTerm::Citing).any(|hit| rest.contains(hit.span));
    if plain && short && !citing { clause.sentence.end } else { end }
}

/// How much a phrase looks like a source.
pub(super) fn source_score(clause: &Clause<'_>, source: Span) -> i32 {
    let words = source.of(clause.block.text);
    let noun = meaning(clause.hits, |term| matches!(term, SourcingTerm::Noun(_) | SourcingTerm::Pronoun))
        .any(|hit| source.contains(hit.span));
    let named = words.split_whitespace().any(name::may_be_name);
    let length = words.split_whitespace().count().max(words.chars().count() / 12);
    let reach = if length > 16 {
        -6
    } else if length > 10 {
        -2
    } else {
        0
    };
    // What stands in quotation marks is said, not a sayer, but for names.
    let speech = |quotation: &Span| {
        long(clause, *quotation) || quotation.of(clause.block.text).ends_with([',', '.', '!', '?', '،', '。'])
    };
    let said = clause.quotations.iter().any(|quotation| source.overlaps(*quotation) && speech(quotation));
    let reach = reach - i32::from(said) * 6;
    i32::from(noun) * 2 + i32::from(named) + reach - i32::from(!noun && !named) * 4
}

pub(super) fn content_score(clause: &Clause<'_>, content: Span) -> i32 {
    let words = content.of(clause.block.text);
    let quoted = clause.quotations.iter().any(|quotation| content.overlaps(*quotation));
    let short = words.split_whitespace().count() < 3 && words.chars().count() < 8;
    i32::from(quoted) * 2 - i32::from(short && !quoted) * 5
}

/// The phrase between the last clause break and the cue.
pub(super) fn before_cue(clause: &Clause<'_>, cue: Span) -> Option<Span> {
    let start = last_break(clause, cue.start);
    let phrase = without_mark(clause, trimmed(clause, Span::new(start, cue.start)));
    let phrase = own_clause(clause, phrase);
    (!phrase.is_empty()).then_some(phrase)
}

/// Cuts a source to its own clause: behind the last conjunction in it, and before a relative pronoun at its end.
fn own_clause(clause: &Clause<'_>, phrase: Span) -> Span {
    let inside = |wanted: SourcingTerm| {
        meaning(clause.hits, move |term| *term == wanted).map(|hit| hit.span).filter(move |span| phrase.contains(*span))
    };
    let opens = inside(SourcingTerm::Conjunction).map(|span| span.end).filter(|end| *end < phrase.end).max();
    let ends = inside(SourcingTerm::Relative).filter(|span| span.end == phrase.end).map(|span| span.start).min();
    let cut = Span::new(opens.unwrap_or(phrase.start), ends.unwrap_or(phrase.end));
    if cut.is_empty() { phrase } else { trimmed(clause, cut) }
}

/// "「…」と館長は話した": the phrase between a quotation's content mark and the cue.
pub(super) fn behind_quotation(clause: &Clause<'_>, cue: Span) -> Option<Span> {
    let mark = meaning(clause.hits, |term| *term == SourcingTerm::ContentMark)
        .filter(|hit| clause.sentence.contains(hit.span) && hit.span.end < cue.start)
        .find(|hit| {
            let before = hit.span.start;
            clause.quotations.iter().any(|quotation| quotation.end < before && before - quotation.end <= 4)
        })?;
    let phrase = trimmed(clause, Span::new(mark.span.end, cue.start));
    let source = without_mark(clause, phrase);
    (source.len() < phrase.len() && !source.is_empty()).then_some(source)
}

/// Drops the mark behind a source.
pub(super) fn without_mark(clause: &Clause<'_>, phrase: Span) -> Span {
    let marks = meaning(clause.hits, |term| *term == SourcingTerm::SourceMark);
    let mark =
        marks.filter(|hit| phrase.contains(hit.span) && hit.span.end == phrase.end).map(|hit| hit.span.start).min();
    mark.map_or(phrase, |end| Span::new(phrase.start, end))
}

/// The phrase between the cue and a complementiser, a clause break or a quotation; and where the content may begin.
pub(super) fn behind_cue(clause: &Clause<'_>, cue: Span) -> Option<(Option<Span>, usize)> {
    let end = next_break(clause, cue.end);
    let complementiser = meaning(clause.hits, |term| *term == SourcingTerm::Complementiser)
        .filter(|hit| hit.span.start >= cue.end && hit.span.start < end)
        .map(|hit| hit.span)
        .min_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let quoted =
        clause.quotations.iter().find(|span| span.start >= cue.end && span.start <= end && long(clause, **span));
    let (stop, rest) = match (complementiser, quoted) {
        (Some(word), Some(quotation)) if quotation.start < word.start => (quotation.start, quotation.start),
        (Some(word), _) => (word.start, word.end),
        (None, Some(quotation)) => (quotation.start, quotation.start),
        (None, None) if end < clause.sentence.end => (end, end),
        (None, None) => return None,
    };
    let phrase = trimmed(clause, Span::new(cue.end, stop));
    // "据港务局介绍": a second reporting word closes the source.
    let closing = meaning(clause.hits, |term| matches!(term, SourcingTerm::Cue(_)));
    let closing = closing
        .filter(|hit| hit.span.end == phrase.end && hit.span.start > phrase.start)
        .map(|hit| hit.span.start)
        .min();
    let phrase = closing.map_or(phrase, |end| trimmed(clause, Span::new(phrase.start, end)));
    Some(((!phrase.is_empty()).then_some(phrase), rest))
}

/// "Xは「…」と述べた": the source up to its mark, the content from there to the content mark before the cue.
pub(super) fn enclosed(clause: &Clause<'_>, cue: Span) -> Option<(Option<Span>, Option<Span>)> {
    let previous = clause.cues.iter().map(|(span, _)| span.end).filter(|end| *end < cue.start).max();
    let from = previous.map_or(clause.sentence.start, |end| past_punctuation(clause, end));
    let mark = meaning(clause.hits, |term| *term == SourcingTerm::SourceMark)
        .filter(|hit| hit.span.start > from && hit.span.end < cue.start && !quoted(clause, hit.span))
        .map(|hit| hit.span)
        .min_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    // Without such marks in the language the first clause break parts source and content.
    let gap = || clause.breaks.iter().find(|gap| gap.start > from && gap.end < cue.start).copied();
    let mark = if clause.language.file.sourcing.source_marks.is_empty() { gap()? } else { mark? };
    let source = trimmed(clause, Span::new(from, mark.start));
    let content = content_before(clause, Span::new(mark.end, cue.start));
    (!source.is_empty()).then_some((Some(source), Some(content)))
}

/// Drops the marks that close a content before its cue.
pub(super) fn content_before(clause: &Clause<'_>, span: Span) -> Span {
    let span = trimmed(clause, span);
    let mark = meaning(clause.hits, |term| *term == SourcingTerm::ContentMark)
        .filter(|hit| hit.span.end == span.end && hit.span.start > span.start)
        .map(|hit| hit.span.start)
        .min();
    trimmed(clause, mark.map_or(span, |end| Span::new(span.start, end)))
}

/// The content behind `at`: to the sentence's end, without complementiser and colon.
pub(super) fn after(clause: &Clause<'_>, at: usize) -> Option<Span> {
    let at = complementiser_at(clause, at).unwrap_or(at);
    let rest = trimmed(clause, Span::new(at, clause.sentence.end));
    (!rest.is_empty()).then_some(rest)
}

pub(super) fn complementiser_at(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let start = trimmed(clause, Span::new(at, clause.sentence.end)).start;
    let here = meaning(clause.hits, |term| *term == SourcingTerm::Complementiser);
    // A glued particle may stand between: "فإن".
    here.filter(|hit| hit.span.start >= start && hit.span.start <= start + 4 && glue(clause, start, hit.span.start))
        .map(|hit| hit.span.end)
        .max()
}

/// "said on Friday that": the complementiser a few words behind the cue, in the same clause.
pub(super) fn late_complementiser(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let end = next_break(clause, at);
    let words = meaning(clause.hits, |term| *term == SourcingTerm::Complementiser);
    let hit = words.filter(|hit| hit.span.start >= at && hit.span.end <= end).min_by_key(|hit| hit.span.start)?;
    let between = Span::new(at, hit.span.start);
    let spoken =
        meaning(clause.hits, |term| matches!(term, SourcingTerm::Cue(_))).any(|hit| between.contains(hit.span));
    (!spoken && between.of(clause.block.text).split_whitespace().count() <= 4).then_some(hit.span.end)
}

/// The content before `at`: from the sentence's start, where a clause break closes it.
pub(super) fn ahead(clause: &Clause<'_>, at: usize) -> Option<Span> {
    let before = Span::new(clause.sentence.start, at);
    let closed = clause.breaks.iter().rev().find(|gap| gap.start < at && gap.start > clause.sentence.start)?;
    let close = trimmed(clause, Span::new(closed.end, at)).is_empty();
    let marked = meaning(clause.hits, |term| *term == SourcingTerm::ContentMark)
        .any(|hit| hit.span.end == trimmed(clause, before).end);
    (close || marked)
        .then(|| content_before(clause, Span::new(before.start, if close { closed.start } else { at })))
        .filter(|content| !content.is_empty())
}

/// The name that a phrase begins with: a known outlet, a quotation, or words up to the first that is no name.
pub(super) fn leading_name(clause: &Clause<'_>, phrase: Span) -> Option<Span> {
    let phrase = trimmed(clause, phrase);
    let text = clause.block.text;
    let quoted = clause
        .quotations
        .iter()
        .find(|span| span.start <= phrase.start + 4 && span.start >= phrase.start.saturating_sub(4));
    if let Some(quotation) = quoted.filter(|quotation| !long(clause, **quotation)) {
        return Some(*quotation);
    }
    (!phrase.is_empty() && phrase.of(text).split_whitespace().count() <= 14).then_some(phrase)
}
