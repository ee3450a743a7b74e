//! Texts and piles made by rule, from a seed: what speed, hostile piles and copied text are measured on.
//!
//! The words are those of our own pages in `sets/derivation`, drawn as often as they stand there, so that texts have
//! ordinary words and sentences of ordinary length and yet no six words in common by chance.

pub mod edits;
pub mod piles;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use headwater_archive::load;
use headwater_lang::{Registry, is_unspaced, words};
use headwater_model::LanguageCode;

/// Numbers by rule: SplitMix64 (Steele, Lea and Flood 2014).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// Begins a row of numbers.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below `bound`, or 0 where that is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    /// Says yes in `share` of all cases.
    pub fn chance(&mut self, share: f64) -> bool {
        ((self.next() >> 11) as f64) < share * (1_u64 << 53) as f64
    }

    /// Picks one of several.
    ///
    /// # Panics
    ///
    /// Where there is none.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let place = self.below(from.len());
        &from[place]
    }
}

/// The words of a language, each as often as it stands on our pages.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    words: Vec<String>,
    /// Whether words stand without spaces.
    joined: bool,
}

/// Words by language.
#[derive(Debug, Clone)]
pub struct Texts {
    vocabularies: BTreeMap<LanguageCode, Vocabulary>,
}

/// Words that a language must have to be written.
const ENOUGH: usize = 800;

impl Texts {
    /// Collects the words of our own pages.
    ///
    /// # Errors
    ///
    /// Where the set is missing.
    pub fn own() -> Result<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sets/derivation");
        let loaded = load::paths(&[folder]);
        let mut vocabularies: BTreeMap<LanguageCode, Vocabulary> = BTreeMap::new();
        for account in headwater_archive::accounts(loaded.captures, Registry::builtin()) {
            let Some(language) = account.article.language else { continue };
            let vocabulary = vocabularies.entry(language).or_default();
            for block in &account.article.body {
                let text = block.of(&account.page.text);
                vocabulary.words.extend(words(text).iter().map(|word| word.of(text).to_owned()));
            }
        }
        vocabularies.retain(|_, vocabulary| vocabulary.words.len() >= ENOUGH);
        for vocabulary in vocabularies.values_mut() {
            let unspaced = vocabulary.words.iter().filter(|word| word.chars().any(is_unspaced)).count();
            vocabulary.joined = unspaced * 2 > vocabulary.words.len();
        }
        vocabularies.first_key_value().context("the set `derivation` has no page")?;
        Ok(Self { vocabularies })
    }

    /// The languages that can be written.
    pub fn languages(&self) -> Vec<LanguageCode> {
        self.vocabularies.keys().copied().collect()
    }

    /// The words of a language.
    pub fn of(&self, language: LanguageCode) -> Option<&Vocabulary> {
        self.vocabularies.get(&language)
    }
}

/// Words of a text's own topic, and the share of its words that are.
const TOPIC: usize = 60;
const TOPICAL: f64 = 0.6;

impl Vocabulary {
    /// Returns the words of one topic: texts of the same are about the same, others are not.
    pub fn topic(&self, random: &mut Random) -> Self {
        let own = self.words(TOPIC, random);
        let count = self.words.len();
        let topical = (count as f64 * TOPICAL / (1.0 - TOPICAL)) as usize;
        let more = own.into_iter().cycle().take(topical);
        Self { words: self.words.iter().cloned().chain(more).collect(), joined: self.joined }
    }

    /// Writes a sentence of `count` words.
    pub fn words(&self, count: usize, random: &mut Random) -> Vec<String> {
        (0..count).map(|_| random.pick(&self.words).clone()).collect()
    }

    /// Writes sentences of 8 to 24 words each until there are `characters`.
    pub fn sentences(&self, characters: usize, random: &mut Random) -> Vec<Vec<String>> {
        let (mut written, mut sentences) = (0, Vec::new());
        while written < characters {
            let sentence = self.words(8 + random.below(17), random);
            written += self.joined(&sentence).chars().count() + 1;
            sentences.push(sentence);
        }
        sentences
    }

    /// Puts words together to a sentence.
    pub fn joined(&self, words: &[String]) -> String {
        if self.joined { words.concat() + "。" } else { words.join(" ") + "." }
    }

    /// Puts sentences together, `each` in a paragraph.
    pub fn paragraphs(&self, sentences: &[Vec<String>], each: usize) -> String {
        let space = if self.joined { "" } else { " " };
        let paragraph =
            |some: &[Vec<String>]| some.iter().map(|sentence| self.joined(sentence)).collect::<Vec<_>>().join(space);
        sentences.chunks(each.max(1)).map(paragraph).collect::<Vec<_>>().join("\n\n")
    }
}
