//! Parents that fit together: of all ways to give everybody a parent, those without circles.

use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;

/// Beyond this many in one circle the odds stay as they are.
const MOST: usize = 200;
/// Edges less likely than this make no circle.
const NEGLIGIBLE: f64 = 1e-4;

/// For each child, the parents it may have, ascending, with the probability of each.
pub(crate) type Odds = Vec<Vec<(usize, f64)>>;

/// Given for each child the probability of each parent by itself, returns the probability of each edge among all forests
/// without a circle, each weighed by the product of its edges. What `odds` leaves of a child's probability is that it
/// has none of these parents.
///
/// The marginals come from the directed matrix-tree theorem (Tutte 1948; Koo, Globerson, Carreras and Collins 2007),
/// taken in the strongly connected parts, in which alone circles can run.
pub(crate) fn marginals(odds: &Odds) -> Odds {
    let mut graph: DiGraph<usize, ()> = DiGraph::new();
    let nodes: Vec<_> = (0..odds.len()).map(|child| graph.add_node(child)).collect();
    for (child, parents) in odds.iter().enumerate() {
        for (parent, _) in parents.iter().filter(|(parent, likely)| *parent != child && *likely > NEGLIGIBLE) {
            if let (Some(parent), Some(child)) = (nodes.get(*parent), nodes.get(child)) {
                graph.add_edge(*parent, *child, ());
            }
        }
    }
    let mut agreed = odds.clone();
    for part in tarjan_scc(&graph) {
        let mut members: Vec<usize> = part.into_iter().filter_map(|node| graph.node_weight(node).copied()).collect();
        members.sort_unstable();
        if (2..=MOST).contains(&members.len()) {
            settle(&members, odds, &mut agreed);
        }
    }
    agreed
}

/// Writes the marginals of one strongly connected part, whose members ascend.
fn settle(members: &[usize], odds: &Odds, agreed: &mut Odds) {
    let place = |member: usize| members.binary_search(&member).ok();
    let parents = |child: usize| {
        let others = odds.get(child).into_iter().flatten().filter(move |(parent, _)| *parent != child);
        others.filter_map(move |(parent, likely)| Some((place(*parent)?, *likely)))
    };
    let inside: Vec<f64> = members.iter().map(|child| parents(*child).map(|(_, likely)| likely).sum()).collect();
    let mut laplacian = vec![vec![0.0; members.len()]; members.len()];
    for (column, (child, inside)) in members.iter().zip(&inside).enumerate() {
        // A child that all but surely has its parent here still may have none: else nothing could be the root.
        let entries = parents(*child).map(|(row, likely)| (row, -likely));
        for (row, entry) in entries.chain([(column, 1.0_f64.max(inside + NEGLIGIBLE))]) {
            laplacian.get_mut(row).and_then(|row| row.get_mut(column)).into_iter().for_each(|slot| *slot = entry);
        }
    }
    let Some(inverse) = inverse(laplacian) else { return };
    let at = |row: usize, column: usize| inverse.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0.0);
    for (column, (child, inside)) in members.iter().zip(&inside).enumerate() {
        let left = (1.0 - inside).max(NEGLIGIBLE);
        let free = left * at(column, column);
        for (parent, likely) in agreed.get_mut(*child).into_iter().flatten().filter(|(parent, _)| parent != child) {
            *likely = match place(*parent) {
                Some(row) => (*likely * (at(column, column) - at(column, row))).clamp(0.0, 1.0),
                // Parents outside the part keep their share of what is left.
                None => *likely / left * free,
            };
        }
    }
}

/// Inverts a matrix by Gauss and Jordan's elimination with pivots; nothing where it has no inverse.
fn inverse(mut matrix: Vec<Vec<f64>>) -> Option<Vec<Vec<f64>>> {
    let size = matrix.len();
    let mut inverse: Vec<Vec<f64>> =
        (0..size).map(|row| (0..size).map(|column| f64::from(u8::from(row == column))).collect()).collect();
    for column in 0..size {
        let value = |row: &usize| matrix.get(*row).and_then(|row| row.get(column)).copied().unwrap_or(0.0).abs();
        let pivot = (column..size).max_by(|one, other| value(one).total_cmp(&value(other)))?;
        if value(&pivot) < 1e-12 {
            return None;
        }
        matrix.swap(column, pivot);
        inverse.swap(column, pivot);
        let scale = *matrix.get(column)?.get(column)?;
        let lead: Vec<f64> = matrix.get(column)?.iter().map(|value| value / scale).collect();
        let lead_inverse: Vec<f64> = inverse.get(column)?.iter().map(|value| value / scale).collect();
        for (row, (own, own_inverse)) in matrix.iter_mut().zip(&mut inverse).enumerate() {
            if row == column {
                own.clone_from(&lead);
                own_inverse.clone_from(&lead_inverse);
                continue;
            }
            let factor = own.get(column).copied().unwrap_or(0.0);
            own.iter_mut().zip(&lead).for_each(|(value, lead)| *value -= factor * lead);
            own_inverse.iter_mut().zip(&lead_inverse).for_each(|(value, lead)| *value -= factor * lead);
        }
    }
    Some(inverse)
}

#[cfg(test)]
mod tests {
    use super::marginals as sparse;

    /// The same on a table of probabilities by parent and child.
    fn marginals(odds: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let size = odds.len();
        let of_child = |child: usize| (0..size).map(|parent| (parent, odds[parent][child])).collect();
        let found = sparse(&(0..size).map(of_child).collect());
        (0..size).map(|parent| (0..size).map(|child| found[child][parent].1).collect()).collect()
    }

    /// All ways to give three children parents among each other or none, without a circle, by counting.
    fn counted(odds: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let size = odds.len();
        let none = |child: usize| 1.0 - (0..size).map(|parent| odds[parent][child]).sum::<f64>();
        let (mut sums, mut all) = (vec![vec![0.0; size]; size], 0.0);
        for choice in 0..(size + 1).pow(u32::try_from(size).unwrap()) {
            let parents: Vec<usize> =
                (0..size).map(|child| choice / (size + 1).pow(u32::try_from(child).unwrap()) % (size + 1)).collect();
            let circle = (0..size).any(|start| {
                let mut at = start;
                (0..=size).all(|_| {
                    at = if at == size { size } else { parents[at] };
                    at != size
                })
            });
            let weigh = |child: usize| if parents[child] == size { none(child) } else { odds[parents[child]][child] };
            let weight: f64 = if circle { 0.0 } else { (0..size).map(weigh).product() };
            all += weight;
            for child in (0..size).filter(|child| parents[*child] != size) {
                sums[parents[child]][child] += weight;
            }
        }
        sums.into_iter().map(|row| row.into_iter().map(|sum| sum / all).collect()).collect()
    }

    #[test]
    fn marginals_are_those_of_counting_all_forests() {
        let odds = vec![vec![0.0, 0.6, 0.3], vec![0.7, 0.0, 0.2], vec![0.1, 0.3, 0.0]];
        let (found, wanted) = (marginals(&odds), counted(&odds));
        for (row, wanted) in found.iter().zip(&wanted) {
            for (value, wanted) in row.iter().zip(wanted) {
                assert!((value - wanted).abs() < 1e-9, "{found:?} {wanted:?}");
            }
        }
    }

    #[test]
    fn a_parent_outside_the_circle_gains_what_the_circle_loses() {
        let odds = vec![vec![0.0, 0.5, 0.5], vec![0.0, 0.0, 0.4], vec![0.0, 0.4, 0.0]];
        let (found, wanted) = (marginals(&odds), counted(&odds));
        assert!((found[0][1] - wanted[0][1]).abs() < 1e-9 && found[0][1] > 0.5, "{found:?} {wanted:?}");
    }
}
