//! The page's own publisher, by name: "logs obtained by The Gazette" on the Gazette's page.

use headwater_lang::names;
use headwater_model::{Article, Attribution, Source, SourceKind};

/// Makes own reporting of those who obtained something or were told it and have the name of the page's publisher.
pub(crate) fn recognise(attributions: &mut [Attribution], article: &Article) {
    let Some(publisher) = article.publisher.as_ref().map(|publisher| names::plain(&publisher.value)) else { return };
    for attribution in attributions {
        let sources = [&mut attribution.obtained_by, &mut attribution.told];
        for source in sources.into_iter().flatten().filter(|source| publishes_as(source, &publisher)) {
            *source = Source { span: source.span, kind: SourceKind::OwnReporting, outlet: None };
        }
    }
}

/// Whether a source bears a name, its last words, or all but the last: "the Courier" and "Tamber" are the Tamber Courier.
fn publishes_as(source: &Source, publisher: &str) -> bool {
    source.outlet.as_ref().is_some_and(|outlet| {
        let name = names::plain(&outlet.name);
        let first = publisher.rsplit_once(' ').is_some_and(|(first, _)| first == name);
        first || names::ends(publisher, &name)
    })
}

#[cfg(test)]
mod tests {
    use headwater_model::{OutletName, Source, SourceKind, Span};

    use super::publishes_as;

    #[test]
    fn a_publisher_is_known_by_its_name_or_the_end_of_it() {
        let named = |name: &str| Source {
            span: Span::new(0, 1),
            kind: SourceKind::Outlet,
            outlet: Some(OutletName { name: name.to_owned(), domain: None }),
        };
        for (name, own) in
            [("The Tamber Courier", true), ("Courier", true), ("Tamber", true), ("Ember Courier", false), ("", false)]
        {
            assert_eq!(publishes_as(&named(name), "tamber courier"), own, "{name}");
        }
    }
}
