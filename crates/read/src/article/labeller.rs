//! Which blocks are the running text, by a model over what was measured of each block and its neighbours.
//!
//! The rules come first: their chain and labels are columns of the model, and what they know by a phrase or from the
//! markup stays theirs (title, credit lines, captions, pointers to other articles). The model decides among the rest.
//! `crates/read/model/README.md` says what it was trained on.

use std::sync::LazyLock;

use headwater_model::{BlockKind, Label};

use super::forest::{Forest, UNIT};
use super::scene::{Scene, View};
use super::{features, is_text};
use crate::Lean;

/// The model file: a mark with its version, then one forest for pages with markup and one for text captures.
static MODEL: &[u8] = include_bytes!("../../model/blocks-v1.bin");
const MARK: &[u8] = b"HWBLOCK1";

/// Log odds below which a block is left out. With [`SWITCH`] and [`TRUST`] it was tuned on the development half of the
/// extraction corpus, out of fold.
const THRESHOLD: i32 = UNIT / 2;

/// How far the threshold moves for those to whom one fault is worse.
const LEAN: i32 = UNIT * 3 / 2;

/// How many blocks from prose, or from what the rules take for text, a block is asked about. Of most pages that is less
/// than half, and beyond stands nothing of the text but what lists and forums have.
const REACH: usize = 8;

/// What a block is worth that is far from all prose.
const FAR: i32 = -4 * UNIT;

/// What it costs to go from running text to other blocks, or back.
const SWITCH: i32 = UNIT / 2;

/// How far the rules' own verdict counts for and against in a text capture, where it keeps lines of dates and names apart.
/// Where there is markup the model knows better.
const TRUST: i32 = UNIT / 4;

static FORESTS: LazyLock<Option<(Forest, Forest)>> = LazyLock::new(|| {
    let (marked, rest) = Forest::parse(MODEL.strip_prefix(MARK)?)?;
    let (bare, rest) = Forest::parse(rest)?;
    rest.is_empty().then_some((marked, bare))
});

/// Corrects which blocks the rules took for running text.
pub(super) fn correct(scene: &Scene, core: &[bool], labels: &mut [Label], lean: Lean) {
    let Some((marked, bare)) = FORESTS.as_ref() else { return };
    let (forest, trust) = if scene.is_text() { (bare, TRUST) } else { (marked, 0) };
    let (mut blocks, mut worths) = (Vec::new(), Vec::new());
    features::each(scene, core, labels, REACH, |at, row| {
        blocks.push((at, row.is_some()));
        let rules = if labels.get(at).is_some_and(is_text) { trust } else { -trust };
        worths.push(row.map_or(FAR, |row| forest.outline(row) - THRESHOLD + rules));
    });
    let leaning = |shift: i32| smooth(&worths.iter().map(|worth| worth + shift).collect::<Vec<_>>());
    let chosen = match lean {
        Lean::Precision => Some(leaning(-LEAN)).filter(|chosen| chosen.contains(&true)).unwrap_or_else(|| leaning(0)),
        Lean::Balance => leaning(0),
        Lean::Recall => leaning(LEAN),
    };
    // Where the model finds nothing, the rules may still be right.
    if !chosen.contains(&true) {
        return;
    }
    for ((at, _), chosen) in blocks.into_iter().zip(chosen).filter(|((_, measured), _)| *measured) {
        let Some((slot, view)) = labels.get_mut(at).zip(scene.views.get(at)) else { continue };
        match (&*slot, chosen) {
            (Label::Furniture, true) => *slot = if view.is_heading() { Label::Subheading } else { Label::Body },
            (Label::Body | Label::Subheading, false) if !is_surely_text(view) => *slot = Label::Furniture,
            _ => {}
        }
    }
}

/// Says whether a block is a full sentence in a list and no link, or a cell: lists and tables that the rules found in the
/// article are its own, however much elsewhere they are menus. Many of the pages learnt from leave out all of them.
fn is_surely_text(view: &View) -> bool {
    match view.kind {
        BlockKind::Item => view.ends && view.linked == 0 && view.seat.is_some(),
        BlockKind::Cell => !view.is_prose(),
        _ => false,
    }
}

/// Returns the sequence that is worth most: what is chosen counts its worth, every change costs (Viterbi 1967).
fn smooth(worths: &[i32]) -> Vec<bool> {
    let mut values = [0_i64, 0];
    let mut origins = Vec::with_capacity(worths.len());
    for worth in worths {
        let switched = [values[1] - i64::from(SWITCH), values[0] - i64::from(SWITCH)];
        origins.push([switched[0] > values[0], switched[1] <= values[1]]);
        values = [values[0].max(switched[0]), values[1].max(switched[1]) + i64::from(*worth)];
    }
    let mut state = values[1] > values[0];
    let mut chosen = vec![false; worths.len()];
    for (slot, origin) in chosen.iter_mut().zip(origins).rev() {
        *slot = state;
        state = origin[usize::from(state)];
    }
    chosen
}

#[cfg(test)]
mod tests {
    use headwater_lang::Registry;

    use super::{FORESTS, SWITCH, smooth};

    #[test]
    fn the_model_is_whole_and_of_these_columns() {
        let (marked, bare) = FORESTS.as_ref().unwrap();
        let (page, _) = crate::passage("One block.", headwater_model::LanguageCode::UNKNOWN, Registry::builtin());
        let columns = crate::measures(&page, Registry::builtin()).columns();
        assert_eq!([marked.columns(), bare.columns()], [columns; 2]);
    }

    #[test]
    fn a_doubtful_block_goes_with_its_neighbours() {
        let (sure, doubt) = (SWITCH * 4, SWITCH / 2);
        for (worths, expected) in [
            (vec![-sure, sure, sure, -sure], [false, true, true, false]),
            (vec![sure, -doubt, sure, -sure], [true, true, true, false]),
            (vec![-sure, doubt, -sure, -sure], [false; 4]),
        ] {
            assert_eq!(smooth(&worths), expected, "{worths:?}");
        }
    }
}
