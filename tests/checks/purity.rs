//! Pure crates meet no disk, network, clock, environment or terminal.
//!
//! A scan of the source and not of types: it sees paths, also inside groups of imports, and does not follow
//! renamed imports of whole crates.

use crate::source::{Kind, before_tests, pieces};

/// Crates whose functions get everything as arguments.
pub const PURE: [&str; 6] = ["model", "lang", "read", "facts", "link", "report"];

/// What they must not name.
const FORBIDDEN: [&str; 21] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::path",
    "std::process",
    "std::thread::sleep",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "std::time::Instant",
    "std::time::SystemTime",
    "SystemTime::now",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "TimeZone::system",
    "TimeZone::try_system",
    "println!",
    "print!",
    "eprintln!",
    "eprint!",
];

/// Returns what a file names outside its tests and must not.
pub fn forbidden(source: &str) -> Vec<&'static str> {
    let code = code(before_tests(source));
    let named = |path: &&&str| names(&code, path) || grouped(&code).iter().any(|full| names(full, path));
    FORBIDDEN.iter().filter(named).copied().collect()
}

/// The code without comments and white space; literals are empty.
fn code(source: &str) -> String {
    let mut code = String::new();
    for piece in pieces(source) {
        match piece.kind {
            Kind::Code => code.extend(piece.text.chars().filter(|character| !character.is_whitespace())),
            Kind::Comment => {}
            Kind::Literal => code.push_str("\"\""),
        }
    }
    code
}

/// Whether `code` has `path` as a whole name: `print!` is not in `eprint!`.
fn names(code: &str, path: &str) -> bool {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    code.match_indices(path).any(|(place, _)| {
        let before = code.get(..place).and_then(|text| text.chars().next_back());
        let after = code.get(place + path.len()..).and_then(|text| text.chars().next());
        // `usestd::fs` is `use std::fs` without its space.
        let starts = !before.is_some_and(is_word) || code.get(..place).is_some_and(|text| text.ends_with("use"));
        starts && !after.is_some_and(|after| is_word(after) && !path.ends_with('!'))
    })
}

/// The full paths that groups of imports stand for: `std::{fs, time::{Duration, Instant}}` has four.
fn grouped(code: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for (place, _) in code.match_indices("::{") {
        let is_path = |character: char| character.is_alphanumeric() || "_:".contains(character);
        let before = code.get(..place).unwrap_or_default();
        let prefix = before.rsplit(|character| !is_path(character)).next().unwrap_or_default();
        let prefix = prefix.strip_prefix("use").unwrap_or(prefix);
        expand(prefix, code.get(place + 3..).unwrap_or_default(), &mut paths);
    }
    paths
}

/// Adds the items of the group that `rest` opens in, and those of groups in it.
fn expand(prefix: &str, rest: &str, paths: &mut Vec<String>) {
    let mut open = vec![prefix.to_owned()];
    let mut item = String::new();
    for character in rest.chars() {
        let Some(around) = open.last() else { return };
        match character {
            '{' => open.push(format!("{around}::{}", item.trim_end_matches(':'))),
            ',' | '}' => {
                paths.push(format!("{around}::{item}"));
                if character == '}' {
                    open.pop();
                }
            }
            _ => {
                item.push(character);
                continue;
            }
        }
        item.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::forbidden;

    #[test]
    fn every_way_to_the_world_is_caught() {
        for (source, named) in [
            ("use std::fs;", "std::fs"),
            ("use std::fs::File;", "std::fs"),
            ("fn f() { std :: env :: var(\"HOME\"); }", "std::env"),
            ("use std::{fmt, net::TcpStream};", "std::net"),
            ("use std::{\n    fmt,\n    time::{Duration, Instant},\n};", "std::time::Instant"),
            ("use std::{self, io::{self, Read}, process};", "std::process"),
            ("use std::{collections::BTreeMap, io::{Read, stdin}};", "std::io::stdin"),
            ("let now = SystemTime::now();", "SystemTime::now"),
            ("let now = jiff::Timestamp::now();", "Timestamp::now"),
            ("let now = Zoned::now();", "Zoned::now"),
            ("println!(\"x\");", "println!"),
            ("if x { eprint!(\"x\") }", "eprint!"),
        ] {
            assert_eq!(forbidden(source), [named], "{source}");
        }
    }

    #[test]
    fn words_in_comments_strings_and_tests_are_not_calls() {
        for source in [
            "// std::fs is not for here\n",
            "/// ```\n/// println!(\"x\");\n/// ```\nfn f() {}",
            "let help = \"std::env, println!(..)\";",
            "fn f() {}\n#[cfg(test)]\nmod tests { use std::fs; }",
            "include!(concat!(env!(\"OUT_DIR\"), \"/languages.rs\"));",
            "use std::time::Duration; use std::io::Read; let path = my_std::fs();",
            "use std::{fmt, process_list};",
        ] {
            assert!(forbidden(source).is_empty(), "{source}: {:?}", forbidden(source));
        }
    }
}
