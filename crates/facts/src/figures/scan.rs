//! Digits and phrases of a block, by position of its folded text.

use std::cell::{Cell, RefCell};

use headwater_lang::{
    Language, Phrase, Script, is_alphanumeric, script_of,
    terms::{FigureTerm, Side},
};
use rust_decimal::Decimal;

use super::dates::Relative;
use super::digits::{Digits, digits};
use super::kinds::Kinds;
use super::numerals::Numeral;
use super::points::Point;
use crate::passage::Prepared;

/// The scanned block. All positions are bytes of the folded text.
pub(crate) struct Scan<'a> {
    /// The folded text.
    pub(crate) text: &'a str,
    /// Numbers in digits, by position.
    pub(crate) digits: Vec<Digits>,
    /// Phrases, by position, longer first.
    pub(crate) phrases: Vec<Phrase<'a, FigureTerm>>,
    /// The language, for how it writes numbers and dates.
    pub(crate) language: &'a Language,
    /// The whole numbers and spelled ranks that were read last.
    pub(crate) numbers: Remembered<Option<Numeral>>,
    pub(crate) ranks: Remembered<Option<(usize, u32)>>,
    /// The dates and the stretches of time that were read last.
    pub(crate) points: Remembered<Option<Point>>,
    pub(crate) stretches: Remembered<Option<(usize, Relative, i32)>>,
    /// Whether what is read is a date and nothing else, as in a programme, which tells what is to come.
    pub(crate) ahead: Cell<bool>,
    /// What the phrases of the block are to figures, all together and each.
    pub(crate) kinds: Kinds,
    kinds_of: Vec<Kinds>,
    places: Places,
    /// Where months are named, and where units of time and days of the week are.
    months: Vec<usize>,
    units: Vec<usize>,
    /// Where words for parts of periods are that stand behind these.
    edges: Vec<usize>,
    block: &'a Prepared<'a>,
}

impl<'a> Scan<'a> {
    pub(crate) fn new(block: &'a Prepared<'_>, language: &'a Language) -> Self {
        let numbers = &language.file.numbers;
        let text = &block.folded.text;
        let phrases = language.figures.find_all(&block.folded);
        let kinds_of: Vec<Kinds> = phrases.iter().map(|phrase| Kinds::of_all(phrase.meanings)).collect();
        let (mut months, mut units, mut edges) = (Vec::new(), Vec::new(), Vec::new());
        for (phrase, kinds) in phrases.iter().zip(&kinds_of) {
            months.extend(kinds.has(Kinds::MONTH).then_some(phrase.start));
            units.extend(kinds.has(Kinds::UNIT).then_some(phrase.start));
            edges.extend(kinds.has(Kinds::EDGE).then_some(phrase.start));
        }
        let mut scan = Self {
            text,
            digits: Vec::new(),
            kinds: kinds_of.iter().copied().collect(),
            kinds_of,
            places: Places::new(text.len(), &phrases),
            months,
            units,
            edges,
            phrases,
            language,
            numbers: Remembered::default(),
            ranks: Remembered::default(),
            points: Remembered::default(),
            stretches: Remembered::default(),
            ahead: Cell::new(false),
            block,
        };
        let prefixed = |end: usize| {
            scan.term_before(end, |term| {
                matches!(
                    term,
                    FigureTerm::Currency(_)
                        | FigureTerm::OrdinalMark(Side::Before)
                        | FigureTerm::Percent(Side::Before)
                        | FigureTerm::Age(Side::Before)
                        | FigureTerm::Negative(Side::Before)
                )
                .then_some(())
            })
            .is_some()
        };
        scan.digits = digits(text, &numbers.decimal, &numbers.group, prefixed);
        scan
    }

    /// Returns the number in digits that starts at `at`.
    pub(crate) fn digits_at(&self, at: usize) -> Option<Digits> {
        if !self.text.as_bytes().get(at)?.is_ascii_digit() {
            return None;
        }
        let index = self.digits.binary_search_by_key(&at, |digits| digits.start).ok()?;
        self.digits.get(index).copied()
    }

    /// Returns the phrases that start at `at`, longer first.
    #[inline]
    fn starting_at(&self, at: usize) -> impl Iterator<Item = &Phrase<'a, FigureTerm>> {
        let first = self.places.first_at(at).unwrap_or(self.phrases.len());
        let behind = self.phrases.get(first..).unwrap_or_default();
        behind.iter().take_while(move |phrase| phrase.start == at)
    }

    /// Says whether any phrase starts at `at`.
    pub(crate) fn has_phrase_at(&self, at: usize) -> bool {
        self.places.first_at(at).is_some()
    }

    /// Returns what the phrases that start at `at` are to figures, with their ends, longer first.
    pub(crate) fn kinds_at(&self, at: usize) -> impl Iterator<Item = (usize, Kinds)> {
        let first = self.places.first_at(at).unwrap_or(self.phrases.len());
        let kinds = self.kinds_of.get(first..).unwrap_or_default();
        self.starting_at(at).zip(kinds).map(|(phrase, kinds)| (phrase.end, *kinds))
    }

    /// Says whether a phrase of a kind starts at `at`.
    pub(crate) fn has_kind_at(&self, at: usize, kind: Kinds) -> bool {
        self.kinds_at(at).any(|(_, kinds)| kinds.has(kind))
    }

    /// Returns where the longest phrase that starts at `at` ends, whatever it means.
    pub(crate) fn longest_at(&self, at: usize) -> Option<usize> {
        self.starting_at(at).next().map(|phrase| phrase.end)
    }

    /// Returns the longest phrase that starts at `at` and means what `wanted` accepts, with its end.
    pub(crate) fn term_at<M>(&self, at: usize, wanted: impl Fn(&FigureTerm) -> Option<M>) -> Option<(usize, M)> {
        let mut here = self.starting_at(at);
        here.find_map(|phrase| Some((phrase.end, phrase.meanings.iter().find_map(&wanted)?)))
    }

    /// Returns the end of the longest phrase at `at` that means `term`.
    pub(crate) fn mark_at(&self, at: usize, term: &FigureTerm) -> Option<usize> {
        self.starting_at(at).find(|phrase| phrase.meanings.contains(term)).map(|phrase| phrase.end)
    }

    /// Returns the longest phrase that ends at `end` and means what `wanted` accepts, with its start.
    pub(crate) fn term_before<M>(&self, end: usize, wanted: impl Fn(&FigureTerm) -> Option<M>) -> Option<(usize, M)> {
        let mut phrases = self.places.ending_at(end).filter_map(|index| self.phrases.get(index));
        phrases.find_map(|phrase| Some((phrase.start, phrase.meanings.iter().find_map(&wanted)?)))
    }

    /// Returns the start of the longest phrase that ends at `end` and means `term`.
    pub(crate) fn mark_before(&self, end: usize, term: &FigureTerm) -> Option<usize> {
        self.term_before(end, |found| (found == term).then_some(())).map(|(start, ())| start)
    }

    /// Says whether what stands around `at`, up to the end of its sentence, speaks of what is to come.
    pub(crate) fn is_future(&self, at: usize) -> bool {
        const NEAR: usize = 240;
        let ends = |character: char| matches!(character, '.' | '!' | '?' | ';' | '。' | '؟' | '।' | '\n');
        let from = self.text.floor_char_boundary(at.saturating_sub(NEAR));
        let start = self.text.get(from..at).and_then(|text| text.rfind(ends)).map_or(from, |found| from + found);
        let to = self.text.floor_char_boundary((at + NEAR).min(self.text.len()));
        let end = self.text.get(at..to).and_then(|text| text.find(". ")).map_or(to, |found| at + found);
        if self.says(start, end, &|term| *term == FigureTerm::Future) {
            return true;
        }
        let endings = &self.language.file.dates.future_endings;
        if endings.is_empty() {
            return false;
        }
        let place = self.block.folded.original(start, end);
        let mut words = place.of(self.block.text).split(|character: char| !is_alphanumeric(character));
        words.any(|word| endings.iter().any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending.as_str())))
    }

    /// Says whether a phrase near `at` means what `wanted` accepts.
    pub(crate) fn is_near(&self, at: usize, wanted: &dyn Fn(&FigureTerm) -> bool) -> bool {
        const NEAR: usize = 120;
        self.says(at.saturating_sub(NEAR), at + NEAR, wanted)
    }

    /// Says whether a phrase inside `start..end` means what `wanted` accepts.
    pub(crate) fn says(&self, start: usize, end: usize, wanted: &dyn Fn(&FigureTerm) -> bool) -> bool {
        let first = self.phrases.partition_point(|phrase| phrase.start < start);
        let mut near = self.phrases.iter().skip(first).take_while(|phrase| phrase.end <= end);
        near.any(|phrase| phrase.meanings.iter().any(wanted))
    }

    /// Returns the position behind spaces at `at`.
    #[inline]
    pub(crate) fn past_space(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut next = at;
        while next < at + 8 && matches!(bytes.get(next), Some(b' ' | b'\n')) {
            next += 1;
        }
        next
    }

    /// Returns the position before spaces that end at `end`.
    pub(crate) fn before_space(&self, end: usize) -> usize {
        let before = self.text.as_bytes().get(..end).unwrap_or_default();
        end - before.iter().rev().take(8).take_while(|byte| matches!(byte, b' ' | b'\n')).count()
    }

    /// Returns the position behind spaces and at most one hyphen at `at`: "18-month", "10 million".
    pub(crate) fn past_hyphen(&self, at: usize) -> usize {
        let next = self.past_space(at);
        let rest = self.text.get(next..).unwrap_or_default();
        if next == at && rest.starts_with('-') { at + 1 } else { next }
    }

    /// Says whether a month is named at `at` or soon behind it, as in any date that has a month by name.
    pub(crate) fn near_month(&self, at: usize) -> bool {
        near(&self.months, at)
    }

    /// Says whether a word for a part of the period before it stands soon behind `at`.
    pub(crate) fn near_edge(&self, at: usize) -> bool {
        near(&self.edges, at)
    }

    /// Says whether a unit of time or a day of the week stands at `at` or soon behind it, as in anything counted in them.
    pub(crate) fn near_unit(&self, at: usize) -> bool {
        near(&self.units, at)
    }

    /// Says whether a number, a phrase or a sign of a date follows a phrase that ends at `end`.
    pub(crate) fn goes_on(&self, end: usize) -> bool {
        let stands = |at: usize| self.digits_at(at).is_some() || self.has_phrase_at(at);
        let next = self.past_space(end);
        let rest = self.text.get(next..).unwrap_or_default();
        stands(end)
            || stands(next)
            || rest.starts_with(['-', ',', '،', '、', '(', '（', '/', '.'])
            || self.language.joiners.iter().any(|joiner| rest.starts_with(joiner.as_str()))
    }

    /// Returns the character at `at`.
    pub(crate) fn character(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// Returns the character before `at`.
    pub(crate) fn character_before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// Returns the original text before a position, for what folding hides, such as capitals.
    pub(crate) fn original_before(&self, at: usize) -> &'a str {
        let place = self.block.folded.original(at, at).start;
        self.block.text.get(..place).unwrap_or_default()
    }

    /// Returns the original text behind a position.
    pub(crate) fn original_after(&self, at: usize) -> &'a str {
        let place = self.block.folded.original(at, at).start;
        self.block.text.get(place..).unwrap_or_default()
    }

    /// Says whether a sentence of the block ends at a position, spaces aside.
    pub(crate) fn ends_sentence(&self, at: usize) -> bool {
        let place = self.block.folded.original(at, at).start;
        self.block.sentences.binary_search_by_key(&place, |sentence| sentence.end).is_ok()
    }

    /// Says whether `start..end` is all that the block says.
    pub(crate) fn is_all(&self, start: usize, end: usize) -> bool {
        let outside = |text: Option<&str>| text.is_none_or(|text| !text.contains(is_alphanumeric));
        outside(self.text.get(..start)) && outside(self.text.get(end..))
    }
}

/// Whether one of the sorted `places` is at `at` or no further behind it than a number in words is long.
fn near(places: &[usize], at: usize) -> bool {
    const REACH: usize = 160;
    let next = places.get(places.partition_point(|place| *place < at));
    next.is_some_and(|next| next - at <= REACH)
}

/// What was read last at some places, so that it is not read again.
#[derive(Debug)]
pub(crate) struct Remembered<T> {
    places: RefCell<[Option<(usize, T)>; 8]>,
}

impl<T: Copy> Default for Remembered<T> {
    fn default() -> Self {
        Self { places: RefCell::new([None; 8]) }
    }
}

impl<T: Copy> Remembered<T> {
    /// Returns what stands at a place, read once.
    pub(crate) fn at(&self, place: usize, read: impl FnOnce() -> T) -> T {
        let slot = place % 8;
        let known = self.places.borrow().get(slot).copied().flatten();
        if let Some((_, value)) = known.filter(|(known, _)| *known == place) {
            return value;
        }
        let value = read();
        if let Some(kept) = self.places.borrow_mut().get_mut(slot) {
            *kept = Some((place, value));
        }
        value
    }
}

/// Which phrases start and end at a byte of a text.
#[derive(Debug)]
struct Places {
    /// For every byte the first phrase that starts there, counted from 1, and the longest that ends there.
    starts: Vec<u32>,
    ends: Vec<u32>,
    /// For every phrase the next longest with the same end.
    shorter: Vec<u32>,
}

impl Places {
    /// Sorts phrases, which come by their starts.
    fn new<T>(length: usize, phrases: &[Phrase<'_, T>]) -> Self {
        let (mut starts, mut ends) = (vec![0; length + 1], vec![0; length + 1]);
        let mut shorter = vec![0; phrases.len()];
        let numbered = phrases.iter().zip(&mut shorter).rev().zip((1..=phrases.len()).rev());
        for ((phrase, shorter), number) in numbered {
            let number = u32::try_from(number).unwrap_or(0);
            if let (Some(start), Some(end)) = (starts.get_mut(phrase.start), ends.get_mut(phrase.end)) {
                *start = number;
                *shorter = std::mem::replace(end, number);
            }
        }
        Self { starts, ends, shorter }
    }

    fn first_at(&self, place: usize) -> Option<usize> {
        index(*self.starts.get(place)?)
    }

    fn ending_at(&self, place: usize) -> impl Iterator<Item = usize> {
        let longest = self.ends.get(place).and_then(|number| index(*number));
        std::iter::successors(longest, |last| index(*self.shorter.get(*last)?))
    }
}

/// The index of what is counted from 1.
fn index(number: u32) -> Option<usize> {
    number.checked_sub(1).map(|index| index as usize)
}

/// Says whether a character is a syllable of Hangul.
pub(crate) fn is_hangul(character: char) -> bool {
    script_of(character) == Script::Hangul
}

/// Says whether a number is a power of ten.
pub(crate) fn is_power(value: Decimal) -> bool {
    let mut power = Decimal::TEN;
    while power < value {
        power *= Decimal::TEN;
    }
    power == value
}
