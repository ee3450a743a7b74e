//! Exporters: what was read and inferred, written for people and for programs. Pure.
//!
//! [`text`] is for a terminal, [`json`] for programs, [`markdown`] for editors, [`graph`] for the eye. [`answer`], [`body`],
//! [`chain`], [`collation`], [`difference`], [`figure`], [`overview`], [`phrase`] and [`voice`] work out what all of
//! them and the web pages show.

pub mod answer;
pub mod body;
pub mod chain;
pub mod collation;
pub mod difference;
pub mod figure;
pub mod graph;
pub mod json;
pub mod markdown;
pub mod overview;
pub mod phrase;
pub mod terminal;
#[cfg(test)]
mod testing;
pub mod text;
pub mod voice;

pub use terminal::Terminal;
