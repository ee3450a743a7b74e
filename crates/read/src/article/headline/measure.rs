//! What is measured of a line that may be the title: the columns of the model of titles, in their order.

use headwater_lang::terms::PageTerm;
use headwater_lang::{digit, is_unspaced, script_code, script_of};
use headwater_model::BlockKind;

use super::super::forest::whole;
use super::super::scene::View;
use super::super::select::is_furniture;
use super::{Best, Lines, Offer, WIDEST, stems};

/// How many lines at the end of a page are its footer.
const FOOTER: usize = 8;

/// How many lines around a line show whether it stands in a list of its like.
const RUN: usize = 6;

/// How far the next line of the text, a date or a name is looked for.
const SOON: usize = 60;
const NEAR: usize = 12;

impl Lines<'_, '_> {
    /// Measures a line: whole numbers, shares in percent, "none" beyond what is looked at.
    pub(super) fn measure(&self, offer: &Offer, best: &Best) -> Vec<i16> {
        let Some(view) = self.view(offer.at) else { return Vec::new() };
        let mut row = Vec::with_capacity(96);
        self.place(offer.at, &mut row);
        self.kin(offer, best, &mut row);
        self.address(offer, best, &mut row);
        self.repetition(offer, &mut row);
        self.neighbours(offer, view, &mut row);
        self.surroundings(offer, view, &mut row);
        shape(offer, view, &mut row);
        signs(offer, best, &mut row);
        row
    }

    fn place(&self, at: usize, row: &mut Vec<i16>) {
        let prose_at = |at: usize| self.prose_above.get(at).or(self.prose_above.last()).copied().unwrap_or(0);
        let next = (at + 1..at + SOON).position(|at| self.is_text(at));
        let furniture = (self.first.min(at)..self.first.max(at)).filter(|at| !self.is_text(*at)).count();
        row.extend([
            whole(at),
            whole(self.first) - whole(at),
            flag(self.is_text(at)),
            whole(self.text_above.get(at).copied().unwrap_or(0)),
            whole(prose_at(at)),
            whole(prose_at(at + 11) - prose_at(at + 1)),
            whole(prose_at(at + 31) - prose_at(at + 1)),
            whole(next.unwrap_or(SOON)),
            whole(furniture),
            share(at, self.scene.views.len()),
        ]);
    }

    fn is_text(&self, at: usize) -> bool {
        self.text_above.get(at) < self.text_above.get(at + 1)
    }

    fn kin(&self, offer: &Offer, best: &Best, row: &mut Vec<i16>) {
        let (shared, weight, opened) = (self.shared(offer), self.weight(offer), self.opened(offer));
        row.extend([
            whole(offer.stems.len()),
            whole(shared),
            share(shared, offer.stems.len()),
            share(shared, best.shared),
            whole(opened),
            share(opened, offer.stems.len()),
            whole(weight),
            share(weight, best.weight),
            whole(weight / offer.stems.len().max(1)),
            self.familiar(offer.text),
        ]);
    }

    /// How many of a line's letters are of the scripts of the text.
    fn familiar(&self, text: &str) -> i16 {
        let letters: Vec<char> = text.chars().filter(|character| character.is_alphabetic()).collect();
        let known = letters.iter().filter(|letter| self.scripts.contains(script_code(script_of(**letter))));
        share(known.count(), letters.len())
    }

    fn address(&self, offer: &Offer, best: &Best, row: &mut Vec<i16>) {
        let (shared, likeness) = self.addressed(offer);
        row.extend([
            whole(shared),
            whole(likeness),
            share(likeness, best.address),
            whole(best.address),
            share(shared, self.address.len()),
        ]);
    }

    fn repetition(&self, offer: &Offer, row: &mut Vec<i16>) {
        let (at, own) = (offer.at, offer.squashed.as_str());
        let long = own.len() >= 12;
        let places = self.places.get(own).map(Vec::as_slice).unwrap_or_default();
        let holds =
            |other: &View| other.width < WIDEST && other.squashed().len() > own.len() && other.squashed().contains(own);
        let held = long && self.scene.views.iter().take(at.min(20)).any(holds);
        let held_later = long && self.scene.views.iter().skip(at + 1).take(400).any(holds);
        let mut footer = self.scene.views.iter().skip(at.max(self.first) + 1).rev().take(FOOTER);
        row.extend([
            whole(places.len()),
            whole(places.iter().filter(|place| **place < at).count()),
            flag(places.iter().any(|place| *place > at && *place < self.first)),
            whole(places.iter().find(|place| **place > at).map_or(i16::MAX as usize, |place| place - at)),
            flag(held),
            flag(held_later),
            flag(long && self.heads.iter().any(|head| head == own)),
            flag(footer.any(|other| other.width < 80 && other.squashed() == own)),
            flag(offer.part),
            flag(offer.part && !self.view(at).is_some_and(|view| view.text.starts_with(offer.text))),
        ]);
    }

    fn neighbours(&self, offer: &Offer, view: &View, row: &mut Vec<i16>) {
        let at = offer.at;
        let next = |holds: fn(&View) -> bool| {
            whole((1..NEAR).find(|step| self.view(at + step).is_some_and(holds)).unwrap_or(NEAR))
        };
        let before = |holds: fn(&View) -> bool| {
            let mut steps = 1..NEAR.min(at + 1);
            whole(steps.find(|step| self.view(at - step).is_some_and(holds)).unwrap_or(NEAR))
        };
        let above = self.around(at, -1);
        let begins =
            |above: &View| view.text.len() > above.text.len() && above.width >= 20 && view.text.starts_with(above.text);
        let run = |place: usize| self.view(place).is_some_and(|other| other.width < 60 && !other.ends);
        row.extend([
            next(|view| view.dated),
            before(|view| view.dated),
            next(|view| says(view, &[PageTerm::Published, PageTerm::Modified])),
            next(|view| says(view, &[PageTerm::Byline])),
            next(|view| view.terms.iter().any(|term| term.meaning == PageTerm::CreditPhoto)),
            next(|view| view.is_prose()),
            before(|view| view.is_prose()),
            flag(above.is_some_and(begins)),
            whole((at + 1..at + 1 + RUN).filter(|at| run(*at)).count()),
            whole((at.saturating_sub(RUN)..at).filter(|at| run(*at)).count()),
        ]);
    }

    fn surroundings(&self, offer: &Offer, view: &View, row: &mut Vec<i16>) {
        for other in [self.around(offer.at, -1), self.around(offer.at, 1)] {
            let theirs = other.map(|other| stems(other.squashed())).unwrap_or_default();
            let shared = offer.stems.iter().filter(|stem| theirs.contains(stem)).count();
            let width = other.map_or(0, |other| other.width);
            row.extend([
                whole(width),
                share(width, view.width),
                flag(other.is_some_and(|other| other.ends)),
                flag(other.is_some_and(|other| *other.kind == BlockKind::Item)),
                flag(other.is_some_and(|other| other.terms.iter().any(|term| is_furniture(term.meaning)))),
                share(shared, offer.stems.len()),
            ]);
        }
        row.push(whole(view.gap));
    }
}

/// Says whether a line begins with one of these labels.
fn says(view: &View, meanings: &[PageTerm]) -> bool {
    view.width < 130 && view.terms.iter().any(|term| term.leads && meanings.contains(&term.meaning))
}

fn shape(offer: &Offer, view: &View, row: &mut Vec<i16>) {
    let text = offer.text;
    let furniture = view.terms.iter().filter(|term| is_furniture(term.meaning));
    let leads = furniture.clone().any(|term| term.leads);
    let labels = |meaning| view.terms.iter().any(|term| term.leads && term.meaning == meaning);
    row.extend([
        whole(offer.width),
        flag(*view.kind == BlockKind::Item),
        flag(view.ends),
        flag(text.ends_with(['?', '!', '؟', '？', '！'])),
        flag(text.ends_with([':', '：'])),
        whole(view.stops),
        flag(leads),
        whole(furniture.count()),
        flag(view.dated),
        flag(labels(PageTerm::Byline)),
        flag(view.terms.iter().any(|term| term.meaning == PageTerm::CreditPhoto && term.colon)),
    ]);
}

fn signs(offer: &Offer, best: &Best, row: &mut Vec<i16>) {
    let text = offer.text;
    let count = |holds: fn(char) -> bool| text.chars().filter(|character| holds(*character)).count();
    let letters = count(char::is_alphabetic);
    let words: Vec<&str> = text.split_whitespace().collect();
    let titled = words.iter().filter(|word| word.chars().next().is_some_and(char::is_uppercase)).count();
    let together = text.chars().zip(text.chars().skip(1));
    let together = together.filter(|(before, after)| before.is_lowercase() && after.is_uppercase()).count();
    row.extend([
        share(count(char::is_uppercase), letters),
        flag(text.starts_with(char::is_lowercase)),
        flag(text.contains(['|', '»', '›', '>', '•', '·'])),
        flag(text.contains(" - ") || text.contains(" – ")),
        flag(text.contains(": ") || text.contains('：')),
        flag(text.contains(['"', '„', '“', '«', '「', '‘', '’'])),
        whole(text.matches([',', '،', '、', '，']).count()),
        whole(words.len()),
        share(titled, words.len()),
        share(count(|character| digit(character).is_some()), text.chars().count()),
        flag(text.contains(['@', '©', '/'])),
        flag(text.contains(['(', '（'])),
        flag(text.chars().any(is_unspaced)),
        whole(together),
        share(offer.width, best.width),
    ]);
}

fn flag(holds: bool) -> i16 {
    i16::from(holds)
}

/// A part of a whole, in percent.
fn share(part: usize, all: usize) -> i16 {
    whole(part * 100 / all.max(1))
}
