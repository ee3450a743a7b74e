//! The visible text of an HTML page as it is written, block by block.

use headwater_model::{Block, BlockKind, Element, ElementId, Link, Span};

/// Where text that is written stands in the markup.
pub(super) struct Place {
    /// Depth of the innermost open element.
    pub(super) depth: usize,
    /// That element.
    pub(super) element: Option<ElementId>,
    /// What a block here is.
    pub(super) kind: BlockKind,
}

/// Text, blocks and links written so far. Spans count from the start of the visible text.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) links: Vec<Link>,
    pub(super) elements: Vec<Element>,
    open: Option<Open>,
    link: Option<OpenLink>,
    /// Where a link ended that stood behind a label with a colon, as in "Read also: …".
    pointed: Option<usize>,
    /// Whether a line of the source ended since the last word.
    fresh: bool,
    /// White space since the last word.
    space: bool,
    /// A line break since the last word, to be kept.
    line: bool,
}

#[derive(Debug)]
struct Open {
    start: usize,
    kind: BlockKind,
    element: Option<ElementId>,
    /// Depth of `element`; falls when words come from outside of it.
    depth: usize,
    linked: usize,
}

#[derive(Debug)]
struct OpenLink {
    start: Option<usize>,
    target: String,
}

impl Writer {
    /// Says whether a block has begun.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Writes words, white space collapsed.
    pub(super) fn words(&mut self, text: &str, place: &Place) {
        // A new line behind a labelled link begins a paragraph where it begins a sentence: old pages leave `</p>` out.
        if self.pointed.is_some_and(|end| end == self.text.len()) && self.fresh && begins_sentence(text) {
            self.end_block();
        }
        let mut pieces = text.split(|character: char| character.is_ascii_whitespace());
        if let Some(first) = pieces.next() {
            self.word(first, place);
        }
        for piece in pieces {
            self.space = true;
            self.word(piece, place);
        }
    }

    fn word(&mut self, word: &str, place: &Place) {
        if word.is_empty() || self.open.is_none() && word.trim().is_empty() {
            return;
        }
        let before = self.text.len();
        let open = self.open.get_or_insert_with(|| Open {
            start: before,
            kind: place.kind.clone(),
            element: place.element,
            depth: place.depth,
            linked: 0,
        });
        if before > open.start && (self.space || self.line) {
            self.text.push(if self.line { '\n' } else { ' ' });
        }
        (self.space, self.line, self.fresh) = (false, false, false);
        if let Some(link) = &mut self.link {
            link.start.get_or_insert(self.text.len());
            open.linked += word.len();
        }
        self.text.push_str(word);
    }

    /// Says that the words before and after here do not run together.
    pub(super) fn separate(&mut self) {
        self.space = true;
    }

    /// Says that a line of the source ended here.
    pub(super) fn end_line(&mut self) {
        (self.space, self.fresh) = (true, true);
    }

    /// Keeps a line break inside the block. The second in a row ends the block.
    pub(super) fn break_line(&mut self) {
        if self.line {
            self.end_block();
        } else {
            self.line = self.open.is_some();
        }
    }

    /// Moves the open block out to the element `element` at `depth`, where it lies deeper.
    pub(super) fn widen(&mut self, depth: usize, element: impl FnOnce() -> Option<ElementId>) {
        if let Some(open) = self.open.as_mut().filter(|open| open.depth > depth) {
            open.depth = depth;
            open.element = element();
        }
    }

    /// Ends the open block.
    pub(super) fn end_block(&mut self) {
        (self.space, self.line) = (false, false);
        let Some(open) = self.open.take() else { return };
        let written = self.text.get(open.start..).unwrap_or_default();
        let start = open.start + (written.len() - written.trim_start().len());
        let end = open.start + written.trim_end().len();
        if start < end {
            let linked = open.linked.min(end - start);
            self.blocks.push(Block {
                span: Span::new(start, end),
                kind: open.kind,
                element: open.element,
                linked,
                gap: 0,
            });
        }
        self.text.push('\n');
    }

    /// Begins a link.
    pub(super) fn begin_link(&mut self, target: String) {
        self.end_link();
        self.link = Some(OpenLink { start: None, target });
    }

    /// Ends the open link.
    pub(super) fn end_link(&mut self) {
        let Some(OpenLink { start: Some(start), target }) = self.link.take() else { return };
        let words = self.text.get(start..).unwrap_or_default();
        let begin = start + (words.len() - words.trim_start().len());
        let end = start + words.trim_end().len();
        if begin < end {
            let before = self.open.as_ref().and_then(|open| self.text.get(open.start..begin)).unwrap_or_default();
            self.pointed = before.trim_end().ends_with([':', '：']).then_some(self.text.len());
            self.links.push(Link { span: Span::new(begin, end), target });
        }
    }

    /// Adds an element to the page.
    pub(super) fn element(&mut self, tag: &str, names: &str, parent: Option<ElementId>) -> Option<ElementId> {
        let id = ElementId(u32::try_from(self.elements.len()).ok()?);
        self.elements.push(Element { tag: tag.to_owned(), names: names.to_owned(), parent });
        Some(id)
    }
}

/// Says whether the first letter is not a small one and a sentence follows it.
fn begins_sentence(text: &str) -> bool {
    let first = text.trim_start().chars().next();
    first.is_some_and(|first| !first.is_lowercase() && !first.is_ascii_punctuation() || matches!(first, '"' | '('))
        && text.trim().chars().count() > 60
}
