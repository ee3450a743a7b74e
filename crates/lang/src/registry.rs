//! All languages that have a file, compiled.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use headwater_model::{Direction, LanguageCode};

use crate::alike::NameWords;
use crate::fold::fold_str;
use crate::format::{LanguageFile, WrittenDirection};
use crate::lexicon::Lexicon;
use crate::outlets::Outlets;
use crate::phrases::Phrases;
use crate::terms::{self, FigureTerm, PageTerm, SourcingTerm};

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// What all languages share.
const SHARED: &str = "und";

/// A language file, compiled for search.
#[derive(Debug)]
pub struct Language {
    /// Its code.
    pub code: LanguageCode,
    /// How its main script runs.
    pub direction: Direction,
    /// The file as written.
    pub file: LanguageFile,
    /// Phrases of figures, its own and those that all languages share.
    pub figures: Phrases<FigureTerm>,
    /// Words that join spelled numbers, folded; some are written together with the next number.
    pub joiners: Vec<String>,
    /// Phrases of sourcing.
    pub sourcing: Lexicon<SourcingTerm>,
    /// Phrases of pages.
    pub page: Lexicon<PageTerm>,
}

impl Language {
    fn compile(file: LanguageFile, shared: &LanguageFile) -> Option<Self> {
        let code = LanguageCode::parse(&file.code).ok()?;
        let both = |own: Vec<_>, more: Vec<_>| own.into_iter().chain(more);
        let alone = file.code == shared.code;
        let or_none = |entries| if alone { Vec::new() } else { entries };
        let prefixes = &file.prefixes;
        let figures = both(terms::figures(&file), or_none(terms::figures(shared)));
        Some(Self {
            code,
            direction: match file.direction {
                WrittenDirection::Ltr => Direction::LeftToRight,
                WrittenDirection::Rtl => Direction::RightToLeft,
            },
            joiners: file.numbers.joiners.iter().map(|joiner| fold_str(joiner)).collect(),
            figures: Phrases::new(figures, prefixes, file.numbers.compounds, terms::number_part),
            sourcing: Lexicon::new(terms::sourcing(&file).into_iter().chain(terms::sourcing(shared)), prefixes),
            page: Lexicon::new(terms::page(&file).into_iter().chain(terms::page(shared)), prefixes),
            file,
        })
    }
}

/// Why the language files cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RegistryError {
    /// The file is not TOML, or has a key that the format does not know.
    #[error("language file `{file}`: {error}")]
    Malformed {
        /// Its name.
        file: String,
        /// The place and what was expected.
        error: Box<toml::de::Error>,
    },
    /// The file names another language than its own name does.
    #[error("language file `{file}` says code = \"{code}\", expected its own name")]
    WrongCode {
        /// Its name.
        file: String,
        /// The code in it.
        code: String,
    },
}

/// All languages, and the outlets known by name.
#[derive(Debug)]
pub struct Registry {
    languages: BTreeMap<LanguageCode, Language>,
    neutral: Language,
    outlets: Outlets,
    prefixes: BTreeSet<String>,
    names: NameWords,
}

impl Registry {
    /// Returns the registry of the files that this crate carries.
    ///
    /// # Panics
    ///
    /// Never: a test of this crate parses all its files.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Registry> = LazyLock::new(|| {
            let parsed = Registry::parse(LANGUAGE_FILES, include_str!("../outlets.toml"));
            parsed.unwrap_or_else(|error| panic!("a test parses all built-in files: {error}"))
        });
        &BUILTIN
    }

    /// Reads language files, given as pairs of name (`ar`) and text, and the table of outlets.
    ///
    /// # Errors
    ///
    /// [`RegistryError`] for the first file that cannot be used.
    pub fn parse(files: &[(&str, &str)], outlets: &str) -> Result<Self, RegistryError> {
        let malformed = |file: &str, error| RegistryError::Malformed { file: file.to_owned(), error: Box::new(error) };
        let mut parsed = BTreeMap::new();
        for (name, text) in files {
            let file: LanguageFile = toml::from_str(text).map_err(|error| malformed(name, error))?;
            if file.code != *name || LanguageCode::parse(name).is_err() {
                return Err(RegistryError::WrongCode { file: (*name).to_owned(), code: file.code });
            }
            parsed.insert((*name).to_owned(), file);
        }
        let shared =
            parsed.remove(SHARED).unwrap_or_else(|| LanguageFile { code: SHARED.to_owned(), ..Default::default() });
        let compiled = parsed.into_values().filter_map(|file| Language::compile(file, &shared));
        let languages = compiled.map(|language| (language.code, language)).collect();
        let neutral = Language::compile(shared.clone(), &shared)
            .ok_or_else(|| RegistryError::WrongCode { file: SHARED.to_owned(), code: shared.code.clone() })?;
        let languages: BTreeMap<LanguageCode, Language> = languages;
        let prefixes = languages.values().flat_map(|language| language.file.prefixes.iter().cloned()).collect();
        let outlets = Outlets::parse(outlets, &prefixes).map_err(|error| malformed("outlets.toml", error))?;
        let files = languages.values().chain([&neutral]).map(|language: &Language| &language.file);
        let names = NameWords::new(files);
        Ok(Self { languages, neutral, outlets, prefixes, names })
    }

    /// Returns the language, or what all languages share where it has no file.
    pub fn language(&self, code: LanguageCode) -> &Language {
        self.languages.get(&code).unwrap_or(&self.neutral)
    }

    /// Returns all languages that have a file, by code.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        self.languages.values()
    }

    /// Returns the particles that some language writes together with the name behind them.
    pub fn prefixes(&self) -> &BTreeSet<String> {
        &self.prefixes
    }

    /// Returns what languages know of words in names.
    pub(crate) fn name_words(&self) -> &NameWords {
        &self.names
    }

    /// Returns the outlets known by name.
    pub fn outlets(&self) -> &Outlets {
        &self.outlets
    }
}

#[cfg(test)]
mod tests {
    use super::{LANGUAGE_FILES, Registry, RegistryError};

    #[test]
    fn all_built_in_files_parse() {
        let registry = Registry::parse(LANGUAGE_FILES, include_str!("../outlets.toml"));
        let registry = registry.unwrap_or_else(|error| panic!("{error}"));
        assert!(registry.languages().count() >= 3);
    }

    #[test]
    fn every_file_carries_examples() {
        for language in Registry::builtin().languages() {
            assert!(!language.file.examples.is_empty(), "{} has no [[examples]]", language.code);
        }
    }

    #[test]
    fn unknown_keys_are_refused() {
        let error = Registry::parse(&[("xx", "code = 'xx'\nname = ''\nenglish = ''\ncurency = {}")], "outlets = []");
        let Err(RegistryError::Malformed { file, error }) = error else { panic!("accepted") };
        assert_eq!(file, "xx");
        assert!(error.to_string().contains("curency"), "{error}");
    }
}
