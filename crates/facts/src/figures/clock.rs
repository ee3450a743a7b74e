//! Times of day: figures only behind or before a date, else look-alikes.

use headwater_lang::terms::{FigureTerm, Side};
use jiff::civil;

use super::scan::Scan;

/// A time of day and where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clock {
    pub(crate) end: usize,
    pub(crate) time: civil::Time,
}

/// Reads the time of day at `at`: "10:30", "6.00 uur", "3 p.m.", "午後3時20分". `said` is whether a word before says that it
/// is one.
pub(crate) fn clock(scan: &Scan<'_>, at: usize, said: bool) -> Option<Clock> {
    let half = half_of_day(scan, at);
    let start = half.map_or(at, |(end, _)| scan.past_space(end));
    let (hour_end, hour, _) = run(scan, start).filter(|(_, hour, width)| *hour <= 24 && *width <= 2)?;
    let mut sure = said && half.is_some();
    let (mut end, mut minute, mut second) = (hour_end, 0, 0);
    if let Some((next, value, sign)) = minutes(scan, hour_end) {
        (end, minute) = (next, value);
        sure |= sign != '.' || said;
        if let Some((next, value, ':')) = minutes(scan, end) {
            (end, second) = (next, value);
        }
    }
    if let Some(next) = scan.mark_at(scan.past_space(end), &FigureTerm::Hour) {
        // "6 uur" is as often a length of time.
        let hours = |term: &FigureTerm| matches!(term, FigureTerm::Time(_)).then_some(());
        sure |= said || end > hour_end || scan.term_at(scan.past_space(end), hours).is_none();
        end = next;
        let part = run(scan, scan.past_space(end)).filter(|(_, minute, _)| *minute < 60);
        if let Some((next, value, _)) = part
            && let Some(next) = scan.mark_at(scan.past_space(next), &FigureTerm::Minute)
        {
            (end, minute, sure) = (next, value, true);
        }
    }
    let behind = half_of_day(scan, scan.past_space(end)).filter(|_| half.is_none());
    if let Some((next, _)) = behind {
        (end, sure) = (next, true);
    }
    let hour = match (half.or(behind), hour) {
        (Some((_, true)), 1..12) => hour + 12,
        (Some((_, false)), 12) | (None, 24) => 0,
        _ => hour,
    };
    let small = |value: u32| i8::try_from(value).ok();
    let time = civil::Time::new(small(hour)?, small(minute)?, small(second)?, 0).ok()?;
    (sure && !goes_on(scan, end)).then_some(Clock { end, time })
}

/// Skips a word that says that a time of day follows, and commas; says whether there was such a word.
pub(crate) fn past_clock_word(scan: &Scan<'_>, at: usize) -> (usize, bool) {
    let mut at = scan.past_space(at);
    if let Some(sign) = scan.character(at).filter(|sign| matches!(sign, ',' | '،' | '、' | 't' | '-' | ')')) {
        at = scan.past_space(at + sign.len_utf8());
    }
    let said = scan.mark_at(at, &FigureTerm::Clock);
    let next = said.or_else(|| scan.mark_at(at, &FigureTerm::DateSeparator));
    (next.map_or(at, |end| scan.past_hyphen(end)), said.is_some())
}

/// Whether a word at `at` puts a time after noon.
fn half_of_day(scan: &Scan<'_>, at: usize) -> Option<(usize, bool)> {
    scan.term_at(at, |term| match term {
        FigureTerm::Forenoon => Some(false),
        FigureTerm::Afternoon => Some(true),
        _ => None,
    })
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
