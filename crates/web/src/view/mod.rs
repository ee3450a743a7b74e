//! Views: plain structs with what the templates show.

mod article;
mod home;
mod story;

pub(crate) use article::ArticlePage;
pub(crate) use home::HomePage;
pub(crate) use story::StoryPage;

use askama::Template;
use askama::filters::HtmlSafe;
use headwater_model::{Account, Derivation, Passage, Story, WitnessId, WitnessKind};
use headwater_report::answer::counted;
use headwater_report::chain::{self, Line};
use headwater_report::phrase::{Part, Phrase};

use crate::site::Site;

/// Characters of quoted words.
const QUOTE: usize = 300;

/// Words of a page with their language, for a `lang` attribute.
#[derive(Template)]
#[template(path = "words.html")]
pub(crate) struct Words {
    pub(crate) text: String,
    pub(crate) language: String,
}

impl Words {
    fn new(account: &Account, text: &str) -> Self {
        Self { text: text.to_owned(), language: language(account) }
    }

    fn quoted(site: &Site, passage: &Passage) -> Option<Self> {
        let account = site.accounts.get(passage.account)?;
        Some(Self::new(account, &shortened(passage.span.of(&account.page.text))))
    }
}

/// Returns the code for a `lang` attribute; the empty code means that the language is unknown.
fn language(account: &Account) -> String {
    account.article.language.map(|language| language.to_string()).unwrap_or_default()
}

fn shortened(text: &str) -> String {
    let mut kept: String = text.chars().take(QUOTE).collect();
    if kept.len() < text.len() {
        kept.push('…');
    }
    kept
}

/// A witness as it is named in a chain.
#[derive(Template)]
#[template(path = "node.html")]
pub(crate) struct Node {
    pub(crate) name: String,
    /// Where its page is, for an article at hand.
    pub(crate) link: Option<String>,
    /// What it is, where it is no article at hand: "missing", "document".
    pub(crate) standing: &'static str,
}

/// One step of a chain.
pub(crate) struct Step {
    pub(crate) to: Node,
    pub(crate) verb: &'static str,
    pub(crate) from: Node,
    /// For how many claims, where not for the whole text.
    pub(crate) claims: String,
    pub(crate) grade: &'static str,
    /// The article whose words show it, where it is another than `to`.
    pub(crate) teller: Option<Node>,
    /// What the words are, where they do not simply state it.
    pub(crate) what: &'static str,
    pub(crate) words: Option<Words>,
}

/// A line of a chain: its nodes, and the steps between them.
#[derive(Template)]
#[template(path = "strip.html")]
pub(crate) struct Strip {
    pub(crate) nodes: Vec<Node>,
    pub(crate) goes_on: bool,
    pub(crate) steps: Vec<Step>,
}

/// A story with what is needed to show parts of it.
struct Shown<'a> {
    site: &'a Site,
    story: &'a Story,
    names: Vec<String>,
}

impl<'a> Shown<'a> {
    fn new(site: &'a Site, story: &'a Story) -> Self {
        Self { site, story, names: chain::names(story) }
    }

    fn node(&self, witness: WitnessId) -> Node {
        let kind = self.story.witnesses.get(witness.0).map(|found| found.kind);
        let (link, standing) = match kind {
            Some(WitnessKind::Extant(account)) => (self.link(account), ""),
            Some(WitnessKind::Missing) => (None, "missing"),
            Some(WitnessKind::Primary(kind)) => (None, kind.name()),
            None => (None, ""),
        };
        Node { name: self.names.get(witness.0).cloned().unwrap_or_default(), link, standing }
    }

    fn link(&self, account: usize) -> Option<String> {
        self.site.accounts.get(account).map(|account| format!("/a/{}", account.capture.id.short()))
    }

    fn strip(&self, line: &Line) -> Strip {
        let derivations = line.steps.iter().filter_map(|step| self.story.derivations.get(*step));
        let asides = line.asides.iter().filter_map(|step| self.story.derivations.get(*step));
        let steps = derivations.clone().chain(asides).map(|derivation| self.step(derivation)).collect();
        let ancestors = derivations.map(|derivation| self.node(derivation.from));
        let nodes = std::iter::once(self.node(line.start)).chain(ancestors).collect();
        Strip { nodes, goes_on: line.goes_on, steps }
    }

    fn step(&self, derivation: &Derivation) -> Step {
        let shown = chain::words(derivation);
        let told_by = shown.and_then(|shown| chain::witness_of(self.story, shown.passage.account));
        Step {
            to: self.node(derivation.to),
            verb: derivation.kind.verb(),
            from: self.node(derivation.from),
            claims: match derivation.claims.len() {
                0 => String::new(),
                count => counted(count, "claim", "claims"),
            },
            grade: derivation.grade.words(),
            teller: told_by.filter(|teller| *teller != derivation.to).map(|teller| self.node(teller)),
            what: shown.and_then(|shown| shown.what).unwrap_or_default(),
            words: shown.and_then(|shown| Words::quoted(self.site, &shown.passage)),
        }
    }
}

/// One of our sentences, or a part of one.
#[derive(Template)]
#[template(path = "sentence.html")]
pub(crate) struct Sentence {
    pieces: Vec<Piece>,
}

struct Piece {
    text: String,
    /// Whether it is from a page.
    theirs: bool,
}

impl Sentence {
    fn new(phrase: Phrase) -> Self {
        let piece = |part| match part {
            Part::Ours(text) => Piece { text, theirs: false },
            Part::Theirs(text) => Piece { text, theirs: true },
        };
        Self { pieces: phrase.into_iter().map(piece).collect() }
    }
}

// These are templates themselves, which escape what they show. Shown inside another one, they are not escaped again.
impl HtmlSafe for Words {}
impl HtmlSafe for Node {}
impl HtmlSafe for Strip {}
impl HtmlSafe for Sentence {}
