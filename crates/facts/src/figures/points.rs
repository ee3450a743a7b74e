//! One day, month or year as it is written, before it is resolved.

use headwater_lang::terms::{FigureTerm, Side};
use headwater_model::{PartialDate, TimeUnit, Value};
use jiff::{Span, civil};

use super::amounts::past_between;
use super::calendar::{self, Calendar, Month, day, day_near, month_days, month_near, nearest, page_day};
use super::clock::{half, half_of_day};
use super::dates::{relative_week, toward, year_value};
use super::formats::written;
use super::holidays::holiday;
use super::kinds::Kinds;
use super::months::{near_month, with_month_name};
use super::numerals::{rank, unsigned};
use super::scan::Scan;
use super::signs::with_signs;
use super::years::{bare_year, unit_follows};

/// The parts of a date that stand there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) year: Option<i16>,
    pub(super) month: Option<Month>,
    pub(super) day: Option<i8>,
    pub(super) weekday: Option<i8>,
    /// The calendar of a year without a month.
    pub(super) calendar: Calendar,
    /// Whether it is before (-1), in (0) or behind (1) the page's own, where a word says so.
    pub(super) toward: Option<i32>,
    /// Weeks or days from the page's date.
    pub(super) weeks: Option<i32>,
    pub(super) days: Option<i32>,
    /// Whether it is said to be the next one of its name.
    pub(super) coming: bool,
    /// A number that may only be the first or last day of a range.
    pub(super) bare: bool,
}

impl Point {
    pub(super) const fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end,
            year: None,
            month: None,
            day: None,
            weekday: None,
            calendar: Calendar::Gregorian,
            toward: None,
            weeks: None,
            days: None,
            coming: false,
            bare: false,
        }
    }

    /// The same day where something says that it is one.
    pub(crate) const fn announced(self) -> Self {
        Self { bare: false, ..self }
    }

    pub(crate) const fn is_bare(&self) -> bool {
        self.bare
    }

    /// Says whether the number counts something: a unit or noun stands behind it.
    pub(crate) fn counts(&self, scan: &Scan<'_>) -> bool {
        let next = scan.past_hyphen(self.end);
        scan.character(next).is_some_and(char::is_alphabetic)
            && scan
                .term_at(next, |term| matches!(term, FigureTerm::RangeBefore | FigureTerm::Year(_)).then_some(()))
                .is_none()
    }

    /// Gives the ends of a range what only the other says: "2 to 11 May", "March to June 2024".
    pub(crate) fn completed(mut self, mut last: Self) -> Option<(Self, Self)> {
        match (self.bare, last.bare) {
            (true, true) => return None,
            (true, false) => {
                last.day.filter(|day| self.day < Some(*day))?;
                (self.month, self.year) = (Some(last.month?), last.year);
            }
            // "du 13 au 18": days of the page's month.
            (false, true) if self.month.is_none() && self.weekday.is_none() && self.day.is_some() => {
                last.day.filter(|day| self.day < Some(*day))?;
                last.bare = false;
            }
            (false, true) => {
                self.day.filter(|day| last.day > Some(*day))?;
                (last.month, last.year) = (Some(self.month?), self.year);
            }
            (false, false) => {}
        }
        if let (Some(month), Some(until)) = (self.month, last.month) {
            let turns = month.number > until.number;
            match (self.year, last.year) {
                (None, Some(year)) => self.year = Some(if turns { year - 1 } else { year }),
                (Some(year), None) => last.year = Some(if turns { year + 1 } else { year }),
                _ => {}
            }
        }
        // "del 2 al 11 de mayo": the first announces a day of the second's month.
        if let (None, Some(month), None) = (self.month, last.month, self.weekday)
            && self.day.is_some_and(|day| last.day > Some(day))
        {
            (self.month, self.year) = (Some(month), last.year);
        }
        // A number with a sign of its own, as "11日", is a day of the other end's month.
        if let (Some(month), Some(_), None, true) = (self.month, last.day, last.month, self.day.is_some()) {
            (last.month, last.year) = (Some(month), self.year);
        }
        Some((self, last))
    }

    /// Resolves the point against the page's date.
    pub(crate) fn value(self, scan: &Scan<'_>, reference: Option<PartialDate>) -> Option<Value> {
        let page = reference.and_then(page_day);
        match (self.year, self.month, self.day) {
            (Some(year), Some(month), Some(number)) => day(year, month, number).map(PartialDate::Day).map(Value::Date),
            (Some(year), Some(month), None) if month.calendar == Calendar::Gregorian => {
                Some(Value::Date(PartialDate::Month(year, month.number)))
            }
            (Some(year), Some(month), None) => {
                let (from, to) = month_days(year, month)?;
                Some(Value::Period(PartialDate::Day(from), PartialDate::Day(to)))
            }
            (Some(year), None, None) => year_value(year, self.calendar),
            (None, Some(month), Some(number)) if self.weekday.is_some() && month.calendar == Calendar::Gregorian => {
                let fits = calendar::on_weekday(page?, month.number, number, self.weekday?).map(PartialDate::Day);
                fits.or_else(|| nearest(month.number, Some(number), reference?)).map(Value::Date)
            }
            (None, Some(month), number) => {
                month_near(month, number, self.toward, scan.ahead.get(), reference?).map(Value::Date)
            }
            (None, None, Some(number)) if self.weekday.is_some() => {
                calendar::numbered(page?, number, self.weekday?).map(PartialDate::Day).map(Value::Date)
            }
            (None, None, Some(number)) if !self.bare => day_near(number, self.toward, page?).map(Value::Date),
            _ => {
                let page = page?;
                let day = match (self.weekday, self.weeks, self.days) {
                    (_, _, Some(days)) => page.checked_add(Span::new().try_days(days).ok()?).ok()?,
                    (Some(weekday), Some(weeks), _) => {
                        let (monday, _) = calendar::week(page, weeks)?;
                        monday.checked_add(Span::new().days(weekday - 1)).ok()?
                    }
                    (Some(weekday), None, _) => {
                        let toward = self.toward.filter(|_| !self.coming);
                        let future =
                            self.coming || toward.is_none() && (scan.ahead.get() || scan.is_future(self.start));
                        calendar::weekday(page, weekday, toward, future)?
                    }
                    _ => return None,
                };
                Some(Value::Date(PartialDate::Day(day)))
            }
        }
    }

    /// Whether it is a month, perhaps with its year.
    pub(super) const fn is_month(&self) -> bool {
        self.month.is_some() && self.day.is_none() && self.weekday.is_none()
    }

    /// Whether it is a weekday or a day counted from the page's, by name.
    pub(super) const fn is_named_day(&self) -> bool {
        self.month.is_none() && self.day.is_none() && (self.weekday.is_some() || self.days.is_some())
    }

    /// Whether it names a weekday only.
    pub(crate) const fn is_weekday(&self) -> bool {
        self.weekday.is_some() && self.day.is_none()
    }
}

/// Reads the date that starts at `at`: the reading that covers most.
pub(crate) fn point(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<Point> {
    scan.points.at(at, || read_point(scan, at, reference))
}

fn read_point(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<Point> {
    let has = |kind: Kinds| scan.kinds.has(kind);
    let readings = [
        has(Kinds::WEEKDAY).then(|| with_weekday(scan, at, reference)).flatten(),
        dated(scan, at, reference),
        relative_day(scan, at),
        next_day(scan, at),
        has(Kinds::MONTH).then(|| near_month(scan, at, reference)).flatten(),
        announced_day(scan, at),
        bare_year(scan, at).map(|(end, year, calendar)| Point { year: Some(year), calendar, ..Point::new(at, end) }),
    ];
    let best = readings.into_iter().flatten().reduce(|best, other| if other.end > best.end { other } else { best })?;
    Some(if best.day.is_some() && best.month.is_some() { weekday_behind(scan, best) } else { best })
}

/// "18 July, Friday", "1월 22일 월요일": the weekday stands behind the day.
fn weekday_behind(scan: &Scan<'_>, point: Point) -> Point {
    let mut at = scan.past_space(point.end);
    let bracket = matches!(scan.character(at), Some('(' | '（'));
    if let Some(sign) = scan.character(at).filter(|sign| matches!(sign, ',' | '、' | '，' | '(' | '（')) {
        at = scan.past_space(at + sign.len_utf8());
    }
    let weekday = scan.term_at(at, |term| match term {
        FigureTerm::Weekday(weekday) => Some(*weekday),
        _ => None,
    });
    let closed = |end: usize| scan.character(end).filter(|sign| matches!(sign, ')' | '）')).map(char::len_utf8);
    match weekday {
        Some((end, weekday)) if point.weekday.is_none() && (!bracket || closed(end).is_some()) => {
            Point { weekday: Some(weekday), end: end + closed(end).filter(|_| bracket).unwrap_or(0), ..point }
        }
        _ => point,
    }
}

/// A date with a day or month that is written out.
fn dated(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<Point> {
    let readings = [
        all_digits(scan, at),
        month_of_year(scan, at),
        with_signs(scan, at, reference),
        with_month_name(scan, at, reference),
        slashed(scan, at, false),
        written(scan, at),
        holiday(scan, at, reference),
    ];
    readings.into_iter().flatten().reduce(|best, other| if other.end > best.end { other } else { best })
}

/// A day's number that only a range makes a date.
pub(crate) fn bare_day(scan: &Scan<'_>, at: usize) -> Option<Point> {
    let (end, day) = day_at(scan, at)?;
    // "14. - 15.10.2018".
    let stop =
        scan.character(end) == Some('.') && is_comma_language(scan) && past_between(scan, end + 1, false).is_some();
    Some(Point { day: Some(day), bare: true, ..Point::new(at, end + usize::from(stop)) })
}

/// "now", which is a date only as an end of a range.
pub(crate) fn now(scan: &Scan<'_>, at: usize) -> Option<Point> {
    let end = scan.mark_at(at, &FigureTerm::Now)?;
    Some(Point { days: Some(0), ..Point::new(at, end) })
}

/// "on the 18th", "am 15.", "el 27": a day's number behind a word that announces a day.
fn announced_day(scan: &Scan<'_>, at: usize) -> Option<Point> {
    let numbered = |day: &Point| scan.mark_at(scan.past_space(day.end), &FigureTerm::DayNumber).is_some();
    if let Some(day) = bare_day(scan, at).filter(numbered) {
        return Some(day.announced());
    }
    scan.mark_before(scan.before_space(at), &FigureTerm::OnDay)?;
    scan.digits_at(at)?;
    let day = bare_day(scan, at).filter(|day| stands_as_day(scan, day.end))?;
    let listed = scan.digits_at(scan.past_space(day.end)).is_some();
    (!listed).then_some(Point { bare: false, ..day })
}

/// `2025-01-23`, `23/01/2025`, `23.1.2025`, `23.1.25`: the order is the language's unless the year comes first.
fn all_digits(scan: &Scan<'_>, at: usize) -> Option<Point> {
    scan.digits_at(at)?;
    let rest = scan.text.get(at..scan.text.floor_char_boundary((at + 20).min(scan.text.len())))?;
    let sign = rest.trim_start_matches(|character: char| character.is_ascii_digit()).chars().next()?;
    if !matches!(sign, '-' | '/' | '.') {
        return None;
    }
    let length = rest.find(|character: char| !character.is_ascii_digit() && character != sign).unwrap_or(rest.len());
    let written = rest.get(..length)?.trim_end_matches(sign);
    let parts: Vec<&str> = written.split(sign).take(4).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let number = |part: &str| part.parse::<i16>().ok();
    let short = |part: &str| number(part).map(|year| if year < 50 { 2000 + year } else { 1900 + year });
    let mdy = scan.language.file.dates.digits == "mdy";
    let (year, month, date) = match (first.len(), third.len()) {
        (4, 1 | 2) => (number(first)?, number(second)?, number(third)?),
        (1 | 2, 4) if mdy => (number(third)?, number(first)?, number(second)?),
        (1 | 2, 4) => (number(third)?, number(second)?, number(first)?),
        (2, 2) if second.len() == 2 && mdy => (short(third)?, number(first)?, number(second)?),
        (2, 2) if second.len() == 2 && sign != '-' => (short(third)?, number(second)?, number(first)?),
        _ => return None,
    };
    // What cannot be in the language's order may be in the other.
    let (month, date) = if month > 12 && date <= 12 { (date, month) } else { (month, date) };
    let (month, date) = (i8::try_from(month).ok()?, i8::try_from(date).ok()?);
    civil::Date::new(year, month, date).ok()?;
    let place = Point::new(at, at + written.len());
    Some(Point { year: Some(year), month: Some(Month::gregorian(month)), day: Some(date), ..place })
}

/// "11/2016", "2016-11".
fn month_of_year(scan: &Scan<'_>, at: usize) -> Option<Point> {
    let first = scan.digits_at(at).filter(|digits| digits.bare > 0)?;
    let spaced = scan.past_space(first.end);
    let decimal = !is_comma_language(scan);
    let sign = scan.character(spaced).filter(|sign| match sign {
        '/' => true,
        '-' => true,
        '.' => spaced == first.end && !decimal,
        _ => false,
    })?;
    let next = spaced + sign.len_utf8();
    let second = scan.digits_at(if matches!(sign, '/' | '-') { scan.past_space(next) } else { next })?;
    let joined = sign == '/' || spaced == first.end && second.start == next;
    let goes_on = scan.character(second.end).is_some_and(|next| matches!(next, '/' | '-') || next.is_alphanumeric());
    let (year, month) = match (first.bare, second.bare) {
        (4, 1 | 2) => (first.value, second.value),
        (1 | 2, 4) => (second.value, first.value),
        _ => return None,
    };
    let year: i16 = year.try_into().ok().filter(|year| (1900..2100).contains(year))?;
    let month: i8 = month.try_into().ok().filter(|month| (1..=12).contains(month))?;
    // "2011-12" may be two years.
    let season = first.bare == 4 && i16::from(month) == (year + 1) % 100;
    let month = Some(Month::gregorian(month));
    let stands = joined || stands_as_day(scan, second.end);
    (!goes_on && !season && stands).then_some(Point { year: Some(year), month, ..Point::new(at, second.end) })
}

/// "23/4": day and month in digits. Behind a weekday any such pair is one; by itself "3/4" is a fraction.
fn slashed(scan: &Scan<'_>, at: usize, said: bool) -> Option<Point> {
    let first = scan.digits_at(at).filter(|digits| (1..=2).contains(&digits.bare))?;
    let sign = scan.character(first.end).filter(|sign| matches!(sign, '/' | '.' | '-'))?;
    let second = scan.digits_at(first.end + sign.len_utf8()).filter(|digits| (1..=2).contains(&digits.bare))?;
    // "am 15.1." needs its last stop.
    let dotted = sign == '.' && scan.character(second.end) == Some('.') && is_comma_language(scan);
    let said = said || dotted;
    if sign != '/' && !said {
        return None;
    }
    let goes_on = scan.character(second.end).is_some_and(|next| next == '/' || next.is_alphanumeric());
    let (one, other) = (i8::try_from(first.value).ok()?, i8::try_from(second.value).ok()?);
    let (month, date) = if scan.language.file.dates.digits == "dmy" { (other, one) } else { (one, other) };
    let (month, date) = if month > 12 { (date, month) } else { (month, date) };
    let fraction = !said && one < other && (other <= 10 || other % 10 == 0) && !first.padded && !second.padded;
    civil::Date::new(2000, month, date).ok()?;
    (!goes_on && !fraction).then_some(Point {
        month: Some(Month::gregorian(month)),
        day: Some(date),
        ..Point::new(at, second.end + usize::from(dotted && !scan.ends_sentence(second.end + 1)))
    })
}

/// Whether the usual decimal sign is not the full stop, which may then join the numbers of a date.
pub(super) fn is_comma_language(scan: &Scan<'_>) -> bool {
    scan.language.file.numbers.decimal.first().is_some_and(|sign| *sign != '.')
}

pub(super) fn day_at(scan: &Scan<'_>, at: usize) -> Option<(usize, i8)> {
    let small = |value: i8| Some(value).filter(|value| (1..=31).contains(value));
    if let Some(digits) = scan.digits_at(at) {
        let value = small(digits.value.try_into().ok()?).filter(|_| digits.bare > 0 && digits.bare <= 2)?;
        let mark = |term: &FigureTerm| {
            matches!(term, FigureTerm::DaySuffix | FigureTerm::OrdinalMark(Side::After)).then_some(())
        };
        let suffix = scan.term_at(digits.end, mark).or_else(|| {
            scan.term_at(scan.past_space(digits.end), |term| (*term == FigureTerm::DaySuffix).then_some(()))
        });
        let end = suffix.map_or(digits.end, |(end, ())| end);
        return Some((scan.mark_at(end, &FigureTerm::DateSign(2)).unwrap_or(end), value));
    }
    let ranked = rank(scan, at).and_then(|(end, value)| Some((end, small(value.try_into().ok()?)?)));
    ranked.or_else(|| {
        let number = unsigned(scan, at).filter(|number| number.spelled && number.ratio.is_none())?;
        Some((number.end, small(number.value.try_into().ok()?)?))
    })
}

/// The same before a weekday, which words such as "on" may announce: "next week on Tuesday".
fn past_day_words(scan: &Scan<'_>, at: usize) -> usize {
    past(scan, at, |term| matches!(term, FigureTerm::DateSeparator | FigureTerm::OnDay))
}

/// Skips spaces, commas and the language's separators between parts of a date.
pub(super) fn past_separators(scan: &Scan<'_>, at: usize) -> usize {
    past(scan, at, |term| *term == FigureTerm::DateSeparator)
}

/// The same before a year, which words such as "of the year" may announce.
pub(super) fn past_year_words(scan: &Scan<'_>, at: usize) -> usize {
    past(scan, at, |term| matches!(term, FigureTerm::DateSeparator | FigureTerm::Year(Side::Before)))
}

fn past(scan: &Scan<'_>, at: usize, separates: impl Fn(&FigureTerm) -> bool) -> usize {
    let mut at = scan.past_space(at);
    for _ in 0..3 {
        let comma = scan.character(at).filter(|character| matches!(character, ',' | '،' | '.' | '-' | '/'));
        let separator = scan.term_at(at, |term| separates(term).then_some(()));
        match (separator, comma) {
            (Some((end, ())), _) => at = scan.past_hyphen(end),
            (None, Some(comma)) => at = scan.past_space(at + comma.len_utf8()),
            (None, None) => break,
        }
    }
    at
}

/// "the next day" counts from the page's, where the text before names no other day.
fn next_day(scan: &Scan<'_>, at: usize) -> Option<Point> {
    const NEAR: usize = 240;
    let day = |at: usize| scan.mark_at(at, &FigureTerm::Time(TimeUnit::Day));
    let next = |at: usize| toward(scan, at).filter(|(_, by)| *by == 1).map(|(end, _)| scan.past_space(end));
    let end = match next(at) {
        Some(behind) => day(behind)?,
        None => toward(scan, scan.past_space(day(at)?)).filter(|(_, by)| *by == 1)?.0,
    };
    let told = scan.says(at.saturating_sub(NEAR), at, &|term| {
        matches!(
            term,
            FigureTerm::Month(_) | FigureTerm::Weekday(_) | FigureTerm::RelativeDay(_) | FigureTerm::DateSign(2)
        )
    });
    (!told && scan.longest_at(end).is_none()).then_some(Point { days: Some(1), ..Point::new(at, end) })
}

/// "yesterday".
fn relative_day(scan: &Scan<'_>, at: usize) -> Option<Point> {
    let (end, days) = scan.term_at(at, |term| match term {
        FigureTerm::RelativeDay(days) | FigureTerm::RelativePart(days, _) => Some(*days),
        FigureTerm::NearDay(days) => Some(if scan.is_future(at) { *days } else { -*days }),
        _ => None,
    })?;
    // "اليوم الثالث" is the third day.
    let ranked = |term: &FigureTerm| matches!(term, FigureTerm::Ordinal(_) | FigureTerm::Toward(_)).then_some(());
    let next = scan.past_space(end);
    if scan.term_at(next, ranked).is_some_and(|(end, ())| scan.longest_at(next) == Some(end)) {
        return None;
    }
    // "la mañana" is a part of a day, "mañana" the next one.
    if scan.term_before(end, half).is_some_and(|(start, _)| start < at) {
        return None;
    }
    let point = Point { days: Some(days), ..Point::new(at, end) };
    // "yesterday, Wednesday" is one day.
    let next = scan.past_space(end);
    let again = scan.term_at(next, |term| matches!(term, FigureTerm::Weekday(_)).then_some(()));
    Some(again.map_or(point, |(end, ())| Point { end, ..point }))
}

/// "Monday", "next Monday", "lunes pasado", "Tuesday, 11 March", "Kamis (20/3)", "下周五".
fn with_weekday(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<Point> {
    let weekday = |term: &FigureTerm| match term {
        FigureTerm::Weekday(weekday) => Some(*weekday),
        _ => None,
    };
    let before = toward(scan, at);
    let week_before = relative_week(scan, at);
    let starts = [Some(at), before.map(|(end, _)| end), week_before.map(|(end, _)| end)];
    let found = starts.into_iter().zip([false, true, true]).rev().find_map(|(start, moved)| {
        let start = start?;
        let start = if moved { past_day_words(scan, start) } else { start };
        scan.term_at(start, weekday).filter(|(end, _)| stands_as_weekday(scan, start, *end))
    });
    let (end, weekday) = found?;
    let mut point = Point { weekday: Some(weekday), ..Point::new(at, end) };
    if end != scan.term_at(at, |term| matches!(term, FigureTerm::Weekday(_)).then_some(())).map_or(0, |(end, ())| end) {
        (point.toward, point.weeks) = (before.map(|(_, by)| by), week_before.map(|(_, by)| by));
        point.coming = scan.mark_at(at, &FigureTerm::Coming).is_some();
    }
    let next = scan.past_space(end);
    // "Wednesday evening next week".
    let part = half_of_day(scan, next).map_or(end, |(end, _)| end);
    if let Some((end, by)) = relative_week(scan, past_day_words(scan, part)) {
        point = Point { end, weeks: Some(by), ..point };
    } else if let Some((end, by)) = toward(scan, next) {
        point = Point { end, toward: Some(by), coming: scan.mark_at(next, &FigureTerm::Coming).is_some(), ..point };
    }
    let bracket = scan.character(next) == Some('(');
    let from = past_day_words(scan, if bracket { next + 1 } else { point.end });
    let behind = dated(scan, from, reference).or_else(|| slashed(scan, from, true));
    match behind.filter(|behind| behind.day.is_some()) {
        Some(behind) => {
            let closed = bracket && scan.character(behind.end) == Some(')');
            Some(Point { start: at, end: behind.end + usize::from(closed), weekday: Some(weekday), ..behind })
        }
        None => Some(numbered(scan, from, point).unwrap_or(point)),
    }
}

/// "na sexta" is Friday, "na sexta fase" the sixth: a name that is a rank as well is a day only where a word says so.
fn stands_as_weekday(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let ranked = |term: &FigureTerm| matches!(term, FigureTerm::Ordinal(_)).then_some(());
    if scan.term_at(at, ranked).is_none_or(|(rank, ())| rank != end) {
        return true;
    }
    let word =
        |term: &FigureTerm| matches!(term, FigureTerm::OnDay | FigureTerm::Own | FigureTerm::Toward(_)).then_some(());
    let said = || {
        scan.is_all(at, end)
            || scan.term_before(scan.before_space(at), word).is_some()
            || toward(scan, scan.past_space(end)).is_some()
            || relative_week(scan, past_day_words(scan, end)).is_some()
    };
    stands_as_day(scan, end) && said()
}

/// "Friday the 26th": the number of the day stands behind its name.
fn numbered(scan: &Scan<'_>, at: usize, weekday: Point) -> Option<Point> {
    if weekday.toward.is_some() || weekday.weeks.is_some() {
        return None;
    }
    let day = bare_day(scan, at)?;
    let marked = scan.digits_at(at).is_none_or(|digits| digits.end < day.end);
    // "Monday 8 to 9" are hours.
    if !marked && past_between(scan, day.end, true).is_some_and(|(next, _)| scan.digits_at(next).is_some()) {
        return None;
    }
    (stands_as_day(scan, day.end) || marked && !counts_a_noun(scan, day.end)).then_some(Point {
        day: day.day,
        end: day.end,
        ..weekday
    })
}

/// Whether what stands behind the number of a day leaves it one: the end of a clause, or a word of dates.
pub(super) fn stands_as_day(scan: &Scan<'_>, end: usize) -> bool {
    !unit_follows(scan, end) && !counts_a_noun(scan, end)
}

fn counts_a_noun(scan: &Scan<'_>, end: usize) -> bool {
    let next = scan.past_space(end);
    let word = |term: &FigureTerm| {
        use FigureTerm as Term;
        matches!(
            term,
            Term::Clock
                | Term::OnDay
                | Term::RangeBefore
                | Term::RangeBetween
                | Term::DateBound(..)
                | Term::RangeAnd
                | Term::Forenoon
                | Term::Afternoon
        )
        .then_some(())
    };
    let goes_on = scan.character(end).is_some_and(|next| matches!(next, '-' | '.' | ',' | ':' | '/' | '%'))
        && scan.character(end + 1).is_some_and(char::is_alphanumeric);
    goes_on || scan.character(next).is_some_and(char::is_alphabetic) && scan.term_at(next, word).is_none()
}
