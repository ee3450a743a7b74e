//! Which sentences of two articles say the same.
//!
//! Candidates are each sentence's closest on the other side, by vector. What decides is how alike the two are word by
//! word, by how much they are closer than the next best, the margin (Artetxe and Schwenk 2019), shared names, figures
//! at odds, and whether their neighbours correspond too, in order.

use std::collections::BTreeSet;

use super::signs::{Rarity, Signs};
use super::{Encoder, Vector, Words};

/// Log odds that two sentences correspond, by what speaks for it. Fitted on the development half of `stories`, 27 pairs
/// of languages, one third of the articles with a counterpart.
const BASE: f64 = -11.4;
const MARGIN: f64 = 5.6;
const WORDS: f64 = 13.5;
const LEAD: f64 = 12.5;
const NAMES: f64 = 0.5;
const MOST_NAMES: f64 = 3.0;
const AT_ODDS: f64 = -2.8;
/// For each of up to two neighbours that correspond, and each of up to four pairs elsewhere in the same order.
const NEIGHBOUR: f64 = 1.0;
const IN_ORDER: f64 = 0.5;
/// What a pair must have by itself to support others.
const SUPPORTS: f64 = -1.0;
/// What a pair must have, support included.
const ACCEPTED: f64 = 0.0;
/// Candidates of a sentence, and the least cosine that makes one.
const CANDIDATES: usize = 3;
const CLOSE: f32 = 0.2;
/// Likeness to the next best as in a large collection, where two articles have too few sentences to tell.
const USUAL_COSINE: f32 = 0.3;
const USUAL_WORDS: f32 = 0.45;

/// The sentences of an article as they are compared.
#[derive(Debug, Clone, Default)]
pub struct Sentences {
    vectors: Vec<Vector>,
    signs: Vec<Signs>,
    mean: Vector,
}

/// Two sentences that correspond, by their places in their articles.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aligned {
    /// Place in the one article.
    pub left: usize,
    /// Place in the other.
    pub right: usize,
    /// Log odds by the two sentences alone.
    pub alone: f64,
    /// Log odds with the support of other pairs.
    pub score: f64,
}

impl Sentences {
    /// Prepares the sentences of an article. `prefixes` are particles that languages write joined to a word.
    pub fn new(sentences: &[&str], encoder: &dyn Encoder, prefixes: &BTreeSet<String>) -> Self {
        let vectors = encoder.vectors(sentences);
        let signs = sentences.iter().map(|sentence| Signs::of(sentence, prefixes)).collect();
        // Long sentences tell what a text is about.
        let weights = sentences.iter().map(|sentence| sentence.chars().count() as f32);
        Self { mean: Vector::weighted(vectors.iter().zip(weights)), vectors, signs }
    }

    /// The signs of its sentences.
    pub fn signs(&self) -> &[Signs] {
        &self.signs
    }

    /// The direction of the article as a whole.
    pub fn mean(&self) -> &Vector {
        &self.mean
    }
}

/// One article of a comparison.
pub struct Side<'a> {
    /// Its sentences.
    pub sentences: &'a Sentences,
    /// How rare signs are in its language.
    pub rarity: &'a Rarity,
    /// Its sentences as the encoder sees them word by word.
    pub words: &'a dyn Fn(usize) -> Words,
}

/// A pair of sentences that is weighed.
#[derive(Debug, Clone, Copy)]
struct Pair {
    left: usize,
    right: usize,
    margin: f32,
    /// Likeness word by word, the mean of both ways and the lesser.
    words: (f32, f32),
    alone: f64,
}

/// Returns the sentences of two articles that correspond, each at most once.
pub fn align(left: &Side<'_>, right: &Side<'_>) -> Vec<Aligned> {
    let mut pairs = candidates(&left.sentences.vectors, &right.sentences.vectors);
    let own = asked(&pairs, left, |pair| pair.left);
    let other = asked(&pairs, right, |pair| pair.right);
    for pair in &mut pairs {
        if let (Some(one), Some(other)) = (own.get(pair.left), other.get(pair.right)) {
            pair.words = one.likeness(other);
        }
    }
    weigh(&mut pairs, left, right);
    let alone: Vec<(usize, usize, f64)> = pairs.iter().map(|pair| (pair.left, pair.right, pair.alone)).collect();
    let mut supporting = mutual(&alone);
    supporting.retain(|(.., score)| *score > SUPPORTS);
    let supported: Vec<(usize, usize, f64)> =
        alone.iter().map(|(at, behind, score)| (*at, *behind, score + support(*at, *behind, &supporting))).collect();
    let chosen = mutual(&supported).into_iter().filter(|(.., score)| *score >= ACCEPTED);
    let aligned = chosen.map(|(at, behind, score)| {
        let alone = pairs.iter().find(|pair| (pair.left, pair.right) == (at, behind)).map_or(score, |pair| pair.alone);
        Aligned { left: at, right: behind, alone, score }
    });
    aligned.collect()
}

/// The words of the sentences that have candidates, by place.
fn asked(pairs: &[Pair], side: &Side<'_>, place: impl Fn(&Pair) -> usize) -> Vec<Words> {
    let wanted: BTreeSet<usize> = pairs.iter().map(place).collect();
    let known = |index| if wanted.contains(&index) { (side.words)(index) } else { Words::default() };
    (0..side.sentences.vectors.len()).map(known).collect()
}

/// Each side's closest sentences, with their margins.
fn candidates(left: &[Vector], right: &[Vector]) -> Vec<Pair> {
    let cosines: Vec<Vec<f32>> = left.iter().map(|one| right.iter().map(|other| one.cosine(other)).collect()).collect();
    let column = |index: usize| cosines.iter().filter_map(|row| row.get(index).copied()).collect::<Vec<f32>>();
    let usual = |values: &[f32]| nearest_mean(values).max(USUAL_COSINE);
    let rows: Vec<f32> = cosines.iter().map(|row| usual(row)).collect();
    let columns: Vec<f32> = (0..right.len()).map(|index| usual(&column(index))).collect();
    let margins: Vec<Vec<f32>> = cosines
        .iter()
        .zip(&rows)
        .map(|(row, own)| row.iter().zip(&columns).map(|(cosine, other)| 2.0 * cosine / (own + other)).collect())
        .collect();
    let mut chosen: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (at, row) in margins.iter().enumerate() {
        chosen.extend(largest(row, CANDIDATES).into_iter().map(|behind| (at, behind)));
    }
    for behind in 0..right.len() {
        let column: Vec<f32> = margins.iter().filter_map(|row| row.get(behind).copied()).collect();
        chosen.extend(largest(&column, CANDIDATES).into_iter().map(|at| (at, behind)));
    }
    let value = |table: &[Vec<f32>], at: usize, behind: usize| table.get(at).and_then(|row| row.get(behind)).copied();
    let close =
        chosen.into_iter().filter(|(at, behind)| value(&cosines, *at, *behind).is_some_and(|cosine| cosine > CLOSE));
    let pair = |(left, right)| {
        let margin = value(&margins, left, right)?;
        Some(Pair { left, right, margin, words: (0.0, 0.0), alone: 0.0 })
    };
    close.filter_map(pair).collect()
}

/// Returns the places of the `count` largest values, the largest first.
pub fn largest(values: &[f32], count: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..values.len()).collect();
    let value = |place: &usize| values.get(*place).copied().unwrap_or(0.0);
    places.sort_by(|one, other| value(other).total_cmp(&value(one)).then(one.cmp(other)));
    places.truncate(count);
    places
}

/// Returns the mean of the four largest values, which a margin rests on; 0 where there are none.
pub fn nearest_mean(values: &[f32]) -> f32 {
    let mut sorted = values.to_vec();
    sorted.sort_by(|one, other| other.total_cmp(one));
    sorted.truncate(4);
    sorted.iter().sum::<f32>() / sorted.len().max(1) as f32
}

/// Gives each pair its log odds by itself.
fn weigh(pairs: &mut [Pair], left: &Side<'_>, right: &Side<'_>) {
    let likeness: Vec<(usize, usize, f32)> = pairs.iter().map(|pair| (pair.left, pair.right, pair.words.0)).collect();
    for pair in pairs {
        let rivals = likeness.iter().filter(|(at, behind, _)| (*at == pair.left) != (*behind == pair.right));
        let next = rivals.map(|(.., alike)| *alike).fold(USUAL_WORDS, f32::max);
        let (Some(one), Some(other)) = (left.sentences.signs.get(pair.left), right.sentences.signs.get(pair.right))
        else {
            continue;
        };
        let shared = left.rarity.shared(one, right.rarity, other);
        pair.alone = BASE
            + MARGIN * f64::from(pair.margin)
            + WORDS * f64::from(pair.words.1)
            + LEAD * f64::from(pair.words.0 - next)
            + NAMES * shared.names.min(MOST_NAMES)
            + if shared.at_odds { AT_ODDS } else { 0.0 };
    }
}

/// Keeps the pairs of which each is the other's best.
fn mutual(pairs: &[(usize, usize, f64)]) -> Vec<(usize, usize, f64)> {
    let beaten = |(at, behind, score): &(usize, usize, f64)| {
        let rivals = pairs.iter().filter(|(one, other, _)| (one == at) != (other == behind));
        rivals.into_iter().any(|(one, other, rival)| rival > score || rival == score && (one, other) < (at, behind))
    };
    pairs.iter().filter(|pair| !beaten(pair)).copied().collect()
}

/// What other pairs add: neighbours at about the same distance on both sides, and whatever comes in the same order.
fn support(at: usize, behind: usize, pairs: &[(usize, usize, f64)]) -> f64 {
    let (mut near, mut ordered) = (0_u32, 0_u32);
    for (one, other, _) in pairs.iter().filter(|(one, other, _)| *one != at && *other != behind) {
        let apart = one.abs_diff(at).abs_diff(other.abs_diff(behind));
        let in_order = (*one > at) == (*other > behind);
        near += u32::from(in_order && one.abs_diff(at) <= 3 && apart <= 1);
        ordered += u32::from(in_order);
    }
    NEIGHBOUR * f64::from(near.min(2)) + IN_ORDER * f64::from(ordered.min(4))
}

#[cfg(test)]
mod tests {
    use headwater_lang::Registry;

    use super::super::{Encoder, Table};
    use super::{Rarity, Sentences, Side, align};

    #[test]
    fn a_translation_in_part_is_aligned_and_the_rest_is_not() {
        let english = [
            "The harbour office closed the north pier on 14 May after a diver found cracks in four pillars.",
            "Director Amalia Verbeek said the repair would take eleven weeks and cost about 2.4 million euros.",
            "Ferries to the outer islands leave from the south basin until the work is done.",
            "The town has painted the benches along the promenade green.",
        ];
        let spanish = [
            "La feria del libro abre sus puertas este fin de semana en la plaza mayor.",
            "La oficina del puerto cerró el muelle norte el 14 de mayo después de que un buzo hallara grietas en cuatro pilares.",
            "La directora Amalia Verbeek dijo que la reparación llevará once semanas y costará unos 2,4 millones de euros.",
        ];
        let table = Table::builtin().unwrap();
        let prefixes = Registry::builtin().prefixes();
        let prepared = [&english[..], &spanish[..]].map(|sentences| Sentences::new(sentences, table, prefixes));
        let rarity = prepared.each_ref().map(|sentences| Rarity::of(sentences.signs()));
        let side = |index: usize, words| Side { sentences: &prepared[index], rarity: &rarity[index], words };
        let found = align(&side(0, &|at| table.words(english[at])), &side(1, &|at| table.words(spanish[at])));
        let pairs: Vec<(usize, usize)> = found.iter().map(|aligned| (aligned.left, aligned.right)).collect();
        assert_eq!(pairs, [(0, 1), (1, 2)], "{found:?}");
    }
}
