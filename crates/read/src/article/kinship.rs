//! How much a block's words are those of the title, of the chain of paragraphs and of the page.
//!
//! A teaser speaks of something else than the article it stands in. Words are compared by hash, in tables of a fixed
//! size: a chance meeting costs little, and time does not grow with the vocabulary.

use headwater_lang::is_unspaced;

/// Slots of a table, a power of two.
const SLOTS: usize = 1 << 14;

/// How many words of a block count.
const MOST: usize = 150;

/// Shorter words are mostly particles.
const SHORTEST: usize = 4;

/// In how many blocks a word stands, by hash.
pub(super) struct Vocabulary(Vec<u16>);

impl Vocabulary {
    pub(super) fn new<'w>(blocks: impl Iterator<Item = &'w Vec<u32>>) -> Self {
        let mut slots = vec![0_u16; SLOTS];
        for word in blocks.flatten() {
            if let Some(slot) = slots.get_mut(*word as usize % SLOTS) {
                *slot = slot.saturating_add(1);
            }
        }
        Self(slots)
    }

    /// Returns the part of `words` that stand in more than `own` blocks, in percent.
    pub(super) fn share(&self, words: &[u32], own: u16) -> usize {
        let known = |word: &&u32| self.0.get(**word as usize % SLOTS).is_some_and(|count| *count > own);
        words.iter().filter(known).count() * 100 / words.len().max(1)
    }
}

/// Returns the hashes of the words of a text, each once: in scripts without spaces, of pairs of characters.
pub(super) fn words(text: &str) -> Vec<u32> {
    let mut words = Vec::new();
    let (mut hash, mut length, mut pair) = (START, 0, None);
    for character in text.chars().chain([' ']) {
        let alone = is_unspaced(character);
        if let Some(first) = pair.filter(|_| alone) {
            words.push(mix(mix(START, first), character));
        }
        pair = alone.then_some(character);
        if character.is_alphanumeric() && !alone {
            hash = character.to_lowercase().fold(hash, mix);
            length += 1;
            continue;
        }
        if length >= SHORTEST {
            words.push(hash);
        }
        (hash, length) = (START, 0);
        if words.len() >= MOST {
            break;
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// Fowler–Noll–Vo, 32 bits, over characters.
const START: u32 = 0x811c_9dc5;

fn mix(hash: u32, character: char) -> u32 {
    let mixed = (hash ^ u32::from(character)).wrapping_mul(0x0100_0193);
    mixed ^ mixed >> 15
}

#[cfg(test)]
mod tests {
    use super::{Vocabulary, words};

    #[test]
    fn words_of_others_count_and_own_ones_do_not() {
        for [chain, teaser] in
            [["The harbour bridge stays shut. The Bridge", "harbour ferries"], ["港の橋は閉鎖", "橋は港"]]
        {
            let blocks = [words(chain), words(teaser)];
            let known = Vocabulary::new(blocks.iter().take(1));
            assert_eq!(known.share(&blocks[0], 1), 0, "{chain}");
            assert_eq!(known.share(&blocks[1], 0), 50, "{teaser}");
        }
    }
}
