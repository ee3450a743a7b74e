//! Tables of the article's own: results, calendars, figures by year. Old pages lay out everything in tables, so a table
//! counts that lies among the text, holds no text itself and no other table, and is no list of links.

use std::collections::BTreeMap;

use headwater_model::{ElementId, Label};

use super::scene::Scene;

/// How many cells a table has at least.
const CELLS: usize = 6;

/// How many blocks behind the text it may begin.
const BEHIND: usize = 3;

/// How many steps up from the table and from the text they meet.
const NEAR: usize = 3;

/// The part of a table's words that may be links, in percent.
const LINKED: usize = 50;

/// Labels the cells of the article's tables as text.
pub(super) fn find(scene: &Scene, labels: &mut [Label]) {
    let is_text = |label: &Label| matches!(label, Label::Body | Label::Subheading);
    let Some(first) = labels.iter().position(is_text) else { return };
    let last = labels.iter().rposition(is_text).unwrap_or(first);
    let near: Vec<ElementId> = scene.ancestors(trunk(scene, labels)).take(NEAR).collect();
    let mut tables: BTreeMap<ElementId, Vec<usize>> = BTreeMap::new();
    for (at, view) in scene.views.iter().enumerate().filter(|(_, view)| !view.is_meta()) {
        let around = scene.ancestors(view.element).find(|element| tag(scene, *element) == "table");
        around.into_iter().for_each(|table| tables.entry(table).or_default().push(at));
    }
    for (table, blocks) in tables {
        let begins = blocks.first().is_some_and(|at| (first..=last + BEHIND).contains(at));
        let inside = scene.ancestors(Some(table)).skip(1).take(NEAR).any(|element| near.contains(&element));
        if begins && inside && blocks.len() >= CELLS && is_of_data(scene, labels, &blocks) {
            let free = |label: &&mut Label| **label == Label::Furniture;
            blocks.iter().for_each(|at| {
                labels.get_mut(*at).filter(free).into_iter().for_each(|label| *label = Label::Body);
            });
        }
    }
}

/// Says whether most of a table's words are no links, no text already, and in no menu or comment.
fn is_of_data(scene: &Scene, labels: &[Label], blocks: &[usize]) -> bool {
    let views: Vec<_> = blocks.iter().filter_map(|at| scene.views.get(*at)).collect();
    let width: usize = views.iter().map(|view| view.width).sum();
    let linked: usize = views.iter().map(|view| view.width * view.linked.min(100) / 100).sum();
    let text = |at: &&usize| matches!(labels.get(**at), Some(Label::Body | Label::Subheading | Label::Title));
    let excluded = views.iter().filter(|view| view.zones.excluded()).count();
    linked * 100 < width * LINKED
        && excluded * 2 < views.len()
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
