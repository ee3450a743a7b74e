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

/// What is asked of each line of a text capture that may be its title. This is what `tools/titles/` fits worths to.
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
    /// What holds of it, in the order in which the points are written.
    pub holds: Vec<bool>,
    /// Points taken off by hand.
    pub doubts: i64,
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

/// Recovers the article on a page.
pub fn article(page: &Page, registry: &Registry, captured: Option<Timestamp>) -> (Article, Vec<Note>) {
    article::read(page, registry, captured)
}

/// Measures the shown blocks of a page. This is what the model that labels them is trained on; see `tools/labeller/`.
pub fn measures(page: &Page, registry: &Registry) -> Measures {
    article::measures(page, registry)
}

/// Takes `text` as the whole text of an article in `language`, one block a line: nothing in it is furniture, lines
/// that are credits or references are labelled so. The page's text is `text` to the byte.
pub fn passage(text: &str, language: LanguageCode, registry: &Registry) -> (Page, Article) {
    article::passage(text, language, registry)
}
