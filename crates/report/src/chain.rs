//! The chain of a story: from each article back to what it rests on, step by step.
//!
//! The derivations form a graph. [`lines`] cuts it into lines that are read like a sentence: each begins at an
//! article, follows its surest derivation back as far as something is known, and stops where an earlier line has told
//! the rest. Every derivation stands in exactly
//! one line, as a step or as an aside.

use std::collections::BTreeSet;

use headwater_model::{Account, Derivation, Passage, Story, Witness, WitnessId, WitnessKind};

/// A line of the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where it begins: the latest telling.
    pub start: WitnessId,
    /// Indices into [`Story::derivations`], each one step further back.
    pub steps: Vec<usize>,
    /// Whether an earlier line tells how it goes on.
    pub goes_on: bool,
    /// Further derivations of `start` that lead nowhere that is not told: its other sources.
    pub asides: Vec<usize>,
}

impl Line {
    fn empty(start: WitnessId) -> Self {
        Self { start, steps: Vec::new(), goes_on: false, asides: Vec::new() }
    }
}

/// Returns the lines of a story, the longest first. Articles without any derivation have no line.
pub fn lines(story: &Story) -> Vec<Line> {
    let mut starts: Vec<WitnessId> = ends(story).collect();
    starts.sort_by_key(|start| std::cmp::Reverse(reach(story, *start)));
    // Second parents, and circles, which have no end.
    starts.extend(story.derivations.iter().map(|derivation| derivation.to));
    let mut told = BTreeSet::new();
    let mut lines: Vec<Line> = Vec::new();
    for start in starts {
        while let Some(line) = line(story, start, &mut told) {
            match lines.last_mut() {
                Some(last) if last.start == start && line.steps.len() == 1 => last.asides.extend(line.steps),
                _ => lines.push(line),
            }
        }
    }
    lines
}

/// Returns the one line that begins at a witness: its surest ancestors, as far as something is known, and its other
/// sources as asides.
pub fn line_of(story: &Story, start: WitnessId) -> Line {
    let line = line(story, start, &mut BTreeSet::new()).unwrap_or_else(|| Line::empty(start));
    Line { asides: parents(story, start).skip(1).collect(), ..line }
}

/// Follows the surest derivations that are not told yet, and marks them as told.
fn line(story: &Story, start: WitnessId, told: &mut BTreeSet<usize>) -> Option<Line> {
    let mut steps = Vec::new();
    let mut here = start;
    while let Some(step) = parents(story, here).find(|step| !told.contains(step)) {
        // From a witness whose surest step is told, going on would tell its second choice as if it were the chain.
        if here != start && parents(story, here).any(|other| told.contains(&other)) {
            break;
        }
        told.insert(step);
        steps.push(step);
        here = story.derivations.get(step)?.from;
    }
    let goes_on = parents(story, here).next().is_some();
    (!steps.is_empty()).then(|| Line { steps, goes_on, ..Line::empty(start) })
}

/// Returns the derivations of a witness by index, the surest first.
pub fn parents(story: &Story, witness: WitnessId) -> impl Iterator<Item = usize> {
    let all = story.derivations.iter().enumerate();
    let mut own: Vec<_> = all.filter(|(_, derivation)| derivation.to == witness).collect();
    own.sort_by(|(_, a), (_, b)| b.probability.total_cmp(&a.probability));
    own.into_iter().map(|(index, _)| index)
}

/// Returns the witnesses that derive from something and that nothing derives from.
fn ends(story: &Story) -> impl Iterator<Item = WitnessId> {
    let derived = |id: &WitnessId| story.derivations.iter().any(|derivation| derivation.to == *id);
    let used = |id: &WitnessId| story.derivations.iter().any(|derivation| derivation.from == *id);
    ids(story).filter(move |id| derived(id) && !used(id))
}

/// Returns the number of steps of the line that begins at a witness.
fn reach(story: &Story, start: WitnessId) -> usize {
    line_of(story, start).steps.len()
}

/// Returns the ids of all witnesses.
pub fn ids(story: &Story) -> impl Iterator<Item = WitnessId> {
    (0..story.witnesses.len()).map(WitnessId)
}

/// Returns the articles that rest on a witness, at any remove, by position.
pub fn leaning_articles(story: &Story, witness: WitnessId) -> Vec<WitnessId> {
    let mut found = BTreeSet::from([witness]);
    let mut ahead = vec![witness];
    while let Some(here) = ahead.pop() {
        let below = story.derivations.iter().filter(|derivation| derivation.from == here);
        ahead.extend(below.map(|derivation| derivation.to).filter(|to| found.insert(*to)));
    }
    found.remove(&witness);
    let extant = |id: &WitnessId| story.witnesses.get(id.0).is_some_and(|found| article(found).is_some());
    found.into_iter().filter(extant).collect()
}

/// Returns the index of a witness's account, where it is an article at hand.
pub fn article(witness: &Witness) -> Option<usize> {
    match witness.kind {
        WitnessKind::Extant(account) => Some(account),
        WitnessKind::Missing | WitnessKind::Primary(_) => None,
    }
}

/// Returns the witness that is an account's article.
pub fn witness_of(story: &Story, account: usize) -> Option<WitnessId> {
    story.witnesses.iter().position(|witness| article(witness) == Some(account)).map(WitnessId)
}

/// Names all witnesses, by their index. Articles of one outlet are told apart by a number.
pub fn names(story: &Story) -> Vec<String> {
    let same = |name: &str, among: usize| {
        let others = story.witnesses.iter().take(among);
        others.filter(|other| article(other).is_some() && brief(&other.name) == name).count()
    };
    let name = |(index, witness): (usize, &Witness)| {
        if article(witness).is_none() {
            return witness.name.clone();
        }
        let name = brief(&witness.name);
        match same(name, story.witnesses.len()) {
            0 | 1 => name.to_owned(),
            _ => format!("{name} #{}", same(name, index + 1)),
        }
    };
    story.witnesses.iter().enumerate().map(name).collect()
}

/// Shortens the name of an article's outlet. Where the page does not tell it, it is a path, of which only the file's
/// name tells something.
pub fn brief(outlet: &str) -> &str {
    outlet.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(outlet)
}

/// Words that show a derivation, and what they are, as "credit line".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Where they stand.
    pub passage: Passage,
    /// What they are. Absent where they simply state it.
    pub what: Option<&'static str>,
}

/// Returns the words that show a derivation best: those that state it, or else those of the strongest evidence.
pub fn words(derivation: &Derivation) -> Option<Shown> {
    let stated = derivation.told_by.map(|passage| Shown { passage, what: None });
    let strongest = || {
        let with_words =
            derivation.evidence.iter().filter(|evidence| evidence.score > 0.0 && !evidence.words.is_empty());
        let best = with_words.max_by(|a, b| a.score.total_cmp(&b.score))?;
        Some(Shown { passage: *best.words.first()?, what: Some(best.what) })
    };
    stated.or_else(strongest)
}

/// Returns the words of a passage.
pub fn quoted<'a>(accounts: &'a [Account], passage: &Passage) -> &'a str {
    accounts.get(passage.account).map(|account| passage.span.of(&account.page.text)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use headwater_model::{Story, WitnessId};

    use super::{leaning_articles, lines};
    use crate::testing;

    /// A story with edges given as (from, to, probability), of as many witnesses as they need.
    fn graph(edges: &[(usize, usize, f64)]) -> Story {
        let (_, mut story) = testing::story();
        let model = story.derivations[0].clone();
        let derivation = |(from, to, probability): &(usize, usize, f64)| headwater_model::Derivation {
            from: WitnessId(*from),
            to: WitnessId(*to),
            probability: *probability,
            ..model.clone()
        };
        story.derivations = edges.iter().map(derivation).collect();
        story
    }

    fn told(story: &Story) -> Vec<String> {
        let line = |line: super::Line| {
            let mut text = line.start.0.to_string();
            line.steps.iter().for_each(|step| text += &format!(" ← {}", story.derivations[*step].from.0));
            text += if line.goes_on { " …" } else { "" };
            line.asides.iter().for_each(|step| text += &format!(" + {}", story.derivations[*step].from.0));
            text
        };
        lines(story).into_iter().map(line).collect()
    }

    #[test]
    fn every_derivation_stands_in_one_line() {
        for (edges, expected) in [
            (&[(2, 0, 0.9), (3, 2, 0.9)][..], &["0 ← 2 ← 3"][..]),
            (&[(2, 0, 0.9), (3, 2, 0.9), (2, 1, 0.9)], &["0 ← 2 ← 3", "1 ← 2 …"]),
            (&[(2, 0, 0.7), (3, 0, 0.9)], &["0 ← 3 + 2"]),
            (&[(0, 1, 0.9), (1, 0, 0.8)], &["1 ← 0 ← 1 …"]),
            (&[], &[]),
        ] {
            assert_eq!(told(&graph(edges)), expected, "{edges:?}");
        }
    }

    #[test]
    fn articles_lean_on_all_their_ancestors() {
        let (_, story) = testing::story();
        assert_eq!(leaning_articles(&story, WitnessId(5)), [WitnessId(0)]);
    }
}
