//! A page as the rules see it: each block with what can be measured of it.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use headwater_lang::terms::PageTerm;
use headwater_lang::{Language, Registry, digit, fold, fold_str, identify, is_unspaced};
use headwater_model::{Block, BlockKind, ElementId, LanguageCode, MetaKey, Page, Span};

use super::dates;
use super::zones::{self, Held, Zones};

/// How many bytes of a long block are searched for the phrases of pages: labels stand at its start.
const SEARCHED: usize = 700;

/// How much text tells a page's language, in bytes.
const SAMPLE: usize = 1_000;

/// A page with what was measured of its blocks.
pub(super) struct Scene<'p> {
    pub(super) page: &'p Page,
    pub(super) registry: &'p Registry,
    /// The languages whose phrases count: of the text, then of the markup.
    pub(super) tongues: Vec<&'p Language>,
    pub(super) language: Option<LanguageCode>,
    /// The blocks that tell it.
    pub(super) sampled: Vec<usize>,
    /// One view a block.
    pub(super) views: Vec<View<'p>>,
    /// The block that shows the title, as far as the markup tells.
    pub(super) headline: Option<usize>,
    /// Whether the page came without markup.
    bare: bool,
}

/// What was measured of a block.
pub(super) struct View<'p> {
    pub(super) text: &'p str,
    pub(super) span: Span,
    pub(super) kind: &'p BlockKind,
    pub(super) gap: usize,
    /// Width in cells: characters of scripts without spaces count two.
    pub(super) width: usize,
    /// Sentence ends.
    pub(super) stops: usize,
    /// Whether the last mark ends a sentence.
    pub(super) ends: bool,
    /// Whether it is a short text with a date.
    pub(super) dated: bool,
    /// Part that is words of links, in percent.
    pub(super) linked: usize,
    pub(super) terms: Vec<Term>,
    pub(super) zones: Zones,
    /// The innermost element around it.
    pub(super) element: Option<ElementId>,
    /// The element that the block lies in beside its like: the parent of its paragraph, heading or item.
    pub(super) seat: Option<ElementId>,
    /// Its letters and digits, folded, once they were asked for.
    folded: OnceCell<String>,
    /// Blocks of one look have the same number: same tags and names from the root down.
    pub(super) look: usize,
}

/// A phrase of pages in a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term {
    pub(super) meaning: PageTerm,
    pub(super) span: Span,
    /// It is all of the block, marks aside.
    pub(super) whole: bool,
    /// The block begins with it.
    pub(super) leads: bool,
    /// It leads and a colon, bracket, dash or line end stands behind it.
    pub(super) labels: bool,
    /// A colon stands behind it, wherever it is.
    pub(super) colon: bool,
}

impl View<'_> {
    /// Returns the declared value's key.
    pub(super) fn meta(&self) -> Option<MetaKey> {
        match self.kind {
            BlockKind::Meta(key) => Some(*key),
            _ => None,
        }
    }

    /// Returns its letters and digits, folded, for comparing.
    pub(super) fn squashed(&self) -> &str {
        self.folded.get_or_init(|| squash(self.text))
    }

    pub(super) fn is_meta(&self) -> bool {
        self.meta().is_some()
    }

    pub(super) fn is_heading(&self) -> bool {
        matches!(self.kind, BlockKind::Heading(_))
    }

    pub(super) fn is_whole(&self, meaning: PageTerm) -> bool {
        self.terms.iter().any(|term| term.whole && term.meaning == meaning)
    }

    pub(super) fn leads_with(&self, meaning: PageTerm) -> Option<&Term> {
        self.terms.iter().find(|term| term.leads && term.meaning == meaning)
    }

    pub(super) fn labelled(&self, meaning: PageTerm) -> Option<&Term> {
        self.terms.iter().find(|term| term.labels && term.meaning == meaning)
    }

    /// Says whether this reads as sentences.
    pub(super) fn is_prose(&self) -> bool {
        let shaped = match self.kind {
            BlockKind::Meta(_) | BlockKind::Control | BlockKind::Heading(1 | 2) => false,
            // Some pages set their whole text as headings.
            BlockKind::Heading(_) => self.ends && (self.stops >= 2 || self.width >= 100),
            _ => self.linked < 60,
        };
        shaped
            && (self.ends || !self.dated)
            && (self.ends && self.width >= 25 || self.stops >= 1 && self.width >= 50 || self.width >= 140)
    }
}

impl<'p> Scene<'p> {
    /// Measures the blocks of a page.
    pub(super) fn new(page: &'p Page, registry: &'p Registry) -> Self {
        let (language, sampled) = main_language(page, registry);
        let codes = language.into_iter().chain(page.declared_language);
        let mut tongues: Vec<&Language> = codes.map(|code| registry.language(code)).collect();
        tongues.dedup_by_key(|language| language.code);
        if tongues.is_empty() {
            tongues.push(registry.language(LanguageCode::UNKNOWN));
        }
        let mut views: Vec<View> = page.blocks.iter().map(|block| view(page, block, &tongues)).collect();
        let held = held(page, &views);
        let zones = zones::of_page(page, |element| held.get(element.0 as usize).copied().unwrap_or_default());
        let looks = looks(page);
        for (view, block) in views.iter_mut().zip(&page.blocks) {
            let Some(element) = block.element else { continue };
            view.zones = zones.get(element.0 as usize).copied().unwrap_or_default();
            let leaf = leaf(page, element);
            view.look = looks.get(leaf.0 as usize).copied().unwrap_or(0);
            view.seat = page.elements.get(leaf.0 as usize).and_then(|element| element.parent);
        }
        let headline = headline(&views);
        let bare = page.elements.is_empty() && !views.iter().any(View::is_meta);
        Self { page, registry, tongues, language, sampled, views, headline, bare }
    }

    /// Says whether the page came without markup.
    pub(super) fn is_text(&self) -> bool {
        self.bare
    }

    /// Returns the declared values of a kind, the most trusted first.
    pub(super) fn declared(&self, key: MetaKey) -> impl Iterator<Item = &View<'p>> {
        self.views.iter().filter(move |view| view.meta() == Some(key))
    }

    /// Returns the elements around `element`, itself first.
    pub(super) fn ancestors(&self, element: Option<ElementId>) -> impl Iterator<Item = ElementId> + '_ {
        std::iter::successors(element, |element| self.page.elements.get(element.0 as usize)?.parent)
    }
}

/// Folds a text to its letters and digits, for comparing.
pub(super) fn squash(text: &str) -> String {
    let mut squashed = String::with_capacity(text.len());
    let mut apart = false;
    for character in fold_str(text).chars() {
        if !character.is_alphanumeric() {
            apart = true;
            continue;
        }
        if apart && !squashed.is_empty() {
            squashed.push(' ');
        }
        squashed.push(character);
        apart = false;
    }
    squashed
}

/// Returns the width of a text in cells.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars().map(|character| if is_unspaced(character) || ('가'..='힣').contains(&character) { 2 } else { 1 }).sum()
}

/// The language of the page's long texts, and which these are: menus are often in another.
fn main_language(page: &Page, registry: &Registry) -> (Option<LanguageCode>, Vec<usize>) {
    let told = |block: &Block| {
        !matches!(block.kind, BlockKind::Meta(_)) && block.linked * 2 < block.span.len() && block.span.len() >= 80
    };
    let (mut sample, mut sampled) = (String::new(), Vec::new());
    for (at, block) in page.blocks.iter().enumerate().filter(|(_, block)| told(block)) {
        sample.push_str(block.span.of(&page.text));
        sample.push('\n');
        sampled.push(at);
        if sample.len() >= SAMPLE {
            break;
        }
    }
    if sample.len() < 200 {
        return (identify(&page.text, page.declared_language, registry), Vec::new());
    }
    (identify(&sample, page.declared_language, registry), sampled)
}

fn view<'p>(page: &'p Page, block: &'p Block, tongues: &[&Language]) -> View<'p> {
    let text = block.span.of(&page.text);
    let meta = matches!(block.kind, BlockKind::Meta(_));
    View {
        text,
        span: block.span,
        kind: &block.kind,
        gap: block.gap,
        width: width(text),
        stops: stops(text),
        ends: ends(text),
        dated: !meta && text.len() < 140 && !dates::find(text, 0, tongues).is_empty(),
        linked: block.linked * 100 / text.len().max(1),
        terms: if meta { Vec::new() } else { terms(text, block.span.start, tongues) },
        zones: Zones::default(),
        element: block.element,
        seat: None,
        folded: OnceCell::new(),
        look: 0,
    }
}

/// Counts sentence ends. A full stop counts before white space, a closing mark or the end only.
fn stops(text: &str) -> usize {
    let mut count = 0;
    let mut characters = text.chars().peekable();
    let mut before = ' ';
    while let Some(character) = characters.next() {
        let after = characters.peek().copied().unwrap_or(' ');
        let closes =
            || after.is_whitespace() || "\"'”»’)][".contains(after) || headwater_lang::superscript(after).is_some();
        count += usize::from(match character {
            '。' | '！' | '？' | '؟' | '।' | '॥' | '۔' | '．' => true,
            '!' | '?' | '…' => closes(),
            '.' => {
                closes()
                    && (before.is_alphabetic() || "”\"»)%’".contains(before) || digit(before).is_some() && after == ' ')
            }
            _ => false,
        });
        before = character;
    }
    count
}

fn ends(text: &str) -> bool {
    let closers = |character: char| {
        "\"'”»’)]」』）】 ".contains(character)
            || headwater_lang::superscript(character).is_some()
            || character.is_whitespace()
    };
    let trimmed = strip_marks(text).trim_end_matches(closers);
    trimmed.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।', '॥', '۔', ':', '：'])
}

/// Drops note marks in brackets from the end.
fn strip_marks(text: &str) -> &str {
    let trimmed = text.trim_end();
    match trimmed.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) {
        Some((rest, number)) if number.chars().all(|character| character.is_ascii_digit()) && !number.is_empty() => {
            strip_marks(rest)
        }
        _ => trimmed,
    }
}

/// Finds the phrases of pages in a block's text.
fn terms(text: &str, offset: usize, tongues: &[&Language]) -> Vec<Term> {
    let head = text.get(..text.floor_char_boundary(SEARCHED)).unwrap_or(text);
    let folded = fold(head);
    let mut terms = Vec::new();
    for language in tongues {
        for hit in language.page.find_all(&folded) {
            let before = head.get(..hit.span.start).unwrap_or_default();
            let after = head.get(hit.span.end..).unwrap_or_default();
            // A short word of a script without spaces may be the beginning of another: 図 in 図書館.
            let phrase = hit.span.of(head);
            let cut = phrase.chars().count() < 3
                && phrase.chars().next_back().is_some_and(is_unspaced)
                && after.chars().next().is_some_and(is_unspaced);
            let leads = !cut && before.chars().all(|character| !character.is_alphanumeric());
            let behind = after.trim_start_matches([' ', '\u{a0}', '\u{200f}', '\u{200e}']);
            let colon = behind.starts_with([':', '：', '︰']);
            let marked = colon || behind.starts_with([')', '）', ']', '】', '|', '–', '—', '\n']) || behind.is_empty();
            terms.push(Term {
                meaning: *hit.meaning,
                span: hit.span.shifted(offset),
                whole: leads && after.chars().all(|character| !character.is_alphanumeric()) && head.len() == text.len(),
                leads,
                labels: leads && marked,
                colon,
            });
        }
    }
    terms
}

/// The declared titles, folded. A site's name is declared as a title too, and is short.
fn titles(views: &[View]) -> Vec<String> {
    views
        .iter()
        .filter(|view| view.meta() == Some(MetaKey::Headline) && view.width >= 20)
        .map(|view| view.squashed().to_owned())
        .collect()
}

/// The first heading outside of menus that is a declared title, or of the first level.
fn headline(views: &[View]) -> Option<usize> {
    let titles = titles(views);
    let shown = |view: &View| !view.is_meta() && view.width < 300 && !view.zones.furniture && !view.zones.crumbs;
    let named = views
        .iter()
        .position(|view| shown(view) && view.linked < 50 && titles.iter().any(|title| title == view.squashed()));
    named.or_else(|| views.iter().position(|view| shown(view) && *view.kind == BlockKind::Heading(1)))
}

/// What each element holds of the page's prose and title.
fn held(page: &Page, views: &[View]) -> Vec<Held> {
    let titles = titles(views);
    let mut held = vec![Held::default(); page.elements.len()];
    let mut all = 0;
    for (view, block) in views.iter().zip(&page.blocks) {
        let Some(slot) = block.element.and_then(|element| held.get_mut(element.0 as usize)) else { continue };
        if view.is_prose() {
            all += view.width;
            slot.prose += view.width;
        }
        slot.title |= matches!(view.kind, BlockKind::Heading(1))
            || view.width < 300 && view.linked < 50 && titles.iter().any(|title| title == view.squashed());
    }
    // Parents come before their children, so one pass from the end sums up.
    for index in (0..page.elements.len()).rev() {
        let inner = held.get(index).copied().unwrap_or_default();
        let parent = page.elements.get(index).and_then(|element| element.parent);
        if let Some(slot) = parent.and_then(|parent| held.get_mut(parent.0 as usize)) {
            slot.prose += inner.prose;
            slot.title |= inner.title;
        }
    }
    held.into_iter().map(|held| Held { prose: held.prose * 100 / all.max(1), ..held }).collect()
}

/// Returns the element of a block's own: its paragraph, heading, item or cell, beyond all inline elements.
fn leaf(page: &Page, element: ElementId) -> ElementId {
    let mut leaf = element;
    while let Some(found) = page.elements.get(leaf.0 as usize) {
        let inline = matches!(
            found.tag.as_str(),
            "a" | "span"
                | "b"
                | "i"
                | "em"
                | "strong"
                | "font"
                | "u"
                | "small"
                | "time"
                | "abbr"
                | "cite"
                | "q"
                | "sup"
                | "sub"
                | "mark"
                | "ins"
                | "del"
                | "big"
                | "bdi"
                | "s"
                | "code"
        );
        match found.parent {
            Some(parent) if inline => leaf = parent,
            _ => break,
        }
    }
    leaf
}

/// Numbers the looks of all elements. Names with digits are generated, and some tell the first or every second of
/// many: neither makes a look of its own.
fn looks(page: &Page) -> Vec<usize> {
    const PLACES: [&str; 4] = ["odd", "even", "first", "last"];
    let mut known: BTreeMap<(usize, &str, Vec<&str>), usize> = BTreeMap::new();
    let mut looks: Vec<usize> = Vec::with_capacity(page.elements.len());
    for element in &page.elements {
        let parent = element.parent.and_then(|parent| looks.get(parent.0 as usize)).copied().unwrap_or(0);
        let next = known.len() + 1;
        let names = element
            .names
            .split(' ')
            .filter(|name| !PLACES.contains(name) && !name.contains(|character: char| character.is_ascii_digit()));
        looks.push(*known.entry((parent, &element.tag, names.collect())).or_insert(next));
    }
    looks
}
