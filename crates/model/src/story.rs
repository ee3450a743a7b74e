//! One event, its tellings, and who got what from whom.

use crate::{Fact, Interval, LanguageCode, Source, SourceKind, Span};

/// Index into [`Story::witnesses`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WitnessId(pub usize);

/// Index into [`Story::claims`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub usize);

/// The witnesses, claims and derivations of one event.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// A title of one of its articles: the earliest that has one.
    pub title: String,
    /// Extant articles first, in the order of the input, then missing works, then primary sources.
    pub witnesses: Vec<Witness>,
    /// Figures and statements that more than one witness gives, and those of single articles.
    pub claims: Vec<Claim>,
    /// Article-level edges above the abstention threshold, by descendant, then by falling probability.
    pub derivations: Vec<Derivation>,
    /// Corresponding passages between extant articles.
    pub matches: Vec<Match>,
    /// Loops and false confirmations.
    pub circular: Vec<Circular>,
}

/// A node of the story: something that carried it.
#[derive(Debug, Clone, PartialEq)]
pub struct Witness {
    /// What it is.
    pub kind: WitnessKind,
    /// Name for a person: an outlet, a document, a speaker.
    pub name: String,
    /// Domain of the outlet, where known.
    pub domain: Option<String>,
    /// Language of an extant article.
    pub language: Option<LanguageCode>,
    /// When it must have appeared.
    pub window: Interval,
    /// Who points to it, with the words: index of the account, span of its page.
    pub cited_by: Vec<(usize, Span)>,
}

/// What kind of node a witness is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WitnessKind {
    /// An article at hand: index of its account in the input.
    Extant(usize),
    /// A publication that is cited and not at hand.
    Missing,
    /// A document, person or organisation that does not publish.
    Primary(SourceKind),
}

/// A stretch of an article's text that can be aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passage {
    /// Index of the account in the input.
    pub account: usize,
    /// Where on its page.
    pub span: Span,
}

/// How two passages correspond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchKind {
    /// Word for word, or nearly so.
    Verbatim,
    /// The same statement in other words of the same language.
    Reworded,
    /// The same statement in another language.
    Translated,
    /// The same figure.
    SameValue,
}

/// Two passages that correspond.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The passage of the account with the smaller index.
    pub left: Passage,
    /// The other one.
    pub right: Passage,
    /// How they correspond.
    pub kind: MatchKind,
    /// How rare the shared material is, from 0.0 (set phrase) to 1.0 (only these two have it).
    pub rarity: f64,
}

/// The same figure or statement across articles.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Who states it, by account and position.
    pub instances: Vec<Instance>,
    /// One posterior an instance, in the same order: where it may have it from.
    pub parents: Vec<Vec<Parent>>,
    /// Reporting origins.
    pub origins: Origins,
    /// What changed between instances.
    pub mutations: Vec<Mutation>,
}

/// One article's statement of a claim: its reading where readings differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Instance {
    /// Index of the account in the input.
    pub account: usize,
    /// The words that state it.
    pub span: Span,
    /// The sentence around them.
    pub sentence: Span,
    /// The figure, where the claim is one.
    pub fact: Option<Fact>,
}

/// Where an instance may have come from.
#[derive(Debug, Clone, PartialEq)]
pub struct Parent {
    /// The candidate.
    pub from: Candidate,
    /// Posterior probability; the probabilities of an instance sum to 1.
    pub probability: f64,
    /// What speaks for it and against it.
    pub evidence: Vec<Evidence>,
}

/// A candidate parent of a claim instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Candidate {
    /// Another witness of the story.
    Witness(WitnessId),
    /// The article's own reporting.
    Origin,
    /// Something outside the pile that nobody names.
    Unknown,
}

/// Evidence families.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// The article says so: citation, link, credit, note.
    Stated,
    /// Shared wording or aligned sentences.
    Text,
    /// The citing words were themselves copied.
    Inherited,
    /// The same rare value.
    Fact,
    /// Dates and delay.
    Time,
    /// Signs of order beside the dates: containment, a missing date or author.
    Order,
    /// What else the two articles state, and nobody else does.
    Common,
    /// What is assumed before looking.
    Prior,
}

impl Family {
    /// Returns the lower-case English name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Text => "text",
            Self::Inherited => "inherited",
            Self::Fact => "fact",
            Self::Time => "time",
            Self::Order => "order",
            Self::Common => "common",
            Self::Prior => "prior",
        }
    }
}

/// One piece of evidence for or against a derivation.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Its family.
    pub family: Family,
    /// How much of it is seen, in its own unit: 1 for what is there or not.
    pub amount: f64,
    /// Natural logarithm of the likelihood ratio.
    pub score: f64,
    /// The words that show it, on either page.
    pub words: Vec<Passage>,
    /// What it is, for a person: "credit line", "copied text".
    pub what: &'static str,
}

/// How sure a derivation is, as shown to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Below .6: candidates, no edge.
    Open,
    /// At least .6.
    Possible,
    /// At least .8.
    Likely,
    /// At least .95.
    NearCertain,
    /// The page says so itself.
    Stated,
}

impl Grade {
    /// Returns the lower-case English words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::NearCertain => "near certain",
            Self::Stated => "stated",
        }
    }
}

/// What kind of derivation an edge is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DerivationKind {
    /// Nearly all of the text, in the same language.
    Copy,
    /// Nearly all of the text, in another language.
    Translation,
    /// Part of the text.
    Abridgement,
    /// Retold in other words.
    Rewrite,
    /// A later version of the same article.
    Update,
    /// Takes quoted words.
    Quotes,
    /// Names it for a statement.
    Cites,
    /// Has it from a primary source.
    FirstHand,
}

impl DerivationKind {
    /// Returns the verb of "A … B", where A derives from B.
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Copy => "copies",
            Self::Translation => "translates",
            Self::Abridgement => "abridges",
            Self::Rewrite => "retells",
            Self::Update => "updates",
            Self::Quotes => "quotes",
            Self::Cites => "cites",
            Self::FirstHand => "rests on",
        }
    }

    /// Returns the noun used in machine-readable output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::Translation => "translation",
            Self::Abridgement => "abridgement",
            Self::Rewrite => "rewrite",
            Self::Update => "update",
            Self::Quotes => "quotes",
            Self::Cites => "cites",
            Self::FirstHand => "first_hand",
        }
    }
}

/// An edge of the story: `to` derives from `from` (PROV wasDerivedFrom, wasQuotedFrom, hadPrimarySource,
/// wasRevisionOf).
#[derive(Debug, Clone, PartialEq)]
pub struct Derivation {
    /// The ancestor.
    pub from: WitnessId,
    /// The descendant.
    pub to: WitnessId,
    /// What kind.
    pub kind: DerivationKind,
    /// Claims it covers; empty where it covers the text as a whole.
    pub claims: Vec<ClaimId>,
    /// Calibrated probability that it is right.
    pub probability: f64,
    /// The same for people.
    pub grade: Grade,
    /// What speaks for it and against it.
    pub evidence: Vec<Evidence>,
    /// The page whose words state the step, where it is stated: a step between two missing works is told by a third.
    pub told_by: Option<Passage>,
    /// The source as named in those words.
    pub named: Option<Source>,
}

/// Independent reporting origins of a claim, from the posterior.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Origins {
    /// Mean over the posterior.
    pub expected: f64,
    /// Median.
    pub median: usize,
    /// 5 % of the posterior lie below.
    pub lo: usize,
    /// 5 % of the posterior lie above.
    pub hi: usize,
}

/// What changed between a parent's reading and its child's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MutationKind {
    /// Fewer significant digits.
    Rounded,
    /// "At least" or the like was dropped.
    BoundLost,
    /// Another unit.
    UnitConverted,
    /// Another currency.
    CurrencyConverted,
    /// Off by a power of ten.
    Magnitude,
    /// Digits changed places.
    Transposed,
    /// The same words in another scope.
    ScopeChanged,
    /// The source is no longer named.
    AttributionLost,
    /// Anything else.
    Other,
}

impl MutationKind {
    /// Returns the name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rounded => "rounded",
            Self::BoundLost => "bound_lost",
            Self::UnitConverted => "unit_converted",
            Self::CurrencyConverted => "currency_converted",
            Self::Magnitude => "magnitude",
            Self::Transposed => "transposed",
            Self::ScopeChanged => "scope_changed",
            Self::AttributionLost => "attribution_lost",
            Self::Other => "other",
        }
    }
}

/// A change of a claim along an edge.
#[derive(Debug, Clone, PartialEq)]
pub struct Mutation {
    /// Index into the claim's instances: the parent's reading.
    pub from: usize,
    /// Index into the claim's instances: the child's reading.
    pub to: usize,
    /// What changed.
    pub kind: MutationKind,
}

/// How publishers support each other in a circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CircularKind {
    /// No origin lies outside the circle.
    Loop,
    /// A publisher takes support from somebody who had it from that publisher.
    Echo,
    /// Two sources are cited that have one root.
    FalseConfirmation,
}

/// Circular reporting.
#[derive(Debug, Clone, PartialEq)]
pub struct Circular {
    /// The claim that goes round.
    pub claim: ClaimId,
    /// The publishers in the circle, sorted.
    pub publishers: Vec<String>,
    /// What kind of circle.
    pub kind: CircularKind,
}
