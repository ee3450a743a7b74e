//! `headwater facts`: the figures of one page, with who says them.

use anyhow::Error;
use headwater_archive::Lean;
use headwater_lang::Registry;
use headwater_report::{json, text};

use crate::cli::{Global, OnePage};
use crate::inputs;
use crate::output::{self, Outcome};

pub(crate) fn run(arguments: &OnePage, global: &Global) -> Result<Outcome, Error> {
    let account = inputs::one(&arguments.file, Registry::builtin(), Lean::Balance)?;
    if global.json {
        output::print_json(&json::facts(&account))?;
    } else {
        output::print(&text::facts(&account, output::terminal(global)))?;
    }
    Ok(Outcome::Done.unless_empty(account.facts.is_empty(), global))
}
