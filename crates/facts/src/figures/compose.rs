//! The figures of a block: at every place the reading that covers most, with its bound and what it counts.

use headwater_lang::is_alphanumeric;
use headwater_lang::terms::FigureTerm;
use headwater_model::{Amount, Bound, Value, When};
use rust_decimal::Decimal;

use super::amounts::{Found, Stated, amount};
use super::bounds::{bound, date_bound};
use super::cues::{aged, counted, named};
use super::dates::{self, Dated};
use super::kinds::Kinds;
use super::scan::{Scan, is_hangul};

/// A figure found. Positions are bytes of the folded text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reading {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) value: Value,
    pub(crate) bound: Bound,
    pub(crate) bound_words: Option<(usize, usize)>,
    pub(crate) counted: Option<(usize, usize)>,
}

/// So many numbers and phrases with nothing but signs between them state nothing that could be told apart.
const MOST_IN_A_ROW: usize = 256;

/// Returns the figures of the text from the left. What begins first wins; of what begins together, the longest.
pub(crate) fn readings(scan: &Scan<'_>, published: Option<When>) -> Vec<Reading> {
    let mut found: Vec<Reading> = Vec::new();
    let mut free = 0;
    let mut row = Row::default();
    for start in starts(scan) {
        if row.grows_too_long(scan, start) {
            continue;
        }
        // Inside a word of Hangul only what follows a number is one.
        let inside = |at: Option<char>| at.is_some_and(is_hangul);
        if start < free || inside(scan.character_before(start)) && inside(scan.character(start)) {
            continue;
        }
        match reading(scan, start, published) {
            Ok(reading) if reading.start >= found.last().map_or(0, |last| last.end) => {
                free = reading.end;
                match found.last().and_then(|last| between_bounds(scan, last, &reading)) {
                    Some(range) => found.last_mut().into_iter().for_each(|last| *last = range.clone()),
                    None => found.push(reading),
                }
            }
            Ok(reading) => free = reading.end,
            Err(end) => free = end,
        }
    }
    found
}

/// Numbers and phrases that follow each other.
#[derive(Debug, Default)]
struct Row {
    count: usize,
    end: usize,
}

impl Row {
    /// Adds the number or phrase at `start`, and says whether there are too many before it.
    fn grows_too_long(&mut self, scan: &Scan<'_>, start: usize) -> bool {
        let between = scan.text.get(self.end..start).unwrap_or_default();
        self.count = if between.contains(is_alphanumeric) { 1 } else { self.count + 1 };
        let end = scan.digits_at(start).map(|digits| digits.end).max(scan.longest_at(start));
        self.end = self.end.max(end.unwrap_or(start));
        self.count > MOST_IN_A_ROW
    }
}

/// "more than 10 and less than 20" is a range, if nothing but a joining word stands between.
fn between_bounds(scan: &Scan<'_>, first: &Reading, second: &Reading) -> Option<Reading> {
    let number = |value: &Value| match value {
        Value::Number(Amount::One(number)) => Some(*number),
        Value::Fraction(part, whole) => Decimal::from(*part).checked_div(Decimal::from(*whole)),
        _ => None,
    };
    let (one, other) = (&number(&first.value)?, &number(&second.value)?);
    let floor = |bound: Bound| matches!(bound, Bound::AtLeast | Bound::MoreThan);
    let ceiling = |bound: Bound| matches!(bound, Bound::AtMost | Bound::LessThan);
    let bounded = floor(first.bound) && ceiling(second.bound) && one < other
        || ceiling(first.bound) && floor(second.bound) && one > other;
    let from = scan.past_space(first.bound_words.map_or(first.end, |(_, end)| end.max(first.end)));
    let to = scan.before_space(second.bound_words.map_or(second.start, |(start, _)| start.min(second.start)));
    let joiner = |term: &FigureTerm| matches!(term, FigureTerm::RangeAnd | FigureTerm::Joiner).then_some(());
    let joined = from >= to
        || matches!(scan.text.get(from..to), Some("," | "、" | "，"))
        || scan.language.joiners.iter().any(|joiner| scan.text.get(from..to) == Some(joiner.as_str()))
        || scan.term_at(from, joiner).is_some_and(|(end, ())| end == to);
    let amount = Amount::Range(*one.min(other), *one.max(other));
    (bounded && joined).then_some(Reading {
        start: first.start,
        end: second.end,
        value: Value::Number(amount),
        bound: Bound::Exact,
        bound_words: None,
        counted: second.counted,
    })
}

/// Places where a figure may start: digits and phrases, in order.
fn starts(scan: &Scan<'_>) -> impl Iterator<Item = usize> {
    let mut digits = scan.digits.iter().filter(|digits| !digits.listed).map(|digits| digits.start).peekable();
    let mut hits = scan.phrases.iter().map(|phrase| phrase.start).peekable();
    let mut last = None;
    std::iter::from_fn(move || {
        loop {
            let next = match (digits.peek(), hits.peek()) {
                (Some(digit), Some(hit)) if digit <= hit => digits.next(),
                (Some(_), None) => digits.next(),
                _ => hits.next(),
            }?;
            if last.is_none_or(|last| last < next) {
                last = Some(next);
                return last;
            }
        }
    })
}

/// Reads the figure at a place, or says up to where there is none.
fn reading(scan: &Scan<'_>, at: usize, published: Option<When>) -> Result<Reading, usize> {
    // Most phrases, such as bounds, cannot start a figure.
    let opens = Kinds::AMOUNT.or(Kinds::DATE).or(Kinds::LEANING);
    if scan.digits_at(at).is_none() && !scan.has_kind_at(at, opens) {
        return Err(at);
    }
    let date = dates::date(scan, at, published);
    let amount = amount(scan, at);
    let reach = match &amount {
        Some(Found::Value(stated)) => stated.end,
        Some(Found::Nothing(end)) => *end,
        None => at,
    };
    let none = || Err(scan.digits_at(at).map_or(at, |digits| digits.end));
    match (date, amount) {
        (Some(Dated { start, end, value, kind, bound }), _) if end >= reach => {
            let Some(value) = value else { return Err(end) };
            let (bound, bound_words) = bound.unwrap_or_else(|| date_bound(scan, start, end, kind));
            Ok(Reading { start, end, value, bound, bound_words, counted: None })
        }
        (_, Some(Found::Value(stated))) => counted_amount(scan, aged(scan, stated)).map_or_else(none, Ok),
        (_, Some(Found::Nothing(end))) => Err(end),
        _ => none(),
    }
}

fn counted_amount(scan: &Scan<'_>, stated: Stated) -> Option<Reading> {
    if named(scan, &stated) {
        return None;
    }
    let Stated { start, end, value, open, implied } = stated;
    let ranges = matches!(value.amount(), Some(Amount::Range(..)));
    let (bound, bound_words) = bound(scan, start, end, ranges);
    let bound = if bound == Bound::Exact { implied } else { bound };
    let counted = if matches!(value, Value::Number(_)) { counted(scan, end) } else { None };
    let counter = counted.is_some_and(|(start, end)| scan.longest_at(start) == Some(end));
    if open && bound == Bound::Exact && !counter {
        return None;
    }
    Some(Reading { start, end, value, bound, bound_words, counted })
}
