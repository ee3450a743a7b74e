//! Any bytes, cut in two pages: accounts and stories, or an error, but no panic.

#![no_main]

use headwater_archive::trace;
use headwater_lang::Registry;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (first, second) = bytes.split_at(bytes.len() / 2);
    let captures = [first, second].map(|bytes| headwater_read::capture("fuzz", bytes.to_vec(), None, None));
    let captures: Vec<_> = captures.into_iter().flatten().collect();
    let count = captures.len();
    let (accounts, _) = trace(captures, Registry::builtin());
    assert_eq!(accounts.len(), count);
});
