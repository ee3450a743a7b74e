//! The only crate with a disk: takes pages in from files, keeps captures, and runs the stages over them.

use headwater_lang::Registry;
use headwater_model::{Account, Capture};

/// Reads everything there is to read from one capture.
pub fn account(capture: Capture, registry: &Registry) -> Account {
    let (page, mut notes) = headwater_read::page(&capture);
    let (article, more) = headwater_read::article(&page, registry, capture.captured);
    notes.extend(more);
    let sourcing = headwater_facts::sourcing(&page, &article, registry);
    let facts = headwater_facts::figures(&page, &article, registry);
    Account { capture, page, article, sourcing, facts, notes }
}
