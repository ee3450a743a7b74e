//! Weeks and weekdays by their place in a month or year: "the first Friday of July", "第一周", "week 27 of 2017", "the
//! week of 4 February".

use headwater_lang::terms::{FigureTerm, Side};
use headwater_model::{PartialDate, TimeUnit, Value};
use jiff::{Span, civil};

use super::amounts::opener_before;
use super::calendar::{page_day, week};
use super::clock::half_of_day;
use super::dates::{DateKind, Dated, relative_month_or_year};
use super::numerals::rank;
use super::points::{Point, point};
use super::scan::Scan;
use super::years::spelled_year;

/// What is counted within a month or year.
#[derive(Debug, Clone, Copy)]
enum Unit {
    Day,
    Week,
    Month,
    Weekend,
    Weekday(i8),
}

/// The place of a unit: the first is 1, the last -1.
type Place = i32;

/// Reads a week, weekend or weekday by its place, or the week of a day.
pub(crate) fn placed(
    scan: &Scan<'_>,
    at: usize,
    first: Option<Point>,
    reference: Option<PartialDate>,
) -> Option<Dated> {
    if !scan.near_unit(at) {
        return None;
    }
    let dated = |end, value| Dated::new(at, end, value, DateKind::Single);
    let day = |point: Point| {
        let Value::Date(date) = point.value(scan, reference)? else { return None };
        let (monday, sunday) = week(page_day(date)?, 0)?;
        Some((point.end, days(monday, sunday)))
    };
    if let Some(end) = scan.mark_at(at, &FigureTerm::WeekOf(Side::Before)) {
        let (end, week) = day(point(scan, past_links(scan, end), reference)?)?;
        return Some(dated(end, week));
    }
    if let Some(point) = first
        && let Some(end) = scan.mark_at(past_links(scan, point.end), &FigureTerm::WeekOf(Side::After))
        && let Some((_, week)) = day(point)
    {
        return Some(dated(end, week));
    }
    if let Some((end, place, unit)) = place_and_unit(scan, at) {
        let next = past_links(scan, end);
        let (end, container) = container(scan, next, point(scan, next, reference), reference)
            .or_else(|| Some((end, numbered_week(scan, at, unit, reference)?)))
            .or_else(|| Some((end, own_month(scan, at, unit, reference)?)))?;
        return Some(dated(end, value(container, place, unit)?));
    }
    // "来月の第一月曜日": the month stands first.
    let (end, container) = container(scan, at, first, reference)?;
    let (end, place, unit) = place_and_unit(scan, past_links(scan, end))?;
    Some(dated(end, value(container, place, unit)?))
}

fn days(from: civil::Date, to: civil::Date) -> Value {
    Value::Period(PartialDate::Day(from), PartialDate::Day(to))
}

/// "first Friday", "last week", "3rd day", "week 27".
fn place_and_unit(scan: &Scan<'_>, at: usize) -> Option<(usize, Place, Unit)> {
    let unit = |at: usize| {
        scan.term_at(at, |term| match term {
            FigureTerm::Weekday(day) => Some(Unit::Weekday(*day)),
            FigureTerm::Weekend => Some(Unit::Weekend),
            FigureTerm::Time(TimeUnit::Week) => Some(Unit::Week),
            FigureTerm::Time(TimeUnit::Month) => Some(Unit::Month),
            FigureTerm::Time(TimeUnit::Day) | FigureTerm::DateSign(2) => Some(Unit::Day),
            _ => None,
        })
    };
    if let Some((end, place)) = place(scan, at) {
        let next = scan.past_hyphen(end);
        // "第一个星期一": a counter may stand between.
        let counted = scan.mark_at(next, &FigureTerm::Counter).and_then(unit);
        let (end, unit) = [unit(next), counted].into_iter().flatten().max_by_key(|(end, _)| *end)?;
        // "7월 첫째주 금요일": the weekday of a week is that weekday by its place.
        let weekday = scan.term_at(scan.past_space(end), |term| match term {
            FigureTerm::Weekday(day) => Some(Unit::Weekday(*day)),
            _ => None,
        });
        let (end, unit) = weekday.filter(|_| matches!(unit, Unit::Week)).unwrap_or((end, unit));
        // "the first Monday evening of next month".
        let part = half_of_day(scan, scan.past_space(end)).map_or(end, |(end, _)| end);
        return Some((part, place, unit));
    }
    let (end, Unit::Week) = unit(at)? else { return None };
    let digits = scan.digits_at(scan.past_space(end)).filter(|digits| (1..=2).contains(&digits.bare))?;
    let place = Place::try_from(digits.value).ok().filter(|week| (1..=53).contains(week))?;
    Some((digits.end, place, Unit::Week))
}

/// "the third Tuesday" by itself is one of the page's month.
fn own_month(scan: &Scan<'_>, at: usize, unit: Unit, reference: Option<PartialDate>) -> Option<PartialDate> {
    let ranked = place(scan, at).is_some_and(|(_, place)| place > 0);
    let page = page_day(reference?).filter(|_| ranked && matches!(unit, Unit::Weekday(_)))?;
    Some(PartialDate::Month(page.year(), page.month()))
}

/// "week 31" by itself is one of the page's year. Seasons of sports count weeks with a capital.
fn numbered_week(scan: &Scan<'_>, at: usize, unit: Unit, reference: Option<PartialDate>) -> Option<PartialDate> {
    let named = scan.term_at(at, |term| (*term == FigureTerm::Time(TimeUnit::Week)).then_some(())).is_some();
    let prefixed = scan.mark_at(at, &FigureTerm::OrdinalMark(Side::Before)).is_some();
    let small = !scan.original_after(at).starts_with(char::is_uppercase) || opener_before(scan, at).is_some();
    let week = matches!(unit, Unit::Week) && (named && small || prefixed);
    page_day(reference?).filter(|_| week).map(|page| PartialDate::Year(page.year()))
}

fn place(scan: &Scan<'_>, at: usize) -> Option<(usize, Place)> {
    let last = |term: &FigureTerm| matches!(term, FigureTerm::Toward(-1) | FigureTerm::Final).then_some(-1);
    let prefixed = scan.mark_at(at, &FigureTerm::OrdinalMark(Side::Before));
    if let Some(end) = prefixed {
        let number = super::numerals::unsigned(scan, scan.past_space(end))?;
        return Some((number.end, number.value.try_into().ok()?));
    }
    if let Some(digits) = scan.digits_at(at).filter(|digits| (1..=2).contains(&digits.bare)) {
        let mark = scan.mark_at(digits.end, &FigureTerm::OrdinalMark(Side::After));
        let mark = mark.or_else(|| scan.mark_at(digits.end, &FigureTerm::DaySuffix))?;
        return Some((mark, digits.value.try_into().ok()?));
    }
    let ranked = rank(scan, at).and_then(|(end, rank)| Some((end, Place::try_from(rank).ok()?)));
    ranked.filter(|(_, place)| *place <= 53).or_else(|| scan.term_at(at, last))
}

/// The days of the month or year that something is counted in.
fn container(
    scan: &Scan<'_>,
    at: usize,
    point: Option<Point>,
    reference: Option<PartialDate>,
) -> Option<(usize, PartialDate)> {
    let relative = relative_month_or_year(scan, at, reference);
    let stated = point.and_then(|point| match point.value(scan, reference)? {
        Value::Date(date @ (PartialDate::Month(..) | PartialDate::Year(_))) => Some((point.end, date)),
        _ => None,
    });
    let stated = stated.or_else(|| {
        let (end, year, _) = spelled_year(scan, at)?;
        Some((end, PartialDate::Year(year)))
    });
    match (relative, stated) {
        (Some(relative), Some(stated)) => Some(if stated.0 > relative.0 { stated } else { relative }),
        (relative, stated) => relative.or(stated),
    }
}

/// Skips words between a place and the month or year that it is in.
fn past_links(scan: &Scan<'_>, end: usize) -> usize {
    let mut at = scan.past_space(end);
    for _ in 0..3 {
        let link = scan.term_at(at, |term| {
            use FigureTerm as Term;
            matches!(
                term,
                Term::DateSeparator
                    | Term::Link
                    | Term::Year(Side::Before)
                    | Term::OnDay
                    | Term::Article
                    | Term::Possessive
            )
            .then_some(())
        });
        match link {
            Some((next, ())) => at = scan.past_hyphen(next),
            None if scan.character(at) == Some(',') => at = scan.past_space(at + 1),
            None => break,
        }
    }
    at
}

/// The day or days of a unit by its place. A week belongs to the month or year that its Thursday is in, as in ISO 8601.
fn value(container: PartialDate, place: Place, unit: Unit) -> Option<Value> {
    let (first, last) = (container.first_day(), container.last_day());
    let moved = |day: civil::Date, days: i32| day.checked_add(Span::new().try_days(days).ok()?).ok();
    let weekday = match unit {
        Unit::Day if place > 0 => {
            let day = moved(first, place - 1).filter(|day| *day <= last)?;
            return Some(Value::Date(PartialDate::Day(day)));
        }
        Unit::Month => {
            let PartialDate::Year(year) = container else { return None };
            let month = if place < 0 { 12 } else { i8::try_from(place).ok().filter(|month| *month <= 12)? };
            return Some(Value::Date(PartialDate::Month(year, month)));
        }
        Unit::Day => return Some(Value::Date(PartialDate::Day(last))),
        Unit::Week => 4,
        Unit::Weekend => 6,
        Unit::Weekday(weekday) => weekday,
    };
    let found = if place > 0 {
        let ahead = (weekday - first.weekday().to_monday_one_offset()).rem_euclid(7);
        moved(first, i32::from(ahead) + 7 * (place - 1))
    } else {
        let back = (last.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
        moved(last, -i32::from(back))
    };
    let day = found.filter(|day| (first..=last).contains(day))?;
    Some(match unit {
        Unit::Week => days(moved(day, -3)?, moved(day, 3)?),
        Unit::Weekend => days(day, moved(day, 1)?),
        Unit::Day | Unit::Month | Unit::Weekday(_) => Value::Date(PartialDate::Day(day)),
    })
}
