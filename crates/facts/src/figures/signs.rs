//! Dates whose numbers have signs behind them: `2025年1月23日`, `令和7年`, `1월 12일`.

use headwater_lang::terms::{FigureTerm, Side};
use headwater_model::PartialDate;

use super::calendar::Month;
use super::dates::relative_month_or_year;
use super::months::relative_year;
use super::numerals::unsigned;
use super::points::{Point, past_separators, stands_as_day};
use super::scan::Scan;
use super::years::year_at;

/// Reads a date of signs behind its numbers: "2025年1月23日", "去年の5月", "1월 12일, 2016년".
pub(super) fn with_signs(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<Point> {
    let signs = &scan.language.file.dates.signs;
    if signs.is_empty() {
        return None;
    }
    let small = |value: i16, top: i8| i8::try_from(value).ok().filter(|value| (1..=top).contains(value));
    let era = scan.term_at(at, |term| match term {
        FigureTerm::Era(before) => Some(*before),
        _ => None,
    });
    let from = era.map_or(at, |(end, _)| scan.past_space(end));
    let mut found = Point::new(at, at);
    let mut next = from;
    // "今月27日", "来月の二十日".
    if let Some((end, PartialDate::Month(year, month))) = relative_month_or_year(scan, at, reference)
        && let Some((end, day)) = signed(scan, past_separators(scan, end), 2)
    {
        let (month, day) = (Some(Month::gregorian(month)), Some(small(day, 31)?));
        return Some(Point { year: Some(year), month, day, end, ..found });
    }
    // "去年の5月".
    let relative = relative_year(scan, at, reference).map(|(end, year)| (past_separators(scan, end), year));
    if let Some((from, year)) = relative
        && let Some((end, month)) = signed(scan, from, 1)
    {
        found = Point { year: Some(year), month: Some(Month::gregorian(small(month, 12)?)), end, ..found };
        let day = signed(scan, scan.past_space(end), 2).and_then(|(end, day)| Some((end, small(day, 31)?)));
        return Some(day.map_or(found, |(end, day)| Point { day: Some(day), end, ..found }));
    }
    let first = era.and_then(|_| Some((scan.mark_at(from, &FigureTerm::FirstYear)?, 1)));
    if let Some((end, year)) = first.or_else(|| signed(scan, from, 0)) {
        let month_follows = signed(scan, scan.past_space(end), 1).is_some();
        let year = match (era, year) {
            (Some((_, before)), 1..=99) => before.checked_add(year)?,
            (None, 1000..=2199) => year,
            // "07年" is a year, "7年" a length of time.
            (None, 0..=99) if scan.digits_at(from).is_some_and(|digits| digits.padded && digits.bare == 2) => {
                2000 + year
            }
            // "15年1月" is of this century; "15年" alone is a length of time.
            (None, 0..=99) if month_follows => {
                if year < 50 {
                    2000 + year
                } else {
                    1900 + year
                }
            }
            _ => return None,
        };
        found = Point { year: Some(year), end, ..found };
        next = past_separators(scan, end);
    } else if era.is_some() {
        return None;
    }
    if let Some((end, month)) = signed(scan, next, 1) {
        found = Point { month: Some(Month::gregorian(small(month, 12)?)), end, ..found };
        next = past_separators(scan, end);
    }
    if (found.month.is_some() || found.year.is_none())
        && let Some((end, date)) = signed(scan, next, 2)
    {
        found = Point { day: Some(small(date, 31)?), end, ..found };
    }
    Some(year_behind(scan, found)).filter(|found| found.end > at)
}

/// "1월 12일, 2016년": the year behind a comma.
fn year_behind(scan: &Scan<'_>, found: Point) -> Point {
    let comma = scan.character(found.end) == Some(',') && found.day.is_some() && found.year.is_none();
    let year = signed(scan, scan.past_space(found.end + 1), 0)
        .or_else(|| year_at(scan, scan.past_space(found.end + 1)).map(|(end, year, _)| (end, year)))
        .filter(|(end, year)| comma && (1900..2100).contains(year) && stands_as_day(scan, *end));
    year.map_or(found, |(end, year)| Point { year: Some(year), end, ..found })
}

/// Reads a number followed by the sign of year (0), month (1) or day (2), such as `23日` and `二十三日`.
fn signed(scan: &Scan<'_>, at: usize, place: u8) -> Option<(usize, i16)> {
    let (end, value) = match scan.digits_at(at) {
        Some(digits) => (digits.end, Some(digits.value).filter(|_| digits.bare > 0 && digits.bare < 5)?),
        None => {
            unsigned(scan, at).filter(|number| number.spelled && number.ratio.is_none()).map(|n| (n.end, n.value))?
        }
    };
    let start = scan.past_space(end);
    // "3日間" is a length of time: the longest phrase decides.
    let longest = scan.longest_at(start)?;
    let sign = scan.mark_at(start, &FigureTerm::DateSign(place));
    let other = scan.mark_at(start, &FigureTerm::DaySuffix).filter(|_| place == 2);
    let mut sign = sign.or(other)?;
    // "年度" is a year as well.
    if place == 0 && scan.mark_at(start, &FigureTerm::Year(Side::After)) == Some(longest) {
        sign = longest;
    }
    (longest == sign).then_some((sign, value.try_into().ok()?))
}
