//! What holds for any input.

use std::fs;
use std::path::Path;

use headwater_lang::Registry;
use headwater_model::{Article, BlockKind, Capture, Label, LanguageCode, Media, Page, Span};
use headwater_read::{CaptureError, Lean, article, capture, page, passage};
use proptest::prelude::*;

fn read(bytes: Vec<u8>) -> Option<(Page, Article)> {
    let captured = capture("bytes", bytes, Some("https://ledger.example/a/b".to_owned()), None).ok()?;
    Some(read_captured(&captured))
}

fn read_captured(captured: &Capture) -> (Page, Article) {
    let (page, _) = page(captured);
    let (article, _) = article(&page, Registry::builtin(), captured.captured, Lean::Balance);
    (page, article)
}

/// Checks what every page and article must keep.
fn check(page: &Page, article: &Article) {
    assert_eq!(page.blocks.len(), article.labels.len());
    let mut end = 0;
    for block in &page.blocks {
        let between = page.text.get(end..block.span.start).expect("blocks come in order, on character boundaries");
        assert!(between.trim().is_empty(), "only white space lies between blocks: {between:?}");
        let inside = block.span.of(&page.text);
        assert!(!inside.is_empty() && inside.trim() == inside, "{inside:?}");
        assert!(block.linked <= inside.len());
        assert!(block.element.is_none_or(|element| (element.0 as usize) < page.elements.len()));
        end = block.span.end;
    }
    assert!(page.text.get(end..).expect("a boundary").trim().is_empty());
    let metas = page
        .blocks
        .iter()
        .zip(&article.labels)
        .all(|(block, label)| matches!(block.kind, BlockKind::Meta(_)) == (*label == Label::Meta));
    assert!(metas, "declared values and only they are labelled so: {:?} {:?}", page.blocks, article.labels);
    for span in spans(article) {
        assert!(page.text.get(span.start..span.end).is_some_and(|words| !words.is_empty()), "{span:?}");
    }
    assert!(page.links.iter().all(|link| !link.span.of(&page.text).is_empty()));
}

fn spans(article: &Article) -> Vec<Span> {
    let mut spans = article.body.clone();
    spans.extend(&article.credits);
    spans.extend(&article.references);
    spans.extend(article.cut_off);
    spans.extend(article.actions.iter().map(|action| action.span));
    spans.extend(article.marks.iter().flat_map(|mark| [mark.span, mark.sentence]));
    spans.extend(article.site_topics.iter().map(|topic| topic.span));
    for names in [&article.authors, &article.topics, &article.sections] {
        spans.extend(names.iter().map(|name| name.span));
    }
    for name in [&article.title, &article.byline, &article.publisher, &article.date_shown] {
        spans.extend(name.iter().map(|name| name.span));
    }
    spans.extend(article.published.iter().chain(&article.modified).map(|when| when.span));
    if let Some(preface) = &article.preface {
        spans.extend([preface.span, preface.label]);
        spans.extend(preface.signer.iter().map(|signer| signer.span));
    }
    spans
}

/// Pieces of pages.
const PIECES: &[&str] = &[
    "<html lang=ar>",
    "<p>",
    "</p>",
    "<div class='byline'>",
    "</div>",
    "<table><tr><td>",
    "</td>",
    "<li>",
    "<ul>",
    "<br>",
    "<br><br>",
    "<a href='/x'>",
    "</a>",
    "<sup>2</sup>",
    "<svg><title>",
    "</svg>",
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Bridge\"}</script>",
    "<script>",
    "<!--",
    "-->",
    "<h1>",
    "</h1>",
    "<span itemprop=author>",
    "<time datetime='2031-06-02T06:00:00Z'>",
    "<meta property=og:title content='Bridge'>",
    "<title>Bridge - Ledger</title>",
    "<blockquote>",
    "<pre>",
    "&amp;",
    "&#0;",
    "<b",
    "\n",
    "\r\n",
    "\n\n",
    "- ",
    "-\n",
    "* ",
    "The harbour board said on Tuesday that the bridge stays shut.",
    "المصدر: الدستور | dostor.example",
    "(訳者前書き)以下は翻訳です。(小倉)",
    "出典:",
    "¹",
    "[1]",
    "(2)",
    "2 June 2031, 06:00 BST",
    "2031年3月15日",
    "By Ann Lee",
    "検閲108",
    "Economy (12)",
    "© 2031 The Ledger",
    "https://act.example/petition/x",
    "Home > Local",
    "Tags: a, b",
    "including:",
    "\u{200f}",
    "\u{feff}",
    "İ",
    "ﷺ",
    "\u{0}",
];

/// Pieces of pages, put together at random: closer to what breaks a reader than random characters.
fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Some((page, article)) = read(bytes) {
            check(&page, &article);
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,300}") {
        let (page, article) = read(text.into_bytes()).expect("text is never refused for what it says");
        check(&page, &article);
    }

    #[test]
    fn any_page_is_read_and_twice_the_same(text in pieces()) {
        for media in [Media::Html, Media::Text] {
            let Ok(mut captured) = capture("pieces", text.clone().into_bytes(), None, None) else { continue };
            captured.media = media;
            let (page, article) = read_captured(&captured);
            check(&page, &article);
            prop_assert_eq!((page, article), read_captured(&captured));
        }
    }

    #[test]
    fn a_passage_keeps_its_text(text in pieces()) {
        let language = LanguageCode::parse("ja").expect("a code");
        let (page, article) = passage(&text, language, Registry::builtin());
        prop_assert_eq!(&page.text, &text);
        check(&page, &article);
    }
}

#[test]
fn files_of_other_kinds_are_refused_with_their_name() {
    let error = capture("a.pdf", b"%PDF-1.7\n%....".to_vec(), None, None).expect_err("a PDF is no page");
    assert_eq!(error.to_string(), "this is a PDF document, expected HTML or text");
    let error = capture("a", vec![b'a'; (64 << 20) + 1], None, None).expect_err("too large");
    assert!(matches!(error, CaptureError::TooLarge { got: 67_108_865, limit: 67_108_864 }));
}

#[test]
fn nothing_to_read_is_noted() {
    let captured =
        capture("empty", b"<html><body><script>1</script></body></html>".to_vec(), None, None).expect("HTML");
    let (page, notes) = page(&captured);
    assert!(page.blocks.is_empty());
    assert_eq!(notes.iter().map(|note| note.message.as_str()).collect::<Vec<_>>(), ["the page shows no text"]);
}

/// Time that grows with the square of the input would make these take minutes.
#[test]
fn hostile_pages_take_linear_time() {
    let attributes: String = (0..200_000).map(|index| format!(" a{index}=1")).collect();
    for bytes in [
        "<div>".repeat(100_000) + "The bridge stays shut." + &"</div>".repeat(100_000),
        "<b>".repeat(100_000) + &"<p>x".repeat(100_000),
        "</x>".repeat(500_000),
        "<!--".repeat(500_000),
        format!("<html><a{attributes}>x</a><p>The bridge stays shut."),
        "<meta property=article:tag content=a>".repeat(20_000),
        "(\"".repeat(500_000),
        "<p>[1] ".repeat(100_000),
        "<h1>Bridge 12</h1>".repeat(50_000),
        "<p>The board of 3 May 2031 said: <a rel=tag href=/x>shut</a>.".repeat(20_000),
    ] {
        let (page, article) = read(format!("<html>{bytes}").into_bytes()).expect("HTML");
        check(&page, &article);
    }
    for text in [
        "The bridge stays shut until spring, the board said in a note.\n\n".repeat(30_000),
        "Bridge 12\n".repeat(50_000),
    ] {
        let (page, article) = read(text.into_bytes()).expect("text");
        check(&page, &article);
    }
}

#[test]
fn leaning_to_precision_takes_less_text_and_to_recall_more() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bench/sets/derivation/pages");
    let stories = fs::read_dir(pages).expect("our own pages").map(|story| story.expect("a folder").path());
    let files =
        stories.flat_map(|story| fs::read_dir(story).expect("a story").map(|file| file.expect("a page").path()));
    let mut lengths = [0; 3];
    for file in files {
        let captured = capture("page", fs::read(&file).expect("a page"), None, None).expect("HTML or text");
        let (page, _) = page(&captured);
        let read = [Lean::Precision, Lean::Balance, Lean::Recall].map(|lean| {
            let (article, _) = article(&page, Registry::builtin(), None, lean);
            article.body.iter().map(|span| span.len()).sum::<usize>()
        });
        assert!(read.is_sorted(), "{}: {read:?}", file.display());
        lengths.iter_mut().zip(read).for_each(|(sum, length)| *sum += length);
    }
    assert!(lengths[0] < lengths[1] && lengths[1] < lengths[2], "{lengths:?}");
}
