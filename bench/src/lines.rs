//! JSON lines, plain or compressed.

use std::fs;
use std::io::{self, Read as _, Write};
use std::path::Path;

use anyhow::{Context as _, Result};
use flate2::read::MultiGzDecoder;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads a file, decompressed where its name ends in `.gz`.
///
/// # Errors
///
/// Where the file cannot be read or is not what its name says.
pub fn bytes(path: &Path) -> Result<Vec<u8>> {
    let raw = fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    if path.extension().is_none_or(|extension| extension != "gz") {
        return Ok(raw);
    }
    let mut plain = Vec::new();
    let unpacked = MultiGzDecoder::new(raw.as_slice()).read_to_end(&mut plain);
    unpacked.with_context(|| format!("cannot decompress `{}`", path.display()))?;
    Ok(plain)
}

/// Reads one value a line. Fields that `T` does not name are passed over: what a set's answers are stays unseen.
///
/// # Errors
///
/// Where the file cannot be read, or a line is not what `T` expects; the error names file and line.
pub fn read<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let bytes = bytes(path)?;
    let lines = bytes.split(|byte| *byte == b'\n').enumerate();
    let filled = lines.filter(|(_, line)| !line.iter().all(u8::is_ascii_whitespace));
    let parsed = filled.map(|(index, line)| {
        serde_json::from_slice(line).with_context(|| format!("`{}`, line {}", path.display(), index + 1))
    });
    parsed.collect()
}

/// Writes one value a line.
///
/// # Errors
///
/// Those of `out`.
pub fn write(values: &[Value], out: &mut impl Write) -> io::Result<()> {
    values.iter().try_for_each(|value| writeln!(out, "{value}"))?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde::Deserialize;

    use super::read;

    #[derive(Debug, Deserialize)]
    struct Named {
        id: String,
    }

    #[test]
    fn an_error_names_file_and_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("set.jsonl");
        fs::write(&path, "{\"id\": \"a\", \"gold\": 1}\n\n{\"id\": 2}\n").unwrap();
        let error = format!("{:#}", read::<Named>(&path).unwrap_err());
        assert!(error.contains("set.jsonl`, line 3"), "{error}");

        fs::write(&path, "{\"id\": \"a\", \"gold\": 1}\n").unwrap();
        assert_eq!(read::<Named>(&path).unwrap().first().map(|named| named.id.as_str()), Some("a"));
    }
}
