//! How long linking takes, from readings: piles of stories, and one large story.
//!
//! `cargo bench -p headwater-bench --bench linking`; `piles` beside this file measures larger piles, and memory.

use divan::Bencher;
use divan::counter::ItemsCount;
use headwater_bench::made::{Texts, piles};
use headwater_lang::Registry;
use headwater_model::LanguageCode;

fn main() {
    divan::main();
}

/// A pile of stories of five tellings of 3 kB, in many languages.
#[divan::bench(args = [100, 200, 400], sample_count = 2, sample_size = 1)]
fn pile(bencher: Bencher, articles: usize) {
    let accounts = piles::ordinary(articles, &Texts::own().expect("our own set is at hand"));
    bencher.counter(ItemsCount::new(articles)).bench_local(|| headwater_link::stories(&accounts, Registry::builtin()));
}

/// One story with four figures in every telling.
#[divan::bench(args = [25, 50, 100], sample_count = 2, sample_size = 1)]
fn story(bencher: Bencher, articles: usize) {
    let texts = Texts::own().expect("our own set is at hand");
    let english = LanguageCode::parse("en").expect("the code is well formed");
    let accounts = piles::story(articles, texts.of(english).expect("there are English pages"), english, &texts);
    bencher.counter(ItemsCount::new(articles)).bench_local(|| headwater_link::stories(&accounts, Registry::builtin()));
}
