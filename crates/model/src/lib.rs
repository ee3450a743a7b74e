//! The nouns that every part of Headwater speaks.
//!
//! A page flows one way: [`Capture`] → [`Page`] → [`Article`] → [`Attribution`], [`Credit`], [`Citation`],
//! [`Fact`] → [`Match`] → [`Claim`], [`Derivation`] → [`Story`]. This crate holds those types and nothing that
//! reads, infers or prints. It is not a file format: the archive and the exporters own their written forms.
//!
//! Every field that says something about a page carries the [`Span`] of the page's text that shows it.

mod account;
mod article;
mod capture;
mod comparison;
mod fact;
mod language;
mod page;
mod sourcing;
mod span;
mod story;
mod time;

pub use account::Account;
pub use article::{Action, Article, Note, NoteMark, Preface, Topic, Translation};
pub use capture::{Capture, CaptureId, Media};
pub use comparison::{Comparison, FigurePair, Unmatched};
pub use fact::{Amount, Bound, Currency, Fact, FactKind, TimeUnit, Unit, Value};
pub use language::{Direction, LanguageCode, ParseLanguageError};
pub use page::{Block, BlockKind, Element, ElementId, Label, Link, MetaKey, Page};
pub use sourcing::{
    Attribution, Citation, Credit, CreditKind, OutletName, Quotation, Quote, Reference, Relay, Source, SourceKind,
    Sourcing, Speaker, Voice,
};
pub use span::{Span, Stated};
pub use story::{
    Candidate, Circular, CircularKind, Claim, ClaimId, Derivation, DerivationKind, Evidence, Family, Grade, Instance,
    Match, MatchKind, Mutation, MutationKind, Origins, Parent, Passage, Story, Witness, WitnessId, WitnessKind,
};
pub use time::{Interval, PartialDate, When};
