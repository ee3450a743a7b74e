//! An archive: one folder that keeps captures.
//!
//! ```text
//! headwater.toml                      format = 1
//! captures/3f/3f6a…c9                 the bytes, named by their BLAKE3 digest
//! captures/3f/3f6a…c9.json            name, address, captured, media
//! ```
//!
//! Captures are never changed. What is read from them is not kept: it is derived again, and so is always that of the
//! present version.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use headwater_model::{Capture, CaptureId, Media};
use serde::{Deserialize, Serialize};

use crate::load::{LoadError, LoadFailure, Loaded};
use crate::manifest;

/// The version of the folder's form that this program writes.
pub const FORMAT: u32 = 1;

const SETTINGS: &str = "headwater.toml";
const CAPTURES: &str = "captures";

/// Why an archive cannot be made, opened or added to.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// There is an archive already.
    #[error("`{}` is an archive already", folder.display())]
    Exists {
        /// Its folder.
        folder: PathBuf,
    },
    /// There is none.
    #[error("`{}` is no archive: it has no {SETTINGS}", folder.display())]
    Absent {
        /// The folder that was named.
        folder: PathBuf,
    },
    /// It was written by a later version of this program.
    #[error("`{}` has archive format {found}, this version knows formats up to {FORMAT}", folder.display())]
    Newer {
        /// Its folder.
        folder: PathBuf,
        /// The format it names.
        found: u32,
    },
    /// Its settings cannot be read.
    #[error("`{}`: {}", file.display(), error.message())]
    Settings {
        /// The settings file.
        file: PathBuf,
        /// What is wrong, with its place.
        error: Box<toml::de::Error>,
    },
    /// The operating system refuses.
    #[error("`{}`: {error}", path.display())]
    System {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

/// What adding a capture did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// The bytes are new.
    New,
    /// The archive held the same bytes already and was left as it is.
    Held,
}

/// A folder that keeps captures.
#[derive(Debug, Clone)]
pub struct Archive {
    folder: PathBuf,
}

/// `headwater.toml`. Later versions may add keys, so unknown ones are passed over.
#[derive(Deserialize)]
struct Settings {
    format: u32,
}

/// What stands beside a capture's bytes.
#[derive(Serialize, Deserialize)]
struct Sidecar {
    name: String,
    address: Option<String>,
    captured: Option<String>,
    media: String,
}

impl Archive {
    /// Makes an archive in a folder, which is made where it does not exist. Other files in it are left alone.
    ///
    /// # Errors
    ///
    /// [`ArchiveError::Exists`] where the folder is an archive, [`ArchiveError::System`] where it cannot be written.
    pub fn create(folder: &Path) -> Result<Self, ArchiveError> {
        let settings = folder.join(SETTINGS);
        if settings.exists() {
            return Err(ArchiveError::Exists { folder: folder.to_owned() });
        }
        let captures = folder.join(CAPTURES);
        fs::create_dir_all(&captures).map_err(refused(&captures))?;
        let text = format!("# An archive of captured pages, kept by headwater.\nformat = {FORMAT}\n");
        write_whole(&settings, text.as_bytes())?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// Opens the archive in a folder.
    ///
    /// # Errors
    ///
    /// [`ArchiveError::Absent`], [`ArchiveError::Newer`] or [`ArchiveError::Settings`] where the folder is not an
    /// archive that this version can use.
    pub fn open(folder: &Path) -> Result<Self, ArchiveError> {
        let file = folder.join(SETTINGS);
        let text = fs::read_to_string(&file).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
                ArchiveError::Absent { folder: folder.to_owned() }
            }
            _ => ArchiveError::System { path: file.clone(), error },
        })?;
        let settings: Settings =
            toml::from_str(&text).map_err(|error| ArchiveError::Settings { file, error: Box::new(error) })?;
        if settings.format > FORMAT {
            return Err(ArchiveError::Newer { folder: folder.to_owned(), found: settings.format });
        }
        Ok(Self { folder: folder.to_owned() })
    }

    /// Keeps a capture. The same bytes are kept once, with the name, address and time of the first.
    ///
    /// # Errors
    ///
    /// [`ArchiveError::System`] where the folder cannot be written. The archive is then as it was before.
    pub fn add(&self, capture: &Capture) -> Result<Added, ArchiveError> {
        let bytes = self.bytes_of(capture.id);
        let beside = bytes.with_extension("json");
        if beside.exists() {
            return Ok(Added::Held);
        }
        let folder = bytes.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder).map_err(refused(folder))?;
        // The description comes last: a capture is there once its description is.
        write_whole(&bytes, &capture.bytes)?;
        let mut text = serde_json::to_vec_pretty(&Sidecar::of(capture)).expect("four strings are JSON");
        text.push(b'\n');
        write_whole(&beside, &text)?;
        Ok(Added::New)
    }

    /// Returns all captures, by name and then by digest, with those that cannot be read as failures.
    ///
    /// # Errors
    ///
    /// [`ArchiveError::System`] where the folder of captures cannot be listed.
    pub fn captures(&self) -> Result<Loaded, ArchiveError> {
        let root = self.folder.join(CAPTURES);
        let mut loaded = Loaded::default();
        for folder in listed(&root)?.into_iter().filter(|path| path.is_dir()) {
            for beside in listed(&folder)?.into_iter().filter(|path| is_sidecar(path)) {
                match read_kept(&beside) {
                    Ok(capture) => loaded.captures.push(capture),
                    Err((name, error)) => loaded.failures.push(LoadFailure { name, error }),
                }
            }
        }
        loaded.captures.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        Ok(loaded)
    }

    fn bytes_of(&self, id: CaptureId) -> PathBuf {
        let digest = id.to_string();
        let shelf: String = digest.chars().take(2).collect();
        self.folder.join(CAPTURES).join(shelf).join(digest)
    }
}

impl Sidecar {
    fn of(capture: &Capture) -> Self {
        Self {
            name: capture.name.clone(),
            address: capture.address.clone(),
            captured: capture.captured.map(|time| time.to_string()),
            media: media_type(capture.media).to_owned(),
        }
    }
}

const fn media_type(media: Media) -> &'static str {
    match media {
        Media::Html => "text/html",
        Media::Text => "text/plain",
    }
}

fn parse_media(text: &str) -> Option<Media> {
    [Media::Html, Media::Text].into_iter().find(|media| media_type(*media) == text)
}

/// Reads one capture by the path of its description. The error carries the file that is at fault.
fn read_kept(beside: &Path) -> Result<Capture, (PathBuf, LoadError)> {
    let bad = |found: String| (beside.to_owned(), LoadError::Sidecar { found });
    let text = fs::read(beside).map_err(|error| (beside.to_owned(), error.into()))?;
    let sidecar: Sidecar = serde_json::from_slice(&text).map_err(|error| bad(error.to_string()))?;
    let media = parse_media(&sidecar.media).ok_or_else(|| bad(format!("unknown media `{}`", sidecar.media)))?;
    let captured = sidecar.captured.map(|time| manifest::time(&time).ok_or(time)).transpose();
    let captured = captured.map_err(|time| bad(format!("`{time}` is no time")))?;
    let want = beside.file_stem().and_then(|stem| parse_digest(&stem.to_string_lossy()));
    let want = want.ok_or_else(|| bad("the file is not named by a digest".to_owned()))?;

    let path = beside.with_extension("");
    let bytes = fs::read(&path).map_err(|error| (path.clone(), error.into()))?;
    let got = CaptureId(*blake3::hash(&bytes).as_bytes());
    if got != want {
        return Err((path, LoadError::Digest { got, want }));
    }
    Ok(Capture { id: got, name: sidecar.name, address: sidecar.address, captured, media, bytes })
}

fn parse_digest(text: &str) -> Option<CaptureId> {
    let digest = blake3::Hash::from_hex(text).ok()?;
    Some(CaptureId(*digest.as_bytes()))
}

fn is_sidecar(path: &Path) -> bool {
    let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !hidden && path.extension().is_some_and(|suffix| suffix == "json")
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>, ArchiveError> {
    let entries = fs::read_dir(folder).map_err(refused(folder))?;
    let paths: io::Result<Vec<_>> = entries.map(|entry| Ok(entry?.path())).collect();
    let mut paths = paths.map_err(refused(folder))?;
    paths.sort();
    Ok(paths)
}

/// Writes a file so that it is there whole or not at all, also after a loss of power.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), ArchiveError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let written = write_synced(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // What is left of it is hidden and harmless; the first error is the one to tell.
        _ = fs::remove_file(&temporary);
    }
    written.and_then(|()| sync_folder(path)).map_err(refused(path))
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes a rename last. Only Unix lets a folder be opened for that.
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if cfg!(unix) && !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

fn refused(path: &Path) -> impl FnOnce(io::Error) -> ArchiveError {
    let path = path.to_owned();
    move |error| ArchiveError::System { path, error }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use headwater_model::Capture;

    use super::{Added, Archive, ArchiveError};

    fn capture(name: &str, text: &str) -> Capture {
        let address = Some("https://a.example/1".to_owned());
        let captured = Some("2031-06-09T10:00:00Z".parse().unwrap());
        headwater_read::capture(name, text.as_bytes().to_vec(), address, captured).unwrap()
    }

    fn archive() -> (tempfile::TempDir, Archive) {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::create(folder.path()).unwrap();
        (folder, archive)
    }

    #[test]
    fn what_is_added_comes_back_the_same() {
        let (folder, archive) = archive();
        let page = capture("a.html", "<html><p>a");
        assert_eq!(archive.add(&page).unwrap(), Added::New);
        let reopened = Archive::open(folder.path()).unwrap();
        let loaded = reopened.captures().unwrap();
        assert!(loaded.failures.is_empty());
        assert_eq!(loaded.captures, [page]);
    }

    #[test]
    fn the_same_bytes_are_one_capture() {
        let (_folder, archive) = archive();
        archive.add(&capture("a.html", "same")).unwrap();
        assert_eq!(archive.add(&capture("b.html", "same")).unwrap(), Added::Held);
        let captures = archive.captures().unwrap().captures;
        assert_eq!(captures.len(), 1);
        assert_eq!(captures[0].name, "a.html");
    }

    #[test]
    fn damage_is_told_and_loses_nothing_else() {
        let (_folder, archive) = archive();
        let [changed, garbled, sound] = ["one", "two", "three"].map(|text| capture(text, text));
        for page in [&changed, &garbled, &sound] {
            archive.add(page).unwrap();
        }
        fs::write(archive.bytes_of(changed.id), "other").unwrap();
        fs::write(archive.bytes_of(garbled.id).with_extension("json"), "{").unwrap();
        let loaded = archive.captures().unwrap();
        assert_eq!(loaded.captures, [sound]);
        let complaints: Vec<String> = loaded.failures.iter().map(|failure| failure.error.to_string()).collect();
        assert!(complaints.iter().any(|complaint| complaint.contains("changed or damaged")), "{complaints:?}");
        assert!(complaints.iter().any(|complaint| complaint.contains("not a description")), "{complaints:?}");
    }

    #[test]
    fn an_archive_from_a_newer_version_is_left_alone() {
        let (folder, _archive) = archive();
        fs::write(folder.path().join("headwater.toml"), "format = 99\n").unwrap();
        let error = Archive::open(folder.path()).unwrap_err();
        assert!(matches!(error, ArchiveError::Newer { found: 99, .. }), "{error}");
    }

    #[test]
    fn only_an_archive_is_opened_and_none_is_made_twice() {
        let (folder, _archive) = archive();
        assert!(matches!(Archive::create(folder.path()), Err(ArchiveError::Exists { .. })));
        assert!(matches!(Archive::open(Path::new("/nowhere")), Err(ArchiveError::Absent { .. })));
        fs::write(folder.path().join("headwater.toml"), "format =").unwrap();
        assert!(matches!(Archive::open(folder.path()), Err(ArchiveError::Settings { .. })));
    }
}
