//! Credits: what the page itself says of where its whole text comes from.
//!
//! "المصدر: الدستور | dostor.org", "(Reuters)", "translated from …". "According to …" inside a sentence is an
//! attribution and lives elsewhere.

use headwater_lang::terms::PageTerm;
use headwater_lang::{Language, Lexicon, Registry, fold, is_unspaced};
use headwater_model::{Article, Credit, CreditKind, Label, OutletName, Page, Source, SourceKind, Span};

use super::name;

/// Reads credit lines, agency tags and the origin that a translator's preface names, by position.
pub(crate) fn read(page: &Page, article: &Article, language: &Language, registry: &Registry) -> Vec<Credit> {
    let mut credits: Vec<Credit> =
        article.credits.iter().flat_map(|span| line(&page.text, *span, language, registry)).collect();
    credits.extend(tags(page, article, language, registry));
    credits.extend(translated(page, article, language, registry));
    credits.sort_by_key(|credit| credit.span);
    credits.dedup_by(|second, first| second.source.outlet == first.source.outlet && second.kind == first.kind);
    credits
}

fn kind_of(term: PageTerm) -> Option<CreditKind> {
    Some(match term {
        PageTerm::CreditSource => CreditKind::Source,
        PageTerm::CreditTranslation => CreditKind::Translation,
        PageTerm::CreditRepublication => CreditKind::Republication,
        PageTerm::CreditPhoto => CreditKind::Photo,
        _ => return None,
    })
}

/// Reads one credit line: label, then a name, a domain or both.
fn line(page: &str, span: Span, language: &Language, registry: &Registry) -> Vec<Credit> {
    let text = span.of(page);
    let folded = fold(text);
    let hits = language.page.find_all(&folded);
    let label = hits.iter().find_map(|hit| Some((hit.span, kind_of(*hit.meaning)?)));
    if let Some((cue, kind)) = label {
        let rest = Span::new(cue.end, text.len());
        let before = tight(text, Span::new(0, cue.start));
        // The name stands behind its label, or before a label of translation or republication: "…より転載".
        let ahead = matches!(kind, CreditKind::Translation | CreditKind::Republication);
        let places = [Some(tight(text, rest)), ahead.then_some(before)];
        let named = places.into_iter().flatten().find(|place| !place.is_empty());
        let credit = named.map(|place| credit(text, span, Some(cue), kind, place, registry));
        return credit.filter(|credit| names_somebody(&credit.source)).into_iter().collect();
    }
    let agencies = hits.iter().find(|hit| *hit.meaning == PageTerm::Agencies);
    if let Some(agencies) = agencies {
        let source = Source { span: agencies.span.shifted(span.start), kind: SourceKind::Agency, outlet: None };
        return vec![Credit { kind: CreditKind::Source, cue: None, source, span }];
    }
    let place = tight(text, Span::new(0, text.len()));
    let known = !registry.outlets().named_in(&folded).is_empty() || name::domain_in(text).is_some();
    known.then(|| credit(text, span, None, CreditKind::Source, place, registry)).into_iter().collect()
}

fn names_somebody(source: &Source) -> bool {
    source.outlet.as_ref().is_some_and(|outlet| !outlet.name.is_empty())
}

fn credit(text: &str, span: Span, cue: Option<Span>, kind: CreditKind, place: Span, registry: &Registry) -> Credit {
    let (outlet, agency) = name::publisher(place.of(text), registry);
    let source_kind = if agency { SourceKind::Agency } else { SourceKind::Outlet };
    let source = Source { span: place.shifted(span.start), kind: source_kind, outlet: Some(outlet) };
    Credit { kind, cue: cue.map(|cue| cue.shifted(span.start)), source, span }
}

fn tight(text: &str, span: Span) -> Span {
    span.trimmed(text, |character| {
        !character.is_alphanumeric() && !matches!(character, '+' | '"' | '«' | '»' | '“' | '”')
    })
}

/// Agency tags: in brackets or before a dash at the head of the first paragraph, or in brackets at the very end.
fn tags(page: &Page, article: &Article, language: &Language, registry: &Registry) -> Vec<Credit> {
    let running = |span: &&Span| {
        let index = page.blocks.iter().position(|block| block.span == **span);
        index.and_then(|index| article.labels.get(index)).is_some_and(|label| *label == Label::Body)
    };
    let mut body = article.body.iter().filter(running);
    let (first, last) = (body.next(), body.next_back());
    let head = first.and_then(|span| head_tag(span.of(&page.text)).map(|tag| tag.shifted(span.start)));
    let tail = last.or(first).and_then(|span| tail_tag(span.of(&page.text)).map(|tag| tag.shifted(span.start)));
    [head, tail].into_iter().flatten().filter_map(|tag| tagged(page, tag, language, registry)).collect()
}

fn tagged(page: &Page, tag: Span, language: &Language, registry: &Registry) -> Option<Credit> {
    let folded = fold(tag.of(&page.text));
    let place = |inside: Span| inside.shifted(tag.start);
    if let Some((inside, outlet)) = registry.outlets().named_in(&folded).into_iter().find(|(_, outlet)| outlet.agency) {
        let (outlet, _) = name::publisher(&outlet.domain, registry);
        let source = Source { span: place(inside), kind: SourceKind::Agency, outlet: Some(outlet) };
        return Some(Credit { kind: CreditKind::Source, cue: None, source, span: tag });
    }
    let agencies = language.page.find(&folded).into_iter().find(|hit| *hit.meaning == PageTerm::Agencies);
    let source = match agencies {
        Some(hit) => Source { span: place(hit.span), kind: SourceKind::Agency, outlet: None },
        None if is_dateline(&page.text, tag) => {
            let name = tag.of(&page.text).trim().to_owned();
            Source { span: tag, kind: SourceKind::Agency, outlet: Some(OutletName { name, domain: None }) }
        }
        None => return None,
    };
    Some(Credit { kind: CreditKind::Source, cue: None, source, span: tag })
}

/// "HARBOUR CITY (HNS) —": capitals in brackets before a dash are an agency's sign, known or not.
fn is_dateline(page: &str, tag: Span) -> bool {
    let capitals = tag.of(page).trim();
    let sign = (2..=6).contains(&capitals.len()) && capitals.bytes().all(|byte| byte.is_ascii_uppercase());
    let behind = page.get(tag.end..).unwrap_or_default();
    let closed = behind.strip_prefix([')', '）', ']', '】']).map(|rest| rest.trim_start_matches(' '));
    sign && closed.is_some_and(|rest| rest.starts_with(['-', '–', '—']))
}

/// "PORT CITY (Agency) -", "【Agency】", "Agency —": brackets or a dash within the first words.
fn head_tag(text: &str) -> Option<Span> {
    const REACH: usize = 80;
    let opener = text.char_indices().find(|(_, character)| matches!(character, '(' | '（' | '【' | '['));
    if let Some((start, opener)) = opener.filter(|(start, _)| *start < REACH) {
        let rest = text.get(start + opener.len_utf8()..)?;
        let length = rest.find([')', '）', '】', ']'])?;
        let short = rest.get(..length)?.chars().count() <= 40;
        return short.then(|| Span::new(start + opener.len_utf8(), start + opener.len_utf8() + length));
    }
    let dash = [" - ", " – ", " — ", " -- "].into_iter().filter_map(|dash| text.find(dash)).min()?;
    (dash < REACH).then(|| Span::new(0, dash))
}

/// "(Agency)" or "– Agency." as the last words.
fn tail_tag(text: &str) -> Option<Span> {
    let end = text.trim_end().trim_end_matches(['.', '。']).len();
    let before = text.get(..end)?;
    if before.ends_with([')', '）', ']', '】']) {
        let start = before.rfind(['(', '（', '[', '【'])?;
        return (end - start < 80).then(|| Span::new(start, end));
    }
    let dash = ["– ", "— ", "- "].into_iter().filter_map(|dash| before.rfind(dash)).max()?;
    (end - dash < 40).then(|| Span::new(dash, end))
}

/// The work that a translator's preface introduces: named in the preface, or in brackets before the title.
fn translated(page: &Page, article: &Article, language: &Language, registry: &Registry) -> Option<Credit> {
    let preface = article.preface.as_ref().filter(|preface| preface.translation)?;
    let origin = prefixed_title(page, article).or_else(|| introduced(page, preface.span, language))?;
    let (outlet, agency) = name::publisher(origin.of(&page.text), registry);
    let kind = if agency { SourceKind::Agency } else { SourceKind::Outlet };
    let introducing = introduced(page, preface.span, language)
        .filter(|span| headwater_lang::names::same(span.of(&page.text), origin.of(&page.text)));
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
    let credits = &language.file.credits;
    let first = |words: &[String]| {
        let lexicon = Lexicon::new(words.iter().map(|word| (word.clone(), ())), &[]);
        lexicon.find(&folded).first().map(|hit| hit.span)
    };
    if let Some(span) = first(&credits.preface_origin_after) {
        return name_before(text, span.start).map(|span| span.shifted(preface.start));
    }
    let before = first(&credits.preface_origin_before)?;
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
