//! How fast figures are read: pages of each language, text that is dense with figures, and hostile text.
//!
//! `cargo bench -p headwater-facts` prints megabytes of text a second by language, and for each hostile text the
//! nanoseconds a byte of 1, 4 and 16 megabytes: where these are equal, the time grows with the text. `-- en ja` measures
//! these languages only.
//!
//! The pages are the bodies of the articles in `bench/sets/derivation`, and paragraphs of `bench/sets/sourcing` where
//! that has none of the language; the dense text is the sentences of the language's own examples. Both are repeated up
//! to a megabyte, in paragraphs as they stand there.

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use headwater_facts::figures;
use headwater_lang::Registry;
use headwater_model::{
    Article, Block, BlockKind, CaptureId, Label, LanguageCode, Page, PartialDate, Span, Stated, When,
};
use jiff::civil::date;
use serde_json::Value;

const MEGABYTE: usize = 1_000_000;

/// Text of digits, separators, marks and nested ranges, by language.
const HOSTILE: [(&str, &str); 16] = [
    ("en", "0"),
    ("en", "1,"),
    ("en", "1/"),
    ("en", "1.1."),
    ("en", "1 - 2 - "),
    ("en", "from 1 to "),
    ("en", "twenty "),
    ("en", "twenty-"),
    ("en", "a\u{301}\u{302}"),
    ("en", "5 May "),
    ("en", "last last "),
    ("en", "between 3 and 4 million and "),
    ("zh", "一二三四五六七"),
    ("ko", "이십삼만"),
    ("ar", "خمسة وعشرون و"),
    ("de", "zweitausendfünfhundert"),
];

fn main() {
    let registry = Registry::builtin();
    let only: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let wanted = |code: LanguageCode| only.is_empty() || only.iter().any(|only| only == code.as_str());
    let pages = pages();
    println!("MB/s      pages  dense");
    for language in registry.languages().filter(|language| wanted(language.code)) {
        let sentences: Vec<&str> = language.file.examples.iter().map(|example| example.text.as_str()).collect();
        let dense: Vec<String> = sentences.chunks(3).map(|sentences| sentences.join(" ")).collect();
        let bodies = pages.get(language.code.as_str()).into_iter().flatten();
        let read: Vec<String> = bodies.cloned().collect();
        let [read, dense] = [read, dense].map(|paragraphs| {
            let text = repeated(&format!("{}\n", paragraphs.join("\n")), MEGABYTE);
            1_000.0 / nanoseconds(&text, language.code, 5)
        });
        println!("{:8} {read:6.0} {dense:6.0}", language.code.as_str());
    }
    if !only.is_empty() {
        return;
    }
    println!("hostile text                   ns/byte of 1 MB   4 MB  16 MB   ms of 1 MB");
    for (code, unit) in HOSTILE {
        let code = LanguageCode::parse(code).expect("the code is well formed");
        let [one, four, sixteen] =
            [(1, 3), (4, 2), (16, 1)].map(|(size, times)| nanoseconds(&repeated(unit, size * MEGABYTE), code, times));
        let shown = unit.escape_debug().to_string();
        println!("{code} {shown:32} {one:9.1} {four:6.1} {sixteen:6.1} {:12.0}", one * 1e-6 * MEGABYTE as f64);
    }
}

/// The text of articles by language, paragraph by paragraph.
fn pages() -> BTreeMap<String, Vec<String>> {
    let sets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bench/sets");
    let mut pages: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, field) in [("derivation/truth/pages.jsonl", "body"), ("sourcing/more.jsonl", "text")] {
        let text = fs::read_to_string(sets.join(file)).expect("the sets are part of the repository");
        let mut read: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in text.lines() {
            let record: Value = serde_json::from_str(line).expect("the sets are JSON lines");
            let (Some(code), Some(body)) = (record["lang"].as_str(), record[field].as_str()) else { continue };
            read.entry(code.to_owned()).or_default().extend(body.lines().map(str::to_owned));
        }
        for (code, paragraphs) in read {
            pages.entry(code).or_insert(paragraphs);
        }
    }
    pages
}

fn repeated(unit: &str, length: usize) -> String {
    unit.repeat(length / unit.len())
}

/// The least time that a byte took, in some rounds.
fn nanoseconds(text: &str, code: LanguageCode, rounds: usize) -> f64 {
    let (page, article) = article(text, code);
    let times = (0..rounds).map(|_| {
        let clock = Clock::start();
        black_box(figures(black_box(&page), &article, Registry::builtin()));
        clock.nanoseconds() / text.len() as f64
    });
    times.fold(f64::INFINITY, f64::min)
}

/// Measures the time on the processor where the system tells it, so that what else runs on the machine counts less.
struct Clock {
    processor: Option<u64>,
    wall: Instant,
}

impl Clock {
    fn start() -> Self {
        Self { processor: Self::processor(), wall: Instant::now() }
    }

    fn nanoseconds(&self) -> f64 {
        match (self.processor, Self::processor()) {
            (Some(start), Some(end)) => (end - start) as f64,
            _ => self.wall.elapsed().as_secs_f64() * 1e9,
        }
    }

    fn processor() -> Option<u64> {
        fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
    }
}

/// Makes an article whose every line is a paragraph.
fn article(text: &str, code: LanguageCode) -> (Page, Article) {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        blocks.push(Block { span, kind: BlockKind::Paragraph, element: None, linked: 0, gap: 0 });
        start += line.len();
    }
    let page = Page {
        capture: CaptureId([0; 32]),
        encoding: "UTF-8",
        text: text.to_owned(),
        elements: Vec::new(),
        links: Vec::new(),
        address: None,
        host: None,
        declared_language: None,
        blocks,
    };
    let published = When { date: PartialDate::Day(date(2031, 6, 12)), time: None, offset: None };
    let article = Article {
        language: Some(code),
        labels: vec![Label::Body; page.blocks.len()],
        body: page.blocks.iter().map(|block| block.span).collect(),
        published: Some(Stated::new(published, Span::default())),
        ..Article::default()
    };
    (page, article)
}
