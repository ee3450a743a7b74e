//! Sourcing: who says what, on whose word, as far as the page itself says.
//!
//! Attributions are read sentence by sentence; credit lines and reference lists block by block; note marks tie
//! sentences to references; relays are the steps that all of them state.

mod antecedent;
mod attribution;
mod citing;
mod clause;
mod content;
mod continued;
mod credit;
mod credit_line;
mod credited;
mod dateline;
mod frame;
mod hearer;
mod meant;
mod name;
mod obtained;
mod own;
mod phrase;
mod reference;
mod relay;

use headwater_lang::{Registry, names};
use headwater_model::{Article, LanguageCode, Page, Sourcing, Span};

use crate::passages;

/// Reads all sourcing of an article.
pub(crate) fn read(page: &Page, article: &Article, registry: &Registry) -> Sourcing {
    let code = article.language.unwrap_or(LanguageCode::UNKNOWN);
    let language = registry.language(code);
    let publisher = article.publisher.as_ref().map(|publisher| names::plain(&publisher.value));
    let publisher = publisher.as_deref();
    let mut found = attribution::Found::default();
    let (mut quotes, mut blocks) = (Vec::new(), Vec::new());
    for passage in passages(page, article) {
        let block = passage.prepared(&page.text, language.code);
        attribution::read(&block, language, registry, publisher, &mut found);
        quotes.extend(block.quotes());
        blocks.push(Span::new(block.offset, block.offset + block.text.len()));
    }
    antecedent::resolve(&mut found.attributions);
    own::recognise(&mut found, publisher);
    let references = reference::list(page, article, registry);
    let citations = reference::citations(article, &references);
    let credits = credit::read(page, article, language, registry);
    credited::apart(&mut found.attributions, &credits);
    let mut relays = relay::steps(&found.attributions, &credits, &references, &citations);
    meant::Meant::new(&page.text, language, &blocks, &found.attributions).resolve(&mut relays);
    relay::once(&mut relays);
    Sourcing {
        attributions: found.attributions,
        credits,
        references,
        citations,
        relays,
        own_reporting: found.own_reporting,
        quotes,
    }
}
