//! The work on a page (schema.org `NewsArticle`), recovered from its blocks.

use crate::{Label, LanguageCode, Span, Stated, When};

/// What was read from a page about the article on it. Everything is shown by a span of the page's text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    /// Language of the article, which may differ from the page's menus.
    pub language: Option<LanguageCode>,
    /// Title without the site's name.
    pub title: Option<Stated<String>>,
    /// The byline as printed.
    pub byline: Option<Stated<String>>,
    /// Names in the byline, one each.
    pub authors: Vec<Stated<String>>,
    /// Who put the page out: the site's own name, or its domain.
    pub publisher: Option<Stated<String>>,
    /// First publication.
    pub published: Option<Stated<When>>,
    /// Last modification.
    pub modified: Option<Stated<When>>,
    /// The date line as printed.
    pub date_shown: Option<Stated<String>>,
    /// From the site's root to the section of the article.
    pub sections: Vec<Stated<String>>,
    /// Topics that the page lists for its site, with counts where it gives them.
    pub site_topics: Vec<Topic>,
    /// Topics or tags of this article.
    pub topics: Vec<Stated<String>>,
    /// One label a block, in the order of [`Page::blocks`](crate::Page::blocks).
    pub labels: Vec<Label>,
    /// The blocks of the running text: preface, paragraphs, subheadings, credit lines and references, in order.
    pub body: Vec<Span>,
    /// An editor's or translator's words before the article.
    pub preface: Option<Preface>,
    /// Blocks that say where the text comes from.
    pub credits: Vec<Span>,
    /// Blocks of the reference list, in order.
    pub references: Vec<Span>,
    /// Editors' words on what was changed in the article.
    pub notes: Vec<Span>,
    /// Note marks in the running text.
    pub marks: Vec<NoteMark>,
    /// Letter campaigns, petitions and the like that the page invites to.
    pub actions: Vec<Action>,
    /// The address that the page declares as its own.
    pub canonical: Option<Stated<String>>,
    /// The address of a work that the page declares to be based on or translated from.
    pub original: Option<Stated<String>>,
    /// Where the page declares the work to be in other languages.
    pub translations: Vec<Translation>,
    /// Captions of pictures by the text, with their credits.
    pub captions: Vec<Span>,
    /// Words that declare that a reader without an account gets only a part of the work.
    pub restricted: Option<Span>,
    /// The words after which the capture breaks off, where it does.
    pub cut_off: Option<Span>,
}

/// A topic that a site lists, as "検閲108" or "Economy (12)".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its name without the count.
    pub name: String,
    /// How many pages the site says it has on it.
    pub count: Option<u32>,
    /// Name and count on the page.
    pub span: Span,
}

/// The same work in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// Its language.
    pub language: LanguageCode,
    /// Where it is.
    pub address: String,
    /// Both, as the page declares them.
    pub span: Span,
}

/// Words of an editor or translator before the article, in another voice than the article's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preface {
    /// All of it.
    pub span: Span,
    /// The label that marks it, as "(訳者前書き)".
    pub label: Span,
    /// Whether the label says that the article is a translation.
    pub translation: bool,
    /// Who signed it.
    pub signer: Option<Stated<String>>,
}

/// A mark in the running text that points to a reference or note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteMark {
    /// The number it shows.
    pub number: u32,
    /// The mark itself.
    pub span: Span,
    /// The sentence it closes or stands in.
    pub sentence: Span,
}

/// Something the page asks its reader to do elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The block or words that invite.
    pub span: Span,
    /// Where to.
    pub address: String,
}

/// What a reader of text could not do, or did with doubt. Bad text is a note, never an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What happened, for a person.
    pub message: String,
    /// Where, if somewhere in particular.
    pub span: Option<Span>,
}
