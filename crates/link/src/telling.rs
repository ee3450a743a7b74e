//! One account prepared for linking: its publisher, its time, its figures, and the steps that it states.

use std::cell::RefCell;
use std::collections::BTreeMap;

use headwater_lang::alike::Heard;
use headwater_lang::terms::SourcingTerm;
use headwater_lang::{Lexicon, Registry, Script, fold, is_unspaced, names, script_of, words};
use headwater_model::{
    Account, Credit, CreditKind, Interval, PartialDate, Reference, Relay, Source, SourceKind, Span, Speaker, Value,
    Voice,
};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::passage::{self, Tokens};
use crate::publisher::{PublisherId, Publishers, host_label};
use crate::{time, value};

/// How a page states that it, or somebody it names, has something from somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum StepKind {
    /// In a sentence.
    Citation,
    /// By a numbered or listed reference.
    Reference,
    /// By a credit line or agency tag.
    Credit,
    /// By a note that it is a republication.
    Republication,
    /// By a note that it is a translation.
    Translation,
}

/// Whom a step leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cited {
    /// Somebody who publishes.
    Publisher(PublisherId),
    /// A document, person or organisation that does not publish here.
    Primary {
        /// What it is.
        kind: SourceKind,
        /// As printed.
        name: String,
        /// Who is said to have it.
        holder: Option<PublisherId>,
    },
}

/// One stated step.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    /// Who has it; nobody named means the page itself.
    pub(crate) reporter: Option<PublisherId>,
    /// From whom.
    pub(crate) cited: Cited,
    /// The words that say so.
    pub(crate) words: Span,
    /// What the step covers; nothing means the whole text.
    pub(crate) reach: Option<Span>,
    pub(crate) kind: StepKind,
    /// The source as named.
    pub(crate) source: Source,
    /// When the cited work appeared, as far as a reference says.
    pub(crate) date: Option<PartialDate>,
}

impl Step {
    /// Returns the publisher that the step leads to, if it leads to one.
    pub(crate) fn publisher(&self) -> Option<PublisherId> {
        match self.cited {
            Cited::Publisher(publisher) => Some(publisher),
            Cited::Primary { .. } => None,
        }
    }

    /// Says whether the step covers a stretch of the page.
    pub(crate) fn covers(&self, span: Span) -> bool {
        self.reach.is_none_or(|reach| reach.overlaps(span))
    }

    /// Says whether the step may lead to an article of this day: a reference that gives another day does not.
    pub(crate) fn dates(&self, day: Option<PartialDate>) -> bool {
        match (self.date, day) {
            (Some(said), Some(PartialDate::Day(day))) => said.first_day() <= day && day <= said.last_day(),
            _ => true,
        }
    }

    /// Says whether the step covers the text as a whole.
    pub(crate) fn whole(&self) -> bool {
        self.reach.is_none() && self.kind != StepKind::Reference
    }
}

/// A figure with what it is compared by.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    /// Index into [`Account::facts`].
    pub(crate) fact: usize,
    pub(crate) key: value::Key,
    /// How much it tells by itself, 0 to 1.
    pub(crate) telling: f64,
}

/// One account prepared for linking.
#[derive(Debug, Clone)]
pub(crate) struct Telling {
    pub(crate) publisher: PublisherId,
    /// When the article first appeared.
    pub(crate) window: Interval,
    /// When this version of it appeared.
    pub(crate) version: Interval,
    pub(crate) steps: Vec<Step>,
    pub(crate) tokens: Tokens,
    pub(crate) figures: Vec<Figure>,
}

impl Telling {
    /// Says whether a step that it states leads to a publisher, whoever is said to have taken it.
    pub(crate) fn names(&self, publisher: PublisherId) -> bool {
        self.steps.iter().any(|step| step.publisher() == Some(publisher))
    }
}

/// Prepares all accounts. Publishers that are only cited are added to `publishers`.
pub(crate) fn tellings(accounts: &[Account], publishers: &mut Publishers, registry: &Registry) -> Vec<Telling> {
    let outlets = Names::of(accounts, publishers, registry);
    note_glosses(accounts, publishers, &outlets);
    let read: Vec<(Tokens, Vec<Figure>)> =
        accounts.par_iter().map(|account| (passage::tokens(account), figures(account))).collect();
    let telling = |(index, (account, (tokens, figures))): (usize, (&Account, (Tokens, Vec<Figure>)))| {
        let publisher = publishers.of_account(index);
        let steps = steps(account, publisher, publishers, &outlets);
        Telling { publisher, window: time::window(account), version: time::version(account), steps, tokens, figures }
    };
    accounts.iter().zip(read).enumerate().map(telling).collect()
}

/// The names of the publishers at hand, to be found in phrases of any script.
struct Names<'r> {
    written: Lexicon<PublisherId>,
    sounding: Vec<Sound>,
    /// The words of each publisher's names that tell it from others.
    telling: Vec<(Vec<Word>, PublisherId)>,
    /// The letters that stand for names of several words.
    signs: Vec<(Heard, PublisherId)>,
    registry: &'r Registry,
    /// What was heard before, by the way it was asked and the name: pages name the same outlets over and over.
    heard: RefCell<BTreeMap<(Way, String), Option<PublisherId>>>,
    /// Which descriptions fit anybody.
    anybody: RefCell<BTreeMap<String, bool>>,
}

/// A way to find the publisher of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Sounding,
    Short,
    Whole,
    ReadOut,
}

/// How a name sounds.
struct Sound {
    heard: Heard,
    /// Its consonants, written together.
    skeleton: String,
    /// How many words it has.
    words: usize,
    publisher: PublisherId,
}

impl<'r> Names<'r> {
    fn of(accounts: &[Account], publishers: &Publishers, registry: &'r Registry) -> Self {
        let mut named: Vec<(String, PublisherId)> = Vec::new();
        for (index, account) in accounts.iter().enumerate() {
            let id = publishers.of_account(index);
            named.extend(account.article.publisher.iter().map(|publisher| (publisher.value.clone(), id)));
            named.extend(account.page.host.iter().map(|host| (host_label(host).replace('-', " "), id)));
        }
        named.retain(|(name, _)| name.chars().count() > 3 || name.chars().any(is_unspaced) && name.chars().count() > 1);
        let signs: Vec<_> = named.iter().filter_map(|(name, id)| Some((initials(name)?, *id))).collect();
        let sign = |(letters, id): &(String, PublisherId)| (Heard::new(letters), *id);
        let heard_signs = signs.iter().map(sign).collect();
        named.extend(signs);
        named.sort();
        named.dedup();
        let sound = |(name, publisher): &(String, PublisherId)| Sound {
            heard: Heard::new(name),
            skeleton: names::skeleton(name).concat(),
            words: name.split_whitespace().count(),
            publisher: *publisher,
        };
        let sounding = named.iter().map(sound).filter(|sound| sound.skeleton.len() >= 3).collect();
        let telling = named.iter().map(|(name, publisher)| (telling_words(name, registry), *publisher)).collect();
        Self {
            written: Lexicon::new(named, registry.prefixes()),
            sounding,
            telling,
            signs: heard_signs,
            registry,
            heard: RefCell::default(),
            anybody: RefCell::default(),
        }
    }

    fn once(&self, way: Way, name: &str, find: impl FnOnce() -> Option<PublisherId>) -> Option<PublisherId> {
        let key = (way, name.to_owned());
        if let Some(known) = self.heard.borrow().get(&key) {
            return *known;
        }
        let found = find();
        self.heard.borrow_mut().insert(key, found);
        found
    }

    /// Says whether a source is described in words alone that fit anybody.
    fn is_anybody(&self, name: &str) -> bool {
        if let Some(known) = self.anybody.borrow().get(name) {
            return *known;
        }
        let fits = is_anybody(name, self.registry);
        self.anybody.borrow_mut().insert(name.to_owned(), fits);
        fits
    }

    /// Returns the publisher whose name stands in a phrase as written.
    fn written(&self, phrase: &str) -> Option<PublisherId> {
        self.written.find(&fold(phrase)).into_iter().max_by_key(|hit| hit.span.len()).map(|hit| *hit.meaning)
    }

    /// Returns the publisher that an outlet's name is in another script or inflection, by sound. Short names sound
    /// alike by chance, so they must sound the same; longer ones may differ in one consonant of five.
    fn sounding(&self, name: &str) -> Option<PublisherId> {
        self.once(Way::Sounding, name, || self.find_sounding(name))
    }

    fn find_sounding(&self, name: &str) -> Option<PublisherId> {
        let words: Vec<Span> = words(name).into_iter().take(12).collect();
        let windows: Vec<(usize, String)> = (1..=words.len())
            .flat_map(|width| words.windows(width))
            .filter_map(|window| {
                let place = window.first()?.join(*window.last()?);
                Some((window.len(), names::skeleton(place.of(name)).concat()))
            })
            .collect();
        let mut best: Option<(f64, usize, PublisherId)> = None;
        for known in &self.sounding {
            let sounds = known.skeleton.len();
            let widths = known.words.saturating_sub(1).max(1)..=known.words + 2;
            for (width, window) in windows.iter().filter(|(width, _)| widths.contains(width)) {
                let likeness = names::likeness(&known.skeleton, window);
                let alike = match sounds {
                    3..=4 => likeness >= 1.0 && *width == words.len(),
                    5..=6 => likeness >= 0.99,
                    _ => likeness >= 0.79,
                };
                if alike && best.is_none_or(|(score, length, _)| (likeness, sounds) > (score, length)) {
                    best = Some((likeness, sounds, known.publisher));
                }
            }
        }
        best.map(|(.., id)| id).or_else(|| self.alike(name, &words))
    }

    /// Returns the only publisher that an outlet's name is short for, or describes, in any script: "the Pesisir" for the
    /// Harian Pesisir Rembun, "the Emirate's Marsa News Agency" for Marsa.
    fn short(&self, name: &str) -> Option<PublisherId> {
        self.once(Way::Short, name, || self.find_short(name))
    }

    fn find_short(&self, name: &str) -> Option<PublisherId> {
        let said = telling_words(name, self.registry);
        let among = |some: &[Word], all: &[Word]| {
            !some.is_empty() && some.iter().all(|word| all.iter().any(|other| other.alike(word)))
        };
        let fits = |words: &[Word]| among(&said, words) || among(words, &said);
        only(self.telling.iter().filter(|(words, _)| fits(words)).map(|(_, id)| *id))
    }

    /// Returns the publisher whose name all of a phrase is alike.
    fn whole(&self, phrase: &str) -> Option<PublisherId> {
        self.once(Way::Whole, phrase, || self.find_whole(phrase))
    }

    fn find_whole(&self, phrase: &str) -> Option<PublisherId> {
        let phrase = Heard::new(phrase);
        self.sounding.iter().find(|known| known.heard.alike(&phrase)).map(|known| known.publisher)
    }

    /// Returns the only publisher whose letters are read out in another script: एचएनएस for HNS.
    fn read_out(&self, name: &str) -> Option<PublisherId> {
        self.once(Way::ReadOut, name, || self.find_read_out(name))
    }

    fn find_read_out(&self, name: &str) -> Option<PublisherId> {
        if name.is_ascii() || name.contains(char::is_whitespace) {
            return None;
        }
        let name = Heard::new(name);
        only(self.signs.iter().filter(|(letters, _)| letters.alike(&name)).map(|(_, id)| *id))
    }

    /// Returns the publisher whose name words of a phrase are alike, as scripts write the same name.
    fn alike(&self, phrase: &str, words: &[Span]) -> Option<PublisherId> {
        let widest = self.sounding.iter().map(|known| known.words + 1).max().unwrap_or(0).min(words.len());
        let heard =
            |window: &[Span]| Some((window.len(), Heard::new(window.first()?.join(*window.last()?).of(phrase))));
        let telling = |(_, heard): &(usize, Heard)| heard.consonants() >= HEARD_CONSONANTS;
        let windows: Vec<(usize, Heard)> =
            (1..=widest).flat_map(|width| words.windows(width)).filter_map(heard).filter(telling).collect();
        let found = self.sounding.iter().filter(|known| {
            let widths = known.words.saturating_sub(1).max(1)..=known.words + 1;
            windows.iter().any(|(width, window)| widths.contains(width) && known.heard.alike(window))
        });
        found.max_by_key(|known| known.skeleton.len()).map(|known| known.publisher)
    }
}

/// Returns the publisher that all are, if they are one.
fn only(mut found: impl Iterator<Item = PublisherId>) -> Option<PublisherId> {
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// A word of a name, by sound and by letters.
struct Word {
    heard: Heard,
    /// In Latin letters, without what may be an article, and with it.
    latin: String,
    whole: String,
}

/// Consonants from which a name is found by sound inside a phrase.
const HEARD_CONSONANTS: usize = 3;
/// Bytes of a name in brackets.
const LONGEST_GLOSS: usize = 60;
/// How alike in Latin letters two words are that one name is short for another by.
const SPELT: f64 = 0.6;

impl Word {
    fn new(word: &str) -> Self {
        Self { heard: Heard::new(word), latin: names::latin(word), whole: names::romanised(word) }
    }

    fn alike(&self, other: &Self) -> bool {
        let spelt = |one: &str, other: &str| names::spelt_alike(one, other) >= SPELT;
        let letters = spelt(&self.latin, &other.latin) || spelt(&self.whole, &other.whole);
        self.heard.alike(&other.heard) && letters
    }
}

/// A word of a script without spaces, or of Hangul, without the kind of outlet that it ends with: 다온 of 다온통신.
fn without_ending<'w>(word: &'w str, registry: &Registry, any: impl Fn(&SourcingTerm) -> bool) -> &'w str {
    let joined = |character: char| is_unspaced(character) || script_of(character) == Script::Hangul;
    if !word.chars().all(joined) {
        return word;
    }
    let ends = word.char_indices().map(|(at, _)| at).filter(|at| *at > 0);
    let parts = ends.filter_map(|at| Some((word.get(..at)?, word.get(at..)?)));
    let kind = |ending: &str| registry.languages().any(|language| language.sourcing.whole(ending).is_some_and(&any));
    parts.into_iter().find(|(_, ending)| kind(ending)).map_or(word, |(rest, _)| rest)
}

/// The words of an outlet's name without those that fit any outlet, in whatever language: Halyard of the Halyard News
/// Service.
fn telling_words(name: &str, registry: &Registry) -> Vec<Word> {
    let any = |term: &SourcingTerm| match term {
        SourcingTerm::Determiner | SourcingTerm::Masthead => true,
        SourcingTerm::Noun(kind) => kind.publishes(),
        _ => false,
    };
    let covered = covered(name, registry, any);
    let covers = |at: usize| covered.iter().any(|span| span.start <= at && at < span.end);
    let rest: String = name.char_indices().map(|(at, character)| if covers(at) { ' ' } else { character }).collect();
    let long = |word: &&str| word.chars().count() > 3 || word.chars().any(is_unspaced) || !word.is_ascii();
    rest.split_whitespace().map(|word| without_ending(word, registry, any)).filter(long).map(Word::new).collect()
}

/// Says whether a name is made of words alone that fit any paper: "the newspaper", "agencies".
fn is_any_outlet(name: &str, registry: &Registry) -> bool {
    consists_of(name, registry, |term| matches!(term, SourcingTerm::Determiner | SourcingTerm::Noun(_)))
}

/// Says whether a source is described in words alone that fit anybody: "it", "a spokeswoman", "the ministry".
fn is_anybody(name: &str, registry: &Registry) -> bool {
    consists_of(name, registry, |term| match term {
        SourcingTerm::Pronoun | SourcingTerm::Determiner | SourcingTerm::Conjunction => true,
        SourcingTerm::Noun(kind) => *kind != SourceKind::Document,
        _ => false,
    })
}

/// Where terms that fit stand in a name, in whatever language.
fn covered(name: &str, registry: &Registry, fits: impl Fn(&SourcingTerm) -> bool) -> Vec<Span> {
    let folded = fold(name);
    let hits = registry.languages().flat_map(|language| language.sourcing.find_all(&folded));
    hits.filter(|hit| fits(hit.meaning)).map(|hit| hit.span).collect()
}

/// Says whether every word of a name is a term that fits, in whatever language.
fn consists_of(name: &str, registry: &Registry, fits: impl Fn(&SourcingTerm) -> bool) -> bool {
    let covered = covered(name, registry, fits);
    let words = words(name);
    !words.is_empty() && words.iter().all(|word| covered.iter().any(|span| span.contains(*word)))
}

/// The sign of a publisher of three words or more: HNS of the Harbour News Service.
fn initials(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).collect();
    let words = words.strip_prefix(&["The"]).unwrap_or(&words);
    (words.len() >= 3).then(|| words.iter().filter_map(|word| word.chars().next()).collect())
}

fn figures(account: &Account) -> Vec<Figure> {
    let page_day = account.article.published.as_ref().map(|published| published.value.date);
    let figures = account.facts.iter().enumerate().filter(|(_, fact)| fact.voice != Voice::Caption);
    let keyed = figures.filter_map(|(index, fact)| {
        let key = value::key(fact)?;
        // The page's own day says only when it appeared, and its own year and month hardly more.
        let own = match (&fact.value, page_day) {
            (Value::Date(date), Some(page)) => {
                date.first_day() <= page.last_day() && page.first_day() <= date.last_day()
            }
            _ => false,
        };
        let day = own && key.dimension == "day";
        let telling = if own { 0.0 } else { value::telling(&key) };
        (!day).then_some(Figure { fact: index, key, telling })
    });
    keyed.collect()
}

fn steps(account: &Account, own: PublisherId, publishers: &mut Publishers, outlets: &Names) -> Vec<Step> {
    let text = &account.page.text;
    let mut steps: Vec<Step> = Vec::new();
    for relay in &account.sourcing.relays {
        let reporter = match &relay.reporter {
            Speaker::Page => None,
            Speaker::Named(source) => publisher(source, text, publishers, outlets),
        };
        let cited = cited(&relay.cited, text, publishers, outlets, holder(account, relay));
        let kind = credit_of(account, relay).map_or(StepKind::Citation, |credit| match credit.kind {
            CreditKind::Translation => StepKind::Translation,
            CreditKind::Republication => StepKind::Republication,
            CreditKind::Source | CreditKind::Photo => StepKind::Credit,
        });
        let reach = relay
            .content
            .map(|content| content.join(relay.span))
            .or((kind == StepKind::Citation).then_some(relay.span));
        steps.push(Step { reporter, cited, words: relay.span, reach, kind, source: relay.cited.clone(), date: None });
    }
    steps.retain(|step| !step.source.outlet.as_ref().is_some_and(|outlet| publishers.is_short_for(&outlet.name, own)));
    steps.extend(reference_steps(account, publishers, outlets));
    // A publisher that names itself, or a step from somebody to itself, states nothing.
    // An outlet that nothing names leads nowhere.
    steps.retain(|step| !(step.source.kind.publishes() && step.publisher().is_none()));
    steps.retain(|step| step.publisher().is_none_or(|cited| cited != step.reporter.unwrap_or(own) && cited != own));
    steps.retain(|step| match &step.cited {
        Cited::Primary { name, .. } => !outlets.is_anybody(name),
        Cited::Publisher(_) => true,
    });
    rehung(account, steps)
}

/// A page that credits its whole text to another took the citations in it along: they are steps of the credited
/// work, told by the page.
fn rehung(account: &Account, mut steps: Vec<Step>) -> Vec<Step> {
    let credited = steps.iter().filter(|step| step.whole() && step.reporter.is_none()).find_map(Step::publisher);
    let Some(credited) = credited.filter(|_| account.sourcing.own_reporting.is_empty()) else { return steps };
    let preface = account.article.preface.as_ref().map(|preface| preface.span);
    for step in steps.iter_mut().filter(|step| step.reporter.is_none() && !step.whole()) {
        let prefatory = preface.is_some_and(|preface| preface.contains(step.words));
        if !prefatory && step.cited != Cited::Publisher(credited) {
            step.reporter = Some(credited);
        }
    }
    steps.retain(|step| step.cited != Cited::Publisher(credited) || step.whole());
    steps
}

fn credit_of<'a>(account: &'a Account, relay: &Relay) -> Option<&'a Credit> {
    let credits = account.sourcing.credits.iter();
    credits.into_iter().find(|credit| relay.content.is_none() && credit.source.span == relay.cited.span)
}

/// Who is said to hold the document that a relay leads to.
fn holder<'a>(account: &'a Account, relay: &Relay) -> Option<&'a Source> {
    let attributions = account.sourcing.attributions.iter();
    let held = attributions
        .filter(|attribution| attribution.source.as_ref().is_some_and(|source| source.span == relay.cited.span));
    held.filter_map(|attribution| attribution.obtained_by.as_ref()).next()
}

/// Notes the names that pages explain by a publisher's own: "조석주간(潮汐周刊)". Before any step is read, so that it does
/// not matter which page explains.
fn note_glosses(accounts: &[Account], publishers: &mut Publishers, outlets: &Names) {
    for account in accounts {
        let text = &account.page.text;
        for relay in &account.sourcing.relays {
            let cited = &relay.cited;
            let glossed = gloss(text, cited.span).and_then(|gloss| outlets.written(gloss));
            if let Some(id) = glossed.filter(|id| outlets.written(cited.span.of(text)) != Some(*id)) {
                let name = cited.outlet.as_ref().map_or(cited.span.of(text), |outlet| outlet.name.as_str());
                publishers.note(id, name);
            }
        }
    }
}

/// Returns what stands in brackets right behind some words.
fn gloss(text: &str, words: Span) -> Option<&str> {
    let rest = text.get(words.end..)?.trim_start();
    let inside = rest.strip_prefix(['(', '（', '['])?;
    let (gloss, _) = inside.split_once([')', '）', ']'])?;
    (gloss.len() <= LONGEST_GLOSS).then_some(gloss)
}

/// Returns the publisher that a source is, if it publishes.
fn publisher(source: &Source, text: &str, publishers: &mut Publishers, outlets: &Names) -> Option<PublisherId> {
    if let Some(outlet) = &source.outlet {
        if outlet.name.is_empty() && outlet.domain.is_none() {
            return outlets.written(source.span.of(text)).or_else(|| outlets.sounding(source.span.of(text)));
        }
        let found = publishers.find(outlet).or_else(|| outlets.written(&outlet.name));
        let found = found.or_else(|| outlets.written(source.span.of(text))).or_else(|| outlets.sounding(&outlet.name));
        let found = found.or_else(|| outlets.short(&outlet.name)).or_else(|| outlets.read_out(&outlet.name));
        let unknown = || (!is_any_outlet(&outlet.name, outlets.registry)).then_some(outlet);
        return found.or_else(|| unknown().map(|outlet| publishers.named(outlet)));
    }
    let nameless = matches!(source.kind, SourceKind::Document | SourceKind::Anonymous | SourceKind::OwnReporting);
    if nameless || source.kind.publishes() {
        return None;
    }
    let phrase = source.span.of(text);
    outlets.written(phrase).or_else(|| publishers.noted(phrase)).or_else(|| outlets.whole(phrase))
}

fn cited(source: &Source, text: &str, publishers: &mut Publishers, outlets: &Names, holder: Option<&Source>) -> Cited {
    match publisher(source, text, publishers, outlets) {
        Some(publisher) => Cited::Publisher(publisher),
        None => Cited::Primary {
            kind: source.kind,
            name: source.span.of(text).split_whitespace().collect::<Vec<_>>().join(" "),
            holder: holder.and_then(|holder| self::publisher(holder, text, publishers, outlets)),
        },
    }
}

fn reference_steps(account: &Account, publishers: &mut Publishers, outlets: &Names) -> Vec<Step> {
    let sourcing = &account.sourcing;
    let mut steps = Vec::new();
    for (index, reference) in sourcing.references.iter().enumerate() {
        let Some((cited, source)) = referred(account, reference, publishers, outlets) else { continue };
        let marks = sourcing.citations.iter().filter(|citation| citation.reference == index);
        let mut sentences: Vec<Option<Span>> = marks.map(|citation| Some(citation.sentence)).collect();
        if sentences.is_empty() {
            // Listed without a mark: it supports the text somewhere.
            sentences.push(None);
        }
        steps.extend(sentences.into_iter().map(|sentence| Step {
            reporter: None,
            cited: cited.clone(),
            words: reference.span,
            reach: sentence.or(Some(reference.span)),
            kind: StepKind::Reference,
            source: source.clone(),
            date: reference.date.as_ref().map(|date| date.value),
        }));
    }
    steps
}

/// Whom or what a reference leads to: who publishes the work, or the work itself where nobody is named.
fn referred(
    account: &Account,
    reference: &Reference,
    publishers: &mut Publishers,
    outlets: &Names,
) -> Option<(Cited, Source)> {
    let outlet = reference.outlet.as_ref().filter(|outlet| !outlet.value.name.is_empty());
    let published = outlet.filter(|_| reference.kind.publishes());
    if let Some(outlet) = published {
        let found = publishers.find(&outlet.value).or_else(|| outlets.written(&outlet.value.name));
        let cited = Cited::Publisher(found.unwrap_or_else(|| publishers.named(&outlet.value)));
        return Some((cited, Source { span: outlet.span, kind: reference.kind, outlet: Some(outlet.value.clone()) }));
    }
    // Somebody who does not publish is known by name, a work by its title.
    let own = outlet.map(|outlet| (outlet.span, reference.kind));
    let (span, kind) = own.or(reference.title.as_ref().map(|title| (title.span, SourceKind::Document)))?;
    let source = Source { span, kind, outlet: None };
    Some((cited(&source, &account.page.text, publishers, outlets, None), source))
}
