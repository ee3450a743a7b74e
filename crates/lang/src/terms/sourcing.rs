//! What words of attributions, credits and sources mean.

use std::collections::BTreeSet;

use headwater_model::SourceKind;

use super::{Entries, Side, list};
use crate::format::{LanguageFile, SourceNouns};

/// What a phrase means to the reader of sourcing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourcingTerm {
    /// A reporting word: index into [`SourcingWords::cues`](crate::format::SourcingWords::cues).
    Cue(usize),
    /// Opens a content.
    Complementiser,
    /// Stands behind a source.
    SourceMark,
    /// Closes a content.
    ContentMark,
    /// Names a kind of source.
    Noun(SourceKind),
    /// Between a document and who obtained it.
    Obtained,
    /// Between who obtained it and the document.
    ObtainedAfter,
    /// Between people and who asked them: behind them, or before them.
    Asked(Side),
    /// Next to the outlet that a source spoke to: before it, or behind it.
    Told(Side),
    /// Next to whom a reporter cites: before it, or behind it.
    Citing(Side),
    /// Ends the phrase of a source.
    Closer,
    /// Begins no source.
    NotOpener,
    /// Stands before a noun.
    Determiner,
    /// Stands for the sentence before.
    Anaphor,
    /// Ends what a source says, behind a clause break.
    Contrast,
    /// A verb form of reported speech.
    ReportedMood,
    /// The separable part of a reporting verb.
    Particle,
    /// Makes a name that of a publication.
    Masthead,
    /// Speaks for the body that it is named with.
    Spokesperson,
    /// Ends a source that a clause follows.
    Relative,
    /// Opens a clause, behind which a source may begin.
    Conjunction,
    /// Joins two of a kind.
    Coordinator,
    /// Opens a clause in which nobody has said anything yet.
    Conditional,
    /// Keeps a reporting word behind it from reporting.
    Disarmer,
    /// Stands between a noun and what describes it.
    Preposition,
    /// May be a source by itself.
    Pronoun,
    /// Claims own reporting.
    OwnReporting,
    /// Says that who stands on the other side found something out: `Before` the name or `After` it.
    Finding(Side),
    /// Those who write: "we".
    FirstPerson,
    /// Says that work was done at first hand: "counted".
    Fieldwork,
    /// Looks like an attribution and is none.
    NotSourcing,
}

/// Returns the sourcing terms of a file.
pub(crate) fn sourcing(file: &LanguageFile) -> Entries<SourcingTerm> {
    let mut entries = Vec::new();
    let words = &file.sourcing;
    for (index, cue) in words.cues.iter().enumerate() {
        list(&mut entries, &cue.words, SourcingTerm::Cue(index));
    }
    let particles: BTreeSet<&String> = words.cues.iter().flat_map(|cue| &cue.particles).collect();
    entries.extend(particles.into_iter().map(|particle| (particle.clone(), SourcingTerm::Particle)));
    nouns(&mut entries, &words.nouns);
    if words.capital_nouns {
        compounds(&mut entries);
    }
    for (words, meaning) in [
        (&words.complementisers, SourcingTerm::Complementiser),
        (&words.source_marks, SourcingTerm::SourceMark),
        (&words.content_marks, SourcingTerm::ContentMark),
        (&words.obtained, SourcingTerm::Obtained),
        (&words.obtained_after, SourcingTerm::ObtainedAfter),
        (&words.asked, SourcingTerm::Asked(Side::Before)),
        (&words.asked_after, SourcingTerm::Asked(Side::After)),
        (&words.told, SourcingTerm::Told(Side::Before)),
        (&words.told_after, SourcingTerm::Told(Side::After)),
        (&words.citing, SourcingTerm::Citing(Side::Before)),
        (&words.citing_after, SourcingTerm::Citing(Side::After)),
        (&words.closers, SourcingTerm::Closer),
        (&words.not_openers, SourcingTerm::NotOpener),
        (&words.determiners, SourcingTerm::Determiner),
        (&words.anaphors, SourcingTerm::Anaphor),
        (&words.contrasts, SourcingTerm::Contrast),
        (&words.reported_mood, SourcingTerm::ReportedMood),
        (&words.nouns.masthead, SourcingTerm::Masthead),
        (&words.nouns.spokesperson, SourcingTerm::Spokesperson),
        (&words.nouns.spokesperson, SourcingTerm::Noun(SourceKind::Person)),
        (&words.relatives, SourcingTerm::Relative),
        (&words.conjunctions, SourcingTerm::Conjunction),
        (&words.coordinators, SourcingTerm::Coordinator),
        (&words.conditionals, SourcingTerm::Conditional),
        (&words.disarmers, SourcingTerm::Disarmer),
        (&words.prepositions, SourcingTerm::Preposition),
        (&words.pronouns, SourcingTerm::Pronoun),
        (&words.own_reporting, SourcingTerm::OwnReporting),
        (&words.findings, SourcingTerm::Finding(Side::Before)),
        (&words.findings_after, SourcingTerm::Finding(Side::After)),
        (&words.first_person, SourcingTerm::FirstPerson),
        (&words.fieldwork, SourcingTerm::Fieldwork),
        (&words.not_sourcing, SourcingTerm::NotSourcing),
    ] {
        list(&mut entries, words, meaning);
    }
    entries
}

/// "Lokalzeitung": where nouns are written together, a word that ends in one is one.
fn compounds(entries: &mut Entries<SourcingTerm>) {
    let long = |word: &str| word.chars().count() >= 5 && !word.contains(' ') && !word.starts_with('~');
    let ends = entries.iter().filter(|(word, term)| long(word) && matches!(term, SourcingTerm::Noun(_)));
    let ends: Vec<_> = ends.map(|(word, term)| (format!("~{word}"), term.clone())).collect();
    entries.extend(ends);
}

fn nouns(entries: &mut Entries<SourcingTerm>, nouns: &SourceNouns) {
    for (words, kind) in [
        (&nouns.document, SourceKind::Document),
        (&nouns.outlet, SourceKind::Outlet),
        (&nouns.agency, SourceKind::Agency),
        (&nouns.anonymous, SourceKind::Anonymous),
        (&nouns.organisation, SourceKind::Organisation),
        (&nouns.person, SourceKind::Person),
        (&nouns.social, SourceKind::Social),
        (&nouns.own, SourceKind::OwnReporting),
    ] {
        list(entries, words, SourcingTerm::Noun(kind));
    }
}
