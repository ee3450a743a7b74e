//! How long linking takes, and how much memory: ordinary piles from a thousand articles on, and hostile ones.
//!
//! ```sh
//! cargo bench -p headwater-bench --bench piles                       # all, hostile ones of 10,000 pages
//! cargo bench -p headwater-bench --bench piles -- hostile copies 1000
//! cargo bench -p headwater-bench --bench piles -- ordinary 10000
//! ```
//!
//! Each pile has a process of its own, so that the peak of memory is its own.

use std::process::Command;
use std::time::Instant;

use headwater_bench::made::Texts;
use headwater_bench::made::piles::{HOSTILE, hostile, ordinary};
use headwater_lang::Registry;
use headwater_model::{LanguageCode, Story};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["hostile", name, count] => measure_hostile(name, number(count)),
        ["ordinary", count] => measure_ordinary(number(count)),
        _ => all(),
    }
}

fn number(text: &str) -> usize {
    text.parse().unwrap_or_else(|_| panic!("`{text}` is no number of pages"))
}

fn all() {
    println!(
        "{:18} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}",
        "pile", "pages", "read s", "link s", "MiB", "stories", "largest"
    );
    for count in [1_000, 2_000, 5_000, 10_000] {
        again(&["ordinary", &count.to_string()]);
    }
    for (name, _) in HOSTILE {
        again(&["hostile", name, "10000"]);
    }
}

fn again(arguments: &[&str]) {
    let program = std::env::current_exe().expect("the program knows where it is");
    let status = Command::new(program).args(arguments).status().expect("the program runs");
    if !status.success() {
        println!("{} failed: {status}", arguments.join(" "));
    }
}

fn measure_hostile(name: &str, count: usize) {
    let kind = HOSTILE.iter().find(|(known, _)| *known == name).expect("a known pile").1;
    let texts = Texts::own().expect("our own set is at hand");
    let english = LanguageCode::parse("en").expect("the code is well formed");
    let captures = hostile(kind, count, texts.of(english).expect("there are English pages"));
    let start = Instant::now();
    let accounts = headwater_archive::accounts(captures, Registry::builtin());
    report(name, &accounts, start.elapsed().as_secs_f64());
}

fn measure_ordinary(count: usize) {
    let texts = Texts::own().expect("our own set is at hand");
    let start = Instant::now();
    let accounts = ordinary(count, &texts);
    report("ordinary", &accounts, start.elapsed().as_secs_f64());
}

fn report(name: &str, accounts: &[headwater_model::Account], read: f64) {
    let start = Instant::now();
    let stories = headwater_link::stories(accounts, Registry::builtin());
    let linked = start.elapsed().as_secs_f64();
    let articles = |story: &Story| story.witnesses.iter().filter(|witness| witness.language.is_some()).count();
    let largest = stories.iter().map(articles).max().unwrap_or(0);
    let (pages, told) = (accounts.len(), stories.len());
    println!("{name:18} {pages:8} {read:8.1} {linked:8.1} {:8.0} {told:8} {largest:8}", peak());
}

/// The most memory this process had, in MiB; 0 where the system does not say.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}
