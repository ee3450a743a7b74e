//! An editor's or translator's words before the article, in another voice than the article's.

use headwater_lang::fold;
use headwater_lang::terms::PageTerm;
use headwater_model::{BlockKind, Label, Preface, Span, Stated};

use super::names::trimmed;
use super::scene::{Scene, Term, View, width};

/// The most blocks a preface runs over.
const LONGEST: usize = 6;

/// The widest signature, in cells.
const SIGNATURE: usize = 44;

/// Finds the preface at the start of the text, and labels its blocks.
pub(super) fn find(scene: &Scene, labels: &mut [Label], first: usize) -> Option<Preface> {
    let title = labels.iter().take(first).position(|label| *label == Label::Title);
    let from = title.map_or(first.saturating_sub(2), |title| title + 1).min(first);
    let (start, label) = (from..(first + 2).min(scene.views.len())).find_map(|at| {
        let view = scene.views.get(at).filter(|_| !matches!(labels.get(at), Some(Label::Title | Label::Meta)))?;
        Some((at, label(view)?))
    })?;
    let end = end(scene, labels, start)?;
    for slot in labels.iter_mut().take(end + 1).skip(start).filter(|slot| **slot != Label::Title) {
        *slot = Label::Preface;
    }
    let span = scene.views.get(start)?.span.join(scene.views.get(end)?.span);
    let signer = scene.views.get(end).and_then(|view| signature(scene, view));
    Some(Preface {
        span,
        label: bracketed(scene, label.span),
        translation: label.meaning == PageTerm::TranslatorPreface,
        signer,
    })
}

/// The label that a block begins with. An editor's needs a sign behind it, since "introduction" heads articles too.
fn label<'v>(view: &'v View) -> Option<&'v Term> {
    let labels = view.terms.iter().filter(|term| match term.meaning {
        PageTerm::TranslatorPreface => term.labels,
        PageTerm::EditorPreface => {
            term.labels && !term.whole && (term.colon || view.text.starts_with(['(', '（', '[', '【', '*']))
        }
        _ => false,
    });
    labels.max_by_key(|term| term.span.len())
}

/// Widens a label over the brackets around it.
fn bracketed(scene: &Scene, label: Span) -> Span {
    let text = &scene.page.text;
    let before =
        text.get(..label.start).and_then(|head| head.chars().next_back()).filter(|sign| "(（[【".contains(*sign));
    let after = text.get(label.end..).and_then(|tail| tail.chars().next()).filter(|sign| ")）]】".contains(*sign));
    match (before, after) {
        (Some(open), Some(close)) => Span::new(label.start - open.len_utf8(), label.end + close.len_utf8()),
        _ => label,
    }
}

/// The last block of a preface that begins at `start`: the signed one, if one is near; the block itself otherwise.
fn end(scene: &Scene, labels: &[Label], start: usize) -> Option<usize> {
    let alone = scene.views.get(start)?.terms.iter().any(|term| term.whole);
    let mut last = start;
    for at in start..(start + LONGEST).min(scene.views.len()) {
        let view = scene.views.get(at)?;
        let stops = at > start
            && (view.is_heading()
                || matches!(labels.get(at), Some(Label::Title | Label::Related | Label::Caption))
                || scene.is_text() && view.gap > 0 && at > start + usize::from(alone));
        if stops {
            break;
        }
        if signature(scene, view).is_some() {
            return Some(at);
        }
        last = at;
    }
    // Without a signature the break behind the preface ends it, in text that shows breaks; a label alone has its text
    // in the next block.
    let broken = scene.views.get(last + 1).is_some_and(|view| {
        scene.is_text() && view.gap > 0 || view.is_heading() || labels.get(last + 1) == Some(&Label::Title)
    });
    Some(if broken && scene.is_text() && scene.views.get(start + 1).is_some_and(|view| view.gap == 0) {
        last
    } else {
        start + usize::from(alone)
    })
}

/// Reads the signature at the end of a block: "(小倉利丸)", "(Tr. Ann Lee)", "— Ann Lee, translator".
fn signature(scene: &Scene, view: &View) -> Option<Stated<String>> {
    if *view.kind == BlockKind::Control || view.is_meta() {
        return None;
    }
    let text = view.text.trim_end_matches(['.', '。']);
    let inner = match text.chars().next_back()? {
        ')' => text.rfind('(').map(|at| Span::new(at + 1, text.len() - 1)),
        '）' => text.rfind('（').map(|at| Span::new(at + '（'.len_utf8(), text.len() - '）'.len_utf8())),
        _ => ["— ", "– ", "―", "——"]
            .iter()
            .filter_map(|dash| text.rfind(dash).map(|at| at + dash.len()))
            .max()
            .map(|at| Span::new(at, text.len())),
    }?;
    if inner.start < 2 && width(text) > SIGNATURE
        || label(view).is_some_and(|label| label.span.end >= view.span.start + inner.end)
    {
        return None;
    }
    let span = trimmed(text, inner)?;
    let words = span.of(text);
    let short =
        width(words) <= SIGNATURE && words.split_whitespace().count() <= 6 && words.chars().any(char::is_alphabetic);
    let plain = !words.chars().any(|character| {
        headwater_lang::digit(character).is_some() || "。.!?！？".contains(character) && !words.contains(". ")
    });
    (short && plain).then(|| signer(scene, view, span))
}

/// The name in a signature, without "translated by:" before it and ", translator" behind it.
fn signer(scene: &Scene, view: &View, span: Span) -> Stated<String> {
    let words = span.of(view.text);
    let start = words
        .find([':', '：'])
        .map_or(0, |at| at + words.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let end = words.find([',', '、', '،']).filter(|end| *end > start).unwrap_or(words.len());
    let mut name = Span::new(span.start + start, span.start + end);
    for language in &scene.tongues {
        let folded = fold(name.of(view.text));
        let label = language.page.find_all(&folded).into_iter().filter(|hit| {
            hit.span.start == 0
                && matches!(hit.meaning, PageTerm::Byline | PageTerm::TranslatorPreface)
                && hit.span.end < name.len()
        });
        name.start += label.map(|hit| hit.span.end).max().unwrap_or(0);
    }
    let name = trimmed(view.text, name).unwrap_or(span).shifted(view.span.start);
    Stated::new(name.of(&scene.page.text).to_owned(), name)
}
