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

    /// What is said of a line, in the order in which it is written here.
    pub(super) fn reasons(&self, offer: &Offer, best: &Best) -> Vec<Reason> {
        let Some(view) = self.view(offer.at) else { return Vec::new() };
        let mut reasons = self.of_place(offer.at);
        reasons.extend(self.of_kin(offer, best));
        reasons.extend(self.of_address(offer, best));
        reasons.extend(self.of_repetition(offer));
        reasons.extend(self.of_neighbours(offer));
        reasons.extend(self.of_surroundings(offer, view));
        reasons.extend(of_shape(offer, view));
        reasons.extend(of_signs(offer, best));
        reasons
    }

    /// What the fitting pages show too rarely: the site's name in the footer, and captions that end in their credit.
    pub(super) fn doubts(&self, offer: &Offer) -> i64 {
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
            (at >= self.first, -64),
            (at > self.first, -33),
            (self.is_text(at), -67),
            (text > 0, -41),
            (text > 8, -42),
            (text > 20, 8),
            (prose > 0, -55),
            (prose > 5, -77),
            (prose > 15, -107),
            (prose > 40, -76),
            (soon >= 10, 23),
            (soon >= 30, 43),
            (soon >= 60, 34),
            (later >= 15, 39),
            (later >= 40, 27),
            (later >= 70, 48),
            (follows(0, 0), -22),
            (follows(1, 1), 8),
            (follows(2, 2), -7),
            (follows(3, 3), -12),
            (follows(4, 5), 8),
            (follows(6, 8), 22),
            (follows(9, 13), 6),
            (follows(14, 23), 3),
            (follows(24, 39), 39),
            (within(41, usize::MAX), -23),
            (within(80, usize::MAX), -40),
            (at == 0, -13),
            (at < 4, -46),
            (at < 20, -2),
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
            (shared == 0, -35),
            (share >= 25, 32),
            (share >= 50, 34),
            (share >= 75, 5),
            (shared >= 2, -29),
            (shared >= 3, -4),
            (shared >= 5, 14),
            (shared > 0 && shared == best.shared, -21),
            (opened == 0, -47),
            (opening >= 30, 47),
            (opening >= 60, 39),
            (opened >= 2, 63),
            (opened >= 4, 19),
            (weight >= 100, 32),
            (weight >= 200, 70),
            (weight >= 400, 45),
            (weight >= 800, 8),
            (weight * 10 >= best.weight * 3, 52),
            (weight * 10 >= best.weight * 6, 9),
            (weight * 10 >= best.weight * 8, 35),
            (weight > 0 && weight == best.weight, 47),
        ]
    }

    fn of_address(&self, offer: &Offer, best: &Best) -> Vec<Reason> {
        let (shared, likeness) = self.addressed(offer);
        vec![
            (shared >= 1, 103),
            (shared >= 2, 76),
            (shared >= 3, 21),
            (shared >= 5, 68),
            (likeness >= 30, 71),
            (likeness >= 50, 16),
            (likeness >= 70, 1),
            (likeness >= 85, -58),
            (likeness >= 98, 89),
            (best.address >= 30 && likeness * 10 >= best.address * 7, 61),
            (best.address >= 30 && likeness == best.address, 45),
            (shared * 10 >= self.address.len() * 6 && shared >= 2, 38),
            (shared * 10 >= self.address.len() * 9 && shared >= 2, 33),
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
            (count >= 2, 51),
            (count == 2, -2),
            (count >= 4, -39),
            (earlier, 58),
            (later, 9),
            (above, -4),
            (later && !above && at + 30 < self.scene.views.len(), 12),
            (held, 49),
            (held_later, 55),
            (headed && offer.width >= 20, 53),
            (long && count >= 2, -53),
            (long && earlier, 16),
            (long && count >= 2 && self.first.saturating_sub(at) <= 9, 41),
            (offer.part, -114),
            (offer.part && count >= 1, 15),
            (offer.part && (held || held_later), 11),
            (offer.part && at < 4, 2),
            (offer.part && !self.view(at).is_some_and(|view| view.text.starts_with(offer.text)), -25),
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
            (dated(after), 39),
            (next.iter().any(|view| view.dated), 160),
            (dated(before), 59),
            (behind_date, -24),
            (signed, 118),
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
            (narrow(before), 10),
            (narrow(after), -12),
            (narrow(before) && narrow(after), -14),
            (alike(before) && alike(after), -40),
            (after.is_some_and(|after| after.ends && after.width >= 60), -1),
            (before.is_some_and(|before| before.ends && before.width >= 60), -65),
            (after.is_some_and(|after| *after.kind == BlockKind::Item), -51),
            (before.is_some_and(|before| *before.kind == BlockKind::Item), -12),
            (wider, 71),
            (view.gap > 0, -36),
            (before.is_none(), -14),
            (prose(before), 18),
            (prose(after), 3),
            (after.is_some_and(|after| after.width >= 100), 17),
            (before.is_some_and(|before| before.width >= 100), -50),
            (with_before >= 30, -72),
            (with_before >= 60, 109),
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
        (within(0, 12), -91),
        (within(12, 20), -39),
        (within(20, 30), 64),
        (within(30, 45), 112),
        (within(45, 70), 79),
        (within(70, 100), 5),
        (within(100, 140), -58),
        (within(140, usize::MAX), -72),
        (*view.kind == BlockKind::Item, -178),
        (view.ends && !asks && !text.ends_with([':', '：']), -172),
        (asks, 17),
        (text.ends_with([':', '：']), -108),
        (view.stops >= 2, -66),
        (leads, -129),
        (furniture.count() >= 2, -84),
        (view.dated, -84),
        (labels(PageTerm::Byline), -50),
        (labels(PageTerm::CreditPhoto), 8),
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
        (capital == letters && letters > 4, -68),
        (text.starts_with(char::is_lowercase), -77),
        (text.contains(['|', '»', '›', '>', '•', '·']), -109),
        (text.contains(" - ") || text.contains(" – "), 34),
        (text.contains(": ") || text.contains('：'), 26),
        (text.contains(['"', '„', '“', '«', '「', '‘', '’']), 64),
        (text.matches([',', '،', '、', '，']).count() >= 2, -65),
        (words.len() >= 4 && titled == words.len(), -44),
        (digits * 5 > text.chars().count(), -47),
        (digits > 0, 23),
        (text.contains(['@', '©', '/']), -92),
        (text.contains(['(', '（']), -33),
        (words.len() == 1 && !text.chars().any(is_unspaced), -27),
        (is_run(text), -24),
        (titled * 10 >= words.len() * 8 && words.len() >= 5, -5),
        (offer.width * 10 >= best.width * 8, -77),
        (offer.width * 10 >= best.width * 5, -3),
    ]
}

/// Says whether words are run together, as links of a menu are.
fn is_run(text: &str) -> bool {
    let pairs = text.chars().zip(text.chars().skip(1));
    pairs.filter(|(before, after)| before.is_lowercase() && after.is_uppercase()).count() >= 1
}
