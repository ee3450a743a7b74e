//! Which articles of a stream tell one story.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use headwater_lang::{Registry, identify};
use headwater_model::{Account, LanguageCode, WitnessKind};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

/// What a prediction may see of an article.
#[derive(Debug, Deserialize)]
struct Record {
    id: String,
    segs: Vec<String>,
}

/// Sorts the articles of a stream into stories. `score/stories.py` draws the stream.
///
/// # Errors
///
/// Where the file is missing or not in the set's form, or Python is missing.
pub fn streams(path: &Path, stream: &str) -> Result<Vec<Value>> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("score/stories.py");
    let mut python = Command::new("python3");
    let output = python.arg("-B").arg(program).arg("list").arg(path).arg(stream).output();
    let output = output.context("cannot run python3, which draws the stream")?;
    if !output.status.success() {
        bail!("`stories.py` failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let lines = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let records: Result<Vec<Record>> = lines.map(|line| Ok(serde_json::from_slice(line)?)).collect();
    let records = records?;
    let accounts: Result<Vec<Account>> = records.par_iter().map(account).collect();
    let stories = headwater_link::stories(&accounts?, Registry::builtin());
    let clusters = stories.iter().enumerate().flat_map(|(cluster, story)| {
        let members = story.witnesses.iter().filter_map(|witness| match witness.kind {
            WitnessKind::Extant(account) => Some(account),
            _ => None,
        });
        members.map(move |member| (member, cluster)).collect::<Vec<_>>()
    });
    let lines = clusters.filter_map(|(member, cluster)| {
        let record = records.get(member)?;
        Some(json!({"id": record.id, "cluster": cluster}))
    });
    Ok(lines.collect())
}

fn account(record: &Record) -> Result<Account> {
    let registry = Registry::builtin();
    let text = record.segs.join("\n");
    let language = identify(&text, None, registry).unwrap_or(LanguageCode::UNKNOWN);
    let capture = headwater_read::capture(&record.id, text.clone().into_bytes(), None, None)?;
    let (page, article) = headwater_read::passage(&text, language, registry);
    let sourcing = headwater_facts::sourcing(&page, &article, registry);
    let facts = headwater_facts::figures(&page, &article, registry);
    Ok(Account { capture, page, article, sourcing, facts, notes: Vec::new() })
}
