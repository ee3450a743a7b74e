//! What a phrase can be to a figure: kinds that readings ask for before they look closer.

use headwater_lang::terms::{FigureTerm, Side};
use headwater_model::TimeUnit;

/// Kinds of phrases, one bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Kinds(u16);

impl Kinds {
    /// No kind.
    pub(crate) const NONE: Self = Self(0);
    /// Begins a date by itself.
    pub(crate) const DATE: Self = Self(1);
    /// Begins a date if it goes on.
    pub(crate) const LEANING: Self = Self(1 << 1);
    /// Begins an amount.
    pub(crate) const AMOUNT: Self = Self(1 << 2);
    /// Is a number or a fraction, or the first part of one.
    pub(crate) const NUMBER: Self = Self(1 << 3);
    /// Is a rank.
    pub(crate) const RANK: Self = Self(1 << 4);
    /// Names a month, or one counted from the page's.
    pub(crate) const MONTH: Self = Self(1 << 5);
    /// Is something that a date is counted in.
    pub(crate) const UNIT: Self = Self(1 << 6);
    /// Names a weekday.
    pub(crate) const WEEKDAY: Self = Self(1 << 7);
    /// Is a weekend.
    pub(crate) const WEEKEND: Self = Self(1 << 8);
    /// Is a decade, or makes one of a number.
    pub(crate) const DECADE: Self = Self(1 << 9);
    /// Is a century.
    pub(crate) const CENTURY: Self = Self(1 << 10);
    /// Is a part of a year.
    pub(crate) const PART: Self = Self(1 << 11);
    /// Is a word for a part of a period that stands behind it.
    pub(crate) const EDGE: Self = Self(1 << 12);

    /// Returns the kinds of all meanings of a phrase.
    pub(crate) fn of_all(meanings: &[FigureTerm]) -> Self {
        meanings.iter().map(Self::of).collect()
    }

    fn of(term: &FigureTerm) -> Self {
        use FigureTerm as Term;
        let kinds = match term {
            Term::Word(_) => Self::NUMBER.0,
            Term::Fraction(..) | Term::Half(..) => Self::NUMBER.0 | Self::AMOUNT.0,
            Term::Ordinal(_) => Self::RANK.0,
            Term::Month(_) | Term::HijriMonth(_) | Term::PersianMonth(_) | Term::RelativeMonth(_) => Self::MONTH.0,
            Term::Time(TimeUnit::Month) => Self::MONTH.0 | Self::UNIT.0,
            Term::Time(_) | Term::Span(..) | Term::WeekOf(_) | Term::DateSign(2) => Self::UNIT.0,
            Term::Weekday(_) => Self::UNIT.0 | Self::WEEKDAY.0,
            Term::Weekend => Self::UNIT.0 | Self::WEEKEND.0,
            Term::Decade(_) | Term::DecadeMark(_) => Self::DECADE.0,
            Term::Century => Self::CENTURY.0,
            Term::Part(_) | Term::NamedPart(..) => Self::PART.0,
            Term::Edge(_, Side::After) => Self::EDGE.0,
            Term::Negative(Side::Before)
            | Term::Currency(_)
            | Term::Percent(Side::Before)
            | Term::OrdinalMark(Side::Before)
            | Term::Age(Side::Before)
            | Term::Unit(_)
            | Term::Whole(Side::Before) => Self::AMOUNT.0,
            _ => 0,
        };
        let date = match (opens_date(term), leans(term)) {
            (false, _) => 0,
            (true, false) => Self::DATE.0,
            (true, true) => Self::LEANING.0,
        };
        Self(kinds | date)
    }

    /// Says whether it has any of the others.
    pub(crate) const fn has(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Returns these kinds and others.
    pub(crate) const fn or(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }
}

impl FromIterator<Kinds> for Kinds {
    fn from_iter<I: IntoIterator<Item = Self>>(kinds: I) -> Self {
        kinds.into_iter().fold(Self::NONE, Self::or)
    }
}

/// Whether a date may start with a phrase.
const fn opens_date(term: &FigureTerm) -> bool {
    use FigureTerm as Term;
    matches!(
        term,
        Term::Month(_)
            | Term::HijriMonth(_)
            | Term::PersianMonth(_)
            | Term::Weekday(_)
            | Term::Weekend
            | Term::Era(_)
            | Term::Decade(_)
            | Term::DecadeMark(Side::Before)
            | Term::Ordinal(_)
            | Term::Word(_)
            | Term::Toward(_)
            | Term::Coming
            | Term::Counted(_, Side::Before)
            | Term::Within(Side::Before)
            | Term::NearDay(_)
            | Term::WeekOf(Side::Before)
            | Term::Final
            | Term::Century
            | Term::OrdinalMark(Side::Before)
            | Term::Part(_)
            | Term::NamedPart(..)
            | Term::Time(_)
            | Term::Span(..)
            | Term::Article
            | Term::RelativeDay(_)
            | Term::RelativePart(..)
            | Term::RelativeWeek(_)
            | Term::RelativeMonth(_)
            | Term::RelativeQuarter(_)
            | Term::RelativeYear(_)
            | Term::Forenoon
            | Term::Afternoon
            | Term::ClockName(_)
            | Term::ClockOffset(_, Side::Before)
            | Term::Edge(_, Side::Before)
            | Term::NamedEdge(..)
            | Term::Own
            | Term::Now
            | Term::Vague(_)
            | Term::Holiday(_)
    )
}

/// Whether a phrase is part of a date only with something behind it.
const fn leans(term: &FigureTerm) -> bool {
    use FigureTerm as Term;
    matches!(
        term,
        Term::Article
            | Term::Word(_)
            | Term::Ordinal(_)
            | Term::Toward(_)
            | Term::Final
            | Term::Counted(..)
            | Term::Within(_)
            | Term::WeekOf(_)
            | Term::Time(_)
            | Term::Span(..)
            | Term::OrdinalMark(_)
            | Term::DecadeMark(_)
            | Term::Edge(..)
            | Term::Own
            | Term::Now
            | Term::Vague(_)
    )
}
