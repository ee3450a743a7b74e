//! A pile from above: its stories in brief, and what they cite and lack.

use std::collections::BTreeSet;

use headwater_model::{Account, PartialDate, Passage, Story, WitnessId};

use crate::answer::{self, Answer, Missing, counted};
use crate::chain;
use crate::phrase::Phrase;

/// A story in brief.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// Its answer, which has the number of tellings, their languages and the roots.
    pub answer: Answer,
    /// The earliest and the latest day that a telling gives itself.
    pub days: Option<(PartialDate, PartialDate)>,
    /// Tellings without a date.
    pub undated: usize,
}

/// Returns a story in brief. `accounts` are those that it was inferred from.
pub fn brief(accounts: &[Account], story: &Story) -> Brief {
    let articles = story.witnesses.iter().filter_map(chain::article).filter_map(|index| accounts.get(index));
    let dates: Vec<Option<PartialDate>> =
        articles.map(|account| account.article.published.as_ref().map(|published| published.value.date)).collect();
    let earliest = dates.iter().flatten().min_by_key(|date| date.first_day());
    let latest = dates.iter().flatten().max_by_key(|date| date.last_day());
    Brief {
        answer: answer::answer(story),
        days: earliest.copied().zip(latest.copied()),
        undated: dates.iter().filter(|date| date.is_none()).count(),
    }
}

/// Says how many tellings there are, in which languages, and from when to when.
pub fn extent(brief: &Brief) -> String {
    let languages: Vec<String> = brief.answer.languages.iter().map(ToString::to_string).collect();
    let count = match languages.len() {
        0 => String::new(),
        1 => format!(" in 1 language ({})", languages.join(", ")),
        many => format!(" in {many} languages ({})", languages.join(", ")),
    };
    let days = match brief.days {
        Some((first, last)) if first == last => format!(", {first}"),
        Some((first, last)) => format!(", {first} to {last}"),
        None => ", no date".to_owned(),
    };
    let undated = if brief.undated == 0 || brief.days.is_none() {
        String::new()
    } else {
        format!(" ({} undated)", brief.undated)
    };
    format!("{}{count}{days}{undated}", counted(brief.answer.articles, "telling", "tellings"))
}

/// Says on how many origins a story rests and what lies furthest back.
pub fn origins(story: &Story, brief: &Brief) -> Vec<Phrase> {
    answer::origins(story, &brief.answer, &chain::names(story))
}

/// Says whether a story is a single article that names no source: there is nothing to trace.
pub fn is_lone(story: &Story) -> bool {
    story.derivations.is_empty() && story.witnesses.iter().filter_map(chain::article).count() < 2
}

/// Returns the stories that have something to trace, those with the most articles first, and the lone pages.
pub fn sorted(stories: &[Story]) -> (Vec<&Story>, Vec<&Story>) {
    let (lone, mut told): (Vec<&Story>, Vec<&Story>) = stories.iter().partition(|story| is_lone(story));
    let articles = |story: &&Story| story.witnesses.iter().filter_map(chain::article).count();
    told.sort_by_key(|story| std::cmp::Reverse(articles(story)));
    (told, lone)
}

/// A work that a story cites and that is not held.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted<'a> {
    /// The story that cites it.
    pub story: &'a Story,
    /// Which, and how much leans on it.
    pub work: Missing,
}

impl Wanted<'_> {
    /// Returns the articles that name it, each with the words: the first of an article.
    pub fn cited_by(&self) -> Vec<(WitnessId, Passage)> {
        let mut seen = BTreeSet::new();
        let witness = self.story.witnesses.get(self.work.witness.0);
        let cited = witness.into_iter().flat_map(|witness| &witness.cited_by);
        let named = cited.filter_map(|(account, span)| {
            let article = chain::witness_of(self.story, *account)?;
            Some((article, Passage { account: *account, span: *span }))
        });
        named.filter(|(article, _)| seen.insert(*article)).collect()
    }
}

/// Returns what all stories cite and lack, most leaned upon first.
pub fn wanted(stories: &[Story]) -> Vec<Wanted<'_>> {
    let of = |story| answer::missing(story).into_iter().map(move |work| Wanted { story, work });
    let mut all: Vec<Wanted<'_>> = stories.iter().flat_map(of).collect();
    all.sort_by_key(|wanted| std::cmp::Reverse((wanted.work.articles.len(), wanted.work.claims)));
    all
}

#[cfg(test)]
mod tests {
    use super::{brief, extent, wanted};
    use crate::testing;

    #[test]
    fn a_story_is_told_in_a_line() {
        let (accounts, story) = testing::story();
        assert_eq!(extent(&brief(&accounts, &story)), "2 tellings in 2 languages (ar, en), 2025-01-24 (1 undated)");
    }

    #[test]
    fn works_are_sorted_by_what_leans_on_them() {
        let (_, story) = testing::story();
        let stories = [story];
        let wanted = wanted(&stories);
        let names: Vec<&str> =
            wanted.iter().map(|one| stories[0].witnesses[one.work.witness.0].name.as_str()).collect();
        assert_eq!(names, ["dostor.org", "theguardian.com", "Drop Site News"]);
        assert_eq!(wanted[0].cited_by().len(), 1);
    }
}
