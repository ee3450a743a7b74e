//! The title: the heading or line that the page's own declarations, or a repetition, point to.

use headwater_model::{BlockKind, MetaKey, Span, Stated};

use super::scene::{Scene, View, squash, width};

/// Signs between a title and the site's name.
const SEPARATORS: [&str; 14] = [" > ", " › ", " | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", "｜", " ｜ ", " / "];

/// The widest line that can be a title, in cells.
const WIDEST: usize = 260;

/// The title that was found.
pub(super) struct Title {
    pub(super) stated: Stated<String>,
    /// The visible block that shows it.
    pub(super) block: Option<usize>,
}

/// Words in a row that are written together or all begin with a capital, as in a menu printed on one line.
const MENU: usize = 4;

/// Finds the title of the article whose running text begins with the first block of `core`.
pub(super) fn find(scene: &Scene, core: &[bool]) -> Option<Title> {
    let hints = hints(scene);
    let first = core.iter().position(|core| *core);
    let visible = if scene.is_text() { by_repetition(scene, first) } else { by_heading(scene, first, &hints) };
    visible.or_else(|| declared(scene))
}

/// A declared text that a title may be like.
struct Hint {
    squashed: String,
    /// Whether it is all of a declared value, not a part between separators.
    whole: bool,
    headline: bool,
}

fn hints(scene: &Scene) -> Vec<Hint> {
    let mut hints = Vec::new();
    for view in scene.views.iter().filter(|view| matches!(view.meta(), Some(MetaKey::Headline | MetaKey::Title))) {
        let headline = view.meta() == Some(MetaKey::Headline);
        hints.push(Hint { squashed: squash(view.text), whole: true, headline });
        hints.extend(parts(view.text).into_iter().map(|part| Hint { squashed: squash(part), whole: false, headline }));
    }
    hints.retain(|hint| !hint.squashed.is_empty());
    hints
}

/// Returns the beginnings and parts of a text between separators.
pub(super) fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for separator in SEPARATORS {
        if text.contains(separator) {
            parts.extend(text.split(separator).map(str::trim));
            parts.extend(text.rsplit_once(separator).map(|(before, _)| before.trim()));
            parts.extend(text.split_once(separator).map(|(_, after)| after.trim()));
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Chooses among headings and other short blocks by likeness to the declared titles, level, and place.
fn by_heading(scene: &Scene, first: Option<usize>, hints: &[Hint]) -> Option<Title> {
    let until = first.map_or(scene.views.len(), |first| first + 1);
    let below = below(scene, until);
    let mut best: Option<(i64, usize)> = None;
    for (at, view) in scene.views.iter().enumerate().filter(|(_, view)| is_candidate(view)) {
        let likeness = hints.iter().map(|hint| likeness(view.text, hint)).max().unwrap_or(0);
        let level = match view.kind {
            BlockKind::Heading(1) => 60,
            BlockKind::Heading(2) => 35,
            BlockKind::Heading(_) => 15,
            _ => 0,
        };
        if level == 0 && likeness < 80 {
            continue;
        }
        let named = if view.zones.furniture || view.zones.related || view.zones.comment { -60 } else { 0 };
        let place = if at < until { 25 } else { -50 };
        let linked = if view.linked > 80 { -25 } else { 0 };
        let site = if below.contains(&squash(view.text)) { -60 } else { 0 };
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
fn likeness(text: &str, hint: &Hint) -> i64 {
    let squashed = squash(text);
    if squashed.is_empty() {
        return 0;
    }
    if squashed == hint.squashed {
        let exact = if hint.headline { 105 } else { 90 };
        // A part may be the site's name, which stands on every page.
        return if hint.whole { exact } else { exact.min(60 + width(text) as i64) };
    }
    let (short, long) = if squashed.len() < hint.squashed.len() { (&squashed, &hint.squashed) } else { (&hint.squashed, &squashed) };
    if hint.whole && long.contains(short.as_str()) {
        return (short.len() * 95 / long.len()) as i64;
    }
    let words = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
    let (left, right) = (words(&squashed), words(&hint.squashed));
    let shared = left.iter().filter(|word| right.contains(word)).count();
    (shared * 180 / (left.len() + right.len())).min(85) as i64
}

fn stated(scene: &Scene, at: usize) -> Option<Title> {
    let view = scene.views.get(at)?;
    let value = view.text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Title { stated: Stated::new(value, view.span), block: Some(at) })
}

/// In a text capture the title stands above the text, and often twice: alone, and with the site's name behind it.
fn by_repetition(scene: &Scene, first: Option<usize>) -> Option<Title> {
    let first = first.unwrap_or(scene.views.len());
    let lines: Vec<(usize, &View)> = scene.views.iter().enumerate().take(first + 1).filter(|(_, view)| is_line(view)).collect();
    let below = below(scene, first);
    let mut best: Option<(i64, usize)> = None;
    for (place, (at, view)) in lines.iter().enumerate() {
        let squashed = squash(view.text);
        if squashed.is_empty() {
            continue;
        }
        let mut score = if below.contains(&squashed) { -40 } else { 0 };
        for (other_place, (_, other)) in lines.iter().enumerate().filter(|(other, _)| *other != place) {
            let other_squashed = squash(other.text);
            if score < 0 {
                break;
            }
            if other_squashed == squashed {
                // Of two equal lines the later one stands at the article.
                score = score.max(70 + i64::from(other_place < place));
            } else if squashed.len() >= 12 && other_squashed.contains(&squashed) {
                score = score.max(68);
            } else if other_squashed.len() >= 12 && squashed.contains(&other_squashed) && other_place > place {
                // A longer line that a later one repeats in part: a page's title above the title of the work itself.
                score = score.max(if separated(view.text, other.text) { 0 } else { 80 });
            }
        }
        let length = (view.width.min(80) as i64 - 20).min(40);
        let distance = ((first - (*at).min(first)) as i64).min(20) * 2;
        let shape = i64::from(view.ends && !view.text.ends_with(['?', '!', '؟', '？', '！'])) * -30;
        let score = score + length - distance + shape - i64::from(*view.kind == BlockKind::Item) * 40;
        if best.is_none_or(|(top, _)| score >= top) {
            best = Some((score, *at));
        }
    }
    stated(scene, best.filter(|(score, _)| *score > -30)?.1)
}

/// Short texts at the end of the page: what returns there from above the text is the site's name.
fn below(scene: &Scene, first: usize) -> Vec<String> {
    let lines = scene.views.iter().skip(first + 1).rev().take(60).filter(|view| view.width < 80 && view.linked < 80);
    lines.map(|view| squash(view.text)).collect()
}

/// Says whether `long` is `short` with something behind a separator.
fn separated(long: &str, short: &str) -> bool {
    let short = squash(short);
    parts(long).iter().any(|part| squash(part) == short)
}

fn is_line(view: &View) -> bool {
    (6..=WIDEST).contains(&view.width)
        && *view.kind != BlockKind::Control
        && !view.terms.iter().any(|term| term.whole)
        && !(view.stops >= 2 && view.width > 160)
        && !is_menu(view.text)
}

/// Says whether a line is a menu printed in one: words run together, parted by signs, or each with a capital.
fn is_menu(text: &str) -> bool {
    let mut together = 0;
    let mut before = ' ';
    for character in text.chars() {
        together += usize::from(before.is_lowercase() && character.is_uppercase());
        before = character;
    }
    let parted = 1 + text.matches(['·', '|', '•']).count();
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = words.iter().filter(|word| word.chars().next().is_some_and(char::is_uppercase)).count();
    let titled = text.chars().any(|character| ".,:?!–—-’'\"„“".contains(character));
    together >= MENU || parted > MENU || words.len() >= 8 && capital == words.len() && !titled
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
