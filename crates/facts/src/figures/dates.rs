//! Dates in running text: what stands there, joined to one value, resolved against the page's date.

use headwater_lang::terms::FigureTerm;
use headwater_model::{Amount, PartialDate, TimeUnit, Value, When};
use jiff::{Span, civil};

use super::amounts::{opener_before, past_between};
use super::bounds::Bounded;
use super::calendar::{self, Calendar, page_day};
use super::counted::counted;
use super::edges::edge;
use super::kinds::Kinds;
use super::moments::moment;
use super::numerals::unsigned;
use super::points::{Point, bare_day, now, point};
use super::scan::Scan;
use super::spans::joined;
use super::weeks::placed;
use super::years::{century, decade, part_of_year};

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

/// Reads the date that starts at `at`, on a page that was `published` then.
pub(crate) fn date(scan: &Scan<'_>, at: usize, published: Option<When>) -> Option<Dated> {
    if !may_start(scan, at) {
        return None;
    }
    let found = joined(scan, single(scan, at, published)?, published);
    if published.is_none() || !scan.is_all(found.start, found.end) {
        return Some(found);
    }
    scan.ahead.set(true);
    let ahead = single(scan, at, published).map(|first| joined(scan, first, published));
    scan.ahead.set(false);
    ahead
}

/// Reads the date that covers most, by itself.
pub(super) fn single(scan: &Scan<'_>, at: usize, published: Option<When>) -> Option<Dated> {
    let reference = published.map(|published| published.date);
    let first = point(scan, at, reference);
    let place = Place { at, first, published, reference };
    let readings = READINGS.iter().filter(|(needs, _)| *needs == Kinds::NONE || scan.kinds.has(*needs));
    let found = readings.filter_map(|(_, read)| read(scan, place));
    found.reduce(|best, other| if other.end > best.end { other } else { best })
}

/// Where a date may start.
#[derive(Debug, Clone, Copy)]
struct Place {
    at: usize,
    /// The day, month or year there.
    first: Option<Point>,
    /// When the page was published, and the day of that.
    published: Option<When>,
    reference: Option<PartialDate>,
}

/// Reads a date of one form.
type Read = fn(&Scan<'_>, Place) -> Option<Dated>;

/// The forms of dates, each with the kind of phrases without which a block has none. Of those that cover as much the
/// first wins.
const READINGS: [(Kinds, Read); 10] = [
    (Kinds::UNIT, |scan, place| placed(scan, place.at, place.first, place.reference)),
    (Kinds::NONE, |scan, place| pointed(scan, place.at, place.first, place.reference)),
    (Kinds::DECADE, |scan, place| decade(scan, place.at)),
    (Kinds::CENTURY, |scan, place| century(scan, place.at)),
    (Kinds::PART, |scan, place| part_of_year(scan, place.at, place.reference)),
    (Kinds::UNIT, |scan, place| counted(scan, place.at, place.first, place.published)),
    (Kinds::PART, |scan, place| parts_from_page(scan, place.at, place.reference)),
    (Kinds::WEEKEND, |scan, place| weekend(scan, place.at, place.reference)),
    (Kinds::NONE, |scan, place| relative_period(scan, place.at, place.reference)),
    (Kinds::NONE, |scan, place| edge(scan, place.at, place.first, place.published)),
];

/// Most places cannot start a date, which is seen at once.
fn may_start(scan: &Scan<'_>, at: usize) -> bool {
    let opens = |(end, kinds): (usize, Kinds)| kinds.has(Kinds::DATE) || kinds.has(Kinds::LEANING) && scan.goes_on(end);
    scan.digits_at(at).is_some() || scan.kinds_at(at).any(opens)
}

/// A day, month or year, with a time of day where there is one, or a range of two.
fn pointed(scan: &Scan<'_>, at: usize, first: Option<Point>, reference: Option<PartialDate>) -> Option<Dated> {
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
    let first = first.or_else(|| bare_day(scan, at)).or_else(|| now(scan, at))?;
    let opened = opener_before(scan, first.start).is_some();
    let article = |term: &FigureTerm| {
        matches!(term, FigureTerm::Article | FigureTerm::OnDay | FigureTerm::DateSeparator).then_some(())
    };
    let second = |opened: bool| {
        let (next, word) = past_between(scan, first.end, opened)?;
        let second = |at: usize| point(scan, at, reference).or_else(|| bare_day(scan, at)).or_else(|| now(scan, at));
        // "from 13 to the 15 of July".
        let second =
            second(next).or_else(|| second(scan.term_at(next, article).map(|(end, ())| scan.past_space(end))?))?;
        Some((second, word))
    };
    let announced = || {
        let found = second(true)?;
        scan.mark_at(scan.past_space(found.0.end), &FigureTerm::RangeAfter).map(|_| found)
    };
    let (second, word) = second(opened).or_else(announced)?;
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

/// "last week", "nächsten Monat", "le trimestre dernier", "this weekend".
pub(super) fn relative_period(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<Dated> {
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
        Relative::Part(months) if months > 12 => {
            let years = i16::from(months / 12);
            let first = page.year() - page.year().rem_euclid(years) + i16::try_from(by).ok()?.checked_mul(years)?;
            Value::Period(PartialDate::Year(first), PartialDate::Year(first.checked_add(years - 1)?))
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
        Relative::Length(unit) => Value::Duration(Amount::One(1.into()), unit),
        Relative::Year => Value::Date(PartialDate::Year(moved(Span::new().try_years(by).ok()?)?.year())),
    };
    Some(Dated::new(at, end, value, DateKind::Relative))
}

/// "the last two quarters", "next 3 decades": whole parts of years before or behind the page's own.
fn parts_from_page(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<Dated> {
    let page = page_day(reference?)?;
    let (end, by) = toward(scan, at).filter(|(_, by)| *by != 0)?;
    let number = unsigned(scan, scan.past_space(end))?;
    let (end, months) = scan.term_at(scan.past_space(number.end), |term| match term {
        FigureTerm::Part(months) => Some(i32::from(*months)),
        _ => None,
    })?;
    let count = i32::try_from(number.value).ok().filter(|count| (1..100).contains(count))?;
    let own = (i32::from(page.year()) * 12 + i32::from(page.month()) - 1).div_euclid(months) * months;
    let first = if by < 0 { own - count * months } else { own + months };
    let month = |months: i32| {
        Some(PartialDate::Month(
            i16::try_from(months.div_euclid(12)).ok()?,
            i8::try_from(months.rem_euclid(12) + 1).ok()?,
        ))
    };
    let period = Value::Period(month(first)?, month(first + count * months - 1)?);
    Some(Dated::new(at, end, period, DateKind::Relative))
}

/// "the weekend" in what is to come is the next one.
fn weekend(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<Dated> {
    let page = page_day(reference?)?;
    let end = scan.mark_at(at, &FigureTerm::Weekend)?;
    let (_, sunday) = calendar::week(page, 0).filter(|_| scan.is_future(at))?;
    let days = Value::Period(PartialDate::Day(sunday.yesterday().ok()?), PartialDate::Day(sunday));
    Some(Dated::new(at, end, days, DateKind::Relative))
}

/// A stretch of time that is named from the page's date.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Relative {
    Week,
    Weekend,
    Part(i8),
    Month,
    Year,
    /// "the past hour" is a length of time.
    Length(TimeUnit),
}

fn relative(scan: &Scan<'_>, at: usize) -> Option<(usize, Relative, i32)> {
    if !scan.has_phrase_at(at) {
        return None;
    }
    scan.stretches.at(at, || read_relative(scan, at))
}

fn read_relative(scan: &Scan<'_>, at: usize) -> Option<(usize, Relative, i32)> {
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
            FigureTerm::Time(unit @ (TimeUnit::Hour | TimeUnit::Minute)) => Some(Relative::Length(*unit)),
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

/// A month or year counted from the page's: "next month", "去年".
pub(crate) fn relative_month_or_year(
    scan: &Scan<'_>,
    at: usize,
    reference: Option<PartialDate>,
) -> Option<(usize, PartialDate)> {
    match relative_period(scan, at, reference)? {
        Dated { end, value: Some(Value::Date(date)), .. } => Some((end, date)),
        _ => None,
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
        FigureTerm::Coming => Some(1),
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
