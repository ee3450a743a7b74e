//! Phrases found where words begin, by a trie over folded text.
//!
//! A [`Lexicon`](crate::Lexicon) finds all phrases anywhere and then asks which stand as whole words; here only places
//! where a phrase may begin are looked at, which is several times faster. It also takes apart numbers that are written
//! as one word: "zweitausendfünfhundert", "삼만오천".

use std::ops::Range;

use crate::fold::{Folded, fold_str};
use crate::lexicon::{glued, hangul};
use crate::script::{Script, is_letter, past_word, script_of_words};
use crate::trie::{Trie, short};

/// Phrases with their meanings.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    trie: Trie,
    /// What the keys of the trie mean.
    keys: Vec<Key>,
    meanings: Vec<T>,
    prefixes: Trie,
    /// Whether there are any.
    prefixed: bool,
    /// Whether words are taken apart into parts.
    compounds: bool,
}

/// A phrase found, with all that it means. Positions are bytes of the folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase<'p, T> {
    /// Where it starts.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What it means: at least one thing.
    pub meanings: &'p [T],
}

/// What a phrase may be to a number that is written as one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Its first part or a further one.
    Any,
    /// A further part only, such as a joiner.
    Further,
    /// No part.
    None,
}

/// Where the meanings of a key lie: first those that are parts of numbers, then the others.
#[derive(Debug, Clone, Copy, Default)]
struct Key {
    start: u32,
    parts: u32,
    end: u32,
    /// Whether it can be the first part of a number.
    opens: bool,
}

/// A phrase that ends at a byte, by its key.
#[derive(Debug, Clone, Copy)]
struct Ending {
    end: usize,
    key: usize,
}

/// Running text has a phrase about every so many bytes.
const USUAL_DISTANCE: usize = 12;

/// No longer word is taken apart, and none into more parts.
const LONGEST_COMPOUND: usize = 64;
const MOST_PARTS: usize = 14;
/// No more places behind particles are looked behind for further ones.
const MOST_PREFIXES: usize = 4;

impl<T> Phrases<T> {
    /// Compiles phrases. `prefixes` are particles that may be written together with a phrase's first word. Where
    /// `compounds`, a word is also taken apart into phrases that are parts of numbers; Hangul always is.
    pub fn new<'p>(
        phrases: impl IntoIterator<Item = (String, T)>,
        prefixes: impl IntoIterator<Item = &'p String>,
        compounds: bool,
        part: fn(&T) -> Part,
    ) -> Self {
        let folded = phrases.into_iter().map(|(phrase, meaning)| (fold_str(phrase.trim()), meaning));
        let mut entries: Vec<(String, T)> = folded.filter(|(key, _)| !key.is_empty()).collect();
        entries.sort_by(|one, other| {
            one.0.cmp(&other.0).then((part(&one.1) == Part::None).cmp(&(part(&other.1) == Part::None)))
        });
        let mut keys: Vec<Key> = Vec::new();
        for same in entries.chunk_by(|one, other| one.0 == other.0) {
            let start = keys.last().map_or(0, |last| last.end);
            let parts = start + short(same.partition_point(|(_, meaning)| part(meaning) != Part::None));
            let opens = same.iter().any(|(_, meaning)| part(meaning) == Part::Any);
            keys.push(Key { start, parts, end: start + short(same.len()), opens });
        }
        let (mut texts, meanings): (Vec<String>, Vec<T>) = entries.into_iter().unzip();
        texts.dedup();
        let mut prefixes: Vec<String> = prefixes.into_iter().map(|prefix| fold_str(prefix)).collect();
        prefixes.sort_unstable();
        prefixes.dedup();
        let prefixed = !prefixes.is_empty();
        Self { trie: Trie::new(&texts), keys, meanings, prefixes: Trie::new(&prefixes), prefixed, compounds }
    }

    fn key(&self, ending: Ending) -> Key {
        self.keys.get(ending.key).copied().unwrap_or_default()
    }

    /// Returns every phrase in `text` that stands as whole words, overlapping ones too: by position, longer first.
    pub fn find_all(&self, text: &Folded) -> Vec<Phrase<'_, T>> {
        let text = text.text.as_str();
        let found = Vec::with_capacity(text.len() / USUAL_DISTANCE);
        let mut search =
            Search { phrases: self, text, found, chained: Vec::new(), endings: Vec::new(), places: Vec::new() };
        let (mut at, mut previous, mut script) = (0, ' ', None);
        while let Some(byte) = text.as_bytes().get(at) {
            let (character, words, end) = match *byte {
                b' ' => {
                    (at, previous, script) = (at + 1, ' ', None);
                    continue;
                }
                b'a'..=b'z' => ('a', Some(Script::Latin), at + run(text, at, |byte| byte.is_ascii_lowercase())),
                b'0'..=b'9' => ('0', None, at + run(text, at, |byte| byte.is_ascii_digit())),
                _ => {
                    let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                    let words = script_of_words(character);
                    let whole = words.is_some() && words != Some(Script::Hangul);
                    (character, words, if whole { past_word(text, at, words) } else { at + character.len_utf8() })
                }
            };
            // As `glued` says, with what is known of the character before.
            let glued = match character {
                '0' => previous == '0',
                _ => words.is_some() && (words == script || previous == 'ʻ'),
            };
            if !glued {
                search.word(at, character, end);
            } else if !search.chained.is_empty() {
                search.chained(at);
            }
            // Inside a word of Hangul something starts only where a number ended.
            at = if words == Some(Script::Hangul) && search.chained.is_empty() {
                past_word(text, at, words)
            } else {
                end
            };
            (previous, script) = (character, words);
        }
        search.found
    }

    /// Collects the phrases that start at `at`, whatever stands behind them, shorter first.
    fn endings(&self, text: &str, at: usize, endings: &mut Vec<Ending>) {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        endings.clear();
        self.trie.beginnings(rest, |length, key| endings.push(Ending { end: at + length, key }));
    }
}

/// The number of bytes at `at` that are of one kind, such as letters of one word.
fn run(text: &str, at: usize, kind: impl Fn(&u8) -> bool) -> usize {
    text.as_bytes().get(at..).unwrap_or_default().iter().take_while(|byte| kind(byte)).count()
}

/// Says whether a word ends at `at`, and whether Hangul stands before it.
#[inline]
fn edge(text: &str, at: usize) -> (bool, bool) {
    let bytes = text.as_bytes();
    let last = at.checked_sub(1).and_then(|last| bytes.get(last)).copied().unwrap_or(b' ');
    let next = bytes.get(at).copied().unwrap_or(b' ');
    if last.is_ascii() && next.is_ascii() {
        let inside =
            last.is_ascii_alphabetic() && next.is_ascii_alphabetic() || last.is_ascii_digit() && next.is_ascii_digit();
        return (!inside, false);
    }
    let last = text.get(..at).and_then(|before| before.chars().next_back());
    let next = text.get(at..).and_then(|after| after.chars().next());
    (last.is_none_or(|last| !glued(next, last)), last.is_some_and(hangul))
}

struct Search<'t, 'a, T> {
    phrases: &'a Phrases<T>,
    text: &'t str,
    found: Vec<Phrase<'a, T>>,
    /// Places inside words of Hangul where a number ended and another phrase may start.
    chained: Vec<usize>,
    /// What is found on the way, kept so that it is not allocated anew.
    endings: Vec<Ending>,
    places: Vec<usize>,
}

impl<T> Search<'_, '_, T> {
    /// Looks at the start of a word, and behind the particles written together with it. What ends before `end` ends
    /// inside the word.
    fn word(&mut self, at: usize, first: char, end: usize) {
        self.chained.clear();
        self.place(at, end);
        if self.phrases.prefixed && is_letter(first) {
            self.behind_particles(at, end);
        }
    }

    /// Looks at a place inside a word of Hangul, if a number ended there.
    fn chained(&mut self, at: usize) {
        let ended = self.chained.contains(&at);
        self.chained.retain(|place| *place > at);
        if ended {
            self.place(at, at);
        }
    }

    fn behind_particles(&mut self, at: usize, end: usize) {
        let text = self.text.as_bytes();
        let mut places = std::mem::take(&mut self.places);
        places.clear();
        let (mut from, mut done) = (at, 0);
        loop {
            let rest = text.get(from..).unwrap_or_default();
            self.phrases.prefixes.beginnings(rest, |length, _| {
                if !places.contains(&(from + length)) {
                    places.push(from + length);
                }
            });
            match places.get(done) {
                Some(place) if done < MOST_PREFIXES => from = *place,
                _ => break,
            }
            done += 1;
        }
        places.sort_unstable();
        for place in &places {
            if self.text.get(*place..).and_then(|rest| rest.chars().next()).is_some_and(is_letter) {
                self.place(*place, end);
            }
        }
        self.places = places;
    }

    /// Takes the phrases that start at `at` and end a word, longer first. What ends before `word` ends inside of one.
    fn place(&mut self, at: usize, word: usize) {
        let Self { phrases, text, endings, .. } = self;
        let mut inside = false;
        endings.clear();
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        phrases.trie.beginnings(rest, |length, key| {
            let ending = Ending { end: at + length, key };
            if ending.end >= word {
                endings.push(ending);
            } else {
                inside |= phrases.compounds && phrases.key(ending).opens;
            }
        });
        let mut whole = false;
        for index in (0..self.endings.len()).rev() {
            let Some(ending) = self.endings.get(index).copied() else { break };
            let key = self.phrases.key(ending);
            let (ends, hangul) = edge(self.text, ending.end);
            if ends || hangul {
                whole |= ends;
                // "3주전": what follows a part may be written together with it.
                if !ends && key.parts > key.start {
                    self.chained.push(ending.end);
                }
                self.take(at, ending.end, key.start..key.end);
            } else {
                inside |= key.opens;
            }
        }
        if inside && !whole && self.phrases.compounds {
            self.take_apart(at);
        }
    }

    fn take(&mut self, start: usize, end: usize, meanings: Range<u32>) {
        let meanings = meanings.start as usize..meanings.end as usize;
        let meanings = self.phrases.meanings.get(meanings).unwrap_or_default();
        self.found.push(Phrase { start, end, meanings });
    }

    /// Takes a word apart into phrases that are parts, if that leaves nothing over.
    fn take_apart(&mut self, at: usize) {
        let rest = self.text.get(at..).unwrap_or_default();
        let length = rest.find(|character: char| !is_letter(character)).unwrap_or(rest.len());
        if length > LONGEST_COMPOUND {
            return;
        }
        let mut parts = Vec::new();
        let mut dead = 0_u128;
        if self.parts(at, at, at + length, &mut parts, &mut dead) && parts.len() > 1 {
            for (start, ending) in parts {
                let key = self.phrases.key(ending);
                self.take(start, ending.end, key.start..key.parts);
            }
        }
    }

    /// Finds parts that fill `at..end`, the longest first; `dead` marks bytes of the word from which none do.
    fn parts(&self, word: usize, at: usize, end: usize, parts: &mut Vec<(usize, Ending)>, dead: &mut u128) -> bool {
        if at == end {
            return true;
        }
        let bit = 1_u128 << (at - word).min(127);
        if parts.len() >= MOST_PARTS || *dead & bit != 0 {
            return false;
        }
        let mut endings = Vec::new();
        self.phrases.endings(self.text, at, &mut endings);
        for ending in endings.iter().rev().filter(|ending| ending.end <= end) {
            let key = self.phrases.key(*ending);
            if key.start == key.parts || at == word && !key.opens {
                continue;
            }
            parts.push((at, *ending));
            if self.parts(word, ending.end, end, parts, dead) {
                return true;
            }
            parts.pop();
        }
        *dead |= bit;
        false
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, Phrases};
    use crate::fold::fold;

    fn found(phrases: &[&str], prefixes: &[&str], compounds: bool, text: &str) -> Vec<String> {
        let prefixes: Vec<String> = prefixes.iter().map(ToString::to_string).collect();
        let phrases = phrases.iter().map(|phrase| (phrase.to_string(), ()));
        let phrases = Phrases::new(phrases, &prefixes, compounds, |()| Part::Any);
        let folded = fold(text);
        let found = phrases.find_all(&folded);
        found.iter().map(|phrase| folded.original(phrase.start, phrase.end).of(text).to_owned()).collect()
    }

    #[test]
    fn phrases_match_as_whole_words_longer_first() {
        assert_eq!(found(&["at", "at least"], &[], false, "That cost AT LEAST ten"), ["AT LEAST", "AT"]);
        assert_eq!(found(&["km", "%"], &[], false, "12km in skm, 5%"), ["km", "%"]);
        assert_eq!(found(&["بحسب"], &["و", "ف"], false, "وبحسب التقرير، حسب"), ["بحسب"]);
        assert_eq!(found(&["によると", "は"], &[], false, "同局によると橋は"), ["によると", "は"]);
    }

    #[test]
    fn numbers_written_as_one_word_are_taken_apart() {
        let german = ["zwei", "tausend", "fünf", "hundert", "und", "acht"];
        assert_eq!(
            found(&german, &[], true, "Zweitausendfünfhundert, Achtung"),
            ["Zwei", "tausend", "fünf", "hundert"]
        );
        assert_eq!(found(&["삼", "만", "오", "천"], &[], false, "삼만오천여 명"), ["삼", "만", "오", "천"]);
        assert!(found(&german, &[], false, "zweihundert").is_empty());
    }
}
