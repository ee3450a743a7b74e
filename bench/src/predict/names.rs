//! Whether two names name one thing, for each pair of a set.

use std::path::Path;

use anyhow::Result;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::lines;

/// What a prediction may see of a record.
#[derive(Debug, Deserialize)]
struct Record {
    id: String,
    a: String,
    b: String,
}

/// Predicts for every pair in the file whether both names are one.
///
/// # Errors
///
/// Where the file is missing or not in the set's form.
pub fn names(path: &Path) -> Result<Vec<Value>> {
    let pairs = lines::read::<Record>(path)?;
    let same = |pair: &Record| headwater_lang::alike::alike(&pair.a, &pair.b);
    Ok(pairs.iter().map(|pair| json!({ "id": pair.id, "same": same(pair) })).collect())
}
