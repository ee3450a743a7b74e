//! A block of the article, prepared for the readers of figures and sourcing.

use std::cell::OnceCell;
use std::ops::Deref;

use headwater_lang::{Folded, Script, fold, is_unspaced, next_byte, script_of, sentences};
use headwater_model::{Label, LanguageCode, Quote, Span, Voice};

/// A block and the voice that its label gives it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Passage {
    span: Span,
    voice: Voice,
}

/// A block with its text folded, cut into sentences, and its quotations marked. Spans inside are of the block's text;
/// `offset` takes them to the page's.
#[derive(Debug)]
pub(crate) struct Prepared<'a> {
    /// The block's text.
    pub(crate) text: &'a str,
    /// Where the block starts on the page.
    pub(crate) offset: usize,
    /// The text folded.
    pub(crate) folded: Folded,
    /// Its sentences, found when they are first asked for: most blocks state nothing.
    pub(crate) sentences: Sentences<'a>,
    quotations: OnceCell<Vec<Span>>,
    voice: Voice,
}

/// The sentences of a block.
#[derive(Debug)]
pub(crate) struct Sentences<'a> {
    text: &'a str,
    language: LanguageCode,
    found: OnceCell<Vec<Span>>,
}

impl Deref for Sentences<'_> {
    type Target = [Span];

    fn deref(&self) -> &[Span] {
        self.found.get_or_init(|| sentences(self.text, self.language))
    }
}

impl Passage {
    pub(crate) fn new(span: Span, label: Label) -> Self {
        let voice = match label {
            Label::Preface => Voice::Preface,
            Label::Caption => Voice::Caption,
            _ => Voice::Page,
        };
        Self { span, voice }
    }

    pub(crate) fn prepared(self, page: &str, language: LanguageCode) -> Prepared<'_> {
        let text = self.span.of(page);
        Prepared {
            text,
            offset: self.span.start,
            folded: fold(text),
            sentences: Sentences { text, language, found: OnceCell::new() },
            quotations: OnceCell::new(),
            voice: self.voice,
        }
    }
}

impl Prepared<'_> {
    /// Returns the sentence around a span of the block, or the whole block.
    pub(crate) fn sentence(&self, span: Span) -> Span {
        let last = self.sentences.partition_point(|sentence| sentence.start <= span.start);
        let around = last.checked_sub(1).and_then(|index| self.sentences.get(index));
        around.filter(|sentence| span.start < sentence.end).copied().unwrap_or(Span::new(0, self.text.len()))
    }

    /// Returns what stands in quotation marks, without the marks.
    pub(crate) fn quotations(&self) -> &[Span] {
        self.quotations.get_or_init(|| quotations(self.text))
    }

    /// Returns the quotation around a span of the block.
    pub(crate) fn quotation(&self, span: Span) -> Option<Span> {
        holding(self.quotations(), span)
    }

    /// Returns the quotations that are long enough to be somebody's words, in the page's bytes.
    pub(crate) fn quotes(&self) -> impl Iterator<Item = Quote> {
        let page = |span: Span| span.shifted(self.offset);
        let said = self.quotations().iter().filter(|span| is_speech(span.of(self.text)));
        said.filter(|_| self.voice != Voice::Caption)
            .map(move |span| Quote { span: page(*span), sentence: page(self.sentence(*span)) })
    }

    /// Returns whose words a span of the block is.
    pub(crate) fn voice(&self, span: Span) -> Voice {
        let quoted = self.quotation(span).is_some();
        if quoted && self.voice == Voice::Page { Voice::Quotation } else { self.voice }
    }
}

/// Words of a quotation that is no name or phrase, and characters where a script has no spaces.
const SPEECH_WORDS: usize = 4;
const SPEECH_CHARACTERS: usize = 8;

/// Says whether quoted words are long enough to be what somebody said.
fn is_speech(quoted: &str) -> bool {
    quoted.split_whitespace().count() >= SPEECH_WORDS
        || quoted.chars().filter(|character| is_unspaced(*character)).count() >= SPEECH_CHARACTERS
}

/// Returns the quotation that holds a span. Quotations come by position and do not overlap.
pub(crate) fn holding(quotations: &[Span], span: Span) -> Option<Span> {
    let last = quotations.partition_point(|quotation| quotation.start <= span.start);
    let around = last.checked_sub(1).and_then(|index| quotations.get(index)).copied();
    around.filter(|quotation| quotation.contains(span))
}

/// Quotation marks that open, with what closes them.
const MARKS: [(char, &[char]); 12] = [
    ('“', &['”', '“']),
    ('„', &['“', '”']),
    ('«', &['»']),
    ('»', &['«']),
    ('「', &['」']),
    ('『', &['』']),
    ('《', &['》']),
    ('〈', &['〉']),
    ('‹', &['›']),
    ('"', &['"']),
    ('‘', &['’']),
    ('״', &['״']),
];

/// Returns what stands in quotation marks, without the marks, outermost only.
pub(crate) fn quotations(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char, &[char])> = None;
    let mut at = 0;
    while let Some(mark) = next_mark(text, at) {
        let Some(character) = text.get(mark..).and_then(|rest| rest.chars().next()) else { break };
        let before = text.get(..mark).and_then(|before| before.chars().next_back()).unwrap_or(' ');
        at = mark + character.len_utf8();
        if matches!(character, '"' | '״') && abbreviates(text, mark, before) {
            continue;
        }
        match open {
            Some((start, opener, closers)) if closers.contains(&character) => {
                // An apostrophe inside a word closes nothing.
                let after = text.get(at..).and_then(|rest| rest.chars().next());
                let apostrophe = opener == '‘' && after.is_some_and(char::is_alphanumeric);
                if !apostrophe {
                    found.push(Span::new(start, mark));
                    open = None;
                }
            }
            None if !(character == '‘' && before.is_alphanumeric()) => {
                let pair = MARKS.iter().find(|(opener, _)| *opener == character);
                open = pair.map(|(_, closers)| (at, character, *closers));
            }
            _ => {}
        }
    }
    found.retain(|span| !span.is_empty());
    found
}

/// Returns where the next character at or behind `at` stands that may be a quotation mark, by its first two bytes.
fn next_mark(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = at;
    loop {
        let place = next_byte(bytes, at, |byte| matches!(byte, b'"' | 0xc2 | 0xd7 | 0xe2 | 0xe3))?;
        let second = bytes.get(place + 1).copied().unwrap_or(0);
        let mark = match bytes.get(place) {
            Some(b'"') => true,
            // « and », ״, and the blocks of punctuation.
            Some(0xc2) => matches!(second, 0xab | 0xbb),
            Some(0xd7) => second == 0xb4,
            _ => second == 0x80,
        };
        if mark {
            return Some(place);
        }
        at = place + 1;
    }
}

/// Whether a mark stands in an abbreviation, before its last letter: "צה״ל".
fn abbreviates(text: &str, at: usize, before: char) -> bool {
    let mut behind = text.get(at..).unwrap_or_default().chars().skip(1);
    let hebrew = |character: Option<char>| {
        character.is_some_and(|letter| script_of(letter) == Script::Hebrew && letter.is_alphabetic())
    };
    hebrew(Some(before)) && hebrew(behind.next()) && !hebrew(behind.next())
}

#[cfg(test)]
mod tests {
    use super::quotations;

    #[test]
    fn quotations_of_many_scripts_are_found() {
        for (text, quoted) in [
            ("she said “we wait” and left", "we wait"),
            ("„Wir warten“, sagte er", "Wir warten"),
            ("وقال: «ننتظر» ثم غادر", "ننتظر"),
            ("彼は「待つ」と述べた", "待つ"),
            ("\"We wait,\" he said", "We wait,"),
            ("דובר צה״ל אמר ל״מבט״ אתמול", "מבט"),
        ] {
            let spans = quotations(text);
            assert_eq!(spans.iter().map(|span| span.of(text)).collect::<Vec<_>>(), [quoted], "{text}");
        }
    }
}
