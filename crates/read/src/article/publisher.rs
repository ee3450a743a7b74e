//! Who put the page out. Never the outlet that a credit line names: an aggregator signs with its own name.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use headwater_lang::terms::PageTerm;
use headwater_lang::{digit, fold, names};
use headwater_model::{Label, MetaKey, Span, Stated};
use memchr::memmem::Finder;

use super::names::trimmed;
use super::scene::{Scene, View, squash};
use super::title;

/// The widest name of a site, in cells.
const WIDEST: usize = 60;

/// How many lines at the top and the bottom of a page may show its site's name.
const EDGE: usize = 40;

/// Finds the publisher.
pub(super) fn find(scene: &Scene, labels: &[Label], title: Option<&str>) -> Option<Stated<String>> {
    if let Some(view) = scene.declared(MetaKey::Publisher).find(|view| view.width <= WIDEST) {
        return Some(stated(scene, view.span));
    }
    domain_line(scene, labels).or_else(|| {
        let tops = scene.views.iter().take(6);
        let suffixes: BTreeSet<String> = tops.flat_map(|view| title::parts(view.text)).map(squash).collect();
        let mut best: Option<(i64, Span)> = None;
        for span in candidates(scene, labels, title) {
            let score = score(scene, &suffixes, span);
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, span));
            }
        }
        best.filter(|(score, _)| *score >= 30).map(|(_, span)| stated(scene, span))
    })
}

fn stated(scene: &Scene, span: Span) -> Stated<String> {
    Stated::new(span.of(&scene.page.text).split_whitespace().collect::<Vec<_>>().join(" "), span)
}

/// A line that is a domain and nothing else, above the text: aggregators print it under the title.
fn domain_line(scene: &Scene, labels: &[Label]) -> Option<Stated<String>> {
    let first = labels.iter().position(|label| *label == Label::Body)?;
    let lines = scene.views.iter().take(first).filter(|view| !view.is_meta());
    let found = lines.rev().take(6).find(|view| is_domain(view.text))?;
    Some(stated(scene, found.span))
}

/// Says whether a text is a registrable domain or a host in one.
pub(super) fn is_domain(text: &str) -> bool {
    let text = text.trim();
    let plain = !text.is_empty()
        && text.len() < 80
        && text.chars().all(|character| character.is_ascii_alphanumeric() || "-.".contains(character));
    plain
        && text.contains('.')
        && text.ends_with(|character: char| character.is_ascii_alphabetic())
        && psl::domain(text.to_ascii_lowercase().as_bytes())
            .is_some_and(|domain| domain.suffix().is_known() || text.ends_with(".example"))
}

fn candidates(scene: &Scene, labels: &[Label], title: Option<&str>) -> Vec<Span> {
    let mut spans = Vec::new();
    let squashed = title.map(squash).unwrap_or_default();
    // "Title - Site" in the title element or the first lines.
    let top = scene.views.iter().filter(|view| view.meta() == Some(MetaKey::Title) || !view.is_meta()).take(6);
    for view in top.filter(|view| {
        view.width < 300 && !squashed.is_empty() && view.squashed().contains(&squashed) && view.squashed() != squashed
    }) {
        spans.extend(
            title::parts(view.text)
                .into_iter()
                .filter(|part| !squash(part).contains(&squashed))
                .filter_map(|part| within(view, part)),
        );
    }
    spans.extend(scene.views.iter().filter_map(|view| copyright(scene, view)));
    let visible: Vec<(&View, &Label)> = scene.views.iter().zip(labels).filter(|(view, _)| !view.is_meta()).collect();
    let edges = visible.iter().take(EDGE).chain(visible.iter().rev().take(EDGE));
    let lines = edges.filter(|(view, label)| {
        **label == Label::Furniture
            && view.width <= WIDEST
            && view.width >= 3
            && !view.terms.iter().any(|term| term.whole)
    });
    spans.extend(lines.map(|(view, _)| view.span));
    spans
}

fn within(view: &View, part: &str) -> Option<Span> {
    let at = view.text.find(part)?;
    trimmed(view.text, Span::new(at, at + part.len())).map(|span| span.shifted(view.span.start))
}

/// What stands before the holder of a copyright, the surest first.
static SIGNS: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(["©", "(c)", "(C)", "Copyright", "copyright", "COPYRIGHT"]).ok());

/// The name in "© 2031 The Ledger. All rights reserved."
fn copyright(scene: &Scene, view: &View) -> Option<Span> {
    if view.is_meta() || view.width > 300 {
        return None;
    }
    let sign = SIGNS.as_ref()?.find_iter(view.text).min_by_key(|found| found.pattern())?.end();
    let rest = view.text.get(sign..).unwrap_or_default();
    let skipped = rest.len() - rest.trim_start_matches(|character: char| !character.is_alphabetic()).len();
    let start = sign + skipped;
    let rest = view.text.get(start..).unwrap_or_default();
    let end = rest.char_indices().find(|(at, character)| {
        "|,;©\n()".contains(*character)
            || digit(*character).is_some()
            || *character == '.'
                && rest.get(at + 1..).is_none_or(|after| after.is_empty() || after.starts_with(char::is_whitespace))
    });
    let mut end = start + end.map_or(rest.len(), |(at, _)| at);
    // Words such as "all rights reserved" follow the name without a sign in some languages.
    for language in &scene.tongues {
        for hit in language.page.find_all(&fold(view.text)) {
            if *hit.meaning == PageTerm::Furniture && hit.span.start > start && hit.span.start < end {
                end = hit.span.start;
            }
        }
    }
    trimmed(view.text, Span::new(start, end)).filter(|span| span.len() > 2).map(|span| span.shifted(view.span.start))
}

/// How much speaks for a candidate: that it returns at the other end of the page, that it names the host.
fn score(scene: &Scene, suffixes: &BTreeSet<String>, span: Span) -> i64 {
    let text = span.of(&scene.page.text);
    let squashed = squash(text);
    if squashed.chars().count() < 2 || text.split_whitespace().count() > 7 {
        return 0;
    }
    let finder = Finder::new(&squashed);
    let holds = |view: &View| finder.find(view.squashed().as_bytes()).is_some();
    let holders = scene.views.iter().filter(|view| view.width < 200 && !view.span.contains(span) && holds(view));
    let (mut returns, mut same) = (0_i64, 0_i64);
    for view in holders.take(12) {
        returns += 1;
        same += i64::from(view.squashed() == squashed);
    }
    let owned = scene.views.iter().any(|view| view.width < 300 && view.text.contains('©') && holds(view));
    let suffix = suffixes.contains(&squashed);
    let host = scene.page.host.as_deref().is_some_and(|host| names_host(text, host));
    let own = scene.views.iter().any(|view| view.span.contains(span) && view.text.contains('©'));
    returns.min(3) * 8
        + same.min(2) * 6
        + i64::from(owned) * 25
        + i64::from(own) * 10
        + i64::from(suffix) * 30
        + i64::from(host) * 60
}

/// Says whether a name reads like the registrable part of a host.
fn names_host(name: &str, host: &str) -> bool {
    let domain = psl::domain_str(host).unwrap_or(host);
    let label = domain.split('.').next().unwrap_or(domain);
    let plain: String = squash(name).split(' ').collect();
    let label: String = label.chars().filter(|character| character.is_alphanumeric()).collect();
    plain == label || names::plain(name).replace(' ', "") == label || names::same(name, &label)
}
