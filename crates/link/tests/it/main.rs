//! Linking over accounts made by hand: what was read is given, so only linking is tested.

mod comparison;
mod pile;

use std::str::FromStr as _;

use headwater_model::{
    Account, Amount, Article, Block, BlockKind, Bound, Capture, CaptureId, Credit, CreditKind, Currency, Fact, Label,
    LanguageCode, Media, OutletName, Page, Relay, Source, SourceKind, Sourcing, Span, Speaker, Stated, Value, Voice,
    When,
};
use rust_decimal::Decimal;

/// An account under construction.
pub(crate) struct Draft(Account);

/// Begins an account of a text whose lines are its blocks.
pub(crate) fn account(host: &str, language: &str, day: i8, text: &str) -> Draft {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        blocks.push(Block { span, kind: BlockKind::Paragraph, element: None, linked: 0, gap: 0 });
        start += line.len();
    }
    let bytes = format!("{host}{text}").into_bytes();
    let mut id = [0_u8; 32];
    for (at, byte) in bytes.iter().enumerate() {
        id[at % 32] = id[at % 32].wrapping_mul(31).wrapping_add(*byte);
    }
    let article = Article {
        language: LanguageCode::parse(language).ok(),
        title: Some(Stated::new(text.chars().take(20).collect(), Span::new(0, 1))),
        published: Some(Stated::new(When::day(jiff::civil::date(2031, 6, day)), Span::default())),
        labels: vec![Label::Body; blocks.len()],
        body: blocks.iter().map(|block| block.span).collect(),
        ..Article::default()
    };
    let page = Page {
        capture: CaptureId(id),
        encoding: "UTF-8",
        text: text.to_owned(),
        blocks,
        elements: Vec::new(),
        links: Vec::new(),
        address: Some(format!("https://{host}/a")),
        host: Some(host.to_owned()),
        declared_language: None,
    };
    let capture = Capture {
        id: page.capture,
        name: host.to_owned(),
        address: page.address.clone(),
        captured: None,
        media: Media::Text,
        bytes,
    };
    Draft(Account { capture, page, article, sourcing: Sourcing::default(), facts: Vec::new(), notes: Vec::new() })
}

impl Draft {
    fn place(&self, words: &str) -> Span {
        let start = self.0.page.text.find(words).unwrap_or_else(|| panic!("`{words}` is not in the text"));
        Span::new(start, start + words.len())
    }

    fn sentence(&self, span: Span) -> Span {
        let line = self.0.page.blocks.iter().find(|block| block.span.contains(span));
        line.map_or(span, |block| block.span)
    }

    /// Adds a sum that the text states in these words.
    pub(crate) fn money(mut self, words: &str, amount: &str, bound: Bound) -> Self {
        let span = self.place(words);
        let amount = Amount::One(Decimal::from_str(amount).expect("the test gives a number"));
        let value = Value::Money(amount, Currency::parse("EUR").expect("a code of three letters"));
        let sentence = self.sentence(span);
        self.0.facts.push(Fact { span, sentence, value, bound, bound_words: None, counted: None, voice: Voice::Page });
        self
    }

    /// Adds that the sentence of these words is said to come from an outlet.
    pub(crate) fn cites(mut self, words: &str, outlet: &str) -> Self {
        let span = self.place(words);
        let source = outlet_source(span, outlet);
        let content = Some(self.sentence(span));
        self.0.sourcing.relays.push(Relay { reporter: Speaker::Page, cited: source, span, content });
        self
    }

    /// Adds that the whole text is credited to an outlet.
    /// A sentence that has what it says from a document.
    pub(crate) fn reads(mut self, words: &str) -> Self {
        let span = self.place(words);
        let cited = Source { span, kind: SourceKind::Document, outlet: None };
        let content = Some(self.sentence(span));
        self.0.sourcing.relays.push(Relay { reporter: Speaker::Page, cited, span, content });
        self
    }

    pub(crate) fn credits(mut self, words: &str, outlet: &str) -> Self {
        let span = self.place(words);
        let source = outlet_source(span, outlet);
        self.0.sourcing.relays.push(Relay { reporter: Speaker::Page, cited: source.clone(), span, content: None });
        self.0.sourcing.credits.push(Credit { kind: CreditKind::Source, cue: None, source, span });
        self
    }

    pub(crate) fn done(self) -> Account {
        self.0
    }
}

fn outlet_source(span: Span, outlet: &str) -> Source {
    let outlet = OutletName { name: outlet.to_owned(), domain: None };
    Source { span, kind: SourceKind::Outlet, outlet: Some(outlet) }
}
