//! From many articles' readings to stories: matches, claims, derivations. Pure.

use headwater_lang::Registry;
use headwater_model::{Account, Story};

/// Sorts accounts into stories and infers in each who got what from whom.
///
/// The result does not depend on the order of `accounts` but for the indices in it.
pub fn stories(accounts: &[Account], registry: &Registry) -> Vec<Story> {
    let _ = (accounts, registry);
    Vec::new()
}
