//! Reference lists taken apart, and the marks that point to them.

use headwater_lang::terms::{PageTerm, SourcingTerm};
use headwater_lang::{Language, Registry, fold};
use headwater_model::{
    Article, Citation, LanguageCode, NoteMark, Page, PartialDate, Reference, SourceKind, Span, Stated, Value,
};

use super::name;
use crate::passage::{Passage, quotations};

/// Returns the entries of the article's reference list.
pub(crate) fn list(page: &Page, article: &Article, registry: &Registry) -> Vec<Reference> {
    let code = article.language.unwrap_or(LanguageCode::UNKNOWN);
    let entries = article.references.iter().zip(1..);
    entries.map(|(span, place)| entry(page, *span, place, code, registry)).collect()
}

/// Ties marks to entries by number.
pub(crate) fn citations(article: &Article, references: &[Reference]) -> Vec<Citation> {
    let tied = article.marks.iter().filter_map(|mark| {
        let reference = references.iter().position(|reference| reference.number == mark.number)?;
        Some(Citation { reference, mark: mark.span, sentence: supported(article, mark) })
    });
    tied.collect()
}

/// The part of a sentence that a mark supports: up to the mark, behind the mark before it.
fn supported(article: &Article, mark: &NoteMark) -> Span {
    let sentence = mark.sentence;
    let before = article.marks.iter().map(|other| other.span.end);
    let start = before.filter(|end| *end > sentence.start && *end <= mark.span.start).max().unwrap_or(sentence.start);
    let end = if mark.span.start > start && mark.span.end <= sentence.end { mark.span.start } else { sentence.end };
    // A mark right behind another supports the same words.
    if end < start + 8 { Span::new(sentence.start, end.max(sentence.start)) } else { Span::new(start, end) }
}

fn entry(page: &Page, span: Span, place: u32, code: LanguageCode, registry: &Registry) -> Reference {
    let text = span.of(&page.text);
    let (number, start) = leading_number(text);
    let body = Span::new(start, text.len());
    let dates = dated(text, code, registry);
    let accessed_word = accessed(text, registry);
    let looked_up = |date: &Stated<PartialDate>| accessed_word.is_some_and(|word| word <= date.span.start);
    let at = |stated: Stated<PartialDate>| Stated::new(stated.value, stated.span.shifted(span.start));
    let date = dates.iter().find(|date| !looked_up(date)).cloned();
    let accessed = dates.iter().find(|date| looked_up(date)).cloned();
    let first_date = dates.iter().map(|date| date.span.start).chain(accessed_word).min().unwrap_or(text.len());
    let language = registry.language(code);
    let (title, outlet) = title_and_outlet(text, Span::new(body.start, first_date.max(body.start)), language);
    let address =
        page.links.iter().find(|link| span.contains(link.span)).map(|link| Stated::new(link.target.clone(), link.span));
    let address = address
        .or_else(|| written_address(text).map(|(address, place)| Stated::new(address, place.shifted(span.start))));
    let named = outlet.filter(|place| !place.is_empty()).map(|place| {
        let (name, agency) = name::publisher(place.of(text), registry);
        (Stated::new(name, place.shifted(span.start)), agency)
    });
    let kind = match &named {
        Some((_, true)) => SourceKind::Agency,
        Some((outlet, false)) if outlet.value.domain.is_none() && is_body(outlet.span.of(&page.text), language) => {
            SourceKind::Organisation
        }
        Some((outlet, false)) if outlet.value.domain.is_some() || date.is_some() => SourceKind::Outlet,
        _ => SourceKind::Organisation,
    };
    Reference {
        number: number.unwrap_or(place),
        span,
        title: title.map(|place| Stated::new(place.of(text).to_owned(), place.shifted(span.start))),
        outlet: named.map(|(outlet, _)| outlet),
        kind,
        date: date.map(at),
        accessed: accessed.map(at),
        address,
    }
}

/// The entry's own number: "1.", "[1]", "(1)", "¹"; and where the entry goes on.
fn leading_number(text: &str) -> (Option<u32>, usize) {
    let bare = text.trim_start_matches(|character: char| character.is_whitespace() || "-*•[(".contains(character));
    let start = text.len() - bare.len();
    let superscript: Vec<u32> = bare.chars().map_while(headwater_lang::superscript).collect();
    if !superscript.is_empty() {
        let end = start + bare.chars().take(superscript.len()).map(char::len_utf8).sum::<usize>();
        return (superscript.into_iter().reduce(|number, digit| number * 10 + digit), end);
    }
    let digits = bare.chars().map_while(headwater_lang::digit).collect::<Vec<_>>();
    let behind: usize = bare.chars().take(digits.len()).map(char::len_utf8).sum();
    let closed = bare.get(behind..).is_some_and(|rest| rest.starts_with(['.', ')', ']', ':', '．', '）']));
    if digits.is_empty() || digits.len() > 3 || !closed {
        return (None, start);
    }
    let number = digits.into_iter().reduce(|number, digit| number * 10 + digit);
    (number, (start + behind + 1).min(text.len()))
}

/// Dates in the entry, which is often in another language than the article: the language that reads most decides.
fn dated(text: &str, code: LanguageCode, registry: &Registry) -> Vec<Stated<PartialDate>> {
    let own = [registry.language(code)].into_iter();
    let others = registry.languages().filter(|language| language.code != code);
    let readings = own.chain(others).map(|language| dates_in(text, language));
    let exactness = |dates: &[Stated<PartialDate>]| {
        dates.iter().map(|date| if matches!(date.value, PartialDate::Day(_)) { 3 } else { 1 }).sum::<usize>()
    };
    // The first language wins a tie, so the article's own is asked first.
    let mut best = Vec::new();
    for reading in readings {
        if exactness(&reading) > exactness(&best) {
            best = reading;
        }
    }
    best
}

fn dates_in(text: &str, language: &Language) -> Vec<Stated<PartialDate>> {
    let passage = Passage::new(Span::new(0, text.len()), headwater_model::Label::Reference);
    let facts = crate::figures::read(&passage.prepared(text, language.code), language, None);
    let dates = facts.into_iter().filter_map(|fact| match fact.value {
        Value::Date(date) => Some(Stated::new(date, fact.span)),
        _ => None,
    });
    dates.collect()
}

/// Where a word such as "accessed" stands, in any language.
fn accessed(text: &str, registry: &Registry) -> Option<usize> {
    let folded = fold(text);
    let hits = registry.languages().flat_map(|language| language.page.find(&folded));
    hits.filter(|hit| *hit.meaning == PageTerm::Accessed).map(|hit| hit.span.start).min()
}

/// Title and publisher. A quoted title has its publisher behind it, or else before it; of the parts of an entry
/// without quotation marks the last is the publisher, unless the first names a body.
fn title_and_outlet(text: &str, body: Span, language: &Language) -> (Option<Span>, Option<Span>) {
    if let Some(bar) = body.of(text).find("//") {
        let title = tight(text, Span::new(body.start, body.start + bar));
        let rest = tight(text, Span::new(body.start + bar + 2, body.end));
        return (Some(title), Some(first_part(text, rest)));
    }
    let quoted = quotations(text).into_iter().find(|span| body.contains(*span) && span.len() > 8);
    if let Some(title) = quoted {
        let behind = first_part(text, tight(text, Span::new(title.end, body.end)));
        let before = tight(text, Span::new(body.start, title.start));
        let outlet = if behind.is_empty() && !before.is_empty() { before } else { behind };
        return (Some(tight(text, title)), Some(outlet));
    }
    let body = tight(text, body);
    let commas = || body.of(text).char_indices().filter(|(_, character)| matches!(character, ',' | '،' | '、' | '，'));
    let Some((last, _)) = commas().next_back() else { return ((!body.is_empty()).then_some(body), None) };
    let end = tight(text, Span::new(body.start + last, body.end));
    if let Some((first, _)) = commas().next() {
        let start = tight(text, Span::new(body.start, body.start + first));
        if is_body(start.of(text), language) && !is_body(end.of(text), language) {
            return (Some(tight(text, Span::new(body.start + first, body.end))), Some(start));
        }
    }
    (Some(tight(text, Span::new(body.start, body.start + last))), Some(end))
}

fn first_part(text: &str, rest: Span) -> Span {
    let first = rest.of(text).split([',', '،', '、']).next().unwrap_or_default();
    tight(text, Span::new(rest.start, rest.start + first.len()))
}

/// Whether a name is that of a body and not of a publication: "Institute of Coastal Waters".
fn is_body(words: &str, language: &Language) -> bool {
    let hits = language.sourcing.find(&fold(words));
    let kinds = hits.iter().filter_map(|hit| match hit.meaning {
        SourcingTerm::Noun(kind) => Some(*kind),
        _ => None,
    });
    let kinds: Vec<SourceKind> = kinds.collect();
    kinds.contains(&SourceKind::Organisation) && !kinds.iter().any(|kind| kind.publishes())
}

fn tight(text: &str, span: Span) -> Span {
    span.trimmed(text, |character| character.is_whitespace() || "\"“”„«»‘’「」『』,،、，;.()（）/".contains(character))
}

fn written_address(text: &str) -> Option<(String, Span)> {
    let start = text.find("http://").or_else(|| text.find("https://"))?;
    let rest = text.get(start..)?;
    let end = rest.find(|character: char| character.is_whitespace() || !character.is_ascii()).unwrap_or(rest.len());
    let address = rest.get(..end)?.trim_end_matches(['.', ',', ')', ']']);
    Some((address.to_owned(), Span::new(start, start + address.len())))
}
