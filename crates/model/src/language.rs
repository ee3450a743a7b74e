//! Languages and writing directions.

use std::fmt;

/// An ISO 639 code of two or three lower-case letters, such as `ar` or `fil`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageCode([u8; 3]);

impl LanguageCode {
    /// The language that nothing is known about (`und`).
    pub const UNKNOWN: Self = Self(*b"und");

    /// Reads the primary subtag of a language tag: `pt-BR` and `PT_br` are `pt`.
    ///
    /// # Errors
    ///
    /// [`ParseLanguageError`] where the first subtag is not two or three ASCII letters.
    pub fn parse(tag: &str) -> Result<Self, ParseLanguageError> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(ParseLanguageError);
        }
        let mut code = [b' '; 3];
        for (slot, byte) in code.iter_mut().zip(primary.bytes()) {
            *slot = byte.to_ascii_lowercase();
        }
        Ok(Self(code))
    }

    /// Returns the code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("und").trim_end()
    }
}

impl fmt::Display for LanguageCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.as_str())
    }
}

impl fmt::Debug for LanguageCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// A language tag that does not begin with two or three letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseLanguageError;

impl fmt::Display for ParseLanguageError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a language tag begins with two or three letters, as in `ar` or `pt-BR`")
    }
}

impl std::error::Error for ParseLanguageError {}

/// The way a script runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Direction {
    /// As Latin.
    #[default]
    LeftToRight,
    /// As Arabic and Hebrew.
    RightToLeft,
}
