//! Whom a step leads to where its words do not say so: the body that a spokesperson speaks for, the person whom a
//! pronoun means, the full name of what is named in short.
//!
//! Attributions keep the words of their sentence. The steps that they state lead to the fullest name on the page, so
//! that "a spokesman", "it" and "the logs" are no sources of their own.

use std::cell::OnceCell;

use headwater_lang::terms::SourcingTerm;
use headwater_lang::{Hit, Language, fold, is_unspaced};
use headwater_model::{Attribution, Relay, Source, SourceKind, Span};

use super::name::may_be_name;

/// Words that a name in a text may have.
const LONGEST_NAME: usize = 8;
/// Characters that tell a noun from others, whatever its ending.
const STEM: usize = 4;

/// How many phrases before a source are looked at for its full name.
const REACH: usize = 64;

/// What is looked at.
pub(crate) struct Meant<'a> {
    text: &'a str,
    language: &'a Language,
    /// The running text, block by block.
    blocks: &'a [Span],
    attributions: &'a [Attribution],
    /// The bodies that the text names.
    named: OnceCell<Vec<Span>>,
}

impl<'a> Meant<'a> {
    pub(crate) fn new(
        text: &'a str,
        language: &'a Language,
        blocks: &'a [Span],
        attributions: &'a [Attribution],
    ) -> Self {
        Self { text, language, blocks, attributions, named: OnceCell::new() }
    }

    /// Lets each step lead to whom or what its source means.
    pub(crate) fn resolve(&self, relays: &mut [Relay]) {
        for relay in relays.iter_mut().filter(|relay| relay.content.is_some()) {
            if let Some(meant) = self.meant(&relay.cited) {
                relay.cited = meant;
            }
        }
    }

    fn meant(&self, source: &Source) -> Option<Source> {
        let as_kind = |span: Span, kind: SourceKind| Source { span, kind, outlet: None };
        match source.kind {
            SourceKind::Document => {
                let fuller = self.own_document(source).or_else(|| self.fuller(source));
                fuller.map(|span| as_kind(span, source.kind))
            }
            SourceKind::Person | SourceKind::Organisation | SourceKind::Anonymous => {
                if let Some(body) = self.body(source.span) {
                    return Some(as_kind(body, SourceKind::Organisation));
                }
                if self.is_pronoun(source.span) {
                    return self.person_before(source.span.start).map(|span| as_kind(span, SourceKind::Person));
                }
                let fuller = self.fuller(source).or_else(|| self.without_article(source.span));
                fuller.map(|span| as_kind(span, source.kind))
            }
            _ => None,
        }
    }

    /// A document that the page itself has, without the words that say so: "議案書" of "本紙が入手した議案書".
    fn own_document(&self, source: &Source) -> Option<Span> {
        let mut of_it = self
            .attributions
            .iter()
            .filter(|attribution| attribution.source.as_ref().is_some_and(|other| other.span == source.span));
        let holder = of_it.find_map(|attribution| attribution.obtained_by.as_ref())?;
        if holder.kind != SourceKind::OwnReporting {
            return None;
        }
        let hits = self.hits(source.span);
        let apart = |term: &SourcingTerm| {
            matches!(term, SourcingTerm::Obtained | SourcingTerm::Relative | SourcingTerm::Complementiser)
        };
        let end = hits.iter().find(|hit| apart(hit.meaning) && hit.span.start > source.span.start);
        let start = hits.iter().filter(|hit| *hit.meaning == SourcingTerm::ObtainedAfter).map(|hit| hit.span.end).max();
        let start = start.filter(|start| *start < source.span.end).unwrap_or(source.span.start);
        let part = self.tidy(Span::new(start, end.map_or(source.span.end, |hit| hit.span.start).max(start)));
        (part.len() < source.span.len() && !part.is_empty()).then_some(part)
    }

    /// The body that a phrase's speaker speaks for: "the trust" of "the trust's chair", "panitia" of "ketua panitia".
    fn body(&self, phrase: Span) -> Option<Span> {
        let hits = self.hits(phrase);
        let speaker = hits.iter().find(|hit| *hit.meaning == SourcingTerm::Spokesperson)?.span;
        let before = self.tidy(Span::new(phrase.start, speaker.start));
        let behind = Span::new(speaker.end, phrase.end);
        let rest = behind.of(self.text).find([',', '،', '、', '(', '（']).map_or(behind.end, |at| behind.start + at);
        let named = self.body_before(before).or_else(|| self.body_behind(Span::new(behind.start, rest)));
        let above = || self.body_above(phrase.start).map(|body| self.without_article(body).unwrap_or(body));
        named.map(|body| self.fullest(body)).or_else(above)
    }

    /// "the harbour authority's chair", "県水産試験場の担当者", "바람배터리 관계자".
    fn body_before(&self, before: Span) -> Option<Span> {
        let words = before.of(self.text);
        let cased = words.chars().any(|letter| letter.is_lowercase() || letter.is_uppercase());
        let organisation = self.organisation_in(before).is_some();
        let capital = words.split_whitespace().any(|word| word.starts_with(char::is_uppercase));
        if before.is_empty() || cased && !organisation && !capital {
            return None;
        }
        // Where words of description stand before a name, the name is the last of them.
        let last = words.rsplit(' ').next().unwrap_or_default();
        let own = Span::new(before.end - last.len(), before.end);
        let alone = !cased && words.contains(' ') && self.organisation_in(own).is_none();
        Some(if alone { own } else { before })
    }

    /// "a spokesman for the harbour authority", "ein Sprecher des Ministeriums", "ketua panitia Nurlaila Basri".
    fn body_behind(&self, rest: Span) -> Option<Span> {
        let rest = self.tidy(rest);
        let hits = self.hits(rest);
        let leads = |term: &SourcingTerm| matches!(term, SourcingTerm::Preposition | SourcingTerm::Determiner);
        let led = hits.iter().filter(|hit| hit.span.start == rest.start && leads(hit.meaning));
        if let Some(lead) = led.max_by_key(|hit| hit.span.end) {
            let named = self.tidy(Span::new(lead.span.end, rest.end));
            let whole = named.of(self.text).split_whitespace().count() <= LONGEST_NAME;
            return Some(named).filter(|named| whole && !named.is_empty() && self.names(*named));
        }
        // "Spokeswoman Ines Kall of the harbour authority": a person's name may stand between.
        let of = hits.iter().find(|hit| *hit.meaning == SourcingTerm::Preposition).map(|hit| hit.span);
        let of = of.map(|of| self.tidy(Span::new(of.end, rest.end))).filter(|of| self.organisation_in(*of).is_some());
        if let Some(body) = of {
            return Some(body);
        }
        let noun = self.organisation_in(rest).filter(|noun| noun.start == rest.start)?;
        let behind = Span::new(noun.end, rest.end).of(self.text);
        let small = noun.of(self.text).starts_with(char::is_lowercase);
        // A person's name follows a small noun, and the body's own a capital one.
        Some(if small && behind.trim_start().starts_with(char::is_uppercase) { noun } else { rest })
    }

    /// The last body by name before a place, in its block: whom "a spokesman" there speaks for.
    fn body_above(&self, at: usize) -> Option<Span> {
        let block = self.blocks.iter().find(|block| block.contains(Span::new(at, at)))?;
        let bodies = self.bodies(Span::new(block.start, at));
        bodies.into_iter().last()
    }

    /// The phrases of bodies in a stretch of text that a capital makes names: "Naviera Almenara", "Kultusministerium".
    fn bodies(&self, part: Span) -> Vec<Span> {
        let mut found: Vec<Span> = Vec::new();
        for noun in self.organisations(part) {
            let start = self.capitals_before(part, noun.start);
            let end = noun.end + super::obtained::capitalised(Span::new(noun.end, part.end).of(self.text));
            let body = self.tidy(Span::new(start, end));
            let opens = self.opens_sentence(part, noun.start);
            let own = noun.of(self.text).starts_with(char::is_uppercase) && !opens;
            let named = body.len() > noun.len() || own;
            if named && found.last().is_none_or(|last| last.end <= body.start) {
                found.push(body);
            }
        }
        found
    }

    /// Where the capitalised words right before a noun begin.
    fn capitals_before(&self, part: Span, noun: usize) -> usize {
        let before = Span::new(part.start, noun).of(self.text);
        let mut start = noun;
        for word in before.trim_end().rsplit(' ') {
            if !word.starts_with(char::is_uppercase) || word.ends_with(|last: char| !last.is_alphanumeric()) {
                break;
            }
            let at = before.get(..start - part.start).unwrap_or_default().trim_end().len();
            start = part.start + at - word.len();
        }
        start
    }

    fn opens_sentence(&self, part: Span, at: usize) -> bool {
        let before = Span::new(part.start, at).of(self.text).trim_end();
        before.is_empty() || before.ends_with(['.', '!', '?', ':', '»', '”', '"'])
    }

    /// The nouns of bodies in a stretch of text, each with all of its word: "Kultusministerium".
    fn organisations(&self, part: Span) -> Vec<Span> {
        let hits = self.hits(part);
        let listed = hits.iter().filter(|hit| *hit.meaning == SourcingTerm::Noun(SourceKind::Organisation));
        let joined = |letter: char| letter.is_alphanumeric() && !is_unspaced(letter);
        let whole = |noun: Span| {
            let before = Span::new(part.start, noun.start).of(self.text);
            Span::new(part.start + before.trim_end_matches(joined).len(), noun.end)
        };
        listed.map(|hit| whole(hit.span)).collect()
    }

    fn organisation_in(&self, part: Span) -> Option<Span> {
        self.organisations(part).into_iter().next()
    }

    /// The fullest phrase for a body that is named by a bare noun: "the trust" as the Skerrow Light Trust.
    fn fullest(&self, body: Span) -> Span {
        let source = Source { span: body, kind: SourceKind::Organisation, outlet: None };
        self.fuller(&source).or_else(|| self.without_article(body)).unwrap_or(body)
    }

    /// A longer phrase before a source that names the same: one that ends in its words, or has its only noun.
    fn fuller(&self, source: &Source) -> Option<Span> {
        let words = self.tidy(source.span);
        let bare = self.bare_noun(words);
        let printed = words.of(self.text);
        let single = !printed.contains(' ') && !printed.chars().any(is_unspaced);
        let kin = |kind: SourceKind| match source.kind {
            SourceKind::Document => kind == SourceKind::Document,
            _ => matches!(kind, SourceKind::Person | SourceKind::Organisation),
        };
        let sources = self.attributions.iter().filter_map(|attribution| attribution.source.as_ref());
        let earlier = sources.filter(|other| other.span.end <= source.span.start && kin(other.kind));
        let told = earlier.map(|other| other.span);
        let bodies = || self.named.get_or_init(|| self.blocks.iter().flat_map(|block| self.bodies(*block)).collect());
        let in_text = (source.kind == SourceKind::Organisation && bare.is_some()).then(bodies).into_iter().flatten();
        let in_text = in_text.copied().filter(|other| other.end <= source.span.start);
        let same = |other: &Span| {
            let longer = other.len() > words.len() && other.of(self.text).chars().count() <= 90;
            let ended = single && may_be_name(printed) && bare.is_none() && ends_in(other.of(self.text), printed);
            let headed = bare.is_some_and(|noun| self.headed(*other, noun));
            longer && (ended || headed)
        };
        let mut before: Vec<Span> = told.chain(in_text).collect();
        before.sort_unstable();
        before
            .into_iter()
            .rev()
            .take(REACH)
            .filter(same)
            .max_by_key(|other| (other.len(), std::cmp::Reverse(other.start)))
    }

    /// The noun that is all of a phrase but for determiners.
    fn bare_noun(&self, words: Span) -> Option<Span> {
        let nouns = self.hits(words).into_iter().filter(|hit| matches!(hit.meaning, SourcingTerm::Noun(_)));
        nouns.map(|hit| hit.span).find(|noun| *noun == self.without_article(words).unwrap_or(words))
    }

    /// Whether a phrase has a noun of the same stem and names nobody who speaks for it: "ketua panitia" is not "panitia".
    fn headed(&self, phrase: Span, noun: Span) -> bool {
        let stem = |span: Span| span.of(self.text).chars().take(STEM).flat_map(char::to_lowercase).collect::<String>();
        let wanted = stem(noun);
        let hits = self.hits(phrase);
        hits.iter().all(|hit| *hit.meaning != SourcingTerm::Spokesperson)
            && hits.iter().any(|hit| matches!(hit.meaning, SourcingTerm::Noun(_)) && stem(hit.span) == wanted)
    }

    /// A name without the article or preposition before it: "a Câmara", "на станции".
    fn without_article(&self, phrase: Span) -> Option<Span> {
        let words = self.tidy(phrase);
        let hits = self.hits(words);
        let leads = |term: &SourcingTerm| matches!(term, SourcingTerm::Determiner | SourcingTerm::Preposition);
        let lead = hits.iter().filter(|hit| hit.span.start == words.start && leads(hit.meaning));
        let lead = lead.map(|hit| hit.span).max_by_key(|span| span.end)?;
        let rest = self.tidy(Span::new(lead.end, words.end));
        let named = rest.of(self.text).starts_with(char::is_uppercase) || hits.iter().any(|hit| hit.span == rest);
        (named && lead.of(self.text).chars().count() <= 3).then_some(rest)
    }

    fn is_pronoun(&self, phrase: Span) -> bool {
        let words = self.tidy(phrase);
        self.hits(words).iter().any(|hit| hit.span == words && *hit.meaning == SourcingTerm::Pronoun)
    }

    /// The last person by name before a place, in its block: one who spoke, or one whose name a noun or an age is with.
    fn person_before(&self, at: usize) -> Option<Span> {
        let block = self.blocks.iter().find(|block| block.contains(Span::new(at, at)))?;
        let part = Span::new(block.start, at);
        let sources = self.attributions.iter().filter_map(|attribution| attribution.source.as_ref());
        let spoke = sources.filter(|source| source.kind == SourceKind::Person && part.contains(source.span));
        let spoke = spoke.map(|source| source.span).filter(|span| !self.is_pronoun(*span));
        let persons = self.hits(part).into_iter().filter(|hit| *hit.meaning == SourcingTerm::Noun(SourceKind::Person));
        let titled = persons.filter_map(|hit| {
            let behind = Span::new(hit.span.end, at).of(self.text);
            let name =
                behind.find(char::is_uppercase).filter(|start| behind.get(..*start).is_some_and(describes_briefly))?;
            let length = super::obtained::capitalised(behind.get(name..)?);
            (length > 0).then(|| Span::new(hit.span.start, hit.span.end + name + length))
        });
        let tidy = |span: Span| self.tidy(span);
        spoke.chain(titled).chain(self.aged(part)).map(tidy).max_by_key(|span| span.end)
    }

    /// "Rusman Layar, 74 tahun": names of two words or more before an age.
    fn aged(&self, part: Span) -> Vec<Span> {
        let text = part.of(self.text);
        let ages = text.match_indices(", ").filter(|(at, _)| {
            let rest = text.get(at + 2..).unwrap_or_default();
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            digits == 2 && !rest.get(2..).is_some_and(|next| next.starts_with(['.', '%', ':']))
        });
        let named = ages.filter_map(|(at, _)| {
            let start = self.capitals_before(part, part.start + at);
            let name = Span::new(start, part.start + at);
            (name.of(self.text).split(' ').count() > 1).then_some(name)
        });
        named.collect()
    }

    /// Whether a phrase has a noun of bodies or a name.
    fn names(&self, phrase: Span) -> bool {
        let words = phrase.of(self.text);
        self.organisation_in(phrase).is_some() || words.split(' ').any(may_be_name)
    }

    fn hits(&self, part: Span) -> Vec<Hit<'_, SourcingTerm>> {
        let mut hits = self.language.sourcing.find_all(&fold(part.of(self.text)));
        hits.iter_mut().for_each(|hit| hit.span = hit.span.shifted(part.start));
        hits
    }

    /// Drops white space, punctuation and signs of possession at both ends.
    fn tidy(&self, span: Span) -> Span {
        let span =
            span.trimmed(self.text, |character| !character.is_alphanumeric() && !"»”\"」』)）".contains(character));
        let words = span.of(self.text);
        let marks = &self.language.file.dates.possessives;
        let mark = marks.iter().find(|mark| words.len() > mark.len() && words.ends_with(mark.as_str()));
        Span::new(span.start, span.end - mark.map_or(0, String::len))
    }
}

/// Whether a name ends in a word: "Selma Yurtalan" in "Yurtalan".
fn ends_in(name: &str, word: &str) -> bool {
    name.strip_suffix(word).is_some_and(|rest| rest.ends_with(' '))
}

/// Whether between a noun and a name there is no more than a word that describes: "капитан краболова Геннадий Лаптев".
fn describes_briefly(between: &str) -> bool {
    between.split_whitespace().count() <= 1 && !between.contains(|mark: char| !mark.is_alphanumeric() && mark != ' ')
}
