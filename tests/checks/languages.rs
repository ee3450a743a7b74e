//! No language code in the code: what differs by language is in that language's file.

use std::collections::BTreeSet;

use crate::source::{Kind, Piece, before_tests, pieces};

/// Codes that are also names of HTML elements and attributes, and keys of JSON.
pub const MARKUP: [&str; 3] = ["tr", "id", "hr"];

/// Returns the lines on which a file decides by a language code, with the code.
///
/// `codes` are those of the language files. What stands alone as an argument, a case or a side of a comparison is
/// taken for a decision; a code inside a longer string is not.
pub fn decided_by_code(source: &str, codes: &BTreeSet<String>) -> Vec<(usize, String)> {
    let pieces: Vec<Piece<'_>> =
        pieces(before_tests(source)).into_iter().filter(|piece| piece.kind != Kind::Comment).collect();
    let mut found = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let code = piece.text.trim_matches('"');
        if piece.kind != Kind::Literal || !codes.contains(code) {
            continue;
        }
        let before = index.checked_sub(1).and_then(|before| pieces.get(before)).map_or("", |piece| piece.text);
        let after = pieces.get(index + 1).map_or("", |piece| piece.text);
        if decides(before.trim_end(), after.trim_start()) {
            found.push((piece.line, code.to_owned()));
        }
    }
    found
}

fn decides(before: &str, after: &str) -> bool {
    ["==", "!=", "|", "parse(", "[", "matches!("].iter().any(|sign| before.ends_with(sign))
        || ["==", "!=", "|", "=>", "]"].iter().any(|sign| after.starts_with(sign))
        || (before.ends_with(',') || before.ends_with('(')) && after.starts_with(')') && before.contains("matches!")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes() -> BTreeSet<String> {
        ["ar", "ja", "tr"].map(str::to_owned).into()
    }

    #[test]
    fn a_decision_by_code_is_caught() {
        for source in [
            "if language == \"ja\" {}",
            "if \"ja\" != language {}",
            "match code {\n    \"ja\" => 1,\n    _ => 2,\n}",
            "match code { \"xx\" | \"ja\" => 1, _ => 2 }",
            "let japanese = LanguageCode::parse(\"ja\");",
            "if [\"xx\", \"ja\"].contains(&code) {}",
            "if matches!(code, Some(\"ja\")) {}",
            "if matches!(code, \"ja\") {}",
        ] {
            let found = decided_by_code(source, &codes());
            assert_eq!(found.len(), 1, "{source}: {found:?}");
            assert_eq!(found.first().map(|(_, code)| code.as_str()), Some("ja"));
        }
    }

    #[test]
    fn other_strings_and_tests_pass() {
        for source in [
            "// language == \"ja\"",
            "let text = \"ja, ar\";",
            "if word == \"jar\" {}",
            "fn f() {}\n#[cfg(test)]\nmod tests { fn f() { assert!(code == \"ja\"); } }",
        ] {
            assert!(decided_by_code(source, &codes()).is_empty(), "{source}");
        }
    }
}
