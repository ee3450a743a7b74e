//! Days with names: "Christmas", "Karfreitag 2019", "Thanksgiving".

use headwater_lang::terms::{FigureTerm, Holiday};
use headwater_model::PartialDate;
use jiff::{Span, civil};

use super::calendar::{Month, page_day};
use super::months::relative_year;
use super::points::{Point, past_year_words};
use super::scan::Scan;
use super::years::year_at;

/// Reads a holiday at `at`, of the year behind it or near the page's date.
pub(super) fn holiday(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<Point> {
    let (end, holiday) = scan.term_at(at, |term| match term {
        FigureTerm::Holiday(holiday) => Some(*holiday),
        _ => None,
    })?;
    let next = past_year_words(scan, end);
    let year = year_at(scan, next).map(|(end, year, _)| (end, year)).filter(|(_, year)| (1900..2200).contains(year));
    let (end, day) = match year.or_else(|| relative_year(scan, next, reference)) {
        Some((end, year)) => (end, day(holiday, year)?),
        None => {
            let page = page_day(reference?)?;
            let days = (-1..=1).filter_map(|by| day(holiday, page.year() + by));
            let ahead = scan.is_all(at, end) || scan.is_future(at);
            let near = |day: &civil::Date| ((*day - page).get_days().abs(), *day);
            (end, days.filter(|day| !ahead || *day >= page).min_by_key(near)?)
        }
    };
    let month = Some(Month::gregorian(day.month()));
    Some(Point { year: Some(day.year()), month, day: Some(day.day()), ..Point::new(at, end) })
}

/// The day of a holiday in a year.
fn day(holiday: Holiday, year: i16) -> Option<civil::Date> {
    match holiday {
        Holiday::Day(month, day) => civil::Date::new(year, month, day).ok(),
        Holiday::Easter(days) => easter(year)?.checked_add(Span::new().days(i64::from(days))).ok(),
        Holiday::Weekday(month, weekday, place) => {
            let weekday = civil::Weekday::from_monday_one_offset(weekday).ok()?;
            civil::Date::new(year, month, 1).ok()?.nth_weekday_of_month(place, weekday).ok()
        }
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher 1876).
fn easter(year: i16) -> Option<civil::Date> {
    let year_of = i32::from(year);
    let (golden, century, rest) = (year_of % 19, year_of / 100, year_of % 100);
    let epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let months = (golden + 11 * epact + 22 * weekday) / 451;
    let day = epact + weekday - 7 * months + 114;
    civil::Date::new(year, i8::try_from(day / 31).ok()?, i8::try_from(day % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use headwater_lang::terms::Holiday;
    use jiff::civil::date;

    #[test]
    fn holidays_are_found_in_their_years() {
        assert_eq!(super::easter(2019), Some(date(2019, 4, 21)));
        assert_eq!(super::easter(2024), Some(date(2024, 3, 31)));
        assert_eq!(super::day(Holiday::Easter(-2), 2025), Some(date(2025, 4, 18)));
        assert_eq!(super::day(Holiday::Weekday(11, 4, 4), 2024), Some(date(2024, 11, 28)));
        assert_eq!(super::day(Holiday::Weekday(5, 1, -1), 2024), Some(date(2024, 5, 27)));
    }
}
