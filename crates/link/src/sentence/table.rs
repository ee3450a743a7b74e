//! The table that travels with the source: a row for each piece of a word; a sentence is the mean of its rows.
//!
//! `model/README.md` describes the file. Any bytes give a table or an error.

use std::sync::LazyLock;

use super::pieces::{Memory, Normaliser, Pieces};
use super::{Encoder, Vector, Words};

static BUILTIN: LazyLock<Option<Table<'static>>> =
    LazyLock::new(|| Table::parse(include_bytes!("../../model/static-v1.bin")).ok());

/// Why bytes are no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// The first bytes are others than a table has.
    #[error("not a table of sentence vectors")]
    Foreign,
    /// A form that this program does not read.
    #[error("a table of version {version} with {bits} bits a weight; only version 1 with 4 bits is read")]
    Form {
        /// The version it states.
        version: u32,
        /// The bits it states.
        bits: u32,
    },
    /// A section does not lie in the file, or is shorter than what it must hold.
    #[error("the section `{0}` of the table is cut short")]
    CutShort(&'static str),
    /// A section holds what it cannot.
    #[error("the section `{0}` of the table is damaged")]
    Damaged(&'static str),
}

/// A static encoder: rows of 4-bit weights by piece. Its order of words is lost, so that "A accuses B" and "B accuses A"
/// are one vector.
#[derive(Debug)]
pub struct Table<'a> {
    pieces: Pieces,
    dimensions: usize,
    scales: Vec<f32>,
    /// Two weights a byte: dimension `j` in the low half, `j + dimensions / 2` in the high one.
    rows: &'a [u8],
}

/// Pieces of a word between spaces.
const MOST_PIECES: usize = 6;
/// No table has more, and a vector must fit into memory.
const MOST_DIMENSIONS: usize = 4096;

/// Sections in the order of the header.
const SECTIONS: [&str; 6] = ["norm", "lens", "blob", "scores", "scales", "rows"];

impl Table<'static> {
    /// Returns the table that travels with the source.
    pub fn builtin() -> Option<&'static Self> {
        BUILTIN.as_ref()
    }
}

impl<'a> Table<'a> {
    /// Reads a table.
    ///
    /// # Errors
    ///
    /// Where the bytes are no table of a known form, or damaged.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, TableError> {
        if !bytes.starts_with(b"HWSTAT1\0") {
            return Err(TableError::Foreign);
        }
        let header = |at: usize| u32_at(bytes, at).ok_or(TableError::CutShort("header"));
        let (version, bits) = (header(8)?, header(20)?);
        if (version, bits) != (1, 4) {
            return Err(TableError::Form { version, bits });
        }
        let (count, dimensions) = (header(12)? as usize, header(16)? as usize);
        if dimensions > MOST_DIMENSIONS {
            return Err(TableError::Damaged("header"));
        }
        let mut sections = [&[][..]; 6];
        for (index, section) in sections.iter_mut().enumerate() {
            let (offset, length) = (header(36 + 8 * index)? as usize, header(40 + 8 * index)? as usize);
            let end = offset.saturating_add(length);
            *section = bytes.get(offset..end).ok_or(TableError::CutShort(SECTIONS[index]))?;
        }
        let [norm, lens, blob, scores, scales, rows] = sections;
        for (at, section, width) in [(1, lens, 1), (3, scores, 4), (4, scales, 2), (5, rows, dimensions / 2)] {
            if section.len() < count.saturating_mul(width) {
                return Err(TableError::CutShort(SECTIONS[at]));
            }
        }
        let pieces = pieces(lens.get(..count).unwrap_or_default(), blob)?;
        let entries = entries(norm, header(24)?)?;
        let scores: Vec<f32> = scores.chunks_exact(4).take(count).filter_map(|bytes| f32_at(bytes, 0)).collect();
        let unknown = f32_at(bytes, 32).ok_or(TableError::CutShort("header"))?;
        if !unknown.is_finite() || scores.iter().any(|score| !score.is_finite()) {
            return Err(TableError::Damaged("scores"));
        }
        let scales = scales.chunks_exact(2).take(count).map(half).collect();
        let pieces = Pieces::new(Normaliser::new(entries), &pieces, scores, unknown);
        Ok(Self { pieces, dimensions: dimensions / 2 * 2, scales, rows })
    }

    /// The vector of a sentence and the length of the mean of its rows.
    fn vector(&self, sentence: &str, memory: &mut Memory, tokens: &mut Vec<u32>) -> (Vector, f32) {
        tokens.clear();
        self.pieces.words(sentence, memory, |word| tokens.extend_from_slice(word));
        let (vector, length) = Vector::unit(self.sum(tokens));
        (vector, length / tokens.len().max(1) as f32)
    }

    /// The sum of the rows of pieces.
    fn sum(&self, tokens: &[u32]) -> Vec<f32> {
        let half = self.dimensions / 2;
        let mut sum = vec![0.0_f32; self.dimensions];
        let mut offset = 0.0;
        let (low, high) = sum.split_at_mut(half);
        for token in tokens.iter().map(|token| *token as usize) {
            let row = self.rows.get(token * half..(token + 1) * half).unwrap_or_default();
            let scale = self.scales.get(token).copied().unwrap_or(0.0);
            for ((byte, low), high) in row.iter().zip(low.iter_mut()).zip(high.iter_mut()) {
                *low += scale * f32::from(byte & 15);
                *high += scale * f32::from(byte >> 4);
            }
            offset += 8.0 * scale;
        }
        sum.iter_mut().for_each(|value| *value -= offset);
        sum
    }
}

impl Encoder for Table<'_> {
    fn vectors(&self, sentences: &[&str]) -> Vec<Vector> {
        let (mut memory, mut tokens) = (Memory::default(), Vec::new());
        sentences.iter().map(|sentence| self.vector(sentence, &mut memory, &mut tokens).0).collect()
    }

    fn words(&self, sentence: &str) -> Words {
        self.spelled(&self.cut(sentence))
    }
}

/// The words of a sentence as pieces: little to keep, and quickly made [`Words`] of.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cut {
    pieces: Vec<u32>,
    /// Where each word ends among the pieces.
    ends: Vec<u32>,
}

impl Table<'_> {
    /// Cuts a sentence into words.
    pub(crate) fn cut(&self, sentence: &str) -> Cut {
        let mut cut = Cut::default();
        self.pieces.words(sentence, &mut Memory::default(), |tokens| {
            // What has more pieces is written without spaces, and each piece is a word.
            let width = if tokens.len() > MOST_PIECES { 1 } else { MOST_PIECES };
            for word in tokens.chunks(width) {
                cut.pieces.extend_from_slice(word);
                cut.ends.push(cut.pieces.len() as u32);
            }
        });
        cut
    }

    /// Returns the words of a cut sentence.
    pub(crate) fn spelled(&self, cut: &Cut) -> Words {
        let starts = std::iter::once(0).chain(cut.ends.iter().copied());
        let words = starts.zip(&cut.ends).filter_map(|(start, end)| cut.pieces.get(start as usize..*end as usize));
        Words::of(words.map(|word| Vector::unit(self.sum(word))))
    }
}

/// The pieces, which must ascend by their bytes.
fn pieces<'a>(lens: &[u8], blob: &'a [u8]) -> Result<Vec<&'a str>, TableError> {
    let mut rest = blob;
    let mut pieces: Vec<&str> = Vec::with_capacity(lens.len());
    for length in lens {
        let (piece, behind) = rest.split_at_checked(usize::from(*length)).ok_or(TableError::CutShort("blob"))?;
        let piece = std::str::from_utf8(piece).map_err(|_| TableError::Damaged("blob"))?;
        if pieces.last().is_some_and(|before| *before >= piece) {
            return Err(TableError::Damaged("blob"));
        }
        pieces.push(piece);
        rest = behind;
    }
    Ok(pieces)
}

/// The entries of the normaliser.
fn entries(mut norm: &[u8], count: u32) -> Result<Vec<(char, String)>, TableError> {
    let mut entries = Vec::new();
    let damaged = || TableError::Damaged("norm");
    let character = |bytes: &[u8], at: usize| u32_at(bytes, at).and_then(char::from_u32).ok_or_else(damaged);
    for _ in 0..count {
        let length = usize::from(*norm.get(4).ok_or(TableError::CutShort("norm"))?);
        let (entry, rest) = norm.split_at_checked(5 + 4 * length).ok_or(TableError::CutShort("norm"))?;
        let replacement: Result<String, TableError> = (0..length).map(|nth| character(entry, 5 + 4 * nth)).collect();
        entries.push((character(entry, 0)?, replacement?));
        norm = rest;
    }
    Ok(entries)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn f32_at(bytes: &[u8], at: usize) -> Option<f32> {
    u32_at(bytes, at).map(f32::from_bits)
}

/// A number of 16 bits (IEEE 754 binary16), lowest byte first. What is no finite number is 0.
fn half(bytes: &[u8]) -> f32 {
    let bits = bytes.iter().rev().fold(0_u16, |bits, byte| bits << 8 | u16::from(*byte));
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f32::from(bits & 1023));
    let size = match exponent {
        0 => fraction * 2.0_f32.powi(-24),
        31 => 0.0,
        _ => (1024.0 + fraction) * 2.0_f32.powi(exponent - 25),
    };
    if bits >> 15 == 1 { -size } else { size }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Memory, Table, TableError, half};
    use crate::sentence::Encoder;

    static BYTES: &[u8] = include_bytes!("../../model/static-v1.bin");

    /// The numbers behind a key of a line of vectors.jsonl.
    fn numbers(line: &str, key: &str) -> Vec<f64> {
        let (_, rest) = line.split_once(&format!("\"{key}\": ")).unwrap();
        let rest = rest.trim_start_matches('[');
        let end = rest.find([']', '}']).unwrap_or(rest.len());
        let listed = rest.get(..end).unwrap().split(", ").map_while(|number| number.parse().ok());
        listed.collect()
    }

    #[test]
    fn vectors_are_those_of_the_reference_reader() {
        let table = Table::builtin().unwrap();
        for line in include_str!("vectors.jsonl").lines() {
            let (_, rest) = line.split_once("{\"text\": \"").unwrap();
            let text = rest.split_once("\", \"tokens\"").unwrap().0.replace("\\\"", "\"").replace("\\t", "\t");
            let (mut memory, mut tokens) = (Memory::default(), Vec::new());
            let (vector, length) = table.vector(&text, &mut memory, &mut tokens);
            let expected: Vec<u32> = numbers(line, "tokens").iter().map(|token| *token as u32).collect();
            assert_eq!(tokens, expected, "{text}");
            assert!((f64::from(length) - numbers(line, "norm")[0]).abs() < 2e-5, "{text}");
            for (got, want) in vector.0.iter().zip(numbers(line, "first8")) {
                assert!((f64::from(*got) - want).abs() < 2e-5, "{text}");
            }
        }
    }

    #[test]
    fn what_says_the_same_is_closer_and_digits_of_any_script_are_the_same() {
        let said = [
            "The bridge over the river was closed on Tuesday.",
            "Le pont sur la rivière a été fermé mardi.",
            "The choir sings in the old church.",
            "١٤ كتابا",
            "14 كتابا",
            "",
        ];
        let vectors = Table::builtin().unwrap().vectors(&said);
        assert!(vectors[0].cosine(&vectors[1]) > vectors[0].cosine(&vectors[2]) + 0.2);
        assert_eq!(vectors[3], vectors[4]);
        assert_eq!(vectors[5].cosine(&vectors[0]), 0.0);
    }

    #[test]
    fn damage_is_told_by_its_kind() {
        assert_eq!(Table::parse(b"HWSTAT2").err(), Some(TableError::Foreign));
        assert_eq!(Table::parse(&BYTES[..100_000]).err(), Some(TableError::CutShort("lens")));
        let mut other = BYTES[..128].to_vec();
        other[20] = 8;
        assert_eq!(Table::parse(&other).err(), Some(TableError::Form { version: 1, bits: 8 }));
    }

    #[test]
    fn half_precision_is_read() {
        for (bits, value) in [(0x3c00_u16, 1.0), (0xc000, -2.0), (0x0001, 2.0_f32.powi(-24)), (0x3555, 0.333_251_95)] {
            assert_eq!(half(&bits.to_le_bytes()), value);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn any_header_gives_a_table_or_an_error(header in proptest::collection::vec(any::<u8>(), 76), rest in proptest::collection::vec(any::<u8>(), 0..400)) {
            let mut bytes = b"HWSTAT1\0\x01\0\0\0".to_vec();
            // Small numbers reach further than any.
            bytes.extend(header.iter().enumerate().map(|(at, byte)| if at % 4 == 0 { *byte } else { 0 }));
            bytes[20] = 4;
            bytes.extend(rest);
            if let Ok(table) = Table::parse(&bytes) {
                table.vectors(&["a b c"]);
            }
        }
    }
}
