//! Thai names as sounds: vowels written before their consonant are put behind it, and letters with the sign of silence
//! are left out. Vowels that are not written stay unwritten.

/// Consonants, and what they sound like at the head of a syllable.
const CONSONANTS: [(&str, &str); 18] = [
    ("กขฃคฅฆ", "k"),
    ("ง", "N"),
    ("จฉชฌ", "C"),
    ("ซศษส", "s"),
    ("ญย", "y"),
    ("ฎดฑ", "d"),
    ("ฏตฐถทธฒ", "t"),
    ("ณน", "n"),
    ("บ", "b"),
    ("ปผพภ", "p"),
    ("ฝฟ", "f"),
    ("ม", "m"),
    ("รฤ", "r"),
    ("ลฬ", "l"),
    ("ว", "v"),
    ("ห", "h"),
    ("ฮ", "h"),
    ("อ", "@"),
];

/// Vowel signs, each with its sound.
const VOWELS: [(char, &str); 16] = [
    ('ะ', "a"),
    ('ั', "a"),
    ('า', "a"),
    ('ำ', "am"),
    ('ิ', "i"),
    ('ี', "i"),
    ('ึ', "u"),
    ('ื', "u"),
    ('ุ', "u"),
    ('ู', "u"),
    ('เ', "e"),
    ('แ', "e"),
    ('โ', "o"),
    ('ใ', "ai"),
    ('ไ', "ai"),
    ('ๅ', "a"),
];

/// Reads a word.
pub(super) fn letters(word: &str) -> String {
    let characters: Vec<char> = silenced(word);
    let mut letters = String::new();
    let mut at = 0;
    while let Some(character) = characters.get(at).copied() {
        at += 1;
        let Some(vowel) = vowel(character) else {
            letters.push_str(consonant(character).unwrap_or_default());
            continue;
        };
        if !matches!(character, 'เ' | 'แ' | 'โ' | 'ใ' | 'ไ') {
            letters.push_str(vowel);
            continue;
        }
        // "เ" before a cluster: "เพลง" is pl-e-ng.
        let first = characters.get(at).copied();
        let second = characters.get(at + 1).copied().filter(|next| matches!(next, 'ร' | 'ล'));
        let width = if second.is_some() && first.is_some_and(|first| "กขคปผพตทห".contains(first)) {
            2
        } else {
            1
        };
        let cluster: String = characters.iter().skip(at).take(width).filter_map(|letter| consonant(*letter)).collect();
        letters.push_str(cluster.trim_start_matches(if width == 2 { "h" } else { "" }));
        at += width;
        letters.push_str(match (character, characters.get(at)) {
            // "เ…ี ย" is ia, "เ…า" ao.
            ('เ', Some('ี')) => "",
            ('เ', Some('า')) => "",
            _ => vowel,
        });
    }
    // "กร" is korn.
    if letters.ends_with('r') && !letters.trim_end_matches('r').ends_with(['a', 'e', 'i', 'o', 'u']) {
        letters.push('n');
    }
    letters
}

/// The letters without tone marks and without those that the sign of silence stands on.
fn silenced(word: &str) -> Vec<char> {
    let mut kept: Vec<char> = Vec::new();
    let mut characters = word.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            // "หม" is m: h before such a letter gives it a tone.
            'ห' if characters.peek().is_some_and(|next| "มนงญยรลว".contains(*next)) => {}
            '\u{0e4c}' => {
                if kept.last().is_some_and(|last| matches!(last, 'ิ' | 'ุ')) {
                    kept.pop();
                }
                kept.pop();
            }
            '\u{0e47}'..='\u{0e4b}' | '\u{0e4d}' | '\u{0e4e}' => {}
            _ => kept.push(character),
        }
    }
    kept
}

fn consonant(character: char) -> Option<&'static str> {
    CONSONANTS.iter().find(|(letters, _)| letters.contains(character)).map(|(_, sound)| *sound)
}

fn vowel(character: char) -> Option<&'static str> {
    VOWELS.iter().find(|(sign, _)| *sign == character).map(|(_, sound)| *sound)
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn vowels_stand_behind_their_consonants() {
        for (word, read) in [("เชียงใหม่", "CiyNmai"), ("สวัสดิ์", "svas"), ("ธนากร", "tnakrn"), ("เพลง", "pleN")]
        {
            assert_eq!(letters(word), read, "{word}");
        }
    }
}
