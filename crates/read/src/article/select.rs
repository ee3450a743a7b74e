//! Which blocks are the running text: the chain of paragraphs that is worth most.
//!
//! Each block has a worth by its shape; a chain pays for what lies between its links. Paragraphs that look alike (same
//! tags and names from the root) are cheap to join, so that a box of teasers in the middle does not cut an article in
//! two. The constants were tuned on the development halves of the extraction and derivation corpora.

use std::collections::{BTreeMap, BTreeSet};

use headwater_lang::terms::PageTerm;
use headwater_model::BlockKind;

use super::scene::{Scene, View};

/// How many paragraphs back a chain may reach over.
const REACH: usize = 40;

/// What lies between two paragraphs of one look never costs more.
const ALIKE: i64 = 120;

/// What lies between two paragraphs in one container never costs more.
const TOGETHER: i64 = 260;

/// What it costs to leave out a block that looks like running text.
const CROSSING: i64 = 20;

/// How many blocks below the title an article begins at most, and what that is worth.
const BELOW_TITLE: usize = 25;
const TITLED: i64 = 150;

/// In a text capture that holds for this many blocks.
const CROSSED: usize = 16;

/// Returns for each block whether it is a link of the best chain.
pub(super) fn core(scene: &Scene) -> Vec<bool> {
    let worths = worths(scene);
    let links: Vec<usize> = (0..worths.len()).filter(|at| worths.get(*at).is_some_and(|worth| *worth > 0)).collect();
    let best = chains(scene, &worths, &links);
    let mut core = vec![false; scene.views.len()];
    let mut next = (0..best.len()).max_by_key(|at| (best.get(*at).map(|(value, _)| *value), std::cmp::Reverse(*at)));
    while let Some(place) = next {
        if let Some(slot) = links.get(place).and_then(|at| core.get_mut(*at)) {
            *slot = true;
        }
        next = best.get(place).and_then(|(_, before)| *before);
    }
    core
}

fn worths(scene: &Scene) -> Vec<i64> {
    let scattered = scattered(scene);
    let worth = |view: &View| {
        let worth = worth(view);
        if scattered.contains(&view.look) { worth.min(worth * 2 / 5) } else { worth }
    };
    scene.views.iter().map(worth).collect()
}

/// The best chain that ends at each link: its worth, and the link before.
fn chains(scene: &Scene, worths: &[i64], links: &[usize]) -> Vec<(i64, Option<usize>)> {
    // What all blocks up to each one cost that are no links.
    let mut costs = vec![0];
    for worth in worths {
        costs.push(costs.last().unwrap_or(&0) - (*worth).min(0));
    }
    let mut best: Vec<(i64, Option<usize>)> = Vec::with_capacity(links.len());
    for (place, &at) in links.iter().enumerate() {
        let gain = worths.get(at).copied().unwrap_or(0);
        let titled = scene.headline.is_some_and(|headline| at > headline && at - headline <= BELOW_TITLE);
        let alone = (gain + if titled { TITLED } else { 0 }, None);
        let earlier = (place.saturating_sub(REACH)..place).filter_map(|before| {
            let (value, _) = best.get(before)?;
            let from = *links.get(before)?;
            let between = costs.get(at)? - costs.get(from + 1)?;
            let crossed = (place - before - 1) as i64 * CROSSING;
            Some((value - join_cost(scene, from, at, between) - crossed + gain, Some(before)))
        });
        best.push(earlier.chain([alone]).max().unwrap_or(alone));
    }
    best
}

/// Looks of which every paragraph stands alone among short blocks: comments with their names and dates, teasers with
/// their sections.
fn scattered(scene: &Scene) -> BTreeSet<usize> {
    let mut looks: BTreeMap<usize, (usize, usize, usize)> = BTreeMap::new();
    for (at, view) in scene.views.iter().enumerate().filter(|(_, view)| view.is_prose() && view.seat.is_some()) {
        let (count, between, last) = looks.entry(view.look).or_insert((0, 0, at));
        *between += (at - *last).saturating_sub(1).min(12);
        (*count, *last) = (*count + 1, at);
    }
    looks
        .into_iter()
        .filter(|(_, (count, between, _))| *count >= 4 && *between >= *count)
        .map(|(look, _)| look)
        .collect()
}

/// What a block adds to the running text; negative for what does not look like it.
fn worth(view: &View) -> i64 {
    if view.is_meta() {
        return 0;
    }
    let width = view.width.min(700) as i64;
    let plain = width * (100 - view.linked.min(100) as i64) / 100;
    let known = view.terms.iter().any(|term| term.whole && is_furniture(term.meaning));
    let shape = match view.kind {
        _ if view.labelled(PageTerm::Related).is_some_and(|term| term.colon) && view.width < 200 => -8,
        _ if known => -50,
        _ if view.is_prose() => {
            plain + 15 * view.stops.min(8) as i64 - 45 - if *view.kind == BlockKind::Item { 20 } else { 0 }
        }
        BlockKind::Heading(_) if view.linked < 50 => -10,
        _ if view.linked >= 50 => -30 - width.min(60) / 2,
        BlockKind::Control => -20,
        BlockKind::Item if view.seat.is_some() => -10,
        BlockKind::Item | BlockKind::Cell => -35,
        _ => -22,
    };
    let zones = view.zones;
    let shape = if zones.content && shape > 0 { shape + 25 } else { shape };
    if zones.excluded() { shape.min(0) - 20 - if view.is_prose() { width / 5 } else { 0 } } else { shape }
}

/// Says whether a phrase alone in a block shows that the block is no text of an article.
pub(super) fn is_furniture(term: PageTerm) -> bool {
    matches!(term, PageTerm::Furniture | PageTerm::Related | PageTerm::Home | PageTerm::Tags | PageTerm::CutOff)
}

fn join_cost(scene: &Scene, from: usize, to: usize, between: i64) -> i64 {
    let (Some(left), Some(right)) = (scene.views.get(from), scene.views.get(to)) else { return 0 };
    if scene.is_text() {
        return if to - from <= CROSSED { between.min(TOGETHER) } else { between };
    }
    if left.look == right.look {
        return between.min(ALIKE);
    }
    if left.seat == right.seat {
        return between.min(TOGETHER);
    }
    let around: Vec<_> = scene.ancestors(left.seat).collect();
    let up = scene.ancestors(right.seat).position(|element| around.contains(&element));
    let down = scene
        .ancestors(right.seat)
        .nth(up.unwrap_or(0))
        .and_then(|shared| around.iter().position(|element| *element == shared));
    let hops = up.unwrap_or(8) + down.unwrap_or(8);
    between + 12 * hops.min(8) as i64
}
