//! Two pages beside each other: the answer, and how a copied passage was edited.

use headwater_lang::is_unspaced;
use headwater_model::{Account, Comparison, FigurePair, Match, MatchKind};
use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::answer::counted;
use crate::chain;

/// What the two pages are called.
pub const SIDES: [&str; 2] = ["A", "B"];

/// Words of a passage that is compared word by word; what lies behind is passed over.
const MOST_WORDS: usize = 1_000;

/// Says in two or three sentences what two pages have in common.
pub fn sentences(comparison: &Comparison) -> Vec<String> {
    let mut sentences = Vec::new();
    let (left, right) = (percent(comparison.copied.0), percent(comparison.copied.1));
    if left.max(right) > 0 {
        sentences.push(format!("{left} % of A and {right} % of B are the same text."));
    }
    let told = comparison.matches.iter().filter(|found| found.kind != MatchKind::Verbatim);
    let kind = told.clone().next().map(|found| found.kind);
    if let Some(kind) = kind {
        let how = if kind == MatchKind::Translated { "another language" } else { "other words" };
        let count = counted(told.count(), "sentence says", "sentences say");
        sentences.push(format!("{count} the same in {how}."));
    }
    let differing = comparison.figures.iter().filter(|pair| pair.change.is_some()).count();
    let equal = counted(comparison.figures.len() - differing, "figure is", "figures are");
    match (comparison.figures.len(), differing) {
        (0, _) => {}
        (_, 0) => sentences.push(format!("{equal} the same.")),
        (_, 1) => sentences.push(format!("{equal} the same, 1 differs.")),
        (_, differing) => sentences.push(format!("{equal} the same, {differing} differ.")),
    }
    if sentences.is_empty() {
        sentences.push("Nothing in common was found.".to_owned());
    }
    sentences
}

fn percent(share: f64) -> u32 {
    // Rounded down: "100 %" is all of it.
    (share * 100.0) as u32
}

/// Returns the figures that are the same on both pages, and those that differ.
pub fn figures(comparison: &Comparison) -> (Vec<&FigurePair>, Vec<&FigurePair>) {
    comparison.figures.iter().partition(|pair| pair.change.is_none())
}

/// A stretch of a passage, with the space behind its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Kept(String),
    /// Only on the left page.
    Left(String),
    /// Only on the right page.
    Right(String),
}

/// Returns how the words of a copied passage differ between the pages: nothing where it is the same on both.
pub fn edits(accounts: &[Account], passage: &Match) -> Vec<Piece> {
    let left = words(chain::quoted(accounts, &passage.left));
    let right = words(chain::quoted(accounts, &passage.right));
    if left == right {
        return Vec::new();
    }
    let mut pieces = Vec::new();
    for change in capture_diff_slices(Algorithm::Myers, &left, &right) {
        let (tag, left_range, right_range) = change.as_tag_tuple();
        let old = left.get(left_range).unwrap_or_default().concat();
        let new = right.get(right_range).unwrap_or_default().concat();
        match tag {
            DiffTag::Equal => pieces.push(Piece::Kept(old)),
            DiffTag::Delete => pieces.push(Piece::Left(old)),
            DiffTag::Insert => pieces.push(Piece::Right(new)),
            DiffTag::Replace => pieces.extend([Piece::Left(old), Piece::Right(new)]),
        }
    }
    pieces
}

/// Cuts text into words with the space behind them, and into characters where words stand without spaces.
fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        let begins = before.is_whitespace() || is_unspaced(character) || is_unspaced(before);
        if at > start && begins && !character.is_whitespace() {
            found.extend(text.get(start..at));
            start = at;
        }
        before = character;
    }
    found.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    found.truncate(MOST_WORDS);
    found
}

#[cfg(test)]
mod tests {
    use headwater_model::{Match, MatchKind, Passage};

    use super::{Piece, edits, words};
    use crate::testing;

    #[test]
    fn words_keep_the_space_behind_them() {
        assert_eq!(words("one two  three"), ["one ", "two  ", "three"]);
        assert_eq!(words("図書館 A社"), ["図", "書", "館 ", "A", "社"]);
        assert!(words("").is_empty());
    }

    #[test]
    fn an_edited_passage_shows_its_edits() {
        let accounts = [
            testing::account("a.example", "en", &["Title", "The gate opened at nine."]),
            testing::account("b.example", "en", &["Title", "The old gate opened at ten."]),
        ];
        let passage = |account: usize, words: &str| Passage { account, span: testing::span(&accounts[account], words) };
        let found = Match {
            left: passage(0, "The gate opened at nine."),
            right: passage(1, "The old gate opened at ten."),
            kind: MatchKind::Verbatim,
            rarity: 1.0,
        };
        let kept = |words: &str| Piece::Kept(words.to_owned());
        assert_eq!(
            edits(&accounts, &found),
            [
                kept("The "),
                Piece::Right("old ".to_owned()),
                kept("gate opened at "),
                Piece::Left("nine.".to_owned()),
                Piece::Right("ten.".to_owned()),
            ]
        );
        assert!(edits(&accounts, &Match { right: found.left, ..found.clone() }).is_empty());
    }
}
