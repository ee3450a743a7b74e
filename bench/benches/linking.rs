//! How long linking takes, from readings: piles of stories, one large story, and what is inferred of it.
//!
//! `cargo bench -p headwater-bench --bench linking`; `piles` beside this file measures larger piles, and memory.

use divan::Bencher;
use divan::counter::ItemsCount;
use headwater_bench::made::{Texts, piles};
use headwater_lang::Registry;
use headwater_link::{Linked, Rule, Weights};
use headwater_model::{Account, LanguageCode};

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
#[divan::bench(args = [25, 50, 100, 200], sample_count = 2, sample_size = 1)]
fn story(bencher: Bencher, articles: usize) {
    let accounts = one_story(articles);
    bencher.counter(ItemsCount::new(articles)).bench_local(|| headwater_link::stories(&accounts, Registry::builtin()));
}

/// The claims of one story, where each is from, and its edges. That the sentences of its articles are compared is not
/// counted: it is done once.
#[divan::bench(args = [25, 50, 100, 200, 500], sample_count = 5, sample_size = 1)]
fn inference(bencher: Bencher, articles: usize) {
    let accounts = one_story(articles);
    let linked = Linked::new(Rule::Engine, Weights::fitted(), &accounts, Registry::builtin());
    let story = linked.story(0).expect("there is a story");
    let instances: usize = story.claims.iter().map(|claim| claim.instances.len()).sum();
    bencher.counter(ItemsCount::new(instances)).bench_local(|| linked.story(0));
}

fn one_story(articles: usize) -> Vec<Account> {
    let texts = Texts::own().expect("our own set is at hand");
    let english = LanguageCode::parse("en").expect("the code is well formed");
    piles::story(articles, texts.of(english).expect("there are English pages"), english, &texts)
}
