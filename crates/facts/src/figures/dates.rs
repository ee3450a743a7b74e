//! Dates in running text, resolved against the page's date. Values are EDTF level 0.

use headwater_lang::terms::{FigureTerm, Side};
use headwater_model::{PartialDate, Value};
use jiff::{Span, civil};

use super::scan::{Digits, Scan};

/// Reads the date that starts at `at`. `reference` is the date of the page.
pub(crate) fn date(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<(usize, Value)> {
    let reading = all_digits(scan, at)
        .or_else(|| with_signs(scan, at, reference))
        .or_else(|| with_month_name(scan, at, reference))
        .or_else(|| bare_year(scan, at))
        .or_else(|| relative(scan, at, reference));
    reading.map(|(end, date)| (end, Value::Date(date)))
}

fn day(year: i16, month: i8, day: i8) -> Option<PartialDate> {
    civil::Date::new(year, month, day).ok().map(PartialDate::Day)
}

/// Picks the year in which a month and day lie nearest to the page's date.
fn nearest(month: i8, day_of_month: i8, reference: Option<PartialDate>) -> Option<PartialDate> {
    let PartialDate::Day(reference) = reference? else { return None };
    let years = [reference.year() - 1, reference.year(), reference.year() + 1];
    let candidates = years.into_iter().filter_map(|year| civil::Date::new(year, month, day_of_month).ok());
    candidates.min_by_key(|date| (*date - reference).get_days().abs()).map(PartialDate::Day)
}

/// `2025-01-23`, `23/01/2025`, `23.1.2025`: the order is the language's unless the year comes first.
fn all_digits(scan: &Scan<'_>, at: usize) -> Option<(usize, PartialDate)> {
    scan.digits_at(at)?;
    let rest = scan.text.get(at..)?;
    let sign = rest.trim_start_matches(|character: char| character.is_ascii_digit()).chars().next()?;
    if !matches!(sign, '-' | '/' | '.') {
        return None;
    }
    let end = at + rest.find(|character: char| !character.is_ascii_digit() && character != sign).unwrap_or(rest.len());
    let written = scan.text.get(at..end)?.trim_end_matches(sign);
    let parts: Vec<&str> = written.split(sign).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let number = |part: &str| part.parse::<i16>().ok();
    let (year, month, date) = match (first.len(), third.len(), scan.date_order) {
        (4, 1 | 2, _) => (number(first)?, number(second)?, number(third)?),
        (1 | 2, 4, "mdy") => (number(third)?, number(first)?, number(second)?),
        (1 | 2, 4, _) => (number(third)?, number(second)?, number(first)?),
        _ => return None,
    };
    Some((at + written.len(), day(year, i8::try_from(month).ok()?, i8::try_from(date).ok()?)?))
}

/// Reads a number followed by the sign of year (0), month (1) or day (2), such as `23日`.
fn signed(scan: &Scan<'_>, at: usize, place: u8) -> Option<(usize, Digits)> {
    let number = scan.digits_at(at).filter(|digits| digits.bare > 0)?;
    let start = scan.past_space(number.end);
    // "3日間" is a length of time: the longest phrase decides.
    let longest = scan.longest_at(start)?;
    let sign = scan.term_at(start, |term| (*term == FigureTerm::DateSign(place)).then_some(()))?;
    (longest == sign.0).then_some((sign.0, number))
}

fn with_signs(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<(usize, PartialDate)> {
    let small = |digits: Digits, top: i8| i8::try_from(digits.value).ok().filter(|value| (1..=top).contains(value));
    if let Some((end, year)) = signed(scan, at, 0) {
        let year: i16 = year.value.try_into().ok().filter(|year| (1000..2200).contains(year))?;
        let Some((month_end, month)) = signed(scan, scan.past_space(end), 1) else {
            return Some((end, PartialDate::Year(year)));
        };
        let month = small(month, 12)?;
        let Some((day_end, date)) = signed(scan, scan.past_space(month_end), 2) else {
            return Some((month_end, PartialDate::Month(year, month)));
        };
        return Some((day_end, day(year, month, small(date, 31)?)?));
    }
    if let Some((end, month)) = signed(scan, at, 1) {
        let month = small(month, 12)?;
        let (day_end, date) = signed(scan, scan.past_space(end), 2)?;
        return Some((day_end, nearest(month, small(date, 31)?, reference)?));
    }
    let (end, date) = signed(scan, at, 2)?;
    let PartialDate::Day(reference) = reference? else { return None };
    let this = civil::Date::new(reference.year(), reference.month(), small(date, 31)?).ok()?;
    // A bare day in a report is the last one or the next few: "23日" on the 25th is two days ago.
    let resolved =
        if (this - reference).get_days() > 15 { this.checked_sub(Span::new().months(1)).ok()? } else { this };
    Some((end, PartialDate::Day(resolved)))
}

/// The parts of a date with a named month.
#[derive(Default)]
struct Parts {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
}

fn with_month_name(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<(usize, PartialDate)> {
    let orders = scan.orders.iter().map(String::as_str).chain(["M y"]);
    let readings = orders.filter_map(|order| in_order(scan, at, order));
    let dated = readings.filter_map(|(end, parts)| {
        let month = parts.month?;
        let date = match (parts.year, parts.day) {
            (Some(year), Some(date)) => day(year, month, date)?,
            (Some(year), None) => PartialDate::Month(year, month),
            (None, Some(date)) => nearest(month, date, reference)?,
            (None, None) => return None,
        };
        Some((end, date))
    });
    dated.max_by_key(|(end, _)| *end)
}

/// Reads the parts named by an order such as "d M y", as far as they stand there.
fn in_order(scan: &Scan<'_>, at: usize, order: &str) -> Option<(usize, Parts)> {
    let mut parts = Parts::default();
    let (mut position, mut end) = (at, at);
    for (index, part) in order.split(' ').enumerate() {
        let from = if index == 0 { position } else { past_separators(scan, position) };
        let next = match part {
            "d" => day_at(scan, from).map(|(next, value)| (next, parts.day = Some(value))),
            "M" => scan.term_at(from, month).map(|(next, value)| (next, parts.month = Some(value))),
            "y" => year_at(scan, from).map(|(next, value)| (next, parts.year = Some(value))),
            _ => None,
        };
        let Some((next, ())) = next else {
            // What stands so far may be a date without its last part.
            return (index > 1).then_some((end, parts));
        };
        position = next;
        end = next;
    }
    Some((end, parts))
}

fn month(term: &FigureTerm) -> Option<i8> {
    match term {
        FigureTerm::Month(month) => Some(*month),
        _ => None,
    }
}

fn day_at(scan: &Scan<'_>, at: usize) -> Option<(usize, i8)> {
    if let Some(digits) = scan.digits_at(at).filter(|digits| digits.bare > 0 && digits.bare <= 2) {
        let value = i8::try_from(digits.value).ok().filter(|value| (1..=31).contains(value))?;
        let suffix = scan.term_at(digits.end, |term| {
            matches!(term, FigureTerm::DaySuffix | FigureTerm::OrdinalMark(Side::After)).then_some(())
        });
        return Some((suffix.map_or(digits.end, |(end, ())| end), value));
    }
    scan.term_at(at, |term| match term {
        FigureTerm::Ordinal(value) => i8::try_from(*value).ok().filter(|value| *value <= 31),
        FigureTerm::Word(value) => i8::try_from(*value).ok().filter(|value| (1..=31).contains(value)),
        _ => None,
    })
}

fn year_at(scan: &Scan<'_>, at: usize) -> Option<(usize, i16)> {
    let digits = scan.digits_at(at).filter(|digits| digits.bare == 4)?;
    let year: i16 = digits.value.try_into().ok().filter(|year| (1000..2200).contains(year))?;
    let after = scan.past_space(digits.end);
    let word = scan.term_at(after, |term| (*term == FigureTerm::Year(Side::After)).then_some(()));
    Some((word.map_or(digits.end, |(end, ())| end), year))
}

/// Skips spaces, commas and the language's separators between parts of a date.
fn past_separators(scan: &Scan<'_>, at: usize) -> usize {
    let mut at = scan.past_space(at);
    for _ in 0..3 {
        let comma = scan.character(at).filter(|character| matches!(character, ',' | '،' | '.' | '-' | '/'));
        let separator = scan.term_at(at, |term| {
            matches!(term, FigureTerm::DateSeparator | FigureTerm::Year(Side::Before)).then_some(())
        });
        match (separator, comma) {
            (Some((end, ())), _) => at = scan.past_space(end),
            (None, Some(comma)) => at = scan.past_space(at + comma.len_utf8()),
            (None, None) => break,
        }
    }
    at
}

/// A year by itself: behind or before a word that says so, or four digits that are no round number.
fn bare_year(scan: &Scan<'_>, at: usize) -> Option<(usize, PartialDate)> {
    let (end, year) = year_at(scan, at)?;
    let digits = scan.digits_at(at).filter(|digits| digits.free)?;
    let before = scan.before_space(at);
    let said = end > digits.end
        || scan.term_before(before, |term| (*term == FigureTerm::Year(Side::Before)).then_some(())).is_some();
    let plain = (1900..2100).contains(&year) && year % 100 != 0 && !unit_follows(scan, digits.end);
    (said && !unit_follows(scan, end) || plain).then_some((end, PartialDate::Year(year)))
}

fn unit_follows(scan: &Scan<'_>, end: usize) -> bool {
    let next = scan.past_hyphen(end);
    let unit = scan.term_at(next, |term| {
        matches!(
            term,
            FigureTerm::Scale(_)
                | FigureTerm::Percent(Side::After)
                | FigureTerm::Currency(_)
                | FigureTerm::Unit(_)
                | FigureTerm::Time(_)
                | FigureTerm::Counter
        )
        .then_some(())
    });
    unit.is_some()
}

fn relative(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<(usize, PartialDate)> {
    let PartialDate::Day(page) = reference? else { return None };
    scan.term_at(at, |term| {
        let moved = |span: Span| page.checked_add(span).ok();
        match term {
            FigureTerm::RelativeDay(days) => moved(Span::new().days(*days)).map(PartialDate::Day),
            FigureTerm::RelativeMonth(months) => {
                moved(Span::new().months(*months)).map(|date| PartialDate::Month(date.year(), date.month()))
            }
            FigureTerm::RelativeYear(years) => {
                moved(Span::new().years(*years)).map(|date| PartialDate::Year(date.year()))
            }
            FigureTerm::Weekday(weekday) => last_weekday(page, *weekday).map(PartialDate::Day),
            _ => None,
        }
    })
}

/// A weekday in a report is the last one before the report, or its own day.
fn last_weekday(page: civil::Date, weekday: i8) -> Option<civil::Date> {
    let back = (page.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    page.checked_sub(Span::new().days(back)).ok()
}
