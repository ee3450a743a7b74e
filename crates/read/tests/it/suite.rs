//! The suite of pages in `tests/suite`, by the format that its README describes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use headwater_lang::Registry;
use headwater_model::{Article, Label, Page, Span, Stated, When};
use headwater_read::Lean;

/// Values by key.
type Readings = BTreeMap<&'static str, Vec<String>>;

#[test]
fn pages_are_read_as_the_suite_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite");
    let mut cases = Vec::new();
    collect(&root, &mut cases);
    cases.sort();
    assert!(cases.len() >= 8, "the suite is at {}", root.display());
    let failures: Vec<String> = cases.iter().flat_map(|case| run(case)).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

fn collect(folder: &Path, cases: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the suite is a folder") {
        let path = entry.expect("the suite can be listed").path();
        if path.is_dir() {
            collect(&path, cases);
        } else if path.extension().is_some_and(|extension| extension == "page") {
            cases.push(path);
        }
    }
}

/// Runs a case and returns what differs.
fn run(path: &Path) -> Vec<String> {
    let file = fs::read_to_string(path).expect("a case is UTF-8");
    let (content, expected) = file.rsplit_once("\n---\n").expect("a line of three dashes parts page and readings");
    let mut headers = BTreeMap::new();
    let mut text = content;
    while let Some((line, rest)) = text.split_once('\n').filter(|(line, _)| line.starts_with('%')) {
        let (key, value) = line.trim_start_matches('%').split_once(": ").expect("a header has a colon");
        headers.insert(key, value);
        text = rest;
    }
    let found = read(text, &headers);
    let mut wanted: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in expected.lines().filter(|line| !line.is_empty()) {
        let (key, value) = line.split_once(": ").unwrap_or_else(|| panic!("{}: `{line}` has no colon", path.display()));
        wanted.entry(key).or_default().extend((value != "-").then_some(value));
    }
    let mut failures = Vec::new();
    for (key, values) in wanted {
        let got = found.get(key).unwrap_or_else(|| panic!("{}: unknown key `{key}`", path.display()));
        let same = got.len() == values.len() && got.iter().zip(&values).all(|(got, wanted)| matches(got, wanted));
        if !same {
            failures.push(format!("{} {key}:\n  wanted {values:?}\n  got    {got:?}", path.display()));
        }
    }
    failures
}

fn matches(got: &str, wanted: &str) -> bool {
    got == wanted || wanted.strip_suffix('…').is_some_and(|start| got.starts_with(start.trim_end()))
}

fn read(text: &str, headers: &BTreeMap<&str, &str>) -> Readings {
    let label = headers.get("encoding").copied().unwrap_or("utf-8");
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("a WHATWG label");
    let (bytes, _, lossy) = encoding.encode(text);
    assert!(!lossy, "the page has characters that {label} has not");
    let captured = headers.get("captured").map(|moment| moment.parse().expect("an ISO moment"));
    let address = headers.get("address").map(|address| (*address).to_owned());
    let capture = headwater_read::capture("case", bytes.into_owned(), address, captured).expect("HTML or text");
    let (page, _) = headwater_read::page(&capture);
    let (article, _) = headwater_read::article(&page, Registry::builtin(), captured, Lean::Balance);
    readings(&page, &article)
}

fn readings(page: &Page, article: &Article) -> Readings {
    let mut readings = fields(article);
    let words = |span: Span| one_line(span.of(&page.text));
    let all = |spans: &[Span]| spans.iter().map(|span| words(*span)).collect::<Vec<_>>();
    let labelled = |wanted: Label| {
        let blocks = page.blocks.iter().zip(&article.labels).filter(|(_, label)| **label == wanted);
        blocks.map(|(block, _)| words(block.span)).collect::<Vec<_>>()
    };
    let marks = article.marks.iter().map(|mark| format!("{} | {}", mark.number, words(mark.sentence)));
    let preface = article.preface.as_ref();
    readings.extend([
        ("encoding", vec![page.encoding.to_owned()]),
        ("body", all(&article.body)),
        ("credit", all(&article.credits)),
        ("note", all(&article.notes)),
        ("reference", all(&article.references)),
        ("subheading", labelled(Label::Subheading)),
        ("caption", labelled(Label::Caption)),
        ("related", labelled(Label::Related)),
        ("preface", preface.map(|preface| words(preface.span)).into_iter().collect()),
        ("preface_label", preface.map(|preface| words(preface.label)).into_iter().collect()),
        ("mark", marks.collect()),
        ("cut_off", article.cut_off.map(words).into_iter().collect()),
        ("restricted", article.restricted.map(words).into_iter().collect()),
    ]);
    readings
}

/// The readings that have values of their own.
fn fields(article: &Article) -> Readings {
    let preface = article.preface.as_ref();
    let signer = preface.and_then(|preface| preface.signer.as_ref());
    let topics = article.site_topics.iter().map(|topic| format!("{} {}", topic.name, topic.count.unwrap_or(0)));
    BTreeMap::from([
        ("title", values(&article.title)),
        ("byline", values(&article.byline)),
        ("canonical", values(&article.canonical)),
        ("original", values(&article.original)),
        ("also_in", article.translations.iter().map(|one| format!("{} {}", one.language, one.address)).collect()),
        ("author", values(&article.authors)),
        ("publisher", values(&article.publisher)),
        ("section", values(&article.sections)),
        ("topic", values(&article.topics)),
        ("date_shown", values(&article.date_shown)),
        ("published", moments(&article.published)),
        ("modified", moments(&article.modified)),
        ("language", article.language.iter().map(ToString::to_string).collect()),
        ("site_topic", topics.collect()),
        ("signer", values(signer)),
        ("translation", preface.map(|preface| preface.translation.to_string()).into_iter().collect()),
        ("action", article.actions.iter().map(|action| action.address.clone()).collect()),
    ])
}

fn values<'a>(stated: impl IntoIterator<Item = &'a Stated<String>>) -> Vec<String> {
    stated.into_iter().map(|stated| stated.value.clone()).collect()
}

fn moments<'a>(stated: impl IntoIterator<Item = &'a Stated<When>>) -> Vec<String> {
    stated.into_iter().map(|stated| stated.value.to_string()).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
