//! Statements that are credits and no attributions: "This article was first published by …".

use headwater_model::{Attribution, Credit, CreditKind};

/// Takes out the attributions whose words a credit of republication or translation has read.
pub(crate) fn apart(attributions: &mut Vec<Attribution>, credits: &[Credit]) {
    let work = |credit: &&Credit| matches!(credit.kind, CreditKind::Republication | CreditKind::Translation);
    let inside = |attribution: &Attribution| {
        credits.iter().filter(work).any(|credit| credit.cue.is_some_and(|cue| cue.overlaps(attribution.cue)))
    };
    let gone: Vec<bool> = attributions.iter().map(inside).collect();
    let mut place = 0;
    let new: Vec<Option<usize>> = gone
        .iter()
        .map(|gone| {
            let kept = (!gone).then_some(place);
            place += usize::from(!gone);
            kept
        })
        .collect();
    let mut marks = gone.iter();
    attributions.retain(|_| marks.next() == Some(&false));
    for attribution in attributions {
        attribution.within = attribution.within.and_then(|outer| new.get(outer).copied().flatten());
    }
}
