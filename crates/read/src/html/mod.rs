//! HTML to text: declared values, then visible blocks.
//!
//! There is a tokenizer and no tree builder, whose time would grow with the square of the depth. What is open is kept on
//! a light stack instead, enough to know which element a block lies in.

mod declared;
mod json_ld;
mod sink;
mod tags;
mod tokens;
mod writer;

use headwater_model::{Block, BlockKind, Element, LanguageCode, Link, Note, Span};
use html5gum::State;

use sink::Reader;
use tokens::Tag;

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
    let mut reader = Reader::new(address);
    tokens::read(html, &mut reader);
    let (writer, declared, notes) = reader.finish();
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

/// How much of a short piece of HTML is read, in bytes.
const PIECE: usize = 4096;

/// Returns the text of a short piece of HTML, its entities decoded and its tags dropped.
fn plain_text(html: &str) -> String {
    struct Words(String);
    impl tokens::Sink for Words {
        fn start(&mut self, _: &Tag) -> Option<State> {
            self.0.push(' ');
            None
        }
        fn end(&mut self, _: &str) {
            self.0.push(' ');
        }
        fn text(&mut self, text: &str) {
            self.0.push_str(text);
        }
    }
    let mut words = Words(String::new());
    tokens::read(html.get(..html.floor_char_boundary(PIECE)).unwrap_or_default(), &mut words);
    words.0
}
