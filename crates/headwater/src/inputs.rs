//! From arguments to captures, with complaints about those that cannot be read.

use std::path::PathBuf;

use anyhow::Error;
use headwater_archive::load::{self, LoadFailure, Loaded};
use headwater_archive::{Archive, Lean, account};
use headwater_lang::Registry;
use headwater_model::{Account, Capture};

use crate::cli::{Global, Pages};
use crate::output::{self, BadUsage, Outcome};

/// Pages that were read, and how that went.
pub(crate) struct Inputs {
    pub(crate) captures: Vec<Capture>,
    pub(crate) outcome: Outcome,
}

/// Takes in the paths and, where one is named, the archive.
///
/// # Errors
///
/// The first failure, where no page at all could be read.
pub(crate) fn all(pages: &Pages, global: &Global) -> Result<Inputs, Error> {
    let mut loaded = Loaded::default();
    if let Some(folder) = &global.archive {
        loaded = Archive::open(folder)?.captures()?;
    } else if pages.paths.is_empty() {
        return Err(BadUsage("name a page or a folder, or an archive with --archive DIR").into());
    }
    let more = load::paths(&pages.paths);
    loaded.captures.extend(more.captures);
    loaded.failures.extend(more.failures);
    settle(loaded, global)
}

/// Takes in the paths only.
///
/// # Errors
///
/// As [`all`].
pub(crate) fn paths(pages: &Pages, global: &Global) -> Result<Inputs, Error> {
    if pages.paths.is_empty() {
        return Err(BadUsage("name a page or a folder").into());
    }
    settle(load::paths(&pages.paths), global)
}

/// Reads one page.
///
/// # Errors
///
/// The failure to read it; [`BadUsage`] where the path is a folder of several pages.
pub(crate) fn one(path: &PathBuf, registry: &Registry, lean: Lean) -> Result<Account, Error> {
    let Loaded { mut captures, mut failures } = load::paths(std::slice::from_ref(path));
    match (captures.pop(), failures.pop()) {
        (Some(_), _) if !captures.is_empty() => {
            Err(BadUsage("this is a folder; `headwater trace DIR` reads many pages").into())
        }
        (Some(capture), _) => Ok(account(capture, registry, lean)),
        (None, Some(failure)) => Err(failure.into()),
        (None, None) => Err(BadUsage("there is no page").into()),
    }
}

fn settle(loaded: Loaded, global: &Global) -> Result<Inputs, Error> {
    let Loaded { captures, mut failures } = loaded;
    if captures.is_empty() && !failures.is_empty() {
        let first = failures.remove(0);
        tell(failures, global);
        return Err(first.into());
    }
    let outcome = Outcome::after(&failures);
    tell(failures, global);
    Ok(Inputs { captures, outcome })
}

fn tell(failures: Vec<LoadFailure>, global: &Global) {
    if !global.quiet {
        failures.into_iter().for_each(|failure| output::complain(&failure.into()));
    }
}
