//! Captured bytes, before anything is read from them.

use std::fmt;

use jiff::Timestamp;

/// The BLAKE3 digest of a capture's bytes: the same bytes always have the same id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaptureId(pub [u8; 32]);

impl CaptureId {
    /// Returns the first twelve hexadecimal digits, enough to name a capture to a person.
    pub fn short(&self) -> String {
        self.to_string().chars().take(12).collect()
    }
}

impl fmt::Display for CaptureId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for CaptureId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "CaptureId({})", self.short())
    }
}

/// What kind of bytes a capture holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Media {
    /// An HTML document in any encoding that browsers decode.
    Html,
    /// Bare text, as a crawl or a reader flattened a page.
    Text,
}

/// The bytes of one address at one moment. A capture is never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// Digest of `bytes`.
    pub id: CaptureId,
    /// Name by which the user knows the capture: a path, or an address where it came without one.
    pub name: String,
    /// Address the bytes were taken from, where known.
    pub address: Option<String>,
    /// Moment of capture, where known. It bounds the publication from above.
    pub captured: Option<Timestamp>,
    /// What the bytes are.
    pub media: Media,
    /// The bytes as they came.
    pub bytes: Vec<u8>,
}
