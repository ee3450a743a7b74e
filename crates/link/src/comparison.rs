//! Two accounts beside each other: what both have, and what only one has.
//!
//! The same passages, sentences and figures that stories are made of, for two pages that need not be one story.

use headwater_lang::{Registry, sentences};
use headwater_model::{
    Account, Comparison, Fact, FigurePair, LanguageCode, Match, MatchKind, MutationKind, Span, Unmatched,
};

use crate::matching;
use crate::mutation;
use crate::pile::Pile;
use crate::rule::Rule;
use crate::sign::Weights;
use crate::telling::{Figure, Telling};

/// Share of a sentence's tokens that stand in copied passages, from which on the other page has it.
const HELD: f64 = 0.5;
/// Bytes of a sentence that is worth missing.
const SHORTEST: usize = 12;
/// How much figures tell that are the same wherever they stand; others only in sentences that correspond.
const TELLING: f64 = 0.2;
/// The same of figures that copying may have changed, and of those whose absence tells something.
const TELLING_MORE: f64 = 0.5;

/// Compares two accounts.
pub fn compare(accounts: &[Account; 2], registry: &Registry) -> Comparison {
    let pile = Pile::new(accounts, registry, Rule::Engine, Weights::fitted());
    let matches = matches(&pile);
    let [Some(left), Some(right)] = [pile.tellings.first(), pile.tellings.get(1)] else {
        return Comparison {
            matches,
            figures: Vec::new(),
            copied: (0.0, 0.0),
            left: Unmatched::default(),
            right: Unmatched::default(),
        };
    };
    let figures = Figures { accounts, sides: [distinct(left), distinct(right)], pile: &pile };
    let pairs = figures.pairs();
    let unmatched = |side: usize, telling: &Telling| Unmatched {
        sentences: unmatched_sentences(&accounts[side], side, telling, &matches)
            .filter(|sentence| !figures.shared(side, *sentence, &pairs))
            .collect(),
        figures: figures.unmatched(side, &pairs),
    };
    Comparison {
        left: unmatched(0, left),
        right: unmatched(1, right),
        copied: (pile.cover(0, 1), pile.cover(1, 0)),
        matches,
        figures: pairs,
    }
}

/// Copied passages, and the sentences outside of them that say the same.
fn matches(pile: &Pile<'_>) -> Vec<Match> {
    let mut all: Vec<Match> = matching::copied(pile, 0, 1).chain(matching::told(pile, 0, 1)).collect();
    all.sort_by_key(|found| (found.left.span, found.right.span));
    all
}

/// The passage of a match on one of the two sides.
fn on(found: &Match, side: usize) -> Span {
    if side == 0 { found.left.span } else { found.right.span }
}

/// Sentences of the running text that no match covers.
fn unmatched_sentences<'a>(
    account: &'a Account,
    side: usize,
    telling: &'a Telling,
    matches: &'a [Match],
) -> impl Iterator<Item = Span> + 'a {
    let language = account.article.language.unwrap_or(LanguageCode::UNKNOWN);
    let copied = matches.iter().filter(|found| found.kind == MatchKind::Verbatim).map(move |found| on(found, side));
    let told = move |sentence: Span| {
        matches.iter().any(|found| found.kind != MatchKind::Verbatim && on(found, side).overlaps(sentence))
    };
    let held = move |sentence: Span| told(sentence) || telling.tokens.covered(sentence, copied.clone()) >= HELD;
    let all = account.article.body.iter().flat_map(move |block| {
        let found = sentences(block.of(&account.page.text), language);
        found.into_iter().map(|sentence| sentence.shifted(block.start))
    });
    all.filter(move |sentence| sentence.len() >= SHORTEST && !held(*sentence))
}

/// The figures of an account, each value once: where it stands first.
fn distinct(telling: &Telling) -> Vec<&Figure> {
    let mut found: Vec<&Figure> = Vec::new();
    for figure in &telling.figures {
        if !found.iter().any(|other| other.key == figure.key) {
            found.push(figure);
        }
    }
    found
}

/// The figures of both sides.
struct Figures<'a> {
    accounts: &'a [Account; 2],
    sides: [Vec<&'a Figure>; 2],
    pile: &'a Pile<'a>,
}

impl Figures<'_> {
    /// Joins equal figures first, then those that copying may have changed.
    fn pairs(&self) -> Vec<FigurePair> {
        let mut pairs: Vec<FigurePair> = Vec::new();
        let [left, right] = &self.sides;
        for one in left {
            let same = right.iter().find(|other| other.key == one.key);
            let same = same.filter(|other| one.telling >= TELLING || self.correspond(one, other));
            pairs.extend(same.and_then(|other| self.pair(one, other)));
        }
        let open = |pairs: &[FigurePair], side: usize, figure: &Figure| {
            !pairs.iter().any(|pair| figure.fact == if side == 0 { pair.left } else { pair.right })
        };
        for one in left {
            let fits = |other: &&&Figure| open(&pairs, 1, other) && self.changed(one, other);
            let fitting: Vec<&&Figure> = right.iter().filter(fits).collect();
            if let ([other], true) = (fitting.as_slice(), open(&pairs, 0, one)) {
                pairs.extend(self.pair(one, other));
            }
        }
        pairs.sort_by_key(|pair| self.fact(0, pair.left).map(|fact| fact.span));
        pairs
    }

    fn pair(&self, one: &Figure, other: &Figure) -> Option<FigurePair> {
        let change = mutation::kind(self.fact(0, one.fact)?, self.fact(1, other.fact)?);
        Some(FigurePair { left: one.fact, right: other.fact, change })
    }

    fn fact(&self, side: usize, index: usize) -> Option<&Fact> {
        self.accounts.get(side)?.facts.get(index)
    }

    /// Says whether two figures may be one that changed: as copying changes figures, or both in sentences that
    /// correspond.
    fn changed(&self, one: &Figure, other: &Figure) -> bool {
        if one.key.dimension != other.key.dimension || one.key == other.key {
            return false;
        }
        let kind = self.pair(one, other).and_then(|pair| pair.change);
        let slip = matches!(kind, Some(MutationKind::Rounded | MutationKind::Magnitude | MutationKind::Transposed));
        let tells = one.telling >= TELLING_MORE && other.telling >= TELLING;
        slip && tells && one.key.dimension != "day" || self.correspond(one, other)
    }

    /// Says whether two figures stand in sentences that say the same.
    fn correspond(&self, one: &Figure, other: &Figure) -> bool {
        let (Some(left), Some(right)) = (self.fact(0, one.fact), self.fact(1, other.fact)) else { return false };
        let pairs = self.pile.echo(0, 1).map(|echo| echo.pairs.as_slice()).unwrap_or_default();
        pairs.iter().any(|(own, theirs, _)| own.contains(left.span) && theirs.contains(right.span))
    }

    /// Says whether a sentence gives a figure that the other side gives too: it is not what only one has.
    fn shared(&self, side: usize, sentence: Span, pairs: &[FigurePair]) -> bool {
        let own = pairs.iter().map(|pair| if side == 0 { pair.left } else { pair.right });
        own.filter_map(|index| self.fact(side, index)).any(|fact| sentence.contains(fact.span))
    }

    /// Figures of one side that tell something and that the other side lacks.
    fn unmatched(&self, side: usize, pairs: &[FigurePair]) -> Vec<usize> {
        let paired =
            |figure: &&&Figure| pairs.iter().any(|pair| figure.fact == if side == 0 { pair.left } else { pair.right });
        let own = self.sides.get(side).into_iter().flatten();
        own.filter(|figure| figure.telling >= TELLING_MORE && !paired(figure)).map(|figure| figure.fact).collect()
    }
}
