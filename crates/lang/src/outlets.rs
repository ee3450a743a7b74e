//! The alias table of outlets: names in many scripts, one domain.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::Span;
use serde::Deserialize;

use crate::fold::{Folded, fold_str};
use crate::lexicon::Lexicon;
use crate::names;

/// A publication or agency that is known by name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlet {
    /// Its registrable domain.
    pub domain: String,
    /// Whether it is a news agency.
    #[serde(default, rename = "kind", deserialize_with = "is_agency")]
    pub agency: bool,
    /// Its names, the English one first.
    pub names: Vec<String>,
}

fn is_agency<'de, D: serde::Deserializer<'de>>(kind: D) -> Result<bool, D::Error> {
    match String::deserialize(kind)?.as_str() {
        "agency" => Ok(true),
        "outlet" => Ok(false),
        other => Err(serde::de::Error::custom(format!("kind is `{other}`, expected `outlet` or `agency`"))),
    }
}

/// The file's form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OutletFile {
    outlets: Vec<Outlet>,
}

/// All known outlets.
#[derive(Debug, Clone)]
pub struct Outlets {
    entries: Vec<Outlet>,
    by_name: BTreeMap<String, usize>,
    by_domain: BTreeMap<String, usize>,
    names: Lexicon<usize>,
}

impl Outlets {
    /// Reads a table of `[[outlets]]`. `prefixes` are particles that may be written together with a name.
    ///
    /// # Errors
    ///
    /// The TOML error, with its place.
    pub fn parse(text: &str, prefixes: &BTreeSet<String>) -> Result<Self, toml::de::Error> {
        Ok(Self::new(toml::from_str(text)?, prefixes))
    }

    pub(crate) fn new(file: OutletFile, prefixes: &BTreeSet<String>) -> Self {
        let entries = file.outlets;
        let (mut by_name, mut by_domain, mut phrases) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        for (index, outlet) in entries.iter().enumerate() {
            for name in &outlet.names {
                by_name.entry(names::plain(name)).or_insert(index);
                phrases.push((name.clone(), index));
            }
            by_domain.entry(outlet.domain.clone()).or_insert(index);
        }
        Self { entries, by_name, by_domain, names: Lexicon::new(phrases, prefixes) }
    }

    /// Returns all outlets, in the table's order.
    pub fn iter(&self) -> impl Iterator<Item = &Outlet> {
        self.entries.iter()
    }

    /// Returns the outlets named in a text, from the left, longest names first.
    pub fn named_in(&self, text: &Folded) -> Vec<(Span, &Outlet)> {
        let hits = self.names.find(text).into_iter();
        hits.filter_map(|hit| Some((hit.span, self.entries.get(*hit.meaning)?))).collect()
    }

    /// Returns the outlet that `name` is a name or the domain of.
    pub fn resolve(&self, name: &str) -> Option<&Outlet> {
        let by_name = self.by_name.get(&names::plain(name));
        let index = by_name.or_else(|| self.by_domain.get(fold_str(name).trim_start_matches("www.")))?;
        self.entries.get(*index)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Outlets;

    #[test]
    fn names_and_domains_lead_to_one_outlet() {
        let table = r#"
            [[outlets]]
            domain = "ledger.example"
            kind = "outlet"
            names = ["The Ledger", "ذا ليدجر", "レジャー"]
        "#;
        let outlets = Outlets::parse(table, &BTreeSet::new()).unwrap();
        for name in ["the ledger", "Ledger", "ذا ليدجر", "レジャー", "www.ledger.example"] {
            assert_eq!(outlets.resolve(name).map(|outlet| outlet.domain.as_str()), Some("ledger.example"), "{name}");
        }
        assert!(outlets.resolve("Courier").is_none());
    }
}
