//! Claims: the same figure across the articles of a story.

use std::collections::BTreeMap;

use headwater_model::{Amount, Bound, Claim, Instance, Origins};
use rust_decimal::Decimal;

use crate::pile::{Groups, Pile};
use crate::telling::Figure;
use crate::value;

/// One figure of one account.
#[derive(Clone, Copy)]
struct Mention<'p> {
    account: usize,
    figure: &'p Figure,
}

/// Groups the figures of the accounts into claims: those that most articles state first.
pub(crate) fn claims(pile: &Pile<'_>, members: &[usize]) -> Vec<Claim> {
    let mentions: Vec<Mention<'_>> = members
        .iter()
        .filter_map(|account| pile.tellings.get(*account).map(|telling| (*account, telling)))
        .flat_map(|(account, telling)| telling.figures.iter().map(move |figure| Mention { account, figure }))
        .filter(|mention| mention.figure.telling > 0.0)
        .collect();
    let mut groups = Groups::new(mentions.len());
    join_equal(&mentions, &mut groups);
    join_changed(pile, &mentions, &mut groups);
    let sets = groups.sorted();
    let mut claims: Vec<Claim> = sets
        .into_iter()
        .map(|set| {
            let mentions = set.into_iter().filter_map(|index| mentions.get(index).copied());
            Claim {
                instances: instances(pile, mentions),
                parents: Vec::new(),
                origins: Origins::default(),
                mutations: Vec::new(),
            }
        })
        .collect();
    claims.sort_by_key(|claim| {
        let first = claim.instances.first().map(|instance| (instance.account, instance.span));
        (std::cmp::Reverse(claim.instances.len()), first)
    });
    claims
}

/// One instance an account: the first that states the claim.
fn instances<'p>(pile: &Pile<'_>, mentions: impl Iterator<Item = Mention<'p>>) -> Vec<Instance> {
    let mut first: BTreeMap<usize, Instance> = BTreeMap::new();
    for mention in mentions {
        let Some(fact) = pile.accounts.get(mention.account).and_then(|account| account.facts.get(mention.figure.fact))
        else {
            continue;
        };
        first.entry(mention.account).or_insert_with(|| Instance {
            account: mention.account,
            span: fact.span,
            sentence: fact.sentence,
            fact: Some(fact.clone()),
        });
    }
    first.into_values().collect()
}

fn join_equal(mentions: &[Mention<'_>], groups: &mut Groups) {
    let mut by_key: BTreeMap<&value::Key, usize> = BTreeMap::new();
    for (index, mention) in mentions.iter().enumerate() {
        // Small numbers say the same thing only by chance.
        if mention.figure.telling < 0.2 {
            continue;
        }
        match by_key.get(&mention.figure.key) {
            Some(first) => groups.join(*first, index),
            None => {
                by_key.insert(&mention.figure.key, index);
            }
        }
    }
}

/// Joins figures that differ as copying changes them, between accounts that have something else in common: a rounded
/// number, a slipped power of ten, digits that changed places.
fn join_changed(pile: &Pile<'_>, mentions: &[Mention<'_>], groups: &mut Groups) {
    let mut by_account: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, mention) in mentions.iter().enumerate() {
        by_account.entry(mention.account).or_default().push(index);
    }
    let accounts: Vec<usize> = by_account.keys().copied().collect();
    for (nth, left) in accounts.iter().enumerate() {
        for right in accounts.iter().skip(nth + 1).filter(|right| tied(pile, *left, **right)) {
            let alone = |groups: &Groups, index: usize, other: usize| {
                by_account
                    .get(&other)
                    .is_none_or(|others| others.iter().all(|other| groups.root(*other) != groups.root(index)))
            };
            let ones: Vec<usize> = by_account.get(left).into_iter().flatten().copied().collect();
            for one in ones.into_iter().filter(|one| alone(groups, *one, *right)).collect::<Vec<_>>() {
                let others =
                    by_account.get(right).into_iter().flatten().copied().filter(|other| alone(groups, *other, *left));
                let fits = |other: &usize| {
                    mentions.get(one).zip(mentions.get(*other)).is_some_and(|(one, other)| changed(pile, *one, *other))
                };
                let fitting: Vec<usize> = others.filter(fits).collect();
                if let [only] = fitting.as_slice() {
                    groups.join(one, *only);
                }
            }
        }
    }
}

/// Whether two accounts share text, or two telling figures, or one names the other's publisher.
fn tied(pile: &Pile<'_>, left: usize, right: usize) -> bool {
    if pile.shared(left, right).is_some_and(|shared| shared.longest >= 20) {
        return true;
    }
    let (Some(one), Some(other)) = (pile.tellings.get(left), pile.tellings.get(right)) else { return false };
    let cites = |from: &crate::telling::Telling, to: &crate::telling::Telling| {
        from.steps.iter().any(|step| step.cited == crate::telling::Cited::Publisher(to.publisher))
    };
    let equal = one
        .figures
        .iter()
        .filter(|figure| figure.telling >= 0.5 && other.figures.iter().any(|other| other.key == figure.key));
    cites(one, other) || cites(other, one) || equal.count() >= 2
}

fn changed(pile: &Pile<'_>, one: Mention<'_>, other: Mention<'_>) -> bool {
    let (left, right) = (&one.figure.key, &other.figure.key);
    if left.dimension != right.dimension
        || left.dimension == "day"
        || one.figure.telling < 0.5
        || other.figure.telling < 0.2
    {
        return false;
    }
    let (Amount::One(a), Amount::One(b)) = (left.amount, right.amount) else { return false };
    if a.is_zero() || b.is_zero() {
        return false;
    }
    let bound = |mention: Mention<'_>| {
        let fact = pile.accounts.get(mention.account).and_then(|account| account.facts.get(mention.figure.fact));
        fact.map_or(Bound::Exact, |fact| fact.bound)
    };
    rounded(a, b, bound(one), bound(other)) || slipped(a, b) || transposed(a, b)
}

/// Whether one number is the other rounded to fewer digits, or given as "nearly" or "about" a rounder one.
pub(crate) fn rounded(a: Decimal, b: Decimal, bound_a: Bound, bound_b: Bound) -> bool {
    let (digits_a, digits_b) = (digits(a).len(), digits(b).len());
    let (exact, round, bound) = if digits_a > digits_b { (a, b, bound_b) } else { (b, a, bound_a) };
    let apart = (exact - round).abs() / exact.abs();
    let loose = if bound == Bound::Exact { Decimal::new(25, 3) } else { Decimal::new(8, 2) };
    digits_a != digits_b && apart <= loose
}

/// Whether the digits are the same and the size is off by a power of ten.
pub(crate) fn slipped(a: Decimal, b: Decimal) -> bool {
    a != b && digits(a).len() >= 2 && digits(a) == digits(b)
}

/// Whether two neighbouring digits changed places.
pub(crate) fn transposed(a: Decimal, b: Decimal) -> bool {
    let (left, right) = (digits(a), digits(b));
    if left.len() != right.len() || left.len() < 3 || a.scale() != b.scale() {
        return false;
    }
    let differing: Vec<usize> =
        left.bytes().zip(right.bytes()).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect();
    let at = |text: &str, index: usize| text.as_bytes().get(index).copied();
    match differing.as_slice() {
        [first, second] => {
            second - first == 1 && at(&left, *first) == at(&right, *second) && at(&left, *second) == at(&right, *first)
        }
        _ => false,
    }
}

/// Significant digits.
fn digits(value: Decimal) -> String {
    value.normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use headwater_model::Bound;
    use rust_decimal::Decimal;

    use super::{rounded, slipped, transposed};

    #[test]
    fn changes_of_copying_are_told_apart() {
        let number = |value: i64| Decimal::from(value);
        assert!(rounded(number(19_412), number(19_000), Bound::Exact, Bound::Exact));
        assert!(rounded(number(19_000), number(20_000), Bound::Exact, Bound::Nearly));
        assert!(!rounded(number(250), number(163), Bound::Exact, Bound::Exact));
        assert!(slipped(number(31_600), number(316_000)) && !slipped(number(5), number(50)));
        assert!(transposed(number(1_241), number(1_214)) && !transposed(number(1_241), number(1_200)));
    }
}
