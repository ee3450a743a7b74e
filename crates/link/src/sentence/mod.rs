//! Sentences that say the same, in any languages: vectors, signs, and the decision.
//!
//! An [`Encoder`] gives a sentence a vector; close vectors mean the same. [`Table`] is the encoder that travels with the
//! source. Among a sentence's nearest, its words one by one ([`Words`]), shared names and figures, and the order of
//! neighbours decide.

mod align;
mod nearest;
mod pieces;
mod signs;
mod table;

pub use align::{Aligned, Sentences, Side, align, largest, nearest_mean};
pub use nearest::Nearest;
pub use signs::{Rarity, SharedSigns, Signs};
pub(crate) use table::Cut;
pub use table::{Table, TableError};

/// Gives sentences vectors that are close where they say the same.
pub trait Encoder {
    /// Returns one vector a sentence, in order. A sentence without a word that the encoder knows gets zeros.
    ///
    /// The same sentences give the same vectors, however they are grouped into calls.
    fn vectors(&self, sentences: &[&str]) -> Vec<Vector>;

    /// Returns the words of a sentence as the encoder sees them.
    fn words(&self, sentence: &str) -> Words;
}

/// The words of a sentence, each a vector of unit length with its weight.
///
/// Words are compared far more often than sentences, so their vectors are kept in whole numbers of `UNIT`, in which sums
/// are exact and quick.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Words {
    /// One vector behind the other.
    rows: Vec<i16>,
    weights: Vec<f32>,
}

/// Parts that a length of 1 is cut into. The product of two vectors stays below the largest whole number of 32 bits.
const UNIT: f32 = 16_384.0;

impl Words {
    /// Puts words together; those without a vector are left out.
    fn of(words: impl Iterator<Item = (Vector, f32)>) -> Self {
        let mut all = Self::default();
        for (vector, weight) in words.filter(|(_, weight)| *weight > 0.0) {
            // Rounded without a call: what is added makes all positive, and is taken away again.
            all.rows.extend(vector.0.iter().map(|value| ((value * UNIT + UNIT + 0.5) as i32 - UNIT as i32) as i16));
            all.weights.push(weight);
        }
        all
    }

    fn rows(&self) -> impl Iterator<Item = &[i16]> {
        self.rows.chunks_exact((self.rows.len() / self.weights.len().max(1)).max(1))
    }

    /// Returns how alike two sentences are word by word, from -1 to 1: the mean, by weight, of the cosines of each word to
    /// its closest on the other side (Khattab and Zaharia 2020), as the mean of both ways and the lesser of them. 0 where
    /// one has no words.
    pub fn likeness(&self, other: &Self) -> (f32, f32) {
        if self.weights.is_empty() || other.weights.is_empty() {
            return (0.0, 0.0);
        }
        let mut theirs = vec![i32::MIN; other.weights.len()];
        let mut own = Vec::with_capacity(self.weights.len());
        for word in self.rows() {
            let mut best = i32::MIN;
            for (candidate, closest) in other.rows().zip(&mut theirs) {
                let product: i32 =
                    word.iter().zip(candidate).map(|(one, other)| i32::from(*one) * i32::from(*other)).sum();
                best = best.max(product);
                *closest = product.max(*closest);
            }
            own.push(best);
        }
        let mean = |closest: &[i32], weights: &[f32]| {
            let sum: f32 = closest.iter().zip(weights).map(|(closest, weight)| weight * *closest as f32).sum();
            sum / (UNIT * UNIT) / weights.iter().sum::<f32>()
        };
        let (there, back) = (mean(&own, &self.weights), mean(&theirs, &other.weights));
        ((there + back) / 2.0, there.min(back))
    }
}

/// A sentence as a point: of unit length, or zeros.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Vector(Box<[f32]>);

/// Sums that run beside each other in [`Vector::cosine`], so that the order of additions is the same on every machine.
const LANES: usize = 16;

impl Vector {
    /// Makes a sum of vectors one of unit length. Zeros stay zeros. Also returns the length before.
    fn unit(mut sum: Vec<f32>) -> (Self, f32) {
        let length = dot(&sum, &sum).sqrt();
        if length > 0.0 {
            sum.iter_mut().for_each(|value| *value /= length);
        }
        (Self(sum.into_boxed_slice()), length)
    }

    /// Returns the mean direction of vectors; zeros where there are none.
    pub fn mean<'a>(vectors: impl IntoIterator<Item = &'a Self>) -> Self {
        Self::weighted(vectors.into_iter().map(|vector| (vector, 1.0)))
    }

    /// Returns the mean direction of vectors by weight; zeros where there are none.
    fn weighted<'a>(vectors: impl IntoIterator<Item = (&'a Self, f32)>) -> Self {
        let mut sum: Vec<f32> = Vec::new();
        for (vector, weight) in vectors {
            sum.resize(sum.len().max(vector.0.len()), 0.0);
            sum.iter_mut().zip(&vector.0).for_each(|(sum, value)| *sum += weight * value);
        }
        Self::unit(sum).0
    }

    /// The direction from another vector to this one.
    fn less(&self, other: &Self) -> Self {
        Self::unit(self.0.iter().zip(&other.0).map(|(one, other)| one - other).collect()).0
    }

    /// A number that vectors of the same bits share.
    fn digest(&self) -> u64 {
        let bits = self.0.iter().map(|value| u64::from(value.to_bits()));
        bits.fold(0xcbf2_9ce4_8422_2325, |hash, bits| (hash ^ bits).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23))
    }

    /// Returns the cosine of the angle between two vectors, from -1 to 1; 0 where one is zeros.
    pub fn cosine(&self, other: &Self) -> f32 {
        dot(&self.0, &other.0)
    }
}

fn dot(left: &[f32], right: &[f32]) -> f32 {
    let mut sums = [0.0_f32; LANES];
    let (left, right) = (left.chunks_exact(LANES), right.chunks_exact(LANES));
    let rest: f32 = left.remainder().iter().zip(right.remainder()).map(|(one, other)| one * other).sum();
    for (one, other) in left.zip(right) {
        for ((sum, one), other) in sums.iter_mut().zip(one).zip(other) {
            *sum += one * other;
        }
    }
    sums.iter().sum::<f32>() + rest
}
