//! Which articles are closest to each other as a whole.
//!
//! In small piles each is compared with every other. In large ones articles are sorted to pivots, some of them chosen by
//! chance, and compared with those that are sorted to the same pivots (an inverted file, Sivic and Zisserman 2003).

use std::collections::BTreeSet;

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::{Sentences, Vector};

/// Piles up to this size are compared pair by pair.
const SMALL: usize = 3_000;
/// Pivots that each article is sorted to, and at which it looks for others.
const SORTED: usize = 4;
const PROBED: usize = 8;

/// For each article the closest ones, by mean vector beside the mean of all.
pub struct Nearest(Vec<Vec<usize>>);

impl Nearest {
    /// Finds the `count` closest of each article.
    pub fn of(articles: &[&Sentences], count: usize) -> Self {
        let centre = Vector::mean(articles.iter().map(|article| article.mean()));
        let centred: Vec<Vector> = articles.iter().map(|article| article.mean().less(&centre)).collect();
        if centred.len() <= SMALL {
            let all = |index: usize| closest(&centred, index, 0..centred.len(), count);
            return Self((0..centred.len()).into_par_iter().map(all).collect());
        }
        let pivots = Pivots::of(&centred);
        let among = |index: usize| closest(&centred, index, pivots.around(index), count);
        Self((0..centred.len()).into_par_iter().map(among).collect())
    }

    /// Returns the pairs of articles of which one is among the other's `count` closest, the smaller index first.
    pub fn pairs(&self, count: usize) -> BTreeSet<(usize, usize)> {
        let of = |(index, others): (usize, &Vec<usize>)| {
            others.iter().take(count).map(|other| (index.min(*other), index.max(*other))).collect::<Vec<_>>()
        };
        self.0.iter().enumerate().flat_map(of).collect()
    }
}

/// The closest to an article of some others, the closest first.
fn closest(all: &[Vector], index: usize, others: impl IntoIterator<Item = usize>, count: usize) -> Vec<usize> {
    let Some(own) = all.get(index) else { return Vec::new() };
    let others = others.into_iter().filter(|other| *other != index);
    let mut found: Vec<(f32, usize)> = others.filter_map(|other| Some((own.cosine(all.get(other)?), other))).collect();
    let nearer = |one: &(f32, usize), other: &(f32, usize)| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1));
    if found.len() > count {
        found.select_nth_unstable_by(count, nearer);
        found.truncate(count);
    }
    found.sort_unstable_by(nearer);
    found.into_iter().map(|(_, other)| other).collect()
}

/// Articles sorted to some of them.
struct Pivots {
    /// The articles of each pivot, ascending.
    sorted: Vec<Vec<usize>>,
    /// The closest pivots of each article, the closest first.
    closest: Vec<Vec<usize>>,
}

impl Pivots {
    fn of(vectors: &[Vector]) -> Self {
        // By their bits, so that the order of the pile does not matter.
        let mut chance: Vec<(u64, usize)> =
            vectors.iter().enumerate().map(|(index, vector)| (vector.digest(), index)).collect();
        chance.sort_unstable();
        chance.dedup_by_key(|(digest, _)| *digest);
        let count = (vectors.len() as f64).sqrt() as usize * SORTED;
        let pivots: Vec<&Vector> = chance.iter().take(count).filter_map(|(_, index)| vectors.get(*index)).collect();
        let around = |vector: &Vector| {
            let mut found: Vec<(f32, usize)> =
                pivots.iter().enumerate().map(|(pivot, other)| (vector.cosine(other), pivot)).collect();
            found.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
            found.into_iter().take(PROBED).map(|(_, pivot)| pivot).collect()
        };
        let closest: Vec<Vec<usize>> = vectors.par_iter().map(around).collect();
        let mut sorted = vec![Vec::new(); pivots.len()];
        for (index, own) in closest.iter().enumerate() {
            for pivot in own.iter().take(SORTED) {
                sorted.get_mut(*pivot).into_iter().for_each(|sorted| sorted.push(index));
            }
        }
        Self { sorted, closest }
    }

    /// The articles that are sorted to where this one looks.
    fn around(&self, index: usize) -> BTreeSet<usize> {
        let own = self.closest.get(index).into_iter().flatten();
        own.filter_map(|pivot| self.sorted.get(*pivot)).flatten().copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Vector;
    use super::Pivots;

    #[test]
    fn what_is_close_is_sorted_to_the_same_pivots() {
        // Forty directions with ten vectors beside each.
        let vector = |number: usize| {
            let part = |at: usize| f32::from(at == number / 10) + ((number * 7 + at * 3) % 11) as f32 / 200.0;
            Vector::unit((0..64).map(part).collect()).0
        };
        let vectors: Vec<Vector> = (0..400).map(vector).collect();
        let pivots = Pivots::of(&vectors);
        let found = |number: usize| pivots.around(number).into_iter().filter(|other| other / 10 == number / 10).count();
        let all: usize = (0..400).map(found).sum();
        assert!(all > 3_600, "{all} of 4,000");
    }
}
