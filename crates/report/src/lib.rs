//! Exporters: what was read and inferred, written for people and for programs. Pure.
//!
//! [`text`] is for a terminal, [`json`] for programs, [`markdown`] for editors. [`answer`], [`body`], [`chain`], [`difference`],
//! [`figure`], [`phrase`] and [`voice`] work out what all of them and the web pages show.

pub mod answer;
pub mod body;
pub mod chain;
pub mod difference;
pub mod figure;
pub mod json;
pub mod markdown;
pub mod phrase;
pub mod terminal;
#[cfg(test)]
mod testing;
pub mod text;
pub mod voice;

pub use terminal::Terminal;
