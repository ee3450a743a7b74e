//! The answer to "where does this come from?", before any detail.
//!
//! "9 articles in 4 languages. What they share rests on 1 origin (1–2): documents, by way of Drop Site News. 3 works
//! are cited but not held."

use std::collections::BTreeSet;

use headwater_model::{
    Candidate, Claim, DerivationKind, LanguageCode, Origins, SourceKind, Story, WitnessId, WitnessKind,
};

use crate::chain;
use crate::phrase::{Phrase, ours, theirs};

/// Roots that are named; of more, only the number is told.
const NAMED_ROOTS: usize = 3;

/// From this mean probability on, an article without a derivation is said to report itself, or to be open towards one
/// candidate.
pub const WORTH_SAYING: f64 = 0.2;

/// A story in figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Articles at hand.
    pub articles: usize,
    /// Their languages.
    pub languages: BTreeSet<LanguageCode>,
    /// Independent origins of each claim that more than one article makes.
    pub origins: Vec<Origins>,
    /// Witnesses that others rest on and that rest on nothing known, most leaned upon first.
    pub roots: Vec<WitnessId>,
    /// Works that are cited and not held, most leaned upon first.
    pub missing: Vec<Missing>,
    /// Articles of which nothing says where they have it, in order.
    pub open: Vec<Open>,
}

/// A work that is cited and not held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Which.
    pub witness: WitnessId,
    /// Articles that name it, or that rest on it at any remove.
    pub articles: Vec<WitnessId>,
    /// Claims that would be settled by it.
    pub claims: usize,
}

/// An article without a derivation, with what speaks loudest.
#[derive(Debug, Clone, PartialEq)]
pub struct Open {
    /// Which.
    pub witness: WitnessId,
    /// Mean probability, over its claims, that it reports itself.
    pub own: f64,
    /// The likeliest ancestor among the story's witnesses, with its mean probability.
    pub candidate: Option<(WitnessId, f64)>,
}

/// Works out the answer for a story.
pub fn answer(story: &Story) -> Answer {
    let extant = |id: &WitnessId| chain::article(&story.witnesses[id.0]).is_some();
    let languages = story.witnesses.iter().filter(|witness| chain::article(witness).is_some());
    let derived = |id: &WitnessId| story.derivations.iter().any(|derivation| derivation.to == *id);
    let open = chain::ids(story).filter(extant).filter(|id| !derived(id)).map(|id| open(story, id));
    Answer {
        articles: chain::ids(story).filter(extant).count(),
        languages: languages.filter_map(|witness| witness.language).collect(),
        origins: story.claims.iter().filter(|claim| is_shared(claim)).map(|claim| claim.origins).collect(),
        roots: roots(story),
        missing: missing(story),
        open: open.collect(),
    }
}

/// Says whether more than one article makes a claim.
pub fn is_shared(claim: &Claim) -> bool {
    let accounts: BTreeSet<usize> = claim.instances.iter().map(|instance| instance.account).collect();
    accounts.len() > 1
}

fn roots(story: &Story) -> Vec<WitnessId> {
    let derived = |id: &WitnessId| story.derivations.iter().any(|derivation| derivation.to == *id);
    let used = |id: &WitnessId| story.derivations.iter().any(|derivation| derivation.from == *id);
    let mut roots: Vec<_> = chain::ids(story).filter(|id| used(id) && !derived(id)).collect();
    roots.sort_by_key(|root| std::cmp::Reverse(chain::leaning_articles(story, *root).len()));
    roots
}

/// Returns the works that are cited and not held, most leaned upon first.
pub(crate) fn missing(story: &Story) -> Vec<Missing> {
    let is_missing = |id: &WitnessId| story.witnesses[id.0].kind == WitnessKind::Missing;
    let weighed = |witness| {
        let from_it = story.derivations.iter().filter(|derivation| derivation.from == witness);
        let claims: BTreeSet<_> = from_it.flat_map(|derivation| &derivation.claims).collect();
        let cited_by = story.witnesses[witness.0].cited_by.iter();
        let mut articles = BTreeSet::from_iter(chain::leaning_articles(story, witness));
        articles.extend(cited_by.filter_map(|(account, _)| chain::witness_of(story, *account)));
        Missing { witness, articles: articles.into_iter().collect(), claims: claims.len() }
    };
    let mut missing: Vec<Missing> = chain::ids(story).filter(is_missing).map(weighed).collect();
    missing.sort_by_key(|work| std::cmp::Reverse((work.articles.len(), work.claims)));
    missing
}

fn open(story: &Story, witness: WitnessId) -> Open {
    let account = chain::article(&story.witnesses[witness.0]);
    let posteriors: Vec<_> = story
        .claims
        .iter()
        .flat_map(|claim| claim.instances.iter().zip(&claim.parents))
        .filter(|(instance, _)| Some(instance.account) == account)
        .map(|(_, parents)| parents)
        .collect();
    let mean = |wanted: Candidate| {
        let matching = posteriors.iter().flat_map(|parents| parents.iter()).filter(|parent| parent.from == wanted);
        matching.map(|parent| parent.probability).sum::<f64>() / posteriors.len().max(1) as f64
    };
    let candidates = chain::ids(story).map(|id| (id, mean(Candidate::Witness(id))));
    let candidate = candidates.max_by(|(_, a), (_, b)| a.total_cmp(b)).filter(|(_, mean)| *mean > 0.0);
    Open { witness, own: mean(Candidate::Origin), candidate }
}

/// Says the answer in two to four sentences.
pub fn sentences(story: &Story, answer: &Answer) -> Vec<Phrase> {
    let names = chain::names(story);
    let mut sentences = vec![vec![ours(count_of_articles(answer))]];
    sentences.extend(origins(story, answer, &names));
    if !answer.missing.is_empty() {
        let works = counted(answer.missing.len(), "work is", "works are");
        sentences.push(vec![ours(format!("{works} cited but not held."))]);
    }
    if !answer.open.is_empty() && answer.articles > answer.open.len() {
        let articles = counted(answer.open.len(), "article rests", "articles rest");
        sentences.push(vec![ours(format!("{articles} on nothing that is known here."))]);
    }
    sentences
}

fn count_of_articles(answer: &Answer) -> String {
    let articles = counted(answer.articles, "article", "articles");
    match answer.languages.len() {
        0 | 1 => format!("{articles}."),
        languages => format!("{articles} in {languages} languages."),
    }
}

/// Returns "1 work" or "3 works".
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Says on how many origins it rests, and what lies furthest back.
pub(crate) fn origins(story: &Story, answer: &Answer, names: &[String]) -> Vec<Phrase> {
    let shared = (!answer.origins.is_empty()).then(|| vec![ours(shared_origins(&answer.origins) + ".")]);
    shared.into_iter().chain([furthest(story, answer, names)]).collect()
}

/// Names what lies furthest back: first what every article rests on, if anything does.
fn furthest(story: &Story, answer: &Answer, names: &[String]) -> Phrase {
    let under_all = |root: &&WitnessId| chain::leaning_articles(story, **root).len() == answer.articles;
    // Of one article, every root is under all of it, which says nothing.
    let common = if answer.articles < 2 { 0 } else { answer.roots.iter().take_while(under_all).count() };
    let documents = answer.roots.iter().take(common).filter(|root| is_document(story, **root)).count();
    let (start, named) = match (answer.roots.len(), common) {
        (0, _) => return vec![ours("Nothing here says where it comes from.")],
        (all, 0) => ("Furthest back: ".to_owned(), all),
        (_, common) if documents == common => {
            (format!("All of it rests on {}: ", counted(common, "documentary origin", "documentary origins")), common)
        }
        (_, common) => ("All of it goes back to ".to_owned(), common),
    };
    let mut phrase = vec![ours(start)];
    for (place, root) in answer.roots.iter().take(named.min(NAMED_ROOTS)).enumerate() {
        phrase.extend((place > 0).then(|| ours("; ")));
        phrase.extend(root_name(story, *root, names));
    }
    let more = answer.roots.len() - named.min(NAMED_ROOTS);
    phrase.push(match (more, common) {
        (0, _) => ours("."),
        (more, 0) => ours(format!("; and {more} more.")),
        (1, _) => ours(", parts of it to 1 other source."),
        (more, _) => ours(format!(", parts of it to {more} other sources.")),
    });
    phrase
}

fn is_document(story: &Story, witness: WitnessId) -> bool {
    story.witnesses[witness.0].kind == WitnessKind::Primary(SourceKind::Document)
}

/// Says on how many origins claims rest, from the middle of their posteriors and its interval.
fn shared_origins(origins: &[Origins]) -> String {
    let median = |origins: &Origins| origins.median.max(1);
    let most = origins.iter().map(median).max().unwrap_or(1);
    let lo = origins.iter().map(|origins| origins.lo.max(1)).min().unwrap_or(1);
    let hi = origins.iter().map(|origins| origins.hi.max(1)).max().unwrap_or(1);
    let range = if lo == hi { String::new() } else { format!(" ({lo}–{hi})") };
    if origins.iter().all(|claim| median(claim) == most) {
        return format!("What they share rests on {}{range}", counted(most, "origin", "origins"));
    }
    let single = origins.iter().filter(|claim| median(claim) == 1).count();
    let of = counted(origins.len(), "claim", "claims");
    if single == 0 {
        let least = origins.iter().map(median).min().unwrap_or(1);
        return format!("The {of} that they share rest on {least} to {most} origins{range}");
    }
    let rest = if single == 1 { "rests" } else { "rest" };
    format!("Of {of} that they share, {single} {rest} on 1 origin, the others on up to {most}{range}")
}

/// Names a root, with the witness that brought it out where the root does not publish.
fn root_name(story: &Story, root: WitnessId, names: &[String]) -> Phrase {
    let mut parts = vec![theirs(names[root.0].clone())];
    let first_hand = story.derivations.iter().filter(|derivation| derivation.kind == DerivationKind::FirstHand);
    let carriers: BTreeSet<WitnessId> =
        first_hand.filter(|derivation| derivation.from == root).map(|derivation| derivation.to).collect();
    if let (WitnessKind::Primary(_), [carrier]) = (story.witnesses[root.0].kind, &Vec::from_iter(carriers)[..]) {
        parts.push(ours(", by way of "));
        parts.push(theirs(names[carrier.0].clone()));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{answer, sentences, shared_origins};
    use crate::phrase::plain;
    use crate::testing;
    use headwater_model::Origins;

    #[test]
    fn the_answer_is_said_in_a_few_sentences() {
        let (_, story) = testing::story();
        let sentences = sentences(&story, &answer(&story));
        assert_eq!(
            sentences.iter().map(|sentence| plain(sentence)).collect::<Vec<_>>().join(" "),
            "2 articles in 2 languages. What they share rests on 1 origin (1–2). Furthest back: وثائق, by way of Drop Site News. \
             3 works are cited but not held. 1 article rests on nothing that is known here."
        );
    }

    #[test]
    fn origins_are_told_with_their_interval() {
        let origins = |median, lo, hi| Origins { expected: median as f64, median, lo, hi };
        for (claims, expected) in [
            (&[origins(1, 1, 1)][..], "What they share rests on 1 origin"),
            (&[origins(2, 1, 3), origins(2, 2, 2)], "What they share rests on 2 origins (1–3)"),
            (
                &[origins(1, 1, 1), origins(1, 1, 2), origins(3, 2, 4)],
                "Of 3 claims that they share, 2 rest on 1 origin, the others on up to 3 (1–4)",
            ),
            (&[origins(2, 1, 2), origins(3, 2, 4)], "The 2 claims that they share rest on 2 to 3 origins (1–4)"),
        ] {
            assert_eq!(shared_origins(claims), expected);
        }
    }
}
