//! The scorers give a perfect answer full marks, so a number that the table holds is the number it says.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use headwater_bench::made::edits::EDITS;
use headwater_bench::sets::{Better, Home, SETS, Set, Task};
use headwater_bench::{lines, score};
use serde_json::{Value, json};

/// The set's answers in the form of predictions.
fn perfect(set: &Set, folder: &Path) -> Result<Vec<Value>> {
    match set.task {
        Task::Extract(_, file) | Task::Sourcing(file) | Task::Names(file) => lines::read(&folder.join(file)),
        Task::Facts(files) => {
            let mut answers = Vec::new();
            for file in files {
                let records: Vec<Value> = lines::read(&folder.join(file))?;
                answers.extend(records.iter().map(|record| json!({"id": record["id"], "found": record["expected"]})));
            }
            Ok(answers)
        }
        Task::Pile | Task::Stories => oracle("derivation.py", folder),
        Task::Parts(file) => Ok(lines::read(&folder.join(file))?.iter().map(parts).collect()),
        Task::Segments(_) | Task::Pairs(_) | Task::Streams(..) => Ok(Vec::new()),
        Task::Copied(_) => Ok(copied()),
        Task::Claims => oracle("align_claims.py", folder),
    }
}

/// A record of a page in the form of a prediction.
fn parts(record: &Value) -> Value {
    let lines = |part: &str| -> Vec<&str> { record[part].as_str().into_iter().flat_map(str::lines).collect() };
    json!({
        "id": record["id"], "credit": lines("credit"), "refs": lines("refs"), "notes": [],
        "preface": record["preface"], "section": lines("section"), "site_topics": record["site_topics"],
    })
}

/// Texts of one number are copies of each other.
fn copied() -> Vec<Value> {
    let id = |number: usize, edit: &str| format!("{number}:{edit}");
    let edits = || EDITS.iter().map(|(name, _)| *name).chain(["original"]);
    let line = |number: usize, edit: &str| {
        let others: Vec<String> = edits().filter(|other| *other != edit).map(|other| id(number, other)).collect();
        json!({"id": id(number, edit), "copies": others})
    };
    (0..3).flat_map(|number| edits().map(move |edit| line(number, edit))).collect()
}

/// What a program of `bench/score/` writes as the perfect answer.
fn oracle(program: &str, folder: &Path) -> Result<Vec<Value>> {
    let work = tempfile::tempdir()?;
    let answers = work.path().join("answers.jsonl");
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("score").join(program);
    let mut python = Command::new("python3");
    python.arg("-B").arg(program).arg(folder.join("truth/gold.jsonl")).arg("--oracle").arg(&answers);
    ensure!(python.status().context("python3 is needed")?.success(), "the oracle failed");
    lines::read(&answers)
}

#[test]
fn a_perfect_answer_has_full_marks() {
    let bench = Path::new(env!("CARGO_MANIFEST_DIR"));
    for set in SETS.iter().filter(|set| set.home == Home::Own) {
        let folder = set.place(bench, None).unwrap();
        let output = score::score(set, bench, &folder, &perfect(set, &folder).unwrap()).unwrap();
        for metric in set.metrics {
            let best = if metric.better == Better::Higher { 1.0 } else { 0.0 };
            let score = output.pointer(metric.pointer).and_then(Value::as_f64);
            assert_eq!(score, Some(best), "{}: {}", set.name, metric.name);
        }
    }
}

/// An answer knows the manifest's ids alone: claims are found by their words, and names of outlets by the gold's.
#[test]
fn predicted_claims_are_scored_by_the_words_that_state_them() {
    let bench = Path::new(env!("CARGO_MANIFEST_DIR"));
    let set = SETS.iter().find(|set| set.task == Task::Claims).unwrap();
    let folder = set.place(bench, None).unwrap();
    let mut answers = perfect(set, &folder).unwrap();
    for answer in &mut answers {
        for claim in answer["claims"].as_array_mut().unwrap() {
            claim["instances"][0]["words"] = json!("words that stand on no page");
            claim["instances"][0]["value"] = Value::Null;
        }
    }
    let output = score::score(set, bench, &folder, &answers).unwrap();
    let recall = output["edge"]["r"].as_f64().unwrap();
    assert!(0.5 < recall && recall < 1.0, "{output}");
    assert_eq!(output["edge"]["p"], 1.0, "{output}");
}
