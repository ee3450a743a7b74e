//! What must hold of the repository as a whole.
//!
//! Each module is one kind of check, a function over given text, and carries tests that feed it what it must
//! refuse. `tidy.rs` beside this file gives them the repository.

#[path = "checks/documents.rs"]
pub mod documents;
#[path = "checks/imports.rs"]
pub mod imports;
#[path = "checks/languages.rs"]
pub mod languages;
#[path = "checks/licences.rs"]
pub mod licences;
#[path = "checks/purity.rs"]
pub mod purity;
#[path = "checks/remarks.rs"]
pub mod remarks;
#[path = "checks/source.rs"]
pub mod source;
