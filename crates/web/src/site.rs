//! What is served: accounts and the stories inferred from them.

use headwater_model::{Account, Story};
use headwater_report::chain;

/// Accounts and their stories, as `headwater_archive::trace` returns them.
#[derive(Debug)]
pub struct Site {
    pub(crate) accounts: Vec<Account>,
    pub(crate) stories: Vec<Story>,
}

impl Site {
    /// Makes a site. The stories' indices of accounts point into `accounts`.
    pub fn new(accounts: Vec<Account>, stories: Vec<Story>) -> Self {
        Self { accounts, stories }
    }

    /// Finds an account by the beginning of its capture's digest, as it stands in addresses.
    pub(crate) fn account(&self, id: &str) -> Option<usize> {
        self.accounts.iter().position(|account| account.capture.id.short() == id)
    }

    /// Finds a story by its number in addresses, which begins at 1.
    pub(crate) fn story(&self, number: &str) -> Option<&Story> {
        let number: usize = number.parse().ok()?;
        self.stories.get(number.checked_sub(1)?)
    }

    /// Finds the story that an account's article belongs to, with its number in addresses.
    pub(crate) fn story_of(&self, account: usize) -> Option<(usize, &Story)> {
        (1..).zip(&self.stories).find(|(_, story)| chain::witness_of(story, account).is_some())
    }
}
