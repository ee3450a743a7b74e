//! Vague lengths of time: "a few days", "einige Wochen", "数日間".

use headwater_lang::terms::FigureTerm;
use headwater_model::{Amount, TimeUnit, Value};
use rust_decimal::Decimal;

use super::scan::Scan;

/// Reads a word for a vague count and the unit of time behind it: the end, about how many, and the unit.
pub(super) fn vague(scan: &Scan<'_>, at: usize) -> Option<(usize, Decimal, TimeUnit)> {
    let (end, count) = scan.term_at(at, |term| match term {
        FigureTerm::Vague(count) => Some(*count),
        _ => None,
    })?;
    let mut next = scan.past_hyphen(end);
    if let Some(end) = scan.mark_at(next, &FigureTerm::Between) {
        next = scan.past_hyphen(end);
    }
    let (end, unit) = scan.term_at(next, |term| match term {
        FigureTerm::Time(unit) => Some(*unit),
        FigureTerm::DateSign(2) => Some(TimeUnit::Day),
        _ => None,
    })?;
    Some((end, count.into(), unit))
}

/// The same as a length of time.
pub(super) fn vague_length(scan: &Scan<'_>, at: usize) -> Option<(usize, Value)> {
    let (end, count, unit) = vague(scan, at)?;
    Some((end, Value::Duration(Amount::One(count), unit)))
}
