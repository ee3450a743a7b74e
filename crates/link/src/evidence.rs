//! What speaks for and against each candidate parent of a claim instance.
//!
//! Scores are natural-log likelihood ratios: what is seen of a sign, times what the sign weighs (`weights.toml`). They
//! are summed; of several pieces of one sign the strongest counts.

use std::collections::BTreeMap;

use headwater_model::{Account, Candidate, Evidence, Instance, Passage, Span, Voice};

use crate::node::Nodes;
use crate::pile::Pile;
use crate::precedence::Precedence;
use crate::setting::{Other, Setting};
use crate::sign::Sign;
use crate::telling::{Step, StepKind};
use crate::value;

/// Log odds that one sentence alone must have.
const SURE: f64 = 2.0;
/// Least share of copied words that counts.
const COPIED: f64 = 0.1;
/// How much a rarer figure tells, and at most.
const PLAIN_FIGURE: f64 = 0.5;
const RARE_FIGURE: f64 = 1.5;
const MOST_FIGURE: f64 = 3.0;
/// Pieces of evidence that a candidate has.
const EXPECTED: usize = 12;
/// Longest delay, in factors e of three hours.
const LONGEST_DELAY: f64 = 6.7;

/// What is no reason to ask whether the account took it from there.
const AGAINST: [Sign; 3] = [Sign::AnotherCited, Sign::CreditsBack, Sign::CitesBack];

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
    /// When they appeared.
    precedence: Precedence,
}

impl<'a> Stating<'a> {
    pub(crate) fn of(pile: &Pile<'_>, instances: &'a [Instance]) -> Self {
        let keyed =
            |instance: &'a Instance| (instance.account, (instance, instance.fact.as_ref().and_then(value::key)));
        let by_account: BTreeMap<usize, _> = instances.iter().map(keyed).collect();
        let mut equal = BTreeMap::new();
        for key in by_account.values().filter_map(|(_, key)| key.clone()) {
            *equal.entry(key).or_default() += 1;
        }
        let precedence = Precedence::of(pile, by_account.keys().copied());
        Self { by_account, equal, precedence }
    }

    fn instance(&self, account: usize) -> Option<&'a Instance> {
        self.by_account.get(&account).map(|(instance, _)| *instance)
    }
}

/// Sums what the pieces say; of several pieces of one sign the strongest counts.
pub(crate) fn total(evidence: &[Evidence]) -> f64 {
    let beaten = |place: usize, piece: &Evidence| {
        let rivals =
            evidence.iter().enumerate().filter(|(_, other)| other.family == piece.family && other.what == piece.what);
        rivals.into_iter().any(|(at, other)| {
            let (own, theirs) = (piece.score.abs(), other.score.abs());
            theirs > own || theirs == own && at < place
        })
    };
    evidence.iter().enumerate().filter(|(place, piece)| !beaten(*place, piece)).map(|(_, piece)| piece.score).sum()
}

fn passage(account: usize, span: Span) -> Passage {
    Passage { account, span }
}

/// Scores all candidates of a question.
pub(crate) fn candidates(pile: &Pile<'_>, nodes: &Nodes, setting: &Setting<'_>, question: &Question<'_>) -> Scored {
    let asked = Asked { pile, nodes, setting, question };
    pile.rule.applied(pile, nodes, question, asked.candidates())
}

/// The page's own steps to primary sources.
fn primary<'p>(pile: &'p Pile<'_>, question: &Question<'_>) -> impl Iterator<Item = &'p Step> + use<'p> {
    pile.own_steps(question.account).filter(|step| step.publisher().is_none())
}

/// The step to a primary source that says most closely where the account has the statement from, if it is first hand.
pub(crate) fn first_hand<'p>(pile: &'p Pile<'_>, question: &Question<'_>) -> Option<&'p Step> {
    let covering = primary(pile, question).filter(|step| covers(step, question));
    covering.min_by_key(|step| (step.reach.map_or(usize::MAX, Span::len), step.words))
}

/// The primary source that a page goes on from: named last before the statement, or first after it.
pub(crate) fn resting_on<'p>(pile: &'p Pile<'_>, question: &Question<'_>) -> Option<&'p Step> {
    let start = question.sentence.map_or(0, |sentence| sentence.end);
    let before = primary(pile, question).filter(|step| step.words.start < start).max_by_key(|step| step.words);
    first_hand(pile, question).or(before).or_else(|| primary(pile, question).min_by_key(|step| step.words))
}

fn covers(step: &Step, question: &Question<'_>) -> bool {
    match question.sentence {
        Some(sentence) => step.covers(sentence),
        None => step.whole(),
    }
}

/// A question, with all that is known where it is asked.
struct Asked<'a> {
    pile: &'a Pile<'a>,
    nodes: &'a Nodes,
    setting: &'a Setting<'a>,
    question: &'a Question<'a>,
}

impl<'a> Asked<'a> {
    fn candidates(&self) -> Scored {
        let own = self.question.account;
        let mut scored = Scored::new();
        for other in self.setting.others(own) {
            if let (Some(evidence), Some(witness)) = (self.article(other), self.nodes.of_account(other.account)) {
                scored.insert(Candidate::Witness(witness), evidence);
            }
        }
        let rivals = scored.len();
        self.add_beyond(&mut scored);
        scored.insert(Candidate::Origin, self.own(rivals));
        let mut unknown = vec![self.sign(Sign::Unknown, 1.0)];
        if self.steps().any(|step| covers(step, self.question)) {
            unknown.push(self.sign(Sign::UnknownButCites, 1.0));
        }
        scored.insert(Candidate::Unknown, unknown);
        scored
    }

    fn piece(&self, sign: Sign, amount: f64, words: Vec<Passage>) -> Evidence {
        self.pile.weights.piece(sign, amount, words)
    }

    fn sign(&self, sign: Sign, amount: f64) -> Evidence {
        self.piece(sign, amount, Vec::new())
    }

    /// The page's own steps.
    fn steps(&self) -> impl Iterator<Item = &'a Step> + use<'a> {
        self.pile.own_steps(self.question.account)
    }

    /// Words of the page that is asked about.
    fn here(&self, span: Span) -> Vec<Passage> {
        vec![passage(self.question.account, span)]
    }

    /// Evidence that the account took it from another at hand; nothing where there is no reason to think so.
    fn article(&self, other: &Other) -> Option<Vec<Evidence>> {
        let (pile, question, from) = (self.pile, self.question, other.account);
        let mut evidence = Vec::with_capacity(EXPECTED);
        self.add_stated(other, &mut evidence);
        self.add_text(other, &mut evidence);
        evidence.extend(self.inherited(from));
        evidence.extend(self.figure(from));
        let says_it = question.stating.instance(from).is_some();
        let reason = says_it || evidence.iter().any(|piece| !AGAINST.iter().any(|sign| sign.what() == piece.what));
        if !reason || other.earlier <= 0.02 {
            return None;
        }
        evidence.push(self.sign(Sign::Article, 1.0));
        if pile.same_language(question.account, from) {
            evidence.push(self.sign(Sign::OneLanguage, 1.0));
        }
        if other.naming > 0 {
            evidence.push(self.sign(Sign::NamedByOthers, (other.naming as f64).ln_1p()));
        }
        evidence.extend(self.common(other));
        evidence.push(self.sign(Sign::Later, other.earlier.ln()));
        evidence.extend(other.delay.map(|delay| self.sign(Sign::Delay, delay.min(LONGEST_DELAY))));
        self.add_order(other, &mut evidence);
        Some(evidence)
    }

    /// What else the two have in common.
    fn common(&self, other: &Other) -> impl Iterator<Item = Evidence> {
        let common = (other.shared > 0.0).then(|| self.sign(Sign::CommonClaims, other.shared));
        let exclusive = other.exclusive.then(|| self.sign(Sign::Exclusive, 1.0));
        let fuller = self.sign(Sign::Fuller, self.setting.fuller(other.account, self.question.account));
        common.into_iter().chain(exclusive).chain([fuller])
    }

    /// Signs of order beside the dates, where the two share text, and of versions.
    fn add_order(&self, other: &Other, evidence: &mut Vec<Evidence>) {
        let (pile, account, from) = (self.pile, self.question.account, other.account);
        if other.replaced {
            evidence.push(self.sign(Sign::Replaced, 1.0));
        }
        let (here, there) = (pile.cover(account, from), pile.cover(from, account));
        let (Some(own), Some(other)) = (pile.accounts.get(account), pile.accounts.get(from)) else { return };
        if here.max(there) < 0.3 {
            return;
        }
        let dated = |account: &Account| f64::from(u8::from(account.article.published.is_some()));
        let signed = |account: &Account| f64::from(u8::from(!account.article.authors.is_empty()));
        let signs = [
            (Sign::Contained, here - there),
            (Sign::Undated, dated(other) - dated(own)),
            (Sign::Unsigned, signed(other) - signed(own)),
        ];
        let telling = signs.into_iter().filter(|(_, amount)| *amount != 0.0);
        evidence.extend(telling.map(|(sign, amount)| self.sign(sign, amount)));
    }

    /// What the page says itself, or the candidate says of it.
    fn add_stated(&self, other: &Other, evidence: &mut Vec<Evidence>) {
        let (pile, question, from) = (self.pile, self.question, other.account);
        let publisher = pile.publishers.of_account(from);
        let shares = pile.cover(question.account, from) > COPIED || other.aligned > 0.3;
        let day = pile.published(from);
        let sole = self.steps().filter_map(Step::publisher).all(|cited| cited == publisher);
        let mut named = false;
        for step in self.steps().filter(|step| step.publisher() == Some(publisher) && step.dates(day)) {
            let covering = covers(step, question);
            let sign = match step.kind {
                _ if !covering && sole => Sign::CitedAlone,
                _ if !covering => Sign::CitedElsewhere,
                StepKind::Citation => Sign::Citation,
                StepKind::Reference => Sign::Reference,
                StepKind::Credit => Sign::Credit,
                StepKind::Republication | StepKind::Translation if shares => Sign::NoteAndText,
                StepKind::Republication | StepKind::Translation => Sign::Note,
            };
            named |= sign != Sign::CitedElsewhere;
            evidence.push(self.piece(sign, 1.0, self.here(step.words)));
        }
        evidence.extend(self.stated_back(from));
        let another = self.steps().find(|step| {
            let told_apart = step.publisher().is_some_and(|cited| cited != publisher);
            told_apart && covers(step, question) && self.nodes.node_of(pile, question.account, step).is_some()
        });
        let copied = |step: &Step| self.copied(from, step.words) > 0.7;
        if let Some(step) = another.filter(|step| !named && !copied(step)) {
            evidence.push(self.piece(Sign::AnotherCited, 1.0, self.here(step.words)));
        }
    }

    /// The candidate itself says that it has its text, or the claim, from the account in question.
    fn stated_back(&self, from: usize) -> Option<Evidence> {
        let own = Some(self.pile.publishers.of_account(self.question.account));
        let back: Vec<&Step> = self.pile.own_steps(from).filter(|step| step.publisher() == own).collect();
        let sentence = self.question.stating.instance(from).map(|instance| instance.sentence);
        let whole = back.iter().find(|step| step.whole()).map(|step| (Sign::CreditsBack, step));
        let claim = || back.iter().find(|step| sentence.is_some_and(|sentence| step.covers(sentence)));
        let (sign, step) = whole.or_else(|| claim().map(|step| (Sign::CitesBack, step)))?;
        Some(self.piece(sign, 1.0, vec![passage(from, step.words)]))
    }

    /// Share of some words of the account that stand in a passage it shares with another.
    fn copied(&self, with: usize, words: Span) -> f64 {
        let account = self.question.account;
        let (Some(telling), Some(shared)) = (self.pile.tellings.get(account), self.pile.shared(account, with)) else {
            return 0.0;
        };
        telling.tokens.covered(words, shared.seen_from(account).map(|(own, _)| own))
    }

    /// Wording: copied passages, sentences that say the same, or the same figures throughout.
    fn add_text(&self, other: &Other, evidence: &mut Vec<Evidence>) {
        let (pile, question, from) = (self.pile, self.question, other.account);
        let cover = match question.sentence {
            Some(sentence) => self.copied(from, sentence),
            None => pile.cover(question.account, from),
        };
        if cover > COPIED {
            let fact = question.stating.instance(question.account).and_then(|instance| instance.fact.as_ref());
            let quoted = fact.is_some_and(|fact| fact.voice == Voice::Quotation);
            let (sign, amount) = if quoted { (Sign::CopiedQuote, 1.0) } else { (Sign::Copied, cover) };
            evidence.push(self.piece(sign, amount, self.shared_words(from)));
            return;
        }
        evidence.extend(self.echoed(from));
        if other.aligned > 0.0 {
            let one_language = pile.same_language(question.account, from);
            evidence.push(self.sign(if one_language { Sign::Retold } else { Sign::Aligned }, other.aligned));
        }
    }

    /// The sentence, or the text as a whole, has counterparts in the candidate: the same in other words or another
    /// language.
    fn echoed(&self, from: usize) -> Option<Evidence> {
        let (pile, question) = (self.pile, self.question);
        let echo = pile.echo(question.account, from)?;
        let first = question.account < from;
        let share = if first { echo.cover.0 } else { echo.cover.1 };
        let pairs = echo.pairs.iter().map(|(left, right, odds)| {
            let (own, other) = if first { (*left, *right) } else { (*right, *left) };
            (own, other, *odds)
        });
        let here = pairs.filter(|(own, ..)| question.sentence.is_none_or(|sentence| sentence.overlaps(*own)));
        let (own, other, odds) = here.max_by(|one, two| one.2.total_cmp(&two.2))?;
        let (sign, amount) = match echo.pairs.len() {
            1 if odds < SURE => return None,
            1 => (Sign::Lone, 1.0),
            _ if pile.same_language(question.account, from) => (Sign::Reworded, share),
            _ => (Sign::Translated, share),
        };
        Some(self.piece(sign, amount, vec![passage(question.account, own), passage(from, other)]))
    }

    /// The longest passage that both have, here and there.
    fn shared_words(&self, from: usize) -> Vec<Passage> {
        let account = self.question.account;
        let Some(shared) = self.pile.shared(account, from) else { return Vec::new() };
        let here = shared
            .seen_from(account)
            .filter(|(own, _)| self.question.sentence.is_none_or(|sentence| sentence.overlaps(*own)));
        let longest = here.max_by_key(|(own, _)| own.len());
        longest.into_iter().flat_map(|(own, other)| [passage(account, own), passage(from, other)]).collect()
    }

    /// The citing words were themselves copied from the candidate.
    fn inherited(&self, from: usize) -> Option<Evidence> {
        let copied = |step: &&Step| covers(step, self.question) && !step.whole() && self.copied(from, step.words) > 0.7;
        let step = self.steps().find(copied)?;
        let same = self.pile.tellings.get(from)?.steps.iter().any(|other| other.cited == step.cited);
        same.then(|| self.piece(Sign::Inherited, 1.0, self.here(step.words)))
    }

    /// Values: rare ones tell more.
    fn figure(&self, from: usize) -> Option<Evidence> {
        let stating = self.question.stating;
        let (own, own_key) = stating.by_account.get(&self.question.account)?;
        let (other, other_key) = stating.by_account.get(&from)?;
        let (own_key, other_key) = (own_key.as_ref()?, other_key.as_ref()?);
        let words = vec![passage(own.account, own.span), passage(other.account, other.span)];
        if own_key != other_key {
            return Some(self.piece(Sign::OtherFigure, 1.0, words));
        }
        let equal = stating.equal.get(own_key).copied().unwrap_or(1);
        let rare = RARE_FIGURE * (stating.by_account.len() as f64 / equal as f64).ln();
        let amount = (PLAIN_FIGURE + rare).min(MOST_FIGURE) * value::telling(own_key).max(0.4);
        Some(self.piece(Sign::SameFigure, amount, words))
    }

    /// Publications that are named and not at hand.
    fn add_beyond(&self, scored: &mut Scored) {
        let publications = self.steps().filter(|step| step.publisher().is_some());
        for step in publications.filter(|step| covers(step, self.question)) {
            let Some(witness) = self.nodes.beyond(self.pile, self.question.account, step) else { continue };
            let sign = if step.whole() { Sign::BeyondCredited } else { Sign::BeyondCited };
            let evidence =
                scored.entry(Candidate::Witness(witness)).or_insert_with(|| vec![self.sign(Sign::Beyond, 1.0)]);
            evidence.push(self.piece(sign, 1.0, self.here(step.words)));
        }
    }

    /// The account's own reporting.
    fn own(&self, rivals: usize) -> Vec<Evidence> {
        let (pile, question) = (self.pile, self.question);
        let mut evidence = vec![self.sign(Sign::Own, 1.0)];
        let account = pile.accounts.get(question.account);
        let said = account.map(|account| account.sourcing.own_reporting.as_slice()).unwrap_or_default();
        let here = |words: &&Span| question.sentence.is_none_or(|sentence| sentence.overlaps(**words));
        match (said.iter().find(here), said.first()) {
            (Some(words), _) => evidence.push(self.piece(Sign::OwnWords, 1.0, self.here(*words))),
            (None, Some(words)) => evidence.push(self.piece(Sign::OwnElsewhere, 1.0, self.here(*words))),
            (None, None) => {}
        }
        // A document or a person that a page names for a claim is what it saw or heard itself, or what its source did.
        if let Some(step) = first_hand(pile, question) {
            evidence.push(self.piece(Sign::FirstHand, 1.0, self.here(step.words)));
        }
        let tellers = match question.sentence {
            Some(_) => &question.stating.precedence,
            None => &self.setting.precedence,
        };
        let before = tellers.before(pile, question.account);
        if before > 0.8 && question.sentence.is_some() {
            evidence.push(self.sign(Sign::Forestalled, 1.0));
        }
        if before < 0.5 {
            evidence.push(self.sign(Sign::Earliest, 1.0));
        }
        evidence.push(self.sign(Sign::News, self.setting.news(question.account)));
        evidence.push(self.sign(Sign::Rivals, (rivals as f64).ln_1p()));
        let mut cites = self.steps().filter(|step| step.publisher().is_some()).peekable();
        let elsewhere = cites.peek().copied();
        let covering = cites.find(|step| covers(step, question));
        match (covering, elsewhere) {
            (Some(step), _) => evidence.push(self.piece(Sign::OwnButCites, 1.0, self.here(step.words))),
            (None, Some(step)) => evidence.push(self.piece(Sign::OwnCitesElsewhere, 1.0, self.here(step.words))),
            (None, None) => {}
        }
        evidence
    }
}
