//! What two accounts both have, as matches.

use headwater_model::{Match, MatchKind, Passage};

use crate::pile::Pile;

/// The passages that two accounts share; `left` is the smaller index.
pub(crate) fn copied(pile: &Pile<'_>, left: usize, right: usize) -> impl Iterator<Item = Match> {
    let spans = pile.shared(left, right).map(|shared| shared.spans.as_slice()).unwrap_or_default();
    spans.iter().map(move |(own, theirs)| Match {
        left: Passage { account: left, span: *own },
        right: Passage { account: right, span: *theirs },
        kind: MatchKind::Verbatim,
        rarity: 1.0,
    })
}

/// The sentences that two accounts both say outside of those passages; `left` is the smaller index.
pub(crate) fn told(pile: &Pile<'_>, left: usize, right: usize) -> impl Iterator<Item = Match> {
    let kind = if pile.same_language(left, right) { MatchKind::Reworded } else { MatchKind::Translated };
    let verbatim = pile.shared(left, right).map(|shared| shared.spans.as_slice()).unwrap_or_default();
    let pairs = pile.echo(left, right).map(|echo| echo.pairs.as_slice()).unwrap_or_default();
    let other = pairs.iter().filter(|(own, ..)| !verbatim.iter().any(|(span, _)| span.overlaps(*own)));
    other.map(move |(own, theirs, _)| Match {
        left: Passage { account: left, span: *own },
        right: Passage { account: right, span: *theirs },
        kind,
        rarity: 1.0,
    })
}
