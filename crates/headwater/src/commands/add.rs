//! `headwater add`: keeps pages in an archive.

use std::path::Path;

use anyhow::Error;
use headwater_archive::{Added, Archive};
use headwater_report::terminal::shown;
use serde_json::json;

use crate::cli::{Global, Pages};
use crate::inputs::{self, Inputs};
use crate::output::{self, Outcome};

pub(crate) fn run(arguments: &Pages, global: &Global) -> Result<Outcome, Error> {
    // Opened first: without an archive, no page needs to be read.
    let archive = Archive::open(global.archive.as_deref().unwrap_or(Path::new(".")))?;
    let Inputs { captures, outcome } = inputs::paths(arguments, global)?;
    let mut lines = String::new();
    let mut added = Vec::new();
    for capture in &captures {
        let new = archive.add(capture)? == Added::New;
        let word = if new { "added" } else { "held " };
        lines += &format!("{word}  {}  {}\n", capture.id.short(), shown(&capture.name));
        added.push(json!({"digest": capture.id.to_string(), "name": capture.name, "new": new}));
    }
    if global.json {
        output::print_json(&json!({"schema": "headwater.added/1", "captures": added}))?;
    } else {
        output::print(&lines)?;
    }
    Ok(outcome)
}
