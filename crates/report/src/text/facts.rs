//! The figures of one page, with who says them.

use headwater_model::{Account, Fact};

use super::{head, said};
use crate::figure;
use crate::terminal::{Sheet, Style, Terminal, shown, shown_within};
use crate::voice;

/// Cells of a sentence.
const SENTENCE: usize = 300;

/// Lays out the figures of a page: value, who says it, and the sentence.
pub fn facts(account: &Account, terminal: Terminal) -> String {
    let mut sheet = Sheet::new(terminal);
    head(&mut sheet, account);
    sheet.gap();
    if account.facts.is_empty() {
        sheet.paragraph(Style::Plain, 0, "No checkable figure was found.");
    }
    for fact in &account.facts {
        figure(&mut sheet, account, fact);
    }
    sheet.finish()
}

fn figure(sheet: &mut Sheet, account: &Account, fact: &Fact) {
    let text = &account.page.text;
    let value = shown(&figure::words(fact, text));
    sheet.paragraph(Style::Strong, 0, &format!("{value}  ({})", fact.value.kind().name()));
    match voice::speaker(account, fact.span) {
        Some(speaker) => sheet.paragraph(Style::Plain, 2, &format!("said by {}", said(&speaker))),
        None => sheet.paragraph(Style::Plain, 2, &format!("said by {}", voice::unattributed(fact.voice))),
    }
    let sentence = shown_within(fact.sentence.of(text), SENTENCE);
    sheet.paragraph(Style::Faint, 2, &format!("“{sentence}”"));
}

#[cfg(test)]
mod tests {
    use super::facts;
    use crate::terminal::Terminal;
    use crate::testing::{self, visible};

    #[test]
    fn figures_come_with_their_speakers() {
        insta::assert_snapshot!(visible(&facts(&testing::relay(), Terminal::PLAIN)), @r"
        ⟨عنوان⟩
        klyoum.com · 2025-01-24 · ar
        https://klyoum.com/1

        at least 10,000,000 USD  (money)
          said by ⟨وثائق⟩, obtained by Drop Site News, per ⟨الجارديان⟩
          “⟨ووفقا لما أوردته الجارديان فإن وثائق حصلت عليها Drop Site News تظهر صفقات لا⟩
          ⟨⇤تقل عن 10 ملايين دولار.⟩”
        ");
    }
}
