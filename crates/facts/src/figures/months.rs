//! Dates in which the month is named, and months by themselves.

use headwater_lang::fold_str;
use headwater_lang::terms::{FigureTerm, Side};
use headwater_model::PartialDate;

use super::amounts::past_between;
use super::calendar::{Calendar, Month, page_day};
use super::dates::{relative_month_or_year, toward};
use super::points::{Point, day_at, past_separators, past_year_words, stands_as_day};
use super::scan::Scan;
use super::years::{spelled_year, year_at};

/// "23 January 2025", "enero de 2025", "15 رمضان 1446", in the orders of the language.
pub(super) fn with_month_name(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<Point> {
    if !scan.near_month(at) {
        return None;
    }
    let orders = scan.language.file.dates.orders.iter().map(String::as_str).chain(["M y"]);
    let orders = orders.filter(|order| may_begin(scan, at, order));
    let readings = orders.filter_map(|order| in_order(scan, at, order, reference));
    readings.filter(|found| found.month.is_some()).max_by_key(|found| found.end)
}

/// Whether the first part of an order may stand at `at`: where a number in digits stands, that tells.
fn may_begin(scan: &Scan<'_>, at: usize, order: &str) -> bool {
    let Some(digits) = scan.digits_at(at).filter(|_| !scan.has_phrase_at(at)) else { return true };
    match order.as_bytes().first() {
        Some(b'd') => (1..=2).contains(&digits.bare),
        Some(b'y') => digits.bare == 4,
        _ => false,
    }
}

/// Reads the parts named by an order such as "d M y", as far as they stand there: at least two.
fn in_order(scan: &Scan<'_>, at: usize, order: &str, reference: Option<PartialDate>) -> Option<Point> {
    let mut found = Point::new(at, at);
    let mut count = 0;
    // "aralığı 1000" is no December of the Middle Ages.
    let fits = |found: Point, year: i16| {
        year >= 1_500 || found.day.is_some() || found.month.is_some_and(|month| month.calendar != Calendar::Gregorian)
    };
    for part in order.split(' ') {
        let from = match (count, part) {
            (0, _) => at,
            (_, "y") => past_year_words(scan, found.end),
            _ => past_separators(scan, found.end),
        };
        let next = match part {
            "d" => day_at(scan, from)
                .filter(|(end, _)| found.year.is_none() || stands_as_day(scan, *end))
                .map(|(end, value)| (end, found.day = Some(value))),
            "M" => match scan.term_at(from, month) {
                Some((end, value)) => Some((end, found.month = Some(value))),
                // "2 upcoming months" is no day.
                None if found.day.is_some()
                    && from == scan.past_space(found.end)
                    && scan.mark_at(from, &FigureTerm::Between).is_some() =>
                {
                    None
                }
                None => relative_month(scan, from, reference)
                    .map(|(end, month, year)| (end, (found.month, found.year) = (Some(month), Some(year)))),
            },
            "y" if found.year.is_none() => year_at(scan, from)
                .or_else(|| spelled_year(scan, from).filter(|_| count > 0))
                .map(|(end, year, _)| (end, year))
                .filter(|(_, year)| fits(found, *year))
                .or_else(|| relative_year(scan, past_separators(scan, found.end), reference).filter(|_| count > 0))
                .or_else(|| relative_year(scan, from, reference))
                .or_else(|| short_year(scan, from).filter(|_| found.month.is_some()))
                .map(|(end, year)| (end, found.year = Some(year))),
            _ => None,
        };
        let Some((end, ())) = next else { break };
        found.end = end;
        count += 1;
    }
    (count > 1).then_some(found)
}

/// "the 4th of next month": a month counted from the page's.
fn relative_month(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<(usize, Month, i16)> {
    match relative_month_or_year(scan, at, reference)? {
        (end, PartialDate::Month(year, month)) => Some((end, Month::gregorian(month), year)),
        _ => None,
    }
}

/// "2 October '08", "2 de outubro de 92": two digits that are no day, behind a day and month.
fn short_year(scan: &Scan<'_>, at: usize) -> Option<(usize, i16)> {
    let marked = scan.character(at).filter(|sign| matches!(sign, '\'' | '’'));
    let digits = scan.digits_at(at + marked.map_or(0, char::len_utf8)).filter(|digits| digits.bare == 2)?;
    let year = i16::try_from(digits.value).ok().filter(|year| marked.is_some() || *year > 31)?;
    let year = if year < 50 { 2000 + year } else { 1900 + year };
    stands_as_day(scan, digits.end).then_some((digits.end, year))
}

/// "June of next year", "去年の8月": a year counted from the page's.
pub(super) fn relative_year(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<(usize, i16)> {
    match relative_month_or_year(scan, at, reference)? {
        (end, PartialDate::Year(year)) => Some((end, year)),
        _ => None,
    }
}

fn month(term: &FigureTerm) -> Option<Month> {
    match term {
        FigureTerm::Month(number) => Some(Month::gregorian(*number)),
        FigureTerm::HijriMonth(number) => Some(Month { calendar: Calendar::Hijri, number: *number }),
        FigureTerm::PersianMonth(number) => Some(Month { calendar: Calendar::Persian, number: *number }),
        _ => None,
    }
}

/// A month by itself: "in February". Names that are also other words need a word of dates before them.
pub(super) fn near_month(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<Point> {
    reference.and_then(page_day)?;
    let before = toward(scan, at);
    let from = before.map_or(at, |(end, _)| past_separators(scan, end));
    let (end, month) = scan.term_at(from, month).filter(|(_, month)| month.calendar == Calendar::Gregorian)?;
    let after = toward(scan, scan.past_space(end)).filter(|_| before.is_none());
    let name = scan.text.get(from..end)?;
    let point = Point { month: Some(month), ..Point::new(at, after.map_or(end, |(end, _)| end)) };
    let toward = before.or(after).map(|(_, by)| by);
    let doubtful = is_doubtful(scan, name);
    // "mar." is the sea as often as March.
    let short = name.is_ascii() && name.trim_end_matches('.').len() < 4;
    if short && toward.is_none() && !doubtful && !in_range_of_months(scan, at, end) {
        return None;
    }
    let named = scan.original_after(end).trim_start_matches(' ').starts_with(char::is_uppercase)
        && scan.original_before(end).ends_with(char::is_lowercase);
    let said = toward.is_some() || date_word_before(scan, at);
    (said || !doubtful && !named).then_some(Point { toward, ..point })
}

/// Whether the name of a month is also another word.
fn is_doubtful(scan: &Scan<'_>, name: &str) -> bool {
    scan.language.file.dates.doubtful_months.iter().any(|doubtful| fold_str(doubtful) == name)
}

fn date_word_before(scan: &Scan<'_>, at: usize) -> bool {
    let word = |term: &FigureTerm| {
        matches!(
            term,
            FigureTerm::Year(Side::Before)
                | FigureTerm::DateBound(_, Side::Before)
                | FigureTerm::RangeBefore
                | FigureTerm::RangeBetween
        )
        .then_some(())
    };
    scan.term_before(scan.before_space(at), word).is_some()
}

/// Whether it is an end of a range whose other end is a month too: "from Nov to Feb".
fn in_range_of_months(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let between = |term: &FigureTerm| (*term == FigureTerm::RangeBetween).then_some(());
    let before = scan.term_before(scan.before_space(at), between);
    let first = before.is_some_and(|(start, ())| scan.term_before(scan.before_space(start), month).is_some());
    first || past_between(scan, end, true).is_some_and(|(next, _)| scan.term_at(next, month).is_some())
}
