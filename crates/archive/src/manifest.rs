//! The manifest of a folder: where its pages were taken from, and when.
//!
//! `[{"file": "pages/x/a.html", "url": "https://…", "captured": "2031-06-09T10:00Z"}]`. `file` is relative to the
//! manifest's folder; other keys are passed over. Without a manifest, pages have neither address nor time.

use std::fs;
use std::path::{Component, Path, PathBuf};

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use crate::load::LoadError;

/// The name by which a manifest is known.
pub(crate) const FILE: &str = "manifest.json";

/// What a manifest says of one page.
#[derive(Debug, Default, Clone)]
pub(crate) struct Described {
    pub(crate) address: Option<String>,
    pub(crate) captured: Option<Timestamp>,
}

/// An entry as written.
#[derive(Deserialize)]
struct Entry {
    file: String,
    url: Option<String>,
    captured: Option<String>,
}

/// Reads a manifest: what it says by the paths of its pages, and what is wrong with it.
pub(crate) fn read(manifest: &Path) -> (Vec<(PathBuf, Described)>, Vec<LoadError>) {
    let entries = match entries(manifest) {
        Ok(entries) => entries,
        Err(error) => return (Vec::new(), vec![error]),
    };
    let folder = manifest.parent().unwrap_or(Path::new(""));
    let mut described = Vec::new();
    let mut problems = Vec::new();
    for (place, entry) in (1..).zip(entries) {
        match page(folder, entry) {
            Ok(page) => described.push(page),
            Err((found, expected)) => problems.push(LoadError::ManifestEntry { entry: place, found, expected }),
        }
    }
    (described, problems)
}

fn entries(manifest: &Path) -> Result<Vec<Value>, LoadError> {
    let text = fs::read(manifest)?;
    // Some editors put a byte order mark before JSON.
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
    serde_json::from_slice(text).map_err(|error| LoadError::Manifest {
        line: error.line(),
        column: error.column(),
        found: without_place(&error),
        expected: "a JSON list of pages",
    })
}

/// Returns the path and description of one entry, or what was found instead and what was expected.
fn page(folder: &Path, entry: Value) -> Result<(PathBuf, Described), (String, &'static str)> {
    let entry: Entry = serde_json::from_value(entry)
        .map_err(|error| (without_place(&error), "an object with `file` and, where known, `url` and `captured`"))?;
    let file = Path::new(&entry.file);
    if !file.components().all(|component| matches!(component, Component::Normal(_) | Component::CurDir)) {
        return Err((format!("file `{}`", entry.file), "a path below the manifest's folder"));
    }
    // Collected from its components, `./a.html` is the same path as the one found by walking.
    let normal = file.components().filter(|component| *component != Component::CurDir).collect::<PathBuf>();
    let path = folder.join(normal);
    if !path.is_file() {
        return Err((format!("file `{}`", entry.file), "a file that is there"));
    }
    let captured = entry.captured.map(|text| time(&text).ok_or(text)).transpose();
    let captured = captured.map_err(|text| (format!("captured `{text}`"), "a time such as 2031-06-09T10:00Z"))?;
    Ok((path, Described { address: entry.url, captured }))
}

/// Reads an RFC 3339 time; seconds may be left out.
pub(crate) fn time(text: &str) -> Option<Timestamp> {
    text.trim().parse().ok()
}

fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    message.strip_suffix(&place).unwrap_or(&message).to_owned()
}
