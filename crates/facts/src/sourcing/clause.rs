//! A sentence as sourcing reads it: its phrases, its quotations, and where its clauses end.

use headwater_lang::terms::SourcingTerm;
use headwater_lang::{Hit, Language, Registry};
use headwater_model::{Source, Span};

use super::name;
use crate::passage::{Prepared, holding};

/// Everything needed to read one sentence.
pub(super) struct Clause<'a> {
    pub(super) block: &'a Prepared<'a>,
    pub(super) language: &'a Language,
    pub(super) registry: &'a Registry,
    /// Phrases of the sentence.
    pub(super) hits: &'a [Hit<'a, SourcingTerm>],
    /// Quotations that begin in the sentence or run into it.
    pub(super) quotations: &'a [Span],
    pub(super) sentence: Span,
    /// Reporting words outside quotations: longest first, none overlapping, each with the indexes of the groups of the
    /// language file that list it.
    pub(super) cues: Vec<(Span, Vec<usize>)>,
    /// Where clauses may end: outside quotations, in the block's bytes.
    pub(super) breaks: Vec<Span>,
}

impl Clause<'_> {
    /// Reads the source that a phrase of the block names.
    pub(super) fn source(&self, phrase: Span) -> Source {
        name::source(self.block.text, phrase, self.block.offset, self.language, self.registry)
    }

    /// Moves a span of the block to the page's bytes.
    pub(super) fn on_page(&self, span: Span) -> Span {
        span.shifted(self.block.offset)
    }
}

/// Spans by start, each with the furthest end up to it: tells in logarithmic time whether another begins in one.
pub(super) struct Covered(Vec<Span>);

impl Covered {
    pub(super) fn new(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable();
        let mut furthest = 0;
        for span in &mut spans {
            furthest = span.end.max(furthest);
            span.end = furthest;
        }
        Self(spans)
    }

    /// Says whether a span begins inside one of these.
    pub(super) fn holds_start_of(&self, span: Span) -> bool {
        let last = self.0.partition_point(|other| other.start <= span.start);
        last.checked_sub(1).and_then(|index| self.0.get(index)).is_some_and(|other| other.end > span.start)
    }
}

/// The slice of sorted `items` that touch a sentence: those that end behind its start and start before its end.
pub(super) fn within<T>(items: &[T], sentence: Span, end: impl Fn(&T) -> usize, start: impl Fn(&T) -> usize) -> &[T] {
    let first = items.partition_point(|item| end(item) < sentence.start);
    let last = items.partition_point(|item| start(item) < sentence.end);
    items.get(first..last).unwrap_or_default()
}

pub(super) fn meaning<'h, 'l>(
    hits: &'h [Hit<'l, SourcingTerm>],
    wanted: impl Fn(&SourcingTerm) -> bool + 'h,
) -> impl Iterator<Item = &'h Hit<'l, SourcingTerm>> {
    hits.iter().filter(move |hit| wanted(hit.meaning))
}

/// A quotation of a few words is a name or a phrase; a longer one may be what was said.
pub(super) fn long(clause: &Clause<'_>, quotation: Span) -> bool {
    let words = quotation.of(clause.block.text);
    words.split_whitespace().count() > 4 || words.chars().count() > 30
}

pub(super) fn quoted(clause: &Clause<'_>, span: Span) -> bool {
    holding(clause.quotations, span).is_some()
}

pub(super) fn past_punctuation(clause: &Clause<'_>, at: usize) -> usize {
    trimmed(clause, Span::new(at, clause.sentence.end)).start
}

pub(super) fn glue(clause: &Clause<'_>, start: usize, end: usize) -> bool {
    let between = Span::new(start, end).of(clause.block.text);
    between.is_empty() || clause.language.file.prefixes.iter().any(|prefix| prefix == between)
}

/// Gaps between clauses: punctuation outside quotations and numbers.
pub(super) fn breaks(block: &str, quotations: &[Span], sentence: Span) -> Vec<Span> {
    let text = sentence.of(block);
    let mut found = Vec::new();
    for (at, character) in text.char_indices() {
        let place = Span::new(sentence.start + at, sentence.start + at + character.len_utf8());
        let breaking = matches!(
            character,
            ',' | ';' | ':' | '、' | '，' | '،' | '؛' | '—' | '–' | '(' | ')' | '：' | '；' | '。' | '…'
        );
        let digit = |text: Option<&str>| text.is_some_and(|text| text.starts_with(|next: char| next.is_ascii_digit()));
        let numeric = matches!(character, ',' | ':' | '–' | '،')
            && digit(text.get(at + character.len_utf8()..))
            && text.get(..at).is_some_and(|text| text.ends_with(|last: char| last.is_ascii_digit()));
        if breaking && !numeric && holding(quotations, place).is_none() {
            found.push(place);
        }
    }
    // A quotation that ends in a comma breaks too: "We wait," he said.
    let closing = quotations.iter().filter(|quotation| sentence.contains(**quotation));
    let closed = closing.filter(|quotation| {
        quotation.of(block).ends_with([',', '.', '?', '!', '،', '，', '。', '؟']) || quotation.len() > 30
    });
    found.extend(closed.map(|quotation| Span::new(quotation.end, quotation.end)));
    found.sort_unstable();
    found
}

pub(super) fn next_break(clause: &Clause<'_>, at: usize) -> usize {
    let start = trimmed(clause, Span::new(at, clause.sentence.end)).start;
    clause.breaks.iter().find(|gap| gap.start > start).map_or(clause.sentence.end, |gap| gap.start)
}

pub(super) fn last_break(clause: &Clause<'_>, at: usize) -> usize {
    let before =
        clause.breaks.iter().rev().find(|gap| gap.end <= at && !trimmed(clause, Span::new(gap.end, at)).is_empty());
    before.map_or(clause.sentence.start, |gap| gap.end)
}

/// Drops white space, quotation marks and punctuation at both ends.
pub(super) fn trimmed(clause: &Clause<'_>, span: Span) -> Span {
    let span = span.trimmed(clause.block.text, |character| {
        character.is_whitespace()
            || "\"'“”„«»‹›‘’「」『』,;:،؛、，。.!?؟—–-()…：；".contains(character)
            || ('\u{200b}'..='\u{200f}').contains(&character)
    });
    let Span { start, end } = span;
    // A quotation that begins inside keeps its closing mark.
    let closing = clause.quotations.iter().find(|quotation| quotation.end == end && quotation.start > start);
    let mark = closing.and_then(|_| clause.block.text.get(end..)?.chars().next());
    Span::new(start, mark.map_or(end, |mark| end + mark.len_utf8()))
}

/// Returns the cues among the phrases of a sentence.
pub(super) fn cues(hits: &[Hit<'_, SourcingTerm>], quotations: &[Span], sentence: Span) -> Vec<(Span, Vec<usize>)> {
    let mut cues: Vec<(Span, Vec<usize>)> = Vec::new();
    for hit in hits {
        let SourcingTerm::Cue(index) = hit.meaning else { continue };
        if !sentence.contains(hit.span) || holding(quotations, hit.span).is_some() {
            continue;
        }
        match cues.last_mut() {
            Some((span, indexes)) if *span == hit.span => indexes.push(*index),
            Some((span, _)) if span.overlaps(hit.span) => {}
            _ => cues.push((hit.span, vec![*index])),
        }
    }
    cues
}
