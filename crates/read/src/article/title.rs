//! The title: the heading or line that the page's own declarations, or a repetition, point to.

use std::collections::BTreeSet;

use headwater_lang::is_unspaced;
use headwater_model::{BlockKind, MetaKey, Span, Stated};

use super::headline;
use super::scene::{Scene, View, squash, width};

/// Signs between a title and the site's name.
const SEPARATORS: [&str; 14] =
    [" > ", " › ", " | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", "｜", " ｜ ", " / "];

/// The widest line that can be a title, in cells.
const WIDEST: usize = 260;

/// How many signs without spaces around them part a title from what follows.
const CLOSE: usize = 4;

/// The title that was found.
pub(super) struct Title {
    pub(super) stated: Stated<String>,
    /// The visible block that shows it.
    pub(super) block: Option<usize>,
}

/// Finds the title of the article whose running text begins with the first block of `core`.
pub(super) fn find(scene: &Scene, core: &[bool]) -> Option<Title> {
    let hints = hints(scene);
    let first = core.iter().position(|core| *core);
    let visible = if scene.is_text() {
        headline::find(scene, core).map(|offer| {
            let value = offer.span.of(&scene.page.text).split_whitespace().collect::<Vec<_>>().join(" ");
            Title { stated: Stated::new(value, offer.span), block: Some(offer.at) }
        })
    } else {
        by_heading(scene, first, &hints)
    };
    visible.or_else(|| declared(scene))
}

/// A declared text that a title may be like.
struct Hint {
    squashed: String,
    words: BTreeSet<String>,
    /// How many words there are, repeated ones too.
    length: usize,
    /// Whether it is all of a declared value, not a part between separators.
    whole: bool,
    /// Whether no part of its declared value is wider: the site's name is that of few pages.
    widest: bool,
    headline: bool,
}

fn hints(scene: &Scene) -> Vec<Hint> {
    let mut known = BTreeSet::new();
    for view in scene.views.iter().filter(|view| matches!(view.meta(), Some(MetaKey::Headline | MetaKey::Title))) {
        let headline = view.meta() == Some(MetaKey::Headline);
        known.insert((squash(view.text), true, headline, headline));
        let most = widest(view.text);
        known.extend(parts(view.text).into_iter().map(|part| (squash(part), false, width(part) >= most, headline)));
    }
    let known = known.into_iter().filter(|(squashed, _, _, _)| !squashed.is_empty());
    known
        .map(|(squashed, whole, widest, headline)| {
            let words = squashed.split(' ').map(str::to_owned).collect();
            Hint { length: squashed.split(' ').count(), words, squashed, whole, widest, headline }
        })
        .collect()
}

/// Returns the width of the widest piece of a text between separators.
fn widest(text: &str) -> usize {
    let mut pieces = vec![text];
    for separator in SEPARATORS {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(separator)).collect();
    }
    pieces.into_iter().map(width).max().unwrap_or(0)
}

/// Returns the beginnings and parts of a text between separators.
pub(super) fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    if !text.contains(['>', '›', '|', '-', '–', '—', '·', '•', ':', '»', '«', '｜', '/']) {
        return parts;
    }
    for separator in SEPARATORS {
        if text.contains(separator) {
            parts.extend(text.split(separator).map(str::trim));
            parts.extend(text.rsplit_once(separator).map(|(before, _)| before.trim()));
            parts.extend(text.split_once(separator).map(|(_, after)| after.trim()));
        }
    }
    // Scripts without spaces have none around signs either.
    let before = text.match_indices(['-', '_', '–']).filter_map(|(at, _)| text.get(..at));
    parts.extend(before.filter(|part| part.chars().next_back().is_some_and(is_unspaced)).take(CLOSE));
    parts.retain(|part| !part.is_empty());
    parts
}

/// Returns what stands before the last and behind the first of each separator in a line.
pub(super) fn sides(text: &str) -> Vec<Span> {
    let mut sides = Vec::new();
    for separator in SEPARATORS {
        sides.extend(text.rfind(separator).map(|end| Span::new(0, end)));
        sides.extend(text.find(separator).map(|start| Span::new(start + separator.len(), text.len())));
    }
    sides.retain(|side| !side.is_empty());
    sides
}

/// Chooses among headings and other short blocks by likeness to the declared titles, level, and place.
fn by_heading(scene: &Scene, first: Option<usize>, hints: &[Hint]) -> Option<Title> {
    let until = first.map_or(scene.views.len(), |first| first + 1);
    let sites = sites(scene, until);
    let mut best: Option<(i64, usize)> = None;
    for (at, view) in scene.views.iter().enumerate().filter(|(_, view)| is_candidate(view)) {
        let level = match view.kind {
            BlockKind::Heading(1) => 60,
            BlockKind::Heading(2) => 35,
            BlockKind::Heading(_) => 15,
            _ => 0,
        };
        // What is no heading must be very like, and so about as long.
        let length = view.squashed().split(' ').count();
        let near = |hint: &&Hint| {
            let sizes = [(length, hint.length), (view.squashed().len(), hint.squashed.len())];
            level > 0 || sizes.into_iter().any(|(left, right)| left.min(right) * 5 >= left.max(right) * 4)
        };
        let likeness = hints.iter().filter(near).map(|hint| likeness(view, hint)).max().unwrap_or(0);
        if level == 0 && likeness < 80 {
            continue;
        }
        let named = if view.zones.furniture || view.zones.related || view.zones.comment { -60 } else { 0 };
        let place = if at < until { 25 } else { -50 };
        let linked = if view.linked > 80 { -25 } else { 0 };
        let titled = || hints.iter().any(|hint| hint.widest && hint.squashed == view.squashed());
        let site = if sites.iter().any(|line| line == view.squashed()) && !titled() { -60 } else { 0 };
        let score = likeness + level + named + place + linked + site - i64::from(view.width < 12) * 20;
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, at));
        }
    }
    let (score, at) = best?;
    (score >= 60).then(|| stated(scene, at))?
}

fn is_candidate(view: &View) -> bool {
    !view.is_meta() && (2..=WIDEST).contains(&view.width) && *view.kind != BlockKind::Control && !view.zones.crumbs
}

/// Likeness of a block to a declared title, 0 to 100 and a little more for a whole headline.
fn likeness(view: &View, hint: &Hint) -> i64 {
    let squashed = view.squashed();
    if squashed.is_empty() {
        return 0;
    }
    if squashed == hint.squashed {
        let exact = if hint.headline { 105 } else { 90 };
        // A part may be the site's name, which stands on every page.
        return if hint.whole { exact } else { exact.min(60 + view.width as i64) };
    }
    let wanted = hint.squashed.as_str();
    let (short, long) = if squashed.len() < hint.squashed.len() { (squashed, wanted) } else { (wanted, squashed) };
    if hint.whole && long.contains(short) {
        return (short.len() * 95 / long.len()) as i64;
    }
    let (mut shared, mut length) = (0, 0);
    for word in squashed.split(' ') {
        shared += usize::from(hint.words.contains(word));
        length += 1;
    }
    (shared * 180 / (length + hint.length)).min(85) as i64
}

fn stated(scene: &Scene, at: usize) -> Option<Title> {
    let view = scene.views.get(at)?;
    // A heading may hold a kicker too; the declared headline says which part is the title.
    let whole = scene.declared(MetaKey::Title).any(|title| title.squashed() == view.squashed());
    let declared = scene.declared(MetaKey::Headline).filter(|_| !whole).find_map(|headline| {
        let start = view.text.find(headline.text).filter(|_| headline.text.len() * 2 > view.text.len())?;
        Some((headline.text.to_owned(), Span::new(start, start + headline.text.len()).shifted(view.span.start)))
    });
    if let Some((value, span)) = declared {
        return Some(Title { stated: Stated::new(value, span), block: Some(at) });
    }
    let value = view.text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Title { stated: Stated::new(value, view.span), block: Some(at) })
}

/// What may be the site's name: short texts at the end of the page, since what returns there from above the text is that
/// name, what the page declares, and its host.
fn sites(scene: &Scene, first: usize) -> Vec<String> {
    let lines = scene.views.iter().skip(first + 1).rev().take(60).filter(|view| view.width < 80 && view.linked < 80);
    let names = lines.chain(scene.declared(MetaKey::Publisher)).map(|view| view.squashed().to_owned());
    names.chain(scene.page.host.as_deref().map(squash)).collect()
}

/// The declared title, for pages that show none: a headline, or the longest part of the title element.
fn declared(scene: &Scene) -> Option<Title> {
    let headline = scene.declared(MetaKey::Headline).next();
    let view = headline.or_else(|| scene.declared(MetaKey::Title).next())?;
    let site: Vec<String> = scene.declared(MetaKey::Publisher).map(|publisher| squash(publisher.text)).collect();
    let parts = parts(view.text);
    let best = parts.iter().filter(|part| !site.contains(&squash(part))).max_by_key(|part| width(part));
    let named = view.meta() == Some(MetaKey::Title) || parts.iter().any(|part| site.contains(&squash(part)));
    let value = best.filter(|_| named).copied().unwrap_or(view.text);
    let start = view.text.find(value).unwrap_or(0);
    let span = Span::new(start, start + value.len()).shifted(view.span.start);
    Some(Title { stated: Stated::new(value.to_owned(), span), block: None })
}
