//! Scripts and digits of single characters.

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
    // The common cases first: to look characters up takes long.
    match character {
        'a'..='z' | 'A'..='Z' => Some(Script::Latin),
        '\0'..='\u{7f}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{30ff}' | '一'..='鿿' => None,
        'а'..='я' => Some(Script::Cyrillic),
        'ا'..='غ' | 'ف'..='ي' | 'ٱ'..='ۓ' => Some(Script::Arabic),
        'א'..='ת' => Some(Script::Hebrew),
        '가'..='힣' => Some(Script::Hangul),
        '\u{0904}'..='\u{094d}' => Some(Script::Devanagari),
        _ => {
            // The marks of Indian scripts that stand inside words are no letters by themselves.
            let letter =
                character.is_alphabetic() || matches!(character, '\u{093c}' | '\u{094d}' | '\u{09bc}' | '\u{09cd}');
            Some(script_of(character)).filter(|_| letter && !is_unspaced(character))
        }
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
    use super::{Script, digit, is_unspaced, script_code, script_of};

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
