//! What speaks for and against each candidate parent of a claim instance.
//!
//! Scores are natural-log likelihood ratios. They are summed over families; within a family only the strongest piece
//! counts. The values are those of the design's table, hand-set; see `docs/design/derivation.md`.

use std::collections::BTreeMap;

use headwater_model::{Account, Candidate, Evidence, Family, Instance, Passage, Span, Voice};

use crate::node::Nodes;
use crate::pile::Pile;
use crate::telling::{Cited, Step, StepKind};
use crate::{time, value};

/// A citation that covers the claim.
const CITED: f64 = 5.5;
/// A numbered reference on the sentence.
const REFERENCED: f64 = 6.0;
/// A note of translation or republication, with shared text and without.
const NOTED_WITH_TEXT: f64 = 7.0;
const NOTED: f64 = 4.0;
/// A credit line or agency tag.
const CREDITED: f64 = 4.0;
/// A citation elsewhere in the article.
const CITED_ELSEWHERE: f64 = 2.0;
/// The same, and the article cites no other publisher.
const CITED_ALONE: f64 = 4.0;
/// The article cites somebody else for the claim.
const CITES_ANOTHER: f64 = -3.0;
/// The candidate says that it has it from here: its whole text, or the claim.
const CREDITS_BACK: f64 = -6.0;
const CITES_BACK: f64 = -4.0;
/// Per share of the claim's sentence that is copied.
const COPIED: f64 = 4.5;
/// Per share of the article's telling figures that the candidate has, in another language and in the same.
const ALIGNED: f64 = 3.5;
const RETOLD: f64 = 2.0;
/// Per share of the text that stands in the candidate in another language, sentence by sentence, or in other words.
const TRANSLATED: f64 = 5.0;
const REWORDED: f64 = 2.0;
/// One such sentence alone, and the log odds that it must have.
const LONE: f64 = 1.5;
const SURE: f64 = 2.0;
/// The citing words were copied from the candidate, which has the same citation.
const INHERITED: f64 = 4.0;
const SAME_VALUE: f64 = 0.5;
const RARE_VALUE: f64 = 1.5;
const MOST_FACT: f64 = 3.0;
const ANY_ARTICLE: f64 = -1.0;
/// Per factor e of delay beyond three hours, either way.
const DELAY: f64 = -0.3;
const MOST_DELAY: f64 = -2.0;
/// Per share of text by which one contains the other: a copy is cut more often than grown.
const CONTAINED: f64 = 2.5;
/// A page without a date, or without an author, is more often the copy than the original.
const UNDATED: f64 = 1.5;
const UNSIGNED: f64 = 0.6;
/// A later version of the same article stood by then.
const REPLACED: f64 = -1.5;
/// Where all other claims of the article come from.
const HABIT: f64 = 3.0;
/// A source that is named and not at hand.
const BEYOND: f64 = -0.5;
const BEYOND_CITED: f64 = 3.0;
const BEYOND_CREDITED: f64 = 6.0;
const OWN: f64 = -0.5;
const OWN_WORDS: f64 = 3.0;
const EARLIEST: f64 = 1.5;
/// A person, an organisation or a document is named for the claim.
const FIRST_HAND: f64 = 1.0;
/// Another states the same earlier.
const FORESTALLED: f64 = -1.5;
const OWN_BUT_CITES: f64 = -4.0;
const UNKNOWN_BUT_CITES: f64 = -1.0;

/// A candidate with what speaks for and against it.
pub(crate) type Scored = BTreeMap<Candidate, Vec<Evidence>>;

/// What is asked: where this account has this statement from. Without instances, where it has its text from.
pub(crate) struct Question<'a> {
    pub(crate) account: usize,
    /// The sentence that states it; nothing for the text as a whole.
    pub(crate) sentence: Option<Span>,
    /// Who states the claim.
    pub(crate) stating: &'a Stating<'a>,
}

/// The instances of a claim by account, with what their figures are compared by.
#[derive(Default)]
pub(crate) struct Stating<'a> {
    by_account: BTreeMap<usize, (&'a Instance, Option<value::Key>)>,
    /// How many instances have each figure.
    equal: BTreeMap<value::Key, usize>,
}

impl<'a> Stating<'a> {
    pub(crate) fn of(instances: &'a [Instance]) -> Self {
        let keyed =
            |instance: &'a Instance| (instance.account, (instance, instance.fact.as_ref().and_then(value::key)));
        let by_account: BTreeMap<usize, _> = instances.iter().map(keyed).collect();
        let mut equal = BTreeMap::new();
        for key in by_account.values().filter_map(|(_, key)| key.clone()) {
            *equal.entry(key).or_default() += 1;
        }
        Self { by_account, equal }
    }

    fn instance(&self, account: usize) -> Option<&'a Instance> {
        self.by_account.get(&account).map(|(instance, _)| *instance)
    }
}

/// Scores all candidates of a question.
pub(crate) fn candidates(pile: &Pile<'_>, nodes: &Nodes, members: &[usize], question: &Question<'_>) -> Scored {
    let mut scored = Scored::new();
    for account in members.iter().copied().filter(|account| *account != question.account) {
        let evidence = article(pile, nodes, question, account);
        if let (Some(mut evidence), Some(witness)) = (evidence, nodes.of_account(account)) {
            if members.iter().any(|later| replaces(pile, *later, account, question.account)) {
                evidence.push(piece(Family::Order, REPLACED, "a later version stood by then", Vec::new()));
            }
            scored.insert(Candidate::Witness(witness), evidence);
        }
    }
    add_beyond(pile, nodes, question, &mut scored);
    scored.insert(Candidate::Origin, own(pile, members, question));
    let cites = steps(pile, question).any(|step| covers(step, question));
    let unknown = if cites { UNKNOWN_BUT_CITES } else { 0.0 };
    scored.insert(Candidate::Unknown, vec![piece(Family::Prior, unknown, "nothing names it", Vec::new())]);
    pile.rule.applied(pile, nodes, question, scored)
}

/// Says whether `later` is a version of the same article that had replaced `account` when `reader` appeared.
fn replaces(pile: &Pile<'_>, later: usize, account: usize, reader: usize) -> bool {
    later != reader && pile.is_version(account, later) && pile.before(later, reader) > 0.9
}

fn piece(family: Family, score: f64, what: &'static str, words: Vec<Passage>) -> Evidence {
    Evidence { family, score, words, what }
}

/// Sums the strongest piece of each family; pieces that speak against are kept beside those that speak for.
pub(crate) fn total(evidence: &[Evidence]) -> f64 {
    let mut strongest: BTreeMap<(Family, bool), f64> = BTreeMap::new();
    for piece in evidence {
        let slot = strongest.entry((piece.family, piece.score < 0.0)).or_default();
        if piece.score.abs() > slot.abs() {
            *slot = piece.score;
        }
    }
    strongest.values().sum()
}

/// The page's own steps.
fn steps<'p>(pile: &'p Pile<'_>, question: &Question<'_>) -> impl Iterator<Item = &'p Step> + use<'p> {
    pile.own_steps(question.account)
}

fn covers(step: &Step, question: &Question<'_>) -> bool {
    match question.sentence {
        Some(sentence) => step.covers(sentence),
        None => step.whole(),
    }
}

fn passage(account: usize, span: Span) -> Passage {
    Passage { account, span }
}

/// Evidence that the account took it from another at hand; nothing where there is no reason to think so.
fn article(pile: &Pile<'_>, nodes: &Nodes, question: &Question<'_>, from: usize) -> Option<Vec<Evidence>> {
    let (own, other) = (pile.tellings.get(question.account)?, pile.tellings.get(from)?);
    let earlier = pile.before(from, question.account);
    let mut evidence = Vec::new();
    evidence.extend(stated(pile, nodes, question, from));
    evidence.extend(text(pile, question, from));
    evidence.extend(inherited(pile, question, from));
    evidence.extend(fact(question, from));
    let reason = evidence.iter().any(|piece| piece.score > 0.0);
    if !reason || earlier <= 0.02 {
        return None;
    }
    evidence.push(piece(Family::Prior, ANY_ARTICLE, "any article", Vec::new()));
    evidence.push(piece(Family::Time, earlier.ln(), "may have appeared later", Vec::new()));
    evidence.extend(order(pile, question.account, from));
    let delay = time::hours_between(other.window, own.window).map(|hours| DELAY * (hours.max(0.1) / 3.0).ln().abs());
    evidence.extend(delay.map(|delay| piece(Family::Time, delay.max(MOST_DELAY), "delay", Vec::new())));
    Some(evidence)
}

/// Signs of order beside the dates, where the two share text.
fn order(pile: &Pile<'_>, account: usize, from: usize) -> Option<Evidence> {
    let (here, there) = (pile.cover(account, from), pile.cover(from, account));
    if here.max(there) < 0.3 {
        return None;
    }
    let (own, other) = (pile.accounts.get(account)?, pile.accounts.get(from)?);
    let sign = |of: bool, less: bool, score: f64| score * (f64::from(u8::from(of)) - f64::from(u8::from(less)));
    let dated = |account: &Account| account.article.published.is_some();
    let signed = |account: &Account| !account.article.authors.is_empty();
    let score = CONTAINED * (here - there)
        + sign(dated(other), dated(own), UNDATED)
        + sign(signed(other), signed(own), UNSIGNED);
    Some(piece(Family::Order, score, "containment, date and author", Vec::new()))
}

/// The family of what the page says itself.
fn stated(pile: &Pile<'_>, nodes: &Nodes, question: &Question<'_>, from: usize) -> Vec<Evidence> {
    let publisher = Cited::Publisher(pile.publishers.of_account(from));
    let shares = pile.cover(question.account, from) > 0.1 || aligned(pile, question.account, from) > 0.3;
    let mut evidence: Vec<Evidence> = Vec::new();
    let day = pile.published(from);
    let sole = steps(pile, question).all(|step| step.cited == publisher || matches!(step.cited, Cited::Primary { .. }));
    for step in steps(pile, question).filter(|step| step.cited == publisher && step.dates(day)) {
        let words = vec![passage(question.account, step.words)];
        let covering = covers(step, question);
        let (score, what) = match step.kind {
            _ if !covering && sole => (CITED_ALONE, "no other is cited"),
            _ if !covering => (CITED_ELSEWHERE, "cited elsewhere"),
            StepKind::Citation => (CITED, "citation"),
            StepKind::Reference => (REFERENCED, "numbered reference"),
            StepKind::Credit => (CREDITED, "credit line"),
            StepKind::Republication if shares => (NOTED_WITH_TEXT, "republication note and shared text"),
            StepKind::Translation if shares => (NOTED_WITH_TEXT, "translation note and shared content"),
            StepKind::Republication => (NOTED, "republication note"),
            StepKind::Translation => (NOTED, "translation note"),
        };
        evidence.push(piece(Family::Stated, score, what, words));
    }
    evidence.extend(stated_back(pile, question, from));
    let another = steps(pile, question).find(|step| {
        let told_apart = matches!(step.cited, Cited::Publisher(_)) && step.cited != publisher;
        told_apart && covers(step, question) && nodes.node_of(pile, question.account, step).is_some()
    });
    let copied = another.is_some_and(|step| copied_words(pile, question.account, from, step.words) > 0.7);
    if let Some(step) = another.filter(|_| evidence.iter().all(|piece| piece.score < CREDITED) && !copied) {
        evidence.push(piece(
            Family::Stated,
            CITES_ANOTHER,
            "another is cited",
            vec![passage(question.account, step.words)],
        ));
    }
    evidence
}

/// The candidate itself says that it has its text, or the claim, from the account in question.
fn stated_back(pile: &Pile<'_>, question: &Question<'_>, from: usize) -> Option<Evidence> {
    let own = Cited::Publisher(pile.publishers.of_account(question.account));
    let steps = pile.tellings.get(from)?.steps.iter().filter(|step| step.reporter.is_none() && step.cited == own);
    let sentence = question.stating.instance(from).map(|instance| instance.sentence);
    let backward = steps.filter_map(|step| match step {
        step if step.whole() => Some((CREDITS_BACK, step.words)),
        step if sentence.is_some_and(|sentence| step.covers(sentence)) => Some((CITES_BACK, step.words)),
        _ => None,
    });
    let (score, words) = backward.min_by(|left, right| left.0.total_cmp(&right.0))?;
    Some(piece(Family::Stated, score, "the other names this one", vec![passage(from, words)]))
}

/// Share of some words of the account that stand in a passage it shares with another.
fn copied_words(pile: &Pile<'_>, account: usize, with: usize, words: Span) -> f64 {
    let (Some(telling), Some(shared)) = (pile.tellings.get(account), pile.shared(account, with)) else { return 0.0 };
    let own = shared.spans.iter().map(|(left, right)| if shared.left == account { *left } else { *right });
    telling.tokens.covered(words, own)
}

/// The family of wording: copied passages, or the same figures in another language.
fn text(pile: &Pile<'_>, question: &Question<'_>, from: usize) -> Vec<Evidence> {
    let mut evidence = Vec::new();
    let cover = match question.sentence {
        Some(sentence) => copied_words(pile, question.account, from, sentence),
        None => pile.cover(question.account, from),
    };
    if cover > 0.1 {
        let own_quote = question.stating.instance(question.account);
        let quoted =
            own_quote.and_then(|instance| instance.fact.as_ref()).is_some_and(|fact| fact.voice == Voice::Quotation);
        let score = if quoted { 0.5 } else { COPIED * cover };
        evidence.push(piece(Family::Text, score, "copied text", shared_words(pile, question, from)));
    }
    evidence.extend(echoed(pile, question, from).filter(|_| cover <= 0.1));
    let share = aligned(pile, question.account, from);
    if share > 0.0 && cover <= 0.1 {
        let (weight, what) = match pile.same_language(question.account, from) {
            true => (RETOLD, "the same figures in other words"),
            false => (ALIGNED, "the same figures in another language"),
        };
        evidence.push(piece(Family::Text, weight * share, what, Vec::new()));
    }
    evidence
}

/// The sentence, or the text as a whole, has counterparts in the candidate: the same in other words or another language.
fn echoed(pile: &Pile<'_>, question: &Question<'_>, from: usize) -> Option<Evidence> {
    let echo = pile.echo(question.account, from)?;
    let first = question.account < from;
    let share = if first { echo.cover.0 } else { echo.cover.1 };
    let pairs = echo.pairs.iter().map(|(left, right, odds)| {
        let (own, other) = if first { (*left, *right) } else { (*right, *left) };
        (own, other, *odds)
    });
    let (weight, what) = match pile.same_language(question.account, from) {
        true => (REWORDED, "the same sentences in other words"),
        false => (TRANSLATED, "the same sentences in another language"),
    };
    let here = pairs.filter(|(own, ..)| question.sentence.is_none_or(|sentence| sentence.overlaps(*own)));
    let (own, other, odds) = here.max_by(|one, two| one.2.total_cmp(&two.2))?;
    let score = match echo.pairs.len() {
        1 if odds < SURE => return None,
        1 => LONE,
        _ => weight * share,
    };
    Some(piece(Family::Text, score, what, vec![passage(question.account, own), passage(from, other)]))
}

fn shared_words(pile: &Pile<'_>, question: &Question<'_>, from: usize) -> Vec<Passage> {
    let Some(shared) = pile.shared(question.account, from) else { return Vec::new() };
    let pairs = shared
        .spans
        .iter()
        .map(|(left, right)| if shared.left == question.account { (*left, *right) } else { (*right, *left) });
    let here = pairs.filter(|(own, _)| question.sentence.is_none_or(|sentence| sentence.overlaps(*own)));
    let longest = here.max_by_key(|(own, _)| own.len());
    longest.into_iter().flat_map(|(own, other)| [passage(question.account, own), passage(from, other)]).collect()
}

/// Share of the account's telling figures that another has too; 0 below three figures.
pub(crate) fn aligned(pile: &Pile<'_>, account: usize, with: usize) -> f64 {
    let (Some(own), Some(other)) = (pile.tellings.get(account), pile.tellings.get(with)) else { return 0.0 };
    let telling: Vec<_> = own.figures.iter().filter(|figure| figure.telling >= 0.5).collect();
    let common = telling.iter().filter(|figure| other.figures.iter().any(|other| other.key == figure.key)).count();
    if common < 3 { 0.0 } else { common as f64 / telling.len() as f64 }
}

/// The citing words were themselves copied from the candidate.
fn inherited(pile: &Pile<'_>, question: &Question<'_>, from: usize) -> Option<Evidence> {
    let step = steps(pile, question).find(|step| {
        covers(step, question) && !step.whole() && copied_words(pile, question.account, from, step.words) > 0.7
    })?;
    let same = pile.tellings.get(from)?.steps.iter().any(|other| other.cited == step.cited);
    same.then(|| {
        piece(Family::Inherited, INHERITED, "the citing words were copied", vec![passage(question.account, step.words)])
    })
}

/// The family of values: rare ones tell more.
fn fact(question: &Question<'_>, from: usize) -> Option<Evidence> {
    let stating = question.stating;
    let (own, own_key) = stating.by_account.get(&question.account)?;
    let (other, other_key) = stating.by_account.get(&from)?;
    let (own_key, other_key) = (own_key.as_ref()?, other_key.as_ref()?);
    let words = vec![passage(own.account, own.span), passage(other.account, other.span)];
    if own_key != other_key {
        return Some(piece(Family::Fact, 0.2, "a figure that differs", words));
    }
    let equal = stating.equal.get(own_key).copied().unwrap_or(1);
    let rare = RARE_VALUE * (stating.by_account.len() as f64 / equal as f64).ln();
    Some(piece(
        Family::Fact,
        (SAME_VALUE + rare).min(MOST_FACT) * value::telling(own_key).max(0.4),
        "the same figure",
        words,
    ))
}

/// The family of habit: what share of the article's other claims comes from there, from 0 to 1.
pub(crate) fn habit(share: f64) -> Evidence {
    piece(Family::Habit, HABIT * share, "other claims of the page come from there", Vec::new())
}

/// Publications that are named and not at hand.
fn add_beyond(pile: &Pile<'_>, nodes: &Nodes, question: &Question<'_>, scored: &mut Scored) {
    let publications = steps(pile, question).filter(|step| matches!(step.cited, Cited::Publisher(_)));
    for step in publications.filter(|step| covers(step, question)) {
        let Some(witness) = nodes.beyond(pile, question.account, step) else { continue };
        let score = if step.whole() { BEYOND_CREDITED } else { BEYOND_CITED };
        let what = if step.whole() { "credit line" } else { "citation" };
        let evidence = scored
            .entry(Candidate::Witness(witness))
            .or_insert_with(|| vec![piece(Family::Prior, BEYOND, "not at hand", Vec::new())]);
        evidence.push(piece(Family::Stated, score, what, vec![passage(question.account, step.words)]));
    }
}

/// The step to a primary source that says most closely where the account has the statement from, if it is first hand.
pub(crate) fn first_hand<'p>(pile: &'p Pile<'_>, question: &Question<'_>) -> Option<&'p Step> {
    let primary = steps(pile, question).filter(|step| matches!(step.cited, Cited::Primary { .. }));
    let covering = primary.filter(|step| covers(step, question));
    covering.min_by_key(|step| (step.reach.map_or(usize::MAX, Span::len), step.words))
}

/// The account's own reporting.
fn own(pile: &Pile<'_>, members: &[usize], question: &Question<'_>) -> Vec<Evidence> {
    let mut evidence = vec![piece(Family::Prior, OWN, "own reporting", Vec::new())];
    let said = pile
        .accounts
        .get(question.account)
        .map(|account| account.sourcing.own_reporting.as_slice())
        .unwrap_or_default();
    if let Some(words) = said.iter().find(|words| question.sentence.is_none_or(|sentence| sentence.overlaps(**words))) {
        evidence.push(piece(
            Family::Stated,
            OWN_WORDS,
            "says it is its own reporting",
            vec![passage(question.account, *words)],
        ));
    }
    // A document or a person that a page names for a claim is what it saw or heard itself, or what its source did.
    if let Some(step) = first_hand(pile, question) {
        let words = vec![passage(question.account, step.words)];
        evidence.push(piece(Family::Stated, FIRST_HAND, "names whom or what it has it from", words));
    }
    let rivals = members.iter().filter(|other| {
        **other != question.account && (question.sentence.is_none() || question.stating.instance(**other).is_some())
    });
    let first = rivals.clone().all(|other| pile.before(*other, question.account) < 0.5);
    let forestalled = rivals.clone().any(|other| pile.before(*other, question.account) > 0.8);
    if forestalled && question.sentence.is_some() {
        evidence.push(piece(Family::Time, FORESTALLED, "another states it earlier", Vec::new()));
    }
    if first {
        evidence.push(piece(Family::Time, EARLIEST, "the earliest", Vec::new()));
    }
    let cites = steps(pile, question).find(|step| covers(step, question) && matches!(step.cited, Cited::Publisher(_)));
    if let Some(step) = cites {
        evidence.push(piece(
            Family::Stated,
            OWN_BUT_CITES,
            "another is cited",
            vec![passage(question.account, step.words)],
        ));
    }
    evidence
}
