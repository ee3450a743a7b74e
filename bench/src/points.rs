//! Offsets in code points, which the sets use, from offsets in bytes, which the crates use.

use headwater_model::Span;
use serde_json::{Value, json};

/// A text with the places of its characters.
#[derive(Debug)]
pub struct Points {
    starts: Vec<usize>,
}

impl Points {
    /// Notes where each character of `text` begins.
    pub fn new(text: &str) -> Self {
        Self { starts: text.char_indices().map(|(start, _)| start).collect() }
    }

    /// Returns how many characters begin before the byte `offset`.
    pub fn before(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start < offset)
    }

    /// Returns a span as `[start, end]`.
    pub fn span(&self, span: Span) -> Value {
        json!([self.before(span.start), self.before(span.end)])
    }
}

#[cfg(test)]
mod tests {
    use headwater_model::Span;
    use serde_json::json;

    use super::Points;

    #[test]
    fn spans_count_characters() {
        let text = "約1万🌊円";
        let points = Points::new(text);
        assert_eq!(points.span(Span::new(3, 7)), json!([1, 3]));
        assert_eq!(points.span(Span::new(11, text.len())), json!([4, 5]));
        assert_eq!(points.span(Span::new(0, 0)), json!([0, 0]));
    }
}
