//! The numeral algebra: digits, spelled numbers and scales to one exact number.
//!
//! Parts are kept on a stack of falling size. A scale multiplies everything smaller than itself; a number joins as
//! a smaller part. So "4万5000", "two hundred thousand", "1億2千万" and "مئة وخمسة وعشرون" need no rule of their own.

use headwater_lang::terms::FigureTerm;
use headwater_lang::{Script, script_of};
use rust_decimal::Decimal;

use super::scan::Scan;

/// A number read from the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numeral {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) value: Decimal,
    /// Whether no digit was used.
    pub(crate) spelled: bool,
    /// Digits where it is a bare run of them without a scale; else 0.
    pub(crate) bare: usize,
}

/// One part of a number.
enum Part {
    Digits(Decimal, usize),
    Word(Decimal),
    Scale(Decimal),
}

/// Reads the longest number that starts at `start`.
pub(crate) fn numeral(scan: &Scan<'_>, start: usize) -> Option<Numeral> {
    let mut stack: Vec<Decimal> = Vec::new();
    let mut read = Numeral { start, end: start, value: Decimal::ZERO, spelled: true, bare: 0 };
    let mut last_scale = false;
    let mut parts = 0;
    let mut at = start;
    while let Some((end, part)) = part_at(scan, at, parts == 0) {
        let adjacent = at == read.end;
        let fits = match part {
            Part::Digits(value, bare) => {
                let fits = parts == 0 || last_scale && adjacent && joins(&stack, value, false);
                read.spelled &= !fits;
                read.bare = if parts == 0 { bare } else { 0 };
                fits && push(&mut stack, value)
            }
            Part::Word(value) => {
                // "二百": a power of ten behind a smaller number multiplies it.
                let multiplies = parts > 0 && is_power(value) && stack.last().is_some_and(|last| *last < value);
                let adds = parts == 0 || read.spelled && joins(&stack, value, scan.units_first);
                if multiplies { multiply(&mut stack, value) } else { adds && push(&mut stack, value) }
            }
            Part::Scale(scale) => parts > 0 && multiply(&mut stack, scale),
        };
        if !fits {
            break;
        }
        last_scale = matches!(part, Part::Scale(_));
        read.bare = if last_scale { 0 } else { read.bare };
        parts += 1;
        read.end = end;
        at = next_part(scan, end);
    }
    read.value = stack.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part))?;
    (parts > 0).then_some(read)
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
        _ => None,
    };
    let words = scan.term_at(at, word).filter(|(end, _)| !begins_a_word(scan, at, *end));
    let scales = scan.term_at(at, scale);
    match (words, scales) {
        (Some(word), Some(scale)) if first && word.0 >= scale.0 => Some(word),
        (Some(word), Some(scale)) => Some(if word.0 > scale.0 { word } else { scale }),
        (word, scale) => word.or(scale),
    }
}

/// A syllable of Hangul that is a number by itself may also begin any other word: "이" and "이상".
fn begins_a_word(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let hangul = |character: char| script_of(character) == Script::Hangul;
    let one = scan.text.get(start..end).is_some_and(|word| word.chars().count() == 1 && word.chars().all(hangul));
    let numeral = |term: &FigureTerm| matches!(term, FigureTerm::Word(_) | FigureTerm::Scale(_)).then_some(());
    one && scan.character(end).is_some_and(hangul) && scan.term_at(end, numeral).is_none()
}

/// Returns where the next part may start: behind spaces, a hyphen, or a joiner, which may be glued to it.
fn next_part(scan: &Scan<'_>, end: usize) -> usize {
    let next = scan.past_hyphen(end);
    let rest = scan.text.get(next..).unwrap_or_default();
    let joined = scan.joiners.iter().filter(|joiner| rest.starts_with(joiner.as_str()));
    let mut behind = joined.map(|joiner| scan.past_space(next + joiner.len()));
    behind.find(|at| scan.digits_at(*at).is_none() && part_at(scan, *at, false).is_some()).unwrap_or(next)
}

fn is_power(value: Decimal) -> bool {
    let mut power = Decimal::TEN;
    while power < value {
        power *= Decimal::TEN;
    }
    power == value
}

fn push(stack: &mut Vec<Decimal>, value: Decimal) -> bool {
    stack.push(value);
    true
}

/// Says whether `value` can be a further part: smaller than the last part's last non-zero digit, or tens behind
/// units where the language counts so.
fn joins(stack: &[Decimal], value: Decimal, units_first: bool) -> bool {
    let Some(last) = stack.last() else { return true };
    let ten = Decimal::TEN;
    if units_first && *last < ten && value >= ten && value < Decimal::ONE_HUNDRED {
        return true;
    }
    let mut power = Decimal::ONE;
    while power * ten <= *last && (*last % (power * ten)).is_zero() {
        power *= ten;
    }
    value < power
}

/// Multiplies the parts smaller than `scale` by it.
fn multiply(stack: &mut Vec<Decimal>, scale: Decimal) -> bool {
    let mut sum = Decimal::ZERO;
    while let Some(part) = stack.last().copied().filter(|part| *part < scale) {
        sum += part;
        stack.pop();
    }
    if sum.is_zero() {
        return false;
    }
    match sum.checked_mul(scale) {
        Some(product) if stack.last().is_none_or(|last| product < *last) => push(stack, product),
        _ => {
            stack.push(sum);
            false
        }
    }
}
