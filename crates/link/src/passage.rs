//! Copied text: passages that two articles share, found by winnowed n-grams.
//!
//! Fingerprints are hashes of runs of tokens, of which the smallest in each window is kept (Schleimer, Wilkerson and
//! Aiken 2003). Tokens are words, or characters where words stand without spaces. A fingerprint that two articles have
//! is grown as far as their tokens are the same, and what follows closely on both sides is one passage.
//!
//! Fingerprints that many articles share, or several of one publisher, are set phrases and furniture: they prove
//! something only where they make up most of a text.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

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
/// A fingerprint in more articles of one publisher than this is furniture.
const FURNITURE: usize = 4;
/// Articles that each is compared with for what many share: the next ones, and the first of all.
const NEXT: usize = 2;
/// Share of a text from which on it is copied however many have it.
const MOST: f64 = 0.5;
/// Places in one article at which a fingerprint is looked for.
const PLACES: usize = 4;
/// Tokens between two shared runs that still are one passage.
const GAP: usize = 14;
/// Fingerprints, end to end, that are a copy: longer than set phrases. Tuned on the edits of the set `copied`.
const LEAST: f64 = 3.0;

/// The tokens of an article's running text.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    /// Hash of each token.
    hashes: Vec<u32>,
    /// Where each token stands on the page.
    places: Vec<(u32, u32)>,
    /// Tokens of a fingerprint.
    width: usize,
    /// Quotations, as ranges of tokens in their order.
    quotes: Vec<(usize, usize)>,
}

/// A text to be compared.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// Its tokens.
    pub tokens: &'a Tokens,
    /// Who put it out, by any number.
    pub publisher: usize,
}

/// Text that two articles share.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// The article with the smaller index.
    pub left: usize,
    /// The other one.
    pub right: usize,
    /// Spans on both pages, in the order of the left one.
    pub spans: Vec<(Span, Span)>,
    /// Share of each article's tokens that lie in the spans, from 0 to 1.
    pub cover: (f64, f64),
    /// Tokens of the longest span.
    pub longest: usize,
    /// Tokens that are the same on both sides and no quotation, by the width of a fingerprint. Quoted words prove a
    /// common speaker, not a copy.
    pub copied: f64,
}

impl Shared {
    /// Returns the spans on the page of one of the two articles, each with the other's.
    pub fn seen_from(&self, account: usize) -> impl Iterator<Item = (Span, Span)> + Clone {
        let first = self.left == account;
        self.spans.iter().map(move |(left, right)| if first { (*left, *right) } else { (*right, *left) })
    }

    /// Says whether one has text from the other, or both from a third: more than a set phrase or a quotation.
    pub fn is_copy(&self) -> bool {
        self.copied >= LEAST
    }
}

/// Cuts the running text of an account into tokens.
pub(crate) fn tokens(account: &Account) -> Tokens {
    let quotes: Vec<Span> = account.sourcing.quotes.iter().map(|quote| quote.span).collect();
    Tokens::new(&account.page.text, &account.article.body, &quotes)
}

impl Tokens {
    /// Cuts blocks of a text into tokens. `quotes` are the quotations in it, by position.
    pub fn new(text: &str, blocks: &[Span], quotes: &[Span]) -> Self {
        let mut tokens = Self::default();
        let mut unspaced = 0;
        for block in blocks {
            let folded = fold(block.of(text));
            let mut start: Option<usize> = None;
            let mut push = |from: usize, to: usize| {
                let word = folded.text.get(from..to).unwrap_or_default();
                tokens.push(word, folded.original(from, to).shifted(block.start));
            };
            for (at, character) in folded.text.char_indices().chain([(folded.text.len(), ' ')]) {
                let alone = is_unspaced(character);
                if let Some(from) = start.filter(|_| alone || !character.is_alphanumeric()) {
                    push(from, at);
                    start = None;
                }
                if alone {
                    push(at, at + character.len_utf8());
                    unspaced += 1;
                } else if character.is_alphanumeric() && start.is_none() {
                    start = Some(at);
                }
            }
        }
        tokens.width = if unspaced * 2 > tokens.hashes.len() { CHARACTERS } else { WORDS };
        tokens.quotes = quotes.iter().map(|quote| tokens.range(*quote)).collect();
        tokens.hashes.shrink_to_fit();
        tokens.places.shrink_to_fit();
        tokens
    }

    fn push(&mut self, word: &str, span: Span) {
        let hash = hash(word.bytes().map(u64::from));
        self.hashes.push((hash ^ (hash >> 32)) as u32);
        // Pages are far smaller than 4 GiB.
        let short = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        self.places.push((short(span.start), short(span.end)));
    }

    /// Bytes that the tokens take up.
    pub fn bytes(&self) -> usize {
        size_of::<Self>() + self.hashes.capacity() * size_of::<u32>() + self.places.capacity() * size_of::<(u32, u32)>()
    }

    /// The tokens inside a span.
    fn range(&self, span: Span) -> (usize, usize) {
        let first = self.places.partition_point(|(start, _)| (*start as usize) < span.start);
        let end = self.places.partition_point(|(start, _)| (*start as usize) < span.end);
        (first, end.max(first))
    }

    /// How many tokens of a range are quoted.
    fn quoted(&self, (start, end): (usize, usize)) -> usize {
        let inside = self.quotes.iter().map(|(from, to)| (*to).min(end).saturating_sub((*from).max(start)));
        inside.sum::<usize>().min(end - start)
    }

    fn span(&self, token: usize) -> Option<Span> {
        self.places.get(token).map(|(start, end)| Span::new(*start as usize, *end as usize))
    }

    fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.places.iter().map(|(start, end)| Span::new(*start as usize, *end as usize))
    }

    /// Positions and hashes of the winnowed fingerprints.
    fn fingerprints(&self) -> Vec<(u64, usize)> {
        let runs = self.hashes.windows(self.width.max(1));
        let all: Vec<u64> = runs.map(|run| hash(run.iter().copied().map(u64::from))).collect();
        let mut kept: Vec<(u64, usize)> = Vec::new();
        for (start, window) in all.windows(WINDOW.min(all.len()).max(1)).enumerate() {
            let smallest = window.iter().enumerate().min_by_key(|(index, value)| (**value, Reverse(*index)));
            let Some((index, value)) = smallest else { continue };
            if kept.last() != Some(&(*value, start + index)) {
                kept.push((*value, start + index));
            }
        }
        kept
    }

    /// Returns the share of the tokens inside `place` that lie in one of `spans`.
    pub(crate) fn covered(&self, place: Span, spans: impl Iterator<Item = Span> + Clone) -> f64 {
        let first = self.places.partition_point(|(_, end)| *end as usize <= place.start);
        let inside = self.spans().skip(first).take_while(|span| span.start < place.end);
        let (mut all, mut covered) = (0_u32, 0_u32);
        for token in inside {
            all += 1;
            covered += u32::from(spans.clone().any(|span| span.contains(token)));
        }
        if all == 0 { 0.0 } else { f64::from(covered) / f64::from(all) }
    }
}

/// FNV-1a over whole numbers: the same on every machine, which the order of results rests on.
fn hash(values: impl Iterator<Item = u64>) -> u64 {
    values.fold(0xcbf2_9ce4_8422_2325, |hash, value| (hash ^ value).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23))
}

/// Where a fingerprint stands: its hash, the article, the token it begins with.
type Place = (u64, u32, u32);

/// A fingerprint of two articles: left, right, the tokens it begins with, and whether it is no set phrase.
type Seed = (u32, u32, u32, u32, bool);

/// Returns all pairs of articles that share passages, by index. Of what many articles share, neighbours in the order
/// given are compared, and all with the first: `order` holds the indices of the texts.
pub fn shared(texts: &[Text<'_>], order: &[usize]) -> Vec<Shared> {
    let mut rank = vec![0_u32; texts.len()];
    for (place, index) in order.iter().enumerate() {
        rank.get_mut(*index).into_iter().for_each(|rank| *rank = place as u32);
    }
    let mut places: Vec<Place> = Vec::new();
    for (article, text) in texts.iter().enumerate() {
        let own = text.tokens.fingerprints().into_iter();
        places.extend(own.map(|(hash, position)| (hash, article as u32, position as u32)));
    }
    places.sort_unstable();
    let mut seeds: Vec<Seed> = Vec::new();
    for same in places.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1) {
        add_seeds(texts, &rank, same, &mut seeds);
    }
    drop(places);
    seeds.sort_unstable();
    let pairs = seeds.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)).filter_map(|seeds| {
        let (left, right, ..) = *seeds.first()?;
        chained(left as usize, right as usize, texts, seeds)
    });
    pairs.collect()
}

/// Pairs the places of one fingerprint.
fn add_seeds(texts: &[Text<'_>], rank: &[u32], same: &[Place], seeds: &mut Vec<Seed>) {
    let articles: Vec<&[Place]> = same.chunk_by(|one, other| one.1 == other.1).collect();
    if articles.len() < 2 {
        return;
    }
    let common = articles.len() > COMMON || is_furniture(texts, &articles);
    let mut pair = |one: &[Place], other: &[Place]| {
        for (_, left, at) in one.iter().take(PLACES) {
            for (_, right, behind) in other.iter().take(PLACES) {
                seeds.push(match left < right {
                    true => (*left, *right, *at, *behind, !common),
                    false => (*right, *left, *behind, *at, !common),
                });
            }
        }
    };
    if articles.len() <= COMMON {
        for (nth, one) in articles.iter().enumerate() {
            articles.iter().skip(nth + 1).for_each(|other| pair(one, other));
        }
        return;
    }
    let mut ranked = articles;
    ranked.sort_by_key(|places| places.first().and_then(|(_, article, _)| rank.get(*article as usize)));
    for (nth, one) in ranked.iter().enumerate() {
        ranked.iter().skip(nth + 1).take(NEXT).for_each(|other| pair(one, other));
        ranked.first().filter(|_| nth > NEXT).into_iter().for_each(|first| pair(first, one));
    }
}

/// Says whether several pages of one publisher have a fingerprint: as menus and notices do.
fn is_furniture(texts: &[Text<'_>], articles: &[&[Place]]) -> bool {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    articles.len() > FURNITURE
        && articles.iter().filter_map(|places| texts.get(places.first()?.1 as usize)).any(|text| {
            let count = counts.entry(text.publisher).or_default();
            *count += 1;
            *count > FURNITURE
        })
}

/// Tokens from and to on the left, from and to on the right.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    left: (usize, usize),
    right: (usize, usize),
}

/// A stretch whose tokens are the same on both sides.
struct Run {
    stretch: Stretch,
    /// Fingerprints in it that few have, and that many have.
    rare: usize,
    common: usize,
}

/// Stretches that are looked back on for where a seed belongs: seeds come in the order of the left side only.
const BACK: usize = 8;

/// Grows seeds to runs, and chains runs that follow each other on both sides with small gaps to passages. Returns
/// nothing where the two share only what many have.
fn chained(left: usize, right: usize, texts: &[Text<'_>], seeds: &[Seed]) -> Option<Shared> {
    let (one, other) = (texts.get(left)?.tokens, texts.get(right)?.tokens);
    let runs = runs(one, other, seeds);
    let mut passages: Vec<Stretch> = Vec::new();
    for run in runs.iter().map(|run| run.stretch) {
        let near = |passage: &&mut Stretch| {
            let (left, right) = (passage.left, passage.right);
            run.left.0 <= left.1 + GAP && run.right.0 <= right.1 + GAP && run.right.1 + GAP >= right.1
        };
        match passages.iter_mut().rev().take(BACK).find(near) {
            Some(passage) => {
                passage.left = (passage.left.0.min(run.left.0), passage.left.1.max(run.left.1));
                passage.right = (passage.right.0.min(run.right.0), passage.right.1.max(run.right.1));
            }
            None => passages.push(run),
        }
    }
    let place = |tokens: &Tokens, (start, end): (usize, usize)| {
        Some(tokens.span(start)?.join(tokens.span(end.saturating_sub(1))?))
    };
    let both = |passage: &Stretch| Some((place(one, passage.left)?, place(other, passage.right)?));
    let spans: Vec<(Span, Span)> = passages.iter().filter_map(both).collect();
    let cover = (
        share(passages.iter().map(|passage| passage.left), one.hashes.len()),
        share(passages.iter().map(|passage| passage.right), other.hashes.len()),
    );
    // However many have it: it is most of a text.
    let most = cover.0.max(cover.1) >= MOST;
    let own = || runs.iter().filter(|run| most || run.rare > run.common);
    let unquoted = |run: &Run| {
        let quoted = one.quoted(run.stretch.left).max(other.quoted(run.stretch.right));
        run.stretch.left.1 - run.stretch.left.0 - quoted
    };
    let copied = own().map(unquoted).sum::<usize>() as f64 / one.width.max(1) as f64;
    let longest = passages.iter().map(|passage| passage.left.1 - passage.left.0).max().unwrap_or(0);
    let found = !spans.is_empty() && own().next().is_some();
    found.then_some(Shared { left, right, spans, cover, longest, copied })
}

fn runs(one: &Tokens, other: &Tokens, seeds: &[Seed]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (_, _, at, behind, rare) in seeds {
        let (at, behind) = (*at as usize, *behind as usize);
        let holds = |run: &&mut Run| {
            let Stretch { left, right } = run.stretch;
            at < left.1 && right.0 <= behind && behind < right.1
        };
        let tally = (usize::from(*rare), usize::from(!*rare));
        match runs.iter_mut().rev().take(BACK).find(holds) {
            Some(run) => (run.rare, run.common) = (run.rare + tally.0, run.common + tally.1),
            None => {
                let grown = grown(one, other, at, behind);
                runs.extend(grown.map(|stretch| Run { stretch, rare: tally.0, common: tally.1 }));
            }
        }
    }
    runs
}

/// Grows a seed as far as the tokens are the same on both sides. Returns nothing where only the hashes are.
fn grown(one: &Tokens, other: &Tokens, at: usize, behind: usize) -> Option<Stretch> {
    let width = one.width.min(other.width);
    one.hashes.get(at..at + width).filter(|run| other.hashes.get(behind..behind + width) == Some(*run))?;
    let ahead = one.hashes.iter().skip(at).zip(other.hashes.iter().skip(behind));
    let length = ahead.take_while(|(left, right)| left == right).count();
    let before = one.hashes.iter().take(at).rev().zip(other.hashes.iter().take(behind).rev());
    let back = before.take_while(|(left, right)| left == right).count();
    Some(Stretch { left: (at - back, at + length), right: (behind - back, behind + length) })
}

/// Share of all tokens that lie in some of the ranges.
fn share(ranges: impl Iterator<Item = (usize, usize)>, all: usize) -> f64 {
    let sorted: BTreeSet<(usize, usize)> = ranges.collect();
    let (mut covered, mut reached) = (0, 0);
    for (start, end) in sorted {
        covered += end.saturating_sub(start.max(reached));
        reached = reached.max(end);
    }
    covered as f64 / all.max(1) as f64
}
