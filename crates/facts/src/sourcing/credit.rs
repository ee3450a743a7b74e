//! Credits: what the page itself says of where its whole text comes from.
//!
//! "المصدر: الدستور | dostor.org", "(Reuters)", "translated from …". "According to …" inside a sentence is an
//! attribution and lives elsewhere.

use headwater_lang::terms::{PageTerm, Side};
use headwater_lang::{Language, Registry, fold, is_unspaced};
use headwater_model::{Article, Credit, CreditKind, Label, OutletName, Page, Source, SourceKind, Span};

use super::credit_line::{Line, publisher, tight};
use super::{dateline, name};

/// Reads credit lines, agency tags and the origin that a translator's preface names, by position.
pub(crate) fn read(page: &Page, article: &Article, language: &Language, registry: &Registry) -> Vec<Credit> {
    let mut credits: Vec<Credit> =
        article.credits.iter().flat_map(|span| line(&page.text, *span, language, registry)).collect();
    credits.extend(tags(page, article, language, registry));
    credits.extend(edges(page, article, language, registry));
    credits.extend(translated(page, article, language, registry));
    credits.sort_by_key(|credit| (credit.span, credit.source.span));
    credits.dedup_by(|second, first| second.source.outlet == first.source.outlet && second.kind == first.kind);
    credits
}

fn line(page: &str, span: Span, language: &Language, registry: &Registry) -> Vec<Credit> {
    Line::new(span.of(page), span, language, registry).credits()
}

/// Short lines around the text that a label opens or that hold nothing but names of agencies, and sentences of
/// republication at its head and foot.
fn edges(page: &Page, article: &Article, language: &Language, registry: &Registry) -> Vec<Credit> {
    let place = |span: &Span| page.blocks.iter().position(|block| block.span == *span);
    let (Some(first), Some(last)) = (article.body.first().and_then(place), article.body.last().and_then(place)) else {
        return Vec::new();
    };
    let near = |at: usize| at + 1 >= first && at <= last + 2 && (at <= first + 1 || at + 2 >= last);
    let open = |at: usize| {
        let label = article.labels.get(at);
        matches!(label, Some(Label::Body | Label::Furniture | Label::Caption))
    };
    let mut credits = Vec::new();
    for (at, block) in page.blocks.iter().enumerate().filter(|(at, _)| near(*at) && open(*at)) {
        let text = block.span.of(&page.text);
        if text.chars().count() <= 160 {
            let body = article.labels.get(at) == Some(&Label::Body);
            credits
                .extend(Line::new(text, block.span, language, registry).labelled(body && (first..=last).contains(&at)));
        }
        for sentence in headwater_lang::sentences(text, language.code) {
            let inside = sentence.of(text);
            let span = sentence.shifted(block.span.start);
            credits.extend(Line::new(inside, span, language, registry).republished());
        }
    }
    credits
}

/// Agency tags: in a dateline at the head of the first paragraph, or in brackets at the very end.
fn tags(page: &Page, article: &Article, language: &Language, registry: &Registry) -> Vec<Credit> {
    let running = |span: &&Span| {
        let index = page.blocks.iter().position(|block| block.span == **span);
        index.and_then(|index| article.labels.get(index)).is_some_and(|label| *label == Label::Body)
    };
    let mut body = article.body.iter().filter(running);
    let (first, last) = (body.next(), body.next_back());
    let head = first
        .and_then(|span| dateline::tag(span.of(&page.text), language, registry).map(|tag| tag.shifted(span.start)));
    let tail = last.or(first).and_then(|span| dateline::tail(span.of(&page.text)).map(|tag| tag.shifted(span.start)));
    [head, tail].into_iter().flatten().flat_map(|tag| tagged(page, tag, language, registry)).collect()
}

fn tagged(page: &Page, tag: Span, language: &Language, registry: &Registry) -> Vec<Credit> {
    let text = tag.of(&page.text);
    let labelled = Line::new(text, tag, language, registry).labelled(true);
    if !labelled.is_empty() {
        return labelled;
    }
    let folded = fold(text);
    let place = |inside: Span| inside.shifted(tag.start);
    let piped = page.text.get(tag.end..).is_some_and(|rest| rest.trim_start().starts_with('|'));
    let known = registry.outlets().named_in(&folded).into_iter().find(|(_, outlet)| outlet.agency || piped);
    let source = if let Some((inside, known)) = known {
        let (outlet, _) = name::publisher(&known.domain, registry);
        let kind = if known.agency { SourceKind::Agency } else { SourceKind::Outlet };
        Source { span: place(inside), kind, outlet: Some(outlet) }
    } else if let Some(hit) = language.page.find(&folded).into_iter().find(|hit| *hit.meaning == PageTerm::Agencies) {
        Source { span: place(hit.span), kind: SourceKind::Agency, outlet: None }
    } else if dateline::is_sign(&page.text, tag) {
        let name = text.trim().to_owned();
        Source { span: tag, kind: SourceKind::Agency, outlet: Some(OutletName { name, domain: None }) }
    } else {
        return Vec::new();
    };
    vec![Credit { kind: CreditKind::Source, cue: None, source, span: tag }]
}

/// The work that a translator's preface introduces: named in the preface, or in brackets before the title.
fn translated(page: &Page, article: &Article, language: &Language, registry: &Registry) -> Option<Credit> {
    let preface = article.preface.as_ref().filter(|preface| preface.translation)?;
    let text = preface.span.of(&page.text);
    let known = registry.outlets().named_in(&fold(text)).into_iter().next();
    let known = known.map(|(span, _)| span.shifted(preface.span.start));
    let introduced = introduced(page, preface.span, language);
    let named = introduced.filter(|span| known.is_none_or(|known| !span.contains(known)));
    let named = named.filter(|span| known.is_none() || headwater_lang::names::plain(span.of(&page.text)).len() < 40);
    let origin = prefixed_title(page, article).or(known.or(named))?;
    let (outlet, agency) = name::publisher(origin.of(&page.text), registry);
    let kind = if agency { SourceKind::Agency } else { SourceKind::Outlet };
    let introducing = introduced.filter(|span| headwater_lang::names::same(span.of(&page.text), origin.of(&page.text)));
    let shown = introducing.unwrap_or(origin);
    let source = Source { span: shown, kind, outlet: Some(outlet) };
    Some(Credit { kind: CreditKind::Translation, cue: Some(preface.label), source, span: preface.span })
}

/// "(Name)Title": the bracketed words before a translated title.
fn prefixed_title(page: &Page, article: &Article) -> Option<Span> {
    let title = article.title.as_ref()?;
    let text = title.span.of(&page.text);
    let opener = text.chars().next().filter(|character| matches!(character, '(' | '（' | '[' | '【'))?;
    let inside = text.get(opener.len_utf8()..)?;
    let length = inside.find([')', '）', ']', '】'])?;
    let start = title.span.start + opener.len_utf8();
    (length > 0 && length < 80).then(|| Span::new(start, start + length))
}

/// The name in a preface before words such as "が呼びかけている", or behind words such as "translated from".
fn introduced(page: &Page, preface: Span, language: &Language) -> Option<Span> {
    let text = preface.of(&page.text);
    let folded = fold(text);
    let hits = language.page.find_all(&folded);
    let first = |side: Side| hits.iter().find(|hit| *hit.meaning == PageTerm::Origin(side)).map(|hit| hit.span);
    if let Some(span) = first(Side::After) {
        return name_before(text, span.start).map(|span| span.shifted(preface.start));
    }
    let before = first(Side::Before)?;
    let rest = text.get(before.end..)?;
    let end = rest.find([',', '.', '(', '،', '；', ';']).unwrap_or(rest.len());
    Some(tight(text, Span::new(before.end, before.end + end)).shifted(preface.start))
}

/// The name that ends at `end`: a run of one script's words, back to a particle or a mark.
fn name_before(text: &str, end: usize) -> Option<Span> {
    let before = text.get(..end)?;
    let last = before.chars().next_back()?;
    let latin = !is_unspaced(last);
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, character)| match latin {
            true => !is_unspaced(*character) && !"、。（(「『".contains(*character),
            false => !"、。（(「『はがのを".contains(*character) && is_unspaced(*character),
        })
        .last()
        .map(|(at, _)| at)?;
    Some(tight(text, Span::new(start, end)))
}

/// Makes the credit of a name.
pub(super) fn credit(
    text: &str,
    span: Span,
    cue: Option<Span>,
    kind: CreditKind,
    place: Span,
    registry: &Registry,
) -> Credit {
    let (outlet, agency) = publisher(place.of(text), registry);
    let source_kind = if agency { SourceKind::Agency } else { SourceKind::Outlet };
    let source = Source { span: place.shifted(span.start), kind: source_kind, outlet: Some(outlet) };
    Credit { kind, cue: cue.map(|cue| cue.shifted(span.start)), source, span }
}
