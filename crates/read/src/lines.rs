//! Text captures: lines to blocks.
//!
//! A crawl or a reader flattened the page. One line is one block, but in a capture that was wrapped at a width, where
//! the lines of a paragraph are one block again.

use headwater_model::{Block, BlockKind, Span};

/// Signs that stand before list items.
pub(crate) const BULLETS: [char; 9] = ['-', '*', '•', '+', '–', '—', '·', '▪', '◦'];

/// The widest line that is taken for a wrapped one. Terminals and mail programs wrap at 60 to 100.
const WIDEST: usize = 132;

/// Fewer full lines than this may be chance.
const FEWEST: usize = 3;

/// A line that is not empty.
struct Line<'t> {
    span: Span,
    text: &'t str,
    indent: usize,
    gap: usize,
}

/// Cuts a text capture into blocks.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let wrap = wrap(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut previous: Option<&Line> = None;
    let mut after_bullet = false;
    for line in &lines {
        let continues = match (previous, wrap) {
            (Some(before), Some((measure, width))) if !after_bullet => {
                let full = is_full(before, line, measure, width) || is_open(before, measure, width);
                line.gap == 0 && line.indent >= before.indent && !bulleted(line.text) && full
            }
            _ => false,
        };
        previous = Some(line);
        match blocks.last_mut().filter(|_| continues) {
            Some(block) => block.span.end = line.span.end,
            None => blocks.push(block(line, after_bullet)),
        }
        after_bullet = lone_bullet(line.text);
    }
    blocks
}

fn block(line: &Line, after_bullet: bool) -> Block {
    let kind = match () {
        () if lone_bullet(line.text) => BlockKind::Control,
        () if after_bullet || bulleted(line.text) => BlockKind::Item,
        () => BlockKind::Paragraph,
    };
    Block { span: line.span, kind, element: None, linked: 0, gap: line.gap }
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let (mut start, mut gap) = (0, 0);
    for piece in text.split_inclusive(['\n', '\r']) {
        let inside = piece.trim();
        // A lone line feed after a carriage return is the second half of one line end.
        if inside.is_empty() {
            gap += usize::from(!(piece == "\n" && text.get(..start).is_some_and(|before| before.ends_with('\r'))));
        } else {
            let indent = piece.len() - piece.trim_start().len();
            let span = Span::new(start + indent, start + indent + inside.len());
            lines.push(Line { span, text: inside, indent, gap });
            gap = 0;
        }
        start += piece.len();
    }
    lines
}

/// Says whether a line is a bullet alone, with its item on the next line.
fn lone_bullet(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|first| BULLETS.contains(&first)) && characters.next().is_none()
}

fn bulleted(text: &str) -> bool {
    let rest = text.strip_prefix(BULLETS);
    rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

type Measure = fn(&str) -> usize;

/// Width in characters, as programs wrap.
fn characters(text: &str) -> usize {
    text.chars().count()
}

/// Width in cells of a terminal, where East Asian characters take two.
fn cells(text: &str) -> usize {
    text.chars()
        .map(|character| {
            if headwater_lang::is_unspaced(character)
                || ('\u{3000}'..='\u{303f}').contains(&character)
                || ('\u{ff00}'..='\u{ff60}').contains(&character)
            {
                2
            } else {
                1
            }
        })
        .sum()
}

/// Finds the width at which a capture was wrapped: most lines that another follows directly are so full that the next
/// word would not have fitted.
fn wrap(lines: &[Line]) -> Option<(Measure, usize)> {
    [characters as Measure, cells as Measure].into_iter().find_map(|measure| {
        let pairs = || {
            lines.windows(2).filter_map(|pair| Some((pair.first()?, pair.get(1)?))).filter(|(_, next)| next.gap == 0)
        };
        // A title may stand unwrapped above a text that is wrapped, so a few lines may be wider.
        let mut widths: Vec<usize> = pairs().map(|(line, _)| line.indent + measure(line.text)).collect();
        widths.sort_unstable();
        let width = widths.get((widths.len() * 97 / 100).min(widths.len().saturating_sub(1))).copied()?;
        if width > WIDEST {
            return None;
        }
        let long = |line: &Line| (line.indent + measure(line.text)) * 10 >= width * 6;
        let full = pairs().filter(|(line, next)| is_full(line, next, measure, width)).count();
        let loose = pairs()
            .filter(|(line, next)| long(line) && !bulleted(next.text) && !is_full(line, next, measure, width))
            .count();
        (full >= FEWEST && full > loose).then_some((measure, width))
    })
}

/// Says whether the first word of `next` would not have fitted on `line`.
fn is_full(line: &Line, next: &Line, measure: Measure, width: usize) -> bool {
    let used = line.indent + measure(line.text);
    let first = next.text.split_whitespace().next().unwrap_or_default();
    let unspaced = first.chars().next().is_some_and(headwater_lang::is_unspaced);
    // Scripts without spaces break anywhere but before a closing mark.
    let word = if unspaced { 2 } else { measure(first) + 1 };
    used + word > width && used * 2 > width && !first.contains("://")
}

/// Says whether a line is nearly full and ends within a sentence: people, and programs that even lines out, leave a
/// little room.
fn is_open(line: &Line, measure: Measure, width: usize) -> bool {
    let ended = line.text.ends_with(['.', '!', '?', '。', '！', '？', '؟', ':', '”', '"', '»', '」']);
    !ended && (line.indent + measure(line.text)) * 10 > width * 8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::blocks;

    fn cut(text: &str) -> Vec<String> {
        blocks(text)
            .iter()
            .map(|block| format!("{}{}", "·".repeat(block.gap), block.span.of(text).replace('\n', "/")))
            .collect()
    }

    #[test]
    fn a_line_is_a_block_with_the_empty_lines_before_it() {
        assert_eq!(cut("Title\r\n\r\nFirst.\r\nSecond.\r\n"), ["Title", "·First.", "Second."]);
        assert_eq!(cut("-\nEconomy12\n-\nPort3"), ["-", "Economy12", "-", "Port3"]);
    }

    #[test]
    fn wrapped_lines_are_joined_again() {
        let text = "The harbour bridge will\nstay shut until spring,\nthe board said in a\nnote on Tuesday.\n\nFerries run hourly.\n* one item that is\n  wrapped too";
        assert_eq!(
            cut(text),
            [
                "The harbour bridge will/stay shut until spring,/the board said in a/note on Tuesday.",
                "·Ferries run hourly.",
                "* one item that is/  wrapped too",
            ]
        );
    }

    proptest! {
        #[test]
        fn only_white_space_lies_between_blocks(text in "[a-z漢 \\-\\n\\r\u{3000}]{0,200}") {
            let mut end = 0;
            for block in blocks(&text) {
                prop_assert!(text.get(end..block.span.start).unwrap().trim().is_empty());
                let inside = block.span.of(&text);
                prop_assert!(!inside.is_empty() && inside.trim() == inside);
                end = block.span.end;
            }
            prop_assert!(text.get(end..).unwrap().trim().is_empty());
        }
    }
}
