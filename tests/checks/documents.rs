//! The documents name what there is, and what they point to exists.

/// Returns the names that `text` does not hold, each looked for as `form` writes it.
pub fn missing<'a>(names: &[&'a str], text: &str, form: impl Fn(&str) -> String) -> Vec<&'a str> {
    names.iter().filter(|name| !text.contains(&form(name))).copied().collect()
}

/// Returns the names that a `lib.rs` exports with `pub use module::{…};`.
pub fn exports(source: &str) -> Vec<&str> {
    let statements = source.split("pub use ").skip(1).filter_map(|rest| rest.split(';').next());
    let names = statements.flat_map(|statement| {
        let list = statement.rsplit("::").next().unwrap_or_default();
        list.trim_matches(['{', '}']).split(',').map(str::trim)
    });
    names.filter(|name| !name.is_empty()).collect()
}

/// Returns the relative targets of links in a Markdown text for which `exists` says no.
pub fn broken_links(text: &str, exists: impl Fn(&str) -> bool) -> Vec<&str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let paths = targets.filter_map(|target| target.split('#').next());
    let relative = paths.filter(|path| !path.is_empty() && !path.contains("://") && !path.starts_with("mailto:"));
    relative.filter(|path| !exists(path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_is_caught() {
        let text = "`model` and `lang`";
        assert_eq!(missing(&["model", "read"], text, |name| format!("`{name}`")), ["read"]);
    }

    #[test]
    fn exports_are_read_over_lines() {
        let source = "mod a;\npub use a::One;\npub use b::{\n    Two, Three,\n    Four,\n};\n";
        assert_eq!(exports(source), ["One", "Two", "Three", "Four"]);
    }

    #[test]
    fn a_link_that_leads_nowhere_is_caught() {
        let text = "[a](docs/a.md) [b](docs/b.md#part) [c](https://example.org/c) [d](#here)";
        assert_eq!(broken_links(text, |path| path == "docs/a.md"), ["docs/b.md"]);
    }
}
