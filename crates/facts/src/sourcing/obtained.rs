//! Documents and who obtained them: "documents obtained by X", "Xが入手した文書".

use headwater_lang::Hit;
use headwater_lang::terms::SourcingTerm;
use headwater_model::{Attribution, Quotation, Source, SourceKind, Span};

use super::clause::{Clause, last_break, long, meaning, next_break, quoted, trimmed};
use super::frame::after;
use super::name;

/// Finds documents with their holders. Where an attribution's source is such a document the holder is put there;
/// the others are returned as attributions of their own.
pub(super) fn held(clause: &Clause<'_>, known: &mut [Attribution]) -> Vec<Attribution> {
    let wanted = |term: &SourcingTerm| matches!(term, SourcingTerm::Obtained | SourcingTerm::ObtainedAfter);
    let inside = |hit: &&Hit<'_, SourcingTerm>| clause.sentence.contains(hit.span) && !quoted(clause, hit.span);
    let mut apart: Vec<Attribution> = Vec::new();
    let mut end = 0;
    for hit in meaning(clause.hits, wanted).filter(inside) {
        let pair = match hit.meaning {
            SourcingTerm::Obtained => document_before(clause, hit.span.start).zip(holder_behind(clause, hit.span.end)),
            _ => document_behind(clause, hit.span.end).zip(holder_before(clause, hit.span.start)),
        };
        let Some((document, holder)) = pair.filter(|_| hit.span.start >= end) else { continue };
        end = hit.span.end;
        let holder = publisher(clause, holder);
        let on_page = clause.on_page(document);
        let outer =
            known.iter_mut().find(|outer| outer.source.as_ref().is_some_and(|source| source.span.overlaps(on_page)));
        match outer {
            Some(outer) => {
                outer.source =
                    outer.source.take().map(|source| Source { kind: SourceKind::Document, outlet: None, ..source });
                outer.obtained_by = Some(holder);
            }
            None => apart.push(attribution(clause, document, hit.span, holder)),
        }
    }
    apart
}

/// Who obtains documents and is named for it in news is a publisher, unless the words say otherwise.
fn publisher(clause: &Clause<'_>, holder: Span) -> Source {
    let source = clause.source(holder);
    if matches!(source.kind, SourceKind::Outlet | SourceKind::Agency | SourceKind::OwnReporting) {
        return source;
    }
    let (outlet, agency) = name::publisher(holder.of(clause.block.text), clause.registry);
    let kind = if agency { SourceKind::Agency } else { SourceKind::Outlet };
    Source { kind, outlet: Some(outlet), ..source }
}

fn attribution(clause: &Clause<'_>, document: Span, cue: Span, holder: Source) -> Attribution {
    let behind = document.end.max(cue.end).max(holder.span.end.saturating_sub(clause.block.offset));
    let source = clause.source(document);
    Attribution {
        source: Some(Source { kind: SourceKind::Document, outlet: None, ..source }),
        cue: clause.on_page(cue),
        content: after(clause, behind).map(|content| clause.on_page(content)),
        sentence: clause.on_page(clause.sentence),
        quotation: Quotation::Indirect,
        obtained_by: Some(holder),
        told: None,
        within: None,
        denied: false,
        voice: clause.block.voice(cue),
    }
}

fn document_nouns<'c>(clause: &'c Clause<'_>) -> impl Iterator<Item = Span> + 'c {
    let documents = |term: &SourcingTerm| matches!(term, SourcingTerm::Noun(SourceKind::Document));
    meaning(clause.hits, documents).map(|hit| hit.span).filter(|span| clause.sentence.contains(*span))
}

/// The document noun nearest before `end`, with the words between it and `end`.
fn document_before(clause: &Clause<'_>, end: usize) -> Option<Span> {
    let noun =
        document_nouns(clause).filter(|span| span.end <= end && end - span.end < 60).max_by_key(|span| span.end)?;
    // The article "ال" and adjectives on either side belong to the phrase; a clause break does not.
    let spoken = clause.cues.iter().map(|(span, _)| span.end).filter(|at| *at <= noun.start).max().unwrap_or(0);
    let start = last_break(clause, noun.start).max(word_start(clause.block.text, noun.start)).max(spoken);
    let phrase = trimmed(clause, Span::new(start, end));
    (!phrase.is_empty()).then_some(phrase)
}

fn word_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before
        .trim_end_matches(|character: char| character.is_alphanumeric() && !headwater_lang::is_unspaced(character))
        .len()
}

fn document_behind(clause: &Clause<'_>, start: usize) -> Option<Span> {
    let noun = document_nouns(clause)
        .filter(|span| span.start >= start && span.start - start < 40)
        .min_by_key(|span| (span.start, std::cmp::Reverse(span.end)))?;
    Some(trimmed(clause, Span::new(start, noun.end)))
}

/// Who has it: a quoted name, a known outlet, or the words up to the next clause break.
fn holder_behind(clause: &Clause<'_>, start: usize) -> Option<Span> {
    let end = next_break(clause, start);
    let rest = Span::new(start, end.max(start));
    let quotation =
        clause.quotations.iter().find(|span| span.start >= start && span.start <= start + 24 && !long(clause, **span));
    let gap = quotation.map(|span| Span::new(start, span.start).of(clause.block.text).split_whitespace().count());
    if let Some(quotation) = quotation.filter(|_| gap.is_some_and(|words| words <= 2)) {
        return Some(*quotation);
    }
    let mut name = trimmed(clause, rest);
    let verb = clause.cues.iter().map(|(span, _)| span.start).filter(|at| *at > name.start && *at < name.end).min();
    if let Some(verb) = verb {
        name = trimmed(clause, Span::new(name.start, verb));
    }
    let words = name.of(clause.block.text);
    if words
        .split_whitespace()
        .next()
        .is_some_and(|word| word.starts_with(char::is_uppercase) || word.eq_ignore_ascii_case("the"))
    {
        name = Span::new(name.start, name.start + capitalised(words));
    }
    (!name.is_empty() && name.of(clause.block.text).split_whitespace().count() <= 6).then_some(name)
}

/// Bytes of the capitalised words, with joining small words between them, that a phrase begins with.
fn capitalised(words: &str) -> usize {
    let (mut end, mut at) = (0, 0);
    for word in words.split_inclusive(' ') {
        let bare = word.trim();
        let joining = bare.len() <= 3;
        at += word.len();
        if bare.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit() || first == '+') {
            end = at - (word.len() - word.trim_end().len());
        } else if !joining {
            break;
        }
    }
    end
}

fn holder_before(clause: &Clause<'_>, end: usize) -> Option<Span> {
    let mut start = last_break(clause, end);
    let marks = meaning(clause.hits, |term| {
        matches!(term, SourcingTerm::SourceMark | SourcingTerm::Cue(_) | SourcingTerm::Citing)
    });
    start = marks.map(|hit| hit.span.end).filter(|at| *at < end && *at > start).max().unwrap_or(start);
    let name = trimmed(clause, Span::new(start, end));
    (!name.is_empty() && name.of(clause.block.text).chars().count() <= 30).then_some(name)
}
