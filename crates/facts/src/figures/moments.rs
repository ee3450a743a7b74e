//! A day and its time of day, in whatever order they stand, joined to one value: "Tuesday from 2:00 to 2:30 pm",
//! "8:30 pm today", "tomorrow evening at 7", "明日の午後8時".

use headwater_lang::terms::{FigureTerm, Side};
use headwater_model::{PartialDate, Value};
use jiff::civil;

use super::amounts::{opener_before, past_between};
use super::bounds::Bounded;
use super::calendar::page_day;
use super::clock::{Hours, half, half_of_day, hours};
use super::dates::{DateKind, Dated};
use super::points::{Point, bare_day, point};
use super::scan::Scan;
use super::years::unit_follows;

/// What has been read of a moment so far.
#[derive(Debug, Clone, Copy)]
struct Parts {
    end: usize,
    day: Option<civil::Date>,
    hours: Option<Hours>,
    /// The half of the day that stands by the day or by itself.
    half: Option<bool>,
    /// What bounds the time of day: "tomorrow before 5 pm".
    bound: Option<Bounded>,
}

/// What stands between a day and its time of day.
struct Joint {
    end: usize,
    /// Whether a word says that a time of day follows.
    said: bool,
    bound: Option<Bounded>,
}

/// More parts than a moment has: a day, a half of it, a time, and the half again.
const MOST_PARTS: usize = 4;

/// Reads a moment or hours that start at `at`, where `first` is the date; a time of day alone has no value.
pub(crate) fn moment(
    scan: &Scan<'_>,
    at: usize,
    first: Option<Point>,
    reference: Option<PartialDate>,
) -> Option<Dated> {
    let suffixed = suffixed_day(scan, at).filter(|_| first.is_none());
    let parts = parts(scan, at, first.or(suffixed), reference)?;
    if suffixed.is_some() && parts.day.is_some() && parts.hours.is_none() {
        return None;
    }
    let dated = |end, value| {
        let ranges = matches!(value, Some(Value::Hours(..)));
        let kind = if ranges { DateKind::Range } else { DateKind::Single };
        Dated { start: at, end, value, kind, bound: parts.bound.filter(|_| !ranges) }
    };
    let (day, hours) = match (parts.day, parts.hours) {
        (Some(day), Some(hours)) => (day, hours),
        (None, Some(hours)) => return hours.sure.then(|| dated(parts.end, None)),
        (Some(day), None) => {
            let later = first.is_none_or(|first| parts.end > first.end);
            return later.then(|| dated(parts.end, Some(Value::Date(PartialDate::Day(day)))));
        }
        (None, None) => return None,
    };
    let (from, to) = hours.on(day, parts.half)?;
    if let Some(to) = to {
        return Some(dated(parts.end, Some(Value::Hours(from, to))));
    }
    match until(scan, at, parts, reference).filter(|(_, to)| from < *to) {
        Some((end, to)) => Some(dated(end, Some(Value::Hours(from, to)))),
        None => Some(dated(parts.end, Some(Value::Moment(from)))),
    }
}

/// "15'inde saat 20", "15 को 8:00 बजे": a day's number with an ending is a day where a time of day follows.
fn suffixed_day(scan: &Scan<'_>, at: usize) -> Option<Point> {
    let digits = scan.digits_at(at).filter(|digits| digits.bare > 0)?;
    bare_day(scan, at).filter(|day| day.end > digits.end).map(Point::announced)
}

/// "from 4 pm today to 5 pm tomorrow": the end has a day of its own.
fn until(scan: &Scan<'_>, at: usize, parts: Parts, reference: Option<PartialDate>) -> Option<(usize, civil::DateTime)> {
    let (next, _) = past_between(scan, parts.end, opener_before(scan, at).is_some())?;
    let last = self::parts(scan, next, point(scan, next, reference), reference)?;
    let (to, _) = last.hours?.on(last.day?, last.half)?;
    Some((last.end, to))
}

fn parts(scan: &Scan<'_>, at: usize, first: Option<Point>, reference: Option<PartialDate>) -> Option<Parts> {
    let mut parts = Parts { end: at, day: None, hours: None, half: None, bound: None };
    let said = scan.mark_before(scan.before_space(at), &FigureTerm::Clock).is_some();
    if !parts.take(scan, at, said, first, reference) {
        return None;
    }
    for _ in 1..MOST_PARTS {
        let joint = joint(scan, parts.end);
        let timed = parts.hours.is_some();
        let next = if parts.day.is_none() { point(scan, joint.end, reference) } else { None };
        if !parts.take(scan, joint.end, joint.said, next, reference) {
            break;
        }
        parts.bound = if !timed && parts.hours.is_some() { joint.bound } else { parts.bound };
    }
    // "at 5" by itself counts as often as it tells the time.
    parts.hours.is_none_or(|hours| hours.sure || parts.day.is_some()).then_some(parts)
}

impl Parts {
    /// Takes the part at `at`, of which `point` is the date there; says whether there was one.
    fn take(
        &mut self,
        scan: &Scan<'_>,
        at: usize,
        said: bool,
        point: Option<Point>,
        reference: Option<PartialDate>,
    ) -> bool {
        let time = hours(scan, at, said).filter(|time| self.hours.is_none() && self.fits(scan, at, said, *time));
        // "Montagabend 20 Uhr": the half of the day belongs to the day.
        let named = half_of_day(scan, at).is_some();
        let day = point.filter(|point| named || time.is_none_or(|time| time.end <= point.end));
        let day = day.and_then(|point| Some((point, day_of(scan, point, reference)?)));
        if let Some((point, day)) = day.filter(|_| self.day.is_none()) {
            let own = scan.term_before(point.end, |term| match term {
                FigureTerm::RelativePart(_, after) => Some(*after),
                term => half(term),
            });
            let own = own.map(|(_, after)| after);
            (self.day, self.half, self.end) = (Some(day), self.half.or(own), point.end);
            return true;
        }
        if let Some(time) = time {
            (self.hours, self.end) = (Some(time), time.end);
            return true;
        }
        if let Some((end, half)) = half_of_day(scan, at).filter(|_| self.day.is_some() || self.hours.is_some()) {
            (self.half, self.end) = (self.half.or(Some(half)), end);
            return true;
        }
        false
    }

    /// Whether a number that is not surely a time of day is one here.
    fn fits(&self, scan: &Scan<'_>, at: usize, said: bool, time: Hours) -> bool {
        // "from 4 to 12 December" are days.
        if !time.sure && !time.is_range() && past_between(scan, time.end, true).is_some() {
            return false;
        }
        let opened = time.is_range() && opener_before(scan, at).is_some();
        let ends = !unit_follows(scan, time.end)
            && !scan.character(scan.past_space(time.end)).is_some_and(char::is_alphabetic);
        time.sure
            || time.closed && (self.day.is_some() || on_day(scan, time.end))
            || time.is_marked() && self.hours.is_none() && self.day.is_none() && on_day(scan, time.end)
            || (said || opened) && (self.half.is_some() || ends || self.day.is_none() && on_day(scan, time.end))
    }
}

/// Whether a date follows, perhaps behind a word such as "on".
fn on_day(scan: &Scan<'_>, end: usize) -> bool {
    let at = joint(scan, end).end;
    scan.digits_at(at).is_some() && at > scan.past_space(end)
        || scan
            .term_at(at, |term| {
                use FigureTerm as Term;
                matches!(
                    term,
                    Term::RelativeDay(_) | Term::RelativePart(..) | Term::Weekday(_) | Term::Month(_) | Term::Toward(_)
                )
                .then_some(())
            })
            .is_some()
}

fn day_of(scan: &Scan<'_>, point: Point, reference: Option<PartialDate>) -> Option<civil::Date> {
    match point.value(scan, reference)? {
        Value::Date(date) => page_day(date),
        _ => None,
    }
}

/// Skips what may stand between a day and its time of day.
fn joint(scan: &Scan<'_>, end: usize) -> Joint {
    let mut joint = Joint { end: scan.past_space(end), said: false, bound: None };
    let sign = scan.character(joint.end).filter(|sign| {
        matches!(sign, ',' | '،' | '、' | '-' | ')') || *sign == 't' && scan.digits_at(joint.end + 1).is_some()
    });
    joint.end = sign.map_or(joint.end, |sign| scan.past_space(joint.end + sign.len_utf8()));
    for _ in 0..3 {
        // "d'après-midi" is no time after noon.
        if half_of_day(scan, joint.end).is_some() {
            break;
        }
        let clock = scan.mark_at(joint.end, &FigureTerm::Clock).map(|end| (end, (true, None)));
        let skipped = clock.or_else(|| {
            scan.term_at(joint.end, |term| match term {
                FigureTerm::RangeBefore
                | FigureTerm::RangeAfter
                | FigureTerm::OnDay
                | FigureTerm::DateSeparator
                | FigureTerm::Year(Side::After) => Some((false, None)),
                FigureTerm::DateBound(bound, Side::Before) | FigureTerm::Bound(bound, Side::Before) => {
                    Some((true, Some(*bound)))
                }
                _ => None,
            })
        });
        let Some((next, (said, bound))) = skipped else { break };
        joint.said |= said;
        joint.bound = bound.map(|bound| (bound, Some((joint.end, next)))).or(joint.bound);
        joint.end = scan.past_hyphen(next);
    }
    joint
}
