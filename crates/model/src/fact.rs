//! Checkable values as stated. A fact is never a verified one.

use std::fmt;

use jiff::civil::DateTime;
use rust_decimal::Decimal;

use crate::{PartialDate, Span, Voice};

/// A checkable value as the page states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The expression with its unit, currency and magnitude words, without modifiers and counted nouns.
    pub span: Span,
    /// The sentence it stands in.
    pub sentence: Span,
    /// What was stated.
    pub value: Value,
    /// How the page bounds it. A floor must never be compared as if it were the sum itself.
    pub bound: Bound,
    /// The words that bound it, as "at least".
    pub bound_words: Option<Span>,
    /// The noun that a number counts, as "sensors" in "250 acoustic sensors".
    pub counted: Option<Span>,
    /// Who speaks where it stands.
    pub voice: Voice,
}

/// An exact number or a range of them, ends inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Amount {
    /// One number.
    One(Decimal),
    /// From the first to the second.
    Range(Decimal, Decimal),
}

impl fmt::Display for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(amount) => write!(out, "{}", amount.normalize()),
            Self::Range(low, high) => write!(out, "{}..{}", low.normalize(), high.normalize()),
        }
    }
}

/// A value with its unit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A number of things, people or events.
    Number(Amount),
    /// A share as numerator and denominator: two thirds.
    Fraction(u32, u32),
    /// In percent.
    Percent(Amount),
    /// In percentage points.
    PercentagePoints(Amount),
    /// In the currency's major unit.
    Money(Amount, Currency),
    /// In the unit as stated, not converted.
    Measure(Amount, Unit),
    /// Of a person or thing.
    Age(Amount, TimeUnit),
    /// A rank.
    Ordinal(u32),
    /// A length of time as stated, not converted.
    Duration(Amount, TimeUnit),
    /// A length of time in units that none holds exactly, "1 month and 21 days": whole months, and seconds.
    Lengths(u32, u64),
    /// A date or part of one.
    Date(PartialDate),
    /// From one date to another, ends inclusive.
    Period(PartialDate, PartialDate),
    /// A time of a day, in the local time that the page speaks of.
    Moment(DateTime),
    /// From one time of a day to another, perhaps of a later day.
    Hours(DateTime, DateTime),
}

/// The kind of a [`Value`], for grouping and filtering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// [`Value::Number`].
    Number,
    /// [`Value::Fraction`].
    Fraction,
    /// [`Value::Percent`] and [`Value::PercentagePoints`].
    Percent,
    /// [`Value::Money`].
    Money,
    /// [`Value::Measure`].
    Measure,
    /// [`Value::Age`].
    Age,
    /// [`Value::Ordinal`].
    Ordinal,
    /// [`Value::Duration`] and [`Value::Lengths`].
    Duration,
    /// [`Value::Date`], [`Value::Period`], [`Value::Moment`] and [`Value::Hours`].
    Date,
}

impl FactKind {
    /// Returns the lower-case English name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Fraction => "fraction",
            Self::Percent => "percent",
            Self::Money => "money",
            Self::Measure => "measure",
            Self::Age => "age",
            Self::Ordinal => "ordinal",
            Self::Duration => "duration",
            Self::Date => "date",
        }
    }
}

impl Value {
    /// Returns which kind of value this is.
    pub const fn kind(&self) -> FactKind {
        match self {
            Self::Number(_) => FactKind::Number,
            Self::Fraction(..) => FactKind::Fraction,
            Self::Percent(_) | Self::PercentagePoints(_) => FactKind::Percent,
            Self::Money(..) => FactKind::Money,
            Self::Measure(..) => FactKind::Measure,
            Self::Age(..) => FactKind::Age,
            Self::Ordinal(_) => FactKind::Ordinal,
            Self::Duration(..) | Self::Lengths(..) => FactKind::Duration,
            Self::Date(_) | Self::Period(..) | Self::Moment(_) | Self::Hours(..) => FactKind::Date,
        }
    }

    /// Returns the number in it, where it has one.
    pub const fn amount(&self) -> Option<Amount> {
        match self {
            Self::Number(amount)
            | Self::Percent(amount)
            | Self::PercentagePoints(amount)
            | Self::Money(amount, _)
            | Self::Measure(amount, _)
            | Self::Age(amount, _)
            | Self::Duration(amount, _) => Some(*amount),
            Self::Fraction(..)
            | Self::Ordinal(_)
            | Self::Lengths(..)
            | Self::Date(_)
            | Self::Period(..)
            | Self::Moment(_)
            | Self::Hours(..) => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(amount) => write!(out, "{amount}"),
            Self::Fraction(part, whole) => write!(out, "{part}/{whole}"),
            Self::Percent(amount) => write!(out, "{amount} %"),
            Self::PercentagePoints(amount) => write!(out, "{amount} pp"),
            Self::Money(amount, currency) => write!(out, "{amount} {currency}"),
            Self::Measure(amount, unit) => write!(out, "{amount} {unit}"),
            Self::Age(amount, unit) => write!(out, "{amount} {unit} old"),
            Self::Ordinal(rank) => write!(out, "no. {rank}"),
            Self::Duration(amount, unit) => write!(out, "{amount} {unit}"),
            Self::Lengths(months, seconds) => write_lengths(out, *months, *seconds),
            Self::Date(date) => write!(out, "{date}"),
            Self::Period(from, to) => write!(out, "{from}/{to}"),
            Self::Moment(moment) => write_moment(out, *moment),
            Self::Hours(from, to) => {
                write_moment(out, *from)?;
                out.write_str("/")?;
                write_moment(out, *to)
            }
        }
    }
}

/// Writes "1 month 21 day": the parts that are there, the larger units first.
fn write_lengths(out: &mut fmt::Formatter<'_>, months: u32, seconds: u64) -> fmt::Result {
    let parts = [
        (u64::from(months / 12), TimeUnit::Year),
        (u64::from(months % 12), TimeUnit::Month),
        (seconds / 86_400, TimeUnit::Day),
        (seconds / 3_600 % 24, TimeUnit::Hour),
        (seconds / 60 % 60, TimeUnit::Minute),
        (seconds % 60, TimeUnit::Second),
    ];
    let stated = parts.into_iter().filter(|(count, _)| *count > 0);
    for (place, (count, unit)) in stated.enumerate() {
        write!(out, "{}{count} {unit}", if place > 0 { " " } else { "" })?;
    }
    Ok(())
}

fn write_moment(out: &mut fmt::Formatter<'_>, moment: DateTime) -> fmt::Result {
    write!(out, "{}T{:02}:{:02}", moment.date(), moment.hour(), moment.minute())?;
    if moment.second() > 0 { write!(out, ":{:02}", moment.second()) } else { Ok(()) }
}

/// An ISO 4217 code, such as `USD`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Reads a code of three ASCII letters.
    pub fn parse(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| Self(bytes.map(|byte| byte.to_ascii_uppercase())))
    }

    /// Returns the code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// A unit of measurement by its CLDR id, such as `cubic-meter` or `celsius`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit(pub String);

impl fmt::Display for Unit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeUnit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

impl TimeUnit {
    /// Reads a singular English name.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "week" => Self::Week,
            "month" => Self::Month,
            "year" => Self::Year,
            _ => return None,
        })
    }

    /// Returns the singular English name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

impl fmt::Display for TimeUnit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// How a page bounds a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Bound {
    /// Said without a modifier.
    #[default]
    Exact,
    /// "About", "نحو", "約".
    About,
    /// "Nearly", "almost", "just under".
    Nearly,
    /// "At least", "لا تقل عن", "以上"; of dates "since".
    AtLeast,
    /// "More than", "أكثر من", "超"; of dates "after".
    MoreThan,
    /// "Up to", "يصل إلى", "以下"; of dates "until".
    AtMost,
    /// "Less than", "أقل من", "未満"; of dates "before".
    LessThan,
}

impl Bound {
    /// Returns the English words, empty for an exact value.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Exact => "",
            Self::About => "about",
            Self::Nearly => "nearly",
            Self::AtLeast => "at least",
            Self::MoreThan => "more than",
            Self::AtMost => "at most",
            Self::LessThan => "less than",
        }
    }
}
