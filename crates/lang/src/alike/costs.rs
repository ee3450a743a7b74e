//! What it costs to hear one sound for another, or none: in consonants, by how far apart they are made and by what
//! scripts leave unwritten.

use super::Sound;
use crate::script::Script;

/// Says whether a sound is a vowel, or a letter that stands for one.
pub(super) fn vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'@' | b'A' | b'W' | b'Y' | b'E' | b'I')
}

/// Whether a script leaves vowels out.
fn abjad(script: Script) -> bool {
    matches!(script, Script::Hebrew | Script::Arabic)
}

/// Whether a script puts vowels between consonants that others write together.
fn syllabic(script: Script) -> bool {
    matches!(script, Script::Katakana | Script::Hiragana | Script::Hangul | Script::Han)
}

fn thai(script: Script) -> bool {
    script == Script::Thai
}

/// Whether words of a script end by case.
fn inflected(script: Script) -> bool {
    matches!(script, Script::Cyrillic | Script::Greek)
}

/// What it costs to leave a sound out of a name in another script, or the same.
pub(super) fn omitted(sound: Sound, other: Script) -> f64 {
    let cross = sound.script != other || sound.foreign;
    let either = |is: fn(Script) -> bool| is(other) || is(sound.script);
    match sound.letter {
        b'@' => 0.03,
        b'E' => 0.05,
        letter if vowel(letter) && sound.last && !cross && either(inflected) => 0.15,
        b'e' if matches!(sound.before, b'a' | b'o' | b'u') => 0.1,
        letter if vowel(letter) && !cross => 0.6,
        b'A' if sound.first => 0.05,
        b'A' => 0.2,
        b'W' | b'Y' => 0.6,
        b'e' if sound.end => 0.08,
        b'u' | b'o' if syllabic(sound.script) => 0.1,
        b'i' if syllabic(sound.script) && matches!(sound.before, b'C' | b'S' | b'J') => 0.1,
        // Arabic and Hebrew write the vowel that ends a word.
        letter if vowel(letter) && abjad(other) && sound.end => 0.6,
        b'a' | b'e' | b'I' if either(abjad) => 0.06,
        letter if vowel(letter) && either(abjad) => 0.12,
        letter if vowel(letter) && sound.script == Script::Thai || vowel(sound.letter) && other == Script::Thai => 0.1,
        letter if vowel(letter) => 0.32,
        b'h' | b'x' if cross && matches!(sound.before, b'p' | b't' | b'k') => 0.15,
        b'h' if cross && sound.first => 0.4,
        b'h' if cross => 0.15,
        b'h' => 0.6,
        b'y' if cross && either(|script| script == Script::Hangul) => 0.6,
        b'y' if cross => 0.15,
        b'v' if cross && either(abjad) => 0.3,
        b'm' | b's' | b'n' if sound.end && either(inflected) => {
            if cross {
                0.35
            } else {
                0.15
            }
        }
        // "ハーバー": r behind a vowel is not heard everywhere, and the last letter of French words often not at all.
        b'r' if cross && sound.closes && (either(syllabic) || either(thai)) => 0.15,
        b't' | b'd' | b's' if cross && sound.closes && other == Script::Thai => 0.3,
        b't' | b'd' if cross && sound.end && sound.script == Script::Latin && !abjad(other) => 0.4,
        b's' if cross && sound.end && sound.script == Script::Latin && syllabic(other) => 0.4,
        b'g' if matches!(sound.before, b'N' | b'n') => 0.2,
        b'0'..=b'9' => 2.0,
        _ => 1.0,
    }
}

/// What it costs to hear one sound for another.
pub(super) fn heard(left: Sound, right: Sound) -> f64 {
    let (one, other) = (left.letter.min(right.letter), left.letter.max(right.letter));
    if one == other {
        return 0.0;
    }
    let cross = left.script != right.script || left.foreign && right.foreign;
    let ends = left.last && right.last && inflected(left.script);
    let cost = if vowel(one) || vowel(other) || one == b'y' || other == b'y' {
        vowels(one, other, [left.script, right.script])
    } else {
        let closed = left.closes && right.closes;
        consonants(one, other, [left.script, right.script], closed, left.foreign || right.foreign)
    };
    match cross {
        true => cost,
        false if ends && vowel(one) && vowel(other) => 0.1,
        false if ends && matches!(other, b'y') && vowel(one) => 0.1,
        false => (cost * 2.5).min(1.1),
    }
}

fn vowels(one: u8, other: u8, scripts: [Script; 2]) -> f64 {
    let korean = scripts.contains(&Script::Hangul);
    match (one, other) {
        (b'@', second) if vowel(second) => 0.05,
        (b'I', b'a') | (b'A', b'a') | (b'W', b'o' | b'u' | b'v') | (b'Y', b'i' | b'y') => 0.0,
        (b'E', b'a' | b'e' | b'h') => 0.0,
        (b'E', b't') | (b'A', b'E') => 0.1,
        (b'Y', b'e') | (b'I', b'Y' | b'e') | (b'A', b'I') => 0.05,
        (b'I', b'i') => 0.3,
        (b'I', b'o') => 0.2,
        (b'A', b'e' | b'o') => 0.12,
        (b'W', b'f') => 0.3,
        (b'W', b'b') | (b'J', b'Y') => 0.35,
        (b'J', b'y') => 0.25,
        (b'n', b'y') if scripts.contains(&Script::Thai) => 0.15,
        (b'e', b'i') | (b'o', b'u') => 0.12,
        (b'a', b'e' | b'o') => 0.15,
        (b'i' | b'e', b'y') => 0.12,
        (b'u' | b'o', b'v') => 0.12,
        (b'e', b'o') => 0.2,
        (b'a', b'u') if korean => 0.6,
        (b'a', b'u') => 0.35,
        (b'u', b'y') => 0.4,
        (b'Y', b'u') | (b'e', b'u') | (b'e', b'a') => 0.4,
        (b'A', second) if vowel(second) => 0.5,
        (first, second) if vowel(first) && vowel(second) => 0.6,
        _ => 1.1,
    }
}

fn consonants(one: u8, other: u8, scripts: [Script; 2], closed: bool, foreign: bool) -> f64 {
    let either = |is: fn(Script) -> bool| scripts.into_iter().any(is);
    let kana = |script: Script| matches!(script, Script::Katakana | Script::Hiragana);
    match (one, other) {
        (b'D', b'd' | b'z') => 0.0,
        (b'l', b'r') if either(syllabic) || either(thai) => 0.12,
        (b'n', b'r') | (b'l', b'n') | (b's', b't') if either(thai) && closed => 0.15,
        (b'C', b's') if either(kana) && foreign => 0.3,
        (b'd', b's') | (b'C', b't') if either(thai) && closed => 0.3,
        (b'f', b'h' | b'x') if either(kana) => 0.2,
        (b'C', b't') | (b'J', b'd') | (b'S', b's') if either(kana) => 0.15,
        (b'S', b's') if either(abjad) || either(|script| script == Script::Hangul) => 0.1,
        (b'b', b'p' | b'v') | (b'f', b'p' | b'v') if either(abjad) || either(kana) => 0.12,
        (b'g', b'k' | b'J' | b'x') if either(abjad) => 0.15,
        (b'h', b'x') if scripts == [Script::Arabic, Script::Latin] || scripts == [Script::Latin, Script::Arabic] => {
            0.35
        }
        (b'h', b'x') => 0.1,
        (b'k', b'x') => 0.15,
        (b'b', b'p' | b'v') | (b'f', b'p' | b'v') | (b'd', b't') | (b'g', b'k') | (b's', b'z') => 0.2,
        (b'S', b's') | (b'C', b'J') | (b'J', b'z') | (b'h', b'k') | (b'g', b'h') => 0.25,
        (b'C', b'S') | (b'C', b'k') | (b'J', b'g') | (b'g', b'x') | (b'd', b'z') | (b't', b'z') => 0.3,
        (b'l', b'v') if either(|script| script == Script::Latin) => 0.5,
        (b'm', b'n') => 0.35,
        (b'N', b'n') if scripts.contains(&Script::Han) && !foreign => 0.6,
        (b'C', b's') if scripts.contains(&Script::Han) => 0.3,
        (b'N', b'n') => 0.15,
        (b'J', b'S') | (b'C', b't') | (b'J', b's') | (b'S', b'z') => 0.4,
        (b'J', b'd') => 0.6,
        (b's', b't') => 0.5,
        (b'C', b's') => 0.6,
        (b'C', b'x') | (b'C', b'h') => 0.4,
        _ => 1.1,
    }
}
