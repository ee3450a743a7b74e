//! Names written twice: whether two spellings, in any scripts, can name one person, place, firm or outlet.
//!
//! Both names are romanised and read as sounds; the cheapest way to turn one into the other (weighted edit distance,
//! after Wagner and Fischer 1974) is then judged word by word, since names that differ in one word only, as sisters and
//! neighbouring towns do, are not one. Sounds that scripts confuse cost little, vowels less than consonants, and least
//! of all where a script does not write them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::fold::fold_str;
use crate::script::{Script, script_of};

/// Legal forms and kinds of firms and outlets, folded: no part of a name that tells it from another.
const FORMS: [&str; 46] = [
    "ltd",
    "limited",
    "inc",
    "co",
    "corp",
    "company",
    "plc",
    "llc",
    "gmbh",
    "kg",
    "ag",
    "ab",
    "sa",
    "spa",
    "nv",
    "bv",
    "public",
    "as",
    "ooo",
    "oao",
    "pao",
    "ao",
    "zao",
    "ооо",
    "пао",
    "ао",
    "зао",
    "оао",
    "ае",
    "बीवी",
    "लिमिटेड",
    "बעמ",
    "בעמ",
    "شركة",
    "شرکت",
    "مجموعة",
    "صحيفة",
    "جريدة",
    "موقع",
    "ομιλος",
    "group",
    "газета",
    "अखबार",
    "& co",
    "bros",
    "αφοι",
];

static FOLDED_FORMS: LazyLock<BTreeSet<String>> = LazyLock::new(|| FORMS.iter().map(|form| fold_str(form)).collect());

/// The same where they are written together with the name.
const GLUED: [&str; 17] = [
    "㈜",
    "(주)",
    "주식회사",
    "股份有限公司",
    "集团有限公司",
    "集團有限公司",
    "有限公司",
    "集团",
    "集團",
    "株式会社",
    "บริษัท",
    "จำกัด",
    "(มหาชน)",
    "บมจ.",
    "มหาชน",
    "กรุ๊ป",
    "市",
];

/// Words that the press of a language translates in the names of papers and firms.
const TRANSLATED: [(&str, &str); 20] = [
    ("邮报", " post "),
    ("郵報", " post "),
    ("时报", " times "),
    ("時報", " times "),
    ("先驱报", " herald "),
    ("論壇報", " tribune "),
    ("论坛报", " tribune "),
    ("汽车", " motors "),
    ("汽車", " motors "),
    ("日报", " daily "),
    ("日報", " daily "),
    ("晚报", " evening "),
    ("晚報", " evening "),
    ("晨报", " morning "),
    ("航空公司", " airlines "),
    ("钢铁", " gangtie "),
    ("鋼鐵", " gangtie "),
    ("镜报", " mirror "),
    ("信使报", " courier "),
    ("纪事报", " chronicle "),
];

/// Letters of Greek that make one sound together, without accents.
const GREEK: [(&str, &str); 14] = [
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
    ("χ", "h"),
    ("υ", "i"),
];

/// Articles, romanised: they join and leave names freely.
const ARTICLES: [&str; 9] = ["the", "al", "el", "ha", "i", "la", "le", "l", "o"];

/// The most that a word of one name may differ in the other, in consonants a consonant.
const WORD: f64 = 0.25;
/// The most that whole names may differ. Both were fitted to the names of `bench/sets/names`.
const WHOLE: f64 = 0.24;

/// A sound of a name, and the word it stands in.
#[derive(Debug, Clone, Copy)]
struct Sound {
    letter: u8,
    word: usize,
    /// Whether it ends its word.
    last: bool,
    script: Script,
}

/// A name as it is heard, to be compared with many.
#[derive(Debug, Clone)]
pub struct Heard {
    folded: String,
    sounds: Vec<Sound>,
}

impl Heard {
    /// Reads a name.
    pub fn new(name: &str) -> Self {
        Self { folded: fold_str(name), sounds: sounds(name) }
    }

    /// Says whether two spellings can name one thing.
    pub fn alike(&self, other: &Self) -> bool {
        let cut = initials(&self.sounds, &other.sounds);
        let (left, right) = match &cut {
            Some((left, right)) => (left.as_slice(), right.as_slice()),
            None => (self.sounds.as_slice(), other.sounds.as_slice()),
        };
        // Romanised, Thai loses what tells its vowels apart.
        let thai = |sounds: &[Sound]| sounds.first().is_some_and(|sound| sound.script == Script::Thai);
        if thai(left) && thai(right) {
            return self.folded.contains(&other.folded) || other.folded.contains(&self.folded);
        }
        if left.is_empty() || right.is_empty() {
            return false;
        }
        distance(left, right).is_some_and(|(whole, word)| whole <= WHOLE && word <= WORD)
    }
}

/// Says whether two spellings can name one thing.
pub fn alike(left: &str, right: &str) -> bool {
    Heard::new(left).alike(&Heard::new(right))
}

/// "Y. Hatzidakis": where one name has an initial, what stands behind the first words is compared.
fn initials(left: &[Sound], right: &[Sound]) -> Option<(Vec<Sound>, Vec<Sound>)> {
    let first = |sounds: &[Sound]| sounds.iter().filter(|sound| sound.word == 0).count();
    let words = |sounds: &[Sound]| sounds.last().map_or(0, |sound| sound.word + 1);
    let short = first(left) == 1 || first(right) == 1;
    if !short || words(left) < 2 || words(right) < 2 {
        return None;
    }
    let rest = |sounds: &[Sound]| {
        let behind = sounds.iter().filter(|sound| sound.word > 0);
        behind.map(|sound| Sound { word: sound.word - 1, ..*sound }).collect::<Vec<_>>()
    };
    Some((rest(left), rest(right)))
}

fn sounds(name: &str) -> Vec<Sound> {
    let mut bare: String =
        name.chars().filter(|character| !matches!(character, '\u{200c}' | '\u{200d}' | '״' | '׳')).collect();
    for form in GLUED {
        if bare.chars().count() > form.chars().count() + 1 {
            bare = bare.replace(form, " ");
        }
    }
    for (form, word) in TRANSLATED {
        bare = bare.replace(form, word);
    }
    let folded = fold_str(&bare)
        .replace("s.p.a", " ")
        .replace("a.s.", " ")
        .replace("s.a.", " ")
        .replace("α.ε.", " ")
        .replace("а.е.", " ");
    let separators = |character: char| character.is_whitespace() || ".,()[]«»\"“”„·・-־–'’`&/＝=".contains(character);
    let words: Vec<&str> = folded.split(separators).filter(|word| !word.is_empty()).collect();
    let kept: Vec<&str> = words.iter().copied().filter(|word| !FOLDED_FORMS.contains(*word)).collect();
    let kept = if kept.is_empty() { words } else { kept };
    let several = kept.len() > 1;
    let mut found = Vec::new();
    let mut place = 0;
    for word in kept {
        let script = word.chars().map(script_of).find(|script| *script != Script::Common).unwrap_or(Script::Common);
        // "الدوسري", "al-Dosari": the article joins its word.
        let word = word.strip_prefix("ال").filter(|rest| rest.chars().count() > 2).unwrap_or(word);
        let letters = romanised(word, script);
        if letters.is_empty() || several && ARTICLES.contains(&letters.as_str()) {
            continue;
        }
        let key = phonemes(&letters, script);
        let end = key.len();
        found.extend(key.into_iter().enumerate().map(|(at, letter)| Sound {
            letter,
            word: place,
            last: at + 2 >= end,
            script,
        }));
        place += 1;
    }
    found
}

fn romanised(word: &str, script: Script) -> String {
    let word = match script {
        Script::Devanagari => ["प", "फ", "ब", "भ"]
            .iter()
            .fold(word.to_owned(), |word, labial| word.replace(&format!("ं{labial}"), &format!("म्{labial}")))
            .replace(['ं', 'ँ'], "न्"),
        Script::Greek => GREEK.iter().fold(word.to_owned(), |word, (pair, sound)| word.replace(pair, sound)),
        Script::Katakana | Script::Hiragana => return kana(word),
        _ => word.to_owned(),
    };
    let ascii = any_ascii::any_ascii(&word).to_ascii_lowercase();
    let ascii: String = ascii.chars().filter(char::is_ascii_alphanumeric).collect();
    match script {
        Script::Hangul => ascii.replace("eo", "o").replace("eu", "u"),
        Script::Latin => ascii.replace("ight", "ait").replace("wr", "r"),
        Script::Han => ascii.replace("zh", "j").replace('x', "sh").replace('q', "ch"),
        _ => ascii,
    }
}

/// Kana by syllables: a small vowel takes the place of the one before it, a small tsu doubles and is left out.
fn kana(word: &str) -> String {
    let mut letters = String::new();
    for character in word.chars() {
        let syllable = any_ascii::any_ascii_char(character).to_ascii_lowercase();
        match character {
            'ッ' | 'っ' | 'ー' => {}
            'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ャ' | 'ュ' | 'ョ' | 'ゃ' | 'ゅ' | 'ょ' => {
                if letters.ends_with(['a', 'i', 'u', 'e', 'o']) {
                    letters.pop();
                }
                let soft = letters.ends_with(['h', 'j']);
                letters.push_str(if soft { syllable.trim_start_matches('y') } else { &syllable });
            }
            _ => letters.push_str(&syllable),
        }
    }
    letters.retain(|letter| letter.is_ascii_alphanumeric());
    letters
}

/// Letters of sounds: vowels as they are, `S` sh, `C` ch, `J` j, others by their plainest letter; doubles once.
fn phonemes(letters: &str, script: Script) -> Vec<u8> {
    const PAIRS: [(&str, &str); 22] = [
        ("sch", "S"),
        ("shch", "S"),
        ("tch", "C"),
        ("tsch", "C"),
        ("sh", "S"),
        ("ch", "C"),
        ("zh", "J"),
        ("ph", "f"),
        ("th", "t"),
        ("kh", "h"),
        ("gh", "g"),
        ("ck", "k"),
        ("dj", "J"),
        ("dzh", "J"),
        ("ts", "s"),
        ("tz", "s"),
        ("dz", "z"),
        ("x", "ks"),
        ("q", "k"),
        ("w", "v"),
        ("j", "J"),
        ("ce", "se"),
    ];
    let mut key: Vec<u8> = Vec::new();
    let mut rest = letters;
    while let Some(first) = rest.bytes().next() {
        let pair = PAIRS.iter().filter(|(pair, _)| rest.starts_with(pair)).max_by_key(|(pair, _)| pair.len());
        let (sound, used) = match pair {
            Some((pair, sound)) => (sound.as_bytes().to_vec(), pair.len()),
            None if rest.starts_with("ci") && script == Script::Latin => (b"si".to_vec(), 2),
            None if rest.starts_with("ng") && (script == Script::Hangul || script == Script::Han) => (vec![b'N'], 2),
            None if rest.starts_with("ng")
                && !rest.get(2..).is_some_and(|next| next.bytes().next().is_some_and(vowel)) =>
            {
                (vec![b'N'], 2)
            }
            None if first == b'c' => (vec![b'k'], 1),
            None => (vec![first], 1),
        };
        for letter in sound {
            if key.last() != Some(&letter) {
                key.push(letter);
            }
        }
        rest = rest.get(used..).unwrap_or_default();
    }
    key
}

fn vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Whether a script leaves vowels out.
fn abjad(script: Script) -> bool {
    matches!(script, Script::Hebrew | Script::Arabic)
}

/// Whether a script puts vowels between consonants that others write together.
fn syllabic(script: Script) -> bool {
    matches!(script, Script::Katakana | Script::Hiragana | Script::Hangul | Script::Han)
}

/// Whether words of a script end by case.
fn inflected(script: Script) -> bool {
    matches!(script, Script::Cyrillic | Script::Greek)
}

/// What it costs to leave a sound out.
fn omitted(sound: Sound, other: Script) -> f64 {
    let cross = sound.script != other;
    let abjads = abjad(other) || abjad(sound.script);
    let syllables = syllabic(other) || syllabic(sound.script);
    match sound.letter {
        b'u' | b'o' | b'i' if syllables => 0.1,
        letter if vowel(letter) && !cross => {
            if sound.last && inflected(other) {
                0.15
            } else {
                0.5
            }
        }
        letter if vowel(letter) && abjads => 0.08,
        letter if vowel(letter) => 0.18,
        b'h' if cross => 0.3,
        b'y' if cross => {
            if abjads {
                0.3
            } else {
                0.15
            }
        }
        b'v' if cross && abjads => 0.3,
        b'm' | b's' if sound.last && inflected(sound.script) => {
            if cross {
                0.4
            } else {
                0.15
            }
        }
        b'r' | b't' if cross && syllables => 0.4,
        b'0'..=b'9' => 2.0,
        _ => 1.0,
    }
}

/// What it costs to hear one sound for another.
fn heard(left: Sound, right: Sound) -> f64 {
    let (one, other) = (left.letter.min(right.letter), left.letter.max(right.letter));
    if one == other {
        return 0.0;
    }
    let cross = left.script != right.script;
    let scripts = [left.script, right.script];
    let (abjads, syllables) = (scripts.into_iter().any(abjad), scripts.into_iter().any(syllabic));
    if vowel(one) && vowel(other) {
        let near = matches!((one, other), (b'e', b'i') | (b'o', b'u') | (b'a', b'e') | (b'a', b'o') | (b'e', b'o'));
        return match (cross, near) {
            (false, _) if left.last && right.last && inflected(left.script) => 0.1,
            (false, _) => 0.45,
            (true, true) => 0.12,
            (true, false) => 0.35,
        };
    }
    let close = match (one, other) {
        (_, b'y') if vowel(one) && left.last && right.last && scripts == [Script::Cyrillic; 2] => 0.05,
        (b'l', b'r') => {
            if syllables {
                0.15
            } else {
                0.8
            }
        }
        (b'i', b'y') | (b'u', b'v') | (b'o', b'v') if abjads => 0.05,
        (b'a', b'y') | (b'a', b'v') if abjads => 0.4,
        (b'b', b'v') | (b'f', b'p') | (b'b', b'p') | (b'd', b't') | (b'g', b'k') | (b's', b'z') => 0.2,
        (b'f', b'v') | (b'S', b's') | (b'C', b'S') | (b'C', b'J') | (b'J', b'z') | (b'h', b'k') | (b'g', b'h') => 0.25,
        (b'f', b'h') if syllables => 0.3,
        (b'm', b'n') => 0.4,
        (b'N', b'n') if scripts.contains(&Script::Han) => 0.6,
        (b'N', b'n') => 0.15,
        (b'J', b'S')
        | (b'J', b'y')
        | (b'J', b'g')
        | (b'C', b't')
        | (b'C', b's')
        | (b'J', b's')
        | (b'd', b'z')
        | (b'J', b'd') => 0.4,
        (b'C', b'k') | (b'C', b'h') | (b's', b't') => 0.5,
        (b'i', b'y') | (b'u', b'v') | (b'o', b'v') | (b'e', b'y') => 0.15,
        _ => 1.1,
    };
    if cross || syllables || abjads { close } else { (close * 2.0).min(1.1) }
}

/// The costs of turning the heads of one name into the heads of another.
struct Table {
    costs: Vec<f64>,
    columns: usize,
}

impl Table {
    /// Fills the table; nothing where every way costs more than `most`, as it does between most names.
    fn new(left: &[Sound], right: &[Sound], most: f64) -> Option<Self> {
        let columns = right.len() + 1;
        let mut table = Self { costs: vec![0.0; (left.len() + 1) * columns], columns };
        let scripts = (script(left), script(right));
        for row in 0..=left.len() {
            let mut least = f64::MAX;
            for column in 0..columns {
                let one = row.checked_sub(1).and_then(|at| left.get(at));
                let other = column.checked_sub(1).and_then(|at| right.get(at));
                let up = one.map(|one| table.at(row - 1, column) + omitted(*one, scripts.1));
                let side = other.map(|other| table.at(row, column - 1) + omitted(*other, scripts.0));
                let both = one.zip(other).map(|(one, other)| table.at(row - 1, column - 1) + heard(*one, *other));
                let best = [up, side, both].into_iter().flatten().reduce(f64::min).unwrap_or(0.0);
                least = least.min(best);
                if let Some(slot) = table.costs.get_mut(row * columns + column) {
                    *slot = best;
                }
            }
            // Costs only grow, and every way leads through every row.
            if least > most {
                return None;
            }
        }
        Some(table)
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        self.costs.get(row * self.columns + column).copied().unwrap_or(f64::MAX)
    }
}

fn script(sounds: &[Sound]) -> Script {
    sounds.first().map_or(Script::Common, |sound| sound.script)
}

/// How much there is to hear in some sounds, in consonants.
fn weight<'s>(sounds: impl IntoIterator<Item = &'s Sound>) -> f64 {
    sounds.into_iter().map(|sound| if vowel(sound.letter) { 0.25 } else { 1.0 }).sum()
}

/// Distance over all and in the word that differs most, each in consonants a consonant. Nothing where that over all is
/// more than [`WHOLE`].
fn distance(left: &[Sound], right: &[Sound]) -> Option<(f64, f64)> {
    let total = weight(left).max(weight(right)).max(1.0);
    // A little more, so that rounding decides nothing here.
    let table = Table::new(left, right, WHOLE * total + 1e-6)?;
    let (left_costs, right_costs) = by_word(&table, left, right);
    let worst = worst_word(left, &left_costs).max(worst_word(right, &right_costs));
    Some((table.at(left.len(), right.len()) / total, worst))
}

/// What each word of either name costs, on the way back through the table.
fn by_word(table: &Table, left: &[Sound], right: &[Sound]) -> (Vec<f64>, Vec<f64>) {
    let (mut left_costs, mut right_costs) = (vec![0.0; left.len() + 1], vec![0.0; right.len() + 1]);
    let charge = |costs: &mut Vec<f64>, sound: Option<&Sound>, cost: f64| {
        if let Some(slot) = sound.and_then(|sound| costs.get_mut(sound.word)) {
            *slot += cost;
        }
    };
    let (mut row, mut column) = (left.len(), right.len());
    while row > 0 || column > 0 {
        let here = table.at(row, column);
        let one = row.checked_sub(1).and_then(|at| left.get(at));
        let other = column.checked_sub(1).and_then(|at| right.get(at));
        let step = |before: f64, cost: f64| (before + cost - here).abs() < 1e-9;
        let both = one.zip(other).map(|(one, other)| heard(*one, *other));
        if let Some(cost) = both.filter(|cost| step(table.at(row - 1, column - 1), *cost)) {
            charge(&mut left_costs, one, cost);
            charge(&mut right_costs, other, cost);
            (row, column) = (row - 1, column - 1);
            continue;
        }
        let cost = one.map(|one| omitted(*one, script(right)));
        if let Some(cost) = cost.filter(|cost| step(table.at(row - 1, column), *cost)) {
            charge(&mut left_costs, one, cost);
            charge(&mut right_costs, right.get(column), cost);
            row -= 1;
        } else if let Some(sound) = other {
            let cost = omitted(*sound, script(left));
            charge(&mut right_costs, other, cost);
            charge(&mut left_costs, left.get(row), cost);
            column -= 1;
        } else {
            break;
        }
    }
    (left_costs, right_costs)
}

fn worst_word(sounds: &[Sound], costs: &[f64]) -> f64 {
    let words = sounds.last().map_or(0, |sound| sound.word + 1);
    let share = |word: usize| {
        let size = weight(sounds.iter().filter(|sound| sound.word == word));
        costs.get(word).copied().unwrap_or(0.0) / size.max(1.5)
    };
    (0..words).map(share).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn spellings_of_one_name_are_alike() {
        for (left, right) in [
            ("Tarn Gazette", "Тарн газетт"),
            ("Nadir Qassab", "نادر قصاب"),
            ("Kestrel Post", "ケストレル・ポスト"),
            ("Νίκος Ταρνάς", "Νίκου Ταρνά"),
            ("Tarnow Optik GmbH", "तार्नो ऑप्टिक"),
            ("Y. Kestrel", "Yannis Kestrel"),
        ] {
            assert!(alike(left, right), "{left} {right}");
        }
    }

    #[test]
    fn names_that_differ_in_a_word_are_two() {
        for (left, right) in [
            ("Tarn Gazette", "Tarn Herald"),
            ("Tarn Gazette", "Тарн геральд"),
            ("Nora Kestrel", "Nora Kasper"),
            ("Calder Foods", "कालडर मोटर्स"),
            ("", "Tarn"),
        ] {
            assert!(!alike(left, right), "{left} {right}");
        }
    }
}
