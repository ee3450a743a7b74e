//! Figures in words: "at least 10,000,000 USD".

use headwater_model::{Bound, Fact, FactKind, Value};

/// Digits from which on they are grouped: years and house numbers stay as they are.
const GROUPED_FROM: usize = 5;

/// Returns a figure as a person reads it: bound, amount with its digits grouped, unit, and the noun it counts.
///
/// The noun is in the page's own words; escape it as captured text.
pub fn words(fact: &Fact, page_text: &str) -> String {
    let counted = fact.counted.map(|span| span.of(page_text)).unwrap_or_default();
    let parts = [bound(fact), &value(&fact.value), counted];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Returns the words of a bound. Of dates they are others: "after", not "more than".
fn bound(fact: &Fact) -> &'static str {
    match (fact.value.kind(), fact.bound) {
        (FactKind::Date, Bound::AtLeast) => "since",
        (FactKind::Date, Bound::MoreThan) => "after",
        (FactKind::Date, Bound::AtMost) => "until",
        (FactKind::Date, Bound::LessThan) => "before",
        (_, bound) => bound.words(),
    }
}

/// Returns a value with its digits grouped in threes.
pub fn value(value: &Value) -> String {
    let whole = value.to_string();
    let Some(amount) = value.amount().map(|amount| amount.to_string()) else { return whole };
    let Some(unit) = whole.strip_prefix(&amount) else { return whole };
    let text = format!("{}{unit}", grouped(&amount));
    match value {
        Value::Duration(_, unit) | Value::Age(_, unit) if amount != "1" => {
            text.replacen(unit.name(), &format!("{}s", unit.name()), 1)
        }
        _ => text,
    }
}

/// Groups the digits before the decimal point, in each number of a range.
fn grouped(amount: &str) -> String {
    amount.split("..").map(grouped_number).collect::<Vec<_>>().join("–")
}

fn grouped_number(number: &str) -> String {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let digits = whole.trim_start_matches('-').len();
    let mut text = String::new();
    for (place, digit) in whole.chars().enumerate() {
        let behind = whole.len() - place;
        let first = text.is_empty() || text == "-";
        if digits >= GROUPED_FROM && behind.is_multiple_of(3) && !first {
            text.push(',');
        }
        text.push(digit);
    }
    fraction.map_or(text.clone(), |fraction| format!("{text}.{fraction}"))
}

#[cfg(test)]
mod tests {
    use headwater_model::{Amount, TimeUnit, Value};

    use super::{grouped, value};

    #[test]
    fn units_of_time_have_a_plural() {
        let months = |count: i64| value(&Value::Duration(Amount::One(count.into()), TimeUnit::Month));
        assert_eq!([months(1), months(18)], ["1 month", "18 months"]);
        assert_eq!(value(&Value::Age(Amount::One(7.into()), TimeUnit::Year)), "7 years old");
    }

    #[test]
    fn digits_are_grouped_from_five_on() {
        for (amount, expected) in [
            ("2025", "2025"),
            ("19000", "19,000"),
            ("10000000", "10,000,000"),
            ("-123456.789", "-123,456.789"),
            ("20000..25000", "20,000–25,000"),
        ] {
            assert_eq!(grouped(amount), expected);
        }
    }
}
