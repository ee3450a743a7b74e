//! What a picture of a story shows: nodes and edges with their words, laid out for no particular form.
//!
//! All words from pages are made harmless for a line of text ([`shown`]); forms escape them once more as they need.

use headwater_model::{Account, Derivation, DerivationKind, Grade, Story, WitnessId, WitnessKind};

use crate::answer::counted;
use crate::chain;
use crate::terminal::{shown, shown_within};

/// Cells of a name in its node, and of quoted words.
const NAME: usize = 24;
const WORDS: usize = 300;

/// A story to be drawn.
pub(super) struct Picture {
    pub(super) title: String,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
}

/// A witness.
pub(super) struct Node {
    /// What kind of witness: a word without spaces.
    pub(super) kind: &'static str,
    /// Its name, cut to fit.
    pub(super) name: String,
    /// Date and language, or what it is.
    pub(super) note: String,
    /// All that is known, in lines.
    pub(super) details: String,
}

/// A derivation, from the ancestor to the descendant.
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    /// What kind, and how sure where the page does not state it.
    pub(super) label: String,
    /// The same as a word without spaces.
    pub(super) grade: &'static str,
    /// Who has it from whom, how sure that is, and the words that show it, in lines.
    pub(super) details: String,
}

/// Returns the picture of a story: its witnesses but for primary sources that nothing is derived from, in their order.
pub(super) fn picture(accounts: &[Account], story: &Story) -> Picture {
    let names = chain::names(story);
    let used = |id: &WitnessId| {
        let primary = matches!(story.witnesses[id.0].kind, WitnessKind::Primary(_));
        !primary || story.derivations.iter().any(|derivation| derivation.from == *id || derivation.to == *id)
    };
    let drawn: Vec<WitnessId> = chain::ids(story).filter(used).collect();
    let place = |id: WitnessId| drawn.iter().position(|drawn| *drawn == id);
    let edges = story.derivations.iter().filter_map(|derivation| {
        let (from, to) = (place(derivation.from)?, place(derivation.to)?);
        Some(Edge { from, to, ..edge(accounts, story, &names, derivation) })
    });
    Picture {
        title: shown(&story.title),
        edges: edges.collect(),
        nodes: drawn.iter().map(|id| node(accounts, story, &names, *id)).collect(),
    }
}

fn node(accounts: &[Account], story: &Story, names: &[String], id: WitnessId) -> Node {
    let witness = &story.witnesses[id.0];
    let name = names.get(id.0).map(String::as_str).unwrap_or_default();
    let account = chain::article(witness).and_then(|index| accounts.get(index));
    let mut details = vec![shown(name)];
    let (kind, note) = match witness.kind {
        WitnessKind::Extant(_) => ("article", account.map(note).unwrap_or_default()),
        WitnessKind::Missing => ("missing", "cited, not held".to_owned()),
        WitnessKind::Primary(kind) => ("primary", kind.name().to_owned()),
    };
    details.push(note.clone());
    let title = account.and_then(|account| account.article.title.as_ref());
    details.extend(title.map(|title| shown(&title.value)));
    details.extend(account.and_then(|account| account.page.address.as_deref()).map(shown));
    details.retain(|line| !line.is_empty());
    Node { kind, name: shown_within(name, NAME), note, details: details.join("\n") }
}

/// Returns the date and the language of an article.
fn note(account: &Account) -> String {
    let article = &account.article;
    let date = article.published.as_ref().map(|published| published.value.date.to_string());
    let language = article.language.map(|language| language.to_string());
    [date, language].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn edge(accounts: &[Account], story: &Story, names: &[String], derivation: &Derivation) -> Edge {
    let name = |id: WitnessId| names.get(id.0).map(|name| shown_within(name, 2 * NAME)).unwrap_or_default();
    let claims = match derivation.claims.len() {
        0 => String::new(),
        count => format!(" for {}", counted(count, "claim", "claims")),
    };
    let words = chain::words(derivation);
    let teller = words.and_then(|words| chain::witness_of(story, words.passage.account));
    let teller = teller.filter(|teller| *teller != derivation.to).map(|teller| format!(", says {}", name(teller)));
    let what = words.and_then(|words| words.what).map(|what| format!("; {what}")).unwrap_or_default();
    let (to, from, verb) = (name(derivation.to), name(derivation.from), derivation.kind.verb());
    let sure = format!("{}{}{what}", derivation.grade.words(), teller.unwrap_or_default());
    let mut details = format!("{to} {verb} {from}{claims} ({sure})");
    if let Some(words) = words {
        details += &format!("\n“{}”", shown_within(chain::quoted(accounts, &words.passage), WORDS));
    }
    Edge {
        from: derivation.from.0,
        to: derivation.to.0,
        label: label(derivation),
        grade: grade(derivation.grade),
        details,
    }
}

/// Says what comes down the edge, and how sure that is where it is not stated.
fn label(derivation: &Derivation) -> String {
    let kind = match derivation.kind {
        DerivationKind::Copy => "copy",
        DerivationKind::Translation => "translation",
        DerivationKind::Abridgement => "abridgement",
        DerivationKind::Rewrite => "retelling",
        DerivationKind::Update => "update",
        DerivationKind::Quotes => "quotation",
        DerivationKind::Cites => "citation",
        DerivationKind::FirstHand => "first hand",
    };
    match derivation.grade {
        Grade::Stated => kind.to_owned(),
        grade => format!("{kind}, {}", grade.words()),
    }
}

const fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Open => "open",
        Grade::Possible => "possible",
        Grade::Likely => "likely",
        Grade::NearCertain => "near-certain",
        Grade::Stated => "stated",
    }
}
