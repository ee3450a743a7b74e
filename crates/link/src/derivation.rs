//! Article-level edges: who fed whom, over all claims and the text as a whole.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{
    Candidate, Claim, ClaimId, Derivation, DerivationKind, Evidence, Family, Grade, Instance, Parent, Passage, Source,
    WitnessId, WitnessKind,
};
use rayon::iter::{IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator};

use crate::evidence::{self, Question, Stating};
use crate::node::Nodes;
use crate::pile::Pile;
use crate::posterior;
use crate::setting::{Setting, aligned};
use crate::telling::{Step, StepKind};

/// Below this an edge is not drawn.
const ABSTAIN: f64 = 0.6;
/// Share of a text from which it is a copy, and share of sentences from which it is a translation.
const COPIED: f64 = 0.2;
const TRANSLATED: f64 = 0.34;
/// Share of the telling figures of both texts that a translation keeps.
const FIGURES: f64 = 0.65;
/// A page that names its source for one claim, or less than this part of its claims, and shares fewer sentences with it,
/// cites it.
const PART: f64 = 0.45;
const RETOLD: f64 = 0.3;
/// How often a stated step is read right.
const STATED: f64 = 0.9;

/// An edge while it is gathered.
#[derive(Default)]
struct Draft {
    probability: f64,
    claims: Vec<ClaimId>,
    evidence: Vec<Evidence>,
    /// The words that name the source, if the page names it.
    named: Option<(Passage, Source, StepKind)>,
    /// Whether they say it of a claim, or of the text.
    stated: bool,
}

type Drafts = BTreeMap<(WitnessId, WitnessId), Draft>;

/// Infers where each instance of each claim comes from, and how many origins the claim has: each by itself, then all of
/// a claim without circles.
pub(crate) fn infer(pile: &Pile<'_>, nodes: &Nodes, setting: &Setting<'_>, claims: &mut [Claim]) {
    claims.par_iter_mut().for_each(|claim| {
        let stating = Stating::of(pile, &claim.instances);
        let answers = claim.instances.iter().map(|instance| {
            posterior::parents(evidence::candidates(pile, nodes, setting, &question(instance, &stating)))
        });
        claim.parents = answers.collect();
        claim.origins = posterior::origins(pile, nodes, &claim.instances, &claim.parents);
        posterior::agree(nodes, &claim.instances, &mut claim.parents);
        for (instance, parents) in claim.instances.iter().zip(&mut claim.parents) {
            let step = evidence::resting_on(pile, &question(instance, &stating));
            let primary = step.and_then(|step| nodes.beyond(pile, instance.account, step));
            let own = parents.iter_mut().filter(|parent| parent.from == Candidate::Origin);
            own.zip(primary).for_each(|(parent, primary)| parent.from = Candidate::Witness(primary));
        }
    });
}

/// Asks where an instance of a claim comes from.
fn question<'a>(instance: &Instance, stating: &'a Stating<'a>) -> Question<'a> {
    Question { account: instance.account, sentence: Some(instance.sentence), stating }
}

/// Gathers the edges of a story.
pub(crate) fn edges(pile: &Pile<'_>, nodes: &Nodes, setting: &Setting<'_>, claims: &[Claim]) -> Vec<Derivation> {
    let mut drafts = Drafts::new();
    for (index, claim) in claims.iter().enumerate() {
        for (instance, parents) in claim.instances.iter().zip(&claim.parents) {
            add_best(nodes, instance.account, parents, Some(ClaimId(index)), &mut drafts);
        }
    }
    let texts: Vec<Vec<Parent>> =
        setting.members.par_iter().map(|account| text_parents(pile, nodes, setting, *account)).collect();
    for (account, parents) in setting.members.iter().zip(&texts) {
        add_best(nodes, *account, parents, None, &mut drafts);
        if pile.rule.heeds_statements() {
            add_stated(pile, nodes, *account, claims, &mut drafts);
        }
    }
    if pile.rule.heeds_statements() {
        add_told(nodes, &mut drafts);
    }
    drop_backward(&mut drafts);
    drop_inherited(pile, nodes, &mut drafts);
    let edges = drafts.into_iter().map(|(ends, draft)| {
        let stated = nodes.account(ends.1).map_or(0, |account| setting.claims(account));
        let part = draft.claims.len() as f64 / stated.max(1) as f64;
        finished(pile, nodes, ends, draft, part)
    });
    let mut edges: Vec<Derivation> = edges.collect();
    edges.sort_by(|left, right| {
        (left.to, right.probability, left.from)
            .partial_cmp(&(right.to, left.probability, right.from))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    edges
}

fn add_best(nodes: &Nodes, account: usize, parents: &[Parent], claim: Option<ClaimId>, drafts: &mut Drafts) {
    let (Some(best), Some(to)) = (parents.first(), nodes.of_account(account)) else { return };
    let Candidate::Witness(from) = best.from else { return };
    if best.probability < ABSTAIN {
        return;
    }
    let draft = drafts.entry((from, to)).or_default();
    if best.probability > draft.probability {
        draft.probability = best.probability;
        draft.evidence.clone_from(&best.evidence);
    }
    draft.claims.extend(claim);
}

/// Where the text as a whole may be from: copies, translations and abridgements, with or without a figure.
fn text_parents(pile: &Pile<'_>, nodes: &Nodes, setting: &Setting<'_>, account: usize) -> Vec<Parent> {
    let question = Question { account, sentence: None, stating: &Stating::default() };
    let parents = posterior::parents(evidence::candidates(pile, nodes, setting, &question));
    let text = |parent: &&Parent| {
        let from = match parent.from {
            Candidate::Witness(witness) => nodes.account(witness),
            _ => None,
        };
        let stated = pile.own_steps(account).filter(|step| step.whole());
        let whole = stated
            .filter_map(|step| nodes.node_of(pile, account, step))
            .any(|to| Candidate::Witness(to) == parent.from);
        whole || from.is_some_and(|from| pile.cover(account, from) > 0.3 || aligned(pile, account, from) > 0.6)
    };
    // A text that shares little with its best candidate is taken from it by claims, not as a whole.
    if parents.first().as_ref().is_some_and(text) { parents } else { Vec::new() }
}

/// Steps that the page states itself are edges whatever else is inferred; inference only picks which article is meant.
fn add_stated(pile: &Pile<'_>, nodes: &Nodes, account: usize, claims: &[Claim], drafts: &mut Drafts) {
    let Some(to) = nodes.of_account(account) else { return };
    for step in pile.own_steps(account) {
        let Some(from) = nodes.beyond(pile, account, step).or_else(|| meant(pile, nodes, account, step)) else {
            continue;
        };
        let publishes =
            !matches!(nodes.witnesses.get(from.0).map(|witness| witness.kind), Some(WitnessKind::Primary(_)));
        let known = drafts.contains_key(&(from, to));
        // People and documents that are quoted in passing are edges only for the claims they cover.
        if !publishes && !known {
            continue;
        }
        let draft = drafts.entry((from, to)).or_default();
        let passage = Passage { account, span: step.words };
        draft.named.get_or_insert((passage, step.source.clone(), step.kind));
        // What is said near a claim, and not of it, shows whom the page goes on from and states nothing.
        if !publishes && !covers_any(step, account, &draft.claims, claims) {
            continue;
        }
        draft.stated = true;
        draft.probability = draft.probability.max(STATED);
        if draft.evidence.is_empty() {
            draft.evidence.push(Evidence {
                family: Family::Stated,
                amount: 1.0,
                score: 5.0,
                words: vec![passage],
                what: what(step.kind),
            });
        }
    }
}

/// Says whether a step of an account covers its statement of any of some claims.
fn covers_any(step: &Step, account: usize, of: &[ClaimId], claims: &[Claim]) -> bool {
    let mut instances = of.iter().filter_map(|claim| claims.get(claim.0)).flat_map(|claim| &claim.instances);
    instances.any(|instance| instance.account == account && step.covers(instance.sentence))
}

fn what(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Citation => "citation",
        StepKind::Reference => "numbered reference",
        StepKind::Credit => "credit line",
        StepKind::Republication => "republication note",
        StepKind::Translation => "translation note",
    }
}

/// Which of a cited publisher's articles is meant: the one that shares most with the citing page and is not later.
fn meant(pile: &Pile<'_>, nodes: &Nodes, account: usize, step: &Step) -> Option<WitnessId> {
    let publisher = step.publisher()?;
    let own = pile.tellings.get(account)?;
    let scored = nodes.accounts_of(publisher).iter().copied().filter(|other| *other != account).filter_map(|other| {
        let telling = pile.tellings.get(other)?;
        let earlier = pile.before(other, account);
        // Of several versions the last one before this page is meant.
        let version = crate::time::before(telling.version, own.version);
        let common =
            own.figures.iter().filter(|figure| telling.figures.iter().any(|other| other.key == figure.key)).count();
        // An article that names this one in turn came later.
        let later = pile.own_steps(other).any(|step| step.publisher() == Some(own.publisher));
        let dated = step.date.is_some() && step.dates(pile.published(other));
        let score = common as f64
            + 5.0 * pile.cover(account, other)
            + earlier
            + 2.0 * version
            + 4.0 * f64::from(u8::from(dated))
            - 4.0 * f64::from(u8::from(later));
        (earlier > 0.02 && step.dates(pile.published(other))).then_some((other, score))
    });
    let best = scored.max_by(|left, right| left.1.total_cmp(&right.1))?;
    nodes.of_account(best.0)
}

/// Steps between witnesses that a third page tells.
fn add_told(nodes: &Nodes, drafts: &mut Drafts) {
    for witness in 0..nodes.witnesses.len() {
        for told in nodes.told_behind(WitnessId(witness)) {
            let draft = drafts.entry((told.from, told.to)).or_default();
            draft.probability = draft.probability.max(STATED);
            if draft.named.is_none() {
                draft.evidence.push(Evidence {
                    family: Family::Stated,
                    amount: 1.0,
                    score: 5.0,
                    words: vec![told.by],
                    what: what(told.kind),
                });
                draft.named = Some((told.by, told.source.clone(), told.kind));
                draft.stated = true;
            }
        }
    }
}

/// Of two edges that run both ways for the same claims the less likely one goes, unless both are stated.
fn drop_backward(drafts: &mut Drafts) {
    let strength = |draft: &Draft| (draft.stated, draft.probability);
    let known: BTreeMap<(WitnessId, WitnessId), (bool, f64)> =
        drafts.iter().map(|(ends, draft)| (*ends, strength(draft))).collect();
    drafts.retain(|(from, to), draft| {
        let back = known.get(&(*to, *from)).copied();
        let own = strength(draft);
        match back {
            Some((true, _)) if own.0 => true,
            Some(back) => own > back || own == back && from < to,
            None => true,
        }
    });
}

/// A copier that prints "according to the Guardian" copied those words: the step belongs to whom it copied.
fn drop_inherited(pile: &Pile<'_>, nodes: &Nodes, drafts: &mut Drafts) {
    let mut copied: BTreeMap<WitnessId, BTreeSet<WitnessId>> = BTreeMap::new();
    for ((from, to), draft) in &*drafts {
        let (Some(source), Some(copy)) = (nodes.account(*from), nodes.account(*to)) else { continue };
        if draft.probability >= 0.8 && pile.cover(copy, source) > 0.5 {
            copied.entry(*to).or_default().insert(*from);
        }
    }
    let had: BTreeSet<(WitnessId, WitnessId)> = drafts.keys().copied().collect();
    drafts.retain(|(from, to), draft| {
        let whole = draft.named.as_ref().is_some_and(|(_, _, kind)| *kind > StepKind::Reference);
        let mut sources = copied.get(to).into_iter().flatten();
        let inherited = sources.any(|source| source != from && had.contains(&(*from, *source)));
        let copied = copied.get(to).is_some_and(|sources| sources.contains(from));
        whole || !inherited || copied
    });
}

/// Makes an edge of a draft, of which a part of the page's claims is, from 0 to 1.
fn finished(pile: &Pile<'_>, nodes: &Nodes, (from, to): (WitnessId, WitnessId), draft: Draft, part: f64) -> Derivation {
    let grade = match draft.probability {
        _ if draft.stated => Grade::Stated,
        p if p >= 0.95 => Grade::NearCertain,
        p if p >= 0.8 => Grade::Likely,
        p if p >= ABSTAIN => Grade::Possible,
        _ => Grade::Open,
    };
    let kind = kind(pile, nodes, (from, to), &draft, part);
    let mut claims = draft.claims;
    claims.sort_unstable();
    claims.dedup();
    let (told_by, named) = draft.named.map_or((None, None), |(passage, source, _)| (Some(passage), Some(source)));
    Derivation {
        from,
        to,
        kind,
        claims,
        probability: draft.probability,
        grade,
        evidence: draft.evidence,
        told_by,
        named,
    }
}

/// What kind of edge it is, from cover, language and statement.
fn kind(
    pile: &Pile<'_>,
    nodes: &Nodes,
    (from, to): (WitnessId, WitnessId),
    draft: &Draft,
    part: f64,
) -> DerivationKind {
    let stated = draft.named.as_ref().map(|(_, _, kind)| *kind);
    if matches!(nodes.witnesses.get(from.0).map(|witness| witness.kind), Some(WitnessKind::Primary(_))) {
        return DerivationKind::FirstHand;
    }
    let (source, copy) = match (nodes.account(from), nodes.account(to)) {
        (Some(source), Some(copy)) => (source, copy),
        _ => {
            return match stated {
                Some(StepKind::Translation) => DerivationKind::Translation,
                Some(StepKind::Credit | StepKind::Republication) => DerivationKind::Copy,
                _ => DerivationKind::Cites,
            };
        }
    };
    if pile.publishers.of_account(source) == pile.publishers.of_account(copy) {
        return DerivationKind::Update;
    }
    let language = |account: usize| pile.accounts.get(account).and_then(|account| account.article.language);
    let (cover, kept) = (pile.cover(copy, source), pile.cover(source, copy));
    let same_language = language(source) == language(copy);
    // How much of either text the other says too, in other words or another language.
    let told = pile.echo(source, copy).map_or(0.0, |echo| echo.cover.0.min(echo.cover.1));
    let figures = aligned(pile, copy, source).min(aligned(pile, source, copy));
    match stated {
        Some(StepKind::Translation) => DerivationKind::Translation,
        _ if !same_language && (told > TRANSLATED || figures > FIGURES) => DerivationKind::Translation,
        _ if same_language && cover > COPIED => {
            if cover > 0.6 && kept < 0.5 {
                DerivationKind::Abridgement
            } else {
                DerivationKind::Copy
            }
        }
        Some(_) if draft.claims.len() < 2 || part < PART && told < RETOLD => DerivationKind::Cites,
        _ => DerivationKind::Rewrite,
    }
}
