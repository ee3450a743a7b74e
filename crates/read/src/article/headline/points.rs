//! What is said of a line that may be the title, and what it is worth.
//!
//! The worths were fitted by `tools/titles` as a conditional logit, times 100, over the lines of the flattened pages of
//! `extract` and `extract-more` whose title is among them.

use headwater_lang::terms::PageTerm;
use headwater_lang::{digit, is_unspaced};
use headwater_model::BlockKind;

use super::super::scene::View;
use super::super::select::is_furniture;
use super::{Best, Lines, Offer, WIDEST, stems};

/// How many lines at the end of a page are its footer.
const FOOTER: usize = 8;

/// Whether something holds of a line, and what it is worth.
type Reason = (bool, i64);

impl Lines<'_, '_> {
    /// What is said of a line, and what it is worth.
    pub(super) fn points(&self, offer: &Offer, best: &Best) -> i64 {
        let worth: i64 = self.reasons(offer, best).iter().filter(|(holds, _)| *holds).map(|(_, worth)| worth).sum();
        worth - self.doubts(offer)
    }

    fn reasons(&self, offer: &Offer, best: &Best) -> Vec<Reason> {
        let Some(view) = self.view(offer.at) else { return Vec::new() };
        let mut reasons = self.of_place(offer.at);
        reasons.extend(of_shape(offer, view));
        reasons.extend(of_signs(offer, best));
        reasons.extend(self.of_kin(offer, best));
        reasons.extend(self.of_address(offer, best));
        reasons.extend(self.of_repetition(offer));
        reasons.extend(self.of_neighbours(offer));
        reasons.extend(self.of_surroundings(offer, view));
        reasons
    }

    /// What the fitting pages show too rarely: the site's name in the footer, and captions that end in their credit.
    fn doubts(&self, offer: &Offer) -> i64 {
        let Some(view) = self.view(offer.at) else { return 0 };
        let mut footer = self.scene.views.iter().skip(offer.at.max(self.first) + 1).rev().take(FOOTER);
        let site = footer.any(|other| other.width < 80 && other.squashed() == offer.squashed);
        let credited = view.terms.iter().any(|term| term.meaning == PageTerm::CreditPhoto && term.colon);
        let twice = self.around(offer.at, -1).is_some_and(|above| {
            view.text.len() > above.text.len() && above.width >= 20 && view.text.starts_with(above.text)
        });
        i64::from(site) * 150 + i64::from(credited || twice) * 150
    }

    fn of_place(&self, at: usize) -> Vec<Reason> {
        let above = self.first.saturating_sub(at);
        let within = |from: usize, to: usize| at < self.first && (from..=to).contains(&above);
        let text = self.text_above.get(at).copied().unwrap_or(0);
        let prose = self.prose_above.get(at).copied().unwrap_or(0);
        let prose_at = |at: usize| self.prose_above.get(at).or(self.prose_above.last()).copied().unwrap_or(0);
        let (soon, later) = (prose_at(at + 11) - prose_at(at + 1), prose_at(at + 31) - prose_at(at + 1));
        let next = (at + 1..at + 60).position(|at| self.view(at).is_some_and(|_| self.is_text(at)));
        let follows = |from: usize, to: usize| next.is_some_and(|next| (from..=to).contains(&next));
        vec![
            (at >= self.first, -62),
            (at > self.first, -33),
            (self.is_text(at), -63),
            (text > 0, -42),
            (text > 8, -45),
            (text > 20, 8),
            (prose > 0, -50),
            (prose > 5, -75),
            (prose > 15, -107),
            (prose > 40, -75),
            (soon >= 10, 24),
            (soon >= 30, 36),
            (soon >= 60, 34),
            (later >= 15, 42),
            (later >= 40, 25),
            (later >= 70, 47),
            (follows(0, 0), -22),
            (follows(1, 1), 9),
            (follows(2, 2), -9),
            (follows(3, 3), -13),
            (follows(4, 5), 7),
            (follows(6, 8), 24),
            (follows(9, 13), 5),
            (follows(14, 23), 4),
            (follows(24, 39), 38),
            (within(41, usize::MAX), -21),
            (within(80, usize::MAX), -41),
            (at == 0, -16),
            (at < 4, -47),
            (at < 20, -3),
        ]
    }

    fn is_text(&self, at: usize) -> bool {
        self.text_above.get(at) < self.text_above.get(at + 1)
    }

    fn of_kin(&self, offer: &Offer, best: &Best) -> Vec<Reason> {
        let number = offer.stems.len().max(1);
        let (shared, weight) = (self.shared(offer), self.weight(offer));
        let share = shared * 100 / number;
        let opened = self.opened(offer);
        let opening = opened * 100 / number;
        vec![
            (shared == 0, -36),
            (share >= 25, 29),
            (share >= 50, 35),
            (share >= 75, 5),
            (shared >= 2, -33),
            (shared >= 3, -3),
            (shared >= 5, 15),
            (shared > 0 && shared == best.shared, -25),
            (opened == 0, -46),
            (opening >= 30, 49),
            (opening >= 60, 38),
            (opened >= 2, 66),
            (opened >= 4, 17),
            (weight >= 100, 31),
            (weight >= 200, 72),
            (weight >= 400, 43),
            (weight >= 800, 6),
            (weight * 10 >= best.weight * 3, 52),
            (weight * 10 >= best.weight * 6, 5),
            (weight * 10 >= best.weight * 8, 36),
            (weight > 0 && weight == best.weight, 50),
        ]
    }

    fn of_address(&self, offer: &Offer, best: &Best) -> Vec<Reason> {
        let (shared, likeness) = self.addressed(offer);
        vec![
            (shared >= 1, 100),
            (shared >= 2, 78),
            (shared >= 3, 23),
            (shared >= 5, 69),
            (likeness >= 30, 71),
            (likeness >= 50, 16),
            (likeness >= 70, -3),
            (likeness >= 85, -59),
            (likeness >= 98, 92),
            (best.address >= 30 && likeness * 10 >= best.address * 7, 62),
            (best.address >= 30 && likeness == best.address, 42),
            (shared * 10 >= self.address.len() * 6 && shared >= 2, 38),
            (shared * 10 >= self.address.len() * 9 && shared >= 2, 35),
        ]
    }

    fn of_repetition(&self, offer: &Offer) -> Vec<Reason> {
        let (at, own) = (offer.at, offer.squashed.as_str());
        let long = own.len() >= 12;
        let places = self.places.get(own).map(Vec::as_slice).unwrap_or_default();
        let count = places.len();
        let earlier = places.iter().any(|place| *place < at);
        let later = places.iter().any(|place| *place > at);
        let above = places.iter().any(|place| *place > at && *place < self.first);
        let holds =
            |other: &View| other.width < WIDEST && other.squashed().len() > own.len() && other.squashed().contains(own);
        let held = long && self.scene.views.iter().take(at.min(20)).any(holds);
        let held_later = long && self.scene.views.iter().skip(at + 1).take(400).any(holds);
        let headed = long && self.heads.iter().any(|head| head == own);
        vec![
            (count >= 2, 49),
            (count == 2, 0),
            (count >= 4, -39),
            (earlier, 59),
            (later, 8),
            (above, 2),
            (later && !above && at + 30 < self.scene.views.len(), 6),
            (held, 45),
            (held_later, 59),
            (headed && offer.width >= 20, 52),
            (long && count >= 2, -52),
            (long && earlier, 11),
            (long && count >= 2 && self.first.saturating_sub(at) <= 9, 45),
            (offer.part, -124),
            (offer.part && count >= 1, 18),
            (offer.part && (held || held_later), 12),
            (offer.part && at < 4, -1),
            (offer.part && !self.view(at).is_some_and(|view| view.text.starts_with(offer.text)), -19),
        ]
    }

    fn of_neighbours(&self, offer: &Offer) -> Vec<Reason> {
        let at = offer.at;
        let (before, after) = (self.around(at, -1), self.around(at, 1));
        let next: Vec<&View> = (at + 1..at + 4).filter_map(|at| self.view(at)).collect();
        let says = |view: &View, meanings: &[PageTerm]| {
            view.width < 130 && view.terms.iter().any(|term| term.leads && meanings.contains(&term.meaning))
        };
        let signed = next.iter().any(|view| says(view, &[PageTerm::Byline, PageTerm::Published, PageTerm::Modified]));
        let dated = |view: Option<&View>| view.is_some_and(|view| view.dated);
        let behind_date = (at.saturating_sub(3)..at).filter_map(|at| self.view(at)).any(|view| view.dated);
        vec![
            (dated(after), 36),
            (next.iter().any(|view| view.dated), 161),
            (dated(before), 58),
            (behind_date, -26),
            (signed, 111),
        ]
    }

    fn of_surroundings(&self, offer: &Offer, view: &View) -> Vec<Reason> {
        let (before, after) = (self.around(offer.at, -1), self.around(offer.at, 1));
        let narrow = |view: Option<&View>| view.is_none_or(|view| view.width < 25);
        let alike =
            |other: Option<&View>| other.is_some_and(|other| other.width.abs_diff(view.width) < 25 && !other.ends);
        let wider = after.is_some_and(|after| after.width > view.width * 2);
        let prose = |other: Option<&View>| other.is_some_and(View::is_prose);
        let shared = |other: Option<&View>| {
            let theirs = other.map(|other| stems(other.squashed())).unwrap_or_default();
            offer.stems.iter().filter(|stem| theirs.contains(stem)).count() * 100 / offer.stems.len().max(1)
        };
        let (with_before, with_after) = (shared(before), shared(after));
        vec![
            (narrow(before), 8),
            (narrow(after), -13),
            (narrow(before) && narrow(after), -12),
            (alike(before) && alike(after), -39),
            (after.is_some_and(|after| after.ends && after.width >= 60), 2),
            (before.is_some_and(|before| before.ends && before.width >= 60), -64),
            (after.is_some_and(|after| *after.kind == BlockKind::Item), -53),
            (before.is_some_and(|before| *before.kind == BlockKind::Item), -14),
            (wider, 76),
            (view.gap > 0, -38),
            (before.is_none(), -16),
            (prose(before), 16),
            (prose(after), -4),
            (after.is_some_and(|after| after.width >= 100), 15),
            (before.is_some_and(|before| before.width >= 100), -51),
            (with_before >= 30, -71),
            (with_before >= 60, 107),
            (with_after >= 20, -30),
            (with_after >= 50, -31),
        ]
    }
}

fn of_shape(offer: &Offer, view: &View) -> Vec<Reason> {
    let text = offer.text;
    let within = |from: usize, to: usize| (from..to).contains(&offer.width);
    let asks = text.ends_with(['?', '!', '؟', '？', '！']);
    let furniture = view.terms.iter().filter(|term| is_furniture(term.meaning));
    let leads = furniture.clone().any(|term| term.leads);
    let labels = |meaning| view.terms.iter().any(|term| term.leads && term.meaning == meaning);
    vec![
        (within(0, 12), -100),
        (within(12, 20), -41),
        (within(20, 30), 64),
        (within(30, 45), 116),
        (within(45, 70), 84),
        (within(70, 100), 5),
        (within(100, 140), -58),
        (within(140, usize::MAX), -69),
        (*view.kind == BlockKind::Item, -178),
        (view.ends && !asks && !text.ends_with([':', '：']), -173),
        (asks, 16),
        (text.ends_with([':', '：']), -106),
        (view.stops >= 2, -70),
        (leads, -131),
        (furniture.count() >= 2, -86),
        (view.dated, -86),
        (labels(PageTerm::Byline), -50),
        (labels(PageTerm::CreditPhoto), 7),
    ]
}

fn of_signs(offer: &Offer, best: &Best) -> Vec<Reason> {
    let text = offer.text;
    let letters = text.chars().filter(|character| character.is_alphabetic()).count();
    let capital = text.chars().filter(|character| character.is_uppercase()).count();
    let digits = text.chars().filter(|character| digit(*character).is_some()).count();
    let words: Vec<&str> = text.split_whitespace().collect();
    let titled = words.iter().filter(|word| word.chars().next().is_some_and(char::is_uppercase)).count();
    vec![
        (capital == letters && letters > 4, -70),
        (text.starts_with(char::is_lowercase), -85),
        (text.contains(['|', '»', '›', '>', '•', '·']), -110),
        (text.contains(" - ") || text.contains(" – "), 37),
        (text.contains(": ") || text.contains('：'), 24),
        (text.contains(['"', '„', '“', '«', '「', '‘', '’']), 63),
        (text.matches([',', '،', '、', '，']).count() >= 2, -64),
        (words.len() >= 4 && titled == words.len(), -46),
        (digits * 5 > text.chars().count(), -54),
        (digits > 0, 19),
        (text.contains(['@', '©', '/']), -93),
        (text.contains(['(', '（']), -34),
        (words.len() == 1 && !text.chars().any(is_unspaced), -26),
        (is_run(text), -19),
        (titled * 10 >= words.len() * 8 && words.len() >= 5, -4),
        (offer.width * 10 >= best.width * 8, -74),
        (offer.width * 10 >= best.width * 5, -4),
    ]
}

/// Says whether words are run together, as links of a menu are.
fn is_run(text: &str) -> bool {
    let pairs = text.chars().zip(text.chars().skip(1));
    pairs.filter(|(before, after)| before.is_lowercase() && after.is_uppercase()).count() >= 1
}
