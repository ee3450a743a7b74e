//! One story: the answer, the chain, what differs, what is missing, what is unknown.

use headwater_model::{Account, Circular, CircularKind, Claim, Derivation, Passage, Story, WitnessId, WitnessKind};

use super::{NAME, said};
use crate::answer::{self, Answer, counted};
use crate::chain::{self, Line};
use crate::terminal::{GLUE, Sheet, Style, Terminal, shown, shown_within};
use crate::{difference, overview};

/// Cells of quoted words in a step.
const WORDS: usize = 160;
/// Claims with more than one reading that are shown.
const DISPUTED: usize = 12;
/// Missing works that are shown.
const MISSING: usize = 12;

/// Lays out all stories, those with the most articles first. Articles that share no story and name no source come
/// last, a line each.
pub fn stories(accounts: &[Account], stories: &[Story], terminal: Terminal) -> String {
    let (told, lone) = overview::sorted(stories);
    let rule = "─".repeat(terminal.width.min(40));
    let mut laid_out: Vec<String> = told.into_iter().map(|one| story(accounts, one, terminal)).collect();
    if !lone.is_empty() {
        laid_out.push(alone(accounts, &lone, terminal));
    }
    laid_out.join(&format!("\n{rule}\n\n"))
}

fn alone(accounts: &[Account], stories: &[&Story], terminal: Terminal) -> String {
    let mut sheet = Sheet::new(terminal);
    let pages = counted(stories.len(), "page shares no story with another and names", "pages share no story and name");
    sheet.paragraph(Style::Strong, 0, &format!("{pages} no source"));
    for story in stories {
        View { accounts, story, names: chain::names(story) }.articles(&mut sheet);
    }
    sheet.finish()
}

/// Lays out one story.
pub fn story(accounts: &[Account], story: &Story, terminal: Terminal) -> String {
    let mut sheet = Sheet::new(terminal);
    let answer = answer::answer(story);
    let view = View { accounts, story, names: chain::names(story) };
    sheet.paragraph(Style::Strong, 0, &shown(&story.title));
    sheet.gap();
    let sentences = answer::sentences(story, &answer);
    sheet.paragraph(Style::Plain, 0, &sentences.iter().map(|sentence| said(sentence)).collect::<Vec<_>>().join(" "));
    view.chain(&mut sheet);
    view.differences(&mut sheet);
    view.missing(&mut sheet, &answer);
    view.circles(&mut sheet);
    view.open(&mut sheet, &answer);
    sheet.heading("The articles");
    view.articles(&mut sheet);
    sheet.finish()
}

/// Adds the chain that begins at an account's article. Returns whether there was any.
pub(super) fn chain_of(sheet: &mut Sheet, accounts: &[Account], story: &Story, account: usize) -> bool {
    let view = View { accounts, story, names: chain::names(story) };
    let Some(start) = chain::witness_of(story, account) else { return false };
    let mut lines = chain::lines(story);
    // The page's own lines first: others tell how its sources go on.
    lines.sort_by_key(|line| line.start != start);
    lines.iter().for_each(|line| view.line(sheet, line));
    !lines.is_empty()
}

/// A story with what is needed to show it.
struct View<'a> {
    accounts: &'a [Account],
    story: &'a Story,
    names: Vec<String>,
}

impl View<'_> {
    fn name(&self, witness: WitnessId) -> String {
        self.names.get(witness.0).map(|name| shown_within(name, NAME)).unwrap_or_default()
    }

    /// Names a witness and says whether it is at hand.
    fn standing(&self, witness: WitnessId) -> String {
        let name = self.name(witness);
        match self.story.witnesses.get(witness.0).map(|found| found.kind) {
            Some(WitnessKind::Missing) => format!("{name}{GLUE}(missing)"),
            _ => name,
        }
    }

    fn chain(&self, sheet: &mut Sheet) {
        let lines = chain::lines(self.story);
        if lines.is_empty() {
            return;
        }
        sheet.heading("The chain");
        lines.iter().for_each(|line| self.line(sheet, line));
    }

    fn line(&self, sheet: &mut Sheet, line: &Line) {
        let steps: Vec<&Derivation> = line.steps.iter().filter_map(|step| self.story.derivations.get(*step)).collect();
        let ancestors = steps.iter().map(|step| self.standing(step.from));
        let names: Vec<String> = std::iter::once(self.standing(line.start)).chain(ancestors).collect();
        let arrow = format!(" ←{GLUE}");
        let end = if line.goes_on { format!("{arrow}…") } else { String::new() };
        sheet.gap();
        sheet.paragraph(Style::Strong, 0, &format!("{}{end}", names.join(&arrow)));
        let asides = line.asides.iter().filter_map(|step| self.story.derivations.get(*step));
        steps.into_iter().chain(asides).for_each(|step| self.step(sheet, step));
    }

    /// Adds one step: who has it from whom, how sure that is, and the words that show it.
    fn step(&self, sheet: &mut Sheet, step: &Derivation) {
        let shown_by = chain::words(step);
        let teller = shown_by.and_then(|shown| self.teller(shown.passage.account, step));
        let what = shown_by.and_then(|shown| shown.what).map(|what| format!("; {what}")).unwrap_or_default();
        let claims = match step.claims.len() {
            0 => String::new(),
            count => format!(" for {}", counted(count, "claim", "claims")),
        };
        let (to, from) = (self.name(step.to), self.name(step.from));
        let teller = teller.map(|teller| format!(", says {teller}")).unwrap_or_default();
        let grade = step.grade.words();
        sheet.hanging(
            Style::Plain,
            2,
            "· ",
            &format!("{to} {} {from}{claims} ({grade}{teller}{what})", step.kind.verb()),
        );
        if let Some(shown_by) = shown_by {
            let words = chain::quoted(self.accounts, &shown_by.passage);
            sheet.paragraph(Style::Faint, 4, &format!("“{}”", shown_within(words, WORDS)));
        }
    }

    /// Names the article whose words show a step, where it is not the one the step leads to.
    fn teller(&self, account: usize, step: &Derivation) -> Option<String> {
        let teller = chain::witness_of(self.story, account)?;
        (teller != step.to).then(|| self.name(teller))
    }

    fn differences(&self, sheet: &mut Sheet) {
        let disputed = difference::disputed(self.story);
        if disputed.is_empty() {
            return;
        }
        sheet.heading("Where they differ");
        for claim in disputed.iter().take(DISPUTED).filter_map(|index| self.story.claims.get(*index)) {
            self.difference(sheet, claim);
        }
        self.more(sheet, disputed.len(), DISPUTED);
    }

    fn difference(&self, sheet: &mut Sheet, claim: &Claim) {
        sheet.gap();
        for reading in difference::readings(self.accounts, claim) {
            let givers = reading.instances.iter().map(|place| self.giver(claim, *place));
            let givers = givers.collect::<Vec<_>>().join("; ");
            sheet.hanging(Style::Plain, 2, "· ", &format!("{}: {givers}", shown_within(&reading.words, NAME)));
            let first = reading.instances.first().map(|place| &claim.instances[*place]);
            let words =
                first.map(|one| chain::quoted(self.accounts, &Passage { account: one.account, span: one.sentence }));
            sheet.paragraph(Style::Faint, 4, &format!("“{}”", shown_within(words.unwrap_or_default(), WORDS)));
        }
    }

    /// Names the article of an instance, with what changed on the way to it.
    fn giver(&self, claim: &Claim, place: usize) -> String {
        let account = claim.instances[place].account;
        let name = chain::witness_of(self.story, account).map(|witness| self.name(witness)).unwrap_or_default();
        let changes = claim.mutations.iter().filter(|mutation| mutation.to == place);
        let changes: Vec<&str> = changes.map(|mutation| difference::change(mutation.kind)).collect();
        if changes.is_empty() { name } else { format!("{name} ({})", changes.join(", ")) }
    }

    fn missing(&self, sheet: &mut Sheet, answer: &Answer) {
        if answer.missing.is_empty() {
            return;
        }
        sheet.heading("Cited but not held");
        for work in answer.missing.iter().take(MISSING) {
            let articles = counted(work.articles.len(), "article leans", "articles lean");
            let witness = &self.story.witnesses[work.witness.0];
            let domain = witness.domain.as_ref().filter(|domain| **domain != witness.name);
            let domain = domain.map(|domain| format!(" ({})", shown(domain))).unwrap_or_default();
            let before = witness.window.hi.map(|time| format!("; appeared by {}", time.strftime("%Y-%m-%d")));
            let line = format!("{}{domain}: {articles} on it{}", self.name(work.witness), before.unwrap_or_default());
            sheet.hanging(Style::Plain, 2, "· ", &line);
        }
        self.more(sheet, answer.missing.len(), MISSING);
    }

    fn circles(&self, sheet: &mut Sheet) {
        if self.story.circular.is_empty() {
            return;
        }
        sheet.heading("Goes in a circle");
        self.story.circular.iter().for_each(|circle| self.circle(sheet, circle));
    }

    fn circle(&self, sheet: &mut Sheet, circle: &Circular) {
        let what = match circle.kind {
            CircularKind::Loop => "rest on each other and on nothing else",
            CircularKind::Echo => "one takes support from another that had it from the first",
            CircularKind::FalseConfirmation => "look like separate sources, and have one root",
        };
        let publishers: Vec<String> = circle.publishers.iter().map(|name| shown(name)).collect();
        let claim = self.story.claims.get(circle.claim.0).and_then(|claim| claim.instances.first());
        let claim = claim.map(|instance| shown_within(&difference::words(self.accounts, instance), 60));
        let line = format!("{}: {} {what}", claim.unwrap_or_default(), publishers.join(", "));
        sheet.hanging(Style::Plain, 2, "· ", &line);
    }

    fn open(&self, sheet: &mut Sheet, answer: &Answer) {
        if answer.open.is_empty() {
            return;
        }
        sheet.heading("What is unknown");
        for open in &answer.open {
            let name = self.name(open.witness);
            let candidate = open.candidate.filter(|(_, mean)| *mean >= answer::WORTH_SAYING && *mean > open.own);
            let line = match candidate {
                Some((from, _)) => format!("{name}: open; perhaps from {}", self.standing(from)),
                None if open.own >= answer::WORTH_SAYING => format!("{name}: names nobody; may be its own reporting"),
                None => format!("{name}: nothing says where it has this from"),
            };
            sheet.hanging(Style::Plain, 2, "· ", &line);
        }
    }

    fn articles(&self, sheet: &mut Sheet) {
        for id in chain::ids(self.story) {
            let Some(account) = chain::article(&self.story.witnesses[id.0]).and_then(|index| self.accounts.get(index))
            else {
                continue;
            };
            let published = account.article.published.as_ref().map(|published| published.value.to_string());
            let language = account.article.language.map(|language| language.to_string());
            let facts = [Some(self.name(id)), published, language];
            let title = account.article.title.as_ref().map(|title| shown_within(&title.value, 100));
            let line = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            sheet.hanging(Style::Plain, 2, "· ", &line);
            sheet.paragraph(Style::Plain, 4, &title.unwrap_or_else(|| "(no title found)".to_owned()));
            sheet.paragraph(Style::Faint, 4, &shown(&account.capture.name));
        }
    }

    fn more(&self, sheet: &mut Sheet, all: usize, shown: usize) {
        if all > shown {
            sheet.paragraph(Style::Faint, 2, &format!("and {} more (--json has all)", all - shown));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{stories, story};
    use crate::terminal::Terminal;
    use crate::testing::{self, visible};

    #[test]
    fn a_story_begins_with_the_answer() {
        let (accounts, one) = testing::story();
        insta::assert_snapshot!(visible(&story(&accounts, &one, Terminal::PLAIN)), @r"
        ⟨عنوان⟩

        2 articles in 2 languages. What they share rests on 1 origin (1–2). Furthest
        back: ⟨وثائق⟩, by way of Drop Site News. 3 works are cited but not held. 1 article
        rests on nothing that is known here.

        The chain

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

        Where they differ

          · at least 10,000,000 USD: klyoum.com
            “⟨ووفقا لما أوردته الجارديان فإن وثائق حصلت عليها Drop Site News تظهر صفقات لا⟩
            ⟨⇤تقل عن 10 ملايين دولار.⟩”
          · 10,000,000 USD: tidings.example (the bound was lost)
            “Microsoft made deals worth $10 million with the ministry.”

        Cited but not held
          · dostor.org: 1 article leans on it
          · theguardian.com: 1 article leans on it
          · Drop Site News: 1 article leans on it

        What is unknown
          · tidings.example: nothing says where it has this from

        The articles
          · klyoum.com · 2025-01-24 · ar
            ⟨عنوان⟩
            pages/klyoum.com.html
          · tidings.example · en
            Deals of millions
            pages/tidings.example.html
        ");
    }

    #[test]
    fn stories_are_told_apart() {
        let (accounts, one) = testing::story();
        let text = stories(&accounts, &[one.clone(), one], Terminal::PLAIN);
        assert_eq!(text.matches("The chain\n").count(), 2);
        assert_eq!(text.matches("\n\n────").count(), 1);
    }
}
