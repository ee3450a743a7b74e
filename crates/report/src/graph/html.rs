//! One HTML file with everything in it: drawings, the steps as a table, what is missing, the articles.

use askama::Template;
use headwater_model::{Account, Derivation, Story, WitnessId, WitnessKind};

use super::{STYLE, drawing};
use crate::answer::{self, counted};
use crate::chain;
use crate::overview;
use crate::phrase::{Part, Phrase};
use crate::terminal::{clip, is_steering};

/// Cells of quoted words.
const WORDS: usize = 400;

#[derive(Template)]
#[template(path = "stories.html")]
struct Page {
    style: &'static str,
    stories: Vec<Section>,
    lone: Vec<Article>,
    pages: String,
}

struct Section {
    title: String,
    answer: Vec<Vec<(bool, String)>>,
    drawing: String,
    steps: Vec<Step>,
    missing: Vec<(String, String)>,
    articles: Vec<Article>,
}

struct Step {
    to: String,
    verb: &'static str,
    from: String,
    sure: String,
    teller: Option<String>,
    words: Option<Quote>,
}

struct Quote {
    text: String,
    language: String,
}

struct Article {
    name: String,
    title: Quote,
    published: String,
    file: String,
    /// Only of the web: captured pages hold `javascript:` and worse.
    address: Option<String>,
}

/// Writes stories as one page that needs nothing else.
pub fn html(accounts: &[Account], stories: &[Story]) -> String {
    let (told, lone) = overview::sorted(stories);
    let lone = lone.into_iter().flat_map(|story| articles(accounts, story));
    let page = Page {
        style: STYLE,
        stories: told.into_iter().map(|story| section(accounts, story)).collect(),
        lone: lone.collect(),
        pages: counted(accounts.len(), "page", "pages"),
    };
    page.render().expect("the template holds values that can be shown")
}

fn section(accounts: &[Account], story: &Story) -> Section {
    let names: Vec<String> = chain::names(story).iter().map(|name| plain(name)).collect();
    let found = answer::answer(story);
    let missing = found.missing.iter().map(|work| {
        let leaning = counted(work.articles.len(), "article leans on it", "articles lean on it");
        (names.get(work.witness.0).cloned().unwrap_or_default(), leaning)
    });
    Section {
        title: plain(&story.title),
        answer: answer::sentences(story, &found).into_iter().map(parts).collect(),
        drawing: drawing(accounts, story),
        steps: story.derivations.iter().map(|derivation| step(accounts, story, &names, derivation)).collect(),
        missing: missing.collect(),
        articles: articles(accounts, story),
    }
}

/// Returns the parts of a phrase, each with whether it is from a page.
fn parts(phrase: Phrase) -> Vec<(bool, String)> {
    let part = |part| match part {
        Part::Ours(words) => (false, words),
        Part::Theirs(words) => (true, plain(&words)),
    };
    phrase.into_iter().map(part).collect()
}

fn step(accounts: &[Account], story: &Story, names: &[String], derivation: &Derivation) -> Step {
    let name = |id: WitnessId| names.get(id.0).cloned().unwrap_or_default();
    let standing = |id: WitnessId| match story.witnesses.get(id.0).map(|witness| witness.kind) {
        Some(WitnessKind::Missing) => format!("{} (missing)", name(id)),
        _ => name(id),
    };
    let shown = chain::words(derivation);
    let teller = shown.and_then(|shown| chain::witness_of(story, shown.passage.account));
    let what = shown.and_then(|shown| shown.what).map(|what| format!("; {what}")).unwrap_or_default();
    let claims = match derivation.claims.len() {
        0 => String::new(),
        count => format!(", for {}", counted(count, "claim", "claims")),
    };
    Step {
        to: name(derivation.to),
        verb: derivation.kind.verb(),
        from: standing(derivation.from),
        sure: format!("{}{what}{claims}", derivation.grade.words()),
        teller: teller.filter(|teller| *teller != derivation.to).map(name),
        words: shown.and_then(|shown| {
            let account = accounts.get(shown.passage.account)?;
            Some(quote(account, &clip(shown.passage.span.of(&account.page.text), WORDS)))
        }),
    }
}

fn quote(account: &Account, text: &str) -> Quote {
    let language = account.article.language.map(|language| language.to_string()).unwrap_or_default();
    Quote { text: plain(text), language }
}

fn articles(accounts: &[Account], story: &Story) -> Vec<Article> {
    let names = chain::names(story);
    let article = |id: WitnessId| {
        let account = accounts.get(chain::article(&story.witnesses[id.0])?)?;
        let title = account.article.title.as_ref().map_or("(no title found)", |title| title.value.as_str());
        let address = account.page.address.as_deref();
        let is_web = |address: &&str| address.starts_with("https://") || address.starts_with("http://");
        Some(Article {
            name: plain(&names[id.0]),
            title: quote(account, title),
            published: account.article.published.as_ref().map(|when| when.value.to_string()).unwrap_or_default(),
            file: plain(&account.capture.name),
            address: address.filter(is_web).map(plain),
        })
    };
    chain::ids(story).filter_map(article).collect()
}

/// Returns text without the characters that act instead of showing.
fn plain(text: &str) -> String {
    let shows = |character: &char| !is_steering(*character) && !matches!(character, '\u{fffe}' | '\u{ffff}');
    text.chars().map(|character| if character.is_whitespace() { ' ' } else { character }).filter(shows).collect()
}
