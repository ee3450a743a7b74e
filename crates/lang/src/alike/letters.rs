//! Names as sounds: each script's letters, read by tables of their own, to letters that all scripts share.
//!
//! Vowels are `a e i o u`; `@` is a vowel that a script does not write or says hardly; `A`, `W` and `Y` are letters of
//! Arabic and Hebrew that stand for a long vowel or a half-vowel, `E` their ending in h that is mostly a. `S` is sh, `C`
//! ch, `J` the sound of j, `N` ng, `x` kh; other consonants are themselves.

use super::costs::vowel;
use crate::script::Script;

/// Letters that folding would take the mark from that tells their sound, and words that are written apart or together.
pub(super) const MARKED: [(&str, &str); 18] = [
    ("A.Ş.", " "),
    ("a.ş.", " "),
    ("ş", "sh"),
    ("Ş", "sh"),
    ("š", "sh"),
    ("Š", "sh"),
    ("č", "ch"),
    ("Č", "ch"),
    ("ć", "ch"),
    ("ž", "zh"),
    ("Ž", "zh"),
    ("ç", "tch"),
    ("Ç", "tch"),
    ("ג'", "ג׳"),
    ("צ'", "צ׳"),
    ("ץ'", "ץ׳"),
    ("ז'", "ז׳"),
    ("عبد ال", "عبدال"),
];

/// Letters of Greek that make one sound together, without accents.
const GREEK: [(&str, &str); 15] = [
    ("ου", "u"),
    ("αι", "e"),
    ("ει", "i"),
    ("οι", "i"),
    ("αυ", "av"),
    ("ευ", "ev"),
    ("μπ", "b"),
    ("ντ", "nd"),
    ("γκ", "g"),
    ("τζ", "j"),
    ("τσ", "ch"),
    ("γγ", "ng"),
    ("χ", "kh"),
    ("υ", "i"),
    ("η", "i"),
];

/// Arabic and Persian, folded: pairs before single letters.
const ARABIC: [(&str, &str); 42] = [
    ("دج", "J"),
    ("تش", "C"),
    ("وو", "W"),
    ("يي", "Y"),
    ("ا", "A"),
    ("ب", "b"),
    ("پ", "p"),
    ("ت", "t"),
    ("ث", "t"),
    ("ج", "J"),
    ("چ", "C"),
    ("ح", "h"),
    ("خ", "x"),
    ("د", "d"),
    ("ذ", "z"),
    ("ر", "r"),
    ("ز", "z"),
    ("ژ", "J"),
    ("س", "s"),
    ("ش", "S"),
    ("ص", "s"),
    ("ض", "D"),
    ("ط", "t"),
    ("ظ", "D"),
    ("ع", "@"),
    ("غ", "g"),
    ("ف", "f"),
    ("ڤ", "v"),
    ("ق", "k"),
    ("ك", "k"),
    ("گ", "g"),
    ("ل", "l"),
    ("م", "m"),
    ("ن", "n"),
    ("ه", "h"),
    ("ة", "h"),
    ("و", "W"),
    ("ي", "Y"),
    ("ى", "A"),
    ("ئ", "Y"),
    ("ؤ", "W"),
    ("ء", ""),
];

/// Hebrew: letters with a stroke and double ones before single letters.
const HEBREW: [(&str, &str); 37] = [
    ("ג׳", "J"),
    ("ז׳", "J"),
    ("צ׳", "C"),
    ("ץ׳", "C"),
    ("ת׳", "t"),
    ("טש", "C"),
    ("וו", "v"),
    ("יי", "Y"),
    ("לל", "l"),
    ("א", "A"),
    ("ב", "b"),
    ("ג", "g"),
    ("ד", "d"),
    ("ה", "h"),
    ("ו", "W"),
    ("ז", "z"),
    ("ח", "x"),
    ("ט", "t"),
    ("י", "Y"),
    ("כ", "k"),
    ("ך", "x"),
    ("ל", "l"),
    ("מ", "m"),
    ("ם", "m"),
    ("נ", "n"),
    ("ן", "n"),
    ("ס", "s"),
    ("ע", "@"),
    ("פ", "p"),
    ("ף", "f"),
    ("צ", "s"),
    ("ץ", "s"),
    ("ק", "k"),
    ("ר", "r"),
    ("ש", "S"),
    ("ת", "t"),
    ("'", ""),
];

/// Spellings of Latin letters that make one sound together.
const LATIN: [(&str, &str); 48] = [
    ("ques", "ks"),
    ("que", "k"),
    ("hs", "S"),
    ("woo", "u"),
    ("wu", "u"),
    ("szcz", "SC"),
    ("tsch", "C"),
    ("dsch", "J"),
    ("shch", "S"),
    ("sch", "S"),
    ("tch", "C"),
    ("dge", "Je"),
    ("dg", "J"),
    ("dj", "J"),
    ("dzh", "J"),
    ("ight", "ait"),
    ("sh", "S"),
    ("ch", "C"),
    ("cz", "C"),
    ("sz", "S"),
    ("rz", "J"),
    ("zh", "J"),
    ("kh", "x"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("wr", "r"),
    ("ck", "k"),
    ("cqu", "k"),
    ("qu", "kv"),
    ("oo", "u"),
    ("ou", "u"),
    ("ee", "i"),
    ("ts", "s"),
    ("tz", "s"),
    ("dz", "z"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "si"),
    ("c", "k"),
    ("x", "ks"),
    ("q", "k"),
    ("w", "v"),
    ("j", "J"),
    ("ll", "l"),
    ("ng", "N"),
    ("y", "y"),
    ("'", ""),
];

/// Letters of romanised Cyrillic, Hangul, kana, Han, Greek and others.
const ROMANISED: [(&str, &str); 19] = [
    ("shch", "S"),
    ("sh", "S"),
    ("ch", "C"),
    ("zh", "J"),
    ("kh", "x"),
    ("ph", "f"),
    ("th", "t"),
    ("gh", "g"),
    ("dj", "J"),
    ("dzh", "J"),
    ("ts", "s"),
    ("tz", "s"),
    ("ng", "N"),
    ("c", "k"),
    ("x", "ks"),
    ("q", "k"),
    ("w", "v"),
    ("j", "J"),
    ("'", ""),
];

/// Reads a folded word of a script as sounds; a doubled one is one.
pub(super) fn sounds(word: &str, script: Script) -> Vec<u8> {
    let letters = match script {
        Script::Arabic => spelled(word, &ARABIC),
        Script::Hebrew => spelled(word, &HEBREW),
        Script::Thai => super::thai::letters(word),
        Script::Devanagari => devanagari(word),
        Script::Katakana | Script::Hiragana => spelled(&kana(word), &ROMANISED),
        Script::Latin => drawn(&spelled(&ascii(word), &LATIN)),
        Script::Greek => {
            let word = GREEK.iter().fold(word.to_owned(), |word, (pair, sound)| word.replace(pair, sound));
            spelled(&ascii(&word), &ROMANISED)
        }
        Script::Hangul => spelled(&ascii(word).replace("eo", "o").replace("eu", "u"), &ROMANISED),
        Script::Han => spelled(&ascii(word).replace("zh", "J").replace('x', "S").replace('q', "C"), &ROMANISED),
        _ => spelled(&ascii(word), &ROMANISED),
    };
    let mut sounds: Vec<u8> = Vec::new();
    for letter in letters.bytes() {
        if sounds.last() != Some(&letter) {
            sounds.push(letter);
        }
    }
    let ends_in_a = matches!(script, Script::Arabic | Script::Hebrew) && sounds.len() > 2;
    if let Some(last) = sounds.last_mut().filter(|last| ends_in_a && **last == b'h') {
        *last = b'E';
    }
    sounds
}

/// "Baker": a before one consonant and e is heard as ei.
fn drawn(letters: &str) -> String {
    let all = letters.as_bytes();
    let drawn = |(at, letter): (usize, &u8)| {
        let next = all.get(at + 1).is_some_and(|next| !vowel(*next));
        let long = *letter == b'a' && next && all.get(at + 2) == Some(&b'e');
        char::from(if long { b'I' } else { *letter })
    };
    all.iter().enumerate().map(drawn).collect()
}

fn ascii(word: &str) -> String {
    let ascii = any_ascii::any_ascii(word).to_ascii_lowercase();
    ascii.chars().filter(|letter| letter.is_ascii_alphanumeric()).collect()
}

/// Replaces what a table lists, longest first, and keeps what is ASCII of the rest.
fn spelled(word: &str, table: &[(&str, &str)]) -> String {
    let mut letters = String::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let entry = table.iter().filter(|(spelling, _)| rest.starts_with(spelling)).max_by_key(|entry| entry.0.len());
        let (sound, used) = entry.map_or((None, first.len_utf8()), |(spelling, sound)| (Some(*sound), spelling.len()));
        match sound {
            Some(sound) => letters.push_str(sound),
            None if first.is_ascii_alphanumeric() => letters.push(first),
            None => {}
        }
        rest = rest.get(used..).unwrap_or_default();
    }
    letters
}

/// Kana by syllables: a small vowel takes the place of the one before it, a small tsu doubles and is left out.
fn kana(word: &str) -> String {
    let mut letters = String::new();
    let mut before = ' ';
    for character in word.chars() {
        let syllable = any_ascii::any_ascii_char(character).to_ascii_lowercase();
        match character {
            'ッ' | 'っ' | 'ー' => {}
            'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ャ' | 'ュ' | 'ョ' | 'ゃ' | 'ゅ' | 'ょ' => {
                let rounded = before == 'ウ' && !matches!(character, 'ャ' | 'ュ' | 'ョ');
                if letters.ends_with(['a', 'i', 'u', 'e', 'o']) {
                    letters.pop();
                }
                letters.push_str(if rounded { "v" } else { "" });
                let soft = letters.ends_with(['h', 'j']);
                letters.push_str(if soft { syllable.trim_start_matches('y') } else { &syllable });
            }
            _ => letters.push_str(&syllable),
        }
        before = character;
    }
    letters.retain(|letter| letter.is_ascii_alphanumeric());
    letters
}

/// Devanagari: a consonant without a sign has a vowel that is said hardly, and at a word's end not at all.
fn devanagari(word: &str) -> String {
    let labials = ["प", "फ", "ब", "भ"];
    let word =
        labials.iter().fold(word.to_owned(), |word, labial| word.replace(&format!("ं{labial}"), &format!("म्{labial}")));
    let word = word.replace(['ं', 'ँ'], "न्");
    let mut letters = String::new();
    let mut open = false;
    for character in word.chars() {
        let consonant = matches!(character, 'क'..='ह' | '\u{0958}'..='\u{095f}');
        if open && consonant {
            letters.push('@');
        }
        // A vowel sign, the sign of no vowel, a dot below.
        open = consonant || open && character == '\u{093c}';
        let romanised = any_ascii::any_ascii_char(character).to_ascii_lowercase();
        let romanised = if consonant { romanised.trim_end_matches('a') } else { &romanised };
        letters.push_str(&spelled(romanised, &ROMANISED));
    }
    letters.replace("ng", "N")
}
