//! Who wrote it: the byline as printed, and the names in it.

use headwater_lang::terms::PageTerm;
use headwater_lang::{digit, fold, fold_str, is_unspaced};
use headwater_model::{BlockKind, Label, MetaKey, Span, Stated};

use super::dates;
use super::scene::{Scene, View, squash};

/// The widest line that can be a byline, in cells.
const WIDEST: usize = 130;

/// How many blocks above and below the text are searched.
const NEAR: usize = 12;

/// How far above the text the title may stand where a byline is looked for, in blocks.
const FAR: usize = 40;

/// How many blocks into the text, and how many above the title, may hold a byline.
const INSIDE: usize = 3;
const OVER: usize = 3;

/// Signs between the fields of one line.
const FIELD_SIGNS: [&str; 5] = [" | ", " · ", " • ", "｜", "\n"];

/// Signs between names.
const NAME_SIGNS: [char; 8] = [',', '、', '،', '&', ';', '/', '，', '|'];

/// Finds the byline and labels its block.
pub(super) fn byline(
    scene: &Scene,
    labels: &mut [Label],
    (first, last): (usize, usize),
    publisher: Option<&str>,
) -> Option<Stated<String>> {
    let site = publisher.map(squash).unwrap_or_default();
    let authors: Vec<String> = scene
        .declared(MetaKey::Author)
        .map(|view| view.squashed().to_owned())
        .filter(|name| name.chars().count() > 2)
        .collect();
    let count = scene.views.len();
    let title =
        labels.iter().take(first).rposition(|label| *label == Label::Title).filter(|title| first - title <= FAR);
    let above = title.unwrap_or(first).min(first).saturating_sub(NEAR)..(first + INSIDE).min(count);
    let below = (last + 1).max(above.end).min(count)..(last + 4).min(count);
    let mut best: Option<(i64, usize, Span)> = None;
    let mut titled = false;
    for at in above.chain(below) {
        titled |= labels.get(at) == Some(&Label::Title);
        let Some(view) = scene.views.get(at) else { continue };
        if labels.get(at) != Some(&Label::Furniture) || !is_candidate(view) {
            continue;
        }
        // Some print day and name straight above the title.
        let over = view.dated && title.is_some_and(|title| at < title && title - at <= OVER);
        let titled = titled && at < first || over;
        let beside = i64::from(view.dated && titled) * 25;
        for field in fields(scene, view) {
            let own = score(scene, view, field, (&authors, &site), titled, at > first);
            let score = if own > 0 { own + beside } else { own };
            if score > best.map_or(0, |(top, _, _)| top) {
                best = Some((score, at, field));
            }
        }
    }
    let (_, at, field) = best?;
    if let Some(slot) = labels.get_mut(at) {
        *slot = Label::Byline;
    }
    Some(Stated::new(field.of(&scene.page.text).split_whitespace().collect::<Vec<_>>().join(" "), field))
}

fn is_candidate(view: &View) -> bool {
    let zones = view.zones;
    !view.is_meta()
        && view.width <= WIDEST
        && (!zones.related || zones.byline)
        && !zones.comment
        && !zones.caption
        && !zones.crumbs
        && (!view.is_heading() || view.dated)
        && *view.kind != BlockKind::Control
}

/// The fields of a line: what signs and dates leave between them.
fn fields(scene: &Scene, view: &View) -> Vec<Span> {
    let mut cuts: Vec<Span> = dates::find(view.text, 0, &scene.tongues).iter().map(|dated| dated.span).collect();
    for sign in FIELD_SIGNS {
        cuts.extend(view.text.match_indices(sign).map(|(at, sign)| Span::new(at, at + sign.len())));
    }
    cuts.sort_unstable();
    let mut fields = Vec::new();
    let mut start = 0;
    for cut in cuts.into_iter().chain([Span::new(view.text.len(), view.text.len())]) {
        if cut.start > start {
            let field =
                trimmed(view.text, Span::new(start, cut.start)).and_then(|field| without_count(view.text, field));
            fields.extend(field.map(|field| field.shifted(view.span.start)));
        }
        start = start.max(cut.end);
    }
    fields
}

/// Drops the number of comments or readers behind a name.
fn without_count(text: &str, field: Span) -> Option<Span> {
    let inside = field.of(text);
    let rest = inside.trim_end_matches(|character| digit(character).is_some());
    if rest.len() == inside.len() || !rest.ends_with(char::is_whitespace) {
        return Some(field);
    }
    trimmed(text, Span::new(field.start, field.start + rest.len()))
}

/// Drops white space and separating signs from both ends.
pub(super) fn trimmed(text: &str, span: Span) -> Option<Span> {
    let outer = |character: char| character.is_whitespace() || "|·•,;:–—-/*（）()[]【】".contains(character);
    Some(span.trimmed(text, outer)).filter(|span| !span.is_empty())
}

/// What speaks for a field as the byline.
fn score(
    scene: &Scene,
    view: &View,
    field: Span,
    (authors, site): (&[String], &str),
    titled: bool,
    below: bool,
) -> i64 {
    let text = field.of(&scene.page.text);
    let squashed = squash(text);
    let words = text.split_whitespace().count();
    let foreign = text.contains("://") || text.contains(['@', '>', '»', '›']) || squashed == site;
    if squashed.is_empty() || words > 12 || foreign {
        return 0;
    }
    let labels = view.terms.iter().filter(|term| term.meaning == PageTerm::Byline && field.contains(term.span));
    let opening = labels.filter(|term| squash(Span::new(field.start, term.span.start).of(&scene.page.text)).is_empty());
    let label = opening.map(|term| term.span.len()).max();
    // A label alone names nobody.
    if label.is_some_and(|label| label + 2 >= field.len()) {
        return 0;
    }
    let led = label.is_some();
    let declared = authors.iter().any(|name| squashed.contains(name));
    let desk = view.terms.iter().any(|term| term.meaning == PageTerm::Desk && field.contains(term.span));
    // "Posted by" begins like "Posted".
    let begins = |span: Span| {
        let longer = |term: &super::scene::Term| term.meaning == PageTerm::Byline && term.span.contains(span);
        view.terms.iter().any(longer)
    };
    let other = view
        .terms
        .iter()
        .any(|term| term.leads && is_other(term.meaning) && field.contains(term.span) && !begins(term.span));
    let section = scene.declared(MetaKey::Section).any(|section| squash(section.text) == squashed);
    let named = is_name(text);
    let numbered = text.chars().any(|character| digit(character).is_some());
    let reasons = [
        (declared, 60),
        (led && !below, 45),
        // Behind the text editors and translators sign.
        (led && below, 25),
        (view.zones.byline, 35),
        (desk, 15),
        (named && titled && !below, 12),
        (other, -40),
        (section, -40),
        (view.zones.furniture, -25),
        (numbered, -25),
        (view.ends && words >= 4, -50),
        (!(named || led || declared || desk), -15),
    ];
    reasons.iter().filter(|(holds, _)| *holds).map(|(_, worth)| worth).sum()
}

/// Says whether a line that begins with such a phrase is something else than a byline.
fn is_other(term: PageTerm) -> bool {
    matches!(
        term,
        PageTerm::Furniture
            | PageTerm::Published
            | PageTerm::Modified
            | PageTerm::CreditPhoto
            | PageTerm::Tags
            | PageTerm::Home
            | PageTerm::Related
    )
}

/// Says whether a text could be a person's name: two to five words that all begin with a capital, or a few characters
/// of a script without case.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let cased = text.chars().any(|character| character.is_lowercase() || character.is_uppercase());
    if text.chars().any(|character| digit(character).is_some() || "?!:：？！".contains(character)) {
        return false;
    }
    if cased {
        let capital = words.iter().filter(|word| word.chars().next().is_some_and(char::is_uppercase)).count();
        return (2..=5).contains(&words.len()) && capital + 1 >= words.len() && capital >= 2;
    }
    if text.chars().any(is_unspaced) {
        return (2..=12).contains(&text.chars().count());
    }
    (2..=4).contains(&words.len())
}

/// Says whether the words of a name begin with capitals, as far as its script has them.
fn is_capitalised(name: &str) -> bool {
    let cased = name.chars().any(|character| character.is_lowercase() || character.is_uppercase());
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = words.iter().filter(|word| word.chars().next().is_some_and(char::is_uppercase)).count();
    !cased || capital * 2 >= words.len() && words.first().is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// Returns the names of people: those that the page declares, or those that the byline holds.
pub(super) fn authors(scene: &Scene, byline: Option<&Stated<String>>, publisher: Option<&str>) -> Vec<Stated<String>> {
    let publisher = publisher.map(squash).unwrap_or_default();
    let mut names: Vec<Stated<String>> = Vec::new();
    let mut add = |name: Stated<String>| {
        let squashed = squash(&name.value);
        let known = names.iter().any(|known| squash(&known.value) == squashed);
        if !known && is_person(scene, &name.value) && squashed != publisher {
            names.push(name);
        }
    };
    for view in scene.declared(MetaKey::Author) {
        split(scene, view.span).into_iter().for_each(&mut add);
    }
    if names.is_empty()
        && let Some(byline) = byline
    {
        let linked = linked(scene, byline.span);
        let is_linked = !linked.is_empty();
        let mut add = |name: Stated<String>| {
            let shaped = is_linked || is_capitalised(&name.value);
            let known = scene.registry.outlets().resolve(&name.value).is_some();
            if shaped && !known && is_person(scene, &name.value) && squash(&name.value) != publisher {
                names.push(name);
            }
        };
        if is_linked {
            linked.into_iter().for_each(&mut add);
        } else {
            split(scene, byline.span).into_iter().for_each(&mut add);
        }
    }
    names
}

/// The names that a byline links: one behind its label, and those that follow with nothing but "and" between them.
fn linked(scene: &Scene, byline: Span) -> Vec<Stated<String>> {
    let text = &scene.page.text;
    let links = &scene.page.links;
    let inside = links.iter().skip(links.partition_point(|link| link.span.start < byline.start));
    let mut names: Vec<Stated<String>> = Vec::new();
    let mut end = without_label(scene, byline).start;
    for link in inside.take_while(|link| link.span.end <= byline.end) {
        let between = text.get(end..link.span.start).unwrap_or_default();
        let joined = between.split(|character: char| !character.is_alphanumeric()).all(|word| {
            let known = |language: &&headwater_lang::Language| {
                language.file.numbers.joiners.iter().any(|joiner| joiner == word)
            };
            word.is_empty() || scene.tongues.iter().any(known)
        });
        if !joined && end <= link.span.start {
            break;
        }
        let name = without_label(scene, link.span);
        let value = name.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        if value.chars().any(char::is_alphabetic) {
            names.push(Stated::new(value, name));
        }
        end = end.max(link.span.end);
    }
    names
}

/// Splits a byline into names.
fn split(scene: &Scene, span: Span) -> Vec<Stated<String>> {
    let text = &scene.page.text;
    let span = without_label(scene, span);
    let line = span.of(text);
    let mut names: Vec<Span> = Vec::new();
    let mut start = 0;
    for cut in cuts(scene, line).into_iter().chain([Span::new(line.len(), line.len())]) {
        if cut.start >= start {
            let name = trimmed(line, Span::new(start, cut.start));
            names.extend(name.map(|name| without_role(text, without_label(scene, name.shifted(span.start)))));
        }
        start = start.max(cut.end);
    }
    let words = |name: &Span| name.of(text).split_whitespace().count();
    // "Jorrit Petersen, Flensburg": one word behind a full name is the place of writing.
    if let [first, place] = names.as_slice()
        && words(first) >= 2
        && words(place) == 1
    {
        names.truncate(1);
    }
    let plain = |name: &Span| name.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    names.into_iter().map(|name| Stated::new(plain(&name), name)).collect()
}

/// Where a line of names is cut: at signs, at words for "and", and behind "London=".
fn cuts(scene: &Scene, line: &str) -> Vec<Span> {
    let mut cuts: Vec<Span> = line.match_indices(NAME_SIGNS).map(|(at, sign)| Span::new(at, at + sign.len())).collect();
    let joiners = scene.tongues.iter().flat_map(|language| &language.file.numbers.joiners);
    for joiner in joiners.filter(|joiner| joiner.chars().all(char::is_alphabetic)) {
        let spaced = format!(" {joiner} ");
        cuts.extend(line.match_indices(&spaced).map(|(at, _)| Span::new(at, at + spaced.len())));
    }
    cuts.extend(line.match_indices(['=', '＝']).map(|(at, sign)| Span::new(0, at + sign.len())));
    cuts.sort_unstable();
    cuts
}

/// "Report: Ann Lee": what stands before a colon says what she did.
fn without_role(text: &str, name: Span) -> Span {
    let inside = name.of(text);
    let Some((role, _)) = inside.split_once([':', '：']) else { return name };
    let behind = trimmed(text, Span::new(name.start + role.len(), name.end));
    behind.filter(|_| role.split_whitespace().count() <= 2).unwrap_or(name)
}

/// Drops a leading "by" and the like, and what stands for "reporter" behind a name.
fn without_label(scene: &Scene, span: Span) -> Span {
    let line = span.of(&scene.page.text);
    let folded = fold(line);
    let (mut start, mut end) = (0, line.len());
    for language in &scene.tongues {
        for hit in language.page.find_all(&folded) {
            let before = line.get(..hit.span.start).unwrap_or_default();
            let leads = before.chars().all(|character| !character.is_alphanumeric());
            if leads && *hit.meaning == PageTerm::Byline && hit.span.end < line.len() {
                start = start.max(hit.span.end);
            }
            // "… 기자": what she is, behind the name.
            if !leads && *hit.meaning == PageTerm::Byline && hit.span.end == line.len() {
                end = end.min(hit.span.start);
            }
        }
    }
    let rest = Span::new(span.start + start, span.start + end.max(start));
    trimmed(&scene.page.text, rest).unwrap_or(span)
}

fn is_person(scene: &Scene, name: &str) -> bool {
    let letters = name.chars().filter(|character| character.is_alphabetic()).count();
    let desk = scene.tongues.iter().any(|language| {
        let folded = fold(name);
        language
            .page
            .find_all(&folded)
            .iter()
            .any(|hit| matches!(hit.meaning, PageTerm::Desk | PageTerm::Agencies) && hit.span.start == 0)
    });
    (2..=60).contains(&letters)
        && name.split_whitespace().count() <= 6
        && !desk
        && !name.contains(['@', '©'])
        && !name.contains("://")
        && !fold_str(name).contains("www.")
        && !name.chars().any(|character| digit(character).is_some())
}
