//! All that was read from one capture.

use crate::{Article, Capture, Fact, Note, Page, Sourcing};

/// One capture with everything read from it: what linking works on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The bytes it was read from.
    pub capture: Capture,
    /// Its text and blocks.
    pub page: Page,
    /// The article on the page.
    pub article: Article,
    /// What the article says it rests on.
    pub sourcing: Sourcing,
    /// The figures it states, by position.
    pub facts: Vec<Fact>,
    /// What the readers could not do.
    pub notes: Vec<Note>,
}

impl Account {
    /// Returns the name by which a person knows the account's publisher: its name, its host, or the capture's name.
    pub fn outlet(&self) -> &str {
        let named = self.article.publisher.as_ref().map(|publisher| publisher.value.as_str());
        named.or(self.page.host.as_deref()).unwrap_or(&self.capture.name)
    }
}
