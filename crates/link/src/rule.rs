//! Simpler rules for choosing a parent, to compare the engine with, and the engine without one kind of evidence.

use headwater_model::{Candidate, Evidence, Family};

use crate::evidence::{Question, Scored};
use crate::node::Nodes;
use crate::pile::Pile;

/// By what a parent is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rule {
    /// All evidence.
    #[default]
    Engine,
    /// All evidence but one family.
    Without(Family),
    /// The earliest article that states the claim is the source.
    Earliest,
    /// The earlier article with the most similar wording and figures.
    Similar,
    /// Whom the page names, and nobody else.
    Cited,
    /// Whom the page names, else the most similar earlier article.
    CitedElseSimilar,
}

/// Decides against whatever else is scored.
const DECIDES: f64 = 100.0;

impl Rule {
    /// Says whether what pages state makes edges by itself.
    pub(crate) fn heeds_statements(self) -> bool {
        !matches!(self, Self::Without(Family::Stated) | Self::Earliest | Self::Similar)
    }

    /// Leaves of the evidence what the rule goes by.
    pub(crate) fn applied(self, pile: &Pile<'_>, nodes: &Nodes, question: &Question<'_>, scored: Scored) -> Scored {
        match self {
            Self::Engine => scored,
            Self::Without(family) => {
                let kept =
                    |evidence: Vec<Evidence>| evidence.into_iter().filter(|piece| piece.family != family).collect();
                scored.into_iter().map(|(from, evidence)| (from, kept(evidence))).collect()
            }
            _ => scored
                .into_iter()
                .map(|(from, evidence)| {
                    let score = DECIDES * self.score(pile, nodes, question, from, &evidence);
                    let piece =
                        Evidence { family: Family::Prior, amount: 1.0, score, words: Vec::new(), what: "the rule" };
                    (from, vec![piece])
                })
                .collect(),
        }
    }

    /// What a simple rule gives a candidate; what it says nothing of stands at 0, and own reporting at half a point.
    fn score(
        self,
        pile: &Pile<'_>,
        nodes: &Nodes,
        question: &Question<'_>,
        from: Candidate,
        evidence: &[Evidence],
    ) -> f64 {
        let Candidate::Witness(witness) = from else { return f64::from(u8::from(from == Candidate::Origin)) / 2.0 };
        let of = |families: &[Family]| {
            let pieces = evidence.iter().filter(|piece| families.contains(&piece.family));
            pieces.map(|piece| piece.score).fold(0.0, f64::max)
        };
        let earlier = nodes.account(witness).is_some_and(|account| pile.before(account, question.account) > 0.5);
        let similar = if earlier { of(&[Family::Text, Family::Fact, Family::Inherited]) } else { 0.0 };
        match self {
            Self::Earliest => {
                nodes.account(witness).filter(|_| earlier).map_or(0.0, |account| 1.0 + head_start(pile, account))
            }
            Self::Similar => similar,
            Self::Cited => of(&[Family::Stated]),
            _ if of(&[Family::Stated]) > 0.0 => 10.0 + of(&[Family::Stated]),
            _ => similar,
        }
    }
}

/// What an earlier date is worth: nearly 1 for the first, less for each that others precede.
fn head_start(pile: &Pile<'_>, account: usize) -> f64 {
    let before = (0..pile.accounts.len()).filter(|other| *other != account && pile.before(*other, account) > 0.5);
    1.0 / (1.0 + before.count() as f64)
}
