//! The title: the heading or line that the page's own declarations, or a repetition, point to.

use std::collections::BTreeSet;

use headwater_model::{BlockKind, MetaKey, Span, Stated};

use super::scene::{Scene, View, squash, width};
use super::select::is_furniture;

/// Signs between a title and the site's name.
const SEPARATORS: [&str; 14] =
    [" > ", " › ", " | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", "｜", " ｜ ", " / "];

/// The widest line that can be a title, in cells.
const WIDEST: usize = 260;

/// The title that was found.
pub(super) struct Title {
    pub(super) stated: Stated<String>,
    /// The visible block that shows it.
    pub(super) block: Option<usize>,
}

/// How many lines above the text, and at the top of a text capture, may be its title.
const ABOVE: usize = 60;
const TOP: usize = 20;

/// How many paragraphs show what a text is about.
const KIN: usize = 20;

/// Beyond this many lines above the text distance tells no more.
const DISTANT: usize = 16;

/// Words in a row that are written together or all begin with a capital, as in a menu printed on one line.
const MENU: usize = 4;

/// Finds the title of the article whose running text begins with the first block of `core`.
pub(super) fn find(scene: &Scene, core: &[bool]) -> Option<Title> {
    let hints = hints(scene);
    let first = core.iter().position(|core| *core);
    let visible = if scene.is_text() {
        by_repetition(scene, first, &stems_of_text(scene, core))
    } else {
        by_heading(scene, first, &hints)
    };
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
        let likeness = hints.iter().map(|hint| likeness(view, hint)).max().unwrap_or(0);
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
        let site = if below.iter().any(|line| line == view.squashed()) { -60 } else { 0 };
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
    let (left, right): (Vec<&str>, Vec<&str>) = (squashed.split(' ').collect(), wanted.split(' ').collect());
    let shared = left.iter().filter(|word| right.contains(word)).count();
    (shared * 180 / (left.len() + right.len())).min(85) as i64
}

fn stated(scene: &Scene, at: usize) -> Option<Title> {
    let view = scene.views.get(at)?;
    // A heading may hold a kicker too; the declared headline says which part is the title.
    let declared = scene.declared(MetaKey::Headline).find_map(|headline| {
        let start = view.text.find(headline.text).filter(|_| headline.text.len() * 2 > view.text.len())?;
        Some((headline.text.to_owned(), Span::new(start, start + headline.text.len()).shifted(view.span.start)))
    });
    if let Some((value, span)) = declared {
        return Some(Title { stated: Stated::new(value, span), block: Some(at) });
    }
    let value = view.text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Title { stated: Stated::new(value, view.span), block: Some(at) })
}

/// A line that may be the title of a text capture.
struct Line<'s> {
    at: usize,
    view: &'s View<'s>,
    squashed: String,
}

/// In a text capture the title stands above the text, and often twice: alone, and with the site's name behind it.
fn by_repetition(scene: &Scene, first: Option<usize>, text: &BTreeSet<String>) -> Option<Title> {
    let first = first.unwrap_or(scene.views.len());
    let near = first.saturating_sub(ABOVE);
    let lines: Vec<Line> = (0..near.min(TOP)).chain(near..first).filter_map(|at| line(scene, at)).collect();
    let below = below(scene, first);
    let mut best: Option<(i64, usize)> = None;
    for (place, line) in lines.iter().enumerate() {
        let repeated = if below.contains(&line.squashed) { -40 } else { repetition(&lines, place) };
        let view = line.view;
        let length = (view.width.min(80) as i64 - 20).min(40);
        let distance = (first.saturating_sub(line.at)).min(DISTANT) as i64 * 5;
        // A caption ends like a sentence, a title rarely does.
        let sentence = view.ends && !view.text.ends_with(['?', '!', '؟', '？', '！']);
        let furniture = view.terms.iter().filter(|term| is_furniture(term.meaning));
        let known = furniture.clone().any(|term| term.leads) || furniture.count() >= 2;
        let score = repeated + length + kinship(view.text, text)
            - distance
            - i64::from(sentence) * 70
            - i64::from(known) * 60
            - i64::from(*view.kind == BlockKind::Item) * 40;
        if best.is_none_or(|(top, _)| score >= top) {
            best = Some((score, line.at));
        }
    }
    stated(scene, best.filter(|(score, _)| *score > -70)?.1)
}

/// Beginnings of words, or pairs of characters in scripts without spaces: enough to see that two texts are on one
/// matter.
fn stems(text: &str) -> Vec<String> {
    let squashed = squash(text);
    let mut stems = Vec::new();
    for word in squashed.split(' ') {
        let characters: Vec<char> = word.chars().collect();
        if characters.iter().any(|character| headwater_lang::is_unspaced(*character)) {
            stems.extend(characters.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else if characters.len() >= 4 {
            stems.push(characters.into_iter().take(5).collect());
        }
    }
    stems
}

fn stems_of_text(scene: &Scene, core: &[bool]) -> BTreeSet<String> {
    let text = scene.views.iter().zip(core).filter(|(_, core)| **core).map(|(view, _)| view);
    text.take(KIN).flat_map(|view| stems(view.text)).collect()
}

/// What speaks for a line because the text uses its words, 0 to 70.
fn kinship(line: &str, text: &BTreeSet<String>) -> i64 {
    let stems = stems(line);
    let shared = stems.iter().filter(|stem| text.contains(*stem)).count();
    let share = shared * 50 / stems.len().max(1);
    (share + shared.min(5) * 4) as i64
}

fn line<'s>(scene: &'s Scene, at: usize) -> Option<Line<'s>> {
    let view = scene.views.get(at).filter(|view| is_line(view))?;
    let squashed = view.squashed().to_owned();
    (!squashed.is_empty()).then_some(Line { at, view, squashed })
}

/// What speaks for a line because others say the same.
fn repetition(lines: &[Line], place: usize) -> i64 {
    let Some(line) = lines.get(place) else { return 0 };
    let mut score = 0;
    for (other_place, other) in lines.iter().enumerate().filter(|(other, _)| *other != place) {
        score = score.max(match () {
            // Of two equal lines the later one stands at the article.
            () if other.squashed == line.squashed => 70 + i64::from(other_place < place),
            () if line.squashed.len() >= 12 && other_place < place && other.squashed.contains(&line.squashed) => 68,
            // A longer line that a later one repeats in part: a page's title above the title of the work itself.
            () if other.squashed.len() >= 12
                && line.squashed.contains(&other.squashed)
                && other_place > place
                && !separated(line.view.text, other.view.text) =>
            {
                80
            }
            () => 0,
        });
    }
    score
}

/// Short texts at the end of the page: what returns there from above the text is the site's name.
fn below(scene: &Scene, first: usize) -> Vec<String> {
    let lines = scene.views.iter().skip(first + 1).rev().take(60).filter(|view| view.width < 80 && view.linked < 80);
    lines.map(|view| view.squashed().to_owned()).collect()
}

/// Says whether `long` is `short` with something behind a separator.
fn separated(long: &str, short: &str) -> bool {
    let short = squash(short);
    parts(long).iter().any(|part| squash(part) == short)
}

fn is_line(view: &View) -> bool {
    let long = view.stops >= 2 && view.width > 160;
    let shaped = !view.is_meta() && *view.kind != BlockKind::Control && (6..=WIDEST).contains(&view.width);
    shaped && !long && !view.terms.iter().any(|term| term.whole) && !is_menu(view.text)
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
    together >= MENU || parted > MENU || words.len() >= 12 && capital == words.len() && !titled
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
