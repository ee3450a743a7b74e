//! Text folded for matching, beside the original, with a map back.
//!
//! Folding drops what differs without meaning: case, width, compatibility forms, Latin and Greek accents, Arabic
//! vowel signs and spelling variants (hamza seats, final ya, ta marbuta), joiners and direction marks, and the
//! script of digits.

use std::sync::LazyLock;

use headwater_model::Span;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

use crate::script::{Script, digit, script_of};

/// Folded text with the place of each of its characters in the original.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// Where the two texts stop to run side by side, in order.
    turns: Vec<Turn>,
    /// The length of the original.
    length: usize,
}

/// From a byte of the folded text on, up to the next turn, what stands where in the original.
#[derive(Debug, Clone, Copy)]
struct Turn {
    folded: usize,
    original: usize,
    /// Whether the texts run side by side from here; else all up to the next turn is one character of the original.
    runs: bool,
}

impl Folded {
    /// Returns where the folded bytes `start..end` stand in the original.
    pub fn original(&self, start: usize, end: usize) -> Span {
        Span::new(self.place(start), self.place(end))
    }

    fn place(&self, at: usize) -> usize {
        if at >= self.text.len() {
            return self.length;
        }
        let last = self.turns.partition_point(|turn| turn.folded <= at).checked_sub(1);
        match last.and_then(|last| self.turns.get(last)) {
            Some(turn) if turn.runs => turn.original + at - turn.folded,
            Some(turn) => turn.original,
            None => at,
        }
    }
}

/// Folds `text` and keeps the map back.
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded { text: String::with_capacity(text.len()), turns: Vec::new(), length: text.len() };
    // What stays as it is, but for capitals of ASCII, is taken over in one piece.
    let (mut taken, mut at) = (0, 0);
    let forms = &*FORMS;
    while let Some(byte) = text.as_bytes().get(at) {
        if byte.is_ascii() {
            at = past_ascii(text, at);
            continue;
        }
        let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let end = at + character.len_utf8();
        if !forms.keeps(character) {
            let form = forms.of(character);
            folded.text.push_str(text.get(taken..at).unwrap_or_default());
            let start = folded.text.len();
            forms.push(character, form, &mut folded.text);
            let form = folded.text.get(start..).unwrap_or_default();
            if form.len() != end - at || form.chars().nth(1).is_some() {
                let one = Turn { folded: start, original: at, runs: false };
                folded.turns.extend((!form.is_empty()).then_some(one));
                folded.turns.push(Turn { folded: folded.text.len(), original: end, runs: true });
            }
            taken = end;
        }
        at = end;
    }
    folded.text.push_str(text.get(taken..).unwrap_or_default());
    folded.text.make_ascii_lowercase();
    folded
}

/// Folds `text` without a map.
pub fn fold_str(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|character| FORMS.push(character, FORMS.of(character), &mut folded));
    folded.make_ascii_lowercase();
    folded
}

/// Returns where the first character at or behind `at` stands that is not of ASCII.
fn past_ascii(text: &str, at: usize) -> usize {
    const STRIDE: usize = 16;
    let bytes = text.as_bytes();
    let mut at = at;
    while bytes.get(at..at + STRIDE).is_some_and(<[u8]>::is_ascii) {
        at += STRIDE;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| byte.is_ascii()).count()
}

fn push_folded(character: char, out: &mut String) {
    if character.is_ascii() {
        out.push(character.to_ascii_lowercase());
        return;
    }
    if let Some(value) = digit(character) {
        out.extend(char::from_digit(value, 10));
        return;
    }
    match character {
        // Vowel signs, tatweel, Hebrew points, combining accents, joiners and direction marks.
        '\u{0300}'..='\u{036f}'
        | '\u{0591}'..='\u{05c7}'
        | '\u{0610}'..='\u{061a}'
        | '\u{0640}'
        | '\u{064b}'..='\u{065f}'
        | '\u{0670}'
        | '\u{00ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => {}
        // A superscript is a note mark or a unit's power, never the digit itself.
        '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' => out.push(character),
        // "2½" is no twenty-one halves.
        '¼'..='¾' | '⅐'..='⅞' => out.push(character),
        'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
        'ى' | 'ی' | 'ئ' => out.push('ي'),
        'ؤ' => out.push('و'),
        'ة' => out.push('ه'),
        'ک' => out.push('ك'),
        'ı' | 'İ' => out.push('i'),
        'ß' => out.push_str("ss"),
        'ё' | 'Ё' => out.push('е'),
        '\u{0620}'..='\u{06ff}' | 'ぁ'..='ヿ' | '一'..='鿿' | '가'..='힣' | 'а'..='я' => out.push(character),
        '\u{00a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => out.push(' '),
        '’' | '‘' | 'ʼ' => out.push('\''),
        _ => normalise(character, out),
    }
}

/// What a character is folded to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Itself, or its small letter in ASCII.
    Same,
    /// The bytes of the table from a place on, up to another.
    Tabled(u32, u32),
    /// It is not in the table.
    Other,
}

/// The forms of the characters before [`Forms::END`], since to work them out takes long.
struct Forms {
    text: String,
    forms: Vec<Form>,
    /// Whether a character is folded to itself.
    kept: Vec<bool>,
}

impl Forms {
    /// Behind Kana and compatibility forms; Han follows, which mostly stays as it is.
    const END: u32 = 0x3400;

    fn new() -> Self {
        let mut tabled = Self { text: String::new(), forms: Vec::new(), kept: Vec::new() };
        let place = |text: &String| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let mut form = String::new();
        for character in (0..Self::END).filter_map(char::from_u32) {
            form.clear();
            push_folded(character, &mut form);
            if character.is_ascii() || form.chars().eq([character]) {
                tabled.forms.push(Form::Same);
                continue;
            }
            let start = place(&tabled.text);
            tabled.text.push_str(&form);
            tabled.forms.push(Form::Tabled(start, place(&tabled.text)));
        }
        tabled.kept = tabled.forms.iter().map(|form| *form == Form::Same).collect();
        tabled
    }

    #[inline]
    fn keeps(&self, character: char) -> bool {
        match self.kept.get(character as usize) {
            Some(kept) => *kept,
            None => matches!(character, '一'..='鿿' | '가'..='힣'),
        }
    }

    fn of(&self, character: char) -> Form {
        match character {
            '一'..='鿿' | '가'..='힣' => Form::Same,
            _ => self.forms.get(character as usize).copied().unwrap_or(Form::Other),
        }
    }

    fn push(&self, character: char, form: Form, out: &mut String) {
        match form {
            Form::Same => out.push(character),
            Form::Tabled(start, end) => {
                out.push_str(self.text.get(start as usize..end as usize).unwrap_or_default());
            }
            Form::Other => push_folded(character, out),
        }
    }
}

static FORMS: LazyLock<Forms> = LazyLock::new(Forms::new);

fn normalise(character: char, out: &mut String) {
    let mut buffer = [0; 4];
    let text = character.encode_utf8(&mut buffer);
    let lower = ComposingNormalizerBorrowed::new_nfkc().normalize(text).to_lowercase();
    for folded in lower.chars() {
        match script_of(folded) {
            Script::Latin | Script::Greek if !folded.is_ascii() => {
                let decomposed = DecomposingNormalizerBorrowed::new_nfd();
                let base = decomposed.normalize_iter(std::iter::once(folded));
                out.extend(base.filter(|part| !matches!(*part, '\u{0300}'..='\u{036f}')));
            }
            _ => out.push(folded),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{fold, fold_str};

    #[test]
    fn spelling_variants_fold_together() {
        for (left, right) in [
            ("أحمد", "احمد"),
            ("الحكومة", "الحكومه"),
            ("مُسَرَّبة", "مسربه"),
            ("ＡＩ１２", "ai12"),
            ("Café", "CAFE"),
            ("Straße", "strasse"),
            ("کتاب", "كتاب"),
            ("٤٥", "45"),
        ] {
            assert_eq!(fold_str(left), fold_str(right), "{left} {right}");
        }
        assert_ne!(fold_str("か"), fold_str("が"));
        assert_ne!(fold_str("и"), fold_str("й"));
    }

    proptest! {
        #[test]
        fn folded_bytes_map_back_in_order(text in "\\PC{0,60}") {
            let folded = fold(&text);
            let whole = folded.original(0, folded.text.len());
            prop_assert_eq!(whole.end, text.len());
            prop_assert_eq!(&folded.text, &fold_str(&text));
            for (at, character) in folded.text.char_indices() {
                let span = folded.original(at, at + character.len_utf8());
                prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            }
        }
    }
}
