//! Copied text: passages that two articles share, found by winnowed n-grams.
//!
//! Fingerprints are hashes of runs of tokens, of which the smallest in each window is kept (Schleimer, Wilkerson and
//! Aiken 2003). Tokens are words, or characters where words stand without spaces. Shared fingerprints are chained
//! into spans; fingerprints that many articles share are set phrases and prove nothing.

use std::collections::BTreeMap;

use headwater_lang::{fold, is_unspaced};
use headwater_model::{Account, Span};

/// Tokens of a fingerprint where words stand apart.
const WORDS: usize = 6;
/// Tokens of a fingerprint where they do not.
const CHARACTERS: usize = 12;
/// Fingerprints of which the smallest is kept.
const WINDOW: usize = 4;
/// A fingerprint in more articles than this is a set phrase.
const COMMON: usize = 64;
/// Tokens between two shared runs that still are one passage.
const GAP: usize = 14;

/// The tokens of an article's running text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tokens {
    /// Hash of each token.
    hashes: Vec<u64>,
    /// Where each token stands on the page.
    spans: Vec<Span>,
    /// Tokens of a fingerprint.
    width: usize,
}

/// Text that two articles share.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shared {
    pub(crate) left: usize,
    pub(crate) right: usize,
    /// Spans on both pages, in the order of the left one.
    pub(crate) spans: Vec<(Span, Span)>,
    /// Share of each article's tokens that lie in the spans, from 0 to 1.
    pub(crate) cover: (f64, f64),
    /// Tokens of the longest span.
    pub(crate) longest: usize,
}

/// Cuts the running text of an account into tokens.
pub(crate) fn tokens(account: &Account) -> Tokens {
    let mut tokens = Tokens::default();
    let mut unspaced = 0;
    for block in &account.article.body {
        let text = block.of(&account.page.text);
        let folded = fold(text);
        let mut start: Option<usize> = None;
        for (at, character) in folded.text.char_indices().chain([(folded.text.len(), ' ')]) {
            let alone = is_unspaced(character);
            if let Some(from) = start.filter(|_| alone || !character.is_alphanumeric()) {
                tokens.push(
                    folded.text.get(from..at).unwrap_or_default(),
                    folded.original(from, at).shifted(block.start),
                );
                start = None;
            }
            if alone {
                let end = at + character.len_utf8();
                tokens
                    .push(folded.text.get(at..end).unwrap_or_default(), folded.original(at, end).shifted(block.start));
                unspaced += 1;
            } else if character.is_alphanumeric() && start.is_none() {
                start = Some(at);
            }
        }
    }
    tokens.width = if unspaced * 2 > tokens.hashes.len() { CHARACTERS } else { WORDS };
    tokens
}

impl Tokens {
    fn push(&mut self, word: &str, span: Span) {
        self.hashes.push(hash(word.bytes().map(u64::from)));
        self.spans.push(span);
    }

    /// Positions and hashes of the winnowed fingerprints.
    fn fingerprints(&self) -> Vec<(u64, usize)> {
        let all: Vec<u64> = self.hashes.windows(self.width.max(1)).map(|run| hash(run.iter().copied())).collect();
        let mut kept: Vec<(u64, usize)> = Vec::new();
        for (start, window) in all.windows(WINDOW.min(all.len()).max(1)).enumerate() {
            let smallest = window.iter().enumerate().min_by_key(|(index, value)| (**value, usize::MAX - index));
            let Some((index, value)) = smallest else { continue };
            if kept.last() != Some(&(*value, start + index)) {
                kept.push((*value, start + index));
            }
        }
        kept
    }

    /// Returns the share of the tokens inside `place` that lie in one of `spans`.
    pub(crate) fn covered(&self, place: Span, spans: impl Iterator<Item = Span> + Clone) -> f64 {
        let first = self.spans.partition_point(|span| span.end <= place.start);
        let inside = self.spans.iter().skip(first).take_while(|span| span.start < place.end);
        let (mut all, mut covered) = (0_u32, 0_u32);
        for token in inside {
            all += 1;
            covered += u32::from(spans.clone().any(|span| span.contains(*token)));
        }
        if all == 0 { 0.0 } else { f64::from(covered) / f64::from(all) }
    }
}

/// FNV-1a over whole numbers: the same on every machine, which the order of results rests on.
fn hash(values: impl Iterator<Item = u64>) -> u64 {
    values.fold(0xcbf2_9ce4_8422_2325, |hash, value| (hash ^ value).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23))
}

/// Returns all pairs of articles that share passages, by index.
pub(crate) fn shared(all: &[&Tokens]) -> Vec<Shared> {
    let mut index: BTreeMap<u64, Vec<(usize, usize)>> = BTreeMap::new();
    for (article, tokens) in all.iter().enumerate() {
        for (fingerprint, position) in tokens.fingerprints() {
            index.entry(fingerprint).or_default().push((article, position));
        }
    }
    let mut seeds: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
    for places in index.values().filter(|places| places.len() > 1 && places.len() <= COMMON) {
        for (nth, (left, at)) in places.iter().enumerate() {
            let others = places.iter().skip(nth + 1).filter(|(right, _)| right != left);
            for (right, behind) in others {
                seeds.entry((*left, *right)).or_default().push((*at, *behind));
            }
        }
    }
    let pairs = seeds.into_iter().filter_map(|((left, right), seeds)| {
        Some(chained(left, right, all.get(left)?, all.get(right)?, seeds)).filter(|shared| !shared.spans.is_empty())
    });
    pairs.collect()
}

/// Chains seeds into spans: seeds that follow each other on both sides with small gaps are one passage.
fn chained(left: usize, right: usize, one: &Tokens, other: &Tokens, mut seeds: Vec<(usize, usize)>) -> Shared {
    seeds.sort_unstable();
    let mut chains: Vec<[usize; 4]> = Vec::new();
    for (at, behind) in seeds {
        let width = one.width.min(other.width);
        let (end, behind_end) = (at + width, behind + width);
        let open = chains.iter_mut().rev().take(8).find(|chain| {
            let [_, end, _, behind_end] = **chain;
            at <= end + GAP && behind <= behind_end + GAP && behind + GAP >= behind_end.saturating_sub(width)
        });
        match open {
            Some(chain) => *chain = [chain[0], chain[1].max(end), chain[2].min(behind), chain[3].max(behind_end)],
            None => chains.push([at, end, behind, behind_end]),
        }
    }
    let place = |tokens: &Tokens, start: usize, end: usize| {
        let first = tokens.spans.get(start)?;
        Some(first.join(*tokens.spans.get(end.min(tokens.spans.len()).saturating_sub(1))?))
    };
    let spans: Vec<(Span, Span)> = chains
        .iter()
        .filter_map(|[start, end, behind, behind_end]| {
            Some((place(one, *start, *end)?, place(other, *behind, *behind_end)?))
        })
        .collect();
    let whole = Span::new(0, usize::MAX);
    let cover = (
        one.covered(whole, spans.iter().map(|(span, _)| *span)),
        other.covered(whole, spans.iter().map(|(_, span)| *span)),
    );
    let longest = chains.iter().map(|[start, end, ..]| end - start).max().unwrap_or(0);
    Shared { left, right, spans, cover, longest }
}
