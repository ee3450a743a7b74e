//! Remarks that nobody would come back to: work left to do without an issue, tests that are switched off.

use crate::source::{Kind, pieces};

/// Returns the lines of comments that leave work to do and name no issue.
pub fn work_without_issue(source: &str) -> Vec<usize> {
    let comments = pieces(source).into_iter().filter(|piece| piece.kind == Kind::Comment);
    let lines = comments.flat_map(|piece| piece.text.lines().zip(piece.line..).collect::<Vec<_>>());
    lines.filter(|(text, _)| leaves_work(text) && !names_issue(text)).map(|(_, line)| line).collect()
}

fn leaves_work(text: &str) -> bool {
    text.split(|character: char| !character.is_alphanumeric()).any(|word| ["TODO", "FIXME", "XXX"].contains(&word))
}

fn names_issue(text: &str) -> bool {
    text.split('#').skip(1).any(|rest| rest.starts_with(|character: char| character.is_ascii_digit()))
}

/// Returns the lines on which a test is switched off.
pub fn ignored_tests(source: &str) -> Vec<usize> {
    let mut found = Vec::new();
    for piece in pieces(source).into_iter().filter(|piece| piece.kind == Kind::Code) {
        let lines = piece.text.lines().zip(piece.line..);
        found.extend(lines.filter(|(text, _)| text.trim_start().starts_with("#[ignore")).map(|(_, line)| line));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_left_to_do_needs_an_issue() {
        assert_eq!(work_without_issue("fn f() {}\n// TODO: later\n"), [2]);
        assert_eq!(work_without_issue("/* a\nb\nFIXME */"), [3]);
        assert!(work_without_issue("// TODO(#12): later\nlet todo = \"TODO\";").is_empty());
        assert!(work_without_issue("// METODO is a word\n").is_empty());
    }

    #[test]
    fn a_test_that_is_switched_off_is_caught() {
        assert_eq!(ignored_tests("#[test]\n#[ignore]\nfn f() {}"), [2]);
        assert_eq!(ignored_tests("#[test]\n    #[ignore = \"slow\"]\nfn f() {}"), [2]);
        assert!(ignored_tests("// #[ignore]\nlet text = \"\n#[ignore]\";").is_empty());
    }
}
