//! Times of day: figures only behind or before a date, else look-alikes.

use headwater_lang::terms::{FigureTerm, Side};
use headwater_model::TimeUnit;
use jiff::civil;

use super::amounts::{opener_before, past_between};
use super::numerals::unsigned;
use super::scan::Scan;
use super::years::unit_follows;

/// A time of day as it is written, and where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clock {
    pub(crate) end: usize,
    hour: i8,
    minute: i8,
    second: i8,
    /// The half of the day that its own words put it in: before noon (false) or after.
    half: Option<bool>,
    /// Whether it can be nothing but a time of day.
    sure: bool,
    /// Whether a word for hours stands behind it, which may count them as well.
    marked: bool,
}

/// One time of day, or from one to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hours {
    pub(crate) end: usize,
    from: Clock,
    to: Option<Clock>,
    /// Whether it can be nothing but a time of day.
    pub(crate) sure: bool,
    /// Whether a word behind it announces a range.
    pub(crate) closed: bool,
}

impl Hours {
    /// Says whether it goes from one time to another.
    pub(crate) const fn is_range(self) -> bool {
        self.to.is_some()
    }

    /// Says whether a word for hours stands behind it: "9h", "6 uur".
    pub(crate) const fn is_marked(self) -> bool {
        self.from.marked
    }

    /// Puts the times on a day. `half` is what stands elsewhere of the half of the day: "tonight at 7".
    pub(crate) fn on(self, day: civil::Date, half: Option<bool>) -> Option<(civil::DateTime, Option<civil::DateTime>)> {
        let Some(to) = self.to else { return Some((day.to_datetime(self.from.time(half)?), None)) };
        // "from 5 to 6 pm", but "from 11 to 1 pm".
        let shared = to.half.filter(|after| *after && self.from.minutes() < to.minutes());
        let from = day.to_datetime(self.from.time(half.or(shared))?);
        let mut until = day.to_datetime(to.time(half.or(self.from.half.filter(|after| *after)))?);
        // "from 10:30 to 3": the clock goes on.
        for hours in [12, 12] {
            if until <= from {
                until = until.checked_add(jiff::Span::new().hours(hours)).ok()?;
            }
        }
        Some((from, Some(until)))
    }
}

impl Clock {
    /// The minutes since noon or midnight.
    fn minutes(self) -> i16 {
        i16::from(self.hour % 12) * 60 + i16::from(self.minute)
    }

    fn time(self, half: Option<bool>) -> Option<civil::Time> {
        let hour = match (self.half.or(half), self.hour) {
            (Some(true), 1..12) => self.hour + 12,
            (Some(false), 12) | (_, 24) => 0,
            _ => self.hour,
        };
        let minutes = i16::from(hour) * 60 + i16::from(self.minute);
        let (hour, minute) = (minutes.rem_euclid(24 * 60) / 60, minutes.rem_euclid(60));
        civil::Time::new(hour.try_into().ok()?, minute.try_into().ok()?, self.second, 0).ok()
    }
}

/// Reads the time of day at `at`, or the two that it goes from and to: "10:30", "2 to 4pm", "午後3時から5時".
pub(crate) fn hours(scan: &Scan<'_>, at: usize, said: bool) -> Option<Hours> {
    let from = clock(scan, at, said)?;
    let single = Hours { end: from.end, from, to: None, sure: from.sure, closed: false };
    let opened = opener_before(scan, at).is_some();
    let second = |opened: bool| {
        let (next, _) = past_between(scan, from.end, opened)?;
        let (next, said) = past_clock_word(scan, next);
        // "4時から2月3日": a date follows, no time of day.
        let dated = |end: usize| {
            let sign = |term: &FigureTerm| matches!(term, FigureTerm::DateSign(_) | FigureTerm::Month(_)).then_some(());
            scan.term_at(scan.past_space(end), sign)
                .is_some_and(|(sign, ())| scan.longest_at(scan.past_space(end)) == Some(sign))
        };
        clock(scan, next, said).filter(|to| to.sure || !dated(to.end))
    };
    let closed = |to: &Clock| scan.mark_at(scan.past_space(to.end), &FigureTerm::RangeAfter);
    let Some(to) = second(opened).or_else(|| second(true).filter(|to| closed(to).is_some())) else {
        return Some(single);
    };
    let closed = closed(&to);
    if from.sure || to.sure || opened || closed.is_some() {
        return Some(Hours { end: to.end, from, to: Some(to), sure: from.sure || to.sure, closed: closed.is_some() });
    }
    Some(single)
}

/// Reads the time of day at `at`: "10:30", "6.00 uur", "3 p.m.", "half past seven", "午後3時20分". `said` is whether a
/// word before says that it is one.
fn clock(scan: &Scan<'_>, at: usize, said: bool) -> Option<Clock> {
    let before = half_of_day(scan, at);
    let start = before.map_or(at, |(end, _)| scan.past_space(end));
    if let Some((end, hour)) = named(scan, start) {
        let named = Clock { end, hour, minute: 0, second: 0, half: Some(hour >= 12), sure: true, marked: false };
        return Some(named);
    }
    let offset = scan.term_at(start, |term| match term {
        FigureTerm::ClockOffset(minutes, Side::Before) => Some(*minutes),
        _ => None,
    });
    let from = offset.map_or(start, |(end, _)| scan.past_space(end));
    let (hour_end, hour, spelled) = whole_hour(scan, from)?;
    let mut found =
        Clock { end: hour_end, hour, minute: 0, second: 0, half: None, sure: said && before.is_some(), marked: false };
    if !spelled {
        parts(scan, &mut found, said);
    }
    hour_word(scan, &mut found, hour_end, said);
    if let Some((end, minutes)) = offset {
        // "half past seven" is sure by itself, "half seven" is not.
        let several = scan.text.get(start..end).is_some_and(|words| words.contains(' '));
        (found.minute, found.sure) = (minutes, found.sure || said || several && !unit_follows(scan, found.end));
    }
    // "las siete y media", "sette meno un quarto".
    let added = scan.term_at(scan.past_space(found.end), |term| match term {
        FigureTerm::ClockOffset(minutes, Side::After) => Some(*minutes),
        _ => None,
    });
    let opened = opener_before(scan, at).is_some();
    let added = added.or_else(|| joined_minutes(scan, found).filter(|_| said && !opened));
    if let Some((end, minutes)) = added.filter(|_| said || found.sure || before.is_some()) {
        (found.end, found.minute) = (end, minutes);
    }
    match half_of_day(scan, scan.past_space(found.end)).filter(|_| before.is_none()) {
        // The name of a half of the day tells the hour even where a count could stand.
        Some((end, after)) => (found.end, found.half, found.sure) = (end, Some(after), true),
        None => found.half = before.map(|(_, after)| after),
    }
    (!goes_on(scan, found.end)).then_some(found)
}

/// "alle otto e 20": minutes behind a joining word.
fn joined_minutes(scan: &Scan<'_>, found: Clock) -> Option<(usize, i8)> {
    let end = scan.mark_at(scan.past_space(found.end), &FigureTerm::Joiner)?;
    if !scan.character(scan.past_space(found.end)).is_some_and(char::is_alphabetic) {
        return None;
    }
    let number = unsigned(scan, scan.past_space(end)).filter(|number| number.ratio.is_none())?;
    let minutes = i8::try_from(number.value).ok().filter(|minutes| (1..60).contains(minutes))?;
    (found.minute == 0 && !unit_follows(scan, number.end)).then_some((number.end, minutes))
}

/// "noon" and "midnight" as hours.
fn named(scan: &Scan<'_>, at: usize) -> Option<(usize, i8)> {
    if scan.character_before(at) == Some('-') {
        return None;
    }
    scan.term_at(at, |term| match term {
        FigureTerm::ClockName(hour) => Some(*hour),
        _ => None,
    })
}

/// The hour in digits or spelled: its end, the hour and whether it is spelled.
fn whole_hour(scan: &Scan<'_>, at: usize) -> Option<(usize, i8, bool)> {
    if let Some((end, hour, _)) = run(scan, at).filter(|(_, hour, width)| *hour <= 24 && *width <= 2) {
        return Some((end, i8::try_from(hour).ok()?, false));
    }
    let (end, word) = scan.term_at(at, |term| match term {
        FigureTerm::Word(hour @ 1..=24) => i8::try_from(*hour).ok(),
        _ => None,
    })?;
    // "siete y media" is no number of hours here.
    let number = unsigned(scan, at).filter(|number| number.spelled && number.ratio.is_none());
    let Some(number) = number else { return Some((end, word, true)) };
    let hour = i8::try_from(number.value).ok().filter(|hour| *hour <= 24)?;
    Some((number.end, hour, true))
}

/// Minutes and seconds behind signs: "10:30:15", "6.00".
fn parts(scan: &Scan<'_>, found: &mut Clock, said: bool) {
    let small = |value: u32| i8::try_from(value).unwrap_or_default();
    let Some((end, value, sign)) = minutes(scan, found.end) else { return };
    (found.end, found.minute) = (end, small(value));
    found.sure |= sign != '.' || said;
    if let Some((end, value, ':')) = minutes(scan, found.end) {
        (found.end, found.second) = (end, small(value));
    }
}

/// "6 uur", "20時15分30秒": words behind the hour, the minutes and the seconds.
fn hour_word(scan: &Scan<'_>, found: &mut Clock, hour_end: usize, said: bool) {
    let Some(next) = scan.mark_at(scan.past_space(found.end), &FigureTerm::Hour) else { return };
    // "6 uur" is as often a length of time.
    let hours = |term: &FigureTerm| matches!(term, FigureTerm::Time(_)).then_some(());
    found.marked = true;
    found.sure |= said || found.end > hour_end || scan.term_at(scan.past_space(found.end), hours).is_none();
    found.end = next;
    let small = |at: usize| {
        let digits = run(scan, at).map(|(end, value, _)| (end, value));
        let spelled = || unsigned(scan, at).filter(|number| number.spelled && number.ratio.is_none());
        let (end, value) =
            digits.or_else(|| spelled().and_then(|number| Some((number.end, number.value.try_into().ok()?))))?;
        (value < 60).then_some((end, i8::try_from(value).ok()?))
    };
    let joiner = scan.mark_at(scan.past_space(next), &FigureTerm::Joiner);
    let Some((end, value)) = small(scan.past_space(joiner.unwrap_or(next))) else { return };
    let marked = scan.mark_at(scan.past_space(end), &FigureTerm::Minute);
    let bare = value >= 10 && !scan.character(scan.past_space(end)).is_some_and(char::is_alphanumeric);
    if let Some(end) = marked.or_else(|| (bare && said).then_some(end)) {
        // "два часа 51 минуту" is a length of time.
        (found.end, found.minute) = (end, value);
    }
    let second = |term: &FigureTerm| (*term == FigureTerm::Time(TimeUnit::Second)).then_some(());
    let counted = small(scan.past_space(found.end));
    if let Some((value, (end, ()))) =
        counted.and_then(|(end, value)| Some((value, scan.term_at(scan.past_space(end), second)?)))
    {
        (found.end, found.second) = (end, value);
    }
}

/// Skips a word that says that a time of day follows, and commas; says whether there was such a word.
pub(crate) fn past_clock_word(scan: &Scan<'_>, at: usize) -> (usize, bool) {
    let mut at = scan.past_space(at);
    if let Some(sign) = scan.character(at).filter(|sign| matches!(sign, ',' | '،' | '、')) {
        at = scan.past_space(at + sign.len_utf8());
    }
    let said = scan.mark_at(at, &FigureTerm::Clock);
    let next = said.or_else(|| scan.mark_at(at, &FigureTerm::DateSeparator));
    (next.map_or(at, |end| scan.past_hyphen(end)), said.is_some())
}

/// Whether a word at `at` puts a time after noon.
pub(crate) fn half_of_day(scan: &Scan<'_>, at: usize) -> Option<(usize, bool)> {
    scan.term_at(at, half)
}

pub(crate) const fn half(term: &FigureTerm) -> Option<bool> {
    match term {
        FigureTerm::Forenoon => Some(false),
        FigureTerm::Afternoon => Some(true),
        _ => None,
    }
}

/// Two digits of minutes behind a sign.
fn minutes(scan: &Scan<'_>, at: usize) -> Option<(usize, u32, char)> {
    let sign = scan.character(at).filter(|sign| matches!(sign, ':' | '.' | 'h' | '：'))?;
    let (end, minute, width) = run(scan, at + sign.len_utf8())?;
    (width == 2 && minute < 60).then_some((end, minute, sign))
}

/// A run of digits: its end, value and width.
fn run(scan: &Scan<'_>, at: usize) -> Option<(usize, u32, usize)> {
    let rest = scan.text.get(at..)?;
    let width = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let value = rest.get(..width)?.parse().ok()?;
    Some((at + width, value, width))
}

/// A number that goes on, or has a percent sign, was no time.
fn goes_on(scan: &Scan<'_>, end: usize) -> bool {
    let rest = scan.text.get(end..).unwrap_or_default();
    let mut next = rest.chars();
    let first = next.next();
    let decimal = matches!(first, Some('.' | ',' | ':')) && next.next().is_some_and(|digit| digit.is_ascii_digit());
    let percent = scan.mark_at(scan.past_space(end), &FigureTerm::Percent(Side::After)).is_some();
    decimal || percent || first.is_some_and(|next| next.is_ascii_alphanumeric())
}
