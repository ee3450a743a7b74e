//! Years by themselves, decades, and quarters and halves of years.

use headwater_lang::terms::{FigureTerm, Side};
use headwater_lang::{is_alphanumeric, is_unspaced};
use headwater_model::{PartialDate, Value};
use rust_decimal::Decimal;

use super::calendar::{Calendar, nearest_part};
use super::dates::{DateKind, Dated, relative_month_or_year};
use super::numerals::unsigned;
use super::scan::Scan;

/// A year in digits, with a word behind that says so. Its end, the year and its calendar.
pub(crate) fn year_at(scan: &Scan<'_>, at: usize) -> Option<(usize, i16, Calendar)> {
    let digits = scan.digits_at(at).filter(|digits| digits.bare == 4)?;
    let year: i16 = digits.value.try_into().ok().filter(|year| (1000..2200).contains(year))?;
    let after = scan.past_space(digits.end);
    if let Some(end) = scan.mark_at(after, &FigureTerm::HijriYear) {
        return Some((end, year, Calendar::Hijri));
    }
    let persian = scan.language.file.dates.persian_years && (1200..1500).contains(&year);
    let calendar = if persian { Calendar::Persian } else { Calendar::Gregorian };
    let word = scan.mark_at(after, &FigureTerm::Year(Side::After));
    let word = word.or_else(|| scan.mark_at(digits.end, &FigureTerm::Year(Side::After)));
    Some((word.unwrap_or(digits.end), year, calendar))
}

/// A year in words: "two thousand and fifteen", "nineteen ninety-six".
pub(crate) fn spelled_year(scan: &Scan<'_>, at: usize) -> Option<(usize, i16, Calendar)> {
    scan.term_at(at, |term| matches!(term, FigureTerm::Word(_) | FigureTerm::Scale(_)).then_some(()))?;
    let spelled = |at: usize| {
        let number = unsigned(scan, at).filter(|number| number.spelled && number.ratio.is_none())?;
        Some((number.end, i16::try_from(number.value).ok()?))
    };
    let (end, first) = spelled(at)?;
    if (1000..2200).contains(&first) {
        return Some((end, first, Calendar::Gregorian));
    }
    let (end, second) = spelled(scan.past_hyphen(end)).filter(|_| (10..=20).contains(&first))?;
    let (end, second) = match second {
        0 => spelled(scan.past_hyphen(end)).filter(|(_, ones)| *ones < 10)?,
        second => (end, second),
    };
    (second < 100).then_some((end, first * 100 + second, Calendar::Gregorian))
}

/// A year by itself: behind or before a word that says so, or four digits that are no round number.
pub(crate) fn bare_year(scan: &Scan<'_>, at: usize) -> Option<(usize, i16, Calendar)> {
    let before = scan.before_space(at);
    let Some((end, year, calendar)) = year_at(scan, at) else {
        scan.mark_before(before, &FigureTerm::Year(Side::Before))?;
        return spelled_year(scan, at).filter(|(end, year, _)| year % 100 != 0 && !unit_follows(scan, *end));
    };
    let digits = scan.digits_at(at).filter(|digits| digits.free)?;
    let joined = scan.text.get(..before)?.strip_suffix('-').map_or(before, str::len);
    let said = end > digits.end
        || [before, joined].into_iter().any(|end| scan.mark_before(end, &FigureTerm::Year(Side::Before)).is_some());
    let range = if calendar == Calendar::Persian { 1300..1450 } else { 1900..2100 };
    let plain = range.contains(&year) && year % 100 != 0 && !unit_follows(scan, digits.end);
    (said && !unit_follows(scan, end) || plain).then_some((end, year, calendar))
}

/// Says whether a unit or counter stands behind a number.
pub(crate) fn unit_follows(scan: &Scan<'_>, end: usize) -> bool {
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

/// "1990s", "années 1990", "90年代", "anni Novanta".
pub(crate) fn decade(scan: &Scan<'_>, at: usize) -> Option<Dated> {
    let spelled = scan.term_at(at, |term| match term {
        FigureTerm::Decade(year) => Some(*year),
        _ => None,
    });
    let (end, year) = match spelled {
        Some(spelled) => spelled,
        None => {
            let before = scan.mark_at(at, &FigureTerm::DecadeMark(Side::Before));
            let from = before.map_or(at, |end| scan.past_hyphen(end));
            let (end, number) = decade_number(scan, from)?;
            let behind = scan.mark_at(scan.past_hyphen(end), &FigureTerm::DecadeMark(Side::After));
            let behind = behind.or_else(|| scan.mark_at(end, &FigureTerm::DecadeMark(Side::After)));
            (behind.or_else(|| before.map(|_| end))?, number)
        }
    };
    let value = Value::Period(PartialDate::Year(year), PartialDate::Year(year + 9));
    Some(Dated::new(at, end, value, DateKind::Single))
}

/// The first year of a decade: 1990 of "1990" and of "90" and "ninety".
fn decade_number(scan: &Scan<'_>, at: usize) -> Option<(usize, i16)> {
    let (end, value) = match scan.digits_at(at) {
        Some(digits) if digits.bare > 0 => (digits.end, digits.value),
        Some(_) => return None,
        None => {
            let ranked = scan.term_at(at, |term| match term {
                FigureTerm::Ordinal(rank) => Some(Decimal::from(*rank)),
                _ => None,
            });
            unsigned(scan, at).map(|number| (number.end, number.value)).or(ranked)?
        }
    };
    let number: i16 = value.try_into().ok().filter(|number| number % 10 == 0)?;
    match number {
        30..=90 => Some((end, 1900 + number)),
        10 | 20 => Some((end, 2000 + number)),
        1000..=2190 => Some((end, number)),
        _ => None,
    }
}

/// A part of a year and where it ends: its length in months and its number.
fn part(scan: &Scan<'_>, at: usize) -> Option<(usize, i8, i8)> {
    let named = scan.term_at(at, |term| match term {
        FigureTerm::NamedPart(months, number) => Some((*months, *number)),
        _ => None,
    });
    if let Some((end, (months, number))) = named {
        return Some((end, months, number));
    }
    let length = |at: usize| {
        scan.term_at(at, |term| match term {
            FigureTerm::Part(months) => Some(*months),
            _ => None,
        })
    };
    let fits = |number: i8, months: i8| (1..=12 / months).contains(&number);
    if let Some((end, months)) = length(at) {
        let (end, number) = rank(scan, scan.past_space(end))?;
        return fits(number, months).then_some((end, months, number));
    }
    let (end, number) = rank(scan, at)?;
    let (end, months) = length(scan.past_hyphen(end))?;
    fits(number, months).then_some((end, months, number))
}

/// "III квартал": a Roman number stands before the word for the part.
fn roman_before(scan: &Scan<'_>, at: usize) -> Option<(usize, usize, i8, i8)> {
    let (end, months) = scan.term_at(at, |term| match term {
        FigureTerm::Part(months) => Some(*months),
        _ => None,
    })?;
    let before = scan.before_space(at);
    let letters = scan.text.as_bytes().get(..before)?.iter().rev().take(4);
    let start = before - letters.take_while(|letter| matches!(letter, b'i' | b'v')).count();
    let (rank_end, number) = rank(scan, start)?;
    let opens = scan.character_before(start).is_none_or(|letter| !is_alphanumeric(letter));
    (rank_end == before && opens).then_some((start, end, months, number))
}

/// A small rank: "third", "3rd", "第3", "III", "3".
fn rank(scan: &Scan<'_>, at: usize) -> Option<(usize, i8)> {
    let at = scan.mark_at(at, &FigureTerm::OrdinalMark(Side::Before)).map_or(at, |end| scan.past_hyphen(end));
    let small = |value: Decimal| i8::try_from(value).ok().filter(|value| *value <= 4);
    if let Some(digits) = scan.digits_at(at).filter(|digits| digits.bare == 1) {
        let mark = scan.mark_at(digits.end, &FigureTerm::OrdinalMark(Side::After));
        return Some((mark.unwrap_or(digits.end), small(digits.value)?));
    }
    let spelled = scan.term_at(at, |term| match term {
        FigureTerm::Ordinal(rank) => small((*rank).into()),
        FigureTerm::Word(value) => small((*value).into()),
        _ => None,
    });
    spelled.or_else(|| {
        let rest = scan.text.get(at..)?;
        let width = rest.bytes().take(4).take_while(|byte| matches!(byte, b'i' | b'v')).count();
        let ends = rest.get(width..)?.chars().next().is_none_or(|next| !is_alphanumeric(next));
        let number = match rest.get(..width)? {
            "i" => 1,
            "ii" => 2,
            "iii" => 3,
            "iv" => 4,
            _ => return None,
        };
        ends.then_some((at + width, number))
    })
}

/// "third quarter of 2024", "Q3 2024", "2024年第3四半期", "this year's first half".
pub(crate) fn part_of_year(scan: &Scan<'_>, at: usize, reference: Option<PartialDate>) -> Option<Dated> {
    let year = |at: usize| {
        let stated = year_at(scan, at).map(|(end, year, _)| (end, year));
        stated.or_else(|| match relative_month_or_year(scan, at, reference)? {
            (end, PartialDate::Year(year)) => Some((end, year)),
            _ => None,
        })
    };
    if let Some((end, year)) = year(at) {
        let (end, months, number) = part(scan, past_link(scan, end))?;
        return Some(Dated::new(at, end, months_of(year, months, number), DateKind::Single));
    }
    let roman = roman_before(scan, at);
    let (start, end, months, number) = match part(scan, at) {
        Some((end, months, number)) => (at, end, months, number),
        None => roman?,
    };
    let (end, year) = match year(past_link(scan, end)) {
        Some(found) => found,
        None => (end, nearest_part(months, number, reference?, scan.ahead.get() || scan.is_future(at))?),
    };
    Some(Dated::new(start, end, months_of(year, months, number), DateKind::Single))
}

/// "the 21st century", "siglo XXI", "18世紀", counted as its years are written: 2000 to 2099.
pub(crate) fn century(scan: &Scan<'_>, at: usize) -> Option<Dated> {
    let word = |at: usize| scan.mark_at(scan.past_hyphen(at), &FigureTerm::Century);
    let number = |at: usize| {
        if let Some(digits) = scan.digits_at(at).filter(|digits| (1..=2).contains(&digits.bare)) {
            let mark = |term: &FigureTerm| {
                matches!(term, FigureTerm::OrdinalMark(Side::After) | FigureTerm::DaySuffix).then_some(())
            };
            let end = scan.term_at(digits.end, mark).map_or(digits.end, |(end, ())| end);
            return Some((end, i16::try_from(digits.value).ok()?));
        }
        let spelled = super::numerals::rank(scan, at).and_then(|(end, rank)| Some((end, i16::try_from(rank).ok()?)));
        spelled.or_else(|| roman(scan, at))
    };
    let unspaced = scan.character(at).is_some_and(is_unspaced);
    let (at, end, number) = match word(at).filter(|_| !unspaced) {
        Some(end) => match number(scan.past_space(end)) {
            Some((end, number)) => (at, end, number),
            None => roman_number_before(scan, at).map(|(start, number)| (start, end, number))?,
        },
        None => {
            let (end, count) = number(at)?;
            (at, word(end)?, count)
        }
    };
    let first = Some((number - 1) * 100).filter(|_| (10..=21).contains(&number))?;
    // "19世纪70年代".
    let decade =
        decade_number(scan, scan.past_space(end)).filter(|(_, year)| (1900..2100).contains(year) && year % 10 == 0);
    if let Some((end, decade)) = decade
        && let Some(end) = scan.mark_at(end, &FigureTerm::DecadeMark(Side::After))
    {
        let first = first + decade % 100;
        let value = Value::Period(PartialDate::Year(first), PartialDate::Year(first + 9));
        return Some(Dated::new(at, end, value, DateKind::Single));
    }
    let value = Value::Period(PartialDate::Year(first), PartialDate::Year(first + 99));
    Some(Dated::new(at, end, value, DateKind::Single))
}

/// "XVIIIe siècle": the start and value of the Roman number before a word.
fn roman_number_before(scan: &Scan<'_>, at: usize) -> Option<(usize, i16)> {
    let before = scan.before_space(at);
    let letters = scan.text.get(..before)?.bytes().rev().take(9).take_while(u8::is_ascii_alphabetic).count();
    let (end, number) = roman(scan, before - letters)?;
    (end == before && letters > 0).then_some((before - letters, number))
}

/// A Roman number up to 39, with the letters that make a rank of it in French: "XXI", "XIXe".
fn roman(scan: &Scan<'_>, at: usize) -> Option<(usize, i16)> {
    let rest = scan.text.get(at..)?;
    let width = rest.bytes().take(7).take_while(|byte| matches!(byte, b'x' | b'v' | b'i')).count();
    let mut number = 0;
    let mut last = 0;
    for letter in rest.get(..width)?.bytes().rev() {
        let value = match letter {
            b'x' => 10,
            b'v' => 5,
            _ => 1,
        };
        number += if value < last { -value } else { value };
        last = value.max(last);
    }
    let end = at + width;
    let rest = scan.text.get(end..)?;
    let mut marks = scan.language.file.numbers.ordinal_suffixes.iter();
    let whole =
        |mark: &&String| rest.strip_prefix(mark.as_str()).is_some_and(|rest| !rest.starts_with(is_alphanumeric));
    let end = end + marks.find(whole).map_or(0, String::len);
    let ends = scan.character(end).is_none_or(|next| !is_alphanumeric(next));
    (width > 0 && ends).then_some((end, number))
}

fn months_of(year: i16, months: i8, number: i8) -> Value {
    let first = months * (number - 1) + 1;
    Value::Period(PartialDate::Month(year, first), PartialDate::Month(year, first + months - 1))
}

/// Skips what may stand between a part of a year and the year.
pub(super) fn past_link(scan: &Scan<'_>, end: usize) -> usize {
    let mut at = scan.past_space(end);
    for _ in 0..2 {
        if let Some(sign) = scan.character(at).filter(|sign| matches!(sign, ',' | '/' | '-')) {
            at = scan.past_space(at + sign.len_utf8());
        }
        let word = scan.term_at(at, |term| {
            use FigureTerm as Term;
            matches!(
                term,
                Term::DateSeparator | Term::Link | Term::Year(Side::Before) | Term::DateSign(0) | Term::Possessive
            )
            .then_some(())
        });
        match word {
            Some((next, ())) => at = scan.past_hyphen(next),
            None => break,
        }
    }
    at
}
