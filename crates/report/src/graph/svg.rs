//! A drawing of stories as SVG, which stands by itself or in a page.

use askama::Template;
use headwater_model::{Account, Story};

use super::STYLE;
use super::layout::{HEIGHT, Route, WIDTH, layout};
use super::picture::{self, Picture};
use crate::terminal::is_steering;

/// Pixels between the drawings of two stories, the title's line included.
const TITLE: i32 = 44;
/// Pixels that two labels keep from each other.
const LABEL_WIDTH: i32 = 90;
const LABEL_HEIGHT: i32 = 13;

#[derive(Template)]
#[template(path = "stories.svg")]
struct Stories {
    style: &'static str,
    width: i32,
    height: i32,
    drawings: Vec<(i32, String, Drawing)>,
}

/// One story as a part of a drawing.
#[derive(Template)]
#[template(path = "story.svg")]
struct Drawing {
    width: i32,
    height: i32,
    nodes: Vec<NodeBox>,
    edges: Vec<Line>,
}

struct NodeBox {
    kind: &'static str,
    x: i32,
    y: i32,
    name: String,
    note: String,
    details: String,
}

struct Line {
    grade: &'static str,
    path: String,
    tip: String,
    label: (i32, i32, String),
    details: String,
}

impl askama::filters::HtmlSafe for Drawing {}

/// Draws stories as one SVG file, one below the other.
pub fn svg(accounts: &[Account], stories: &[Story]) -> String {
    let mut drawings = Vec::new();
    let mut height = 0;
    for picture in super::pictures(accounts, stories) {
        let drawing = draw(&picture);
        let below = height + TITLE + drawing.height;
        drawings.push((height + TITLE, text(&picture.title), drawing));
        height = below;
    }
    let width = drawings.iter().map(|(.., drawing)| drawing.width).max().unwrap_or(1);
    rendered(&Stories { style: STYLE, width, height: height.max(1), drawings })
}

/// Draws one story as an SVG element for a page, which has [`STYLE`] among its styles.
pub fn drawing(accounts: &[Account], story: &Story) -> String {
    rendered(&draw(&picture::picture(accounts, story)))
}

fn rendered(template: &impl Template) -> String {
    template.render().expect("the templates hold values that can be shown")
}

fn draw(picture: &Picture) -> Drawing {
    let edges: Vec<(usize, usize)> = picture.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let layout = layout(picture.nodes.len(), &edges);
    let nodes = picture.nodes.iter().zip(&layout.nodes).map(|(node, (x, y))| NodeBox {
        kind: node.kind,
        x: *x,
        y: *y,
        name: text(&node.name),
        note: text(&node.note),
        details: text(&node.details),
    });
    let mut labels: Vec<(i32, i32)> = Vec::new();
    let edges = picture.edges.iter().zip(&layout.routes).filter_map(|(edge, route)| {
        let (x, y) = beside(middle(route)?, &mut labels);
        Some(Line {
            grade: edge.grade,
            path: path(route),
            tip: tip(route)?,
            label: (x, y, edge.label.clone()),
            details: text(&edge.details),
        })
    });
    Drawing { width: layout.width, height: layout.height, edges: edges.collect(), nodes: nodes.collect() }
}

/// Returns text without the characters that XML cannot hold.
fn text(text: &str) -> String {
    let kept = |character: char| {
        let allowed = character == '\n' || !is_steering(character) || matches!(character, '\u{2066}'..='\u{2069}');
        if allowed && !matches!(character, '\u{fffe}' | '\u{ffff}') { character } else { '\u{fffd}' }
    };
    text.chars().map(kept).collect()
}

/// The curve of an edge: bends between columns, straight lines through them.
fn path(route: &Route) -> String {
    let mut path = String::new();
    for (nth, pair) in route.points.chunks_exact(2).enumerate() {
        let [(x, y), (to_x, to_y)] = [pair[0], pair[1]];
        let half = (to_x - x) / 2;
        path += &format!("{}{x} {y}", if nth == 0 { "M" } else { "L" });
        path += &format!("C{} {y} {} {to_y} {to_x} {to_y}", x + half, to_x - half);
    }
    path
}

/// The point of the arrow: where the edge ends, or for one that runs back, where it begins.
fn tip(route: &Route) -> Option<String> {
    let ((x, y), length) = if route.back { (*route.points.first()?, 8) } else { (*route.points.last()?, -8) };
    Some(format!("M{x} {y}l{length} -4v8z"))
}

/// The middle of the last bend.
fn middle(route: &Route) -> Option<(i32, i32)> {
    let [.., (x, y), (to_x, to_y)] = route.points.as_slice() else { return None };
    Some(((x + to_x) / 2, (y + to_y) / 2 + 4))
}

/// Moves a label down until it stands on no other.
fn beside((x, mut y): (i32, i32), labels: &mut Vec<(i32, i32)>) -> (i32, i32) {
    let covers = |y: i32, (a, b): &(i32, i32)| (a - x).abs() < LABEL_WIDTH && (b - y).abs() < LABEL_HEIGHT;
    while labels.iter().any(|label| covers(y, label)) {
        y += LABEL_HEIGHT;
    }
    labels.push((x, y));
    (x, y)
}
