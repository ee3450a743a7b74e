//! One cue's source and content, read in one clause order of the language file.

use headwater_lang::terms::{Side, SourcingTerm};
use headwater_model::Span;

use super::clause::{Clause, Cue, complementiser_at, glue, last_break, long, meaning, quoted, trimmed};
use super::content::{after, ahead, around, continued, enclosed, leaves_words, up_to};
use super::phrase::{before, behind, coordinator, goes_on, marked, noun_before, with_apposition};
use super::{hearer, name};

/// A reading of one cue, not yet resolved.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) source: Option<Span>,
    pub(super) content: Option<Span>,
    pub(super) score: i32,
}

/// What an order gives before it is scored.
struct Parts {
    source: Option<Span>,
    content: Span,
    /// Points for and against the order itself.
    bonus: i32,
}

/// Reads a cue's source and content in one order.
pub(super) fn frame(clause: &Clause<'_>, cue: &Cue, order: &str) -> Option<Frame> {
    let parts = match order {
        "source cue content" => source_first(clause, cue),
        "cue source content" => cue_first(clause, cue),
        "source content cue" => source_around(clause, cue),
        "content source cue" => cue_last(clause, cue),
        "content cue source" => source_last(clause, cue),
        "content source cue content" => postposed(clause, cue),
        "cue content" => Some(Parts { source: None, content: after(clause, cue.end())?, bonus: 0 }),
        "content cue" => unsaid(clause, cue),
        "previous cue source" => previous(clause, behind(clause, cue.span.end, clause.sentence.end)),
        "source cue previous" => previous(clause, before(clause, cue)),
        _ => None,
    }?;
    let sourceless = matches!(order, "cue content" | "content cue");
    let mut score = 4 + parts.bonus + content_score(clause, parts.content);
    // "told the Courier" names who was told, not what.
    let hearer = hearer::told(clause, cue).is_some_and(|told| told.span.contains(clause.on_page(parts.content)));
    score -= i32::from(hearer) * 8;
    score += match parts.source {
        Some(source) if source.overlaps(parts.content) && !parts.content.contains(source) => return None,
        Some(source) => source_score(clause, source),
        None if sourceless => 0,
        None if order == "source cue content" => 0,
        // A dropped subject has its complementiser.
        None if order == "cue source content" => 0,
        None => return None,
    };
    Some(Frame { source: parts.source, content: Some(parts.content), score })
}

/// "The mayor said that …"
fn source_first(clause: &Clause<'_>, cue: &Cue) -> Option<Parts> {
    let content = after(clause, cue.end())?;
    if coordinator(clause, cue).is_some() || goes_on(clause, cue) {
        return Some(Parts { source: None, content, bonus: 3 });
    }
    let source = before(clause, cue)?;
    // "“No,” Ward said, “not yet.”": what was said stands ahead too.
    let ahead = ahead(clause, source.start).is_some_and(|ahead| {
        clause.quotations.iter().any(|quotation| ahead.overlaps(*quotation) && quotation.end + 8 >= ahead.end)
    });
    let relative = clause.starts_with(source.start, |term| *term == SourcingTerm::Relative);
    if relative.is_some_and(|word| word.end >= source.end) {
        // "the manager, who added that": the speaker is named before.
        return Some(Parts { source: antecedent(clause, source), content, bonus: 0 });
    }
    let opened = complementiser_at(clause, cue.end()).is_some();
    let ahead = ahead || put_in(clause, cue, source, content);
    let bonus = i32::from(opened) * 2
        - i32::from(!opened && circumstance(clause, content)) * 4
        - i32::from(ahead && !opened) * 3;
    Some(Parts { source: Some(source), content, bonus })
}

/// The phrase that a relative pronoun stands for: the words between the last preposition or reporting word and it.
fn antecedent(clause: &Clause<'_>, relative: Span) -> Option<Span> {
    let end = trimmed(clause, Span::new(clause.sentence.start, relative.start)).end;
    let from = last_break(clause, end);
    let leads = |term: &SourcingTerm| {
        matches!(
            term,
            SourcingTerm::NotOpener | SourcingTerm::Preposition | SourcingTerm::Complementiser | SourcingTerm::Cue(_)
        )
    };
    let lead = meaning(clause.hits, leads).map(|hit| hit.span.end).filter(|at| *at > from && *at < end).max();
    let phrase = trimmed(clause, Span::new(lead.unwrap_or(from), end));
    let short = phrase.of(clause.block.text).split_whitespace().count() <= 8;
    let last = clause.cues.iter().any(|cue| cue.end() <= phrase.start && cue.end() + 2 >= phrase.start);
    (short && !last && !phrase.is_empty()).then_some(phrase)
}

/// "The lamp, the keeper said, will burn": between two commas, a source and its cue are put into what is said.
fn put_in(clause: &Clause<'_>, cue: &Cue, source: Span, content: Span) -> bool {
    let opens = source.start > trimmed(clause, clause.sentence).start
        && clause.breaks.iter().any(|gap| {
            !gap.is_empty() && gap.end <= source.start && trimmed(clause, Span::new(gap.end, source.start)).is_empty()
        });
    let quoted = clause.quotations.iter().any(|quotation| content.overlaps(*quotation));
    // Where a comma stands before every clause, as in German, it tells nothing.
    let telling = !clause.language.file.sourcing.capital_nouns;
    telling && opens && gap_at(clause, cue.end()) && !quoted
}

/// "According to the mayor, …", "قال رئيس البلدية إن …"
fn cue_first(clause: &Clause<'_>, cue: &Cue) -> Option<Parts> {
    if let Some(opened) = complementiser_at(clause, cue.end()).filter(|_| cue.particle.is_none()) {
        return Some(Parts { source: None, content: after(clause, opened)?, bonus: 0 });
    }
    let limit = cue.particle.map_or(clause.sentence.end, |particle| particle.start);
    let source = behind(clause, hearer::past(clause, cue).unwrap_or(cue.span.end).min(limit), limit)?;
    // "Dès" folds to "des", which opens a source.
    let listed =
        |span: &Span| clause.language.file.sourcing.not_openers.contains(&span.of(clause.block.text).to_lowercase());
    if clause.starts_with(source.start, |term| *term == SourcingTerm::NotOpener).filter(listed).is_some() {
        return said_in(clause, cue, source);
    }
    let rest = cue.particle.map_or(source.end, |particle| particle.end);
    if rest >= clause.sentence.end {
        return None;
    }
    // "据港务局报道，…": the mark behind the source is no part of what is said.
    let mark = clause.starts_with(rest, |term| *term == SourcingTerm::SourceMark);
    let rest = past_insertion(clause, mark.map_or(rest, |mark| mark.end));
    let opens = trimmed(clause, Span::new(last_break(clause, cue.span.start), cue.span.start));
    let opening = opens.is_empty() || opens.of(clause.block.text).split_whitespace().count() <= 1;
    let clean = complementiser_at(clause, rest).is_some() || gap_at(clause, rest) || cue.particle.is_some();
    let bonus = i32::from(opening) * 2 + i32::from(clean) * 2 - i32::from(!opening && !clean) * 3;
    Some(Parts { source: Some(source), content: after(clause, rest)?, bonus: bonus - i32::from(!opening) })
}

/// "قالت في بيان إن": a phrase of circumstance before the complementiser, and the speaker of before. Without one, the
/// phrase is what the verb asks for: "يأملون في …".
fn said_in(clause: &Clause<'_>, cue: &Cue, circumstance: Span) -> Option<Parts> {
    complementiser_at(clause, circumstance.end).filter(|_| cue.particle.is_none())?;
    Some(Parts { source: None, content: after(clause, circumstance.end)?, bonus: 0 })
}

/// "According to Der Spiegel, which cites papers, …": what is said begins behind the insertion.
fn past_insertion(clause: &Clause<'_>, at: usize) -> usize {
    let next = trimmed(clause, Span::new(at, clause.sentence.end)).start;
    let inserted = |term: &SourcingTerm| matches!(term, SourcingTerm::Relative | SourcingTerm::Citing(Side::Before));
    if !gap_at(clause, at) || clause.starts_with(next, inserted).is_none() {
        return at;
    }
    clause.breaks.iter().map(|gap| gap.start).find(|start| *start > next).unwrap_or(at)
}

fn gap_at(clause: &Clause<'_>, at: usize) -> bool {
    clause.breaks.iter().any(|gap| gap.start >= at && trimmed(clause, Span::new(at, gap.start)).is_empty())
}

/// "Xは「…」と述べた", "The mayor, …, said": the source opens the clause and the cue closes it.
fn source_around(clause: &Clause<'_>, cue: &Cue) -> Option<Parts> {
    let (source, rest) = marked(clause, cue)?;
    let guessed = clause.language.file.sourcing.source_marks.is_empty() && !gap_at(clause, source.end);
    Some(Parts { source: Some(source), content: enclosed(clause, rest, cue)?, bonus: -i32::from(guessed) * 2 })
}

/// "La firma, hanno aggiunto, potrebbe arrivare": the speaker is named before.
fn unsaid(clause: &Clause<'_>, cue: &Cue) -> Option<Parts> {
    let content = ahead(clause, cue.span.start)?;
    if leaves_words(clause, cue.end()) {
        return None;
    }
    let content = inserted(clause, content, cue.span.start, cue.end()).unwrap_or(content);
    Some(Parts { source: None, content: continued(clause, content, cue.end()), bonus: 0 })
}

/// "…, the mayor said."
fn cue_last(clause: &Clause<'_>, cue: &Cue) -> Option<Parts> {
    let marked = between_marks(clause, cue);
    let source = behind_quotation(clause, cue).or(marked).or_else(|| before(clause, cue))?;
    let content = ahead(clause, source.start).or_else(|| ahead(clause, led_by(clause, source)?))?;
    if leaves_words(clause, hearer::past(clause, cue).unwrap_or(cue.end())) {
        return None;
    }
    // Where sources are marked, one without its mark is somebody's words.
    let marks = !clause.language.file.sourcing.source_marks.is_empty();
    let unmarked = marks
        && trimmed(clause, Span::new(source.end, cue.span.start)).is_empty()
        && !meaning(clause.hits, |term| *term == SourcingTerm::SourceMark).any(|hit| hit.span.start == source.end);
    // "Er sagte, …" has nothing ahead; "…, er sagte" has.
    let content = inserted(clause, content, source.start, cue.end()).unwrap_or(content);
    let early = i32::from(complementiser_at(clause, cue.end()).is_some()) * 4;
    Some(Parts {
        source: Some(source),
        content: continued(clause, content, cue.end()),
        bonus: 1 - early - i32::from(unmarked) * 3 + i32::from(marked == Some(source)) * 4,
    })
}

/// "…, wie Holm sagte": where the one word between a break and a source begins, where verbs close their clauses and only
/// a name can stand between.
fn led_by(clause: &Clause<'_>, source: Span) -> Option<usize> {
    let nominal = source.of(clause.block.text).starts_with(char::is_uppercase)
        || clause.starts_with(source.start, |term| *term == SourcingTerm::Determiner).is_some();
    let closing = clause.language.file.sourcing.capital_nouns && nominal && source_score(clause, source) > 1;
    let words = trimmed(clause, Span::new(last_break(clause, source.start), source.start));
    let word = clause.starts_with(words.start, |term| *term == SourcingTerm::NotOpener).filter(|_| closing)?;
    (word.end == words.end).then_some(words.start)
}

/// "…, said the mayor."
fn source_last(clause: &Clause<'_>, cue: &Cue) -> Option<Parts> {
    let limit = cue.particle.map_or(clause.sentence.end, |particle| particle.start);
    let near = behind(clause, hearer::past(clause, cue).unwrap_or(cue.span.end).min(limit), limit)?;
    let end = cue.particle.map_or(near.end, |particle| particle.end);
    let closed = ahead(clause, cue.span.start);
    let Some(content) = closed else { return unparted(clause, cue, near) };
    let around = inserted(clause, content, cue.span.start, end);
    let source = if around.is_none() && cue.particle.is_none() { with_apposition(clause, near) } else { near };
    let open = i32::from(complementiser_at(clause, end).is_some()) * 4;
    let content = continued(clause, around.unwrap_or(content), end);
    let bonus = 2 - i32::from(leaves_words(clause, end.max(source.end))) * 3 - open;
    Some(Parts { source: Some(source), content, bonus })
}

/// "It will not pay according to a notice", "Es sind nach ersten Angaben zwei": no break parts content and cue, which
/// only prepositions allow.
fn unparted(clause: &Clause<'_>, cue: &Cue, source: Span) -> Option<Parts> {
    let prepositional = cue.groups.iter().any(|index| {
        let group = clause.language.file.sourcing.cues.get(*index);
        group.is_some_and(|group| group.orders.first().is_some_and(|order| order == "cue source content"))
    });
    let ahead = trimmed(clause, Span::new(last_break(clause, cue.span.start), cue.span.start));
    if !prepositional || ahead.of(clause.block.text).split_whitespace().count() < 2 {
        return None;
    }
    let rest = trimmed(clause, Span::new(source.end, clause.sentence.end));
    let content = if rest.is_empty() { up_to(clause, cue.span.start)? } else { around(clause, cue.span.start)? };
    Some(Parts { source: Some(source), content, bonus: 2 })
}

/// "Es sind Berichten zufolge zwei": the noun before the cue is the source, all around them the content.
fn postposed(clause: &Clause<'_>, cue: &Cue) -> Option<Parts> {
    let source = noun_before(clause, cue.span.start)?;
    let opens = trimmed(clause, Span::new(last_break(clause, cue.span.start), source.start)).is_empty();
    let content = if opens { after(clause, cue.end()) } else { around(clause, cue.span.start) }?;
    Some(Parts { source: Some(source), content, bonus: 3 })
}

/// "The train would, he added, leave at nine.": words go on behind the insertion, and are no apposition.
fn inserted(clause: &Clause<'_>, content: Span, start: usize, end: usize) -> Option<Span> {
    let quoted =
        clause.quotations.iter().any(|quotation| quotation.end + 8 >= content.end && content.overlaps(*quotation));
    let rest = trimmed(clause, Span::new(end, clause.sentence.end));
    if quoted || !gap_at(clause, end) || rest.is_empty() {
        return None;
    }
    let further = clause.cues.iter().any(|cue| rest.contains(cue.span) && cue.span.start > end);
    let opens = |term: &SourcingTerm| {
        matches!(
            term,
            SourcingTerm::Contrast | SourcingTerm::Citing(_) | SourcingTerm::Relative | SourcingTerm::Determiner
        )
    };
    let apart = clause.starts_with(rest.start, opens).is_some();
    let source = trimmed(clause, Span::new(start, end));
    let whole = source_is_whole(clause, source);
    let capital = rest.of(clause.block.text).starts_with(char::is_uppercase);
    (!further && (!apart || whole) && (!capital || whole)).then(|| around(clause, start)).flatten()
}

/// Whether a phrase is a source by itself, which needs no apposition: a pronoun, or a described person or body.
fn source_is_whole(clause: &Clause<'_>, phrase: Span) -> bool {
    let whole = |term: &SourcingTerm| matches!(term, SourcingTerm::Pronoun);
    clause.first_in(phrase, whole).is_some()
}

/// "Das teilte die Behörde mit": the sentence before is what was said.
fn previous(clause: &Clause<'_>, source: Option<Span>) -> Option<Parts> {
    Some(Parts { source: Some(source?), content: clause.previous?, bonus: -3 })
}

/// "That is what the agency reports, citing …": an anaphor opens the clause of the cue.
pub(super) fn anaphoric(clause: &Clause<'_>, cue: &Cue) -> Option<Frame> {
    let text = clause.block.text;
    let strong = |gap: &&Span| matches!(gap.of(text), ";" | ":" | "；" | "：" | "؛" | "—" | "–");
    let gap = clause.breaks.iter().rev().filter(strong).find(|gap| gap.end <= cue.span.start);
    let start = trimmed(clause, Span::new(gap.map_or(clause.sentence.start, |gap| gap.end), clause.sentence.end)).start;
    let anaphor = clause.starts_with(start, |term| *term == SourcingTerm::Anaphor)?;
    let between = Span::new(anaphor.end, cue.span.start.max(anaphor.end));
    let middle = trimmed(clause, between);
    let auxiliary = clause.starts_with(middle.start, |term| *term == SourcingTerm::Closer).is_some();
    // "Об этом «Приливу» рассказали": between the two stands whom it was told.
    let hearer = clause.language.file.sourcing.case_marks_hearers && clause.quotations.contains(&middle);
    let broken = !middle.is_empty() && !auxiliary && !hearer
        || clause.breaks.iter().any(|gap| between.contains(*gap) && !gap.is_empty());
    let opened = complementiser_at(clause, cue.end()).is_some();
    let quoted = clause.quotations.iter().any(|span| span.start >= cue.end() && long(clause, *span));
    if broken || opened || quoted || clause.cues.iter().any(|other| between.contains(other.span)) {
        return None;
    }
    let content = match gap {
        Some(gap) => trimmed(clause, Span::new(clause.sentence.start, gap.start)),
        None => clause.previous?,
    };
    let limit = cue.particle.map_or(clause.sentence.end, |particle| particle.start);
    // "Das hatte die Behörde erklärt": behind an auxiliary the source stands before the cue.
    let inside = (!middle.is_empty() && !hearer).then(|| behind(clause, middle.start, cue.span.start)).flatten();
    let inside = inside.filter(|phrase| source_score(clause, *phrase) > 0);
    let from = hearer::past(clause, cue).unwrap_or(cue.span.end).min(limit);
    let source = inside.or_else(|| behind(clause, from, limit).map(|near| with_apposition(clause, near)))?;
    Some(Frame { source: Some(source), content: Some(content), score: 9 })
}

/// How much a phrase looks like a source.
pub(super) fn source_score(clause: &Clause<'_>, source: Span) -> i32 {
    let words = source.of(clause.block.text);
    let noun = meaning(clause.hits, |term| {
        matches!(term, SourcingTerm::Noun(_) | SourcingTerm::Pronoun | SourcingTerm::Masthead)
    })
    .any(|hit| source.contains(hit.span));
    let opens_sentence = trimmed(clause, clause.sentence).start == source.start;
    let cased = words.chars().any(|character| character.is_lowercase() || character.is_uppercase());
    let skip = usize::from(opens_sentence && cased);
    let named = words.split_whitespace().skip(skip).any(name::may_be_name);
    // "14" and "41 %" say nothing.
    let capital = noun || words.chars().any(char::is_uppercase);
    let lettered = words.chars().any(char::is_alphabetic) && (capital || !clause.language.file.sourcing.capital_nouns);
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
    let opener = clause.starts_with(source.start, |term| *term == SourcingTerm::NotOpener);
    // "שבשנה הבאה": so is one behind a particle that is written together with it.
    let begins = |date: &Span| date.start <= source.start + 4 && glue(clause, source.start, date.start);
    let adverbial = opener.is_some() || clause.dates.iter().any(|date| date.start >= source.start && begins(date));
    // "事業費の7割": a figure without a noun that speaks says nothing, where no capitals make names.
    let figure = !noun && !cased && words.chars().any(|character| headwater_lang::digit(character).is_some());
    let reach = reach - i32::from(figure) * 9;
    let reach =
        reach - i32::from(said) * 6 - i32::from(adverbial) * 5 - i32::from(!lettered || empty(clause, source)) * 9;
    i32::from(noun) * 2 + i32::from(named) + reach - i32::from(!noun && !named) * 2
}

/// Whether a phrase has nothing but words that join others: "and", "that the".
fn empty(clause: &Clause<'_>, phrase: Span) -> bool {
    let joining = |term: &SourcingTerm| {
        matches!(
            term,
            SourcingTerm::NotOpener
                | SourcingTerm::Determiner
                | SourcingTerm::Closer
                | SourcingTerm::Contrast
                | SourcingTerm::Conjunction
                | SourcingTerm::Complementiser
                | SourcingTerm::Relative
        )
    };
    let mut at = phrase.start;
    for word in phrase.of(clause.block.text).split_inclusive(' ') {
        if clause.starts_with(at, |term| matches!(term, SourcingTerm::Pronoun | SourcingTerm::Noun(_))).is_some() {
            return false;
        }
        if clause.starts_with(at, joining).is_none() {
            return false;
        }
        at += word.len();
    }
    true
}

fn content_score(clause: &Clause<'_>, content: Span) -> i32 {
    let words = content.of(clause.block.text);
    let quoted = clause.quotations.iter().any(|quotation| content.overlaps(*quotation));
    let figure = words.chars().any(|character| headwater_lang::digit(character).is_some());
    let least = if words.chars().any(headwater_lang::is_unspaced) { 2 } else { 8 };
    let short = words.split_whitespace().count() < 3 && words.chars().count() < least && !figure;
    i32::from(quoted) * 2 - i32::from(short && !quoted) * 5
}

/// "on Monday", "in an interview": a few words of circumstance are no content.
fn circumstance(clause: &Clause<'_>, content: Span) -> bool {
    let opener = clause.starts_with(content.start, |term| *term == SourcingTerm::NotOpener).is_some();
    let dated = clause.dates.iter().any(|date| date.start == content.start);
    let text = content.of(clause.block.text);
    let unspaced = text.chars().filter(|character| headwater_lang::is_unspaced(*character)).count();
    let words = text.split_whitespace().count().max(unspaced / 2);
    let quoted = clause.quotations.iter().any(|quotation| content.overlaps(*quotation));
    (opener || dated) && words < 5 && !quoted
}

/// "…했다고 주간지 조석주간이 18일 보도했다": the phrase between the mark of what was said and the source's own, which only
/// a date parts from the cue.
fn between_marks(clause: &Clause<'_>, cue: &Cue) -> Option<Span> {
    let text = clause.block.text;
    let mut end = trimmed(clause, Span::new(clause.sentence.start, cue.span.start)).end;
    while let Some(date) = clause.dates.iter().find(|date| date.end == end) {
        let before = text.get(clause.sentence.start..date.start).unwrap_or_default();
        let before = before.trim_end_matches(|character: char| headwater_lang::digit(character).is_some());
        end = clause.sentence.start + before.trim_end().len();
    }
    let marks = |wanted: SourcingTerm| {
        let outside = |span: &Span| clause.sentence.contains(*span) && !quoted(clause, *span);
        meaning(clause.hits, move |term| *term == wanted).map(|hit| hit.span).filter(outside)
    };
    let own = marks(SourcingTerm::SourceMark).filter(|mark| mark.end == end).min_by_key(|mark| mark.start)?;
    let said = marks(SourcingTerm::ContentMark).filter(|mark| mark.end < own.start).max_by_key(|mark| mark.end)?;
    let phrase = trimmed(clause, Span::new(said.end, own.start));
    let short = phrase.of(text).chars().count() <= LONGEST_SPEAKER;
    let parted = clause.breaks.iter().any(|gap| gap.start > said.end && gap.end < own.start);
    let names = |term: &SourcingTerm| matches!(term, SourcingTerm::Noun(_) | SourcingTerm::Masthead);
    (short && !parted && clause.first_in(phrase, names).is_some()).then_some(phrase)
}

/// Characters of a phrase between two marks that names who speaks.
const LONGEST_SPEAKER: usize = 40;

/// "「…」と館長は話した": the phrase between a quotation's content mark and the cue.
fn behind_quotation(clause: &Clause<'_>, cue: &Cue) -> Option<Span> {
    let mark = meaning(clause.hits, |term| *term == SourcingTerm::ContentMark)
        .filter(|hit| clause.sentence.contains(hit.span) && hit.span.end < cue.span.start)
        .find(|hit| {
            let before = hit.span.start;
            clause.quotations.iter().any(|quotation| quotation.end < before && before - quotation.end <= 4)
        })?;
    let phrase = trimmed(clause, Span::new(mark.span.end, cue.span.start));
    let source = super::phrase::without_mark(clause, phrase);
    (source.len() < phrase.len() && !source.is_empty()).then_some(source)
}
