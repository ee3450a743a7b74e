//! Any bytes: a table of sentence vectors, or an error, but no panic.

#![no_main]

use headwater_link::sentence::{Encoder, Table};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(table) = Table::parse(bytes) else { return };
    table.vectors(&["One river, two bridges.", "二つの橋"]);
});
