//! Posts of other sites that the article shows: quotations signed with a name and a handle, "— Ada Lovelace (@ada)".
//!
//! They are what the article speaks of, in somebody else's words, and belong to it as other quotations do.

use headwater_model::{BlockKind, ElementId, Label};

use super::is_text;
use super::scene::{Scene, View};

/// How many blocks a post has at most, its signature included; in a text capture, where nothing says where it begins.
const LONGEST: usize = 12;
const BARE: usize = 2;

/// How many blocks outside the text a post may lie.
const BESIDE: usize = 4;

/// Labels the posts in the text as text.
pub(super) fn find(scene: &Scene, labels: &mut [Label]) {
    let Some(first) = labels.iter().position(is_text) else { return };
    let last = labels.iter().rposition(is_text).unwrap_or(first);
    let (start, end) = (first.saturating_sub(BESIDE), (last + 1 + BESIDE).min(labels.len()));
    for at in (start..end).filter(|at| scene.views.get(*at).is_some_and(|view| is_signature(scene, view))) {
        let longest = if scene.is_text() { BARE } else { LONGEST };
        let around = quotation(scene, at);
        let post = (start.max((at + 1).saturating_sub(longest))..=at).rev();
        for other in post.take_while(|other| quotation(scene, *other) == around) {
            let free = labels.get_mut(other).filter(|label| **label == Label::Furniture);
            free.into_iter().for_each(|label| *label = Label::Body);
        }
    }
}

/// Says whether a line is signed with a handle.
fn is_signature(scene: &Scene, view: &View) -> bool {
    let set_apart = match view.kind {
        BlockKind::Quote => true,
        BlockKind::Paragraph | BlockKind::Item => scene.is_text() && view.text.starts_with(['—', '–', '-']),
        _ => false,
    };
    set_apart && view.width < 200 && view.text.contains("(@")
}

/// The innermost quotation around a block.
fn quotation(scene: &Scene, at: usize) -> Option<ElementId> {
    let is_quotation =
        |element: &ElementId| scene.page.elements.get(element.0 as usize).is_some_and(|one| one.tag == "blockquote");
    scene.ancestors(scene.views.get(at)?.element).find(is_quotation)
}
