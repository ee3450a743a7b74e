//! Who publishes: one identity for an outlet across domains, scripts and spellings.

use std::collections::BTreeMap;

use headwater_lang::{Registry, names};
use headwater_model::{Account, OutletName};

use crate::spelling::Spellings;

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
    /// What publishers are found by.
    spellings: Spellings,
    /// The publisher of each domain.
    domains: BTreeMap<String, usize>,
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
        let by_host = domain.as_deref().and_then(|domain| self.domains.get(domain).copied());
        // A page without name and host is a publisher of its own, known by its file.
        let shown = name.clone().or_else(|| host.clone()).unwrap_or_else(|| account.capture.name.clone());
        let by_name = || name.as_deref().filter(|_| domain.is_none()).and_then(|name| self.position(name));
        let index = by_host.or_else(by_name).unwrap_or_else(|| self.add(&shown, domain));
        let label = host.as_deref().map(|host| host_label(host).to_owned());
        let more = listed.into_iter().flat_map(|outlet| outlet.names.iter().cloned());
        for name in [Some(shown), label].into_iter().flatten().chain(more) {
            self.add_name(index, name);
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
        let index = self.add(&outlet.name, outlet.domain.clone());
        self.add_name(index, outlet.name.clone());
        PublisherId(index)
    }

    fn add(&mut self, name: &str, domain: Option<String>) -> usize {
        let index = self.known.len();
        if let Some(domain) = &domain {
            self.domains.entry(domain.clone()).or_insert(index);
            self.spellings.add_site(index, domain);
        }
        self.known.push(Publisher { name: name.to_owned(), domain, names: Vec::new() });
        index
    }

    fn add_name(&mut self, index: usize, name: String) {
        if let Some(known) = self.known.get_mut(index).filter(|known| !known.names.contains(&name)) {
            self.spellings.add(index, &name);
            known.names.push(name);
        }
    }

    /// Returns the known publisher that a page names.
    pub(crate) fn find(&self, outlet: &OutletName) -> Option<PublisherId> {
        let by_domain = outlet.domain.as_deref().and_then(|domain| self.spellings.of_site(domain));
        by_domain.or_else(|| self.position(&outlet.name)).map(PublisherId)
    }

    /// Notes a name that a page explains by a publisher's own.
    pub(crate) fn note(&mut self, id: PublisherId, name: &str) {
        if self.known.get(id.0).is_some_and(|known| !known.names.iter().any(|other| other == name)) {
            self.add_name(id.0, name.to_owned());
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
        self.spellings.of_name(name)
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

#[cfg(test)]
mod tests {
    use headwater_model::OutletName;

    use super::{Publishers, host_label};

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
    }
}
