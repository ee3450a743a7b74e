//! Which language a stretch of text is in: by script first, by trigrams among the languages that share it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use headwater_model::LanguageCode;
use whatlang::Lang;

use crate::registry::Registry;
use crate::script::{Script, script_code, script_of};

/// ISO 639-3 codes of the trigram detector, to 639-1.
static ISO_639: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| toml::from_str(include_str!("../iso639.toml")).unwrap_or_default());

/// How much of a text tells its language, in bytes.
const SAMPLE: usize = 1_000;

/// Says which language `text` is in, by its beginning. `declared` is what the markup says: it decides between languages of one script
/// that the text does not tell apart. Returns nothing where the text has no letters.
pub fn identify(text: &str, declared: Option<LanguageCode>, registry: &Registry) -> Option<LanguageCode> {
    let text = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or_default();
    let counts = count_scripts(text);
    let total: usize = counts.values().sum();
    if total == 0 {
        return declared;
    }
    let script = main_script(&counts, total);
    let sharing: Vec<LanguageCode> = registry
        .languages()
        .filter(|language| language.file.scripts.iter().any(|code| code == script))
        .map(|language| language.code)
        .collect();
    if let [only] = sharing.as_slice() {
        // A script of one known language may be declared as another's: Urdu in Arabic letters, say.
        return Some(declared.filter(|code| !known(registry, *code)).unwrap_or(*only));
    }
    by_trigrams(text, declared, registry, total)
}

fn known(registry: &Registry, code: LanguageCode) -> bool {
    registry.languages().any(|language| language.code == code)
}

fn count_scripts(text: &str) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for character in text.chars().filter(|character| character.is_alphabetic()) {
        let script = script_of(character);
        if !matches!(script, Script::Common | Script::Inherited) {
            *counts.entry(script_code(script)).or_insert(0) += 1;
        }
    }
    counts
}

/// The script that decides. A tenth of kana makes a text Japanese however many Han characters and Latin names it
/// holds; Latin words do not outweigh another script of a third of the letters, since names travel in Latin.
fn main_script(counts: &BTreeMap<&'static str, usize>, total: usize) -> &'static str {
    let kana = counts.get("Hira").copied().unwrap_or(0) + counts.get("Kana").copied().unwrap_or(0);
    if kana * 10 >= total || kana * 5 >= counts.get("Hani").copied().unwrap_or(usize::MAX) {
        return "Hira";
    }
    let other = counts.iter().filter(|(script, _)| **script != "Latn").max_by_key(|(_, count)| **count);
    match other {
        Some((script, count)) if count * 3 >= total => script,
        _ => counts.iter().max_by_key(|(_, count)| **count).map_or("Latn", |(script, _)| script),
    }
}

fn by_trigrams(
    text: &str,
    declared: Option<LanguageCode>,
    registry: &Registry,
    letters: usize,
) -> Option<LanguageCode> {
    // The detector answers with certainty on a few words too; a declared language is the better guess there.
    let found = whatlang::detect(text).and_then(|info| code_of(info.lang()));
    match (found, declared) {
        (Some(found), Some(declared)) if found != declared => {
            let both = [found, declared].map(lang_of);
            let allowed: Vec<Lang> = both.into_iter().flatten().collect();
            if letters < 200 || allowed.len() < 2 {
                return Some(declared);
            }
            let again = whatlang::Detector::with_allowlist(allowed).detect(text);
            again.and_then(|info| code_of(info.lang())).or(Some(declared))
        }
        (None, declared) => declared.or_else(|| registry.languages().next().map(|_| LanguageCode::UNKNOWN)),
        (found, _) => found,
    }
}

fn code_of(lang: Lang) -> Option<LanguageCode> {
    let code = ISO_639.get(lang.code()).map_or(lang.code(), String::as_str);
    LanguageCode::parse(code).ok()
}

fn lang_of(code: LanguageCode) -> Option<Lang> {
    let long = ISO_639.iter().find(|(_, short)| *short == code.as_str()).map(|(long, _)| long.as_str());
    Lang::from_code(long.unwrap_or(code.as_str()))
}

#[cfg(test)]
mod tests {
    use headwater_model::LanguageCode;

    use super::identify;
    use crate::registry::Registry;

    #[test]
    fn script_decides_before_trigrams() {
        for (code, text) in [
            ("ja", "Microsoftのクラウド AzureとOpenAI ChatGPT GPT-4 を使用"),
            ("ar", "قالت الشركة إن منصة Azure تعمل"),
            ("en", "The harbour board said on Tuesday that the bridge would stay shut until the spring."),
        ] {
            let found = identify(text, None, Registry::builtin());
            assert_eq!(found, LanguageCode::parse(code).ok(), "{text}");
        }
        assert_eq!(identify("12 34", None, Registry::builtin()), None);
    }
}
