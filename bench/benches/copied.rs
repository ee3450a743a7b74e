//! Copied text: documents a second, memory, recall and precision, beside MinHash in Rust (gaoya) and Python (datasketch).
//!
//! ```sh
//! cargo bench -p headwater-bench --bench copied            # 4,500 texts of 2,800 characters
//! cargo bench -p headwater-bench --bench copied -- 1000    # 9,000
//! ```
//!
//! MinHash compares whole texts: 128 permutations over runs of three words, pairs from a Jaccard index of .5 on. It
//! misses what is embedded in another text whatever the setting; it is printed for its speed.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::Instant;

use headwater_bench::made::Texts;
use headwater_bench::made::edits::{Document, EDITS, documents};
use headwater_bench::predict;
use headwater_model::LanguageCode;

const PERMUTATIONS: usize = 128;
const THRESHOLD: f64 = 0.5;
const SHINGLE: usize = 3;

fn main() {
    let count = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(500);
    let texts = Texts::own().expect("our own set is at hand");
    let english = LanguageCode::parse("en").expect("the code is well formed");
    let documents = documents(count, english, &texts, 1);
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    println!("{} texts of {} characters on average", documents.len(), bytes / documents.len().max(1));
    println!("{:12} {:>8} {:>10} {:>10} {:>10}", "", "texts/s", "precision", "embedded", "words-40");
    let before = peak();
    let ours = measured(&documents);
    println!("  memory: {:.1} bytes for a byte of text", (peak() - before) / bytes as f64);
    let cargo = [
        "run",
        "--release",
        "--quiet",
        "--manifest-path",
        concat!(env!("CARGO_MANIFEST_DIR"), "/../tools/speed-gaoya/Cargo.toml"),
        "--",
    ];
    let python = ["-B", concat!(env!("CARGO_MANIFEST_DIR"), "/speed/copied.py")];
    for (name, program, arguments) in [("gaoya", "cargo", &cargo[..]), ("datasketch", "python3", &python)] {
        match peer(program, arguments, &documents) {
            Some(seconds) => {
                let speed = documents.len() as f64 / seconds;
                println!("{name:12} {speed:8.0}  ours is {:.2} times that", ours / speed);
            }
            None => println!("{name:12} not at hand"),
        }
    }
}

/// Prints speed and quality; returns documents a second.
fn measured(documents: &[Document]) -> f64 {
    let start = Instant::now();
    let pairs: BTreeSet<(usize, usize)> = predict::copies(documents).into_iter().collect();
    let speed = documents.len() as f64 / start.elapsed().as_secs_f64();
    let number = |index: usize| documents[index].id.split(':').next().unwrap_or_default().to_owned();
    let right = pairs.iter().filter(|(left, right)| number(*left) == number(*right)).count();
    let recall = |kind: &str| {
        let place = EDITS.iter().position(|(name, _)| *name == kind).unwrap_or(0) + 1;
        let asked: Vec<usize> = (0..documents.len()).filter(|index| index % (EDITS.len() + 2) == place).collect();
        let found = asked.iter().filter(|index| pairs.contains(&(**index - place, **index))).count();
        found as f64 / asked.len().max(1) as f64
    };
    let precision = right as f64 / pairs.len().max(1) as f64;
    println!("{:12} {speed:8.0} {precision:10.4} {:10.3} {:10.3}", "headwater", recall("embedded"), recall("words-40"));
    speed
}

/// Seconds that another program takes for the texts, one a line on its standard input; nothing where it cannot be had.
fn peer(program: &str, arguments: &[&str], documents: &[Document]) -> Option<f64> {
    let settings = [PERMUTATIONS.to_string(), THRESHOLD.to_string(), SHINGLE.to_string()];
    let mut command = Command::new(program);
    command.args(arguments).args(settings).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut running = command.spawn().ok()?;
    let mut input = running.stdin.take()?;
    for document in documents {
        writeln!(input, "{}", document.text.replace('\n', " ")).ok()?;
    }
    drop(input);
    String::from_utf8(running.wait_with_output().ok()?.stdout).ok()?.trim().parse().ok()
}

/// The most memory this process had, in bytes; 0 where the system does not say.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0) * 1024.0
}
