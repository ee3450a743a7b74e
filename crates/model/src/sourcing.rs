//! Who says what, on whose word: attributions, credits and citations.
//!
//! The terms are those of PARC and PolNeAR: an attribution has a source, a cue and a content.

use crate::{PartialDate, Span, Stated};

/// Whose words a stretch of the page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Voice {
    /// The article speaks for itself.
    #[default]
    Page,
    /// Inside quotation marks.
    Quotation,
    /// An editor or translator before the article.
    Preface,
    /// A caption or photo credit.
    Caption,
}

/// What kind of thing a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// A named or described person.
    Person,
    /// A company, authority, group.
    Organisation,
    /// A newspaper, broadcaster, news site.
    Outlet,
    /// A news agency.
    Agency,
    /// A report, letter, file, statement.
    Document,
    /// Somebody who is not named.
    Anonymous,
    /// A post on a social network.
    Social,
    /// The page's own publisher: "seen by this newspaper".
    OwnReporting,
}

impl SourceKind {
    /// Returns the lower-case English name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Outlet => "outlet",
            Self::Agency => "agency",
            Self::Document => "document",
            Self::Anonymous => "anonymous",
            Self::Social => "social",
            Self::OwnReporting => "own reporting",
        }
    }

    /// Says whether such a source publishes, so that it may have a page of its own.
    pub const fn publishes(self) -> bool {
        matches!(self, Self::Outlet | Self::Agency)
    }
}

/// The name of an outlet or agency as a page gives it, with the identity it was resolved to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutletName {
    /// As printed, without words such as "newspaper".
    pub name: String,
    /// Its domain, where the page or the alias table gives one.
    pub domain: Option<String>,
}

/// Who or what is named as the source of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The whole noun phrase.
    pub span: Span,
    /// What it is.
    pub kind: SourceKind,
    /// The publisher it is, for outlets and agencies.
    pub outlet: Option<OutletName>,
}

/// Whether the content is given in the source's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quotation {
    /// All of it in quotation marks.
    Direct,
    /// Some of it in quotation marks.
    Mixed,
    /// None of it.
    Indirect,
}

/// A source, the words that attribute, and what is attributed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Who is said to say it. Absent where the sentence names nobody.
    pub source: Option<Source>,
    /// The reporting words, as "according to".
    pub cue: Span,
    /// What is attributed.
    pub content: Option<Span>,
    /// The sentence it was read in.
    pub sentence: Span,
    /// Whether the content is quoted.
    pub quotation: Quotation,
    /// Who obtained or saw the source, as "documents obtained by Drop Site News".
    pub obtained_by: Option<Source>,
    /// The outlet that the source spoke to, as in "told the Courier".
    pub told: Option<Source>,
    /// Index of the attribution whose content this one stands in.
    pub within: Option<usize>,
    /// Whether it is a denial of the content.
    pub denied: bool,
    /// Whose words the sentence is.
    pub voice: Voice,
}

/// How a credit says that the text was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CreditKind {
    /// "Source: …", an agency tag, "via".
    Source,
    /// "Translated from", a translator's preface.
    Translation,
    /// "First published by", "republished with permission".
    Republication,
    /// Whose picture it is; says nothing of the text.
    Photo,
}

/// What the page itself says of where its text came from. It covers the whole article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// How the text was taken.
    pub kind: CreditKind,
    /// The label, as "المصدر"; absent for a bare agency tag.
    pub cue: Option<Span>,
    /// The source it names.
    pub source: Source,
    /// The whole line.
    pub span: Span,
}

/// An entry of the reference list, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Its number: printed, or by its place in the list.
    pub number: u32,
    /// The whole entry.
    pub span: Span,
    /// Title of the work.
    pub title: Option<Stated<String>>,
    /// Who published the work.
    pub outlet: Option<Stated<OutletName>>,
    /// Whether the publisher reads as an outlet or as an organisation.
    pub kind: SourceKind,
    /// When it appeared.
    pub date: Option<Stated<PartialDate>>,
    /// When it was looked up.
    pub accessed: Option<Stated<PartialDate>>,
    /// Its address.
    pub address: Option<Stated<String>>,
}

/// A pointer from the text to a reference: a mark, and the sentence it supports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Index into [`Sourcing::references`].
    pub reference: usize,
    /// The mark.
    pub mark: Span,
    /// The sentence the mark supports.
    pub sentence: Span,
}

/// Who is said to have had it from somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    /// The page being read.
    Page,
    /// Somebody the page names.
    Named(Source),
}

/// One step of a chain that the page states: "the Guardian, citing documents obtained by Drop Site News" has two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relay {
    /// Who had it.
    pub reporter: Speaker,
    /// From whom.
    pub cited: Source,
    /// The words that say so.
    pub span: Span,
    /// The content that the step covers; absent where it covers the whole article.
    pub content: Option<Span>,
}

/// What stands in quotation marks and is long enough to be somebody's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quote {
    /// The words without the marks.
    pub span: Span,
    /// The sentence in which they begin.
    pub sentence: Span,
}

/// All that a page says of where its statements come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sourcing {
    /// By position.
    pub attributions: Vec<Attribution>,
    /// By position.
    pub credits: Vec<Credit>,
    /// By position in the list.
    pub references: Vec<Reference>,
    /// By position of the mark.
    pub citations: Vec<Citation>,
    /// Stated steps, by position.
    pub relays: Vec<Relay>,
    /// Words that claim own reporting, as "seen by this newspaper".
    pub own_reporting: Vec<Span>,
    /// By position.
    pub quotes: Vec<Quote>,
}
