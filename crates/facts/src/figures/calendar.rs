//! Calendar arithmetic: other calendars' days, and which date near the page's own a partial one means.

use headwater_model::PartialDate;
use jiff::{Span, civil};

/// A calendar that months are named in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Calendar {
    Gregorian,
    /// The Islamic calendar by its arithmetic rule, which may differ by a day from what was seen of the moon.
    Hijri,
    /// The Persian calendar, for the years 1178 to 1633.
    Persian,
}

/// A month of a calendar, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Month {
    pub(crate) calendar: Calendar,
    pub(crate) number: i8,
}

impl Month {
    pub(crate) const fn gregorian(number: i8) -> Self {
        Self { calendar: Calendar::Gregorian, number }
    }
}

/// Returns the day of a date in any calendar.
pub(crate) fn day(year: i16, month: Month, day: i8) -> Option<civil::Date> {
    match month.calendar {
        Calendar::Gregorian => civil::Date::new(year, month.number, day).ok(),
        Calendar::Hijri => from_julian_day(hijri(year, month.number, day)),
        Calendar::Persian => from_julian_day(persian(year, month.number, day)),
    }
}

/// Returns the first and last day of a month in a calendar that is not Gregorian.
pub(crate) fn month_days(year: i16, month: Month) -> Option<(civil::Date, civil::Date)> {
    let next = if month.number < 12 { (year, month.number + 1) } else { (year + 1, 1) };
    let next = day(next.0, Month { number: next.1, ..month }, 1)?;
    Some((day(year, month, 1)?, next.yesterday().ok()?))
}

/// Returns the first and last day of a year in a calendar that is not Gregorian.
pub(crate) fn year_days(year: i16, calendar: Calendar) -> Option<(civil::Date, civil::Date)> {
    let first = |year| day(year, Month { calendar, number: 1 }, 1);
    Some((first(year)?, first(year + 1)?.yesterday().ok()?))
}

fn from_julian_day(number: i32) -> Option<civil::Date> {
    const EPOCH: i32 = 2_440_588;
    civil::date(1970, 1, 1).checked_add(Span::new().try_days(number - EPOCH).ok()?).ok()
}

/// The civil (tabular) Islamic calendar: 30 years have 11 leap days.
fn hijri(year: i16, month: i8, day: i8) -> i32 {
    let (year, month, day) = (i32::from(year), i32::from(month), i32::from(day));
    (11 * year + 3) / 30 + 354 * year + 30 * month - (month - 1) / 2 + day + 1_948_440 - 385
}

/// Leap years by 33-year cycles, which agree with the equinox for the years that pages speak of.
fn persian(year: i16, month: i8, day: i8) -> i32 {
    let (year, month, day) = (i32::from(year), i32::from(month), i32::from(day));
    let leaps = (8 * year + 21) / 33;
    let months = if month <= 7 { 31 * (month - 1) } else { 30 * (month - 1) + 6 };
    1_948_319 + 365 * year + leaps + months + day - 365
}

/// Picks the year in which a month, or a day of it, lies nearest to the page's date; of two as near, the past one.
pub(crate) fn nearest(month: i8, day: Option<i8>, reference: PartialDate) -> Option<PartialDate> {
    let page = page_day(reference)?;
    // Leap days are up to four years away.
    let years = [0, -1, 1, -2, 2, -3, 3, -4, 4].map(|by| page.year() + by);
    let candidates = years.into_iter().filter_map(|year| {
        let middle = civil::Date::new(year, month, day.unwrap_or(15)).ok()?;
        let date = if day.is_some() { PartialDate::Day(middle) } else { PartialDate::Month(year, month) };
        Some(((middle - page).get_days().abs(), date))
    });
    candidates.min_by_key(|(distance, _)| *distance).map(|(_, date)| date)
}

/// Returns the first day of the part of a year of `months` months that lies nearest to the page's date.
pub(crate) fn nearest_part(months: i8, number: i8, reference: PartialDate, future: bool) -> Option<i16> {
    let page = page_day(reference)?;
    let years = [page.year() - 1, page.year(), page.year() + 1];
    let candidates = years.into_iter().filter_map(|year| {
        let middle = civil::Date::new(year, months * (number - 1) + months / 2 + 1, 15).ok()?;
        let distance = (middle - page).get_days();
        Some((distance.abs() + if future && distance < -31 { 1_000 } else { 0 }, year))
    });
    candidates.min_by_key(|(distance, _)| *distance).map(|(_, year)| year)
}

/// Resolves a month, or a day of it, without a year.
pub(crate) fn month_near(
    month: Month,
    number: Option<i8>,
    toward: Option<i32>,
    ahead: bool,
    reference: PartialDate,
) -> Option<PartialDate> {
    let page = page_day(reference)?;
    if month.calendar != Calendar::Gregorian {
        let years = match month.calendar {
            Calendar::Persian => page.year() - 623..page.year() - 619,
            _ => {
                let lunar = i16::try_from((i32::from(page.year()) - 622) * 33 / 32).ok()?;
                lunar - 1..lunar + 2
            }
        };
        let days = years.filter_map(|year| day(year, month, number?));
        return days.min_by_key(|day| (*day - page).get_days().abs()).map(PartialDate::Day);
    }
    let near = nearest(month.number, number, reference)?;
    let moved = |by: i16| match near {
        PartialDate::Month(year, month) => Some(PartialDate::Month(year + by, month)),
        PartialDate::Day(day) => civil::Date::new(day.year() + by, day.month(), day.day()).ok().map(PartialDate::Day),
        PartialDate::Year(_) => None,
    };
    match toward {
        Some(-1) if near.first_day() >= page => moved(-1),
        Some(1) if near.last_day() <= page => moved(1),
        // A leap day has no other so near.
        None if ahead && near.last_day() < page => moved(1).or(Some(near)),
        _ => Some(near),
    }
}

/// A bare day in a report is the last one or the next few: "23日" on the 25th is two days ago.
pub(crate) fn day_near(number: i8, toward: Option<i32>, page: civil::Date) -> Option<PartialDate> {
    let this = civil::Date::new(page.year(), page.month(), number).ok()?;
    let distance = (this - page).get_days();
    let moved = match toward {
        Some(1) if distance < 0 => 1,
        Some(-1) if distance > 0 => -1,
        None if distance > 15 => -1,
        _ => 0,
    };
    this.checked_add(Span::new().months(moved)).ok().map(PartialDate::Day)
}

/// Returns the page's day, where it is known.
pub(crate) const fn page_day(reference: PartialDate) -> Option<civil::Date> {
    match reference {
        PartialDate::Day(day) => Some(day),
        PartialDate::Month(..) | PartialDate::Year(_) => None,
    }
}

/// A weekday in a report is the last one, or the report's own day; in what is to come it is the next.
pub(crate) fn weekday(page: civil::Date, weekday: i8, toward: Option<i32>, future: bool) -> Option<civil::Date> {
    let own = page.weekday().to_monday_one_offset();
    let days = match toward {
        None if future => (weekday - own - 1).rem_euclid(7) + 1,
        None => -(own - weekday).rem_euclid(7),
        Some(0) => weekday - own,
        Some(toward) if toward < 0 => -((own - weekday - 1).rem_euclid(7) + 1),
        // The next Sunday is that of the next week.
        Some(_) => 7 - own + weekday,
    };
    page.checked_add(Span::new().days(days)).ok()
}

/// Returns the day nearest to the page's that has a number in its month and a weekday: "Friday the 13th".
pub(crate) fn numbered(page: civil::Date, number: i8, weekday: i8) -> Option<civil::Date> {
    let months = (-14..=14).filter_map(|by| page.first_of_month().checked_add(Span::new().months(by)).ok());
    let days = months.filter_map(|month| civil::Date::new(month.year(), month.month(), number).ok());
    days.filter(|day| day.weekday().to_monday_one_offset() == weekday).min_by_key(|day| (*day - page).get_days().abs())
}

/// Returns a day of a year near the page's in which it has a weekday: "Friday, 18 July". The weekday of a day close to
/// the page's own is rather wrong than its year.
pub(crate) fn on_weekday(page: civil::Date, month: i8, number: i8, weekday: i8) -> Option<civil::Date> {
    let days = (-1..=1).filter_map(|by| civil::Date::new(page.year() + by, month, number).ok());
    if let Some(close) = days.clone().find(|day| (*day - page).get_days().abs() <= 31) {
        return Some(close);
    }
    days.filter(|day| day.weekday().to_monday_one_offset() == weekday).min_by_key(|day| (*day - page).get_days().abs())
}

/// Returns Monday and Sunday of a week counted from the page's.
pub(crate) fn week(page: civil::Date, by: i32) -> Option<(civil::Date, civil::Date)> {
    let own = i32::from(page.weekday().to_monday_one_offset());
    let monday = page.checked_add(Span::new().try_days(by.checked_mul(7)?.checked_sub(own - 1)?).ok()?).ok()?;
    Some((monday, monday.checked_add(Span::new().days(6)).ok()?))
}

#[cfg(test)]
mod tests {
    use headwater_model::PartialDate;
    use jiff::civil::date;

    use super::{Calendar, Month, day, nearest, week, weekday, year_days};

    #[test]
    fn days_of_other_calendars_are_gregorian_days() {
        let of = |calendar, year, month, number| day(year, Month { calendar, number: month }, number);
        assert_eq!(of(Calendar::Hijri, 1446, 9, 1), Some(date(2025, 3, 1)));
        assert_eq!(of(Calendar::Persian, 1403, 10, 23), Some(date(2025, 1, 12)));
        assert_eq!(of(Calendar::Persian, 1401, 7, 1), Some(date(2022, 9, 23)));
        assert_eq!(year_days(1403, Calendar::Persian), Some((date(2024, 3, 20), date(2025, 3, 20))));
        assert_eq!(year_days(1365, Calendar::Persian), Some((date(1986, 3, 21), date(1987, 3, 20))));
    }

    #[test]
    fn partial_dates_lie_near_the_page() {
        let page = date(2025, 3, 13);
        assert_eq!(nearest(2, None, PartialDate::Day(page)), Some(PartialDate::Month(2025, 2)));
        assert_eq!(nearest(11, None, PartialDate::Day(page)), Some(PartialDate::Month(2024, 11)));
        assert_eq!(weekday(page, 4, None, false), Some(page));
        assert_eq!(weekday(page, 1, Some(-1), false), Some(date(2025, 3, 10)));
        assert_eq!(weekday(page, 1, Some(1), false), Some(date(2025, 3, 17)));
        assert_eq!(week(page, -1), Some((date(2025, 3, 3), date(2025, 3, 9))));
    }
}
