//! What the markup's names say of a part of a page: menus, comments, captions, the article's own text.
//!
//! The names are those that page builders use in any country; they are hints and never decide alone.

use std::collections::HashMap;
use std::sync::LazyLock;

use headwater_model::{Element, ElementId, Page};

/// Which parts of a page a block lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Zones {
    /// Menus, headers, footers, banners, share bars, advertisements.
    pub(super) furniture: bool,
    /// Readers' comments.
    pub(super) comment: bool,
    /// Pointers to other articles.
    pub(super) related: bool,
    /// A figure with its caption, or a credit of a picture.
    pub(super) caption: bool,
    /// A sentence of the article repeated in large type.
    pub(super) quote: bool,
    /// Tags.
    pub(super) tags: bool,
    /// Who wrote it.
    pub(super) byline: bool,
    /// When it appeared.
    pub(super) date: bool,
    /// The path from the site's root.
    pub(super) crumbs: bool,
    /// The text of the article.
    pub(super) content: bool,
}

impl Zones {
    fn join(self, inner: Self) -> Self {
        Self {
            furniture: self.furniture || inner.furniture,
            comment: self.comment || inner.comment,
            related: self.related || inner.related,
            caption: self.caption || inner.caption,
            quote: self.quote || inner.quote,
            tags: self.tags || inner.tags,
            byline: self.byline || inner.byline,
            date: self.date || inner.date,
            crumbs: self.crumbs || inner.crumbs,
            content: self.content || inner.content,
        }
    }

    /// Says whether nothing here belongs to the running text.
    pub(super) fn excluded(self) -> bool {
        self.furniture || self.comment || self.related || self.caption || self.quote || self.tags || self.crumbs
    }
}

/// Which flag a name sets.
#[derive(Clone, Copy)]
enum Flag {
    Furniture,
    Comment,
    Related,
    Caption,
    Quote,
    Tags,
    Byline,
    Date,
    Crumbs,
    Content,
}

/// What a word of names says, and whether any word says so that begins with it.
struct Known {
    flag: Flag,
    begins: bool,
}

static FLAGS: LazyLock<HashMap<&str, Known>> = LazyLock::new(|| {
    let begins = |name: &str| name.len() >= PREFIX_FROM && !name.starts_with("comment");
    WORDS.iter().map(|(name, flag)| (*name, Known { flag: *flag, begins: begins(name) })).collect()
});

/// Words of names. Short ones must be the whole word, others its beginning.
const WORDS: &[(&str, Flag)] = &[
    ("nav", Flag::Furniture),
    ("navbar", Flag::Furniture),
    ("navigation", Flag::Furniture),
    ("menu", Flag::Furniture),
    ("submenu", Flag::Furniture),
    ("topbar", Flag::Furniture),
    ("toolbar", Flag::Furniture),
    ("tools", Flag::Furniture),
    ("pagination", Flag::Furniture),
    ("footer", Flag::Furniture),
    ("masthead", Flag::Furniture),
    ("sidebar", Flag::Furniture),
    ("side", Flag::Furniture),
    ("popup", Flag::Furniture),
    ("modal", Flag::Furniture),
    ("overlay", Flag::Furniture),
    ("cookie", Flag::Furniture),
    ("consent", Flag::Furniture),
    ("gdpr", Flag::Furniture),
    ("newsletter", Flag::Furniture),
    ("subscri", Flag::Furniture),
    ("signup", Flag::Furniture),
    ("login", Flag::Furniture),
    ("ad", Flag::Furniture),
    ("ads", Flag::Furniture),
    ("advert", Flag::Furniture),
    ("adslot", Flag::Furniture),
    ("sponsor", Flag::Furniture),
    ("social", Flag::Furniture),
    ("share", Flag::Furniture),
    ("sharing", Flag::Furniture),
    ("addthis", Flag::Furniture),
    ("follow", Flag::Furniture),
    ("rating", Flag::Furniture),
    ("poll", Flag::Furniture),
    ("weather", Flag::Furniture),
    ("ticker", Flag::Furniture),
    ("search", Flag::Furniture),
    ("copyright", Flag::Furniture),
    ("legal", Flag::Furniture),
    ("disclaimer", Flag::Furniture),
    ("bio", Flag::Furniture),
    ("player", Flag::Furniture),
    ("carousel", Flag::Furniture),
    ("complementary", Flag::Furniture),
    ("contentinfo", Flag::Furniture),
    ("dialog", Flag::Furniture),
    ("banner", Flag::Furniture),
    ("hidden", Flag::Furniture),
    ("comment", Flag::Comment),
    ("comments", Flag::Comment),
    ("commentlist", Flag::Comment),
    ("disqus", Flag::Comment),
    ("respond", Flag::Comment),
    ("related", Flag::Related),
    ("recommend", Flag::Related),
    ("recirc", Flag::Related),
    ("more", Flag::Related),
    ("also", Flag::Related),
    ("seealso", Flag::Related),
    ("teaser", Flag::Related),
    ("promo", Flag::Related),
    ("popular", Flag::Related),
    ("mostread", Flag::Related),
    ("most", Flag::Related),
    ("trending", Flag::Related),
    ("latest", Flag::Related),
    ("next", Flag::Related),
    ("readmore", Flag::Related),
    ("similar", Flag::Related),
    ("outbrain", Flag::Related),
    ("taboola", Flag::Related),
    ("caption", Flag::Caption),
    ("figcaption", Flag::Caption),
    ("photocredit", Flag::Caption),
    ("pullquote", Flag::Quote),
    ("tag", Flag::Tags),
    ("tags", Flag::Tags),
    ("taglist", Flag::Tags),
    ("keywords", Flag::Tags),
    ("labels", Flag::Tags),
    ("byline", Flag::Byline),
    ("author", Flag::Byline),
    ("authors", Flag::Byline),
    ("date", Flag::Date),
    ("datetime", Flag::Date),
    ("timestamp", Flag::Date),
    ("published", Flag::Date),
    ("pubdate", Flag::Date),
    ("dateline", Flag::Date),
    ("breadcrumb", Flag::Crumbs),
    ("crumb", Flag::Crumbs),
    ("crumbs", Flag::Crumbs),
    ("articlebody", Flag::Content),
    ("articletext", Flag::Content),
    ("storybody", Flag::Content),
    ("bodytext", Flag::Content),
];

/// Pairs of words in one name.
const PAIRS: &[(&str, &str, Flag)] = &[
    ("article", "body", Flag::Content),
    ("article", "content", Flag::Content),
    ("article", "text", Flag::Content),
    ("entry", "content", Flag::Content),
    ("post", "content", Flag::Content),
    ("post", "body", Flag::Content),
    ("story", "body", Flag::Content),
    ("story", "content", Flag::Content),
    ("pull", "quote", Flag::Quote),
    ("photo", "credit", Flag::Caption),
    ("image", "credit", Flag::Caption),
    ("read", "also", Flag::Related),
    ("read", "next", Flag::Related),
    ("after", "article", Flag::Furniture),
];

/// A name shorter than this must be the whole word.
const PREFIX_FROM: usize = 6;

/// What an element holds of the page.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Held {
    /// Part of the page's prose, in percent.
    pub(super) prose: usize,
    /// Whether the page's title is in it.
    pub(super) title: bool,
}

/// Returns the zones of every element of a page. What holds most of the prose, or the title and a part of it, is the
/// article's own surroundings, whatever its name.
pub(super) fn of_page(page: &Page, held: impl Fn(ElementId) -> Held) -> Vec<Zones> {
    let mut zones: Vec<Zones> = Vec::with_capacity(page.elements.len());
    let mut known: HashMap<(&str, &str), Zones> = HashMap::new();
    for (index, element) in (0..).zip(&page.elements) {
        let around = element.parent.and_then(|parent| zones.get(parent.0 as usize)).copied().unwrap_or_default();
        let mut own = *known.entry((&element.tag, &element.names)).or_insert_with(|| own(element));
        let held = held(ElementId(index));
        if held.title && held.prose >= 12 || matches!(element.tag.as_str(), "html" | "body") {
            own = Zones { content: own.content, ..Zones::default() };
        } else if held.prose > 60 && !matches!(element.tag.as_str(), "footer" | "nav" | "aside") {
            own = Zones { comment: own.comment && held.prose < 90, content: own.content, ..Zones::default() };
        }
        // The article's own container is that wherever it lies.
        let around = if own.content && !around.comment { Zones::default() } else { around };
        zones.push(around.join(own));
    }
    zones
}

fn own(element: &Element) -> Zones {
    let mut zones = Zones::default();
    match element.tag.as_str() {
        "nav" | "footer" | "amp-sidebar" | "button" | "dialog" => zones.furniture = true,
        "aside" => zones.related = true,
        "figure" | "figcaption" => zones.caption = true,
        "time" => zones.date = true,
        _ => {}
    }
    let words: Vec<&str> = element
        .names
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    for word in &words {
        for end in 1..=word.len() {
            let known = word.get(..end).and_then(|name| FLAGS.get(name));
            known.filter(|known| known.begins || end == word.len()).inspect(|known| set(&mut zones, known.flag));
        }
    }
    for (first, second, flag) in PAIRS {
        if words.windows(2).any(|pair| pair == [*first, *second]) {
            set(&mut zones, *flag);
        }
    }
    // The article's own container often lists what else it is or has: "entry-content no-share".
    if zones.content { Zones { content: true, ..Zones::default() } } else { zones }
}

fn set(zones: &mut Zones, flag: Flag) {
    match flag {
        Flag::Furniture => zones.furniture = true,
        Flag::Comment => zones.comment = true,
        Flag::Related => zones.related = true,
        Flag::Caption => zones.caption = true,
        Flag::Quote => zones.quote = true,
        Flag::Tags => zones.tags = true,
        Flag::Byline => zones.byline = true,
        Flag::Date => zones.date = true,
        Flag::Crumbs => zones.crumbs = true,
        Flag::Content => zones.content = true,
    }
}
