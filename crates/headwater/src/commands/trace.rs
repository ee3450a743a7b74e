//! `headwater trace`: where the stories on these pages come from.

use std::time::Instant;

use anyhow::Error;
use headwater_lang::Registry;
use headwater_report::{graph, json, text};

use crate::cli::{Global, Graph, Trace};
use crate::inputs::{self, Inputs};
use crate::output::{self, Outcome};

pub(crate) fn run(arguments: &Trace, global: &Global) -> Result<Outcome, Error> {
    let Inputs { captures, outcome } = inputs::all(&arguments.pages, global)?;
    let start = Instant::now();
    let (accounts, stories) = headwater_archive::trace(captures, Registry::builtin());
    if global.verbose {
        let seconds = start.elapsed().as_secs_f64();
        output::say(&format!("{} pages, {} stories in {seconds:.2} s", accounts.len(), stories.len()));
    }
    if let Some(form) = arguments.graph {
        let write = match form {
            Graph::Dot => graph::dot,
            Graph::Svg => graph::svg,
            Graph::Html => graph::html,
        };
        output::print(&write(&accounts, &stories))?;
    } else if global.json {
        output::print_json(&json::stories(&accounts, &stories))?;
    } else if stories.is_empty() {
        output::print("No story was found.\n")?;
    } else {
        output::print(&text::stories(&accounts, &stories, output::terminal(global)))?;
    }
    let nothing = stories.iter().all(|story| story.derivations.is_empty());
    Ok(outcome.unless_empty(nothing, global))
}
