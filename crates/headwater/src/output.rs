//! What reaches the two streams, and the exit code.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::Error;
use headwater_archive::ArchiveError;
use headwater_archive::load::{LoadError, LoadFailure};
use headwater_report::Terminal;
use headwater_report::terminal::{is_steering, shown};
use serde_json::Value;

use crate::cli::{Global, When};
use crate::hints;

/// Cells of a line where nothing tells the width, and the most that is read with ease.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=100;
const USUAL_WIDTH: usize = 80;

/// How the command ended. The codes are those of docs/reference/commands.md.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    Failed,
    BadUsage,
    SomeFailed,
    NothingFound,
    Damaged,
    WrongVersion,
}

impl Outcome {
    /// Returns the outcome that an error means.
    pub(crate) fn of(error: &Error) -> Self {
        if error.is::<BadUsage>() {
            return Self::BadUsage;
        }
        match error.downcast_ref::<ArchiveError>() {
            Some(ArchiveError::Newer { .. }) => Self::WrongVersion,
            _ => Self::Failed,
        }
    }

    /// Returns the outcome of a command that read some inputs and failed on others.
    pub(crate) fn after(failures: &[LoadFailure]) -> Self {
        let damaged =
            |failure: &LoadFailure| matches!(failure.error, LoadError::Digest { .. } | LoadError::Sidecar { .. });
        match failures {
            [] => Self::Done,
            _ if failures.iter().any(damaged) => Self::Damaged,
            _ => Self::SomeFailed,
        }
    }

    /// Replaces success by "nothing found" where there is nothing and the user wants to know by the exit code.
    pub(crate) fn unless_empty(self, empty: bool, global: &Global) -> Self {
        if self == Self::Done && empty && global.fail_empty { Self::NothingFound } else { self }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::Failed => 1,
            Outcome::BadUsage => 2,
            Outcome::SomeFailed => 3,
            Outcome::NothingFound => 4,
            Outcome::Damaged => 5,
            Outcome::WrongVersion => 7,
        })
    }
}

/// The arguments do not go together.
#[derive(Debug)]
pub(crate) struct BadUsage(pub(crate) &'static str);

impl std::fmt::Display for BadUsage {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.0)
    }
}

impl std::error::Error for BadUsage {}

/// Returns what stdout can show.
pub(crate) fn terminal(global: &Global) -> Terminal {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let colour = match global.color {
        When::Always => true,
        When::Never => false,
        When::Auto => io::stdout().is_terminal() && !set("NO_COLOR") && !dumb,
    };
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let width = columns.unwrap_or(USUAL_WIDTH).clamp(*WIDTHS.start(), *WIDTHS.end());
    Terminal { width, colour }
}

/// Writes text to stdout.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Writes JSON to stdout. What would steer a terminal is escaped as JSON does it, so that the data stay the same.
pub(crate) fn print_json(value: &Value) -> anyhow::Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    let mut safe = String::with_capacity(text.len() + 1);
    for character in text.chars() {
        if character != '\n' && is_steering(character) {
            let units = &mut [0; 2];
            safe.extend(character.encode_utf16(units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            safe.push(character);
        }
    }
    safe.push('\n');
    Ok(print(&safe)?)
}

/// Says something on stderr. Where even that is closed, nobody listens.
pub(crate) fn say(message: &str) {
    _ = writeln!(io::stderr(), "{message}");
}

/// Says what went wrong, and what can be done about it.
pub(crate) fn complain(error: &Error) {
    say(&format!("error: {}", shown(&format!("{error:#}"))));
    if let Some(hint) = hints::hint(error) {
        say(&format!("hint: {hint}"));
    }
}

/// Says whether an error means that the reader of stdout has gone, as `head` does when it has enough.
pub(crate) fn is_closed_pipe(error: &Error) -> bool {
    let broken = |cause: &io::Error| cause.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(broken))
}
