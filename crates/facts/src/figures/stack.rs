//! The parts of a number while it is read: a stack of falling size.

use rust_decimal::Decimal;

/// Adds a part.
pub(super) fn push(stack: &mut Vec<Decimal>, value: Decimal) -> bool {
    stack.push(value);
    true
}

/// Appends a digit to the last part.
pub(super) fn append(stack: &mut [Decimal], digit: Decimal) -> bool {
    let last = stack.last_mut();
    let longer = last.and_then(|last| Some((last.checked_mul(Decimal::TEN)?.checked_add(digit)?, last)));
    longer.map(|(value, last)| *last = value).is_some()
}

/// Says whether `value` can be a further part: smaller than the last part's last non-zero digit, or tens behind
/// units where the language counts so.
pub(super) fn joins(stack: &[Decimal], value: Decimal, units_first: bool) -> bool {
    let Some(last) = stack.last() else { return true };
    let ten = Decimal::TEN;
    if units_first && *last < ten && value >= ten && value < Decimal::ONE_HUNDRED {
        return true;
    }
    let mut power = Decimal::ONE;
    while power < Decimal::from(1_000_000_000_000_i64) && power * ten <= *last && (*last % (power * ten)).is_zero() {
        power *= ten;
    }
    value < power
}

/// Multiplies the only part, which is larger than `scale`.
pub(super) fn multiply_whole(stack: &mut [Decimal], scale: Decimal) -> bool {
    let [only] = stack else { return false };
    let product = only.checked_mul(scale).filter(|_| *only >= scale);
    product.map(|product| *only = product).is_some()
}

/// Multiplies the parts smaller than `scale` by it.
pub(super) fn multiply(stack: &mut Vec<Decimal>, scale: Decimal) -> bool {
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
