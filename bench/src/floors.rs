//! The floors: scores that a change may raise and must not lower.
//!
//! `bench/floors.json` holds, for each set, the digest of the corpus that was scored and one number a metric: the
//! least score, or for an error the largest. A score on another corpus means something else, so another digest fails
//! until somebody pins again.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::score;
use crate::sets::{Better, Home, Metric, SETS, Set};

/// What to score and what to do with the scores.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Write the scores as floors.
    pub pin: bool,
    /// Lower floors too.
    pub lower: bool,
    /// The folder of the sets that the project does not carry.
    pub more: Option<PathBuf>,
    /// Names of the sets to score; empty for all that are at hand.
    pub sets: Vec<String>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// One line a metric, for a person.
    pub table: String,
    /// Whether every score held.
    pub held: bool,
}

/// The floors of one set.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetFloors {
    /// BLAKE3 digest of the corpus they were measured on.
    pub corpus: String,
    /// By metric. `null` is no bound yet.
    pub floors: BTreeMap<String, Option<f64>>,
}

/// `floors.json`: floors by set.
pub type Floors = BTreeMap<String, SetFloors>;

/// Scores by metric.
pub type Scores = BTreeMap<&'static str, f64>;

/// Scores sets and compares with `bench/floors.json`, or pins it.
///
/// # Errors
///
/// Where a set or scorer is missing or fails. A score below its floor is no error but [`Report::held`].
pub fn run(options: &Options) -> Result<Report> {
    let bench = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = bench.join("floors.json");
    let mut floors = read(&path)?;
    let mut report = Report { table: String::new(), held: true };
    for set in chosen(options)? {
        let Some(folder) = set.place(bench, options.more.as_deref()) else {
            continue;
        };
        let digest = set.digest(&folder)?;
        let predictions = set.predict(&folder)?;
        let scores = scores(set, &score::score(set, bench, &folder, &predictions)?)?;
        let pinned = floors.entry(set.name.to_owned()).or_default();
        let before = pinned.clone();
        if options.pin {
            *pinned = pin(set, &before, digest.clone(), &scores, options.lower);
        }
        // A new corpus that is being pinned has nothing to be compared with but the numbers.
        let expected = if options.pin { SetFloors { corpus: digest.clone(), ..pinned.clone() } } else { before };
        report.add(set, &expected, &digest, &scores);
    }
    if options.pin {
        let text = serde_json::to_string_pretty(&floors).context("floors are plain data")?;
        fs::write(&path, text + "\n").with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    Ok(report)
}

fn chosen(options: &Options) -> Result<Vec<&'static Set>> {
    for name in &options.sets {
        if !SETS.iter().any(|set| set.name == name) {
            let known: Vec<&str> = SETS.iter().map(|set| set.name).collect();
            bail!("there is no set `{name}`; there are {}", known.join(", "));
        }
    }
    let asked = |set: &&Set| options.sets.is_empty() || options.sets.iter().any(|name| name == set.name);
    let at_hand = |set: &&Set| set.home == Home::Own || options.more.is_some();
    Ok(SETS.iter().filter(asked).filter(at_hand).collect())
}

/// Reads `floors.json`; a missing file has no floors.
///
/// # Errors
///
/// Where the file is not in the form of [`Floors`].
pub fn read(path: &Path) -> Result<Floors> {
    if !path.exists() {
        return Ok(Floors::new());
    }
    let text = fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    serde_json::from_slice(&text).with_context(|| format!("`{}`", path.display()))
}

/// Picks the held numbers out of a scorer's output. What a scorer leaves out as undefined, such as the share of right
/// answers among none, is the worst score.
fn scores(set: &Set, output: &Value) -> Result<Scores> {
    let picked = set.metrics.iter().map(|metric| {
        let Some(value) = output.pointer(metric.pointer) else {
            let undefined = output.as_object().is_some_and(|output| !output.is_empty());
            return if undefined { Ok((metric.name, worst(metric))) } else { bail!("the scorer printed nothing") };
        };
        Ok((metric.name, value.as_f64().unwrap_or_else(|| worst(metric))))
    });
    picked.collect()
}

/// A score that no floor lets pass: larger than any error the scorers can find.
const fn worst(metric: &Metric) -> f64 {
    match metric.better {
        Better::Higher => 0.0,
        Better::Lower => 1000.0,
    }
}

/// Floors from scores: the better of the old and the new, or the new where lowering is allowed.
fn pin(set: &Set, before: &SetFloors, digest: String, scores: &Scores, lower: bool) -> SetFloors {
    let floors = set.metrics.iter().map(|metric| {
        let new = scores.get(metric.name).map(|score| rounded(*score, metric.better));
        let old = before.floors.get(metric.name).copied().flatten();
        let kept = match (old, new) {
            (Some(old), Some(new)) if !lower => Some(better(old, new, metric.better)),
            (old, new) => new.or(old),
        };
        (metric.name.to_owned(), kept)
    });
    SetFloors { corpus: digest, floors: floors.collect() }
}

/// Four places, towards the lenient side, so that the last bit of a sum does not decide.
fn rounded(score: f64, better: Better) -> f64 {
    let scaled = score * 1e4;
    let whole = match better {
        Better::Higher => (scaled + 1e-6).floor(),
        Better::Lower => (scaled - 1e-6).ceil(),
    };
    whole / 1e4
}

const fn better(left: f64, right: f64, better: Better) -> f64 {
    match better {
        Better::Higher => left.max(right),
        Better::Lower => left.min(right),
    }
}

impl Report {
    fn add(&mut self, set: &Set, expected: &SetFloors, digest: &str, scores: &Scores) {
        let mut lines = format!("{}\n", set.name);
        if expected.corpus != digest {
            self.held = false;
            let was = if expected.corpus.is_empty() { "none" } else { &expected.corpus };
            lines += &format!("  CORPUS CHANGED: {digest}, pinned was {was}; `floors --pin` after checking\n");
        }
        for metric in set.metrics {
            let score = scores.get(metric.name).copied().unwrap_or_else(|| worst(metric));
            let floor = expected.floors.get(metric.name).copied().flatten();
            let low = floor.is_some_and(|floor| falls_short(score, floor, metric.better));
            self.held &= !low;
            let held = floor.map_or_else(|| "-".to_owned(), |floor| format!("{floor:.4}"));
            let sign = if metric.better == Better::Higher { ">=" } else { "<=" };
            let verdict = if low { "  FAILS" } else { "" };
            writeln!(lines, "  {:<28}{score:>9.4}  {sign} {held:>7}{verdict}", metric.name)
                .expect("a string takes all");
        }
        self.table.push_str(&lines);
    }
}

fn falls_short(score: f64, floor: f64, better: Better) -> bool {
    match better {
        Better::Higher => rounded(score, better) < floor,
        Better::Lower => rounded(score, better) > floor,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sets::Task;

    const SET: Set = Set {
        name: "small",
        home: Home::Own,
        folder: "small",
        parts: &[],
        task: Task::Pile,
        metrics: &[
            Metric { name: "right", pointer: "/a/f1", better: Better::Higher },
            Metric { name: "error", pointer: "/a/mae", better: Better::Lower },
        ],
    };

    fn floors(corpus: &str, right: Option<f64>, error: Option<f64>) -> SetFloors {
        let floors = [("right".to_owned(), right), ("error".to_owned(), error)];
        SetFloors { corpus: corpus.to_owned(), floors: floors.into() }
    }

    fn compared(expected: &SetFloors, digest: &str, output: &Value) -> Report {
        let mut report = Report { table: String::new(), held: true };
        report.add(&SET, expected, digest, &scores(&SET, output).unwrap());
        report
    }

    #[test]
    fn a_lower_score_a_larger_error_and_another_corpus_fail() {
        let expected = floors("d", Some(0.8), Some(0.2));
        for (digest, right, error, held) in [
            ("d", 0.8, 0.2, true),
            ("d", 0.9, 0.1, true),
            ("d", 0.7998, 0.2, false),
            ("d", 0.8, 0.2002, false),
            ("e", 0.9, 0.1, false),
        ] {
            let report = compared(&expected, digest, &json!({"a": {"f1": right, "mae": error}}));
            assert_eq!(report.held, held, "{}", report.table);
        }
    }

    #[test]
    fn the_table_says_which_number_fails() {
        let report = compared(&floors("d", Some(0.8), None), "d", &json!({"a": {"f1": 0.75, "mae": 0.3}}));
        assert_eq!(
            report.table,
            "small\n  \
             right                          0.7500  >=  0.8000  FAILS\n  \
             error                          0.3000  <=       -\n"
        );
    }

    #[test]
    fn a_score_that_is_undefined_is_the_worst() {
        let scores = scores(&SET, &json!({"a": {"f1": null}})).unwrap();
        assert_eq!(scores, Scores::from([("right", 0.0), ("error", 1000.0)]));
    }

    #[test]
    fn pinning_raises_and_lowers_only_when_told() {
        let old = floors("d", Some(0.8), Some(0.2));
        let pinned = |right, error, lower| {
            let scores = Scores::from([("right", right), ("error", error)]);
            pin(&SET, &old, "e".to_owned(), &scores, lower)
        };
        assert_eq!(pinned(0.90009, 0.10001, false), floors("e", Some(0.9), Some(0.1001)));
        assert_eq!(pinned(0.7, 0.3, false), floors("e", Some(0.8), Some(0.2)));
        assert_eq!(pinned(0.7, 0.3, true), floors("e", Some(0.7), Some(0.3)));
    }

    #[test]
    fn a_pinned_score_holds_when_it_is_measured_again() {
        for score in [0.0, 1.0, 1.0 / 3.0, 0.7, 0.123_456_789] {
            for better in [Better::Higher, Better::Lower] {
                assert!(!falls_short(score, rounded(score, better), better), "{score} {better:?}");
            }
        }
    }

    #[test]
    fn an_unknown_set_is_refused_by_name() {
        let options = Options { sets: vec!["figures".to_owned()], ..Options::default() };
        assert!(run(&options).unwrap_err().to_string().contains("no set `figures`; there are derivation"));
    }
}
