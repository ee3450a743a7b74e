//! A sentence as sourcing reads it: its phrases, its quotations, and where its clauses end.

use headwater_lang::terms::{Side, SourcingTerm};
use headwater_lang::{Hit, Language, Registry, is_alphanumeric};
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
    /// The sentence before it in the block.
    pub(super) previous: Option<Span>,
    /// Reporting words outside quotations: longest first, none overlapping.
    pub(super) cues: Vec<Cue>,
    /// Where clauses may end: outside quotations, in the block's bytes.
    pub(super) breaks: Vec<Span>,
    /// Words of dates: days of the week, months, "yesterday".
    pub(super) dates: &'a [Span],
}

/// A reporting word, with what of it stands further on in the clause.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    pub(super) span: Span,
    /// Indexes of the groups of the language file that list it.
    pub(super) groups: Vec<usize>,
    /// The separable part of the verb: "teilte … mit", "quoted … as saying".
    pub(super) particle: Option<Span>,
}

impl Cue {
    /// Where a content behind the cue may begin.
    pub(super) fn end(&self) -> usize {
        self.particle.map_or(self.span.end, |particle| particle.end)
    }
}

impl Clause<'_> {
    /// Reads the source that a phrase of the block names.
    pub(super) fn source(&self, phrase: Span) -> Source {
        name::source(self.block.text, phrase, self.block.offset, self.language, self.registry)
    }

    /// The first phrase with a meaning inside a part of the sentence and outside quotations.
    pub(super) fn first_in(&self, part: Span, wanted: impl Fn(&SourcingTerm) -> bool) -> Option<Span> {
        meaning(self.hits, wanted).map(|hit| hit.span).find(|span| part.contains(*span) && !quoted(self, *span))
    }

    /// The longest phrase with a meaning that begins at `at`.
    pub(super) fn starts_with(&self, at: usize, wanted: impl Fn(&SourcingTerm) -> bool) -> Option<Span> {
        meaning(self.hits, wanted).map(|hit| hit.span).filter(|span| span.start == at).max_by_key(|span| span.end)
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

pub(super) fn glue(clause: &Clause<'_>, start: usize, end: usize) -> bool {
    let between = Span::new(start, end).of(clause.block.text);
    between.is_empty() || clause.language.file.prefixes.iter().any(|prefix| prefix == between)
}

/// Where the complementiser that stands at `at` ends.
pub(super) fn complementiser_at(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let start = trimmed(clause, Span::new(at, clause.sentence.end)).start;
    let here = meaning(clause.hits, |term| *term == SourcingTerm::Complementiser);
    // A glued particle may stand between: "فإن".
    here.filter(|hit| hit.span.start >= start && hit.span.start <= start + 4 && glue(clause, start, hit.span.start))
        .map(|hit| hit.span.end)
        .max()
}

/// Gaps between clauses: punctuation outside quotations and numbers.
pub(super) fn breaks(block: &str, quotations: &[Span], sentence: Span) -> Vec<Span> {
    let text = sentence.of(block);
    let mut found = Vec::new();
    let mut bracketed = 0;
    for (at, character) in text.char_indices() {
        bracketed = bracketed.max(short_bracket(text, at, character));
        if at < bracketed {
            continue;
        }
        let place = Span::new(sentence.start + at, sentence.start + at + character.len_utf8());
        let breaking = matches!(
            character,
            ',' | ';'
                | ':'
                | '、'
                | '，'
                | '،'
                | '؛'
                | '—'
                | '–'
                | '('
                | ')'
                | '（'
                | '）'
                | '【'
                | '】'
                | '|'
                | '：'
                | '；'
                | '。'
                | '।'
                | '…'
        );
        let breaking = breaking
            || character == '-'
                && text.get(..at).is_some_and(|text| text.ends_with(' '))
                && text.get(at + 1..).is_some_and(|text| text.starts_with(' '));
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
        quotation.of(block).ends_with([',', '.', '?', '!', '،', '，', '。', '؟'])
            || quotation.of(block).chars().count() > 30
    });
    found.extend(closed.map(|quotation| Span::new(quotation.end, quotation.end)));
    found.sort_unstable();
    found
}

/// Where a short remark in brackets behind a name ends, which parts no clauses: "조석주간(潮汐周刊)이", "Ward (Labour) said".
fn short_bracket(text: &str, at: usize, opener: char) -> usize {
    let Some((_, closer)) = BRACKETS.iter().find(|(open, _)| *open == opener) else { return 0 };
    let inside = text.get(at + opener.len_utf8()..).unwrap_or_default();
    let named = text.get(..at).is_some_and(|before| before.trim_end().ends_with(char::is_alphanumeric));
    let length = inside.char_indices().take(24).find(|(_, character)| character == closer).map(|(length, _)| length);
    let length = length.filter(|_| named);
    length.map_or(0, |length| at + opener.len_utf8() + length + closer.len_utf8())
}

/// Brackets around remarks.
const BRACKETS: [(char, char); 2] = [('(', ')'), ('（', '）')];

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
    let span = span.trimmed(clause.block.text, is_outer);
    let Span { start, end } = span;
    // A quotation that begins inside keeps its closing mark.
    let closing = clause.quotations.iter().find(|quotation| quotation.end == end && quotation.start > start);
    let mark = closing.and_then(|_| clause.block.text.get(end..)?.chars().next());
    balanced(clause, Span::new(start, mark.map_or(end, |mark| end + mark.len_utf8())))
}

/// White space, quotation marks and punctuation that may stand around words.
fn is_outer(character: char) -> bool {
    !is_alphanumeric(character)
        && (character.is_whitespace()
            || ('\u{200b}'..='\u{200f}').contains(&character)
            || matches!(
                character,
                '"' | '\''
                    | '“'
                    | '”'
                    | '„'
                    | '«'
                    | '»'
                    | '‹'
                    | '›'
                    | '‘'
                    | '’'
                    | '「'
                    | '」'
                    | '『'
                    | '』'
                    | '【'
                    | '】'
                    | '（'
                    | '）'
                    | '|'
                    | ','
                    | ';'
                    | ':'
                    | '،'
                    | '؛'
                    | '、'
                    | '，'
                    | '。'
                    | '।'
                    | '.'
                    | '!'
                    | '?'
                    | '؟'
                    | '—'
                    | '–'
                    | '-'
                    | '('
                    | ')'
                    | '…'
                    | '：'
                    | '；'
            ))
}

/// A bracket that is opened inside is closed inside, or left out.
fn balanced(clause: &Clause<'_>, span: Span) -> Span {
    let words = span.of(clause.block.text);
    let Some((at, opener)) = words.char_indices().rev().find(|(_, sign)| matches!(sign, '(' | '（' | ')' | '）'))
    else {
        return span;
    };
    let Some((_, closer)) = BRACKETS.iter().find(|(open, _)| *open == opener) else { return span };
    let closed = clause.block.text.get(span.end..).is_some_and(|behind| behind.starts_with(*closer));
    match closed {
        true => Span::new(span.start, span.end + closer.len_utf8()),
        false if at > 0 => Span::new(span.start, span.start + words.get(..at).unwrap_or_default().trim_end().len()),
        false => span,
    }
}

/// Returns the cues among the phrases of a sentence.
pub(super) fn cues(
    hits: &[Hit<'_, SourcingTerm>],
    language: &Language,
    text: &str,
    quotations: &[Span],
    sentence: Span,
) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    for hit in hits {
        let SourcingTerm::Cue(index) = hit.meaning else { continue };
        if !sentence.contains(hit.span) || holding(quotations, hit.span).is_some() {
            continue;
        }
        // "asked by the Courier": the passive names who asked.
        let passive = meaning(hits, |term| matches!(term, SourcingTerm::Obtained | SourcingTerm::Asked(Side::Before)))
            .any(|other| other.span.start == hit.span.start && other.span.end > hit.span.end);
        if passive {
            continue;
        }
        let particles = language.file.sourcing.cues.get(*index).map(|group| group.particles.as_slice());
        let apart = particles.filter(|particles| !particles.is_empty());
        let particle = apart.map(|particles| {
            let rest = Span::new(hit.span.end, sentence.end);
            particle(hits, text, rest, particles).filter(|span| holding(quotations, *span).is_none())
        });
        let heads = language.file.sourcing.cues.get(*index).map(|group| group.heads.as_slice()).unwrap_or_default();
        if !heads.is_empty() && !headed(text, Span::new(hit.span.end, sentence.end), heads) {
            continue;
        }
        // A verb whose separable part is missing is another verb.
        let Some(particle) = particle.map_or(Some(None), |found| found.map(Some)) else { continue };
        match cues.last_mut() {
            Some(cue) if cue.span == hit.span => {
                cue.groups.push(*index);
                cue.particle = cue.particle.or(particle);
            }
            Some(cue) if cue.span.overlaps(hit.span) => {}
            Some(cue) if cue.particle.is_some_and(|particle| particle.overlaps(hit.span)) => {}
            _ => cues.push(Cue { span: hit.span, groups: vec![*index], particle }),
        }
    }
    cues.retain(|cue| reports(hits, language, text, sentence, cue));
    if language.file.sourcing.capital_nouns {
        // "Berichten", "Aussagen": a capital inside a sentence makes a noun of a word.
        let starts = |cue: &Cue| {
            text.get(sentence.start..cue.span.start).is_some_and(|before| {
                before
                    .chars()
                    .rev()
                    .find(|character| !character.is_whitespace())
                    .is_none_or(|last| !last.is_alphanumeric() && last != ',')
            })
        };
        cues.retain(|cue| {
            let words = cue.span.of(text);
            words.contains(' ') || !words.starts_with(char::is_uppercase) || starts(cue)
        });
        return cues;
    }
    if language.file.sourcing.determiners.is_empty() {
        return cues;
    }
    // "the reports", "his claims": what stands right behind a determiner is a noun.
    let determiners: Vec<usize> =
        meaning(hits, |term| *term == SourcingTerm::Determiner).map(|hit| hit.span.end).collect();
    cues.retain(|cue| {
        let spoken = text.get(..cue.span.start).unwrap_or_default().trim_end_matches(' ').len();
        !determiners.contains(&spoken) || spoken == cue.span.start
    });
    cues
}

/// Whether a reporting word reports where it stands.
fn reports(hits: &[Hit<'_, SourcingTerm>], language: &Language, text: &str, sentence: Span, cue: &Cue) -> bool {
    !disarmed(hits, text, cue) && (language.file.sourcing.capital_nouns || !named(text, sentence, cue))
}

/// "The bill was rejected", "would be posted", "to say": behind a word that keeps it from reporting, and adverbs between.
fn disarmed(hits: &[Hit<'_, SourcingTerm>], text: &str, cue: &Cue) -> bool {
    let mut at = cue.span.start;
    loop {
        let end = text.get(..at).unwrap_or_default().trim_end().len();
        let ends = |wanted: SourcingTerm| {
            let words = meaning(hits, move |term| *term == wanted).map(|hit| hit.span);
            words.filter(|span| span.end == end && end < cue.span.start).map(|span| span.start).min()
        };
        match (ends(SourcingTerm::Disarmer), ends(SourcingTerm::Closer)) {
            (Some(_), _) => return true,
            (None, Some(start)) => at = start,
            (None, None) => return false,
        }
    }
}

/// "The LA Auto Show", "our State Department": a capital inside a clause makes a name of a word, but in a title.
fn named(text: &str, sentence: Span, cue: &Cue) -> bool {
    let before = text.get(sentence.start..cue.span.start).unwrap_or_default();
    let opens =
        before.trim_end().ends_with(|last: char| !last.is_alphanumeric() && last != ',') || before.trim().is_empty();
    let words = sentence.of(text).split_whitespace().filter(|word| word.chars().count() > 3);
    let (capital, small): (Vec<&str>, Vec<&str>) = words.partition(|word| word.starts_with(char::is_uppercase));
    cue.span.of(text).starts_with(char::is_uppercase) && !opens && small.len() > capital.len()
}

/// "nach ersten Angaben", "nach einer neuen Studie": whether the noun behind a preposition is one of statements.
fn headed(text: &str, rest: Span, heads: &[String]) -> bool {
    let words = rest.of(text).split_whitespace().take(5);
    let nouns = words.take_while(|word| !word.starts_with(['"', '„', '“', ','])).map(|word| {
        let bare = word.trim_end_matches(|character: char| !character.is_alphanumeric());
        (word.starts_with(char::is_uppercase), bare.to_lowercase())
    });
    let mut named = 0;
    for (capital, word) in nouns {
        if heads.iter().any(|head| word.ends_with(head.as_str())) {
            return true;
        }
        named += usize::from(capital);
        if named > 1 {
            return false;
        }
    }
    false
}

/// The first of a verb's separable parts that closes a clause.
fn particle(hits: &[Hit<'_, SourcingTerm>], text: &str, rest: Span, particles: &[String]) -> Option<Span> {
    let listed = |span: Span| {
        let words = span.of(text).to_lowercase();
        particles.contains(&words)
    };
    let closes = |span: Span| {
        let behind = text.get(span.end..rest.end).unwrap_or_default().trim_start();
        let opened = meaning(hits, |term| *term == SourcingTerm::Complementiser);
        span.of(text).contains(' ')
            || behind.is_empty()
            || behind.starts_with(|next: char| !next.is_alphanumeric())
            || opened.map(|hit| hit.span.start).any(|start| start == span.end + 1)
    };
    let places = meaning(hits, |term| *term == SourcingTerm::Particle).map(|hit| hit.span);
    places.filter(|span| rest.contains(*span)).find(|span| listed(*span) && closes(*span))
}
