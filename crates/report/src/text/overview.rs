//! A pile from above: its stories in brief, and the works that it cites and lacks.

use headwater_model::{Account, Story};

use super::{NAME, said};
use crate::answer::counted;
use crate::overview::{self, Wanted};
use crate::terminal::{Sheet, Style, Terminal, shown, shown_within};
use crate::{chain, overview::Brief};

/// Cells of a title, and of quoted words.
const TITLE: usize = 100;
const WORDS: usize = 160;
/// Articles whose words are shown for a work.
const CITERS: usize = 3;

/// Lays out all stories, a few lines each: title, tellings, languages, span of time, origins.
pub fn list(accounts: &[Account], stories: &[Story], terminal: Terminal) -> String {
    let mut sheet = Sheet::new(terminal);
    let (told, lone) = overview::sorted(stories);
    for (number, story) in (1..).zip(told) {
        let brief = overview::brief(accounts, story);
        sheet.gap();
        sheet.hanging(Style::Strong, 0, &format!("{number}. "), &title(&story.title));
        sheet.paragraph(Style::Plain, 3, &overview::extent(&brief));
        let origins = overview::origins(story, &brief);
        let origins: Vec<String> = origins.iter().map(|sentence| said(sentence)).chain(lacking(&brief)).collect();
        sheet.paragraph(Style::Plain, 3, &origins.join(" "));
    }
    if !lone.is_empty() {
        let pages = counted(lone.len(), "page shares no story and names", "pages share no story and name");
        sheet.heading(&format!("{pages} no source"));
        for story in lone {
            let days = overview::brief(accounts, story).days.map(|(day, _)| format!("{day} · ")).unwrap_or_default();
            sheet.hanging(Style::Plain, 2, "· ", &format!("{days}{}", title(&story.title)));
        }
    }
    sheet.finish()
}

fn title(title: &str) -> String {
    if title.is_empty() { "(no title found)".to_owned() } else { shown_within(title, TITLE) }
}

fn lacking(brief: &Brief) -> Option<String> {
    let works = brief.answer.missing.len();
    (works > 0).then(|| format!("{} cited but not held.", counted(works, "work is", "works are")))
}

/// Lays out the works that are cited and not held, most leaned upon first, with the words that name them.
pub fn missing(accounts: &[Account], stories: &[Story], terminal: Terminal) -> String {
    let mut sheet = Sheet::new(terminal);
    let wanted = overview::wanted(stories);
    if wanted.is_empty() {
        sheet.paragraph(Style::Plain, 0, "No work is cited that is not held.");
        return sheet.finish();
    }
    let several = wanted.iter().any(|one| one.story != wanted[0].story);
    for (number, one) in (1..).zip(&wanted) {
        sheet.gap();
        work(&mut sheet, accounts, number, one);
        if several {
            sheet.paragraph(Style::Plain, 3, &format!("story: {}", title(&one.story.title)));
        }
    }
    sheet.finish()
}

fn work(sheet: &mut Sheet, accounts: &[Account], number: usize, wanted: &Wanted<'_>) {
    let names = chain::names(wanted.story);
    let witness = &wanted.story.witnesses[wanted.work.witness.0];
    let domain = witness.domain.as_ref().filter(|domain| **domain != witness.name);
    let domain = domain.map(|domain| format!(" ({})", shown(domain))).unwrap_or_default();
    sheet.hanging(Style::Strong, 0, &format!("{number}. "), &format!("{}{domain}", shown_within(&witness.name, NAME)));
    let leaning = counted(wanted.work.articles.len(), "article leans on it", "articles lean on it");
    let claims = match wanted.work.claims {
        0 => String::new(),
        count => format!("; it would settle {}", counted(count, "claim", "claims")),
    };
    let before = witness.window.hi.map(|time| format!("; appeared by {}", time.strftime("%Y-%m-%d")));
    sheet.paragraph(Style::Plain, 3, &format!("{leaning}{claims}{}", before.unwrap_or_default()));
    let cited = wanted.cited_by();
    for (article, passage) in cited.iter().take(CITERS) {
        let name = names.get(article.0).map(|name| shown_within(name, NAME)).unwrap_or_default();
        sheet.hanging(Style::Plain, 3, "· ", &format!("named by {name}"));
        let words = shown_within(chain::quoted(accounts, passage), WORDS);
        sheet.paragraph(Style::Faint, 5, &format!("“{words}”"));
    }
    if cited.len() > CITERS {
        sheet.paragraph(Style::Faint, 3, &format!("and {} more (--json has all)", cited.len() - CITERS));
    }
}

#[cfg(test)]
mod tests {
    use super::{list, missing};
    use crate::terminal::Terminal;
    use crate::testing::{self, visible};

    #[test]
    fn stories_are_listed_in_brief() {
        let (accounts, story) = testing::story();
        insta::assert_snapshot!(visible(&list(&accounts, &[story], Terminal::PLAIN)), @r"
        1. ⟨عنوان⟩
           2 tellings in 2 languages (ar, en), 2025-01-24 (1 undated)
           What they share rests on 1 origin (1–2). Furthest back: ⟨وثائق⟩, by way of Drop
           Site News. 3 works are cited but not held.
        ");
    }

    #[test]
    fn missing_works_come_with_the_words_that_name_them() {
        let (accounts, story) = testing::story();
        insta::assert_snapshot!(visible(&missing(&accounts, &[story], Terminal::PLAIN)), @r"
        1. dostor.org
           1 article leans on it
           · named by klyoum.com
             “⟨المصدر: الدستور⟩”

        2. theguardian.com
           1 article leans on it
           · named by klyoum.com
             “⟨الجارديان⟩”

        3. Drop Site News
           1 article leans on it
           · named by klyoum.com
             “Drop Site News”
        ");
        assert_eq!(missing(&[], &[], Terminal::PLAIN), "No work is cited that is not held.\n");
    }
}
