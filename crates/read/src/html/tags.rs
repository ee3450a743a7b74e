//! What the elements of HTML do to the text in them.

use std::collections::HashMap;
use std::sync::LazyLock;

use headwater_model::BlockKind;

/// How an element lies in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Begins and ends a block.
    Block,
    /// Runs with the words around it.
    Inline,
    /// A piece of formatting that pages nest across other elements.
    Formatting,
    /// Has no end tag.
    Void,
    /// Holds nothing a reader sees.
    Unseen,
}

const VOID: &[&str] = &[
    "amp-img", "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
];

const UNSEEN: &[&str] = &[
    "applet", "audio", "canvas", "datalist", "iframe", "map", "math", "noembed", "noframes", "noscript", "object",
    "script", "select", "style", "svg", "template", "textarea", "title", "video", "xmp",
];

const FORMATTING: &[&str] =
    &["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "bdi", "bdo", "cite", "data", "del", "dfn", "ins", "kbd", "mark", "q", "rb", "rp", "rt",
    "rtc", "ruby", "samp", "span", "sub", "sup", "time", "var",
];

static SHAPES: LazyLock<HashMap<&str, Shape>> = LazyLock::new(|| {
    let groups =
        [(VOID, Shape::Void), (UNSEEN, Shape::Unseen), (FORMATTING, Shape::Formatting), (INLINE, Shape::Inline)];
    groups.into_iter().flat_map(|(names, shape)| names.iter().map(move |name| (*name, shape))).collect()
});

/// Returns the shape of the element `name`, lower case.
pub(super) fn shape(name: &str) -> Shape {
    // Most elements of a page are these.
    match name {
        "div" | "li" | "p" | "ul" => Shape::Block,
        "a" | "span" => Shape::Inline,
        _ => SHAPES.get(name).copied().unwrap_or(Shape::Block),
    }
}

/// Returns the kind of the blocks directly in the element `name`, which lies in blocks of kind `around`.
pub(super) fn kind(name: &str, around: &BlockKind) -> BlockKind {
    match (name, around) {
        ("h1", _) => BlockKind::Heading(1),
        ("h2", _) => BlockKind::Heading(2),
        ("h3", _) => BlockKind::Heading(3),
        ("h4", _) => BlockKind::Heading(4),
        ("h5", _) => BlockKind::Heading(5),
        ("h6", _) => BlockKind::Heading(6),
        ("figcaption" | "caption", _) => BlockKind::Caption,
        ("button" | "label" | "legend" | "option" | "output", _) => BlockKind::Control,
        ("blockquote", _) => BlockKind::Quote,
        ("li" | "dt" | "dd", _) => BlockKind::Item,
        ("td" | "th", _) => BlockKind::Cell,
        // These say what they hold however deep it lies; a paragraph in a list or cell is a paragraph.
        (_, BlockKind::Caption | BlockKind::Quote | BlockKind::Control | BlockKind::Heading(_)) => around.clone(),
        ("p" | "pre" | "article" | "section" | "main" | "body" | "table", _) => BlockKind::Paragraph,
        (_, BlockKind::Cell) => BlockKind::Paragraph,
        _ => around.clone(),
    }
}

/// Says whether the start of `name` ends an open paragraph.
pub(super) fn closes_paragraph(name: &str, shape: Shape) -> bool {
    shape == Shape::Block
        && !matches!(name, "button" | "label" | "legend" | "option" | "li" | "dt" | "dd" | "body" | "html")
        && !name.contains('-')
}

/// An element whose end tag may be left out: which start tags end it, and which open element shields it.
pub(super) struct Implied {
    /// The names that end one another.
    pub(super) siblings: &'static [&'static str],
    /// The names that an element must not be looked for beyond.
    pub(super) within: &'static [&'static str],
}

const IMPLIED: &[(&str, Implied)] = &[
    ("li", Implied { siblings: &["li"], within: &["ul", "ol", "menu", "table", "nav", "div"] }),
    ("dt", Implied { siblings: &["dt", "dd"], within: &["dl"] }),
    ("dd", Implied { siblings: &["dt", "dd"], within: &["dl"] }),
    ("option", Implied { siblings: &["option"], within: &["select", "datalist"] }),
    ("td", Implied { siblings: &["td", "th"], within: &["tr", "table"] }),
    ("th", Implied { siblings: &["td", "th"], within: &["tr", "table"] }),
    ("tr", Implied { siblings: &["tr", "td", "th", "caption"], within: &["table"] }),
    ("tbody", Implied { siblings: &["tbody", "thead", "tfoot", "tr"], within: &["table"] }),
    ("thead", Implied { siblings: &["tbody", "thead", "tfoot", "tr"], within: &["table"] }),
    ("tfoot", Implied { siblings: &["tbody", "thead", "tfoot", "tr"], within: &["table"] }),
    ("a", Implied { siblings: &["a"], within: &["td", "th", "table", "li"] }),
];

/// Returns what the start of `name` ends without an end tag.
pub(super) fn implied(name: &str) -> Option<&'static Implied> {
    IMPLIED.iter().find(|(tag, _)| *tag == name).map(|(_, implied)| implied)
}

/// Says whether the end tag of `name` must not be matched beyond the open element `open`: a stray `</div>` in a table
/// cell ends nothing outside the cell.
pub(super) fn shields(open: &str, name: &str) -> bool {
    match open {
        "td" | "th" | "caption" => !matches!(name, "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "table"),
        "table" => name != "table",
        "button" => name == "p",
        "ul" | "ol" => name == "li",
        _ => false,
    }
}

/// Says whether a line break inside `name` stays within the block. Elsewhere it ends the block: old pages and address
/// lines are laid out so.
pub(super) fn keeps_line_breaks(name: &str) -> bool {
    matches!(name, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "dd" | "figcaption" | "blockquote" | "pre")
}
