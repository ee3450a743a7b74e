//! Prints the seconds that gaoya takes to find near copies among texts from standard input, one a line.
//!
//! `PERMUTATIONS THRESHOLD SHINGLE` are its arguments. Run by `cargo bench -p headwater-bench --bench copied`; a crate by
//! itself, so that the project does not build what only a comparison needs.

use std::io::Read as _;
use std::time::Instant;

use gaoya::minhash::{MinHashIndex, MinHasher as _, MinHasher32, calculate_minhash_params};
use rayon::prelude::*;

fn main() {
    let arguments: Vec<f64> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let [permutations, threshold, shingle] = arguments[..] else { panic!("PERMUTATIONS THRESHOLD SHINGLE") };
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input).expect("the texts are UTF-8");
    let texts: Vec<&str> = input.lines().collect();
    let start = Instant::now();
    let (bands, width) = calculate_minhash_params(threshold, permutations as usize);
    let hasher = MinHasher32::new(bands * width);
    let signature = |text: &&str| {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        hasher.create_signature(words.windows(shingle as usize))
    };
    let signatures: Vec<Vec<u32>> = texts.par_iter().map(signature).collect();
    let mut index = MinHashIndex::new(bands, width, threshold);
    for (place, signature) in signatures.iter().enumerate() {
        index.insert(place, signature.clone());
    }
    let found: usize = signatures.iter().map(|signature| index.query(signature).len()).sum();
    assert!(found >= texts.len(), "every text is like itself");
    println!("{}", start.elapsed().as_secs_f64());
}
