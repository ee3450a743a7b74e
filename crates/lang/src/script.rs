//! Scripts and digits of single characters.

use std::sync::LazyLock;

use icu_properties::{CodePointMapData, PropertyNamesShort, props};

/// A Unicode script.
pub type Script = props::Script;

/// Returns the script of a character; punctuation, digits and signs are `Common`.
pub fn script_of(character: char) -> Script {
    match character {
        'a'..='z' | 'A'..='Z' => Script::Latin,
        _ => CodePointMapData::<Script>::new().get(character),
    }
}

/// Returns the ISO 15924 code of a script, such as `Arab`.
pub fn script_code(script: Script) -> &'static str {
    PropertyNamesShort::<Script>::new().get(script).unwrap_or("Zzzz")
}

/// Says whether words of the character's script stand without spaces between them.
pub fn is_unspaced(character: char) -> bool {
    // Thai is the first of these in the order of code points.
    if character < '\u{0e00}' {
        return false;
    }
    matches!(
        script_of(character),
        Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Thai
            | Script::Lao
            | Script::Khmer
            | Script::Myanmar
            | Script::Tibetan
    ) || character == 'ー'
}

/// Returns the script of the words that a character can stand inside of, where words stand apart.
#[inline]
pub(crate) fn script_of_words(character: char) -> Option<Script> {
    KINDS.of(character).words
}

/// Says what [`char::is_alphabetic`] says, which takes long to look characters up.
#[inline]
pub fn is_letter(character: char) -> bool {
    if character.is_ascii() { character.is_ascii_alphabetic() } else { KINDS.of(character).letter }
}

/// Says what [`char::is_alphanumeric`] says, which takes long to look characters up.
#[inline]
pub fn is_alphanumeric(character: char) -> bool {
    if character.is_ascii() { character.is_ascii_alphanumeric() } else { KINDS.of(character).alphanumeric }
}

/// Returns where the letters of one script end that start at `at`.
pub(crate) fn past_word(text: &str, at: usize, script: Option<Script>) -> usize {
    let kinds = &*KINDS;
    let letters = text.get(at..).unwrap_or_default().chars().take_while(|letter| kinds.of(*letter).words == script);
    at + letters.map(char::len_utf8).sum::<usize>()
}

/// Returns where the first byte at or behind `at` stands that is wanted. Stretches without any are passed at once.
#[inline]
pub fn next_byte(bytes: &[u8], at: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    const STRETCH: usize = 16;
    let mut at = at;
    let stretch = |at: usize| <&[u8; STRETCH]>::try_from(bytes.get(at..at + STRETCH)?).ok();
    while stretch(at).is_some_and(|bytes| !bytes.iter().fold(false, |any, byte| any | wanted(*byte))) {
        at += STRETCH;
    }
    bytes.get(at..)?.iter().position(|byte| wanted(*byte)).map(|index| at + index)
}

/// What a character is in running text.
#[derive(Debug, Clone, Copy)]
struct Kind {
    /// The script of the words that it can stand inside of.
    words: Option<Script>,
    letter: bool,
    alphanumeric: bool,
}

/// The kinds of the characters before [`Kinds::END`], of Han and of Hangul.
struct Kinds {
    kinds: Vec<Kind>,
    han: Kind,
    hangul: Kind,
}

static KINDS: LazyLock<Kinds> = LazyLock::new(Kinds::new);

impl Kinds {
    /// Behind Kana and compatibility forms; what follows is mostly Han and Hangul.
    const END: u32 = 0x3400;

    fn new() -> Self {
        let kinds = (0..Self::END).map(|code| char::from_u32(code).map_or(Kind::NONE, Kind::new)).collect();
        Self { kinds, han: Kind::new('一'), hangul: Kind::new('가') }
    }

    #[inline]
    fn of(&self, character: char) -> Kind {
        match self.kinds.get(character as usize) {
            Some(kind) => *kind,
            None => match character {
                '一'..='鿿' => self.han,
                '가'..='힣' => self.hangul,
                _ => Kind::new(character),
            },
        }
    }
}

impl Kind {
    const NONE: Self = Self { words: None, letter: false, alphanumeric: false };

    fn new(character: char) -> Self {
        let letter = character.is_alphabetic();
        // The marks of Indian scripts that stand inside words are no letters by themselves.
        let inside = letter || matches!(character, '\u{093c}' | '\u{094d}' | '\u{09bc}' | '\u{09cd}');
        let apart = inside && !is_unspaced(character) && !matches!(character, '\u{3000}'..='\u{30ff}');
        let words = apart.then(|| script_of(character));
        Self { words, letter, alphanumeric: character.is_alphanumeric() }
    }
}

/// First digits of the decimal digit ranges that occur in text; each range has ten.
const ZEROS: [char; 22] =
    ['0', '٠', '۰', '߀', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '෦', '๐', '໐', '༠', '၀', '០', '᠐', '０', '𝟎'];

/// Returns the value of a decimal digit of any script.
pub fn digit(character: char) -> Option<u32> {
    if character.is_ascii_digit() {
        return character.to_digit(10);
    }
    if character < '٠' {
        return None;
    }
    let zero = ZEROS.iter().rev().find(|zero| **zero <= character)?;
    let value = u32::from(character) - u32::from(*zero);
    (value < 10).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::{Script, digit, is_alphanumeric, is_letter, is_unspaced, script_code, script_of};

    #[test]
    fn letters_are_those_of_unicode() {
        for character in '\0'..=char::MAX {
            assert_eq!(is_letter(character), character.is_alphabetic(), "{character:?}");
            assert_eq!(is_alphanumeric(character), character.is_alphanumeric(), "{character:?}");
        }
    }

    #[test]
    fn digits_of_all_scripts_have_values() {
        for (text, value) in [("7", 7), ("٧", 7), ("۷", 7), ("７", 7), ("७", 7), ("๗", 7)] {
            assert_eq!(text.chars().next().and_then(digit), Some(value), "{text}");
        }
        assert_eq!(digit('x'), None);
        assert_eq!(digit('十'), None);
    }

    #[test]
    fn scripts_have_codes() {
        assert_eq!(script_code(script_of('ع')), "Arab");
        assert_eq!(script_of('か'), Script::Hiragana);
        assert!(is_unspaced('漢') && !is_unspaced('한'));
    }
}
