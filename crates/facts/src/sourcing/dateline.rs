//! Datelines: the place, day and agency before the first sentence.
//!
//! "HARBOUR CITY (HNS) —", "【ウェリントン時事】", "МОСКВА, 21 июл — РИА Новости.", "新华社惠灵顿7月21日电".

use headwater_lang::terms::PageTerm;
use headwater_lang::{Language, Registry, fold};
use headwater_model::Span;

/// How far from the start of a block a dateline may reach, in bytes.
const REACH: usize = 100;

/// The part of a dateline that may name who wired the text, as a span of `text`.
pub(super) fn tag(text: &str, language: &Language, registry: &Registry) -> Option<Span> {
    wired(text, language, registry).or_else(|| bracketed(text)).or_else(|| dashed(text, registry))
}

/// Where running text begins behind a dateline; 0 where there is none.
pub(super) fn end(text: &str, language: &Language, registry: &Registry) -> usize {
    let Some(tag) = tag(text, language, registry) else { return 0 };
    let rest = text.get(tag.end..).unwrap_or_default();
    let behind = rest.trim_start_matches([')', '）', '】', ']']);
    let at = text.len() - behind.len();
    let dash = behind.trim_start_matches(' ');
    let led = text.trim_start().starts_with(['【', '[', '(', '（']);
    let closed = behind.len() < rest.len();
    if !closed && !signed(tag.of(text), registry) {
        return 0;
    }
    if let Some(run) = dash.strip_prefix(['-', '–', '—', '|', ':']) {
        return text.len() - run.trim_start_matches(['-', ' ', '–', '—']).len();
    }
    // "(상하이=통신) 하소율 특파원 = …": the reporter's name before the text.
    if let Some(sign) = behind.find(" = ").filter(|sign| closed && *sign < REACH / 2) {
        return at + sign + 3;
    }
    match behind.strip_prefix(['.', '。']) {
        Some(run) if !closed => text.len() - run.trim_start().len(),
        _ if closed && led => at,
        _ if !closed => wire_end(text, tag, language),
        _ => 0,
    }
}

/// Whether words before a dash are a dateline: a known name, or nothing but capitals.
fn signed(tag: &str, registry: &Registry) -> bool {
    let capitals = !tag.chars().any(char::is_lowercase) && tag.chars().any(char::is_uppercase);
    capitals && !tag.contains(['«', '"', '“', '„'])
        || !registry.outlets().named_in(&fold(tag)).is_empty() && tag.len() < 40
}

/// "PORT CITY (Agency) -", "【Agency】".
fn bracketed(text: &str) -> Option<Span> {
    let (start, opener) = text.char_indices().find(|(_, character)| matches!(character, '(' | '（' | '【' | '['))?;
    if start >= REACH {
        return None;
    }
    let from = start + opener.len_utf8();
    let rest = text.get(from..)?;
    let length = rest.find([')', '）', '】', ']'])?;
    (rest.get(..length)?.chars().count() <= 40).then(|| Span::new(from, from + length))
}

/// "Agency —", "hamburg taz |", and "MOSKVA, 21 July — Agency."
fn dashed(text: &str, registry: &Registry) -> Option<Span> {
    let dash = [" - ", " – ", " — ", " -- ", " | "].into_iter().filter_map(|dash| text.find(dash)).min()?;
    if dash >= REACH {
        return None;
    }
    let start = text.get(dash + 1..)?.find(' ').map(|at| dash + 1 + at + 1)?;
    let rest = text.get(start..)?;
    let end = rest.find(['.', ',']).filter(|length| *length < 40);
    let behind = end.map(|length| Span::new(start, start + length));
    let names = |span: &Span| {
        let known = registry.outlets().named_in(&fold(span.of(text)));
        known.iter().any(|(name, outlet)| outlet.agency && name.start == 0 && name.end == span.len())
    };
    behind.filter(names).or(Some(Span::new(0, dash)))
}

/// "新华社惠灵顿7月21日电": an agency's name opens the block, and a word of wires closes the dateline.
fn wired(text: &str, language: &Language, registry: &Registry) -> Option<Span> {
    let head = text.get(..text.floor_char_boundary(REACH))?;
    let folded = fold(head);
    let known = registry.outlets().named_in(&folded).into_iter().find(|(span, _)| span.start == 0)?.0;
    let mut words = language.page.find(&folded).into_iter().filter(|hit| *hit.meaning == PageTerm::Wire);
    words.any(|hit| hit.span.start >= known.end).then_some(known)
}

fn wire_end(text: &str, tag: Span, language: &Language) -> usize {
    let head = text.get(..text.floor_char_boundary(REACH)).unwrap_or_default();
    let word = language
        .page
        .find(&fold(head))
        .into_iter()
        .find(|hit| *hit.meaning == PageTerm::Wire && hit.span.start >= tag.end);
    let Some(end) = word.map(|hit| hit.span.end) else { return 0 };
    let rest = text.get(end..).unwrap_or_default();
    match rest.strip_prefix(['（', '(']).and_then(|inside| inside.find(['）', ')'])) {
        Some(length) => {
            end + rest
                .get(length..)
                .map_or(0, |_| rest.chars().next().map_or(0, char::len_utf8) + length + '）'.len_utf8())
                .min(rest.len())
        }
        None => end,
    }
}

/// "(Agency)" or "– Agency." as the last words.
pub(super) fn tail(text: &str) -> Option<Span> {
    let end = text.trim_end().trim_end_matches(['.', '。']).len();
    let before = text.get(..end)?;
    if before.ends_with([')', '）', ']', '】']) {
        let start = before.rfind(['(', '（', '[', '【'])?;
        return (end - start < 80).then(|| Span::new(start, end));
    }
    let dash = ["– ", "— ", "- "].into_iter().filter_map(|dash| before.rfind(dash)).max()?;
    (end - dash < 40).then(|| Span::new(dash, end))
}

/// "HARBOUR CITY (HNS) —": capitals in brackets before a dash are an agency's sign, known or not.
pub(super) fn is_sign(page: &str, tag: Span) -> bool {
    let capitals = tag.of(page).trim();
    let sign = (2..=6).contains(&capitals.len()) && capitals.bytes().all(|byte| byte.is_ascii_uppercase());
    let behind = page.get(tag.end..).unwrap_or_default();
    let closed = behind.strip_prefix([')', '）', ']', '】']).map(|rest| rest.trim_start_matches(' '));
    sign && closed.is_some_and(|rest| rest.starts_with(['-', '–', '—']))
}
