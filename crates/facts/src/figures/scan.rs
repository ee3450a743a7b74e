//! Digits and phrases of a block, by position of its folded text.

use headwater_lang::{Folded, Hit, Language, fold_str, terms::FigureTerm};
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
}

/// The scanned block. All positions are bytes of the folded text.
pub(crate) struct Scan<'a> {
    /// The folded text.
    pub(crate) text: &'a str,
    /// Numbers in digits, by position.
    pub(crate) digits: Vec<Digits>,
    /// Phrases, by position, longer first.
    pub(crate) hits: Vec<Hit<'a, FigureTerm>>,
    /// The language's order of all-digit dates.
    pub(crate) date_order: &'a str,
    /// The language's orders of dates with a named month.
    pub(crate) orders: &'a [String],
    /// Whether spelled units come before tens.
    pub(crate) units_first: bool,
    /// Words that join spelled numbers, folded; some are written together with the next number.
    pub(crate) joiners: Vec<String>,
}

impl<'a> Scan<'a> {
    pub(crate) fn new(folded: &'a Folded, language: &'a Language) -> Self {
        let numbers = &language.file.numbers;
        Self {
            text: &folded.text,
            digits: digits(&folded.text, &numbers.decimal, &numbers.group),
            hits: language.figures.find_all(folded),
            date_order: &language.file.dates.digits,
            orders: &language.file.dates.orders,
            units_first: numbers.units_first,
            joiners: numbers.joiners.iter().map(|joiner| fold_str(joiner)).collect(),
        }
    }

    /// Returns the number in digits that starts at `at`.
    pub(crate) fn digits_at(&self, at: usize) -> Option<Digits> {
        let index = self.digits.binary_search_by_key(&at, |digits| digits.start).ok()?;
        self.digits.get(index).copied()
    }

    /// Returns where the longest phrase that starts at `at` ends, whatever it means.
    pub(crate) fn longest_at(&self, at: usize) -> Option<usize> {
        let first = self.hits.partition_point(|hit| hit.folded.start < at);
        self.hits.get(first).filter(|hit| hit.folded.start == at).map(|hit| hit.folded.end)
    }

    /// Returns the longest phrase that starts at `at` and means what `wanted` accepts, with its end.
    pub(crate) fn term_at<M>(&self, at: usize, wanted: impl Fn(&FigureTerm) -> Option<M>) -> Option<(usize, M)> {
        let first = self.hits.partition_point(|hit| hit.folded.start < at);
        let here = self.hits.iter().skip(first).take_while(|hit| hit.folded.start == at);
        here.filter_map(|hit| Some((hit.folded.end, wanted(hit.meaning)?))).next()
    }

    /// Returns the longest phrase that ends at `end` and means what `wanted` accepts, with its start.
    pub(crate) fn term_before<M>(&self, end: usize, wanted: impl Fn(&FigureTerm) -> Option<M>) -> Option<(usize, M)> {
        // No phrase is longer than this; hits are sorted by start.
        const LONGEST: usize = 60;
        let first = self.hits.partition_point(|hit| hit.folded.start + LONGEST < end);
        let near = self.hits.iter().skip(first).take_while(|hit| hit.folded.start < end);
        near.filter(|hit| hit.folded.end == end).find_map(|hit| Some((hit.folded.start, wanted(hit.meaning)?)))
    }

    /// Returns the position behind spaces at `at`.
    pub(crate) fn past_space(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + (rest.len() - rest.trim_start_matches([' ', '\n']).len())
    }

    /// Returns the position before spaces that end at `end`.
    pub(crate) fn before_space(&self, end: usize) -> usize {
        self.text.get(..end).unwrap_or_default().trim_end_matches([' ', '\n']).len()
    }

    /// Returns the position behind spaces and at most one hyphen at `at`: "18-month", "10 million".
    pub(crate) fn past_hyphen(&self, at: usize) -> usize {
        let next = self.past_space(at);
        let rest = self.text.get(next..).unwrap_or_default();
        if next == at && rest.starts_with('-') { at + 1 } else { next }
    }

    /// Returns the character at `at`.
    pub(crate) fn character(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }
}

/// Returns all numbers in digits. `decimal` and `group` are the language's signs.
fn digits(text: &str, decimal: &[char], group: &[char]) -> Vec<Digits> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_digit() {
            let number = one(text, at, decimal, group);
            at = number.end;
            found.push(number);
        } else {
            at += 1;
        }
    }
    mark_sequences(text, &mut found);
    found
}

/// Reads the number whose first digit stands at `start`.
fn one(text: &str, start: usize, decimal: &[char], group: &[char]) -> Digits {
    let mut end = run(text, start);
    let mut plain = text.get(start..end).unwrap_or_default().to_owned();
    let mut fraction = false;
    let mut used: Option<char> = None;
    let mut bare = plain.len();
    while let Some(sign) = text.get(end..).and_then(|rest| rest.chars().next()) {
        let next = run(text, end + sign.len_utf8());
        let width = next - end - sign.len_utf8();
        let grouped = width == 3 && (plain.len() <= 3 || used == Some(sign)) || width == 2 && indian(text, next, sign);
        if width == 0 || fraction {
            break;
        }
        if group.contains(&sign) && grouped && used.is_none_or(|used| used == sign) {
            used = Some(sign);
        } else if decimal.contains(&sign) {
            fraction = true;
            plain.push('.');
        } else {
            break;
        }
        bare = 0;
        plain.push_str(text.get(end + sign.len_utf8()..next).unwrap_or_default());
        end = next;
    }
    let value = plain.parse().ok();
    let free =
        value.is_some() && plain.len() < 25 && stands_free(text, start, end) && !(bare > 1 && plain.starts_with('0'));
    Digits { start, end, value: value.unwrap_or_default(), bare, free }
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
fn stands_free(text: &str, start: usize, end: usize) -> bool {
    let mut before = text.get(..start).unwrap_or_default().chars().rev();
    let (last, second) = (before.next(), before.next());
    let letter = |character: Option<char>| character.is_some_and(|character| character.is_ascii_alphabetic());
    let named = match last {
        Some('-' | '.' | '/' | '_' | '@') => second.is_some_and(|second| second.is_ascii_alphanumeric()),
        Some('#' | '№' | ':') if last != Some(':') || second.is_some_and(|second| second.is_ascii_digit()) => true,
        last => letter(last) && text.get(..start).is_some_and(|text| !ends_with_currency(text)),
    };
    let after = text.get(end..).unwrap_or_default();
    let clock = after.strip_prefix(':').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let version = after.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    !named && !clock && !version
}

/// "us$10" and "rs10" begin with letters and are no names.
fn ends_with_currency(text: &str) -> bool {
    ["rs", "rp", "usd", "eur", "gbp", "tl", "kr", "r$"].iter().any(|sign| text.ends_with(sign))
}

/// Three or more numbers joined by hyphens are a telephone number or an id, but for dates, which are read apart.
fn mark_sequences(text: &str, digits: &mut [Digits]) {
    let joined: Vec<bool> = digits
        .windows(2)
        .map(|pair| matches!(pair, [a, b] if text.get(a.end..b.start).is_some_and(|between| matches!(between, "-" | "/" | "."))))
        .collect();
    for (index, pair) in joined.windows(2).enumerate() {
        if pair.iter().all(|joined| *joined) {
            digits.iter_mut().skip(index).take(3).for_each(|digits| digits.free = false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn digits_read_by_the_signs_of_the_language() {
        let read = |text: &str, decimal: char, group: &[char]| -> Vec<String> {
            let free = digits(text, &[decimal], group).into_iter().filter(|digits| digits.free);
            free.map(|digits| digits.value.normalize().to_string()).collect()
        };
        assert_eq!(read("1,280 and 3.25", '.', &[',']), ["1280", "3.25"]);
        assert_eq!(read("1.280,5 und 1 000 000", ',', &['.', ' ']), ["1280.5", "1000000"]);
        assert_eq!(read("1,00,000 rs", '.', &[',']), ["100000"]);
        assert_eq!(read("gpt-4, f35, 12:40, 1.2.3, 028", '.', &[',']), Vec::<String>::new());
    }
}
