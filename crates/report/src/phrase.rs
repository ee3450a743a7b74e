//! Sentences of ours with names from pages in them.
//!
//! A name from a page is hostile, and may run in another direction than the sentence. Whoever shows a phrase treats
//! the two kinds of parts apart: a terminal isolates names, a web page puts them in `<bdi>`.

/// A part of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Our own words.
    Ours(String),
    /// A name or words from a page.
    Theirs(String),
}

/// A sentence or a part of one.
pub type Phrase = Vec<Part>;

/// Makes a part of our own words.
pub(crate) fn ours(words: impl Into<String>) -> Part {
    Part::Ours(words.into())
}

/// Makes a part of words from a page.
pub(crate) fn theirs(words: impl Into<String>) -> Part {
    Part::Theirs(words.into())
}

/// Returns the text of a phrase as it is. Not fit for a terminal or a web page.
pub fn plain(phrase: &[Part]) -> String {
    let words = |part: &Part| match part {
        Part::Ours(words) | Part::Theirs(words) => words.clone(),
    };
    phrase.iter().map(words).collect()
}
