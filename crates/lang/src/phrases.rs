//! Phrases found where words begin, by a trie over folded text.
//!
//! A [`Lexicon`](crate::Lexicon) finds all phrases anywhere and then asks which stand as whole words; here only places
//! where a phrase may begin are looked at, which is several times faster. It also takes apart numbers that are written
//! as one word: "zweitausendfünfhundert", "삼만오천".

use headwater_model::Span;

use crate::fold::{Folded, fold_str};
use crate::lexicon::{Hit, glued, hangul};

/// Phrases with their meanings.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    nodes: Vec<Node>,
    edges: Vec<(u8, u32)>,
    /// The node behind each first byte; 0, the root, for none.
    first: Vec<u32>,
    meanings: Vec<T>,
    prefixes: Vec<String>,
    /// Whether words are taken apart into parts.
    compounds: bool,
    part: fn(&T) -> Part,
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

/// A node of the trie: its edges, and the meanings of the phrase that ends there.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    edges: (u32, u32),
    meanings: (u32, u32),
}

/// A phrase that ends at a byte, with the range of its meanings.
#[derive(Debug, Clone, Copy)]
struct Ending {
    end: usize,
    meanings: (u32, u32),
}

/// No longer word is taken apart, and none into more parts.
const LONGEST_COMPOUND: usize = 64;
const MOST_PARTS: usize = 14;

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
        entries.sort_by(|one, other| one.0.cmp(&other.0));
        let (keys, meanings): (Vec<String>, Vec<T>) = entries.into_iter().unzip();
        let prefixes = prefixes.into_iter().map(|prefix| fold_str(prefix)).collect();
        let mut built =
            Self { nodes: Vec::new(), edges: Vec::new(), first: vec![0; 256], meanings, prefixes, compounds, part };
        let root = built.node(&keys, 0, 0);
        let edges = built.edges_of(root).to_vec();
        for (byte, node) in edges {
            if let Some(slot) = built.first.get_mut(usize::from(byte)) {
                *slot = node;
            }
        }
        built
    }

    /// Adds the node of the sorted `keys`, which share their first `depth` bytes; the first has number `from`.
    fn node(&mut self, keys: &[String], from: usize, depth: usize) -> u32 {
        let index = self.nodes.len();
        let short = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let ended = keys.partition_point(|key| key.len() == depth);
        self.nodes.push(Node { edges: (0, 0), meanings: (short(from), short(from + ended)) });
        let mut rest = keys.get(ended..).unwrap_or_default();
        let mut number = from + ended;
        let mut edges = Vec::new();
        while let Some(byte) = rest.first().and_then(|key| key.as_bytes().get(depth)).copied() {
            let same = rest.partition_point(|key| key.as_bytes().get(depth) == Some(&byte));
            let (here, there) = rest.split_at(same);
            edges.push((byte, self.node(here, number, depth + 1)));
            number += same;
            rest = there;
        }
        let start = self.edges.len();
        self.edges.extend(edges);
        if let Some(node) = self.nodes.get_mut(index) {
            node.edges = (short(start), short(self.edges.len()));
        }
        short(index)
    }

    fn edges_of(&self, node: u32) -> &[(u8, u32)] {
        let Some(node) = self.nodes.get(node as usize) else { return &[] };
        self.edges.get(node.edges.0 as usize..node.edges.1 as usize).unwrap_or_default()
    }

    fn meanings_of(&self, ending: Ending) -> &[T] {
        self.meanings.get(ending.meanings.0 as usize..ending.meanings.1 as usize).unwrap_or_default()
    }

    /// Returns every phrase in `text` that stands as whole words, overlapping ones too: by position, longer first.
    pub fn find_all(&self, text: &Folded) -> Vec<Hit<'_, T>> {
        let mut search = Search { phrases: self, text, hits: Vec::new(), chained: Vec::new(), endings: Vec::new() };
        let mut previous = None;
        for (at, character) in text.text.char_indices() {
            let opens = character != ' ' && !glued(previous, character);
            if opens {
                search.word(at, character);
            } else if search.chained.contains(&at) {
                search.place(at);
            }
            previous = Some(character);
        }
        search.hits
    }

    /// Collects the phrases that start at `at`, whatever stands behind them, shorter first.
    fn endings(&self, text: &str, at: usize, endings: &mut Vec<Ending>) {
        endings.clear();
        let mut bytes = text.as_bytes().get(at..).unwrap_or_default().iter();
        let Some(byte) = bytes.next() else { return };
        let mut node = self.first.get(usize::from(*byte)).copied().unwrap_or(0);
        let mut end = at + 1;
        while node != 0 {
            let Some(Node { meanings, .. }) = self.nodes.get(node as usize).copied() else { return };
            if meanings.0 < meanings.1 {
                endings.push(Ending { end, meanings });
            }
            let Some(byte) = bytes.next() else { return };
            let next = self.edges_of(node).iter().find(|(edge, _)| edge == byte);
            node = next.map_or(0, |(_, next)| *next);
            end += 1;
        }
    }
}

struct Search<'t, 'a, T> {
    phrases: &'a Phrases<T>,
    text: &'t Folded,
    hits: Vec<Hit<'a, T>>,
    /// Places inside words of Hangul where a number ended and another phrase may start.
    chained: Vec<usize>,
    endings: Vec<Ending>,
}

impl<T> Search<'_, '_, T> {
    /// Looks at the start of a word, and behind the particles written together with it.
    fn word(&mut self, at: usize, first: char) {
        self.chained.clear();
        self.place(at);
        if self.phrases.prefixes.is_empty() || !first.is_alphabetic() {
            return;
        }
        let rest = self.text.text.get(at..).unwrap_or_default();
        if !self.phrases.prefixes.iter().any(|prefix| rest.starts_with(prefix.as_str())) {
            return;
        }
        let mut places = vec![at];
        let mut done = 0;
        while let Some(place) = places.get(done).copied() {
            let rest = self.text.text.get(place..).unwrap_or_default();
            let behind = self.phrases.prefixes.iter().filter(|prefix| rest.starts_with(prefix.as_str()));
            let behind = behind.map(|prefix| place + prefix.len()).filter(|next| !places.contains(next));
            let behind: Vec<usize> = behind.collect();
            places.extend(behind);
            done += 1;
            if done > 4 {
                break;
            }
        }
        places.sort_unstable();
        for place in places.into_iter().skip(1) {
            if self.text.text.get(place..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphabetic) {
                self.place(place);
            }
        }
    }

    /// Takes the phrases that start at `at` and end a word, longer first.
    fn place(&mut self, at: usize) {
        let text = &self.text.text;
        let mut endings = std::mem::take(&mut self.endings);
        self.phrases.endings(text, at, &mut endings);
        let mut inside = false;
        let mut whole = false;
        for ending in endings.iter().rev() {
            let opens = |meaning: &T| (self.phrases.part)(meaning) == Part::Any;
            let parts = || self.phrases.meanings_of(*ending).iter().any(opens);
            let last = text.get(at..ending.end).and_then(|phrase| phrase.chars().next_back());
            let next = text.get(ending.end..).and_then(|after| after.chars().next());
            let ends = last.is_none_or(|last| !glued(next, last));
            if ends || last.is_some_and(hangul) {
                whole |= ends;
                if !ends && parts() {
                    self.chained.push(ending.end);
                }
                self.take(at, *ending, false);
            } else {
                inside |= self.phrases.compounds && parts();
            }
        }
        self.endings = endings;
        if inside && !whole {
            self.take_apart(at);
        }
    }

    fn take(&mut self, at: usize, ending: Ending, parts_only: bool) {
        let phrases = self.phrases;
        let meanings = phrases.meanings_of(ending).iter();
        let folded = Span::new(at, ending.end);
        let span = self.text.original(at, ending.end);
        let meanings = meanings.filter(|meaning| !parts_only || (phrases.part)(meaning) != Part::None);
        self.hits.extend(meanings.map(|meaning| Hit { span, folded, meaning }));
    }

    /// Takes a word apart into phrases that are parts, if that leaves nothing over.
    fn take_apart(&mut self, at: usize) {
        let rest = self.text.text.get(at..).unwrap_or_default();
        let length = rest.find(|character: char| !character.is_alphabetic()).unwrap_or(rest.len());
        if length > LONGEST_COMPOUND {
            return;
        }
        let mut parts = Vec::new();
        let mut dead = 0_u128;
        if self.parts(at, at, at + length, &mut parts, &mut dead) && parts.len() > 1 {
            for (start, ending) in parts {
                self.take(start, ending, true);
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
        self.phrases.endings(&self.text.text, at, &mut endings);
        for ending in endings.iter().rev().filter(|ending| ending.end <= end) {
            let fits = |meaning: &T| match (self.phrases.part)(meaning) {
                Part::Any => true,
                Part::Further => at > word,
                Part::None => false,
            };
            if !self.phrases.meanings_of(*ending).iter().any(fits) {
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
        phrases.find_all(&fold(text)).iter().map(|hit| hit.span.of(text).to_owned()).collect()
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
