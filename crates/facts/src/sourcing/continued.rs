//! Speech that goes on: sentences without a reporting word of their own that are still somebody's words.
//!
//! A whole sentence in quotation marks behind a quoted one is the same speaker's. So is one in the mood of reported
//! speech, where a language has such a mood: "Die Brücke sei sicher."

use headwater_lang::terms::SourcingTerm;
use headwater_model::{Attribution, Quotation, Source, Span};

use super::clause::{Clause, meaning, quoted, trimmed};

/// Reads a sentence without reporting words as the last speaker's, where its form says so.
pub(super) fn continued(clause: &Clause<'_>, last: Option<&Attribution>) -> Option<Attribution> {
    let last = last.filter(|last| Some(last.sentence) == clause.previous.map(|previous| clause.on_page(previous)))?;
    let speaker = last.source.clone()?;
    quotation(clause, last, &speaker).or_else(|| reported(clause, &speaker))
}

/// "“We waited,” Ward said. “Nobody came.”"
fn quotation(clause: &Clause<'_>, last: &Attribution, speaker: &Source) -> Option<Attribution> {
    let inside = trimmed(clause, clause.sentence);
    let whole = clause.quotations.iter().find(|quotation| {
        let reach = inside.end.saturating_sub(quotation.end);
        quotation.start <= inside.start && reach <= 4 && quotation.len() * 10 >= clause.sentence.len() * 8
    })?;
    if last.quotation == Quotation::Indirect {
        return None;
    }
    let mark = clause.block.text.get(..whole.start)?.chars().next_back()?;
    let cue = Span::new(whole.start - mark.len_utf8(), whole.start);
    Some(spoken(clause, speaker, cue, *whole, Quotation::Direct))
}

/// "Die Brücke sei sicher."
fn reported(clause: &Clause<'_>, speaker: &Source) -> Option<Attribution> {
    let mood = meaning(clause.hits, |term| *term == SourcingTerm::ReportedMood).map(|hit| hit.span).find(|span| {
        // "würde" and "wurde" fold alike.
        let exact = clause.language.file.sourcing.reported_mood.contains(&span.of(clause.block.text).to_lowercase());
        exact && clause.sentence.contains(*span) && !quoted(clause, *span)
    })?;
    Some(spoken(clause, speaker, mood, trimmed(clause, clause.sentence), Quotation::Indirect))
}

fn spoken(clause: &Clause<'_>, speaker: &Source, cue: Span, content: Span, quotation: Quotation) -> Attribution {
    Attribution {
        source: Some(speaker.clone()),
        cue: clause.on_page(cue),
        content: Some(clause.on_page(content)),
        sentence: clause.on_page(clause.sentence),
        quotation,
        obtained_by: None,
        told: None,
        within: None,
        denied: false,
        voice: clause.block.voice(content),
    }
}
