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
    let line = date_line(scene, labels, first, last, captured);
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
    // The same moment twice is no modification.
    if let (Some(published), Some(modified)) = (&dating.published, &dating.modified)
        && published.value == modified.value
    {
        dating.modified = None;
    }
    dating
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
                let shifted = declared.value.offset == Some(0) && days_apart(left, right) == 1;
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
fn date_line(
    scene: &Scene,
    labels: &[Label],
    first: usize,
    last: usize,
    captured: Option<Timestamp>,
) -> Option<(usize, Line)> {
    let title = labels.iter().take(first).rposition(|label| *label == Label::Title);
    let above = first.saturating_sub(NEAR)..first.min(scene.views.len());
    let below = (last + 1).min(scene.views.len())..(last + 6).min(scene.views.len());
    let mut best: Option<(i64, usize, Line)> = None;
    for at in above.chain(below) {
        let free = matches!(labels.get(at), Some(Label::Furniture | Label::Byline));
        let Some(view) = scene.views.get(at).filter(|view| free && is_candidate(view)) else { continue };
        let mut found = dates::find(view.text, view.span.start, &scene.tongues);
        found.retain(|dated| before(dated.when, captured));
        let Some(line) = line(view, &found) else { continue };
        let place = i64::from(at > last) * 15 + first.abs_diff(at).min(20) as i64;
        let score = score(scene, view, &found, title.is_some_and(|title| at > title), at < first) - place;
        if score > best.as_ref().map_or(0, |(top, _, _)| *top) {
            best = Some((score, at, line));
        }
    }
    best.map(|(_, at, line)| (at, line))
}

fn is_candidate(view: &View) -> bool {
    let shaped = !view.is_meta() && view.width <= WIDEST && *view.kind != BlockKind::Control;
    shaped && !view.zones.related && !view.zones.comment && !view.zones.caption
}

/// What speaks for a line as the article's date line, but for its distance.
fn score(scene: &Scene, view: &View, found: &[Dated], behind_title: bool, above: bool) -> i64 {
    let labelled = view.terms.iter().any(|term| matches!(term.meaning, PageTerm::Published | PageTerm::Modified));
    let mut moments = scene.declared(MetaKey::Published).filter_map(|meta| read(scene, meta));
    let declared = moments.any(|when| found.iter().any(|dated| days_apart(dated.when.date, when.date) <= 1));
    let timed = found.iter().any(|dated| dated.when.time.is_some());
    // Today's date stands at the top of many pages.
    let today = above && !behind_title && !labelled && !declared;
    let gains = [(behind_title, 30), (labelled, 25), (view.zones.date, 15), (declared, 40), (timed, 10)];
    let losses = [(view.zones.furniture, 30), (view.is_prose() && view.width > 80, 30), (today, 25)];
    let sum = |reasons: &[(bool, i64)]| reasons.iter().filter(|(holds, _)| *holds).map(|(_, worth)| worth).sum::<i64>();
    10 + sum(&gains) - sum(&losses)
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
    })
}
