//! Names across scripts: when two spellings are one name.
//!
//! A name is folded, romanised (`any_ascii`) and reduced to its consonant skeleton, in which sounds that scripts
//! confuse share a letter. Two names are one where the skeletons agree and are long enough to mean something.

use crate::fold::fold_str;

/// Articles that do not distinguish names, in the scripts that write them apart or joined.
const ARTICLES: [&str; 10] = ["the ", "la ", "le ", "el ", "il ", "al ", "al-", "ال", "ה", "l'"];

/// Returns the name folded, without leading article, quotation marks and punctuation.
pub fn plain(name: &str) -> String {
    let folded = fold_str(name);
    let words = folded
        .split(|character: char| !character.is_alphanumeric() && !"+-'.&".contains(character))
        .map(|word| word.trim_matches(['\'', '.', '-']))
        .filter(|word| !word.is_empty());
    let joined = words.collect::<Vec<_>>().join(" ");
    let stripped = ARTICLES.iter().find_map(|article| joined.strip_prefix(article));
    match stripped {
        Some(rest) if rest.chars().count() > 2 => rest.to_owned(),
        _ => joined,
    }
}

/// Says whether a name, as [`plain`] gives it, is another or its last words: "courier" of "tamber courier".
pub fn ends(long: &str, name: &str) -> bool {
    !name.is_empty() && long.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
}

/// Returns the consonant skeleton of a name, by word.
pub fn skeleton(name: &str) -> Vec<String> {
    plain(name).split(' ').map(|word| reduced(&any_ascii::any_ascii(word))).filter(|key| !key.is_empty()).collect()
}

/// Says whether two spellings, in any scripts, read as one name.
pub fn same(left: &str, right: &str) -> bool {
    let (plain_left, plain_right) = (plain(left), plain(right));
    if plain_left == plain_right {
        return !plain_left.is_empty();
    }
    let (key_left, key_right) = (skeleton(left).concat(), skeleton(right).concat());
    let same_script = first_script(&plain_left) == first_script(&plain_right);
    // Within one script spelling differs less, and short skeletons collide.
    let floor = if same_script { 6 } else { 4 };
    key_left.len().min(key_right.len()) >= floor && key_left == key_right
}

/// Returns how alike two skeletons, each written together, sound from 0.0 to 1.0: one less their edit distance
/// (Levenshtein 1966) over the longer one. Skeletons below three consonants tell nothing and give 0.0.
pub fn likeness(left: &str, right: &str) -> f64 {
    let longest = left.len().max(right.len());
    if left.len().min(right.len()) < 3 {
        return 0.0;
    }
    1.0 - distance(left.as_bytes(), right.as_bytes()) / longest as f64
}

/// Edit distance in which consonants that scripts confuse cost less than those they tell apart.
fn distance(left: &[u8], right: &[u8]) -> f64 {
    let mut row: Vec<f64> = (0..=right.len()).map(|length| length as f64).collect();
    for one in left {
        let mut diagonal = row.first().copied().unwrap_or(0.0);
        let mut before = diagonal + 1.0;
        if let Some(first) = row.first_mut() {
            *first = before;
        }
        for (slot, other) in row.iter_mut().skip(1).zip(right) {
            let cost = diagonal + confused(*one, *other);
            diagonal = *slot;
            *slot = cost.min(*slot + 1.0).min(before + 1.0);
            before = *slot;
        }
    }
    row.last().copied().unwrap_or(0.0)
}

/// What it costs to hear one consonant for another: m before b, p for f, the two values of c and ch.
fn confused(one: u8, other: u8) -> f64 {
    match (one.min(other), one.max(other)) {
        (low, high) if low == high => 0.0,
        (b'm', b'n') | (b'b', b'f') => 0.3,
        (b'k', b's') => 0.5,
        _ => 1.0,
    }
}

/// Returns a name in Latin letters, folded, without a leading article.
pub fn latin(name: &str) -> String {
    romanised(&plain(name))
}

/// Returns a name in Latin letters, folded.
pub fn romanised(name: &str) -> String {
    any_ascii::any_ascii(&fold_str(name)).to_ascii_lowercase()
}

/// Returns how alike two names in Latin letters are spelt, from 0.0 to 1.0 (normalised edit distance, Levenshtein 1966).
pub fn spelt_alike(left: &str, right: &str) -> f64 {
    strsim::normalized_levenshtein(left, right)
}

fn first_script(text: &str) -> Option<crate::Script> {
    text.chars().find(|character| character.is_alphabetic()).map(crate::script_of)
}

/// Letters that scripts confuse, to one of them; vowels and breaths to nothing.
fn reduced(ascii: &str) -> String {
    let mut key = String::new();
    let lower = ascii.to_ascii_lowercase();
    let mut rest = lower.as_str();
    let mut last = "";
    while let Some(first) = rest.chars().next() {
        let (letter, used) = match rest {
            _ if rest.starts_with("sh") || rest.starts_with("ch") || rest.starts_with("zh") => ("s", 2),
            _ if rest.starts_with("ph") => ("f", 2),
            _ if rest.starts_with("th") => ("t", 2),
            _ if rest.starts_with("gh") || rest.starts_with("kh") => ("k", 2),
            _ => (letter(first), first.len_utf8()),
        };
        // A doubled letter is one sound; two of a kind with a vowel between are two.
        if letter.is_empty() || letter != last {
            key.push_str(letter);
        }
        last = letter;
        rest = rest.get(used..).unwrap_or_default();
    }
    key
}

fn letter(character: char) -> &'static str {
    match character {
        'b' | 'p' | 'v' => "b",
        'f' => "f",
        'c' | 'k' | 'q' | 'g' | 'j' => "k",
        'x' => "ks",
        's' | 'z' => "s",
        'd' | 't' => "t",
        'l' | 'r' => "r",
        'm' => "m",
        'n' => "n",
        '0'..='9' => match character {
            '0' => "0",
            '1' => "1",
            '2' => "2",
            '3' => "3",
            '4' => "4",
            '5' => "5",
            '6' => "6",
            '7' => "7",
            '8' => "8",
            _ => "9",
        },
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{likeness, plain, same, skeleton};

    #[test]
    fn articles_and_quotation_marks_do_not_distinguish() {
        assert_eq!(plain("«The Ledger»"), plain("Ledger"));
        assert_eq!(plain("الدفتر"), plain("دفتر"));
    }

    #[test]
    fn spellings_across_scripts_are_one_name() {
        for (left, right) in [
            ("Microsoft", "マイクロソフト"),
            ("Microsoft", "مايكروسوفت"),
            ("Microsoft", "Майкрософт"),
            ("Lantern Post", "لانترن بوست"),
        ] {
            assert!(same(left, right), "{left} {right}");
        }
        let alike = |left, right| likeness(&skeleton(left).concat(), &skeleton(right).concat());
        assert!(alike("Readers Unwatched", "リーダーズ・アンウォッチド") > 0.8);
        assert!(alike("Pacific Kelp Report", "باسيفيك كيلب ريبورت") > 0.8);
        assert!(alike("Harbour Courier", "ハーバー・レジャー") < 0.7);
        for (left, right) in [("Courier", "Ledger"), ("Port Tribune", "Port Times"), ("Kara", "Kora")] {
            assert!(!same(left, right), "{left} {right}");
        }
    }
}
