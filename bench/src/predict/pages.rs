//! The pages of a set, taken in as a user's are.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use headwater_archive::load;
use headwater_model::Capture;

/// Takes in all pages below a folder, with the addresses and times that its `manifest.json` gives. They are named
/// by their paths from the folder.
pub(super) fn below(folder: &Path) -> Result<Vec<Capture>> {
    let loaded = load::paths(&[folder.to_owned()]);
    if let Some(failure) = loaded.failures.into_iter().next() {
        return Err(anyhow!(failure));
    }
    let named = loaded.captures.into_iter().map(|capture| {
        let path = PathBuf::from(&capture.name);
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        Capture { name, ..capture }
    });
    Ok(named.collect())
}
