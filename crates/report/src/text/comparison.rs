//! Two pages beside each other: what both have, what changed, what only one has.

use headwater_model::{Account, Comparison, Fact, FigurePair, Match, MatchKind, Span, Unmatched};
use unicode_width::UnicodeWidthStr;

use super::{Style, head};
use crate::collation::{self, Piece, SIDES};
use crate::terminal::{Sheet, Terminal, clip, shown, shown_within};
use crate::{chain, difference, figure};

/// Cells of quoted words.
const WORDS: usize = 240;
/// Cells of a figure.
const FIGURE: usize = 60;
/// Passages, sentences and figures of each kind that are shown.
const SHOWN: usize = 20;
/// Cells of the unchanged words that stand beside an edit.
const BESIDE: usize = 40;

/// Lays out a comparison. `accounts` are the two that it was made of.
pub fn comparison(accounts: &[Account; 2], comparison: &Comparison, terminal: Terminal) -> String {
    let mut sheet = Sheet::new(terminal);
    for (side, account) in SIDES.iter().zip(accounts) {
        sheet.gap();
        sheet.paragraph(Style::Faint, 0, side);
        head(&mut sheet, account);
    }
    sheet.gap();
    sheet.paragraph(Style::Plain, 0, &collation::sentences(comparison).join(" "));
    let view = View { accounts, comparison };
    view.figures(&mut sheet);
    view.copied(&mut sheet);
    view.told(&mut sheet);
    for (side, unmatched) in [&comparison.left, &comparison.right].into_iter().enumerate() {
        view.unmatched(&mut sheet, side, unmatched);
    }
    sheet.finish()
}

struct View<'a> {
    accounts: &'a [Account; 2],
    comparison: &'a Comparison,
}

impl View<'_> {
    fn text(&self, side: usize) -> &str {
        self.accounts.get(side).map(|account| account.page.text.as_str()).unwrap_or_default()
    }

    fn fact(&self, side: usize, index: usize) -> Option<&Fact> {
        self.accounts.get(side)?.facts.get(index)
    }

    fn figure(&self, side: usize, index: usize) -> String {
        let words = self.fact(side, index).map(|fact| figure::words(fact, self.text(side)));
        shown_within(&words.unwrap_or_default(), FIGURE)
    }

    fn figures(&self, sheet: &mut Sheet) {
        let (same, differing) = collation::figures(self.comparison);
        listed(sheet, "Figures that differ", &differing, |sheet, pair| self.differing(sheet, pair));
        listed(sheet, "Figures that are the same", &same, |sheet, pair| {
            sheet.hanging(Style::Plain, 2, "· ", &self.figure(0, pair.left));
            self.sentences(sheet, pair);
        });
    }

    fn differing(&self, sheet: &mut Sheet, pair: &FigurePair) {
        let change = pair.change.map(difference::change).unwrap_or_default();
        let (left, right) = (self.figure(0, pair.left), self.figure(1, pair.right));
        sheet.hanging(Style::Plain, 2, "· ", &format!("A: {left}; B: {right} ({change})"));
        self.sentences(sheet, pair);
    }

    /// Adds the sentences that two figures stand in.
    fn sentences(&self, sheet: &mut Sheet, pair: &FigurePair) {
        for (side, index) in [pair.left, pair.right].into_iter().enumerate() {
            if let Some(fact) = self.fact(side, index) {
                self.quote(sheet, side, fact.sentence);
            }
        }
    }

    fn quote(&self, sheet: &mut Sheet, side: usize, span: Span) {
        let label = format!("{} ", SIDES.get(side).copied().unwrap_or_default());
        let words = shown_within(span.of(self.text(side)), WORDS);
        sheet.hanging(Style::Faint, 4, &label, &format!("“{words}”"));
    }

    fn copied(&self, sheet: &mut Sheet) {
        let copied: Vec<&Match> = self.of(|kind| kind == MatchKind::Verbatim).collect();
        listed(sheet, "Copied text", &copied, |sheet, passage| {
            let edits = collation::edits(self.accounts, passage);
            let words = match edits.is_empty() {
                true => shown_within(chain::quoted(self.accounts, &passage.left), WORDS),
                false => shown(&edited(&edits)),
            };
            sheet.hanging(Style::Plain, 2, "· ", &format!("“{words}”"));
        });
        if copied.iter().any(|passage| !collation::edits(self.accounts, passage).is_empty()) {
            sheet.paragraph(Style::Faint, 2, "[-only in A-] {+only in B+}");
        }
    }

    fn told(&self, sheet: &mut Sheet) {
        let told: Vec<&Match> = self.of(|kind| kind != MatchKind::Verbatim).collect();
        listed(sheet, "Sentences that say the same", &told, |sheet, found| {
            sheet.gap();
            self.quote(sheet, 0, found.left.span);
            self.quote(sheet, 1, found.right.span);
        });
    }

    fn of(&self, wanted: impl Fn(MatchKind) -> bool) -> impl Iterator<Item = &Match> {
        self.comparison.matches.iter().filter(move |found| wanted(found.kind))
    }

    fn unmatched(&self, sheet: &mut Sheet, side: usize, unmatched: &Unmatched) {
        let name = SIDES.get(side).copied().unwrap_or_default();
        listed(sheet, &format!("Figures only in {name}"), &unmatched.figures, |sheet, index| {
            sheet.hanging(Style::Plain, 2, "· ", &self.figure(side, *index));
        });
        listed(sheet, &format!("Sentences only in {name}"), &unmatched.sentences, |sheet, span| {
            let words = shown_within(span.of(self.text(side)), WORDS);
            sheet.hanging(Style::Faint, 2, "· ", &format!("“{words}”"));
        });
    }
}

/// Adds a heading and the first entries of a list under it, where there are any.
fn listed<T>(sheet: &mut Sheet, heading: &str, entries: &[T], mut add: impl FnMut(&mut Sheet, &T)) {
    if entries.is_empty() {
        return;
    }
    sheet.heading(heading);
    entries.iter().take(SHOWN).for_each(|entry| add(sheet, entry));
    if entries.len() > SHOWN {
        sheet.paragraph(Style::Faint, 2, &format!("and {} more (--json has all)", entries.len() - SHOWN));
    }
}

/// Writes a passage with its edits. Of what both have only the words beside the edits are kept.
fn edited(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        let (Piece::Kept(words) | Piece::Left(words) | Piece::Right(words)) = piece;
        match piece {
            Piece::Left(words) => text += &format!("[-{}-]", clip(words, WORDS)),
            Piece::Right(words) => text += &format!("{{+{}+}}", clip(words, WORDS)),
            Piece::Kept(words) if words.width() <= 2 * BESIDE => text += words.trim_end(),
            Piece::Kept(words) => {
                let (first, last) = (at == 0, at + 1 == pieces.len());
                text += &if first { "…".to_owned() } else { clip(words, BESIDE) };
                text += &if last { String::new() } else { clip_start(words, BESIDE) };
            }
        }
        text += if words.ends_with(char::is_whitespace) { " " } else { "" };
    }
    text
}

/// Shortens text to its last `width` cells.
fn clip_start(text: &str, width: usize) -> String {
    let reversed: String = text.chars().rev().collect();
    let end: String = clip(&reversed, width).chars().rev().collect();
    end.trim_start_matches('…').to_owned()
}

#[cfg(test)]
mod tests {
    use headwater_model::{Comparison, Match, MatchKind, Passage, Unmatched};

    use super::comparison;
    use crate::terminal::Terminal;
    use crate::testing::{self, visible};

    #[test]
    fn two_pages_stand_beside_each_other() {
        let (accounts, compared) = testing::comparison();
        insta::assert_snapshot!(visible(&comparison(&accounts, &compared, Terminal::PLAIN)), @r"
        A
        ⟨عنوان⟩
        klyoum.com · 2025-01-24 · ar
        https://klyoum.com/1

        B
        Deals of millions
        tidings.example · no date · en
        https://tidings.example/1

        1 sentence says the same in another language. 0 figures are the same, 1 differs.

        Figures that differ
          · A: at least 10,000,000 USD; B: 10,000,000 USD (the bound was lost)
            A “⟨ووفقا لما أوردته الجارديان فإن وثائق حصلت عليها Drop Site News تظهر صفقات⟩
              ⟨⇤لا تقل عن 10 ملايين دولار.⟩”
            B “Microsoft made deals worth $10 million with the ministry.”

        Sentences that say the same

            A “⟨صفقات لا تقل عن 10 ملايين دولار⟩”
            B “Microsoft made deals worth $10 million with the ministry.”

        Sentences only in A
          · “⟨المصدر: الدستور⟩”
        ");
    }

    #[test]
    fn edits_stand_where_they_were_made() {
        let accounts = [
            testing::account(
                "a.example",
                "en",
                &["Title", "The gate opened at nine, and the ferry left soon after that, they said."],
            ),
            testing::account(
                "b.example",
                "en",
                &["Title", "The gate opened at ten, and the ferry left soon after that, they said."],
            ),
        ];
        let passage = |account: usize| Passage { account, span: accounts[account].article.body[0] };
        let copied = Match { left: passage(0), right: passage(1), kind: MatchKind::Verbatim, rarity: 1.0 };
        let compared = Comparison {
            matches: vec![copied],
            figures: Vec::new(),
            copied: (0.93, 0.93),
            left: Unmatched::default(),
            right: Unmatched::default(),
        };
        insta::assert_snapshot!(visible(&comparison(&accounts, &compared, Terminal::PLAIN)), @r"
        A
        Title
        a.example · no date · en
        https://a.example/1

        B
        Title
        b.example · no date · en
        https://b.example/1

        93 % of A and 93 % of B are the same text.

        Copied text
          · “The gate opened at [-nine,-] {+ten,+} and the ferry left soon after that,
            they said.”
          [-only in A-] {+only in B+}
        ");
    }
}
