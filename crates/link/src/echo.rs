//! Sentences that two articles both have, in other words or another language.
//!
//! Each article is compared with those that are closest to it as a whole, sentence by sentence.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use headwater_lang::{Registry, sentences};
use headwater_model::{Account, LanguageCode, Span};
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::closeness::{self, Article, closeness};
use crate::pile::among;
use crate::sentence::{self, Aligned, Cut, Nearest, Rarity, Sentences, Side, Table, Words};

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
#[derive(Default)]
struct Prepared<'a> {
    texts: Vec<&'a str>,
    spans: Vec<Span>,
    sentences: Sentences,
    words: Vec<OnceLock<Cut>>,
    language: Option<LanguageCode>,
}

/// Something by pair of accounts, the smaller index first.
pub(crate) type ByPair<T> = BTreeMap<(usize, usize), T>;

/// What pairs of accounts both say, found where it is asked for: comparing sentence by sentence is the dearest of all.
pub(crate) struct Echoes<'a> {
    prepared: Vec<Prepared<'a>>,
    rarities: BTreeMap<Option<LanguageCode>, Rarity>,
    /// The pairs that may share sentences.
    heard: ByPair<OnceLock<Echo>>,
}

impl<'a> Echoes<'a> {
    /// Prepares the sentences of accounts. Also returns how close pairs are as a whole. Accounts of `surplus` are not
    /// compared.
    pub(crate) fn of(accounts: &'a [Account], registry: &Registry, surplus: &[bool]) -> (Self, ByPair<f64>) {
        let none = Self { prepared: Vec::new(), rarities: BTreeMap::new(), heard: BTreeMap::new() };
        let Some(table) = Table::builtin() else { return (none, BTreeMap::new()) };
        let heard: Vec<usize> =
            (0..accounts.len()).filter(|index| surplus.get(*index).is_none_or(|surplus| !surplus)).collect();
        let prepared: Vec<Prepared<'a>> = accounts
            .par_iter()
            .enumerate()
            .map(|(index, account)| match heard.binary_search(&index) {
                Ok(_) => prepare(account, table, registry),
                Err(_) => Prepared::default(),
            })
            .collect();
        let mut rarities: BTreeMap<Option<LanguageCode>, Rarity> = BTreeMap::new();
        for language in prepared.iter().map(|article| article.language) {
            rarities.entry(language).or_insert_with(|| {
                let own = prepared.iter().filter(|article| article.language == language);
                Rarity::of(own.flat_map(|article| article.sentences.signs()))
            });
        }
        let all: Vec<&Prepared<'_>> = heard.iter().filter_map(|index| prepared.get(*index)).collect();
        let articles: Vec<Article<'_>> =
            all.iter().map(|one| Article { sentences: &one.sentences, language: one.language }).collect();
        let sentences: Vec<&Sentences> = all.iter().map(|article| &article.sentences).collect();
        let nearest = Nearest::of(&sentences, closeness::CLOSEST.max(CLOSEST));
        let own = |(left, right): (usize, usize)| Some((*heard.get(left)?, *heard.get(right)?));
        let close = closeness(&articles, &nearest);
        let close = close.into_iter().filter_map(|(pair, close)| Some((own(pair)?, close))).collect();
        let heard = nearest.pairs(CLOSEST).into_iter().filter_map(|pair| Some((own(pair)?, OnceLock::new()))).collect();
        (Self { prepared, rarities, heard }, close)
    }

    /// The pairs that may share sentences.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        self.heard.keys().copied()
    }

    /// The pairs among some accounts, which ascend, that may share sentences.
    pub(crate) fn pairs_among<'p>(&'p self, members: &'p [usize]) -> impl Iterator<Item = (usize, usize)> + 'p {
        among(&self.heard, members).map(|(pair, _)| pair)
    }

    /// Returns what two accounts both say.
    pub(crate) fn of_pair(&self, pair: (usize, usize)) -> Option<&Echo> {
        let cell = self.heard.get(&pair)?;
        Some(cell.get_or_init(|| self.compared(pair))).filter(|echo| !echo.pairs.is_empty())
    }

    /// Compares pairs ahead of time, on all cores.
    pub(crate) fn hear(&self, pairs: &[(usize, usize)]) {
        pairs.par_iter().for_each(|pair| _ = self.of_pair(*pair));
    }

    /// Returns what pairs of some accounts, which ascend, both say.
    pub(crate) fn among<'p>(&'p self, members: &'p [usize]) -> impl Iterator<Item = ((usize, usize), &'p Echo)> {
        self.pairs_among(members).filter_map(|pair| Some((pair, self.of_pair(pair)?)))
    }

    fn compared(&self, (left, right): (usize, usize)) -> Echo {
        let nothing = Echo { pairs: Vec::new(), cover: (0.0, 0.0) };
        let found = self.prepared.get(left).zip(self.prepared.get(right)).zip(Table::builtin());
        found.map_or(nothing, |((left, right), table)| echo(left, right, table, &self.rarities))
    }
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
