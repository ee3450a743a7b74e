//! Lengths of time in several units: "2 hours and 51 minutes" in the smallest, "1 month and 21 days" as both.

use headwater_lang::terms::FigureTerm;
use headwater_model::{Amount, TimeUnit, Value};
use rust_decimal::Decimal;

use super::amounts::{added, past_joiner, time_suffix};
use super::numerals::{Numeral, unsigned};
use super::scan::Scan;

/// A length of time in one unit.
#[derive(Debug, Clone, Copy)]
struct Length {
    amount: Decimal,
    unit: TimeUnit,
    end: usize,
}

/// Reads the lengths that follow one of `amount` units which ends at `end`, as far as they make one with it.
pub(super) fn compound(scan: &Scan<'_>, amount: Amount, unit: TimeUnit, end: usize) -> (usize, Value) {
    let Amount::One(amount) = amount else { return (end, Value::Duration(amount, unit)) };
    let mut last = Length { amount, unit, end };
    let mut larger = Vec::new();
    while let Some(next) = smaller(scan, last) {
        match times_in(last.unit, next.unit).and_then(|count| last.amount.checked_mul(count.into())) {
            Some(in_smaller) if in_smaller.checked_add(next.amount).is_some() => {
                last = Length { amount: in_smaller + next.amount, ..next };
            }
            _ => {
                larger.push(last);
                last = next;
            }
        }
    }
    if let Some((end, part)) = added(scan, last.end) {
        (last.amount, last.end) = (last.amount + part, end);
    }
    let single = Value::Duration(Amount::One(last.amount), last.unit);
    match larger.as_slice() {
        [] => (last.end, single),
        [first, ..] => several(&larger, last)
            .map_or((first.end, Value::Duration(Amount::One(first.amount), first.unit)), |value| (last.end, value)),
    }
}

/// Reads a number of a smaller unit behind a length of time.
fn smaller(scan: &Scan<'_>, length: Length) -> Option<Length> {
    let next = scan.past_space(length.end);
    let comma = matches!(scan.character(next), Some(',' | '、' | '،'));
    let from = if comma { scan.character(next).map_or(next, |sign| next + sign.len_utf8()) } else { length.end };
    let part = unsigned(scan, past_joiner(scan, from)).filter(|part| part.ratio.is_none())?;
    let days = || scan.mark_at(scan.past_space(part.end), &FigureTerm::DateSign(2)).map(|end| (end, TimeUnit::Day));
    let minutes = || minutes(scan, length, from, part).map(|end| (end, TimeUnit::Minute));
    let (end, unit) =
        time_suffix(scan, part.end).or_else(|| days().filter(|_| length.unit > TimeUnit::Day)).or_else(minutes)?;
    let fits = match times_in(length.unit, unit) {
        Some(most) => most > 1 && part.value < Decimal::from(most),
        // "two days and a month" as well.
        None => (unit < TimeUnit::Month) != (length.unit < TimeUnit::Month),
    };
    // A list of lengths states several.
    (fits && length.amount.fract().is_zero()).then_some(Length { amount: part.value, unit, end })
}

/// "an hour and fifteen": minutes without their word, where nothing is counted.
fn minutes(scan: &Scan<'_>, length: Length, from: usize, part: Numeral) -> Option<usize> {
    let joined = past_joiner(scan, from) > scan.past_space(from);
    let next = scan.character(scan.past_space(part.end));
    let counts = next.is_some_and(|next| next.is_alphanumeric() || matches!(next, '%' | '-' | '.' | ','));
    (joined && !counts && length.unit == TimeUnit::Hour && part.value >= Decimal::TEN).then_some(part.end)
}

/// Whole months and seconds of lengths.
fn several(larger: &[Length], last: Length) -> Option<Value> {
    let (mut months, mut seconds) = (Decimal::ZERO, Decimal::ZERO);
    for length in larger.iter().copied().chain([last]) {
        match length.unit {
            TimeUnit::Year => months += length.amount.checked_mul(Decimal::from(12))?,
            TimeUnit::Month => months += length.amount,
            unit => seconds += length.amount.checked_mul(times_in(unit, TimeUnit::Second)?.into())?,
        }
    }
    let whole = months.fract().is_zero() && seconds.fract().is_zero();
    whole.then(|| Some(Value::Lengths(months.try_into().ok()?, seconds.try_into().ok()?)))?
}

/// How many of the smaller unit the larger has. Months and years have no exact length in days.
fn times_in(larger: TimeUnit, smaller: TimeUnit) -> Option<u32> {
    let seconds = |unit: TimeUnit| match unit {
        TimeUnit::Second => Some(1),
        TimeUnit::Minute => Some(60),
        TimeUnit::Hour => Some(3_600),
        TimeUnit::Day => Some(86_400),
        TimeUnit::Week => Some(604_800),
        TimeUnit::Month | TimeUnit::Year => None,
    };
    match (larger, smaller) {
        (TimeUnit::Year, TimeUnit::Month) => Some(12),
        _ => match (seconds(larger), seconds(smaller)) {
            (Some(larger), Some(smaller)) => Some(larger / smaller),
            _ => None,
        },
    }
}
