//! Languages: one declarative file each, and what text is.
//!
//! Input is text; output are spans of it, values, and lists of words with their meanings. No language code stands
//! in the code of this or any other crate: what differs by language is in that language's file.

pub mod alike;
mod fold;
pub mod format;
mod identify;
mod lexicon;
pub mod names;
mod outlets;
mod phrases;
mod registry;
mod script;
mod segment;
pub mod terms;
mod trie;

pub use fold::{Folded, fold, fold_str};
pub use identify::identify;
pub use lexicon::{Hit, Lexicon};
pub use outlets::{Outlet, Outlets};
pub use phrases::{Part, Phrase, Phrases};
pub use registry::{Language, Lazy, Registry, RegistryError};
pub use script::{Script, digit, is_alphanumeric, is_letter, is_unspaced, next_byte, script_code, script_of};
pub use segment::{sentences, superscript, words};
