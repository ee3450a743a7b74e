//! What looks like a figure and is none, and what makes a length of time an age.

use headwater_lang::terms::{FigureTerm, Side};
use headwater_lang::{is_alphanumeric, is_letter, is_unspaced};
use headwater_model::{Amount, TimeUnit, Value};
use rust_decimal::Decimal;

use super::amounts::Stated;
use super::scan::Scan;

/// Says whether the number is part of a name: "unit 8200", "page 12", "flight QX 4512".
pub(crate) fn named(scan: &Scan<'_>, stated: &Stated) -> bool {
    let Stated { start, end, value, .. } = stated;
    let before = scan.before_space(*start);
    let behind = scan.past_space(*end);
    let past_stop = end + usize::from(scan.character(*end) == Some('.'));
    let plain = matches!(value, Value::Number(_) | Value::Ordinal(_) | Value::Fraction(..));
    let digits = scan.digits_at(*start).is_some();
    scan.mark_before(before, &FigureTerm::NotFigure(Side::Before)).is_some()
        || [behind, scan.past_space(past_stop)]
            .into_iter()
            .any(|at| scan.mark_at(at, &FigureTerm::NotFigure(Side::After)).is_some())
        || plain && (coded(scan, *start) && digits || dated(scan, behind))
}

/// A month or day that no date could be made of is no count.
fn dated(scan: &Scan<'_>, behind: usize) -> bool {
    let sign =
        scan.term_at(behind, |term| matches!(term, FigureTerm::DateSign(_) | FigureTerm::Month(_)).then_some(()));
    sign.is_some_and(|(end, ())| scan.longest_at(behind) == Some(end))
}

/// Codes of flights, roads and machines: one to three capitals stand before the number.
fn coded(scan: &Scan<'_>, start: usize) -> bool {
    let before = scan.original_before(start);
    let Some(before) = before.strip_suffix(' ') else { return false };
    let code = before.rsplit(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
    let capitals = code.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit());
    // A text all in capitals has no codes.
    let shouted = before.strip_suffix(code).is_some_and(|rest| {
        let mut letters = rest.chars().rev().take(30).filter(|letter| letter.is_alphabetic()).peekable();
        letters.peek().is_some() && letters.all(char::is_uppercase)
    });
    let known = scan.term_before(scan.before_space(start), |_| Some(())).is_some();
    (2..=3).contains(&code.len())
        && code.starts_with(|letter: char| letter.is_ascii_uppercase())
        && capitals
        && !shouted
        && !known
}

/// Turns a length of time, or a number in brackets, into an age where it stands as one: ", 34 años," and
/// "Marta Ruiz (52)".
pub(crate) fn aged(scan: &Scan<'_>, stated: Stated) -> Stated {
    let Stated { start, end, .. } = stated;
    let (mut opener, closer) = (scan.before_space(start), scan.character(end));
    if let Some((from, ())) = scan.term_before(opener, |term| (*term == FigureTerm::Link).then_some(())) {
        opener = scan.before_space(from);
    }
    let opener = scan.character_before(opener);
    let age = match stated.value {
        Value::Duration(amount, unit) if said_as_age(scan, start) => {
            return Stated { value: Value::Age(amount, unit), open: false, ..stated };
        }
        Value::Duration(amount, TimeUnit::Year) if lived(amount) => {
            let apposed = matches!(opener, Some(',' | '،' | '(')) && matches!(closer, Some(',' | '،' | '.' | ')'));
            apposed.then_some(amount)
        }
        Value::Number(amount) if lived(amount) && opener == Some('(') && closer == Some(')') => {
            after_a_name(scan, start).then_some(amount)
        }
        _ => None,
    };
    match age {
        Some(amount) => Stated { value: Value::Age(amount, TimeUnit::Year), open: false, ..stated },
        None => stated,
    }
}

/// "tiene 29 años", "avevano meno di tre mesi": a word for being so old stands before, perhaps with a bound between.
fn said_as_age(scan: &Scan<'_>, start: usize) -> bool {
    let verb = |end: usize| scan.mark_before(scan.before_space(end), &FigureTerm::AgeVerb).is_some();
    let bound = scan
        .term_before(scan.before_space(start), |term| matches!(term, FigureTerm::Bound(_, Side::Before)).then_some(()));
    verb(start) || bound.is_some_and(|(from, ())| verb(from))
}

fn lived(amount: Amount) -> bool {
    matches!(amount, Amount::One(years) if years >= Decimal::ONE && years < Decimal::from(116) && years.fract().is_zero())
}

/// Says whether two words with capitals stand before the bracket.
fn after_a_name(scan: &Scan<'_>, start: usize) -> bool {
    let before = scan.original_before(start).trim_end_matches(['(', ' ']);
    let mut words = before.rsplit(' ').take(2);
    let capital = |word: Option<&str>| {
        word.is_some_and(|word| {
            word.starts_with(char::is_uppercase) && word.chars().nth(1).is_some_and(char::is_lowercase)
        })
    };
    capital(words.next()) && capital(words.next())
}

/// The noun phrase behind a number: up to three words of the same clause, or the counter of an unspaced script.
pub(crate) fn counted(scan: &Scan<'_>, end: usize) -> Option<(usize, usize)> {
    let start = scan.past_hyphen(end);
    if let Some(end) = scan.mark_at(start, &FigureTerm::Counter) {
        return Some((start, end));
    }
    let first = scan.character(start).filter(|character| is_letter(*character))?;
    let rest = scan.text.get(start..scan.text.floor_char_boundary((start + 200).min(scan.text.len())))?;
    if is_unspaced(first) {
        // An unspaced noun is not told from what follows without a dictionary; two characters mark it well enough.
        let noun = rest.chars().take_while(|character| is_letter(*character)).take(2);
        return Some((start, start + noun.map(char::len_utf8).sum::<usize>()));
    }
    let mut end = start;
    let mut at = start;
    for (count, word) in rest.split_inclusive(' ').enumerate() {
        let letters = word.trim_end().trim_end_matches(|character: char| !is_alphanumeric(character));
        if count == 3 || !letters.starts_with(is_letter) {
            break;
        }
        end = at + letters.len();
        if letters.len() < word.trim_end().len() {
            break;
        }
        at += word.len();
    }
    (end > start).then_some((start, end))
}
