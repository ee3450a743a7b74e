//! Copied text by rule: seven kinds of edit, among texts that share phrases, footers and quotations and are no copies.

use headwater_model::{LanguageCode, Span};

use super::{Random, Texts, Vocabulary};

/// What was done to a text that was copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// Nothing but another beginning.
    Verbatim,
    /// One word in ten is another, left out, or has one more beside it.
    Tenth,
    /// The same of one word in five.
    Fifth,
    /// The same of two words in five.
    TwoFifths,
    /// Half of the sentences.
    Abridged,
    /// All sentences, in another order.
    Shuffled,
    /// Four sentences in a text of its own.
    Embedded,
}

/// The edits, by name.
pub const EDITS: &[(&str, Edit)] = &[
    ("verbatim", Edit::Verbatim),
    ("words-10", Edit::Tenth),
    ("words-20", Edit::Fifth),
    ("words-40", Edit::TwoFifths),
    ("abridged", Edit::Abridged),
    ("shuffled", Edit::Shuffled),
    ("embedded", Edit::Embedded),
];

/// A text, and what it was made from.
#[derive(Debug, Clone)]
pub struct Document {
    /// `NUMBER:EDIT`; the source of a copy is `NUMBER:original`.
    pub id: String,
    /// Who put it out: about ten documents each.
    pub publisher: usize,
    /// Paragraphs, one a line.
    pub text: String,
}

impl Document {
    /// The paragraphs.
    pub fn blocks(&self) -> Vec<Span> {
        lines(&self.text)
    }

    /// What stands in quotation marks.
    pub fn quotes(&self) -> Vec<Span> {
        let opened = self.text.match_indices(OPEN).map(|(at, _)| at);
        let closed = self.text.match_indices(CLOSE).map(|(at, _)| at);
        opened.zip(closed).map(|(start, end)| Span::new(start, end)).collect()
    }
}

fn lines(text: &str) -> Vec<Span> {
    let starts = text.match_indices('\n').map(|(at, _)| at + 1);
    let ends = text.match_indices('\n').map(|(at, _)| at).chain([text.len()]);
    std::iter::once(0).chain(starts).zip(ends).map(|(start, end)| Span::new(start, end)).collect()
}

const OPEN: char = '“';
const CLOSE: char = '”';
/// Characters of a text.
const LENGTH: usize = 2_600;
/// Shares of texts with a set phrase, and with a quotation that others have too.
const PHRASED: f64 = 0.5;
const QUOTING: f64 = 0.15;
/// Texts that share one phrase or one quotation.
const SHARING: usize = 12;

/// Makes `count` texts, seven copies of each, and as many texts again that nobody copied.
pub fn documents(count: usize, language: LanguageCode, texts: &Texts, seed: u64) -> Vec<Document> {
    let Some(vocabulary) = texts.of(language) else { return Vec::new() };
    let press = Press::new(vocabulary, count, seed);
    let mut documents = Vec::new();
    for number in 0..count {
        let mut random = Random::new(seed ^ (number as u64 + 1).wrapping_mul(0x5851_f42d_4c95_7f2d));
        let original = vocabulary.sentences(LENGTH, &mut random);
        documents.push(press.printed(format!("{number}:original"), &original, &mut random));
        for (name, edit) in EDITS {
            let edited = edited(&original, *edit, vocabulary, &mut random);
            documents.push(press.printed(format!("{number}:{name}"), &edited, &mut random));
        }
        let other = vocabulary.sentences(LENGTH, &mut random);
        documents.push(press.printed(format!("{}:original", count + number), &other, &mut random));
    }
    documents
}

/// What texts have in common that are no copies.
struct Press<'a> {
    vocabulary: &'a Vocabulary,
    phrases: Vec<Vec<String>>,
    quotations: Vec<Vec<String>>,
    footers: Vec<Vec<String>>,
}

impl<'a> Press<'a> {
    fn new(vocabulary: &'a Vocabulary, count: usize, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let documents = count * 9;
        let mut some = |of: f64, least: usize, more: usize| -> Vec<Vec<String>> {
            let all = ((documents as f64 * of) as usize).div_ceil(SHARING).max(1);
            (0..all).map(|_| vocabulary.words(least + random.below(more), &mut random)).collect()
        };
        Self { vocabulary, phrases: some(PHRASED, 7, 5), quotations: some(QUOTING, 18, 14), footers: some(1.0, 25, 16) }
    }

    /// Prints a text with what its press adds: a phrase inside, a quotation, the footer.
    fn printed(&self, id: String, sentences: &[Vec<String>], random: &mut Random) -> Document {
        let publisher = random.below(self.footers.len());
        let mut sentences = sentences.to_vec();
        if random.chance(PHRASED) {
            let place = random.below(sentences.len());
            sentences[place].extend(random.pick(&self.phrases).iter().cloned());
        }
        let mut text = self.vocabulary.paragraphs(&sentences, 3).replace("\n\n", "\n");
        if random.chance(QUOTING) {
            let quotation: &Vec<String> = random.pick(&self.quotations);
            let quotation = self.vocabulary.joined(quotation);
            text += &format!("\n{OPEN}{quotation}{CLOSE}");
        }
        text += &format!("\n{}", self.vocabulary.joined(&self.footers[publisher]));
        Document { id, publisher, text }
    }
}

fn edited(original: &[Vec<String>], edit: Edit, vocabulary: &Vocabulary, random: &mut Random) -> Vec<Vec<String>> {
    let mut sentences = original.to_vec();
    let edits = |share: f64, random: &mut Random| {
        original.iter().map(|sentence| reworded(sentence, share, vocabulary, random)).collect()
    };
    match edit {
        Edit::Verbatim => {
            if let Some(first) = sentences.first_mut() {
                *first = vocabulary.words(12, random);
            }
            sentences
        }
        Edit::Tenth => edits(0.1, random),
        Edit::Fifth => edits(0.2, random),
        Edit::TwoFifths => edits(0.4, random),
        Edit::Abridged => {
            let kept = sentences.into_iter().enumerate().filter(|(place, _)| place.is_multiple_of(2));
            kept.map(|(_, sentence)| sentence).collect()
        }
        Edit::Shuffled => {
            for place in (1..sentences.len()).rev() {
                sentences.swap(place, random.below(place + 1));
            }
            sentences
        }
        Edit::Embedded => {
            let start = random.below(sentences.len().saturating_sub(4));
            let passage: Vec<Vec<String>> = sentences.into_iter().skip(start).take(4).collect();
            let mut own = vocabulary.sentences(LENGTH, random);
            let place = random.below(own.len());
            own.splice(place..place, passage);
            own
        }
    }
}

/// Changes a share of the words: to others, to nothing, or to two.
fn reworded(sentence: &[String], share: f64, vocabulary: &Vocabulary, random: &mut Random) -> Vec<String> {
    let mut words = Vec::new();
    for word in sentence {
        match (random.chance(share), random.below(4)) {
            (false, _) => words.push(word.clone()),
            (true, 0) => {}
            (true, 1) => words.extend(std::iter::once(word.clone()).chain(vocabulary.words(1, random))),
            (true, _) => words.extend(vocabulary.words(1, random)),
        }
    }
    words
}
