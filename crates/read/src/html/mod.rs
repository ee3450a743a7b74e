//! HTML to text: declared values, then visible blocks.
//!
//! The tokenizer is html5ever's; its tree builder is not used, since its time grows with the square of the depth. What
//! is open is kept on a light stack instead, enough to know which element a block lies in.

mod declared;
mod json_ld;
mod sink;
mod tags;
mod writer;

use std::cell::RefCell;

use headwater_model::{Block, BlockKind, Element, LanguageCode, Link, Note, Span};
use html5ever::tendril::{SliceExt, StrTendril};
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use sink::Sink;

/// What an HTML page shows and declares.
#[derive(Debug, Default)]
pub(crate) struct Markup {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) links: Vec<Link>,
    pub(crate) elements: Vec<Element>,
    pub(crate) canonical: Option<String>,
    pub(crate) language: Option<LanguageCode>,
    pub(crate) notes: Vec<Note>,
}

/// Reads the decoded text of an HTML page that was taken from `address`.
pub(crate) fn read(html: &str, address: Option<&str>) -> Markup {
    let tokenizer = Tokenizer::new(Sink::new(address), TokenizerOpts::default());
    feed(&tokenizer, html, Sink::tokens);
    let (writer, declared, notes) = tokenizer.sink.finish();
    let mut markup = Markup {
        canonical: declared.canonical().map(str::to_owned),
        language: declared.language,
        notes,
        ..Markup::default()
    };
    for (key, value) in declared.into_values() {
        let start = markup.text.len();
        markup.text.push_str(&value);
        let span = Span::new(start, markup.text.len());
        markup.blocks.push(Block { span, kind: BlockKind::Meta(key), element: None, linked: 0, gap: 0 });
        markup.text.push('\n');
    }
    let offset = markup.text.len();
    markup.text.push_str(&writer.text);
    markup.blocks.extend(writer.blocks.into_iter().map(|block| Block { span: block.span.shifted(offset), ..block }));
    markup.links = writer.links.into_iter().map(|link| Link { span: link.span.shifted(offset), ..link }).collect();
    markup.elements = writer.elements;
    markup
}

/// How much the tokenizer is given at once, in bytes.
const PIECE: usize = 4096;

/// Gives a page to the tokenizer. `tokens` counts what came out so far.
///
/// The tokenizer compares each attribute of a tag with all before it, so that a tag of a million attributes takes
/// hours. A tag that is still open after two pieces is closed; inside a comment or a quoted value, where this changes
/// nothing, the sign is lost among the rest.
fn feed<S: TokenSink>(tokenizer: &Tokenizer<S>, html: &str, tokens: impl Fn(&S) -> usize) {
    let queue = BufferQueue::default();
    let give = |piece: &str| {
        queue.push_back(piece.to_tendril());
        while !queue.is_empty() {
            let _ = tokenizer.feed(&queue);
        }
    };
    let mut rest = html;
    let mut idle = 0;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        let before = tokens(&tokenizer.sink);
        give(piece);
        idle = if tokens(&tokenizer.sink) == before { idle + 1 } else { 0 };
        if idle >= 2 && !piece.ends_with('-') {
            give(">");
        }
        rest = after;
    }
    tokenizer.end();
}

/// Returns the text of a short piece of HTML, its entities decoded and its tags dropped.
fn plain_text(html: &str) -> String {
    let html = html.get(..html.floor_char_boundary(PIECE)).unwrap_or_default();
    struct Words(RefCell<String>);
    impl TokenSink for Words {
        type Handle = ();
        fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
            let mut text = self.0.borrow_mut();
            match token {
                Token::CharacterTokens(words) => text.push_str(&words),
                Token::TagToken(_) => text.push(' '),
                _ => {}
            }
            TokenSinkResult::Continue
        }
    }
    let tokenizer = Tokenizer::new(Words(RefCell::default()), TokenizerOpts::default());
    feed(&tokenizer, html, |_| 0);
    tokenizer.sink.0.take()
}

/// An attribute's value.
fn attribute<'t>(tag: &'t html5ever::tokenizer::Tag, name: &str) -> Option<&'t StrTendril> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &attribute.value)
}
