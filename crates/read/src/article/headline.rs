//! The title of a text capture: the line above the text that has most points.
//!
//! What a line looks like, where it stands, and whether others repeat it are worth points. The points were fitted as a
//! conditional logit, times 100, over the lines of the 1,765 flattened pages of `extract` and `extract-more` whose title
//! is among them. Fitted on `extract-more` alone they chose .621 of the titles of `extract`, on both .628. Set by hand
//! on the derivation pages: the worth of a part of the first line, and the doubts.

use std::collections::{BTreeMap, BTreeSet};

use headwater_lang::terms::PageTerm;
use headwater_lang::{digit, is_unspaced};
use headwater_model::BlockKind;

use super::scene::{Scene, View, squash};
use super::select::is_furniture;
use super::title::parts;

/// How many lines above the text, and at the top of the page, may be its title.
const ABOVE: usize = 80;
const TOP: usize = 20;

/// How many blocks into the text its title may stand: the reader of texts takes some titles for paragraphs.
const INSIDE: usize = 2;

/// The widest line that can be a title, in cells.
const WIDEST: usize = 260;

/// How many lines at the end of a page are its footer.
const FOOTER: usize = 8;

/// How many paragraphs show what a text is about.
const KIN: usize = 20;

/// Words in a row that are written together or all begin with a capital, as in a menu printed on one line.
const MENU: usize = 4;

/// Returns the block that shows the title.
pub(super) fn find(scene: &Scene, core: &[bool]) -> Option<usize> {
    let lines = Lines::new(scene, core);
    let mut best: Option<(i64, usize)> = None;
    for at in lines.candidates() {
        let reasons = lines.reasons(at);
        let score: i64 = reasons.iter().filter(|(holds, _)| *holds).map(|(_, worth)| worth).sum();
        let score = score - lines.doubts(at);
        if best.is_none_or(|(top, _)| score >= top) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at)
}

/// The lines of a page, with what is asked of them more than once.
struct Lines<'s, 'p> {
    scene: &'s Scene<'p>,
    /// The first block of the text.
    first: usize,
    /// How often each line stands on the page.
    counts: BTreeMap<&'s str, usize>,
    /// Stems of the text, and of its first paragraphs.
    text: BTreeSet<String>,
    opening: BTreeSet<String>,
    /// The parts of the first line, which is often the page's title and the site's name.
    heads: Vec<String>,
}

impl<'s, 'p> Lines<'s, 'p> {
    fn new(scene: &'s Scene<'p>, core: &[bool]) -> Self {
        let first = core.iter().position(|core| *core).unwrap_or(scene.views.len());
        let mut counts = BTreeMap::new();
        for view in scene.views.iter().filter(|view| view.width < WIDEST) {
            *counts.entry(view.squashed()).or_insert(0) += 1;
        }
        let of_text = |most: usize| {
            let text = scene.views.iter().zip(core).filter(|(_, core)| **core).map(|(view, _)| view);
            text.take(most).flat_map(|view| stems(view.text)).collect()
        };
        let heads = scene.views.iter().take(3).flat_map(|view| parts(view.text)).map(squash).collect();
        Self { scene, first, counts, text: of_text(KIN), opening: of_text(3), heads }
    }

    fn view(&self, at: usize) -> Option<&'s View<'p>> {
        self.scene.views.get(at)
    }

    fn candidates(&self) -> impl Iterator<Item = usize> {
        let near = self.first.saturating_sub(ABOVE);
        let until = (self.first + INSIDE).min(self.scene.views.len());
        (0..near.min(TOP)).chain(near..until).filter(|at| self.view(*at).is_some_and(is_line))
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

    /// What is said of a line, and what it is worth.
    fn reasons(&self, at: usize) -> Vec<(bool, i64)> {
        let Some(view) = self.view(at) else { return Vec::new() };
        let mut reasons = self.of_place(at);
        reasons.extend(of_shape(view));
        reasons.extend(self.of_kin(view));
        reasons.extend(self.of_repetition(at, view));
        reasons.extend(self.of_neighbours(at, view));
        reasons
    }

    /// What the fitting pages show too rarely: the site's name in the footer, and captions that end in their credit.
    fn doubts(&self, at: usize) -> i64 {
        let Some(view) = self.view(at) else { return 0 };
        let mut footer = self.scene.views.iter().skip(at.max(self.first) + 1).rev().take(FOOTER);
        let site = footer.any(|other| other.width < 80 && other.squashed() == view.squashed());
        let credited = view.terms.iter().any(|term| term.meaning == PageTerm::CreditPhoto && term.colon);
        let twice = self.around(at, -1).is_some_and(|above| {
            view.text.len() > above.text.len() && above.width >= 20 && view.text.starts_with(above.text)
        });
        i64::from(site) * 150 + i64::from(credited || twice) * 150
    }

    fn of_place(&self, at: usize) -> Vec<(bool, i64)> {
        let above = self.first.saturating_sub(at);
        let within = |from: usize, to: usize| at < self.first && (from..=to).contains(&above);
        vec![
            (at >= self.first, -174),
            (within(1, 1), 15),
            (within(2, 2), 67),
            (within(3, 3), 52),
            (within(4, 4), 25),
            (within(5, 6), 60),
            (within(7, 9), 77),
            (within(10, 14), 50),
            (within(15, 24), 27),
            (within(25, 40), 38),
            (within(41, usize::MAX), -28),
            (at == 0, -5),
            (at < 4, -42),
        ]
    }

    fn of_kin(&self, view: &View) -> Vec<(bool, i64)> {
        let (share, shared) = kinship(view.text, &self.text);
        let (opening, opened) = kinship(view.text, &self.opening);
        vec![
            (shared == 0, 53),
            (share >= 25, 119),
            (share >= 50, 65),
            (share >= 75, 9),
            (shared >= 2, 30),
            (shared >= 3, 52),
            (shared >= 5, 59),
            (opened == 0, -32),
            (opening >= 30, 58),
            (opening >= 60, 32),
            (opened >= 2, 67),
            (opened >= 4, 52),
        ]
    }

    fn of_repetition(&self, at: usize, view: &View) -> Vec<(bool, i64)> {
        let own = view.squashed();
        let count = self.counts.get(own).copied().unwrap_or(1);
        let long = own.len() >= 12;
        let equal = |other: &&View| other.width < WIDEST && other.squashed() == own;
        let before = self.scene.views.iter().take(at);
        let behind = self.scene.views.iter().skip(at + 1);
        let earlier = before.clone().any(|other| equal(&other));
        let later = behind.clone().any(|other| equal(&other));
        let above = behind.clone().take(self.first.saturating_sub(at + 1)).any(|other| equal(&other));
        let holds = |other: &View| other.width < WIDEST && other.squashed() != own && other.squashed().contains(own);
        let held = long && before.take(TOP).any(holds);
        let held_later = long && behind.take(400).any(holds);
        let headed = long && self.heads.iter().any(|head| head == own);
        vec![
            (count >= 2, 37),
            (count == 2, -38),
            (count >= 4, -33),
            (earlier, 29),
            (later, 2),
            (above, 21),
            (later && !above && at + 30 < self.scene.views.len(), -18),
            (held, 22),
            (held_later, 99),
            (headed && view.width >= 20, 100),
            (long && count >= 2, -17),
            (long && earlier, 0),
            (long && count >= 2 && self.first.saturating_sub(at) <= 9, 92),
        ]
    }

    fn of_neighbours(&self, at: usize, view: &View) -> Vec<(bool, i64)> {
        let (before, after) = (self.around(at, -1), self.around(at, 1));
        let next: Vec<&View> = (at + 1..at + 4).filter_map(|at| self.view(at)).collect();
        let says = |view: &View, meanings: &[PageTerm]| {
            view.width < 130 && view.terms.iter().any(|term| term.leads && meanings.contains(&term.meaning))
        };
        let signed = next.iter().any(|view| says(view, &[PageTerm::Byline, PageTerm::Published, PageTerm::Modified]));
        let dated = |view: Option<&View>| view.is_some_and(|view| view.dated);
        let narrow = |view: Option<&View>| view.is_none_or(|view| view.width < 25);
        let alike =
            |other: Option<&View>| other.is_some_and(|other| other.width.abs_diff(view.width) < 25 && !other.ends);
        let wider = after.is_some_and(|after| after.width > view.width * 2);
        let reach = self.first.saturating_sub(8)..self.first;
        let widest = reach.clone().filter_map(|at| self.view(at)).filter(|view| is_line(view) && !view.ends);
        let widest = widest.max_by_key(|view| view.width).is_some_and(|widest| widest.span == view.span);
        let behind_date = (at.saturating_sub(3)..at).filter_map(|at| self.view(at)).any(|view| view.dated);
        vec![
            (dated(after), 49),
            (next.iter().any(|view| view.dated), 164),
            (dated(before), 116),
            (behind_date, -36),
            (signed, 135),
            (narrow(before), 25),
            (narrow(after), -13),
            (narrow(before) && narrow(after), -21),
            (alike(before) && alike(after), -48),
            (after.is_some_and(|after| after.ends && after.width >= 60), 6),
            (before.is_some_and(|before| before.ends && before.width >= 60), -85),
            (after.is_some_and(|after| *after.kind == BlockKind::Item), -69),
            (before.is_some_and(|before| *before.kind == BlockKind::Item), 19),
            (wider, 52),
            (reach.contains(&at) && widest, -9),
            (view.gap > 0, 17),
            (before.is_none(), -7),
        ]
    }
}

fn of_shape(view: &View) -> Vec<(bool, i64)> {
    let text = view.text;
    let within = |from: usize, to: usize| (from..to).contains(&view.width);
    let asks = text.ends_with(['?', '!', '؟', '？', '！']);
    let furniture = view.terms.iter().filter(|term| is_furniture(term.meaning));
    let leads = furniture.clone().any(|term| term.leads);
    let letters = text.chars().filter(|character| character.is_alphabetic()).count();
    let capital = text.chars().filter(|character| character.is_uppercase()).count();
    let digits = text.chars().filter(|character| digit(*character).is_some()).count();
    let words: Vec<&str> = text.split_whitespace().collect();
    let titled = words.iter().filter(|word| word.chars().next().is_some_and(char::is_uppercase)).count();
    let labels = |meaning| view.terms.iter().any(|term| term.leads && term.meaning == meaning);
    vec![
        (within(0, 12), -68),
        (within(12, 20), -8),
        (within(20, 30), 99),
        (within(30, 45), 169),
        (within(45, 70), 160),
        (within(70, 100), 56),
        (within(100, 140), -72),
        (within(140, usize::MAX), -126),
        (*view.kind == BlockKind::Item, -231),
        (view.ends && !asks && !text.ends_with([':', '：']), -206),
        (asks, 46),
        (text.ends_with([':', '：']), -116),
        (view.stops >= 2, -52),
        (leads, -160),
        (furniture.count() >= 2, -121),
        (view.dated, -114),
        (labels(PageTerm::Byline), -44),
        (labels(PageTerm::CreditPhoto), -22),
        (capital == letters && letters > 4, -65),
        (text.starts_with(char::is_lowercase), -140),
        (text.contains(['|', '»', '›', '>', '•', '·']), -141),
        (text.contains(" - ") || text.contains(" – "), 22),
        (text.contains(": ") || text.contains('：'), 55),
        (text.contains(['"', '„', '“', '«', '「', '‘', '’']), 92),
        (text.matches([',', '،', '、', '，']).count() >= 2, -66),
        (words.len() >= 4 && titled == words.len(), -38),
        (digits * 5 > text.chars().count(), -67),
        (digits > 0, 58),
        (text.contains(['@', '©', '/']), -115),
        (text.contains(['(', '（']), -49),
        (words.len() == 1 && !text.chars().any(is_unspaced), -18),
        (is_run(text), -43),
    ]
}

/// Beginnings of words, or pairs of characters in scripts without spaces: enough to see that two texts are on one
/// matter.
fn stems(text: &str) -> Vec<String> {
    let squashed = squash(text);
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

/// Returns the part of a line's stems that a text uses, in percent, and their number.
fn kinship(line: &str, text: &BTreeSet<String>) -> (usize, usize) {
    let stems = stems(line);
    let shared = stems.iter().filter(|stem| text.contains(*stem)).count();
    (shared * 100 / stems.len().max(1), shared)
}

fn is_line(view: &View) -> bool {
    let long = view.stops >= 2 && view.width > 160;
    let shaped = !view.is_meta() && *view.kind != BlockKind::Control && (4..=WIDEST).contains(&view.width);
    shaped && !long && !view.squashed().is_empty() && !view.terms.iter().any(|term| term.whole) && !is_menu(view.text)
}

/// Says whether words are run together, as links of a menu are.
fn is_run(text: &str) -> bool {
    let pairs = text.chars().zip(text.chars().skip(1));
    pairs.filter(|(before, after)| before.is_lowercase() && after.is_uppercase()).count() >= 1
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
