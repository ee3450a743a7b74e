//! To whom a source spoke: "told the Courier", "本紙の取材に対し".

use headwater_lang::terms::{Side, SourcingTerm};
use headwater_model::{Source, SourceKind, Span};

use super::clause::{Clause, Cue, last_break, long, meaning, next_break, quoted, trimmed};
use super::name;
use super::phrase::leading_name;

/// Returns the outlet that the source of a cue spoke to.
pub(super) fn told(clause: &Clause<'_>, cue: &Cue) -> Option<Source> {
    let dative = dative(clause, cue).map(|phrase| (phrase, true));
    let named = words(clause).filter_map(|(span, side)| match side {
        Side::After => before(clause, span).filter(|_| spoken_with(clause, span, cue)),
        Side::Before if span.start >= cue.span.start && span.end >= cue.span.end => behind(clause, span),
        Side::Before if prefixing(clause, span, cue) => behind(clause, span),
        Side::Before => None,
    });
    dative.into_iter().chain(named).find_map(|(phrase, sure)| publisher(clause, phrase, sure))
}

/// Where the words about a hearer right behind the cue end: "told the Courier", "hanno detto al «Corriere»".
pub(super) fn past(clause: &Clause<'_>, cue: &Cue) -> Option<usize> {
    let closed = |phrase: Span| {
        let mark = clause.block.text.get(phrase.end..).and_then(|rest| rest.chars().next());
        let quoted = clause.quotations.contains(&phrase);
        phrase.end + mark.filter(|_| quoted).map_or(0, char::len_utf8)
    };
    if let Some(phrase) = dative(clause, cue) {
        return Some(closed(phrase));
    }
    let next = trimmed(clause, Span::new(cue.span.end, clause.sentence.end)).start;
    let near = words(clause).filter(|(span, side)| {
        *side == Side::Before && (span.overlaps(cue.span) && span.end >= cue.span.end || span.start == next)
    });
    let named = near.filter_map(|(span, _)| behind(clause, span));
    named.filter(|(phrase, sure)| publisher(clause, *phrase, *sure).is_some()).map(|(phrase, _)| closed(phrase)).next()
}

/// The words of the sentence that stand next to hearers, but for those that cite.
fn words<'c>(clause: &'c Clause<'_>) -> impl Iterator<Item = (Span, Side)> + 'c {
    let citing = move |span: Span| {
        meaning(clause.hits, |term| matches!(term, SourcingTerm::Citing(_))).any(|hit| hit.span.overlaps(span))
    };
    meaning(clause.hits, |term| matches!(term, SourcingTerm::Told(_)))
        .filter(move |hit| clause.sentence.contains(hit.span) && !quoted(clause, hit.span) && !citing(hit.span))
        .filter_map(|hit| match hit.meaning {
            SourcingTerm::Told(side) => Some((hit.span, *side)),
            _ => None,
        })
}

fn publisher(clause: &Clause<'_>, phrase: Span, sure: bool) -> Option<Source> {
    let source = clause.source(phrase);
    if source.kind.publishes() || source.kind == SourceKind::OwnReporting {
        return Some(source);
    }
    let plain = matches!(source.kind, SourceKind::Organisation | SourceKind::Person);
    (sure && plain && name::reads_as_name(clause, phrase)).then(|| name::as_publisher(source, clause, phrase))
}

/// Whether words behind a hearer belong to the cue: no other reporting word stands between them.
fn spoken_with(clause: &Clause<'_>, told: Span, cue: &Cue) -> bool {
    let between = Span::new(told.end.min(cue.span.start), cue.span.start);
    told.start < cue.span.end && !clause.cues.iter().any(|other| other.span != cue.span && between.contains(other.span))
}

/// "рассказали «Курьеру» два собеседника": a short quotation between cue and source, where case alone marks the hearer.
pub(super) fn dative(clause: &Clause<'_>, cue: &Cue) -> Option<Span> {
    if !clause.language.file.sourcing.case_marks_hearers {
        return None;
    }
    let next = trimmed(clause, Span::new(cue.end(), clause.sentence.end)).start;
    let quotation = clause.quotations.iter().find(|quotation| quotation.start == next && !long(clause, **quotation))?;
    let ahead = trimmed(clause, Span::new(quotation.end, next_break(clause, quotation.end)));
    let apart =
        |term: &SourcingTerm| matches!(term, SourcingTerm::NotOpener | SourcingTerm::Citing(_) | SourcingTerm::Closer);
    if clause.starts_with(ahead.start, apart).is_some() {
        return None;
    }
    let described = clause.first_in(ahead, |term| matches!(term, SourcingTerm::Noun(_))).is_some();
    (described || ahead.of(clause.block.text).split_whitespace().count() > 1).then_some(*quotation)
}

/// "به روزنامه گفت": the words before the hearer stand before the cue, in its clause.
fn prefixing(clause: &Clause<'_>, told: Span, cue: &Cue) -> bool {
    told.end <= cue.span.start && last_break(clause, cue.span.start) <= told.start
}

/// The name behind the words, and whether its form alone makes it a publication's.
fn behind(clause: &Clause<'_>, told: Span) -> Option<(Span, bool)> {
    let next = clause.cues.iter().map(|cue| cue.span.start).filter(|at| *at > told.end).min();
    let end = next_break(clause, told.end).min(next.unwrap_or(usize::MAX));
    let phrase = leading_name(clause, Span::new(told.end, end.max(told.end)))?;
    let phrase = known_head(clause, phrase);
    Some((phrase, sure(clause, phrase)))
}

/// "Adnkronos la presidente", "nostro giornale il direttore": a known name or a word for the page's own publisher at
/// the head of a phrase is all of the hearer; so is a run of capitals.
fn known_head(clause: &Clause<'_>, phrase: Span) -> Span {
    let words = phrase.of(clause.block.text);
    let known = clause.registry.outlets().named_in(&headwater_lang::fold(words)).into_iter().map(|(span, _)| span);
    if let Some(known) = known.filter(|span| span.start <= 12).min_by_key(|span| span.start) {
        return Span::new(phrase.start, phrase.start + known.end);
    }
    let own = |term: &SourcingTerm| *term == SourcingTerm::Noun(SourceKind::OwnReporting);
    if let Some(own) = clause.first_in(phrase, own).filter(|own| own.start <= phrase.start + 8) {
        return Span::new(phrase.start, own.end);
    }
    let capitals = super::obtained::capitalised(words);
    let cased = words.chars().any(char::is_lowercase) && !clause.language.file.sourcing.capital_nouns;
    if cased && words.starts_with(char::is_uppercase) && capitals > 0 {
        return Span::new(phrase.start, phrase.start + capitals);
    }
    phrase
}

/// The name before the words.
fn before(clause: &Clause<'_>, told: Span) -> Option<(Span, bool)> {
    let marks = meaning(clause.hits, |term| matches!(term, SourcingTerm::SourceMark | SourcingTerm::Cue(_)));
    let mark = marks.map(|hit| hit.span.end).filter(|end| *end <= told.start).max().unwrap_or(0);
    let phrase = trimmed(clause, Span::new(last_break(clause, told.start).max(mark), told.start));
    let quotation = clause.quotations.iter().find(|span| span.end + 4 >= phrase.end && span.end <= told.start);
    let phrase = quotation.filter(|quotation| !long(clause, **quotation)).copied().unwrap_or(phrase);
    (!phrase.is_empty()).then(|| (phrase, sure(clause, phrase)))
}

/// A short quotation, or a name in capitals behind an article, is a publication to whom one speaks.
fn sure(clause: &Clause<'_>, phrase: Span) -> bool {
    let text = clause.block.text;
    if clause.quotations.contains(&phrase) {
        return true;
    }
    if clause.language.file.sourcing.capital_nouns {
        return false;
    }
    let words: Vec<&str> = phrase.of(text).split_whitespace().collect();
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    (1..=5).contains(&words.len()) && capitals > 0 && capitals + 1 >= words.len()
}
