//! Stories as pictures: for GraphViz, as SVG, and as one HTML file that can be sent to somebody.
//!
//! `picture` says what is drawn and in which words, `layout` where; `dot`, `svg` and `html` write it. What is upstream
//! stands left. A picture draws stories that have something to trace; lone pages are only listed, in HTML.

mod dot;
mod html;
mod layout;
mod picture;
mod svg;

use headwater_model::{Account, Story};

pub use dot::dot;
pub use html::html;
pub use svg::{drawing, svg};

use crate::overview;

/// The style sheet of drawings: for pages that hold one.
pub const STYLE: &str = include_str!("../../templates/graph.css");

/// The pictures of the stories that have something to trace.
fn pictures(accounts: &[Account], stories: &[Story]) -> Vec<picture::Picture> {
    overview::sorted(stories).0.into_iter().map(|story| picture::picture(accounts, story)).collect()
}

#[cfg(test)]
mod tests {
    use super::{dot, html, svg};
    use crate::testing::{self, visible};
    use headwater_model::{Account, Story};

    /// The story of the tests, told by a hostile page.
    fn hostile() -> (Vec<Account>, Vec<Story>) {
        let (accounts, mut story) = testing::story();
        story.title = "<script>alert(1)</script> & \u{1}\u{202e}\u{ffff}".to_owned();
        story.witnesses[2].name = "\"]; evil [x=\"</title><script>&lt;".to_owned();
        story.witnesses[2].domain = Some("javascript:alert(1)".to_owned());
        (accounts, vec![story])
    }

    #[test]
    fn captured_text_stays_text() {
        let (accounts, stories) = hostile();
        for (form, text) in [("svg", svg(&accounts, &stories)), ("html", html(&accounts, &stories))] {
            assert!(!text.contains("<script"), "{form}: {text}");
            assert!(!text.contains("href=\"javascript"), "{form}: {text}");
            let steering = |character: &char| {
                character.is_control() && *character != '\n' || matches!(character, '\u{202e}' | '\u{ffff}')
            };
            assert_eq!(text.chars().find(steering), None, "{form}");
        }
        let text = dot(&accounts, &stories);
        assert!(text.contains(r#"\"]; evil [x=\"</title><script>&amp;lt;"#), "{text}");
    }

    #[test]
    fn a_picture_has_no_part_that_is_elsewhere() {
        let (accounts, stories) = hostile();
        for text in [svg(&accounts, &stories), html(&accounts, &stories)] {
            for outside in ["src=", "@import", "url(", "<link", "<image", "<use"] {
                assert!(!text.contains(outside), "{outside}: {text}");
            }
        }
    }

    #[test]
    fn graphviz_is_told_nodes_edges_and_words() {
        let (accounts, story) = testing::story();
        insta::assert_snapshot!(visible(&dot(&accounts, &[story])), @r#"
        digraph headwater {
          rankdir=LR;
          node [shape=box, fontname="sans-serif"];
          edge [fontname="sans-serif", fontsize=10];
          subgraph cluster_0 {
            label="⟨عنوان⟩";
            s0w0 [label="klyoum.com\n2025-01-24 · ar", tooltip="klyoum.com\n2025-01-24 · ar\n⟨عنوان⟩\nhttps://klyoum.com/1"];
            s0w1 [label="tidings.example\nen", tooltip="tidings.example\nen\nDeals of millions\nhttps://tidings.example/1"];
            s0w2 [label="dostor.org\ncited, not held", style=dashed, tooltip="dostor.org\ncited, not held"];
            s0w3 [label="theguardian.com\ncited, not held", style=dashed, tooltip="theguardian.com\ncited, not held"];
            s0w4 [label="Drop Site News\ncited, not held", style=dashed, tooltip="Drop Site News\ncited, not held"];
            s0w5 [label="⟨وثائق⟩\ndocument", style=rounded, tooltip="⟨وثائق⟩\ndocument"];
            s0w2 -> s0w0 [label="copy", style=bold, tooltip="klyoum.com copies dostor.org (stated)\n“⟨المصدر: الدستور⟩”"];
            s0w3 -> s0w2 [label="citation", style=bold, tooltip="dostor.org cites theguardian.com (stated, says klyoum.com)\n“⟨ووفقا لما أوردته الجارديان⟩”"];
            s0w4 -> s0w3 [label="citation", style=bold, tooltip="theguardian.com cites Drop Site News (stated, says klyoum.com)\n“⟨وثائق حصلت عليها Drop Site News⟩”"];
            s0w5 -> s0w4 [label="first hand", style=bold, tooltip="Drop Site News rests on ⟨وثائق⟩ (stated, says klyoum.com)\n“⟨وثائق حصلت عليها Drop Site News⟩”"];
          }
        }
        "#);
    }
}
