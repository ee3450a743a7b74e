//! `headwater init`: makes an archive.

use anyhow::Error;
use headwater_archive::Archive;
use headwater_report::terminal::shown;

use crate::cli::{Global, Init};
use crate::output::{self, Outcome};

pub(crate) fn run(arguments: &Init, global: &Global) -> Result<Outcome, Error> {
    Archive::create(&arguments.folder)?;
    if !global.quiet {
        output::say(&format!("made an archive in `{}`", shown(&arguments.folder.display().to_string())));
    }
    Ok(Outcome::Done)
}
