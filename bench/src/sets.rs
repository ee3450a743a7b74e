//! The table of annotated sets: what is read from each, which scorer judges it, and which numbers are held.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use headwater_link::{Rule, Weights};
use serde_json::Value;

use crate::predict::{self, Capture};

/// Whose a set is, and so where it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// Our own work, in `bench/sets/`.
    Own,
    /// Other people's, in a folder that the project does not carry.
    Elsewhere,
}

/// What is read from a set and how it is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// The article on each page. The file with the records, from the set's folder.
    Extract(Capture, &'static str),
    /// What stands beside the body of each page. The file with the records, from the set's folder.
    Parts(&'static str),
    /// The figures in each text. The files, from the set's folder.
    Facts(&'static [&'static str]),
    /// Who says what in each text. The file, from the set's folder.
    Sourcing(&'static str),
    /// Whether the names of each pair are one. The file, from the set's folder.
    Names(&'static str),
    /// Who got what from whom, all pages in one pile.
    Pile,
    /// The same, each story by itself.
    Stories,
    /// Each sentence's translation among all of another language. The file, from the set's folder.
    Segments(&'static str),
    /// Which articles tell one story. The file, from the set's folder, and the stream that is drawn from it.
    Streams(&'static str, &'static str),
    /// Which sentences of two piles correspond. The file, from the set's folder.
    Pairs(&'static str),
    /// Which texts are copies of each other; made by rule, so many originals a language, from the words of the pages.
    Copied(usize),
    /// The same as [`Task::Stories`], told and judged claim by claim.
    Claims,
}

/// Which way a number is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// A share of right answers.
    Higher,
    /// An error.
    Lower,
}

/// A number of a scorer's output that is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metric {
    /// Name in `floors.json` and in the table.
    pub name: &'static str,
    /// JSON pointer into the scorer's output.
    pub pointer: &'static str,
    /// Which way it is better.
    pub better: Better,
}

/// An annotated set.
#[derive(Debug, Clone, Copy)]
pub struct Set {
    /// Name in `floors.json`.
    pub name: &'static str,
    /// Whose it is.
    pub home: Home,
    /// Its folder, from `bench/sets/` or from the folder of sets elsewhere.
    pub folder: &'static str,
    /// The files and folders in it that a score rests on.
    pub parts: &'static [&'static str],
    /// What is read from it.
    pub task: Task,
    /// What is held.
    pub metrics: &'static [Metric],
}

const fn higher(name: &'static str, pointer: &'static str) -> Metric {
    Metric { name, pointer, better: Better::Higher }
}

const fn lower(name: &'static str, pointer: &'static str) -> Metric {
    Metric { name, pointer, better: Better::Lower }
}

const EXTRACT: &[Metric] = &[
    higher("body f1", "/pred/ALL/body_f1"),
    higher("body f1, mean of languages", "/pred/ALL/macro_body_f1_by_lang"),
    higher("title", "/pred/ALL/title"),
    higher("date", "/pred/ALL/date"),
    higher("authors f1", "/pred/ALL/authors_f1"),
    higher("publisher", "/pred/ALL/publisher"),
    higher("topics f1", "/pred/ALL/topics_f1"),
];

const PARTS: &[Metric] = &[
    higher("credits, references, notes, preface f1", "/parts/f1"),
    higher("credits f1", "/credit/f1"),
    higher("references f1", "/refs/f1"),
    higher("section f1", "/section/f1"),
    higher("site topics f1", "/site_topics/f1"),
];

const FACTS: &[Metric] = &[
    higher("f1", "/micro/f1"),
    higher("recall", "/micro/recall"),
    higher("precision", "/micro/precision"),
    higher("span f1", "/micro/span_f1"),
    higher("modifier", "/micro/mod"),
    higher("f1, mean of cells", "/macro/f1"),
];

const SOURCING: &[Metric] = &[
    higher("detect f1", "/all/detect/f1"),
    higher("joint f1", "/all/joint/f1"),
    higher("source exact f1", "/all/source exact/f1"),
    higher("content exact f1", "/all/content exact/f1"),
    higher("content overlap f1", "/all/content overlap/f1"),
    higher("outlet f1", "/all/outlet/f1"),
    higher("relay f1", "/all/relay/f1"),
    higher("kind", "/all/kind/acc"),
    lower("false alarms", "/all/false alarm/hit"),
];

const NAMES: &[Metric] = &[
    higher("f1", "/all/f1"),
    higher("precision", "/all/p"),
    higher("recall", "/all/r"),
    higher("f1, persons", "/person/f1"),
    higher("f1, outlets", "/outlet/f1"),
    higher("f1, organisations", "/organisation/f1"),
    higher("f1, places", "/place/f1"),
];

const QUOTATIONS: &[Metric] = &[
    higher("detect f1", "/all/detect/f1"),
    higher("joint f1", "/all/joint/f1"),
    higher("source exact f1", "/all/source exact/f1"),
    higher("content overlap f1", "/all/content overlap/f1"),
];

const DERIVATION: &[Metric] = &[
    higher("article f1", "/article/f1"),
    higher("article precision", "/article/p"),
    higher("named f1", "/named/f1"),
    higher("missing f1", "/missing/f1"),
    higher("primary f1", "/primary/f1"),
    higher("kind", "/kind/acc"),
    higher("claim edge f1", "/claim edge/f1"),
    higher("instance recall", "/instance/recall"),
    higher("grouping f1", "/grouping/f1"),
    higher("count exact", "/count/exact"),
    higher("count inside interval", "/count/covered"),
    lower("count error", "/count/mae"),
    lower("count error, matched", "/count/mae_matched"),
    higher("count by edges exact", "/count by edges/exact"),
    lower("false ties", "/false tie/rate"),
    lower("calibration error", "/calibration/ece"),
];

const CLAIMS: &[Metric] = &[
    higher("edge f1", "/edge/f1"),
    higher("parent", "/parent/acc"),
    higher("root", "/origin/acc"),
    lower("calibration error", "/calibration/ece"),
    lower("area under error", "/calibration/aurc"),
    higher("mutation f1", "/mutation/f1"),
    higher("circular f1", "/circular/f1"),
];

const SEGMENTS: &[Metric] = &[
    higher("with English", "/full/english"),
    higher("without English", "/full/mixed"),
    higher("least with English", "/full/least"),
    higher("vectors, with English", "/margin/english"),
    higher("vectors, without English", "/margin/mixed"),
    higher("vectors, least", "/margin/least"),
    higher("names and figures alone", "/signs/english"),
];

const STREAMS: &[Metric] = &[
    higher("pair f1", "/pair_f1"),
    higher("pair precision", "/pair_p"),
    higher("other-telling recall", "/other_telling_recall"),
    higher("b-cubed f1", "/bcubed_f1"),
];

const PAIRS: &[Metric] = &[higher("f1", "/f1"), higher("precision", "/precision"), higher("recall", "/recall")];

const COPIED: &[Metric] = &[
    higher("verbatim recall", "/recall/verbatim"),
    higher("words 10 % recall", "/recall/words-10"),
    higher("words 20 % recall", "/recall/words-20"),
    higher("words 40 % recall", "/recall/words-40"),
    higher("abridged recall", "/recall/abridged"),
    higher("shuffled recall", "/recall/shuffled"),
    higher("embedded recall", "/recall/embedded"),
    higher("precision", "/precision"),
];

/// Every set.
pub const SETS: &[Set] = &[
    Set {
        name: "derivation",
        home: Home::Own,
        folder: "derivation",
        parts: &["manifest.json", "pages", "truth/gold.jsonl"],
        task: Task::Pile,
        metrics: DERIVATION,
    },
    Set {
        name: "derivation-by-story",
        home: Home::Own,
        folder: "derivation",
        parts: &["manifest.json", "pages", "truth/gold.jsonl"],
        task: Task::Stories,
        metrics: DERIVATION,
    },
    Set {
        name: "claims",
        home: Home::Own,
        folder: "derivation",
        parts: &["manifest.json", "pages", "truth/gold.jsonl"],
        task: Task::Claims,
        metrics: CLAIMS,
    },
    Set {
        name: "copied",
        home: Home::Own,
        folder: "derivation",
        parts: &["manifest.json", "pages"],
        task: Task::Copied(100),
        metrics: COPIED,
    },
    Set {
        name: "extraction",
        home: Home::Own,
        folder: "derivation",
        parts: &["manifest.json", "pages", "truth/pages.jsonl"],
        task: Task::Extract(Capture::Html, "truth/pages.jsonl"),
        metrics: EXTRACT,
    },
    Set {
        name: "parts",
        home: Home::Own,
        folder: "derivation",
        parts: &["manifest.json", "pages", "truth/pages.jsonl"],
        task: Task::Parts("truth/pages.jsonl"),
        metrics: PARTS,
    },
    Set {
        name: "sourcing",
        home: Home::Own,
        folder: "sourcing",
        parts: &["multilingual.jsonl.gz"],
        task: Task::Sourcing("multilingual.jsonl.gz"),
        metrics: SOURCING,
    },
    Set {
        name: "sourcing-more",
        home: Home::Own,
        folder: "sourcing",
        parts: &["more.jsonl"],
        task: Task::Sourcing("more.jsonl"),
        metrics: SOURCING,
    },
    Set {
        name: "sourcing-politics",
        home: Home::Own,
        folder: "sourcing",
        parts: &["politics.jsonl"],
        task: Task::Sourcing("politics.jsonl"),
        metrics: QUOTATIONS,
    },
    Set {
        name: "names",
        home: Home::Own,
        folder: "names",
        parts: &["pairs.jsonl"],
        task: Task::Names("pairs.jsonl"),
        metrics: NAMES,
    },
    Set {
        name: "names-more",
        home: Home::Own,
        folder: "names",
        parts: &["more.jsonl"],
        task: Task::Names("more.jsonl"),
        metrics: NAMES,
    },
    Set {
        name: "facts",
        home: Home::Own,
        folder: "facts",
        parts: &["news.jsonl.gz"],
        task: Task::Facts(&["news.jsonl.gz"]),
        metrics: FACTS,
    },
    Set {
        name: "facts-more",
        home: Home::Own,
        folder: "facts",
        parts: &["more.jsonl"],
        task: Task::Facts(&["more.jsonl"]),
        metrics: FACTS,
    },
    Set {
        name: "web-html",
        home: Home::Elsewhere,
        folder: "extract",
        parts: &["gold.jsonl", "html"],
        task: Task::Extract(Capture::Html, "gold.jsonl"),
        metrics: EXTRACT,
    },
    Set {
        name: "web-text",
        home: Home::Elsewhere,
        folder: "extract",
        parts: &["gold.jsonl", "text"],
        task: Task::Extract(Capture::Text, "gold.jsonl"),
        metrics: EXTRACT,
    },
    Set {
        name: "recognizers",
        home: Home::Elsewhere,
        folder: "facts",
        parts: &["recognizers.jsonl.gz"],
        task: Task::Facts(&["recognizers.jsonl.gz"]),
        metrics: FACTS,
    },
    Set {
        name: "duckling",
        home: Home::Elsewhere,
        folder: "facts",
        parts: &["duckling.jsonl.gz"],
        task: Task::Facts(&["duckling.jsonl.gz"]),
        metrics: FACTS,
    },
    Set {
        name: "sentences",
        home: Home::Elsewhere,
        folder: "stories",
        parts: &["dev.jsonl.gz"],
        task: Task::Segments("dev.jsonl.gz"),
        metrics: SEGMENTS,
    },
    Set {
        name: "stream-eng",
        home: Home::Elsewhere,
        folder: "stories",
        parts: &["dev.jsonl.gz"],
        task: Task::Streams("dev.jsonl.gz", "eng"),
        metrics: STREAMS,
    },
    Set {
        name: "stream-three",
        home: Home::Elsewhere,
        folder: "stories",
        parts: &["dev.jsonl.gz"],
        task: Task::Streams("dev.jsonl.gz", "three"),
        metrics: STREAMS,
    },
    Set {
        name: "stream-one",
        home: Home::Elsewhere,
        folder: "stories",
        parts: &["dev.jsonl.gz"],
        task: Task::Streams("dev.jsonl.gz", "one"),
        metrics: STREAMS,
    },
    Set {
        name: "sentence-pairs",
        home: Home::Elsewhere,
        folder: "stories",
        parts: &["dev.jsonl.gz"],
        task: Task::Pairs("dev.jsonl.gz"),
        metrics: PAIRS,
    },
    Set {
        name: "wikinews-de",
        home: Home::Elsewhere,
        folder: "attribution",
        parts: &["wikinews-de-dev.jsonl.gz"],
        task: Task::Sourcing("wikinews-de-dev.jsonl.gz"),
        metrics: QUOTATIONS,
    },
];

impl Set {
    /// Returns where the set lies, given `bench/` and the folder of sets elsewhere; nothing where there is none.
    pub fn place(&self, bench: &Path, elsewhere: Option<&Path>) -> Option<PathBuf> {
        let root = match self.home {
            Home::Own => Some(bench.join("sets")),
            Home::Elsewhere => elsewhere.map(Path::to_owned),
        };
        root.map(|root| root.join(self.folder))
    }

    /// Predicts what the set asks for. `folder` is the set's own.
    ///
    /// # Errors
    ///
    /// Where a file is missing or not in the set's form.
    pub fn predict(&self, folder: &Path) -> Result<Vec<Value>> {
        match self.task {
            Task::Extract(capture, records) => predict::extract(&folder.join(records), capture),
            Task::Parts(records) => predict::extract(&folder.join(records), Capture::Html),
            Task::Facts(files) => {
                let paths: Vec<PathBuf> = files.iter().map(|file| folder.join(file)).collect();
                predict::facts(&paths)
            }
            Task::Sourcing(file) => predict::sourcing(&folder.join(file)),
            Task::Segments(file) => predict::segments(&folder.join(file)),
            Task::Streams(file, stream) => predict::streams(&folder.join(file), stream),
            Task::Pairs(file) => predict::pairs(&folder.join(file)),
            Task::Names(file) => predict::names(&folder.join(file)),
            Task::Copied(count) => predict::copied(count),
            Task::Pile => predict::derivation(folder, false, Rule::Engine, Weights::fitted()),
            Task::Stories => predict::derivation(folder, true, Rule::Engine, Weights::fitted()),
            Task::Claims => predict::claims(folder),
        }
    }

    /// Returns the BLAKE3 digest of the names and bytes of all that a score on the set rests on.
    ///
    /// # Errors
    ///
    /// Where a part is missing.
    pub fn digest(&self, folder: &Path) -> Result<String> {
        let mut files = Vec::new();
        for part in self.parts {
            collect(&folder.join(part), &mut files)?;
        }
        files.sort();
        let mut hasher = blake3::Hasher::new();
        for path in files {
            let bytes = fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            // Lengths first, so that no two sets of files run together into the same bytes.
            for piece in [name.as_bytes(), bytes.as_slice()] {
                hasher.update(&(piece.len() as u64).to_le_bytes());
                hasher.update(piece);
            }
        }
        Ok(hasher.finalize().to_hex().to_string())
    }
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        files.push(path.to_owned());
        return Ok(());
    }
    if !path.is_dir() {
        bail!("`{}` is missing", path.display());
    }
    for entry in fs::read_dir(path).with_context(|| format!("cannot list `{}`", path.display()))? {
        collect(&entry?.path(), files)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::{Home, SETS, Set, Task};

    #[test]
    fn names_are_distinct() {
        let names: BTreeSet<&str> = SETS.iter().map(|set| set.name).collect();
        assert_eq!(names.len(), SETS.len());
        for set in SETS {
            let metrics: BTreeSet<&str> = set.metrics.iter().map(|metric| metric.name).collect();
            assert_eq!(metrics.len(), set.metrics.len(), "{}", set.name);
        }
    }

    #[test]
    fn a_digest_changes_with_a_name_and_with_a_byte() {
        let set =
            Set { name: "small", home: Home::Own, folder: "small", parts: &["pages"], task: Task::Pile, metrics: &[] };
        let folder = tempfile::tempdir().unwrap();
        let pages = folder.path().join("pages");
        fs::create_dir(&pages).unwrap();
        fs::write(pages.join("a"), "one").unwrap();
        let first = set.digest(folder.path()).unwrap();
        fs::write(pages.join("a"), "two").unwrap();
        let second = set.digest(folder.path()).unwrap();
        fs::rename(pages.join("a"), pages.join("b")).unwrap();
        let third = set.digest(folder.path()).unwrap();
        assert!(first != second && second != third && first != third);
        assert!(set.digest(&pages).unwrap_err().to_string().contains("is missing"));
    }
}
