//! From an article to who says what, and which figures. Pure.

use headwater_lang::Registry;
use headwater_model::{Article, Fact, Page, Sourcing};

/// Reads what the article says of where its statements come from.
pub fn sourcing(page: &Page, article: &Article, registry: &Registry) -> Sourcing {
    let _ = (page, article, registry);
    Sourcing::default()
}

/// Reads the figures that the article states, by position.
pub fn figures(page: &Page, article: &Article, registry: &Registry) -> Vec<Fact> {
    let _ = (page, article, registry);
    Vec::new()
}
