//! The built command on invented pages: streams, exit codes, hostile text.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const PAGE: &str = "<!doctype html><html lang=\"en\"><title>Sensors failed</title>\
    <article><h1>Sensors failed</h1>\
    <p>The harbour office paid at least $10 million for 250 sensors, according to the Skerry Gazette.</p>\
    <p>The sensors failed within a year, and nobody at the office wanted to say why that was.</p></article></html>";

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_headwater"));
    command.args(arguments).env_remove("NO_COLOR").env("COLUMNS", "80");
    command
}

fn headwater(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("ended by a signal: {}", text(&output.stderr)))
}

/// A folder with `a.html`, `b.txt` and an empty page.
fn pages() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.html"), PAGE).unwrap();
    fs::write(folder.path().join("b.txt"), "A title\n\nA line of text about nothing in particular.").unwrap();
    fs::write(folder.path().join("empty.html"), "").unwrap();
    folder
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

#[test]
fn help_begins_with_examples() {
    for arguments in [&["--help"][..], &["trace", "--help"], &["read", "-h"]] {
        let output = headwater(arguments);
        assert_eq!(code(&output), 0);
        assert!(text(&output.stdout).starts_with("Examples:\n  headwater"), "{arguments:?}");
    }
}

#[test]
fn bad_usage_is_code_2() {
    for arguments in [
        &[][..],
        &["--no-such"],
        &["read"],
        &["trace"],
        &["trace", "--graph", "png", "x"],
        &["trace", "--graph", "svg", "--json", "x"],
        &["compare", "x"],
        &["stories"],
        &["missing"],
        &["serve"],
        &["--color", "pink", "x"],
        &["read", "x", "--json", "--markdown"],
    ] {
        let output = headwater(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_missing_file_gets_an_error_and_a_hint() {
    let output = headwater(&["read", "/nowhere/page.html"]);
    assert_eq!(code(&output), 1);
    assert!(output.stdout.is_empty());
    insta::assert_snapshot!(text(&output.stderr), @r"
    error: cannot read `/nowhere/page.html`: No such file or directory (os error 2)
    hint: check the spelling; `headwater --help` lists the commands
    ");
}

#[test]
fn some_bad_inputs_are_code_3_and_the_others_are_used() {
    let folder = pages();
    let output = headwater(&["trace", "--json", folder.path().to_str().unwrap()]);
    assert_eq!(code(&output), 3);
    assert!(text(&output.stderr).contains("empty.html`: the file is empty"), "{}", text(&output.stderr));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["schema"], "headwater.stories/1");
    let quiet = headwater(&["trace", "-q", folder.path().to_str().unwrap()]);
    assert_eq!((code(&quiet), text(&quiet.stderr)), (3, String::new()));
}

#[test]
fn bytes_that_are_no_page_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.html"), b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n").unwrap();
    let output = headwater(&["read", &path(folder.path(), "a.html")]);
    assert_eq!(code(&output), 1);
    assert!(text(&output.stderr).contains("expected HTML or text\nhint: "), "{}", text(&output.stderr));
}

#[test]
fn every_report_on_a_page_is_json_of_its_schema() {
    let folder = pages();
    let page = path(folder.path(), "a.html");
    for (arguments, schema) in [
        (&["--json", &page][..], "headwater.article/1"),
        (&["read", "--json", &page], "headwater.article/1"),
        (&["sources", "--json", &page], "headwater.sources/1"),
        (&["--json", "facts", &page], "headwater.facts/1"),
    ] {
        let output = headwater(arguments);
        assert_eq!(code(&output), 0, "{arguments:?}: {}", text(&output.stderr));
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["schema"], schema);
        assert_eq!(report["capture"]["name"], *page);
    }
}

#[test]
fn two_pages_are_compared() {
    let folder = pages();
    let page = path(folder.path(), "a.html");
    let other = path(folder.path(), "c.html");
    fs::write(&other, PAGE.replace("250 sensors", "2,500 sensors")).unwrap();
    let output = headwater(&["compare", &page, &other]);
    assert_eq!(code(&output), 0);
    let shown = text(&output.stdout);
    assert!(shown.contains("A: 250 sensors; B: 2500 sensors (off by a power of ten)"), "{shown}");
    let report: serde_json::Value =
        serde_json::from_slice(&headwater(&["compare", "--json", &page, &other]).stdout).unwrap();
    assert_eq!(
        (&report["schema"], &report["figures"][1]["change"]),
        (&"headwater.comparison/1".into(), &"magnitude".into())
    );
    let nothing = headwater(&["compare", "--fail-empty", &page, &path(folder.path(), "b.txt")]);
    assert_eq!(code(&nothing), 4);
    assert!(text(&nothing.stdout).contains("Nothing in common was found."), "{}", text(&nothing.stdout));
}

#[test]
fn a_pile_is_listed_by_stories_and_by_what_it_lacks() {
    let folder = pages();
    let page = path(folder.path(), "a.html");
    let stories = text(&headwater(&["stories", &page]).stdout);
    assert!(stories.starts_with("1. Sensors failed\n   1 telling in 1 language (en), no date\n"), "{stories}");
    let missing = text(&headwater(&["missing", &page]).stdout);
    assert!(missing.starts_with("1. Skerry Gazette\n   1 article leans on it"), "{missing}");
    for command in ["stories", "missing"] {
        let output = headwater(&[command, "--json", &page]);
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(report["schema"].as_str().unwrap().starts_with("headwater."), "{report}");
    }
    assert_eq!(code(&headwater(&["missing", "--fail-empty", &path(folder.path(), "b.txt")])), 4);
}

#[test]
fn a_chain_is_drawn_in_each_form() {
    let folder = pages();
    let page = path(folder.path(), "a.html");
    for (form, start) in [("dot", "digraph headwater {"), ("svg", "<svg "), ("html", "<!doctype html>")] {
        let output = headwater(&["trace", "--graph", form, &page]);
        let drawn = text(&output.stdout);
        assert_eq!(code(&output), 0);
        assert!(drawn.starts_with(start) && drawn.contains("Skerry Gazette"), "{form}: {drawn}");
    }
}

#[test]
fn a_page_comes_from_standard_input() {
    let mut child = command(&["read", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(PAGE.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 0);
    assert!(text(&output.stdout).contains("The sensors failed within a year"), "{}", text(&output.stdout));
}

#[test]
fn captured_text_cannot_steer_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = "Title \u{1b}]0;owned\u{7} one\n\nThe gate\u{202e}exe.txt \u{9b}2J opened again this morning, officials said.\n";
    fs::write(folder.path().join("a.txt"), hostile).unwrap();
    let page = path(folder.path(), "a.txt");
    for arguments in [
        &[page.as_str()][..],
        &["read", &page],
        &["read", "--markdown", &page],
        &["read", "--json", &page],
        &["sources", &page],
        &["facts", &page],
        &["trace", &page],
        &["trace", "--json", &page],
        &["trace", "--graph", "dot", &page],
        &["trace", "--graph", "svg", &page],
        &["trace", "--graph", "html", &page],
        &["compare", &page, &page],
        &["compare", "--json", &page, &page],
        &["stories", &page],
        &["stories", "--json", &page],
        &["missing", &page],
        &["missing", "--json", &page],
    ] {
        let output = text(&headwater(arguments).stdout);
        let steering = |character: &char| character.is_control() && *character != '\n' || *character == '\u{202e}';
        assert_eq!(output.chars().find(steering), None, "{arguments:?}: {output:?}");
    }
}

#[test]
fn hostile_file_names_cannot_steer_the_terminal() {
    let output = headwater(&["read", "/nowhere/\u{1b}[2Jx"]);
    assert!(text(&output.stderr).contains("\\u{1b}[2Jx"), "{}", text(&output.stderr));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = tempfile::tempdir().unwrap();
    let long = "A sentence that goes on and on about the harbour and its many failing sensors. ".repeat(200);
    fs::write(folder.path().join("a.txt"), format!("Title\n\n{long}")).unwrap();
    let mut child = command(&["read", "--json", &path(folder.path(), "a.txt")])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((code(&output), text(&output.stderr)), (0, String::new()));
}

#[test]
fn colour_is_used_only_where_it_is_asked_for() {
    let folder = pages();
    let page = path(folder.path(), "a.html");
    let coloured = |arguments: &[&str]| text(&headwater(arguments).stdout).contains("\u{1b}[");
    assert!(!coloured(&["read", &page]));
    assert!(coloured(&["read", "--color", "always", &page]));
    assert!(!coloured(&["read", "--color", "never", &page]));
}

#[test]
fn nothing_found_is_code_4_only_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Nothing to count here").unwrap();
    let page = path(folder.path(), "a.txt");
    assert_eq!(code(&headwater(&["facts", &page])), 0);
    assert_eq!(code(&headwater(&["facts", "--fail-empty", &page])), 4);
}

#[test]
fn an_archive_keeps_pages_once_and_traces_them() {
    let folder = pages();
    let archive = path(folder.path(), "kept");
    assert_eq!(code(&headwater(&["init", &archive])), 0);
    assert_eq!(code(&headwater(&["init", &archive])), 1);
    let page = path(folder.path(), "a.html");
    let added = headwater(&["add", &page, "--archive", &archive]);
    assert!(text(&added.stdout).starts_with("added  "), "{}", text(&added.stderr));
    let again = headwater(&["add", &page, "--archive", &archive]);
    assert!(text(&again.stdout).starts_with("held   "));
    let traced = headwater(&["trace", "--archive", &archive]);
    assert_eq!(code(&traced), 0);
    assert!(text(&traced.stdout).contains("a.html"), "{}", text(&traced.stdout));
}

#[test]
fn a_damaged_archive_is_code_5_and_a_newer_one_code_7() {
    let folder = pages();
    let archive = path(folder.path(), "kept");
    headwater(&["init", &archive]);
    headwater(&["add", &path(folder.path(), "a.html"), &path(folder.path(), "b.txt"), "--archive", &archive]);
    let captures = folder.path().join("kept/captures");
    let shelf = fs::read_dir(captures).unwrap().next().unwrap().unwrap().path();
    let kept = fs::read_dir(shelf).unwrap().map(|entry| entry.unwrap().path());
    let bytes = kept.into_iter().find(|path| path.extension().is_none()).unwrap();
    fs::write(bytes, "other").unwrap();
    let traced = headwater(&["trace", "--archive", &archive]);
    assert_eq!(code(&traced), 5);
    assert!(text(&traced.stderr).contains("was changed or damaged"), "{}", text(&traced.stderr));
    fs::write(folder.path().join("kept/headwater.toml"), "format = 9\n").unwrap();
    assert_eq!(code(&headwater(&["trace", "--archive", &archive])), 7);
}

#[test]
fn without_an_archive_add_says_how_to_make_one() {
    let folder = pages();
    let output = headwater(&["add", &path(folder.path(), "a.html"), "--archive", &path(folder.path(), "none")]);
    assert_eq!(code(&output), 1);
    assert!(text(&output.stderr).contains("hint: `headwater init DIR` makes an archive"), "{}", text(&output.stderr));
}

#[test]
fn pages_are_served_on_this_computer() {
    let folder = pages();
    let page = path(folder.path(), "a.html");
    let mut child = command(&["serve", "-p", "0", &page]).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut said).unwrap();
    let address = said.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap().to_owned();
    let mut stream = TcpStream::connect(&address).unwrap();
    write!(stream, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(address.starts_with("127.0.0.1:"), "{said}");
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
}
