//! Sentences and their translations, in articles of which each is given in many languages.
//!
//! To find a sentence's translation among all of a language, and to decide which sentences of two piles of articles
//! correspond where only a third of the articles stands in both.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, Result};
use headwater_lang::Registry;
use headwater_link::sentence::{
    self, Encoder, Nearest, Rarity, Sentences, Side, Signs, Table, Vector, Words, largest, nearest_mean,
};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::lines;

/// The languages that are compared with English.
const WITH_ENGLISH: [&str; 15] =
    ["arb", "jpn", "rus", "tur", "fas", "zho-CN", "kor", "spa", "fra", "deu", "hin", "por", "ind", "heb", "ukr"];
const ENGLISH: &str = "eng";
/// Pairs without English.
const MIXED: [(&str, &str); 12] = [
    ("arb", "jpn"),
    ("arb", "fra"),
    ("jpn", "zho-CN"),
    ("rus", "tur"),
    ("fas", "arb"),
    ("kor", "jpn"),
    ("deu", "spa"),
    ("heb", "rus"),
    ("hin", "ind"),
    ("por", "ita"),
    ("ukr", "rus"),
    ("fra", "deu"),
];
/// Candidates that are weighed word by word.
const CANDIDATES: usize = 10;

/// What a prediction may see of a record.
#[derive(Debug, Deserialize)]
struct Record {
    doc: String,
    segs: BTreeMap<String, Vec<String>>,
}

/// All sentences of a language.
struct Pool {
    names: Vec<String>,
    vectors: Vec<Vector>,
    words: Vec<Words>,
    signs: Vec<Signs>,
    rarity: Rarity,
}

/// Finds for each sentence its translation among all of the other language, both ways: by the margin of vectors, by
/// that and likeness word by word and shared signs, and by signs alone.
///
/// # Errors
///
/// Where the file is missing or not in the set's form.
pub fn segments(path: &Path) -> Result<Vec<Value>> {
    let records: Vec<Record> = lines::read(path)?;
    let pairs = language_pairs();
    let mut languages: Vec<&str> = pairs.iter().flat_map(|(left, right)| [*left, *right]).collect();
    languages.sort_unstable();
    languages.dedup();
    let pools: Result<BTreeMap<&str, Pool>> =
        languages.into_par_iter().map(|language| Ok((language, pool(&records, language)?))).collect();
    let pools = pools?;
    let found = pairs.par_iter().filter_map(|(left, right)| Some(retrieved(pools.get(left)?, pools.get(right)?)));
    Ok(found.flatten().collect())
}

fn language_pairs() -> Vec<(&'static str, &'static str)> {
    WITH_ENGLISH.iter().map(|language| (*language, ENGLISH)).chain(MIXED).collect()
}

fn table() -> Result<&'static Table<'static>> {
    Table::builtin().context("the table of sentence vectors cannot be read")
}

fn pool(records: &[Record], language: &str) -> Result<Pool> {
    let table = table()?;
    let prefixes = Registry::builtin().prefixes();
    let (mut names, mut texts) = (Vec::new(), Vec::new());
    for record in records {
        let segments = record.segs.get(language).with_context(|| format!("`{}` has no `{language}`", record.doc))?;
        for (nth, text) in segments.iter().enumerate() {
            names.push(format!("{}|{language}|{nth}", record.doc));
            texts.push(text.as_str());
        }
    }
    let signs: Vec<Signs> = texts.iter().map(|text| Signs::of(text, prefixes)).collect();
    Ok(Pool {
        names,
        vectors: table.vectors(&texts),
        words: texts.iter().map(|text| table.words(text)).collect(),
        rarity: Rarity::of(&signs),
        signs,
    })
}

fn retrieved(left: &Pool, right: &Pool) -> Vec<Value> {
    let mut margins: Vec<Vec<f32>> =
        left.vectors.iter().map(|one| right.vectors.iter().map(|other| one.cosine(other)).collect()).collect();
    let rows: Vec<f32> = margins.iter().map(|row| nearest_mean(row)).collect();
    let columns: Vec<f32> = (0..right.names.len()).map(|place| nearest_mean(&column(&margins, place))).collect();
    for (row, own) in margins.iter_mut().zip(&rows) {
        row.iter_mut().zip(&columns).for_each(|(value, other)| *value = 2.0 * *value / (own + other));
    }
    let full = best(&weighed(left, right, &margins), left, right);
    let signs = best(&by_signs(left, right), left, right);
    let place = |found: &[Option<usize>], place: usize| found.get(place).copied().flatten();
    let mut found = Vec::new();
    for (at, name) in left.names.iter().enumerate() {
        let margin = margins.get(at).and_then(|row| largest(row, 1).first().copied());
        found.push(answer(name, &right.names, [margin, place(&full.0, at), place(&signs.0, at)]));
    }
    for (at, name) in right.names.iter().enumerate() {
        let margin = largest(&column(&margins, at), 1).first().copied();
        found.push(answer(name, &left.names, [margin, place(&full.1, at), place(&signs.1, at)]));
    }
    found
}

fn answer(name: &str, names: &[String], [margin, full, signs]: [Option<usize>; 3]) -> Value {
    let name_of = |place: Option<usize>| place.and_then(|place| names.get(place));
    json!({"a": name, "margin": name_of(margin), "full": name_of(full), "signs": name_of(signs)})
}

type Scores = BTreeMap<(usize, usize), f64>;

/// The best of the other side for each sentence of the left and of the right.
fn best(scores: &Scores, left: &Pool, right: &Pool) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    let mut best = (vec![(f64::MIN, None); left.names.len()], vec![(f64::MIN, None); right.names.len()]);
    for ((at, behind), score) in scores {
        for (slot, other) in [(best.0.get_mut(*at), *behind), (best.1.get_mut(*behind), *at)] {
            if let Some(slot) = slot.filter(|slot| slot.0 < *score) {
                *slot = (*score, Some(other));
            }
        }
    }
    let places = |side: Vec<(f64, Option<usize>)>| side.into_iter().map(|(_, place)| place).collect();
    (places(best.0), places(best.1))
}

/// Scores each side's closest by margin, word by word and by shared signs.
fn weighed(left: &Pool, right: &Pool, margins: &[Vec<f32>]) -> Scores {
    let mut pairs: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for (at, row) in margins.iter().enumerate() {
        pairs.extend(largest(row, CANDIDATES).into_iter().map(|behind| ((at, behind), 0.0)));
    }
    for behind in 0..right.names.len() {
        let column = column(margins, behind);
        pairs.extend(largest(&column, CANDIDATES).into_iter().map(|at| ((at, behind), 0.0)));
    }
    let (mut rows, mut columns) = (vec![Vec::new(); left.names.len()], vec![Vec::new(); right.names.len()]);
    for ((at, behind), likeness) in &mut pairs {
        *likeness = left.words[*at].likeness(&right.words[*behind]).0;
        rows[*at].push(*likeness);
        columns[*behind].push(*likeness);
    }
    let rows: Vec<f32> = rows.iter().map(|row| nearest_mean(row)).collect();
    let columns: Vec<f32> = columns.iter().map(|column| nearest_mean(column)).collect();
    let score = |((at, behind), likeness): ((usize, usize), f32)| {
        let shared = left.rarity.shared(&left.signs[at], &right.rarity, &right.signs[behind]);
        let signs = shared.names.min(3.0) + shared.figures.min(2.0) - f64::from(u8::from(shared.at_odds));
        let lead = 2.0 * likeness / (rows[at] + columns[behind]) - 1.0;
        ((at, behind), f64::from(margins[at][behind]) + 3.0 * f64::from(lead) + 0.1 * signs)
    };
    pairs.into_iter().map(score).collect()
}

/// Scores by the rarity of shared names and figures alone.
fn by_signs(left: &Pool, right: &Pool) -> Scores {
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, signs) in right.signs.iter().enumerate() {
        signs.keys().into_iter().for_each(|key| holders.entry(key).or_default().push(place));
    }
    let mut scores = Scores::new();
    for (place, signs) in left.signs.iter().enumerate() {
        for key in signs.keys() {
            let rare = left.rarity.rare(key).min(right.rarity.rare(key));
            for other in holders.get(key).into_iter().flatten() {
                *scores.entry((place, *other)).or_default() += rare;
            }
        }
    }
    scores
}

fn column(table: &[Vec<f32>], place: usize) -> Vec<f32> {
    table.iter().filter_map(|row| row.get(place).copied()).collect()
}

/// Decides which sentences of two piles of articles correspond. Of every three articles one stands in both piles, one
/// in the left and one in the right only.
///
/// # Errors
///
/// Where the file is missing or not in the set's form.
pub fn pairs(path: &Path) -> Result<Vec<Value>> {
    let records: Vec<Record> = lines::read(path)?;
    let found: Result<Vec<Vec<Value>>> = language_pairs()
        .into_par_iter()
        .map(|(left, right)| {
            let left = Articles::new(&records, left, 1)?;
            Ok(left.matched(&Articles::new(&records, right, 2)?))
        })
        .collect();
    Ok(found?.into_iter().flatten().collect())
}

/// The articles of one pile.
struct Articles<'a> {
    language: &'a str,
    records: Vec<&'a Record>,
    sentences: Vec<Sentences>,
    rarity: Rarity,
    table: &'static Table<'static>,
}

impl<'a> Articles<'a> {
    fn new(records: &'a [Record], language: &'a str, third: usize) -> Result<Self> {
        let table = table()?;
        let prefixes = Registry::builtin().prefixes();
        let records: Vec<&Record> = records
            .iter()
            .enumerate()
            .filter(|(nth, _)| nth % 3 == 0 || nth % 3 == third)
            .map(|(_, record)| record)
            .collect();
        let texts = |record: &'a Record| {
            record.segs.get(language).map(|segments| segments.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let sentences: Vec<Sentences> =
            records.iter().map(|record| Sentences::new(&texts(record).unwrap_or_default(), table, prefixes)).collect();
        let rarity = Rarity::of(sentences.iter().flat_map(Sentences::signs));
        Ok(Self { language, records, sentences, rarity, table })
    }

    fn words(&self, article: usize, place: usize) -> Words {
        let text = self.records[article].segs.get(self.language).and_then(|segments| segments.get(place));
        text.map(|text| self.table.words(text)).unwrap_or_default()
    }

    fn name(&self, article: usize, place: usize) -> String {
        format!("{}|{}|{place}", self.records[article].doc, self.language)
    }

    /// Sentences that correspond, each once, by score.
    fn matched(&self, other: &Self) -> Vec<Value> {
        let all: Vec<&Sentences> = self.sentences.iter().chain(&other.sentences).collect();
        let own = self.sentences.len();
        let mut found = Vec::new();
        for (left, right) in
            Nearest::of(&all, 12).pairs(12).into_iter().filter(|(left, right)| *left < own && *right >= own)
        {
            let right = right - own;
            let here = |place: usize| self.words(left, place);
            let there = |place: usize| other.words(right, place);
            let one = Side { sentences: &self.sentences[left], rarity: &self.rarity, words: &here };
            let two = Side { sentences: &other.sentences[right], rarity: &other.rarity, words: &there };
            let aligned = sentence::align(&one, &two).into_iter();
            found.extend(aligned.map(|aligned| (aligned.score, (left, aligned.left), (right, aligned.right))));
        }
        found.sort_by(|one, two| two.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(two.1, two.2))));
        let (mut taken_left, mut taken_right) = (BTreeSet::new(), BTreeSet::new());
        found.retain(|(_, left, right)| {
            let free = !taken_left.contains(left) && !taken_right.contains(right);
            taken_left.insert(*left);
            taken_right.insert(*right);
            free
        });
        let line = |(score, left, right): (f64, (usize, usize), (usize, usize))| json!({"a": self.name(left.0, left.1), "b": other.name(right.0, right.1), "score": score});
        found.into_iter().map(line).collect()
    }
}
