//! Where nodes and edges of a picture stand: in columns, what is upstream to the left.
//!
//! The layered drawing of Sugiyama, Tagawa and Toda (1981) in its plain form: cycles are cut, each node gets a column,
//! edges over several columns get a lane in each, lanes are ordered by the mean place of their neighbours, and are
//! moved towards them as far as there is room. The same graph gives the same picture.

/// Measures in pixels.
pub(super) const WIDTH: i32 = 180;
pub(super) const HEIGHT: i32 = 46;
const COLUMN: i32 = WIDTH + 120;
const BETWEEN: i32 = 16;
const LANE: i32 = 12;
const MARGIN: i32 = 12;
/// Sweeps over the columns, there and back.
const SWEEPS: usize = 12;

/// A picture with places.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The upper left corner of each node.
    pub(super) nodes: Vec<(i32, i32)>,
    /// The way of each edge: its points from left to right, alternately the beginning and the end of a bend.
    pub(super) routes: Vec<Route>,
    pub(super) width: i32,
    pub(super) height: i32,
}

#[derive(Debug, Default)]
pub(super) struct Route {
    pub(super) points: Vec<(i32, i32)>,
    /// Whether it runs against the stream, as one edge of every circle does.
    pub(super) back: bool,
}

/// A node, or the lane of an edge in a column that it passes.
#[derive(Clone)]
struct Slot {
    column: usize,
    height: i32,
    /// Slots in the neighbouring columns.
    left: Vec<usize>,
    right: Vec<usize>,
    middle: f64,
}

/// Lays out a graph of `count` nodes. Nodes without an edge come last, in rows.
pub(super) fn layout(count: usize, edges: &[(usize, usize)]) -> Layout {
    let edges_of = |node: usize| edges.iter().any(|(from, to)| (*from == node || *to == node) && from != to);
    let drawn: Vec<bool> = (0..count).map(edges_of).collect();
    let forward = forward(count, edges);
    let columns = columns(count, &forward);
    let slot = |column: &usize| Slot { column: *column, height: HEIGHT, left: vec![], right: vec![], middle: 0.0 };
    let mut slots: Vec<Slot> = columns.iter().map(slot).collect();
    let ways: Vec<Vec<usize>> = forward.iter().map(|(from, to, _)| lanes(&mut slots, *from, *to)).collect();
    let mut order = ordered(&slots, &drawn);
    place(&mut slots, &mut order);
    finish(count, &slots, &drawn, &forward, &ways)
}

/// Turns the edges that would close a circle around: from, to, and whether it was turned.
fn forward(count: usize, edges: &[(usize, usize)]) -> Vec<(usize, usize, bool)> {
    let mut waits: Vec<usize> = vec![0; count];
    edges.iter().filter(|(from, to)| from != to).for_each(|(_, to)| waits[*to] += 1);
    let mut rank = vec![usize::MAX; count];
    for next in 0..count {
        let open = (0..count).filter(|node| rank[*node] == usize::MAX);
        // In a circle nobody waits for nobody: the one that waits for the fewest goes first.
        let Some(node) = open.min_by_key(|node| (waits[*node], *node)) else { break };
        rank[node] = next;
        edges.iter().filter(|(from, to)| *from == node && from != to).for_each(|(_, to)| {
            waits[*to] = waits[*to].saturating_sub(1);
        });
    }
    let turned = |(from, to): &(usize, usize)| match rank[*from] <= rank[*to] {
        true => (*from, *to, false),
        false => (*to, *from, true),
    };
    edges.iter().map(turned).collect()
}

/// Gives each node a column: behind all that it comes from; what comes from nothing stands right before what it feeds.
fn columns(count: usize, forward: &[(usize, usize, bool)]) -> Vec<usize> {
    let mut columns = vec![0; count];
    let ends = |node: usize, column: usize, columns: &[usize]| {
        let ahead = forward.iter().filter(|(from, to, _)| *from == node && from != to);
        ahead.map(|(_, to, _)| *to).filter(|to| columns[*to] <= column).collect::<Vec<_>>()
    };
    let mut open: Vec<usize> = (0..count).collect();
    while let Some(node) = open.pop() {
        for to in ends(node, columns[node], &columns) {
            columns[to] = columns[node] + 1;
            open.push(to);
        }
    }
    let fed = |node: usize| forward.iter().any(|(from, to, _)| *to == node && from != to);
    for node in (0..count).filter(|node| !fed(*node)) {
        let ahead = forward.iter().filter(|(from, to, _)| *from == node && from != to);
        columns[node] = ahead.map(|(_, to, _)| columns[*to] - 1).min().unwrap_or(0);
    }
    columns
}

/// Leads an edge through the columns between its ends. Returns its slots from left to right.
fn lanes(slots: &mut Vec<Slot>, from: usize, to: usize) -> Vec<usize> {
    let mut way = vec![from];
    if from == to {
        return way;
    }
    for column in slots[from].column + 1..slots[to].column {
        slots.push(Slot { column, height: LANE, left: vec![], right: vec![], middle: 0.0 });
        way.push(slots.len() - 1);
    }
    way.push(to);
    for pair in way.windows(2) {
        slots[pair[0]].right.push(pair[1]);
        slots[pair[1]].left.push(pair[0]);
    }
    way
}

/// Orders the slots of each column by the mean place of their neighbours, so that few edges cross.
fn ordered(slots: &[Slot], drawn: &[bool]) -> Vec<Vec<usize>> {
    let last = slots.iter().map(|slot| slot.column).max().unwrap_or(0);
    let mut columns: Vec<Vec<usize>> = vec![Vec::new(); last + 1];
    let shown = |index: &usize| drawn.get(*index).copied().unwrap_or(true);
    (0..slots.len()).filter(shown).for_each(|index| columns[slots[index].column].push(index));
    let mut places = vec![0.0; slots.len()];
    let settle = |column: &[usize], places: &mut [f64]| {
        column.iter().enumerate().for_each(|(place, index)| places[*index] = place as f64 / column.len() as f64);
    };
    columns.iter().for_each(|column| settle(column, &mut places));
    for sweep in 0..SWEEPS {
        let there = sweep % 2 == 0;
        for step in 0..=last {
            let column = &mut columns[if there { step } else { last - step }];
            let wish = |index: usize| {
                let near = if there { &slots[index].left } else { &slots[index].right };
                mean(near.iter().map(|other| places[*other])).unwrap_or(places[index])
            };
            let mut wishes: Vec<(f64, usize)> = column.iter().map(|index| (wish(*index), *index)).collect();
            wishes.sort_by(|one, other| one.0.total_cmp(&other.0));
            *column = wishes.into_iter().map(|(_, index)| index).collect();
            settle(column, &mut places);
        }
    }
    columns
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// Moves slots towards the middle of their neighbours, in their order and without touching.
fn place(slots: &mut [Slot], columns: &mut [Vec<usize>]) {
    for column in columns.iter() {
        spread(slots, column, |_, _| 0.0);
    }
    for sweep in 0..SWEEPS {
        let there = sweep % 2 == 0;
        let toward = move |slots: &[Slot], index: usize| {
            let near = if there { &slots[index].left } else { &slots[index].right };
            mean(near.iter().map(|other| slots[*other].middle)).unwrap_or(slots[index].middle)
        };
        match there {
            true => columns.iter().for_each(|column| spread(slots, column, toward)),
            false => columns.iter().rev().for_each(|column| spread(slots, column, toward)),
        }
    }
}

/// Places the slots of a column as near to their wishes as their order and size allow.
fn spread(slots: &mut [Slot], column: &[usize], wish: impl Fn(&[Slot], usize) -> f64) {
    let wishes: Vec<f64> = column.iter().map(|index| wish(slots, *index)).collect();
    let mut end = f64::MIN;
    for (index, wish) in column.iter().zip(&wishes) {
        let half = f64::from(slots[*index].height) / 2.0;
        slots[*index].middle = wish.max(end + f64::from(BETWEEN) + half);
        end = slots[*index].middle + half;
    }
    // Nobody may be pushed only downward: the column moves back by what it was pushed on average.
    let pushed = column.iter().zip(&wishes).map(|(index, wish)| slots[*index].middle - wish);
    let back = mean(pushed).unwrap_or(0.0);
    column.iter().for_each(|index| slots[*index].middle -= back);
}

/// Turns slots into pixels, and adds the nodes without an edge in rows below.
fn finish(
    count: usize,
    slots: &[Slot],
    drawn: &[bool],
    forward: &[(usize, usize, bool)],
    ways: &[Vec<usize>],
) -> Layout {
    let shown = |index: &usize| drawn.get(*index).copied().unwrap_or(true);
    let top = |slot: &Slot| slot.middle - f64::from(slot.height) / 2.0;
    let tops = (0..slots.len()).filter(shown).map(|index| top(&slots[index]));
    let shift = tops.fold(f64::INFINITY, f64::min);
    let shift = if shift.is_finite() { shift } else { 0.0 };
    let y = |middle: f64| (middle - shift).round() as i32 + MARGIN;
    let x = |column: usize| column as i32 * COLUMN + MARGIN;
    let mut layout = Layout::default();
    let mut lowest = MARGIN;
    let mut widest = 1;
    for (index, slot) in slots.iter().enumerate().filter(|(index, _)| shown(index)) {
        lowest = lowest.max(y(slot.middle) + slot.height / 2 + BETWEEN);
        widest = widest.max(slot.column + usize::from(index < count));
    }
    let mut lone = 0;
    for node in 0..count {
        layout.nodes.push(if drawn[node] {
            (x(slots[node].column), y(slots[node].middle) - HEIGHT / 2)
        } else {
            lone += 1;
            let (row, column) = ((lone - 1) / widest, (lone - 1) % widest);
            (x(column), lowest + row as i32 * (HEIGHT + BETWEEN))
        });
    }
    layout.routes = forward
        .iter()
        .zip(ways)
        .map(|((.., back), way)| {
            let mut points = Vec::new();
            for pair in way.windows(2) {
                points.push((x(slots[pair[0]].column) + WIDTH, y(port(slots, pair[0], pair[1], false))));
                points.push((x(slots[pair[1]].column), y(port(slots, pair[1], pair[0], true))));
            }
            Route { points, back: *back }
        })
        .collect();
    layout.width = x(widest - 1) + WIDTH + MARGIN;
    let rows = lone.div_ceil(widest) as i32;
    layout.height = lowest + rows * (HEIGHT + BETWEEN) - BETWEEN + MARGIN;
    layout
}

/// Returns where an edge meets a slot: edges to several neighbours meet it side by side, in the order of these.
fn port(slots: &[Slot], at: usize, neighbour: usize, left: bool) -> f64 {
    let slot = &slots[at];
    let near = if left { &slot.left } else { &slot.right };
    if slot.height == LANE || near.len() < 2 {
        return slot.middle;
    }
    let mut sorted = near.clone();
    sorted.sort_by(|one, other| slots[*one].middle.total_cmp(&slots[*other].middle));
    let place = sorted.iter().position(|other| *other == neighbour).unwrap_or(0) + 1;
    let share = place as f64 / (sorted.len() + 1) as f64;
    slot.middle + (share - 0.5) * f64::from(slot.height - LANE / 2)
}

#[cfg(test)]
mod tests {
    use super::{HEIGHT, WIDTH, layout};

    #[test]
    fn what_is_upstream_stands_left() {
        let found = layout(4, &[(2, 0), (3, 2), (2, 1)]);
        let x = |node: usize| found.nodes[node].0;
        assert!(x(3) < x(2) && x(2) < x(0) && x(0) == x(1));
    }

    #[test]
    fn a_source_of_late_pages_stands_beside_them() {
        let found = layout(5, &[(0, 1), (1, 2), (2, 3), (4, 3)]);
        assert_eq!(found.nodes[4].0, found.nodes[2].0);
    }

    #[test]
    fn nodes_do_not_touch_and_lie_inside() {
        let edges: Vec<(usize, usize)> =
            (1..40).map(|node| (node / 3, node)).chain((5..20).map(|node| (node, node * 2))).collect();
        let found = layout(43, &edges);
        for (one, (x, y)) in found.nodes.iter().enumerate() {
            assert!(*x >= 0 && *y >= 0 && x + WIDTH <= found.width && y + HEIGHT <= found.height, "{one}: {x} {y}");
            let touching = found.nodes.iter().skip(one + 1).find(|(a, b)| a == x && (b - y).abs() < HEIGHT);
            assert_eq!(touching, None, "{one}");
        }
    }

    #[test]
    fn circles_and_loops_are_drawn() {
        let found = layout(3, &[(0, 1), (1, 2), (2, 0), (1, 1)]);
        assert_eq!(found.routes.iter().filter(|route| route.back).count(), 1);
        assert!(found.routes[3].points.is_empty());
        assert!(layout(0, &[]).nodes.is_empty());
    }
}
