//! Figures: checkable values as stated, with their bounds.
//!
//! One scanner finds digits and the language's phrases; a numeral algebra makes exact numbers of them; the composer
//! joins numbers with units, currencies and bounds; dates are resolved apart. The readings that cover most from the
//! left win.

mod amounts;
mod bounds;
mod calendar;
mod clock;
mod compose;
mod counted;
mod cues;
mod dates;
mod digits;
mod edges;
mod formats;
mod holidays;
mod kinds;
mod lengths;
mod measures;
mod moments;
mod money;
mod months;
mod numerals;
mod points;
mod scan;
mod signs;
mod spans;
mod stack;
mod sums;
mod vague;
mod weeks;
mod years;

use headwater_lang::{Language, digit};
use headwater_model::{Fact, Span, When};

use crate::passage::Prepared;
use scan::Scan;

/// Returns the figures of a block, by position, with spans of the page.
pub(crate) fn read(block: &Prepared<'_>, language: &Language, published: Option<When>) -> Vec<Fact> {
    let scan = Scan::new(block, language);
    let found = compose::readings(&scan, published);
    let facts = found.into_iter().map(|reading| {
        let place = |start, end| block.folded.original(start, end);
        let span = tight(block.text, place(reading.start, reading.end));
        Fact {
            span: span.shifted(block.offset),
            sentence: block.sentence(span).shifted(block.offset),
            value: reading.value,
            bound: reading.bound,
            bound_words: reading.bound_words.map(|(start, end)| place(start, end).shifted(block.offset)),
            counted: reading.counted.map(|(start, end)| tight(block.text, place(start, end)).shifted(block.offset)),
            voice: block.voice(span),
        }
    });
    facts.filter(|fact| !in_a_name(block, fact)).collect()
}

/// A short quotation without digits is a name: the newspaper "Harbour Today" says no date.
fn in_a_name(block: &Prepared<'_>, fact: &Fact) -> bool {
    let place = Span::new(fact.span.start - block.offset, fact.span.end - block.offset);
    block.quotation(place).is_some_and(|quotation| {
        let words = quotation.of(block.text);
        words.split_whitespace().count() <= 3
            && words.len() < 40
            && !words.chars().any(|letter| digit(letter).is_some())
    })
}

/// Drops white space and invisible marks at the ends of a span.
fn tight(text: &str, span: Span) -> Span {
    span.trimmed(text, |character| character.is_whitespace() || ('\u{200b}'..='\u{200f}').contains(&character))
}
