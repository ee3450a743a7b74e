//! Dates counted from another: "three years ago", "vor zwei Wochen", "2 weeks from 13 May", "in five minutes".

use headwater_lang::terms::{FigureTerm, Side};
use headwater_model::{Bound, PartialDate, TimeUnit, Value, When};
use jiff::{Span, civil};
use rust_decimal::Decimal;

use super::calendar::page_day;
use super::dates::{DateKind, Dated};
use super::numerals::unsigned;
use super::points::{Point, point};
use super::scan::Scan;
use super::vague::vague;

/// Lengths of time that are counted together: "2 years, 1 month and 21 days".
#[derive(Debug, Clone, Copy)]
struct Lengths {
    end: usize,
    span: Span,
    /// The smallest unit.
    unit: TimeUnit,
    /// How many lengths there are.
    count: usize,
}

/// Reads a length of time counted from the page's date or from a date that stands behind it.
pub(crate) fn counted(scan: &Scan<'_>, at: usize, first: Option<Point>, published: Option<When>) -> Option<Dated> {
    let published = published.filter(|_| scan.near_unit(at))?;
    let before = scan.term_at(at, |term| word(term, Side::Before));
    let from = before.map_or(at, |(end, _)| scan.past_space(end));
    let Some(lengths) = lengths(scan, from) else { return from_day(scan, at, first?, published) };
    // "a few days ago" is about that day.
    let about = vague(scan, from).is_some().then_some((Bound::About, None));
    let next = scan.past_space(lengths.end);
    let after = scan.term_at(next, |term| word(term, Side::After));
    let dated = |end, value| Dated { bound: about, ..Dated::new(at, end, value, DateKind::Single) };
    // "in two weeks" is a date only of what is to come; else it says how long something took.
    let says = |open: bool, end: usize| !open || scan.is_future(at) || scan.is_all(at, end);
    if let Some((end, (by, open))) = after
        && says(open, end)
    {
        return Some(dated(end, from_page(lengths, by, published)?));
    }
    if let Some((end, by)) = anchor(scan, next).filter(|_| before.is_none()) {
        let point = point(scan, end, Some(published.date))?;
        let Value::Date(date) = point.value(scan, Some(published.date))? else { return None };
        let day = moved(date.first_day().to_datetime(civil::Time::midnight()), lengths, by)?.date();
        return Some(dated(point.end, Value::Date(PartialDate::Day(day))));
    }
    let (_, (by, open)) = before?;
    (says(open, lengths.end)).then(|| Some(dated(lengths.end, from_page(lengths, by, published)?)))?
}

/// Whether a word on a side of a length of time counts it on (1) or back (-1), and whether it does so only in a sentence
/// that speaks of what is to come.
fn word(term: &FigureTerm, side: Side) -> Option<(i32, bool)> {
    match term {
        FigureTerm::Counted(by, at) if *at == side => Some((*by, false)),
        FigureTerm::Within(at) if *at == side => Some((1, true)),
        _ => None,
    }
}

/// "bugünden iki gün sonra", "कल से दो दिन पहले": the date stands first.
fn from_day(scan: &Scan<'_>, at: usize, point: Point, published: When) -> Option<Dated> {
    let next = scan.past_space(point.end);
    let from = scan.term_at(next, |term| (*term == FigureTerm::DateBound(Bound::AtLeast, Side::After)).then_some(()));
    let lengths = lengths(scan, scan.past_space(from.map_or(next, |(end, ())| end)))?;
    if lengths.unit < TimeUnit::Day {
        return None;
    }
    let (end, (by, _)) = scan.term_at(scan.past_space(lengths.end), |term| word(term, Side::After))?;
    let Value::Date(PartialDate::Day(day)) = point.value(scan, Some(published.date))? else { return None };
    let day = moved(day.to_datetime(civil::Time::midnight()), lengths, by)?.date();
    Some(Dated::new(at, end, Value::Date(PartialDate::Day(day)), DateKind::Single))
}

/// A word that counts on from the date behind it (1) or back (-1): "from", "after", "before".
fn anchor(scan: &Scan<'_>, at: usize) -> Option<(usize, i32)> {
    let (end, by) = scan.term_at(at, |term| match term {
        FigureTerm::DateBound(Bound::AtLeast | Bound::MoreThan, Side::Before) => Some(1),
        FigureTerm::DateBound(Bound::LessThan, Side::Before) => Some(-1),
        _ => None,
    })?;
    let end = scan.past_hyphen(end);
    let article = scan.term_at(end, |term| matches!(term, FigureTerm::DateSeparator | FigureTerm::OnDay).then_some(()));
    Some((article.map_or(end, |(end, ())| scan.past_space(end)), by))
}

fn from_page(lengths: Lengths, by: i32, published: When) -> Option<Value> {
    let day = page_day(published.date)?;
    let time = published.time.filter(|_| lengths.unit < TimeUnit::Day);
    let from = day.to_datetime(time.unwrap_or_default());
    let moment = moved(from, lengths, by)?;
    Some(match lengths.unit {
        TimeUnit::Hour | TimeUnit::Minute | TimeUnit::Second => {
            time?;
            Value::Moment(moment)
        }
        // "three years ago" says no day.
        TimeUnit::Year if lengths.count == 1 => Value::Date(PartialDate::Year(moment.year())),
        _ => Value::Date(PartialDate::Day(moment.date())),
    })
}

fn moved(from: civil::DateTime, lengths: Lengths, by: i32) -> Option<civil::DateTime> {
    if by < 0 { from.checked_sub(lengths.span).ok() } else { from.checked_add(lengths.span).ok() }
}

/// Reads lengths of time that follow each other, the larger units first.
fn lengths(scan: &Scan<'_>, at: usize) -> Option<Lengths> {
    let (end, amount, unit) = length(scan, at)?;
    let mut found = Lengths { end, span: added(Span::new(), amount, unit)?, unit, count: 1 };
    while let Some((end, amount, unit)) = length(scan, past_joiner(scan, found.end)).filter(|part| part.2 < found.unit)
    {
        found = Lengths { end, span: added(found.span, amount, unit)?, unit, count: found.count + 1 };
    }
    Some(found)
}

fn past_joiner(scan: &Scan<'_>, end: usize) -> usize {
    let next = scan.past_space(end);
    let next = if scan.character(next) == Some(',') { scan.past_space(next + 1) } else { next };
    let joiner = |term: &FigureTerm| {
        matches!(term, FigureTerm::Joiner | FigureTerm::RangeAnd | FigureTerm::DateSeparator).then_some(())
    };
    scan.term_at(next, joiner).map_or(next, |(end, ())| scan.past_hyphen(end))
}

fn added(span: Span, amount: Decimal, unit: TimeUnit) -> Option<Span> {
    let amount: i64 = i64::try_from(amount).ok().filter(|amount| (0..1_000).contains(amount))?;
    match unit {
        TimeUnit::Second => span.try_seconds(amount),
        TimeUnit::Minute => span.try_minutes(amount),
        TimeUnit::Hour => span.try_hours(amount),
        TimeUnit::Day => span.try_days(amount),
        TimeUnit::Week => span.try_weeks(amount),
        TimeUnit::Month => span.try_months(amount),
        TimeUnit::Year => span.try_years(amount),
    }
    .ok()
}

/// A whole number of units of time: "three years", "a week", "half an hour", "عامين", "a few days".
fn length(scan: &Scan<'_>, at: usize) -> Option<(usize, Decimal, TimeUnit)> {
    if let Some(vague) = vague(scan, at) {
        return Some(vague);
    }
    let unit = |term: &FigureTerm| match term {
        FigureTerm::Time(unit) => Some(*unit),
        _ => None,
    };
    let whole = scan.term_at(at, |term| match term {
        FigureTerm::Span(amount, unit) => Some((Decimal::from(*amount), *unit)),
        _ => None,
    });
    if let Some((end, (amount, unit))) = whole {
        return Some((end, amount, unit));
    }
    if let Some(end) = scan.mark_at(at, &FigureTerm::Article) {
        let (end, unit) = scan.term_at(scan.past_space(end), unit)?;
        return Some((end, Decimal::ONE, unit));
    }
    // "неделю назад": the unit alone is one.
    if let Some((end, unit)) = scan.term_at(at, unit)
        && is_counted(scan, at, end)
    {
        return Some((end, Decimal::ONE, unit));
    }
    let number = unsigned(scan, at)?;
    let next = scan.past_space(number.end);
    // "2日前": the sign of a day counts days where a word behind it says so.
    let day = || {
        let end = scan.mark_at(next, &FigureTerm::DateSign(2))?;
        scan.term_at(end, |term| word(term, Side::After)).map(|_| (end, TimeUnit::Day))
    };
    let (end, unit) = scan.term_at(next, unit).or_else(day)?;
    let (amount, unit) = match unit {
        TimeUnit::Hour if !number.value.fract().is_zero() => (number.value * Decimal::from(60), TimeUnit::Minute),
        unit => (number.value, unit),
    };
    amount.fract().is_zero().then_some((end, amount, unit))
}

/// Whether a word beside `start..end` counts it from the page's date.
fn is_counted(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let counted = |side: Side| move |term: &FigureTerm| word(term, side).filter(|(_, open)| !open);
    scan.term_before(scan.before_space(start), counted(Side::Before)).is_some()
        || scan.term_at(scan.past_space(end), counted(Side::After)).is_some()
}
