//! What must be read from the sentences that each language file carries.

mod examples;
mod own;
mod steps;

use headwater_model::{
    Article, Block, BlockKind, CaptureId, Label, LanguageCode, Page, PartialDate, Span, Stated, When,
};

/// Makes an article of bare text: every line a block with the label that `label` gives it.
pub(crate) fn article(text: &str, code: LanguageCode, label: impl Fn(&str) -> Label) -> (Page, Article) {
    let mut blocks = Vec::new();
    let mut labels = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let shown = line.trim_end();
        if !shown.is_empty() {
            let span = Span::new(start, start + shown.len());
            blocks.push(Block { span, kind: BlockKind::Paragraph, element: None, linked: 0, gap: 0 });
            labels.push(label(shown));
        }
        start += line.len();
    }
    let body = blocks.iter().map(|block| block.span).collect();
    let credits = blocks.iter().zip(&labels).filter(|(_, label)| **label == Label::Credit);
    let credits = credits.map(|(block, _)| block.span).collect();
    let page = Page {
        capture: CaptureId([0; 32]),
        encoding: "UTF-8",
        text: text.to_owned(),
        blocks,
        elements: Vec::new(),
        links: Vec::new(),
        address: None,
        host: None,
        declared_language: None,
    };
    let day = jiff::civil::date(2031, 6, 12);
    let published = When { date: PartialDate::Day(day), time: None, offset: None };
    let article = Article {
        language: Some(code),
        labels,
        body,
        credits,
        published: Some(Stated::new(published, Span::default())),
        ..Article::default()
    };
    (page, article)
}
