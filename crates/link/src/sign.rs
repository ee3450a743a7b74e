//! The signs that evidence is made of, and what each weighs.

use std::sync::LazyLock;

use headwater_model::{Evidence, Family, Passage};
use serde::Deserialize;
use thiserror::Error;

/// Writes the enum of signs, with each one's family and what a person is told it is.
macro_rules! signs {
    ($($(#[doc = $doc:literal])+ $name:ident: $family:ident, $what:literal;)+) => {
        /// A kind of evidence. Each has a weight, which its amount is multiplied by.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Sign {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Sign {
            const ALL: &[Self] = &[$(Self::$name),+];

            const fn family(self) -> Family {
                match self { $(Self::$name => Family::$family,)+ }
            }

            /// What it is, for a person; its name in the file of weights.
            pub(crate) const fn what(self) -> &'static str {
                match self { $(Self::$name => $what,)+ }
            }
        }
    };
}

signs! {
    /// The page cites the candidate, in words that cover the claim.
    Citation: Stated, "citation";
    /// A numbered reference on the sentence.
    Reference: Stated, "numbered reference";
    /// A credit line or agency tag.
    Credit: Stated, "credit line";
    /// A note of translation or republication, where the two share text or figures.
    NoteAndText: Stated, "note of its source, and shared content";
    /// The same, where they share nothing.
    Note: Stated, "note of its source";
    /// Cited elsewhere in the article, which cites no other publisher.
    CitedAlone: Stated, "no other is cited";
    /// Cited elsewhere in the article.
    CitedElsewhere: Stated, "cited elsewhere";
    /// The article cites somebody else for the claim.
    AnotherCited: Stated, "another is cited";
    /// The candidate says that it has its whole text from here.
    CreditsBack: Stated, "the other credits this one";
    /// The candidate says that it has the claim from here.
    CitesBack: Stated, "the other cites this one";
    /// Logarithm of one more than the number of other articles that name the candidate's publisher.
    NamedByOthers: Stated, "other articles name it";
    /// Share of the claim's sentence that is copied.
    Copied: Text, "copied text";
    /// The claim stands in a quotation that both have.
    CopiedQuote: Text, "the same quotation";
    /// Share of the text that stands in the candidate in another language, sentence by sentence.
    Translated: Text, "the same sentences in another language";
    /// The same in other words of one language.
    Reworded: Text, "the same sentences in other words";
    /// One such sentence alone, of log odds that leave little doubt.
    Lone: Text, "one sentence that says the same";
    /// Share of the article's telling figures that the candidate has, in another language.
    Aligned: Text, "the same figures in another language";
    /// The same in one language.
    Retold: Text, "the same figures in other words";
    /// The citing words were copied from the candidate, which has the same citation.
    Inherited: Inherited, "the citing words were copied";
    /// The same figure: the more the rarer, and the more it tells by itself.
    SameFigure: Fact, "the same figure";
    /// A figure of the claim that differs.
    OtherFigure: Fact, "a figure that differs";
    /// Share of the article's claims, by rarity, that the candidate states too.
    CommonClaims: Common, "its other claims are there too";
    /// There is a claim that only the two state.
    Exclusive: Common, "a claim that only these two state";
    /// Logarithm of how many times as many claims the candidate states.
    Fuller: Common, "the other says more";
    /// Share of the article's claims that nobody states earlier.
    News: Common, "much that nobody else has";
    /// Logarithm of one more than the number of candidates.
    Rivals: Common, "many tell the story";
    /// Logarithm of the probability that the candidate appeared before.
    Later: Time, "may have appeared later";
    /// How many times the factor e the delay is longer or shorter than three hours.
    Delay: Time, "delay";
    /// Nobody states it earlier.
    Earliest: Time, "the earliest";
    /// Another states the same earlier.
    Forestalled: Time, "another states it earlier";
    /// How much more of this text the candidate contains than the other way round: a copy is cut more often than grown.
    Contained: Order, "containment";
    /// This one has a date and the candidate none (against), or the other way round.
    Undated: Order, "one has no date";
    /// The same of an author.
    Unsigned: Order, "one has no author";
    /// A later version of the candidate stood by then.
    Replaced: Order, "a later version stood by then";
    /// Any article at hand, before looking.
    Article: Prior, "any article";
    /// The two are in one language.
    OneLanguage: Prior, "the same language";
    /// Own reporting, before looking.
    Own: Prior, "own reporting";
    /// The article says that it is its own reporting, in words that cover the claim.
    OwnWords: Stated, "says it is its own reporting";
    /// It says so elsewhere.
    OwnElsewhere: Stated, "reports itself elsewhere";
    /// A person, an organisation or a document is named for the claim.
    FirstHand: Stated, "names whom or what it has it from";
    /// Own reporting, where a publisher is cited for the claim.
    OwnButCites: Stated, "a publisher is cited for it";
    /// Own reporting, where a publisher is cited for anything.
    OwnCitesElsewhere: Stated, "a publisher is cited elsewhere";
    /// A publication that is named and not at hand, before looking.
    Beyond: Prior, "not at hand";
    /// It is cited for the claim.
    BeyondCited: Stated, "citation of a work not at hand";
    /// It is credited for the text.
    BeyondCredited: Stated, "credit to a work not at hand";
    /// Nobody knows, before looking.
    Unknown: Prior, "nothing names it";
    /// Nobody knows, where somebody is cited for the claim.
    UnknownButCites: Stated, "somebody is cited for it";
}

/// What each sign weighs, as natural-log likelihood ratios a unit of its amount.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights(Vec<f64>);

/// The weights fitted on our own stories.
const BUILTIN: &str = include_str!("../model/weights.toml");

/// What is wrong with a file of weights.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WeightsError {
    /// It is no TOML of this form.
    #[error("no file of weights: {0}")]
    Malformed(String),
    /// A sign has none.
    #[error("no weight for \"{0}\"")]
    Lacking(&'static str),
    /// There is no such sign.
    #[error("there is no sign \"{0}\"")]
    Surplus(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "version")]
    _version: u32,
    #[serde(rename = "corpus")]
    _corpus: String,
    weights: std::collections::BTreeMap<String, Weight>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Weight {
    weight: f64,
    #[serde(rename = "prior")]
    _prior: f64,
}

impl Weights {
    /// Reads a file of weights; `crates/link/model/weights.toml` is one.
    ///
    /// # Errors
    ///
    /// Where it is no such file, or lacks a sign, or has one that there is not.
    pub fn read(text: &str) -> Result<Self, WeightsError> {
        let mut file: File = toml::from_str(text).map_err(|error| WeightsError::Malformed(error.to_string()))?;
        let weights = Sign::ALL.iter().map(|sign| {
            let found = file.weights.remove(sign.what());
            found.map(|found| found.weight).ok_or(WeightsError::Lacking(sign.what()))
        });
        let weights = Self(weights.collect::<Result<_, _>>()?);
        match file.weights.into_keys().next() {
            Some(surplus) => Err(WeightsError::Surplus(surplus)),
            None => Ok(weights),
        }
    }

    /// Returns the weights fitted on our own stories.
    pub fn fitted() -> &'static Self {
        static FITTED: LazyLock<Weights> = LazyLock::new(|| {
            Weights::read(BUILTIN).unwrap_or_else(|error| panic!("a test reads the weights compiled in: {error}"))
        });
        &FITTED
    }

    /// Makes a piece of evidence of an amount of a sign.
    pub(crate) fn piece(&self, sign: Sign, amount: f64, words: Vec<Passage>) -> Evidence {
        let weight = self.0.get(sign as usize).copied().unwrap_or(0.0);
        Evidence { family: sign.family(), amount, score: weight * amount, words, what: sign.what() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Sign, Weights, WeightsError};

    #[test]
    fn every_sign_has_one_name_and_one_weight() {
        let mut names: Vec<&str> = Sign::ALL.iter().map(|sign| sign.what()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Sign::ALL.len());
        assert!(Weights::read(super::BUILTIN).is_ok(), "{:?}", Weights::read(super::BUILTIN));
    }

    #[test]
    fn a_file_that_does_not_fit_says_why() {
        assert!(matches!(Weights::read("weights = 1"), Err(WeightsError::Malformed(_))));
        let empty = "version = 1\ncorpus = \"\"\n[weights]\n";
        assert_eq!(Weights::read(empty), Err(WeightsError::Lacking("citation")));
        let surplus = format!("{}\n\"a hunch\" = {{ weight = 1.0, prior = 1.0 }}\n", super::BUILTIN);
        assert_eq!(Weights::read(&surplus), Err(WeightsError::Surplus("a hunch".to_owned())));
    }
}
