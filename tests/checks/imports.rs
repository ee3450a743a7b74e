//! Which of our crates may import which. Imports only go upstream.

use toml::Table;

/// Each crate and the crates of ours that it may import.
pub const ALLOWED: &[(&str, &[&str])] = &[
    ("headwater-model", &[]),
    ("headwater-lang", &["headwater-model"]),
    ("headwater-read", &["headwater-model", "headwater-lang"]),
    ("headwater-facts", &["headwater-model", "headwater-lang"]),
    // Not `read` and not `facts`: it works on their results, so that linking does not need the pages again.
    ("headwater-link", &["headwater-model", "headwater-lang"]),
    (
        "headwater-archive",
        &["headwater-model", "headwater-lang", "headwater-read", "headwater-facts", "headwater-link"],
    ),
    ("headwater-report", &["headwater-model", "headwater-lang"]),
    ("headwater-web", &["headwater-model", "headwater-lang", "headwater-archive", "headwater-report"]),
    ("headwater", EVERYTHING),
    ("headwater-bench", EVERYTHING),
    ("headwater-tests", EVERYTHING),
];

/// All that can be imported at all: nothing imports the command, the bench or the tests.
const EVERYTHING: &[&str] = &[
    "headwater-model",
    "headwater-lang",
    "headwater-read",
    "headwater-facts",
    "headwater-link",
    "headwater-archive",
    "headwater-report",
    "headwater-web",
];

/// What no crate may import even for its tests.
const ENDS: [&str; 4] = ["headwater-web", "headwater", "headwater-bench", "headwater-tests"];

/// Returns what is wrong with a crate's manifest.
pub fn violations(manifest: &Table) -> Vec<String> {
    let name = manifest.get("package").and_then(|package| package.get("name")?.as_str()).unwrap_or_default();
    let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
        return vec![format!("`{name}` has no row in the table of imports")];
    };
    let mut wrong = Vec::new();
    for section in ["dependencies", "build-dependencies"] {
        let imports = ours(manifest, section).into_iter().filter(|import| !allowed.contains(&import.as_str()));
        wrong.extend(imports.map(|import| format!("`{name}` must not import `{import}`")));
    }
    if *allowed != EVERYTHING {
        let tested = ours(manifest, "dev-dependencies").into_iter().filter(|import| ENDS.contains(&import.as_str()));
        wrong.extend(tested.map(|import| format!("`{name}` must not import `{import}` for its tests")));
    }
    if manifest.get("lints").and_then(|lints| lints.get("workspace")?.as_bool()) != Some(true) {
        wrong.push(format!("`{name}` does not take the workspace's lints"));
    }
    wrong
}

/// The crates of ours in a section, whatever name they are renamed to.
fn ours(manifest: &Table, section: &str) -> Vec<String> {
    let targets = manifest.get("target").and_then(|targets| targets.as_table());
    let targets = targets.into_iter().flat_map(Table::values).filter_map(|target| target.get(section));
    let tables = manifest.get(section).into_iter().chain(targets).filter_map(|table| table.as_table());
    let entries = tables.flat_map(Table::iter);
    let names =
        entries.map(|(key, value)| value.get("package").and_then(|package| package.as_str()).unwrap_or(key).to_owned());
    names.filter(|name| name == "headwater" || name.starts_with("headwater-")).collect()
}

#[cfg(test)]
mod tests {
    use super::violations;

    fn of(name: &str, rest: &str) -> Vec<String> {
        violations(&format!("[package]\nname = \"{name}\"\n[lints]\nworkspace = true\n{rest}").parse().unwrap())
    }

    #[test]
    fn a_forbidden_import_is_caught() {
        for (name, rest, wrong) in [
            (
                "headwater-link",
                "[dependencies]\nheadwater-read.workspace = true",
                "`headwater-link` must not import `headwater-read`",
            ),
            (
                "headwater-model",
                "[dependencies]\nwords = { path = \"../lang\", package = \"headwater-lang\" }",
                "`headwater-model` must not import `headwater-lang`",
            ),
            (
                "headwater-report",
                "[target.'cfg(unix)'.dependencies]\nheadwater-archive.workspace = true",
                "`headwater-report` must not import `headwater-archive`",
            ),
            (
                "headwater-archive",
                "[dev-dependencies]\nheadwater-web.workspace = true",
                "`headwater-archive` must not import `headwater-web` for its tests",
            ),
            ("headwater-bench", "[dependencies]\nheadwater = \"*\"", "`headwater-bench` must not import `headwater`"),
            ("headwater-new", "", "`headwater-new` has no row in the table of imports"),
        ] {
            assert_eq!(of(name, rest), [wrong]);
        }
    }

    #[test]
    fn imports_that_go_upstream_pass() {
        let rest = "[dependencies]\nheadwater-model.workspace = true\njiff = \"*\"\n\
                    [dev-dependencies]\nheadwater-read.workspace = true";
        assert!(of("headwater-link", rest).is_empty());
    }

    #[test]
    fn a_crate_with_lints_of_its_own_is_caught() {
        let manifest = "[package]\nname = \"headwater-model\"".parse().unwrap();
        assert_eq!(violations(&manifest), ["`headwater-model` does not take the workspace's lints"]);
    }
}
