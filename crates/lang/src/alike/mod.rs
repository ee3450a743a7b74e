//! Names written twice: whether two spellings, in any scripts, can name one person, place, firm or outlet.
//!
//! Each script's letters are read as sounds that all scripts share; names in Han are read as Chinese, Japanese and
//! Korean read them, and words that languages translate are compared by what they stand for. The cheapest way to turn
//! one name into the other (weighted edit distance, after Wagner and Fischer 1974) is then judged whole, by its worst
//! word, since names that differ in one word only, as sisters and neighbouring towns do, are not one, and by its greatest
//! single difference, since one consonant makes another name. Sounds that scripts confuse cost little, vowels less than
//! consonants, and least of all where a script does not write them.

mod costs;
mod glance;
mod han;
mod letters;
mod thai;
mod words;

use std::collections::BTreeSet;

use self::costs::{heard, omitted, vowel};
pub(crate) use self::words::NameWords;
use crate::fold::fold_str;
use crate::registry::Registry;
use crate::script::{Script, script_of};

/// Articles, romanised: they join and leave names freely.
const ARTICLES: [&[u8]; 15] =
    [b"te", b"al", b"Al", b"el", b"ha", b"i", b"la", b"le", b"l", b"o", b"die", b"der", b"das", b"zA", b"los"];

/// The most that a word of one name may differ in the other, in consonants a consonant.
const WORD: f64 = 0.25;
/// The most that whole names may differ. Both were fitted to the names of `bench/sets/names`.
const WHOLE: f64 = 0.24;
/// The most that a name may differ from a guess at how another language reads it.
const GUESSED: f64 = 0.08;
/// Names with less to hear than this many consonants may differ the less, the shorter they are.
const SHORT: f64 = 5.0;
/// What no single difference may cost: it makes two names, however long they are.
const HARD: f64 = 0.55;

/// A sound of a name, and the word it stands in.
#[derive(Debug, Clone, Copy)]
struct Sound {
    letter: u8,
    word: usize,
    /// Whether it begins its word.
    first: bool,
    /// Whether it is one of the last two of its word, as endings are.
    last: bool,
    /// Whether it ends its word.
    end: bool,
    /// Whether no vowel follows.
    closes: bool,
    /// The sound before it in its word, 0 for none.
    before: u8,
    script: Script,
    /// Whether the name is one that its script only writes down: in katakana, or with points between its parts in Han.
    foreign: bool,
}

/// A name as it is heard, to be compared with many.
#[derive(Debug, Clone)]
pub struct Heard {
    folded: String,
    /// The ways to read it: one, but for names in Han.
    ways: Vec<Way>,
    /// What the words that languages translate stand for, and the ways to read all others.
    concepts: Option<(BTreeSet<String>, Vec<Way>)>,
    /// The letters that it is, if it is nothing else.
    spelled: Vec<String>,
}

impl Heard {
    /// Reads a name.
    pub fn new(name: &str) -> Self {
        let words = Registry::builtin().name_words();
        let mut bare: String =
            name.chars().filter(|character| !matches!(character, '\u{200c}' | '\u{200d}' | '״')).collect();
        for (letter, spelling) in letters::MARKED {
            bare = bare.replace(letter, spelling);
        }
        let named = words.without_forms(&bare);
        let concepts = words.concepts(&named).map(|(concepts, rest)| (concepts, ways(&rest)));
        Self { folded: fold_str(name), ways: ways(&named), concepts, spelled: words.spelled(name) }
    }

    /// Returns how many consonants are heard, without words that fit any firm or outlet: names of few are alike by chance.
    pub fn consonants(&self) -> usize {
        let heard = |way: &Way| way.sounds.iter().filter(|sound| !vowel(sound.letter)).count();
        self.ways.iter().map(heard).min().unwrap_or(0)
    }

    /// Says whether two spellings can name one thing.
    pub fn alike(&self, other: &Self) -> bool {
        // Thai leaves vowels out in ways that its letters do not show.
        if self.written_in(Script::Thai) && other.written_in(Script::Thai) {
            return self.folded.contains(&other.folded) || other.folded.contains(&self.folded);
        }
        let spelled = self.spelled.iter().any(|letters| other.spelled.contains(letters));
        spelled || self.any(&self.ways, other, &other.ways) || self.translated(other) || other.translated(self)
    }

    /// Whether two names have the same translated words, and others that are alike. One that only says that it is a
    /// newspaper may leave that out.
    fn translated(&self, other: &Self) -> bool {
        let Some((concepts, rest)) = &self.concepts else { return false };
        let (told, others) = match &other.concepts {
            Some((told, others)) => (told == concepts, others),
            None => (concepts.is_empty(), &other.ways),
        };
        let alone =
            !concepts.is_empty() && [rest, others].iter().all(|ways| ways.iter().all(|way| way.sounds.is_empty()));
        told && (alone || self.any(rest, other, others))
    }

    /// Whether a way to read one name is like a way to read another.
    fn any(&self, ways: &[Way], other: &Self, others: &[Way]) -> bool {
        let syllabic = self.syllabic() || other.syllabic();
        let turned = |way: &Way| syllabic.then(|| turned(&way.sounds)).flatten();
        ways.iter().any(|left| {
            others.iter().any(|right| {
                let strict = left.strict || right.strict;
                one_name(&left.sounds, &right.sounds, strict)
                    || turned(left).is_some_and(|left| one_name(&left, &right.sounds, strict))
                    || turned(right).is_some_and(|right| one_name(&left.sounds, &right, strict))
            })
        })
    }

    fn written_in(&self, script: Script) -> bool {
        let mut sounds = self.ways.iter().flat_map(|way| &way.sounds);
        sounds.next().is_some_and(|sound| sound.script == script)
    }

    /// Whether it is of a script whose languages put the family's name first.
    fn syllabic(&self) -> bool {
        [Script::Han, Script::Hangul, Script::Katakana, Script::Hiragana]
            .into_iter()
            .any(|script| self.written_in(script))
    }
}

/// A way to read a name.
#[derive(Debug, Clone)]
struct Way {
    sounds: Vec<Sound>,
    /// Whether it is a guess, which must be met the more closely.
    strict: bool,
}

fn one_name(left: &[Sound], right: &[Sound], strict: bool) -> bool {
    if strict && script(left) == script(right) {
        return left.iter().map(|sound| sound.letter).eq(right.iter().map(|sound| sound.letter));
    }
    let most = if strict { GUESSED } else { WHOLE };
    let cut = initials(left, right);
    let (left, right) = match &cut {
        Some((left, right)) => (left.as_slice(), right.as_slice()),
        None => (left, right),
    };
    if left.is_empty() || right.is_empty() {
        return false;
    }
    distance(left, right).is_some_and(|apart| {
        apart.whole <= most * (apart.size / SHORT).min(1.0) && apart.word <= WORD && apart.hardest < HARD
    })
}

/// "Kenji Kobayashi" as "Kobayashi Kenji".
fn turned(sounds: &[Sound]) -> Option<Vec<Sound>> {
    if sounds.last().map(|sound| sound.word) != Some(1) {
        return None;
    }
    let part = |word: usize| sounds.iter().filter(move |sound| sound.word == word);
    Some(part(1).chain(part(0)).map(|sound| Sound { word: 1 - sound.word, ..*sound }).collect())
}

/// The ways to read a name: as it is written, and in Han as Japanese and Korean read it.
fn ways(name: &str) -> Vec<Way> {
    let japanese = han::japanese(name).into_iter().map(|reading| {
        let read = sounds(&reading).into_iter();
        let sounds = read.map(|sound| Sound { script: Script::Hiragana, ..sound }).collect();
        Way { sounds, strict: false }
    });
    let korean = han::korean(name).into_iter().flat_map(|reading| [han::romanised(&reading), reading]);
    let korean = korean.map(|reading| Way { sounds: sounds(&reading), strict: true });
    [Way { sounds: sounds(name), strict: false }].into_iter().chain(japanese).chain(korean).collect()
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
    let folded = fold_str(name);
    let separators = |character: char| character.is_whitespace() || ".,()[]«»\"“”„·・-־–'’`&/＝=".contains(character);
    let words: Vec<&str> = folded.split(separators).filter(|word| !word.is_empty()).collect();
    let several = words.len() > 1;
    let pointed = name.contains(['·', '・', '•']);
    let mut found = Vec::new();
    let mut place = 0;
    for word in words {
        let script = word.chars().map(script_of).find(|script| *script != Script::Common).unwrap_or(Script::Common);
        // "الدوسري", "al-Dosari": the article joins its word.
        let word = word.strip_prefix("ال").filter(|rest| rest.chars().count() > 2).unwrap_or(word);
        let foreign =
            script == Script::Katakana || script == Script::Hangul && several || script == Script::Han && pointed;
        let key = letters::sounds(word, script);
        if key.is_empty() || several && ARTICLES.contains(&key.as_slice()) {
            continue;
        }
        let end = key.len();
        for (at, letter) in key.iter().copied().enumerate() {
            found.push(Sound {
                letter,
                word: place,
                first: at == 0,
                last: at + 2 >= end,
                end: at + 1 == end,
                closes: key.get(at + 1).is_none_or(|next| !vowel(*next)),
                before: at.checked_sub(1).and_then(|before| key.get(before)).copied().unwrap_or(0),
                script,
                foreign,
            });
        }
        place += 1;
    }
    found
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

/// How far two names are apart, in consonants a consonant.
struct Apart {
    /// Over all.
    whole: f64,
    /// In the word that differs most.
    word: f64,
    /// The greatest single difference.
    hardest: f64,
    /// How much there is to hear, in consonants.
    size: f64,
}

/// Measures how far two names are apart. Nothing where that over all is more than [`WHOLE`].
fn distance(left: &[Sound], right: &[Sound]) -> Option<Apart> {
    let size = weight(left).max(weight(right)).max(1.0);
    // A little more, so that rounding decides nothing here.
    let most = WHOLE * size + 1e-6;
    if glance::apart(left, right, most) {
        return None;
    }
    let table = Table::new(left, right, most)?;
    let (left_costs, right_costs, hardest) = by_word(&table, left, right);
    let word = worst_word(left, &left_costs).max(worst_word(right, &right_costs));
    Some(Apart { whole: table.at(left.len(), right.len()) / size, word, hardest, size })
}

/// What each word of either name costs, on the way back through the table.
fn by_word(table: &Table, left: &[Sound], right: &[Sound]) -> (Vec<f64>, Vec<f64>, f64) {
    let mut hardest: f64 = 0.0;
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
            hardest = hardest.max(cost);
            (row, column) = (row - 1, column - 1);
            continue;
        }
        let cost = one.map(|one| omitted(*one, script(right)));
        if let Some(cost) = cost.filter(|cost| step(table.at(row - 1, column), *cost)) {
            charge(&mut left_costs, one, cost);
            charge(&mut right_costs, right.get(column), cost);
            hardest = hardest.max(cost);
            row -= 1;
        } else if let Some(sound) = other {
            let cost = omitted(*sound, script(left));
            charge(&mut right_costs, other, cost);
            charge(&mut left_costs, left.get(row), cost);
            hardest = hardest.max(cost);
            column -= 1;
        } else {
            break;
        }
    }
    (left_costs, right_costs, hardest)
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
            ("晨雾周刊", "신무주간"),
            ("潮汐周刊", "Joseok Weekly"),
            ("港日日新聞", "Minato Nichinichi"),
            ("布里斯福德邮报", "Brisford Post"),
            ("KNS", "केएनएस"),
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
            ("晨雾周刊", "晨雾日报"),
            ("潮汐周刊", "Joseok Daily"),
            ("KNS", "केएनबी"),
            ("Calder Foods", "कालडर मोटर्स"),
            ("", "Tarn"),
        ] {
            assert!(!alike(left, right), "{left} {right}");
        }
    }
}
