//! How copying changes a number: rounding, a slipped power of ten, digits that change places.

use headwater_model::Bound;
use rust_decimal::Decimal;

/// Whether one number is the other rounded to fewer digits, or given as "nearly" or "about" a rounder one.
pub(crate) fn rounded(a: Decimal, b: Decimal, bound_a: Bound, bound_b: Bound) -> bool {
    let (digits_a, digits_b) = (digits(a).len(), digits(b).len());
    let (exact, round, bound) = if digits_a > digits_b { (a, b, bound_b) } else { (b, a, bound_a) };
    let apart = (exact - round).abs() / exact.abs();
    let loose = if bound == Bound::Exact { Decimal::new(25, 3) } else { Decimal::new(8, 2) };
    digits_a != digits_b && apart <= loose
}

/// Whether the digits are the same and the size is off by a power of ten.
pub(crate) fn slipped(a: Decimal, b: Decimal) -> bool {
    a != b && digits(a).len() >= 2 && digits(a) == digits(b)
}

/// Whether two neighbouring digits changed places.
pub(crate) fn transposed(a: Decimal, b: Decimal) -> bool {
    let (left, right) = (digits(a), digits(b));
    if left.len() != right.len() || left.len() < 3 || a.scale() != b.scale() {
        return false;
    }
    let differing: Vec<usize> =
        left.bytes().zip(right.bytes()).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect();
    let at = |text: &str, index: usize| text.as_bytes().get(index).copied();
    match differing.as_slice() {
        [first, second] => {
            second - first == 1 && at(&left, *first) == at(&right, *second) && at(&left, *second) == at(&right, *first)
        }
        _ => false,
    }
}

/// Significant digits.
fn digits(value: Decimal) -> String {
    value.normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use headwater_model::Bound;
    use rust_decimal::Decimal;

    use super::{rounded, slipped, transposed};

    #[test]
    fn changes_of_copying_are_told_apart() {
        let number = |value: i64| Decimal::from(value);
        assert!(rounded(number(19_412), number(19_000), Bound::Exact, Bound::Exact));
        assert!(rounded(number(19_000), number(20_000), Bound::Exact, Bound::Nearly));
        assert!(!rounded(number(250), number(163), Bound::Exact, Bound::Exact));
        assert!(slipped(number(31_600), number(316_000)) && !slipped(number(5), number(50)));
        assert!(transposed(number(1_241), number(1_214)) && !transposed(number(1_241), number(1_200)));
    }
}
