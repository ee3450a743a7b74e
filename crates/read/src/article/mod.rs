//! A page to the article on it: blocks with features, then labels, then fields.

mod dates;
mod dating;
mod declared;
mod ends;
mod features;
mod forest;
mod headline;
mod kinship;
mod labeller;
mod names;
mod notes;
mod posts;
mod preface;
mod publisher;
mod roles;
mod scene;
mod select;
mod tables;
mod title;
mod topics;
mod zones;

use headwater_lang::{Registry, identify};
use headwater_model::{Article, Block, BlockKind, CaptureId, Label, LanguageCode, Note, Page, Span};
use jiff::Timestamp;

use crate::lines::BULLETS;
use crate::{Lean, TitleLines};
pub use features::Measures;
use scene::{Scene, View};
use title::Title;

/// Recovers the article on a page that was captured at `captured`.
pub(crate) fn read(page: &Page, registry: &Registry, captured: Option<Timestamp>, lean: Lean) -> (Article, Vec<Note>) {
    let scene = Scene::new(page, registry);
    let (title, mut labels) = text(&scene, &select::core(&scene), lean);
    let mut notes = Vec::new();
    let mut article = Article { title: title.map(|title| title.stated), ..Article::default() };
    article.site_topics = topics::of_site(&scene, &mut labels);
    let first = labels.iter().position(in_text).unwrap_or(labels.len());
    let last = labels.iter().rposition(in_text).unwrap_or(0);
    if first >= labels.len() {
        notes.push(Note { message: "no running text was found".to_owned(), span: None });
    }
    article.references = notes::references(&scene, &mut labels, first, last);
    article.preface = preface::find(&scene, &mut labels, first);
    ends::notes(&scene, &mut labels, first, last);
    article.actions = ends::actions(&scene, &mut labels, first, last);
    fields(&scene, &mut article, &mut labels, (first, last), captured);
    article.language = language(&scene, &labels);
    declared::find(&scene, &mut article);
    article.marks = notes::marks(&scene, &labels, article.references.len(), article.language);
    article.cut_off = ends::cut_off(&scene, &labels, article.language);
    finish(page, &mut article, labels);
    (article, notes)
}

/// Finds the title and the running text from the chain of paragraphs in `core`.
fn text(scene: &Scene, core: &[bool], lean: Lean) -> (Option<Title>, Vec<Label>) {
    let title = title::find(scene, core);
    let mut labels = roles::assign(scene, core, title.as_ref().and_then(|title| title.block));
    let cells = tables::find(scene, &mut labels);
    labeller::correct(scene, core, &mut labels, lean);
    tables::keep(&mut labels, &cells);
    tables::find(scene, &mut labels);
    posts::find(scene, &mut labels);
    let title = if scene.is_text() { again(scene, title, &mut labels) } else { title };
    (title, labels)
}

/// Finds the title of a text capture anew, since which of its lines are text was told with the help of the first guess.
fn again(scene: &Scene, first: Option<Title>, labels: &mut [Label]) -> Option<Title> {
    let title = title::find(scene, &running(labels)).or(first)?;
    let block = title.block?;
    if labels.get(block) == Some(&Label::Title) {
        return Some(title);
    }
    let shown = scene.views.get(block).map(View::squashed);
    for (label, view) in labels.iter_mut().zip(&scene.views) {
        if Some(view.squashed()) == shown {
            *label = Label::Title;
        } else if *label == Label::Title {
            *label = Label::Furniture;
        }
    }
    Some(title)
}

fn running(labels: &[Label]) -> Vec<bool> {
    labels.iter().map(|label| *label == Label::Body).collect()
}

/// Measures the shown blocks of a page, as the labeller sees them.
pub(crate) fn measures(page: &Page, registry: &Registry) -> Measures {
    let scene = Scene::new(page, registry);
    let core = select::core(&scene);
    let title = title::find(&scene, &core);
    let mut labels = roles::assign(&scene, &core, title.as_ref().and_then(|title| title.block));
    tables::find(&scene, &mut labels);
    features::measure(&scene, &core, &labels)
}

/// Measures the lines that may be the title, with the text as the rules find it and as it is found in the end.
pub(crate) fn title_lines(page: &Page, registry: &Registry) -> [TitleLines; 2] {
    let scene = Scene::new(page, registry);
    let core = select::core(&scene);
    let (_, labels) = text(&scene, &core, Lean::Balance);
    [core, running(&labels)].map(|core| headline::measures(&scene, &core))
}

/// The fields around the running text.
fn fields(
    scene: &Scene,
    article: &mut Article,
    labels: &mut [Label],
    (first, last): (usize, usize),
    captured: Option<Timestamp>,
) {
    article.publisher = publisher::find(scene, labels, article.title.as_ref().map(|title| title.value.as_str()));
    let publisher = article.publisher.as_ref().map(|publisher| publisher.value.clone());
    article.byline = names::byline(scene, labels, (first, last), publisher.as_deref());
    article.authors = names::authors(scene, article.byline.as_ref(), publisher.as_deref());
    let dating = dating::find(scene, labels, first, last, captured);
    (article.published, article.modified, article.date_shown) = (dating.published, dating.modified, dating.shown);
    article.sections = topics::sections(scene, labels, first, publisher.as_deref());
    article.topics = topics::of_article(scene, labels, last);
}

/// Says whether a block is a paragraph or a heading of the running text.
fn is_text(label: &Label) -> bool {
    matches!(label, Label::Body | Label::Subheading)
}

/// Says whether a block belongs to the text in whatever voice.
fn in_text(label: &Label) -> bool {
    is_text(label) || matches!(label, Label::Preface | Label::Credit | Label::Note | Label::Reference)
}

/// The language of the running text, which may be another than that of most of the page.
fn language(scene: &Scene, labels: &[Label]) -> Option<LanguageCode> {
    let body = |label: &Label| *label == Label::Body;
    // The page's language was told from its long blocks; where these are the text there is nothing to ask again.
    let of_text = scene.sampled.iter().filter(|at| labels.get(**at).is_some_and(body)).count();
    if of_text * 3 > scene.sampled.len() * 2 {
        return scene.language;
    }
    let mut text = String::new();
    for (view, _) in scene.views.iter().zip(labels).filter(|(_, label)| body(label)).take(60) {
        text.push_str(view.text);
        text.push('\n');
    }
    if text.is_empty() {
        return scene.language;
    }
    identify(&text, scene.page.declared_language, scene.registry)
}

/// Collects the spans that follow from the labels.
fn finish(page: &Page, article: &mut Article, labels: Vec<Label>) {
    let spans = |wanted: fn(&Label) -> bool| -> Vec<Span> {
        page.blocks.iter().zip(&labels).filter(|(_, label)| wanted(label)).map(|(block, _)| block.span).collect()
    };
    article.body = spans(in_text);
    article.credits = spans(|label| *label == Label::Credit);
    article.notes = spans(|label| *label == Label::Note);
    article.captions = spans(|label| *label == Label::Caption);
    article.labels = labels;
}

/// Takes `text` as the whole text of an article in `language`.
pub(crate) fn passage(text: &str, language: LanguageCode, registry: &Registry) -> (Page, Article) {
    let mut page = Page {
        capture: CaptureId(*blake3::hash(text.as_bytes()).as_bytes()),
        encoding: "UTF-8",
        text: text.to_owned(),
        blocks: lines(text),
        elements: Vec::new(),
        links: Vec::new(),
        address: None,
        host: None,
        declared_language: Some(language),
    };
    page.declared_language = Some(language);
    let scene = Scene::new(&page, registry);
    // A single sign between paragraphs is an ornament; by itself it is all that the passage says.
    let least = if scene.views.len() == 1 { 1 } else { 2 };
    let mut labels: Vec<Label> =
        scene.views.iter().map(|view| if view.width >= least { Label::Body } else { Label::Furniture }).collect();
    let last = labels.len().saturating_sub(1);
    for (at, view) in scene.views.iter().enumerate() {
        if let Some(slot) = labels.get_mut(at).filter(|_| roles::is_credit(&scene, view, at == last && last > 0)) {
            *slot = Label::Credit;
        }
    }
    let mut article = Article { language: Some(language), ..Article::default() };
    article.references = notes::references(&scene, &mut labels, 0, last);
    article.preface = preface::find(&scene, &mut labels, 0);
    article.marks = notes::marks(&scene, &labels, article.references.len(), article.language);
    article.cut_off = ends::cut_off(&scene, &labels, article.language);
    finish(&page, &mut article, labels);
    (page, article)
}

/// One block a line, never joined: the caller's lines are paragraphs.
fn lines(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut start, mut gap) = (0, 0);
    for line in text.split_inclusive('\n') {
        let inside = line.trim();
        if inside.is_empty() {
            gap += 1;
        } else {
            let from = start + (line.len() - line.trim_start().len());
            let span = Span::new(from, from + inside.len());
            blocks.push(Block { span, kind: BlockKind::Paragraph, element: None, linked: 0, gap });
            gap = 0;
        }
        start += line.len();
    }
    blocks
}
