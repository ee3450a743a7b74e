//! What one page says it rests on.

use std::collections::BTreeSet;

use headwater_model::{Account, Attribution, Credit, CreditKind, OutletName, Reference, Relay, Source, Speaker};

use super::{head, said as phrased};
use crate::terminal::{Sheet, Style, Terminal, shown, shown_within};
use crate::voice;

/// Cells of quoted words.
const WORDS: usize = 220;

/// Lays out credits, attributions, references and stated steps of a page.
///
/// `held` are the hosts of other pages at hand: an outlet among them is marked as held, any other as missing.
pub fn sources(account: &Account, held: &BTreeSet<String>, terminal: Terminal) -> String {
    let mut sheet = Sheet::new(terminal);
    head(&mut sheet, account);
    let view = View { account, held };
    let sourcing = &account.sourcing;
    section(&mut sheet, "Credits for the whole article", &sourcing.credits, |sheet, credit| view.credit(sheet, credit));
    section(&mut sheet, "Who says what", &sourcing.attributions, |sheet, said| view.attribution(sheet, said));
    section(&mut sheet, "Steps it states", &sourcing.relays, |sheet, relay| view.relay(sheet, relay));
    section(&mut sheet, "Works it refers to", &sourcing.references, |sheet, work| view.reference(sheet, work));
    section(&mut sheet, "Own reporting it claims", &sourcing.own_reporting, |sheet, span| {
        view.quote(sheet, 2, span.of(&account.page.text));
    });
    let nothing = sourcing.credits.is_empty() && sourcing.attributions.is_empty() && sourcing.relays.is_empty();
    if nothing && sourcing.references.is_empty() && sourcing.own_reporting.is_empty() {
        sheet.gap();
        sheet.paragraph(Style::Plain, 0, "The page names no source.");
    }
    sheet.finish()
}

fn section<T>(sheet: &mut Sheet, title: &str, entries: &[T], show: impl Fn(&mut Sheet, &T)) {
    if entries.is_empty() {
        return;
    }
    sheet.heading(title);
    entries.iter().for_each(|entry| show(sheet, entry));
}

/// A page, and what else is at hand.
struct View<'a> {
    account: &'a Account,
    held: &'a BTreeSet<String>,
}

impl View<'_> {
    fn credit(&self, sheet: &mut Sheet, credit: &Credit) {
        let how = match credit.kind {
            CreditKind::Source => "taken from",
            CreditKind::Translation => "translated from",
            CreditKind::Republication => "republished from",
            CreditKind::Photo => "photo by",
        };
        sheet.hanging(Style::Plain, 2, "· ", &format!("{how} {}", self.source(&credit.source)));
        self.quote(sheet, 4, credit.span.of(&self.account.page.text));
    }

    fn attribution(&self, sheet: &mut Sheet, said: &Attribution) {
        let who =
            voice::attributed(self.account, said).map_or("somebody who is not named".to_owned(), |who| phrased(&who));
        let standing = said.source.as_ref().map(|source| self.standing(source)).unwrap_or_default();
        let outer = said.within.and_then(|index| self.account.sourcing.attributions.get(index));
        let per = outer.and_then(|outer| voice::attributed(self.account, outer));
        let per = per.map_or(String::new(), |per| format!(", per {}", phrased(&per)));
        sheet.hanging(Style::Plain, 2, "· ", &format!("{who}{standing}{per}"));
        self.quote(sheet, 4, said.content.unwrap_or(said.sentence).of(&self.account.page.text));
    }

    fn relay(&self, sheet: &mut Sheet, relay: &Relay) {
        let reporter = match &relay.reporter {
            Speaker::Page => "this page".to_owned(),
            Speaker::Named(source) => shown(&voice::name(self.account, source)),
        };
        sheet.hanging(Style::Plain, 2, "· ", &format!("{reporter} ← {}", self.source(&relay.cited)));
        self.quote(sheet, 4, relay.span.of(&self.account.page.text));
    }

    fn reference(&self, sheet: &mut Sheet, work: &Reference) {
        let text = &self.account.page.text;
        let title = work.title.as_ref().map_or(work.span.of(text), |title| title.value.as_str());
        let outlet =
            work.outlet.as_ref().map(|outlet| format!(" — {}{}", shown(&outlet.value.name), self.mark(&outlet.value)));
        let date = work.date.as_ref().map_or(String::new(), |date| format!(", {}", date.value));
        let line = format!("{}{}{date}", shown_within(title, WORDS), outlet.unwrap_or_default());
        sheet.hanging(Style::Plain, 2, &format!("{}. ", work.number), &line);
        if let Some(address) = &work.address {
            sheet.paragraph(Style::Faint, 4, &shown(&address.value));
        }
        for citation in self.account.sourcing.citations.iter() {
            if self.account.sourcing.references.get(citation.reference) == Some(work) {
                self.quote(sheet, 4, citation.sentence.of(text));
            }
        }
    }

    fn source(&self, source: &Source) -> String {
        format!("{}{}", shown(&voice::name(self.account, source)), self.standing(source))
    }

    /// Says whether a source's own page is at hand. People and documents have none.
    fn standing(&self, source: &Source) -> String {
        match &source.outlet {
            Some(outlet) => self.mark(outlet),
            None if source.kind.publishes() => " (missing)".to_owned(),
            None => format!(" ({})", source.kind.name()),
        }
    }

    fn mark(&self, outlet: &OutletName) -> String {
        match &outlet.domain {
            Some(domain) if self.held.contains(domain) => format!(" ({}, held)", shown(domain)),
            Some(domain) if *domain != outlet.name => format!(" ({}, missing)", shown(domain)),
            _ => " (missing)".to_owned(),
        }
    }

    fn quote(&self, sheet: &mut Sheet, indent: usize, words: &str) {
        sheet.paragraph(Style::Faint, indent, &format!("“{}”", shown_within(words, WORDS)));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::sources;
    use crate::terminal::Terminal;
    use crate::testing::{self, visible};

    #[test]
    fn sources_come_with_their_words_and_whether_they_are_held() {
        let held = BTreeSet::from(["theguardian.com".to_owned()]);
        insta::assert_snapshot!(visible(&sources(&testing::relay(), &held, Terminal::PLAIN)), @r"
        ⟨عنوان⟩
        klyoum.com · 2025-01-24 · ar
        https://klyoum.com/1

        Credits for the whole article
          · taken from ⟨الدستور⟩ (dostor.org, missing)
            “⟨المصدر: الدستور⟩”

        Who says what
          · ⟨الجارديان⟩ (theguardian.com, held)
            “⟨وثائق حصلت عليها Drop Site News تظهر صفقات لا تقل عن 10 ملايين دولار⟩”
          · ⟨وثائق⟩, obtained by Drop Site News (document), per ⟨الجارديان⟩
            “⟨صفقات لا تقل عن 10 ملايين دولار⟩”
        ");
        assert!(sources(&testing::retelling(), &held, Terminal::PLAIN).contains("names no source"));
    }
}
