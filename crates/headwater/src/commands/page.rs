//! `headwater PAGE`: the article of one page, and what it rests on.

use std::path::PathBuf;

use anyhow::Error;
use headwater_archive::Lean;
use headwater_lang::Registry;
use headwater_report::{json, text};

use crate::cli::Global;
use crate::inputs;
use crate::output::{self, Outcome};

pub(crate) fn run(page: &PathBuf, global: &Global) -> Result<Outcome, Error> {
    let registry = Registry::builtin();
    let accounts = [inputs::one(page, registry, Lean::Balance)?];
    let stories = headwater_link::stories(&accounts, registry);
    let story = stories.first();
    if global.json {
        let mut report = json::article(&accounts[0], registry);
        report["story"] = story.map(|story| json::story(&accounts, story)).unwrap_or_default();
        output::print_json(&report)?;
    } else {
        output::print(&text::page(&accounts, story, output::terminal(global)))?;
    }
    Ok(Outcome::Done)
}
