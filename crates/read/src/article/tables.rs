//! Tables of the article's own: results, calendars, figures by year. Old pages lay out everything in tables, so a table
//! counts that lies among the text, holds no text itself and no other table, and is no list of links.

use std::collections::BTreeMap;

use headwater_model::{ElementId, Label};

use super::is_text;
use super::scene::Scene;

/// How many cells a table has at least.
const CELLS: usize = 6;

/// How many blocks behind the text, or behind another such table, it may begin, and how many before it end.
const NEXT: usize = 3;

/// How many steps up from the table and from the text they meet.
const NEAR: usize = 3;

/// The part of a table's words that may be links, in percent.
const LINKED: usize = 50;

/// Labels the cells of the article's tables as text, and returns which these are.
pub(super) fn find(scene: &Scene, labels: &mut [Label]) -> Vec<usize> {
    let mut cells = Vec::new();
    let Some(first) = labels.iter().position(is_text) else { return cells };
    let mut last = labels.iter().rposition(is_text).unwrap_or(first);
    let near: Vec<ElementId> = scene.ancestors(trunk(scene, labels)).take(NEAR).collect();
    let mut tables: BTreeMap<ElementId, Vec<usize>> = BTreeMap::new();
    for (at, view) in scene.views.iter().enumerate().filter(|(_, view)| !view.is_meta()) {
        let around = scene.ancestors(view.element).find(|element| tag(scene, *element) == "table");
        around.into_iter().for_each(|table| tables.entry(table).or_default().push(at));
    }
    for (table, blocks) in tables {
        let (Some(begins), Some(ends)) = (blocks.first(), blocks.last()) else { continue };
        let joined = ends + NEXT >= first && *begins <= last + NEXT;
        let inside = scene.ancestors(Some(table)).skip(1).take(NEAR).any(|element| near.contains(&element));
        if joined && inside && blocks.len() >= CELLS && is_of_data(scene, labels, &blocks) {
            keep(labels, &blocks);
            last = last.max(*ends);
            cells.extend(blocks);
        }
    }
    cells
}

/// Labels blocks as text that are nothing else: a table is the article's as a whole.
pub(super) fn keep(labels: &mut [Label], cells: &[usize]) {
    for at in cells {
        let free = |label: &&mut Label| **label == Label::Furniture;
        labels.get_mut(*at).filter(free).into_iter().for_each(|label| *label = Label::Body);
    }
}

/// Says whether most of a table's words are no links and no text already, and not all of it is in a menu or comment:
/// names of its rows can be those of its contents.
fn is_of_data(scene: &Scene, labels: &[Label], blocks: &[usize]) -> bool {
    let views: Vec<_> = blocks.iter().filter_map(|at| scene.views.get(*at)).collect();
    let width: usize = views.iter().map(|view| view.width).sum();
    let linked: usize = views.iter().map(|view| view.width * view.linked.min(100) / 100).sum();
    let text = |at: &&usize| labels.get(**at).is_some_and(|label| is_text(label) || *label == Label::Title);
    linked * 100 < width * LINKED
        && !views.iter().all(|view| view.zones.excluded())
        && blocks.iter().filter(text).count() * 10 < blocks.len()
}

/// The element that holds most of the text directly.
fn trunk(scene: &Scene, labels: &[Label]) -> Option<ElementId> {
    let mut widths: BTreeMap<ElementId, usize> = BTreeMap::new();
    for (view, _) in scene.views.iter().zip(labels).filter(|(_, label)| **label == Label::Body) {
        view.seat.into_iter().for_each(|seat| *widths.entry(seat).or_insert(0) += view.width);
    }
    widths.into_iter().max_by_key(|(seat, width)| (*width, seat.0)).map(|(seat, _)| seat)
}

fn tag<'s>(scene: &'s Scene, element: ElementId) -> &'s str {
    scene.page.elements.get(element.0 as usize).map_or("", |element| element.tag.as_str())
}
