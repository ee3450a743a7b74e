//! Words in names that languages translate or leave out, and the names of letters, as the language files have them.

use std::collections::BTreeSet;

use headwater_model::Span;

use crate::fold::{fold, fold_str};
use crate::format::LanguageFile;
use crate::lexicon::Lexicon;

/// The kind of word that says no more than that something is a paper.
const KIND: &str = "newspaper";
/// The most letters of a name that is read out by letters.
const LONGEST: usize = 5;

/// What all languages know of words in names.
#[derive(Debug)]
pub(crate) struct NameWords {
    /// Legal forms and kinds of firms and outlets.
    forms: Lexicon<()>,
    /// Words by the concept that they stand for.
    words: Lexicon<String>,
    /// The names of the Latin letters, by language, folded.
    letters: Vec<Vec<(String, char)>>,
}

impl NameWords {
    /// Compiles the words of all languages.
    pub(crate) fn new<'f>(files: impl Iterator<Item = &'f LanguageFile> + Clone) -> Self {
        let forms = files.clone().flat_map(|file| file.names.forms.iter().map(|form| (form.clone(), ())));
        let concepts = files.clone().flat_map(|file| file.names.words.iter());
        let words = concepts.flat_map(|(concept, words)| words.iter().map(|word| (word.clone(), concept.clone())));
        let letters = files.filter(|file| !file.names.letters.is_empty()).map(|file| {
            let spelled = file.names.letters.iter().flat_map(|(letter, names)| {
                let letter = letter.chars().next();
                names.iter().filter_map(move |name| Some((joined(name), letter?)))
            });
            spelled.collect()
        });
        Self { forms: Lexicon::new(forms, []), words: Lexicon::new(words, []), letters: letters.collect() }
    }

    /// A name without legal forms, unless it is made of them alone.
    pub(crate) fn without_forms(&self, name: &str) -> String {
        let forms: Vec<Span> = self.forms.find(&fold(name)).into_iter().map(|hit| hit.span).collect();
        let rest = without(name, &forms);
        let left = rest.chars().filter(|character| character.is_alphanumeric()).count();
        if left > 1 { rest } else { name.to_owned() }
    }

    /// The concepts of a name's translatable words, and the name without these: "courier" and "潮汐" of "潮汐信使报".
    /// Nothing where it has none.
    pub(crate) fn concepts(&self, name: &str) -> Option<(BTreeSet<String>, String)> {
        let folded = fold(name);
        let hits = self.words.find(&folded);
        let spans: Vec<Span> = hits.iter().map(|hit| hit.span).collect();
        let concepts = hits.iter().map(|hit| hit.meaning).filter(|concept| *concept != KIND).cloned().collect();
        (!hits.is_empty()).then(|| (concepts, without(name, &spans)))
    }

    /// The Latin letters that a name is: those of "HNS", and those that "एचएनएस" reads out.
    pub(crate) fn spelled(&self, name: &str) -> Vec<String> {
        let short = (2..=LONGEST).contains(&name.len());
        if short && name.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return vec![name.to_ascii_lowercase()];
        }
        let name = joined(name);
        let read = |letters: &Vec<(String, char)>| letters_of(&name, letters, LONGEST);
        self.letters.iter().filter_map(read).filter(|letters| letters.len() > 1).collect()
    }
}

/// A name without the spans, each of which leaves a space.
fn without(name: &str, spans: &[Span]) -> String {
    let mut rest = String::new();
    let mut at = 0;
    for span in spans {
        rest.push_str(name.get(at..span.start).unwrap_or_default());
        rest.push(' ');
        at = span.end;
    }
    rest.push_str(name.get(at..).unwrap_or_default());
    rest
}

/// A name folded and without what parts its letters.
fn joined(name: &str) -> String {
    fold_str(name).chars().filter(|character| character.is_alphanumeric()).collect()
}

/// Reads all of a name as at most so many letters.
fn letters_of(name: &str, letters: &[(String, char)], most: usize) -> Option<String> {
    if name.is_empty() {
        return Some(String::new());
    }
    letters.iter().filter(|_| most > 0).find_map(|(spelled, letter)| {
        let rest = letters_of(name.strip_prefix(spelled.as_str())?, letters, most - 1)?;
        Some(format!("{letter}{rest}"))
    })
}

#[cfg(test)]
mod tests {
    use crate::Registry;

    #[test]
    fn letters_are_read_out() {
        for name in ["HNS", "एचएनएस", "Эйч-эн-эс", "에이치엔에스", "エイチ・エヌ・エス", "إتش إن إس"]
        {
            assert!(Registry::builtin().name_words().spelled(name).contains(&"hns".to_owned()), "{name}");
        }
        assert!(Registry::builtin().name_words().spelled("दर्पण").is_empty());
    }

    #[test]
    fn words_of_papers_are_one_in_all_languages() {
        let words = Registry::builtin().name_words();
        for (name, concept, rest) in [
            ("潮汐周刊", "weekly", "潮汐"),
            ("조석주간", "weekly", "조석"),
            ("Tarn Weekly", "weekly", "Tarn"),
            ("港日日新聞", "", "港日日"),
        ] {
            let (concepts, left) = words.concepts(name).unwrap();
            assert_eq!(concepts.into_iter().collect::<String>(), concept, "{name}");
            assert_eq!(left.trim(), rest, "{name}");
        }
        assert!(words.concepts("Tarn").is_none());
        assert_eq!(words.without_forms("Tarn GmbH").trim(), "Tarn");
        assert_eq!(words.without_forms("AG"), "AG");
    }
}
