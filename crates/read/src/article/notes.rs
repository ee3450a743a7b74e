//! References and the marks that point to them.

use headwater_lang::terms::PageTerm;
use headwater_lang::{digit, sentences, superscript};
use headwater_model::{BlockKind, Label, LanguageCode, NoteMark, Span};

use super::is_text;
use super::scene::{Scene, View};
use crate::lines::BULLETS;

/// How far behind the text a list of references may begin, in blocks.
const BEHIND: usize = 14;

/// Labels the list of references and its heading, and returns the references in order.
pub(super) fn references(scene: &Scene, labels: &mut [Label], first: usize, last: usize) -> Vec<Span> {
    let end = (last + 1 + BEHIND).min(scene.views.len());
    let heading = (first..end).rev().find(|at| {
        scene.views.get(*at).is_some_and(|view| {
            view.is_whole(PageTerm::ReferenceHeading) && view.width < 60 && !view.zones.furniture && !view.zones.related
        }) && labels.get(*at) != Some(&Label::Related)
            && !listed(scene, labels, at + 1).is_empty()
    });
    let list = match heading {
        Some(heading) => {
            set(labels, heading, Label::ReferenceHeading);
            listed(scene, labels, heading + 1)
        }
        None => numbered(scene, first, end),
    };
    list.iter().for_each(|at| set(labels, *at, Label::Reference));
    let views = list.iter().filter_map(|at| scene.views.get(*at));
    views.map(|view| Span::new(view.span.end - view.text.trim_start_matches(is_bullet).len(), view.span.end)).collect()
}

/// Says whether a character is white space or a sign that stands before the items of a list, and begins no note's mark.
fn is_bullet(character: char) -> bool {
    character.is_whitespace() || character != '*' && BULLETS.contains(&character)
}

fn set(labels: &mut [Label], at: usize, label: Label) {
    if let Some(slot) = labels.get_mut(at) {
        *slot = label;
    }
}

/// The items from `start` on that look like references.
fn listed(scene: &Scene, labels: &[Label], start: usize) -> Vec<usize> {
    let mut list: Vec<usize> = Vec::new();
    for (at, view) in scene.views.iter().enumerate().skip(start) {
        if *view.kind == BlockKind::Control && view.width <= 1 {
            continue;
        }
        let item = *view.kind == BlockKind::Item || number(view.text).is_some();
        let cites = view.text.contains(['“', '"', '«', '「', '『', '„', '”', '»'])
            || view.text.contains("://")
            || view.text.chars().filter(|character| digit(*character).is_some()).count() >= 4;
        let bare = view.text.split_whitespace().count() == 1 && view.text.contains("://") && !item;
        let alike = list
            .last()
            .and_then(|before| scene.views.get(*before))
            .is_none_or(|before| before.kind == view.kind && before.look == view.look);
        let excluded = view.is_meta()
            || view.is_heading()
            || view.zones.related
            || view.zones.comment
            || view.zones.furniture
            || view.width < 10;
        let known = view
            .terms
            .iter()
            .any(|term| term.leads && matches!(term.meaning, PageTerm::Related | PageTerm::Tags | PageTerm::Furniture));
        if excluded
            || known
            || bare
            || !alike
            || !(item || cites)
            || view.gap > 1
            || matches!(labels.get(at), Some(Label::Related | Label::Title))
        {
            break;
        }
        list.push(at);
    }
    list
}

/// A list without a heading: blocks at the end of the text that begin with 1, 2, 3 and so on, where the text has marks.
fn numbered(scene: &Scene, first: usize, end: usize) -> Vec<usize> {
    let starts = (first..end).rev().filter(|at| scene.views.get(*at).is_some_and(|view| number(view.text) == Some(1)));
    for start in starts {
        let mut list = Vec::new();
        for (at, view) in scene.views.iter().enumerate().skip(start) {
            if *view.kind == BlockKind::Control && view.width <= 1 {
                continue;
            }
            let expected = u32::try_from(list.len() + 1).unwrap_or(u32::MAX);
            if number(view.text) != Some(expected) || view.zones.comment {
                break;
            }
            list.push(at);
        }
        let marked = scene
            .views
            .iter()
            .take(start)
            .skip(first)
            .any(|view| all_marks(view).iter().any(|(number, _)| *number >= 1 && *number as usize <= list.len()));
        if !list.is_empty() && marked {
            return list;
        }
    }
    Vec::new()
}

/// The number in brackets, or raised, that a text begins with.
fn bracketed(text: &str) -> Option<u32> {
    if let Some((number, rest)) = text.strip_prefix(['*', '＊', '※']).and_then(leading_number) {
        return rest.starts_with([' ', '\u{3000}', ':', '：', '.']).then_some(number);
    }
    let rest = text.trim_start_matches(['-', '*', '•', ' ', '↑', '^']);
    let raised: Vec<u32> = rest.chars().map_while(superscript).collect();
    if !raised.is_empty() {
        return Some(raised.iter().fold(0, |sum, value| sum * 10 + value)).filter(|_| raised.len() <= 2);
    }
    let inner = rest.strip_prefix(['[', '(', '（', '［'])?;
    leading_number(inner).filter(|(_, rest)| rest.starts_with([']', ')', '）', '］'])).map(|(number, _)| number)
}

/// The number that a text begins with, in any of the forms of lists.
fn number(text: &str) -> Option<u32> {
    bracketed(text).or_else(|| {
        let (number, rest) = leading_number(text.trim_start_matches(['-', '*', '•', ' ']))?;
        rest.starts_with(['.', ')', '．', '、']).then_some(number)
    })
}

fn leading_number(text: &str) -> Option<(u32, &str)> {
    let digits = text.len() - text.trim_start_matches(|character| digit(character).is_some()).len();
    let number = text.get(..digits).filter(|digits| !digits.is_empty() && digits.chars().count() <= 2)?;
    Some((number.chars().filter_map(digit).fold(0, |sum, value| sum * 10 + value), text.get(digits..)?))
}

/// Finds the marks in the running text that point to one of `references`.
pub(super) fn marks(
    scene: &Scene,
    labels: &[Label],
    references: usize,
    language: Option<LanguageCode>,
) -> Vec<NoteMark> {
    let mut marks = Vec::new();
    if references == 0 {
        return marks;
    }
    for view in scene.views.iter().zip(labels).filter(|(_, label)| is_text(label)).map(|(view, _)| view) {
        let mut found = all_marks(view);
        found.retain(|(number, _)| *number >= 1 && *number as usize <= references);
        found.sort_by_key(|(_, span)| *span);
        if found.is_empty() {
            continue;
        }
        let sentences = sentences(view.text, language.unwrap_or(LanguageCode::UNKNOWN));
        for (number, span) in found {
            let sentence = sentence_of(view.text, &sentences, span).shifted(view.span.start);
            marks.push(NoteMark { number, span: span.shifted(view.span.start), sentence });
        }
    }
    marks
}

/// The sentence a mark stands in. One that opens a sentence closes the one before it.
fn sentence_of(text: &str, sentences: &[Span], mark: Span) -> Span {
    let at = sentences.iter().position(|sentence| sentence.start <= mark.start && mark.end <= sentence.end);
    let Some(sentence) = at.and_then(|at| sentences.get(at)) else { return Span::new(0, text.len()) };
    let opens = Span::new(sentence.start, mark.start).of(text).trim().is_empty();
    match at.and_then(|at| at.checked_sub(1)).and_then(|before| sentences.get(before)).filter(|_| opens) {
        Some(before) => before.join(mark),
        None => *sentence,
    }
}

fn all_marks(view: &View) -> Vec<(u32, Span)> {
    let mut marks = raised_marks(view);
    marks.extend(bracket_marks(view));
    marks.extend(starred_marks(view));
    marks
}

/// Numbers behind an asterisk: "*3", "※3".
fn starred_marks(view: &View) -> Vec<(u32, Span)> {
    let stars = view.text.match_indices(['*', '＊', '※']).filter(|(at, _)| *at > 0);
    stars
        .filter_map(|(at, star)| {
            let inner = view.text.get(at + star.len()..)?;
            let (number, rest) = leading_number(inner)?;
            Some((number, Span::new(at, at + star.len() + inner.len() - rest.len())))
        })
        .collect()
}

/// Raised digits, but those of powers: "km²".
fn raised_marks(view: &View) -> Vec<(u32, Span)> {
    let mut marks: Vec<(u32, Span)> = Vec::new();
    let mut before = ' ';
    let mut unit = false;
    for (at, character) in view.text.char_indices() {
        if let Some(value) = superscript(character) {
            let end = at + character.len_utf8();
            match marks.last_mut().filter(|(_, span)| span.end == at) {
                Some((number, span)) => {
                    *number = number.saturating_mul(10).saturating_add(value);
                    span.end = end;
                }
                None if !unit && digit(before).is_none_or(|_| superscript(before).is_some()) => {
                    marks.push((value, Span::new(at, end)))
                }
                None => {}
            }
        } else {
            // A lone "m" or one behind a prefix letter is a unit.
            unit = character == 'm'
                && view.text.get(..at).is_some_and(|head| {
                    let word: Vec<char> = head.chars().rev().take_while(|letter| letter.is_alphabetic()).collect();
                    word.is_empty() || matches!(word.as_slice(), ['k' | 'c' | 'm' | 'd' | 'µ'])
                });
        }
        before = character;
    }
    marks.retain(|(number, _)| *number < 100);
    marks
}

/// Numbers in brackets. A single one alone in round brackets counts too: the caller knows that a list exists.
fn bracket_marks(view: &View) -> Vec<(u32, Span)> {
    let mut marks = Vec::new();
    for (at, open) in view.text.match_indices(['[', '(', '（', '［']).filter(|(at, _)| *at > 0) {
        let inner = view.text.get(at + open.len()..).unwrap_or_default();
        let Some((number, rest)) = leading_number(inner) else { continue };
        let Some(close) = rest
            .chars()
            .next()
            .filter(|close| matches!((open, close), ("[", ']') | ("(", ')') | ("（", '）') | ("［", '］')))
        else {
            continue;
        };
        let end = at + open.len() + (inner.len() - rest.len()) + close.len_utf8();
        marks.push((number, Span::new(at, end)));
    }
    marks
}
