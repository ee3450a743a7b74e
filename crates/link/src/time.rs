//! When an article must have appeared, and which of two came first.

use headwater_model::{Account, Interval, PartialDate, Stated, When};
use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp};

/// Clocks of the world run from 12 hours behind UTC to 14 ahead.
const WEST: SignedDuration = SignedDuration::from_hours(12);
const EAST: SignedDuration = SignedDuration::from_hours(14);
/// Without any date an article is taken to have appeared within this time before its capture.
const UNDATED: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Returns the time in which an account's article must have first appeared: what it states, bounded by its capture.
pub(crate) fn window(account: &Account) -> Interval {
    bounded(account, account.article.published.as_ref())
}

/// Returns the time in which this version of the article must have appeared: when it was last modified, if it says so.
pub(crate) fn version(account: &Account) -> Interval {
    bounded(account, account.article.modified.as_ref().or(account.article.published.as_ref()))
}

fn bounded(account: &Account, stated: Option<&Stated<When>>) -> Interval {
    let stated = stated.map(|stated| interval(stated.value)).unwrap_or_default();
    let captured = account.capture.captured;
    let hi = match (stated.hi, captured) {
        (Some(hi), Some(captured)) => Some(hi.min(captured)),
        (hi, captured) => hi.or(captured),
    };
    // A stated time behind the capture is a clock of an unknown zone or an edited stamp: the capture holds.
    let lo = stated.lo.filter(|lo| hi.is_none_or(|hi| *lo <= hi));
    Interval { lo, hi }
}

/// Returns the instants that a stated time can mean.
fn interval(when: When) -> Interval {
    let exact = |date: Date, time: Time, offset: i32| {
        let zone = jiff::tz::Offset::from_seconds(offset).ok()?;
        zone.to_timestamp(date.to_datetime(time)).ok()
    };
    let (first, last) = (when.date.first_day(), when.date.last_day());
    match (when.date, when.time, when.offset) {
        (PartialDate::Day(day), Some(time), Some(offset)) => {
            let at = exact(day, time, offset);
            Interval { lo: at, hi: at }
        }
        (PartialDate::Day(day), Some(time), None) => {
            let at = exact(day, time, 0);
            let moved = |by: SignedDuration| at.and_then(|at| at.checked_add(by).ok());
            Interval { lo: moved(-EAST), hi: moved(WEST) }
        }
        _ => {
            let lo = exact(first, Time::midnight(), 0).and_then(|at| at.checked_sub(EAST).ok());
            let end = last.tomorrow().ok().and_then(|next| exact(next, Time::midnight(), 0));
            Interval { lo, hi: end.and_then(|at| at.checked_add(WEST).ok()) }
        }
    }
}

/// Returns the probability that something in `first` happened before something in `second`.
///
/// Both are taken as equally likely anywhere in their windows; an open start is a month before the end, and two
/// unknown windows give one half.
pub(crate) fn before(first: Interval, second: Interval) -> f64 {
    const STEPS: u32 = 24;
    let (Some((a, b)), Some((c, d))) = (bounds(first), bounds(second)) else { return 0.5 };
    if b < c {
        return 1.0;
    }
    if d < a {
        return 0.0;
    }
    let share = |point: f64| {
        let width = d - c;
        if width <= 0.0 {
            if point < c {
                1.0
            } else if point > c {
                0.0
            } else {
                0.5
            }
        } else {
            ((d - point) / width).clamp(0.0, 1.0)
        }
    };
    let points = (0..STEPS).map(|step| a + (b - a) * (f64::from(step) + 0.5) / f64::from(STEPS));
    points.map(share).sum::<f64>() / f64::from(STEPS)
}

/// Returns the hours between the middles of two windows, where both are known.
pub(crate) fn hours_between(first: Interval, second: Interval) -> Option<f64> {
    let middle = |interval| bounds(interval).map(|(lo, hi)| f64::midpoint(lo, hi));
    Some((middle(second)? - middle(first)?).abs() / 3600.0)
}

/// Seconds since 1970 of both ends.
fn bounds(interval: Interval) -> Option<(f64, f64)> {
    let seconds = |at: Timestamp| at.as_duration().as_secs_f64();
    match (interval.lo, interval.hi) {
        (Some(lo), Some(hi)) => Some((seconds(lo), seconds(hi))),
        (None, Some(hi)) => Some((seconds(hi) - UNDATED.as_secs_f64(), seconds(hi))),
        (Some(lo), None) => Some((seconds(lo), seconds(lo) + UNDATED.as_secs_f64())),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use headwater_model::{Interval, When};
    use jiff::civil::date;

    use super::{before, interval};

    #[test]
    fn days_overlap_where_zones_are_unknown() {
        let day = |day| interval(When::day(date(2031, 6, day)));
        assert!((before(day(3), day(3)) - 0.5).abs() < 0.05);
        assert!(before(day(3), day(4)) > 0.8);
        assert!((before(day(3), day(9)) - 1.0).abs() < f64::EPSILON);
        assert!((before(Interval::default(), day(3)) - 0.5).abs() < f64::EPSILON);
    }
}
