//! Sums of money in several parts: "$20 and 43 cents", "五元六角三分", "75 USD million".

use headwater_lang::terms::FigureTerm;
use headwater_model::{Amount, Currency, Value};
use rust_decimal::Decimal;

use super::amounts::{Suffix, past_joiner, suffix, times};
use super::numerals::unsigned;
use super::scan::Scan;

/// "$20 and 43 cents" and "五元六角三分" are one sum; so is "75 USD million".
pub(super) fn with_cents(scan: &Scan<'_>, amount: Amount, currency: Currency, end: usize) -> (usize, Value) {
    let scaled = || {
        let (end, scale) = scan.term_at(scan.past_space(end), |term| match term {
            FigureTerm::Scale(scale) => Some(Decimal::from(*scale)),
            _ => None,
        })?;
        let coded = scan.text.get(..scan.before_space(end))?.len() > 3 && is_code_before(scan, end);
        Some((end, times(amount, scale).filter(|_| coded)?))
    };
    if let Some((end, amount)) = scaled() {
        return (end, Value::Money(amount, currency));
    }
    let parts = || {
        let Amount::One(whole) = amount else { return None };
        let part = unsigned(scan, past_joiner(scan, end)).filter(|part| part.value < Decimal::ONE_HUNDRED)?;
        // Cents are those of the sum's own currency.
        match suffix(scan, part.end)? {
            (end, Suffix::Cents(_)) => {
                let value = whole.checked_add(part.value.checked_mul(Decimal::new(1, 2))?)?;
                Some((end, Value::Money(Amount::One(value), currency)))
            }
            (end, Suffix::Dimes(_)) => {
                let value = whole.checked_add(part.value.checked_mul(Decimal::new(1, 1))?)?;
                Some(with_fen(scan, Amount::One(value), currency, end))
            }
            _ => None,
        }
    };
    parts().unwrap_or((end, Value::Money(amount, currency)))
}

/// Whether a currency's code of three capitals stands before the scale that ends at `end`.
fn is_code_before(scan: &Scan<'_>, end: usize) -> bool {
    let before = scan.original_before(end);
    let mut words = before.split_whitespace().rev().skip(1);
    words.next().is_some_and(|word| word.len() == 3 && word.bytes().all(|letter| letter.is_ascii_uppercase()))
}

/// "六角三分", "七毛八": hundredths behind tenths, perhaps without their sign.
pub(super) fn with_fen(scan: &Scan<'_>, amount: Amount, currency: Currency, end: usize) -> (usize, Value) {
    let part = unsigned(scan, end).filter(|part| part.value < Decimal::TEN && part.value.fract().is_zero());
    let (Amount::One(whole), Some(part)) = (amount, part) else { return (end, Value::Money(amount, currency)) };
    let sign = |term: &FigureTerm| matches!(term, FigureTerm::Cents(_) | FigureTerm::Minute).then_some(());
    let end = scan.term_at(part.end, sign).map_or(part.end, |(end, ())| end);
    (end, Value::Money(Amount::One(whole + part.value * Decimal::new(1, 2)), currency))
}
