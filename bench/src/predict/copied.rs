//! Which of the texts made by [`crate::made::edits`] are copies of each other.

use std::collections::BTreeMap;

use anyhow::Result;
use headwater_link::passage::{self, Text, Tokens};
use headwater_model::LanguageCode;
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::made::Texts;
use crate::made::edits::{self, Document};

/// Languages that are tried: of words with spaces from both sides, and of characters.
const LANGUAGES: [&str; 3] = ["en", "ar", "ja"];
const SEED: u64 = 2_031;

/// Makes texts in three languages, `count` originals each, and tells of each which others share copied text with it.
///
/// # Errors
///
/// Where our own pages, which the words are from, are missing.
pub fn copied(count: usize) -> Result<Vec<Value>> {
    let texts = Texts::own()?;
    let mut lines = Vec::new();
    for code in LANGUAGES {
        let documents = edits::documents(count, LanguageCode::parse(code)?, &texts, SEED);
        let pairs = copies(&documents);
        let mut found: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for (left, right) in pairs {
            found.entry(left).or_default().push(&documents[right].id);
            found.entry(right).or_default().push(&documents[left].id);
        }
        lines.extend(documents.iter().enumerate().map(|(place, document)| {
            json!({"id": document.id, "language": code, "copies": found.get(&place).cloned().unwrap_or_default()})
        }));
    }
    Ok(lines)
}

/// Returns the pairs of documents that have text from each other or from a third.
pub fn copies(documents: &[Document]) -> Vec<(usize, usize)> {
    let tokens: Vec<Tokens> = documents.par_iter().map(tokens).collect();
    let texts: Vec<Text<'_>> =
        tokens.iter().zip(documents).map(|(tokens, document)| Text { tokens, publisher: document.publisher }).collect();
    let order: Vec<usize> = (0..documents.len()).collect();
    let shared = passage::shared(&texts, &order).into_iter().filter(passage::Shared::is_copy);
    shared.map(|shared| (shared.left, shared.right)).collect()
}

/// Cuts a document into tokens.
pub fn tokens(document: &Document) -> Tokens {
    Tokens::new(&document.text, &document.blocks(), &document.quotes())
}
