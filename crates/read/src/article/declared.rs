//! What the page declares of the work's other places, and of who may read it.

use headwater_model::{Article, LanguageCode, MetaKey, Stated, Translation};

use super::scene::{Scene, View};

/// Takes in the declared addresses and restrictions.
pub(super) fn find(scene: &Scene, article: &mut Article) {
    let first = |key| scene.declared(key).next().map(|view| Stated::new(view.text.to_owned(), view.span));
    article.canonical = first(MetaKey::Canonical);
    article.original = first(MetaKey::Original);
    article.restricted = scene.declared(MetaKey::Restricted).next().map(|view| view.span);
    article.translations = scene.declared(MetaKey::Translation).filter_map(translation).collect();
    let own = article.language;
    article.translations.retain(|translation| Some(translation.language) != own);
}

/// The work in another language; `x-default` is none.
fn translation(view: &View) -> Option<Translation> {
    let (language, address) = view.text.split_once(' ')?;
    let language = LanguageCode::parse(language).ok()?;
    Some(Translation { language, address: address.to_owned(), span: view.span })
}
