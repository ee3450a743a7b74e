//! A first glance that tells most names apart, before all ways to turn one into the other are weighed.
//!
//! Each sound of a name is left out or heard as some sound of the other one. What that costs at least, wherever the sounds
//! stand, is looked up; where the sum is too much already, so is every way.

use std::sync::{LazyLock, OnceLock};

use super::Sound;
use super::costs::{heard, omitted};
use crate::script::Script;

/// Letters that stand for sounds lie from here on.
const FIRST: u8 = b'0';
const LETTERS: usize = 80;
/// The scripts that most names are in; those in others are not told apart at a glance.
const SCRIPTS: [Script; 16] = [
    Script::Latin,
    Script::Cyrillic,
    Script::Arabic,
    Script::Han,
    Script::Hiragana,
    Script::Katakana,
    Script::Hangul,
    Script::Greek,
    Script::Hebrew,
    Script::Devanagari,
    Script::Thai,
    Script::Common,
    Script::Armenian,
    Script::Georgian,
    Script::Bengali,
    Script::Tamil,
];

/// What it costs at least to hear each letter of one script as each letter of another.
type Least = Box<[f32]>;

/// By both scripts.
static LEAST: LazyLock<Vec<OnceLock<Least>>> =
    LazyLock::new(|| (0..SCRIPTS.len() * SCRIPTS.len()).map(|_| OnceLock::new()).collect());

/// Says whether two names are sure to be more than `most` apart.
pub(super) fn apart(left: &[Sound], right: &[Sound], most: f64) -> bool {
    let (Some(one), Some(other)) = (only_script(left), only_script(right)) else { return false };
    let (Some(row), Some(column)) = (place_of(one), place_of(other)) else { return false };
    let Some(least) = LEAST.get(row * SCRIPTS.len() + column) else { return false };
    let least = least.get_or_init(|| of_scripts(one, other));
    let cost = |left: usize, right: usize| least.get(left * LETTERS + right).copied().unwrap_or(0.0);
    let most = most as f32 + 1e-3;
    costs_more(left, other, &letters(right), cost, most)
        || costs_more(right, one, &letters(left), |right, left| cost(left, right), most)
}

/// Whether leaving out or hearing each sound as the cheapest of some letters costs more than `most`.
fn costs_more(
    sounds: &[Sound],
    other: Script,
    letters: &[usize],
    cost: impl Fn(usize, usize) -> f32,
    most: f32,
) -> bool {
    let mut sum = 0.0;
    sounds.iter().any(|sound| {
        let heard = |own: usize| letters.iter().map(|letter| cost(own, *letter)).fold(f32::MAX, f32::min);
        sum += place(sound.letter).map_or(0.0, heard).min(omitted(*sound, other) as f32);
        sum > most
    })
}

fn place_of(script: Script) -> Option<usize> {
    SCRIPTS.iter().position(|known| *known == script)
}

fn place(letter: u8) -> Option<usize> {
    letter.checked_sub(FIRST).map(usize::from).filter(|place| *place < LETTERS)
}

/// The letters of sounds, each once.
fn letters(sounds: &[Sound]) -> Vec<usize> {
    let mut places: Vec<usize> = sounds.iter().filter_map(|sound| place(sound.letter)).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// The script of all of a name, if it has just one, and no letter beyond the table.
fn only_script(sounds: &[Sound]) -> Option<Script> {
    let script = sounds.first()?.script;
    sounds.iter().all(|sound| sound.script == script && place(sound.letter).is_some()).then_some(script)
}

/// What hearing costs at least, whatever else is known of the two sounds.
fn of_scripts(one: Script, other: Script) -> Least {
    let sound = |letter: usize, script: Script, signs: u8| Sound {
        letter: FIRST + letter as u8,
        word: 0,
        first: false,
        last: signs & 1 != 0,
        end: false,
        closes: signs & 2 != 0,
        before: 0,
        script,
        foreign: signs & 4 != 0,
    };
    let least = |left: usize, right: usize| {
        // What places count for, counts where both have it.
        let signs = (0..8).flat_map(|own: u8| [own & 3, own & 3 | 4].map(|theirs| (own, theirs)));
        let costs = signs.map(|(own, theirs)| heard(sound(left, one, own), sound(right, other, theirs)));
        costs.fold(f64::MAX, f64::min) as f32
    };
    (0..LETTERS * LETTERS).map(|pair| least(pair / LETTERS, pair % LETTERS)).collect()
}

#[cfg(test)]
mod tests {
    use super::apart;
    use crate::alike::{Table, sounds};

    #[test]
    fn what_is_apart_at_a_glance_is_apart() {
        let names = [
            "Harbour Gazette",
            "Гавань Газета",
            "Kenji Kobayashi",
            "小林健二",
            "Χατζηδάκης",
            "الدوسري",
            "Marsa",
            "다온통신",
        ];
        let mut told = 0;
        for (left, right) in names.iter().flat_map(|left| names.iter().map(move |right| (sounds(left), sounds(right))))
        {
            for most in [0.5, 1.0, 2.0, 4.0] {
                let at_a_glance = apart(&left, &right, most);
                told += usize::from(at_a_glance);
                assert!(
                    !at_a_glance
                        || Table::new(&left, &right, most).is_none_or(|table| table.at(left.len(), right.len()) > most)
                );
            }
        }
        assert!(told > 20, "{told}");
    }
}
