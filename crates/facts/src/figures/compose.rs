//! Numbers joined with what stands around them: units, currencies, bounds, counted nouns.

use headwater_lang::is_unspaced;
use headwater_lang::terms::{FigureTerm, Side};
use headwater_model::{Amount, Bound, Currency, PartialDate, TimeUnit, Unit, Value};
use rust_decimal::Decimal;

use super::dates;
use super::numerals::{Numeral, numeral};
use super::scan::Scan;

/// A figure found. Positions are bytes of the folded text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reading {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) value: Value,
    pub(crate) bound: Bound,
    pub(crate) bound_words: Option<(usize, usize)>,
    pub(crate) counted: Option<(usize, usize)>,
}

/// One number or a range of them.
struct Numbers {
    start: usize,
    end: usize,
    amount: Amount,
    /// The only or second number.
    last: Numeral,
}

/// What stands behind a number.
#[derive(PartialEq)]
enum Suffix {
    Percent,
    Tenths,
    Points,
    Currency(Currency),
    Cents(Currency),
    Unit(String),
    Time(TimeUnit),
    Age,
    Rank,
}

/// Returns the figures of the text from the left; where readings overlap the first wins, which begins earliest.
pub(crate) fn readings(scan: &Scan<'_>, reference: Option<PartialDate>) -> Vec<Reading> {
    let digits = scan.digits.iter().map(|digits| digits.start);
    let mut starts: Vec<usize> = digits.chain(scan.hits.iter().map(|hit| hit.folded.start)).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut found: Vec<Reading> = Vec::new();
    let mut free = 0;
    for start in starts {
        if start < free {
            continue;
        }
        if let Some(reading) = reading(scan, start, reference) {
            free = reading.end;
            found.push(reading);
        } else if let Some(digits) = scan.digits_at(start) {
            free = digits.end;
        }
    }
    found
}

fn reading(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<Reading> {
    if let Some((end, value)) = dates::date(scan, at, reference) {
        let (bound, bound_words) = bound(scan, at, end, true);
        return Some(Reading { start: at, end, value, bound, bound_words, counted: None });
    }
    let (start, end, value, open) = value(scan, at)?;
    if named(scan, start, end) {
        return None;
    }
    let (bound, bound_words) = bound(scan, start, end, false);
    let counted = if matches!(value, Value::Number(_)) { counted(scan, end) } else { None };
    if open && bound == Bound::Exact && counted.is_none() {
        return None;
    }
    Some(Reading { start, end, value, bound, bound_words, counted })
}

/// Returns start, end and value, and whether it is a figure only where something counted or a bound stands by it.
fn value(scan: &Scan<'_>, at: usize) -> Option<(usize, usize, Value, bool)> {
    if let Some((end, value)) = whole(scan, at) {
        return Some((at, end, value, false));
    }
    if let Some((end, value)) = prefixed(scan, at) {
        return Some((at, end, value, false));
    }
    let numbers = numbers(scan, at)?;
    if let Some((end, value)) = fraction_of(scan, &numbers) {
        return Some((at, end, value, false));
    }
    let Some((end, suffix)) = suffix(scan, numbers.end) else {
        let small = numbers.last.spelled && numbers.last.value <= Decimal::ONE;
        let listed = at == 0 && matches!(scan.character(numbers.end), Some('.' | ')'));
        let value = (!small && !listed).then_some(Value::Number(numbers.amount))?;
        return Some((numbers.start, numbers.end, value, numbers.last.spelled));
    };
    let value = match suffix {
        Suffix::Percent => Value::Percent(numbers.amount),
        Suffix::Tenths => Value::Percent(times(numbers.amount, Decimal::TEN)),
        Suffix::Points => Value::PercentagePoints(numbers.amount),
        Suffix::Currency(currency) => Value::Money(numbers.amount, currency),
        Suffix::Cents(currency) => Value::Money(times(numbers.amount, Decimal::new(1, 2)), currency),
        Suffix::Unit(unit) => Value::Measure(numbers.amount, Unit(unit)),
        Suffix::Time(unit) => Value::Duration(numbers.amount, unit),
        Suffix::Age => Value::Age(numbers.amount, TimeUnit::Year),
        Suffix::Rank => Value::Ordinal(numbers.last.value.try_into().ok()?),
    };
    Some((numbers.start, end, value, false))
}

fn times(amount: Amount, factor: Decimal) -> Amount {
    match amount {
        Amount::One(value) => Amount::One(value * factor),
        Amount::Range(low, high) => Amount::Range(low * factor, high * factor),
    }
}

/// "3分の1": denominator, word, numerator.
fn fraction_of(scan: &Scan<'_>, numbers: &Numbers) -> Option<(usize, Value)> {
    let (end, ()) = scan.term_at(numbers.end, |term| (*term == FigureTerm::FractionOf).then_some(()))?;
    let part = numeral(scan, scan.past_space(end))?;
    Some((part.end, Value::Fraction(part.value.try_into().ok()?, numbers.last.value.try_into().ok()?)))
}

/// Values in one phrase: "two thirds", "ساعتان", "third".
fn whole(scan: &Scan<'_>, at: usize) -> Option<(usize, Value)> {
    scan.term_at(at, |term| match term {
        FigureTerm::Fraction(part, whole) => Some(Value::Fraction(*part, *whole)),
        FigureTerm::Span(amount, unit) => Some(Value::Duration(Amount::One((*amount).into()), *unit)),
        FigureTerm::Ordinal(rank) => Some(Value::Ordinal(*rank)),
        _ => None,
    })
}

/// Numbers behind a currency, percent sign, rank sign or age word.
fn prefixed(scan: &Scan<'_>, at: usize) -> Option<(usize, Value)> {
    let (end, sign) = scan.term_at(at, |term| match term {
        FigureTerm::Currency(_) | FigureTerm::Percent(Side::Before) => Some(term.clone()),
        FigureTerm::OrdinalMark(Side::Before) | FigureTerm::Age(Side::Before) => Some(term.clone()),
        _ => None,
    })?;
    let numbers = numbers(scan, scan.past_space(end))?;
    let value = match sign {
        FigureTerm::Currency(currency) if is_sign(scan.text.get(at..end)?) => Value::Money(numbers.amount, currency),
        FigureTerm::Percent(_) => Value::Percent(numbers.amount),
        FigureTerm::OrdinalMark(_) => Value::Ordinal(numbers.last.value.try_into().ok()?),
        FigureTerm::Age(_) => Value::Age(numbers.amount, TimeUnit::Year),
        _ => return None,
    };
    // "$5.6 million dollars" says its currency twice.
    let end = match (&value, suffix(scan, numbers.end)) {
        (Value::Money(_, currency), Some((end, Suffix::Currency(again)))) if *currency == again => end,
        (Value::Age(..), Some((end, Suffix::Time(TimeUnit::Year) | Suffix::Age))) => end,
        _ => numbers.end,
    };
    Some((end, value))
}

/// A currency's name stands behind its number; signs and codes may stand before.
fn is_sign(currency: &str) -> bool {
    currency.chars().count() <= 3 || currency.chars().any(|character| !character.is_alphanumeric() && character != ' ')
}

fn numbers(scan: &Scan<'_>, at: usize) -> Option<Numbers> {
    let opened = scan.term_at(at, |term| (*term == FigureTerm::RangeBefore).then_some(()));
    if let Some((end, ())) = opened {
        let first = numeral(scan, scan.past_space(end))?;
        return range(scan, first, true);
    }
    let first = numeral(scan, at)?;
    let single = Numbers { start: first.start, end: first.end, amount: Amount::One(first.value), last: first };
    Some(range(scan, first, false).unwrap_or(single))
}

/// Reads the second end of a range whose first is `first`.
fn range(scan: &Scan<'_>, first: Numeral, opened: bool) -> Option<Numbers> {
    // "10 % to 15 %" and "$5m–$6m" repeat the unit.
    let from = suffix(scan, first.end).map_or(first.end, |(end, _)| end);
    let at = [first.end, from].into_iter().find_map(|end| {
        let next = scan.past_space(end);
        let word = scan.term_at(next, |term| match term {
            FigureTerm::RangeBetween => Some(()),
            FigureTerm::RangeAnd if opened => Some(()),
            _ => None,
        });
        let dash = scan.character(next).filter(|sign| matches!(sign, '-' | '–' | '—' | '~' | '〜' | '～'));
        word.map(|(end, ())| end).or_else(|| dash.map(|sign| next + sign.len_utf8()))
    })?;
    let at = scan.past_space(at);
    let sign = scan.term_at(at, |term| matches!(term, FigureTerm::Currency(_)).then_some(()));
    let second = numeral(scan, sign.map_or(at, |(end, ())| scan.past_space(end)))?;
    // "rose 0.3 points to 5.1 %" is no range: ends that both have a unit have the same.
    let units = (suffix(scan, first.end), suffix(scan, second.end));
    if matches!(units, (Some((_, one)), Some((_, other))) if one != other) {
        return None;
    }
    let mut low = first.value;
    // "10 to 15 million" is millions at both ends.
    if low * Decimal::ONE_THOUSAND < second.value && first.bare > 0 && second.bare == 0 {
        let scale = scale_of(second.value);
        low = if low * scale < second.value { low * scale } else { low };
    }
    let rising = low < second.value;
    rising.then_some(Numbers {
        start: first.start,
        end: second.end,
        amount: Amount::Range(low, second.value),
        last: second,
    })
}

fn scale_of(value: Decimal) -> Decimal {
    let mut scale = Decimal::ONE;
    while scale * Decimal::ONE_THOUSAND <= value {
        scale *= Decimal::ONE_THOUSAND;
    }
    scale
}

fn suffix(scan: &Scan<'_>, end: usize) -> Option<(usize, Suffix)> {
    let next = scan.past_hyphen(end);
    let link = scan.term_at(next, |term| (*term == FigureTerm::Link).then_some(()));
    let next = link.map_or(next, |(end, ())| scan.past_space(end));
    scan.term_at(next, |term| match term {
        FigureTerm::Percent(Side::After) => Some(Suffix::Percent),
        FigureTerm::Tenths => Some(Suffix::Tenths),
        FigureTerm::Points => Some(Suffix::Points),
        FigureTerm::Currency(currency) => Some(Suffix::Currency(*currency)),
        FigureTerm::Cents(currency) => Some(Suffix::Cents(*currency)),
        FigureTerm::Unit(unit) => Some(Suffix::Unit(unit.clone())),
        FigureTerm::Time(unit) => Some(Suffix::Time(*unit)),
        FigureTerm::Age(Side::After) => Some(Suffix::Age),
        FigureTerm::OrdinalMark(Side::After) if next == end => Some(Suffix::Rank),
        _ => None,
    })
}

/// Says whether the number is part of a name: "unit 8200", "page 12".
fn named(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let before = scan.before_space(start);
    let name = scan.term_before(before, |term| (*term == FigureTerm::NotFigure(Side::Before)).then_some(()));
    let behind = scan.past_space(end);
    let after = scan.term_at(behind, |term| (*term == FigureTerm::NotFigure(Side::After)).then_some(()));
    // A month or day that no date could be made of is no count.
    let sign =
        scan.term_at(behind, |term| matches!(term, FigureTerm::DateSign(_) | FigureTerm::Month(_)).then_some(()));
    let sign = sign.is_some_and(|(end, ())| scan.longest_at(behind) == Some(end));
    name.is_some() || after.is_some() || sign
}

type Bounded = (Bound, Option<(usize, usize)>);

fn bound(scan: &Scan<'_>, start: usize, end: usize, date: bool) -> Bounded {
    let meaning = |side: Side| {
        move |term: &FigureTerm| match term {
            FigureTerm::Bound(bound, at) if *at == side => Some(*bound),
            FigureTerm::DateBound(bound, at) if *at == side && date => Some(*bound),
            _ => None,
        }
    };
    let before = scan.before_space(start);
    if let Some((from, bound)) = scan.term_before(before, meaning(Side::Before)) {
        return (bound, Some((from, before)));
    }
    let after = scan.past_space(end);
    match scan.term_at(after, meaning(Side::After)) {
        Some((to, bound)) => (bound, Some((after, to))),
        None => {
            // "10人以上": the bound stands behind the counter.
            let counter = scan.term_at(after, |term| (*term == FigureTerm::Counter).then_some(()));
            let behind = counter.and_then(|(end, ())| Some((end, scan.term_at(end, meaning(Side::After))?)));
            behind.map_or((Bound::Exact, None), |(from, (to, bound))| (bound, Some((from, to))))
        }
    }
}

/// The noun phrase behind a number: up to three words of the same clause, or the counter of an unspaced script.
fn counted(scan: &Scan<'_>, end: usize) -> Option<(usize, usize)> {
    let start = scan.past_hyphen(end);
    let counter = scan.term_at(start, |term| (*term == FigureTerm::Counter).then_some(()));
    if let Some((end, ())) = counter {
        return Some((start, end));
    }
    let first = scan.character(start).filter(|character| character.is_alphabetic())?;
    if is_unspaced(first) {
        // An unspaced noun is not told from what follows without a dictionary; two characters mark it well enough.
        let noun = scan.text.get(start..)?.chars().take_while(|character| character.is_alphabetic()).take(2);
        return Some((start, start + noun.map(char::len_utf8).sum::<usize>()));
    }
    let mut end = start;
    for (count, word) in scan.text.get(start..)?.split_inclusive(' ').enumerate() {
        let letters = word.trim_end().trim_end_matches(|character: char| !character.is_alphanumeric());
        if count == 3 || !letters.starts_with(char::is_alphabetic) {
            break;
        }
        end = start + offset(scan.text.get(start..)?, letters);
        if letters.len() < word.trim_end().len() {
            break;
        }
    }
    (end > start).then_some((start, end))
}

/// Byte offset of the end of `part`, a slice of `text`.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr().addr() - text.as_ptr().addr()) + part.len()
}
