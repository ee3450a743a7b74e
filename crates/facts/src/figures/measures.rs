//! Measures: a number and a unit, or several that make one.

use headwater_lang::terms::{FigureTerm, Side};
use headwater_model::{Amount, Unit, Value};
use rust_decimal::Decimal;

use super::amounts::{Numbers, Suffix, added, number_near, past_joiner, suffix};
use super::numerals::unsigned;
use super::scan::Scan;
use super::sums::sum;

/// "- 2 degrees" is negative where the block says nothing else.
pub(super) fn opposed(scan: &Scan<'_>, numbers: &Numbers, end: usize) -> Amount {
    match numbers.amount {
        Amount::One(value) if scan.text.get(..numbers.start) == Some("- ") && scan.is_all(0, end) => {
            Amount::One(-value)
        }
        amount => amount,
    }
}

/// "three degrees below zero" is -3, "两米半" 2.5 metres.
pub(super) fn measure(scan: &Scan<'_>, amount: Amount, unit: String, end: usize) -> Option<(usize, Value)> {
    let (amount, unit, end) = summed(scan, amount, unit, end);
    let (end, amount) = match (amount, added(scan, end)) {
        (Amount::One(whole), Some((end, part))) => (end, Amount::One(whole.checked_add(part)?)),
        _ => (end, amount),
    };
    match scan.mark_at(scan.past_space(end), &FigureTerm::Negative(Side::After)) {
        Some(end) => {
            let amount = match amount {
                Amount::One(value) => Amount::One(-value),
                Amount::Range(low, high) => Amount::Range(-high, -low),
            };
            Some((end, Value::Measure(amount, Unit(unit))))
        }
        None => Some((end, Value::Measure(amount, Unit(unit)))),
    }
}

/// "5 feet 2 inches", "10 km, 8 m and 6 cm": smaller units behind a larger one, in the smallest.
fn summed(scan: &Scan<'_>, amount: Amount, unit: String, end: usize) -> (Amount, String, usize) {
    let Amount::One(mut value) = amount else { return (amount, unit, end) };
    let (mut unit, mut end) = (unit, end);
    let smaller = |value, unit: &str, end| {
        let next = scan.past_space(end);
        let next = if scan.character(next) == Some(',') { next + 1 } else { end };
        let part = unsigned(scan, past_joiner(scan, next)).filter(|part| part.ratio.is_none())?;
        let (end, Suffix::Unit(smaller)) = suffix(scan, part.end)? else { return None };
        Some((sum(value, unit, part.value, &smaller)?, smaller, end))
    };
    while let Some(found) = smaller(value, &unit, end) {
        (value, unit, end) = found;
    }
    (Amount::One(value), unit, end)
}

/// "a mile", "ein Pfund": an article counts one unit, unless it states a rate.
pub(super) fn single_unit(scan: &Scan<'_>, at: usize, next: usize) -> Option<(usize, Value)> {
    let (end, unit) = scan.term_at(next, |term| match term {
        FigureTerm::Unit(unit) => Some(unit.clone()),
        _ => None,
    })?;
    // A word that is much else as well, such as "bar" and "foot", counts nothing by itself.
    let plain = scan.longest_at(next) == Some(end) && end - next > 4 && !number_near(scan, scan.before_space(at));
    if plain { measure(scan, Amount::One(Decimal::ONE), unit, end) } else { None }
}
