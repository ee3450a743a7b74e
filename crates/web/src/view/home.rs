//! The first page: all stories.

use askama::Template;
use headwater_model::Story;
use headwater_report::{answer, chain};

use super::{Node, Sentence, Shown, Words};
use crate::site::Site;

/// Articles named in the list of stories.
const ARTICLES: usize = 6;

#[derive(Template)]
#[template(path = "home.html")]
pub(crate) struct HomePage {
    stories: Vec<Entry>,
    pages: usize,
}

struct Entry {
    number: usize,
    title: Words,
    answer: Vec<Sentence>,
    articles: Vec<Node>,
    more: usize,
    weight: usize,
}

impl HomePage {
    pub(crate) fn new(site: &Site) -> Self {
        let mut stories: Vec<Entry> =
            (1..).zip(&site.stories).map(|(number, story)| entry(site, number, story)).collect();
        stories.sort_by_key(|entry| std::cmp::Reverse(entry.weight));
        Self { stories, pages: site.accounts.len() }
    }
}

fn entry(site: &Site, number: usize, story: &Story) -> Entry {
    let shown = Shown::new(site, story);
    let found = answer::answer(story);
    let extant = chain::ids(story).filter(|id| chain::article(&story.witnesses[id.0]).is_some());
    let mut articles: Vec<Node> = extant.map(|id| shown.node(id)).collect();
    articles.truncate(ARTICLES);
    Entry {
        number,
        title: title(site, story),
        answer: answer::sentences(story, &found).into_iter().map(Sentence::new).collect(),
        more: found.articles - articles.len(),
        articles,
        weight: found.articles,
    }
}

/// Returns a story's title with the language of the article it was taken from.
pub(super) fn title(site: &Site, story: &Story) -> Words {
    let accounts = story.witnesses.iter().filter_map(chain::article).filter_map(|index| site.accounts.get(index));
    let mut titled =
        accounts.filter(|account| account.article.title.as_ref().is_some_and(|title| title.value == story.title));
    let language = titled.next().map(super::language).unwrap_or_default();
    Words { text: story.title.clone(), language }
}
