//! Attributions inside sentences: source, cue and content, by the clause orders of the language file.

use headwater_lang::terms::{FigureTerm, Side, SourcingTerm};
use headwater_lang::{Language, Registry};
use headwater_model::{Attribution, Quotation, Source, SourceKind, Span};

use super::clause::{Clause, Covered, Cue, breaks, complementiser_at, cues, meaning, trimmed, within};
use super::content::cut_at_next_cue;
use super::frame::{Frame, anaphoric, frame};
use super::phrase::conditional;
use super::{citing, continued, dateline, hearer, name, obtained, own};
use crate::passage::Prepared;

/// What has been read so far; sources of later sentences may refer back.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) attributions: Vec<Attribution>,
    pub(crate) own_reporting: Vec<Span>,
}

/// Reads the attributions of a block, by position, and appends them. `publisher` is the page's own, as
/// [`headwater_lang::names::plain`] gives it.
pub(crate) fn read(
    block: &Prepared<'_>,
    language: &Language,
    registry: &Registry,
    publisher: Option<&str>,
    found: &mut Found,
) {
    let all = language.sourcing.find_all(&block.folded);
    let mut blocked: Vec<Span> = meaning(&all, |term| *term == SourcingTerm::NotSourcing).map(|hit| hit.span).collect();
    // "لا تقل عن" bounds a figure; its "عن" cites nobody.
    let figures = language.figures.find_all(&block.folded);
    let spans = |wanted: &dyn Fn(&FigureTerm, Span) -> bool| -> Vec<Span> {
        let places = figures.iter().map(|phrase| (block.folded.original(phrase.start, phrase.end), phrase.meanings));
        places
            .filter(|(span, meanings)| meanings.iter().any(|term| wanted(term, *span)))
            .map(|(span, _)| span)
            .collect()
    };
    blocked.extend(spans(&|term, _| matches!(term, FigureTerm::Bound(..))));
    let blocked = Covered::new(blocked);
    let hits: Vec<_> = all.into_iter().filter(|hit| !blocked.holds_start_of(hit.span)).collect();
    let first = found.attributions.len();
    let mut dates = spans(&|term, span| dated(term, span.of(block.text)));
    let lengths = spans(&|term, _| matches!(term, FigureTerm::Time(_) | FigureTerm::Span(..) | FigureTerm::Word(_)));
    let ago = spans(&|term, _| matches!(term, FigureTerm::Counted(-1, Side::After)));
    dates.extend(ago.into_iter().filter_map(|ago| counted_back(block.text, ago, &lengths)));
    dates.sort_unstable();
    let mut previous = None;
    let dateline = dateline::end(block.text, language, registry);
    for sentence in block.sentences.iter().copied() {
        let sentence = Span::new(sentence.start.max(dateline), sentence.end.max(dateline));
        if sentence.is_empty() {
            continue;
        }
        // Only what stands in the sentence is looked at, so that the time grows with the text and not with its square.
        let hits = within(&hits, sentence, |hit| hit.span.start, |hit| hit.span.start);
        let quotations = within(block.quotations(), sentence, |span| span.end, |span| span.start);
        let breaks = breaks(block.text, quotations, sentence);
        let cues = cues(hits, language, block.text, quotations, sentence);
        let dates = within(&dates, sentence, |span| span.start, |span| span.start);
        let clause = Clause { block, language, registry, hits, quotations, sentence, previous, cues, breaks, dates };
        read_sentence(&clause, found);
        previous = Some(sentence);
    }
    let known = found.attributions.get(first..).unwrap_or_default();
    found.own_reporting.extend(own::stated(block, language, &hits, known, publisher));
}

/// "Setahun silam", "two years ago": a length of time with the word that counts it back.
fn counted_back(text: &str, ago: Span, lengths: &[Span]) -> Option<Span> {
    let mut start = ago.start;
    loop {
        let before = text.get(..start).unwrap_or_default().trim_end_matches(' ');
        let before = before.trim_end_matches(|character: char| headwater_lang::digit(character).is_some());
        // Only the nearest few can end there.
        let near = lengths.partition_point(|length| length.start < before.len());
        let near = lengths.get(near.saturating_sub(4)..near).unwrap_or_default().iter();
        let length = near.filter(|length| length.end == before.len()).min_by_key(|length| length.start);
        match length {
            Some(length) => start = length.start,
            None => return (start < ago.start).then_some(Span::new(start, ago.end)),
        }
    }
}

/// Whether a phrase is a word of dates. "Today" with a capital is the name of something.
fn dated(term: &FigureTerm, words: &str) -> bool {
    match term {
        FigureTerm::RelativeDay(_) => !words.starts_with(char::is_uppercase),
        FigureTerm::RelativeWeek(_) | FigureTerm::RelativeMonth(_) | FigureTerm::RelativeYear(_) => true,
        _ => matches!(term, FigureTerm::Weekday(_) | FigureTerm::Month(_) | FigureTerm::DateSign(_)),
    }
}

fn read_sentence(clause: &Clause<'_>, found: &mut Found) {
    let mut attributions: Vec<Attribution> = Vec::new();
    for cue in &clause.cues {
        // Whom an earlier sentence names inside another's words does not go on speaking.
        let outermost = found.attributions.iter().rev().find(|last| last.within.is_none());
        let last = attributions.last().or(outermost);
        let speaker = last.and_then(|last| last.source.clone());
        attributions.extend(attribution(clause, cue, speaker));
    }
    if attributions.is_empty() {
        attributions.extend(continued::continued(clause, found.attributions.last()));
    }
    drop_inner(&mut attributions);
    keep_inside(&mut attributions);
    let relayed = citing::cited(clause, &mut attributions);
    let outer: Vec<(Span, Span)> = relayed.iter().map(|(attribution, outer)| (attribution.cue, *outer)).collect();
    attributions.extend(relayed.into_iter().map(|(attribution, _)| attribution));
    let apart = obtained::held(clause, &mut attributions);
    for attribution in &mut attributions {
        obtained::published(clause, attribution);
    }
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

/// "They agreed to merge, two people said": what stands in another's content ends where that content ends.
fn keep_inside(attributions: &mut [Attribution]) {
    let contents: Vec<(Span, Option<Span>)> =
        attributions.iter().map(|attribution| (attribution.cue, attribution.content)).collect();
    for attribution in attributions.iter_mut() {
        let around = contents.iter().find(|(cue, content)| {
            content.is_some_and(|content| {
                content.contains(attribution.cue) && *cue != attribution.cue && cue.start >= content.end
            })
        });
        let Some(end) = around.and_then(|(_, content)| content.map(|content| content.end)) else { continue };
        attribution.content = attribution
            .content
            .filter(|inner| inner.start < end)
            .map(|inner| Span::new(inner.start, inner.end.min(end)));
        attribution.told = attribution.told.take().filter(|told| told.span.end <= end);
    }
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
fn attribution(clause: &Clause<'_>, cue: &Cue, speaker: Option<Source>) -> Option<Attribution> {
    if conditional(clause, cue) {
        return None;
    }
    let groups: Vec<_> = cue.groups.iter().filter_map(|index| clause.language.file.sourcing.cues.get(*index)).collect();
    let mut best: Option<(Frame, bool)> = None;
    for group in &groups {
        for (place, order) in group.orders.iter().enumerate() {
            let Some(mut frame) = frame(clause, cue, order) else { continue };
            frame.score -= i32::try_from(place).unwrap_or(0);
            frame.score += kind_agrees(clause, &frame, group.source.as_deref());
            frame.score += written_in(clause, &frame, group.source.as_deref());
            let written = group.source.as_deref() == Some(SourceKind::Document.name());
            let else_said = |span| matches!(clause.source(span).kind, SourceKind::Person | SourceKind::Organisation);
            if (group.needs_clause || written && frame.source.is_some_and(else_said))
                && !clausal(clause, cue, frame.content)
            {
                continue;
            }
            if best.as_ref().is_none_or(|(known, _)| frame.score > known.score) {
                best = Some((frame, group.denies));
            }
        }
    }
    if let Some(frame) = anaphoric(clause, cue) {
        best = Some((frame, groups.iter().any(|group| group.denies)));
    }
    let best = best.filter(|(frame, _)| frame.score > 0).or_else(|| Some((quoted_before(clause, cue)?, false)));
    let (frame, denied) = best?;
    let publishing = groups.iter().any(|group| group.source.as_deref() == Some(SourceKind::Outlet.name()));
    let source = frame.source.map(|span| surveyed(clause, span).unwrap_or_else(|| alone(clause, span)));
    let source = match source {
        Some(span) if signed(clause, span) => {
            let agency = name::as_publisher(clause.source(span), clause, span);
            Some(Source { kind: SourceKind::Agency, ..agency })
        }
        Some(span) if publishing => Some(name::reporter(clause, span)),
        Some(span) => Some(clause.source(span)),
        // "وأضاف أن": a dropped subject is the last speaker.
        None => speaker,
    };
    let content = frame.content.map(|content| cut_at_next_cue(clause, cue, content));
    let content = content.filter(|content| !content.is_empty() && !relative(clause, *content));
    content?;
    Some(Attribution {
        source,
        cue: clause.on_page(cue.span),
        content: content.map(|content| clause.on_page(content)),
        sentence: clause.on_page(clause.sentence),
        quotation: quotation(clause, content),
        obtained_by: None,
        told: hearer::told(clause, cue),
        within: None,
        denied,
        voice: clause.block.voice(cue.span),
    })
}

/// "In a poll by the teachers' union, 41 per cent of members said": those who are counted in a work are no source, but it.
fn surveyed(clause: &Clause<'_>, source: Span) -> Option<Span> {
    let counted = source.of(clause.block.text).starts_with(|first: char| headwater_lang::digit(first).is_some());
    let gap = clause.breaks.iter().find(|gap| counted && gap.start < source.start && !gap.is_empty())?;
    let head = trimmed(clause, Span::new(clause.sentence.start, gap.start));
    let opener = clause.starts_with(head.start, |term| *term == SourcingTerm::NotOpener)?;
    let work = trimmed(clause, Span::new(opener.end, head.end));
    clause.first_in(work, |term| *term == SourcingTerm::Noun(SourceKind::Document)).map(|_| work)
}

/// "рассказал он «Маяку»": a pronoun is all of a source, and the quotation behind it is whom it spoke to.
fn alone(clause: &Clause<'_>, source: Span) -> Span {
    let pronoun = clause.starts_with(source.start, |term| *term == SourcingTerm::Pronoun);
    let quoted = |pronoun: &Span| {
        let rest = trimmed(clause, Span::new(pronoun.end, source.end));
        !rest.is_empty() && clause.quotations.iter().any(|quotation| quotation.start == rest.start)
    };
    pronoun.filter(quoted).unwrap_or(source)
}

/// "der Regionaldienst Süd (rds)": whether a sign in small letters explains a name, as agencies sign.
fn signed(clause: &Clause<'_>, source: Span) -> bool {
    let words = source.of(clause.block.text);
    let behind = clause.block.text.get(source.end..).unwrap_or_default().trim_start();
    let within = words.strip_suffix(')').and_then(|words| words.rsplit_once('('));
    let next = behind.strip_prefix('(').and_then(|rest| Some((words, rest.split_once(')')?.0)));
    within.or(next).is_some_and(|(name, sign)| {
        (2..=5).contains(&sign.len())
            && sign.bytes().all(|byte| byte.is_ascii_lowercase())
            && name.trim_end().chars().any(char::is_uppercase)
    })
}

/// Whether a content is a clause about what stands before it: "the report of the agency, which speaks of nine".
fn relative(clause: &Clause<'_>, content: Span) -> bool {
    let spoken = clause.cues.iter().any(|cue| cue.span.start == content.start);
    let gap = clause.breaks.iter().rev().find(|gap| gap.end <= content.start && !gap.is_empty());
    let words = gap.map(|gap| trimmed(clause, Span::new(gap.end, content.start)));
    let word = |words: Span| clause.starts_with(words.start, |term| *term == SourcingTerm::Relative);
    spoken && words.is_some_and(|words| !words.is_empty() && word(words).is_some_and(|word| word.end == words.end))
}

/// Whether the kind of source that a group of cues stands with is the kind that the phrase names.
fn kind_agrees(clause: &Clause<'_>, frame: &Frame, wanted: Option<&str>) -> i32 {
    let (Some(wanted), Some(span)) = (wanted, frame.source) else { return 0 };
    let source = clause.source(span);
    if source.kind.name() == wanted { 2 } else { -2 }
}

/// "“No.” Ward answered.": a sentence of nothing but a quotation is what the next one says somebody said.
fn quoted_before(clause: &Clause<'_>, cue: &Cue) -> Option<Frame> {
    let previous = clause.previous?;
    let quotation =
        crate::passage::holding(clause.block.quotations(), Span::new(previous.start + 3, previous.start + 4))?;
    let whole = quotation.start <= previous.start + 3 && quotation.len() + 12 >= previous.len();
    frame(clause, cue, "source cue previous").filter(|frame| whole && frame.score > -2)
}

/// Whether a content stands apart from its cue as a clause does: behind a break, a complementiser or in quotation marks.
fn clausal(clause: &Clause<'_>, cue: &Cue, content: Option<Span>) -> bool {
    let Some(content) = content else { return false };
    let between = Span::new(cue.end().min(content.start), content.start);
    content.start < cue.span.start
        || clause.quotations.iter().any(|quotation| content.overlaps(*quotation))
        || clause.breaks.iter().any(|gap| gap.start >= between.start && gap.end <= between.end && !gap.is_empty())
        || complementiser_at(clause, cue.end()).is_some()
}

/// "In the letter it says": a document may stand behind a preposition, as no other source does.
fn written_in(clause: &Clause<'_>, frame: &Frame, wanted: Option<&str>) -> i32 {
    let document = SourcingTerm::Noun(SourceKind::Document);
    let Some(source) = frame.source.filter(|_| wanted == Some(SourceKind::Document.name())) else { return 0 };
    let opener = clause.starts_with(source.start, |term| *term == SourcingTerm::NotOpener).is_some();
    if opener && clause.first_in(source, |term| *term == document).is_some() { 5 } else { 0 }
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
