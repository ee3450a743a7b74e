//! One story: the answer, the chain, the same as a table, and where articles differ.

use askama::Template;
use headwater_model::{Account, Claim, Instance, Passage, Story};
use headwater_report::answer::{self, counted};
use headwater_report::{chain, difference, graph};

use super::{Node, Sentence, Shown, Step, Strip, Words, shortened};
use crate::site::Site;

#[derive(Template)]
#[template(path = "story.html")]
pub(crate) struct StoryPage {
    title: Words,
    answer: Vec<Sentence>,
    /// The chain as a drawing, an SVG element.
    drawing: String,
    strips: Vec<Strip>,
    steps: Vec<Step>,
    disputed: Vec<Vec<Reading>>,
    agreed: Vec<Vec<Reading>>,
    missing: Vec<MissingWork>,
    open: Vec<OpenArticle>,
    articles: Vec<ArticleRow>,
}

/// One reading of a claim, and who gives it.
struct Reading {
    figure: String,
    givers: Vec<Giver>,
    sentence: Option<Words>,
}

struct Giver {
    article: Node,
    changes: Vec<&'static str>,
}

struct MissingWork {
    node: Node,
    leaning: String,
}

struct OpenArticle {
    article: Node,
    perhaps: Option<Node>,
}

struct ArticleRow {
    node: Node,
    title: Words,
    published: String,
}

impl StoryPage {
    pub(crate) fn new(site: &Site, story: &Story) -> Self {
        let shown = Shown::new(site, story);
        let found = answer::answer(story);
        let disputed = difference::disputed(story);
        let agreed = (0..story.claims.len())
            .filter(|index| !disputed.contains(index) && answer::is_shared(&story.claims[*index]));
        let readings = |index: usize| readings(&shown, &story.claims[index]);
        Self {
            title: super::home::title(site, story),
            answer: answer::sentences(story, &found).into_iter().map(Sentence::new).collect(),
            drawing: graph::drawing(&site.accounts, story),
            strips: chain::lines(story).iter().map(|line| shown.strip(line)).collect(),
            steps: story.derivations.iter().map(|derivation| shown.step(derivation)).collect(),
            agreed: agreed.map(readings).collect(),
            disputed: disputed.iter().map(|index| readings(*index)).collect(),
            missing: found.missing.iter().map(|work| missing(&shown, work)).collect(),
            open: found.open.iter().map(|article| open(&shown, article)).collect(),
            articles: articles(&shown),
        }
    }
}

fn readings(shown: &Shown, claim: &Claim) -> Vec<Reading> {
    let reading = |reading: difference::Reading| Reading {
        figure: shortened(&reading.words),
        givers: reading.instances.iter().filter_map(|place| giver(shown, claim, *place)).collect(),
        sentence: reading.instances.first().and_then(|place| {
            let Instance { account, sentence, .. } = claim.instances[*place];
            Words::quoted(shown.site, &Passage { account, span: sentence })
        }),
    };
    difference::readings(&shown.site.accounts, claim).into_iter().map(reading).collect()
}

fn giver(shown: &Shown, claim: &Claim, place: usize) -> Option<Giver> {
    let witness = chain::witness_of(shown.story, claim.instances[place].account)?;
    let changes = claim.mutations.iter().filter(|mutation| mutation.to == place);
    let changes = changes.map(|mutation| difference::change(mutation.kind)).collect();
    Some(Giver { article: shown.node(witness), changes })
}

fn missing(shown: &Shown, work: &answer::Missing) -> MissingWork {
    let leaning = counted(work.articles.len(), "article leans on it", "articles lean on it");
    MissingWork { node: shown.node(work.witness), leaning }
}

fn open(shown: &Shown, article: &answer::Open) -> OpenArticle {
    let candidate = article.candidate.filter(|(_, mean)| *mean >= answer::WORTH_SAYING && *mean > article.own);
    OpenArticle { article: shown.node(article.witness), perhaps: candidate.map(|(witness, _)| shown.node(witness)) }
}

fn articles(shown: &Shown) -> Vec<ArticleRow> {
    let row = |id: headwater_model::WitnessId| {
        let account: &Account = shown.site.accounts.get(chain::article(&shown.story.witnesses[id.0])?)?;
        let title = account.article.title.as_ref().map_or("(no title found)", |title| title.value.as_str());
        let published = account.article.published.as_ref().map(|when| when.value.to_string());
        Some(ArticleRow {
            node: shown.node(id),
            title: Words::new(account, title),
            published: published.unwrap_or_default(),
        })
    };
    chain::ids(shown.story).filter_map(row).collect()
}
