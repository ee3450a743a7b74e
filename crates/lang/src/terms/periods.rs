//! What words for parts of periods, holidays and vague lengths of time mean.

use headwater_model::TimeUnit;

use super::{Entries, FigureTerm, Side, list};
use crate::format::Periods;

/// A part of a week, month or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Its first part.
    Early,
    /// The part around its middle.
    Middle,
    /// Its last part.
    Late,
    /// Its last part, as far as it is still to come.
    Later,
    /// All that is still to come of it.
    Rest,
}

/// A day with a name, by how it is found in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holiday {
    /// A month and a day of it.
    Day(i8, i8),
    /// Days from Easter Sunday.
    Easter(i16),
    /// A month, a weekday (1 is Monday) and its place in the month, the last being -1.
    Weekday(i8, i8, i8),
}

impl Edge {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "early" => Self::Early,
            "middle" => Self::Middle,
            "late" => Self::Late,
            "later" => Self::Later,
            "rest" => Self::Rest,
            _ => return None,
        })
    }
}

impl Holiday {
    /// Reads how a day is found: `12-25`, `easter-2`, `11/4/4`.
    fn parse(text: &str) -> Option<Self> {
        if let Some(days) = text.strip_prefix("easter") {
            return Some(Self::Easter(if days.is_empty() { 0 } else { days.parse().ok()? }));
        }
        if let Some((month, day)) = text.split_once('-') {
            return Some(Self::Day(month.parse().ok()?, day.parse().ok()?));
        }
        let mut parts = text.splitn(3, '/').map(str::parse);
        Some(Self::Weekday(parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?))
    }
}

/// Adds the terms of a file's periods.
pub(super) fn terms(entries: &mut Entries<FigureTerm>, periods: &Periods) {
    for (words, meaning) in [
        (&periods.early, FigureTerm::Edge(Edge::Early, Side::Before)),
        (&periods.middle, FigureTerm::Edge(Edge::Middle, Side::Before)),
        (&periods.late, FigureTerm::Edge(Edge::Late, Side::Before)),
        (&periods.later, FigureTerm::Edge(Edge::Later, Side::Before)),
        (&periods.rest, FigureTerm::Edge(Edge::Rest, Side::Before)),
        (&periods.early_after, FigureTerm::Edge(Edge::Early, Side::After)),
        (&periods.middle_after, FigureTerm::Edge(Edge::Middle, Side::After)),
        (&periods.late_after, FigureTerm::Edge(Edge::Late, Side::After)),
        (&periods.later_after, FigureTerm::Edge(Edge::Later, Side::After)),
        (&periods.rest_after, FigureTerm::Edge(Edge::Rest, Side::After)),
        (&periods.own, FigureTerm::Own),
        (&periods.idioms, FigureTerm::Idiom),
        (&periods.between, FigureTerm::Between),
        (&periods.now, FigureTerm::Now),
        (&periods.day_after, FigureTerm::DayNumber),
    ] {
        list(entries, words, meaning);
    }
    entries.extend(periods.vague.iter().map(|(word, count)| (word.clone(), FigureTerm::Vague(*count))));
    entries.extend(periods.named.iter().filter_map(|(word, part)| {
        let (edge, unit) = part.split_once(' ')?;
        Some((word.clone(), FigureTerm::NamedEdge(Edge::parse(edge)?, TimeUnit::parse(unit)?)))
    }));
    let holidays = periods.holidays.iter();
    entries.extend(holidays.filter_map(|(word, day)| Some((word.clone(), FigureTerm::Holiday(Holiday::parse(day)?)))));
}
