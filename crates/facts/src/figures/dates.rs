//! Dates in running text: what stands there, joined to one value, resolved against the page's date.

use headwater_lang::terms::{FigureTerm, Side};
use headwater_model::{PartialDate, TimeUnit, Value};
use jiff::{Span, civil};
use rust_decimal::Decimal;

use super::amounts::{opener_before, past_between};
use super::bounds::Bounded;
use super::calendar::{self, Calendar, page_day};
use super::moments::moment;
use super::numerals::unsigned;
use super::points::{Point, bare_day, point};
use super::scan::Scan;
use super::years::{decade, part_of_year};

/// A date found, or, without a value, what looks like a figure and is a time of day.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dated {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) value: Option<Value>,
    pub(crate) kind: DateKind,
    /// A bound that stands inside it: "tomorrow before 5 pm".
    pub(crate) bound: Option<Bounded>,
}

impl Dated {
    pub(crate) const fn new(start: usize, end: usize, value: Value, kind: DateKind) -> Self {
        Self { start, end, value: Some(value), kind, bound: None }
    }
}

/// How a date is stated, which tells what bounds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateKind {
    /// By itself.
    Single,
    /// By its two ends.
    Range,
    /// As a stretch of time counted from the page's date.
    Relative,
}

/// Reads the date that starts at `at`. `reference` is the date of the page.
pub(crate) fn date(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<Dated> {
    if !may_start(scan, at) {
        return None;
    }
    let readings = [
        single(scan, at, reference),
        decade(scan, at),
        part_of_year(scan, at, reference),
        counted(scan, at, reference),
        relative_period(scan, at, reference),
    ];
    let found = readings.into_iter().flatten();
    found.reduce(|best, other| if other.end > best.end { other } else { best })
}

/// Says whether a date may start with a phrase.
pub(super) const fn opens(term: &FigureTerm) -> bool {
    use FigureTerm as Term;
    matches!(
        term,
        Term::Month(_)
            | Term::HijriMonth(_)
            | Term::PersianMonth(_)
            | Term::Weekday(_)
            | Term::Weekend
            | Term::Era(_)
            | Term::Decade(_)
            | Term::DecadeMark(Side::Before)
            | Term::Ordinal(_)
            | Term::Word(_)
            | Term::Toward(_)
            | Term::Counted(_, Side::Before)
            | Term::Part(_)
            | Term::NamedPart(..)
            | Term::Time(_)
            | Term::Span(..)
            | Term::Article
            | Term::RelativeDay(_)
            | Term::RelativeWeek(_)
            | Term::RelativeMonth(_)
            | Term::RelativeQuarter(_)
            | Term::RelativeYear(_)
            | Term::Forenoon
            | Term::Afternoon
            | Term::ClockName(_)
            | Term::ClockOffset(_, Side::Before)
    )
}

/// Most places cannot start a date, which is seen at once.
fn may_start(scan: &Scan<'_>, at: usize) -> bool {
    scan.digits_at(at).is_some() || scan.hits_at(at).iter().any(|hit| opens(hit.meaning))
}

/// A day, month or year, with a time of day where there is one, or a range of two.
fn single(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<Dated> {
    let first = point(scan, at, reference);
    let timed = moment(scan, at, first, reference);
    let period = range(scan, at, first, reference);
    if let Some(dated) = timed.filter(|timed| period.as_ref().is_none_or(|period| period.end <= timed.end)) {
        return Some(dated);
    }
    if period.is_some() {
        return period;
    }
    let first = first?;
    Some(Dated::new(first.start, first.end, first.value(scan, reference)?, DateKind::Single))
}

/// "2 to 11 May", "March to June 2024", "2021–2024", "5月2日から11日".
fn range(scan: &Scan<'_>, at: usize, first: Option<Point>, reference: Option<PartialDate>) -> Option<Dated> {
    let first = first.or_else(|| bare_day(scan, at))?;
    let opened = opener_before(scan, first.start).is_some();
    let (next, word) = past_between(scan, first.end, opened)?;
    let second = point(scan, next, reference).or_else(|| bare_day(scan, next))?;
    let (first, second) = first.completed(second)?;
    // "May 2 to 11 people" is no range.
    if second.is_bare() && word && second.counts(scan) {
        return None;
    }
    let value = |point: Point| match point.value(scan, reference)? {
        Value::Date(date) => Some((date, date)),
        Value::Period(from, to) => Some((from, to)),
        _ => None,
    };
    let ((from, _), (_, mut to)) = (value(first)?, value(second)?);
    if to.last_day() < from.first_day() && second.year.is_none() {
        to = if second.is_weekday() { next_week(to, from)? } else { later(to, from)? };
    }
    let rises = from.first_day() < to.last_day() && from != to;
    rises.then_some(Dated::new(first.start, second.end, Value::Period(from, to), DateKind::Range))
}

/// The end of a range lies behind its start: of "December to February" in the next year.
fn later(to: PartialDate, from: PartialDate) -> Option<PartialDate> {
    match to {
        PartialDate::Day(day) => {
            let next = if day.year() < from.year() { from.year() } else { day.year() + 1 };
            civil::Date::new(next, day.month(), day.day()).ok().map(PartialDate::Day)
        }
        PartialDate::Month(year, month) => Some(PartialDate::Month(year + 1, month)),
        PartialDate::Year(_) => None,
    }
}

fn next_week(to: PartialDate, from: PartialDate) -> Option<PartialDate> {
    let (to, from) = (page_day(to)?, page_day(from)?);
    let weeks = (from - to).get_days() / 7 + 1;
    to.checked_add(Span::new().weeks(weeks)).ok().map(PartialDate::Day)
}

/// "three years ago", "vor zwei Wochen", "in two months": a length of time counted from the page's date.
fn counted(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<Dated> {
    let page = page_day(reference?)?;
    let before = scan.term_at(at, |term| match term {
        FigureTerm::Counted(by, Side::Before) => Some(*by),
        _ => None,
    });
    let from = before.map_or(at, |(end, _)| scan.past_space(end));
    let (end, amount, unit) = length(scan, from)?;
    let next = scan.past_space(end);
    let after = scan.term_at(next, |term| match term {
        FigureTerm::Counted(by, Side::After) => Some(*by),
        _ => None,
    });
    let (end, by) = match (before, after) {
        (_, Some(after)) => after,
        (Some((_, by)), None) => (end, by),
        (None, None) => return None,
    };
    let amount = i32::try_from(amount).ok().filter(|amount| *amount < 1_000)?.checked_mul(by)?;
    let date = match unit {
        TimeUnit::Day => PartialDate::Day(page.checked_add(Span::new().try_days(amount).ok()?).ok()?),
        TimeUnit::Week => PartialDate::Day(page.checked_add(Span::new().try_weeks(amount).ok()?).ok()?),
        TimeUnit::Month => PartialDate::Day(page.checked_add(Span::new().try_months(amount).ok()?).ok()?),
        TimeUnit::Year => PartialDate::Year(page.year().checked_add(i16::try_from(amount).ok()?)?),
        TimeUnit::Hour | TimeUnit::Minute | TimeUnit::Second => return None,
    };
    Some(Dated::new(at, end, Value::Date(date), DateKind::Single))
}

/// A whole number of units of time: "three years", "a week", "عامين".
fn length(scan: &Scan<'_>, at: usize) -> Option<(usize, Decimal, TimeUnit)> {
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
    let number = unsigned(scan, at)?;
    let next = scan.past_space(number.end);
    // "2日前": the sign of a day counts days where a word behind it says so.
    let day = || {
        let end = scan.mark_at(next, &FigureTerm::DateSign(2))?;
        let counted = |term: &FigureTerm| matches!(term, FigureTerm::Counted(_, Side::After)).then_some(());
        scan.term_at(end, counted).map(|_| (end, TimeUnit::Day))
    };
    let (end, unit) = scan.term_at(next, unit).or_else(day)?;
    (number.value.fract().is_zero() && number.ratio.is_none()).then_some((end, number.value, unit))
}

/// "last week", "nächsten Monat", "le trimestre dernier", "this weekend".
fn relative_period(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<Dated> {
    let page = page_day(reference?)?;
    let (end, unit, by) = relative(scan, at)?;
    let moved = |span: Span| page.checked_add(span).ok();
    let day = |(from, to): (civil::Date, civil::Date)| Value::Period(PartialDate::Day(from), PartialDate::Day(to));
    let value = match unit {
        Relative::Week => day(calendar::week(page, by)?),
        Relative::Weekend => {
            let (_, sunday) = calendar::week(page, by)?;
            day((sunday.yesterday().ok()?, sunday))
        }
        Relative::Part(months) => {
            let moved = moved(Span::new().try_months(by.checked_mul(months.into())?).ok()?)?;
            let first = (moved.month() - 1) / months * months + 1;
            Value::Period(PartialDate::Month(moved.year(), first), PartialDate::Month(moved.year(), first + months - 1))
        }
        Relative::Month => {
            let moved = moved(Span::new().try_months(by).ok()?)?;
            Value::Date(PartialDate::Month(moved.year(), moved.month()))
        }
        Relative::Year => Value::Date(PartialDate::Year(moved(Span::new().try_years(by).ok()?)?.year())),
    };
    Some(Dated::new(at, end, value, DateKind::Relative))
}

/// A stretch of time that is named from the page's date.
enum Relative {
    Week,
    Weekend,
    Part(i8),
    Month,
    Year,
}

fn relative(scan: &Scan<'_>, at: usize) -> Option<(usize, Relative, i32)> {
    let whole = scan.term_at(at, |term| match term {
        FigureTerm::RelativeWeek(by) => Some((Relative::Week, *by)),
        FigureTerm::RelativeMonth(by) => Some((Relative::Month, *by)),
        FigureTerm::RelativeQuarter(by) => Some((Relative::Part(3), *by)),
        FigureTerm::RelativeYear(by) => Some((Relative::Year, *by)),
        _ => None,
    });
    let unit = |at: usize| {
        scan.term_at(at, |term| match term {
            FigureTerm::Weekend => Some(Relative::Weekend),
            FigureTerm::Part(months) => Some(Relative::Part(*months)),
            FigureTerm::Time(TimeUnit::Week) => Some(Relative::Week),
            FigureTerm::Time(TimeUnit::Month) => Some(Relative::Month),
            FigureTerm::Time(TimeUnit::Year) => Some(Relative::Year),
            _ => None,
        })
    };
    let composed = match toward(scan, at) {
        Some((end, by)) => unit(scan.past_space(end)).map(|(end, unit)| (end, unit, by)),
        None => unit(at).and_then(|(end, unit)| {
            let (end, by) = toward(scan, scan.past_space(end))?;
            Some((end, unit, by))
        }),
    };
    let whole = whole.map(|(end, (unit, by))| (end, unit, by));
    match (whole, composed) {
        (Some(whole), Some(composed)) => Some(if composed.0 > whole.0 { composed } else { whole }),
        (whole, composed) => whole.or(composed),
    }
}

/// A week counted from the page's: "next week", "上周".
pub(crate) fn relative_week(scan: &Scan<'_>, at: usize) -> Option<(usize, i32)> {
    relative(scan, at).filter(|(_, unit, _)| matches!(unit, Relative::Week)).map(|(end, _, by)| (end, by))
}

/// A word such as "last" or "next": -1, 0 or 1.
pub(crate) fn toward(scan: &Scan<'_>, at: usize) -> Option<(usize, i32)> {
    scan.term_at(at, |term| match term {
        FigureTerm::Toward(by) => Some(*by),
        _ => None,
    })
}

/// Returns a year of a calendar as a value.
pub(crate) fn year_value(year: i16, calendar: Calendar) -> Option<Value> {
    if calendar == Calendar::Gregorian {
        return Some(Value::Date(PartialDate::Year(year)));
    }
    let (from, to) = calendar::year_days(year, calendar)?;
    Some(Value::Period(PartialDate::Day(from), PartialDate::Day(to)))
}
