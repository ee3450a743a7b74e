//! x
use headwater_lang::Registry;
use headwater_model::*;
use jiff::Timestamp;
pub(crate) fn read(page: &Page, registry: &Registry, captured: Option<Timestamp>) -> (Article, Vec<Note>) {
    let _ = (page, registry, captured);
    (Article::default(), Vec::new())
}
pub(crate) fn passage(text: &str, language: LanguageCode, registry: &Registry) -> (Page, Article) {
    let _ = (text, language, registry);
    unimplemented!()
}
