//! For GraphViz: `headwater trace --graph dot pages/ | dot -Tpdf`.

use headwater_model::{Account, Story};

use super::picture::{Edge, Node, Picture};

/// Writes stories in the language of GraphViz, each as a cluster.
pub fn dot(accounts: &[Account], stories: &[Story]) -> String {
    let mut text = String::from("digraph headwater {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
    text += "  edge [fontname=\"sans-serif\", fontsize=10];\n";
    for (number, picture) in super::pictures(accounts, stories).iter().enumerate() {
        cluster(&mut text, number, picture);
    }
    text + "}\n"
}

fn cluster(text: &mut String, number: usize, picture: &Picture) {
    *text += &format!("  subgraph cluster_{number} {{\n    label={};\n", quoted(&picture.title));
    for (index, node) in picture.nodes.iter().enumerate() {
        *text += &format!("    s{number}w{index} {};\n", attributes(node));
    }
    for Edge { from, to, label, grade, details } in &picture.edges {
        let (label, tooltip, style) = (quoted(label), quoted(details), style(grade));
        *text +=
            &format!("    s{number}w{from} -> s{number}w{to} [label={label}, style={style}, tooltip={tooltip}];\n");
    }
    *text += "  }\n";
}

fn attributes(node: &Node) -> String {
    let label = quoted(&format!("{}\n{}", node.name, node.note));
    let style = match node.kind {
        "missing" => ", style=dashed",
        "primary" => ", style=rounded",
        _ => "",
    };
    format!("[label={label}{style}, tooltip={}]", quoted(&node.details))
}

fn style(grade: &str) -> &'static str {
    match grade {
        "stated" => "bold",
        "near-certain" => "solid",
        "likely" => "dashed",
        _ => "dotted",
    }
}

/// Quotes a text. GraphViz reads escapes and character references inside quotes.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;").replace('\n', "\\n");
    format!("\"{escaped}\"")
}
