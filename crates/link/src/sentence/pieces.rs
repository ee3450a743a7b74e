//! A unigram vocabulary in the manner of SentencePiece: text to the ids of its pieces.
//!
//! Text is normalised character by character, cut at spaces, and each word is cut into the pieces with the highest sum
//! of scores (Viterbi 1967; Kudo 2018).

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use headwater_lang::digit;

/// Stands before each word.
const WORD: char = '\u{2581}';
/// Words up to this many bytes are remembered within a batch; longer ones seldom come twice.
const REMEMBERED: usize = 40;
/// No piece, of a node of the trie or a step of the path.
const NONE: u32 = u32::MAX;
/// Where the characters end that have a table of their own.
const TABLED: usize = 0x1_0000;

/// What text becomes before it is cut.
#[derive(Debug, Default)]
pub(super) struct Normaliser {
    /// For each character below [`TABLED`], one more than the place of its replacement; 0 for none.
    low: Vec<u32>,
    high: BTreeMap<char, String>,
    replacements: Vec<String>,
}

impl Normaliser {
    /// Digits of all scripts become those of ASCII, whatever the entries say.
    pub(super) fn new(entries: impl IntoIterator<Item = (char, String)>) -> Self {
        let mut normaliser = Self { low: vec![0; TABLED], ..Self::default() };
        let digits = ('\u{80}'..='\u{ffff}').filter_map(|character| {
            let ascii = char::from_digit(digit(character)?, 10)?;
            Some((character, ascii.to_string()))
        });
        for (character, replacement) in entries.into_iter().chain(digits) {
            match normaliser.low.get_mut(character as usize) {
                Some(slot) => {
                    normaliser.replacements.push(replacement);
                    *slot = u32::try_from(normaliser.replacements.len()).unwrap_or(0);
                }
                None => {
                    normaliser.high.insert(character, replacement);
                }
            }
        }
        normaliser
    }

    fn replacement(&self, character: char) -> Option<&str> {
        match self.low.get(character as usize) {
            Some(0) => None,
            Some(place) => self.replacements.get(*place as usize - 1).map(String::as_str),
            None => self.high.get(&character).map(String::as_str),
        }
    }

    fn push(&self, text: &str, out: &mut String) {
        for character in text.chars() {
            match self.replacement(character) {
                Some(replacement) => out.push_str(replacement),
                None => out.push(character),
            }
        }
    }
}

/// A node of the trie; its children lie side by side, ascending by byte.
#[derive(Debug, Clone, Copy)]
struct Node {
    first: u32,
    children: u16,
    byte: u8,
    piece: u32,
}

/// The vocabulary, as a trie over bytes.
#[derive(Debug)]
pub(super) struct Pieces {
    normaliser: Normaliser,
    nodes: Vec<Node>,
    scores: Vec<f32>,
    /// Score of a character that no piece covers.
    unknown: f32,
}

/// What is remembered within a batch.
#[derive(Default)]
pub(super) struct Memory {
    words: HashMap<String, Range<usize>>,
    tokens: Vec<u32>,
    text: String,
    word: String,
    best: Vec<(f64, u32, u32)>,
}

impl Pieces {
    /// Builds the trie. Pieces must ascend by their bytes; a piece's id is its place.
    pub(super) fn new(normaliser: Normaliser, pieces: &[&str], scores: Vec<f32>, unknown: f32) -> Self {
        let mut nodes = vec![Node { first: 0, children: 0, byte: 0, piece: NONE }];
        let mut ranges = vec![(0..pieces.len(), 0)];
        let byte_at = |id: usize, depth: usize| pieces.get(id).and_then(|piece| piece.as_bytes().get(depth).copied());
        let mut at = 0;
        while let Some((mut range, depth)) = ranges.get(at).cloned() {
            let first = nodes.len();
            if pieces.get(range.start).is_some_and(|piece| piece.len() == depth) && !range.is_empty() {
                nodes[at].piece = range.start as u32;
                range.start += 1;
            }
            while let Some(byte) = byte_at(range.start, depth).filter(|_| !range.is_empty()) {
                let same = (range.start..range.end).take_while(|id| byte_at(*id, depth) == Some(byte)).count();
                nodes.push(Node { first: 0, children: 0, byte, piece: NONE });
                ranges.push((range.start..range.start + same, depth + 1));
                range.start += same;
            }
            nodes[at].children = (nodes.len() - first) as u16;
            nodes[at].first = first as u32;
            at += 1;
        }
        Self { normaliser, nodes, scores, unknown }
    }

    fn child(&self, node: &Node, byte: u8) -> Option<&Node> {
        let first = node.first as usize;
        let children = self.nodes.get(first..first + usize::from(node.children))?;
        let place = children.binary_search_by_key(&byte, |child| child.byte).ok()?;
        children.get(place)
    }

    /// Hands over the ids of the pieces of each word between spaces, in order.
    pub(super) fn words(&self, text: &str, memory: &mut Memory, mut each: impl FnMut(&[u32])) {
        let mut normal = std::mem::take(&mut memory.text);
        let mut tokens = Vec::new();
        normal.clear();
        self.normaliser.push(text, &mut normal);
        for word in normal.split(' ').filter(|word| !word.is_empty()) {
            if let Some(known) = memory.words.get(word) {
                each(memory.tokens.get(known.clone()).unwrap_or_default());
                continue;
            }
            tokens.clear();
            self.cut(word, memory, &mut tokens);
            each(&tokens);
            if word.len() <= REMEMBERED {
                let start = memory.tokens.len();
                memory.tokens.extend_from_slice(&tokens);
                memory.words.insert(word.to_owned(), start..memory.tokens.len());
            }
        }
        memory.text = normal;
    }

    /// Cuts one word. Of equal sums the path found first stays: starts ascending, then ends ascending.
    fn cut(&self, word: &str, memory: &mut Memory, out: &mut Vec<u32>) {
        let Memory { word: marked, best, .. } = memory;
        marked.clear();
        marked.push(WORD);
        marked.push_str(word);
        // For each byte: the best sum that ends there, where its last piece starts, and which piece that is.
        best.clear();
        best.resize(marked.len() + 1, (f64::NEG_INFINITY, 0, NONE));
        best[0].0 = 0.0;
        for (start, character) in marked.char_indices() {
            let sum = best.get(start).map_or(f64::NEG_INFINITY, |slot| slot.0);
            let mut improve = |end: usize, score: f32, piece: u32| {
                let total = sum + f64::from(score);
                if let Some(slot) = best.get_mut(end).filter(|slot| total > slot.0) {
                    *slot = (total, start as u32, piece);
                }
            };
            let mut node = self.nodes.first();
            for (end, byte) in marked.bytes().enumerate().skip(start) {
                node = node.and_then(|node| self.child(node, byte));
                let Some(reached) = node else { break };
                if let Some(score) = self.scores.get(reached.piece as usize) {
                    improve(end + 1, *score, reached.piece);
                }
            }
            improve(start + character.len_utf8(), self.unknown, NONE);
        }
        let from = out.len();
        let mut end = marked.len();
        while end > 0 {
            let Some((_, start, piece)) = best.get(end).copied() else { break };
            out.extend((piece != NONE).then_some(piece));
            end = start as usize;
        }
        out.get_mut(from..).unwrap_or_default().reverse();
    }
}
