//! The tokens of a page, by html5gum, whose time grows with the length of the page and nothing else.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::Emitter;
use html5gum::{Error, State, Tokenizer};

/// How many attributes of a tag are kept.
const ATTRIBUTES: usize = 256;

/// A start tag.
#[derive(Debug, Default)]
pub(super) struct Tag {
    name: Vec<u8>,
    pub(super) self_closing: bool,
    /// Names and values of the attributes, one after the other, and where each stands.
    text: Vec<u8>,
    attributes: Vec<(Range<usize>, Range<usize>)>,
}

impl Tag {
    /// Returns the name, in lower case.
    pub(super) fn name(&self) -> &str {
        str::from_utf8(&self.name).unwrap_or_default()
    }

    /// Returns the value of the first attribute of that name.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let named = |span: &Range<usize>| self.text.get(span.clone()) == Some(name.as_bytes());
        let (_, value) = self.attributes.iter().find(|(known, _)| named(known))?;
        str::from_utf8(self.text.get(value.clone())?).ok()
    }

    fn clear(&mut self) {
        self.name.clear();
        self.text.clear();
        self.attributes.clear();
        self.self_closing = false;
    }
}

/// Takes the tokens of a page.
pub(super) trait Sink {
    /// Takes a start tag; says what its content is where that is no markup.
    fn start(&mut self, tag: &Tag) -> Option<State>;
    /// Takes an end tag.
    fn end(&mut self, name: &str);
    /// Takes all text up to the next tag.
    fn text(&mut self, text: &str);
}

/// Gives the tokens of `html` to `sink`.
pub(super) fn read<S: Sink>(html: &str, sink: &mut S) {
    let feeder = Feeder { sink, tag: Tag::default(), ends: false, last: Vec::new(), text: Vec::new() };
    // A string is always readable.
    let Ok(()) = Tokenizer::new_with_emitter(html, feeder).finish();
}

/// Gathers a token from its pieces.
struct Feeder<'s, S> {
    sink: &'s mut S,
    tag: Tag,
    /// Whether the tag is an end tag.
    ends: bool,
    /// Name of the last start tag, whose end tag ends what is no markup.
    last: Vec<u8>,
    /// Pieces may end within a character.
    text: Vec<u8>,
}

impl<S: Sink> Feeder<'_, S> {
    fn begin(&mut self, ends: bool) {
        self.tag.clear();
        self.ends = ends;
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.sink.text(&String::from_utf8_lossy(&self.text));
            self.text.clear();
        }
    }
}

impl<S: Sink> Emitter for Feeder<'_, S> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last.clear();
        self.last.extend_from_slice(name.unwrap_or_default());
    }

    fn emit_eof(&mut self) {
        self.flush();
    }

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, text: &[u8]) {
        self.text.extend_from_slice(text);
    }

    fn init_start_tag(&mut self) {
        self.begin(false);
    }

    fn init_end_tag(&mut self) {
        self.begin(true);
    }

    fn init_comment(&mut self) {}

    fn emit_current_tag(&mut self) -> Option<State> {
        self.flush();
        if self.ends {
            self.sink.end(self.tag.name());
            return None;
        }
        self.last.clone_from(&self.tag.name);
        self.sink.start(&self.tag)
    }

    fn emit_current_comment(&mut self) {}

    fn emit_current_doctype(&mut self) {}

    fn set_self_closing(&mut self) {
        self.tag.self_closing = true;
    }

    fn set_force_quirks(&mut self) {}

    fn push_tag_name(&mut self, name: &[u8]) {
        self.tag.name.extend_from_slice(name);
    }

    fn push_comment(&mut self, _: &[u8]) {}

    fn push_doctype_name(&mut self, _: &[u8]) {}

    fn init_doctype(&mut self) {}

    fn init_attribute(&mut self) {
        let at = self.tag.text.len();
        if self.tag.attributes.len() < ATTRIBUTES {
            self.tag.attributes.push((at..at, at..at));
        }
    }

    fn init_attribute_value(&mut self) {
        let at = self.tag.text.len();
        if let Some((_, value)) = self.tag.attributes.last_mut() {
            *value = at..at;
        }
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        if self.tag.attributes.len() < ATTRIBUTES {
            self.tag.text.extend_from_slice(name);
            let end = self.tag.text.len();
            if let Some((name, value)) = self.tag.attributes.last_mut() {
                (name.end, *value) = (end, end..end);
            }
        }
    }

    fn push_attribute_value(&mut self, text: &[u8]) {
        if self.tag.attributes.len() < ATTRIBUTES {
            self.tag.text.extend_from_slice(text);
            let end = self.tag.text.len();
            if let Some((_, value)) = self.tag.attributes.last_mut() {
                value.end = end;
            }
        }
    }

    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.ends && !self.last.is_empty() && self.tag.name == self.last
    }
}
