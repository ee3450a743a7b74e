//! What the crates read from a set, in the form its scorer takes.
//!
//! A prediction sees texts, pages, addresses, times of capture, and the language and date that a set gives with a
//! text. It never sees an answer: the structs that read a set's records have no fields for them.

mod claims;
mod copied;
mod derivation;
mod extract;
mod facts;
mod names;
mod pages;
mod segments;
mod sourcing;
mod story;
mod streams;

use headwater_model::{OutletName, Source, SourceKind};

pub use claims::claims;
pub use copied::{copied, copies, tokens};
pub use derivation::{derivation, rule, weights};
pub use extract::{Capture, extract, features, speed, titles};
pub use facts::facts;
pub use names::names;
pub use segments::{pairs, segments};
pub use sourcing::sourcing;
pub use streams::streams;

/// The identity of an outlet as the sets write it: its domain where it is known, its name otherwise.
fn identity(outlet: &OutletName) -> &str {
    outlet.domain.as_deref().unwrap_or(&outlet.name)
}

/// The outlet that a source is; the sets write `self` for the page's own publisher.
fn outlet_of(source: &Source) -> Option<&str> {
    match source.kind {
        SourceKind::OwnReporting => Some("self"),
        _ => source.outlet.as_ref().map(identity),
    }
}
