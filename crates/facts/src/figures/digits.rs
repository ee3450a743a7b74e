//! Numbers written in digits, and which of them cannot be figures: parts of names, telephone numbers, versions.

use headwater_lang::next_byte;
use rust_decimal::Decimal;

/// A number written in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Digits {
    /// First byte in the folded text.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// Its value.
    pub(crate) value: Decimal,
    /// How many digits it has when it is a bare run of them, such as a year; 0 with separators.
    pub(crate) bare: usize,
    /// Whether it may be a figure at all: false for parts of names, telephone numbers, clock times, versions.
    pub(crate) free: bool,
    /// Whether it begins with a zero that counts nothing, as "06" and "0211".
    pub(crate) padded: bool,
    /// Whether it stands in a long list of numbers, which is stepped over.
    pub(crate) listed: bool,
}

/// A number that is longer than this is an id.
const LONGEST: usize = 24;

/// So many numbers with nothing but signs between them state nothing that could be told apart.
const LONGEST_LIST: usize = 24;

/// Returns all numbers in digits. `decimal` and `group` are the language's signs; `prefixed` says whether what ends
/// at a byte may be written together with a number behind it, as "us$" and "rs".
pub(crate) fn digits(text: &str, decimal: &[char], group: &[char], prefixed: impl Fn(usize) -> bool) -> Vec<Digits> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = next_byte(bytes, at, |byte| byte.is_ascii_digit()) {
        let number = one(text, next, decimal, group, &prefixed);
        at = number.end;
        found.push(number);
    }
    mark_sequences(text, &mut found);
    found
}

/// Reads the number whose first digit stands at `start`.
fn one(text: &str, start: usize, decimal: &[char], group: &[char], prefixed: impl Fn(usize) -> bool) -> Digits {
    let mut end = run(text, start);
    let length = end - start;
    let padded = length > 1 && text.get(start..).is_some_and(|rest| rest.starts_with('0'));
    let mut bare = length;
    let mut plain = Plain::default();
    plain.push(text.get(start..end.min(start + LONGEST + 1)).unwrap_or_default());
    let mut fraction = false;
    let mut used: Option<char> = None;
    while let Some(sign) = text.get(end..).and_then(|rest| rest.chars().next()) {
        let next = run(text, end + sign.len_utf8());
        let width = next - end - sign.len_utf8();
        let grouped = width == 3 && (plain.length <= 3 || used == Some(sign)) || width == 2 && indian(text, next, sign);
        if width == 0 || fraction || plain.length > LONGEST || width > LONGEST {
            break;
        }
        if group.contains(&sign) && grouped && !padded && used.is_none_or(|used| used == sign) {
            used = Some(sign);
        } else if decimal.contains(&sign) && !(group.contains(&sign) && width == 3 && used == Some(sign)) {
            fraction = true;
            plain.length += 1;
        } else {
            break;
        }
        bare = 0;
        let digits = text.get(end + sign.len_utf8()..next).unwrap_or_default();
        plain.decimals = if fraction { digits.len() } else { 0 };
        plain.push(digits);
        end = next;
    }
    let value = plain.value();
    let free = value.is_some() && !padded && stands_free(text, start, end, prefixed);
    Digits { start, end, value: value.unwrap_or_default(), bare, free, padded, listed: false }
}

/// A number without its separators.
#[derive(Debug, Default)]
struct Plain {
    digits: i128,
    /// How many digits it has, and one for the decimal sign.
    length: usize,
    /// How many of the digits stand behind the decimal sign.
    decimals: usize,
}

impl Plain {
    fn push(&mut self, digits: &str) {
        self.length += digits.len();
        if self.length <= LONGEST {
            self.digits = digits.bytes().fold(self.digits, |sum, digit| sum * 10 + i128::from(digit - b'0'));
        }
    }

    fn value(&self) -> Option<Decimal> {
        let decimals = u32::try_from(self.decimals).ok().filter(|_| self.length <= LONGEST)?;
        Decimal::try_from_i128_with_scale(self.digits, decimals).ok()
    }
}

/// Says whether a group of two digits goes on as Indian grouping does: `1,00,000`.
fn indian(text: &str, next: usize, sign: char) -> bool {
    sign == ','
        && text.get(next..).is_some_and(|rest| rest.starts_with(','))
        && matches!(run(text, next + 1) - next - 1, 2 | 3)
}

fn run(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    start + rest.bytes().take_while(u8::is_ascii_digit).count()
}

/// Says whether a number is no part of a name: "gpt-4", "f35", "b12" and "h2o" are names.
fn stands_free(text: &str, start: usize, end: usize, prefixed: impl Fn(usize) -> bool) -> bool {
    let mut before = text.get(..start).unwrap_or_default().chars().rev();
    let (last, second) = (before.next(), before.next());
    // Letters with case; others, as Arabic "و", may be particles.
    let cased = |character: Option<char>| character.is_some_and(|character| character.is_lowercase());
    let named = match last {
        Some('-') => second.is_some_and(|second| second.is_ascii_alphabetic()) && !behind_a_unit(text, start - 1),
        Some('.' | '/' | '_' | '@') => second.is_some_and(|second| second.is_ascii_alphanumeric()),
        Some('#' | '№') => true,
        Some(':') => second.is_some_and(|second| second.is_ascii_digit()),
        last => cased(last) && !prefixed(start),
    };
    let after = text.get(end..).unwrap_or_default();
    let digit_behind = |sign: char| {
        after.strip_prefix(sign).is_some_and(|rest| rest.starts_with(|character: char| character.is_ascii_digit()))
    };
    !named && !digit_behind(':') && !digit_behind('.')
}

/// Whether a short unit with its number ends at `end`: "3km-5km", "10k-20k".
fn behind_a_unit(text: &str, end: usize) -> bool {
    let before = text.get(..end).unwrap_or_default();
    let letters = before.bytes().rev().take(4).take_while(u8::is_ascii_alphabetic).count();
    letters < 3 && before.get(..end - letters).is_some_and(|rest| rest.ends_with(|sign: char| sign.is_ascii_digit()))
}

/// Marks what is written in groups as telephone numbers and ids are. Dates are read apart.
fn mark_sequences(text: &str, digits: &mut [Digits]) {
    let mut first = 0;
    while first < digits.len() {
        let mut last = first;
        let (mut signs, mut joined) = (0, 0);
        while let [one, other, ..] = digits.get(last..).unwrap_or_default() {
            let between = text.get(one.end..other.start).unwrap_or_default();
            if between.len() > 3 || !between.bytes().all(|sign| b" -()/.,".contains(&sign)) {
                break;
            }
            joined += usize::from(between.len() < 3 && !between.contains(','));
            signs += usize::from(matches!(between, "-" | "/" | "."));
            last += 1;
        }
        // A telephone number has no commas and no wide gaps; a long list of numbers is a table or worse.
        let whole = joined == last - first;
        let numbers = digits.get_mut(first..=last).unwrap_or_default();
        let listed = numbers.len() >= LONGEST_LIST;
        if listed || whole && is_sequence(text, numbers, signs) {
            numbers.iter_mut().for_each(|number| (number.free, number.listed) = (false, listed));
        }
        first = last + 1;
    }
}

/// Says whether neighbouring numbers are one telephone number or id: three joined by signs, or many digits in groups
/// that begin with a zero, a plus or in brackets.
fn is_sequence(text: &str, numbers: &[Digits], signs: usize) -> bool {
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else { return false };
    let shown = text.get(first.start..last.end).unwrap_or_default();
    let count = shown.bytes().filter(u8::is_ascii_digit).count();
    let opened = text.get(..first.start).unwrap_or_default().ends_with(['+', '(']);
    let dialled = numbers.iter().any(|number| number.padded) || opened || shown.contains(['(', ')']);
    let several = numbers.len() > 2 && numbers.iter().all(|number| number.bare > 0);
    numbers.len() > 1 && (count >= 7 && (dialled || several)) || numbers.len() > 2 && signs + 1 >= numbers.len()
}

#[cfg(test)]
mod tests {
    use super::digits;

    fn read(text: &str, decimal: char, group: &[char]) -> Vec<String> {
        let found = digits(text, &[decimal], group, |end| text.get(..end).is_some_and(|text| text.ends_with("rs")));
        let free = found.into_iter().filter(|digits| digits.free);
        free.map(|digits| digits.value.normalize().to_string()).collect()
    }

    #[test]
    fn digits_read_by_the_signs_of_the_language() {
        assert_eq!(read("1,280 and 3.25", '.', &[',']), ["1280", "3.25"]);
        assert_eq!(read("1.280,5 und 1 000 000", ',', &['.', ' ']), ["1280.5", "1000000"]);
        assert_eq!(read("1,00,000 and rs10", '.', &[',']), ["100000", "10"]);
    }

    #[test]
    fn names_versions_and_telephone_numbers_are_not_free() {
        for text in
            ["gpt-4, f35, 12:40, 1.2.3, 028", "020 7946 0018", "(11) 5550-1420", "8 (495) 555-01-42", "+49 30 555 142"]
        {
            assert_eq!(read(text, '.', &[',', ' ']), Vec::<String>::new(), "{text}");
        }
        assert_eq!(read("from 12 to 15, then 1990-1995", '.', &[',']), ["12", "15", "1990", "1995"]);
    }
}
