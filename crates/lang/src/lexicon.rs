//! Many phrases found in one pass over folded text.

use std::cmp::Reverse;

use headwater_model::Span;

use crate::fold::{Folded, fold_str};
use crate::script::{Script, is_alphanumeric, past_word, script_of, script_of_words};
use crate::trie::Trie;

/// Phrases with their meanings.
#[derive(Debug, Clone)]
pub struct Lexicon<T> {
    meanings: Vec<T>,
    words: Keys,
    /// Phrases that are written together with the word before them.
    suffixes: Keys,
    prefixes: Trie,
    /// Whether there are any prefixes.
    prefixed: bool,
}

/// Keys, each with the numbers of the phrases that are written so.
#[derive(Debug, Clone)]
struct Keys {
    trie: Trie,
    numbers: Vec<Vec<usize>>,
}

impl Keys {
    /// Takes keys with their numbers.
    fn new(mut keys: Vec<(&str, usize)>) -> Self {
        keys.sort_unstable();
        let same = || keys.chunk_by(|one, other| one.0 == other.0);
        let texts: Vec<&str> = same().filter_map(|same| Some(same.first()?.0)).collect();
        let numbers = same().map(|same| same.iter().map(|(_, number)| *number).collect()).collect();
        Self { trie: Trie::new(&texts), numbers }
    }

    fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Tells the end and the numbers of the keys that stand at a place, shorter first.
    fn at(&self, text: &str, at: usize, mut found: impl FnMut(usize, &[usize])) {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        self.trie.beginnings(rest, |length, key| {
            self.numbers.get(key).into_iter().for_each(|numbers| found(at + length, numbers));
        });
    }
}

/// No longer run of prefixes is looked behind.
const LONGEST_PREFIXES: usize = 64;

/// A phrase found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<'l, T> {
    /// Where, in the original text.
    pub span: Span,
    /// Where, in the folded text.
    pub folded: Span,
    /// What it means.
    pub meaning: &'l T,
}

impl<T> Lexicon<T> {
    /// Compiles phrases. `prefixes` are particles that may be written together with a phrase's first word. A phrase
    /// that begins with `~` is itself written together with the word before it, and ends that word.
    pub fn new<'p>(
        phrases: impl IntoIterator<Item = (String, T)>,
        prefixes: impl IntoIterator<Item = &'p String>,
    ) -> Self {
        let (keys, meanings): (Vec<String>, Vec<T>) = phrases
            .into_iter()
            .map(|(phrase, meaning)| (fold_str(phrase.trim()), meaning))
            .filter(|(key, _)| !key.trim_start_matches('~').is_empty() && !key.contains('\0'))
            .unzip();
        let kind = |suffix: bool| {
            let keys = keys.iter().zip(0..).filter(|(key, _)| key.starts_with('~') == suffix);
            Keys::new(keys.map(|(key, number)| (key.trim_start_matches('~'), number)).collect())
        };
        let mut prefixes: Vec<String> = prefixes.into_iter().map(|prefix| fold_str(prefix)).collect();
        // What stands before a phrase is taken for a prefix only where it is written as one word with it.
        prefixes.retain(|prefix| !prefix.is_empty() && prefix.chars().all(is_alphanumeric));
        prefixes.sort_unstable();
        prefixes.dedup();
        let prefixed = !prefixes.is_empty();
        Self { meanings, words: kind(false), suffixes: kind(true), prefixes: Trie::new(&prefixes), prefixed }
    }

    /// Returns every phrase in `text` that stands as whole words, overlapping ones too: by position, longer first.
    pub fn find_all(&self, text: &Folded) -> Vec<Hit<'_, T>> {
        let mut found = self.places(&text.text);
        found.sort_unstable_by_key(|(place, number)| (place.start, Reverse(place.end), *number));
        let hits = found.into_iter().filter_map(|(folded, number)| {
            let span = text.original(folded.start, folded.end);
            Some(Hit { span, folded, meaning: self.meanings.get(number)? })
        });
        hits.collect()
    }

    /// Returns where phrases stand in a folded text, with their numbers.
    fn places(&self, text: &str) -> Vec<(Span, usize)> {
        let mut found = Vec::new();
        // Where prefixes end that begin the word around the current place.
        let mut behind: Vec<usize> = Vec::new();
        let mut previous = None;
        let mut at = 0;
        while let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let take = |end: usize, numbers: &[usize], found: &mut Vec<(Span, usize)>| {
                found.extend(numbers.iter().map(|number| (Span::new(at, end), *number)));
            };
            if self.prefixed && is_alphanumeric(character) && !previous.is_some_and(is_alphanumeric) {
                self.past_prefixes(text, at, &mut behind);
            }
            if !glued(previous, character) || behind.contains(&at) {
                self.words.at(text, at, |end, numbers| {
                    if closes(text, end) {
                        take(end, numbers, &mut found);
                    }
                });
            }
            if !self.suffixes.is_empty() && previous.is_some_and(precedes_suffix) {
                self.suffixes.at(text, at, |end, numbers| {
                    if !text.get(end..).is_some_and(|after| after.starts_with(is_alphanumeric)) {
                        take(end, numbers, &mut found);
                    }
                });
            }
            // Inside a word nothing else starts.
            let whole = behind.is_empty() && self.suffixes.is_empty();
            at = match script_of_words(character).filter(|_| whole) {
                Some(script) => past_word(text, at, Some(script)),
                None => at + character.len_utf8(),
            };
            previous = text.get(..at).and_then(|before| before.chars().next_back());
        }
        found
    }

    /// Collects where the prefixes end that stand one behind the other from `start` on.
    fn past_prefixes(&self, text: &str, start: usize, behind: &mut Vec<usize>) {
        behind.clear();
        let (mut from, mut done) = (start, 0);
        loop {
            let rest = text.as_bytes().get(from..).unwrap_or_default();
            self.prefixes.beginnings(rest, |length, _| {
                if !behind.contains(&(from + length)) {
                    behind.push(from + length);
                }
            });
            let Some(next) = behind.get(done).filter(|next| **next - start <= LONGEST_PREFIXES) else { return };
            (from, done) = (*next, done + 1);
        }
    }

    /// Returns the phrases in `text` that stand as whole words: from the left, the longest first, none overlapping.
    pub fn find(&self, text: &Folded) -> Vec<Hit<'_, T>> {
        let mut end = 0;
        let mut hits = self.find_all(text);
        hits.retain(|hit| {
            let free = hit.folded.start >= end;
            if free {
                end = hit.folded.end;
            }
            free
        });
        hits
    }

    /// Returns the meaning of `text` where all of it is one phrase.
    pub fn whole(&self, text: &str) -> Option<&T> {
        let folded = fold_str(text.trim());
        let mut first = None;
        for keys in [&self.words, &self.suffixes] {
            keys.at(&folded, 0, |end, numbers| {
                let number = numbers.first().copied().filter(|_| end == folded.len());
                first = [first, number].into_iter().flatten().min();
            });
        }
        self.meanings.get(first?)
    }
}

/// Whether a phrase that ends at `end` ends a word there.
fn closes(text: &str, end: usize) -> bool {
    let last = text.get(..end).and_then(|inside| inside.chars().next_back());
    let after = text.get(end..).and_then(|after| after.chars().next());
    last.is_none_or(|last| hangul(last) || !glued(after, last))
}

/// Whether what is written together with the word before it may stand behind a character.
fn precedes_suffix(before: char) -> bool {
    is_alphanumeric(before) || matches!(before, '”' | '’' | '"' | '»' | '」' | '』' | '》' | ')')
}

pub(crate) fn hangul(character: char) -> bool {
    character >= '\u{1100}' && (('가'..='힣').contains(&character) || script_of(character) == Script::Hangul)
}

/// Says whether `neighbour` continues the word that `edge` belongs to.
#[inline]
pub(crate) fn glued(neighbour: Option<char>, edge: char) -> bool {
    let Some(neighbour) = neighbour else { return false };
    if edge.is_ascii_digit() {
        return neighbour.is_ascii_digit();
    }
    // Scripts change between words: "شركةAzure", "OpenAIが".
    let words = script_of_words(edge);
    words.is_some() && (script_of_words(neighbour) == words || neighbour == 'ʻ')
}

#[cfg(test)]
mod tests {
    use super::Lexicon;
    use crate::fold::fold;

    fn found(phrases: &[&str], prefixes: &[&str], text: &str) -> Vec<String> {
        let prefixes: Vec<String> = prefixes.iter().map(ToString::to_string).collect();
        let lexicon = Lexicon::new(phrases.iter().map(|phrase| (phrase.to_string(), ())), &prefixes);
        lexicon.find(&fold(text)).iter().map(|hit| hit.span.of(text).to_owned()).collect()
    }

    #[test]
    fn phrases_match_as_whole_words_longest_first() {
        assert_eq!(found(&["at", "at least"], &[], "That cost AT LEAST ten"), ["AT LEAST"]);
        assert_eq!(found(&["km"], &[], "12km in skm"), ["km"]);
        assert_eq!(found(&["بحسب"], &["و", "ف"], "وبحسب التقرير، حسب"), ["بحسب"]);
        assert_eq!(found(&["によると", "は"], &[], "同局によると橋は"), ["によると", "は"]);
        assert_eq!(found(&["밝"], &[], "그는 밝혔다"), ["밝"]);
        assert_eq!(found(&["~은"], &[], "은행 과장은 말했다"), ["은"]);
    }
}
