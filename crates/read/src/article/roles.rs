//! What each block is to the article: from the chain of paragraphs to labels.

use headwater_lang::terms::PageTerm;
use headwater_model::{BlockKind, ElementId, Label};
use memchr::memmem::Finder;

use super::dates;
use super::is_text;
use super::scene::{Scene, View};
use super::select::is_furniture;

/// How far apart a pull quote and its sentence may stand, in blocks.
const QUOTED_WITHIN: usize = 60;

/// How many blocks may lie between the chain of paragraphs and a short paragraph of the same container.
const SKIPPED: usize = 10;

/// How many blocks behind the text are searched for its credit line.
const CREDIT_WITHIN: usize = 6;

/// Marks that close a quotation or point to a note: a line that ends so is no heading.
const CLOSERS: [char; 14] = ['”', '»', '」', '』', '"', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Labels by block; `title` is the block that shows the title.
pub(super) fn assign(scene: &Scene, core: &[bool], title: Option<usize>) -> Vec<Label> {
    let mut roles = Roles {
        scene,
        labels: scene.views.iter().map(|view| if view.is_meta() { Label::Meta } else { Label::Furniture }).collect(),
        first: 0,
        last: 0,
    };
    if let Some(title) = title {
        roles.title(title, core);
    }
    let (Some(first), Some(last)) = (core.iter().position(|core| *core), core.iter().rposition(|core| *core)) else {
        return roles.labels;
    };
    (roles.first, roles.last) = (first, last);
    roles.paragraphs(core, title);
    roles.boxes();
    roles.repeated();
    roles.captions();
    roles.related();
    roles.around();
    roles.between();
    roles.credits();
    roles.labels
}

struct Roles<'s, 'p> {
    scene: &'s Scene<'p>,
    labels: Vec<Label>,
    first: usize,
    last: usize,
}

impl<'s, 'p> Roles<'s, 'p> {
    fn view(&self, at: usize) -> Option<&'s View<'p>> {
        self.scene.views.get(at)
    }

    fn is(&self, at: usize, label: Label) -> bool {
        self.labels.get(at) == Some(&label)
    }

    fn set(&mut self, at: usize, label: Label) {
        if let Some(slot) = self.labels.get_mut(at) {
            *slot = label;
        }
    }

    fn body(&self) -> Vec<usize> {
        (self.first..=self.last).filter(|at| self.is(*at, Label::Body)).collect()
    }

    /// The title, and every line above the text that repeats it or the end of it.
    fn title(&mut self, title: usize, core: &[bool]) {
        let Some(text) = self.view(title).map(View::squashed) else { return };
        let first = core.iter().position(|core| *core).unwrap_or(title);
        for at in 0..self.labels.len().min(first.max(title) + 8) {
            let repeats = self.view(at).is_some_and(|view| {
                let squashed = view.squashed();
                let tail = squashed.len() * 10 >= text.len() * 6 && text.ends_with(squashed);
                !view.is_meta() && view.width < 300 && !squashed.is_empty() && (squashed == text || tail)
            });
            if at == title || repeats {
                self.set(at, Label::Title);
            }
        }
    }

    fn paragraphs(&mut self, core: &[bool], title: Option<usize>) {
        for at in self.first..=self.last {
            if core.get(at) == Some(&true) && !self.is(at, Label::Title) && Some(at) != title {
                self.set(at, Label::Body);
            }
        }
    }

    /// A box in the middle of an article, such as an invitation to subscribe, has other surroundings than the
    /// paragraphs around it and little text.
    fn boxes(&mut self) {
        let Some(trunk) = self.trunk() else { return };
        let look = self.main_look();
        let body = self.body();
        let mut widths = std::collections::BTreeMap::new();
        for view in body.iter().filter_map(|at| self.view(*at)) {
            *widths.entry(view.look).or_insert(0) += view.width;
        }
        let total: usize = widths.values().sum();
        for at in body {
            let Some(view) = self.view(at) else { continue };
            if view.look == look || view.zones.content && view.stops > 1 {
                continue;
            }
            let path: Vec<ElementId> =
                self.scene.ancestors(view.seat).take_while(|element| *element != trunk).collect();
            let inside = self.scene.ancestors(view.seat).any(|element| element == trunk);
            let boxed = path.iter().any(|element| {
                let tag = self.scene.page.elements.get(element.0 as usize).map_or("", |element| element.tag.as_str());
                matches!(tag, "div" | "aside" | "form" | "figure" | "ins")
            });
            let (own, width) = (view.look, view.width);
            let alike = widths.entry(own).or_insert(0);
            if inside && boxed && *alike * 10 < total {
                *alike -= width;
                self.set(at, Label::Furniture);
            }
        }
    }

    /// The look that most of the text has.
    fn main_look(&self) -> usize {
        let mut widths = std::collections::BTreeMap::new();
        for view in self.body().iter().filter_map(|at| self.view(*at)) {
            *widths.entry(view.look).or_insert(0) += view.width;
        }
        widths.into_iter().max_by_key(|(look, width)| (*width, std::cmp::Reverse(*look))).map_or(0, |(look, _)| look)
    }

    /// The element that holds most of the text directly.
    fn trunk(&self) -> Option<ElementId> {
        let mut widths = std::collections::BTreeMap::new();
        for view in self.body().iter().filter_map(|at| self.view(*at)) {
            // Paragraphs in wrappers of their own meet in the wrapper's parent.
            for seat in self.scene.ancestors(view.seat).take(2) {
                *widths.entry(seat).or_insert(0) += view.width;
            }
        }
        widths.into_iter().max_by_key(|(seat, width)| (*width, seat.0)).map(|(seat, _)| seat)
    }

    /// Sentences of the article that stand a second time in large type, and shortened leads.
    fn repeated(&mut self) {
        let body = self.body();
        let squashed: Vec<&str> = body.iter().filter_map(|at| self.view(*at)).map(View::squashed).collect();
        for (place, &at) in body.iter().enumerate() {
            let Some(own) = squashed.get(place).filter(|own| own.len() >= 12) else { continue };
            let near = place.saturating_sub(QUOTED_WITHIN)..(place + QUOTED_WITHIN).min(body.len());
            let finder = Finder::new(own);
            let copied = near.filter(|other| *other != place).any(|other| {
                squashed.get(other).is_some_and(|text| {
                    (text.len() > own.len() || other < place) && finder.find(text.as_bytes()).is_some()
                })
            });
            if copied {
                self.set(at, Label::Furniture);
            }
        }
    }

    fn captions(&mut self) {
        for at in 0..self.labels.len() {
            let Some(view) = self.view(at).filter(|view| !view.is_meta()) else { continue };
            let credited = view.width < 240 && (ends_in_credit(view) || begins_with_credit(view));
            let marked = *view.kind == BlockKind::Caption || view.zones.caption && view.width < 400;
            if self.is(at, Label::Title) || !(marked || credited) {
                continue;
            }
            self.set(at, Label::Caption);
            // The picture's alternative text stands before its caption, in the same words.
            let text = view.squashed();
            let before = at.checked_sub(1).filter(|before| {
                self.view(*before)
                    .is_some_and(|view| !view.is_meta() && view.width > 8 && text.starts_with(view.squashed()))
            });
            if let Some(before) = before {
                self.set(before, Label::Caption);
            }
        }
    }

    /// Pointers to other articles: labelled lines, and the lines under such a label.
    fn related(&mut self) {
        let mut run = false;
        for at in self.first..self.labels.len() {
            let Some(view) = self.view(at) else { continue };
            if matches!(view.kind, BlockKind::Control) && view.width <= 1 {
                continue;
            }
            let label =
                view.labelled(PageTerm::Related).is_some_and(|term| term.colon || term.whole || view.linked > 30);
            let heads =
                view.is_whole(PageTerm::Related) || view.is_heading() && view.leads_with(PageTerm::Related).is_some();
            let listed =
                view.linked >= 60 || !view.is_prose() && (self.scene.is_text() || *view.kind == BlockKind::Item);
            if label && view.width < 260 || heads && view.width < 80 {
                self.set(at, Label::Related);
                run = heads;
            } else if run && listed && !self.is(at, Label::Body) {
                self.set(at, Label::Related);
            } else {
                run = false;
            }
        }
    }

    /// What lies between paragraphs: subheadings, list items, short paragraphs.
    fn between(&mut self) {
        let look = self.main_look();
        for at in (self.first..self.last).rev() {
            if !self.is(at, Label::Furniture) {
                continue;
            }
            let Some(view) = self.view(at) else { continue };
            let excluded =
                view.zones.excluded() || view.terms.iter().any(|term| term.whole && is_furniture(term.meaning));
            if excluded || *view.kind == BlockKind::Control || view.squashed().is_empty() || self.copied(at) {
                continue;
            }
            let follows = self.next(at).is_some_and(|next| self.labels.get(next).is_some_and(is_text));
            let label = match view.kind {
                BlockKind::Heading(_) if view.linked < 60 && follows => Some(Label::Subheading),
                BlockKind::Heading(_) => None,
                BlockKind::Item => (view.linked < 60 && self.listed(at)).then_some(Label::Body),
                _ if self.scene.is_text() => self.short_line(view, follows),
                _ if view.look == look && view.linked < 60 => Some(Label::Body),
                BlockKind::Cell | BlockKind::Quote => (view.linked < 50 && view.ends).then_some(Label::Body),
                _ => None,
            };
            if let Some(label) = label {
                self.set(at, label);
            }
        }
    }

    /// A short line of a text capture between paragraphs.
    fn short_line(&self, view: &View, follows: bool) -> Option<Label> {
        let related =
            view.terms.iter().any(|term| term.leads && matches!(term.meaning, PageTerm::Furniture | PageTerm::Related));
        let dated = !dates::find(view.text, 0, &self.scene.tongues).is_empty() && view.width < 60;
        match () {
            () if related || dated => None,
            () if view.ends || view.text.ends_with(CLOSERS) => Some(Label::Body),
            () if follows && view.width < 120 => Some(Label::Subheading),
            () => None,
        }
    }

    /// Says whether the block's words stand in a neighbouring paragraph, so that the block is a pull quote.
    fn copied(&self, at: usize) -> bool {
        let Some(own) = self.view(at).map(View::squashed) else { return false };
        let near = at.saturating_sub(12).max(self.first)..(at + 12).min(self.last + 1);
        if own.len() < 20 {
            return false;
        }
        let finder = Finder::new(own);
        near.filter(|other| *other != at && self.is(*other, Label::Body))
            .filter_map(|other| self.view(other))
            .any(|other| finder.find(other.squashed().as_bytes()).is_some())
    }

    /// Says whether an item belongs to a list of the article: one of the container's, or in a text capture one behind
    /// a line that announces it.
    fn listed(&self, at: usize) -> bool {
        let Some(view) = self.view(at) else { return false };
        if !self.scene.is_text() {
            let trunk = self.trunk();
            let tags = ["ul", "ol", "dl", "p", "blockquote", "section", "menu"];
            return self.scene.ancestors(view.seat).take_while(|element| Some(*element) != trunk).all(|element| {
                self.scene
                    .page
                    .elements
                    .get(element.0 as usize)
                    .is_some_and(|element| tags.contains(&element.tag.as_str()))
            }) && self.scene.ancestors(view.seat).any(|element| Some(element) == trunk);
        }
        let mut before = at;
        while let Some(previous) = before.checked_sub(1) {
            let Some(view) = self.view(previous) else { return false };
            if !matches!(view.kind, BlockKind::Item | BlockKind::Control) {
                return self.is(previous, Label::Body) || self.is(previous, Label::Subheading);
            }
            before = previous;
        }
        false
    }

    /// The next block that has words.
    fn next(&self, at: usize) -> Option<usize> {
        (at + 1..self.labels.len()).find(|next| {
            !matches!(self.labels.get(*next), Some(Label::Caption | Label::Related))
                && self.view(*next).is_some_and(|view| view.width > 1)
        })
    }

    /// Paragraphs and items of the same container before the first and behind the last paragraph of the chain.
    fn around(&mut self) {
        if self.scene.is_text() {
            return self.behind_pointers();
        }
        let (look, trunk) = (self.main_look(), self.trunk());
        for at in self.last + 1..self.labels.len() {
            if at > self.last + SKIPPED {
                break;
            }
            if self.extends(at, look, trunk) {
                self.set(at, Label::Body);
                self.last = at;
            }
        }
        for at in (0..self.first).rev() {
            if at + SKIPPED < self.first {
                break;
            }
            if self.extends(at, look, trunk) {
                self.set(at, Label::Body);
                self.first = at;
            }
        }
    }

    /// In a text capture a short paragraph may follow pointers to other articles that stand in the text.
    fn behind_pointers(&mut self) {
        for at in self.last + 1..self.labels.len().min(self.last + SKIPPED) {
            let Some(view) = self.view(at) else { break };
            if self.is(at, Label::Related) && !view.terms.iter().any(|term| term.whole) {
                continue;
            }
            let pointed = at > self.last + 1;
            if !pointed
                || !view.ends
                || view.width < 25
                || view.terms.iter().any(|term| term.leads)
                || *view.kind != BlockKind::Paragraph
            {
                break;
            }
            self.set(at, Label::Body);
            self.last = at;
        }
    }

    fn extends(&self, at: usize, look: usize, trunk: Option<ElementId>) -> bool {
        let Some(view) = self.view(at).filter(|view| !view.is_meta()) else { return false };
        let listed = *view.kind == BlockKind::Item
            && self.scene.ancestors(view.seat).take(2).any(|element| Some(element) == trunk)
            && view.seat != trunk;
        let label = view.terms.iter().any(|term| term.leads && is_furniture(term.meaning));
        self.is(at, Label::Furniture)
            && (view.look == look && view.ends || listed && view.width > 20)
            && view.linked < 50
            && !view.zones.excluded()
            && !label
            && !self.copied(at)
    }

    fn credits(&mut self) {
        let end = (self.last + 1 + CREDIT_WITHIN).min(self.labels.len());
        let mut open = true;
        for at in self.first..end {
            let Some(view) = self.view(at) else { continue };
            let inside = at <= self.last;
            let heads =
                view.terms.iter().any(|term| term.whole && matches!(term.meaning, PageTerm::Related | PageTerm::Tags));
            if !inside && (heads || view.leads_with(PageTerm::Tags).is_some()) {
                open = false;
            }
            let edge = at >= self.last || at <= self.first + 1;
            let credits = open && !self.is(at, Label::Caption) && view.width > 1 && is_credit(self.scene, view, edge);
            // "Read it at the source" under a credit line belongs to it.
            let points = !inside && at > 0 && self.is(at - 1, Label::Credit) && view.is_whole(PageTerm::CutOff);
            if credits || points {
                self.set(at, Label::Credit);
            }
        }
    }
}

/// Says whether a block holds the label of a picture's credit, or is a short line that begins with it.
fn begins_with_credit(view: &View) -> bool {
    let mut credits = view.terms.iter().filter(|term| term.meaning == PageTerm::CreditPhoto);
    credits.any(|term| term.colon || term.labels && view.width < 60)
}

/// Says whether a block ends in the credit of a picture: "… last autumn. Photo Handout".
fn ends_in_credit(view: &View) -> bool {
    view.terms.iter().filter(|term| term.meaning == PageTerm::CreditPhoto && !view.ends).any(|term| {
        let before = view.text.get(..term.span.start - view.span.start).unwrap_or_default().trim_end();
        let after = view.text.get(term.span.end - view.span.start..).unwrap_or_default();
        before.ends_with(['.', '!', '?', '。']) && !after.is_empty() && after.split_whitespace().count() <= 5
    })
}

/// Says whether a block states where the text comes from. At the `edge` of the text a phrase inside it is enough.
pub(super) fn is_credit(scene: &Scene, view: &View, edge: bool) -> bool {
    if view.width > 260 {
        return false;
    }
    view.terms.iter().any(|term| {
        let behind = view.text.get(term.span.end - view.span.start..).unwrap_or_default();
        let names = behind.chars().any(char::is_alphanumeric);
        let opened = view.text.starts_with(['(', '（', '[', '【', '*', '※']);
        match term.meaning {
            PageTerm::CreditSource => {
                term.leads && names && term.colon && view.width < 200
                    || edge && term.leads && names && opened && view.width < 160
            }
            PageTerm::CreditTranslation | PageTerm::CreditRepublication => {
                let near = term.leads && (term.colon || view.width < 160)
                    || edge && view.width < 200 && (term.colon || opened || view.stops <= 1);
                near && names_work(scene, view)
            }
            _ => false,
        }
    })
}

/// Says whether a line names a work or an outlet: in quotation marks, by a domain or link, or by a name that is known.
fn names_work(scene: &Scene, view: &View) -> bool {
    let quoted = view.text.contains(['“', '"', '«', '„', '「', '『', '《']);
    let domain = view
        .text
        .split(|character: char| !character.is_ascii_alphanumeric() && character != '.' && character != '-')
        .any(super::publisher::is_domain);
    quoted
        || domain
        || view.linked > 0
        || !scene.registry.outlets().named_in(&headwater_lang::fold(view.text)).is_empty()
}
