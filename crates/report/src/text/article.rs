//! The article of one page.

use headwater_model::{Account, Label, Story};
use unicode_width::UnicodeWidthStr;

use super::{head, said, story::chain_of};
use crate::body;
use crate::figure;
use crate::terminal::{Sheet, Style, Terminal, clip, shown, shown_within};
use crate::voice;

/// Cells of body text in an excerpt.
const EXCERPT: usize = 400;
/// Figures in an overview.
const FIGURES: usize = 12;

/// Lays out all of an article: head, preface, body, credits and references.
pub fn article(account: &Account, terminal: Terminal) -> String {
    let mut sheet = Sheet::new(terminal);
    head(&mut sheet, account);
    preface(&mut sheet, account, usize::MAX);
    for (span, label) in body::blocks(account) {
        let text = shown(span.of(&account.page.text));
        match label {
            Label::Preface => {}
            Label::Subheading | Label::ReferenceHeading => sheet.heading(&text),
            Label::Reference => sheet.paragraph(Style::Plain, 2, &text),
            _ => {
                sheet.gap();
                sheet.paragraph(Style::Plain, 0, &text);
            }
        }
    }
    ends(&mut sheet, account);
    sheet.finish()
}

/// Lays out what a page says and what it rests on, in little room: head, chain, preface, excerpt and figures.
///
/// `story` is the story of this page, which is its account 0 in `accounts`.
pub fn page(accounts: &[Account], story: Option<&Story>, terminal: Terminal) -> String {
    let Some(account) = accounts.first() else { return String::new() };
    let mut sheet = Sheet::new(terminal);
    head(&mut sheet, account);
    sheet.heading("What it rests on");
    let told = story.is_some_and(|story| chain_of(&mut sheet, accounts, story, 0));
    if !told {
        sheet.paragraph(Style::Plain, 2, "Nothing on the page says where it has this from.");
    }
    preface(&mut sheet, account, EXCERPT);
    excerpt(&mut sheet, account);
    figures(&mut sheet, account);
    ends(&mut sheet, account);
    sheet.finish()
}

fn preface(sheet: &mut Sheet, account: &Account, width: usize) {
    let Some(preface) = &account.article.preface else { return };
    let text = &account.page.text;
    let kind = if preface.translation { "Translator's preface" } else { "Preface" };
    match &preface.signer {
        Some(signer) => sheet.heading(&format!("{kind}, signed {}", shown(&signer.value))),
        None => sheet.heading(kind),
    }
    for paragraph in clip_lines(preface.span.of(text), width) {
        sheet.hanging(Style::Plain, 0, "│ ", &shown(&paragraph));
    }
}

/// Returns the paragraphs of a text up to a width, the last one clipped.
fn clip_lines(text: &str, width: usize) -> Vec<String> {
    let mut left = width;
    let mut kept = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if left == 0 {
            break;
        }
        kept.push(clip(line, left));
        left = left.saturating_sub(line.width());
    }
    kept
}

fn excerpt(sheet: &mut Sheet, account: &Account) {
    let running = body::blocks(account).filter(|(_, label)| *label == Label::Body);
    let text: Vec<&str> = running.map(|(span, _)| span.of(&account.page.text)).collect();
    if text.is_empty() {
        return;
    }
    sheet.heading("What it says");
    sheet.paragraph(Style::Plain, 2, &shown(&clip(&text.join(" "), EXCERPT)));
}

fn figures(sheet: &mut Sheet, account: &Account) {
    if account.facts.is_empty() {
        return;
    }
    sheet.heading("Its figures, and who says them");
    let text = &account.page.text;
    for fact in account.facts.iter().take(FIGURES) {
        let speaker = voice::speaker(account, fact.span);
        let speaker = speaker.map_or(voice::unattributed(fact.voice).to_owned(), |names| said(&names));
        let line = format!("{} — {speaker}", shown(&figure::words(fact, text)));
        sheet.hanging(Style::Plain, 2, "· ", &line);
    }
    let more = account.facts.len().saturating_sub(FIGURES);
    if more > 0 {
        sheet.paragraph(Style::Faint, 2, &format!("and {more} more (headwater facts)"));
    }
}

/// Adds where the capture breaks off and what could not be read.
fn ends(sheet: &mut Sheet, account: &Account) {
    if let Some(last) = account.article.cut_off {
        sheet.gap();
        let words = shown_within(last.of(&account.page.text), 60);
        sheet.paragraph(Style::Plain, 0, &format!("The capture breaks off after “{words}”."));
    }
    if account.notes.is_empty() {
        return;
    }
    sheet.heading("What could not be read with certainty");
    for note in &account.notes {
        sheet.hanging(Style::Faint, 2, "· ", &shown(&note.message));
    }
}

#[cfg(test)]
mod tests {
    use super::{article, page};
    use crate::terminal::Terminal;
    use crate::testing::{self, visible};

    #[test]
    fn an_article_is_laid_out_for_reading() {
        let account = testing::retelling();
        insta::assert_snapshot!(visible(&article(&account, Terminal { width: 40, colour: false })), @r"
        Deals of millions
        tidings.example · no date · en
        https://tidings.example/1

        Microsoft made deals worth $10 million
        with the ministry.
        ");
    }

    #[test]
    fn a_page_shows_what_it_rests_on() {
        let (accounts, story) = testing::story();
        insta::assert_snapshot!(visible(&page(&accounts, Some(&story), Terminal::PLAIN)), @r"
        ⟨عنوان⟩
        klyoum.com · 2025-01-24 · ar
        https://klyoum.com/1

        What it rests on

        klyoum.com ← dostor.org (missing) ← theguardian.com (missing) ← Drop Site
        News (missing) ← ⟨وثائق⟩
          · klyoum.com copies dostor.org (stated)
            “⟨المصدر: الدستور⟩”
          · dostor.org cites theguardian.com (stated, says klyoum.com)
            “⟨ووفقا لما أوردته الجارديان⟩”
          · theguardian.com cites Drop Site News (stated, says klyoum.com)
            “⟨وثائق حصلت عليها Drop Site News⟩”
          · Drop Site News rests on ⟨وثائق⟩ (stated, says klyoum.com)
            “⟨وثائق حصلت عليها Drop Site News⟩”

        What it says
          ⟨ووفقا لما أوردته الجارديان فإن وثائق حصلت عليها Drop Site News تظهر صفقات لا⟩
          ⟨⇤تقل عن 10 ملايين دولار.⟩

        Its figures, and who says them
          · at least 10,000,000 USD — ⟨وثائق⟩, obtained by Drop Site News, per ⟨الجارديان⟩
        ");
        assert!(page(&accounts[1..], None, Terminal::PLAIN).contains("Nothing on the page says"));
    }
}
