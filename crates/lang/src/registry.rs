//! All languages that have a file, compiled.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::{Arc, LazyLock};

use headwater_model::{Direction, LanguageCode};
use serde::de::DeserializeOwned;

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
    pub file: Arc<LanguageFile>,
    /// Phrases of figures, its own and those that all languages share.
    pub figures: Lazy<Phrases<FigureTerm>>,
    /// Words that join spelled numbers, folded; some are written together with the next number.
    pub joiners: Vec<String>,
    /// Phrases of sourcing.
    pub sourcing: Lazy<Lexicon<SourcingTerm>>,
    /// Phrases of pages.
    pub page: Lazy<Lexicon<PageTerm>>,
}

/// A table that is made when it is first asked for: most runs meet few languages.
pub type Lazy<T> = LazyLock<T, Make<T>>;

/// Makes a table.
type Make<T> = Box<dyn FnOnce() -> T + Send + UnwindSafe + RefUnwindSafe>;

impl Language {
    fn compile(file: LanguageFile, shared: &Arc<LanguageFile>) -> Option<Self> {
        let code = LanguageCode::parse(&file.code).ok()?;
        let file = Arc::new(file);
        Some(Self {
            code,
            direction: match file.direction {
                WrittenDirection::Ltr => Direction::LeftToRight,
                WrittenDirection::Rtl => Direction::RightToLeft,
            },
            joiners: file.numbers.joiners.iter().map(|joiner| fold_str(joiner)).collect(),
            figures: lazy(&file, shared, |file, shared| {
                let more = if file.code == shared.code { Vec::new() } else { terms::figures(shared) };
                let figures = terms::figures(file).into_iter().chain(more);
                Phrases::new(figures, &file.prefixes, file.numbers.compounds, terms::number_part)
            }),
            sourcing: lazy(&file, shared, |file, shared| {
                Lexicon::new(terms::sourcing(file).into_iter().chain(terms::sourcing(shared)), &file.prefixes)
            }),
            page: lazy(&file, shared, |file, shared| {
                Lexicon::new(terms::page(file).into_iter().chain(terms::page(shared)), &file.prefixes)
            }),
            file,
        })
    }
}

/// A table that is made of a language's file and what all languages share.
fn lazy<T: 'static>(
    file: &Arc<LanguageFile>,
    shared: &Arc<LanguageFile>,
    make: fn(&LanguageFile, &LanguageFile) -> T,
) -> Lazy<T> {
    let (file, shared) = (Arc::clone(file), Arc::clone(shared));
    LazyLock::new(Box::new(move || make(&file, &shared)))
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
    names: Lazy<NameWords>,
}

impl Registry {
    /// Returns the registry of the files that this crate carries.
    ///
    /// # Panics
    ///
    /// Never: a test of this crate parses all its files.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Registry> = LazyLock::new(|| {
            let files = LANGUAGES.iter().map(|(name, text)| (*name, carried(text))).collect();
            let registry = Registry::compile(files, |prefixes| Ok(Outlets::new(carried(OUTLETS), prefixes)));
            registry.unwrap_or_else(|error| panic!("a test parses all built-in files: {error}"))
        });
        &BUILTIN
    }

    /// Reads language files, given as pairs of name (`ar`) and text, and the table of outlets.
    ///
    /// # Errors
    ///
    /// [`RegistryError`] for the first file that cannot be used.
    pub fn parse<'f>(files: &[(&'f str, &str)], outlets: &str) -> Result<Self, RegistryError> {
        let malformed = |file: &str, error| RegistryError::Malformed { file: file.to_owned(), error: Box::new(error) };
        let parse = |(name, text): &(&'f str, &str)| match toml::from_str(text) {
            Ok(file) => Ok((*name, file)),
            Err(error) => Err(malformed(name, error)),
        };
        let files = files.iter().map(parse).collect::<Result<_, _>>()?;
        Self::compile(files, |prefixes| {
            Outlets::parse(outlets, prefixes).map_err(|error| malformed("outlets.toml", error))
        })
    }

    fn compile(
        files: Vec<(&str, LanguageFile)>,
        outlets: impl FnOnce(&BTreeSet<String>) -> Result<Outlets, RegistryError>,
    ) -> Result<Self, RegistryError> {
        let mut named = BTreeMap::new();
        for (name, file) in files {
            if file.code != name || LanguageCode::parse(name).is_err() {
                return Err(RegistryError::WrongCode { file: name.to_owned(), code: file.code });
            }
            named.insert(name, file);
        }
        let shared = named.remove(SHARED);
        let shared = shared.unwrap_or_else(|| LanguageFile { code: SHARED.to_owned(), ..Default::default() });
        let shared = Arc::new(shared);
        let compiled = named.into_values().filter_map(|file| Language::compile(file, &shared));
        let languages: BTreeMap<LanguageCode, Language> = compiled.map(|language| (language.code, language)).collect();
        let neutral = Language::compile(LanguageFile::clone(&shared), &shared)
            .ok_or_else(|| RegistryError::WrongCode { file: SHARED.to_owned(), code: shared.code.clone() })?;
        let prefixes = languages.values().flat_map(|language| language.file.prefixes.iter().cloned()).collect();
        let outlets = outlets(&prefixes)?;
        let files: Vec<_> = languages.values().chain([&neutral]).map(|language| Arc::clone(&language.file)).collect();
        let names = LazyLock::new(Box::new(move || NameWords::new(files.iter().map(|file| &**file))) as Make<_>);
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

/// Reads what the build has put into JSON.
fn carried<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("a test parses all built-in files: {error}"))
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
