//! Boosted trees from a model file: rows of whole numbers to log odds, in whole numbers on every machine.
//!
//! A forest in a file, lowest byte first: columns `u16`, trees `u16`; for each tree the count of its inner nodes
//! `u16`, each node as column `u16`, threshold `i16`, and where to go at most and above the threshold `i16` each, then
//! one leaf more than nodes, `i16` each. A step that is not negative is a node of the same tree, behind this one; a
//! negative one is leaf `-1 - step`.

/// Units of a leaf in one unit of log odds.
pub(super) const UNIT: i32 = 2048;

/// After how many trees a sum that is that far from nought is as good as the whole. Of rows that stop so, one in 200 to
/// 1,000 would have ended within half a unit of nought or beyond it; half of the trees are never walked.
const STOPS: [(usize, i32); 3] = [(40, UNIT * 5 / 2), (80, UNIT * 5 / 2), (160, UNIT * 2)];

/// Cuts a count to what a column holds.
pub(super) fn whole(count: usize) -> i16 {
    i16::try_from(count).unwrap_or(i16::MAX)
}

/// A sum of trees.
#[derive(Debug, Default)]
pub(super) struct Forest {
    columns: usize,
    roots: Vec<Root>,
    nodes: Vec<Node>,
    leaves: Vec<i16>,
}

/// Where a tree's nodes and leaves begin, and whether it has a node at all.
#[derive(Debug, Clone, Copy)]
struct Root {
    node: usize,
    leaf: usize,
    single: bool,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    column: u16,
    threshold: i16,
    steps: [i16; 2],
}

impl Forest {
    /// Reads a forest and returns what stands behind it in the file; nothing where the bytes are no forest.
    pub(super) fn parse(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let mut reader = Reader(bytes);
        let mut forest = Self { columns: usize::from(reader.count()?), ..Self::default() };
        for _ in 0..reader.count()? {
            forest.tree(&mut reader)?;
        }
        Some((forest, reader.0))
    }

    fn tree(&mut self, reader: &mut Reader) -> Option<()> {
        let count = reader.count()?;
        self.roots.push(Root { node: self.nodes.len(), leaf: self.leaves.len(), single: count == 0 });
        for at in 0..i32::from(count) {
            let node =
                Node { column: reader.count()?, threshold: reader.value()?, steps: [reader.value()?, reader.value()?] };
            // A step leads on, so that every walk ends, and to what is there.
            let leads = |step: i16| {
                let step = i32::from(step);
                if step < 0 { -1 - step <= i32::from(count) } else { step > at && step < i32::from(count) }
            };
            if usize::from(node.column) >= self.columns || !node.steps.into_iter().all(leads) {
                return None;
            }
            self.nodes.push(node);
        }
        for _ in 0..=count {
            self.leaves.push(reader.value()?);
        }
        Some(())
    }

    /// Returns how many values a row must have.
    #[cfg(test)]
    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// Returns the log odds of a row, in [`UNIT`]s.
    pub(super) fn score(&self, row: &[i16]) -> i32 {
        self.sum(0, self.roots.len(), row)
    }

    /// Returns about the log odds of a row: trees that would hardly change them are left out.
    pub(super) fn outline(&self, row: &[i16]) -> i32 {
        let (mut from, mut sum) = (0, 0);
        for (trees, enough) in STOPS {
            sum += self.sum(from, trees, row);
            if sum.abs() > enough {
                return sum;
            }
            from = trees;
        }
        sum + self.sum(from, self.roots.len(), row)
    }

    fn sum(&self, from: usize, to: usize, row: &[i16]) -> i32 {
        let roots = self.roots.iter().take(to).skip(from);
        roots.map(|root| i32::from(self.leaf(*root, row).unwrap_or(0))).sum()
    }

    fn leaf(&self, root: Root, row: &[i16]) -> Option<i16> {
        let mut step = if root.single { -1 } else { 0 };
        while let Ok(at) = usize::try_from(step) {
            let node = self.nodes.get(root.node + at)?;
            let above = *row.get(usize::from(node.column))? > node.threshold;
            step = i32::from(node.steps[usize::from(above)]);
        }
        self.leaves.get(root.leaf + usize::try_from(-1 - step).ok()?).copied()
    }
}

/// The bytes that were not read yet.
struct Reader<'b>(&'b [u8]);

impl Reader<'_> {
    fn count(&mut self) -> Option<u16> {
        let (pair, rest) = self.0.split_first_chunk::<2>()?;
        self.0 = rest;
        Some(u16::from_le_bytes(*pair))
    }

    fn value(&mut self) -> Option<i16> {
        self.count().map(u16::cast_signed)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Forest;

    fn bytes(values: &[i16]) -> Vec<u8> {
        values.iter().flat_map(|value| value.to_le_bytes()).collect()
    }

    #[test]
    fn a_row_walks_to_one_leaf_of_each_tree() {
        // Two columns, two trees: one of two nodes, one that is a leaf alone.
        let file = bytes(&[2, 2, 2, 0, 10, -1, 1, 1, -5, -2, -3, 100, 200, 400, 0, 7, 99]);
        let (forest, rest) = Forest::parse(&file).unwrap();
        assert_eq!(rest, bytes(&[99]));
        for (row, score) in [([10, 0], 107), ([11, -5], 207), ([11, -4], 407)] {
            assert_eq!(forest.score(&row), score, "{row:?}");
        }
    }

    #[test]
    fn steps_that_lead_nowhere_or_back_are_refused() {
        for tree in [[0, 10, 0, -1], [0, 10, -1, 1], [0, 10, -1, -3], [2, 10, -1, -2]] {
            let file = bytes(&[&[2, 1, 1], tree.as_slice(), &[1, 2]].concat());
            assert!(Forest::parse(&file).is_none(), "{tree:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(file in prop::collection::vec(0..4_u8, 0..60)) {
            if let Some((forest, _)) = Forest::parse(&file) {
                forest.score(&[0; 3]);
            }
        }
    }
}
