//! One credit line taken apart: labels, and the names that each label stands with.
//!
//! "(Via Letterpress Weekly; h/t The Plover Report)" has two credits, "Quelle: dpa, AFP" too; "Photo: Ames / AP" has one.

use headwater_lang::terms::{FigureTerm, PageTerm, SourcingTerm};
use headwater_lang::{Folded, Hit, Language, Registry, fold};
use headwater_model::{Credit, CreditKind, OutletName, Source, SourceKind, Span};

use super::credit::credit;
use super::name;

/// A line that may hold credits.
pub(super) struct Line<'a> {
    text: &'a str,
    /// Where the line stands on the page.
    span: Span,
    folded: Folded,
    language: &'a Language,
    registry: &'a Registry,
}

impl<'a> Line<'a> {
    pub(super) fn new(text: &'a str, span: Span, language: &'a Language, registry: &'a Registry) -> Self {
        Self { text, span, folded: fold(text), language, registry }
    }

    /// Reads a line that is known to be one of credits.
    pub(super) fn credits(&self) -> Vec<Credit> {
        let hits = self.language.page.find_all(&self.folded);
        let labels = labels(self.text, &hits);
        let named = self.by_label(&labels);
        if !named.is_empty() {
            return named;
        }
        let bare = self.bare(&hits);
        if !bare.is_empty() {
            return bare;
        }
        let place = tight(self.text, Span::new(0, self.text.len()));
        let known = !self.registry.outlets().named_in(&self.folded).is_empty() || name::domain_in(self.text).is_some();
        known
            .then(|| credit(self.text, self.span, None, CreditKind::Source, place, self.registry))
            .into_iter()
            .collect()
    }

    /// Reads a line that may be one of credits: one that a label opens, or that has only agencies in it. Running text
    /// needs a colon or a bracket besides.
    pub(super) fn labelled(&self, running: bool) -> Vec<Credit> {
        if running && headwater_lang::sentences(self.text, self.language.code).len() > 1 {
            return Vec::new();
        }
        let hits = self.language.page.find_all(&self.folded);
        let labels = labels(self.text, &hits);
        let opens = |label: &(Span, CreditKind)| {
            let before = self.text.get(..label.0.start).unwrap_or_default();
            let bare = before.chars().all(|character| !character.is_alphanumeric());
            let marked = self.text.trim_start().starts_with(['(', '（', '[', '【', '*', '※', '<', '/'])
                || self.text.get(label.0.end..).is_some_and(|rest| rest.trim_start().starts_with([':', '：']));
            let whole = self.text.get(label.0.end..).is_none_or(|rest| {
                !rest.starts_with(char::is_alphanumeric) || rest.starts_with(headwater_lang::is_unspaced)
            });
            let marked = whole && (marked || label.0.of(self.text).split_whitespace().count() > 2);
            let named = whole && !self.registry.outlets().named_in(&self.folded).is_empty()
                || self.text.contains(['«', '“', '„', '「', '《', '"']);
            bare && (marked
                || !running
                || named
                    && !self.text.trim_end().ends_with(['.', '。', '।', '؟', '!', '?'])
                    && self.text.chars().count() < 70)
        };
        let named = if labels.first().is_some_and(opens) { self.by_label(&labels) } else { Vec::new() };
        if !named.is_empty() {
            return named;
        }
        // "※…プレスリリースをもとに作成": the label stands behind its name in a marked line.
        let marked = self.text.trim_start().starts_with(['(', '（', '[', '※', '*']);
        let named = if marked { self.by_label(&labels) } else { Vec::new() };
        if !named.is_empty() {
            return named;
        }
        self.bare(&hits)
    }

    /// "(Agencias / La Marea)": nothing but names around agencies that are not named.
    fn bare(&self, hits: &[Hit<'_, PageTerm>]) -> Vec<Credit> {
        // "林唐通讯社": behind a name, the word is the end of it.
        let apart = |span: Span| {
            let before = self.text.get(..span.start).unwrap_or_default();
            !before.ends_with(|last: char| last.is_alphanumeric())
        };
        let agencies = hits.iter().find(|hit| *hit.meaning == PageTerm::Agencies && apart(hit.span));
        let Some(agencies) = agencies else { return Vec::new() };
        let words = |text: &str| {
            let spaced = text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
            let unspaced = text.chars().filter(|character| headwater_lang::is_unspaced(*character)).count();
            spaced.count().max(unspaced / 2)
        };
        if words(self.text) > words(agencies.span.of(self.text)) + 4 {
            return Vec::new();
        }
        let source = Source { span: agencies.span.shifted(self.span.start), kind: SourceKind::Agency, outlet: None };
        let mut credits = vec![Credit { kind: CreditKind::Source, cue: None, source, span: self.span }];
        for part in self.parts(Span::new(0, self.text.len()), true) {
            let desk = hits.iter().any(|hit| *hit.meaning == PageTerm::Desk && part.contains(hit.span));
            if !part.overlaps(agencies.span) && !desk && part.of(self.text).split(' ').any(name::may_be_name) {
                credits.push(credit(self.text, self.span, None, CreditKind::Source, part, self.registry));
            }
        }
        credits
    }

    /// A sentence that says where the text was first published, anywhere in running text near its ends.
    pub(super) fn republished(&self) -> Vec<Credit> {
        let hits = self.language.page.find_all(&self.folded);
        let label = labels(self.text, &hits).into_iter().find(|(span, kind)| {
            let before = self.text.get(..span.start).unwrap_or_default();
            let opens = before.chars().all(|character| !character.is_alphanumeric());
            let phrase = span.of(self.text).split_whitespace().count() > 1 || span.len() > 9;
            // "この記事は…より転載": the label stands behind its name.
            let behind = self.text.chars().count() < 120 && self.known(Span::new(0, span.start)).is_some();
            matches!(kind, CreditKind::Republication | CreditKind::Translation) && (opens || behind) && phrase
        });
        let Some(label) = label else { return Vec::new() };
        if self.text.chars().count() > 260 || self.known(Span::new(0, self.text.len())).is_none() {
            return Vec::new();
        }
        self.by_label(&[label])
    }

    fn by_label(&self, labels: &[(Span, CreditKind)]) -> Vec<Credit> {
        let mut credits = Vec::new();
        for (at, (label, kind)) in labels.iter().enumerate() {
            // The work a translator translated is named behind another label.
            let behind = Span::new(label.end, self.text.len());
            if *kind == CreditKind::Translation && labels.len() > at + 1 && self.known(behind).is_some() {
                let next = labels.get(at + 1).map_or(behind.end, |(span, _)| span.start);
                if self.known(Span::new(label.end, next.max(label.end))).is_none() {
                    continue;
                }
            }
            let next = labels.get(at + 1).map_or(self.text.len(), |(span, _)| span.start);
            let rest = Span::new(label.end, next.max(label.end));
            let before = tight(self.text, Span::new(0, label.start));
            credits.extend(self.named(*label, *kind, rest, if at == 0 { before } else { Span::new(0, 0) }));
        }
        credits
    }

    /// The names behind a label, or before one of translation or republication: "…より転載".
    fn named(&self, label: Span, kind: CreditKind, rest: Span, before: Span) -> Vec<Credit> {
        let make = |place: Span| credit(self.text, self.span, Some(label), kind, place, self.registry);
        let work = matches!(kind, CreditKind::Translation | CreditKind::Republication);
        let rest = tight(self.text, rest);
        let places: Vec<Span> = match kind {
            CreditKind::Photo => vec![rest],
            CreditKind::Source if !rest.is_empty() => self.parts(rest, false),
            CreditKind::Source => vec![self.last_name(before)],
            _ if rest.is_empty() => vec![self.known(before).unwrap_or(before)],
            _ => {
                let found = self.known(rest).or_else(|| self.known(before));
                found.or_else(|| self.parts(rest, false).into_iter().next()).into_iter().collect()
            }
        };
        let mut credits: Vec<Credit> = Vec::new();
        for place in places.into_iter().filter(|place| !place.is_empty()) {
            let agencies = self.language.page.find(&fold(place.of(self.text)));
            if agencies.iter().any(|hit| *hit.meaning == PageTerm::Agencies && hit.span.len() + 4 >= place.len()) {
                let source = Source { span: place.shifted(self.span.start), kind: SourceKind::Agency, outlet: None };
                credits.push(Credit { kind, cue: Some(label.shifted(self.span.start)), source, span: self.span });
                continue;
            }
            let made = make(place);
            if work && made.source.outlet.as_ref().is_none_or(|outlet| outlet.name.is_empty()) {
                continue;
            }
            credits.extend(names_somebody(&made.source).then_some(made));
        }
        credits
    }

    /// The last name of a phrase that stands before its label.
    fn last_name(&self, before: Span) -> Span {
        self.parts(before, false).pop().unwrap_or(before)
    }

    /// A known outlet, a domain or a quoted name in a part of the line, with the noun beside it.
    fn known(&self, part: Span) -> Option<Span> {
        let named = self.registry.outlets().named_in(&self.folded).into_iter().map(|(span, _)| span);
        let name = named.filter(|span| part.contains(*span)).min_by_key(|span| span.start);
        let quoted =
            || crate::passage::quotations(self.text).into_iter().find(|span| part.contains(*span) && span.len() < 60);
        let name = name.or_else(quoted)?;
        let nouns = self.language.sourcing.find(&self.folded);
        let beside = nouns.iter().filter(|hit| matches!(hit.meaning, SourcingTerm::Noun(kind) if kind.publishes()));
        let start = beside.map(|hit| hit.span).filter(|span| part.contains(*span) && span.end <= name.start);
        let start = start.filter(|span| name.start - span.end <= 4).map(|span| span.start).min();
        let start = start.unwrap_or(name.start);
        // A quotation that begins inside keeps its closing mark.
        let mark = self
            .text
            .get(name.end..)?
            .chars()
            .next()
            .filter(|mark| start < name.start && !mark.is_alphanumeric() && !mark.is_whitespace());
        Some(Span::new(start, name.end + mark.map_or(0, char::len_utf8)))
    }

    /// The names of a list, each up to a mark; those behind the first must be known or quoted, unless `any` will do.
    fn parts(&self, list: Span, any: bool) -> Vec<Span> {
        let text = list.of(self.text);
        let mut parts = Vec::new();
        let mut start = 0;
        let quotations = crate::passage::quotations(text);
        let joins: Vec<Span> = self.joins(list);
        let mut stops: Vec<Span> = text
            .char_indices()
            .filter(|(at, character)| {
                let next = text.get(at + character.len_utf8()..).and_then(|rest| rest.chars().next());
                let sentence = matches!(*character, '.' | '-') && next.is_none_or(char::is_whitespace);
                sentence || ",،、，;；/|()（）—–>\u{3000}".contains(*character)
            })
            .map(|(at, character)| Span::new(at, at + character.len_utf8()))
            .chain(joins)
            .filter(|stop| crate::passage::holding(&quotations, *stop).is_none())
            .collect();
        stops.sort_unstable();
        stops.push(Span::new(text.len(), text.len()));
        for stop in stops {
            if stop.start < start {
                continue;
            }
            let part = tight(self.text, Span::new(list.start + start, list.start + stop.start));
            let first = parts.is_empty();
            let short = part.of(self.text).split_whitespace().count() <= 6;
            let named = first
                || any
                || !self.registry.outlets().named_in(&fold(part.of(self.text))).is_empty()
                || quoted_name(self.text, part);
            if !part.is_empty() && named && (short || first) {
                parts.push(part);
            }
            // What follows a bracket, a stop or a wide space is another matter.
            if matches!(stop.of(text), "(" | "（" | "." | "\u{3000}" | "|" | "—" | "–") && !parts.is_empty() {
                break;
            }
            start = stop.end;
        }
        parts
    }

    /// Words such as "and" between the names of a list, where a known outlet stands on either side.
    fn joins(&self, list: Span) -> Vec<Span> {
        let known: Vec<Span> =
            self.registry.outlets().named_in(&self.folded).into_iter().map(|(span, _)| span).collect();
        let words = self.language.figures.find_all(&self.folded).into_iter();
        let joiners = words
            .filter(|phrase| phrase.meanings.contains(&FigureTerm::Joiner))
            .map(|phrase| self.folded.original(phrase.start, phrase.end))
            .filter(|joiner| list.contains(*joiner));
        let beside =
            joiners.filter(|joiner| known.iter().any(|span| span.end <= joiner.start && joiner.start - span.end <= 2));
        beside.map(|joiner| Span::new(joiner.start - list.start, joiner.end - list.start)).collect()
    }
}

fn quoted_name(text: &str, part: Span) -> bool {
    part.of(text).contains(['«', '“', '„', '「', '《', '"'])
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

/// The labels of a line: from the left, the longest first, none overlapping.
fn labels(text: &str, hits: &[Hit<'_, PageTerm>]) -> Vec<(Span, CreditKind)> {
    let mut labels: Vec<(Span, CreditKind)> = Vec::new();
    for hit in hits {
        let Some(kind) = kind_of(*hit.meaning) else { continue };
        // "写真:青葉写真社": a label inside a name is part of it.
        let before = text.get(..hit.span.start).and_then(|before| before.chars().next_back());
        let apart = text.get(..hit.span.start).unwrap_or_default().trim_end();
        let parted = before.is_some_and(char::is_alphanumeric) || apart.ends_with(char::is_alphanumeric);
        if !labels.is_empty() && parted {
            continue;
        }
        if labels.last().is_none_or(|(span, _)| span.end <= hit.span.start) {
            labels.push((hit.span, kind));
        }
    }
    labels
}

fn names_somebody(source: &Source) -> bool {
    source.outlet.as_ref().is_some_and(|outlet| !outlet.name.is_empty())
}

/// The publisher that a part of a credit names.
pub(super) fn publisher(words: &str, registry: &Registry) -> (OutletName, bool) {
    name::publisher(words, registry)
}

/// Drops what is no part of a name at both ends; quotation marks stay.
pub(super) fn tight(text: &str, span: Span) -> Span {
    span.trimmed(text, |character| {
        !character.is_alphanumeric() && !matches!(character, '+' | '"' | '«' | '»' | '“' | '”')
    })
}
