//! Where the phrase of a source begins and ends.
//!
//! Nothing parses here. A phrase ends at the marks, auxiliaries and adverbs that the language file lists, at clause
//! breaks, and at other reporting words; an apposition between commas stays with its noun, a clause between commas does
//! not.

use headwater_lang::terms::{Side, SourcingTerm};
use headwater_model::{SourceKind, Span};

use super::clause::{Clause, Cue, complementiser_at, glue, last_break, long, meaning, quoted, trimmed};
use super::content;

/// The phrase that ends before the cue.
pub(super) fn before(clause: &Clause<'_>, cue: &Cue) -> Option<Span> {
    let at = cue.span.start;
    let mut gaps = clause.breaks.iter().rev().filter(|gap| gap.end <= at);
    let near = gaps.next().copied();
    let closed = near.filter(|gap| trimmed(clause, Span::new(gap.end, at)).is_empty());
    let phrase = match (closed, near) {
        (Some(close), _) => parted(clause, close)?,
        (None, Some(gap)) => Span::new(gap.end, at),
        (None, None) => Span::new(clause.sentence.start, at),
    };
    let phrase = behind_circumstance(clause, own_clause(clause, trimmed(clause, phrase), cue));
    // "AFP통신이 교도통신을 인용한 데": where sources are marked, the first mark ends the source.
    let mark = meaning(clause.hits, |term| *term == SourcingTerm::SourceMark).map(|hit| hit.span);
    let mark = mark.filter(|span| phrase.contains(*span) && span.start > phrase.start && !quoted(clause, *span));
    let mark = mark.filter(|span| !of_holder(clause, *span));
    let phrase = mark.map(|span| span.start).min().map_or(phrase, |end| trimmed(clause, Span::new(phrase.start, end)));
    let phrase = content::without_mark(clause, phrase);
    let phrase = capital_phrase(clause, closed_end(clause, led(clause, phrase)));
    (!phrase.is_empty()).then_some(phrase)
}

/// Whether a mark stands behind who obtained something, inside its description: "주간지가 입수한 장부", "紙が入手した文書".
fn of_holder(clause: &Clause<'_>, mark: Span) -> bool {
    let held = |term: &SourcingTerm| matches!(term, SourcingTerm::ObtainedAfter | SourcingTerm::Asked(Side::After));
    let mut words = meaning(clause.hits, held).map(|hit| hit.span);
    words.any(|span| span.contains(mark) || span.start >= mark.end && span.start <= mark.end + 1)
}

/// A phrase without what leads into its clause: "and", a date, an adverb, a particle that stands alone.
fn led(clause: &Clause<'_>, phrase: Span) -> Span {
    let mut rest = phrase;
    loop {
        rest = trimmed(clause, rest);
        if clause.language.file.prefixes.iter().any(|prefix| prefix == rest.of(clause.block.text)) {
            return Span::new(rest.end, rest.end);
        }
        let date = || clause.dates.iter().find(|date| date.start == rest.start).copied();
        let coordinator = clause.starts_with(rest.start, |term| *term == SourcingTerm::Coordinator);
        // "E-mails": no word by itself.
        let apart =
            |span: &Span| !clause.block.text.get(span.end..).is_some_and(|behind| behind.starts_with(['-', '‑']));
        let word = coordinator.filter(apart).or_else(date);
        match word.or_else(|| adverb(clause, rest)) {
            Some(word) if word.end < rest.end => rest = Span::new(word.end, rest.end),
            Some(word) if word.end == rest.end => return Span::new(rest.end, rest.end),
            _ => return rest,
        }
    }
}

/// "Wie der Regionaldienst meldete", "وكانت الصحيفة ذكرت": a word at the head of a phrase that begins no source, where
/// one begins behind it.
fn adverb(clause: &Clause<'_>, phrase: Span) -> Option<Span> {
    let openers = meaning(clause.hits, |term| *term == SourcingTerm::NotOpener).map(|hit| hit.span);
    let near = openers.filter(|span| span.start >= phrase.start && span.start <= phrase.start + 4);
    let word = near.filter(|span| glue(clause, phrase.start, span.start)).max_by_key(|span| span.end)?;
    let next = trimmed(clause, Span::new(word.end, phrase.end.max(word.end)));
    let opens = |term: &SourcingTerm| matches!(term, SourcingTerm::Determiner | SourcingTerm::Noun(_));
    let named = next.of(clause.block.text).starts_with(char::is_uppercase);
    let preposition = clause.starts_with(word.start, |term| *term == SourcingTerm::Preposition).is_some();
    (!preposition && (named || clause.starts_with(next.start, opens).is_some())).then_some(word)
}

/// The word behind which a cue has its source from the cue before: "The bulletin lists the wells and says …".
pub(super) fn coordinator(clause: &Clause<'_>, cue: &Cue) -> Option<Span> {
    let mut at = cue.span.start;
    loop {
        let before = clause.block.text.get(clause.sentence.start..at).unwrap_or_default().trim_end();
        let end = clause.sentence.start + before.len();
        let ends = |wanted: SourcingTerm| {
            let words = meaning(clause.hits, move |term| *term == wanted).map(|hit| hit.span);
            words.filter(|span| span.end == end && span.start < at).min()
        };
        if let Some(word) = ends(SourcingTerm::Coordinator) {
            let spoken = clause.cues.iter().any(|other| other.end() <= word.start);
            return spoken.then_some(word);
        }
        at = ends(SourcingTerm::Closer)?.start;
    }
}

/// "海岸警卫部门称…，认为…": whether a cue right behind a break has its source from the cue before, as where words stand
/// without spaces, and no clause is put between a source and its cue.
pub(super) fn goes_on(clause: &Clause<'_>, cue: &Cue) -> bool {
    let inserts = !cue.span.of(clause.block.text).starts_with(headwater_lang::is_unspaced);
    let gap = clause.breaks.iter().rev().find(|gap| gap.end <= cue.span.start && !gap.is_empty());
    let opens = gap.filter(|gap| trimmed(clause, Span::new(gap.end, cue.span.start)).is_empty());
    !inserts && opens.is_some_and(|gap| clause.cues.iter().any(|other| other.end() <= gap.start))
}

/// Whether a cue stands in a clause in which nobody has said anything yet: "if the council agrees".
pub(super) fn conditional(clause: &Clause<'_>, cue: &Cue) -> bool {
    let gap = clause.breaks.iter().rev().find(|gap| gap.end <= cue.span.start);
    let opened = gap.map_or(clause.sentence.start, |gap| gap.end);
    let words = meaning(clause.hits, |term| *term == SourcingTerm::Conditional).map(|hit| hit.span);
    let inside = |span: &Span| span.start >= opened && span.end <= cue.span.start && !quoted(clause, *span);
    let mut words = words.filter(inside);
    // "asked whether he agreed", "die Frage, ob": the word may stand behind a reporting word.
    words.any(|word| !clause.cues.iter().any(|other| other.span.start >= word.end && other.end() <= cue.span.start))
}

/// "The rector, Rita Somma, says": a phrase and its apposition; "the Post, which asked twice, says": the phrase alone.
fn parted(clause: &Clause<'_>, close: Span) -> Option<Span> {
    let mut opens = clause.breaks.iter().rev().filter(|gap| gap.end <= close.start);
    let mut open = *opens.find(|gap| !trimmed(clause, Span::new(gap.end, close.start)).is_empty())?;
    let mut before = opens.find(|gap| !trimmed(clause, Span::new(gap.end, open.start)).is_empty());
    let inside = trimmed(clause, Span::new(open.end, close.start));
    // "Harlan, 54, a former prosecutor, said": a figure is an apposition, and no phrase by itself.
    let lettered = |span: Span| span.of(clause.block.text).chars().any(char::is_alphabetic);
    while let Some(gap) = before.filter(|gap| !lettered(Span::new(gap.end, open.start))) {
        open = *gap;
        before = opens.find(|gap| !trimmed(clause, Span::new(gap.end, open.start)).is_empty());
    }
    let head = Span::new(before.map_or(clause.sentence.start, |gap| gap.end), open.start);
    if clause.quotations.iter().any(|quotation| head.overlaps(*quotation) && long(clause, *quotation)) {
        return Some(inside);
    }
    let apart = |term: &SourcingTerm| {
        matches!(
            term,
            SourcingTerm::Relative | SourcingTerm::Citing(_) | SourcingTerm::Obtained | SourcingTerm::Asked(_)
        )
    };
    let opener = |span: Span| clause.starts_with(span.start, |term| *term == SourcingTerm::NotOpener).is_some();
    // "Working from contacts of its own" is no apposition; "the ranking Democrat on the committee" is.
    let noun = |term: &SourcingTerm| matches!(term, SourcingTerm::Determiner | SourcingTerm::Noun(_));
    let nominal = inside.of(clause.block.text).starts_with(char::is_uppercase)
        || clause.starts_with(inside.start, noun).is_some();
    let circumstance = || clause.first_in(inside, |term| *term == SourcingTerm::NotOpener).is_some();
    let clausal = clause.first_in(inside, apart).is_some() || opener(inside) || !nominal && circumstance();
    Some(match (opener(trimmed(clause, head)), clausal) {
        (true, _) => inside,
        (false, true) => head,
        (false, false) => Span::new(head.start, close.start),
    })
}

/// Cuts a source to its own clause: behind other reporting words and conjunctions, before a relative pronoun.
fn own_clause(clause: &Clause<'_>, phrase: Span, cue: &Cue) -> Span {
    let mut start = phrase.start;
    for other in &clause.cues {
        let behind = Span::new(other.end(), phrase.end);
        if other.span == cue.span || !phrase.contains(other.span) || behind.is_empty() {
            continue;
        }
        // "The Post citing Reuters said": whom a source cites is cut off later, with its own reading.
        if meaning(clause.hits, |term| matches!(term, SourcingTerm::Citing(_))).any(|hit| hit.span.overlaps(other.span))
        {
            continue;
        }
        let words = meaning(clause.hits, |term| *term == SourcingTerm::Complementiser).map(|hit| hit.span);
        let opened = words.filter(|span| behind.contains(*span) && span.end < phrase.end).map(|span| span.end).max();
        let opened = opened.or_else(|| complementiser_at(clause, other.end())).unwrap_or(other.end());
        let rest = trimmed(clause, Span::new(opened.min(phrase.end), phrase.end));
        // "A notice posted at the pier": the word describes the source.
        let described = clause.starts_with(rest.start, |term| *term == SourcingTerm::NotOpener).is_some();
        if !rest.is_empty() && !described {
            start = rest.start.max(start);
        }
    }
    let opens = |term: &SourcingTerm| matches!(term, SourcingTerm::Conjunction | SourcingTerm::Contrast);
    let conjunction = meaning(clause.hits, opens)
        .map(|hit| hit.span)
        .filter(|span| phrase.contains(*span) && span.end < phrase.end && !quoted(clause, *span));
    start = conjunction.map(|span| span.end).max().map_or(start, |end| end.max(start));
    // "que la universidad": a word that opens a clause is no part of its subject.
    let opener =
        clause.starts_with(start, |term| matches!(term, SourcingTerm::Relative | SourcingTerm::Complementiser));
    let article = clause.starts_with(start, |term| *term == SourcingTerm::Determiner).is_some();
    let opener = opener.filter(|_| !article);
    start = opener.filter(|span| span.end < phrase.end && span.start == phrase.start).map_or(start, |span| span.end);
    let ends = meaning(clause.hits, |term| *term == SourcingTerm::Relative).map(|hit| hit.span);
    let end = ends.filter(|span| span.end == phrase.end && span.start > start).map(|span| span.start).min();
    let cut = trimmed(clause, Span::new(start, end.unwrap_or(phrase.end)));
    if cut.is_empty() { phrase } else { cut }
}

/// "In a note dated Friday the superintendent wrote": the last phrase with a determiner of its own is the subject.
fn behind_circumstance(clause: &Clause<'_>, phrase: Span) -> Span {
    if clause.starts_with(phrase.start, |term| *term == SourcingTerm::NotOpener).is_none() {
        return phrase;
    }
    let joins = |at: usize| {
        let joining = |term: &SourcingTerm| matches!(term, SourcingTerm::Determiner | SourcingTerm::NotOpener);
        meaning(clause.hits, joining).any(|hit| hit.span.end == at)
    };
    let text = clause.block.text;
    let determiners = meaning(clause.hits, |term| *term == SourcingTerm::Determiner).map(|hit| hit.span);
    let opens = determiners.filter(|span| {
        let before = text.get(phrase.start..span.start).unwrap_or_default().trim_end();
        let leads =
            meaning(clause.hits, |term| *term == SourcingTerm::NotOpener).any(|hit| hit.span.start == span.start);
        // "Aus dem Gutachten des Prüfamts": a genitive goes with the noun before it.
        let genitive = clause.language.file.sourcing.capital_nouns
            && meaning(clause.hits, |term| matches!(term, SourcingTerm::Noun(_)))
                .any(|hit| hit.span.end == phrase.start + before.len());
        phrase.contains(*span)
            && !before.is_empty()
            && !genitive
            && !leads
            && !joins(phrase.start + before.len())
            && !quoted(clause, *span)
    });
    opens.map(|span| span.start).max().map_or(phrase, |start| Span::new(start, phrase.end))
}

/// Ends a phrase before the first word that is no part of a source, and before dates at its end.
pub(super) fn closed_end(clause: &Clause<'_>, phrase: Span) -> Span {
    let closer = meaning(clause.hits, |term| *term == SourcingTerm::Closer)
        .map(|hit| hit.span)
        .filter(|span| span.start > phrase.start && span.start < phrase.end && !quoted(clause, *span))
        // "Costa Oggi": with a capital it is part of a name.
        .filter(|span| !span.of(clause.block.text).starts_with(char::is_uppercase))
        .map(|span| span.start)
        .min();
    // "the union's bulletin", told in Turkish as "that the union last night published": the words belong to the holder.
    let held = |term: &SourcingTerm| matches!(term, SourcingTerm::ObtainedAfter | SourcingTerm::Asked(Side::After));
    let held = clause.first_in(phrase, held);
    if held.is_some_and(|held| held.end < phrase.end && closer.is_some_and(|closer| closer < held.start)) {
        return phrase;
    }
    let closer = [closer, circumstance(clause, phrase)].into_iter().flatten().min();
    let mut end = trimmed(clause, Span::new(phrase.start, closer.unwrap_or(phrase.end))).end;
    let digits = |character: char| headwater_lang::digit(character).is_some();
    // "The mayor on Friday", "شركة الكهرباء يوم الأحد": a date with its preposition is not the source.
    while let Some(date) = clause.dates.iter().find(|date| date.end == end && date.start > phrase.start) {
        let rest = trimmed(clause, Span::new(phrase.start, date.start));
        let opener = meaning(clause.hits, |term| *term == SourcingTerm::NotOpener);
        let opener = opener.map(|hit| hit.span).filter(|span| span.end == rest.end && span.start > rest.start).min();
        end = opener.map_or(rest.end, |span| trimmed(clause, Span::new(phrase.start, span.start)).end);
        // "通讯社18日": the number of a day goes with its sign.
        if rest.end == date.start {
            end = phrase.start + Span::new(phrase.start, end).of(clause.block.text).trim_end_matches(digits).len();
        }
    }
    let end = without_preposition(clause, Span::new(phrase.start, end)).end;
    if end > phrase.start { Span::new(phrase.start, end) } else { phrase }
}

/// Where "on Wednesday" in the midst of a phrase begins: a day of the week behind a preposition tells when it was said.
fn circumstance(clause: &Clause<'_>, phrase: Span) -> Option<usize> {
    let dates = clause.dates.iter().filter(|date| phrase.contains(**date) && !quoted(clause, **date));
    let opener = |date: &Span| {
        let before = trimmed(clause, Span::new(phrase.start, date.start)).end;
        let words = meaning(clause.hits, |term| *term == SourcingTerm::NotOpener).map(|hit| hit.span);
        words.filter(|span| span.end == before && span.start > phrase.start).map(|span| span.start).min()
    };
    dates.filter_map(opener).min()
}

/// "A Câmara na sessão de": a phrase ends in no preposition and no "and".
fn without_preposition(clause: &Clause<'_>, phrase: Span) -> Span {
    let joins = |term: &SourcingTerm| matches!(term, SourcingTerm::Preposition | SourcingTerm::Coordinator);
    let word = meaning(clause.hits, joins).map(|hit| hit.span);
    let word = word.filter(|span| span.end == phrase.end && span.start > phrase.start).min();
    let word = word.filter(|span| !span.of(clause.block.text).starts_with(char::is_uppercase));
    match word {
        Some(word) if !quoted(clause, word) => {
            without_preposition(clause, trimmed(clause, Span::new(phrase.start, word.start)))
        }
        _ => phrase,
    }
}

/// The phrase that begins at `at`, before `limit`; and where it ends with what follows it.
pub(super) fn behind(clause: &Clause<'_>, at: usize, limit: usize) -> Option<Span> {
    if clause
        .breaks
        .iter()
        .any(|gap| gap.start >= at && !gap.is_empty() && trimmed(clause, Span::new(at, gap.start)).is_empty())
    {
        return None;
    }
    let start = past_circumstance(clause, at, limit);
    let stop = stop(clause, start, limit);
    let phrase = quoted_head(clause, trimmed(clause, Span::new(start, stop)));
    let phrase = closing_verb(clause, without_mark(clause, phrase));
    let phrase = capital_phrase(clause, closed_end(clause, phrase));
    (!phrase.is_empty()).then_some(phrase)
}

/// "laut „Talkirchner Bote“ den Bedarf": a short quotation at the head of a phrase is all of a name.
fn quoted_head(clause: &Clause<'_>, phrase: Span) -> Span {
    let quotation = clause.quotations.iter().find(|span| span.start == phrase.start && span.end < phrase.end);
    let quotation = quotation.filter(|quotation| !long(clause, **quotation));
    let spaced = quotation.filter(|quotation| {
        let behind = clause.block.text.get(quotation.end..phrase.end).unwrap_or_default();
        behind.chars().nth(1) == Some(' ')
    });
    spaced.copied().unwrap_or(phrase)
}

/// "said on Friday Lena Ward": dates and hearers between a cue and its source.
fn past_circumstance(clause: &Clause<'_>, at: usize, limit: usize) -> usize {
    let mut start = trimmed(clause, Span::new(at, limit)).start;
    loop {
        let opener = clause.starts_with(start, |term| *term == SourcingTerm::NotOpener);
        let from = opener.map_or(start, |span| trimmed(clause, Span::new(span.end, limit)).start);
        let date = clause.dates.iter().find(|date| date.start == from && date.end <= limit);
        let adverb = clause.starts_with(start, |term| *term == SourcingTerm::Closer).filter(|span| span.end < limit);
        let next = match (date, adverb) {
            (Some(date), _) => date.end,
            (None, Some(word)) => word.end,
            (None, None) => return start,
        };
        let next = trimmed(clause, Span::new(next, limit)).start;
        if next <= start {
            return start;
        }
        start = next;
    }
}

/// Where a phrase from `start` must end.
fn stop(clause: &Clause<'_>, start: usize, limit: usize) -> usize {
    let rest = Span::new(start, limit.max(start));
    let ends = |term: &SourcingTerm| {
        matches!(
            term,
            SourcingTerm::Complementiser | SourcingTerm::Told(Side::Before) | SourcingTerm::Citing(Side::Before)
        )
    };
    // "מנכ\"ל": what follows the mark of an abbreviation is no word.
    let apart = |at: usize| {
        let before = clause.block.text.get(..at).and_then(|before| before.strip_suffix(['"', '״']));
        !before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
    };
    let words = meaning(clause.hits, ends).map(|hit| hit.span.start);
    let word = words.filter(|at| apart(*at)).find(|at| *at > start && *at < limit);
    let quotation = clause
        .quotations
        .iter()
        .filter(|span| span.start > start && rest.contains(**span))
        .find(|span| long(clause, **span) && !title(clause, **span) || closing(clause, **span));
    let gap = clause.breaks.iter().map(|gap| gap.start).find(|gap| *gap > start);
    [word, quotation.map(|span| span.start), gap].into_iter().flatten().min().unwrap_or(limit).min(limit)
}

/// "وقال العامل \"ظننته دليل هاتف\"": a short quotation that ends the sentence behind a name is what was said.
fn closing(clause: &Clause<'_>, quotation: Span) -> bool {
    let before = trimmed(clause, Span::new(clause.sentence.start, quotation.start)).end;
    let named = meaning(clause.hits, |term| matches!(term, SourcingTerm::Noun(_))).any(|hit| hit.span.end == before);
    let words = quotation.of(clause.block.text).split_whitespace().count();
    words > 2 && !named && trimmed(clause, Span::new(quotation.end, clause.sentence.end)).is_empty()
}

/// "dem Bericht „Raumluft an Schulen“", "روزنامه محلی «…»": a quotation right behind a noun of works or publications, and
/// not closed as speech is, names one.
fn title(clause: &Clause<'_>, quotation: Span) -> bool {
    let text = clause.block.text;
    let before = text.get(clause.sentence.start..quotation.start).unwrap_or_default();
    let end = clause.sentence.start + before.trim_end_matches(|mark: char| !mark.is_alphanumeric()).len();
    let works = |term: &SourcingTerm| matches!(term, SourcingTerm::Noun(kind) if kind.publishes() || *kind == SourceKind::Document);
    let noun =
        meaning(clause.hits, works).map(|hit| hit.span).filter(|noun| noun.end <= end).max_by_key(|noun| noun.end);
    let near =
        noun.is_some_and(|noun| text.get(noun.end..end).is_some_and(|words| words.split_whitespace().count() <= 1));
    let words = quotation.of(text);
    near && words.split_whitespace().count() <= 10 && !words.ends_with([',', '.', '!', '?', '،', '。', '，'])
}

/// "据港务局介绍": a second reporting word closes the source.
fn closing_verb(clause: &Clause<'_>, phrase: Span) -> Span {
    let closing = meaning(clause.hits, |term| matches!(term, SourcingTerm::Cue(_)))
        .filter(|hit| hit.span.end == phrase.end && hit.span.start > phrase.start)
        .map(|hit| hit.span.start)
        .min();
    closing.map_or(phrase, |end| trimmed(clause, Span::new(phrase.start, end)))
}

/// "laut einer Sprecherin der Stadt sollen": where nouns have capitals, a phrase ends before the first word that
/// neither is one nor leads to one.
fn capital_phrase(clause: &Clause<'_>, phrase: Span) -> Span {
    if !clause.language.file.sourcing.capital_nouns {
        return phrase;
    }
    let phrase = Span::new(phrase.start + verb_before(clause, phrase), phrase.end);
    let text = phrase.of(clause.block.text);
    let mut end = 0;
    let mut at = 0;
    let mut open = true;
    for word in text.split_inclusive(' ') {
        let start = phrase.start + at;
        at += word.len();
        let bare = word.trim_end();
        let capital =
            bare.chars().find(|character| character.is_alphanumeric()).is_some_and(|first| !first.is_lowercase());
        let joining = clause.starts_with(start, |term| *term == SourcingTerm::Determiner).is_some();
        let inside = quoted(clause, Span::new(start, start + bare.len()));
        if joining && !inside {
            open = true;
        } else if capital || inside {
            end = at - (word.len() - bare.len());
            open = false;
        } else if !open {
            break;
        }
    }
    if end == 0 { phrase } else { trimmed(clause, Span::new(phrase.start, phrase.start + end)) }
}

/// Bytes of a verb at the head of a phrase: "ergänzt Mitschüler Nicolas", "argwöhnte die Musikerin".
fn verb_before(clause: &Clause<'_>, phrase: Span) -> usize {
    let words = phrase.of(clause.block.text);
    let Some((first, rest)) = words.split_once(' ') else { return 0 };
    let listed = |term: &SourcingTerm| {
        matches!(
            term,
            SourcingTerm::Determiner | SourcingTerm::Pronoun | SourcingTerm::NotOpener | SourcingTerm::Noun(_)
        )
    };
    let small = first.chars().all(char::is_lowercase) && clause.starts_with(phrase.start, listed).is_none();
    let determined = clause.starts_with(phrase.end - rest.len(), |term| *term == SourcingTerm::Determiner).is_some();
    let adjective = first.ends_with(['e', 'n', 'r', 's', 'm']);
    if small && (determined || !adjective) { first.len() + 1 } else { 0 }
}

/// "Medienberichten zufolge": the noun right before a postposition, with the words that lead to it.
pub(super) fn noun_before(clause: &Clause<'_>, at: usize) -> Option<Span> {
    let text = clause.block.text;
    let inside = trimmed(clause, Span::new(last_break(clause, at), at));
    let mut start = inside.end;
    let mut nouns = 0;
    for word in inside.of(text).rsplit(' ') {
        let from = start.saturating_sub(word.len() + usize::from(start < inside.end));
        let capital = word.starts_with(char::is_uppercase);
        let determiner = clause.starts_with(from, |term| *term == SourcingTerm::Determiner).is_some();
        let adjective = nouns > 0 && word.ends_with(['e', 'n', 'r', 's', 'm']) && !determiner;
        let closer = clause.starts_with(from, |term| *term == SourcingTerm::Closer).is_some();
        if !capital && !determiner && (!adjective || closer) {
            break;
        }
        nouns += usize::from(capital);
        start = from;
    }
    let phrase = trimmed(clause, Span::new(start, inside.end));
    (nouns > 0 && !phrase.is_empty()).then_some(phrase)
}

/// "said Lena Ward, the harbour engineer.": a source that ends the sentence has its apposition with it.
pub(super) fn with_apposition(clause: &Clause<'_>, phrase: Span) -> Span {
    let rest = trimmed(clause, Span::new(phrase.end, clause.sentence.end));
    let text = rest.of(clause.block.text);
    let parted = clause.breaks.iter().any(|gap| gap.start >= phrase.end && gap.end <= rest.start + 1);
    let spoken = |span: Span| span.start >= phrase.end;
    let plain = !clause.cues.iter().any(|cue| spoken(cue.span))
        && !clause.quotations.iter().any(|quotation| rest.overlaps(*quotation));
    let other = |term: &SourcingTerm| {
        matches!(
            term,
            SourcingTerm::Citing(_) | SourcingTerm::Told(_) | SourcingTerm::Contrast | SourcingTerm::Conjunction
        )
    };
    let named = meaning(clause.hits, |term| *term == SourcingTerm::Pronoun).any(|hit| hit.span == phrase);
    let words = text.split_whitespace().count();
    let short = (1..=9).contains(&words);
    if parted && plain && short && !named && clause.first_in(rest, other).is_none() {
        Span::new(phrase.start, rest.end)
    } else {
        phrase
    }
}

/// Drops the mark behind a source.
pub(super) fn without_mark(clause: &Clause<'_>, phrase: Span) -> Span {
    let marks = meaning(clause.hits, |term| *term == SourcingTerm::SourceMark);
    let mark =
        marks.filter(|hit| phrase.contains(hit.span) && hit.span.end == phrase.end).map(|hit| hit.span.start).min();
    mark.map_or(phrase, |end| trimmed(clause, Span::new(phrase.start, end)))
}

/// The name that a phrase begins with: a short quotation, or all of the phrase up to the next word that ends one.
pub(super) fn leading_name(clause: &Clause<'_>, phrase: Span) -> Option<Span> {
    let phrase = trimmed(clause, phrase);
    let quotation = clause
        .quotations
        .iter()
        .find(|span| span.start <= phrase.start + 4 && span.start >= phrase.start.saturating_sub(4));
    if let Some(quotation) = quotation.filter(|quotation| !long(clause, **quotation)) {
        return Some(*quotation);
    }
    let phrase = behind(clause, phrase.start, phrase.end)?;
    (phrase.of(clause.block.text).split_whitespace().count() <= 14).then_some(phrase)
}

/// "Xは「…」と述べた": the source up to its mark, and where its content begins.
pub(super) fn marked(clause: &Clause<'_>, cue: &Cue) -> Option<(Span, usize)> {
    let previous = clause.cues.iter().filter(|other| other.span.end <= cue.span.start && other.span != cue.span);
    let spoken = previous.map(Cue::end).max();
    let from = spoken.map_or(clause.sentence.start, |end| trimmed(clause, Span::new(end, clause.sentence.end)).start);
    let inside = Span::new(from, cue.span.start.max(from));
    let mark = meaning(clause.hits, |term| *term == SourcingTerm::SourceMark)
        .filter(|hit| hit.span.start > from && hit.span.end <= cue.span.start && !quoted(clause, hit.span))
        .map(|hit| hit.span)
        .filter(|span| !of_holder(clause, *span))
        .min_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let (end, rest) = match mark {
        Some(mark) => (mark.start, mark.end),
        None if clause.language.file.sourcing.source_marks.is_empty() => unmarked(clause, inside)?,
        None => return None,
    };
    let gap = clause.breaks.iter().rev().find(|gap| gap.end <= end && gap.start >= from);
    let gap = gap.filter(|gap| !trimmed(clause, Span::new(gap.end, end)).is_empty());
    let source = content::without_mark(clause, Span::new(gap.map_or(from, |gap| gap.end), end));
    let source = closed_end(clause, source);
    (!source.is_empty()).then_some((source, rest))
}

/// Without marks in the language the first clause break parts source and content, or else the noun that a source is.
fn unmarked(clause: &Clause<'_>, inside: Span) -> Option<(usize, usize)> {
    let gap = clause.breaks.iter().find(|gap| gap.start > inside.start && gap.end < inside.end);
    if let Some(gap) = gap {
        return Some((gap.start, gap.end));
    }
    let nouns = meaning(clause.hits, |term| matches!(term, SourcingTerm::Noun(_) | SourcingTerm::Pronoun));
    let mut end: Option<usize> = None;
    for noun in nouns.map(|hit| hit.span).filter(|span| inside.contains(*span)) {
        match end {
            Some(known) if !glue(clause, known, noun.start) && noun.start > known + 1 => break,
            _ => end = Some(noun.end.max(end.unwrap_or(0))),
        }
    }
    end.map(|end| (end, end))
}
