//! From many articles' readings to stories: matches, claims, derivations.
//!
//! A pile of [`Account`]s falls into stories; in each the witnesses are set up (articles at hand, works that are
//! cited and missing, primary sources), equal figures become claims, and evidence becomes a posterior over where each
//! instance comes from. Edges that pages state are kept as stated; below .6 there is no edge. Pure.

mod change;
mod circular;
mod claim;
mod closeness;
mod comparison;
mod derivation;
mod echo;
mod evidence;
mod kin;
mod matching;
mod mention;
mod mutation;
mod node;
pub mod passage;
mod pile;
mod posterior;
mod precedence;
mod publisher;
mod quote;
mod rule;
pub mod sentence;
mod setting;
mod sign;
mod spelling;
mod statement;
mod telling;
mod time;
mod tree;
mod value;

pub use comparison::compare;
use headwater_lang::Registry;
use headwater_model::{Account, Claim, Instance, Match, MatchKind, Passage, Story};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

pub use crate::rule::Rule;
pub use crate::sign::{Weights, WeightsError};

use crate::kin::Kin;
use crate::node::Nodes;
use crate::pile::Pile;
use crate::setting::Setting;

/// Sorts accounts into stories and infers in each who got what from whom. The largest story comes first.
///
/// The result does not depend on the order of `accounts` but for the indices in it.
pub fn stories(accounts: &[Account], registry: &Registry) -> Vec<Story> {
    stories_by(Rule::Engine, Weights::fitted(), accounts, registry)
}

/// The same, with parents chosen by another rule, or other weights.
pub fn stories_by(rule: Rule, weights: &Weights, accounts: &[Account], registry: &Registry) -> Vec<Story> {
    let linked = Linked::new(rule, weights, accounts, registry);
    (0..linked.len()).into_par_iter().filter_map(|index| linked.story(index)).collect()
}

/// A pile sorted into stories, the largest first, of which each is told when it is asked for.
pub struct Linked<'a> {
    pile: Pile<'a>,
    /// The accounts of each story, ascending.
    stories: Vec<Vec<usize>>,
}

impl<'a> Linked<'a> {
    /// Sorts accounts into stories.
    pub fn new(rule: Rule, weights: &'a Weights, accounts: &'a [Account], registry: &Registry) -> Self {
        let pile = Pile::new(accounts, registry, rule, weights);
        let stories = pile.stories();
        Self { pile, stories }
    }

    /// Returns how many stories there are.
    pub fn len(&self) -> usize {
        self.stories.len()
    }

    /// Says whether there are no stories, as in an empty pile.
    pub fn is_empty(&self) -> bool {
        self.stories.is_empty()
    }

    /// Infers who got what from whom in a story. What its sentences have in common is kept for the next time.
    pub fn story(&self, index: usize) -> Option<Story> {
        self.stories.get(index).map(|members| story(&self.pile, members))
    }
}

fn story(pile: &Pile<'_>, members: &[usize]) -> Story {
    let nodes = Nodes::new(pile, members);
    pile.hear(members);
    let kin = Kin::of(pile, members);
    let mut claims = claim::claims(pile, members, &kin);
    let setting = Setting::new(pile, members, &kin, &claims);
    derivation::infer(pile, &nodes, &setting, &mut claims);
    for claim in &mut claims {
        claim.mutations = mutation::along_edges(&nodes, claim);
    }
    let derivations = derivation::edges(pile, &nodes, &setting, &claims);
    let circular = circular::circles(pile, &nodes, &claims);
    let matches = matches(pile, members, &claims);
    Story { title: title(pile, members), witnesses: nodes.witnesses, claims, derivations, matches, circular }
}

/// The title of the earliest article that has one.
fn title(pile: &Pile<'_>, members: &[usize]) -> String {
    let titled = members.iter().filter_map(|index| {
        let title = pile.accounts.get(*index)?.article.title.as_ref()?;
        let earliest = pile.tellings.get(*index)?.window.hi;
        Some((earliest.is_none(), earliest, *index, title.value.clone()))
    });
    titled.min().map(|(.., title)| title).unwrap_or_default()
}

/// Equal figures that each is matched with.
const MOST_EQUAL: usize = 64;

/// Shared passages, sentences that say the same, and equal figures of the story's articles.
fn matches(pile: &Pile<'_>, members: &[usize], claims: &[Claim]) -> Vec<Match> {
    let copied = pile::among(&pile.shared, members).flat_map(|((left, right), _)| matching::copied(pile, left, right));
    let told = pile.echoes(members).flat_map(|((left, right), _)| matching::told(pile, left, right));
    let mut found: Vec<Match> = copied.chain(told).collect();
    for claim in claims {
        let rarity = 1.0 / claim.instances.len().max(1) as f64;
        let figures: Vec<&Instance> = claim.instances.iter().filter(|instance| instance.fact.is_some()).collect();
        for (nth, left) in figures.iter().enumerate() {
            found.extend(figures.iter().skip(nth + 1).take(MOST_EQUAL).map(|right| Match {
                left: Passage { account: left.account, span: left.span },
                right: Passage { account: right.account, span: right.span },
                kind: MatchKind::SameValue,
                rarity,
            }));
        }
    }
    found
}
