//! "The newspaper", "الصحيفة", "同紙": outlets that are named before.

use headwater_model::{Attribution, OutletName, Source};

/// Gives sources that are an outlet without a name the name of the last outlet before them. Those that follow none
/// stay without.
pub(crate) fn resolve(attributions: &mut [Attribution]) {
    let mut last: Option<OutletName> = None;
    for attribution in attributions {
        let sources = [&mut attribution.source, &mut attribution.obtained_by, &mut attribution.told];
        for source in sources.into_iter().flatten() {
            named(source, &mut last);
        }
    }
}

fn named(source: &mut Source, last: &mut Option<OutletName>) {
    match &source.outlet {
        Some(outlet) if outlet.name.is_empty() && outlet.domain.is_none() => source.outlet.clone_from(last),
        Some(outlet) => *last = Some(outlet.clone()),
        None => {}
    }
}
