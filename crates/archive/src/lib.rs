//! The only crate with a disk: takes pages in from files, keeps captures, and runs the stages over them.
//!
//! Paths → [`load::paths`] → captures → [`accounts`] → [`trace`] → stories. An [`Archive`] keeps captures in a
//! folder; everything else is derived again from them.

mod keep;
pub mod load;
mod manifest;

use headwater_lang::Registry;
use headwater_model::{Account, Capture, Story};
pub use headwater_read::Lean;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

pub use keep::{Added, Archive, ArchiveError, FORMAT};

/// Reads everything there is to read from one capture.
pub fn account(capture: Capture, registry: &Registry, lean: Lean) -> Account {
    let (page, mut notes) = headwater_read::page(&capture);
    let (article, more) = headwater_read::article(&page, registry, capture.captured, lean);
    notes.extend(more);
    let sourcing = headwater_facts::sourcing(&page, &article, registry);
    let facts = headwater_facts::figures(&page, &article, registry);
    Account { capture, page, article, sourcing, facts, notes }
}

/// Reads many captures, several at a time. The accounts come in the order of the captures.
pub fn accounts(captures: Vec<Capture>, registry: &Registry) -> Vec<Account> {
    captures.into_par_iter().map(|capture| account(capture, registry, Lean::Balance)).collect()
}

/// Reads captures and infers the stories they tell.
///
/// Indices of accounts in the stories point into the list returned with them, which has the order of `captures`.
pub fn trace(captures: Vec<Capture>, registry: &Registry) -> (Vec<Account>, Vec<Story>) {
    let accounts = accounts(captures, registry);
    let stories = headwater_link::stories(&accounts, registry);
    (accounts, stories)
}
