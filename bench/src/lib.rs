//! Quality: what Headwater reads from annotated pages, scored and held to floors.
//!
//! [`predict`] prints what the crates read from a set, seeing its pages and never its answers. The scorers in
//! `bench/score/` compare that with the answers; they are plain Python, so that other programs can be scored by
//! the same rules. [`floors`] holds the scores to those written in `bench/floors.json`.

pub mod floors;
pub mod lines;
pub mod made;
pub mod points;
pub mod predict;
pub mod score;
pub mod sets;
pub mod speed;
