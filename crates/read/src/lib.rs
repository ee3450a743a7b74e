//! From untrusted bytes to an article: [`capture`] → [`page`] → [`article`].
//!
//! Pure: bytes and the time are arguments. Any bytes give a reading; what could not be read is a [`Note`].

mod article;
mod capture;
mod decode;
mod html;
mod lines;
mod page;

pub use article::Measures;
use headwater_lang::Registry;
use headwater_model::{Article, Capture, CaptureId, LanguageCode, Note, Page, Span};
use jiff::Timestamp;

/// Why bytes cannot be a page at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CaptureError {
    /// Larger than a page may be.
    #[error("{got} bytes, more than the {limit} a page may have")]
    TooLarge {
        /// Bytes given.
        got: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// The bytes begin as those of another kind of file.
    #[error("this is {found}, expected HTML or text")]
    NotText {
        /// What the first bytes say, as "a PDF document".
        found: &'static str,
    },
}

/// What is measured of each line of a text capture that may be its title. This is what `tools/labeller/` trains on.
#[derive(Debug, Default)]
pub struct TitleLines {
    /// One line, or part of one, each.
    pub lines: Vec<TitleLine>,
}

/// A line that may be the title.
#[derive(Debug)]
pub struct TitleLine {
    /// Its words.
    pub span: Span,
    /// Its values, one of each column.
    pub values: Vec<i16>,
}

/// Takes in the bytes of one page.
///
/// # Errors
///
/// [`CaptureError`] where the bytes cannot be HTML or text.
pub fn capture(
    name: &str,
    bytes: Vec<u8>,
    address: Option<String>,
    captured: Option<Timestamp>,
) -> Result<Capture, CaptureError> {
    if bytes.len() > capture::LIMIT {
        return Err(CaptureError::TooLarge { got: bytes.len(), limit: capture::LIMIT });
    }
    let media = capture::media(&bytes)?;
    let id = CaptureId(*blake3::hash(&bytes).as_bytes());
    Ok(Capture { id, name: name.to_owned(), address, captured, media, bytes })
}

/// Decodes a capture and cuts it into blocks.
pub fn page(capture: &Capture) -> (Page, Vec<Note>) {
    page::read(capture)
}

/// Which fault is worse where it is doubtful whether a block is running text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lean {
    /// A line of the page around the article in it: doubtful blocks are left out.
    Precision,
    /// Neither.
    #[default]
    Balance,
    /// A missing paragraph: doubtful blocks are taken.
    Recall,
}

/// Recovers the article on a page that was captured at `captured`.
pub fn article(page: &Page, registry: &Registry, captured: Option<Timestamp>, lean: Lean) -> (Article, Vec<Note>) {
    article::read(page, registry, captured, lean)
}

/// Measures the shown blocks of a page. This is what the model that labels them is trained on; see `tools/labeller/`.
pub fn measures(page: &Page, registry: &Registry) -> Measures {
    article::measures(page, registry)
}

/// Measures the lines of a text capture that may be its title, once with the running text as the rules find it and once
/// as it is found in the end: the reader asks for the title both times. None of HTML.
pub fn title_lines(page: &Page, registry: &Registry) -> [TitleLines; 2] {
    article::title_lines(page, registry)
}

/// Takes `text` as the whole text of an article in `language`, one block a line: nothing in it is furniture, lines
/// that are credits or references are labelled so. The page's text is `text` to the byte.
pub fn passage(text: &str, language: LanguageCode, registry: &Registry) -> (Page, Article) {
    article::passage(text, language, registry)
}
