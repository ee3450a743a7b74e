//! Two pages beside each other.

use headwater_lang::Registry;
use headwater_link::compare;
use headwater_model::{Account, Bound, Comparison, MatchKind, MutationKind};

use crate::account;

const REPORT: &str = "The harbour board paid 4.83 million euros for pumps that never ran, its ledger shows.\n\
    The pumps were ordered in spring and delivered without motors, two clerks who kept the ledger said.\n\
    Nobody at the board has said why the money was paid before the motors were delivered to the quay.";

fn report() -> Account {
    account("ledger.example", "en", 2, REPORT).money("4.83 million euros", "4830000", Bound::Exact).done()
}

fn compared(other: &Account) -> Comparison {
    compare(&[report(), other.clone()], Registry::builtin())
}

#[test]
fn a_copy_has_all_of_it() {
    let found = compared(&report());
    assert!(found.copied.0 > 0.9 && found.copied.1 > 0.9, "{:?}", found.copied);
    assert!(found.matches.iter().all(|found| found.kind == MatchKind::Verbatim));
    assert_eq!((found.left.sentences.len(), found.right.sentences.len()), (0, 0));
    assert_eq!(found.figures.iter().map(|pair| pair.change).collect::<Vec<_>>(), [None]);
}

#[test]
fn a_changed_figure_is_paired_and_an_added_sentence_is_only_there() {
    let text =
        REPORT.replace("4.83 million", "48.3 million") + "\nThe quay has been closed to all visitors since then.";
    let other = account("courier.example", "en", 3, &text).money("48.3 million euros", "48300000", Bound::Exact).done();
    let found = compared(&other);
    assert_eq!(found.figures.iter().map(|pair| pair.change).collect::<Vec<_>>(), [Some(MutationKind::Magnitude)]);
    assert!(found.left.sentences.is_empty());
    let only: Vec<&str> = found.right.sentences.iter().map(|span| span.of(&text)).collect();
    assert_eq!(only, ["The quay has been closed to all visitors since then."]);
}

#[test]
fn a_translation_corresponds_by_sentences_and_figures() {
    let text = "Die Hafenbehörde zahlte 4,83 Millionen Euro für Pumpen, die nie liefen, wie ihr Kassenbuch zeigt.\n\
        Die Pumpen wurden im Frühjahr bestellt und ohne Motoren geliefert, sagten zwei Angestellte.";
    let other = account("hafenblatt.example", "de", 3, text).money("4,83 Millionen Euro", "4830000", Bound::Exact);
    let found = compared(&other.done());
    assert_eq!(found.matches.len(), 2);
    assert!(found.matches.iter().all(|found| found.kind == MatchKind::Translated));
    assert_eq!(found.figures.len(), 1);
    assert_eq!((found.left.sentences.len(), found.right.sentences.len()), (1, 0));
}

#[test]
fn pages_about_other_things_have_nothing_in_common() {
    let other = account("garden.example", "en", 3, "The rose show opens on Friday with two hundred sorts of roses.");
    let found = compared(&other.done());
    assert!(found.matches.is_empty() && found.figures.is_empty());
    assert_eq!((found.left.figures.len(), found.left.sentences.len(), found.right.sentences.len()), (1, 3, 1));
}
