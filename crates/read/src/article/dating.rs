//! When the article appeared and when it was changed, and the date line that says so.

use headwater_lang::terms::PageTerm;
use headwater_model::{BlockKind, Label, MetaKey, PartialDate, Span, Stated, When};
use jiff::{Timestamp, ToSpan, tz::TimeZone};

use super::dates::{self, Dated};
use super::scene::{Scene, View};

/// The widest line that can be a date line, in cells.
const WIDEST: usize = 160;

/// How many blocks above and below the text are searched.
const NEAR: usize = 14;

/// How many blocks above the title may hold the day.
const OVER: usize = 5;

/// How many blocks above the text its title is looked for; it may be repeated there.
const TITLED: usize = 24;

/// How far into the text its dateline may reach, in bytes.
const OPENING: usize = 48;

/// The dates of an article.
#[derive(Debug, Default)]
pub(super) struct Dating {
    pub(super) published: Option<Stated<When>>,
    pub(super) modified: Option<Stated<When>>,
    pub(super) shown: Option<Stated<String>>,
}

/// Finds the dates and labels the date line.
pub(super) fn find(
    scene: &Scene,
    labels: &mut [Label],
    first: usize,
    last: usize,
    captured: Option<Timestamp>,
) -> Dating {
    let declared = |key| {
        let values = scene.declared(key).filter_map(|view| Some(Stated::new(read(scene, view)?, view.span)));
        values.filter(|when| before(when.value, captured)).collect::<Vec<_>>()
    };
    let place = Place::new(scene, labels, first, last);
    let line = date_line(scene, labels, &place, captured);
    let mut dating = Dating {
        published: declared(MetaKey::Published).into_iter().next(),
        modified: declared(MetaKey::Modified).into_iter().next(),
        shown: None,
    };
    if let Some((at, line)) = line {
        dating.merge(scene, at, &line);
        if let Some(slot) = labels.get_mut(at).filter(|label| **label == Label::Furniture) {
            *slot = Label::DateLine;
        }
    }
    if dating.published.is_none() {
        let last_resort = declared(MetaKey::Date).into_iter().next();
        dating.published = last_resort.or_else(|| in_text(scene, labels, &place, captured));
    }
    // The same moment twice is no modification.
    if let (Some(published), Some(modified)) = (&dating.published, &dating.modified)
        && published.value == modified.value
    {
        dating.modified = None;
    }
    dating
}

/// Where the article stands: its text, and the first of the titles above it.
struct Place {
    title: Option<usize>,
    first: usize,
    last: usize,
    /// The day in the page's address.
    address: Option<PartialDate>,
}

impl Place {
    fn new(scene: &Scene, labels: &[Label], first: usize, last: usize) -> Self {
        let shown = |at: &usize| {
            labels.get(*at) == Some(&Label::Title) && scene.views.get(*at).is_some_and(|view| !view.zones.crumbs)
        };
        let near = first.saturating_sub(TITLED)..first.min(labels.len());
        let title = near.into_iter().find(shown).or_else(|| (0..first.min(labels.len())).rev().find(shown));
        let own = scene.page.address.iter().map(String::as_str);
        let declared = scene.declared(MetaKey::Canonical).map(|view| view.text);
        Self { title, first, last, address: declared.chain(own).find_map(dates::of_address) }
    }

    /// The blocks that may date the article.
    fn searched(&self, count: usize) -> impl Iterator<Item = usize> + use<> {
        let top = self.title.unwrap_or(self.first).min(self.first).saturating_sub(NEAR);
        let above = top..self.first.min(count);
        above.chain((self.last + 1).min(count)..(self.last + 6).min(count))
    }

    /// How many blocks lie between a block and the title or the text, whichever is closer.
    fn distance(&self, at: usize) -> usize {
        if at > self.last {
            return at - self.last;
        }
        let title = self.title.map_or(usize::MAX, |title| title.abs_diff(at));
        title.min(self.first.abs_diff(at))
    }

    /// Says whether a block stands under the title and above the text.
    fn is_between(&self, at: usize) -> bool {
        self.is_behind_title(at) && at < self.first
    }

    fn is_behind_title(&self, at: usize) -> bool {
        self.title.is_some_and(|title| at > title)
    }

    /// Says whether a block stands straight above the title, where blogs and agencies print the day.
    fn is_over_title(&self, at: usize) -> bool {
        self.title.is_some_and(|title| at < title && title - at <= OVER)
    }
}

/// A date that opens the text or is part of the title, or else of the address.
fn in_text(scene: &Scene, labels: &[Label], place: &Place, captured: Option<Timestamp>) -> Option<Stated<When>> {
    let dated = |view: &View| {
        let found = dates::find(view.text, view.span.start, &scene.tongues);
        found.into_iter().find(|dated| before(dated.when, captured) && matches!(dated.when.date, PartialDate::Day(_)))
    };
    let start = place.title.filter(|title| place.first - title <= OVER).map_or(place.first, |title| title + 1);
    let opening = (start..=place.first + 1).find_map(|at| {
        let view = scene.views.get(at).filter(|view| !view.is_meta() && !view.zones.related)?;
        dated(view).filter(|dated| opens(view, dated))
    });
    let titles = scene.views.iter().zip(labels).filter(|(_, label)| **label == Label::Title).map(|(view, _)| view);
    let found = opening.or_else(|| titles.take(3).find_map(dated));
    found.map(|dated| Stated::new(dated.when, dated.span)).or_else(|| {
        let declared = scene.declared(MetaKey::Canonical).find(|view| dates::of_address(view.text).is_some());
        let when = When { date: place.address?, time: None, offset: None };
        // An address that the page does not print has no place in its text.
        Some(Stated::new(when, declared.map_or(Span::default(), |view| view.span))).filter(|_| before(when, captured))
    })
}

/// Says whether a date stands in the opening words of a text, with a sign behind it: "Bonn, 11.10.2031 – …".
fn opens(view: &View, dated: &Dated) -> bool {
    let start = dated.span.start - view.span.start;
    let behind = view.text.get(start + dated.span.len()..).unwrap_or_default();
    let sign = behind.trim_start_matches([' ', '\u{a0}', '.', ')']);
    let bracketed = behind.starts_with([')', '）']);
    start <= OPENING && (bracketed || sign.is_empty() || sign.starts_with(['|', '–', '—', '-', ':', '\n', '/', '(']))
}

fn read(scene: &Scene, view: &View) -> Option<When> {
    dates::machine(view.text).or_else(|| dates::find(view.text, 0, &scene.tongues).first().map(|dated| dated.when))
}

/// Says whether a date can have been stated on a page captured at `captured`: zones differ by a day.
fn before(when: When, captured: Option<Timestamp>) -> bool {
    let Some(limit) = captured.and_then(|captured| captured.to_zoned(TimeZone::UTC).date().checked_add(1.day()).ok())
    else {
        return true;
    };
    when.date.first_day() <= limit
}

/// A line's dates by what the words before them say.
struct Line {
    published: Option<Dated>,
    modified: Option<Dated>,
    shown: Span,
    /// The only date is that of a change.
    is_of_change: bool,
}

impl Dating {
    /// Joins what the date line says to what the page declares.
    fn merge(&mut self, scene: &Scene, at: usize, line: &Line) {
        self.shown = Some(Stated::new(
            line.shown.of(&scene.page.text).split_whitespace().collect::<Vec<_>>().join(" "),
            line.shown,
        ));
        if let Some(modified) = line.modified
            && self.modified.is_none()
        {
            self.modified = Some(Stated::new(modified.when, modified.span));
        }
        let Some(visible) = line.published else { return };
        let stated = Stated::new(visible.when, visible.span);
        let near_title = scene.views.get(at).is_some_and(|view| !view.zones.furniture);
        match &self.published {
            None => self.published = Some(stated),
            Some(declared) => {
                let (left, right) = (declared.value.date, visible.when.date);
                let same = left == right;
                // A declaration in UTC may fall on the day before or after the publisher's own. One without the day
                // says less than the line.
                let shifted = !line.is_of_change && declared.value.offset == Some(0) && days_apart(left, right) == 1;
                let vague = !matches!(left, PartialDate::Day(_));
                if !same && near_title && (shifted || vague) {
                    self.published = Some(stated);
                }
            }
        }
    }
}

fn days_apart(left: PartialDate, right: PartialDate) -> i32 {
    (left.first_day() - right.first_day()).get_days().abs()
}

/// Finds the line near the title that dates the article.
fn date_line(scene: &Scene, labels: &[Label], place: &Place, captured: Option<Timestamp>) -> Option<(usize, Line)> {
    let mut best: Option<(i64, usize, Line)> = None;
    for at in place.searched(scene.views.len()) {
        let free = matches!(labels.get(at), Some(Label::Furniture | Label::Byline | Label::Section | Label::Caption));
        let Some(view) = scene.views.get(at).filter(|view| free && is_candidate(view, place.is_between(at))) else {
            continue;
        };
        let mut found = dates::find(view.text, view.span.start, &scene.tongues);
        found.retain(|dated| before(dated.when, captured));
        let Some(line) = line(view, &found) else { continue };
        let score = score(scene, view, &found, (place, at));
        let score = score - i64::from(line.is_of_change) * 20;
        if score > best.as_ref().map_or(0, |(top, _, _)| *top) {
            best = Some((score, at, line));
        }
    }
    best.map(|(_, at, line)| (at, line))
}

/// Says whether a block may date the article. What stands between title and text is no pointer to others.
fn is_candidate(view: &View, between: bool) -> bool {
    let shaped = !view.is_meta() && view.width <= WIDEST && *view.kind != BlockKind::Control;
    shaped && (between || !view.zones.related) && !view.zones.comment && !view.zones.caption
}

/// What speaks for a line as the article's date line.
fn score(scene: &Scene, view: &View, found: &[Dated], (place, at): (&Place, usize)) -> i64 {
    let labelled = view.terms.iter().any(|term| matches!(term.meaning, PageTerm::Published | PageTerm::Modified));
    let moments = scene.declared(MetaKey::Published).chain(scene.declared(MetaKey::Date));
    let moments: Vec<When> = moments.filter_map(|meta| read(scene, meta)).collect();
    let apart = |days: i32| {
        let near = |when: &When| found.iter().any(|dated| days_apart(dated.when.date, when.date) <= days);
        moments.iter().any(near)
    };
    let (declared, close) = (apart(0), apart(1));
    let timed = found.iter().any(|dated| dated.when.time.is_some());
    let address = place.address.is_some_and(|date| found.iter().any(|dated| dated.when.date == date));
    let behind_title = place.is_behind_title(at);
    let over_title = place.is_over_title(at) && (view.zones.date || !view.zones.furniture);
    let alone = found.iter().map(|dated| dated.span.len()).sum::<usize>() * 2 > view.text.len();
    // Today's date stands at the top of many pages.
    let known = behind_title || over_title || labelled || declared || close || address;
    let today = at < place.first && !known;
    let gains = [
        (behind_title, 30),
        (over_title && (alone || view.zones.date), 25),
        (labelled, 25),
        (view.zones.date, 15),
        (close, 30),
        (declared, 10),
        (address, 30),
        (timed, 10),
    ];
    let losses =
        [(view.zones.furniture, 30), (view.is_prose() && view.width > 80, 30), (today, 25), (at > place.last, 15)];
    let sum = |reasons: &[(bool, i64)]| reasons.iter().filter(|(holds, _)| *holds).map(|(_, worth)| worth).sum::<i64>();
    10 + sum(&gains) - sum(&losses) - place.distance(at).min(20) as i64
}

fn line(view: &View, found: &[Dated]) -> Option<Line> {
    let first = found.first()?;
    let modified = |dated: &Dated| {
        let before = view.terms.iter().filter(|term| {
            term.span.end <= dated.span.start && matches!(term.meaning, PageTerm::Published | PageTerm::Modified)
        });
        before
            .max_by_key(|term| (term.span.end, term.span.len()))
            .is_some_and(|term| term.meaning == PageTerm::Modified)
    };
    let published = found.iter().find(|dated| !modified(dated)).copied();
    let changed = found.iter().find(|dated| modified(dated)).copied();
    // The line as printed, from the weekday or label before the date to the end of the time behind it.
    let start = if view.width <= 70 { view.span.start } else { first.span.start };
    let end = if view.width <= 70 { view.span.end } else { found.last()?.span.end };
    Some(Line {
        published: published.or(changed),
        modified: changed.filter(|_| published.is_some()),
        shown: Span::new(start, end),
        is_of_change: published.is_none(),
    })
}
