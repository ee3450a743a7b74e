//! Runs a set's scorer, a Python program that knows the answers.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::lines;
use crate::sets::{Set, Task};

/// Scores predictions with the scorers in `bench/score/` and returns the scorer's output.
///
/// # Errors
///
/// Where Python is missing, or the scorer fails; the error holds what it said.
pub fn score(set: &Set, bench: &Path, folder: &Path, predictions: &[Value]) -> Result<Value> {
    let work = tempfile::tempdir().context("cannot make a folder for predictions")?;
    let predicted = work.path().join("pred.jsonl");
    let file = File::create(&predicted).with_context(|| format!("cannot write `{}`", predicted.display()))?;
    lines::write(predictions, &mut BufWriter::new(file))?;
    let run = Run { scorers: bench.join("score"), folder: folder.to_owned(), work: work.path().to_owned(), predicted };
    run.task(set.task).with_context(|| format!("cannot score `{}`", set.name))
}

/// One run of a scorer.
struct Run {
    scorers: PathBuf,
    folder: PathBuf,
    work: PathBuf,
    predicted: PathBuf,
}

impl Run {
    fn task(&self, task: Task) -> Result<Value> {
        let out = self.work.join("score.json");
        match task {
            Task::Extract(_, records) => {
                let gold = self.folder.join(records);
                self.python("extract.py", [&self.predicted, &flag("--gold"), &gold, &flag("--json"), &out])?;
                written(&out)
            }
            Task::Parts(records) => self.printed("parts.py", &self.folder.join(records), &self.predicted),
            Task::Facts(files) => {
                let gold: Vec<PathBuf> = files.iter().map(|file| self.folder.join(file)).collect();
                let options = [flag("--pred"), self.predicted.clone(), flag("--json"), out.clone()];
                self.python("facts.py", gold.iter().chain(&options))?;
                written(&out)
            }
            Task::Sourcing(file) => self.printed("sourcing.py", &self.folder.join(file), &self.predicted),
            Task::Segments(file) => self.printed("segments.py", &self.folder.join(file), &self.predicted),
            Task::Streams(file, stream) => {
                let gold = self.folder.join(file);
                let text = self.python("stories.py", [&flag("cluster"), &gold, &flag(stream), &self.predicted])?;
                serde_json::from_slice(&text).context("`stories.py` did not print JSON")
            }
            Task::Pairs(file) => {
                let text = self.python(
                    "segments.py",
                    [&self.folder.join(file), &self.predicted, &flag("--pairs"), &flag("--json")],
                )?;
                serde_json::from_slice(&text).context("`segments.py` did not print JSON")
            }
            Task::Copied(_) => {
                let text = self.python("copied.py", [&self.predicted])?;
                serde_json::from_slice(&text).context("`copied.py` did not print JSON")
            }
            Task::Names(file) => self.printed("names.py", &self.folder.join(file), &self.predicted),
            Task::Pile | Task::Stories => self.printed("derivation.py", &self.stories(), &self.predicted),
            Task::Claims => {
                let aligned = self.work.join("aligned.jsonl");
                self.python("align_claims.py", [&self.stories(), &self.predicted, &aligned])?;
                self.printed("claims.py", &self.stories(), &aligned)
            }
        }
    }

    fn stories(&self) -> PathBuf {
        self.folder.join("truth/gold.jsonl")
    }

    fn printed(&self, scorer: &str, gold: &Path, predicted: &Path) -> Result<Value> {
        let text = self.python(scorer, [gold, predicted, &flag("--json")])?;
        serde_json::from_slice(&text).with_context(|| format!("`{scorer}` did not print JSON"))
    }

    fn python<A: Into<OsString>>(&self, scorer: &str, arguments: impl IntoIterator<Item = A>) -> Result<Vec<u8>> {
        let mut command = Command::new("python3");
        // Compiled scorers would lie in the source tree.
        command.arg("-B").arg(self.scorers.join(scorer)).args(arguments.into_iter().map(Into::into));
        let output = command.output().context("cannot run python3, which the scorers need")?;
        if !output.status.success() {
            bail!("`{scorer}` failed: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(output.stdout)
    }
}

fn flag(name: &str) -> PathBuf {
    PathBuf::from(name)
}

fn written(path: &Path) -> Result<Value> {
    let text = fs::read(path).context("the scorer wrote nothing")?;
    serde_json::from_slice(&text).context("the scorer did not write JSON")
}
