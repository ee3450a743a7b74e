//! Rust source, cut into code, comments and literals: enough of a lexer to look for calls without being fooled by
//! words in comments and strings.

/// Lines that a file may have before its tests.
pub const MOST_LINES: usize = 600;

/// What a stretch of source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Anything that is neither of the others.
    Code,
    /// A line or block comment, documentation included.
    Comment,
    /// A string or character literal with its quotation marks.
    Literal,
}

/// A stretch of source of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its text.
    pub text: &'a str,
    /// The line on which it begins, from 1.
    pub line: usize,
}

/// Cuts source into pieces. Put together again they are the source.
pub fn pieces(source: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut line, mut code, mut place) = (1, 0, 0);
    while let Some(rest) = source.get(place..).filter(|rest| !rest.is_empty()) {
        let before = source.get(..place).and_then(|text| text.chars().next_back());
        let Some((kind, length)) = special(rest, before) else {
            place += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        push(&mut pieces, &mut line, Kind::Code, source.get(code..place));
        push(&mut pieces, &mut line, kind, source.get(place..place + length));
        place += length;
        code = place;
    }
    push(&mut pieces, &mut line, Kind::Code, source.get(code..));
    pieces
}

fn push<'a>(pieces: &mut Vec<Piece<'a>>, line: &mut usize, kind: Kind, text: Option<&'a str>) {
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return;
    };
    pieces.push(Piece { kind, text, line: *line });
    *line += text.matches('\n').count();
}

/// The comment or literal at the start of `rest`, with its length.
fn special(rest: &str, before: Option<char>) -> Option<(Kind, usize)> {
    if rest.starts_with("//") {
        return Some((Kind::Comment, rest.find('\n').unwrap_or(rest.len())));
    }
    if rest.starts_with("/*") {
        return Some((Kind::Comment, block_comment(rest)));
    }
    if rest.starts_with('"') {
        return Some((Kind::Literal, quoted(rest, '"')));
    }
    let in_word = before.is_some_and(|character| character.is_alphanumeric() || character == '_');
    if !in_word && let Some(length) = raw_string(rest) {
        return Some((Kind::Literal, length));
    }
    character(rest).map(|length| (Kind::Literal, length))
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut place) = (0_usize, 0);
    while let Some(tail) = rest.get(place..).filter(|tail| !tail.is_empty()) {
        let step = if tail.starts_with("/*") {
            depth += 1;
            2
        } else if tail.starts_with("*/") {
            depth -= 1;
            2
        } else {
            tail.chars().next().map_or(1, char::len_utf8)
        };
        place += step;
        if depth == 0 {
            return place;
        }
    }
    rest.len()
}

/// Length of a literal that begins and ends with `mark`.
fn quoted(rest: &str, mark: char) -> usize {
    let mut escaped = false;
    for (place, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == mark => return place + mark.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

fn raw_string(rest: &str) -> Option<usize> {
    let prefix = ["r", "br", "cr"].into_iter().find(|prefix| {
        let after = rest.strip_prefix(prefix).unwrap_or_default();
        after.trim_start_matches('#').starts_with('"')
    })?;
    let after = rest.strip_prefix(prefix)?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let end = format!("\"{}", "#".repeat(hashes));
    let open = prefix.len() + hashes + 1;
    let body = rest.get(open..)?;
    Some(body.find(&end).map_or(rest.len(), |place| open + place + end.len()))
}

/// Length of a character literal; none for a lifetime.
fn character(rest: &str) -> Option<usize> {
    let mut characters = rest.chars();
    if characters.next() != Some('\'') {
        return None;
    }
    let first = characters.next()?;
    if first == '\\' {
        return Some(quoted(rest, '\''));
    }
    (characters.next() == Some('\'')).then(|| 2 + first.len_utf8())
}

/// Returns the source before its unit tests: before a `#[cfg(test)]` that opens a module in place.
pub fn before_tests(source: &str) -> &str {
    const ATTRIBUTE: &str = "#[cfg(test)]";
    let mut place = 0;
    for piece in pieces(source) {
        let mut found = 0;
        while let Some(at) = piece.text.get(found..).and_then(|rest| rest.find(ATTRIBUTE)) {
            let start = place + found + at;
            found += at + ATTRIBUTE.len();
            if piece.kind == Kind::Code && opens_module(source.get(place + found..).unwrap_or_default()) {
                return source.get(..start).unwrap_or(source);
            }
        }
        place += piece.text.len();
    }
    source
}

/// Returns the names of modules in files of their own that are for tests only: `#[cfg(test)] mod shared;`.
pub fn test_modules(source: &str) -> Vec<&str> {
    let code = pieces(source).into_iter().filter(|piece| piece.kind == Kind::Code);
    let parts = code.flat_map(|piece| piece.text.split("#[cfg(test)]").skip(1));
    let items = parts.filter_map(|rest| rest.trim_start().split([';', '{']).next().map(|item| (rest, item)));
    let modules =
        items.filter(|(rest, item)| rest.trim_start().get(item.len()..).is_some_and(|end| end.starts_with(';')));
    let names = modules.filter_map(|(_, item)| item.rsplit_once("mod ").map(|(_, name)| name.trim()));
    names.collect()
}

/// Whether the item after an attribute is a module with its body in place, further attributes aside.
fn opens_module(rest: &str) -> bool {
    let mut rest = rest.trim_start();
    while rest.starts_with("#[") {
        let Some(end) = rest.find("]\n") else {
            return false;
        };
        rest = rest.get(end + 1..).unwrap_or_default().trim_start();
    }
    let item = rest.strip_prefix("pub ").unwrap_or(rest);
    item.starts_with("mod ") && item.find('{') < item.find(';').or(Some(usize::MAX))
}

/// Returns the lines of a file before its tests where they are more than [`MOST_LINES`].
pub fn too_long(source: &str) -> Option<usize> {
    Some(before_tests(source).lines().count()).filter(|lines| *lines > MOST_LINES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: Kind, source: &str) -> Vec<&str> {
        pieces(source).into_iter().filter(|piece| piece.kind == kind).map(|piece| piece.text).collect()
    }

    #[test]
    fn comments_and_literals_are_told_from_code() {
        let source = r####"let a = "x // \" y"; // "no
/* one /* two */ */ fn f<'a>(c: char) -> &'a str { r#"raw " "# }
let (b, c, d) = ('"', '\'', br"\");"####;
        assert_eq!(of(Kind::Comment, source), ["// \"no", "/* one /* two */ */"]);
        assert_eq!(of(Kind::Literal, source), ["\"x // \\\" y\"", "r#\"raw \" \"#", "'\"'", "'\\''", "br\"\\\""]);
        let whole: String = pieces(source).iter().map(|piece| piece.text).collect();
        assert_eq!(whole, source);
        assert_eq!(pieces(source).last().map(|piece| piece.line), Some(3));
    }

    #[test]
    fn tests_begin_where_a_module_opens() {
        let source = "use a;\n#[cfg(test)]\nuse b;\n#[cfg(test)]\nmod shared;\nfn f() {}\n#[cfg(test)]\nmod tests {\n}";
        assert!(before_tests(source).ends_with("fn f() {}\n"));
        let in_words = "// #[cfg(test)]\nmod a { }\nfn f() {}";
        assert_eq!(before_tests(in_words), in_words);
        let expected = "fn f() {}\n#[cfg(test)]\n#[expect(clippy::all, reason = \"x\")]\nmod tests {}";
        assert_eq!(before_tests(expected), "fn f() {}\n");
    }

    #[test]
    fn modules_for_tests_only_are_named() {
        let source =
            "mod a;\n#[cfg(test)]\nmod shared;\n#[cfg(test)]\npub(crate) mod more;\n#[cfg(test)]\nmod tests { }";
        assert_eq!(test_modules(source), ["shared", "more"]);
    }

    #[test]
    fn an_oversize_file_is_caught_and_its_tests_are_not_counted() {
        let long = "fn f() {}\n".repeat(MOST_LINES + 1);
        assert_eq!(too_long(&long), Some(MOST_LINES + 1));
        let tested = format!("fn f() {{}}\n#[cfg(test)]\nmod tests {{\n{long}}}\n");
        assert_eq!(too_long(&tested), None);
    }
}
