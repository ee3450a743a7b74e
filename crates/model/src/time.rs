//! Dates as pages state them, and the intervals they allow.

use std::fmt;

use jiff::{Timestamp, civil};

/// A date as exactly as it was stated. Displays as EDTF level 0 (ISO 8601-2): `2025`, `2025-01`, `2025-01-23`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// A calendar year.
    Year(i16),
    /// A month of a year, 1 to 12.
    Month(i16, i8),
    /// A day.
    Day(civil::Date),
}

impl PartialDate {
    /// Returns the first day that the date can mean.
    pub fn first_day(self) -> civil::Date {
        match self {
            Self::Year(year) => civil::Date::new(year, 1, 1).unwrap_or(civil::Date::MIN),
            Self::Month(year, month) => civil::Date::new(year, month, 1).unwrap_or(civil::Date::MIN),
            Self::Day(day) => day,
        }
    }

    /// Returns the last day that the date can mean.
    pub fn last_day(self) -> civil::Date {
        match self {
            Self::Year(year) => civil::Date::new(year, 12, 31).unwrap_or(civil::Date::MAX),
            Self::Month(..) => self.first_day().last_of_month(),
            Self::Day(day) => day,
        }
    }

    /// Returns the calendar year.
    pub fn year(self) -> i16 {
        self.first_day().year()
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(out, "{year:04}"),
            Self::Month(year, month) => write!(out, "{year:04}-{month:02}"),
            Self::Day(day) => write!(out, "{day}"),
        }
    }
}

/// A moment as a page states it: a date, with clock time and offset from UTC where the page gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    /// The publisher's local date.
    pub date: PartialDate,
    /// The publisher's local time of day.
    pub time: Option<civil::Time>,
    /// Seconds east of UTC. Without it the zone is unknown.
    pub offset: Option<i32>,
}

impl When {
    /// Makes a moment that is known to the day only.
    pub const fn day(date: civil::Date) -> Self {
        Self { date: PartialDate::Day(date), time: None, offset: None }
    }
}

impl fmt::Display for When {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.date)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(out, "T{:02}:{:02}", time.hour(), time.minute())?;
        match self.offset {
            None => Ok(()),
            Some(0) => out.write_str("Z"),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                write!(out, "{sign}{:02}:{:02}", offset.abs() / 3600, offset.abs() / 60 % 60)
            }
        }
    }
}

/// The time in which something must have happened, ends inclusive. An open end is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Interval {
    /// Not before.
    pub lo: Option<Timestamp>,
    /// Not after.
    pub hi: Option<Timestamp>,
}
