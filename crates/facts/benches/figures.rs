//! How fast figures are read: text of each language, and hostile text.
//!
//! `cargo bench -p headwater-facts` prints megabytes of text a second by language, and milliseconds for a megabyte of
//! each hostile text; `-- en ja` measures these languages only. The text is that of the language's own examples, over and over, in paragraphs of ordinary length.

use std::hint::black_box;
use std::time::Instant;

use headwater_facts::figures;
use headwater_lang::Registry;
use headwater_model::{
    Article, Block, BlockKind, CaptureId, Label, LanguageCode, Page, PartialDate, Span, Stated, When,
};
use jiff::civil::date;

const MEGABYTE: usize = 1_000_000;

fn main() {
    let registry = Registry::builtin();
    println!("language  MB/s");
    let only: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let wanted = |code: LanguageCode| only.is_empty() || only.iter().any(|only| only == code.as_str());
    for language in registry.languages().filter(|language| wanted(language.code)) {
        let sentences: Vec<&str> = language.file.examples.iter().map(|example| example.text.as_str()).collect();
        let paragraphs: Vec<String> = sentences.chunks(3).map(|sentences| sentences.join(" ")).collect();
        let text = repeated(&format!("{}\n", paragraphs.join("\n")));
        println!("{:8} {:5.0}", language.code.as_str(), 1_000.0 / milliseconds(&text, language.code));
    }
    if !only.is_empty() {
        return;
    }
    println!("hostile text            ms for 1 MB");
    let english = LanguageCode::parse("en").expect("the code is well formed");
    for unit in HOSTILE {
        println!("{:22} {:6.0}", unit.escape_debug().to_string(), milliseconds(&repeated(unit), english));
    }
    let chinese = LanguageCode::parse("zh").expect("the code is well formed");
    println!("{:22} {:6.0}", "一二三四五六七", milliseconds(&repeated("一二三四五六七"), chinese));
}

/// Text of digits, separators, marks and nested ranges.
const HOSTILE: [&str; 12] = [
    "0",
    "1,",
    "1/",
    "1.1.",
    "1 - 2 - ",
    "from 1 to ",
    "twenty ",
    "twenty-",
    "a\u{301}\u{302}",
    "5 May ",
    "last last ",
    "between 3 and 4 million and ",
];

fn repeated(unit: &str) -> String {
    unit.repeat(MEGABYTE / unit.len())
}

fn milliseconds(text: &str, code: LanguageCode) -> f64 {
    let (page, article) = article(text, code);
    let least = (0..3).map(|_| {
        let start = Instant::now();
        black_box(figures(black_box(&page), &article, Registry::builtin()));
        start.elapsed().as_secs_f64() * 1_000.0
    });
    least.fold(f64::INFINITY, f64::min)
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
