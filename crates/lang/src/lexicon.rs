//! Many phrases found in one pass over folded text.

use aho_corasick::{AhoCorasick, MatchKind};
use headwater_model::Span;

use crate::fold::{Folded, fold_str};
use crate::script::{Script, is_alphanumeric, script_of, script_of_words};

/// Phrases with their meanings.
#[derive(Debug, Clone)]
pub struct Lexicon<T> {
    automaton: Option<AhoCorasick>,
    meanings: Vec<T>,
    /// Whether the phrase of the same index is written together with the word before it.
    suffixes: Vec<bool>,
    prefixes: Vec<String>,
}

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
            .filter(|(key, _)| !key.is_empty())
            .unzip();
        let suffixes: Vec<bool> = keys.iter().map(|key| key.starts_with('~')).collect();
        let keys = keys.iter().map(|key| key.trim_start_matches('~'));
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(keys).ok();
        Self { automaton, meanings, suffixes, prefixes: prefixes.into_iter().map(|prefix| fold_str(prefix)).collect() }
    }

    /// Returns every phrase in `text` that stands as whole words, overlapping ones too: by position, longer first.
    pub fn find_all(&self, text: &Folded) -> Vec<Hit<'_, T>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut hits: Vec<_> = automaton
            .find_overlapping_iter(&text.text)
            .filter(|found| {
                let suffix = self.suffixes.get(found.pattern().as_usize()) == Some(&true);
                match suffix {
                    true => ends_a_word(&text.text, found.start(), found.end()),
                    false => self.stands_alone(&text.text, found.start(), found.end()),
                }
            })
            .filter_map(|found| {
                let meaning = self.meanings.get(found.pattern().as_usize())?;
                let folded = Span::new(found.start(), found.end());
                Some(Hit { span: text.original(folded.start, folded.end), folded, meaning })
            })
            .collect();
        hits.sort_by_key(|hit| (hit.folded.start, std::cmp::Reverse(hit.folded.end)));
        hits
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
        let found =
            self.automaton.as_ref()?.find_overlapping_iter(&folded).find(|found| found.len() == folded.len())?;
        self.meanings.get(found.pattern().as_usize())
    }

    fn stands_alone(&self, text: &str, start: usize, end: usize) -> bool {
        let (Some(before), Some(inside), Some(after)) = (text.get(..start), text.get(start..end), text.get(end..))
        else {
            return false;
        };
        let opens = inside
            .chars()
            .next()
            .is_none_or(|first| !glued(before.chars().next_back(), first) || self.prefixes_only(last_word(before)));
        opens && inside.chars().next_back().is_none_or(|last| hangul(last) || !glued(after.chars().next(), last))
    }

    fn prefixes_only(&self, word: &str) -> bool {
        self.prefixes.iter().any(|prefix| {
            word.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.is_empty() || self.prefixes_only(rest))
        })
    }
}

/// Says whether `start..end` stands at the end of a longer word.
fn ends_a_word(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    let after = text.get(end..).and_then(|after| after.chars().next());
    before.is_some_and(|before| is_alphanumeric(before) || "”’\"»」』》)".contains(before))
        && !after.is_some_and(is_alphanumeric)
}

fn last_word(text: &str) -> &str {
    let start = text.char_indices().rev().take_while(|(_, character)| is_alphanumeric(*character)).last();
    start.and_then(|(at, _)| text.get(at..)).unwrap_or_default()
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
