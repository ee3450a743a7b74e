//! Amounts in several units that make one: "5 feet 2 inches", "3 m and 5 cm", "六斤八两".

use rust_decimal::Decimal;

/// Units that are counted together, with how many of the family's smallest each is.
const FAMILIES: &[&[(&str, u32)]] = &[
    &[("kilometer", 1_000_000), ("meter", 1_000), ("decimeter", 100), ("centimeter", 10), ("millimeter", 1)],
    &[("mile", 63_360), ("yard", 36), ("foot", 12), ("inch", 1)],
    &[("tonne", 1_000_000), ("kilogram", 1_000), ("gram", 1)],
    &[("stone", 224), ("pound", 16), ("ounce", 1)],
    &[("liter", 1_000), ("deciliter", 100), ("centiliter", 10), ("milliliter", 1)],
    &[("x-jin", 10), ("x-liang", 1)],
];

/// Returns `value` of one unit and `part` of a smaller one as an amount of the smaller.
pub(super) fn sum(value: Decimal, unit: &str, part: Decimal, smaller: &str) -> Option<Decimal> {
    let size = |family: &[(&str, u32)], wanted: &str| {
        family.iter().find(|(name, _)| *name == wanted).map(|(_, size)| Decimal::from(*size))
    };
    let sizes = FAMILIES.iter().find_map(|family| Some((size(family, unit)?, size(family, smaller)?)));
    let ratio = sizes.and_then(|(large, small)| large.checked_div(small)).filter(|ratio| *ratio > Decimal::ONE)?;
    if part >= ratio || !value.fract().is_zero() {
        return None;
    }
    value.checked_mul(ratio)?.checked_add(part)
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    #[test]
    fn smaller_units_add_to_larger_ones() {
        let of = |value: i64, unit, part: i64, smaller| super::sum(value.into(), unit, part.into(), smaller);
        assert_eq!(of(5, "foot", 2, "inch"), Some(Decimal::from(62)));
        assert_eq!(of(3, "meter", 5, "centimeter"), Some(Decimal::from(305)));
        assert_eq!(of(5, "foot", 14, "inch"), None);
        assert_eq!(of(1, "kilometer", 1, "mile"), None);
    }
}
