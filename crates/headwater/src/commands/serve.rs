//! `headwater serve`: stories and articles in a browser, from this computer only.

use std::net::{Ipv4Addr, SocketAddr};

use anyhow::Error;
use headwater_lang::Registry;
use headwater_web::{Site, serve};

use crate::cli::{Global, Serve};
use crate::inputs::{self, Inputs};
use crate::output::{self, Outcome};

pub(crate) fn run(arguments: &Serve, global: &Global) -> Result<Outcome, Error> {
    let Inputs { captures, outcome } = inputs::all(&arguments.pages, global)?;
    let (accounts, stories) = headwater_archive::trace(captures, Registry::builtin());
    let (pages, told) = (accounts.len(), stories.len());
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port));
    serve(Site::new(accounts, stories), address, |address| {
        if !global.quiet {
            output::say(&format!("{pages} pages, {told} stories at http://{address}/ (Ctrl-C ends)"));
        }
    })?;
    Ok(outcome)
}
