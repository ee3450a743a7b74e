//! What stands at the ends of the text: notes on changes, campaigns that the page invites to, text that breaks off.

use headwater_lang::is_unspaced;
use headwater_lang::terms::PageTerm;
use headwater_model::{Action, BlockKind, Label, LanguageCode, Span};
use url::Url;

use super::is_text;
use super::scene::{Scene, View};

/// Words in the path of an address that say what a visitor is asked to do there.
const ASKING: [&str; 12] = [
    "letter",
    "letters",
    "petition",
    "petitions",
    "sign",
    "donate",
    "donation",
    "campaign",
    "campaigns",
    "action",
    "actions",
    "take-action",
];

/// How many blocks behind the text may hold an invitation.
const BEHIND: usize = 8;

/// How many words are shown of a text that breaks off.
const SHOWN: usize = 8;

/// How many blocks from either end of the text may be a note.
const NOTED: usize = 3;

/// Labels editors' notes on what was changed: lines at an end of the text that say so in full, or behind a label.
pub(super) fn notes(scene: &Scene, labels: &mut [Label], first: usize, last: usize) {
    let end = (last + 1 + NOTED).min(scene.views.len());
    let places = (first..end).filter(|at| *at <= first + 1 || *at + NOTED > last);
    for at in places {
        let Some((view, label)) = scene.views.get(at).zip(labels.get_mut(at)) else { continue };
        let free = *label == Label::Body || *label == Label::Furniture && !view.zones.excluded() && view.ends;
        let said = view.terms.iter().any(|term| {
            let words = term.span.of(&scene.page.text);
            let unspaced = words.chars().filter(|character| is_unspaced(*character)).count();
            let phrase = words.split_whitespace().count() > 2 || unspaced >= 5;
            term.meaning == PageTerm::Correction && term.leads && !term.whole && (phrase || term.labels)
        });
        if free && said {
            *label = Label::Note;
        }
    }
}

/// Finds the invitations in and behind the text, and labels lines that are nothing else.
pub(super) fn actions(scene: &Scene, labels: &mut [Label], first: usize, last: usize) -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    let end = (last + 1 + BEHIND).min(scene.views.len());
    for at in first..end {
        let Some(view) = scene.views.get(at).filter(|view| !view.is_meta()) else { continue };
        let inside = matches!(
            labels.get(at),
            Some(Label::Body | Label::Preface | Label::Furniture | Label::Subheading | Label::Credit)
        );
        if !inside || view.zones.furniture || view.zones.related || view.zones.comment {
            continue;
        }
        let found = invitations(scene, view);
        let alone = found.iter().any(|action| action.span.len() * 10 >= view.span.len() * 8) && view.width < 160;
        if alone && let Some(slot) = labels.get_mut(at) {
            *slot = Label::Action;
        }
        actions.extend(found);
    }
    actions.dedup_by(|right, left| right.address == left.address);
    actions
}

/// Links and bare addresses in a block that ask for something.
fn invitations(scene: &Scene, view: &View) -> Vec<Action> {
    let asks = |span: Span| view.terms.iter().any(|term| term.meaning == PageTerm::Action && span.contains(term.span));
    let links =
        scene.page.links.iter().skip(scene.page.links.partition_point(|link| link.span.start < view.span.start));
    let links = links.take_while(|link| link.span.end <= view.span.end);
    let mut found: Vec<Action> = links
        .filter(|link| (is_asking(&link.target) || asks(link.span)) && is_elsewhere(scene, &link.target))
        .map(|link| Action { span: link.span, address: link.target.clone() })
        .collect();
    if found.is_empty() {
        found.extend(
            addresses(view)
                .into_iter()
                .filter(|span| is_asking(span.of(&scene.page.text)))
                .map(|span| Action { span, address: span.of(&scene.page.text).to_owned() }),
        );
    }
    found
}

/// Addresses written out in a block's text.
fn addresses(view: &View) -> Vec<Span> {
    let mut spans = Vec::new();
    for (at, _) in view.text.match_indices("http") {
        let rest = view.text.get(at..).unwrap_or_default();
        if !rest.starts_with("http://") && !rest.starts_with("https://") {
            continue;
        }
        let end = rest
            .find(|character: char| character.is_whitespace() || "\"<>「」()（）".contains(character))
            .unwrap_or(rest.len());
        let address = rest.get(..end).unwrap_or_default().trim_end_matches(['.', ',', ';', '。']);
        spans.push(Span::new(at, at + address.len()).shifted(view.span.start));
    }
    spans
}

/// Says whether the path of an address asks its visitor to do something.
fn is_asking(address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    let steps = url.path().split('/').filter(|step| !step.is_empty());
    // What asks is a folder with something in it, or the last step of a short path; a slug with such a word is a title.
    steps.into_iter().any(|step| ASKING.contains(&step.to_ascii_lowercase().as_str()))
}

fn is_elsewhere(scene: &Scene, address: &str) -> bool {
    let host = crate::page::host(address);
    host.is_some() && host != scene.page.host
}

/// Returns the words after which the text breaks off.
pub(super) fn cut_off(scene: &Scene, labels: &[Label], language: Option<LanguageCode>) -> Option<Span> {
    let last = labels.iter().rposition(is_text)?;
    let view = scene.views.get(last)?;
    let follows = scene
        .views
        .iter()
        .zip(labels)
        .skip(last + 1)
        .find(|(view, label)| **label == Label::Reference || view.width > 1 && *view.kind != BlockKind::Control);
    let continued =
        follows.is_some_and(|(_, label)| matches!(label, Label::Reference | Label::ReferenceHeading | Label::Action));
    let text = view.text.trim_end();
    let open = text.ends_with([':', '：', '…', ',', '،', '、'])
        || text.ends_with("...")
        || text.ends_with("[…]")
        || text.ends_with("[...]")
        || text.ends_with("…»");
    let walled = scene.views.iter().zip(labels).skip(last + 1).take(3).any(|(view, label)| {
        *label == Label::Furniture
            && view.terms.iter().any(|term| term.meaning == PageTerm::CutOff && term.leads)
            && !view.terms.iter().any(|term| term.meaning == PageTerm::Related && term.leads)
    });
    (open && !continued || walled && !view.ends).then(|| tail(view, language))
}

/// The last words of a block: its last sentence, or the end of that.
fn tail(view: &View, language: Option<LanguageCode>) -> Span {
    let sentences = headwater_lang::sentences(view.text, language.unwrap_or(LanguageCode::UNKNOWN));
    let sentence = sentences.last().copied().unwrap_or(Span::new(0, view.text.len()));
    let words = headwater_lang::words(sentence.of(view.text));
    let from = words.len().checked_sub(SHOWN).and_then(|at| words.get(at)).map_or(0, |word| word.start);
    Span::new(sentence.start + from, sentence.end).shifted(view.span.start)
}
