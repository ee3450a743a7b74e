//! What a page declares about itself in elements that a reader does not see.

use std::collections::BTreeMap;

use headwater_model::{LanguageCode, MetaKey};

/// The longest declared value that is kept, in bytes. Some pages put the whole article into their description.
const LONGEST: usize = 2000;

/// How many values of one kind are kept.
const MOST: usize = 100;

/// How far a declaration is trusted: lower is better, and comes first in the page's text.
pub(super) type Rank = u8;

/// JSON-LD of the article.
pub(super) const STRUCTURED: Rank = 0;
/// Elements made for one article: `article:`, `og:`, microdata of the article.
pub(super) const ARTICLE: Rank = 1;
/// General elements: `author`, `date`.
pub(super) const GENERAL: Rank = 2;
/// What says more about the site or the page than about the article.
pub(super) const PAGE: Rank = 3;

/// Declared values in the order they were met.
#[derive(Debug, Default)]
pub(super) struct Declared {
    values: BTreeMap<(MetaKey, String), (Rank, usize)>,
    counts: BTreeMap<MetaKey, usize>,
    /// Language by the markup.
    pub(super) language: Option<LanguageCode>,
    /// Address of `<base>`.
    pub(super) base: Option<String>,
}

impl Declared {
    /// Adds a value, white space collapsed. Empty values and repetitions are dropped.
    pub(super) fn add(&mut self, rank: Rank, key: MetaKey, value: &str) {
        let value = value.get(..value.floor_char_boundary(LONGEST * 2)).unwrap_or_default();
        let mut value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if value.len() > LONGEST {
            value.truncate(value.floor_char_boundary(LONGEST));
            value.truncate(value.trim_end().len());
        }
        if value.is_empty() {
            return;
        }
        let place = self.values.len();
        let count = self.counts.entry(key).or_insert(0);
        match self.values.get_mut(&(key, value.clone())) {
            Some((known, _)) => *known = rank.min(*known),
            None if *count < MOST => {
                *count += 1;
                self.values.insert((key, value), (rank, place));
            }
            None => {}
        }
    }

    /// Returns the values, the most trusted first.
    pub(super) fn into_values(self) -> Vec<(MetaKey, String)> {
        // Names that are declared in general are often those of teasers: the most trusted alone count.
        // A site that signs with its own name hides nobody who is named elsewhere.
        let is_site = |name: &str| self.values.contains_key(&(MetaKey::Publisher, name.to_owned()));
        let authors = self.values.iter().filter(|((key, name), _)| *key == MetaKey::Author && !is_site(name));
        let best = authors.map(|(_, (rank, _))| *rank).min();
        let mut values: Vec<_> = self
            .values
            .into_iter()
            .filter(|((key, _), (rank, _))| *key != MetaKey::Author || best.is_none_or(|best| *rank == best))
            .collect();
        values.sort_by_key(|(_, order)| *order);
        values.into_iter().map(|(value, _)| value).collect()
    }

    /// Returns the first declared address of the page itself.
    pub(super) fn canonical(&self) -> Option<&str> {
        let values = self.values.iter().filter(|((key, _), _)| *key == MetaKey::Canonical);
        values.min_by_key(|(_, order)| **order).map(|((_, value), _)| value.as_str())
    }

    /// Takes in a `meta` element.
    pub(super) fn meta(&mut self, name: &str, content: &str) {
        let name = name.trim().to_ascii_lowercase();
        if name == "content-language" || name == "og:locale" || name == "inlanguage" {
            // Some pages write their encoding here.
            let code = LanguageCode::parse(content).ok().filter(|code| code.as_str().len() == 2);
            self.language = self.language.or(code);
        }
        let Some((_, key, rank)) = META.iter().find(|(known, _, _)| *known == name) else { return };
        match key {
            // Addresses and handles of social networks are no names.
            MetaKey::Author | MetaKey::Publisher if content.contains("://") || content.starts_with('@') => {}
            MetaKey::Topic if name != "article:tag" => {
                content.split([',', ';', '،', '、', '，']).for_each(|topic| self.add(*rank, *key, topic));
            }
            _ => self.add(*rank, *key, content),
        }
    }
}

/// Names of `meta` elements (`name`, `property`, `itemprop`, `http-equiv`), what they declare, and their rank.
const META: &[(&str, MetaKey, Rank)] = &[
    ("og:title", MetaKey::Headline, ARTICLE),
    ("twitter:title", MetaKey::Headline, ARTICLE),
    ("headline", MetaKey::Headline, ARTICLE),
    ("dc.title", MetaKey::Headline, GENERAL),
    ("dcterms.title", MetaKey::Headline, GENERAL),
    ("citation_title", MetaKey::Headline, ARTICLE),
    ("parsely-title", MetaKey::Headline, ARTICLE),
    ("sailthru.title", MetaKey::Headline, ARTICLE),
    ("title", MetaKey::Headline, GENERAL),
    ("author", MetaKey::Author, GENERAL),
    ("article:author", MetaKey::Author, ARTICLE),
    ("og:article:author", MetaKey::Author, ARTICLE),
    ("byl", MetaKey::Author, GENERAL),
    ("dc.creator", MetaKey::Author, GENERAL),
    ("dcterms.creator", MetaKey::Author, GENERAL),
    ("dcsext.author", MetaKey::Author, GENERAL),
    ("citation_author", MetaKey::Author, ARTICLE),
    ("parsely-author", MetaKey::Author, ARTICLE),
    ("sailthru.author", MetaKey::Author, ARTICLE),
    ("article.author", MetaKey::Author, ARTICLE),
    ("authors", MetaKey::Author, GENERAL),
    ("article:published_time", MetaKey::Published, ARTICLE),
    ("og:article:published_time", MetaKey::Published, ARTICLE),
    ("article:published", MetaKey::Published, ARTICLE),
    ("article.published", MetaKey::Published, ARTICLE),
    ("og:published_time", MetaKey::Published, ARTICLE),
    ("datepublished", MetaKey::Published, ARTICLE),
    ("date", MetaKey::Date, GENERAL),
    ("dc.date", MetaKey::Date, GENERAL),
    ("dc.date.issued", MetaKey::Published, GENERAL),
    ("dc.date.created", MetaKey::Date, GENERAL),
    ("dcterms.created", MetaKey::Published, GENERAL),
    ("dcterms.date", MetaKey::Date, GENERAL),
    ("dcterms.issued", MetaKey::Published, GENERAL),
    ("published", MetaKey::Published, GENERAL),
    ("publishdate", MetaKey::Published, GENERAL),
    ("publish-date", MetaKey::Published, GENERAL),
    ("publish_date", MetaKey::Published, GENERAL),
    ("published-date", MetaKey::Published, GENERAL),
    ("pubdate", MetaKey::Published, GENERAL),
    ("pub_date", MetaKey::Published, GENERAL),
    ("publication_date", MetaKey::Published, GENERAL),
    ("publicationdate", MetaKey::Published, GENERAL),
    ("originalpublicationdate", MetaKey::Published, GENERAL),
    ("citation_publication_date", MetaKey::Published, ARTICLE),
    ("citation_date", MetaKey::Published, GENERAL),
    ("parsely-pub-date", MetaKey::Published, ARTICLE),
    ("sailthru.date", MetaKey::Published, GENERAL),
    ("cxenseparse:recs:publishtime", MetaKey::Published, ARTICLE),
    ("rnews:datepublished", MetaKey::Published, ARTICLE),
    ("og:pubdate", MetaKey::Published, GENERAL),
    ("displaydate", MetaKey::Date, GENERAL),
    ("ptime", MetaKey::Published, GENERAL),
    ("article:modified_time", MetaKey::Modified, ARTICLE),
    ("article:modified", MetaKey::Modified, ARTICLE),
    ("og:updated_time", MetaKey::Modified, PAGE),
    ("datemodified", MetaKey::Modified, ARTICLE),
    ("last-modified", MetaKey::Modified, PAGE),
    ("lastmod", MetaKey::Modified, GENERAL),
    ("dcterms.modified", MetaKey::Modified, GENERAL),
    ("og:site_name", MetaKey::Publisher, STRUCTURED),
    ("publisher", MetaKey::Publisher, GENERAL),
    ("dc.publisher", MetaKey::Publisher, GENERAL),
    ("dcterms.publisher", MetaKey::Publisher, GENERAL),
    ("citation_journal_title", MetaKey::Publisher, GENERAL),
    ("application-name", MetaKey::Publisher, PAGE),
    ("apple-mobile-web-app-title", MetaKey::Publisher, PAGE),
    ("article:section", MetaKey::Section, ARTICLE),
    ("articlesection", MetaKey::Section, ARTICLE),
    ("section", MetaKey::Section, GENERAL),
    ("parsely-section", MetaKey::Section, GENERAL),
    ("article:tag", MetaKey::Topic, ARTICLE),
    ("news_keywords", MetaKey::Topic, GENERAL),
    ("parsely-tags", MetaKey::Topic, GENERAL),
    ("sailthru.tags", MetaKey::Topic, GENERAL),
    ("keywords", MetaKey::Topic, PAGE),
    ("description", MetaKey::Description, GENERAL),
    ("og:description", MetaKey::Description, ARTICLE),
    ("twitter:description", MetaKey::Description, ARTICLE),
    ("dc.description", MetaKey::Description, GENERAL),
    ("og:url", MetaKey::Canonical, ARTICLE),
    ("original-source", MetaKey::Original, GENERAL),
    ("syndication-source", MetaKey::Original, GENERAL),
    ("copyright", MetaKey::Credit, GENERAL),
    ("rights", MetaKey::Credit, GENERAL),
    ("dc.rights", MetaKey::Credit, GENERAL),
    ("dcterms.rights", MetaKey::Credit, GENERAL),
];
