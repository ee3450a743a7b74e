//! Numbers and ranges of them, joined with units, currencies, percent signs and ranks.

use headwater_lang::is_unspaced;
use headwater_lang::terms::{FigureTerm, Side};
use headwater_model::{Amount, Bound, Currency, TimeUnit, Unit, Value};
use rust_decimal::Decimal;

use super::bounds::bound;
use super::lengths::compound;
use super::measures::{measure, opposed, single_unit};
use super::money::{with_cents, with_fen};
use super::numerals::{Numeral, numeral, rank, unsigned};
use super::scan::{Scan, is_hangul};
use super::vague::vague_length;

/// A value with its place. Positions are bytes of the folded text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stated {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) value: Value,
    /// Whether it is a figure only where something counted or a bound stands by it.
    pub(crate) open: bool,
    /// What its own words say of how exact it is.
    pub(crate) implied: Bound,
}

/// One number or a range of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbers {
    pub(super) start: usize,
    end: usize,
    pub(super) amount: Amount,
    /// The only or second number.
    last: Numeral,
    /// Whether what looks like a range falls, as scores do.
    falls: bool,
}

/// What stands behind a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Suffix {
    Percent,
    Tenths,
    Points,
    Currency(Currency),
    Cents(Currency),
    /// Tenths of a currency's unit.
    Dimes(Currency),
    Unit(String),
    Time(TimeUnit),
    Age(TimeUnit),
    Rank,
}

/// What was found at a place: a value, or something up to a position that is none.
pub(crate) enum Found {
    Value(Stated),
    Nothing(usize),
}

/// Reads the value that starts at `at`.
pub(crate) fn amount(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let numbers = numbers(scan, at);
    let implied = numbers.map_or(Bound::Exact, |numbers| implied(numbers.last));
    let found = |start, end, value| Some(Found::Value(Stated { start, end, value, open: false, implied }));
    let reach = numbers.map_or(at, |numbers| numbers.end);
    if let Some((end, value)) = vague_length(scan, at).filter(|(end, _)| *end > reach) {
        return Some(Found::Value(Stated { start: at, end, value, open: false, implied: Bound::About }));
    }
    if let Some((end, value)) = whole(scan, at).filter(|(end, _)| *end >= reach) {
        return found(at, end, value);
    }
    if let Some((end, value)) = single(scan, at).filter(|(end, _)| *end >= reach) {
        return found(at, end, value);
    }
    if let Some((start, end, value)) = prefixed(scan, at) {
        return found(start, end, value);
    }
    let numbers = numbers?;
    if let Some((end, value)) = share(scan, &numbers) {
        return found(numbers.start, end, value);
    }
    let ranked = |term: &FigureTerm| matches!(term, FigureTerm::Ordinal(_)).then_some(());
    let one = numbers.last.spelled && numbers.last.value == Decimal::ONE;
    let behind =
        suffix(scan, numbers.end).filter(|_| !one || scan.term_at(scan.past_space(numbers.end), ranked).is_none());
    let Some((end, suffix)) = behind else { return bare(scan, numbers) };
    let (end, value) = valued(scan, numbers, end, suffix)?;
    found(numbers.start, end, value)
}

/// "500余万" is more than it says.
const fn implied(number: Numeral) -> Bound {
    if number.above { Bound::MoreThan } else { Bound::Exact }
}

/// A number without a unit.
fn bare(scan: &Scan<'_>, numbers: Numbers) -> Option<Found> {
    let Numbers { start, end, last, .. } = numbers;
    if numbers.falls {
        return Some(Found::Nothing(end));
    }
    // "10 below zero".
    if let (Amount::One(degrees), Some(end)) =
        (numbers.amount, scan.mark_at(scan.past_space(end), &FigureTerm::Negative(Side::After)))
    {
        let value = Value::Measure(Amount::One(-degrees), Unit("degree".to_owned()));
        return Some(Found::Value(Stated { start, end, value, open: false, implied: Bound::Exact }));
    }
    let value = match (last.ratio, numbers.amount) {
        (Some((part, whole)), Amount::One(_)) => Value::Fraction(part, whole),
        (_, amount) => Value::Number(amount),
    };
    let alone = scan.is_all(start, end);
    // "medio" by itself is the middle.
    let half = |term: &FigureTerm| matches!(term, FigureTerm::Half(..)).then_some(());
    if last.ratio.is_some() && !alone && scan.term_at(start, half).is_some_and(|(half, ())| half == end) {
        return None;
    }
    // A single ideogram or syllable is as often part of a word; "one" is as often a pronoun.
    let ideogram = scan.text.get(start..end).is_some_and(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(|letter| is_unspaced(letter) || is_hangul(letter)) && letters.next().is_none()
    });
    let one = matches!(numbers.amount, Amount::One(value) if value == Decimal::ONE);
    let listed = start == 0 && matches!(scan.character(end), Some('.' | ')'));
    if !alone && (last.spelled && one || listed) {
        return None;
    }
    let open = !alone && last.spelled && ideogram;
    Some(Found::Value(Stated { start, end, value, open, implied: implied(last) }))
}

/// Makes a value of numbers and what stands behind them, which ends at `end`.
fn valued(scan: &Scan<'_>, numbers: Numbers, end: usize, suffix: Suffix) -> Option<(usize, Value)> {
    let amount = numbers.amount;
    Some(match suffix {
        Suffix::Percent => (end, Value::Percent(amount)),
        Suffix::Tenths => tenths(scan, amount, end)?,
        Suffix::Points => (end, Value::PercentagePoints(amount)),
        Suffix::Currency(currency) => with_cents(scan, amount, currency, end),
        Suffix::Cents(currency) => (end, Value::Money(times(amount, Decimal::new(1, 2))?, currency)),
        Suffix::Dimes(currency) => with_fen(scan, times(amount, Decimal::new(1, 1))?, currency, end),
        Suffix::Unit(unit) => measure(scan, opposed(scan, &numbers, end), unit, end)?,
        // "metà mese" is the middle of the month.
        Suffix::Time(unit) if unit > TimeUnit::Hour && last_is_fraction(scan, numbers) => return None,
        Suffix::Time(unit) => {
            let (whole, value) = compound(scan, amount, unit, end);
            let stated = whole > end || !counts_by_article(scan, numbers) || is_stated(scan, numbers.start, whole);
            return stated.then_some((whole, value));
        }
        Suffix::Age(unit) => (end, Value::Age(amount, unit)),
        Suffix::Rank => (end, Value::Ordinal(numbers.last.value.try_into().ok()?)),
    })
}

/// "3割", "三成半"; tenths with their hundredths, as "三八折", are percents.
fn tenths(scan: &Scan<'_>, amount: Amount, end: usize) -> Option<(usize, Value)> {
    let (end, amount) = match (amount, added(scan, end)) {
        (Amount::One(whole), Some((end, part))) => (end, Amount::One(whole.checked_add(part)?)),
        _ => (end, amount),
    };
    let hundredths = matches!(amount, Amount::One(value) if value > Decimal::TEN && value < Decimal::ONE_HUNDRED);
    Some((end, Value::Percent(if hundredths { amount } else { times(amount, Decimal::TEN)? })))
}

/// Whether a plain fraction, such as "half", stands right before a unit.
fn last_is_fraction(scan: &Scan<'_>, numbers: Numbers) -> bool {
    let plain = |term: &FigureTerm| matches!(term, FigureTerm::Fraction(part, whole) if part < whole).then_some(());
    scan.term_at(numbers.start, plain).is_some_and(|(end, ())| end == numbers.end)
}

/// Whether the number is an article, which counts little: "un año".
fn counts_by_article(scan: &Scan<'_>, numbers: Numbers) -> bool {
    scan.mark_at(numbers.start, &FigureTerm::Article) == Some(numbers.end)
}

/// Whether what an article counts is stated as a length: by a bound, a word such as "for", or by standing alone.
fn is_stated(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    bound(scan, start, end, false).0 != Bound::Exact
        || scan.is_all(start, end)
        || scan.mark_before(scan.before_space(start), &FigureTerm::During).is_some()
}

pub(super) fn times(amount: Amount, factor: Decimal) -> Option<Amount> {
    Some(match amount {
        Amount::One(value) => Amount::One(value.checked_mul(factor)?),
        Amount::Range(low, high) => Amount::Range(low.checked_mul(factor)?, high.checked_mul(factor)?),
    })
}

/// A fraction of a unit behind it: "an hour and a half", "三斤半".
pub(super) fn added(scan: &Scan<'_>, end: usize) -> Option<(usize, Decimal)> {
    scan.term_at(scan.past_space(end), |term| match term {
        FigureTerm::Added(part, whole) => Decimal::from(*part).checked_div(Decimal::from(*whole)),
        _ => None,
    })
}

/// A unit of time behind a number, which makes no age of it.
pub(super) fn time_suffix(scan: &Scan<'_>, end: usize) -> Option<(usize, TimeUnit)> {
    match suffix(scan, end)? {
        (end, Suffix::Time(unit)) => Some((end, unit)),
        _ => None,
    }
}

/// Returns the position behind spaces and a joining word, which may be glued to what follows, as "و51".
pub(super) fn past_joiner(scan: &Scan<'_>, end: usize) -> usize {
    let next = scan.past_space(end);
    if let Some(joined) =
        scan.term_at(next, |term| matches!(term, FigureTerm::Joiner | FigureTerm::RangeAnd).then_some(()))
    {
        return scan.past_hyphen(joined.0);
    }
    let rest = scan.text.get(next..).unwrap_or_default();
    let glued = scan.language.joiners.iter().find(|joiner| rest.starts_with(joiner.as_str()) && joiner.as_str() != "-");
    match glued.map(|joiner| scan.past_hyphen(next + joiner.len())) {
        Some(behind) if numeral(scan, behind).is_some() => behind,
        _ => next,
    }
}

/// "3分の1", "one in five", "nine out of ten".
fn share(scan: &Scan<'_>, numbers: &Numbers) -> Option<(usize, Value)> {
    let next = scan.past_space(numbers.end);
    let last = numbers.last;
    if let Some(end) = scan.mark_at(next, &FigureTerm::FractionOf) {
        let part = unsigned(scan, scan.past_space(end))?;
        let (part_end, part, whole) = (part.end, part.value.try_into().ok()?, last.value.try_into().ok()?);
        return (whole > 1).then_some((part_end, Value::Fraction(part, whole)));
    }
    let end = scan.mark_at(next, &FigureTerm::OutOf)?;
    // "तीन का पांचवां हिस्सा": the denominator is a rank.
    if let Some((end, whole)) = rank(scan, scan.past_space(end)) {
        let part: u32 = last.value.try_into().ok()?;
        return (part < whole && whole > 2).then_some((end, Value::Fraction(part, whole)));
    }
    let over = unsigned(scan, scan.past_space(end))?;
    let plain = last.ratio.is_none() && over.ratio.is_none() && suffix(scan, over.end).is_none();
    let (part, whole): (u32, u32) = (last.value.try_into().ok()?, over.value.try_into().ok()?);
    (plain && part < whole && whole <= 1_000).then_some((over.end, Value::Fraction(part, whole)))
}

/// Values in one phrase: "ساعتان", "third".
fn whole(scan: &Scan<'_>, at: usize) -> Option<(usize, Value)> {
    let span = scan.term_at(at, |term| match term {
        FigureTerm::Span(amount, unit) => Some((Amount::One((*amount).into()), *unit)),
        _ => None,
    });
    let span = span.or_else(|| whole_unit(scan, at)).map(|(end, (amount, unit))| compound(scan, amount, unit, end));
    let ranked = rank(scan, at).map(|(end, rank)| (end, Value::Ordinal(rank)));
    match (span, ranked) {
        (Some(span), Some(ranked)) => Some(if ranked.0 > span.0 { ranked } else { span }),
        (span, ranked) => span.or(ranked),
    }
}

/// "the whole week", "पूरे महीने", "un mes entero": one unit of time, whole.
fn whole_unit(scan: &Scan<'_>, at: usize) -> Option<(usize, (Amount, TimeUnit))> {
    let unit = |at: usize| {
        scan.term_at(at, |term| match term {
            FigureTerm::Time(unit) => Some((Amount::One(Decimal::ONE), *unit)),
            _ => None,
        })
    };
    if let Some(end) = scan.mark_at(at, &FigureTerm::Whole(Side::Before)) {
        return unit(scan.past_hyphen(end));
    }
    let (end, length) = unit(at)?;
    // "час" by itself is an hour where no article could say so.
    let spaced = scan.character(at).is_some_and(|letter| !is_unspaced(letter) && !is_hangul(letter));
    if spaced && scan.language.file.numbers.articles.is_empty() && scan.is_all(at, end) {
        return Some((end, length));
    }
    let end = scan.mark_at(scan.past_space(end), &FigureTerm::Whole(Side::After))?;
    Some((end, length))
}

/// "an hour", "une semaine et trois jours": an article counts one length of time, unless it states a rate.
fn single(scan: &Scan<'_>, at: usize) -> Option<(usize, Value)> {
    let end = scan.mark_at(at, &FigureTerm::Article)?;
    let next = scan.past_space(end);
    let Some((end, unit)) = time_at(scan, next) else { return single_unit(scan, at, next) };
    // "un segundo" is as well the second of several.
    let ranked = |term: &FigureTerm| matches!(term, FigureTerm::Ordinal(_)).then_some(());
    if scan.term_at(next, ranked).is_some() {
        return None;
    }
    let before = scan.before_space(at);
    let counts = |term: &FigureTerm| {
        use FigureTerm as Term;
        matches!(term, Term::Unit(_) | Term::Currency(_) | Term::Cents(_) | Term::Counter | Term::Scale(_))
            .then_some(())
    };
    let rate = scan.term_before(before, counts).is_some() || number_near(scan, before);
    let (whole, value) = compound(scan, Amount::One(Decimal::ONE), unit, end);
    (!rate && (whole > end || is_stated(scan, at, whole))).then_some((whole, value))
}

/// Says whether a number stands within the two words that end at `end`: "300,000 barrels a day", "three times a week".
pub(super) fn number_near(scan: &Scan<'_>, end: usize) -> bool {
    let window = scan.text.get(scan.text.floor_char_boundary(end.saturating_sub(40))..end).unwrap_or_default();
    let from = window.rmatch_indices(' ').nth(2).map_or(0, |(at, _)| at);
    let near = window.get(from..).unwrap_or_default();
    let start = end - near.len();
    let spelled = |at: usize| scan.term_at(at, |term| matches!(term, FigureTerm::Word(_)).then_some(())).is_some();
    near.contains(|digit: char| digit.is_ascii_digit()) || (start..end).any(spelled)
}

/// Numbers behind a currency, percent sign, rank sign or age word.
fn prefixed(scan: &Scan<'_>, at: usize) -> Option<(usize, usize, Value)> {
    let (end, sign) = scan.term_at(at, |term| match term {
        FigureTerm::Currency(_) | FigureTerm::Percent(Side::Before) => Some(term.clone()),
        FigureTerm::OrdinalMark(Side::Before) | FigureTerm::Age(Side::Before) => Some(term.clone()),
        FigureTerm::Unit(unit) if is_scale_of_degrees(unit) => Some(term.clone()),
        _ => None,
    })?;
    let next = scan.past_hyphen(end);
    let numbers = numbers(scan, next)?;
    if numbers.falls {
        return None;
    }
    let behind = suffix(scan, numbers.end);
    let (end, value) = match sign {
        FigureTerm::Currency(currency) if is_sign(scan, at, end) || scan.is_all(at, numbers.end) => match behind {
            // "$5.6 million dollars" says its currency twice.
            Some((end, Suffix::Currency(again))) if currency == again => (end, Value::Money(numbers.amount, currency)),
            // "EUR 20 %" is no sum.
            Some((_, Suffix::Percent)) => return None,
            _ => with_cents(scan, numbers.amount, currency, numbers.end),
        },
        FigureTerm::Unit(unit) => match behind {
            Some((end, Suffix::Unit(degree))) if degree == "degree" => {
                (end, Value::Measure(numbers.amount, Unit(unit)))
            }
            _ => return None,
        },
        FigureTerm::Percent(_) => (numbers.end, Value::Percent(numbers.amount)),
        FigureTerm::OrdinalMark(_) => (numbers.end, Value::Ordinal(numbers.last.value.try_into().ok()?)),
        FigureTerm::Age(_) => match behind {
            Some((end, Suffix::Time(unit) | Suffix::Age(unit))) => (end, Value::Age(numbers.amount, unit)),
            Some(_) => return None,
            None => (numbers.end, Value::Age(numbers.amount, TimeUnit::Year)),
        },
        _ => return None,
    };
    // "older than 65" says a bound as well, which is no part of the value.
    let bounds = scan.term_at(at, |term| matches!(term, FigureTerm::Bound(_, Side::Before)).then_some(()));
    let start = if bounds.is_some_and(|(end, ())| end <= next && next > at) { numbers.start } else { at };
    Some((start, end, value))
}

/// "摂氏40度": the scale of a temperature stands before it.
fn is_scale_of_degrees(unit: &str) -> bool {
    matches!(unit, "celsius" | "fahrenheit")
}

/// A currency's name stands behind its number; signs and codes may stand before.
fn is_sign(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let currency = scan.text.get(start..end).unwrap_or_default();
    // "won 3" counts no money: a code has capitals or is written together with its number.
    let code = currency.len() <= 3
        && currency.is_ascii()
        && (scan.original_after(start).starts_with(char::is_uppercase) || scan.digits_at(end).is_some());
    // "新台幣45億": names of unspaced scripts stand before as well.
    let name = currency.chars().all(is_unspaced) && scan.digits_at(scan.past_space(end)).is_some();
    code || name || currency.chars().any(|character| !character.is_alphanumeric() && character != ' ')
}

/// Says whether a word before a range announces it.
pub(crate) fn opener_before(scan: &Scan<'_>, start: usize) -> Option<usize> {
    let before = scan.before_space(start);
    let before =
        if before == start { scan.text.get(..start)?.strip_suffix('-').map_or(start, str::len) } else { before };
    scan.mark_before(before, &FigureTerm::RangeBefore)
}

fn numbers(scan: &Scan<'_>, at: usize) -> Option<Numbers> {
    let first = numeral(scan, at)?;
    let single =
        Numbers { start: first.start, end: first.end, amount: Amount::One(first.value), last: first, falls: false };
    let opened = opener_before(scan, first.start).is_some();
    Some(range(scan, first, opened).unwrap_or(single))
}

/// Returns the position behind a word or sign between the ends of a range at `at`, and whether it is a word.
pub(crate) fn past_between(scan: &Scan<'_>, at: usize, opened: bool) -> Option<(usize, bool)> {
    let next = scan.past_space(at);
    let word = scan.term_at(next, |term| match term {
        FigureTerm::RangeBetween => Some(()),
        FigureTerm::RangeAnd if opened => Some(()),
        _ => None,
    });
    let dash =
        scan.character(next).filter(|sign| matches!(sign, '-' | '–' | '—' | '−' | '~' | '〜' | '～' | '‐' | '‑'));
    match (word, dash) {
        (_, Some(sign)) => Some((scan.past_space(next + sign.len_utf8()), false)),
        (Some((end, ())), None) => Some((scan.past_hyphen(end), true)),
        (None, None) => None,
    }
}

/// Reads the second end of a range whose first is `first`.
fn range(scan: &Scan<'_>, first: Numeral, opened: bool) -> Option<Numbers> {
    // "10 % to 15 %" and "$5m–$6m" repeat the unit.
    let one = suffix(scan, first.end);
    let ends = [Some(first.end), one.as_ref().map(|(end, _)| *end)];
    let between = ends.into_iter().flatten().find_map(|end| past_between(scan, end, opened));
    let announced = || ends.into_iter().flatten().find_map(|end| past_between(scan, end, true));
    let (at, word) = between.or_else(|| announced().filter(|(at, _)| announced_behind(scan, *at)))?;
    // "between 2 l and about 7 l".
    let about = scan.term_at(at, |term| (*term == FigureTerm::Bound(Bound::About, Side::Before)).then_some(()));
    let at = about.filter(|_| one.is_some()).map_or(at, |(end, ())| scan.past_space(end));
    let sign = scan
        .term_at(at, |term| matches!(term, FigureTerm::Currency(_) | FigureTerm::Percent(Side::Before)).then_some(()));
    let second = unsigned(scan, sign.map_or(at, |(end, ())| scan.past_hyphen(end)))?;
    // Nor is "rose 15 % to $415": what has a sign before has none behind.
    if sign.is_some() && one.is_some() {
        return None;
    }
    // "rose 0.3 points to 5.1 %" is no range: ends that both have a unit have the same.
    let other = suffix(scan, second.end);
    if matches!((&one, &other), (Some((_, one)), Some((_, other))) if one != other) {
        return None;
    }
    // Nor is "12 members to 15": a unit stands behind both ends or behind the second.
    let alone = matches!((&one, &other), (Some(_), None));
    let mut low = first.value;
    // "10 to 15 million" is millions at both ends.
    if first.scale == Decimal::ONE && second.scale > Decimal::ONE {
        let larger = low.checked_mul(second.scale)?;
        low = if larger < second.value { larger } else { low };
    }
    let numbers = Numbers {
        start: first.start,
        end: second.end,
        amount: Amount::Range(low, second.value),
        last: second,
        falls: low >= second.value,
    };
    let small = |number: Numeral| number.bare > 0 && number.bare <= 3;
    let score = small(first) && small(second) && one.is_none() && other.is_none() && !(word && opened);
    if numbers.falls { score.then_some(numbers) } else { (!alone || sign.is_some()).then_some(numbers) }
}

/// Says whether a word behind the number at `at` announces a range: "20 ve 30 arasında".
fn announced_behind(scan: &Scan<'_>, at: usize) -> bool {
    unsigned(scan, at).is_some_and(|second| {
        let unit = suffix(scan, second.end).map_or(second.end, |(end, _)| end);
        let counter = scan.mark_at(scan.past_space(unit), &FigureTerm::Counter).unwrap_or(unit);
        scan.mark_at(scan.past_space(counter), &FigureTerm::RangeAfter).is_some()
    })
}

pub(super) fn suffix(scan: &Scan<'_>, end: usize) -> Option<(usize, Suffix)> {
    let next = scan.past_hyphen(end);
    let link = scan.mark_at(next, &FigureTerm::Link);
    let next = link.map_or(next, |end| scan.past_space(end));
    // "two more weeks".
    let between = scan.mark_at(next, &FigureTerm::Between).map(|end| scan.past_hyphen(end));
    if let Some((end, unit)) = between.and_then(|next| time_at(scan, next)) {
        return Some((end, Suffix::Time(unit)));
    }
    let found = scan.term_at(next, |term| match term {
        FigureTerm::Percent(Side::After) => Some(Suffix::Percent),
        FigureTerm::Tenths => Some(Suffix::Tenths),
        FigureTerm::Points => Some(Suffix::Points),
        FigureTerm::Currency(currency) => Some(Suffix::Currency(*currency)),
        FigureTerm::Cents(currency) => Some(Suffix::Cents(*currency)),
        FigureTerm::Dimes(currency) => Some(Suffix::Dimes(*currency)),
        FigureTerm::Unit(unit) => Some(Suffix::Unit(unit.clone())),
        FigureTerm::Time(unit) => Some(Suffix::Time(*unit)),
        FigureTerm::Age(Side::After) => Some(Suffix::Age(TimeUnit::Year)),
        FigureTerm::OrdinalMark(Side::After)
            if next == end || scan.text.get(end..next) == Some("-") || scan.character(next).is_some_and(is_hangul) =>
        {
            Some(Suffix::Rank)
        }
        _ => None,
    });
    // A hyphen may belong to the word: "-річний", "-я".
    let hyphened = (next > end).then(|| {
        scan.term_at(end, |term| match term {
            FigureTerm::Age(Side::After) => Some(Suffix::Age(TimeUnit::Year)),
            FigureTerm::OrdinalMark(Side::After) => Some(Suffix::Rank),
            _ => None,
        })
    });
    let (found_end, found) = hyphened.flatten().or(found)?;
    // "10초과" is more than 10, and no seconds.
    let bounds = |term: &FigureTerm| matches!(term, FigureTerm::Bound(_, Side::After)).then_some(());
    if scan.term_at(next, bounds).is_some_and(|(bound, ())| bound > found_end) {
        return None;
    }
    if let (Suffix::Currency(_), Some(unit)) = (&found, weighed(scan, next, found_end)) {
        return Some((found_end, Suffix::Unit(unit)));
    }
    match found {
        Suffix::Age(_) => Some((found_end, Suffix::Age(age_unit(scan, next, end).unwrap_or(TimeUnit::Year)))),
        Suffix::Rank => is_rank(scan, end, found_end).then_some((found_end, Suffix::Rank)),
        Suffix::Time(unit) => {
            // "three months old": the word for an age stands behind the unit.
            let age = scan.mark_at(scan.past_space(found_end), &FigureTerm::Age(Side::After));
            Some(age.map_or((found_end, Suffix::Time(unit)), |end| (end, Suffix::Age(unit))))
        }
        found => Some((found_end, found)),
    }
}

/// "200 pounds" weigh where the sentence speaks of weight.
fn weighed(scan: &Scan<'_>, at: usize, end: usize) -> Option<String> {
    let unit = scan.term_at(at, |term| match term {
        FigureTerm::Unit(unit) => Some(unit.clone()),
        _ => None,
    });
    let (_, unit) = unit.filter(|(unit_end, _)| *unit_end == end)?;
    scan.is_near(at, &|term| match term {
        FigureTerm::Weight => true,
        FigureTerm::Unit(unit) => matches!(unit.as_str(), "tonne" | "ton" | "kilogram" | "ounce"),
        _ => false,
    })
    .then_some(unit)
}

/// The unit inside a phrase such as "months old".
fn age_unit(scan: &Scan<'_>, next: usize, end: usize) -> Option<TimeUnit> {
    time_at(scan, next).or_else(|| time_at(scan, end)).map(|(_, unit)| unit)
}

fn time_at(scan: &Scan<'_>, at: usize) -> Option<(usize, TimeUnit)> {
    scan.term_at(at, |term| match term {
        FigureTerm::Time(unit) => Some(*unit),
        _ => None,
    })
}

/// A full stop makes a rank only of a small number inside a sentence: "die 21. Ausgabe".
fn is_rank(scan: &Scan<'_>, end: usize, mark_end: usize) -> bool {
    if scan.text.get(end..mark_end) != Some(".") {
        return true;
    }
    let digits = scan.text.get(..end).unwrap_or_default().bytes().rev().take(3);
    let digits = digits.take_while(u8::is_ascii_digit).count();
    let next = scan.past_space(mark_end);
    let goes_on = next > mark_end && scan.character(next).is_some_and(char::is_alphabetic);
    // Sentences that end in a small bare number are rarer than ranks, which splitters take for their ends.
    digits > 0 && goes_on && (digits < 3 || !scan.ends_sentence(mark_end))
}
