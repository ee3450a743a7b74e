//! The same figure across languages, scripts and units.

use std::cmp::Ordering;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use headwater_model::{Amount, Fact, PartialDate, TimeUnit, Value};
use rust_decimal::Decimal;

/// What a figure is compared by: equal keys are the same figure.
#[derive(Debug, Clone, Eq)]
pub(crate) struct Key {
    /// Of the rest: most keys are another at the first glance.
    hash: u64,
    /// Dimension: the currency, `%`, `m`, `s`, or nothing for plain numbers.
    pub(crate) dimension: String,
    /// In the dimension's base unit.
    pub(crate) amount: Amount,
}

impl Key {
    fn new(dimension: &str, amount: Amount) -> Self {
        let mut hasher = DefaultHasher::new();
        (dimension, amount).hash(&mut hasher);
        Self { hash: hasher.finish(), dimension: dimension.to_owned(), amount }
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash && self.dimension == other.dimension && self.amount == other.amount
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        self.dimension.cmp(&other.dimension).then_with(|| self.amount.cmp(&other.amount))
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Conversion of units to the base unit of their dimension: CLDR id, dimension, factor as a decimal.
const UNITS: [(&str, &str, &str); 33] = [
    ("millimeter", "m", "0.001"),
    ("centimeter", "m", "0.01"),
    ("meter", "m", "1"),
    ("kilometer", "m", "1000"),
    ("inch", "m", "0.0254"),
    ("foot", "m", "0.3048"),
    ("yard", "m", "0.9144"),
    ("mile", "m", "1609.344"),
    ("nautical-mile", "m", "1852"),
    ("square-meter", "m2", "1"),
    ("hectare", "m2", "10000"),
    ("acre", "m2", "4046.8564224"),
    ("square-kilometer", "m2", "1000000"),
    ("square-mile", "m2", "2589988.110336"),
    ("milliliter", "m3", "0.000001"),
    ("liter", "m3", "0.001"),
    ("cubic-meter", "m3", "1"),
    ("cubic-hectometer", "m3", "1000000"),
    ("cubic-kilometer", "m3", "1000000000"),
    ("acre-foot", "m3", "1233.48183754752"),
    ("gallon", "m3", "0.003785411784"),
    ("gram", "kg", "0.001"),
    ("kilogram", "kg", "1"),
    ("tonne", "kg", "1000"),
    ("metric-ton", "kg", "1000"),
    ("pound", "kg", "0.45359237"),
    ("ounce", "kg", "0.028349523125"),
    ("watt-hour", "wh", "1"),
    ("kilowatt-hour", "wh", "1000"),
    ("megawatt-hour", "wh", "1000000"),
    ("kilowatt", "w", "1000"),
    ("megawatt", "w", "1000000"),
    ("gigawatt", "w", "1000000000"),
];

/// Returns what a figure is compared by; nothing for figures that say too little to be compared, such as ranks.
pub(crate) fn key(fact: &Fact) -> Option<Key> {
    let key = |dimension: &str, amount: Amount| Some(Key::new(dimension, normal(amount)));
    match &fact.value {
        Value::Number(amount) => key("", *amount),
        Value::Percent(amount) => key("%", *amount),
        Value::PercentagePoints(amount) => key("pp", *amount),
        Value::Money(amount, currency) => key(currency.as_str(), *amount),
        Value::Measure(amount, unit) => {
            let known = UNITS.iter().find(|(id, ..)| *id == unit.0);
            match known.and_then(|(_, dimension, factor)| Some((*dimension, factor.parse().ok()?))) {
                Some((dimension, factor)) => key(dimension, scaled(*amount, factor)?),
                None => key(&unit.0, *amount),
            }
        }
        Value::Duration(amount, unit) => {
            let (dimension, factor) = seconds(*unit);
            key(dimension, scaled(*amount, factor)?)
        }
        Value::Age(amount, _) => key("age", *amount),
        Value::Fraction(part, whole) => key(
            "%",
            Amount::One((Decimal::from(*part) * Decimal::ONE_HUNDRED / Decimal::from((*whole).max(1))).round_dp(1)),
        ),
        Value::Date(PartialDate::Day(day)) => key("day", Amount::One(Decimal::from(days(*day)))),
        Value::Date(PartialDate::Month(year, month)) => {
            key("calendar month", Amount::One(Decimal::from(i32::from(*year) * 12 + i32::from(*month))))
        }
        Value::Date(PartialDate::Year(year)) => key("calendar year", Amount::One(Decimal::from(*year))),
        Value::Ordinal(_) | Value::Lengths(..) | Value::Period(..) | Value::Moment(_) | Value::Hours(..) => None,
    }
}

fn days(day: jiff::civil::Date) -> i32 {
    i32::from(day.year()) * 372 + i32::from(day.month()) * 31 + i32::from(day.day())
}

fn normal(amount: Amount) -> Amount {
    match amount {
        Amount::One(value) => Amount::One(value.normalize()),
        Amount::Range(low, high) => Amount::Range(low.normalize(), high.normalize()),
    }
}

fn scaled(amount: Amount, factor: Decimal) -> Option<Amount> {
    Some(match amount {
        Amount::One(value) => Amount::One(value.checked_mul(factor)?),
        Amount::Range(low, high) => Amount::Range(low.checked_mul(factor)?, high.checked_mul(factor)?),
    })
}

/// Months and years are compared among themselves: they have no exact length.
fn seconds(unit: TimeUnit) -> (&'static str, Decimal) {
    match unit {
        TimeUnit::Second => ("s", Decimal::ONE),
        TimeUnit::Minute => ("s", Decimal::from(60)),
        TimeUnit::Hour => ("s", Decimal::from(3_600)),
        TimeUnit::Day => ("s", Decimal::from(86_400)),
        TimeUnit::Week => ("s", Decimal::from(604_800)),
        TimeUnit::Month => ("month", Decimal::ONE),
        TimeUnit::Year => ("month", Decimal::from(12)),
    }
}

/// Returns how much a value tells by itself, from 0 (any text may have it) to 1: small and round numbers tell little.
pub(crate) fn telling(key: &Key) -> f64 {
    let Amount::One(value) = key.amount else { return 1.0 };
    let value = value.abs().normalize();
    let digits = value.mantissa().unsigned_abs().to_string();
    let significant = digits.trim_end_matches('0').len();
    let small = value < Decimal::from(13);
    match (key.dimension.as_str(), significant) {
        ("day", _) => 0.6,
        ("calendar month" | "calendar year", _) => 0.4,
        ("", _) if small => 0.0,
        ("age", _) => 0.2,
        ("month" | "s", _) if small => 0.2,
        ("%", 1) => 0.3,
        (_, 1) if small => 0.2,
        (_, 1) => 0.5,
        (_, 2) => 0.8,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use headwater_model::{Amount, Bound, Fact, Span, TimeUnit, Unit, Value, Voice};

    use super::key;

    fn fact(value: Value) -> Fact {
        let span = Span::default();
        Fact { span, sentence: span, value, bound: Bound::Exact, bound_words: None, counted: None, voice: Voice::Page }
    }

    #[test]
    fn units_and_words_do_not_distinguish_figures() {
        let measure =
            |amount: i64, unit: &str| key(&fact(Value::Measure(Amount::One(amount.into()), Unit(unit.to_owned()))));
        assert_eq!(measure(3_200_000, "cubic-meter"), measure(3_200_000_000, "liter"));
        assert_ne!(measure(3, "meter"), measure(3, "cubic-meter"));
        let duration = |amount: i64, unit| key(&fact(Value::Duration(Amount::One(amount.into()), unit)));
        assert_eq!(duration(2, TimeUnit::Year), duration(24, TimeUnit::Month));
    }
}
