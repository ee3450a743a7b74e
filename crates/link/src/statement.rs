//! Which sentences of a story's articles say the same where no figure and no quotation makes them a claim.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{Instance, Span};

use crate::pile::{Groups, Pile};

/// Log odds that two sentences must have by themselves to be one claim.
const SURE: f64 = 1.0;

/// Returns the instances of each statement that several articles make, but for the sentences that hold one of `taken`.
pub(crate) fn grouped(pile: &Pile<'_>, members: &[usize], taken: &[Vec<Instance>]) -> Vec<Vec<Instance>> {
    let mut held: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    for instance in taken.iter().filter(|claim| claim.len() > 1).flatten() {
        held.entry(instance.account).or_default().push(instance.span);
    }
    // Where a text is from says nothing of what it tells.
    for (account, read) in members.iter().filter_map(|member| Some((*member, pile.accounts.get(*member)?))) {
        let sourcing = &read.sourcing;
        let apart = sourcing.references.iter().map(|reference| reference.span);
        held.entry(account).or_default().extend(apart.chain(sourcing.credits.iter().map(|credit| credit.span)));
    }
    let free = |account: usize, sentence: Span| {
        held.get(&account).is_none_or(|spans| !spans.iter().any(|span| span.overlaps(sentence)))
    };
    let pairs: Vec<((usize, Span), (usize, Span))> = pile
        .echoes(members)
        .flat_map(|((left, right), echo)| {
            echo.pairs.iter().map(move |(one, other, odds)| (left, *one, right, *other, *odds))
        })
        .filter(|(left, one, right, other, odds)| *odds >= SURE && free(*left, *one) && free(*right, *other))
        .map(|(left, one, right, other, _)| ((left, one), (right, other)))
        .collect();
    let sentences: Vec<(usize, Span)> =
        pairs.iter().flat_map(|(one, other)| [*one, *other]).collect::<BTreeSet<_>>().into_iter().collect();
    let mut groups = Groups::new(sentences.len());
    for (one, other) in &pairs {
        if let (Ok(one), Ok(other)) = (sentences.binary_search(one), sentences.binary_search(other)) {
            groups.join(one, other);
        }
    }
    let instance = |place: usize| {
        let (account, span) = *sentences.get(place)?;
        Some(Instance { account, span, sentence: span, fact: None })
    };
    groups.sorted().into_iter().map(|set| set.into_iter().filter_map(instance).collect()).collect()
}
