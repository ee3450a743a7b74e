//! Which figures of a story's articles are one claim.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{Amount, Fact, Instance, Span, Value};

use crate::change::{rounded, slipped, transposed};
use crate::kin::Kin;
use crate::pile::{Groups, Pile};
use crate::sentence::{Encoder, Table, Vector};
use crate::telling::Figure;
use crate::value;

/// Below this, equal figures say the same only by chance.
const TELLS: f64 = 0.2;
/// Cosine of what two equal small figures count, from which they count the same.
const COUNTED: f32 = 0.35;
/// Cosine of two sentences from which a converted sum in both may be the same.
const ABOUT: f32 = 0.25;

/// One figure of one account.
#[derive(Clone, Copy)]
struct Mention<'p> {
    account: usize,
    figure: &'p Figure,
    fact: &'p Fact,
}

/// Returns the instances of each claim that figures make. A figure that tells nothing by itself makes one only where
/// several articles state it.
pub(crate) fn grouped(pile: &Pile<'_>, members: &[usize], kin: &Kin) -> Vec<Vec<Instance>> {
    let mentions = mentions(pile, members);
    let mut groups = Groups::new(mentions.len());
    join_equal(&mentions, &mut groups);
    join_small(pile, &mentions, kin, &mut groups);
    let pairs = Pairs::of(&mentions, kin.pairs());
    join_changed(pile, &pairs, &mut groups);
    join_aligned(pile, &pairs, &mut groups);
    join_converted(pile, &pairs, &mut groups);
    let sets = groups.sorted().into_iter().map(|set| {
        let stated: Vec<Mention<'_>> = set.into_iter().filter_map(|index| mentions.get(index).copied()).collect();
        stated
    });
    let tells = |stated: &Vec<Mention<'_>>| {
        let accounts: BTreeSet<usize> = stated.iter().map(|mention| mention.account).collect();
        accounts.len() > 1 || stated.iter().any(|mention| mention.figure.telling > 0.0)
    };
    sets.filter(tells).map(|stated| stated.into_iter().map(instance).collect()).collect()
}

fn mentions<'p>(pile: &'p Pile<'_>, members: &[usize]) -> Vec<Mention<'p>> {
    let tellings = members.iter().filter_map(|account| Some((*account, pile.tellings.get(*account)?)));
    tellings
        .flat_map(|(account, telling)| telling.figures.iter().map(move |figure| (account, figure)))
        .filter_map(|(account, figure)| {
            let fact = pile.accounts.get(account)?.facts.get(figure.fact)?;
            Some(Mention { account, figure, fact })
        })
        .collect()
}

fn instance(mention: Mention<'_>) -> Instance {
    Instance {
        account: mention.account,
        span: mention.fact.span,
        sentence: mention.fact.sentence,
        fact: Some(mention.fact.clone()),
    }
}

fn join_equal(mentions: &[Mention<'_>], groups: &mut Groups) {
    let mut by_key: BTreeMap<&value::Key, usize> = BTreeMap::new();
    for (index, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.figure.telling >= TELLS) {
        match by_key.get(&mention.figure.key) {
            Some(first) => groups.join(*first, index),
            None => {
                by_key.insert(&mention.figure.key, index);
            }
        }
    }
}

/// Joins equal figures that tell little where they count the same thing or their sentences say the same.
fn join_small(pile: &Pile<'_>, mentions: &[Mention<'_>], kin: &Kin, groups: &mut Groups) {
    let mut by_key: BTreeMap<&value::Key, Vec<usize>> = BTreeMap::new();
    for (index, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.figure.telling < TELLS) {
        by_key.entry(&mention.figure.key).or_default().push(index);
    }
    for equal in by_key.into_values().filter(|equal| equal.len() > 1) {
        join_counting(pile, mentions, &equal, groups);
        let at = |place: &usize| mentions.get(*place);
        for (left, one) in equal.iter().filter_map(|left| Some((*left, *at(left)?))) {
            for account in kin.others(one.account).iter().filter(|account| **account > one.account) {
                let start = equal.partition_point(|place| at(place).is_some_and(|other| other.account < *account));
                let there = equal.iter().skip(start).filter_map(|right| Some((*right, *at(right)?)));
                for (right, other) in there.take_while(|(_, other)| other.account == *account) {
                    if groups.root(left) != groups.root(right) && aligned(pile, one, other) {
                        groups.join(left, right);
                    }
                }
            }
        }
    }
}

/// Joins equal figures that count the same thing on different pages.
fn join_counting(pile: &Pile<'_>, mentions: &[Mention<'_>], equal: &[usize], groups: &mut Groups) {
    let account = |place: usize| mentions.get(place).map(|mention| mention.account);
    let mut counting: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for place in equal {
        let Some(mention) = mentions.get(*place) else { continue };
        let Some((counted, read)) = mention.fact.counted.zip(pile.accounts.get(mention.account)) else { continue };
        counting.entry(counted.of(&read.page.text)).or_default().push(*place);
    }
    let vector = |words: &str| Table::builtin()?.vectors(&[words]).pop();
    let alike: Vec<(Option<Vector>, Vec<usize>)> =
        counting.into_iter().map(|(words, places)| (vector(words), places)).collect();
    for (nth, (one, ones)) in alike.iter().enumerate() {
        for (other, others) in alike.iter().skip(nth) {
            if !one.as_ref().zip(other.as_ref()).is_some_and(|(one, other)| one.cosine(other) >= COUNTED) {
                continue;
            }
            // Each with the first on another page, which is joined with the rest.
            for (from, to) in [(ones, others), (others, ones)] {
                for place in from {
                    let other = to.iter().find(|other| account(**other) != account(*place));
                    other.into_iter().for_each(|other| groups.join(*place, *other));
                }
            }
        }
    }
}

/// Whether the sentences of two figures say the same.
fn aligned(pile: &Pile<'_>, one: Mention<'_>, other: Mention<'_>) -> bool {
    let (left, right) = if one.account < other.account { (one, other) } else { (other, one) };
    let same = |(here, there): (Span, Span)| here.overlaps(left.fact.span) && there.overlaps(right.fact.span);
    let echo = pile.echo(left.account, right.account);
    echo.is_some_and(|echo| echo.pairs.iter().any(|(here, there, _)| same((*here, *there))))
}

/// Joins figures that differ as copying changes them, between accounts that have something else in common: a rounded
/// number, a slipped power of ten, digits that changed places.
fn join_changed(pile: &Pile<'_>, pairs: &Pairs<'_>, groups: &mut Groups) {
    pairs.join(groups, |left, right| tied(pile, left, right), |one, other| changed(*one, *other));
}

/// Joins figures of one kind in sentences that say the same: an amount in another currency, a number that was changed.
fn join_aligned(pile: &Pile<'_>, pairs: &Pairs<'_>, groups: &mut Groups) {
    let echoed = |left: usize, right: usize| pile.echo(left, right).is_some();
    let fits = |one: &Mention<'_>, other: &Mention<'_>| {
        kind(&one.fact.value) == kind(&other.fact.value) && aligned(pile, *one, *other)
    };
    pairs.join(groups, echoed, fits);
}

/// Joins a sum in another currency, or a measure in a unit that is not compared, between accounts that have something
/// else in common, where their sentences are close or neither page has another.
fn join_converted(pile: &Pile<'_>, pairs: &Pairs<'_>, groups: &mut Groups) {
    let sentences = Sentences::default();
    let fits = |one: &Mention<'_>, other: &Mention<'_>| {
        let convertible = matches!(one.fact.value, Value::Money(..) | Value::Measure(..));
        convertible
            && kind(&one.fact.value) == kind(&other.fact.value)
            && one.figure.key.dimension != other.figure.key.dimension
            && (sole(pile, *one) && sole(pile, *other) || sentences.close(pile, *one, *other))
    };
    pairs.join(groups, |left, right| tied(pile, left, right), fits);
}

/// Whether a figure is the only one of its kind on its page.
fn sole(pile: &Pile<'_>, mention: Mention<'_>) -> bool {
    let (Some(account), Some(telling)) = (pile.accounts.get(mention.account), pile.tellings.get(mention.account))
    else {
        return false;
    };
    let alike = telling.figures.iter().filter(|figure| {
        account.facts.get(figure.fact).is_some_and(|fact| kind(&fact.value) == kind(&mention.fact.value))
    });
    alike.into_iter().all(|figure| figure.key == mention.figure.key)
}

/// The sentences of figures as vectors, each made once.
#[derive(Default)]
struct Sentences(RefCell<BTreeMap<(usize, Span), Option<Vector>>>);

impl Sentences {
    /// Whether the sentences of two figures are about the same.
    fn close(&self, pile: &Pile<'_>, one: Mention<'_>, other: Mention<'_>) -> bool {
        let mut known = self.0.borrow_mut();
        let of = |mention: Mention<'_>| (mention.account, mention.fact.sentence);
        for (account, sentence) in [of(one), of(other)] {
            known.entry((account, sentence)).or_insert_with(|| {
                let text = sentence.of(&pile.accounts.get(account)?.page.text);
                Table::builtin()?.vectors(&[text]).pop()
            });
        }
        let vector = |mention| known.get(&of(mention)).and_then(Option::as_ref);
        vector(one).zip(vector(other)).is_some_and(|(one, other)| one.cosine(other) >= ABOUT)
    }
}

/// The figures of each account, and the accounts that are compared.
struct Pairs<'m> {
    mentions: &'m [Mention<'m>],
    by_account: BTreeMap<usize, Vec<usize>>,
    pairs: Vec<(usize, usize)>,
}

impl<'m> Pairs<'m> {
    fn of(mentions: &'m [Mention<'m>], pairs: Vec<(usize, usize)>) -> Self {
        let mut by_account: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, mention) in mentions.iter().enumerate() {
            by_account.entry(mention.account).or_default().push(index);
        }
        Self { mentions, by_account, pairs }
    }

    /// Joins figures of two accounts of which each is the only one that fits the other, where neither claim is known
    /// on the other's side yet.
    fn join(
        &self,
        groups: &mut Groups,
        near: impl Fn(usize, usize) -> bool,
        fits: impl Fn(&Mention<'_>, &Mention<'_>) -> bool,
    ) {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for index in 0..self.mentions.len() {
            members.entry(groups.root(index)).or_default().push(index);
        }
        for (left, right) in &self.pairs {
            let (Some(ones), Some(others)) = (self.by_account.get(left), self.by_account.get(right)) else { continue };
            let (here, there) = (open(groups, ones, others), open(groups, others, ones));
            if here.is_empty() || there.is_empty() || !near(*left, *right) {
                continue;
            }
            let fit = |one: usize, other: usize| {
                self.mentions.get(one).zip(self.mentions.get(other)).is_some_and(|(one, other)| fits(one, other))
            };
            for one in &here {
                let fitting: Vec<usize> = there.iter().copied().filter(|other| fit(*one, *other)).collect();
                let [only] = fitting.as_slice() else { continue };
                let (own, theirs) = (groups.root(*one), groups.root(*only));
                let of = |root: usize| members.get(&root).map(Vec::as_slice).unwrap_or_default();
                if own != theirs
                    && here.iter().filter(|own| fit(**own, *only)).count() == 1
                    && compatible(self.mentions, of(own), of(theirs))
                {
                    groups.join(own, theirs);
                    let gone = members.remove(&own.max(theirs)).unwrap_or_default();
                    members.entry(own.min(theirs)).or_default().extend(gone);
                }
            }
        }
    }
}

/// Of the figures of one account those whose claims the other does not state yet.
fn open(groups: &Groups, own: &[usize], there: &[usize]) -> Vec<usize> {
    let known: Vec<usize> = there.iter().map(|other| groups.root(*other)).collect();
    own.iter().copied().filter(|index| !known.contains(&groups.root(*index))).collect()
}

/// Whether two groups may be one claim: no page states two values of it.
fn compatible(mentions: &[Mention<'_>], ones: &[usize], others: &[usize]) -> bool {
    let (fewer, more) = if ones.len() < others.len() { (ones, others) } else { (others, ones) };
    let of = |places: &[usize]| places.iter().filter_map(|place| mentions.get(*place)).collect::<Vec<_>>();
    let mut values: BTreeMap<usize, Vec<&value::Key>> = BTreeMap::new();
    for mention in of(fewer) {
        values.entry(mention.account).or_default().push(&mention.figure.key);
    }
    of(more).iter().all(|mention| {
        let keys = values.get(&mention.account).into_iter().flatten();
        keys.into_iter().all(|key| **key == mention.figure.key)
    })
}

/// The kind of a value, without its unit.
fn kind(value: &Value) -> u8 {
    match value {
        Value::Money(..) => 1,
        Value::Percent(_) | Value::PercentagePoints(_) | Value::Fraction(..) => 2,
        Value::Measure(..) => 3,
        Value::Duration(..) | Value::Lengths(..) | Value::Age(..) => 4,
        Value::Date(_) | Value::Period(..) | Value::Moment(_) | Value::Hours(..) => 5,
        Value::Number(_) | Value::Ordinal(_) => 6,
    }
}

/// Whether two accounts share text, or two telling figures, or one names the other's publisher.
fn tied(pile: &Pile<'_>, left: usize, right: usize) -> bool {
    if pile.shared(left, right).is_some_and(|shared| shared.is_copy()) {
        return true;
    }
    let (Some(one), Some(other)) = (pile.tellings.get(left), pile.tellings.get(right)) else { return false };
    let equal = one
        .figures
        .iter()
        .filter(|figure| figure.telling >= 0.5 && other.figures.iter().any(|other| other.key == figure.key));
    one.names(other.publisher) || other.names(one.publisher) || equal.count() >= 2
}

fn changed(one: Mention<'_>, other: Mention<'_>) -> bool {
    let (left, right) = (&one.figure.key, &other.figure.key);
    if left.dimension != right.dimension
        || left.dimension == "day"
        || one.figure.telling < 0.5
        || other.figure.telling < TELLS
    {
        return false;
    }
    let (Amount::One(a), Amount::One(b)) = (left.amount, right.amount) else { return false };
    if a.is_zero() || b.is_zero() {
        return false;
    }
    rounded(a, b, one.fact.bound, other.fact.bound) || slipped(a, b) || transposed(a, b)
}
