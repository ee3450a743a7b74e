//! One file a subcommand. Each takes its arguments and returns how it went.

mod add;
mod compare;
mod facts;
mod init;
mod missing;
mod page;
mod read;
mod serve;
mod sources;
mod stories;
mod trace;

use anyhow::Error;

use crate::cli::{Cli, Command};
use crate::output::{BadUsage, Outcome};

/// Runs what the arguments ask for.
///
/// # Errors
///
/// What kept the command from doing anything.
pub(crate) fn run(cli: &Cli) -> Result<Outcome, Error> {
    let global = &cli.global;
    match (&cli.command, &cli.page) {
        (Some(_), Some(_)) => Err(BadUsage("name a page or a command, not both").into()),
        (None, None) => Err(BadUsage("name a page or a command; `headwater --help` lists them").into()),
        (None, Some(page)) => page::run(page, global),
        (Some(Command::Read(arguments)), None) => read::run(arguments, global),
        (Some(Command::Sources(arguments)), None) => sources::run(arguments, global),
        (Some(Command::Facts(arguments)), None) => facts::run(arguments, global),
        (Some(Command::Trace(arguments)), None) => trace::run(arguments, global),
        (Some(Command::Compare(arguments)), None) => compare::run(arguments, global),
        (Some(Command::Stories(arguments)), None) => stories::run(arguments, global),
        (Some(Command::Missing(arguments)), None) => missing::run(arguments, global),
        (Some(Command::Serve(arguments)), None) => serve::run(arguments, global),
        (Some(Command::Init(arguments)), None) => init::run(arguments, global),
        (Some(Command::Add(arguments)), None) => add::run(arguments, global),
    }
}
