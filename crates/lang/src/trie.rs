//! Which of many keys begin at a place of a text: a trie whose nodes lie in one array, so that a step is one look-up.
//!
//! The children of a node lie at its base plus their byte; each says whose child it is (the double array of Aoe 1989).

/// Keys, each with its number.
#[derive(Debug, Clone)]
pub(crate) struct Trie {
    nodes: Vec<Node>,
    /// The keys, end to end, and where each starts; one more for the end.
    keys: Vec<u8>,
    starts: Vec<usize>,
    /// No place before this one is free.
    free: usize,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    /// Whose child it is.
    parent: u32,
    /// What the byte of a child is added to; [`LEAF`] where one key alone lies below, whose rest is then compared.
    base: u32,
    /// The number of the key that ends here, or that lies below.
    key: u32,
}

const NONE: u32 = u32::MAX;
const LEAF: u32 = u32::MAX;
const FREE: Node = Node { parent: NONE, base: 0, key: NONE };
const ROOT: u32 = 0;
/// What stands for the parent of the root.
const NOBODY: u32 = u32::MAX - 1;

/// How many places are tried for the children of a node before they are put behind all others.
const MOST_TRIES: usize = 64;

impl Trie {
    /// Builds the trie of keys that are sorted, each with its place among them as its number.
    pub(crate) fn new(keys: &[impl AsRef<[u8]>]) -> Self {
        let keys: Vec<&[u8]> = keys.iter().map(AsRef::as_ref).collect();
        let mut starts = vec![0];
        starts.extend(keys.iter().scan(0, |end, key| {
            *end += key.len();
            Some(*end)
        }));
        let nodes = vec![Node { parent: NOBODY, ..FREE }];
        let mut trie = Self { nodes, keys: keys.concat(), starts, free: 1 };
        trie.grow(ROOT, &keys, 0, 0);
        // A step from any node stays inside.
        trie.nodes.extend([FREE; 256]);
        trie
    }

    /// Adds what lies below a node: `keys` share their first `depth` bytes, and the first of them has number `from`.
    fn grow(&mut self, node: u32, keys: &[&[u8]], from: u32, depth: usize) {
        if let ([_], Some(slot)) = (keys, self.nodes.get_mut(node as usize).filter(|_| depth > 0)) {
            (slot.key, slot.base) = (from, LEAF);
            return;
        }
        let ended = keys.partition_point(|key| key.len() == depth);
        let (here, below) = keys.split_at(ended);
        if let Some(slot) = self.nodes.get_mut(node as usize).filter(|_| !here.is_empty()) {
            slot.key = from;
        }
        let groups: Vec<&[&[u8]]> = below.chunk_by(|one, other| one.get(depth) == other.get(depth)).collect();
        let bytes: Vec<u8> = groups.iter().filter_map(|group| group.first()?.get(depth).copied()).collect();
        let Some(base) = self.adopt(node, &bytes) else { return };
        let mut from = from + short(here.len());
        for (group, byte) in groups.into_iter().zip(bytes) {
            self.grow(base + u32::from(byte), group, from, depth + 1);
            from += short(group.len());
        }
    }

    /// Takes places for the children of a node and returns what their bytes are added to.
    fn adopt(&mut self, node: u32, bytes: &[u8]) -> Option<u32> {
        let first = usize::from(*bytes.first()?);
        let free = |nodes: &[Node], at: usize| nodes.get(at).is_none_or(|node| node.parent == NONE);
        while !free(&self.nodes, self.free) {
            self.free += 1;
        }
        let from = self.free.max(first);
        let fits = |base: &usize| bytes.iter().all(|byte| free(&self.nodes, base + usize::from(*byte)));
        let base = (from - first..).take(MOST_TRIES).find(fits).unwrap_or(self.nodes.len());
        for byte in bytes {
            let at = base + usize::from(*byte);
            if self.nodes.len() <= at {
                self.nodes.resize(at + 1, FREE);
            }
            self.nodes.get_mut(at)?.parent = node;
        }
        self.nodes.get_mut(node as usize)?.base = short(base);
        Some(short(base))
    }

    /// Tells the length and the number of every key that `text` begins with, shorter first.
    #[inline]
    pub(crate) fn beginnings(&self, text: &[u8], mut found: impl FnMut(usize, usize)) {
        let mut at = ROOT;
        let mut base = self.nodes.first().map_or(0, |root| root.base);
        for (index, byte) in text.iter().enumerate() {
            let next = base + u32::from(*byte);
            let Some(node) = self.nodes.get(next as usize).filter(|node| node.parent == at) else { return };
            let (key, length) = (node.key as usize, index + 1);
            if node.base == LEAF {
                let rest = self.rest(key, length);
                if text.get(length..).is_some_and(|text| text.starts_with(rest)) {
                    found(length + rest.len(), key);
                }
                return;
            }
            if node.key != NONE {
                found(length, key);
            }
            (at, base) = (next, node.base);
        }
    }

    /// What a key has behind its first `length` bytes.
    fn rest(&self, key: usize, length: usize) -> &[u8] {
        let start = |key: usize| self.starts.get(key).copied().unwrap_or(self.keys.len());
        self.keys.get(start(key) + length..start(key + 1)).unwrap_or_default()
    }
}

fn short(number: usize) -> u32 {
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
