//! What a source phrase names: which kind of source, and which outlet.

use headwater_lang::terms::{FigureTerm, Side, SourcingTerm};
use headwater_lang::{Folded, Hit, Language, Registry, Script, fold, is_unspaced, script_of};
use headwater_model::{OutletName, Source, SourceKind, Span};

use super::clause::{Clause, meaning};

/// Reads the source that a phrase names. `phrase` is a span of `text`; the result's span is moved by `offset`.
pub(crate) fn source(text: &str, phrase: Span, offset: usize, language: &Language, registry: &Registry) -> Source {
    let whole = read(text, phrase, offset, language, registry);
    // "조석주간(潮汐周刊)": a gloss explains an outlet's name and is no part of it.
    let gloss = phrase.of(text).strip_suffix([')', '）']).and_then(|words| words.rfind(['(', '（']));
    let bare = gloss.filter(|at| *at > 0 && whole.kind.publishes());
    let bare = bare.map(|at| phrase.of(text).get(..at).unwrap_or_default().trim_end().len());
    if let Some(length) = bare.filter(|length| *length > 0) {
        return source(text, Span::new(phrase.start, phrase.start + length), offset, language, registry);
    }
    let nameless = whole.outlet.as_ref().is_some_and(|outlet| outlet.name.is_empty());
    // "The Courier, a weekly": the name stands before the apposition.
    let head = phrase.of(text).find([',', '،', '、']).filter(|_| nameless);
    let head = head.map(|at| read(text, Span::new(phrase.start, phrase.start + at), offset, language, registry));
    match head.and_then(|head| head.outlet) {
        Some(outlet) if !outlet.name.is_empty() => Source { outlet: Some(outlet), ..whole },
        _ => whole,
    }
}

fn read(text: &str, phrase: Span, offset: usize, language: &Language, registry: &Registry) -> Source {
    let words = phrase.of(text);
    let folded = fold(words);
    let mut hits = language.sourcing.find_all(&folded);
    // "Correo" is mail, and in a name a newspaper.
    let mastheads: Vec<Span> = hits
        .iter()
        .filter(|hit| *hit.meaning == SourcingTerm::Masthead && capital(words, hit.span))
        .map(|hit| hit.span)
        .collect();
    let cased = words.chars().any(char::is_lowercase);
    let initial = initial(text, phrase.start);
    hits.retain(|hit| {
        let named = mastheads.iter().any(|span| *span == hit.span && (span.start > 0 || !initial));
        !(cased && named && matches!(hit.meaning, SourcingTerm::Noun(_)))
    });
    let refers = refers(words, &hits);
    let described = description(words, &hits);
    let nouns = nouns(&hits);
    let masthead = hits
        .iter()
        .filter(|hit| *hit.meaning == SourcingTerm::Masthead && capital(words, hit.span))
        .map(|hit| hit.span)
        .max();
    let known = registry.outlets().named_in(&folded).into_iter().filter(|(span, outlet)| spelled(*span, words, outlet));
    let known = known.max_by_key(|(span, _)| span.len());
    let kind = match &described {
        Some(part) => held_kind(*part, &nouns),
        None => {
            let heads = heads(words, &nouns, &hits);
            kind(
                words,
                head(words, &heads, language),
                &heads,
                known.as_ref().map(|(span, outlet)| (*span, outlet.agency)),
            )
        }
    };
    // "The Harbour Courier": a word of mastheads makes a name that nothing else describes a publication's.
    let published = masthead.is_some()
        && matches!(kind, SourceKind::Organisation | SourceKind::Person)
        && nouns.iter().all(|(_, kind)| kind.publishes());
    let kind = if published { SourceKind::Outlet } else { kind };
    let outlet = kind.publishes().then(|| match known {
        Some((_, outlet)) => {
            OutletName { name: outlet.names.first().cloned().unwrap_or_default(), domain: Some(outlet.domain.clone()) }
        }
        None if refers => OutletName { name: String::new(), domain: None },
        None if published || in_quotation(text, phrase) => {
            OutletName { name: unowned(&whole_name(words), language), domain: domain_in(words) }
        }
        None => {
            let capitals = (!language.file.sourcing.capital_nouns).then_some(!initial);
            // "El periódico": where heads stand first, a word that opens a sentence before one names nothing.
            let leads = language.file.sourcing.heads_last || !initial;
            let name = bare_name(words, &nouns, &hits, capitals, leads);
            OutletName { name, domain: domain_in(words) }
        }
    });
    // A long phrase or one with a figure describes an outlet and does not name it.
    // "Two newspapers" are some, and refer to none.
    let some = refers || !counted(&folded, words, language);
    let outlet = outlet.filter(|outlet| some || !outlet.name.is_empty());
    let outlet = outlet
        .map(|outlet| if describes(&outlet.name) { OutletName { name: String::new(), ..outlet } } else { outlet });
    Source { span: phrase.shifted(offset), kind, outlet }
}

/// "Körfez Gazetesi'nin": a name without what marks a holder.
fn unowned(name: &str, language: &Language) -> String {
    let marks = language.file.dates.possessives.iter().filter(|mark| mark.starts_with('\''));
    let owned = marks.filter_map(|mark| name.strip_suffix(mark.as_str())).min_by_key(|name| name.len());
    owned.unwrap_or(name).to_owned()
}

/// Whether a phrase begins with a number or an indefinite article.
fn counted(folded: &Folded, words: &str, language: &Language) -> bool {
    let number = |term: &FigureTerm| matches!(term, FigureTerm::Word(_) | FigureTerm::Article);
    let hits = language.figures.find_all(folded);
    words.starts_with(|first: char| headwater_lang::digit(first).is_some())
        || hits.iter().any(|hit| hit.start == 0 && hit.meanings.iter().any(number))
}

/// Marks of quotations.
const QUOTES: [char; 8] = ['«', '»', '“', '”', '"', '„', '「', '『'];

/// "同紙", "this paper": a pronoun has no name. Nor has "الموقع", whatever else was read with it.
fn refers(words: &str, hits: &[Hit<'_, SourcingTerm>]) -> bool {
    let noun = |span: Span| hits.iter().any(|hit| hit.span == span && matches!(hit.meaning, SourcingTerm::Noun(_)));
    let mut pronouns = hits.iter().filter(|hit| *hit.meaning == SourcingTerm::Pronoun);
    pronouns
        .any(|hit| hit.span.len() == words.len() || hit.span.start == 0 && noun(hit.span) && !words.contains(QUOTES))
}

/// "El periódico" is the newspaper, "El Periódico" its name: a known name is written as names are.
fn spelled(span: Span, words: &str, outlet: &headwater_lang::Outlet) -> bool {
    let last = |name: &str| name.split_whitespace().last().map(|word| word.starts_with(char::is_lowercase));
    let printed = span.of(words);
    let small =
        |name: &String| headwater_lang::fold_str(name) == headwater_lang::fold_str(printed) && last(name) == Some(true);
    last(printed) != Some(true) || outlet.names.iter().any(small) || outlet.domain.contains(printed)
}

/// The part of a phrase that says what was obtained or who was asked: "ledgers" in "ledgers obtained by the weekly",
/// "文書" in "通信が入手した文書".
fn description(words: &str, hits: &[Hit<'_, SourcingTerm>]) -> Option<(Span, bool)> {
    hits.iter().find_map(|hit| match hit.meaning {
        SourcingTerm::Obtained if hit.span.start > 0 => Some((Span::new(0, hit.span.start), true)),
        SourcingTerm::Asked(Side::Before) if hit.span.start > 0 => Some((Span::new(0, hit.span.start), false)),
        SourcingTerm::ObtainedAfter if hit.span.end < words.len() => Some((Span::new(hit.span.end, words.len()), true)),
        SourcingTerm::Asked(Side::After) if hit.span.end < words.len() => {
            Some((Span::new(hit.span.end, words.len()), false))
        }
        _ => None,
    })
}

/// What was obtained and is called nothing else is a document; who was asked and is called nothing else are people.
fn held_kind((part, obtained): (Span, bool), nouns: &[(Span, SourceKind)]) -> SourceKind {
    let mut named = nouns.iter().filter(|(span, _)| part.contains(*span)).map(|(_, kind)| *kind);
    let named = named.find(|kind| !kind.publishes() && *kind != SourceKind::OwnReporting);
    named.unwrap_or(if obtained { SourceKind::Document } else { SourceKind::Person })
}

/// The nouns that may say what a phrase is. One behind a preposition describes another: "el técnico del diario".
fn heads(words: &str, nouns: &[(Span, SourceKind)], hits: &[Hit<'_, SourcingTerm>]) -> Vec<(Span, SourceKind)> {
    let small = |at: usize| {
        let joining = |term: &SourcingTerm| {
            matches!(term, SourcingTerm::Determiner | SourcingTerm::Preposition | SourcingTerm::Pronoun)
        };
        hits.iter().any(|hit| hit.span.start == at && joining(hit.meaning))
    };
    let leads = |end: usize| {
        let mut at = 0;
        words.get(..end).unwrap_or_default().split_inclusive(' ').any(|word| {
            at += word.len();
            word.trim().chars().count() > 3 && !small(at - word.len())
        })
    };
    let behind = |noun: Span| {
        let prepositions = hits.iter().filter(|hit| *hit.meaning == SourcingTerm::Preposition).map(|hit| hit.span);
        prepositions.filter(|span| span.end <= noun.start).any(|span| leads(span.start))
    };
    if words.chars().any(is_unspaced) {
        return nouns.to_vec();
    }
    let first = nouns.iter().copied().filter(|(_, kind)| *kind != SourceKind::OwnReporting);
    let own = nouns.iter().copied().filter(|(_, kind)| *kind == SourceKind::OwnReporting);
    own.chain(first.filter(|(span, _)| !behind(*span))).collect()
}

/// Reads the outlet that a credit or reference names, which is one whatever its words are.
pub(crate) fn publisher(words: &str, registry: &Registry) -> (OutletName, bool) {
    let known = registry.outlets().named_in(&fold(words)).into_iter().max_by_key(|(span, _)| span.len());
    let domain = domain_in(words);
    let by_domain = domain.as_deref().and_then(|domain| registry.outlets().resolve(domain));
    if let Some(outlet) = by_domain.or(known.map(|(_, outlet)| outlet)) {
        let name = outlet.names.first().cloned().unwrap_or_default();
        return (OutletName { name, domain: Some(outlet.domain.clone()) }, outlet.agency);
    }
    let name = domain.as_deref().map_or_else(|| words.to_owned(), |domain| words.replace(domain, ""));
    let quoted = crate::passage::quotations(&name).first().map(|quoted| tidy(quoted.of(&name)));
    let first = name.split(['|', '(', '（']).map(tidy).find(|part| !part.is_empty()).map(|name| without_article(&name));
    let name = quoted.or(first).filter(|name| !describes(name)).unwrap_or_default();
    let name = if name.is_empty() { domain.clone().unwrap_or_default() } else { name };
    (OutletName { name, domain }, false)
}

/// Reads the source of words that publishers report with: a name that nothing else describes is a publication's.
pub(super) fn reporter(clause: &Clause<'_>, phrase: Span) -> Source {
    let source = clause.source(phrase);
    let plain = matches!(source.kind, SourceKind::Organisation | SourceKind::Person);
    // "Lena Ward wrote": two words in capitals are a person's.
    let person =
        source.kind == SourceKind::Person && clause.first_in(phrase, |term| *term == SourcingTerm::Masthead).is_none();
    if plain && !person && reads_as_name(clause, phrase) { as_publisher(source, clause, phrase) } else { source }
}

/// Whether a phrase is a short name that no noun describes. Without capitals only quotation marks tell a name.
pub(super) fn reads_as_name(clause: &Clause<'_>, phrase: Span) -> bool {
    let described = clause.first_in(phrase, |term| matches!(term, SourcingTerm::Noun(_) | SourcingTerm::Pronoun));
    let words = phrase.of(clause.block.text);
    let cased = words.chars().any(|letter| letter.is_uppercase() || letter.is_lowercase());
    let quoted = clause.quotations.iter().any(|quotation| phrase.contains(*quotation) || quotation.contains(phrase));
    let named = words.split_whitespace().filter(|word| may_be_name(word)).count();
    let short = words.split_whitespace().count() <= 5 && words.chars().count() <= 40;
    let figure = words.chars().any(|character| headwater_lang::digit(character).is_some());
    described.is_none() && short && named > 0 && !figure && (cased || quoted)
}

/// Makes a source the publication of that name. "This paper" and "同紙" name none; they refer back.
pub(super) fn as_publisher(source: Source, clause: &Clause<'_>, phrase: Span) -> Source {
    let (outlet, agency) = publisher(phrase.of(clause.block.text), clause.registry);
    let kind = if agency { SourceKind::Agency } else { SourceKind::Outlet };
    let refers = |term: &SourcingTerm| matches!(term, SourcingTerm::Pronoun | SourcingTerm::Noun(_));
    let generic =
        meaning(clause.hits, refers).any(|hit| hit.span.start <= phrase.start + 4 && hit.span.end >= phrase.end);
    let outlet = if generic { OutletName { name: String::new(), domain: None } } else { outlet };
    Source { kind, outlet: Some(outlet), ..source }
}

fn kind(
    words: &str,
    head: Option<(Span, SourceKind)>,
    nouns: &[(Span, SourceKind)],
    known: Option<(Span, bool)>,
) -> SourceKind {
    if let Some((_, own)) = nouns.iter().find(|(_, kind)| *kind == SourceKind::OwnReporting) {
        return *own;
    }
    if let Some((span, agency)) = known {
        // "A spokesman for the Courier" is a person; "the Courier, a newspaper" is the Courier.
        let led = head.is_some_and(|(noun, kind)| !kind.publishes() && !span.overlaps(noun) && noun.start < span.start);
        if !led {
            return if agency { SourceKind::Agency } else { SourceKind::Outlet };
        }
    }
    if let Some((_, kind)) = head {
        return kind;
    }
    if domain_in(words).is_some() {
        return SourceKind::Outlet;
    }
    let names = words.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
    let all = words.split_whitespace().count();
    if (2..=3).contains(&names) && names == all { SourceKind::Person } else { SourceKind::Organisation }
}

/// The noun that says what the phrase is: the first; where heads stand last, the last of the first run of nouns, or the
/// last of all where words stand without spaces.
fn head(words: &str, nouns: &[(Span, SourceKind)], language: &Language) -> Option<(Span, SourceKind)> {
    if words.chars().any(is_unspaced) {
        return nouns.last().copied();
    }
    let mut head = *nouns.first()?;
    if !language.file.sourcing.heads_last {
        return Some(head);
    }
    for noun in nouns.iter().skip(1) {
        let between = words.get(head.0.end..noun.0.start).unwrap_or_default();
        // "The Conservatives' letter" is a letter.
        if !between.trim().is_empty() && !["'", "’"].iter().any(|mark| between.starts_with(mark)) {
            break;
        }
        head = *noun;
    }
    Some(head)
}

/// The nouns among a phrase's words: from the left, the longest first, none overlapping.
fn nouns(hits: &[Hit<'_, SourcingTerm>]) -> Vec<(Span, SourceKind)> {
    let mut nouns: Vec<(Span, SourceKind)> = Vec::new();
    for hit in hits {
        let SourcingTerm::Noun(kind) = hit.meaning else { continue };
        if nouns.last().is_none_or(|(span, _)| span.end <= hit.span.start) {
            nouns.push((hit.span, *kind));
        }
    }
    nouns
}

/// Whether a phrase is all that stands in a pair of quotation marks, and so a name with all its words.
fn in_quotation(text: &str, phrase: Span) -> bool {
    let opened = text
        .get(..phrase.start)
        .is_some_and(|before| before.ends_with(['«', '“', '„', '"', '「', '『', '《', '‘', '״']));
    let closed = text
        .get(phrase.end..)
        .is_some_and(|behind| behind.starts_with(['»', '”', '“', '"', '」', '』', '》', '’', '״']));
    opened && closed
}

/// Whether a phrase opens a sentence, where its first letter is a capital in any case.
fn initial(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', '“', '"', '«', '„', ':', '…', '\n'])
}

/// Whether a phrase's word is written as a name is.
fn capital(words: &str, span: Span) -> bool {
    span.of(words).starts_with(|first: char| !first.is_lowercase())
}

/// A name with all its words, or the quoted part alone.
fn whole_name(words: &str) -> String {
    crate::passage::quotations(words)
        .first()
        .map_or_else(|| without_article(&tidy(words)), |quoted| tidy(quoted.of(words)))
}

/// "the Financial Courier": small words before the first capital are no part of a name.
fn without_article(name: &str) -> String {
    let starts = name.split_inclusive(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len();
        Some((start, word))
    });
    let capital = starts.into_iter().find(|(_, word)| word.starts_with(char::is_uppercase)).map(|(start, _)| start);
    capital.and_then(|start| name.get(start..)).unwrap_or(name).to_owned()
}

fn describes(name: &str) -> bool {
    let long = name.split_whitespace().count() > 6 || name.chars().any(is_unspaced) && name.chars().count() > 16;
    let unnamed =
        !name.split([' ', '-', '\'', '’']).any(may_be_name) || name.starts_with(|first: char| first.is_ascii_digit());
    long || unnamed && !name.is_empty() || name.contains([',', ';', '،', '、', '，', ':', '？', '?'])
}

/// A name without the nouns around it and without quotation marks; the quoted part alone where there is one.
///
/// `capitals` is whether the first one tells a name, where they tell names at all; `leads`, whether a single word before
/// the noun may be one.
fn bare_name(
    words: &str,
    nouns: &[(Span, SourceKind)],
    hits: &[Hit<'_, SourcingTerm>],
    capitals: Option<bool>,
    leads: bool,
) -> String {
    if let Some(quoted) = crate::passage::quotations(words).first() {
        return tidy(quoted.of(words));
    }
    if words.chars().any(is_unspaced) {
        let noun = nouns.iter().find(|(_, kind)| kind.publishes()).map(|(span, _)| *span);
        return foreign_run(words, noun).map_or_else(|| tidy(words), tidy);
    }
    // "the newspaper Harbour Post", "صحيفة الدفتر": what follows the noun, or else what precedes it.
    let noun = nouns.iter().find(|(_, kind)| kind.publishes()).map(|(span, _)| *span);
    // "el diario de Honolulu" says where an outlet is and does not name it.
    let placed = noun.is_some_and(|noun| {
        let behind = words.get(noun.end..).unwrap_or_default();
        let next = words.len() - behind.trim_start().len();
        hits.iter().any(|hit| hit.span.start == next && *hit.meaning == SourcingTerm::Preposition)
    });
    let around = noun.map(|noun| [words.get(noun.end..).filter(|_| !placed), words.get(..noun.start)]);
    let article =
        !leads && noun.is_some_and(|noun| words.get(..noun.start).is_some_and(|before| !before.trim().contains(' ')));
    let named = around.into_iter().flatten().flatten().map(tidy).enumerate();
    let named = named.filter(|(side, _)| *side == 0 || !article).map(|(_, part)| part);
    let named = named.into_iter().find(|part| part.split(' ').any(may_be_name));
    // A noun that is part of the name stays: "Harbour News" names nothing without its second word.
    let compound = noun.is_some_and(|noun| noun.end == words.len() && noun.of(words).starts_with(char::is_uppercase));
    // "O Diário do Litoral", "Harian Pesisir": so does one with a capital that no sentence begins with.
    let begun = noun.filter(|noun| {
        let inside = capitals.is_some_and(|first| first || noun.start > 0 || placed) && noun.end < words.len();
        inside && noun.of(words).starts_with(char::is_uppercase)
    });
    if let Some(whole) =
        begun.and_then(|noun| words.get(noun.start..)).filter(|rest| rest.split(' ').skip(1).any(may_be_name))
    {
        return tidy(whole);
    }
    if let Some(name) = named.filter(|_| !compound) {
        return without_article(&name);
    }
    // "The newspaper" names nobody by itself.
    let generic = noun.is_some_and(|noun| {
        let unnamed = placed || article || !words.split(' ').any(may_be_name);
        !compound && unnamed || noun.len() == tidy(words).len()
    });
    if generic { String::new() } else { tidy(words) }
}

/// The foreign name in a phrase without spaces: a run of katakana or Latin letters, the nearest to the outlet's noun.
fn foreign_run(words: &str, noun: Option<Span>) -> Option<&str> {
    let foreign = |character: char| {
        matches!(script_of(character), Script::Katakana | Script::Latin) || matches!(character, 'ー' | '・')
    };
    let mut runs: Vec<Span> = Vec::new();
    for (at, character) in words.char_indices().filter(|(_, character)| foreign(*character)) {
        let end = at + character.len_utf8();
        match runs.last_mut().filter(|run| run.end == at) {
            Some(run) => run.end = end,
            None => runs.push(Span::new(at, end)),
        }
    }
    runs.retain(|run| run.of(words).chars().count() >= 3);
    let gap = |run: &Span| noun.map_or(0, |noun| noun.start.abs_diff(run.end).min(noun.end.abs_diff(run.start)));
    let nearest = runs.into_iter().min_by_key(|run| (gap(run), std::cmp::Reverse(run.len())))?;
    Some(nearest.of(words))
}

fn tidy(name: &str) -> String {
    let outer = |character: char| !character.is_alphanumeric() && !matches!(character, '+' | ')' | '.');
    name.trim_matches(outer).trim_end_matches(['.', ',']).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the first word that is a domain, such as `dostor.org`.
pub(crate) fn domain_in(words: &str) -> Option<String> {
    let separators = |character: char| {
        character.is_whitespace()
            || matches!(character, '|' | '،' | ',' | '(' | ')' | '[' | ']' | '<' | '>' | '"' | '«' | '»')
    };
    words.split(separators).find_map(|word| {
        let word = word.trim_matches(|character: char| !character.is_ascii_alphanumeric()).to_ascii_lowercase();
        let word = word.split("://").last().unwrap_or_default();
        let host = word.split('/').next().unwrap_or_default().trim_start_matches("www.").to_owned();
        let mut labels = host.rsplit('.');
        let top = labels.next().unwrap_or_default();
        let name = labels.next().unwrap_or_default();
        let plain = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
        let valid = plain && top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic()) && name.len() >= 2;
        valid.then_some(host)
    })
}

/// Says whether a word can begin a name: a capital, or any letter of a script without case.
pub(crate) fn may_be_name(word: &str) -> bool {
    word.chars().next().is_some_and(|first| {
        first.is_uppercase() || first.is_alphabetic() && !first.is_lowercase() && script_of(first) != Script::Common
    })
}

#[cfg(test)]
mod tests {
    use super::domain_in;

    #[test]
    fn domains_are_found_in_credits() {
        assert_eq!(domain_in("الدستور | dostor.example").as_deref(), Some("dostor.example"));
        assert_eq!(domain_in("see https://www.ledger.example/a/b.").as_deref(), Some("ledger.example"));
        assert_eq!(domain_in("U.S. officials at 3.2 metres"), None);
    }
}
