//! Blocks in numbers, for the labeller: what is measured names no language and no site.
//!
//! One row a block that is shown; declared values have none. The order of the columns is part of the model's format:
//! a change here needs a model that was trained anew (`tools/labeller/`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use headwater_lang::terms::PageTerm;
use headwater_lang::{digit, is_unspaced};
use headwater_model::{BlockKind, ElementId, Label, MetaKey};

use super::forest::whole;
use super::kinship::{Vocabulary, words};
use super::scene::{Scene, View};
use super::select::is_furniture;

/// How far up the path to a shared element is searched.
const HIGHEST: usize = 40;

/// How many neighbours on each side are in a row.
const NEAR: usize = 3;

/// The measures of a page's shown blocks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Measures {
    /// Which block each row is of, in the order of the page.
    pub blocks: Vec<usize>,
    /// What the rules alone take each of them for.
    pub labels: Vec<Label>,
    /// Row after row, all of one length.
    pub values: Vec<i16>,
}

impl Measures {
    /// Returns how many values a row has.
    pub fn columns(&self) -> usize {
        self.values.len().checked_div(self.blocks.len()).unwrap_or(0)
    }
}

/// Measures all shown blocks of a page; `core` and `labels` are what the rules found.
pub(super) fn measure(scene: &Scene, core: &[bool], labels: &[Label]) -> Measures {
    let mut measures = Measures::default();
    each(scene, core, labels, usize::MAX, |at, row| {
        let Some(row) = row else { return };
        measures.blocks.push(at);
        measures.labels.push(labels.get(at).copied().unwrap_or(Label::Furniture));
        measures.values.extend_from_slice(row);
    });
    measures
}

/// Gives each shown block with its row to `take`: the rows of a long page would fill much memory. A block that is more
/// than `reach` blocks from prose and from the chain has none.
pub(super) fn each(
    scene: &Scene,
    core: &[bool],
    labels: &[Label],
    reach: usize,
    mut take: impl FnMut(usize, Option<&[i16]>),
) {
    let blocks: Vec<usize> = (0..scene.views.len()).filter(|at| !scene.views[*at].is_meta()).collect();
    let survey = Survey::new(scene, core, labels, &blocks);
    let (page, mut row) = (survey.page(), Row(Vec::new()));
    for (place, at) in blocks.iter().enumerate() {
        if survey.distance(place) > reach {
            take(*at, None);
            continue;
        }
        row.0.clear();
        survey.own(place, &mut row);
        survey.groups(place, &mut row);
        survey.position(place, &mut row);
        survey.window(place, &mut row);
        survey.neighbours(place, &mut row);
        survey.kinship(place, &mut row);
        row.0.extend_from_slice(&page.0);
        take(*at, Some(&row.0));
    }
}

/// Values in the order of the columns, cut to what a column holds.
struct Row(Vec<i16>);

impl Row {
    fn push(&mut self, value: usize) {
        self.0.push(whole(value));
    }

    fn offset(&mut self, value: i64) {
        self.0.push(value.clamp(i64::from(i16::MIN), i64::from(i16::MAX)) as i16);
    }

    fn flag(&mut self, value: bool) {
        self.0.push(i16::from(value));
    }
}

/// What a block has by itself.
#[derive(Clone, Copy, Default)]
struct Cell {
    width: usize,
    linked: usize,
    words: usize,
    digits: usize,
    marks: usize,
    commas: usize,
    capitals: usize,
    letters: usize,
    unspaced: usize,
    opening: usize,
    prose: bool,
    core: bool,
    label: usize,
    excluded: bool,
}

impl Cell {
    fn is_text(&self) -> bool {
        self.label >= verdict(Label::Subheading)
    }
}

/// Sums over blocks that have something in common.
#[derive(Clone, Copy, Default)]
struct Group {
    blocks: usize,
    width: usize,
    linked: usize,
    prose: usize,
    core: usize,
}

impl Group {
    fn add(&mut self, cell: &Cell) {
        self.blocks += 1;
        self.width += cell.width;
        self.linked += cell.width * cell.linked.min(100) / 100;
        self.prose += if cell.prose { cell.width } else { 0 };
        self.core += if cell.core { cell.width } else { 0 };
    }

    fn join(&mut self, inner: Self) {
        self.blocks += inner.blocks;
        self.width += inner.width;
        self.linked += inner.linked;
        self.prose += inner.prose;
        self.core += inner.core;
    }
}

/// What the path to an element says.
#[derive(Clone, Copy, Default)]
struct Path {
    depth: usize,
    /// One bit a tag of [`MARKED`].
    tags: u16,
    /// Steps up to the nearest element whose name speaks of an article.
    named: usize,
}

/// Tags that tell something of all that is in them.
const MARKED: [&str; 11] =
    ["article", "main", "aside", "table", "form", "li", "header", "footer", "nav", "section", "blockquote"];

/// Parts of names of elements that hold articles, wherever in a name.
static HOLDERS: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(["article", "body", "content", "entry", "story", "post", "text", "main"]).ok());

struct Survey<'s, 'p> {
    scene: &'s Scene<'p>,
    blocks: &'s [usize],
    cells: Vec<Cell>,
    paths: Vec<Path>,
    /// By element: the blocks anywhere in it.
    inside: Vec<Group>,
    seats: BTreeMap<Option<ElementId>, Group>,
    looks: BTreeMap<usize, Group>,
    page: Group,
    main_look: usize,
    /// Steps up from the element that holds most of the chain, by element.
    trunk: BTreeMap<ElementId, usize>,
    repeats: BTreeMap<&'p str, usize>,
    /// Width of all blocks before each, and of the whole page at the end.
    widths: Vec<usize>,
    headline: Option<usize>,
    first: usize,
    last: usize,
    /// For each place: the last and next link of the chain, prose and heading.
    nearest: [Vec<(usize, usize)>; 3],
    /// And of what the rules take for text.
    text: Vec<(usize, usize)>,
    described: String,
    titles: Vec<String>,
    spaces: Group,
    title: Option<usize>,
    words: Vec<Vec<u32>>,
    /// Of the title, of the chain, of all blocks.
    known: [Vocabulary; 3],
}

impl<'s, 'p> Survey<'s, 'p> {
    fn new(scene: &'s Scene<'p>, core: &[bool], labels: &[Label], blocks: &'s [usize]) -> Self {
        let cells: Vec<Cell> = blocks.iter().map(|at| cell(&scene.views[*at], core[*at], labels[*at])).collect();
        let mut page = Group::default();
        let (mut looks, mut seats) = (BTreeMap::<usize, Group>::new(), BTreeMap::<Option<ElementId>, Group>::new());
        let mut repeats = BTreeMap::new();
        let mut widths = vec![0];
        for (at, cell) in blocks.iter().zip(&cells) {
            let view = &scene.views[*at];
            page.add(cell);
            looks.entry(view.look).or_default().add(cell);
            seats.entry(view.seat).or_default().add(cell);
            *repeats.entry(view.text).or_insert(0) += 1;
            widths.push(page.width);
        }
        let main_look = looks.iter().max_by_key(|(look, group)| (group.core, std::cmp::Reverse(**look)));
        let trunk = seats.iter().max_by_key(|(seat, group)| (group.core, **seat)).and_then(|(seat, _)| *seat);
        let place_of = |at: usize| blocks.partition_point(|block| *block < at);
        let text = nearest(&cells, |place| cells[place].is_text());
        let nearest = [
            nearest(&cells, |place| cells[place].core),
            nearest(&cells, |place| cells[place].prose),
            nearest(&cells, |place| scene.views[blocks[place]].is_heading()),
        ];
        let words: Vec<Vec<u32>> = blocks.iter().map(|at| words(scene.views[*at].text)).collect();
        let title = blocks.iter().position(|at| labels[*at] == Label::Title);
        let chain = words.iter().zip(&cells).filter(|(_, cell)| cell.core).map(|(words, _)| words);
        let known = [
            Vocabulary::new(title.and_then(|title| words.get(title)).into_iter()),
            Vocabulary::new(chain),
            Vocabulary::new(words.iter()),
        ];
        let declared = |key: MetaKey| scene.declared(key).map(|view| view.squashed().to_owned());
        Self {
            scene,
            blocks,
            paths: paths(scene),
            inside: inside(scene, blocks, &cells),
            page,
            main_look: main_look.map_or(0, |(look, _)| *look),
            trunk: scene.ancestors(trunk).take(HIGHEST).zip(0..).collect(),
            repeats,
            widths,
            headline: scene.headline.map(place_of),
            first: cells.iter().position(|cell| cell.core).unwrap_or(cells.len()),
            last: cells.iter().rposition(|cell| cell.core).unwrap_or(0),
            nearest,
            text,
            described: declared(MetaKey::Description).max_by_key(String::len).unwrap_or_default(),
            titles: declared(MetaKey::Headline).chain(declared(MetaKey::Title)).collect(),
            spaces: spaces(scene, blocks),
            cells,
            looks,
            seats,
            title,
            words,
            known,
        }
    }

    /// Blocks to the nearest prose or what the rules take for text.
    fn distance(&self, place: usize) -> usize {
        let cell = &self.cells[place];
        let near = |nearest: &[(usize, usize)]| nearest.get(place).map_or(0, |(back, next)| *back.min(next));
        let [core, prose, _] = &self.nearest;
        let steps = near(core).min(near(prose)).min(near(&self.text));
        if cell.core || cell.prose || cell.is_text() { 0 } else { steps }
    }

    fn view(&self, place: usize) -> &'s View<'p> {
        &self.scene.views[self.blocks[place]]
    }

    /// Shape, phrases, zones and the rules' verdict.
    fn own(&self, place: usize, row: &mut Row) {
        let (view, cell) = (self.view(place), &self.cells[place]);
        let characters = view.text.chars().count().max(1);
        row.push(cell.width);
        row.push(cell.words);
        row.push(cell.letters * 10 / cell.words.max(1));
        row.push(view.stops);
        row.push(cell.width / (view.stops + 1));
        row.flag(view.ends);
        row.flag(view.text.ends_with([':', '：']));
        row.push(cell.linked);
        row.push(cell.marks * 1000 / characters);
        row.push(cell.commas * 1000 / characters);
        row.push(cell.digits * 100 / characters);
        row.push(cell.capitals * 100 / cell.letters.max(1));
        row.push(cell.opening);
        row.push(kind(view.kind));
        row.flag(view.dated);
        row.flag(cell.prose);
        row.flag(cell.core);
        row.push(cell.label);
        row.push(view.gap);
        let terms = |wanted: fn(&super::scene::Term) -> bool| view.terms.iter().filter(|term| wanted(term)).count();
        row.push(terms(|term| term.whole && is_furniture(term.meaning)));
        row.push(terms(|term| term.leads && is_furniture(term.meaning)));
        row.push(terms(|term| term.leads));
        row.push(terms(|term| term.labels && term.meaning == PageTerm::Related));
        row.push(terms(|term| term.meaning == PageTerm::CreditPhoto));
        row.push(view.terms.len());
        let zones = view.zones;
        for flag in [zones.furniture, zones.comment, zones.related, zones.caption, zones.quote, zones.tags] {
            row.flag(flag);
        }
        for flag in [zones.byline, zones.date, zones.crumbs, zones.content] {
            row.flag(flag);
        }
        row.push(self.repeats.get(view.text).copied().unwrap_or(0));
        let squashed = if view.width >= 12 && view.width < 600 { view.squashed() } else { "" };
        row.flag(!squashed.is_empty() && self.titles.iter().any(|title| title == squashed));
        row.flag(squashed.len() >= 16 && self.titles.iter().any(|title| title.contains(squashed)));
        row.flag(squashed.len() >= 20 && !self.described.is_empty() && self.described.contains(squashed));
        row.flag(self.described.len() >= 40 && squashed.contains(self.described.as_str()));
    }

    /// What else looks like the block, lies beside it, or around it.
    fn groups(&self, place: usize, row: &mut Row) {
        let view = self.view(place);
        let look = self.looks.get(&view.look).copied().unwrap_or_default();
        let seat = self.seats.get(&view.seat).copied().unwrap_or_default();
        row.flag(view.look == self.main_look);
        for group in [look, seat] {
            self.group(group, row);
        }
        let around = self.scene.ancestors(view.seat).skip(1);
        let mut levels = around.map(|element| self.inside.get(element.0 as usize).copied().unwrap_or_default());
        for _ in 0..4 {
            self.group(levels.next().unwrap_or(self.page), row);
        }
        let path = view.seat.and_then(|seat| self.paths.get(seat.0 as usize)).copied().unwrap_or_default();
        row.push(path.depth);
        row.push(path.named);
        for bit in 0..MARKED.len() {
            row.flag(path.tags >> bit & 1 == 1);
        }
        let mut up = self.scene.ancestors(view.seat).take(HIGHEST).enumerate();
        let shared = up.find_map(|(up, element)| Some((up, *self.trunk.get(&element)?)));
        let (up, down) = shared.unwrap_or((HIGHEST, HIGHEST));
        row.push(up);
        row.push(down);
    }

    fn group(&self, group: Group, row: &mut Row) {
        row.push(group.blocks);
        row.push(group.width / group.blocks.max(1));
        row.push(group.linked * 100 / group.width.max(1));
        row.push(group.prose * 100 / self.page.prose.max(1));
        row.push(group.core * 100 / self.page.core.max(1));
        row.push(group.prose * 100 / group.width.max(1));
    }

    /// Where the block stands on the page, and from the title and the chain.
    fn position(&self, place: usize, row: &mut Row) {
        let count = self.blocks.len();
        let before = self.widths[place];
        let distance = |other: usize| {
            let there = self.widths.get(other).copied().unwrap_or(self.page.width);
            before as i64 - there as i64
        };
        row.push(place);
        row.push(count - place);
        row.push(place * 1000 / count);
        row.push(before * 1000 / self.page.width.max(1));
        row.offset(self.headline.map_or(-9999, |headline| place as i64 - headline as i64));
        row.offset(self.headline.map_or(-9999, distance));
        row.offset(place as i64 - self.first as i64);
        row.offset(place as i64 - self.last as i64);
        row.offset(distance(self.first));
        row.offset(distance(self.last));
        for nearest in &self.nearest {
            let (back, next) = nearest[place];
            row.push(back);
            row.push(next);
            row.offset(if back > place { -9999 } else { distance(place - back) });
            row.offset(if place + next >= count { -9999 } else { -distance(place + next) });
        }
    }

    /// Sums over the surroundings in the order of the page.
    fn window(&self, place: usize, row: &mut Row) {
        for reach in [3, 8, 20] {
            for (from, to) in [(place.saturating_sub(reach), place), (place + 1, place + 1 + reach)] {
                let mut group = Group::default();
                let cells = self.cells.get(from..to.min(self.cells.len())).unwrap_or_default();
                cells.iter().for_each(|cell| group.add(cell));
                row.push(group.width / reach);
                row.push(group.linked * 100 / group.width.max(1));
                row.push(group.prose * 100 / group.width.max(1));
                row.push(group.core * 100 / group.width.max(1));
                row.push(cells.iter().filter(|cell| cell.excluded).count());
            }
        }
    }

    fn neighbours(&self, place: usize, row: &mut Row) {
        let own = self.view(place);
        for step in (1..=NEAR).flat_map(|step| [-(step as isize), step as isize]) {
            let other = place.checked_add_signed(step).filter(|other| *other < self.cells.len());
            let Some(other) = other else {
                row.0.extend([-1; 11]);
                continue;
            };
            let (view, cell) = (self.view(other), &self.cells[other]);
            row.push(cell.width);
            row.push(view.stops);
            row.flag(view.ends);
            row.push(cell.linked);
            row.push(kind(view.kind));
            row.flag(cell.core);
            row.push(cell.label);
            row.push(usize::from(view.look == own.look) + usize::from(view.seat == own.seat) * 2);
            row.flag(cell.excluded);
            row.push(view.gap);
            row.flag(view.dated);
        }
    }

    /// How far it is from the title, and whose words the block's are.
    fn kinship(&self, place: usize, row: &mut Row) {
        row.offset(self.title.map_or(-9999, |title| place as i64 - title as i64));
        row.offset(self.title.map_or(-9999, |title| self.widths[place] as i64 - self.widths[title] as i64));
        let [title, chain, all] = &self.known;
        let share = |at: usize| {
            let own = u16::from(self.cells[at].core);
            chain.share(&self.words[at], own)
        };
        row.push(self.words[place].len());
        row.push(title.share(&self.words[place], u16::from(self.title == Some(place))));
        row.push(share(place));
        row.push(all.share(&self.words[place], 1));
        for step in [-2, -1, 1, 2] {
            let other = place.checked_add_signed(step).filter(|other| *other < self.cells.len());
            row.offset(other.map_or(-1, |other| share(other) as i64));
        }
    }

    /// What the whole page is like, the same in each row.
    fn page(&self) -> Row {
        let mut row = Row(Vec::new());
        row.push(self.blocks.len());
        row.push(self.page.width / 10);
        row.push(self.page.prose / 10);
        row.push(self.page.core / 10);
        row.push(self.page.core * 100 / self.page.prose.max(1));
        row.push(self.page.prose * 100 / self.page.width.max(1));
        row.push(self.page.linked * 100 / self.page.width.max(1));
        row.push(self.cells.iter().filter(|cell| cell.core).count());
        row.flag(self.headline.is_some());
        row.push(self.spaces.width);
        row.push(self.spaces.blocks);
        row.push(self.spaces.linked);
        row
    }
}

fn cell(view: &View, core: bool, label: Label) -> Cell {
    let mut cell = Cell {
        width: view.width,
        linked: view.linked.min(100),
        prose: view.is_prose(),
        core,
        label: verdict(label),
        excluded: view.zones.excluded(),
        opening: opening(view.text),
        ..Cell::default()
    };
    let mut inside = false;
    for character in view.text.chars() {
        let letter = character.is_alphabetic();
        let word = letter || character.is_numeric();
        let alone = word && is_unspaced(character);
        cell.words += usize::from(word && (!inside || alone));
        inside = word && !alone;
        cell.unspaced += usize::from(alone);
        cell.digits += usize::from(digit(character).is_some());
        cell.letters += usize::from(letter);
        cell.capitals += usize::from(letter && character.is_uppercase());
        cell.commas += usize::from(matches!(character, ',' | '、' | '，' | '،'));
        cell.marks += usize::from(!word && !character.is_whitespace());
    }
    cell
}

/// How a text begins: with a capital, a small letter, a digit, a mark.
fn opening(text: &str) -> usize {
    match text.chars().next() {
        Some(first) if first.is_lowercase() => 1,
        Some(first) if first.is_alphabetic() => 0,
        Some(first) if digit(first).is_some() => 2,
        Some('"' | '“' | '«' | '„' | '「' | '『' | '‘' | '”' | '»') => 3,
        Some('-' | '–' | '—' | '•' | '*' | '·') => 4,
        Some('(' | '[' | '（' | '【') => 5,
        _ => 6,
    }
}

fn kind(kind: &BlockKind) -> usize {
    match kind {
        BlockKind::Paragraph => 0,
        BlockKind::Item => 1,
        BlockKind::Cell => 2,
        BlockKind::Caption => 3,
        BlockKind::Quote => 4,
        BlockKind::Control => 5,
        BlockKind::Meta(_) => 6,
        BlockKind::Heading(level) => 6 + usize::from(*level),
    }
}

/// The rules' label as a number, the more of the article the higher.
fn verdict(label: Label) -> usize {
    match label {
        Label::Body => 7,
        Label::Subheading => 6,
        Label::Credit => 5,
        Label::Title => 4,
        Label::Caption => 3,
        Label::Related => 2,
        _ => 1,
    }
}

/// Steps back and forward to the nearest place that is wanted, or past the end where there is none.
fn nearest(cells: &[Cell], wanted: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let count = cells.len();
    let mut steps = vec![(count + 1, count + 1); count];
    let mut last = None;
    for (place, slot) in steps.iter_mut().enumerate() {
        slot.0 = last.map_or(count + 1, |last| place - last);
        last = if wanted(place) { Some(place) } else { last };
    }
    last = None;
    for (place, slot) in steps.iter_mut().enumerate().rev() {
        slot.1 = last.map_or(count + 1, |last| last - place);
        last = if wanted(place) { Some(place) } else { last };
    }
    steps
}

fn paths(scene: &Scene) -> Vec<Path> {
    let mut paths: Vec<Path> = Vec::with_capacity(scene.page.elements.len());
    for element in &scene.page.elements {
        let above = element.parent.and_then(|parent| paths.get(parent.0 as usize)).copied().unwrap_or_default();
        let bit = MARKED.iter().position(|tag| *tag == element.tag).map_or(0, |bit| 1 << bit);
        let named = element.tag != "body" && HOLDERS.as_ref().is_some_and(|names| names.is_match(&element.names));
        let steps = if above.depth == 0 { 99 } else { above.named + 1 };
        paths.push(Path { depth: above.depth + 1, tags: above.tags | bit, named: if named { 0 } else { steps } });
    }
    paths
}

fn inside(scene: &Scene, blocks: &[usize], cells: &[Cell]) -> Vec<Group> {
    let mut inside = vec![Group::default(); scene.page.elements.len()];
    for (at, cell) in blocks.iter().zip(cells) {
        let slot = scene.views[*at].element.and_then(|element| inside.get_mut(element.0 as usize));
        if let Some(slot) = slot {
            slot.add(cell);
        }
    }
    // Parents come before their children, so one pass from the end sums up.
    for index in (0..inside.len()).rev() {
        let inner = inside[index];
        let parent = scene.page.elements[index].parent;
        if let Some(slot) = parent.and_then(|parent| inside.get_mut(parent.0 as usize)) {
            slot.join(inner);
        }
    }
    inside
}

/// How the page sets its blocks apart, in percent: characters of scripts without spaces, items, and gaps.
fn spaces(scene: &Scene, blocks: &[usize]) -> Group {
    let views = || blocks.iter().filter_map(|at| scene.views.get(*at));
    let count = blocks.len().max(1);
    let (mut characters, mut unspaced) = (0, 0);
    for view in views() {
        characters += view.text.chars().count();
        unspaced += view.text.chars().filter(|character| is_unspaced(*character)).count();
    }
    Group {
        width: unspaced * 100 / characters.max(1),
        blocks: views().filter(|view| *view.kind == BlockKind::Item).count() * 100 / count,
        linked: views().filter(|view| view.gap > 0).count() * 100 / count,
        ..Group::default()
    }
}
