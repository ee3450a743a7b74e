//! The tokens of a page, taken in one by one.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use headwater_model::{BlockKind, ElementId, LanguageCode, MetaKey, Note};
use html5gum::State;
use url::Url;

use super::declared::{ARTICLE, Declared, PAGE, STRUCTURED};
use super::json_ld;
use super::tags::{self, Shape};
use super::tokens::{self, Tag};
use super::writer::{Place, Writer};

/// How deep elements are told apart. Deeper ones count as part of the element at this depth.
const DEEPEST: usize = 512;

/// How many `time` elements are taken as declarations of the page's date: later ones date other articles.
const TIMES: usize = 3;

/// How far apart the names of one byline may stand, in bytes of text.
const TOGETHER: usize = 120;

/// How many elements around a name tell whether it signs a comment.
const BESIDE: usize = 6;

/// An open element.
struct Open {
    name: String,
    shape: Shape,
    names: String,
    id: Option<ElementId>,
    kind: BlockKind,
    /// Whether a reader does not see what is in it.
    hidden: bool,
    /// The microdata property that it gives, and where its text starts.
    property: Option<(String, usize)>,
}

/// Text of an element that is read as a whole.
#[derive(PartialEq)]
enum Whole {
    Title,
    JsonLd,
    Ignored,
}

/// Takes tokens and writes a page.
#[derive(Default)]
pub(super) struct Reader {
    writer: Writer,
    declared: Declared,
    notes: Vec<Note>,
    address: Option<Url>,
    stack: Vec<Open>,
    /// Open elements beyond [`DEEPEST`].
    overflow: usize,
    /// Smallest depth of the stack since words were written.
    low: usize,
    /// The element whose text is being gathered, and its text.
    whole: Option<(Whole, String)>,
    titled: bool,
    /// Where the text of the last name of an author starts, and where it ends.
    signed: Option<(usize, usize)>,
    times: usize,
    /// Whether the last thing was the end of an inline element.
    after_inline: bool,
}

impl tokens::Sink for Reader {
    fn start(&mut self, tag: &Tag) -> Option<State> {
        let name = tag.name();
        match name {
            "html" | "body" => self.root(tag),
            "meta" => self.meta(tag),
            "link" => self.link_element(tag),
            "base" => self.base(tag),
            "br" => self.line_break(),
            "hr" => self.writer.end_block(),
            _ => {}
        }
        let shape = tags::shape(name);
        if shape == Shape::Void || matches!(name, "html" | "body" | "head") || tag.self_closing && self.in_foreign() {
            return None;
        }
        self.imply_ends(name, shape);
        let names = names(tag);
        if shape == Shape::Block || stands_apart(name, &names) && self.in_container(self.stack.len()) {
            self.writer.end_block();
        } else if self.after_inline && shape == Shape::Inline && !self.keeps_words_together() {
            self.writer.separate();
        }
        self.after_inline = false;
        self.open(tag, shape, names);
        if name == "a" && !self.hidden() {
            let target = tag.attribute("href").map(|target| self.absolute(target));
            target.into_iter().for_each(|target| self.writer.begin_link(target));
        }
        if name == "time" {
            self.time(tag);
        }
        self.raw(tag)
    }

    fn end(&mut self, name: &str) {
        if let Some((whole, text)) = self.whole.take() {
            self.gathered(&whole, &text);
        }
        let shape = tags::shape(name);
        if name == "br" {
            self.line_break();
        }
        if name == "a" {
            self.writer.end_link();
        }
        if shape == Shape::Block {
            self.writer.end_block();
        }
        if self.overflow > 0 {
            self.overflow -= 1;
            return;
        }
        let shielded = self.stack.iter().rev().take_while(|open| open.name == name || !tags::shields(&open.name, name));
        let Some(above) = shielded.into_iter().position(|open| open.name == name) else { return };
        let at = self.stack.len() - 1 - above;
        let apart = self.stack.get(at).is_some_and(|open| stands_apart(name, &open.names)) && self.in_container(at);
        if apart {
            self.writer.end_block();
        }
        if shape == Shape::Formatting && above > 0 {
            self.stack.remove(at);
            self.low = self.low.min(at);
        } else {
            self.close_down_to(at);
        }
        self.after_inline = shape == Shape::Inline;
    }

    fn text(&mut self, text: &str) {
        if let Some((whole, gathered)) = &mut self.whole {
            if *whole != Whole::Ignored {
                gathered.push_str(text);
            }
            return;
        }
        if self.hidden() {
            return;
        }
        let blank = text.chars().all(|character| character.is_ascii_whitespace());
        self.after_inline &= text.is_empty();
        if blank {
            if text.contains(['\n', '\r']) {
                self.writer.end_line();
            } else {
                self.writer.separate();
            }
            return;
        }
        let (depth, element) = (self.stack.len(), self.element());
        if self.writer.is_open() {
            let low = self.low.min(depth);
            let around = low.checked_sub(1).and_then(|at| self.stack.get(at)).and_then(|open| open.id);
            self.writer.widen(low, || around);
        }
        self.low = depth;
        let kind = self.stack.last().map_or(BlockKind::Paragraph, |open| open.kind.clone());
        let place = Place { depth, element, kind };
        match self.stack.last().map(|open| &*open.name) {
            Some("pre") => self.preformatted(text, &place),
            _ if self.in_superscript() => self.writer.words(&raised(text), &place),
            _ => self.writer.words(text, &place),
        }
    }
}

impl Reader {
    /// Makes a reader for a page that was taken from `address`.
    pub(super) fn new(address: Option<&str>) -> Self {
        Self { address: address.and_then(|address| Url::parse(address).ok()), ..Self::default() }
    }

    /// Ends the page and returns what was read.
    pub(super) fn finish(mut self) -> (Writer, Declared, Vec<Note>) {
        self.close_down_to(0);
        self.writer.end_link();
        self.writer.end_block();
        (self.writer, self.declared, self.notes)
    }

    /// The elements whose text is no markup.
    fn raw(&mut self, tag: &Tag) -> Option<State> {
        let (whole, state) = match tag.name() {
            "script" => {
                let kind = tag.attribute("type").map(|kind| kind.to_ascii_lowercase()).unwrap_or_default();
                (if kind.contains("ld+json") { Whole::JsonLd } else { Whole::Ignored }, State::ScriptData)
            }
            "title" => (if self.titled { Whole::Ignored } else { Whole::Title }, State::RcData),
            "textarea" => (Whole::Ignored, State::RcData),
            "style" | "noscript" | "iframe" | "noembed" | "noframes" | "xmp" => (Whole::Ignored, State::RawText),
            _ => return None,
        };
        if self.stack.iter().rev().skip(1).any(|open| matches!(&*open.name, "svg" | "math")) {
            return None;
        }
        self.whole = Some((whole, String::new()));
        Some(state)
    }

    fn open(&mut self, tag: &Tag, shape: Shape, names: String) {
        if self.stack.len() >= DEEPEST {
            self.overflow += 1;
            return;
        }
        let around = self.stack.last().map_or(BlockKind::Paragraph, |open| open.kind.clone());
        let kind = if shape == Shape::Block { tags::kind(tag.name(), &around) } else { around };
        let hidden = self.hidden() || shape == Shape::Unseen || is_hidden(tag);
        let property =
            tag.attribute("itemprop").map(|property| (property.to_ascii_lowercase(), self.writer.text.len()));
        let property = property.or_else(|| rel_author(tag).then(|| ("author".to_owned(), self.writer.text.len())));
        if let (Some((property, _)), Some(content)) = (&property, tag.attribute("content")) {
            self.microdata(property, content);
        }
        self.stack.push(Open { name: tag.name().to_owned(), shape, names, id: None, kind, hidden, property });
    }

    fn close_down_to(&mut self, depth: usize) {
        while self.stack.len() > depth {
            let Some(open) = self.stack.pop() else { break };
            if let Some((property, start)) = &open.property {
                let value = self.writer.text.get(*start..).unwrap_or_default().trim().to_owned();
                if !value.is_empty() && value.len() < 300 && self.may_sign(property, *start) {
                    self.microdata(property, &value);
                }
            }
            if &*open.name == "a" {
                self.writer.end_link();
            }
        }
        self.low = self.low.min(depth);
    }

    /// Closes what the start of `name` ends without an end tag.
    fn imply_ends(&mut self, name: &str, shape: Shape) {
        if tags::closes_paragraph(name, shape) {
            self.close_nearest(
                &["p"],
                &["td", "th", "table", "caption", "button", "div", "li", "section", "article", "body"],
            );
        }
        if let Some(implied) = tags::implied(name) {
            self.close_nearest(implied.siblings, implied.within);
        }
    }

    /// Closes the outermost open element of `names` that lies inside the innermost of `within`.
    fn close_nearest(&mut self, names: &[&str], within: &[&str]) {
        let inside = self.stack.iter().enumerate().rev().take_while(|(_, open)| !within.contains(&&*open.name));
        let found = inside.filter(|(_, open)| names.contains(&&*open.name)).last().map(|(at, _)| at);
        if let Some(at) = found {
            self.close_down_to(at);
        }
    }

    /// Empty lines part paragraphs in preformatted text.
    fn preformatted(&mut self, text: &str, place: &Place) {
        for (index, paragraph) in text.replace("\r\n", "\n").split("\n\n").enumerate() {
            if index > 0 {
                self.writer.end_block();
            }
            self.writer.words(paragraph, place);
        }
    }

    fn in_superscript(&self) -> bool {
        self.stack.iter().rev().take(3).any(|open| &*open.name == "sup")
    }

    fn line_break(&mut self) {
        if self.hidden() {
            return;
        }
        let container = self.stack.iter().rev().find(|open| open.shape == Shape::Block);
        if container.is_some_and(|open| tags::keeps_line_breaks(&open.name)) {
            self.writer.break_line();
        } else {
            self.writer.end_block();
        }
    }

    /// Returns the innermost element, added to the page's elements with all around it.
    fn element(&mut self) -> Option<ElementId> {
        let first = self.stack.iter().rposition(|open| open.id.is_some()).map_or(0, |at| at + 1);
        let mut parent = first.checked_sub(1).and_then(|at| self.stack.get(at)).and_then(|open| open.id);
        for open in self.stack.iter_mut().skip(first) {
            open.id = self.writer.element(&open.name, &open.names, parent);
            parent = open.id;
        }
        parent
    }

    fn hidden(&self) -> bool {
        self.stack.last().is_some_and(|open| open.hidden)
    }

    fn in_foreign(&self) -> bool {
        self.stack.iter().any(|open| matches!(&*open.name, "svg" | "math"))
    }

    /// Whether the words here are one run, so that neighbouring inline elements may be parts of a word.
    fn keeps_words_together(&self) -> bool {
        let container = self.stack.iter().rev().find(|open| open.shape == Shape::Block);
        container.is_some_and(|open| tags::keeps_line_breaks(&open.name))
    }

    fn in_container(&self, depth: usize) -> bool {
        let container = self.stack.iter().take(depth).rev().find(|open| open.shape == Shape::Block);
        container.is_none_or(|open| !tags::keeps_line_breaks(&open.name))
    }
}

/// Declarations.
impl Reader {
    fn root(&mut self, tag: &Tag) {
        let code = ["lang", "xml:lang"].iter().find_map(|name| LanguageCode::parse(tag.attribute(name)?).ok());
        self.declared.language = self.declared.language.or(code);
    }

    fn meta(&mut self, tag: &Tag) {
        let Some(content) = tag.attribute("content") else { return };
        for name in ["property", "name", "http-equiv"] {
            tag.attribute(name).into_iter().for_each(|name| self.declared.meta(name, content));
        }
        if let Some(property) = tag.attribute("itemprop") {
            self.microdata(&property.to_ascii_lowercase(), content);
        }
    }

    fn link_element(&mut self, tag: &Tag) {
        let (Some(rel), Some(target)) = (tag.attribute("rel"), tag.attribute("href")) else { return };
        if rel.eq_ignore_ascii_case("canonical") {
            let target = self.absolute(target);
            self.declared.add(STRUCTURED, MetaKey::Canonical, &target);
        } else if let Some(language) = tag.attribute("hreflang").filter(|_| rel.eq_ignore_ascii_case("alternate")) {
            let target = self.absolute(target);
            self.declared.add(PAGE, MetaKey::Translation, &format!("{language} {target}"));
        }
    }

    fn base(&mut self, tag: &Tag) {
        if let Some(target) = tag.attribute("href").filter(|_| self.declared.base.is_none()) {
            self.declared.base = Some(self.absolute(target));
            self.address = self.declared.base.as_deref().and_then(|base| Url::parse(base).ok()).or(self.address.take());
        }
    }

    fn absolute(&self, target: &str) -> String {
        let target = target.trim();
        let canonical = || self.declared.canonical().and_then(|address| Url::parse(address).ok());
        let own = if self.address.is_none() { canonical() } else { None };
        let base = self.address.as_ref().or(own.as_ref());
        base.and_then(|base| base.join(target).ok()).map_or_else(|| target.to_owned(), String::from)
    }

    fn time(&mut self, tag: &Tag) {
        let Some(when) = tag.attribute("datetime") else { return };
        let aside = self.stack.iter().any(|open| matches!(&*open.name, "nav" | "aside" | "footer"));
        if self.hidden()
            || aside
            || self.times >= TIMES
            || tag.attribute("itemprop").is_some_and(|name| name != "datePublished")
        {
            return;
        }
        self.times += 1;
        let sure = tag.attribute("itemprop").is_some() || tag.attribute("pubdate").is_some();
        self.declared.add(if sure { ARTICLE } else { PAGE }, MetaKey::Published, when);
    }

    /// Takes in a microdata property. What comments and other things on the page declare is theirs.
    fn microdata(&mut self, property: &str, value: &str) {
        let others = ["comment", "review", "image", "logo", "video"];
        if self.stack.iter().any(|open| open.property.as_ref().is_some_and(|(name, _)| others.contains(&name.as_str())))
        {
            return;
        }
        let owner = self.stack.iter().rev().filter_map(|open| open.property.as_ref()).map(|(name, _)| name.as_str());
        let mut owner = owner.filter(|name| *name != property);
        let key = match property {
            "headline" => MetaKey::Headline,
            "datepublished" => MetaKey::Published,
            "datemodified" => MetaKey::Modified,
            "articlesection" => MetaKey::Section,
            "author" | "creator" => MetaKey::Author,
            "name" => match owner.next() {
                Some("author" | "creator") => MetaKey::Author,
                Some("publisher") => MetaKey::Publisher,
                _ => return,
            },
            "inlanguage" => {
                self.declared.language = self.declared.language.or_else(|| LanguageCode::parse(value).ok());
                return;
            }
            "keywords" => return self.declared.meta("news_keywords", value),
            _ => return,
        };
        if key != MetaKey::Author || !value.contains("://") {
            self.declared.add(if key == MetaKey::Author { PAGE } else { ARTICLE }, key, value);
        }
    }

    /// Says whether an element that starts at `start` may name an author: names of one byline stand together, and what
    /// holds such a name is no name itself.
    fn may_sign(&mut self, property: &str, start: usize) -> bool {
        let names = matches!(property, "author" | "creator");
        let owned = property == "name"
            && self.stack.iter().any(|open| {
                open.property.as_ref().is_some_and(|(name, _)| matches!(name.as_str(), "author" | "creator"))
            });
        if !(names || owned) {
            return true;
        }
        let comment =
            |open: &Open| open.names.split([' ', '-', '_']).any(|word| matches!(word, "comment" | "comments"));
        if self.stack.iter().rev().take(BESIDE).any(comment) {
            return false;
        }
        if self.signed.is_some_and(|(known, end)| known >= start || start > end + TOGETHER) {
            return false;
        }
        self.signed = Some((start, self.writer.text.len()));
        true
    }

    fn gathered(&mut self, whole: &Whole, text: &str) {
        match whole {
            Whole::Title if !text.trim().is_empty() => {
                self.titled = true;
                self.declared.add(PAGE, MetaKey::Title, text);
            }
            Whole::JsonLd if !json_ld::read(text, &mut self.declared) => {
                self.notes.push(Note { message: "a block of JSON-LD is malformed".to_owned(), span: None });
            }
            _ => {}
        }
    }
}

/// Says whether `tag` hides itself.
fn is_hidden(tag: &Tag) -> bool {
    let unseen = |style: &str| {
        let style = style.to_ascii_lowercase().replace(' ', "");
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    tag.attribute("hidden").is_some()
        || tag.attribute("aria-hidden") == Some("true")
        || tag.attribute("style").is_some_and(unseen)
}

fn rel_author(tag: &Tag) -> bool {
    tag.attribute("rel").is_some_and(|rel| rel.split_whitespace().any(|word| word.eq_ignore_ascii_case("author")))
}

/// Returns the names by which a page's styles and scripts know an element.
fn names(tag: &Tag) -> String {
    let mut names = String::new();
    for name in ["id", "class", "role", "itemprop", "rel"] {
        let Some(value) = tag.attribute(name) else { continue };
        if !names.is_empty() {
            names.push(' ');
        }
        names.push_str(value.get(..value.floor_char_boundary(200)).unwrap_or_default());
    }
    names.make_ascii_lowercase();
    names
}

/// Parts of names that mark a field beside the fields of others.
static FIELDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let parts = [
        "author", "byline", "date", "time", "publish", "updated", "categor", "kicker", "comment", "share", "label",
        "credit", "caption",
    ];
    AhoCorasick::new(parts).ok()
});

fn stands_apart(name: &str, names: &str) -> bool {
    name == "time" || name == "span" && FIELDS.as_ref().is_some_and(|fields| fields.is_match(names))
}

/// Raised digits keep their meaning as note marks and powers: `<sup>2</sup>` is written "²".
fn raised(text: &str) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    if !text.trim().chars().all(|character| character.is_ascii_digit() || ", ".contains(character)) {
        return text.to_owned();
    }
    let raise = |character: char| {
        character.to_digit(10).and_then(|value| RAISED.get(value as usize).copied()).unwrap_or(character)
    };
    text.chars().map(raise).collect()
}
