//! Topics: those of the site with their counts, the tags of the article, and the path of sections above it.

use std::collections::BTreeSet;

use headwater_lang::terms::PageTerm;
use headwater_lang::{digit, is_unspaced};
use headwater_model::{BlockKind, Label, Link, MetaKey, Span, Stated, Topic};

use super::dates;
use super::names::trimmed;
use super::scene::{Scene, View, squash};
use super::select::is_furniture;

/// As many counted names in a row are a list of topics. Fewer may be chance.
const FEWEST: usize = 5;

/// The widest topic, in cells.
const WIDEST: usize = 60;

/// The widest step of a section path, in cells.
const STEP: usize = 32;

/// Signs between topics that are written in one.
const BETWEEN: [char; 6] = [',', '،', '、', '，', ';', '|'];

/// How many tags a page shows and declares for one article at most. More are the site's, or meant for search engines.
const MOST: usize = 20;

/// How many blocks lie between two tags of one list.
const APART: usize = 3;

/// How many blocks above the title and below the text its tags may stand.
const ABOVE: usize = 3;
const BELOW: usize = 20;

/// How many blocks below the text a label of tags may stand. In text captures the end of the text is not as sure.
const LABELLED: usize = 30;

/// What sites call the folder of their pages of topics.
const TOPIC_FOLDERS: [&str; 22] = [
    "tag",
    "tags",
    "tagged",
    "topic",
    "topics",
    "thema",
    "themen",
    "theme",
    "themes",
    "thematique",
    "tema",
    "temas",
    "temi",
    "argomenti",
    "schlagwort",
    "schlagworte",
    "etiqueta",
    "etiquetas",
    "etiket",
    "keyword",
    "keywords",
    "sujet",
];

/// Signs between the steps of a section path on one line.
const STEP_SIGNS: [char; 9] = ['>', '›', '»', '/', '|', '→', '＞', '·', '•'];

/// Finds the topics that the site lists with counts, and labels their blocks.
pub(super) fn of_site(scene: &Scene, labels: &mut [Label]) -> Vec<Topic> {
    let mut topics: Vec<(usize, Topic)> = Vec::new();
    let mut run: Vec<(usize, Topic)> = Vec::new();
    for (at, view) in scene.views.iter().enumerate() {
        if *view.kind == BlockKind::Control && view.width <= 1 {
            continue;
        }
        let inline = inline(view);
        if inline.len() >= FEWEST {
            keep(scene, &mut run, &mut topics);
            topics.extend(inline.into_iter().map(|topic| (at, topic)));
            continue;
        }
        match counted(view).filter(|topic| labels.get(at) != Some(&Label::Title) && !is_month(scene, &topic.name)) {
            Some(topic) => run.push((at, topic)),
            None => keep(scene, &mut run, &mut topics),
        }
    }
    keep(scene, &mut run, &mut topics);
    for (at, _) in &topics {
        if let Some(slot) = labels.get_mut(*at) {
            *slot = Label::SiteTopic;
        }
    }
    // Tags of the article with counts are the site's topics only where it lists no others.
    let is_tag = |at: usize| scene.views.get(at).is_some_and(|view| view.zones.tags);
    if topics.iter().any(|(at, _)| !is_tag(*at)) {
        topics.retain(|(at, _)| !is_tag(*at));
    }
    topics.into_iter().map(|(_, topic)| topic).collect()
}

/// Keeps a run of counted names that is long enough. Tags of an article may have counts too, and are few.
fn keep(scene: &Scene, run: &mut Vec<(usize, Topic)>, topics: &mut Vec<(usize, Topic)>) {
    let tagged = run.len() >= 2 && run.iter().all(|(at, _)| scene.views.get(*at).is_some_and(|view| view.zones.tags));
    if run.len() >= FEWEST || tagged {
        topics.append(run);
    }
    run.clear();
}

/// Archives by month list months and years.
fn is_month(scene: &Scene, name: &str) -> bool {
    has_year(name) || !dates::find(name, 0, &scene.tongues).is_empty()
}

/// Names and counts on one line: "Tides 3 Fishing 15 Canals 25", with or without a label before them.
fn inline(view: &View) -> Vec<Topic> {
    if view.is_meta() || view.ends || view.width > 400 {
        return Vec::new();
    }
    let start = view.text.find(':').map_or(0, |at| at + 1);
    let mut topics = Vec::new();
    let mut from = start;
    let mut characters = view.text.char_indices().skip_while(|(at, _)| *at < start).peekable();
    while let Some((at, character)) = characters.next() {
        let last = digit(character).is_some() && characters.peek().is_none_or(|(_, next)| digit(*next).is_none());
        if !last {
            continue;
        }
        let end = at + character.len_utf8();
        let piece = view.text.get(from..end).unwrap_or_default();
        let head = piece.trim_end_matches(|character| digit(character).is_some());
        let count = piece
            .get(head.len()..)
            .unwrap_or_default()
            .chars()
            .filter_map(digit)
            .try_fold(0_u32, |sum, value| sum.checked_mul(10)?.checked_add(value));
        let name = trimmed(head, Span::new(0, head.len())).filter(|_| head.ends_with([' ', '(', '\u{a0}']));
        let (Some(name), Some(_)) = (name, count) else { return Vec::new() };
        let words = name.of(head);
        if words.split_whitespace().count() > 4
            || !words.chars().any(char::is_alphabetic)
            || words.contains(['.', ',', '?', ';'])
        {
            return Vec::new();
        }
        topics.push(Topic {
            name: words.to_owned(),
            count,
            span: Span::new(from + name.start, end).shifted(view.span.start),
        });
        from = end;
    }
    let rest = view.text.get(from..).unwrap_or_default();
    if rest.chars().any(char::is_alphanumeric) { Vec::new() } else { topics }
}

/// Says whether the only digits in a name are those of a year.
fn has_year(name: &str) -> bool {
    let digits = name.chars().filter(|character| digit(*character).is_some()).count();
    digits == 4 && name.split(|character: char| digit(character).is_none()).any(|run| run.chars().count() == 4)
}

/// Reads "検閲108", "Economy (12)" or "Economy 12". The count has no place after a decimal point and no unit.
fn counted(view: &View) -> Option<Topic> {
    if view.is_meta() || view.width > WIDEST {
        return None;
    }
    let text = view.text.trim_end_matches([')', '）', ']', ' ']);
    let digits = text.len() - text.trim_end_matches(|character| digit(character).is_some()).len();
    let head = text.get(..text.len() - digits)?;
    let count = text
        .get(head.len()..)?
        .chars()
        .filter_map(digit)
        .try_fold(0_u32, |sum, value| sum.checked_mul(10)?.checked_add(value))?;
    let start = head.len()
        - head
            .trim_start_matches(|character: char| character.is_whitespace() || super::BULLETS.contains(&character))
            .len();
    let name = Span::new(start, head.trim_end_matches([' ', '\u{a0}', '(', '（', '[']).len());
    let sound = digits > 0
        && digits <= 6
        && !head.ends_with(['.', ',', '-', '/', ':', '+', '$', '€', '£', '¥', '№', '#'])
        && name.of(head).chars().any(char::is_alphabetic);
    // A bracket that closes behind the count opened before it, or belongs to the name.
    let opened = name.start < name.end && view.text.len() == text.len() || head.trim_end().ends_with(['(', '（', '[']);
    (sound && opened && !view.ends).then(|| Topic {
        name: name.of(head).to_owned(),
        count: Some(count),
        span: view.span,
    })
}

/// Finds the tags of the article: shown ones by their label, markup or addresses, and declared ones.
pub(super) fn of_article(scene: &Scene, labels: &[Label], last: usize) -> Vec<Stated<String>> {
    let mut shown = links_near(scene, labels, last, is_tag);
    if shown.is_empty() {
        shown = labelled(scene, labels, last);
    }
    if shown.is_empty() && scene.is_text() {
        shown = listed_below(scene, labels, last);
    }
    let declared = declared(scene);
    // A page shows some of what it declares; where the two differ, the declared words are the site's or a search
    // engine's.
    let known: BTreeSet<String> = declared.iter().map(|topic| squash(&topic.value)).collect();
    let agree = shown.iter().any(|topic| known.contains(&squash(&topic.value)));
    let found = match () {
        () if agree => declared,
        () if !shown.is_empty() => shown,
        () if !declared.is_empty() => declared,
        () => links_near(scene, labels, last, leads_to_topic),
    };
    distinct(found)
}

fn distinct(mut topics: Vec<Stated<String>>) -> Vec<Stated<String>> {
    let mut known = BTreeSet::new();
    topics.retain(|topic| known.insert(squash(&topic.value)));
    topics
}

/// The declared topics. Labels for machines are none.
fn declared(scene: &Scene) -> Vec<Stated<String>> {
    let text = &scene.page.text;
    let is_label = |value: &str| value.contains([':', '=', '_', '{']) || value.chars().filter_map(digit).count() >= 6;
    let pieces = scene.declared(MetaKey::Topic).flat_map(|view| pieces(text, view.span, &BETWEEN));
    let pieces = pieces.map(|span| span.trimmed(text, char::is_whitespace));
    let topics = pieces.map(|span| Stated::new(span.of(text).to_owned(), span));
    let topics = distinct(topics.filter(|topic| !squash(&topic.value).is_empty() && !is_label(&topic.value)).collect());
    if topics.len() > MOST { Vec::new() } else { topics }
}

/// Links to topics in runs by the title, in the text or below it. Longer runs list the topics of the site.
fn links_near(
    scene: &Scene,
    labels: &[Label],
    last: usize,
    wanted: fn(&Scene, &View, &[&Link]) -> bool,
) -> Vec<Stated<String>> {
    let first = labels.iter().position(super::in_text).unwrap_or(0);
    let title = labels.iter().take(first).position(|label| *label == Label::Title).unwrap_or(first);
    let mut runs: Vec<(usize, usize, Vec<Stated<String>>)> = Vec::new();
    for (at, view) in scene.views.iter().enumerate() {
        if view.is_meta() || view.zones.related || view.zones.comment || view.width > WIDEST * 4 || view.linked <= 30 {
            continue;
        }
        let links = links_in(scene, view.span);
        let found: Vec<_> = links.iter().filter_map(|link| name(scene, link.span)).collect();
        if found.is_empty() || !wanted(scene, view, &links) {
            continue;
        }
        match runs.last_mut().filter(|(_, end, _)| at - *end <= APART) {
            Some((_, end, topics)) => {
                *end = at;
                topics.extend(found);
            }
            None => runs.push((at, at, found)),
        }
    }
    let near = |start: usize, end: usize| end + ABOVE >= title && start <= last + BELOW;
    let runs = runs.into_iter().filter(|(start, end, topics)| near(*start, *end) && topics.len() <= MOST);
    runs.flat_map(|(_, _, topics)| topics).collect()
}

fn links_in<'p>(scene: &Scene<'p>, span: Span) -> Vec<&'p Link> {
    let links = &scene.page.links;
    let from = links.partition_point(|link| link.span.start < span.start);
    links.iter().skip(from).take_while(|link| link.span.end <= span.end).collect()
}

/// Says whether the markup calls a block's links tags.
fn is_tag(scene: &Scene, view: &View, _: &[&Link]) -> bool {
    let element = view.element.and_then(|element| scene.page.elements.get(element.0 as usize));
    let named = element.is_some_and(|element| element.tag == "a" && element.names.split(' ').any(|name| name == "tag"));
    view.zones.tags || named
}

/// Says whether all links of a block lead to pages of topics, as their addresses tell.
fn leads_to_topic(_: &Scene, _: &View, links: &[&Link]) -> bool {
    links.iter().all(|link| {
        let Ok(url) = url::Url::parse(&link.target) else { return false };
        let folders: Vec<&str> = url.path_segments().into_iter().flatten().filter(|piece| !piece.is_empty()).collect();
        let (_, above) = folders.split_last().unwrap_or((&"", &[]));
        above.iter().any(|folder| TOPIC_FOLDERS.contains(&folder.to_lowercase().as_str()))
    })
}

/// Names behind a label such as "Tags:", on its line or the lines after it.
fn labelled(scene: &Scene, labels: &[Label], last: usize) -> Vec<Stated<String>> {
    let start = last.saturating_sub(2);
    let until = if scene.is_text() { scene.views.len() } else { scene.views.len().min(last + LABELLED) };
    let found = (start..until).find_map(|at| {
        let view = scene.views.get(at).filter(|_| labels.get(at) == Some(&Label::Furniture))?;
        view.terms
            .iter()
            .filter(|term| term.meaning == PageTerm::Tags && term.leads && (term.colon || term.whole))
            .max_by_key(|term| term.span.end)
            .map(|term| (at, term.span.end))
    });
    let Some((at, label)) = found else { return Vec::new() };
    let Some(view) = scene.views.get(at) else { return Vec::new() };
    let rest = Span::new(label, view.span.end);
    let links =
        scene.page.links.iter().filter(|link| rest.contains(link.span)).filter_map(|link| name(scene, link.span));
    let linked: Vec<Stated<String>> = links.collect();
    if !linked.is_empty() {
        return linked;
    }
    let own = names(scene, rest);
    if !own.is_empty() {
        return own;
    }
    let mut topics = Vec::new();
    let mut listed = None;
    for (view, label) in scene.views.iter().zip(labels).skip(at + 1).take(24) {
        if *view.kind == BlockKind::Control && view.width <= 1 {
            continue;
        }
        let item = *view.kind == BlockKind::Item;
        let other = view.width > WIDEST * 2
            || view.ends
            || *label != Label::Furniture
            || view.is_heading()
            || view.terms.iter().any(|term| term.leads && is_furniture(term.meaning));
        if other || listed.is_some_and(|listed| listed != item) || !item && view.gap > 1 || topics.len() >= 12 {
            break;
        }
        listed = Some(item);
        topics.extend(names(scene, view.span));
    }
    topics
}

/// A few short items straight below the text, as a flattened page shows tags that had no label.
fn listed_below(scene: &Scene, labels: &[Label], last: usize) -> Vec<Stated<String>> {
    let below = scene.views.iter().zip(labels).skip(last + 1).filter(|(view, _)| view.width > 1);
    let items: Vec<&View> = below
        .take_while(|(view, label)| *view.kind == BlockKind::Item && **label == Label::Furniture)
        .map(|(view, _)| view)
        .collect();
    let short = |view: &&View| {
        view.width <= STEP
            && !view.ends
            && view.gap == 0
            && !view.terms.iter().any(|term| term.whole)
            && !view.text.chars().any(|character| digit(character).is_some())
    };
    if items.len() > 8 || !items.iter().all(short) {
        return Vec::new();
    }
    items.into_iter().filter_map(|view| name(scene, view.span)).collect()
}

/// Names parted by commas, bars or hash signs.
fn names(scene: &Scene, span: Span) -> Vec<Stated<String>> {
    let pieces = pieces(&scene.page.text, span, &[&BETWEEN[..], &['#', '\n', '·', '•']].concat());
    pieces.into_iter().filter_map(|piece| name(scene, piece)).collect()
}

fn pieces(text: &str, span: Span, signs: &[char]) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = span.start;
    for (at, sign) in span.of(text).match_indices(signs) {
        pieces.push(Span::new(start, span.start + at));
        start = span.start + at + sign.len();
    }
    pieces.push(Span::new(start, span.end));
    pieces
}

fn name(scene: &Scene, span: Span) -> Option<Stated<String>> {
    let span = trimmed(&scene.page.text, span)?;
    let text = span.of(&scene.page.text);
    let start = span.start + (text.len() - text.trim_start_matches(['#', '＃', '*', ' ']).len());
    let span = Span::new(start, span.end);
    let value = span.of(&scene.page.text).to_owned();
    (value.chars().any(char::is_alphanumeric) && super::scene::width(&value) <= WIDEST)
        .then(|| Stated::new(value, span))
}

/// Finds the path of sections from the site's root to the article.
pub(super) fn sections(
    scene: &Scene,
    labels: &mut [Label],
    first: usize,
    publisher: Option<&str>,
) -> Vec<Stated<String>> {
    let publisher = publisher.map(squash).unwrap_or_default();
    let title = labels.iter().take(first).rposition(|label| *label == Label::Title);
    let site = |scene: &Scene, text: &str| {
        squash(text) == publisher || scene.page.host.as_deref().is_some_and(|host| text.trim() == host)
    };
    let mut steps: Vec<(usize, Span)> = marked_path(scene);
    if steps.is_empty() {
        steps = title.map(|title| lines_above(scene, labels, title)).unwrap_or_default();
    }
    // "News" may be the home of one site and a section of another: in a path only the first step is the home.
    let path = steps.first().is_some_and(|(at, _)| steps.iter().filter(|(other, _)| other == at).count() > 1);
    let mut place = 0;
    steps.retain(|(_, span)| {
        let text = span.of(&scene.page.text);
        let home = is_home(scene, text) && (place == 0 || !path) && !leads_on(scene, *span);
        place += 1;
        !site(scene, text) && !squash(text).is_empty() && !home
    });
    if let Some(title) = title.and_then(|title| scene.views.get(title)) {
        let title = squash(title.text);
        steps.retain(|(_, span)| squash(span.of(&scene.page.text)) != title);
    }
    for (at, _) in &steps {
        if let Some(slot) = labels.get_mut(*at).filter(|label| **label == Label::Furniture) {
            *slot = Label::Section;
        }
    }
    if steps.is_empty() {
        let declared = scene
            .declared(MetaKey::Section)
            .filter(|view| view.width <= STEP * 2 && !is_home(scene, view.text) && !site(scene, view.text));
        return declared.map(|view| Stated::new(view.text.to_owned(), view.span)).take(3).collect();
    }
    steps.into_iter().map(|(_, span)| Stated::new(span.of(&scene.page.text).to_owned(), span)).collect()
}

/// Says whether a step is a link to something below the site's root.
fn leads_on(scene: &Scene, span: Span) -> bool {
    let link = scene.page.links.iter().find(|link| span.contains(link.span) || link.span.contains(span));
    let url = link.and_then(|link| url::Url::parse(&link.target).ok());
    url.is_some_and(|url| url.path().trim_matches('/').len() > 1 && !url.path().trim_matches('/').starts_with("index"))
}

fn is_home(scene: &Scene, text: &str) -> bool {
    scene.tongues.iter().any(|language| language.page.whole(text).is_some_and(|term| *term == PageTerm::Home))
}

/// The path in elements that the markup names so.
fn marked_path(scene: &Scene) -> Vec<(usize, Span)> {
    let mut steps = Vec::new();
    for (at, view) in
        scene.views.iter().enumerate().filter(|(_, view)| !view.is_meta() && view.zones.crumbs && view.width < 260)
    {
        let links: Vec<Span> =
            scene.page.links.iter().map(|link| link.span).filter(|link| view.span.contains(*link)).collect();
        if links.is_empty() {
            steps.extend(split(view).into_iter().map(|span| (at, span)));
        } else {
            steps.extend(links.into_iter().map(|span| (at, span)));
        }
    }
    steps
}

/// Short lines straight above the title, or one line with the steps parted by signs.
fn lines_above(scene: &Scene, labels: &[Label], title: usize) -> Vec<(usize, Span)> {
    let mut lines: Vec<usize> = Vec::new();
    for at in (0..title).rev() {
        let Some(view) = scene.views.get(at) else { break };
        let path = view.width < 160
            && view.text.contains(STEP_SIGNS)
            && split(view).len() >= 2
            && split(view).iter().all(|step| super::scene::width(step.of(&scene.page.text)) <= STEP);
        let short = view.width <= STEP
            && !view.ends
            && *view.kind != BlockKind::Item
            && *view.kind != BlockKind::Control
            && !view.zones.furniture
            && !view.zones.related;
        if view.is_meta() || labels.get(at) == Some(&Label::Title) {
            if view.is_meta() { break } else { continue }
        }
        if labels.get(at) != Some(&Label::Furniture)
            || view.terms.iter().any(|term| term.whole && term.meaning != PageTerm::Home)
        {
            break;
        }
        if path {
            return split(view).into_iter().map(|span| (at, span)).collect();
        }
        let numbered = view.text.chars().any(|character| digit(character).is_some());
        if !short || numbered {
            break;
        }
        lines.push(at);
    }
    // More short lines than a path has are a menu.
    if lines.len() > 4 {
        return Vec::new();
    }
    lines.into_iter().rev().filter_map(|at| Some((at, scene.views.get(at)?.span))).collect()
}

/// The steps of a path on one line.
fn split(view: &View) -> Vec<Span> {
    let mut steps = Vec::new();
    let mut start = 0;
    for (at, sign) in view.text.match_indices(STEP_SIGNS).chain([(view.text.len(), "")]) {
        let spaced = view.text.get(..at).is_some_and(|before| before.ends_with(' '))
            || sign.is_empty()
            || view.text.chars().any(is_unspaced);
        if spaced {
            steps.extend(trimmed(view.text, Span::new(start, at)).map(|step| step.shifted(view.span.start)));
            start = at + sign.len();
        }
    }
    steps
}
