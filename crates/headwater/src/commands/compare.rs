//! `headwater compare`: what two pages have in common, and what changed.

use anyhow::Error;
use headwater_archive::Lean;
use headwater_lang::Registry;
use headwater_report::{json, text};

use crate::cli::{Compare, Global};
use crate::inputs;
use crate::output::{self, Outcome};

pub(crate) fn run(arguments: &Compare, global: &Global) -> Result<Outcome, Error> {
    let registry = Registry::builtin();
    let accounts = [
        inputs::one(&arguments.left, registry, Lean::Balance)?,
        inputs::one(&arguments.right, registry, Lean::Balance)?,
    ];
    let compared = headwater_link::compare(&accounts, registry);
    if global.json {
        output::print_json(&json::comparison(&accounts, &compared))?;
    } else {
        output::print(&text::comparison(&accounts, &compared, output::terminal(global)))?;
    }
    Ok(Outcome::Done.unless_empty(compared.matches.is_empty() && compared.figures.is_empty(), global))
}
