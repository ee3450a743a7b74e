//! The witnesses of a story, and the steps between them that pages state.

use std::collections::BTreeMap;

use headwater_lang::{Script, fold_str, script_of};
use headwater_model::{Passage, Source, SourceKind, Witness, WitnessId, WitnessKind};

use crate::pile::Pile;
use crate::publisher::PublisherId;
use crate::telling::{Cited, Step, StepKind};

/// A step between two witnesses that a third page tells: "the Guardian, citing documents".
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) from: WitnessId,
    pub(crate) to: WitnessId,
    /// The page and words that tell it.
    pub(crate) by: Passage,
    pub(crate) kind: StepKind,
    pub(crate) source: Source,
}

/// What a primary source is known by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum PrimaryKey {
    /// A document by who holds it.
    Held(PublisherId),
    /// Anything by its kind and words.
    Named(SourceKind, String),
}

/// The witnesses of one story.
pub(crate) struct Nodes {
    pub(crate) witnesses: Vec<Witness>,
    told: Vec<Told>,
    /// By witness, the steps that are told of it, as places in `told`.
    told_of: BTreeMap<WitnessId, Vec<usize>>,
    extant: BTreeMap<usize, WitnessId>,
    /// The accounts of each publisher, ascending.
    published: BTreeMap<PublisherId, Vec<usize>>,
    missing: BTreeMap<PublisherId, WitnessId>,
    primary: BTreeMap<PrimaryKey, WitnessId>,
    /// The only holder of documents in the story, if there is just one.
    holder: Option<PublisherId>,
}

impl Nodes {
    /// Makes the witnesses of a story of these accounts.
    pub(crate) fn new(pile: &Pile<'_>, members: &[usize]) -> Self {
        let mut nodes = Self {
            witnesses: Vec::new(),
            told: Vec::new(),
            told_of: BTreeMap::new(),
            extant: BTreeMap::new(),
            published: BTreeMap::new(),
            missing: BTreeMap::new(),
            primary: BTreeMap::new(),
            holder: only_holder(pile, members),
        };
        for account in members {
            nodes.add_extant(pile, *account);
        }
        let steps = || members.iter().flat_map(|account| pile.steps(*account).iter().map(move |step| (*account, step)));
        // Publications before primary sources, so that the list reads from near to far.
        for (account, step) in steps().filter(|(_, step)| step.publisher().is_some()) {
            nodes.target(pile, account, step);
        }
        for (account, step) in steps() {
            nodes.target(pile, account, step);
        }
        for (account, step) in steps().filter(|(_, step)| step.reporter.is_some()) {
            nodes.add_told(pile, account, step);
        }
        nodes
    }

    /// Returns the witness of an account.
    pub(crate) fn of_account(&self, account: usize) -> Option<WitnessId> {
        self.extant.get(&account).copied()
    }

    /// Returns the account of a witness that is at hand.
    pub(crate) fn account(&self, witness: WitnessId) -> Option<usize> {
        match self.witnesses.get(witness.0)?.kind {
            WitnessKind::Extant(account) => Some(account),
            _ => None,
        }
    }

    /// Returns the accounts of a publisher in this story.
    pub(crate) fn accounts_of(&self, publisher: PublisherId) -> &[usize] {
        self.published.get(&publisher).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the witness that a step leads to where it is no account at hand.
    pub(crate) fn beyond(&self, pile: &Pile<'_>, account: usize, step: &Step) -> Option<WitnessId> {
        match &step.cited {
            Cited::Publisher(publisher) => self.missing.get(publisher).copied(),
            Cited::Primary { .. } => self.primary.get(&self.primary_key(pile, account, step)?).copied(),
        }
    }

    fn add_extant(&mut self, pile: &Pile<'_>, account: usize) {
        let (Some(read), Some(telling)) = (pile.accounts.get(account), pile.tellings.get(account)) else { return };
        let id = WitnessId(self.witnesses.len());
        self.witnesses.push(Witness {
            kind: WitnessKind::Extant(account),
            name: read.outlet().to_owned(),
            domain: read.page.host.clone(),
            language: read.article.language,
            window: telling.window,
            cited_by: Vec::new(),
        });
        self.extant.insert(account, id);
        self.published.entry(telling.publisher).or_default().push(account);
    }

    /// Makes the witness that a step leads to where it is not known yet, and notes who points to it.
    fn target(&mut self, pile: &Pile<'_>, account: usize, step: &Step) {
        let id = match &step.cited {
            Cited::Publisher(publisher) => {
                if !self.accounts_of(*publisher).is_empty() {
                    return;
                }
                match self.missing.get(publisher) {
                    Some(id) => *id,
                    None => self.add_missing(pile, *publisher),
                }
            }
            Cited::Primary { kind, name, .. } => {
                let Some(key) = self.primary_key(pile, account, step) else { return };
                match self.primary.get(&key) {
                    Some(id) => *id,
                    None => self.add_primary(key, *kind, name),
                }
            }
        };
        let place = (account, step.words);
        let printed =
            pile.accounts.get(account).map(|account| step.source.span.of(&account.page.text)).unwrap_or_default();
        let Some(witness) = self.witnesses.get_mut(id.0) else { return };
        if !witness.cited_by.contains(&place) {
            witness.cited_by.push(place);
        }
        // A name that pages print in several scripts is shown by its domain, which all readers can use.
        let domain = witness.domain.clone().unwrap_or_default();
        let printed = printed.replace(domain.as_str(), "");
        let latin = printed
            .chars()
            .filter(|character| character.is_alphabetic())
            .any(|letter| script_of(letter) == Script::Latin);
        if let Some(domain) = witness.domain.clone().filter(|_| witness.kind == WitnessKind::Missing && !latin) {
            witness.name = domain;
        }
    }

    fn add_missing(&mut self, pile: &Pile<'_>, publisher: PublisherId) -> WitnessId {
        let id = WitnessId(self.witnesses.len());
        self.witnesses.push(Witness {
            kind: WitnessKind::Missing,
            name: pile.publishers.name(publisher).to_owned(),
            domain: pile.publishers.domain(publisher).map(str::to_owned),
            language: None,
            window: headwater_model::Interval::default(),
            cited_by: Vec::new(),
        });
        self.missing.insert(publisher, id);
        id
    }

    fn add_primary(&mut self, key: PrimaryKey, kind: SourceKind, name: &str) -> WitnessId {
        let id = WitnessId(self.witnesses.len());
        self.witnesses.push(Witness {
            kind: WitnessKind::Primary(kind),
            name: name.to_owned(),
            domain: None,
            language: None,
            window: headwater_model::Interval::default(),
            cited_by: Vec::new(),
        });
        self.primary.insert(key, id);
        id
    }

    /// A document is known by who holds it. One without a holder is the document of the only holder in the story,
    /// if the page that speaks of it names that holder too.
    fn primary_key(&self, pile: &Pile<'_>, account: usize, step: &Step) -> Option<PrimaryKey> {
        let Cited::Primary { kind, name, holder } = &step.cited else { return None };
        if *kind == SourceKind::OwnReporting {
            return None;
        }
        if *kind == SourceKind::Document {
            let names = |holder: &PublisherId| {
                pile.steps(account).iter().any(|step| {
                    step.cited == Cited::Publisher(*holder)
                        || matches!(&step.cited, Cited::Primary { holder: Some(held), .. } if held == holder)
                })
            };
            if let Some(holder) = holder.or(self.holder.filter(names)) {
                return Some(PrimaryKey::Held(holder));
            }
        }
        Some(PrimaryKey::Named(*kind, fold_str(name)))
    }

    fn add_told(&mut self, pile: &Pile<'_>, account: usize, step: &Step) {
        let Some(reporter) = step.reporter else { return };
        // A reporter at hand states its sources itself.
        let (Some(to), Some(from)) = (self.missing.get(&reporter).copied(), self.node_of(pile, account, step)) else {
            return;
        };
        let by = Passage { account, span: step.words };
        if from != to {
            self.told_of.entry(to).or_default().push(self.told.len());
            self.told.push(Told { from, to, by, kind: step.kind, source: step.source.clone() });
        }
    }

    /// Returns the witness of a step: beyond the pile, or the earliest account of the publisher.
    pub(crate) fn node_of(&self, pile: &Pile<'_>, account: usize, step: &Step) -> Option<WitnessId> {
        self.beyond(pile, account, step).or_else(|| match step.cited {
            Cited::Publisher(publisher) => {
                let mut accounts = self.accounts_of(publisher).iter().filter(|other| **other != account);
                accounts.find_map(|other| self.of_account(*other))
            }
            Cited::Primary { .. } => None,
        })
    }

    /// Returns the steps behind a witness beyond the pile, told by anybody, without those that longer told ways
    /// already say.
    pub(crate) fn told_behind(&self, witness: WitnessId) -> Vec<&Told> {
        let mut direct: Vec<&Told> = self.told_of(witness).collect();
        direct.sort_by_key(|told| (told.from, told.by));
        direct.dedup_by_key(|told| told.from);
        let others: Vec<WitnessId> = direct.iter().map(|told| told.from).collect();
        // A numbered reference is a statement of its own, whatever else leads to the same work.
        direct.retain(|told| {
            let around = others.iter().any(|other| *other != told.from && self.leads(*other, told.from));
            told.kind == StepKind::Reference || !around
        });
        direct
    }

    fn told_of(&self, witness: WitnessId) -> impl Iterator<Item = &Told> {
        self.told_of.get(&witness).into_iter().flatten().filter_map(|place| self.told.get(*place))
    }

    /// Says whether told steps lead from `start` back to `goal`.
    fn leads(&self, start: WitnessId, goal: WitnessId) -> bool {
        let (mut seen, mut open) = (vec![start], vec![start]);
        while let Some(at) = open.pop() {
            for told in self.told_of(at) {
                if told.from == goal {
                    return true;
                }
                if !seen.contains(&told.from) {
                    seen.push(told.from);
                    open.push(told.from);
                }
            }
        }
        false
    }
}

fn only_holder(pile: &Pile<'_>, members: &[usize]) -> Option<PublisherId> {
    let steps = members.iter().flat_map(|account| pile.steps(*account));
    let mut holders: Vec<PublisherId> = steps
        .filter_map(|step| match step.cited {
            Cited::Primary { kind: SourceKind::Document, holder, .. } => holder,
            _ => None,
        })
        .collect();
    holders.sort_unstable();
    holders.dedup();
    match holders.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}
