//! Attributions inside sentences: source, cue and content, by the clause orders of the language file.

use headwater_lang::terms::{FigureTerm, SourcingTerm};
use headwater_lang::{Hit, Language, Registry};
use headwater_model::{Attribution, Quotation, Source, SourceKind, Span};

use super::{citing, name, obtained};
use crate::passage::Prepared;

/// What has been read so far; sources of later sentences may refer back.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) attributions: Vec<Attribution>,
    pub(crate) own_reporting: Vec<Span>,
}

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
    /// Where clauses may end: outside quotations, in the block's bytes.
    breaks: Vec<Span>,
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

/// A reading of one cue, not yet resolved.
struct Frame {
    source: Option<Span>,
    content: Option<Span>,
    score: i32,
}

/// Reads the attributions of a block, by position, and appends them.
pub(crate) fn read(block: &Prepared<'_>, language: &Language, registry: &Registry, found: &mut Found) {
    let all = language.sourcing.find_all(&block.folded);
    let mut blocked: Vec<Span> = meaning(&all, |term| *term == SourcingTerm::NotSourcing).map(|hit| hit.span).collect();
    // "لا تقل عن" bounds a figure; its "عن" cites nobody.
    let figures = language.figures.find_all(&block.folded);
    blocked.extend(figures.iter().filter(|hit| matches!(hit.meaning, FigureTerm::Bound(..))).map(|hit| hit.span));
    let blocked = Covered::new(blocked);
    let hits: Vec<_> = all.into_iter().filter(|hit| !blocked.contains(hit.span)).collect();
    let own = meaning(&hits, |term| matches!(term, SourcingTerm::OwnReporting | SourcingTerm::Noun(SourceKind::OwnReporting)));
    found.own_reporting.extend(own.map(|hit| hit.span.shifted(block.offset)));
    for sentence in block.sentences.iter().copied() {
        // Only what stands in the sentence is looked at, so that the time grows with the text and not with its square.
        let hits = within(&hits, sentence, |hit| hit.span.start, |hit| hit.span.start);
        let quotations = within(&block.quotations, sentence, |span| span.end, |span| span.start);
        let breaks = breaks(block.text, quotations, sentence);
        read_sentence(&Clause { block, language, registry, hits, quotations, sentence, breaks }, found);
    }
}

/// Spans by start, each with the furthest end up to it: tells in logarithmic time whether one of them holds another.
struct Covered(Vec<Span>);

impl Covered {
    fn new(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable();
        let mut furthest = 0;
        for span in &mut spans {
            furthest = span.end.max(furthest);
            span.end = furthest;
        }
        Self(spans)
    }

    fn contains(&self, span: Span) -> bool {
        let last = self.0.partition_point(|other| other.start <= span.start);
        last.checked_sub(1).and_then(|index| self.0.get(index)).is_some_and(|other| other.end >= span.end)
    }
}

/// The slice of sorted `items` that touch a sentence: those that end behind its start and start before its end.
fn within<T>(items: &[T], sentence: Span, end: impl Fn(&T) -> usize, start: impl Fn(&T) -> usize) -> &[T] {
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

fn read_sentence(clause: &Clause<'_>, found: &mut Found) {
    let cues = cues(clause);
    let mut attributions: Vec<Attribution> = Vec::new();
    for (span, indexes) in &cues {
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
    let around = attributions.iter().enumerate().filter(|(index, outer)| {
        *index != inner && outer.content.is_some_and(|content| content.contains(cue))
    });
    around.min_by_key(|(_, outer)| outer.content.map_or(usize::MAX, Span::len)).map(|(index, _)| index)
}

/// Cues of the sentence that do not stand inside a quotation: longest first, none overlapping, each with the indexes
/// of the groups of the language file that list it.
pub(super) fn cues(clause: &Clause<'_>) -> Vec<(Span, Vec<usize>)> {
    let mut cues: Vec<(Span, Vec<usize>)> = Vec::new();
    for hit in clause.hits {
        let SourcingTerm::Cue(index) = hit.meaning else { continue };
        let inside = clause.sentence.contains(hit.span);
        let quoted = clause.quotations.iter().any(|quotation| quotation.contains(hit.span));
        if !inside || quoted {
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
    let next = cues(clause).into_iter().map(|(span, _)| span).find(|next| next.start > cue.end && content.contains(*next));
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
    let quoted: usize = clause.quotations.iter().filter(|quotation| content.overlaps(**quotation)).map(|span| span.len()).sum();
    match quoted {
        0 => Quotation::Indirect,
        quoted if quoted * 10 >= content.len() * 9 => Quotation::Direct,
        _ => Quotation::Mixed,
    }
}

/// The outlet that a source spoke to: "told the Courier".
fn told(clause: &Clause<'_>, cue: Span) -> Option<Source> {
    let told = meaning(clause.hits, |term| *term == SourcingTerm::Told);
    let hit = told.filter(|hit| clause.sentence.contains(hit.span)).find(|hit| hit.span.start >= cue.start || hit.span.overlaps(cue))?;
    let end = next_break(clause, hit.span.end);
    let phrase = leading_name(clause, Span::new(hit.span.end, end))?;
    let source = clause.source(phrase);
    (source.kind.publishes() || source.kind == SourceKind::OwnReporting).then_some(source)
}

/// Reads a cue's source and content in one order.
fn frame(clause: &Clause<'_>, cue: Span, order: &str) -> Option<Frame> {
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
    let hearer = told(clause, cue).is_some_and(|told| content.is_some_and(|content| told.span.contains(clause.on_page(content))));
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
fn apposition_end(clause: &Clause<'_>, at: usize) -> usize {
    let end = next_break(clause, at);
    let rest = Span::new(end, clause.sentence.end);
    let plain = !cues(clause).iter().any(|(span, _)| rest.contains(*span)) && !clause.quotations.iter().any(|quotation| rest.overlaps(*quotation));
    let short = rest.of(clause.block.text).split_whitespace().count() <= 7;
    let citing = meaning(clause.hits, |term| *term == SourcingTerm::Citing).any(|hit| rest.contains(hit.span));
    if plain && short && !citing { clause.sentence.end } else { end }
}

/// How much a phrase looks like a source.
fn source_score(clause: &Clause<'_>, source: Span) -> i32 {
    let words = source.of(clause.block.text);
    let noun = meaning(clause.hits, |term| matches!(term, SourcingTerm::Noun(_) | SourcingTerm::Pronoun))
        .any(|hit| source.contains(hit.span));
    let named = words.split_whitespace().any(name::may_be_name);
    let length = words.split_whitespace().count().max(words.chars().count() / 12);
    let reach = if length > 16 { -6 } else if length > 10 { -2 } else { 0 };
    // What stands in quotation marks is said, not a sayer, but for names.
    let speech = |quotation: &Span| long(clause, *quotation) || quotation.of(clause.block.text).ends_with([',', '.', '!', '?', '،', '。']);
    let said = clause.quotations.iter().any(|quotation| source.overlaps(*quotation) && speech(quotation));
    let reach = reach - i32::from(said) * 6;
    i32::from(noun) * 2 + i32::from(named) + reach - i32::from(!noun && !named) * 4
}

fn content_score(clause: &Clause<'_>, content: Span) -> i32 {
    let words = content.of(clause.block.text);
    let quoted = clause.quotations.iter().any(|quotation| content.overlaps(*quotation));
    let short = words.split_whitespace().count() < 3 && words.chars().count() < 8;
    i32::from(quoted) * 2 - i32::from(short && !quoted) * 5
}

/// The phrase between the last clause break and the cue.
fn before_cue(clause: &Clause<'_>, cue: Span) -> Option<Span> {
    let start = last_break(clause, cue.start);
    let phrase = without_mark(clause, trimmed(clause, Span::new(start, cue.start)));
    (!phrase.is_empty()).then_some(phrase)
}

/// "「…」と館長は話した": the phrase between a quotation's content mark and the cue.
fn behind_quotation(clause: &Clause<'_>, cue: Span) -> Option<Span> {
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
fn without_mark(clause: &Clause<'_>, phrase: Span) -> Span {
    let marks = meaning(clause.hits, |term| *term == SourcingTerm::SourceMark);
    let mark = marks.filter(|hit| phrase.contains(hit.span) && hit.span.end == phrase.end).map(|hit| hit.span.start).min();
    mark.map_or(phrase, |end| Span::new(phrase.start, end))
}

/// The phrase between the cue and a complementiser, a clause break or a quotation; and where the content may begin.
fn behind_cue(clause: &Clause<'_>, cue: Span) -> Option<(Option<Span>, usize)> {
    let end = next_break(clause, cue.end);
    let complementiser = meaning(clause.hits, |term| *term == SourcingTerm::Complementiser)
        .filter(|hit| hit.span.start >= cue.end && hit.span.start < end)
        .map(|hit| hit.span)
        .min_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let quoted = clause.quotations.iter().find(|span| span.start >= cue.end && span.start <= end && long(clause, **span));
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
    let closing = closing.filter(|hit| hit.span.end == phrase.end && hit.span.start > phrase.start).map(|hit| hit.span.start).min();
    let phrase = closing.map_or(phrase, |end| trimmed(clause, Span::new(phrase.start, end)));
    Some(((!phrase.is_empty()).then_some(phrase), rest))
}

/// A quotation of a few words is a name or a phrase; a longer one may be what was said.
pub(super) fn long(clause: &Clause<'_>, quotation: Span) -> bool {
    let words = quotation.of(clause.block.text);
    words.split_whitespace().count() > 4 || words.chars().count() > 30
}

/// "Xは「…」と述べた": the source up to its mark, the content from there to the content mark before the cue.
fn enclosed(clause: &Clause<'_>, cue: Span) -> Option<(Option<Span>, Option<Span>)> {
    let previous = cues(clause).into_iter().map(|(span, _)| span.end).filter(|end| *end < cue.start).max();
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

pub(super) fn quoted(clause: &Clause<'_>, span: Span) -> bool {
    clause.quotations.iter().any(|quotation| quotation.contains(span))
}

fn past_punctuation(clause: &Clause<'_>, at: usize) -> usize {
    trimmed(clause, Span::new(at, clause.sentence.end)).start
}

/// Drops the marks that close a content before its cue.
fn content_before(clause: &Clause<'_>, span: Span) -> Span {
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

fn complementiser_at(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let start = trimmed(clause, Span::new(at, clause.sentence.end)).start;
    let here = meaning(clause.hits, |term| *term == SourcingTerm::Complementiser);
    // A glued particle may stand between: "فإن".
    here.filter(|hit| hit.span.start >= start && hit.span.start <= start + 4 && glue(clause, start, hit.span.start))
        .map(|hit| hit.span.end)
        .max()
}

/// "said on Friday that": the complementiser a few words behind the cue, in the same clause.
fn late_complementiser(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let end = next_break(clause, at);
    let words = meaning(clause.hits, |term| *term == SourcingTerm::Complementiser);
    let hit = words.filter(|hit| hit.span.start >= at && hit.span.end <= end).min_by_key(|hit| hit.span.start)?;
    let between = Span::new(at, hit.span.start);
    let spoken = meaning(clause.hits, |term| matches!(term, SourcingTerm::Cue(_))).any(|hit| between.contains(hit.span));
    (!spoken && between.of(clause.block.text).split_whitespace().count() <= 4).then_some(hit.span.end)
}

fn glue(clause: &Clause<'_>, start: usize, end: usize) -> bool {
    let between = Span::new(start, end).of(clause.block.text);
    between.is_empty() || clause.language.file.prefixes.iter().any(|prefix| prefix == between)
}

/// The content before `at`: from the sentence's start, where a clause break closes it.
fn ahead(clause: &Clause<'_>, at: usize) -> Option<Span> {
    let before = Span::new(clause.sentence.start, at);
    let closed = clause.breaks.iter().rev().find(|gap| gap.start < at && gap.start > clause.sentence.start)?;
    let close = trimmed(clause, Span::new(closed.end, at)).is_empty();
    let marked = meaning(clause.hits, |term| *term == SourcingTerm::ContentMark).any(|hit| hit.span.end == trimmed(clause, before).end);
    (close || marked).then(|| content_before(clause, Span::new(before.start, if close { closed.start } else { at })))
        .filter(|content| !content.is_empty())
}

/// The name that a phrase begins with: a known outlet, a quotation, or words up to the first that is no name.
pub(super) fn leading_name(clause: &Clause<'_>, phrase: Span) -> Option<Span> {
    let phrase = trimmed(clause, phrase);
    let text = clause.block.text;
    let quoted = clause.quotations.iter().find(|span| span.start <= phrase.start + 4 && span.start >= phrase.start.saturating_sub(4));
    if let Some(quotation) = quoted.filter(|quotation| !long(clause, **quotation)) {
        return Some(*quotation);
    }
    (!phrase.is_empty() && phrase.of(text).split_whitespace().count() <= 14).then_some(phrase)
}

/// Gaps between clauses: punctuation outside quotations and numbers.
fn breaks(block: &str, quotations: &[Span], sentence: Span) -> Vec<Span> {
    let text = sentence.of(block);
    let mut found = Vec::new();
    for (at, character) in text.char_indices() {
        let place = Span::new(sentence.start + at, sentence.start + at + character.len_utf8());
        let breaking = matches!(character, ',' | ';' | ':' | '、' | '，' | '،' | '؛' | '—' | '–' | '(' | ')' | '：' | '；' | '。' | '…');
        let digit = |text: Option<&str>| text.is_some_and(|text| text.starts_with(|next: char| next.is_ascii_digit()));
        let numeric = matches!(character, ',' | ':' | '–' | '،') && digit(text.get(at + character.len_utf8()..))
            && text.get(..at).is_some_and(|text| text.ends_with(|last: char| last.is_ascii_digit()));
        if breaking && !numeric && !quotations.iter().any(|quotation| quotation.contains(place)) {
            found.push(place);
        }
    }
    // A quotation that ends in a comma breaks too: "We wait," he said.
    let closing = quotations.iter().filter(|quotation| sentence.contains(**quotation));
    let closed = closing.filter(|quotation| quotation.of(block).ends_with([',', '.', '?', '!', '،', '，', '。', '؟']) || quotation.len() > 30);
    found.extend(closed.map(|quotation| Span::new(quotation.end, quotation.end)));
    found.sort_unstable();
    found
}

pub(super) fn next_break(clause: &Clause<'_>, at: usize) -> usize {
    let start = trimmed(clause, Span::new(at, clause.sentence.end)).start;
    clause.breaks.iter().find(|gap| gap.start > start).map_or(clause.sentence.end, |gap| gap.start)
}

pub(super) fn last_break(clause: &Clause<'_>, at: usize) -> usize {
    let before = clause.breaks.iter().rev().find(|gap| gap.end <= at && !trimmed(clause, Span::new(gap.end, at)).is_empty());
    before.map_or(clause.sentence.start, |gap| gap.end)
}

/// Drops white space, quotation marks and punctuation at both ends.
pub(super) fn trimmed(clause: &Clause<'_>, span: Span) -> Span {
    let text = span.of(clause.block.text);
    let outer = |character: char| {
        character.is_whitespace()
            || "\"'“”„«»‹›‘’「」『』,;:،؛、，。.!?؟—–-()…：；".contains(character)
            || ('\u{200b}'..='\u{200f}').contains(&character)
    };
    let start = span.start + (text.len() - text.trim_start_matches(outer).len());
    let end = (span.start + text.trim_end_matches(outer).len()).max(start);
    // A quotation that begins inside keeps its closing mark.
    let closing = clause.quotations.iter().find(|quotation| quotation.end == end && quotation.start > start);
    let mark = closing.and_then(|_| clause.block.text.get(end..)?.chars().next());
    Span::new(start, mark.map_or(end, |mark| end + mark.len_utf8()))
}
