//! `headwater missing`: what pages cite and is not among them.

use anyhow::Error;
use headwater_lang::Registry;
use headwater_report::{json, overview, text};

use crate::cli::{Global, Pages};
use crate::inputs::{self, Inputs};
use crate::output::{self, Outcome};

pub(crate) fn run(arguments: &Pages, global: &Global) -> Result<Outcome, Error> {
    let Inputs { captures, outcome } = inputs::all(arguments, global)?;
    let (accounts, stories) = headwater_archive::trace(captures, Registry::builtin());
    if global.json {
        output::print_json(&json::missing(&accounts, &stories))?;
    } else {
        output::print(&text::missing(&accounts, &stories, output::terminal(global)))?;
    }
    Ok(outcome.unless_empty(overview::wanted(&stories).is_empty(), global))
}
