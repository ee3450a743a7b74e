//! Reference lists taken apart, and the marks that point to them.

use headwater_lang::terms::PageTerm;
use headwater_lang::{Language, Registry, fold};
use headwater_model::{Article, Citation, LanguageCode, Page, PartialDate, Reference, SourceKind, Span, Stated, Value};

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
        Some(Citation { reference, mark: mark.span, sentence: mark.sentence })
    });
    tied.collect()
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
    let (title, outlet) = title_and_outlet(text, Span::new(body.start, first_date.max(body.start)));
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

/// Title and publisher: the quotation and what follows it, or the last comma-separated part before the date and what
/// precedes it.
fn title_and_outlet(text: &str, body: Span) -> (Option<Span>, Option<Span>) {
    let quoted = quotations(text).into_iter().find(|span| body.contains(*span) && span.len() > 8);
    if let Some(title) = quoted {
        let rest = tight(text, Span::new(title.end, body.end));
        let first = rest.of(text).split([',', '،', '、']).next().unwrap_or_default();
        return (Some(tight(text, title)), Some(tight(text, Span::new(rest.start, rest.start + first.len()))));
    }
    let body = tight(text, body);
    let comma = body.of(text).char_indices().rfind(|(_, character)| matches!(character, ',' | '،' | '、' | '，'));
    match comma {
        Some((at, _)) => {
            let title = tight(text, Span::new(body.start, body.start + at));
            (Some(title), Some(tight(text, Span::new(body.start + at, body.end))))
        }
        None => ((!body.is_empty()).then_some(body), None),
    }
}

fn tight(text: &str, span: Span) -> Span {
    span.trimmed(text, |character| character.is_whitespace() || "\"“”„«»「」『』,،、，;.()（）".contains(character))
}

fn written_address(text: &str) -> Option<(String, Span)> {
    let start = text.find("http://").or_else(|| text.find("https://"))?;
    let rest = text.get(start..)?;
    let end = rest.find(|character: char| character.is_whitespace() || !character.is_ascii()).unwrap_or(rest.len());
    let address = rest.get(..end)?.trim_end_matches(['.', ',', ')', ']']);
    Some((address.to_owned(), Span::new(start, start + address.len())))
}
