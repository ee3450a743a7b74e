//! `headwater stories`: the stories that pages fall into, in brief.

use anyhow::Error;
use headwater_lang::Registry;
use headwater_report::{json, text};

use crate::cli::{Global, Pages};
use crate::inputs::{self, Inputs};
use crate::output::{self, Outcome};

pub(crate) fn run(arguments: &Pages, global: &Global) -> Result<Outcome, Error> {
    let Inputs { captures, outcome } = inputs::all(arguments, global)?;
    let (accounts, stories) = headwater_archive::trace(captures, Registry::builtin());
    if global.json {
        output::print_json(&json::list(&accounts, &stories))?;
    } else {
        output::print(&text::list(&accounts, &stories, output::terminal(global)))?;
    }
    Ok(outcome.unless_empty(stories.is_empty(), global))
}
