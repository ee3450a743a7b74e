//! Text folded for matching, beside the original, with a map back.
//!
//! Folding drops what differs without meaning: case, width, compatibility forms, Latin and Greek accents, Arabic
//! vowel signs and spelling variants (hamza seats, final ya, ta marbuta), joiners and direction marks, and the
//! script of digits.

use std::sync::LazyLock;

use headwater_model::Span;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

use crate::script::{Script, digit, script_of};

/// Folded text with the place of each of its bytes in the original.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text` the byte of the original where its character starts; one more for the end.
    places: Vec<u32>,
}

impl Folded {
    /// Returns where the folded bytes `start..end` stand in the original.
    pub fn original(&self, start: usize, end: usize) -> Span {
        let place = |at: usize| self.places.get(at).or(self.places.last()).copied().unwrap_or(0) as usize;
        Span::new(place(start), place(end))
    }

    /// Returns the first folded byte at or behind a byte of the original.
    pub fn folded(&self, original: usize) -> usize {
        self.places.partition_point(|place| (*place as usize) < original).min(self.text.len())
    }
}

/// Folds `text` and keeps the map back. Texts beyond 4 GiB are cut.
pub fn fold(text: &str) -> Folded {
    if let Some(end) = u32::try_from(text.len()).ok().filter(|_| text.is_ascii()) {
        return Folded { text: text.to_ascii_lowercase(), places: (0..=end).collect() };
    }
    let mut folded = Folded { text: String::with_capacity(text.len()), places: Vec::with_capacity(text.len() + 1) };
    for (at, character) in text.char_indices() {
        let Ok(place) = u32::try_from(at) else { break };
        push_folded(character, &mut folded.text);
        folded.places.resize(folded.text.len(), place);
    }
    folded.places.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
    folded
}

/// Folds `text` without a map.
pub fn fold_str(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|character| push_folded(character, &mut folded));
    folded
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
        _ => push_normalised(character, out),
    }
}

/// The folded forms of the characters before [`Tabled::END`], since to normalise takes long.
struct Tabled {
    text: String,
    /// Where each form starts; one more for the end.
    starts: Vec<u32>,
}

impl Tabled {
    const END: u32 = 0x2000;

    fn new() -> Self {
        let mut tabled = Self { text: String::new(), starts: vec![0] };
        for code in 0..Self::END {
            char::from_u32(code).into_iter().for_each(|character| normalise(character, &mut tabled.text));
            tabled.starts.push(u32::try_from(tabled.text.len()).unwrap_or(u32::MAX));
        }
        tabled
    }

    fn get(&self, character: char) -> Option<&str> {
        let at = character as usize;
        self.text.get(*self.starts.get(at)? as usize..*self.starts.get(at + 1)? as usize)
    }
}

static TABLED: LazyLock<Tabled> = LazyLock::new(Tabled::new);

fn push_normalised(character: char, out: &mut String) {
    match TABLED.get(character) {
        Some(form) => out.push_str(form),
        None => normalise(character, out),
    }
}

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
            for (at, character) in folded.text.char_indices() {
                let span = folded.original(at, at + character.len_utf8());
                prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            }
        }
    }
}
