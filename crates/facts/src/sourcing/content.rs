//! What is attributed: where a content begins and ends.

use headwater_lang::terms::{Side, SourcingTerm};
use headwater_model::Span;

use super::clause::{Clause, Cue, complementiser_at, long, meaning, next_break, quoted, trimmed};
use super::phrase::{before, coordinator};

/// The content behind `at`: to the end of what the source says, without complementiser and colon.
pub(super) fn after(clause: &Clause<'_>, at: usize) -> Option<Span> {
    let start = complementiser_at(clause, at).or_else(|| late_complementiser(clause, at)).unwrap_or(at);
    let start = past_dates(clause, start);
    let end = said_until(clause, start);
    let rest = trimmed(clause, Span::new(start, end));
    (!rest.is_empty()).then_some(rest)
}

/// "said on Friday, in a note to staff, that": the complementiser behind words of circumstance.
fn late_complementiser(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let rest = trimmed(clause, Span::new(at, clause.sentence.end));
    let words = meaning(clause.hits, |term| *term == SourcingTerm::Complementiser).map(|hit| hit.span);
    let word = words.filter(|span| span.start > rest.start).min_by_key(|span| span.start)?;
    let between = Span::new(at, word.start);
    let spoken = clause.cues.iter().any(|cue| between.contains(cue.span) && cue.span.start > at);
    let quotation = clause.quotations.iter().any(|quotation| between.overlaps(*quotation) && long(clause, *quotation));
    if spoken || quotation {
        return None;
    }
    let circumstance = |term: &SourcingTerm| {
        matches!(term, SourcingTerm::NotOpener | SourcingTerm::Told(_) | SourcingTerm::Citing(_) | SourcingTerm::Closer)
    };
    let opened = clause.starts_with(rest.start, circumstance).is_some()
        || clause.dates.iter().any(|date| date.start == rest.start)
        || clause.breaks.iter().any(|gap| gap.start >= at && gap.end <= rest.start && !gap.is_empty())
            && clause.first_in(between, circumstance).is_some();
    let reach = between.of(clause.block.text).split_whitespace().count();
    (opened && reach <= 24).then_some(word.end)
}

/// "「21日、…」": a date at the head of a content tells when it was said.
fn past_dates(clause: &Clause<'_>, start: usize) -> usize {
    let at = trimmed(clause, Span::new(start, clause.sentence.end)).start;
    let gap = clause.breaks.iter().find(|gap| gap.start > at);
    let head = gap.map(|gap| Span::new(at, gap.start)).filter(|head| head.of(clause.block.text).chars().count() <= 14);
    let dated = head.filter(|head| {
        let rest = clause.dates.iter().filter(|date| head.contains(**date)).map(|date| date.len()).sum::<usize>();
        let digits = head.of(clause.block.text).chars().filter(|character| headwater_lang::digit(*character).is_some());
        rest > 0 && rest + digits.map(char::len_utf8).sum::<usize>() + 4 >= head.len()
    });
    dated.map_or(start, |head| head.end)
}

/// Where speech that begins at `start` ends: at a semicolon, or at "but" behind a clause break.
fn said_until(clause: &Clause<'_>, start: usize) -> usize {
    let text = clause.block.text;
    let ends = clause.breaks.iter().filter(|gap| gap.start > start).find(|gap| {
        let mark = gap.of(text);
        matches!(mark, ";" | "；" | "؛") || !mark.is_empty() && contrasted(clause, gap.end, start)
    });
    ends.map_or(clause.sentence.end, |gap| gap.start)
}

fn contrasted(clause: &Clause<'_>, at: usize, from: usize) -> bool {
    let next = trimmed(clause, Span::new(at, clause.sentence.end)).start;
    let word = clause.starts_with(next, |term| *term == SourcingTerm::Contrast);
    let said = Span::new(from, at).of(clause.block.text);
    word.is_some() && said.split_whitespace().count().max(said.chars().count() / 6) > 3
}

/// The content before `at`: from the sentence's start, where a clause break closes it.
pub(super) fn ahead(clause: &Clause<'_>, at: usize) -> Option<Span> {
    let at = before_anaphor(clause, at);
    let before = Span::new(clause.sentence.start, at);
    let closed = clause.breaks.iter().rev().find(|gap| gap.start < at && gap.start > clause.sentence.start);
    let closed = closed.filter(|gap| trimmed(clause, Span::new(gap.end, at)).is_empty());
    let quoted_before = clause.quotations.iter().any(|quotation| {
        quotation.end < at
            && long_or_three(clause, *quotation)
            && trimmed(clause, Span::new(quotation.end, at)).is_empty()
    });
    let marked = meaning(clause.hits, |term| *term == SourcingTerm::ContentMark)
        .any(|hit| hit.span.end == trimmed(clause, before).end);
    let end = closed.map_or(at, |gap| gap.start);
    (closed.is_some() || marked || quoted_before)
        .then(|| without_mark(clause, Span::new(said_from(clause, end), end)))
        .filter(|content| !content.is_empty())
}

/// "…، وذلك وفق ما نقلته": where a word that fills the clause before `at`, and stands for the one before, begins.
fn before_anaphor(clause: &Clause<'_>, at: usize) -> usize {
    let gap = clause.breaks.iter().rev().find(|gap| gap.end <= at).map_or(clause.sentence.start, |gap| gap.end);
    let words = trimmed(clause, Span::new(gap, at));
    let anaphor = clause.starts_with(words.start, |term| *term == SourcingTerm::Anaphor);
    if anaphor.is_some_and(|anaphor| anaphor.end == words.end && gap > clause.sentence.start) {
        words.start
    } else {
        at
    }
}

/// A quotation of three words or more at the head of a sentence is what somebody said; a shorter one may be a name.
fn long_or_three(clause: &Clause<'_>, quotation: Span) -> bool {
    let first = quotation.start <= trimmed(clause, clause.sentence).start;
    long(clause, quotation) || first && quotation.of(clause.block.text).split_whitespace().count() > 2
}

/// The content before a cue that no break parts from it: "It will not pay according to a notice".
pub(super) fn up_to(clause: &Clause<'_>, at: usize) -> Option<Span> {
    let content = without_mark(clause, Span::new(said_from(clause, at), at));
    (!content.is_empty()).then_some(content)
}

/// Where speech that ends at `end` begins: behind the last semicolon, or behind a clause of another source.
fn said_from(clause: &Clause<'_>, end: usize) -> usize {
    let text = clause.block.text;
    let mut ends = clause.breaks.iter().rev().filter(|gap| gap.end < end);
    let start = ends.find(|gap| matches!(gap.of(text), ";" | "；" | "؛")).map_or(clause.sentence.start, |gap| gap.end);
    trimmed(clause, Span::new(start, end)).start
}

/// "The train would, he added, leave at nine.": all of the sentence around a cue.
pub(super) fn around(clause: &Clause<'_>, at: usize) -> Option<Span> {
    let start = said_from(clause, at);
    let end = said_until(clause, at);
    let whole = trimmed(clause, Span::new(start, end));
    (!whole.is_empty()).then_some(whole)
}

/// "“No,” said Ward, “not yet.”": a quotation that goes on behind cue and source.
pub(super) fn continued(clause: &Clause<'_>, content: Span, end: usize) -> Span {
    let opened = clause.quotations.iter().any(|quotation| content.overlaps(*quotation));
    let rest = trimmed(clause, Span::new(end, clause.sentence.end)).start;
    let next = clause.quotations.iter().find(|quotation| quotation.start >= end && quotation.start <= rest);
    match next.filter(|_| opened) {
        Some(quotation) => {
            let mark = clause.block.text.get(quotation.end..).and_then(|behind| behind.chars().next());
            Span::new(content.start, quotation.end + mark.map_or(0, char::len_utf8))
        }
        None => content,
    }
}

/// Drops the marks that close a content before its cue.
pub(super) fn without_mark(clause: &Clause<'_>, span: Span) -> Span {
    let span = trimmed(clause, span);
    let mark = meaning(clause.hits, |term| *term == SourcingTerm::ContentMark)
        .filter(|hit| hit.span.end == span.end && hit.span.start > span.start && !quoted(clause, hit.span))
        .map(|hit| hit.span.start)
        .min();
    trimmed(clause, mark.map_or(span, |end| Span::new(span.start, end)))
}

/// The content between a marked source and its cue, behind whom the source cites.
pub(super) fn enclosed(clause: &Clause<'_>, rest: usize, cue: &Cue) -> Option<Span> {
    let inside = Span::new(rest, cue.span.start.max(rest));
    let told = super::hearer::told(clause, cue).map(|told| told.span.end.saturating_sub(clause.block.offset));
    let apart = meaning(clause.hits, |term| {
        matches!(term, SourcingTerm::Citing(Side::After) | SourcingTerm::Told(Side::After))
    });
    let apart = apart.filter(|hit| match hit.meaning {
        // Only words behind a hearer that is one end what stands before the content.
        SourcingTerm::Told(_) => told.is_some_and(|told| hit.span.start >= told && hit.span.start <= told + 6),
        _ => true,
    });
    let apart = apart.map(|hit| hit.span);
    let apart = apart.filter(|span| inside.contains(*span) && span.end < inside.end && !quoted(clause, *span));
    let start = apart.map(|span| span.end).max().unwrap_or(rest);
    let content = without_mark(clause, Span::new(past_dates(clause, start).min(inside.end), inside.end));
    (!content.is_empty()).then_some(content)
}

/// Ends a content before a further cue that opens a clause of its own: "…, adding that".
pub(super) fn cut_at_next_cue(clause: &Clause<'_>, cue: &Cue, content: Span) -> Span {
    let next = clause.cues.iter().filter(|next| next.span.start > cue.end() && content.contains(next.span));
    let next = next.into_iter().find_map(|next| {
        let at = next.span.start;
        let opens = |gap: &&Span| gap.end <= at && trimmed(clause, Span::new(gap.end, at)).is_empty();
        clause.breaks.iter().rev().find(opens).copied().or_else(|| joined(clause, next))
    });
    match next.filter(|gap| gap.start > content.start) {
        Some(gap) => trimmed(clause, Span::new(content.start, gap.start)),
        None => content,
    }
}

/// Where a clause that goes on with "and" begins: "that they had no votes, and some suggested a delay", "and said".
fn joined(clause: &Clause<'_>, next: &Cue) -> Option<Span> {
    if let Some(word) = coordinator(clause, next) {
        return Some(word);
    }
    let gap = clause.breaks.iter().rev().find(|gap| gap.end <= next.span.start)?;
    let rest = trimmed(clause, Span::new(gap.end, next.span.start));
    let word = clause.starts_with(rest.start, |term| *term == SourcingTerm::Coordinator)?;
    let subject = trimmed(clause, Span::new(word.end, rest.end));
    let short = subject.of(clause.block.text).split_whitespace().count() <= 6;
    let whole = before(clause, next).is_some_and(|source| source.start == subject.start);
    (short && whole).then_some(*gap)
}

/// Whether words are left between `at` and the end of the clause.
pub(super) fn leaves_words(clause: &Clause<'_>, at: usize) -> bool {
    let closed = clause
        .breaks
        .iter()
        .any(|gap| gap.start >= at && !gap.is_empty() && trimmed(clause, Span::new(at, gap.start)).is_empty());
    if closed {
        return false;
    }
    let end = next_break(clause, at);
    let rest = trimmed(clause, Span::new(at, end));
    let circumstance = |term: &SourcingTerm| {
        matches!(term, SourcingTerm::NotOpener | SourcingTerm::Told(_) | SourcingTerm::Citing(_) | SourcingTerm::Closer)
    };
    let dated = clause.dates.iter().any(|date| date.start == rest.start);
    !rest.is_empty() && rest.start < end && !dated && clause.starts_with(rest.start, circumstance).is_none()
}
