//! Two articles beside each other, whether or not one has anything from the other.

use crate::{Match, MutationKind, Span};

/// What two articles have in common, and what only one of them has.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Copied passages, and sentences that say the same in other words or another language. In the order of the left
    /// page.
    pub matches: Vec<Match>,
    /// Figures that both give, in the order of the left page; each value once.
    pub figures: Vec<FigurePair>,
    /// Shares of the text of each that stand in copied passages, from 0 to 1.
    pub copied: (f64, f64),
    /// What only the left one has.
    pub left: Unmatched,
    /// What only the right one has.
    pub right: Unmatched,
}

/// A figure that both of two articles give, as indices into their [`Account::facts`](crate::Account::facts).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigurePair {
    /// The reading of the left one.
    pub left: usize,
    /// The reading of the right one.
    pub right: usize,
    /// What changed between the two, as copying changes figures.
    pub change: Option<MutationKind>,
}

/// What one of two articles has and the other does not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unmatched {
    /// Sentences of its running text.
    pub sentences: Vec<Span>,
    /// Figures that tell something by themselves, as indices; each value once.
    pub figures: Vec<usize>,
}
