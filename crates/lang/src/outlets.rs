//! The alias table of outlets: names in many scripts, one domain.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::fold::fold_str;
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
struct OutletFile {
    outlets: Vec<Outlet>,
}

/// All known outlets.
#[derive(Debug, Clone, Default)]
pub struct Outlets {
    entries: Vec<Outlet>,
    by_name: BTreeMap<String, usize>,
    by_domain: BTreeMap<String, usize>,
}

impl Outlets {
    /// Reads a table of `[[outlets]]`.
    ///
    /// # Errors
    ///
    /// The TOML error, with its place.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: OutletFile = toml::from_str(text)?;
        let mut table = Self::default();
        for outlet in file.outlets {
            table.add(outlet);
        }
        Ok(table)
    }

    fn add(&mut self, outlet: Outlet) {
        let index = self.entries.len();
        for name in &outlet.names {
            self.by_name.entry(names::plain(name)).or_insert(index);
        }
        self.by_domain.entry(outlet.domain.clone()).or_insert(index);
        self.entries.push(outlet);
    }

    /// Returns all outlets, in the table's order.
    pub fn iter(&self) -> impl Iterator<Item = &Outlet> {
        self.entries.iter()
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
    use super::Outlets;

    #[test]
    fn names_and_domains_lead_to_one_outlet() {
        let table = r#"
            [[outlets]]
            domain = "ledger.example"
            kind = "outlet"
            names = ["The Ledger", "ذا ليدجر", "レジャー"]
        "#;
        let outlets = Outlets::parse(table).unwrap();
        for name in ["the ledger", "Ledger", "ذا ليدجر", "レジャー", "www.ledger.example"] {
            assert_eq!(outlets.resolve(name).map(|outlet| outlet.domain.as_str()), Some("ledger.example"), "{name}");
        }
        assert!(outlets.resolve("Courier").is_none());
    }
}
