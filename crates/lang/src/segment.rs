//! Sentences and words of any script.

use std::cell::OnceCell;

use headwater_model::{LanguageCode, Span};
use icu_segmenter::WordSegmenter;
use rustc_hash::FxHashSet;
use sentencex::languages::Language as Rules;

use crate::registry::Registry;
use crate::script::{digit, is_letter, script_of_words};

/// Returns the sentences of a block of text, in order, without white space at their ends.
///
/// Boundaries come from Wikimedia's `sentencex`, by language; on top of it: a boundary inside an open quotation or
/// bracket is none, closing marks and note marks belong to the sentence they follow, and a line break always ends one.
pub fn sentences(text: &str, language: LanguageCode) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let ends = boundaries(line, language);
        let mut from = 0;
        for end in ends {
            spans.extend(trimmed(text, Span::new(start + from, start + end)));
            from = end;
        }
        start += line.len();
    }
    spans
}

/// Returns the words of a text, in order: what has letters or digits, by dictionary where there are no spaces.
pub fn words(text: &str) -> Vec<Span> {
    thread_local! {
        static SEGMENTER: OnceCell<icu_segmenter::WordSegmenterBorrowed<'static>> = const { OnceCell::new() };
    }
    SEGMENTER.with(|cell| {
        let segmenter = cell.get_or_init(|| WordSegmenter::new_auto(Default::default()));
        let mut start = 0;
        let breaks = segmenter.segment_str(text).iter_with_word_type();
        let mut spans = Vec::new();
        for (end, kind) in breaks {
            if kind.is_word_like() {
                spans.push(Span::new(start, end));
            }
            start = end;
        }
        spans
    })
}

fn trimmed(text: &str, span: Span) -> Option<Span> {
    Some(span.trimmed(text, char::is_whitespace)).filter(|span| !span.is_empty())
}

/// The segmenter's time grows with the square of its input, so longer lines are cut before it sees them.
const LONGEST: usize = 4096;

/// Byte offsets of sentence ends in a line, the line's own end last.
fn boundaries(line: &str, language: LanguageCode) -> Vec<usize> {
    if is_one(line) {
        return vec![line.len()];
    }
    let mut ends = Vec::new();
    let mut start = 0;
    while start < line.len() {
        let end = cut(line, start);
        let mut at = start;
        for piece in pieces(line.get(start..end).unwrap_or_default(), language) {
            at += piece.len();
            if at < end && line.is_char_boundary(at) {
                ends.push(at);
            }
        }
        // A cut is no boundary unless a sentence ends there.
        ends.extend((end == line.len() || line.get(..end).is_some_and(|text| text.ends_with(". "))).then_some(end));
        start = end;
    }
    let signs: Vec<(usize, char)> = signs(line).collect();
    let mut ends = split_full_stops(&signs, ends);
    ends.iter_mut().for_each(|end| *end = past_closers(line, *end));
    ends.sort_unstable();
    ends.dedup();
    ends.retain(|end| !abbreviated(line, *end));
    let mut ends = outside_quotations(line.len(), &signs, &ends);
    ends.push(line.len());
    ends.dedup();
    ends
}

/// Whether nothing but letters and signs that end no sentence stands before the end of a line.
fn is_one(line: &str) -> bool {
    let text = line.trim_end().trim_end_matches(['.', '!', '?']);
    let plain = |character: char| match character {
        // A bracket may close the number of an item.
        '.' | '!' | '?' | ')' => false,
        '\0'..='\u{7f}' => true,
        '\u{2000}'..='\u{2fff}' => false,
        _ => script_of_words(character).is_some(),
    };
    text.chars().all(plain)
}

/// Cuts a text as `sentencex` does.
fn pieces(text: &str, language: LanguageCode) -> Vec<&str> {
    let rules = sentencex::language_factory(language.as_str());
    match Registry::builtin().language(language).file.plain_sentences {
        true => Plain(rules).segment(text),
        false => rules.segment(text),
    }
}

/// The rules of a language for which `sentencex` compiles the same expression anew behind every full stop.
struct Plain(Box<dyn Rules>);

impl Rules for Plain {
    fn get_abbreviations(&self) -> &FxHashSet<String> {
        self.0.get_abbreviations()
    }

    fn get_last_word<'a>(&self, text: &'a str) -> &'a str {
        self.0.get_last_word(text)
    }

    fn continue_in_next_word(&self, text: &str) -> bool {
        text.starts_with(|next: char| next.is_ascii_lowercase() || next.is_ascii_digit())
    }
}

/// Where a long line is cut: behind the last sentence end, else the last space, of the next stretch.
fn cut(line: &str, start: usize) -> usize {
    if line.len() - start <= LONGEST {
        return line.len();
    }
    let end = line.floor_char_boundary(start + LONGEST);
    let stretch = line.get(start..end).unwrap_or_default();
    let stop = stretch.rfind(". ").map(|at| at + 2).or_else(|| stretch.rfind(' ').map(|at| at + 1));
    stop.filter(|length| *length > LONGEST / 2).map_or(end, |length| start + length)
}

/// Adds the boundaries behind ideographic full stops, which end a sentence in any language.
fn split_full_stops(signs: &[(usize, char)], mut ends: Vec<usize>) -> Vec<usize> {
    let stops = signs.iter().filter(|(_, sign)| matches!(sign, '。' | '！' | '？' | '؟'));
    ends.extend(stops.map(|(at, stop)| at + stop.len_utf8()));
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// The first bytes of such signs.
const SIGNS: [bool; 256] = {
    let mut signs = [false; 256];
    let firsts = [b'(', b')', 0xc2, 0xd8, 0xe2, 0xe3, 0xef];
    let mut index = 0;
    while index < firsts.len() {
        signs[firsts[index] as usize] = true;
        index += 1;
    }
    signs
};

/// Returns the characters of a line that may be full stops, quotation marks or brackets, by their first two bytes: most
/// are neither, and need not be looked at whole.
fn signs(line: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = line.as_bytes();
    let firsts = bytes.iter().enumerate().filter(|(_, first)| SIGNS.get(usize::from(**first)) == Some(&true));
    let signs = firsts.filter(|(at, first)| {
        let second = bytes.get(at + 1).copied().unwrap_or(0);
        matches!(
            (*first, second),
            (b'(' | b')', _) | (0xc2, 0xab | 0xbb) | (0xd8, 0x9f) | (0xe2 | 0xe3, 0x80) | (0xef, 0xbc)
        )
    });
    signs.filter_map(|(at, ..)| Some((at, line.get(at..)?.chars().next()?)))
}

/// Whether a full stop before `end` is that of an abbreviation: a word without a vowel ("Ms.", "Mr."), or one that the
/// next word touches ("S.Paulo").
fn abbreviated(line: &str, end: usize) -> bool {
    let before = line.get(..end).unwrap_or_default().trim_end();
    let Some(before) = before.strip_suffix('.') else { return false };
    let start = before.rfind(|character: char| !is_letter(character)).map_or(0, |at| at + 1);
    let word = before.get(start..).unwrap_or_default();
    let touched = line.get(end..).is_some_and(|rest| rest.starts_with(is_letter));
    let spaced = before.len() + 1 < end;
    let vowel = |letter: u8| matches!(letter.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let short = (2..=3).contains(&word.len()) && word.is_ascii() && word.starts_with(char::is_uppercase);
    let capitals = word.bytes().filter(u8::is_ascii_uppercase).count() == 1;
    touched && !spaced && word.chars().count() == 1 || short && capitals && !word.bytes().any(vowel)
}

/// Moves a boundary behind closing quotation marks, brackets, and superscript note marks that follow it.
fn past_closers(line: &str, end: usize) -> usize {
    let rest = line.get(end..).unwrap_or_default();
    let closers = rest.chars().take_while(|character| {
        matches!(character, '”' | '’' | '»' | '」' | '』' | '）' | ')' | ']' | '】')
            || (digit(*character).is_none() && superscript(*character).is_some())
    });
    end + closers.map(char::len_utf8).sum::<usize>()
}

/// Returns the value of a superscript digit.
pub fn superscript(character: char) -> Option<u32> {
    Some(match character {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴' => 4,
        '⁵' => 5,
        '⁶' => 6,
        '⁷' => 7,
        '⁸' => 8,
        '⁹' => 9,
        _ => return None,
    })
}

/// Keeps the boundaries at which no quotation or bracket is open. An opener without a closer within 600 bytes is taken
/// for a slip and ignored.
fn outside_quotations(length: usize, signs: &[(usize, char)], ends: &[usize]) -> Vec<usize> {
    const PAIRS: [(char, &[char]); 8] = [
        ('„', &['“', '”']),
        ('“', &['”']),
        ('«', &['»']),
        ('「', &['」']),
        ('『', &['』']),
        ('《', &['》']),
        ('（', &['）', ')']),
        ('(', &[')', '）']),
    ];
    const REACH: usize = 600;
    let mut kept = Vec::new();
    let mut open: Vec<(usize, &[char])> = Vec::new();
    let mut next = ends.iter().copied().peekable();
    for (at, character) in signs.iter().copied().chain([(length, ' ')]) {
        while let Some(end) = next.next_if(|end| *end <= at) {
            open.retain(|(opened, _)| end - opened < REACH);
            kept.extend(open.is_empty().then_some(end));
        }
        open.retain(|(opened, _)| at - opened < REACH);
        let closed = open.iter().rposition(|(_, closers)| closers.contains(&character));
        if let Some(depth) = closed {
            open.truncate(depth);
        } else if let Some((_, closers)) = PAIRS.iter().find(|(opener, _)| *opener == character) {
            // Nobody nests deeper; a run of openers is decoration.
            if open.len() == 8 {
                open.remove(0);
            }
            open.push((at, closers));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use headwater_model::LanguageCode;
    use proptest::prelude::*;

    use super::{Registry, pieces, sentences, words};

    fn split(code: &str, text: &str) -> Vec<String> {
        let language = LanguageCode::parse(code).unwrap();
        sentences(text, language).iter().map(|span| span.of(text).to_owned()).collect()
    }

    #[test]
    fn sentences_keep_abbreviations_quotations_and_note_marks() {
        assert_eq!(
            split("en", "Dr. Ames met U.S. officials on Jan. 23. They left."),
            ["Dr. Ames met U.S. officials on Jan. 23.", "They left."]
        );
        assert_eq!(split("en", "Then Ms. Dorn spoke. She left."), ["Then Ms. Dorn spoke.", "She left."]);
        assert_eq!(split("pt", "Saiu na Folha de S.Tomé e ficou."), ["Saiu na Folha de S.Tomé e ficou."]);
        assert_eq!(
            split("ja", "橋が閉じた。¹「遅い。困る」と彼は言った。"),
            ["橋が閉じた。¹", "「遅い。困る」と彼は言った。"]
        );
        assert_eq!(
            split("ar", "أغلق الجسر. وقال المدير: «لا نعلم. سنرى»."),
            ["أغلق الجسر.", "وقال المدير: «لا نعلم. سنرى»."]
        );
        assert_eq!(
            split("de", "„Wir warten“, sagte er. Sie ging.\nSie kam"),
            ["„Wir warten“, sagte er.", "Sie ging.", "Sie kam"]
        );
    }

    #[test]
    fn plain_rules_are_those_of_the_splitter() {
        let plain = Registry::builtin().languages().filter(|language| language.file.plain_sentences);
        for language in plain {
            for example in &language.file.examples {
                for text in [
                    example.text.as_str(),
                    "Il dott. Neri, ore 3.40. Poi? poi. 2 casi! «Sì.» \"No.\", disse. E l'avv. Bo",
                ] {
                    assert_eq!(pieces(text, language.code), sentencex::segment(language.code.as_str(), text));
                }
            }
        }
    }

    #[test]
    fn words_come_by_dictionary_where_there_are_no_spaces() {
        let text = "橋を閉じる plan 12";
        let found: Vec<&str> = words(text).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["橋", "を", "閉じる", "plan", "12"]);
    }

    proptest! {
        #[test]
        fn sentences_hold_all_letters_in_order(text in "\\PC{0,80}") {
            let language = LanguageCode::parse("en").unwrap();
            let mut end = 0;
            let mut joined = String::new();
            for span in sentences(&text, language) {
                prop_assert!(span.start >= end && span.end <= text.len());
                end = span.end;
                joined.push_str(span.of(&text));
            }
            let letters = |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&joined), letters(&text));
        }
    }
}
