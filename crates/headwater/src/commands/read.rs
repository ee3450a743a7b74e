//! `headwater read`: the article of one page.

use anyhow::Error;
use headwater_lang::Registry;
use headwater_report::{json, markdown, text};

use crate::cli::{Global, Read};
use crate::inputs;
use crate::output::{self, Outcome};

pub(crate) fn run(arguments: &Read, global: &Global) -> Result<Outcome, Error> {
    let registry = Registry::builtin();
    let account = inputs::one(&arguments.page.file, registry, arguments.lean())?;
    if global.json {
        output::print_json(&json::article(&account, registry))?;
    } else if arguments.markdown {
        output::print(&markdown::article(&account))?;
    } else {
        output::print(&text::article(&account, output::terminal(global)))?;
    }
    Ok(Outcome::Done.unless_empty(account.article.body.is_empty(), global))
}
