//! A capture's decoded text, cut into blocks, navigation included.

use crate::{CaptureId, LanguageCode, Span};

/// What a page shows and declares, as one text.
///
/// The text begins with the values that the page declares about itself (meta elements, JSON-LD; blocks of kind
/// [`BlockKind::Meta`]), one a line, and goes on with what a reader sees, one block a line. So every reading, of
/// declared data too, is proved by a [`Span`] of one text. Blocks come in order, do not overlap, and only white
/// space lies between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The capture this was decoded from.
    pub capture: CaptureId,
    /// WHATWG label of the encoding the bytes were decoded from.
    pub encoding: &'static str,
    /// Declared values, then visible text. UTF-8.
    pub text: String,
    /// Blocks by position.
    pub blocks: Vec<Block>,
    /// The elements that blocks lie in. Empty for a text capture.
    pub elements: Vec<Element>,
    /// Hyperlinks by position of their words.
    pub links: Vec<Link>,
    /// The address the page was taken from, or the one it declares as its own.
    pub address: Option<String>,
    /// Host of `address`, lower case, without `www.`.
    pub host: Option<String>,
    /// Language that the markup declares.
    pub declared_language: Option<LanguageCode>,
}

/// One stretch of text that stands by itself: a paragraph, a heading, a list item, a table cell, a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its text, without white space at either end.
    pub span: Span,
    /// What the markup says it is.
    pub kind: BlockKind,
    /// The innermost element around it.
    pub element: Option<ElementId>,
    /// Bytes of `span` that are words of hyperlinks.
    pub linked: usize,
    /// Empty lines before it in a text capture; 0 in HTML.
    pub gap: usize,
}

/// What the markup says a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A value that the page declares about itself.
    Meta(MetaKey),
    /// A heading of level 1 to 6.
    Heading(u8),
    /// Running text, or any line of a text capture.
    Paragraph,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// A caption of a figure.
    Caption,
    /// A quotation set apart.
    Quote,
    /// The words of a button, a form field or another control.
    Control,
}

/// Which declared value a [`BlockKind::Meta`] block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MetaKey {
    /// `og:title`, JSON-LD `headline`, and the like.
    Headline,
    /// The `title` element, which often carries the site's name too.
    Title,
    /// An author's name.
    Author,
    /// First publication.
    Published,
    /// Last modification.
    Modified,
    /// A date without a word on what happened then.
    Date,
    /// The publisher or site name.
    Publisher,
    /// A section of the site.
    Section,
    /// A keyword, tag or topic.
    Topic,
    /// A summary.
    Description,
    /// The address that the page declares as its own.
    Canonical,
    /// The address of a work that the page says it is based on or translated from.
    Original,
    /// A language and the address of this work in it, parted by a space (`hreflang`).
    Translation,
    /// That a reader without an account gets only a part of the work.
    Restricted,
    /// The work's copyright line or credit as declared.
    Credit,
}

/// Index into [`Page::elements`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub u32);

/// An element of the page's markup. Following `parent` leads to the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Lower-case name, such as `div`.
    pub tag: String,
    /// `id` and `class` in lower case, separated by spaces; `role` and `itemprop` too.
    pub names: String,
    /// The element around this one.
    pub parent: Option<ElementId>,
}

/// A hyperlink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its words.
    pub span: Span,
    /// Absolute where the page's address is known, as written otherwise.
    pub target: String,
}

/// What a block is to the article on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// A declared value.
    Meta,
    /// The article's title.
    Title,
    /// A line that names the author, and nothing else.
    Byline,
    /// A line that gives the date.
    DateLine,
    /// A step of the section path above the title.
    Section,
    /// Running text of the article.
    Body,
    /// A heading inside the article.
    Subheading,
    /// An editor's or translator's words before the article.
    Preface,
    /// A line that says where the text comes from.
    Credit,
    /// An editor's words on what was changed in the article.
    Note,
    /// The heading of the list of references.
    ReferenceHeading,
    /// A numbered or listed work the article refers to.
    Reference,
    /// A caption or photo credit.
    Caption,
    /// A topic of the site, often with a count.
    SiteTopic,
    /// An invitation to sign, write or donate, with an address.
    Action,
    /// A pointer to another article in the middle of the text.
    Related,
    /// Menus, banners, share bars, footers, comments: not of the article.
    Furniture,
}
