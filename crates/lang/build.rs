//! Takes in the language files, so that adding a language is adding one file, and the table of outlets.
//!
//! They are written in TOML, for people; the library carries them in JSON, which is read several times faster.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    let folder = root.join("languages");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the folder of language files exists")
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".toml").map(str::to_owned))
        .collect();
    names.sort();
    let mut carried = String::from("/// Name and text of every built-in language file, in JSON.\n");
    carried.push_str("const LANGUAGES: &[(&str, &str)] = &[\n");
    let mut written = String::from("/// The same as they are written.\n#[cfg(test)]\n");
    written.push_str("const LANGUAGE_FILES: &[(&str, &str)] = &[\n");
    for name in names {
        let file = folder.join(format!("{name}.toml"));
        let json = out.join(format!("{name}.json"));
        convert(&file, &json);
        list(&mut carried, &name, &json);
        list(&mut written, &name, &file);
    }
    let outlets = out.join("outlets.json");
    convert(&root.join("outlets.toml"), &outlets);
    let outlets = format!("const OUTLETS: &str = include_str!({:?});\n", outlets.display().to_string());
    fs::write(
        out.join("languages.rs"),
        format!("{carried}];\n{written}];\n/// The table of outlets, in JSON.\n{outlets}"),
    )
    .expect("the build folder can be written");
}

/// Writes a file of TOML as JSON.
fn convert(toml: &Path, json: &Path) {
    println!("cargo::rerun-if-changed={}", toml.display());
    let text = fs::read_to_string(toml).expect("the file can be read");
    let value: toml::Value = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", toml.display()));
    let text = serde_json::to_string(&value).expect("what TOML says JSON can say");
    fs::write(json, text).expect("the build folder can be written");
}

fn list(list: &mut String, name: &str, file: &Path) {
    writeln!(list, "    ({name:?}, include_str!({:?})),", file.display().to_string()).expect("a string takes all");
}
