//! The title of a text capture: the line above the text, or part of a line, that a model takes for it.
//!
//! `crates/read/model/README.md` says what the model was trained on.

mod measure;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use headwater_lang::{is_unspaced, script_code, script_of};
use headwater_model::{BlockKind, Span};

use super::forest::Forest;
use super::scene::{Scene, View, squash, width};
use super::title::{parts, sides};
use crate::{TitleLine, TitleLines};

/// How many lines above the text, and at the top of the page, may be its title.
const ABOVE: usize = 400;
const TOP: usize = 20;

/// How many blocks into the text its title may stand, and behind how much of it, in percent: the reader of texts takes
/// what stands above a title for its text too.
const INSIDE: usize = 100;
const BEFORE: usize = 35;

/// The widest line that can be a title, in cells.
const WIDEST: usize = 260;

/// How many paragraphs show what a text is about.
const KIN: usize = 40;

/// How many letters show a text's scripts.
const LETTERS: usize = 2_000;

/// Words in a row that are written together or all begin with a capital, as in a menu printed on one line.
const MENU: usize = 4;

/// The model file: a mark with its version, then one forest.
static MODEL: &[u8] = include_bytes!("../../model/titles-v1.bin");
const MARK: &[u8] = b"HWTITLE1";

static FOREST: LazyLock<Option<Forest>> = LazyLock::new(|| {
    let (forest, rest) = Forest::parse(MODEL.strip_prefix(MARK)?)?;
    rest.is_empty().then_some(forest)
});

/// A line or a part of one that may be the title.
pub(super) struct Offer<'p> {
    /// Its block.
    pub(super) at: usize,
    pub(super) span: Span,
    text: &'p str,
    squashed: String,
    stems: Vec<String>,
    width: usize,
    /// Whether it is what stands before or behind a sign within its line.
    part: bool,
}

/// Returns the line or part of a line that shows the title of the text in the blocks of `core`.
pub(super) fn find<'p>(scene: &Scene<'p>, core: &[bool]) -> Option<Offer<'p>> {
    let lines = Lines::new(scene, core);
    let offers = lines.offers();
    let best = lines.best(&offers);
    let forest = FOREST.as_ref()?;
    let scored = offers.into_iter().map(|offer| (forest.score(&lines.measure(&offer, &best)), offer));
    scored.max_by_key(|(score, _)| *score).map(|(_, offer)| offer)
}

/// Measures the lines of a text capture that may be its title; of HTML there are none.
pub(super) fn measures(scene: &Scene, core: &[bool]) -> TitleLines {
    if !scene.is_text() {
        return TitleLines::default();
    }
    let lines = Lines::new(scene, core);
    let offers = lines.offers();
    let best = lines.best(&offers);
    let measured = offers.iter().map(|offer| TitleLine { span: offer.span, values: lines.measure(offer, &best) });
    TitleLines { lines: measured.collect() }
}

/// The lines of a page, with what is asked of them more than once.
struct Lines<'s, 'p> {
    scene: &'s Scene<'p>,
    /// The first block of the text.
    first: usize,
    /// Where each line stands on the page.
    places: BTreeMap<&'s str, Vec<usize>>,
    /// Stems of each block of the text, and in how many of the first each stands.
    paragraphs: Vec<(usize, BTreeSet<String>)>,
    text: BTreeMap<String, usize>,
    /// The scripts of a tenth of the text's letters or more.
    scripts: BTreeSet<&'static str>,
    /// In how many lines of the page each stem stands.
    common: BTreeMap<String, usize>,
    /// How much of the text stands above each block, in percent, and how much of all prose.
    text_above: Vec<usize>,
    prose_above: Vec<usize>,
    /// The parts of the first lines, which are often the page's title and the site's name.
    heads: Vec<String>,
    /// The words of the page's address.
    address: BTreeSet<String>,
}

/// The most that any line of a page has, to measure the others by.
#[derive(Debug, Default)]
struct Best {
    weight: usize,
    shared: usize,
    width: usize,
    address: usize,
}

impl<'s, 'p> Lines<'s, 'p> {
    fn new(scene: &'s Scene<'p>, core: &[bool]) -> Self {
        let first = core.iter().position(|core| *core).unwrap_or(scene.views.len());
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, view) in scene.views.iter().enumerate().filter(|(_, view)| view.width < WIDEST) {
            places.entry(view.squashed()).or_default().push(at);
        }
        let text = scene.views.iter().zip(core).enumerate().filter(|(_, (_, core))| **core);
        let paragraphs: Vec<(usize, BTreeSet<String>)> =
            text.map(|(at, (view, _))| (at, stems(view.squashed()).into_iter().collect())).collect();
        let heads = scene.views.iter().take(3).flat_map(|view| parts(view.text)).map(squash).collect();
        Self {
            scene,
            first,
            places,
            text: spread(paragraphs.iter().take(KIN).map(|(_, stems)| stems.clone())),
            scripts: scripts(paragraphs.iter().filter_map(|(at, _)| scene.views.get(*at)).map(|view| view.text)),
            paragraphs,
            common: spread(scene.views.iter().map(|view| stems(view.squashed()).into_iter().collect())),
            text_above: above(scene, |at, _| core.get(at).copied().unwrap_or(false)),
            prose_above: above(scene, |_, view| view.is_prose()),
            heads,
            address: scene.page.address.as_deref().map(address_words).unwrap_or_default(),
        }
    }

    fn view(&self, at: usize) -> Option<&'s View<'p>> {
        self.scene.views.get(at)
    }

    fn offers(&self) -> Vec<Offer<'p>> {
        let near = self.first.saturating_sub(ABOVE);
        let until = (self.first + INSIDE).min(self.scene.views.len());
        let places = (0..near.min(TOP)).chain(near..until);
        let places = places.filter(|at| self.text_above.get(*at).is_some_and(|above| *above <= BEFORE));
        let mut offers = Vec::new();
        for at in places {
            let Some(view) = self.view(at).filter(|view| is_line(view)) else { continue };
            let pieces = sides(view.text).into_iter().map(|piece| (piece, true));
            offers.extend(std::iter::once((Span::new(0, view.text.len()), false)).chain(pieces).filter_map(
                |(span, part)| {
                    let text = view.text.get(span.start..span.end)?;
                    let squashed = squash(text);
                    let width = width(text);
                    let long = !part || width >= 20;
                    (long && !squashed.is_empty()).then(|| Offer {
                        at,
                        span: span.shifted(view.span.start),
                        text,
                        stems: stems(&squashed),
                        squashed,
                        width,
                        part,
                    })
                },
            ));
        }
        offers
    }

    fn best(&self, offers: &[Offer]) -> Best {
        let most = |measure: fn(&Self, &Offer) -> usize| offers.iter().map(|offer| measure(self, offer)).max();
        Best {
            weight: most(Self::weight).unwrap_or(0),
            shared: most(Self::shared).unwrap_or(0),
            width: most(|_, offer| offer.width).unwrap_or(0),
            address: most(|lines, offer| lines.addressed(offer).1).unwrap_or(0),
        }
    }

    /// How much of what the text repeats a line holds; what stands all over the page counts less.
    fn weight(&self, offer: &Offer) -> usize {
        let stems: BTreeSet<&String> = offer.stems.iter().collect();
        let worth = |stem: &String| {
            let everywhere = self.common.get(stem).copied().unwrap_or(0);
            self.repeats(offer, stem) * 100 / (1 + everywhere).isqrt().max(1)
        };
        stems.into_iter().map(worth).sum()
    }

    fn shared(&self, offer: &Offer) -> usize {
        offer.stems.iter().filter(|stem| self.repeats(offer, stem) > 0).count()
    }

    /// In how many other paragraphs a stem of a line stands.
    fn repeats(&self, offer: &Offer, stem: &str) -> usize {
        let all = self.text.get(stem).copied().unwrap_or(0);
        let own = self.paragraphs.iter().take(KIN).any(|(at, _)| *at == offer.at);
        all.saturating_sub(usize::from(own))
    }

    /// How many stems of a line stand in the first paragraphs behind it.
    fn opened(&self, offer: &Offer) -> usize {
        let start = self.paragraphs.partition_point(|(at, _)| *at <= offer.at);
        let opening: Vec<_> = self.paragraphs.iter().skip(start).take(3).collect();
        offer.stems.iter().filter(|stem| opening.iter().any(|(_, stems)| stems.contains(*stem))).count()
    }

    /// How many words of the page's address a line has, and how alike both are, in percent.
    fn addressed(&self, offer: &Offer) -> (usize, usize) {
        if self.address.len() < 2 {
            return (0, 0);
        }
        let words: BTreeSet<String> = address_spelling(&offer.squashed).collect();
        let shared = words.intersection(&self.address).count();
        (shared, shared * 200 / (words.len() + self.address.len()))
    }

    /// Lines with words from `at` on, upwards or downwards.
    fn around(&self, at: usize, step: isize) -> Option<&'s View<'p>> {
        let mut place = at.checked_add_signed(step)?;
        loop {
            let view = self.view(place)?;
            if view.width > 1 && *view.kind != BlockKind::Control {
                return Some(view);
            }
            place = place.checked_add_signed(step)?;
        }
    }
}

/// The scripts that a tenth of the letters of the first texts have.
fn scripts<'t>(texts: impl Iterator<Item = &'t str>) -> BTreeSet<&'static str> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for letter in texts.take(KIN).flat_map(str::chars).filter(|character| character.is_alphabetic()).take(LETTERS) {
        *counts.entry(script_code(script_of(letter))).or_insert(0) += 1;
    }
    let all: usize = counts.values().sum();
    counts.into_iter().filter(|(_, count)| count * 10 >= all).map(|(script, _)| script).collect()
}

/// Counts in how many blocks each stem stands.
fn spread(blocks: impl Iterator<Item = BTreeSet<String>>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for stem in blocks.flatten() {
        *counts.entry(stem).or_insert(0) += 1;
    }
    counts
}

/// Returns for each block how much of the blocks that count stands above it, in percent.
fn above(scene: &Scene, counts: impl Fn(usize, &View) -> bool) -> Vec<usize> {
    let widths: Vec<usize> =
        scene.views.iter().enumerate().map(|(at, view)| if counts(at, view) { view.width } else { 0 }).collect();
    let all = widths.iter().sum::<usize>().max(1);
    let mut sum = 0;
    let mut above = Vec::with_capacity(widths.len() + 1);
    for width in widths {
        above.push(sum * 100 / all);
        sum += width;
    }
    above.push(sum * 100 / all);
    above
}

/// The words of the part of an address that has most: "/2031/06/ferry-alarms-stay-silent.html".
fn address_words(address: &str) -> BTreeSet<String> {
    let Ok(url) = url::Url::parse(address) else { return BTreeSet::new() };
    let decoded = |piece: &str| {
        let first = url::form_urlencoded::parse(piece.as_bytes()).next();
        first.map(|(text, _)| text.into_owned()).unwrap_or_default()
    };
    let pieces = url.path_segments().into_iter().flatten().map(|piece| {
        let squashed = squash(&decoded(piece).replace('_', " "));
        address_spelling(&squashed).filter(|word| !["html", "htm", "php"].contains(&word.as_str())).collect()
    });
    pieces.max_by_key(BTreeSet::len).unwrap_or_default()
}

/// Words as addresses spell them: "über" is "uber" or "ueber" there.
fn address_spelling(squashed: &str) -> impl Iterator<Item = String> {
    let words = squashed.split(' ').filter(|word| word.chars().count() >= 3);
    let words = words.filter(|word| !word.chars().all(|character| character.is_ascii_digit()));
    words.map(|word| word.replace("ae", "a").replace("oe", "o").replace("ue", "u"))
}

/// Beginnings of words, or pairs of characters in scripts without spaces: enough to see that two texts are on one
/// matter.
fn stems(squashed: &str) -> Vec<String> {
    let mut stems = Vec::new();
    for word in squashed.split(' ') {
        let characters: Vec<char> = word.chars().collect();
        if characters.iter().any(|character| is_unspaced(*character)) {
            stems.extend(characters.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else if characters.len() >= 4 {
            stems.push(characters.into_iter().take(5).collect());
        }
    }
    stems
}

fn is_line(view: &View) -> bool {
    let long = view.stops >= 2 && view.width > 160;
    let shaped = !view.is_meta() && *view.kind != BlockKind::Control && (4..=WIDEST).contains(&view.width);
    shaped && !long && !view.squashed().is_empty() && !view.terms.iter().any(|term| term.whole) && !is_menu(view.text)
}

/// Says whether a line is a menu printed in one: words run together, parted by signs, or each with a capital.
fn is_menu(text: &str) -> bool {
    let pairs = text.chars().zip(text.chars().skip(1));
    let together = pairs.filter(|(before, after)| before.is_lowercase() && after.is_uppercase()).count();
    let parted = 1 + text.matches(['·', '|', '•']).count();
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = words.iter().filter(|word| word.chars().next().is_some_and(char::is_uppercase)).count();
    let titled = text.chars().any(|character| ".,:?!–—-’'\"„“".contains(character));
    together >= MENU || parted > MENU || words.len() >= 12 && capital == words.len() && !titled
}
