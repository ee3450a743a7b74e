//! Laws of the whole pipeline, from bytes to stories.

use headwater_archive::{Lean, account, trace};
use headwater_lang::Registry;
use headwater_model::{Account, Span};
use proptest::prelude::*;

/// Words, signs and tags that readers act on, in several scripts: what chance bytes would hardly ever hit.
const PIECES: [&str; 56] = [
    "10",
    "4,5",
    "1.2.3",
    "٤٥",
    "２０３１",
    "²",
    "-",
    "–",
    " million ",
    "万",
    "億",
    "$",
    "€",
    "%",
    " percent ",
    "年",
    "月",
    "日",
    " March ",
    " at least ",
    "لا تقل عن ",
    "以上",
    " said ",
    " that ",
    "according to ",
    "قال ",
    " إن ",
    "وبحسب ",
    "によると",
    "は",
    "「",
    "」",
    "«",
    "»",
    "“",
    "”",
    "\"",
    "(",
    ")",
    "[1]",
    "¹",
    ":",
    ",",
    "، ",
    "、",
    ". ",
    "。",
    "\n",
    "\n\n",
    "Source: ",
    "المصدر: ",
    "出典:\n",
    "<p>",
    "</p>",
    "<div hidden>",
    "&#x10FFFF;",
];

fn spans(account: &Account) -> Vec<Span> {
    let sourcing = &account.sourcing;
    let mut spans: Vec<Span> = account.page.blocks.iter().map(|block| block.span).collect();
    spans.extend(account.facts.iter().flat_map(|fact| [fact.span, fact.sentence]));
    for attribution in &sourcing.attributions {
        spans.extend([attribution.cue, attribution.sentence]);
        spans.extend(attribution.content);
        spans.extend(attribution.source.as_ref().map(|source| source.span));
        spans.extend(attribution.obtained_by.as_ref().map(|source| source.span));
    }
    spans.extend(sourcing.credits.iter().flat_map(|credit| [credit.span, credit.source.span]));
    spans.extend(sourcing.relays.iter().flat_map(|relay| [relay.span, relay.cited.span]));
    spans.extend(sourcing.references.iter().map(|reference| reference.span));
    spans
}

/// Reads bytes as a page, where they can be one, and checks that every reading is shown by words of the page.
fn check(bytes: Vec<u8>) -> Result<(), TestCaseError> {
    let Ok(capture) = headwater_read::capture("any", bytes, None, None) else { return Ok(()) };
    let account = account(capture.clone(), Registry::builtin(), Lean::Balance);
    for span in spans(&account) {
        prop_assert!(account.page.text.get(span.start..span.end).is_some(), "{span:?} does not fit the text");
    }
    let (accounts, stories) = trace(vec![capture.clone(), capture], Registry::builtin());
    prop_assert_eq!(accounts.len(), 2);
    prop_assert!(!stories.is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_give_an_account(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check(bytes)?;
    }

    #[test]
    fn any_text_gives_an_account(text in "\\PC{0,200}") {
        check(text.into_bytes())?;
    }

    #[test]
    fn any_order_of_what_readers_act_on_gives_an_account(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)) {
        check(pieces.concat().into_bytes())?;
    }
}
