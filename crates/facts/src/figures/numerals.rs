//! The numeral algebra: digits, spelled numbers, scales and fractions to one exact number.
//!
//! Parts are kept on a stack of falling size. A scale multiplies everything smaller than itself; a number joins as
//! a smaller part. So "4万5000", "two hundred thousand", "1億2千万" and "مئة وخمسة وعشرون" need no rule of their own.

use headwater_lang::terms::{FigureTerm, Side};
use headwater_lang::{Script, is_letter, is_unspaced, script_of};
use rust_decimal::Decimal;

use super::kinds::Kinds;
use super::scan::{Scan, is_hangul, is_power};
use super::stack::{append, joins, multiply, multiply_whole, push};

/// A number read from the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numeral {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) value: Decimal,
    /// Numerator and denominator where the number is, or ends in, a fraction.
    pub(crate) ratio: Option<(u32, u32)>,
    /// Whether no digit was used.
    pub(crate) spelled: bool,
    /// Digits where it is a bare run of them without a scale; else 0.
    pub(crate) bare: usize,
    /// Whether it says that it is somewhat more: "500余万".
    pub(crate) above: bool,
    /// The scale that it ends in, or 1.
    pub(crate) scale: Decimal,
    /// What stands before its last joining word: 100 of "one hundred and three".
    head: Decimal,
}

impl Numeral {
    const fn empty(start: usize) -> Self {
        let (value, scale) = (Decimal::ZERO, Decimal::ONE);
        Self { start, end: start, value, ratio: None, spelled: true, bare: 0, above: false, scale, head: value }
    }

    /// Adds a fraction of `unit` to the number.
    fn plus(self, (part, whole): (u32, u32), unit: Decimal) -> Option<Self> {
        let share = Decimal::from(part).checked_mul(unit)?.checked_div(Decimal::from(whole))?;
        let value = self.value.checked_add(share)?;
        let count: Option<u32> = self.value.normalize().try_into().ok();
        let ratio = count.filter(|_| self.value.fract().is_zero()).and_then(|count| count.checked_mul(whole));
        let ratio = ratio.and_then(|count| Some((count.checked_add(part)?, whole)));
        Some(Self { value, ratio: ratio.filter(|_| unit == Decimal::ONE), bare: 0, ..self })
    }

    fn negated(self) -> Self {
        Self { value: -self.value, ratio: None, bare: 0, ..self }
    }
}

/// One part of a number.
enum Part {
    Digits(Decimal, usize),
    Word(Decimal),
    Scale(Decimal),
}

impl Part {
    /// What it multiplies by, or 1.
    fn scale(&self) -> Decimal {
        match self {
            Self::Scale(scale) => *scale,
            Self::Word(value) if *value >= Decimal::ONE_HUNDRED && is_power(*value) => *value,
            _ => Decimal::ONE,
        }
    }
}

/// More parts than any number has.
const MOST_PARTS: usize = 24;

/// Reads the longest number that starts at `start`, with its sign.
pub(crate) fn numeral(scan: &Scan<'_>, start: usize) -> Option<Numeral> {
    // "al menos 12" is no negative number.
    let minus = scan.mark_at(start, &FigureTerm::Negative(Side::Before));
    let minus = minus.filter(|end| scan.term_before(*end, |_| Some(())).is_none_or(|(from, ())| from >= start));
    if let Some(end) = minus {
        return Some(Numeral { start, ..unsigned(scan, scan.past_space(end))?.negated() });
    }
    let number = unsigned(scan, start)?;
    // "- 5" is negative where the block says nothing else.
    if scan.text.get(..start) == Some("- ") && scan.is_all(start, number.end) {
        return Some(Numeral { start: 0, ..number.negated() });
    }
    // A hyphen behind a letter or digit joins; before a number that stands alone it is a sign.
    let before = scan.text.get(..start)?;
    let sign = ['-', '−', '–'].into_iter().find(|sign| before.ends_with(*sign));
    let Some(sign) = sign.filter(|_| scan.digits_at(start).is_some()) else { return Some(number) };
    let opened = before.strip_suffix(sign)?.chars().next_back();
    let stands = opened.is_none_or(|opened| {
        opened.is_whitespace()
            || matches!(opened, '(' | '"' | '“' | '（' | '：')
            || script_of(opened) == Script::Hiragana
    }) || scan.mark_before(start - sign.len_utf8(), &FigureTerm::Link).is_some();
    Some(if stands { Numeral { start: start - sign.len_utf8(), ..number.negated() } } else { number })
}

/// Reads the longest number that starts at `start`, whatever stands before.
pub(crate) fn unsigned(scan: &Scan<'_>, start: usize) -> Option<Numeral> {
    if scan.digits_at(start).is_none() && !scan.has_kind_at(start, Kinds::NUMBER) {
        return None;
    }
    if let Some(number) = slashed(scan, start) {
        return Some(number);
    }
    let whole = whole_number(scan, start);
    let fraction = scan.term_at(start, fraction).filter(|(end, _)| whole.is_none_or(|whole| whole.end < *end));
    if let Some((end, (part, over))) = fraction {
        return fraction_of(scan, Numeral { end, ..Numeral::empty(start) }, (part, over));
    }
    let number = spelled_decimals(scan, whole?);
    with_fraction(scan, number)
}

/// Reads a spelled rank: "third", "two hundred and fifth", "einundzwanzigste".
pub(crate) fn rank(scan: &Scan<'_>, start: usize) -> Option<(usize, u32)> {
    if !scan.has_kind_at(start, Kinds::RANK.or(Kinds::NUMBER)) {
        return None;
    }
    scan.ranks.at(start, || read_rank(scan, start))
}

fn read_rank(scan: &Scan<'_>, start: usize) -> Option<(usize, u32)> {
    let ordinal = |at: usize| {
        scan.term_at(at, |term| match term {
            FigureTerm::Ordinal(rank) => Some(*rank),
            _ => None,
        })
    };
    let alone = ordinal(start);
    let composed = whole_number(scan, start).filter(|number| number.spelled).and_then(|number| {
        let next = scan.past_hyphen(number.end);
        let rest = scan.text.get(next..)?;
        let joined = scan.language.joiners.iter().filter(|joiner| rest.starts_with(joiner.as_str()));
        let places = joined.map(|joiner| scan.past_space(next + joiner.len())).chain([next]);
        let mut ranks = places.filter_map(ordinal);
        let value: u32 = number.value.try_into().ok()?;
        ranks.find_map(|(end, last)| {
            // "three thousandth" multiplies, "twenty-first" adds.
            if last >= 100 && last > value {
                return Some((end, last.checked_mul(value)?));
            }
            let joins = joins(&[number.value], last.into(), scan.language.file.numbers.units_first);
            joins.then_some((end, last.checked_add(value)?))
        })
    });
    // "tricentésimo cuadragésimo séptimo": every part is a rank.
    // "الخامس و العشرون": tens behind units, both ranks.
    let alone = alone.map(|(end, rank)| {
        let next = scan.past_hyphen(end);
        let rest = scan.text.get(next..).unwrap_or_default();
        let joiner = scan.language.joiners.iter().find(|joiner| rest.starts_with(joiner.as_str()));
        let tens = joiner.and_then(|joiner| ordinal(scan.past_space(next + joiner.len())));
        let units_first = scan.language.file.numbers.units_first && rank < 10;
        match tens.filter(|(_, tens)| units_first && (20..100).contains(tens) && tens % 10 == 0) {
            Some((end, tens)) => (end, rank + tens),
            None => (end, rank),
        }
    });
    let alone = alone.map(|(mut end, mut rank)| {
        while let Some((next, part)) = ordinal(scan.past_space(end))
            .filter(|(_, part)| *part < rank && joins(&[rank.into()], (*part).into(), false))
        {
            (end, rank) = (next, rank + part);
        }
        (end, rank)
    });
    match (alone, composed) {
        (Some(alone), Some(composed)) => Some(if composed.0 > alone.0 { composed } else { alone }),
        (alone, composed) => alone.or(composed),
    }
}

const fn fraction(term: &FigureTerm) -> Option<(u32, u32)> {
    match term {
        FigureTerm::Fraction(part, whole) | FigureTerm::Half(part, whole) => Some((*part, *whole)),
        _ => None,
    }
}

/// "1/3" and "2 1/4" in digits. What may be a date is read before.
fn slashed(scan: &Scan<'_>, start: usize) -> Option<Numeral> {
    let first = scan.digits_at(start).filter(|digits| digits.free && digits.bare > 0)?;
    let over = |at: usize| {
        let part = scan.digits_at(at).filter(|part| part.bare > 0 && part.bare < 5)?;
        let slash = scan.character(part.end).filter(|sign| matches!(sign, '/' | '⁄'))?;
        let whole = scan.digits_at(part.end + slash.len_utf8()).filter(|whole| whole.bare > 0 && whole.bare < 5)?;
        let ends = scan
            .character(whole.end)
            .is_none_or(|next| is_hangul(next) || is_unspaced(next) || !next.is_alphanumeric() && next != '/');
        let (part, over): (u32, u32) = (part.value.try_into().ok()?, whole.value.try_into().ok()?);
        (ends && over > 1).then_some((whole.end, (part, over)))
    };
    let number = Numeral { spelled: false, ..Numeral::empty(start) };
    if let Some((end, ratio)) = over(start) {
        return Numeral { end, ..number }.plus(ratio, Decimal::ONE);
    }
    let (end, ratio) = over(scan.past_space(first.end)).filter(|(_, (part, whole))| part < whole)?;
    Numeral { end, value: first.value, ..number }.plus(ratio, Decimal::ONE)
}

/// "half a million", "полтора миллиона", "नाइन": a fraction, alone or of a scale.
fn fraction_of(scan: &Scan<'_>, number: Numeral, ratio: (u32, u32)) -> Option<Numeral> {
    let mut at = scan.past_hyphen(number.end);
    let mut number = number;
    let article = |term: &FigureTerm| matches!(term, FigureTerm::Article | FigureTerm::Link).then_some(());
    if let Some((end, ())) = scan.term_at(at, article) {
        at = scan.past_space(end);
        // "half a kilometre".
        let unit = |term: &FigureTerm| {
            matches!(term, FigureTerm::Unit(_) | FigureTerm::Time(_) | FigureTerm::Currency(_)).then_some(())
        };
        number.end = scan.term_at(at, unit).map_or(number.end, |_| at);
    }
    let scale = scan.term_at(at, |term| match term {
        FigureTerm::Scale(scale) => Some(Decimal::from(*scale)),
        FigureTerm::Word(value) if *value >= 100 && is_power((*value).into()) => Some(Decimal::from(*value)),
        _ => None,
    });
    match scale.filter(|(end, _)| scan.longest_at(at) == Some(*end)) {
        Some((end, scale)) => Numeral { end, scale, ..number }.plus(ratio, scale),
        None => number.plus(ratio, Decimal::ONE),
    }
}

/// Returns digits, words and scales as far as they make one number.
fn whole_number(scan: &Scan<'_>, start: usize) -> Option<Numeral> {
    scan.numbers.at(start, || read_whole(scan, start))
}

fn read_whole(scan: &Scan<'_>, start: usize) -> Option<Numeral> {
    let mut stack: Vec<Decimal> = Vec::new();
    let mut read = Numeral::empty(start);
    let mut last_scale = false;
    let mut positional = true;
    let mut zero = false;
    let mut parts = 0;
    let mut at = start;
    while let Some((end, part)) = part_at(scan, at, parts == 0).filter(|_| parts < MOST_PARTS) {
        let adjacent = at == read.end;
        let unspaced = scan.character(at).is_some_and(is_unspaced);
        let fits = match part {
            Part::Digits(value, bare) => {
                // "1千零20": the sign of zero stands for the scale left out.
                let behind = adjacent && (last_scale || zero) || digits_follow(scan, &read, end, last_scale);
                let fits = parts == 0 || behind && joins(&stack, value, false);
                read.spelled &= !fits;
                read.bare = if parts == 0 { bare } else { read.bare * usize::from(!fits) };
                fits && push(&mut stack, value)
            }
            Part::Word(value) => {
                // "二〇二四": digits by their places.
                let place = parts > 0 && positional && adjacent && unspaced && read.spelled && value < Decimal::TEN;
                // "二百": a power of ten behind a smaller number multiplies it.
                let multiplies = parts > 0 && is_power(value) && stack.last().is_some_and(|last| *last < value);
                let adds = parts == 0
                    || (read.spelled || last_scale) && joins(&stack, value, scan.language.file.numbers.units_first);
                if place {
                    append(&mut stack, value)
                } else if unspaced && parts > 0 && value.is_zero() {
                    true
                } else if multiplies {
                    multiply(&mut stack, value)
                } else {
                    adds && push(&mut stack, value)
                }
            }
            // "1200 thousand": a number of digits or words is multiplied whole.
            // "12 cents" are no hundreds in French.
            Part::Scale(_) if !read.spelled && counts_cents(scan, at, end) => false,
            Part::Scale(scale) => multiply(&mut stack, scale) || !last_scale && multiply_whole(&mut stack, scale),
        };
        if !fits {
            break;
        }
        zero = unspaced && matches!(part, Part::Word(value) if value.is_zero());
        positional &= unspaced && matches!(part, Part::Word(value) if value < Decimal::TEN);
        last_scale = matches!(part, Part::Scale(_));
        read.scale = part.scale();
        read.bare = if last_scale { 0 } else { read.bare };
        parts += 1;
        read.end = end;
        at = next_part(scan, end, !read.spelled && read.scale == Decimal::ONE_HUNDRED);
        if scan.text.get(end..at).is_some_and(|between| between.contains(is_letter)) {
            read.head = stack.iter().sum();
        }
        if let Some(behind) = scan.mark_at(at, &FigureTerm::Above).filter(|behind| scale_at(scan, *behind).is_some()) {
            read.above = true;
            at = behind;
        }
    }
    imply_scale(scan, &mut stack, &read);
    read.value = stack.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part))?;
    (parts > 0).then_some(read)
}

/// Whether the word for a scale is one for hundredths of a currency as well.
fn counts_cents(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let cents = |term: &FigureTerm| matches!(term, FigureTerm::Cents(_)).then_some(());
    scan.term_at(at, cents).is_some_and(|(cents, ())| cents == end)
}

/// Whether digits that end at `end` go on with a number that is not adjacent.
fn digits_follow(scan: &Scan<'_>, read: &Numeral, end: usize, last_scale: bool) -> bool {
    let hundreds = !read.spelled && read.scale == Decimal::ONE_HUNDRED;
    // "4 हजार 3 सौ": a smaller scale follows.
    let scaled = last_scale && smaller_scale_at(scan, end, read.scale);
    hundreds || scaled || read.spelled && read.scale > Decimal::ONE_HUNDRED
}

/// "二百五" is 250: a digit right behind a scale counts the next smaller one.
fn imply_scale(scan: &Scan<'_>, stack: &mut [Decimal], read: &Numeral) {
    let [.., larger, last] = stack else { return };
    let plain = read.spelled && scan.language.file.numbers.implied_scales && *last < Decimal::TEN && !last.is_zero();
    let mut scale = Decimal::ONE;
    while scale < Decimal::from(1_000_000_000_000_i64) && (*larger % (scale * Decimal::TEN)).is_zero() {
        scale *= Decimal::TEN;
    }
    let zero = |term: &FigureTerm| (*term == FigureTerm::Word(0)).then_some(());
    let start = scan.text.get(..read.end).and_then(|text| text.char_indices().next_back()).map_or(0, |(at, _)| at);
    if plain && scale >= Decimal::ONE_HUNDRED && scan.term_before(start, zero).is_none() {
        *last *= scale / Decimal::TEN;
    }
}

/// Reads the part at `at`. A word that is a number by itself and also a scale is a number where it comes `first`.
fn part_at(scan: &Scan<'_>, at: usize, first: bool) -> Option<(usize, Part)> {
    if let Some(digits) = scan.digits_at(at) {
        return digits.free.then_some((digits.end, Part::Digits(digits.value, digits.bare)));
    }
    let word = |term: &FigureTerm| match term {
        FigureTerm::Word(value) => Some(Part::Word((*value).into())),
        _ => None,
    };
    let scale = |term: &FigureTerm| match term {
        FigureTerm::Scale(value) => Some(Part::Scale((*value).into())),
        // "48 M€": the millions are written with the sign.
        FigureTerm::Unit(unit) if unit == "meter" && is_million(scan, at) => {
            Some(Part::Scale(Decimal::from(1_000_000)))
        }
        _ => None,
    };
    // "2.3千克" counts kilograms.
    let unit = |term: &FigureTerm| matches!(term, FigureTerm::Unit(_)).then_some(());
    let shorter = |end: usize| {
        let scales = |term: &FigureTerm| matches!(term, FigureTerm::Scale(_) | FigureTerm::Word(_)).then_some(());
        scan.term_at(at, scales).is_some_and(|(scale, ())| scale < end)
    };
    // "三十两" counts taels: what is a digit as well ends the number.
    let tael = |end: usize| {
        let digit = |term: &FigureTerm| matches!(term, FigureTerm::Word(0..10)).then_some(());
        let follows = |term: &FigureTerm| matches!(term, FigureTerm::Scale(_) | FigureTerm::Word(_)).then_some(());
        scan.term_at(at, digit).is_some_and(|(word, ())| word == end) && scan.term_at(end, follows).is_none()
    };
    if !first && scan.term_at(at, unit).is_some_and(|(end, ())| shorter(end) || tael(end)) {
        return None;
    }
    let words = scan.term_at(at, word).filter(|(end, _)| !begins_a_word(scan, at, *end));
    let scales = scan.term_at(at, scale).filter(|_| !first);
    match (words, scales) {
        (Some(word), Some(scale)) if first && word.0 >= scale.0 => Some(word),
        (Some(word), Some(scale)) => Some(if word.0 > scale.0 { word } else { scale }),
        (word, scale) => word.or(scale),
    }
}

/// A capital M written together with the number, or with the sign of a currency.
fn is_million(scan: &Scan<'_>, at: usize) -> bool {
    let digits = scan.character_before(at).is_some_and(|before| before.is_ascii_digit());
    let sign = scan.character(at + 1).is_some_and(|sign| !sign.is_alphanumeric())
        && scan.term_at(at + 1, |term| matches!(term, FigureTerm::Currency(_)).then_some(())).is_some();
    sign || digits && scan.original_after(at).starts_with('M')
}

fn scale_at(scan: &Scan<'_>, at: usize) -> Option<Decimal> {
    let scale = scan.term_at(at, |term| match term {
        FigureTerm::Scale(scale) => Some(Decimal::from(*scale)),
        FigureTerm::Word(power) if *power >= 100 && is_power((*power).into()) => Some(Decimal::from(*power)),
        _ => None,
    });
    scale.map(|(_, scale)| scale)
}

fn smaller_scale_at(scan: &Scan<'_>, at: usize, scale: Decimal) -> bool {
    scale_at(scan, scan.past_space(at)).is_some_and(|smaller| smaller < scale)
}

/// A syllable of Hangul that is a number by itself may also begin any other word: "이" and "이상".
fn begins_a_word(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let one = scan.text.get(start..end).is_some_and(|word| word.chars().count() == 1 && word.chars().all(is_hangul));
    let numeral = |term: &FigureTerm| {
        matches!(
            term,
            FigureTerm::Word(_)
                | FigureTerm::Scale(_)
                | FigureTerm::Counter
                | FigureTerm::Time(_)
                | FigureTerm::Currency(_)
                | FigureTerm::Unit(_)
                | FigureTerm::DateSign(_)
                | FigureTerm::FractionOf
                | FigureTerm::Point
                | FigureTerm::OrdinalMark(Side::After)
                | FigureTerm::Percent(Side::After)
        )
        .then_some(())
    };
    one && scan.character(end).is_some_and(is_hangul)
        && scan.term_at(end, numeral).is_none()
        && !particle_ends(scan, end)
}

/// Whether nothing but a particle stands between `at` and the end of the word.
fn particle_ends(scan: &Scan<'_>, at: usize) -> bool {
    let rest = scan.text.get(at..).unwrap_or_default();
    let mut particles = scan.language.file.numbers.particles.iter();
    particles.any(|particle| {
        rest.strip_prefix(particle.as_str()).is_some_and(|rest| !rest.starts_with(|next: char| is_hangul(next)))
    })
}

/// Returns where the next part may start: behind spaces, a hyphen, or a joiner, which may be glued to it.
fn next_part(scan: &Scan<'_>, end: usize, hundreds: bool) -> usize {
    let next = scan.past_hyphen(end);
    // "二零零四": a zero between digits is one.
    if next == end && scan.character(next).is_some_and(is_unspaced) && part_at(scan, next, false).is_some() {
        return next;
    }
    let rest = scan.text.get(next..).unwrap_or_default();
    let joined = scan.language.joiners.iter().filter(|joiner| rest.starts_with(joiner.as_str()));
    let mut behind = joined.map(|joiner| scan.past_space(next + joiner.len()));
    // "3 hundred and 21": digits are joined to hundreds in digits only.
    let joins = |at: usize| match scan.digits_at(at) {
        Some(digits) => hundreds && digits.bare == 2 && scale_at(scan, scan.past_space(digits.end)).is_none(),
        None => part_at(scan, at, false).is_some(),
    };
    behind.find(|at| joins(*at)).unwrap_or(next)
}

/// "nine point nought four", "九・二三": digits behind a spelled decimal sign.
fn spelled_decimals(scan: &Scan<'_>, number: Numeral) -> Numeral {
    let point = scan.mark_at(scan.past_space(number.end), &FigureTerm::Point);
    let Some(mut at) = point.map(|end| scan.past_space(end)) else { return number };
    if scan.digits_at(at).is_some_and(|digits| !number.spelled && !scan.is_all(number.start, digits.end)) {
        return number;
    }
    // "cinco con un cuarto" adds a fraction.
    if is_fraction(scan, at) {
        return number;
    }
    let mut decimals = String::new();
    let mut end = number.end;
    // "coma mil quinientos setenta y ocho": a number of several words has its digits behind the sign.
    let whole = whole_number(scan, at).filter(|whole| {
        let small = whole.value < Decimal::from(1_000_000) && whole.value > Decimal::TEN;
        whole.spelled && small && !scan.character(at).is_some_and(is_unspaced)
    });
    if let Some(whole) = whole {
        (decimals, end, at) = (whole.value.normalize().to_string(), whole.end, scan.text.len());
    }
    while decimals.len() < 12 {
        let digits = scan.digits_at(at).filter(|digits| digits.bare > 0).map(|digits| (digits.end, digits.value));
        let word = |term: &FigureTerm| match term {
            FigureTerm::Word(value) => Some(Decimal::from(*value)),
            _ => None,
        };
        let Some((next, value)) = digits.or_else(|| scan.term_at(at, word)) else { break };
        if value >= Decimal::ONE_HUNDRED && !decimals.is_empty() {
            break;
        }
        let digits = value.normalize().to_string();
        // "point twenty-five" is 25 hundredths.
        match decimals.strip_suffix('0') {
            Some(tens) if tens.len() == 1 && value < Decimal::TEN && decimals != "00" => {
                decimals = format!("{tens}{digits}");
            }
            _ => decimals += &digits,
        }
        end = next;
        at = scan.past_hyphen(next);
    }
    // "三点二十分" is a time of day.
    if scan.mark_at(end, &FigureTerm::Minute).is_some() {
        return number;
    }
    let share: Option<Decimal> = format!("0.{decimals}").parse().ok();
    match share.filter(|_| !decimals.is_empty()) {
        Some(share) => scaled(scan, Numeral { end, value: number.value + share, ..number }),
        None => number,
    }
}

/// Whether a spelled fraction stands at `at`.
fn is_fraction(scan: &Scan<'_>, at: usize) -> bool {
    let denominator =
        |term: &FigureTerm| matches!(term, FigureTerm::Denominator(_) | FigureTerm::Half(..)).then_some(());
    let behind = |number: Numeral| scan.term_at(scan.past_hyphen(number.end), denominator).is_some();
    scan.term_at(at, fraction).is_some() || whole_number(scan, at).is_some_and(behind)
}

/// Multiplies by a scale that follows.
fn scaled(scan: &Scan<'_>, number: Numeral) -> Numeral {
    let scale = scan.term_at(scan.past_space(number.end), |term| match term {
        FigureTerm::Scale(scale) => Some(Decimal::from(*scale)),
        _ => None,
    });
    let multiplied = scale.and_then(|(end, scale)| {
        let value = number.value.checked_mul(scale)?;
        Some(Numeral { end, value, scale, ratio: None, bare: 0, ..number })
    });
    multiplied.unwrap_or(number)
}

/// "two and a half million", "million and a half", "three fifths", "3½".
fn with_fraction(scan: &Scan<'_>, number: Numeral) -> Option<Numeral> {
    let next = scan.past_space(number.end);
    if let Some((end, whole)) = scan.term_at(scan.past_hyphen(number.end), |term| match term {
        FigureTerm::Denominator(whole) => Some(*whole),
        _ => None,
    }) {
        // "one hundred and three quarters" is a mixed number.
        // "twenty and three fifths" is one as well where "twenty-three" is written with a hyphen.
        let hyphens = scan.language.joiners.iter().any(|joiner| joiner == "-");
        let apart = (number.head % Decimal::ONE_HUNDRED).is_zero() || hyphens;
        if number.head >= Decimal::from(20) && number.head < number.value && number.spelled && apart {
            let part: u32 = (number.value - number.head).try_into().ok()?;
            return Numeral { end, value: number.head, ..number }.plus((part, whole), Decimal::ONE);
        }
        let part: u32 = number.value.try_into().ok()?;
        return Numeral { end, value: Decimal::ZERO, ..number }.plus((part, whole), Decimal::ONE);
    }
    if let Some(over) = over_number(scan, number) {
        return Some(over);
    }
    let added = scan.term_at(next, |term| match term {
        FigureTerm::Added(part, whole) => Some((*part, *whole)),
        FigureTerm::Fraction(part, whole) if next == number.end && !number.spelled => Some((*part, *whole)),
        _ => None,
    });
    let added = added.or_else(|| {
        let rest = scan.text.get(next..)?;
        let joiner =
            scan.language.joiners.iter().find(|joiner| rest.starts_with(joiner.as_str()) && joiner.as_str() != "-")?;
        scan.term_at(scan.past_space(next + joiner.len()), fraction).filter(|_| next > number.end)
    });
    // "cinco con un cuarto".
    let added = added.or_else(|| {
        let end = scan.mark_at(next, &FigureTerm::Point).filter(|_| number.spelled)?;
        scan.term_at(scan.past_space(end), fraction)
    });
    let added = added.or_else(|| inverted(scan, next));
    let Some((end, ratio)) = added.filter(|(_, (part, whole))| part < whole) else { return Some(number) };
    let number = Numeral { end, ..number };
    // "cien con tres cuartos" adds to hundreds, "a million and a half" to millions.
    if number.scale <= Decimal::ONE_HUNDRED {
        return Some(scaled(scan, number.plus(ratio, Decimal::ONE)?));
    }
    // "seven million and half a million" says the scale twice.
    let again = scan.term_at(scan.past_space(end), |term| match term {
        FigureTerm::Scale(scale) if Decimal::from(*scale) <= number.scale => Some(Decimal::from(*scale)),
        FigureTerm::Word(value) if Decimal::from(*value) == number.scale => Some(number.scale),
        _ => None,
    });
    let (end, scale) = again.unwrap_or((end, number.scale));
    Numeral { end, ..number }.plus(ratio, scale)
}

/// "três vinte e um avos": a number that a word behind it makes the denominator.
fn over_number(scan: &Scan<'_>, number: Numeral) -> Option<Numeral> {
    let whole = whole_number(scan, scan.past_space(number.end)).filter(|whole| whole.spelled && number.spelled)?;
    let end = scan.mark_at(scan.past_space(whole.end), &FigureTerm::DenominatorMark)?;
    let (part, over): (u32, u32) = (number.value.try_into().ok()?, whole.value.try_into().ok()?);
    Numeral { end, value: Decimal::ZERO, ..number }.plus((part, over), Decimal::ONE).filter(|_| over > 0)
}

/// "三又二分之一", "백과 사분의 삼": a fraction that names its denominator first, behind a joining word.
fn inverted(scan: &Scan<'_>, at: usize) -> Option<(usize, (u32, u32))> {
    let joiner = |term: &FigureTerm| matches!(term, FigureTerm::Joiner | FigureTerm::RangeAnd).then_some(());
    let (end, ()) = scan.term_at(at, joiner)?;
    let whole = whole_number(scan, scan.past_space(end))?;
    let end = scan.mark_at(scan.past_space(whole.end), &FigureTerm::FractionOf)?;
    let part = whole_number(scan, scan.past_space(end))?;
    Some((part.end, (part.value.try_into().ok()?, whole.value.try_into().ok()?)))
}
