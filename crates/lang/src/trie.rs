//! Which of many keys begin at a place of a text: a trie whose nodes lie in one array, so that a step is one look-up.
//!
//! The children of a node lie at its base plus their byte; each has that byte for a label, and no two nodes have one base,
//! so that a label tells whose child it is (the double array of Aoe 1989). Most steps are the last ones and see labels
//! alone, and nodes near the root lie together, so that little memory is met.

use std::collections::{BTreeSet, VecDeque};
use std::ops::Range;

/// Keys, each with its number.
#[derive(Debug, Clone)]
pub(crate) struct Trie {
    /// The bytes that lead to the nodes; 0 where there is none.
    labels: Vec<u8>,
    nodes: Vec<Node>,
    /// The rests of keys that lie alone below a node, each behind its length.
    rests: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    /// What the byte of a child is added to; [`LEAF`] and the place of the rest where one key alone lies below.
    base: u32,
    /// The number of the key that ends here, or that lies below.
    key: u32,
}

const NONE: u32 = u32::MAX;
const LEAF: u32 = 1 << 31;
const FREE: Node = Node { base: 0, key: NONE };
const ROOT: usize = 0;
/// A base from which no step leads to a node.
const NOWHERE: usize = (LEAF - 1) as usize;

/// How many of the last places are looked through for the children of a node before they are put behind all others.
const WINDOW: usize = 256;

impl Trie {
    /// Builds the trie of keys that are sorted, each with its place among them as its number. They have no zero bytes.
    pub(crate) fn new(keys: &[impl AsRef<[u8]>]) -> Self {
        let keys: Vec<&[u8]> = keys.iter().map(AsRef::as_ref).collect();
        let mut building =
            Building { trie: Self { labels: vec![0], nodes: vec![FREE], rests: Vec::new() }, bases: BTreeSet::new() };
        // Level by level, so that nodes near the root lie together.
        let mut open = VecDeque::from([(ROOT, 0..keys.len(), 0)]);
        while let Some((node, range, depth)) = open.pop_front() {
            building.grow(node, &keys, range, depth, &mut open);
        }
        let mut trie = building.trie;
        // A step from any node stays inside.
        trie.labels.extend([0; 256]);
        trie.nodes.resize(trie.labels.len(), FREE);
        trie
    }

    /// Tells the length and the number of every key that `text` begins with, shorter first.
    #[inline]
    pub(crate) fn beginnings(&self, text: &[u8], mut found: impl FnMut(usize, usize)) {
        let mut base = self.nodes.first().map_or(0, |root| root.base);
        for (index, byte) in text.iter().enumerate() {
            let next = base as usize + usize::from(*byte);
            if self.labels.get(next) != Some(byte) || *byte == 0 {
                return;
            }
            let Some(node) = self.nodes.get(next) else { return };
            let (key, length) = (node.key as usize, index + 1);
            if node.base & LEAF != 0 {
                let rest = self.rest(node.base);
                if text.get(length..).is_some_and(|text| text.starts_with(rest)) {
                    found(length + rest.len(), key);
                }
                return;
            }
            if node.key != NONE {
                found(length, key);
            }
            base = node.base;
        }
    }

    /// What the only key below a node has behind it.
    fn rest(&self, base: u32) -> &[u8] {
        let rests = self.rests.get((base & !LEAF) as usize..).unwrap_or_default();
        let (length, rest) = rests.split_first().unwrap_or((&0, &[]));
        rest.get(..usize::from(*length)).unwrap_or_default()
    }
}

/// A node that is still to grow: its place, the numbers of the keys below it, and how many bytes they share.
type Open = (usize, Range<usize>, usize);

/// A trie while it is built.
struct Building {
    trie: Trie,
    /// The bases that are taken.
    bases: BTreeSet<usize>,
}

impl Building {
    /// Adds what lies right below a node, and opens its children.
    fn grow(&mut self, node: usize, keys: &[&[u8]], range: Range<usize>, depth: usize, open: &mut VecDeque<Open>) {
        let here = keys.get(range.clone()).unwrap_or_default();
        if let [only] = here
            && depth > 0
            && let Some(rest) = only.get(depth..)
            && let Ok(length) = u8::try_from(rest.len())
        {
            let place = short(self.trie.rests.len());
            self.trie.rests.push(length);
            self.trie.rests.extend_from_slice(rest);
            self.set(node, Node { base: LEAF | place, key: short(range.start) });
            return;
        }
        let ended = here.partition_point(|key| key.len() == depth);
        let key = if ended > 0 { short(range.start) } else { NONE };
        let below = here.get(ended..).unwrap_or_default();
        let groups: Vec<&[&[u8]]> = below.chunk_by(|one, other| one.get(depth) == other.get(depth)).collect();
        let bytes: Vec<u8> = groups.iter().filter_map(|group| group.first()?.get(depth).copied()).collect();
        let base = self.adopt(&bytes);
        self.set(node, Node { base: short(base), key });
        let mut from = range.start + ended;
        for (group, byte) in groups.into_iter().zip(bytes) {
            open.push_back((base + usize::from(byte), from..from + group.len(), depth + 1));
            from += group.len();
        }
    }

    /// Takes places for the children of a node and returns what their bytes are added to.
    fn adopt(&mut self, bytes: &[u8]) -> usize {
        let Some(first) = bytes.first().copied().map(usize::from) else { return NOWHERE };
        let free = |labels: &[u8], at: usize| labels.get(at).is_none_or(|label| *label == 0);
        let fits = |base: &usize| {
            bytes.iter().all(|byte| free(&self.trie.labels, base + usize::from(*byte))) && !self.bases.contains(base)
        };
        let from = self.trie.labels.len().saturating_sub(WINDOW).max(first).max(1);
        let base = (from - first..).find(fits).unwrap_or(NOWHERE);
        self.bases.insert(base);
        for byte in bytes {
            let at = base + usize::from(*byte);
            if self.trie.labels.len() <= at {
                self.trie.labels.resize(at + 1, 0);
            }
            if let Some(label) = self.trie.labels.get_mut(at) {
                *label = *byte;
            }
        }
        base
    }

    fn set(&mut self, place: usize, node: Node) {
        if self.trie.nodes.len() <= place {
            self.trie.nodes.resize(self.trie.labels.len().max(place + 1), FREE);
        }
        if let Some(slot) = self.trie.nodes.get_mut(place) {
            *slot = node;
        }
    }
}

/// A number of things that there are not so many of.
pub(crate) fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(NONE)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::Trie;

    proptest! {
        #[test]
        fn a_text_begins_with_the_keys_that_are_found(keys in prop::collection::btree_set("[ab\u{e9}\u{10ffff}]{1,5}", 0..20), text in "[ab\u{e9}\u{10ffff}]{0,8}") {
            let keys: BTreeSet<String> = keys;
            let sorted: Vec<&String> = keys.iter().collect();
            let trie = Trie::new(&sorted);
            let mut found = Vec::new();
            trie.beginnings(text.as_bytes(), |length, key| found.push((length, key)));
            let mut begun: Vec<(usize, usize)> = sorted
                .iter()
                .enumerate()
                .filter(|(_, key)| text.starts_with(key.as_str()))
                .map(|(number, key)| (key.len(), number))
                .collect();
            begun.sort_unstable();
            prop_assert_eq!(found, begun);
        }
    }
}
