//! From paths to captures: files, folders and standard input.
//!
//! A folder is read with its subfolders, sorted by name. Where it holds a `manifest.json`, that gives the addresses
//! and times of its pages. What cannot be read is a [`LoadFailure`] of its own and loses nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use headwater_model::{Capture, CaptureId};
use headwater_read::CaptureError;

use crate::manifest::{self, Described};

/// Bytes that are read of one file. Checked before reading, so that a film in the folder does not fill the memory.
const MOST_BYTES: u64 = 64 << 20;

/// The path that means standard input.
const STANDARD_INPUT: &str = "-";

/// What paths gave.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Pages, in the order of the paths, each folder sorted.
    pub captures: Vec<Capture>,
    /// What could not be read, in the same order.
    pub failures: Vec<LoadFailure>,
}

/// One thing that could not be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read `{}`", name.display())]
pub struct LoadFailure {
    /// The file or folder.
    pub name: PathBuf,
    /// Why.
    #[source]
    pub error: LoadError,
}

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The operating system refuses.
    #[error(transparent)]
    System(#[from] io::Error),
    /// Larger than a page may be.
    #[error("{got} bytes, more than the {limit} a page may have")]
    TooLarge {
        /// Bytes it has.
        got: u64,
        /// Bytes allowed.
        limit: u64,
    },
    /// The bytes cannot be a page.
    #[error(transparent)]
    Capture(#[from] CaptureError),
    /// The file is empty.
    #[error("the file is empty, expected HTML or text")]
    Empty,
    /// A folder without a page.
    #[error("no page in this folder, expected files named *.html, *.htm, *.txt or without a suffix")]
    NoPages,
    /// The manifest is not JSON of the expected form.
    #[error("line {line}, column {column}: {found}, expected {expected}")]
    Manifest {
        /// Line of the file, from 1.
        line: usize,
        /// Column, from 1; 0 where the fault is not in one place.
        column: usize,
        /// What was found.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
    /// An entry of the manifest cannot be used.
    #[error("entry {entry}: {found}, expected {expected}")]
    ManifestEntry {
        /// Its place in the list, from 1.
        entry: usize,
        /// What was found.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
    /// The description beside kept bytes cannot be used.
    #[error("not a description of a capture: {found}")]
    Sidecar {
        /// What is wrong with it.
        found: String,
    },
    /// The bytes are not those that were put in.
    #[error("the bytes have digest {}, expected {}: the file was changed or damaged", got.short(), want.short())]
    Digest {
        /// Digest of the bytes.
        got: CaptureId,
        /// Digest that names the file.
        want: CaptureId,
    },
}

/// Reads files, folders and, for `-`, standard input. A file reached twice is read once.
pub fn paths(paths: &[PathBuf]) -> Loaded {
    let mut loader = Loader::default();
    for path in paths {
        if path.as_os_str() == STANDARD_INPUT {
            loader.standard_input(path);
        } else {
            loader.path(path);
        }
    }
    loader.loaded
}

/// What was loaded so far, and what was seen.
#[derive(Default)]
struct Loader {
    loaded: Loaded,
    /// Files by their real paths.
    seen: BTreeSet<PathBuf>,
}

impl Loader {
    fn standard_input(&mut self, path: &Path) {
        let bytes = read_up_to_limit(io::stdin().lock());
        self.take(path, bytes, Described::default());
    }

    fn path(&mut self, path: &Path) {
        match fs::metadata(path) {
            Err(error) => self.fail(path, error.into()),
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            Ok(_) => self.file(path, Described::default()),
        }
    }

    fn folder(&mut self, folder: &Path) {
        let before = (self.loaded.captures.len(), self.loaded.failures.len());
        let mut files = BTreeSet::new();
        let mut described = BTreeMap::new();
        self.walk(folder, &mut files, &mut described);
        files.extend(described.keys().cloned());
        for file in &files {
            self.file(file, described.remove(file).unwrap_or_default());
        }
        if files.is_empty() && before == (self.loaded.captures.len(), self.loaded.failures.len()) {
            self.fail(folder, LoadError::NoPages);
        }
    }

    /// Collects the pages below a folder and what its manifests say of them. The manifest nearest to a page wins.
    fn walk(&mut self, folder: &Path, files: &mut BTreeSet<PathBuf>, described: &mut BTreeMap<PathBuf, Described>) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.fail(folder, error.into()),
        };
        let manifest = folder.join(manifest::FILE);
        if manifest.is_file() {
            let (entries, problems) = manifest::read(&manifest);
            described.extend(entries);
            problems.into_iter().for_each(|problem| self.fail(&manifest, problem));
        }
        for entry in entries {
            match entry.and_then(|entry| Ok((entry.path(), entry.file_type()?))) {
                Err(error) => self.fail(folder, error.into()),
                Ok((path, _)) if is_hidden(&path) => {}
                // A linked folder is passed over: it may lead back to this one.
                Ok((path, kind)) if kind.is_dir() => self.walk(&path, files, described),
                Ok((path, _)) if is_page(&path) && path.is_file() => _ = files.insert(path),
                Ok(_) => {}
            }
        }
    }

    fn file(&mut self, path: &Path, described: Described) {
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if self.seen.insert(real) {
            self.take(path, read_file(path), described);
        }
    }

    fn take(&mut self, path: &Path, bytes: Result<Vec<u8>, LoadError>, described: Described) {
        let capture = bytes.and_then(|bytes| {
            let name = path.to_string_lossy();
            Ok(headwater_read::capture(&name, bytes, described.address, described.captured)?)
        });
        match capture {
            Ok(capture) => self.loaded.captures.push(capture),
            Err(error) => self.fail(path, error),
        }
    }

    fn fail(&mut self, path: &Path, error: LoadError) {
        self.loaded.failures.push(LoadFailure { name: path.to_owned(), error });
    }
}

fn read_file(path: &Path) -> Result<Vec<u8>, LoadError> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > MOST_BYTES {
        return Err(LoadError::TooLarge { got: size, limit: MOST_BYTES });
    }
    read_up_to_limit(file)
}

/// Reads to the end. The limit holds for pipes and devices too, which do not tell their size.
fn read_up_to_limit(from: impl Read) -> Result<Vec<u8>, LoadError> {
    let mut bytes = Vec::new();
    from.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 {
        0 => Err(LoadError::Empty),
        got if got > MOST_BYTES => Err(LoadError::TooLarge { got, limit: MOST_BYTES }),
        _ => Ok(bytes),
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Says whether a file in a folder is taken for a page. A file that is named itself always is.
fn is_page(path: &Path) -> bool {
    let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_lowercase());
    suffix.is_none_or(|suffix| ["html", "htm", "txt"].contains(&suffix.as_str()))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{Loaded, paths};

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn names(loaded: &Loaded, root: &Path) -> Vec<String> {
        let relative = |name: &str| Path::new(name).strip_prefix(root).unwrap().display().to_string();
        loaded.captures.iter().map(|capture| relative(&capture.name)).collect()
    }

    fn complaints(loaded: &Loaded) -> Vec<String> {
        let complaint = |failure: &super::LoadFailure| {
            let name = failure.name.file_name().unwrap_or_default().display().to_string();
            format!("{name}: {}", failure.error)
        };
        loaded.failures.iter().map(complaint).collect()
    }

    #[test]
    fn a_folder_gives_its_pages_sorted_and_passes_over_the_rest() {
        let folder = folder(&[
            ("b.html", "<p>b"),
            ("a/z.txt", "z"),
            ("a/page", "no suffix"),
            ("c.HTM", "<p>c"),
            ("notes.md", "not a page"),
            (".git/HEAD", "hidden"),
            (".hidden.html", "hidden"),
        ]);
        let loaded = paths(&[folder.path().to_owned()]);
        assert_eq!(names(&loaded, folder.path()), ["a/page", "a/z.txt", "b.html", "c.HTM"]);
        assert!(loaded.failures.is_empty());
    }

    #[test]
    fn one_bad_file_loses_no_other() {
        let folder = folder(&[("a.html", "<p>a"), ("empty.html", "")]);
        let missing = folder.path().join("missing.html");
        let loaded = paths(&[missing, folder.path().to_owned()]);
        assert_eq!(names(&loaded, folder.path()), ["a.html"]);
        let complaints = complaints(&loaded);
        assert!(complaints[0].starts_with("missing.html: No such file"), "{complaints:?}");
        assert_eq!(complaints[1], "empty.html: the file is empty, expected HTML or text");
    }

    #[test]
    fn a_file_reached_twice_is_read_once() {
        let folder = folder(&[("a.html", "<p>a")]);
        let loaded = paths(&[folder.path().join("a.html"), folder.path().to_owned()]);
        assert_eq!(names(&loaded, folder.path()), ["a.html"]);
    }

    #[test]
    fn a_folder_without_pages_is_said_to_be_so() {
        let folder = folder(&[("readme.md", "x")]);
        let loaded = paths(&[folder.path().to_owned()]);
        assert!(complaints(&loaded)[0].contains("no page in this folder"));
    }

    #[test]
    fn a_manifest_gives_address_and_time() {
        let manifest = r#"[
            {"file": "pages/a.html", "url": "https://a.example/1", "captured": "2031-06-09T10:00Z", "story": "s"},
            {"file": "pages/b.saved", "captured": "2031-06-09T10:00:30+02:00"}
        ]"#;
        let folder =
            folder(&[("manifest.json", manifest), ("pages/a.html", "<p>a"), ("pages/b.saved", "b"), ("c.txt", "c")]);
        let loaded = paths(&[folder.path().to_owned()]);
        assert!(loaded.failures.is_empty(), "{:?}", loaded.failures);
        assert_eq!(names(&loaded, folder.path()), ["c.txt", "pages/a.html", "pages/b.saved"]);
        let [c, a, b] = &loaded.captures[..] else { panic!("three captures") };
        assert_eq!(a.address.as_deref(), Some("https://a.example/1"));
        assert_eq!(a.captured.unwrap().to_string(), "2031-06-09T10:00:00Z");
        assert_eq!(b.captured.unwrap().to_string(), "2031-06-09T08:00:30Z");
        assert_eq!((&c.address, c.captured), (&None, None));
    }

    #[test]
    fn a_faulty_manifest_says_where_and_loses_no_page() {
        let entries = r#"[{"file": "a.html", "captured": "yesterday"}, {"url": "x"}, {"file": "../secret"}, {"file": "gone.html"}]"#;
        for (manifest, expected) in [
            (
                entries,
                vec![
                    "manifest.json: entry 1: captured `yesterday`, expected a time such as 2031-06-09T10:00Z",
                    "manifest.json: entry 2: missing field `file`, expected an object with `file` and, where known, `url` and `captured`",
                    "manifest.json: entry 3: file `../secret`, expected a path below the manifest's folder",
                    "manifest.json: entry 4: file `gone.html`, expected a file that is there",
                ],
            ),
            ("[{\"file\": ]", vec!["manifest.json: line 1, column 11: expected value, expected a JSON list of pages"]),
        ] {
            let folder = folder(&[("manifest.json", manifest), ("a.html", "<p>a")]);
            let loaded = paths(&[folder.path().to_owned()]);
            assert_eq!(names(&loaded, folder.path()), ["a.html"]);
            assert_eq!(complaints(&loaded), expected);
        }
    }
}
