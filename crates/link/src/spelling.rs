//! The names of publishers, to be found by whatever spelling a page uses.

use std::collections::BTreeMap;

use headwater_lang::{Script, names, script_of};

/// Names with what they are found by. Of several publishers that fit, the one that came first is found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spellings {
    plain: BTreeMap<String, usize>,
    /// By consonant skeleton: publishers with the script of the name.
    sounding: BTreeMap<String, Vec<(usize, Option<Script>)>>,
    /// Names written together.
    joined: BTreeMap<String, usize>,
    /// Names without their last word, and without their last two.
    shortened: BTreeMap<String, usize>,
    /// Domains, and what they end with.
    sites: BTreeMap<String, usize>,
}

/// Bytes of a name that may be another written apart.
const LONG: usize = 5;
/// Consonants that two names in one script, and in two, must have to be one by sound.
const ONE_SCRIPT: usize = 6;
const TWO_SCRIPTS: usize = 4;

impl Spellings {
    /// Adds a name of a publisher.
    pub(crate) fn add(&mut self, publisher: usize, name: &str) {
        let plain = names::plain(name);
        let key = names::skeleton(name).concat();
        if key.len() >= TWO_SCRIPTS {
            self.sounding.entry(key).or_default().push((publisher, first_script(&plain)));
        }
        if plain.len() > LONG {
            keep_first(&mut self.joined, joined(&plain), publisher);
        }
        for short in shortened(&plain).filter(|short| is_wide(short)) {
            keep_first(&mut self.shortened, short.to_owned(), publisher);
        }
        keep_first(&mut self.plain, plain, publisher);
    }

    /// Adds the domain of a publisher.
    pub(crate) fn add_site(&mut self, publisher: usize, host: &str) {
        let mut rest = Some(host);
        while let Some(site) = rest {
            keep_first(&mut self.sites, site.to_owned(), publisher);
            rest = site.split_once('.').map(|(_, rest)| rest);
        }
    }

    /// Returns the publisher of a domain: on it, or on a part of it.
    pub(crate) fn of_site(&self, domain: &str) -> Option<usize> {
        self.sites.get(domain.trim_start_matches("www.")).copied()
    }

    /// Returns the publisher of a name: in this spelling or one that sounds the same, else with a few more words or fewer:
    /// "Drop Site" and "Drop Site News".
    pub(crate) fn of_name(&self, name: &str) -> Option<usize> {
        let plain = names::plain(name);
        self.same(name, &plain).or_else(|| self.extending(&plain))
    }

    fn same(&self, name: &str, plain: &str) -> Option<usize> {
        let key = names::skeleton(name).concat();
        let script = first_script(plain);
        let sounding = self.sounding.get(&key).into_iter().flatten();
        let sounding = sounding.filter(|(_, other)| key.len() >= ONE_SCRIPT || *other != script);
        let spelt = self.plain.get(plain).filter(|_| !plain.is_empty());
        sounding.map(|(publisher, _)| publisher).chain(spelt).min().copied()
    }

    fn extending(&self, plain: &str) -> Option<usize> {
        let joined = (plain.len() > LONG).then(|| self.joined.get(&joined(plain))).flatten();
        let longer = self.shortened.get(plain);
        let shorter = shortened(plain).filter(|short| is_wide(short)).filter_map(|short| self.plain.get(short));
        shorter.chain(joined).chain(longer).min().copied()
    }
}

fn keep_first(known: &mut BTreeMap<String, usize>, name: String, publisher: usize) {
    let first = known.entry(name).or_insert(publisher);
    *first = publisher.min(*first);
}

/// A name without its last word, and without its last two.
fn shortened(plain: &str) -> impl Iterator<Item = &str> {
    let cut = |name: &str| name.rfind(' ').and_then(|at| plain.get(..at));
    let once = cut(plain);
    once.into_iter().chain(once.and_then(cut))
}

/// Whether a name tells enough for another to be it with more words.
fn is_wide(name: &str) -> bool {
    name.contains(' ') || name.chars().count() >= 6
}

fn joined(plain: &str) -> String {
    plain.replace([' ', '-'], "")
}

fn first_script(text: &str) -> Option<Script> {
    text.chars().find(|character| character.is_alphabetic()).map(script_of)
}

#[cfg(test)]
mod tests {
    use super::Spellings;

    #[test]
    fn names_are_found_by_spelling_sound_and_length() {
        let mut spellings = Spellings::default();
        for (publisher, name) in ["Utility Brief", "Kara", "Harbour Site News", "Тамбер Курьер"].into_iter().enumerate()
        {
            spellings.add(publisher, name);
        }
        spellings.add_site(2, "www.harboursite.example");
        for (name, publisher) in [
            ("utility-brief", Some(0)),
            ("Kara Sea Times", None),
            ("The Harbour Site", Some(2)),
            ("Harbour Site News of Tamber", Some(2)),
            ("Tamber Courier", Some(3)),
            ("Harbour Post", None),
        ] {
            assert_eq!(spellings.of_name(name), publisher, "{name}");
        }
        assert_eq!(spellings.of_site("harboursite.example"), Some(2));
        assert_eq!(spellings.of_site("site.example"), None);
    }
}
