//! How close two articles are as a whole: what they are about, and whom they name.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::LanguageCode;

use crate::sentence::{Nearest, Sentences};

/// Piles up to this size are compared pair by pair; in larger ones only the closest are.
const SMALL: usize = 600;
pub(crate) const CLOSEST: usize = 32;
/// In a pile of fewer articles a name is as rare as if there were so many: all may be one story.
const FEW: usize = 100;
/// What closeness counts as evidence of one story: by the cosine of the texts and that of their names, and what two
/// articles have to begin with. Fitted on the streams of `stories` and the development stories (logistic regression),
/// for articles of one language, whose cosines run higher, and of two.
const ONE_LANGUAGE: Weights = Weights { text: 2.9, names: 5.0, base: 1.0 };
const TWO_LANGUAGES: Weights = Weights { text: 2.4, names: 3.4, base: 2.1 };

struct Weights {
    text: f64,
    names: f64,
    base: f64,
}

/// One article of the pile.
pub(crate) struct Article<'a> {
    pub(crate) sentences: &'a Sentences,
    pub(crate) language: Option<LanguageCode>,
}

/// Returns what the closeness of pairs of articles counts as evidence of one story, by index: the cosine of their mean
/// vectors, and that of their names by rarity.
pub(crate) fn closeness(articles: &[Article<'_>], nearest: &Nearest) -> BTreeMap<(usize, usize), f64> {
    let all: Vec<&Sentences> = articles.iter().map(|article| article.sentences).collect();
    let pairs: BTreeSet<(usize, usize)> = match articles.len() <= SMALL {
        true => (0..articles.len()).flat_map(|right| (0..right).map(move |left| (left, right))).collect(),
        false => nearest.pairs(CLOSEST),
    };
    let names = Names::of(articles);
    let close = pairs.into_iter().filter_map(|(left, right)| {
        let cosine = f64::from(all.get(left)?.mean().cosine(all.get(right)?.mean()));
        let language = |index: usize| articles.get(index).and_then(|article| article.language);
        let weights = if language(left) == language(right) { ONE_LANGUAGE } else { TWO_LANGUAGES };
        let close = weights.text * cosine + weights.names * names.cosine(left, right) + weights.base;
        Some(((left, right), close))
    });
    close.collect()
}

/// The names of each article by consonant skeleton, weighted by rarity and number.
struct Names {
    /// Ascending by the place of the skeleton among all.
    weights: Vec<Vec<(usize, f64)>>,
    languages: Vec<Option<LanguageCode>>,
    /// Whether articles of several languages have a skeleton, by its place.
    crossing: Vec<bool>,
    /// Length of each article's weights: all, and those that cross languages.
    lengths: Vec<(f64, f64)>,
}

/// Who has a skeleton.
#[derive(Default)]
struct Holders {
    place: usize,
    articles: u32,
    languages: BTreeSet<Option<LanguageCode>>,
}

impl Names {
    fn of(articles: &[Article<'_>]) -> Self {
        let mut counts: Vec<BTreeMap<&str, u32>> = Vec::new();
        let mut holders: BTreeMap<&str, Holders> = BTreeMap::new();
        for article in articles {
            let mut own: BTreeMap<&str, u32> = BTreeMap::new();
            for key in article.sentences.signs().iter().flat_map(|signs| signs.name_keys()) {
                *own.entry(key).or_default() += 1;
            }
            for key in own.keys() {
                let held = holders.entry(key).or_default();
                held.articles += 1;
                held.languages.insert(article.language);
            }
            counts.push(own);
        }
        holders.values_mut().enumerate().for_each(|(place, held)| held.place = place);
        let pile = (articles.len().max(FEW) as f64).ln();
        let weight = |(key, count): (&&str, &u32)| {
            let held = holders.get(key)?;
            let rarity = 1.0 - f64::from(held.articles).ln() / pile;
            let sounds = ((key.len() - 1) as f64 / 4.0).min(1.0);
            Some((held.place, rarity * sounds * f64::from(*count).ln_1p()))
        };
        let weights: Vec<Vec<(usize, f64)>> =
            counts.iter().map(|own| own.iter().filter_map(weight).collect()).collect();
        let crossing: Vec<bool> = holders.values().map(|held| held.languages.len() > 1).collect();
        let length = |own: &Vec<(usize, f64)>| {
            let of = |kept: &dyn Fn(usize) -> bool| {
                let kept = own.iter().filter(|(place, _)| kept(*place));
                kept.map(|(_, weight)| weight * weight).sum::<f64>().sqrt()
            };
            (of(&|_| true), of(&|place| crossing.get(place) == Some(&true)))
        };
        let lengths = weights.iter().map(length).collect();
        Self { languages: articles.iter().map(|article| article.language).collect(), weights, crossing, lengths }
    }

    /// Between languages only skeletons that cross some language count: the rest are words of one script.
    fn cosine(&self, left: usize, right: usize) -> f64 {
        let (Some(one), Some(other)) = (self.weights.get(left), self.weights.get(right)) else { return 0.0 };
        let (Some(length), Some(width)) = (self.lengths.get(left), self.lengths.get(right)) else { return 0.0 };
        let same_language = self.languages.get(left) == self.languages.get(right);
        let mut product = 0.0;
        let mut theirs = other.iter().peekable();
        for (place, weight) in one {
            while theirs.next_if(|(other, _)| other < place).is_some() {}
            if let Some((_, also)) = theirs.next_if(|(other, _)| other == place)
                && (same_language || self.crossing.get(*place) == Some(&true))
            {
                product += weight * also;
            }
        }
        let size = if same_language { length.0 * width.0 } else { length.1.max(1.0) * width.1.max(1.0) };
        if size > 0.0 { product / size } else { 0.0 }
    }
}
