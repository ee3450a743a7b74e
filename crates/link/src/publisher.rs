//! Who publishes: one identity for an outlet across domains, scripts and spellings.

use std::collections::BTreeMap;

use headwater_lang::{Registry, names};
use headwater_model::{Account, OutletName};

/// Index into [`Publishers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PublisherId(pub(crate) usize);

/// Somebody who publishes, at hand or only cited.
#[derive(Debug, Clone)]
struct Publisher {
    /// The name shown to people.
    name: String,
    domain: Option<String>,
    /// All names seen.
    names: Vec<String>,
}

/// All publishers of a pile. Those of the accounts come first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Publishers {
    known: Vec<Publisher>,
    /// The publisher of each account.
    of_account: Vec<PublisherId>,
    /// Names that pages explain.
    noted: BTreeMap<String, PublisherId>,
    /// The owner of each publisher.
    owners: Vec<PublisherId>,
}

impl Publishers {
    /// Identifies the publishers of the accounts, by host and by name.
    pub(crate) fn of(accounts: &[Account], registry: &Registry) -> Self {
        let mut publishers = Self::default();
        for account in accounts {
            let id = publishers.identify(account, registry);
            publishers.of_account.push(id);
        }
        publishers
    }

    fn identify(&mut self, account: &Account, registry: &Registry) -> PublisherId {
        let name = account.article.publisher.as_ref().map(|publisher| publisher.value.clone());
        let host = account.page.host.clone();
        let listed =
            [name.as_deref(), host.as_deref()].into_iter().flatten().find_map(|name| registry.outlets().resolve(name));
        let domain = host.clone().or_else(|| listed.map(|outlet| outlet.domain.clone()));
        // A text capture may sign with its domain alone.
        let domain = domain.or_else(|| name.clone().filter(|name| is_domain(name)));
        let by_host = domain
            .as_deref()
            .and_then(|domain| self.known.iter().position(|known| known.domain.as_deref() == Some(domain)));
        // A page without name and host is a publisher of its own, known by its file.
        let shown = name.clone().or_else(|| host.clone()).unwrap_or_else(|| account.capture.name.clone());
        let by_name = || name.as_deref().filter(|_| domain.is_none()).and_then(|name| self.position(name));
        let index = by_host.or_else(by_name).unwrap_or_else(|| {
            self.known.push(Publisher { name: shown.clone(), domain, names: Vec::new() });
            self.known.len() - 1
        });
        if let Some(publisher) = self.known.get_mut(index) {
            let label = host.as_deref().map(|host| host_label(host).to_owned());
            let more = listed.into_iter().flat_map(|outlet| outlet.names.iter().cloned());
            publisher.names.extend([Some(shown), label].into_iter().flatten().chain(more));
        }
        PublisherId(index)
    }

    /// Returns the publisher of an account.
    pub(crate) fn of_account(&self, account: usize) -> PublisherId {
        self.of_account.get(account).copied().unwrap_or(PublisherId(usize::MAX))
    }

    /// Returns the publisher that a page names, making one where it is not known yet.
    pub(crate) fn named(&mut self, outlet: &OutletName) -> PublisherId {
        if let Some(id) = self.find(outlet) {
            return id;
        }
        self.known.push(Publisher {
            name: outlet.name.clone(),
            domain: outlet.domain.clone(),
            names: vec![outlet.name.clone()],
        });
        PublisherId(self.known.len() - 1)
    }

    /// Returns the known publisher that a page names.
    pub(crate) fn find(&self, outlet: &OutletName) -> Option<PublisherId> {
        let by_domain = outlet.domain.as_deref().and_then(|domain| {
            self.known.iter().position(|known| known.domain.as_deref().is_some_and(|host| same_site(host, domain)))
        });
        by_domain.or_else(|| self.position(&outlet.name)).map(PublisherId)
    }

    /// Notes a name that a page explains by a publisher's own.
    pub(crate) fn note(&mut self, id: PublisherId, name: &str) {
        if let Some(known) = self.known.get_mut(id.0).filter(|known| !known.names.iter().any(|other| other == name)) {
            known.names.push(name.to_owned());
            self.noted.insert(names::plain(name), id);
        }
    }

    /// Returns the publisher that a page explained a name by.
    pub(crate) fn noted(&self, name: &str) -> Option<PublisherId> {
        self.noted.get(&names::plain(name)).copied()
    }

    /// Says whether a name is short for a publisher's own: "the Gazette" in the Harbour Gazette.
    pub(crate) fn is_short_for(&self, name: &str, id: PublisherId) -> bool {
        let name = names::plain(name);
        let long = name.chars().count() >= 4;
        let Some(publisher) = self.known.get(id.0).filter(|_| long) else { return false };
        publisher.names.iter().any(|own| names::ends(&names::plain(own), &name))
    }

    fn position(&self, name: &str) -> Option<usize> {
        let exact = self.known.iter().position(|known| known.names.iter().any(|other| names::same(other, name)));
        exact.or_else(|| self.known.iter().position(|known| known.names.iter().any(|other| extends(other, name))))
    }

    /// Returns who stands for all publishers of one owner: those of one registrable domain, as a paper's editions are.
    pub(crate) fn owner(&self, id: PublisherId) -> PublisherId {
        self.owners.get(id.0).copied().unwrap_or(id)
    }

    /// Returns who stands for the publisher of an account.
    pub(crate) fn owner_of(&self, account: usize) -> PublisherId {
        self.owner(self.of_account(account))
    }

    /// Finds the owners; until then everybody is their own.
    pub(crate) fn find_owners(&mut self) {
        let mut first: BTreeMap<String, PublisherId> = BTreeMap::new();
        let owner = |(index, known): (usize, &Publisher)| {
            let site = known.domain.as_deref().and_then(psl::domain_str);
            let own = PublisherId(index);
            site.map_or(own, |site| *first.entry(site.to_owned()).or_insert(own))
        };
        self.owners = self.known.iter().enumerate().map(owner).collect();
    }

    /// Returns the name shown to people.
    pub(crate) fn name(&self, id: PublisherId) -> &str {
        self.known.get(id.0).map_or("", |publisher| publisher.name.as_str())
    }

    /// Returns the domain, where known.
    pub(crate) fn domain(&self, id: PublisherId) -> Option<&str> {
        self.known.get(id.0)?.domain.as_deref()
    }
}

/// The part of a host that names the outlet: `utility-brief` of `www.utility-brief.example`.
pub(crate) fn host_label(host: &str) -> &str {
    let labels: Vec<&str> = host.split('.').collect();
    let second_level = ["co", "com", "org", "net", "gov", "ac", "or", "ne"];
    let from_end = match labels.as_slice() {
        [.., second, _] if labels.len() > 2 && second_level.contains(second) => 3,
        _ => 2,
    };
    labels.len().checked_sub(from_end).and_then(|index| labels.get(index)).copied().unwrap_or(host)
}

fn is_domain(name: &str) -> bool {
    let mut labels = name.rsplit('.');
    let top = labels.next().is_some_and(|top| top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_lowercase()));
    top && labels.next().is_some() && !name.contains([' ', '/'])
}

fn same_site(host: &str, domain: &str) -> bool {
    let domain = domain.trim_start_matches("www.");
    host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
}

/// Whether one name is the other with a few more words: "Drop Site" and "Drop Site News".
fn extends(left: &str, right: &str) -> bool {
    let (left, right) = (names::plain(left), names::plain(right));
    let (short, long) = if left.len() <= right.len() { (&left, &right) } else { (&right, &left) };
    let joined = |name: &str| name.replace([' ', '-'], "");
    if short.len() > 5 && joined(short) == joined(long) {
        return true;
    }
    let rest = long.strip_prefix(short.as_str()).filter(|rest| rest.starts_with(' '));
    let wide = short.contains(' ') || short.chars().count() >= 6;
    wide && rest.is_some_and(|rest| rest.split_whitespace().count() <= 2)
}

#[cfg(test)]
mod tests {
    use headwater_model::OutletName;

    use super::{Publishers, extends, host_label};

    #[test]
    fn spellings_of_one_outlet_are_one_publisher() {
        let mut publishers = Publishers::default();
        let mut named = |name: &str, domain: Option<&str>| {
            publishers.named(&OutletName { name: name.to_owned(), domain: domain.map(str::to_owned) })
        };
        let first = named("Harbour Site News", Some("harboursite.example"));
        assert_eq!(named("Harbour Site", None), first);
        assert_eq!(named("harboursite.example", Some("www.harboursite.example")), first);
        assert_ne!(named("Harbour Post", None), first);
    }

    #[test]
    fn hosts_name_outlets() {
        assert_eq!(host_label("news.utility-brief.example"), "utility-brief");
        assert_eq!(host_label("ledger.co.uk"), "ledger");
        assert!(extends("Utility Brief", "utility-brief"));
        assert!(!extends("Kara", "Kara Sea Times"));
    }
}
