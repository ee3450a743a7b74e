//! The command `headwater`: where pages have what they say from.
//!
//! Data goes to stdout, messages to stderr. `cli` declares the arguments, `commands` has one file a subcommand,
//! `output` writes, `hints` says what to do about an error.

mod cli;
mod commands;
mod hints;
mod inputs;
mod output;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    match commands::run(&cli) {
        Ok(outcome) => outcome.into(),
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&error);
            output::Outcome::of(&error).into()
        }
    }
}
