//! One article for reading: the chain on top, the body, and what it says on whose word.

use askama::Template;
use headwater_model::{Account, Fact, Label, Reference};
use headwater_report::{body, chain, figure, voice};

use super::{Sentence, Shown, Strip, language};
use crate::site::Site;

#[derive(Template)]
#[template(path = "article.html")]
pub(crate) struct ArticlePage {
    language: String,
    title: String,
    outlet: String,
    published: String,
    byline: String,
    /// Only of the web: any other scheme is shown, not linked.
    address: Option<String>,
    /// Number and title of its story.
    story: Option<(usize, String)>,
    strip: Option<Strip>,
    preface: Option<PrefaceView>,
    body: Vec<Block>,
    credits: Vec<String>,
    references: Vec<ReferenceView>,
    figures: Vec<Figure>,
    cut_off: bool,
    notes: Vec<String>,
}

struct PrefaceView {
    kind: &'static str,
    paragraphs: Vec<String>,
    signer: String,
}

struct Block {
    text: String,
    subheading: bool,
}

struct ReferenceView {
    number: u32,
    text: String,
    address: Option<String>,
}

struct Figure {
    value: String,
    speaker: Option<Sentence>,
    /// Who speaks where nobody is named.
    voice: &'static str,
    sentence: String,
}

impl ArticlePage {
    pub(crate) fn new(site: &Site, index: usize) -> Self {
        let account = &site.accounts[index];
        let article = &account.article;
        let story = site.story_of(index);
        let title = article.title.as_ref().map_or("(no title found)", |title| title.value.as_str());
        Self {
            language: language(account),
            title: title.to_owned(),
            outlet: chain::brief(account.outlet()).to_owned(),
            published: published(account),
            byline: article.byline.as_ref().map(|byline| byline.value.clone()).unwrap_or_default(),
            address: account.page.address.clone().filter(|address| is_web(address)),
            story: story.map(|(number, story)| (number, story.title.clone())),
            strip: story.and_then(|(_, story)| strip(&Shown::new(site, story), index)),
            preface: preface(account),
            body: running(account),
            credits: article.credits.iter().map(|span| span.of(&account.page.text).to_owned()).collect(),
            references: account.sourcing.references.iter().map(|work| reference(account, work)).collect(),
            figures: account.facts.iter().map(|fact| fact_view(account, fact)).collect(),
            cut_off: article.cut_off.is_some(),
            notes: account.notes.iter().map(|note| note.message.clone()).collect(),
        }
    }
}

/// Returns the chain that begins at the article.
fn strip(shown: &Shown, account: usize) -> Option<Strip> {
    let line = chain::line_of(shown.story, chain::witness_of(shown.story, account)?);
    (!line.steps.is_empty()).then(|| shown.strip(&line))
}

fn published(account: &Account) -> String {
    let article = &account.article;
    let published = article.published.as_ref().map(|when| when.value.to_string());
    let printed = article.date_shown.as_ref().map(|line| line.value.clone());
    published.or(printed).unwrap_or_default()
}

fn preface(account: &Account) -> Option<PrefaceView> {
    let preface = account.article.preface.as_ref()?;
    Some(PrefaceView {
        kind: if preface.translation { "Translator's preface" } else { "Preface" },
        paragraphs: preface.span.of(&account.page.text).lines().map(str::to_owned).collect(),
        signer: preface.signer.as_ref().map(|signer| signer.value.clone()).unwrap_or_default(),
    })
}

/// Returns the running text. Preface, credits and references have places of their own.
fn running(account: &Account) -> Vec<Block> {
    let running = body::blocks(account).filter(|(_, label)| matches!(label, Label::Body | Label::Subheading));
    let block = |(span, label): (headwater_model::Span, Label)| Block {
        text: span.of(&account.page.text).to_owned(),
        subheading: label == Label::Subheading,
    };
    running.map(block).collect()
}

fn reference(account: &Account, work: &Reference) -> ReferenceView {
    ReferenceView {
        number: work.number,
        text: work.span.of(&account.page.text).to_owned(),
        address: work.address.as_ref().map(|address| address.value.clone()).filter(|address| is_web(address)),
    }
}

fn fact_view(account: &Account, fact: &Fact) -> Figure {
    let text = &account.page.text;
    Figure {
        value: figure::words(fact, text),
        speaker: voice::speaker(account, fact.span).map(Sentence::new),
        voice: voice::unattributed(fact.voice),
        sentence: super::shortened(fact.sentence.of(text)),
    }
}

/// Says whether an address may be linked: captured pages hold `javascript:` and worse.
fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}
