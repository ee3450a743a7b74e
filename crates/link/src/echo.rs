//! Sentences that two articles both have, in other words or another language.
//!
//! Each article is compared with those that are closest to it as a whole, sentence by sentence.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use headwater_lang::{Registry, sentences};
use headwater_model::{Account, LanguageCode, Span};
use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::closeness::{Article, closeness};
use crate::sentence::{self, Aligned, Cut, Rarity, Sentences, Side, Table, Words};

/// Articles that each is compared with.
const CLOSEST: usize = 16;
/// Bytes that a sentence has.
const SHORTEST: usize = 12;
/// Sentences of an article that are compared, its first.
const MOST_SENTENCES: usize = 120;

/// Sentences that two accounts both have.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Echo {
    /// Pairs of sentences in the order of the left page, each with the log odds that the two alone give.
    pub(crate) pairs: Vec<(Span, Span, f64)>,
    /// Share of each article's sentences, by length, that the other has too.
    pub(crate) cover: (f64, f64),
}

/// An account's sentences while they are compared.
struct Prepared<'a> {
    texts: Vec<&'a str>,
    spans: Vec<Span>,
    sentences: Sentences,
    words: Vec<OnceLock<Cut>>,
    language: Option<LanguageCode>,
}

/// Something by pair of accounts, the smaller index first.
pub(crate) type ByPair<T> = BTreeMap<(usize, usize), T>;

/// Returns what pairs of accounts both say, and how close pairs are as a whole.
pub(crate) fn echoes(accounts: &[Account], registry: &Registry) -> (ByPair<Echo>, ByPair<f64>) {
    let Some(table) = Table::builtin() else { return Default::default() };
    let prepared: Vec<Prepared<'_>> = accounts.par_iter().map(|account| prepare(account, table, registry)).collect();
    let mut rarities: BTreeMap<Option<LanguageCode>, Rarity> = BTreeMap::new();
    for language in prepared.iter().map(|article| article.language) {
        rarities.entry(language).or_insert_with(|| {
            let own = prepared.iter().filter(|article| article.language == language);
            Rarity::of(own.flat_map(|article| article.sentences.signs()))
        });
    }
    let all: Vec<&Sentences> = prepared.iter().map(|article| &article.sentences).collect();
    let found = sentence::near(&all, CLOSEST).into_par_iter().filter_map(|(left, right)| {
        let echo = echo(prepared.get(left)?, prepared.get(right)?, table, &rarities);
        Some(((left, right), echo)).filter(|(_, echo)| !echo.pairs.is_empty())
    });
    let articles: Vec<Article<'_>> =
        prepared.iter().map(|article| Article { sentences: &article.sentences, language: article.language }).collect();
    (found.collect(), closeness(&articles))
}

fn prepare<'a>(account: &'a Account, table: &Table<'_>, registry: &Registry) -> Prepared<'a> {
    let language = account.article.language;
    let (mut texts, mut spans) = (Vec::new(), Vec::new());
    for block in &account.article.body {
        let text = block.of(&account.page.text);
        for span in sentences(text, language.unwrap_or(LanguageCode::UNKNOWN)) {
            if span.len() >= SHORTEST && texts.len() < MOST_SENTENCES {
                texts.push(span.of(text));
                spans.push(span.shifted(block.start));
            }
        }
    }
    let sentences = Sentences::new(&texts, table, registry.prefixes());
    let words = texts.iter().map(|_| OnceLock::new()).collect();
    Prepared { texts, spans, sentences, words, language }
}

impl Prepared<'_> {
    /// The words of a sentence. Their vectors are made anew each time: those of a large pile do not fit into memory.
    fn words(&self, place: usize, table: &Table<'_>) -> Words {
        let found = self.words.get(place).zip(self.texts.get(place));
        let cut = found.map(|(cell, text)| cell.get_or_init(|| table.cut(text)));
        cut.map(|cut| table.spelled(cut)).unwrap_or_default()
    }

    /// Share of the text, by length, that the chosen sentences make up.
    fn share(&self, chosen: impl Iterator<Item = usize>) -> f64 {
        let all: usize = self.spans.iter().map(|span| span.len()).sum();
        let chosen: usize = chosen.filter_map(|place| self.spans.get(place)).map(|span| span.len()).sum();
        chosen as f64 / all.max(1) as f64
    }
}

fn echo(
    left: &Prepared<'_>,
    right: &Prepared<'_>,
    table: &Table<'_>,
    rarities: &BTreeMap<Option<LanguageCode>, Rarity>,
) -> Echo {
    let none = Rarity::default();
    let rarity = |language: Option<LanguageCode>| rarities.get(&language).unwrap_or(&none);
    let here = |place: usize| left.words(place, table);
    let there = |place: usize| right.words(place, table);
    let one = Side { sentences: &left.sentences, rarity: rarity(left.language), words: &here };
    let other = Side { sentences: &right.sentences, rarity: rarity(right.language), words: &there };
    let aligned = sentence::align(&one, &other);
    let place =
        |aligned: &Aligned| Some((*left.spans.get(aligned.left)?, *right.spans.get(aligned.right)?, aligned.alone));
    let cover = (
        left.share(aligned.iter().map(|aligned| aligned.left)),
        right.share(aligned.iter().map(|aligned| aligned.right)),
    );
    Echo { pairs: aligned.iter().filter_map(place).collect(), cover }
}
