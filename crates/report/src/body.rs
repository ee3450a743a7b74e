//! The running text of an article, block by block.

use headwater_model::{Account, Label, Span};

/// Returns the blocks of the running text with what they are to the article.
pub fn blocks(account: &Account) -> impl Iterator<Item = (Span, Label)> {
    let blocks = &account.page.blocks;
    account.article.body.iter().map(|span| {
        let block = blocks.binary_search_by_key(&span.start, |block| block.span.start).ok();
        let label = block.and_then(|block| account.article.labels.get(block));
        (*span, label.copied().unwrap_or(Label::Body))
    })
}
