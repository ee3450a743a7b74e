//! Layout for terminals: widths, wrapping, colour, and captured text made harmless.
//!
//! Captured text is hostile. Before it is printed, [`shown`] escapes what steers a terminal or turns the order of a
//! line around, and isolates runs that go from right to left, so that the words around them keep their places.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// First strong isolate: what follows, up to the pop, is laid out by itself.
const ISOLATE: char = '\u{2068}';
/// Pop directional isolate.
const POP: char = '\u{2069}';
/// A space in a line of ours that no break falls into. It is printed as a common space; captured text never has it.
pub(crate) const GLUE: char = '\u{a0}';
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';
const LEFT_TO_RIGHT_MARK: char = '\u{200e}';

/// What a text is laid out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    /// Cells in a line.
    pub width: usize,
    /// Whether colour and weight may be used.
    pub colour: bool,
}

/// How a line stands out. Never the only mark of a meaning: without colour nothing is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As everything else.
    Plain,
    /// A heading.
    Strong,
    /// What may be passed over.
    Faint,
}

impl Terminal {
    /// A terminal of 80 cells without colour.
    pub const PLAIN: Self = Self { width: 80, colour: false };

    fn paint(self, style: Style, text: &str) -> String {
        match style {
            _ if !self.colour || text.is_empty() => text.to_owned(),
            Style::Plain => text.to_owned(),
            Style::Strong => format!("\x1b[1m{text}\x1b[0m"),
            Style::Faint => format!("\x1b[2m{text}\x1b[0m"),
        }
    }
}

/// Text for a terminal, growing line by line.
#[derive(Debug)]
pub(crate) struct Sheet {
    terminal: Terminal,
    text: String,
}

impl Sheet {
    pub(crate) fn new(terminal: Terminal) -> Self {
        Self { terminal, text: String::new() }
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }

    /// Adds an empty line, but not at the beginning and not after another.
    pub(crate) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Adds a heading with an empty line before it.
    pub(crate) fn heading(&mut self, text: &str) {
        self.gap();
        self.paragraph(Style::Strong, 0, text);
    }

    /// Adds wrapped text, all of it `indent` cells from the edge.
    pub(crate) fn paragraph(&mut self, style: Style, indent: usize, text: &str) {
        self.hanging(style, indent, "", text);
    }

    /// Adds wrapped text behind a label, which has a place of its own: further lines stand under the first words.
    pub(crate) fn hanging(&mut self, style: Style, indent: usize, label: &str, text: &str) {
        let inner = indent + label.width();
        let room = self.terminal.width.saturating_sub(inner).max(20);
        let lines = wrap(text, room);
        for (number, line) in lines.iter().enumerate() {
            let start = if number == 0 { indent } else { inner };
            self.text.extend(std::iter::repeat_n(' ', start));
            self.text.push_str(if number == 0 { label } else { "" });
            self.text.push_str(&self.terminal.paint(style, &line.replace(GLUE, " ")));
            self.text.push('\n');
        }
    }
}

/// Makes captured text fit to be printed inside a line of ours.
///
/// White space becomes single spaces. Control characters and characters that turn text around are escaped as
/// `\u{202e}`. Text with letters that run from right to left is put between U+2068 and U+2069.
pub fn shown(captured: &str) -> String {
    let safe = safe(captured);
    if safe.chars().any(|character| direction_of(character) == Some(Run::RightToLeft)) {
        format!("{ISOLATE}{safe}{POP}")
    } else {
        safe
    }
}

/// The same, of at most `width` cells; what is left out shows as `…`.
pub fn shown_within(captured: &str, width: usize) -> String {
    shown(&clip(captured, width))
}

/// Shortens text to `width` cells, `…` included, at a space where there is one near.
pub fn clip(text: &str, width: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.width() <= width {
        return text;
    }
    let mut room = width.saturating_sub(1);
    let kept: String = text.chars().take_while(|character| fits(*character, &mut room)).collect();
    let near = |at: &usize| kept.get(*at..).is_some_and(|rest| rest.width() <= width / 3);
    let at_space = kept.rfind(' ').filter(near);
    format!("{}…", kept.get(..at_space.unwrap_or(kept.len())).unwrap_or(&kept).trim_end())
}

fn fits(character: char, room: &mut usize) -> bool {
    let width = character.width().unwrap_or(0);
    let fits = width <= *room;
    *room = room.saturating_sub(width);
    fits
}

/// Escapes what must not reach a terminal and joins white space.
pub(crate) fn safe(captured: &str) -> String {
    let mut text = String::with_capacity(captured.len());
    for character in captured.trim().chars() {
        match character {
            _ if character.is_whitespace() => {
                if !text.ends_with(' ') {
                    text.push(' ');
                }
            }
            _ if is_steering(character) => text.extend(character.escape_unicode()),
            _ => text.push(character),
        }
    }
    text
}

/// Says whether a character acts instead of showing: controls, direction overrides, line separators, tags.
///
/// Direction marks (U+200E, U+200F, U+061C) stay. They are common in honest text, and cannot reach out of an isolate.
pub fn is_steering(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{2028}' | '\u{2029}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Strong directions of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    LeftToRight,
    RightToLeft,
}

/// Returns the direction of a letter; signs, digits and spaces have none. The ranges are those of the Unicode roadmap
/// for scripts that run from right to left.
fn direction_of(character: char) -> Option<Run> {
    match character {
        '\u{0590}'..='\u{08ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => {
            Some(Run::RightToLeft)
        }
        '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}' => Some(Run::RightToLeft),
        _ if character.is_alphabetic() => Some(Run::LeftToRight),
        _ => None,
    }
}

/// Breaks text into lines of at most `width` cells. An isolate that a break falls into is closed and opened again in
/// the same direction. Text gives at least one line.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Lines { done: Vec::new(), line: String::new(), used: 0, width, open: None };
    for (start, piece) in pieces(text) {
        lines.push(piece, text.get(start..).unwrap_or_default());
    }
    lines.done.push(lines.line.trim_end().to_owned());
    lines.done
}

/// Lines being filled.
struct Lines {
    done: Vec<String>,
    line: String,
    used: usize,
    width: usize,
    /// How the isolate that is open runs.
    open: Option<Option<Run>>,
}

impl Lines {
    /// Adds a piece, which is the beginning of `rest`.
    fn push(&mut self, piece: &str, rest: &str) {
        let needed = piece.trim_end().width();
        if self.used + needed > self.width && self.used > 0 {
            self.break_line();
        }
        if needed > self.width {
            piece.chars().for_each(|character| self.push_character(character));
        } else if !(piece == " " && self.used == 0) {
            self.line.push_str(piece);
            self.used += piece.width();
        }
        self.note_isolates(piece, rest);
    }

    fn push_character(&mut self, character: char) {
        let needed = character.width().unwrap_or(0);
        if self.used + needed > self.width && self.used > 0 {
            self.break_line();
        }
        self.line.push(character);
        self.used += needed;
    }

    fn break_line(&mut self) {
        let mut line = self.line.trim_end().to_owned();
        self.line.clear();
        self.used = 0;
        if let Some(run) = self.open {
            line.push(POP);
            self.line.push(ISOLATE);
            // A line that begins with a foreign word would else be laid out the other way.
            self.line.extend(run.map(|run| match run {
                Run::LeftToRight => LEFT_TO_RIGHT_MARK,
                Run::RightToLeft => RIGHT_TO_LEFT_MARK,
            }));
        }
        self.done.push(line);
    }

    /// Notes which isolates the piece opens and closes. An isolate runs as its first letter does, in this piece or
    /// behind it.
    fn note_isolates(&mut self, piece: &str, rest: &str) {
        for (offset, character) in piece.char_indices() {
            if character == POP {
                self.open = None;
            } else if character == ISOLATE {
                let behind = rest.get(offset..).unwrap_or_default().chars().skip(1);
                self.open = Some(behind.take_while(|character| *character != POP).find_map(direction_of));
            }
        }
    }
}

/// Cuts text where a line may end, behind spaces and between wide characters. Each piece comes with its first byte.
fn pieces(text: &str) -> Vec<(usize, &str)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, character) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, character)) {
            pieces.extend(text.get(start..at).map(|piece| (start, piece)));
            start = at;
        }
        before = Some(character);
    }
    pieces.extend(text.get(start..).map(|piece| (start, piece)));
    pieces
}

/// Says whether a line may end between two characters. Chinese and Japanese lines do not begin with closing
/// punctuation, nor end with opening brackets (JIS X 4051, the plain part of it).
fn may_break(before: char, after: char) -> bool {
    const NOT_FIRST: &str = "、。，．・：；？！）」』】〉》〕］｝ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々”’…";
    const NOT_LAST: &str = "（「『【〈《〔［｛“‘";
    if before == ' ' {
        return after != ' ';
    }
    let wide = |character: char| character.width() == Some(2);
    let joined = matches!(before, ISOLATE) || matches!(after, POP) || after.width() == Some(0);
    !joined && after != ' ' && (wide(before) || wide(after)) && !NOT_FIRST.contains(after) && !NOT_LAST.contains(before)
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::{Sheet, Style, Terminal, clip, shown, wrap};

    #[test]
    fn what_steers_a_terminal_is_escaped() {
        for (captured, expected) in [
            ("red \x1b[31malert", "red \\u{1b}[31malert"),
            ("bell\x07", "bell\\u{7}"),
            ("C1 \u{9b}2J", "C1 \\u{9b}2J"),
            ("txt\u{202e}gpj.exe", "txt\\u{202e}gpj.exe"),
            ("a\u{2067}b\u{2069}", "a\\u{2067}b\\u{2069}"),
            ("two\nlines\tand  gaps", "two lines and gaps"),
            ("می\u{200c}خواهم", "\u{2068}می\u{200c}خواهم\u{2069}"),
            ("日本語", "日本語"),
        ] {
            assert_eq!(shown(captured), expected, "{captured:?}");
        }
    }

    #[test]
    fn lines_break_at_spaces_and_between_wide_characters() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("一二三四、五六", 8), ["一二三", "四、五六"]);
        assert_eq!(wrap("「一二」三四", 6), ["「一", "二」三", "四"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn an_isolate_is_closed_and_opened_again_at_a_break() {
        let lines = wrap(&format!("x {} y", shown("كتاب Azure كبير")), 8);
        assert_eq!(
            lines,
            ["x \u{2068}كتاب\u{2069}", "\u{2068}\u{200f}Azure\u{2069}", "\u{2068}\u{200f}كبير\u{2069} y"]
        );
        assert!(lines.iter().all(|line| line.width() <= 8));
    }

    #[test]
    fn clipped_text_says_so() {
        assert_eq!(clip("a short one", 20), "a short one");
        assert_eq!(clip("one two three four", 12), "one two…");
        assert_eq!(clip("一二三四五六", 7), "一二三…");
    }

    #[test]
    fn labels_hang_and_colour_is_optional() {
        let mut sheet = Sheet::new(Terminal { width: 26, colour: false });
        sheet.heading("Title");
        sheet.hanging(Style::Plain, 2, "1. ", "words that need two lines");
        assert_eq!(sheet.finish(), "Title\n  1. words that need two\n     lines\n");
        let mut sheet = Sheet::new(Terminal { width: 26, colour: true });
        sheet.heading("Title");
        assert_eq!(sheet.finish(), "\x1b[1mTitle\x1b[0m\n");
    }
}
