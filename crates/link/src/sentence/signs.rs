//! What a sentence shares with its translation whatever the script: numbers in digits, and names by sound.

use std::collections::{BTreeMap, BTreeSet};

use headwater_lang::{Script, fold_str, names, script_of};

/// Consonants that a name must have.
const LEAST_SOUNDS: usize = 3;
/// Consonants from which on the last may be an ending.
const ENDING: usize = 5;

/// Numbers and names of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signs {
    /// Numbers without marks of grouping.
    figures: BTreeSet<String>,
    /// For each word that may be a name, the consonant skeletons it may have.
    names: Vec<Vec<String>>,
}

impl Signs {
    /// Reads the signs of a sentence. `prefixes` are particles that languages write joined to a word.
    pub fn of(sentence: &str, prefixes: &BTreeSet<String>) -> Self {
        let mut signs = Self::default();
        for word in sentence.split(|character: char| !character.is_alphabetic()) {
            match word.chars().next().map(script_of) {
                None | Some(Script::Han | Script::Hiragana) if !word.chars().any(is_katakana) => {}
                _ if word.chars().any(is_katakana) => {
                    let runs = word.split(|character| !is_katakana(character));
                    signs.names.extend(runs.map(|run| skeletons(run, prefixes)));
                }
                _ if word.starts_with(char::is_lowercase) => {}
                _ => signs.names.push(skeletons(word, prefixes)),
            }
        }
        signs.names.retain(|keys| !keys.is_empty());
        signs.figures = figures(&fold_str(sentence));
        signs
    }

    /// Says whether the sentence has a number of two digits or more.
    fn tells(&self) -> bool {
        self.figures.iter().any(|figure| figure.len() > 1)
    }

    /// Returns the skeletons of its names, each as often as it stands.
    pub fn name_keys(&self) -> impl Iterator<Item = &str> {
        self.names.iter().flatten().map(String::as_str)
    }

    /// Returns its numbers and the skeletons of its names.
    pub fn keys(&self) -> BTreeSet<&str> {
        self.figures.iter().chain(self.names.iter().flatten()).map(String::as_str).collect()
    }
}

/// What two sentences share, by rarity.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SharedSigns {
    /// Sum over names, each up to 1.
    pub names: f64,
    /// Sum over figures, each up to 1.
    pub figures: f64,
    /// Both have figures of two digits or more, and none is the other's.
    pub at_odds: bool,
}

/// In how many sentences of each side of a comparison a sign stands.
#[derive(Debug, Clone, Default)]
pub struct Rarity {
    holders: BTreeMap<String, usize>,
    sentences: usize,
}

impl Rarity {
    /// Counts the signs of sentences.
    pub fn of<'a>(all: impl IntoIterator<Item = &'a Signs>) -> Self {
        let mut rarity = Self::default();
        for signs in all {
            rarity.sentences += 1;
            for key in signs.keys() {
                match rarity.holders.get_mut(key) {
                    Some(count) => *count += 1,
                    None => drop(rarity.holders.insert(key.to_owned(), 1)),
                }
            }
        }
        rarity
    }

    /// Returns how rare a sign is: 0 where every sentence has it, 1 where one has.
    pub fn rare(&self, key: &str) -> f64 {
        let sentences = self.sentences.max(20) as f64;
        let holders = self.holders.get(key).copied().unwrap_or(1).max(1) as f64;
        ((sentences / holders).ln() / sentences.ln()).clamp(0.0, 1.0)
    }

    /// Returns what two sentences share; `theirs` counts the other side.
    pub fn shared(&self, left: &Signs, theirs: &Self, right: &Signs) -> SharedSigns {
        let common: Vec<&String> = left.figures.intersection(&right.figures).collect();
        let rare = |key: &str| self.rare(key).min(theirs.rare(key));
        let sounds = |key: &str| ((key.len() - 1) as f64 / 4.0).min(1.0);
        let heard: BTreeSet<&str> = right.names.iter().flatten().map(String::as_str).collect();
        let name = |keys: &Vec<String>| {
            let alike = keys.iter().filter(|key| heard.contains(key.as_str()));
            alike.map(|key| rare(key) * sounds(key)).fold(0.0, f64::max)
        };
        SharedSigns {
            names: left.names.iter().map(name).sum(),
            figures: common.iter().map(|key| rare(key)).sum(),
            at_odds: common.is_empty() && left.tells() && right.tells(),
        }
    }
}

fn is_katakana(character: char) -> bool {
    script_of(character) == Script::Katakana || character == 'ー'
}

/// The skeletons that a word may have as a name: whole, without its last consonant, without a joined particle.
fn skeletons(word: &str, prefixes: &BTreeSet<String>) -> Vec<String> {
    let skeleton = |word: &str| names::skeleton(word).concat();
    let whole = skeleton(word);
    let without = prefixes.iter().filter_map(|prefix| word.strip_prefix(prefix.as_str()));
    let mut keys: Vec<String> = without.filter(|rest| rest.chars().count() >= 3).map(skeleton).collect();
    keys.extend(whole.get(..whole.len().saturating_sub(1)).filter(|key| key.len() + 1 >= ENDING).map(str::to_owned));
    keys.push(whole);
    keys.retain(|key| key.len() >= LEAST_SOUNDS);
    keys.sort();
    keys.dedup();
    keys
}

/// The numbers in digits of a folded text. A mark before three digits groups, any other begins a fraction.
fn figures(folded: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let is_part =
        |character: char| character.is_ascii_digit() || matches!(character, '.' | ',' | '\u{66b}' | '\u{66c}');
    for run in folded.split(|character| !is_part(character)) {
        let parts: Vec<&str> =
            run.split(|character: char| !character.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
        let value = match parts.as_slice() {
            [] => continue,
            [_, grouped @ ..] if grouped.iter().all(|part| part.len() == 3) => parts.concat(),
            [whole, fraction] => format!("{whole}.{fraction}"),
            _ => {
                found.extend(parts.iter().map(|part| (*part).to_owned()));
                continue;
            }
        };
        let value = value.trim_start_matches('0');
        found.insert(if value.is_empty() { "0".to_owned() } else { value.to_owned() });
    }
    found
}

#[cfg(test)]
mod tests {
    use headwater_lang::Registry;

    use super::{Rarity, SharedSigns, Signs};

    fn shared(left: &str, right: &str) -> SharedSigns {
        let signs = |text| Signs::of(text, Registry::builtin().prefixes());
        let (left, right) = (signs(left), signs(right));
        Rarity::of([&left]).shared(&left, &Rarity::of([&right]), &right)
    }

    #[test]
    fn names_and_figures_are_shared_across_scripts() {
        for (left, right) in [
            ("Mayor Benedikt Palmer spent 1,250", "ベネディクト・パルマー市長は1250を"),
            ("Mayor Benedikt Palmer spent 1,250", "أنفق بنديكت بالمر ١٢٥٠"),
            ("Benedikt Palmer sagte 1.250", "Мэр Бенедикт Палмер: 1250"),
        ] {
            let shared = shared(left, right);
            assert!(shared.figures > 0.9 && shared.names > 0.9, "{left} {right} {shared:?}");
        }
        let apart = shared("In 2019 there were 35 boats", "2020年には42隻");
        assert!(apart.at_odds && apart.names == 0.0, "{apart:?}");
    }
}
