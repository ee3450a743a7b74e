//! Dates in signs that tell their parts by themselves: "3-7-07", "2020/23/Sep", "20 02 2014", "14.10.", "20161016".

use headwater_lang::terms::{FigureTerm, Side};
use jiff::civil;

use super::amounts::past_between;
use super::calendar::Month;
use super::points::{Point, is_comma_language, stands_as_day};
use super::scan::Scan;

/// A part of such a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A number and how many digits it has.
    Number(i16, usize),
    /// A month by name.
    Month(i8),
}

/// Reads such a date at `at`.
pub(super) fn written(scan: &Scan<'_>, at: usize) -> Option<Point> {
    let (end, first) = part(scan, at)?;
    if let Part::Number(number, 8) = first {
        return whole(at, end, scan.digits_at(at)?.value.try_into().ok()?).filter(|_| number == 0);
    }
    let (next, sign) = sign(scan, end)?;
    let (end, second) = part(scan, next)?;
    let three = self::sign(scan, end).and_then(|(next, again)| {
        let (end, third) = part(scan, next)?;
        let closed = scan.character(end).is_none_or(|next| !next.is_alphanumeric() && !matches!(next, '/' | '-' | ':'));
        // "08/12, 2015".
        let comma = matches!(sign, '/' | '-') && again == ',' && matches!(third, Part::Number(_, 4));
        let fits = closed && (again == sign || comma);
        let day = day(scan, [first, second, third], sign).filter(|_| fits)?;
        Some(Point { end, ..day })
    });
    three.map(|point| Point { start: at, ..point }).or_else(|| two(scan, at, sign, end, [first, second]))
}

/// A sign between parts, with spaces only where the sign is one or behind a comma.
fn sign(scan: &Scan<'_>, at: usize) -> Option<(usize, char)> {
    let sign = scan.character(at).filter(|sign| matches!(sign, '-' | '/' | '.' | ' ' | ','))?;
    let next = at + sign.len_utf8();
    Some((if sign == ',' { scan.past_space(next) } else { next }, sign))
}

fn part(scan: &Scan<'_>, at: usize) -> Option<(usize, Part)> {
    let rest = scan.text.as_bytes().get(at..)?;
    let width = rest.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
    if width > 0 {
        let digits = scan.text.get(at..at + width)?;
        let value = if width == 8 { 0 } else { digits.parse().ok()? };
        return matches!(width, 1 | 2 | 4 | 8).then_some((at + width, Part::Number(value, width)));
    }
    scan.term_at(at, |term| match term {
        FigureTerm::Month(month) => Some(Part::Month(*month)),
        _ => None,
    })
}

/// "20161016".
fn whole(start: usize, end: usize, number: i32) -> Option<Point> {
    let year = i16::try_from(number / 10_000).ok().filter(|year| (1900..2100).contains(year))?;
    let (month, day) = (i8::try_from(number / 100 % 100).ok()?, i8::try_from(number % 100).ok()?);
    point(year, month, day).map(|point| Point { start, end, ..point })
}

fn point(year: i16, month: i8, day: i8) -> Option<Point> {
    civil::Date::new(year, month, day).ok()?;
    Some(Point { year: Some(year), month: Some(Month::gregorian(month)), day: Some(day), ..Point::new(0, 0) })
}

/// Three parts: the year is the one with four digits, or the last one; a month may be named.
fn day(scan: &Scan<'_>, parts: [Part; 3], sign: char) -> Option<Point> {
    let full = |part: &Part| matches!(part, Part::Number(1900..2100, 4));
    let year = parts.iter().position(full);
    let numbers = parts.iter().all(|part| matches!(part, Part::Number(..)));
    let short = matches!(parts.last(), Some(Part::Number(_, 2))) && matches!(sign, '-' | '/') && numbers;
    let place = year.or_else(|| short.then_some(2))?;
    let mut others = parts.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, part)| *part);
    let (one, other) = (others.next()?, others.next()?);
    let Part::Number(year, width) = *parts.get(place)? else { return None };
    let year = match (width, year) {
        (4, year) => year,
        (_, 0..50) => 2000 + year,
        _ => 1900 + year,
    };
    let small = |number: i16, width: usize| i8::try_from(number).ok().filter(|_| width <= 2);
    let (month, date) = match (one, other) {
        (Part::Month(month), Part::Number(date, width)) | (Part::Number(date, width), Part::Month(month)) => {
            (month, small(date, width)?)
        }
        (Part::Number(one, width), Part::Number(other, another)) if place != 1 => {
            let (one, other) = (small(one, width)?, small(other, another)?);
            let month_first = place == 0 || scan.language.file.dates.digits == "mdy";
            let (month, date) = if month_first { (one, other) } else { (other, one) };
            // What cannot be in the language's order may be in the other.
            if month > 12 && date <= 12 { (date, month) } else { (month, date) }
        }
        _ => return None,
    };
    // Numbers with spaces between are a date only where one is surely its year.
    (sign != ' ' || width == 4 && numbers).then(|| point(year, month, date))?
}

/// "14.10.", "am 15.02": a day and month where the full stop is no decimal sign.
fn two(scan: &Scan<'_>, at: usize, sign: char, end: usize, parts: [Part; 2]) -> Option<Point> {
    let [Part::Number(date, 1 | 2), Part::Number(month, 1 | 2)] = parts else { return None };
    if sign != '.' || !is_comma_language(scan) || !stands_as_day(scan, end) {
        return None;
    }
    let stop = scan.character(end) == Some('.');
    let goes_on = scan.character(end + usize::from(stop)).is_some_and(char::is_alphanumeric);
    // A stop that ends the sentence says nothing of dates.
    let dotted = stop && !scan.ends_sentence(end + 1);
    let said = dotted || scan.is_all(at, end) || said_before(scan, at) || joined(scan, end + usize::from(stop));
    let (month, date) = (i8::try_from(month).ok()?, i8::try_from(date).ok()?);
    civil::Date::new(2000, month, date).ok()?;
    let end = end + usize::from(stop && (!scan.ends_sentence(end + 1) || past_between(scan, end + 1, true).is_some()));
    let found = Point { month: Some(Month::gregorian(month)), day: Some(date), ..Point::new(at, end) };
    let named = scan.mark_before(scan.before_space(at), &FigureTerm::NotFigure(Side::Before)).is_some();
    (said && !goes_on && !named).then_some(found)
}

/// Whether a word of dates or a range stands before.
fn said_before(scan: &Scan<'_>, at: usize) -> bool {
    let before = scan.before_space(at);
    let word = |term: &FigureTerm| {
        matches!(term, FigureTerm::OnDay | FigureTerm::RangeBefore | FigureTerm::DateBound(_, Side::Before))
            .then_some(())
    };
    let joined = before < at && scan.text.get(..before).is_some_and(|text| text.ends_with(['-', '–']));
    joined || scan.term_before(before, word).is_some()
}

/// Whether another day and month stands behind as the end of a range.
fn joined(scan: &Scan<'_>, end: usize) -> bool {
    past_between(scan, end, true).is_some_and(
        |(next, _)| matches!(part(scan, next), Some((end, Part::Number(..))) if scan.character(end) == Some('.')),
    )
}
