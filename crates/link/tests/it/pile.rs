//! Small piles and the stories that must come out of them.

use headwater_lang::Registry;
use headwater_link::stories;
use headwater_model::{
    Account, Bound, DerivationKind, Grade, MatchKind, MutationKind, Span, Stated, Story, When, WitnessKind,
};
use proptest::prelude::*;

use crate::account;

const REPORT: &str = "The harbour board paid 4.83 million euros for pumps that never ran, its ledger shows.\n\
    The pumps were ordered in spring and delivered without motors, two clerks who kept the ledger said.\n\
    Nobody at the board has said why the money was paid before the motors were delivered to the quay.";

/// A report, a copy that credits it, a paper in another language that cites it, and one about something else.
fn pile() -> Vec<Account> {
    let report = account("ledger.example", "en", 2, REPORT).money("4.83 million euros", "4830000", Bound::AtLeast);
    let copy = account("gatherer.example", "en", 3, &format!("{REPORT}\nSource: Ledger"))
        .money("4.83 million euros", "4830000", Bound::AtLeast)
        .credits("Source: Ledger", "Ledger");
    let relay = account("hafenblatt.example", "de", 3, "Der Hafen zahlte laut Ledger 4,83 Millionen Euro für Pumpen.")
        .money("4,83 Millionen Euro", "4830000", Bound::Exact)
        .cites("laut Ledger", "Ledger");
    let other = account("garden.example", "en", 3, "The rose show opens on Friday with two hundred sorts of roses.");
    [report, copy, relay, other].map(crate::Draft::done).into()
}

/// The edges of a story as "child kind parent grade".
fn edges(story: &Story) -> Vec<String> {
    let name = |id: headwater_model::WitnessId| story.witnesses[id.0].name.clone();
    let shown = story
        .derivations
        .iter()
        .map(|edge| format!("{} {} {}, {}", name(edge.to), edge.kind.name(), name(edge.from), edge.grade.words()));
    shown.collect()
}

#[test]
fn copies_and_relays_lead_back_to_the_report() {
    let stories = stories(&pile(), Registry::builtin());
    assert_eq!(stories.len(), 2);
    let mut found = edges(&stories[0]);
    found.sort();
    assert_eq!(
        found,
        ["gatherer.example copy ledger.example, stated", "hafenblatt.example cites ledger.example, stated"]
    );
}

#[test]
fn one_report_is_one_origin_and_a_dropped_bound_is_seen() {
    let stories = stories(&pile(), Registry::builtin());
    let claim = &stories[0].claims[0];
    assert_eq!(claim.instances.len(), 3);
    assert_eq!((claim.origins.lo, claim.origins.median, claim.origins.hi), (1, 1, 1));
    assert_eq!(claim.mutations.iter().map(|change| change.kind).collect::<Vec<_>>(), [MutationKind::BoundLost]);
}

#[test]
fn a_document_named_for_another_sentence_states_nothing_of_the_claim() {
    let grade = |document: &str| {
        let report = account("ledger.example", "en", 2, REPORT).money("4.83 million euros", "4830000", Bound::Exact);
        let relay = account("hafenblatt.example", "de", 3, "Der Hafen zahlte laut Ledger 4,83 Millionen Euro.");
        let relay = relay.money("4,83 Millionen Euro", "4830000", Bound::Exact).cites("laut Ledger", "Ledger");
        let stories = stories(&[report.reads(document).done(), relay.done()], Registry::builtin());
        let edges = stories[0].derivations.iter();
        edges.filter(|edge| edge.kind == DerivationKind::FirstHand).map(|edge| edge.grade).collect::<Vec<_>>()
    };
    assert_eq!(grade("its ledger"), [Grade::Stated]);
    let near = grade("two clerks who kept the ledger");
    assert!(near.len() == 1 && near[0] < Grade::Stated, "{near:?}");
}

#[test]
fn a_cited_outlet_that_is_not_at_hand_is_missing() {
    let lone = account("hafenblatt.example", "de", 3, "Der Hafen zahlte laut Kurier 4,83 Millionen Euro für Pumpen.")
        .money("4,83 Millionen Euro", "4830000", Bound::Exact)
        .cites("laut Kurier", "Kurier");
    let stories = stories(&[lone.done()], Registry::builtin());
    let story = &stories[0];
    assert_eq!(story.witnesses[1].kind, WitnessKind::Missing);
    assert_eq!(edges(story), ["hafenblatt.example cites Kurier, stated"]);
    assert_eq!(story.derivations[0].kind, DerivationKind::Cites);
    assert_eq!(story.derivations[0].grade, Grade::Stated);
}

#[test]
fn probabilities_of_parents_sum_to_one() {
    for story in stories(&pile(), Registry::builtin()) {
        for parents in story.claims.iter().flat_map(|claim| &claim.parents) {
            let sum: f64 = parents.iter().map(|parent| parent.probability).sum();
            assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        }
    }
}

#[test]
fn hostile_piles_are_answered() {
    let empty = account("a.example", "en", 1, "").done();
    let itself = account("b.example", "en", 1, "As b.example wrote").cites("b.example", "b.example").done();
    let one = account("c.example", "en", 2, "D paid 51 euros, d.example wrote.").cites("d.example", "d.example").done();
    let other =
        account("d.example", "en", 2, "D paid 51 euros, c.example wrote.").cites("c.example", "c.example").done();
    let copies = std::iter::repeat_n(account("e.example", "en", 1, REPORT).done(), 30);
    let pile: Vec<Account> = [empty, itself, one, other].into_iter().chain(copies).collect();
    assert!(!stories(&pile, Registry::builtin()).is_empty());
    assert!(stories(&[], Registry::builtin()).is_empty());
}

#[test]
fn copies_in_any_number_are_one_story_and_a_footer_is_none() {
    let outlet = |number: usize| format!("outlet{number}.example");
    let copies: Vec<Account> = (0..80).map(|number| account(&outlet(number), "en", 1, REPORT).done()).collect();
    let stories_of_copies = stories(&copies, Registry::builtin());
    assert_eq!(stories_of_copies.len(), 1);
    let footer =
        "All words on these pages may be sent on by anybody who names us and writes below where they are from.";
    let page = |number: usize| {
        let words: Vec<String> = (0..60).map(|word| format!("w{number}x{word}")).collect();
        account(&outlet(number), "en", 1, &format!("{}\n{footer}", words.join(" "))).done()
    };
    let pages: Vec<Account> = (0..80).map(page).collect();
    let found = stories(&pages, Registry::builtin());
    let copied = found.iter().flat_map(|story| &story.matches).filter(|found| found.kind == MatchKind::Verbatim);
    assert_eq!(copied.count(), 0, "a footer is no copy");
}

#[test]
fn in_a_large_story_everybody_is_weighed_against_some() {
    let telling = |number: usize| {
        let words: Vec<String> = (0..9).map(|word| format!("w{number}x{word}")).collect();
        let text = format!("{REPORT}\n{}", words.join(" "));
        account(&format!("outlet{number}.example"), "en", 1 + number as i8 % 20, &text)
            .money("4.83 million euros", "4830000", Bound::Exact)
            .done()
    };
    let pile: Vec<Account> = (0..70).map(telling).collect();
    let stories = stories(&pile, Registry::builtin());
    let claim = &stories[0].claims[0];
    assert_eq!((stories.len(), claim.instances.len()), (1, 70));
    for parents in &claim.parents {
        let sum: f64 = parents.iter().map(|parent| parent.probability).sum();
        assert!(parents.len() <= 52 && (sum - 1.0).abs() < 1e-9, "{} {sum}", parents.len());
    }
}

#[test]
fn further_copies_of_a_text_add_nothing_but_themselves() {
    let copy = |number: usize| {
        let copy = account(&format!("outlet{number}.example"), "en", 1, REPORT);
        copy.money("4.83 million euros", "4830000", Bound::Exact).done()
    };
    let copies: Vec<Account> = (0..40).map(copy).collect();
    let stories = stories(&copies, Registry::builtin());
    assert_eq!((stories.len(), stories[0].witnesses.len()), (1, 40));
    assert_eq!(stories[0].claims[0].instances.len(), 16);
}

#[test]
fn the_first_and_the_last_year_are_times() {
    let dated = |host: &str, year: i16| {
        let mut page = account(host, "en", 1, REPORT).money("4.83 million euros", "4830000", Bound::Exact).done();
        page.article.published = Some(Stated::new(When::day(jiff::civil::date(year, 1, 1)), Span::default()));
        page
    };
    let pile = [dated("a.example", 1), dated("b.example", 9999), dated("c.example", -9999), dated("d.example", 2031)];
    let stories = stories(&pile, Registry::builtin());
    let sums = stories.iter().map(|story| {
        let of_a_sum =
            story.claims.iter().filter(|claim| claim.instances.iter().any(|instance| instance.fact.is_some()));
        of_a_sum.count()
    });
    assert_eq!(sums.max(), Some(1));
}

proptest! {
    #[test]
    fn the_order_of_pages_does_not_matter(order in Just(vec![0_usize, 1, 2, 3]).prop_shuffle()) {
        let sorted = |pile: &[Account]| {
            let mut all: Vec<Vec<String>> = stories(pile, Registry::builtin()).iter().map(|story| {
                let mut found = edges(story);
                found.sort();
                found
            }).collect();
            all.sort();
            all
        };
        let straight = pile();
        let shuffled: Vec<Account> = order.iter().map(|index| straight[*index].clone()).collect();
        prop_assert_eq!(sorted(&straight), sorted(&shuffled));
    }
}
