//! Documents and who obtained them: "documents obtained by X", "Xが入手した文書".

use headwater_lang::Hit;
use headwater_lang::terms::{Side, SourcingTerm};
use headwater_model::{Attribution, Quotation, Source, SourceKind, Span};

use super::clause::{Clause, glue, last_break, long, meaning, next_break, quoted, trimmed};
use super::content::after;
use super::name;
use super::phrase::closed_end;

/// What somebody has, and who has it, in the block's bytes.
struct Held {
    /// The document, or the people who were asked.
    phrase: Span,
    holder: Span,
    /// Where the words about both end.
    end: usize,
    document: bool,
}

/// Finds documents with their holders, and people with who asked or quoted them. Where an attribution's source is such
/// a phrase the holder is put there; other documents are returned as attributions of their own.
pub(super) fn held(clause: &Clause<'_>, known: &mut [Attribution]) -> Vec<Attribution> {
    let wanted = |term: &SourcingTerm| {
        matches!(term, SourcingTerm::Obtained | SourcingTerm::ObtainedAfter | SourcingTerm::Asked(_))
    };
    let inside = |hit: &&Hit<'_, SourcingTerm>| clause.sentence.contains(hit.span) && !quoted(clause, hit.span);
    let mut apart: Vec<Attribution> = Vec::new();
    let mut end = 0;
    for hit in meaning(clause.hits, wanted).filter(inside) {
        if hit.span.start < end {
            continue;
        }
        let people = matches!(hit.meaning, SourcingTerm::Asked(_));
        let document = || relative(clause, hit.span).or_else(|| beside(clause, hit.span, hit.meaning));
        let Some(held) = (!people).then(document).flatten().or_else(|| described_in(clause, hit, known)) else {
            continue;
        };
        end = hit.span.end;
        let Some(holder) = holder(clause, held.holder) else { continue };
        let phrase = clause.on_page(held.phrase);
        let outer =
            known.iter_mut().find(|outer| outer.source.as_ref().is_some_and(|source| source.span.overlaps(phrase)));
        match outer {
            // The first who is named had it; it was shared with others behind.
            Some(outer) if outer.obtained_by.is_some() => {}
            Some(outer) => {
                ended(clause, outer, &held);
                outer.source = outer.source.take().map(|source| described(clause, source, &held));
                outer.obtained_by = Some(holder);
            }
            None if held.document => apart.push(attribution(clause, held.phrase, hit.span, holder)),
            None => {}
        }
    }
    apart
}

/// "Volgens documenten verkregen door Het Baken lekte de dam": behind a preposition, what was said begins where the holder
/// ends.
fn ended(clause: &Clause<'_>, attribution: &mut Attribution, held: &Held) {
    let end = held.end + clause.block.offset;
    let (Some(source), Some(content)) = (attribution.source.as_mut(), attribution.content) else { return };
    let behind = content.start >= source.span.end && content.start - source.span.end <= 2;
    let named = held.holder.of(clause.block.text).starts_with(char::is_uppercase);
    if named
        && behind
        && attribution.cue.end <= source.span.start
        && source.span.end > end
        && held.phrase.end <= held.holder.start
    {
        source.span = Span::new(source.span.start, end);
        let rest = trimmed(clause, Span::new(held.end, content.end.saturating_sub(clause.block.offset)));
        attribution.content = Some(clause.on_page(rest));
    }
}

/// The source with all that is said of how it came to its holder.
fn described(clause: &Clause<'_>, source: Source, held: &Held) -> Source {
    let end = held.end + clause.block.offset;
    let phrase = Span::new(source.span.start, end);
    let near = end > source.span.end
        && phrase.len() < 160
        && !clause.cues.iter().any(|cue| {
            let cue = clause.on_page(cue.span);
            cue.start >= source.span.end
                && cue.end <= end
                && !held.holder.overlaps(cue)
                && cue.start < clause.on_page(held.phrase).end
        });
    let span = if near { phrase } else { source.span };
    let (kind, outlet) =
        if held.document { (SourceKind::Document, None) } else { (source.kind, source.outlet.clone()) };
    Source { span, kind, outlet }
}

/// "emails that the Courier has seen", "E-Mails, die der „Leuchte“ vorliegen": a clause about a document.
fn relative(clause: &Clause<'_>, hit: Span) -> Option<Held> {
    let noun = document_nouns(clause)
        .filter(|span| span.end <= hit.start && hit.start - span.end < 90)
        .max_by_key(|span| span.end)?;
    let opens = |term: &SourcingTerm| matches!(term, SourcingTerm::Relative | SourcingTerm::Complementiser);
    let words = meaning(clause.hits, opens).map(|hit| hit.span);
    let word = words.filter(|span| span.start >= noun.end && span.end < hit.start).min_by_key(|span| span.start)?;
    let gap = Span::new(noun.end, word.start).of(clause.block.text);
    let broken = clause.breaks.iter().any(|gap| gap.start >= word.end && gap.end <= hit.start && !gap.is_empty());
    if broken || gap.split_whitespace().count() > 4 {
        return None;
    }
    let holder = super::phrase::leading_name(clause, Span::new(word.end, hit.start))?;
    // "einer Rechnung des Betriebsrats, die der Redaktion vorliegt": with what stands between the noun and the break.
    let start = word_start(clause.block.text, noun.start);
    let gap = clause.breaks.iter().find(|gap| gap.start >= noun.end && gap.end <= word.start && !gap.is_empty());
    let phrase = trimmed(clause, Span::new(start, gap.map_or(noun.end, |gap| gap.start)));
    Some(Held { phrase, holder, end: hit.end, document: true })
}

/// "documents obtained by X", "Xが入手した文書".
fn beside(clause: &Clause<'_>, hit: Span, term: &SourcingTerm) -> Option<Held> {
    let (phrase, holder) = match term {
        SourcingTerm::Obtained => document_before(clause, hit.start).zip(holder_behind(clause, hit.end)),
        _ => document_behind(clause, hit.end).zip(holder_before(clause, hit.start)),
    }?;
    Some(Held { phrase, holder, end: holder.end.max(phrase.end), document: true })
}

/// "economists asked by the Courier", "sheets seen by the Courier": who or what is the source of a statement, and who
/// asked them or has it. What was obtained and is nobody is a document.
fn described_in(clause: &Clause<'_>, hit: &Hit<'_, SourcingTerm>, known: &[Attribution]) -> Option<Held> {
    let place = clause.on_page(hit.span);
    let source = known.iter().filter_map(|outer| outer.source.as_ref()).find(|source| {
        let near = source.span.end <= place.start && place.start - source.span.end <= 4;
        source.span.contains(place) || near
    })?;
    let offset = clause.block.offset;
    let phrase = Span::new(source.span.start.saturating_sub(offset), source.span.end.saturating_sub(offset));
    let holder = match hit.meaning {
        SourcingTerm::Obtained | SourcingTerm::Asked(Side::Before) => holder_behind(clause, hit.span.end)?,
        _ => holder_before(clause, hit.span.start)?,
    };
    let named = matches!(source.kind, SourceKind::Person | SourceKind::Anonymous);
    let document = !named && !matches!(hit.meaning, SourcingTerm::Asked(_));
    Some(Held { phrase, holder, end: holder.end.max(phrase.end), document })
}

/// "an investigation by the Belgian magazine Médor": a document in whose description a publisher is named is the
/// publisher's.
pub(super) fn published(clause: &Clause<'_>, attribution: &mut Attribution) {
    let Some(source) = attribution.source.as_ref().filter(|source| source.kind == SourceKind::Document) else { return };
    if attribution.obtained_by.is_some() || source.outlet.is_some() {
        return;
    }
    let offset = clause.block.offset;
    let phrase = Span::new(source.span.start.saturating_sub(offset), source.span.end.saturating_sub(offset));
    let words = phrase.of(clause.block.text);
    let folded = headwater_lang::fold(words);
    let known = clause.registry.outlets().named_in(&folded).into_iter().map(|(span, _)| span).next();
    let publishing = |term: &SourcingTerm| matches!(term, SourcingTerm::Noun(kind) if kind.publishes());
    let noun = clause.first_in(phrase, publishing).filter(|noun| noun.start > phrase.start);
    let named = || noun.map(|noun| Span::new(noun.start, phrase.end));
    let Some(place) = known.map(|span| span.shifted(phrase.start)).or_else(named) else { return };
    let holder = clause.source(place);
    if holder.kind.publishes() && holder.outlet.as_ref().is_some_and(|outlet| !outlet.name.is_empty()) {
        attribution.obtained_by = Some(holder);
    }
}

/// Who obtains documents and is named for it in news is a publisher, unless the words say otherwise. "By phone" is
/// nobody.
fn holder(clause: &Clause<'_>, phrase: Span) -> Option<Source> {
    let source = clause.source(phrase);
    let described = clause.first_in(phrase, |term| matches!(term, SourcingTerm::Noun(_) | SourcingTerm::Pronoun));
    let openers = meaning(clause.hits, |term| *term == SourcingTerm::NotOpener).map(|hit| hit.span.start);
    let opener =
        openers.filter(|at| *at >= phrase.start && *at <= phrase.start + 4).any(|at| glue(clause, phrase.start, at));
    let words = phrase.of(clause.block.text);
    let cased = words.chars().any(|letter| letter.is_uppercase() || letter.is_lowercase());
    match source.kind {
        SourceKind::Outlet | SourceKind::Agency | SourceKind::OwnReporting => Some(source),
        SourceKind::Document | SourceKind::Social => None,
        _ if opener => None,
        SourceKind::Organisation | SourceKind::Person | SourceKind::Anonymous if described.is_some() => Some(source),
        _ if cased && !words.split_whitespace().any(name::may_be_name) => None,
        _ => Some(name::as_publisher(source, clause, phrase)),
    }
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
    let spoken = clause.cues.iter().map(|cue| cue.span.end).filter(|at| *at <= noun.start).max().unwrap_or(0);
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
    // "調査報告書": in Han a noun goes on to the end of its characters.
    let han = |character: char| headwater_lang::script_of(character) == headwater_lang::Script::Han;
    let rest = clause.block.text.get(noun.end..clause.sentence.end).unwrap_or_default();
    let tail =
        if noun.of(clause.block.text).ends_with(han) { rest.len() - rest.trim_start_matches(han).len() } else { 0 };
    Some(trimmed(clause, Span::new(start, noun.end + tail)))
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
    let verb = clause.cues.iter().map(|cue| cue.span.start).filter(|at| *at > name.start && *at < name.end).min();
    if let Some(verb) = verb {
        name = trimmed(clause, Span::new(name.start, verb));
    }
    let words = name.of(clause.block.text);
    if words
        .split_whitespace()
        .next()
        .is_some_and(|word| word.starts_with(char::is_uppercase) || word.eq_ignore_ascii_case("the"))
    {
        let capitals = capitalised(words);
        name = if capitals > 0 { Span::new(name.start, name.start + capitals) } else { name };
    }
    let name = closed_end(clause, name);
    (!name.is_empty() && name.of(clause.block.text).split_whitespace().count() <= 6).then_some(name)
}

/// Bytes of the capitalised words, with joining small words between them, that a phrase begins with.
pub(super) fn capitalised(words: &str) -> usize {
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
    // "주간지가 입수한": the holder's own mark stands between.
    let spoken = trimmed(clause, Span::new(clause.sentence.start, end)).end;
    let mark = meaning(clause.hits, |term| *term == SourcingTerm::SourceMark).map(|hit| hit.span);
    let end = mark.filter(|mark| mark.end == spoken).map(|mark| mark.start).min().unwrap_or(end);
    let mut start = last_break(clause, end);
    let marks = meaning(clause.hits, |term| {
        matches!(term, SourcingTerm::SourceMark | SourcingTerm::Cue(_) | SourcingTerm::Citing(_))
    });
    start = marks.map(|hit| hit.span.end).filter(|at| *at < end && *at > start).max().unwrap_or(start);
    let name = trimmed(clause, Span::new(start, end));
    let near = clause.quotations.iter().find(|quotation| quotation.end <= end && end - quotation.end <= 6);
    let name = near.copied().filter(|quotation| !long(clause, *quotation)).unwrap_or(name);
    (!name.is_empty() && name.of(clause.block.text).chars().count() <= 30).then_some(name)
}
