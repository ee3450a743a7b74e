//! A capture's bytes to a page.

use headwater_model::{Capture, Media, Note, Page};
use url::Url;

use crate::{decode, html, lines};

/// Decodes a capture and cuts it into blocks.
pub(crate) fn read(capture: &Capture) -> (Page, Vec<Note>) {
    let address = capture.address.as_deref();
    let decoded = decode::decode(&capture.bytes, capture.media, address);
    let mut notes = decoded.notes;
    let mut page = Page {
        capture: capture.id,
        encoding: decoded.encoding.name(),
        text: String::new(),
        blocks: Vec::new(),
        elements: Vec::new(),
        links: Vec::new(),
        address: capture.address.clone(),
        host: None,
        declared_language: None,
    };
    match capture.media {
        Media::Text => {
            page.blocks = lines::blocks(&decoded.text);
            page.text = decoded.text;
        }
        Media::Html => {
            let markup = html::read(&decoded.text, address);
            page.text = markup.text;
            page.blocks = markup.blocks;
            page.elements = markup.elements;
            page.links = markup.links;
            page.declared_language = markup.language;
            page.address = page.address.or(markup.canonical);
            notes.extend(markup.notes);
        }
    }
    page.host = page.address.as_deref().and_then(host);
    if page.blocks.is_empty() {
        notes.push(Note { message: "the page shows no text".to_owned(), span: None });
    }
    (page, notes)
}

/// Returns the host of an address, lower case, without `www.`.
pub(crate) fn host(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?.to_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned()).filter(|host| !host.is_empty())
}
