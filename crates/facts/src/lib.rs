//! From an article to who says what, on whose word, and which figures.
//!
//! "وبحسب صحيفة الجارديان" gives an [`Attribution`](headwater_model::Attribution); "المصدر: الدستور | dostor.org" a
//! [`Credit`](headwater_model::Credit); a numbered note a [`Citation`](headwater_model::Citation); "لا تقل عن 10
//! ملايين دولار" a [`Fact`] of at least 10,000,000 USD. Pure; words come from the language files.

mod figures;
mod passage;
mod sourcing;

use headwater_lang::Registry;
use headwater_model::{Article, Fact, Label, LanguageCode, Page, Sourcing};

use crate::passage::Passage;

/// Reads what the article says of where its statements come from.
pub fn sourcing(page: &Page, article: &Article, registry: &Registry) -> Sourcing {
    sourcing::read(page, article, registry)
}

/// Reads the figures that the article states, by position. Dates without a year, and words such as "yesterday", are
/// resolved against the article's own date; where it has none they give no figure.
pub fn figures(page: &Page, article: &Article, registry: &Registry) -> Vec<Fact> {
    let language = registry.language(article.language.unwrap_or(LanguageCode::UNKNOWN));
    let published = article.published.as_ref().map(|published| published.value);
    passages(page, article)
        .flat_map(|passage| figures::read(&passage.prepared(&page.text, language.code), language, published))
        .collect()
}

/// The blocks of an article that state things, with the voice they are in.
fn passages<'a>(page: &'a Page, article: &'a Article) -> impl Iterator<Item = Passage> + 'a {
    let labelled = page.blocks.iter().zip(&article.labels);
    labelled.filter_map(move |(block, label)| {
        let stating = matches!(label, Label::Body | Label::Subheading | Label::Preface);
        stating.then(|| Passage::new(block.span, *label))
    })
}
