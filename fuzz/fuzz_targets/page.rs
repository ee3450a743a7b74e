//! Any bytes: a page and an article, or an error, but no panic.

#![no_main]

use headwater_lang::Registry;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(capture) = headwater_read::capture("fuzz", bytes.to_vec(), None, None) else { return };
    let (page, _) = headwater_read::page(&capture);
    let (article, _) = headwater_read::article(&page, Registry::builtin(), None, headwater_read::Lean::Balance);
    assert_eq!(page.blocks.len(), article.labels.len());
    for span in &article.body {
        assert!(!span.of(&page.text).is_empty());
    }
});
