//! Words that bound a value: "at least", "nearly", "以上".

use headwater_lang::terms::{FigureTerm, Side};
use headwater_lang::{is_letter, is_unspaced};
use headwater_model::Bound;

use super::amounts::opener_before;
use super::dates::DateKind;
use super::numerals::numeral;
use super::scan::Scan;

/// A bound and where its words stand.
pub(crate) type Bounded = (Bound, Option<(usize, usize)>);

const EXACT: Bounded = (Bound::Exact, None);

/// Reads the bound of the amount at `start..end`. Before a range stands the word that opens it.
pub(crate) fn bound(scan: &Scan<'_>, start: usize, end: usize, ranges: bool) -> Bounded {
    let meaning = |side: Side| {
        move |term: &FigureTerm| match term {
            FigureTerm::Bound(bound, at) if *at == side => Some(*bound),
            _ => None,
        }
    };
    let opened = opener_before(scan, start).filter(|_| ranges);
    before(scan, opened.unwrap_or(start), meaning(Side::Before))
        .or_else(|| after(scan, end, meaning(Side::After)))
        .unwrap_or(EXACT)
}

/// Reads the bound of the date at `start..end`: dates have words of their own, such as "since".
pub(crate) fn date_bound(scan: &Scan<'_>, start: usize, end: usize, kind: DateKind) -> Bounded {
    let meaning = |side: Side| {
        move |term: &FigureTerm| match term {
            FigureTerm::DateBound(bound, at) if *at == side => Some(*bound),
            _ => None,
        }
    };
    if kind == DateKind::Range {
        return EXACT;
    }
    // "since the 1990s".
    let article = scan.term_before(scan.before_space(start), |term| {
        matches!(term, FigureTerm::Article | FigureTerm::DateSeparator | FigureTerm::Year(Side::Before)).then_some(())
    });
    let found = before(scan, start, meaning(Side::Before))
        .or_else(|| before(scan, article?.0, meaning(Side::Before)))
        .or_else(|| after(scan, end, meaning(Side::After)));
    let (bound, words) = found.unwrap_or(EXACT);
    // "up 4 % from last year" compares.
    let compares = words.filter(|_| kind == DateKind::Relative).is_some_and(|(from, to)| {
        scan.term_at(from, |term| {
            matches!(term, FigureTerm::RangeBefore | FigureTerm::RangeBetween | FigureTerm::RangeAnd).then_some(())
        })
        .is_some_and(|(end, ())| end == to)
    });
    if compares { EXACT } else { (bound, words) }
}

fn before(scan: &Scan<'_>, start: usize, meaning: impl Fn(&FigureTerm) -> Option<Bound>) -> Option<Bounded> {
    let text = scan.text.get(..start)?;
    let spaced = scan.before_space(start);
    let joined = text.get(..spaced)?.strip_suffix('-').map_or(spaced, str::len);
    // A particle may be written together with the number: "יותר מ-40", "יותר ממאתיים".
    let letters =
        text.get(..joined)?.chars().rev().take(5).take_while(|letter| is_letter(*letter) && !is_unspaced(*letter));
    let particle = joined - letters.map(char::len_utf8).sum::<usize>();
    let particle = if joined < spaced || spaced == start { scan.before_space(particle) } else { spaced };
    [spaced, joined, particle].into_iter().find_map(|end| {
        let (from, bound) = scan.term_before(end, &meaning)?;
        Some((bound, Some((from, end))))
    })
}

fn after(scan: &Scan<'_>, end: usize, meaning: impl Fn(&FigureTerm) -> Option<Bound>) -> Option<Bounded> {
    let next = scan.past_space(end);
    if let Some((to, bound)) = scan.term_at(next, &meaning) {
        return (!bounds_the_next(scan, next, to)).then_some((bound, Some((next, to))));
    }
    // "10人以上": the bound stands behind the counter.
    let behind = scan.mark_at(next, &FigureTerm::Counter)?;
    let behind = scan.past_space(behind);
    let (to, bound) = scan.term_at(behind, meaning)?;
    Some((bound, Some((behind, to))))
}

/// "on 29 December at least 12 people": the words belong to the number behind them.
fn bounds_the_next(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let also = scan.term_at(at, |term| matches!(term, FigureTerm::Bound(_, Side::Before)).then_some(()));
    also.is_some_and(|(to, ())| to == end) && numeral(scan, scan.past_hyphen(end)).is_some()
}
