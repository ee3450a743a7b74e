//! Laws that hold for any bytes, and the suite of pages.

mod laws;
mod suite;
