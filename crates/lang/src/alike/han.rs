//! Names in Han as Japanese and Korean read them. (As Chinese reads them they are romanised with all other scripts.)

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::script::{Script, script_of};

/// Readings from Unihan: character, Japanese readings, Korean ones, in columns.
const UNIHAN: &str = include_str!("../../data/han.tsv");
/// Japanese readings that names have, kept by hand.
const NAMES: &str = include_str!("../../data/japanese-names.tsv");
/// How many ways a word is read at most, and how many characters it may have.
const WAYS: usize = 96;
const LONGEST: usize = 8;

/// How the characters are read, the likeliest reading first.
#[derive(Default)]
struct Readings {
    japanese: BTreeMap<char, Vec<&'static str>>,
    korean: BTreeMap<char, Vec<&'static str>>,
}

static READINGS: LazyLock<Readings> = LazyLock::new(|| {
    let mut readings = Readings::default();
    let lines = |table: &'static str| table.lines().filter(|line| !line.starts_with('#'));
    // What names have comes first, and is all of it for the characters that they are written with most.
    for line in lines(NAMES).chain(lines(UNIHAN)) {
        let mut columns = line.split('\t');
        let Some(character) = columns.next().and_then(|column| column.chars().next()) else { continue };
        for (table, column) in [&mut readings.japanese, &mut readings.korean].into_iter().zip(columns) {
            let known = table.entry(character).or_default();
            if known.is_empty() {
                known.extend(column.split_whitespace());
            }
        }
    }
    readings
});

/// Returns the ways in which Japanese reads a name, in Latin letters: none where it is not in Han.
pub(super) fn japanese(name: &str) -> Vec<String> {
    read(name, &READINGS.japanese)
}

/// Returns the ways in which Korean reads a name, in Hangul: none where it is not in Han.
pub(super) fn korean(name: &str) -> Vec<String> {
    read(name, &READINGS.korean)
}

/// Hangul in Latin letters, as names abroad are spelled: what ends a syllable is voiceless.
pub(super) fn romanised(name: &str) -> String {
    let syllables = name.chars().map(|character| {
        let spelled = any_ascii::any_ascii_char(character).to_ascii_lowercase();
        let ends = [('g', 'k'), ('d', 't'), ('b', 'p')].into_iter().find(|(voiced, _)| spelled.ends_with(*voiced));
        match ends.filter(|_| script_of(character) == Script::Hangul && spelled.len() > 1) {
            Some((voiced, voiceless)) => spelled.trim_end_matches(voiced).to_owned() + &voiceless.to_string(),
            None => spelled,
        }
    });
    syllables.collect()
}

/// Reads the words of a name that are in Han; others stay.
fn read(name: &str, table: &BTreeMap<char, Vec<&'static str>>) -> Vec<String> {
    let han = |word: &str| word.chars().all(|character| script_of(character) == Script::Han);
    let mut ways = vec![(0, String::new())];
    let mut found = false;
    for word in name.split_whitespace() {
        let read = if han(word) { word_ways(word, table) } else { vec![(0, word.to_owned())] };
        found |= han(word);
        ways = joined(&ways, &read, " ");
    }
    if found { ways.into_iter().map(|(_, way)| way).collect() } else { Vec::new() }
}

fn word_ways(word: &str, table: &BTreeMap<char, Vec<&'static str>>) -> Vec<(usize, String)> {
    if word.chars().count() > LONGEST {
        return Vec::new();
    }
    word.chars().fold(vec![(0, String::new())], |ways, character| {
        let readings = table.get(&character).into_iter().flatten();
        let ranked: Vec<_> = readings.enumerate().map(|(rank, reading)| (rank, (*reading).to_owned())).collect();
        joined(&ways, &ranked, "")
    })
}

/// All of the first followed by all of the second, the likeliest first: those with the lowest ranks.
fn joined(ways: &[(usize, String)], more: &[(usize, String)], between: &str) -> Vec<(usize, String)> {
    let join = |(rank, way): &(usize, String)| {
        let between = if way.is_empty() { "" } else { between };
        more.iter().map(|(next, reading)| (rank + next, format!("{way}{between}{reading}"))).collect::<Vec<_>>()
    };
    let mut all: Vec<_> = ways.iter().flat_map(join).collect();
    all.sort_by_key(|(rank, _)| *rank);
    all.truncate(WAYS);
    all
}

#[cfg(test)]
mod tests {
    use super::{japanese, korean};

    #[test]
    fn names_are_read_in_every_way() {
        for (name, reading) in
            [("小林", "kobayashi"), ("函館", "hakodate"), ("田辺", "tanabe"), ("港日日", "minatonichinichi")]
        {
            assert!(japanese(name).contains(&reading.to_owned()), "{name}");
        }
        assert_eq!(korean("潮汐 weekly"), ["조석 weekly"]);
        assert_eq!(korean("渔报"), ["어보"], "a simplified character is read as its full form");
        assert_eq!(super::romanised("조석 weekly"), "joseok weekly");
        assert!(japanese("Tarn").is_empty());
    }
}
