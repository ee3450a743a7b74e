//! The figures in each text of a set.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use headwater_lang::Registry;
use headwater_model::{Amount, Bound, Fact, LanguageCode, Span, Stated, TimeUnit, Value as Figure, When};
use jiff::civil::DateTime;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::lines;
use crate::points::Points;

/// What a prediction may see of a record.
#[derive(Debug, Deserialize)]
struct Record {
    id: String,
    lang: String,
    text: String,
    reference_date: Option<String>,
}

/// Predicts the figures of every text in the files.
///
/// # Errors
///
/// Where a file is missing or not in the set's form.
pub fn facts(paths: &[PathBuf]) -> Result<Vec<Value>> {
    let mut records: Vec<Record> = Vec::new();
    for path in paths {
        records.extend(lines::read::<Record>(path)?);
    }
    records.into_par_iter().map(|record| prediction(&record)).collect()
}

fn prediction(record: &Record) -> Result<Value> {
    let registry = Registry::builtin();
    let language = LanguageCode::parse(&record.lang).with_context(|| format!("`{}`", record.id))?;
    let (page, mut article) = headwater_read::passage(&record.text, language, registry);
    if let Some(stamp) = &record.reference_date {
        let moment: DateTime =
            stamp.parse().with_context(|| format!("`{}`: reference_date is `{stamp}`", record.id))?;
        let published = When { time: Some(moment.time()), ..When::day(moment.date()) };
        article.published = Some(Stated::new(published, Span::default()));
    }
    let points = Points::new(&record.text);
    let figures = headwater_facts::figures(&page, &article, registry);
    let found: Vec<Value> = figures.iter().map(|fact| found(fact, &points)).collect();
    Ok(json!({"id": record.id, "found": found}))
}

fn found(fact: &Fact, points: &Points) -> Value {
    let (value, unit) = value_and_unit(&fact.value);
    let mut found = Map::new();
    found.insert("start".to_owned(), points.before(fact.span.start).into());
    found.insert("end".to_owned(), points.before(fact.span.end).into());
    found.insert("kind".to_owned(), fact.value.kind().name().into());
    found.insert("value".to_owned(), value.into());
    found.insert("unit".to_owned(), unit.into());
    if let Some(modifier) = modifier(fact.bound) {
        found.insert("mod".to_owned(), modifier.into());
    }
    if let (Figure::Duration(..), Some(amount)) = (&fact.value, fact.value.amount()) {
        found.insert("amount".to_owned(), amount.to_string().into());
    }
    found.into()
}

fn value_and_unit(value: &Figure) -> (String, Option<String>) {
    match value {
        Figure::Number(amount) => (amount.to_string(), None),
        Figure::Fraction(part, whole) => (format!("{part}/{whole}"), None),
        Figure::Percent(amount) => (amount.to_string(), Some("%".to_owned())),
        Figure::PercentagePoints(amount) => (amount.to_string(), Some("pp".to_owned())),
        Figure::Money(amount, currency) => (amount.to_string(), Some(currency.to_string())),
        Figure::Measure(amount, unit) => (amount.to_string(), Some(unit.to_string())),
        Figure::Age(amount, unit) => (amount.to_string(), Some(unit.to_string())),
        Figure::Ordinal(rank) => (rank.to_string(), None),
        Figure::Duration(amount, unit) => (duration(*amount, *unit), None),
        Figure::Lengths(months, seconds) => (format!("P{months}MT{seconds}S"), None),
        Figure::Date(date) => (date.to_string(), None),
        Figure::Period(from, to) => (format!("{from}/{to}"), None),
        Figure::Moment(moment) => (moment.to_string(), None),
        Figure::Hours(from, to) => (format!("{from}/{to}"), None),
    }
}

/// Writes a length of time as in ISO 8601: `PT2.5H`; a range as `P2Y..P3Y`.
fn duration(amount: Amount, unit: TimeUnit) -> String {
    let (before, after) = match unit {
        TimeUnit::Second => ("PT", 'S'),
        TimeUnit::Minute => ("PT", 'M'),
        TimeUnit::Hour => ("PT", 'H'),
        TimeUnit::Day => ("P", 'D'),
        TimeUnit::Week => ("P", 'W'),
        TimeUnit::Month => ("P", 'M'),
        TimeUnit::Year => ("P", 'Y'),
    };
    match amount {
        Amount::One(length) => format!("{before}{}{after}", length.normalize()),
        Amount::Range(low, high) => {
            format!("{before}{}{after}..{before}{}{after}", low.normalize(), high.normalize())
        }
    }
}

const fn modifier(bound: Bound) -> Option<&'static str> {
    match bound {
        Bound::Exact => None,
        Bound::About => Some("approx"),
        Bound::Nearly => Some("nearly"),
        Bound::AtLeast => Some("ge"),
        Bound::MoreThan => Some("gt"),
        Bound::AtMost => Some("le"),
        Bound::LessThan => Some("lt"),
    }
}

#[cfg(test)]
mod tests {
    use headwater_model::{Amount, Bound, Currency, Fact, PartialDate, Span, TimeUnit, Unit, Value as Figure, Voice};
    use jiff::civil::date;
    use rust_decimal::Decimal;
    use serde_json::json;

    use super::{Points, found, value_and_unit};

    fn one(number: i64, scale: u32) -> Amount {
        Amount::One(Decimal::new(number, scale))
    }

    #[test]
    fn values_are_written_as_the_set_writes_them() {
        let usd = Currency::parse("USD").unwrap();
        let two_to_three = Amount::Range(Decimal::new(2, 0), Decimal::new(30, 1));
        for (value, written, unit) in [
            (Figure::Number(one(12500, 1)), "1250", None),
            (Figure::Fraction(2, 3), "2/3", None),
            (Figure::PercentagePoints(one(3, 1)), "0.3", Some("pp")),
            (Figure::Money(two_to_three, usd), "2..3", Some("USD")),
            (Figure::Measure(one(-125, 1), Unit("celsius".to_owned())), "-12.5", Some("celsius")),
            (Figure::Age(one(34, 0), TimeUnit::Year), "34", Some("year")),
            (Figure::Duration(one(25, 1), TimeUnit::Hour), "PT2.5H", None),
            (Figure::Duration(two_to_three, TimeUnit::Year), "P2Y..P3Y", None),
            (Figure::Date(PartialDate::Month(2025, 1)), "2025-01", None),
            (
                Figure::Period(PartialDate::Day(date(2025, 5, 2)), PartialDate::Day(date(2025, 5, 11))),
                "2025-05-02/2025-05-11",
                None,
            ),
        ] {
            assert_eq!(value_and_unit(&value), (written.to_owned(), unit.map(str::to_owned)));
        }
    }

    #[test]
    fn a_bounded_figure_has_its_modifier_and_its_place_in_code_points() {
        let text = "約1000万円";
        let fact = Fact {
            span: Span::new(3, text.len()),
            sentence: Span::new(0, text.len()),
            value: Figure::Money(one(10_000_000, 0), Currency::parse("JPY").unwrap()),
            bound: Bound::About,
            bound_words: Some(Span::new(0, 3)),
            counted: None,
            voice: Voice::Page,
        };
        let expected =
            json!({"start": 1, "end": 7, "kind": "money", "value": "10000000", "unit": "JPY", "mod": "approx"});
        assert_eq!(found(&fact, &Points::new(text)), expected);
    }
}
