//! Own reporting: where the page says that it found something out itself, as "seen by this newspaper", "we counted",
//! and "logs obtained by The Gazette" on the Gazette's page.

use headwater_lang::terms::{Side, SourcingTerm};
use headwater_lang::{Hit, Language, is_unspaced, names};
use headwater_model::{Attribution, Source, SourceKind, Span};

use super::attribution::Found;
use super::clause::Covered;
use crate::passage::Prepared;

/// Returns the words of a block that claim own reporting, on the page. What others say, in quotation marks or without, is
/// not the page's. `attributions` are those of the block.
pub(super) fn stated(
    block: &Prepared<'_>,
    language: &Language,
    hits: &[Hit<'_, SourcingTerm>],
    attributions: &[Attribution],
    publisher: Option<&str>,
) -> Vec<Span> {
    let others = said_by_others(attributions);
    let mut writers: Option<Span> = None;
    let mut own = Vec::new();
    for hit in hits.iter().filter(|hit| block.quotation(hit.span).is_none()) {
        let words = match hit.meaning {
            SourcingTerm::Noun(SourceKind::OwnReporting) => {
                own.push(hit.span.shifted(block.offset));
                None
            }
            SourcingTerm::FirstPerson => {
                writers = Some(hit.span);
                None
            }
            // "We know that they counted."
            SourcingTerm::Complementiser => {
                writers = None;
                None
            }
            SourcingTerm::OwnReporting => Some(hit.span),
            SourcingTerm::Finding(side) => {
                publisher.filter(|publisher| beside(block, language, hit.span, *side, publisher)).map(|_| hit.span)
            }
            SourcingTerm::Fieldwork => writers.and_then(|writers| done(block.text, writers, hit.span)),
            _ => None,
        };
        own.extend(words.map(|words| words.shifted(block.offset)).filter(|words| !others.holds_start_of(*words)));
    }
    own
}

/// Bytes between those who write and what they did.
const APART: usize = 90;

/// Returns "we counted every tent" where the verb stands in one clause with those who write.
fn done(text: &str, writers: Span, verb: Span) -> Option<Span> {
    let between = Span::new(writers.end.min(verb.start), verb.start);
    let parting = |character: char| ",;:.!?—–،؛؟。，；：！？।".contains(character);
    let together = between.len() <= APART && !between.of(text).contains(parting);
    together.then(|| Span::new(writers.start, verb.end))
}

/// What a person, a body or another publisher says: "we have learned a lot, the mayor said".
fn said_by_others(attributions: &[Attribution]) -> Covered {
    let other = |source: &Source| !matches!(source.kind, SourceKind::Document | SourceKind::OwnReporting);
    let said = attributions.iter().filter(|attribution| attribution.source.as_ref().is_some_and(other));
    Covered::new(said.filter_map(|attribution| attribution.content).collect())
}

/// Makes own reporting of those who obtained something or were told it and have the name of the page's publisher.
pub(super) fn recognise(found: &mut Found, publisher: Option<&str>) {
    let Some(publisher) = publisher else { return };
    for attribution in &mut found.attributions {
        let sources = [&mut attribution.obtained_by, &mut attribution.told];
        for source in sources.into_iter().flatten().filter(|source| publishes_as(source, publisher)) {
            *source = Source { span: source.span, kind: SourceKind::OwnReporting, outlet: None };
            found.own_reporting.push(source.span);
        }
    }
    found.own_reporting.sort_unstable();
    found.own_reporting.dedup();
}

/// Whether a source has a name, or its last words: "the Courier" is the Tamber Courier.
fn publishes_as(source: &Source, publisher: &str) -> bool {
    source.outlet.as_ref().is_some_and(|outlet| bears(publisher, &names::plain(&outlet.name)))
}

/// Whether the publisher's name stands right behind a span that is written before names, or right before one that is
/// written after them.
fn beside(block: &Prepared<'_>, language: &Language, span: Span, side: Side, publisher: &str) -> bool {
    let next = block.quotations().partition_point(|quotation| quotation.end <= span.start);
    let quotation = match side {
        Side::After => next.checked_sub(1).and_then(|last| block.quotations().get(last)),
        Side::Before => block.quotations().get(next),
    };
    let gap = |quotation: &Span| span.start.abs_diff(quotation.end).min(quotation.start.abs_diff(span.end));
    let quoted = quotation.filter(|quotation| gap(quotation) <= 8);
    if quoted.is_some_and(|quotation| bears(publisher, &names::plain(quotation.of(block.text)))) {
        return true;
    }
    let sentence = block.sentence(span);
    let part = match side {
        Side::After => Span::new(sentence.start.min(span.start), span.start),
        Side::Before => Span::new(span.end, sentence.end.max(span.end)),
    };
    let words = part.of(block.text);
    if publisher.ends_with(is_unspaced) {
        return joined(words, side, publisher);
    }
    // An article may stand before the name, and one word more shows where the name ends.
    let most = publisher.split(' ').count() + 2;
    let mut near: Vec<&str> = match side {
        Side::After => words.split_whitespace().rev().take(most).collect(),
        Side::Before => words.split_whitespace().take(most).collect(),
    };
    (1..=near.len()).rev().any(|count| {
        let further = near.get(count).is_some_and(|word| word.starts_with(char::is_uppercase));
        near.truncate(count);
        let inwards: Vec<&str> = match side {
            Side::After => near.iter().rev().copied().collect(),
            Side::Before => near.clone(),
        };
        let name = names::plain(&inwards.join(" "));
        // "לקול החוף": a particle may be written together with the name.
        let bare = |prefix: &String| name.strip_prefix(prefix.as_str()) == Some(publisher);
        name == publisher || bears(publisher, &name) && !further || language.file.prefixes.iter().any(bare)
    })
}

/// Whether words without spaces between them begin or end with the publisher's name.
fn joined(words: &str, side: Side, publisher: &str) -> bool {
    // Room for quotation marks.
    let letters = publisher.chars().count() + 4;
    let near = match side {
        Side::After => {
            let from = words.char_indices().rev().take(letters).last().map_or(0, |(at, _)| at);
            words.get(from..)
        }
        Side::Before => words.get(..words.char_indices().nth(letters).map_or(words.len(), |(at, _)| at)),
    };
    let plain = names::plain(near.unwrap_or_default());
    match side {
        Side::After => plain.ends_with(publisher),
        Side::Before => plain.starts_with(publisher),
    }
}

/// Whether a name is the publisher's, its last words, or all but the last, in whatever case it stands: "Курьеру" is
/// "Курьер", "Tamber" the Tamber Courier.
fn bears(publisher: &str, name: &str) -> bool {
    if publisher.rsplit_once(' ').is_some_and(|(first, _)| first == name) {
        return true;
    }
    let mut own = publisher.rsplit(' ');
    !name.is_empty() && name.rsplit(' ').all(|word| own.next().is_some_and(|own| inflects(own, word)))
}

/// Whether a word is another, or another form of it: all but its last two letters agree.
fn inflects(word: &str, other: &str) -> bool {
    let other = other.split('\'').next().unwrap_or(other);
    let length = word.chars().count();
    let shared = word.chars().zip(other.chars()).take_while(|(left, right)| left == right).count();
    word == other || shared >= length.saturating_sub(2).max(4) && other.chars().count() <= length + 2
}

#[cfg(test)]
mod tests {
    use super::bears;

    #[test]
    fn a_publisher_is_known_by_its_name_or_the_end_of_it() {
        for (publisher, name, own) in [
            ("tamber courier", "tamber courier", true),
            ("tamber courier", "courier", true),
            ("tamber courier", "tamber", true),
            ("tamber courier", "ember courier", false),
            ("tamber courier", "", false),
            ("северная волна", "северной волне", true),
            ("курьер", "курьеру", true),
            ("volna", "volny", true),
            ("kıyı", "kıyı'nın", true),
            ("한빛신문", "한빛신문이", true),
        ] {
            assert_eq!(bears(publisher, name), own, "{name}");
        }
    }
}
