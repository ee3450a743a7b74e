//! What kind of file the bytes of a capture are, told by how they begin.

use headwater_model::Media;

use crate::CaptureError;

/// The largest page that is taken in. The largest in the corpora that tuned this crate has 4 MiB.
pub(crate) const LIMIT: usize = 64 << 20;

/// How far into a file its kind is looked for.
const SNIFFED: usize = 4096;

/// First bytes of files that are no text, with the byte they stand at.
const SIGNATURES: &[(usize, &[u8], &str)] = &[
    (0, b"%PDF-", "a PDF document"),
    (0, b"PK\x03\x04", "a ZIP archive or office document"),
    (0, b"\x1f\x8b", "a gzip file"),
    (0, b"BZh", "a bzip2 file"),
    (0, b"\xfd7zXZ\0", "an XZ file"),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (8, b"WEBP", "a WebP image"),
    (0, b"II*\0", "a TIFF image"),
    (0, b"MM\0*", "a TIFF image"),
    (4, b"ftyp", "a video or picture"),
    (0, b"\x1aE\xdf\xa3", "a video"),
    (0, b"ID3", "a sound recording"),
    (0, b"OggS", "a sound recording"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"SQLite format 3\0", "a database"),
    (0, b"\x7fELF", "a program"),
    (0, b"WARC/1.", "a WARC file"),
];

/// Openings of tags that only HTML has, lower case.
const HTML_ONLY: &[&str] = &["<!doctype html", "<html", "<head", "<body"];

/// Openings of tags that together show a piece of HTML.
const HTML_TAGS: &[&str] = &[
    "<p>", "<p ", "<div", "<a ", "<span", "<table", "<td", "<br", "<meta", "<link", "<script", "<h1", "<h2", "<li",
    "<img", "<article",
];

/// Says what `bytes` are.
///
/// # Errors
///
/// [`CaptureError::NotText`] where they begin as another kind of file, or hold too many control characters.
pub(crate) fn media(bytes: &[u8]) -> Result<Media, CaptureError> {
    let known =
        SIGNATURES.iter().find(|(at, signature, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(signature)));
    if let Some((_, _, found)) = known {
        return Err(CaptureError::NotText { found });
    }
    let head = bytes.get(..SNIFFED).unwrap_or(bytes);
    if is_binary(head) {
        return Err(CaptureError::NotText { found: "binary data" });
    }
    Ok(if is_html(head) { Media::Html } else { Media::Text })
}

/// A tenth of control characters is more than any text has. UTF-16 is let through: its zeros lie on one side.
fn is_binary(head: &[u8]) -> bool {
    let control = |byte: &u8| *byte < b' ' && !matches!(*byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b);
    let even = head.iter().step_by(2).filter(|byte| control(byte)).count();
    let odd = head.iter().skip(1).step_by(2).filter(|byte| control(byte)).count();
    even.min(odd) * 10 > head.len() / 2 || even.max(odd) * 10 > head.len() && even.min(odd) * 20 > head.len()
}

fn is_html(head: &[u8]) -> bool {
    // Zeros go, so that the tags of UTF-16 are seen too.
    let ascii: Vec<u8> = head.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let text = String::from_utf8_lossy(&ascii);
    let opened = text.trim_start_matches('\u{feff}').trim_start();
    if HTML_ONLY.iter().any(|tag| text.contains(tag)) && opened.starts_with('<') {
        return true;
    }
    let tags = HTML_TAGS.iter().filter(|tag| text.contains(*tag)).count();
    tags >= 3 || opened.starts_with('<') && tags >= 1 && text.contains("</")
}

#[cfg(test)]
mod tests {
    use headwater_model::Media;

    use super::media;

    #[test]
    fn kinds_are_told_by_the_first_bytes() {
        for (bytes, want) in [
            (&b"<!DOCTYPE html><p>x"[..], "Html"),
            (b"\xef\xbb\xbf  <html lang=fr>", "Html"),
            (b"<\0h\0t\0m\0l\0>\0", "Html"),
            (b"<div><p>one<br>two</p></div>", "Html"),
            (b"Headline\n\na < b and b > c\n", "Text"),
            (b"", "Text"),
            (b"%PDF-1.7", "a PDF document"),
            (b"\x1f\x8b\x08\0", "a gzip file"),
            (b"\0\x01\x02\x03\x04\x05", "binary data"),
        ] {
            let found = match media(bytes) {
                Ok(Media::Html) => "Html".to_owned(),
                Ok(Media::Text) => "Text".to_owned(),
                Err(crate::CaptureError::NotText { found }) => found.to_owned(),
                Err(error) => error.to_string(),
            };
            assert_eq!(found, want, "{bytes:?}");
        }
    }
}
