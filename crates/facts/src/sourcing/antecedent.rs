//! "The newspaper", "الصحيفة", "同紙": outlets that are named before.

use headwater_model::{Attribution, OutletName, Source};

/// Gives sources that are an outlet without a name the name of the last outlet before them: one that reports rather
/// than one that it cites. Those that follow none stay without.
pub(crate) fn resolve(attributions: &mut [Attribution]) {
    let (mut reporting, mut cited) = (None, None);
    for attribution in attributions {
        let outermost = attribution.within.is_none();
        let sources = [&mut attribution.source, &mut attribution.obtained_by, &mut attribution.told];
        for source in sources.into_iter().flatten() {
            match named(source, reporting.as_ref().or(cited.as_ref())) {
                Some(outlet) if outermost => reporting = Some(outlet),
                Some(outlet) => cited = Some(outlet),
                None => {}
            }
        }
    }
}

/// Names a source without a name; returns the name of one that has its own.
fn named(source: &mut Source, last: Option<&OutletName>) -> Option<OutletName> {
    match &source.outlet {
        Some(outlet) if outlet.name.is_empty() && outlet.domain.is_none() => {
            source.outlet = last.cloned();
            None
        }
        outlet => outlet.clone(),
    }
}
