//! Claims: one statement across the articles of a story, by its figure, by the words that are quoted, or by the sentence.

use std::collections::BTreeMap;

use headwater_model::{Claim, Instance, Origins};

use crate::kin::Kin;
use crate::mention;
use crate::pile::Pile;
use crate::quote;
use crate::statement;

/// Groups what the accounts state into claims: those that most articles state first.
pub(crate) fn claims(pile: &Pile<'_>, members: &[usize], kin: &Kin) -> Vec<Claim> {
    let members: Vec<usize> = members.iter().copied().filter(|account| !pile.is_surplus(*account)).collect();
    let mut stated = mention::grouped(pile, &members, kin);
    stated.extend(quote::grouped(pile, &members, kin));
    let rest = statement::grouped(pile, &members, &stated);
    stated.extend(rest);
    let mut claims: Vec<Claim> = stated
        .into_iter()
        .map(|instances| Claim {
            instances: first_of_each(instances),
            parents: Vec::new(),
            origins: Origins::default(),
            mutations: Vec::new(),
        })
        .collect();
    claims.sort_by_key(|claim| {
        let first = claim.instances.first().map(|instance| (instance.account, instance.span));
        (std::cmp::Reverse(claim.instances.len()), first)
    });
    claims
}

/// One instance an account: the first that states the claim.
fn first_of_each(instances: Vec<Instance>) -> Vec<Instance> {
    let mut first: BTreeMap<usize, Instance> = BTreeMap::new();
    for instance in instances {
        first.entry(instance.account).or_insert(instance);
    }
    first.into_values().collect()
}
