//! The repository keeps its own rules. A failure lists every place, so that one run shows all.

use std::collections::BTreeSet;

use headwater_tests::{documents, imports, languages, licences, purity, remarks, source};
use toml::Table;

use self::repository::{crates, files, metadata, root, sources, text};

fn nothing(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn imports_only_go_upstream() {
    let manifests = ["crates", "bench", "tests"].into_iter().flat_map(|folder| files(folder, "Cargo.toml"));
    let complaints = manifests.flat_map(|path| imports::violations(&text(&path).parse::<Table>().unwrap()));
    nothing(&complaints.collect::<Vec<_>>());
}

#[test]
fn pure_crates_meet_no_disk_network_clock_or_environment() {
    let mut complaints = Vec::new();
    for folder in purity::PURE {
        let sources = sources(folder);
        assert!(!sources.is_empty(), "crates/{folder}/src has no source");
        for path in sources {
            let named = purity::forbidden(&text(&path));
            complaints.extend(named.iter().map(|name| format!("{}: `{name}`", path.display())));
        }
    }
    nothing(&complaints);
}

#[test]
fn files_are_short_enough_to_read() {
    let mut complaints = Vec::new();
    for path in files("", ".rs") {
        if let Some(lines) = source::too_long(&text(&path)) {
            complaints.push(format!(
                "{}: {lines} lines before its tests, at most {}",
                path.display(),
                source::MOST_LINES
            ));
        }
    }
    nothing(&complaints);
}

#[test]
fn functions_are_held_short_by_the_linter() {
    let clippy: Table = text("clippy.toml").parse().unwrap();
    assert_eq!(clippy.get("too-many-lines-threshold").and_then(toml::Value::as_integer), Some(60));
    let workspace: Table = text("Cargo.toml").parse().unwrap();
    let lints = &workspace["workspace"]["lints"];
    for lint in ["too_many_lines", "unwrap_used", "string_slice", "allow_attributes"] {
        assert!(lints["clippy"].get(lint).is_some(), "{lint} is not switched on");
    }
    assert_eq!(lints["rust"]["unsafe_code"].as_str(), Some("deny"));
}

#[test]
fn no_language_code_stands_in_the_code() {
    let names = files("crates/lang/languages", ".toml").into_iter();
    let codes: BTreeSet<String> = names.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    assert!(codes.contains("ar"), "the language files are elsewhere: {codes:?}");
    let plain: BTreeSet<String> =
        codes.iter().filter(|code| !languages::MARKUP.contains(&code.as_str())).cloned().collect();
    let mut complaints = Vec::new();
    for folder in crates() {
        // Only these three see no markup and no JSON, whose names some codes are too.
        let codes = if ["lang", "facts", "link"].contains(&folder.as_str()) { &codes } else { &plain };
        for path in sources(&folder) {
            let found = languages::decided_by_code(&text(&path), codes);
            complaints.extend(found.iter().map(|(line, code)| format!("{}:{line}: \"{code}\"", path.display())));
        }
    }
    nothing(&complaints);
}

#[test]
fn no_work_is_left_without_an_issue_and_no_test_is_switched_off() {
    let mut complaints = Vec::new();
    for path in files("", ".rs") {
        let text = text(&path);
        let work = remarks::work_without_issue(&text).into_iter().map(|line| (line, "work without an issue"));
        let off = remarks::ignored_tests(&text).into_iter().map(|line| (line, "a test is switched off"));
        complaints.extend(work.chain(off).map(|(line, what)| format!("{}:{line}: {what}", path.display())));
    }
    nothing(&complaints);
}

#[test]
fn every_crate_is_in_the_architecture() {
    let crates = crates();
    let names: Vec<&str> = crates.iter().map(String::as_str).collect();
    let missing = documents::missing(&names, &text("ARCHITECTURE.md"), |name| format!("`crates/{name}`"));
    assert!(missing.is_empty(), "not in ARCHITECTURE.md: {missing:?}");
}

#[test]
fn every_command_is_in_the_reference() {
    let commands = files("crates/headwater/src/commands", ".rs");
    let stems = commands.iter().map(|path| path.file_stem().unwrap().to_string_lossy().replace('_', "-"));
    let stems: Vec<String> = stems.filter(|stem| stem != "mod").collect();
    let names: Vec<&str> = stems.iter().map(String::as_str).collect();
    if names.is_empty() {
        return;
    }
    // The command without a name is written `headwater PAGE`.
    let reference = text("docs/reference/commands.md").to_lowercase();
    let missing = documents::missing(&names, &reference, |name| format!("headwater {name}"));
    assert!(missing.is_empty(), "not in docs/reference/commands.md: {missing:?}");
}

#[test]
fn every_noun_is_in_the_glossary() {
    let source = text("crates/model/src/lib.rs");
    let names = documents::exports(&source);
    assert!(names.contains(&"Derivation"), "the exports of model are elsewhere: {names:?}");
    let missing = documents::missing(&names, &text("docs/glossary.md"), |name| format!("`{name}`"));
    assert!(missing.is_empty(), "not in docs/glossary.md: {missing:?}");
}

#[test]
fn links_in_the_documents_lead_somewhere() {
    let mut complaints = Vec::new();
    for path in files("", ".md") {
        let folder = root().join(path.parent().unwrap());
        let text = text(&path);
        let broken = documents::broken_links(&text, |target| folder.join(target).exists());
        complaints.extend(broken.iter().map(|target| format!("{}: `{target}`", path.display())));
    }
    nothing(&complaints);
}

#[test]
fn everything_built_upon_has_a_licence_we_allow() {
    let deny: Table = text("deny.toml").parse().unwrap();
    let allowed = deny["licenses"]["allow"].as_array().unwrap();
    let allowed: BTreeSet<String> = allowed.iter().map(|name| name.as_str().unwrap().to_owned()).collect();
    let metadata = metadata();
    let mut complaints = Vec::new();
    for package in metadata["packages"].as_array().unwrap() {
        let licence = package["license"].as_str().unwrap_or_default();
        if !licences::allows(licence, &allowed) {
            complaints.push(format!("{} {}: `{licence}`", package["name"], package["version"]));
        }
    }
    nothing(&complaints);
}

/// The files of the repository, and what Cargo says of it.
#[cfg(test)]
mod repository {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    use headwater_tests::source;
    use serde_json::Value;

    pub(super) fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
    }

    pub(super) fn text(path: impl AsRef<Path>) -> String {
        let path = root().join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Paths from the root of all files below a folder, sorted; what is built or begins with a dot is left out.
    pub(super) fn files(folder: &str, suffix: &str) -> Vec<PathBuf> {
        fn walk(folder: &Path, suffix: &str, found: &mut Vec<PathBuf>) {
            let Ok(entries) = fs::read_dir(folder) else {
                return;
            };
            for path in entries.map(|entry| entry.unwrap().path()) {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                if name.starts_with('.') || name == "target" {
                    continue;
                }
                if path.is_dir() {
                    walk(&path, suffix, found);
                } else if name.ends_with(suffix) {
                    found.push(path.strip_prefix(root()).unwrap().to_owned());
                }
            }
        }
        let mut found = Vec::new();
        walk(&root().join(folder), suffix, &mut found);
        found.sort();
        found
    }

    /// The source of a crate without files that are compiled for its tests only.
    pub(super) fn sources(name: &str) -> Vec<PathBuf> {
        let all = files(&format!("crates/{name}/src"), ".rs");
        let mut tests = BTreeSet::new();
        for path in &all {
            let stem = path.file_stem().unwrap().to_string_lossy();
            let root_of_modules = ["lib", "main", "mod"].contains(&stem.as_ref());
            let folder = if root_of_modules { path.parent().unwrap().to_owned() } else { path.with_extension("") };
            for module in source::test_modules(&text(path)) {
                tests.insert(folder.join(format!("{module}.rs")));
                tests.insert(folder.join(module).join("mod.rs"));
            }
        }
        all.into_iter().filter(|path| !tests.contains(path)).collect()
    }

    /// Names of the folders in `crates/`.
    pub(super) fn crates() -> Vec<String> {
        let manifests = files("crates", "Cargo.toml");
        manifests
            .iter()
            .map(|path| path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned())
            .collect()
    }

    /// What Cargo says of the packages that are built here. Those of other platforms may not be at hand without a network.
    pub(super) fn metadata() -> Value {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let host = Command::new("rustc").arg("-vV").current_dir(root()).output().unwrap().stdout;
        let host = String::from_utf8(host).unwrap();
        let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
        let mut command = Command::new(cargo);
        command.args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host]);
        let output = command.current_dir(root()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}
