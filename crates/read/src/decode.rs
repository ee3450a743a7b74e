//! Bytes to text: byte order mark, then what the page declares, then what the bytes look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use headwater_model::{Media, Note};

/// How far into a page a declaration of its encoding may stand; browsers look at 1,024 bytes, pages are worse.
const DECLARED_WITHIN: usize = 8192;

/// Decoded text without its byte order mark.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static Encoding,
    pub(crate) notes: Vec<Note>,
}

/// Decodes `bytes`. `address` helps where only its country tells two encodings apart.
pub(crate) fn decode(bytes: &[u8], media: Media, address: Option<&str>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return finish(bytes.get(mark..).unwrap_or_default(), encoding);
    }
    let declared = if media == Media::Html { declared(bytes) } else { None };
    let Some(declared) = declared.or_else(|| utf16_without_mark(bytes)) else {
        return finish(bytes, detected(bytes, address));
    };
    if is_surely_utf8(bytes) {
        // Crawlers transcode pages and leave the declaration as it was.
        return finish(bytes, UTF_8);
    }
    if declared.decode_without_bom_handling_and_without_replacement(bytes).is_some() {
        return finish(bytes, declared);
    }
    // A wrong declaration is more frequent than a broken page. One that decodes more characters than it loses is taken
    // at its word, though: cut captures end in half a character.
    let guessed = detected(bytes, address);
    let (read, _) = declared.decode_without_bom_handling(bytes);
    let lost = read.chars().filter(|character| *character == char::REPLACEMENT_CHARACTER).count();
    let decoded = read.chars().filter(|character| !character.is_ascii()).count() - lost;
    let fits = guessed.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    finish(bytes, if fits && lost > decoded { guessed } else { declared })
}

/// Says whether the bytes are UTF-8 with so many characters beyond ASCII that no other encoding gives them by chance.
fn is_surely_utf8(bytes: &[u8]) -> bool {
    const MANY: usize = 16;
    std::str::from_utf8(bytes)
        .is_ok_and(|text| text.chars().filter(|character| !character.is_ascii()).take(MANY).count() == MANY)
}

fn finish(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let mut notes = Vec::new();
    if malformed {
        let lost = text.matches('\u{fffd}').count();
        let message = format!("{lost} places could not be decoded as {}", encoding.name());
        notes.push(Note { message, span: None });
    }
    Decoded { text: text.into_owned(), encoding, notes }
}

fn detected(bytes: &[u8], address: Option<&str>) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let host =
        address.and_then(|address| url::Url::parse(address).ok()).and_then(|url| url.host_str().map(str::to_owned));
    let country = host.as_deref().and_then(|host| host.rsplit('.').next()).map(str::as_bytes);
    // The detector takes lower-case ASCII labels only.
    let country = country.filter(|label| label.iter().all(u8::is_ascii_lowercase));
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(country, Utf8Detection::Allow)
}

/// UTF-16 that lost its mark: nearly every second byte of Latin text is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = head.len() / 2 * 8 / 10;
    match head.len() >= 8 {
        true if odd > most && even == 0 => Some(UTF_16LE),
        true if even > most && odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// What the page says of its encoding: `<meta charset>`, `http-equiv`, or an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let xml = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split('>').next());
    let labels = head.split("<meta").skip(1).filter_map(|rest| value_of(rest.split('>').next()?, "charset"));
    let label = labels.into_iter().next().or_else(|| value_of(xml?, "encoding"))?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // As in browsers: a page that is read byte by byte cannot be UTF-16.
    Some(match encoding {
        encoding if encoding == UTF_16BE || encoding == UTF_16LE => UTF_8,
        encoding if encoding == X_USER_DEFINED => WINDOWS_1252,
        encoding => encoding,
    })
}

fn value_of<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(name)?;
    let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|character: char| character.is_whitespace() || "\"'/>;".contains(character));
    value.get(..end.unwrap_or(value.len())).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use encoding_rs::{EUC_KR, SHIFT_JIS, UTF_16LE, WINDOWS_1251, WINDOWS_1256};
    use headwater_model::Media;

    use super::decode;

    #[test]
    fn encodings_are_declared_or_told_by_the_bytes() {
        let page = |label: &str, text: &str| format!("<html><head><meta charset={label}></head><p>{text}</p>");
        for (encoding, text) in [
            (SHIFT_JIS, page("Shift_JIS", "港の橋が閉じた。")),
            (WINDOWS_1256, page("'windows-1256'", "أغلق الجسر")),
            (WINDOWS_1251, "Мост закрыт до весны, сообщает газета. Паромы ходят по расписанию.".to_owned()),
            (EUC_KR, "다리가 봄까지 닫힌다고 시가 밝혔다. 배는 계속 다닌다.".to_owned()),
        ] {
            let (bytes, _, _) = encoding.encode(&text);
            let media = if text.starts_with('<') { Media::Html } else { Media::Text };
            let decoded = decode(&bytes, media, None);
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text.as_str(), encoding));
            assert!(decoded.notes.is_empty());
        }
    }

    #[test]
    fn marks_win_and_broken_bytes_are_noted() {
        let decoded = decode(b"\xef\xbb\xbfbridge", Media::Text, None);
        assert_eq!(decoded.text, "bridge");
        let utf16: Vec<u8> = "The bridge".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let decoded = decode(&utf16, Media::Text, None);
        assert_eq!((decoded.text.as_str(), decoded.encoding), ("The bridge", UTF_16LE));
        let decoded = decode(b"<meta charset=utf-8>caf\xc3\xa9 bridge \xff and more", Media::Html, None);
        assert_eq!(decoded.notes.len(), 1);
    }
}
