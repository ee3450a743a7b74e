//! From one stretch of time to another: "from week 31 to week 35", "Q1 to Q3 2017", "early June to the end of July".

use headwater_model::{PartialDate, Value, When};

use super::amounts::{opener_before, past_between};
use super::dates::{DateKind, Dated, single};
use super::scan::Scan;

/// Joins a stretch of time with the one that it goes to.
pub(super) fn joined(scan: &Scan<'_>, first: Dated, published: Option<When>) -> Dated {
    to(scan, &first, published).unwrap_or(first)
}

fn to(scan: &Scan<'_>, first: &Dated, published: Option<When>) -> Option<Dated> {
    let (from, until) = ends(first)?;
    if first.kind == DateKind::Range {
        return None;
    }
    let opened = opener_before(scan, first.start).is_some();
    let (next, _) = past_between(scan, first.end, opened)?;
    let second = single(scan, next, published)?;
    let (again, to) = ends(&second)?;
    // A year that both share may stand only behind the second.
    let rises = from.first_day() < again.first_day() && until.last_day() < to.last_day();
    rises.then_some(Dated::new(first.start, second.end, Value::Period(from, to), DateKind::Range))
}

const fn ends(dated: &Dated) -> Option<(PartialDate, PartialDate)> {
    match dated.value {
        Some(Value::Date(date)) => Some((date, date)),
        Some(Value::Period(from, to)) => Some((from, to)),
        _ => None,
    }
}
