//! Where a page says something.

/// A range of UTF-8 bytes of [`Page::text`](crate::Page::text), end exclusive.
///
/// Both ends lie on character boundaries of the text that the span was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// Makes the span `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Returns the words that the span shows, or nothing where it does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Returns the length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Says whether the span shows nothing.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Says whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Says whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the smallest span that holds both.
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Returns the span without the characters at both ends of `text` in it that `outer` accepts.
    pub fn trimmed(self, text: &str, outer: impl Fn(char) -> bool) -> Self {
        let inside = self.of(text);
        let start = self.start + (inside.len() - inside.trim_start_matches(&outer).len());
        Self::new(start, (self.start + inside.trim_end_matches(&outer).len()).max(start))
    }

    /// Moves the span by `offset` bytes to the right.
    pub const fn shifted(self, offset: usize) -> Self {
        Self::new(self.start + offset, self.end + offset)
    }
}

/// A value together with the words that show it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stated<T> {
    /// What was read.
    pub value: T,
    /// Where the page says it.
    pub span: Span,
}

impl<T> Stated<T> {
    /// Joins a value to the words that show it.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}
