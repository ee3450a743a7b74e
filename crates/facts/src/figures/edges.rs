//! Parts of weeks, months and years: "early next week", "mid-November", "the rest of the month", "月末".
//!
//! A week's first part is Monday to Wednesday, its middle Tuesday to Friday, its last part Thursday to Sunday; a
//! month's are its halves, and the ten days around its middle. A part of a year is no closer than the year.

use headwater_lang::terms::{Edge, FigureTerm, Side};
use headwater_model::{PartialDate, TimeUnit, Value, When};
use jiff::{Span, civil};

use super::calendar::{page_day, week};
use super::dates::{DateKind, Dated, relative_period};
use super::numerals::unsigned;
use super::points::Point;
use super::scan::Scan;

/// Reads a part of a period that starts at `at`, where `first` is the date.
pub(crate) fn edge(scan: &Scan<'_>, at: usize, first: Option<Point>, published: Option<When>) -> Option<Dated> {
    let published = published?;
    let page = page_day(published.date)?;
    let dated = |end, value| Dated::new(at, end, value, DateKind::Single);
    if let Some((end, (edge, unit))) = scan.term_at(at, named) {
        return Some(dated(end, part(edge, own(unit, page)?, page)?));
    }
    if let Some((end, edge)) = scan.term_at(at, |term| word(term, Side::Before)) {
        if covered(scan, at, end) {
            return None;
        }
        let next = past_own(scan, end);
        if let Some((end, rest)) = rest_of_day(scan, next, edge, published) {
            return Some(dated(end, rest));
        }
        let point = super::points::point(scan, next, Some(published.date));
        if let Some((end, moment)) = end_of_day(scan, next, edge, point, published.date) {
            return Some(dated(end, moment));
        }
        let (end, period) = period(scan, next, point, published.date)?;
        return Some(dated(end, part(edge, period, page)?));
    }
    if let Some(own) = own_alone(scan, at, page) {
        return Some(own);
    }
    if !scan.near_edge(at) {
        return None;
    }
    let from = if scan.mark_at(at, &FigureTerm::Own).is_some() { past_own(scan, at) } else { at };
    let first = first.filter(|_| from == at);
    let day = end_of_day(scan, from, Edge::Late, first, published.date).and_then(|(end, moment)| {
        let (end, edge) = scan.term_at(past_own(scan, end), |term| word(term, Side::After))?;
        (edge == Edge::Late).then_some((end, moment))
    });
    if let Some((end, moment)) = day {
        return Some(dated(end, moment));
    }
    let (unit_end, period) = period(scan, from, first, published.date)?;
    let next = past_own(scan, unit_end);
    let (end, edge) = scan.term_at(next, |term| word(term, Side::After))?;
    // "三月初一" is a day, "주말" the weekend.
    let weekend = scan.mark_at(from, &FigureTerm::Weekend).is_some_and(|weekend| weekend > unit_end);
    if weekend || unsigned(scan, end).is_some() {
        return None;
    }
    Some(dated(end, part(edge, period, page)?))
}

/// "the week" and "the weekend", where the block says nothing else.
fn own_alone(scan: &Scan<'_>, at: usize, page: civil::Date) -> Option<Dated> {
    let end = scan.mark_at(at, &FigureTerm::Own)?;
    let next = scan.past_space(end);
    let dated = |end, (from, to)| scan.is_all(at, end).then(|| Dated::new(at, end, days(from, to), DateKind::Relative));
    if let Some(end) = scan.mark_at(next, &FigureTerm::Weekend) {
        let (_, sunday) = week(page, 0)?;
        return dated(end, (sunday.yesterday().ok()?, sunday));
    }
    let (end, unit) = scan.term_at(next, |term| match term {
        FigureTerm::Time(unit) => Some(*unit),
        _ => None,
    })?;
    dated(end, own(unit, page)?)
}

fn word(term: &FigureTerm, side: Side) -> Option<Edge> {
    match term {
        FigureTerm::Edge(edge, at) if *at == side => Some(*edge),
        _ => None,
    }
}

const fn named(term: &FigureTerm) -> Option<(Edge, TimeUnit)> {
    match term {
        FigureTerm::NamedEdge(edge, unit) => Some((*edge, *unit)),
        _ => None,
    }
}

/// Whether a longer phrase holds the words: "by the end of" bounds, "at the end of the day" says no time.
fn covered(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let first = scan.phrases.partition_point(|phrase| phrase.start < start.saturating_sub(24));
    let mut near = scan.phrases.iter().skip(first).take_while(|phrase| phrase.start < end);
    near.any(|phrase| {
        use FigureTerm as Term;
        let other = |term: &Term| match term {
            Term::DateBound(..) | Term::Idiom | Term::NotFigure(_) => phrase.start <= start,
            Term::Weekend => phrase.end > end,
            _ => false,
        };
        phrase.end >= end && phrase.meanings.iter().any(other)
    })
}

/// Skips words between a part and its period.
fn past_own(scan: &Scan<'_>, end: usize) -> usize {
    let mut at = scan.past_hyphen(end);
    for _ in 0..3 {
        let link = scan.term_at(at, |term| {
            use FigureTerm as Term;
            matches!(term, Term::Own | Term::DateSeparator | Term::Link | Term::Possessive).then_some(())
        });
        let Some((next, ())) = link else { break };
        at = scan.past_hyphen(next);
    }
    at
}

/// The first and last day of a period at a place: a week, month or year named from the page's date, or a month. The
/// page's own has nothing but the unit.
fn period(
    scan: &Scan<'_>,
    at: usize,
    point: Option<Point>,
    reference: PartialDate,
) -> Option<(usize, (civil::Date, civil::Date))> {
    let days = |value| match value {
        Value::Date(date @ (PartialDate::Month(..) | PartialDate::Year(_))) => {
            Some((date.first_day(), date.last_day()))
        }
        Value::Period(PartialDate::Day(from), PartialDate::Day(to)) => Some((from, to)),
        _ => None,
    };
    let relative = relative_period(scan, at, Some(reference));
    let relative = relative.and_then(|dated| Some((dated.end, days(dated.value?)?)));
    // A year in figures is said to be one by the same words.
    let month = point.filter(|point| point.is_month()).and_then(|point| {
        let value = point.value(scan, Some(reference))?;
        Some((point.end, days(value)?))
    });
    let unit = || {
        let (end, unit) = scan.term_at(at, |term| match term {
            FigureTerm::Time(unit) => Some(*unit),
            _ => None,
        })?;
        Some((end, self::own(unit, page_day(reference)?)?))
    };
    match (relative, month) {
        (Some(relative), Some(month)) => Some(if month.0 > relative.0 { month } else { relative }),
        (None, None) => unit(),
        (relative, month) => relative.or(month),
    }
}

/// The page's own week, month or year.
fn own(unit: TimeUnit, page: civil::Date) -> Option<(civil::Date, civil::Date)> {
    Some(match unit {
        TimeUnit::Week => week(page, 0)?,
        TimeUnit::Month => (page.first_of_month(), page.last_of_month()),
        TimeUnit::Year => (page.first_of_year(), page.last_of_year()),
        TimeUnit::Day | TimeUnit::Hour | TimeUnit::Minute | TimeUnit::Second => return None,
    })
}

/// "the end of Sunday", "the end of the day": its last second.
fn end_of_day(
    scan: &Scan<'_>,
    at: usize,
    edge: Edge,
    point: Option<Point>,
    reference: PartialDate,
) -> Option<(usize, Value)> {
    let named = point.filter(Point::is_named_day).and_then(|point| {
        let Value::Date(PartialDate::Day(day)) = point.value(scan, Some(reference))? else { return None };
        Some((point.end, day))
    });
    let own = || {
        let end = scan.mark_at(at, &FigureTerm::Time(TimeUnit::Day))?;
        Some((end, page_day(reference)?))
    };
    let (end, day) = named.or_else(own).filter(|_| edge == Edge::Late)?;
    Some((end, Value::Moment(day.at(23, 59, 59, 0))))
}

/// "the rest of the day": up to its end.
fn rest_of_day(scan: &Scan<'_>, at: usize, edge: Edge, published: When) -> Option<(usize, Value)> {
    let today =
        |term: &FigureTerm| matches!(term, FigureTerm::Time(TimeUnit::Day) | FigureTerm::RelativeDay(0)).then_some(());
    let (end, ()) = scan.term_at(at, today).filter(|_| edge == Edge::Rest)?;
    let from = page_day(published.date)?.to_datetime(published.time?);
    let to = from.date().at(23, 59, 59, 0);
    (from < to).then_some((end, Value::Hours(from, to)))
}

/// The days of a part of a period.
fn part(edge: Edge, (first, last): (civil::Date, civil::Date), page: civil::Date) -> Option<Value> {
    let day = |days: i64| first.checked_add(Span::new().try_days(days).ok()?).ok();
    let length = (last - first).get_days();
    if edge == Edge::Rest {
        return (first..last).contains(&page).then(|| days(page, last));
    }
    let (from, to) = match (length, edge) {
        (..=6, Edge::Early) => (first, day(2)?),
        (..=6, Edge::Middle) => (day(1)?, day(4)?),
        (..=6, _) => (day(3)?, last),
        (..=30, Edge::Early) => (first, day(14)?),
        (..=30, Edge::Middle) => (day(9)?, day(19)?),
        (..=30, _) => (day(15)?, last),
        _ => return Some(Value::Date(PartialDate::Year(first.year()))),
    };
    let own = edge == Edge::Later && (first..=last).contains(&page);
    let from = if own { from.max(page) } else { from };
    (from < to).then(|| days(from, to))
}

const fn days(from: civil::Date, to: civil::Date) -> Value {
    Value::Period(PartialDate::Day(from), PartialDate::Day(to))
}
