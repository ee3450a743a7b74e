//! `headwater sources`: what one page says it rests on.

use std::collections::BTreeSet;

use anyhow::Error;
use headwater_archive::{Archive, Lean, accounts};

use headwater_lang::Registry;
use headwater_model::Sourcing;
use headwater_report::{json, text};

use crate::cli::{Global, OnePage};
use crate::inputs;
use crate::output::{self, Outcome};

pub(crate) fn run(arguments: &OnePage, global: &Global) -> Result<Outcome, Error> {
    let registry = Registry::builtin();
    let account = inputs::one(&arguments.file, registry, Lean::Balance)?;
    if global.json {
        output::print_json(&json::sources(&account))?;
    } else {
        let held = held(global, registry)?;
        output::print(&text::sources(&account, &held, output::terminal(global)))?;
    }
    Ok(Outcome::Done.unless_empty(account.sourcing == Sourcing::default(), global))
}

/// Returns the hosts of the pages in the archive, where one is named.
fn held(global: &Global, registry: &Registry) -> Result<BTreeSet<String>, Error> {
    let Some(folder) = &global.archive else { return Ok(BTreeSet::new()) };
    let captures = Archive::open(folder)?.captures()?.captures;
    Ok(accounts(captures, registry).into_iter().filter_map(|account| account.page.host).collect())
}
