//! A language file compiled: what each phrase means to the readers.

mod periods;
mod sourcing;

use headwater_model::{Bound, Currency, TimeUnit};

use crate::digit;
use crate::format::{BoundWords, Dates, LanguageFile};
use crate::phrases::Part;
pub use periods::{Edge, Holiday};
pub use sourcing::SourcingTerm;
pub(crate) use sourcing::sourcing;

/// Which side of a value a word stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// Before it.
    Before,
    /// After it.
    After,
}

/// What a phrase means to the reader of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FigureTerm {
    /// Multiplies the number before it.
    Scale(i64),
    /// A spelled number.
    Word(i64),
    /// Joins spelled numbers.
    Joiner,
    /// Makes a number negative.
    Negative(Side),
    /// The spelled decimal sign.
    Point,
    /// A spelled fraction.
    Fraction(u32, u32),
    /// A fraction before a scale or unit.
    Half(u32, u32),
    /// A fraction that adds to the number before it.
    Added(u32, u32),
    /// A denominator behind its numerator.
    Denominator(u32),
    /// Between a denominator and its numerator.
    FractionOf,
    /// Between a numerator and its denominator.
    OutOf,
    /// Between a fraction and what it is a fraction of.
    Article,
    /// A spelled rank.
    Ordinal(u32),
    /// Makes a digit number a rank.
    OrdinalMark(Side),
    /// Between the ends of a range.
    RangeBetween,
    /// Behind a range.
    RangeAfter,
    /// Between a number and its scale: somewhat more.
    Above,
    /// Before a length of time that is an age.
    AgeVerb,
    /// Before a range.
    RangeBefore,
    /// Between the ends of a range with an opening word.
    RangeAnd,
    /// Between a scale and what it counts.
    Link,
    /// A counter.
    Counter,
    /// Bounds any value.
    Bound(Bound, Side),
    /// Bounds a date.
    DateBound(Bound, Side),
    /// A percent word.
    Percent(Side),
    /// Tenths.
    Tenths,
    /// Percentage points.
    Points,
    /// A currency.
    Currency(Currency),
    /// Hundredths of a currency.
    Cents(Currency),
    /// Tenths of a currency.
    Dimes(Currency),
    /// Says that something is weighed.
    Weight,
    /// Makes a number a denominator.
    DenominatorMark,
    /// A unit of measurement, by CLDR id.
    Unit(String),
    /// A unit of time.
    Time(TimeUnit),
    /// A whole duration.
    Span(i64, TimeUnit),
    /// Makes a unit of time a length of one.
    Whole(Side),
    /// Before an article and a unit that are a length of time.
    During,
    /// Makes a length of time an age.
    Age(Side),
    /// A month, 1 to 12.
    Month(i8),
    /// A month of the Islamic calendar.
    HijriMonth(i8),
    /// A month of the Persian calendar.
    PersianMonth(i8),
    /// Makes a number a year of the Islamic calendar.
    HijriYear,
    /// An era, by the year before its first.
    Era(i16),
    /// A weekday, 1 (Monday) to 7.
    Weekday(i8),
    /// Saturday and Sunday.
    Weekend,
    /// May stand between the parts of a date.
    DateSeparator,
    /// May end a day's number.
    DaySuffix,
    /// The sign behind a year, month or day: 0, 1, 2.
    DateSign(u8),
    /// Makes a bare number a year.
    Year(Side),
    /// A decade, by its first year.
    Decade(i16),
    /// Makes a number a decade.
    DecadeMark(Side),
    /// A counted part of a year, by its length in months.
    Part(i8),
    /// A part of a year: its length in months and its number.
    NamedPart(i8, i8),
    /// Puts a date before (-1), into (0) or behind (1) the page's.
    Toward(i32),
    /// Makes a date the first of its name behind the page's.
    Coming,
    /// Counts a length of time back (-1) or on (1) from the page's date.
    Counted(i32, Side),
    /// Counts a length of time on from the page's date in a sentence that speaks of what is to come.
    Within(Side),
    /// A day so many days before or behind the page's date.
    NearDay(i32),
    /// Beside a day: the week that it is in.
    WeekOf(Side),
    /// Counts from the end.
    Final,
    /// Ties a month or year to what is counted in it.
    Possessive,
    /// The first year of an era.
    FirstYear,
    /// A century, beside its number.
    Century,
    /// Says that a sentence speaks of what is to come.
    Future,
    /// Before a time of day.
    Clock,
    /// An hour by name.
    ClockName(i8),
    /// Moves the hour beside it by minutes.
    ClockOffset(i8, Side),
    /// Between a time of day and its day.
    OnDay,
    /// After the hour of a time of day.
    Hour,
    /// After the minutes of a time of day.
    Minute,
    /// Puts a time of day before noon.
    Forenoon,
    /// Puts a time of day after noon.
    Afternoon,
    /// Weeks from the page's date.
    RelativeWeek(i32),
    /// Quarters from the page's date.
    RelativeQuarter(i32),
    /// Days from the page's date.
    RelativeDay(i32),
    /// A half of a day, days from the page's date, before noon (false) or after.
    RelativePart(i32, bool),
    /// Months from the page's date.
    RelativeMonth(i32),
    /// Years from the page's date.
    RelativeYear(i32),
    /// A part of the period beside it.
    Edge(Edge, Side),
    /// A part of the page's own week, month or year.
    NamedEdge(Edge, TimeUnit),
    /// May stand before a unit of time that is the page's own.
    Own,
    /// Looks like a part of a period and is none.
    Idiom,
    /// May stand between a number and its unit of time.
    Between,
    /// About so many of the unit of time behind it.
    Vague(i64),
    /// The page's own day.
    Now,
    /// Behind the number of a day.
    DayNumber,
    /// A holiday.
    Holiday(Holiday),
    /// Makes a number part of a name.
    NotFigure(Side),
}

/// What a phrase means to the reader of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PageTerm {
    /// Before an author's name.
    Byline,
    /// A desk that signs.
    Desk,
    /// Before a date of publication.
    Published,
    /// Before a date of modification.
    Modified,
    /// Before a pointer to another article.
    Related,
    /// Heads a list of references.
    ReferenceHeading,
    /// Before the date of a look-up.
    Accessed,
    /// Labels a translator's preface.
    TranslatorPreface,
    /// Labels an editor's preface.
    EditorPreface,
    /// Begins a note on what was changed in the article.
    Correction,
    /// Before the tags of an article.
    Tags,
    /// Known furniture.
    Furniture,
    /// The entry of a menu that leads home.
    Home,
    /// An invitation to act.
    Action,
    /// Shows that the text goes on elsewhere.
    CutOff,
    /// Labels a source line.
    CreditSource,
    /// Labels the origin of a translation.
    CreditTranslation,
    /// Labels the origin of a republished text.
    CreditRepublication,
    /// Labels a picture's credit.
    CreditPhoto,
    /// Agencies that are not named.
    Agencies,
    /// Closes a dateline.
    Wire,
    /// Next to the name of the work that a preface introduces: before it, or behind it.
    Origin(Side),
}

type Entries<T> = Vec<(String, T)>;

fn list<T: Clone>(entries: &mut Entries<T>, words: &[String], meaning: T) {
    entries.extend(words.iter().map(|word| (word.clone(), meaning.clone())));
}

fn bounds(entries: &mut Entries<FigureTerm>, words: &BoundWords, meaning: impl Fn(Bound) -> FigureTerm) {
    for (words, bound) in [
        (&words.about, Bound::About),
        (&words.nearly, Bound::Nearly),
        (&words.at_least, Bound::AtLeast),
        (&words.more_than, Bound::MoreThan),
        (&words.at_most, Bound::AtMost),
        (&words.less_than, Bound::LessThan),
    ] {
        list(entries, words, meaning(bound));
    }
}

/// Returns the figure terms of a file.
pub(crate) fn figures(file: &LanguageFile) -> Entries<FigureTerm> {
    let mut entries = Vec::new();
    number_terms(&mut entries, file);
    bounds(&mut entries, &file.bounds.before, |bound| FigureTerm::Bound(bound, Side::Before));
    bounds(&mut entries, &file.bounds.after, |bound| FigureTerm::Bound(bound, Side::After));
    bounds(&mut entries, &file.bounds.date_before, |bound| FigureTerm::DateBound(bound, Side::Before));
    bounds(&mut entries, &file.bounds.date_after, |bound| FigureTerm::DateBound(bound, Side::After));
    unit_terms(&mut entries, file);
    date_terms(&mut entries, file);
    periods::terms(&mut entries, &file.periods);
    list(&mut entries, &file.not_figures.before, FigureTerm::NotFigure(Side::Before));
    list(&mut entries, &file.not_figures.after, FigureTerm::NotFigure(Side::After));
    entries
}

fn number_terms(entries: &mut Entries<FigureTerm>, file: &LanguageFile) {
    let numbers = &file.numbers;
    entries.extend(numbers.scales.iter().map(|(word, scale)| (word.clone(), FigureTerm::Scale(*scale))));
    // Digits are read by the scanner, so a spelled number has letters.
    let spelled = numbers.words.iter().filter(|(word, _)| word.chars().all(|letter| digit(letter).is_none()));
    entries.extend(spelled.map(|(word, value)| (word.clone(), FigureTerm::Word(*value))));
    entries.extend(numbers.ordinals.iter().map(|(word, rank)| (word.clone(), FigureTerm::Ordinal(*rank))));
    let pair = |(word, fraction): (&String, &String)| {
        let (part, whole) = fraction.split_once('/')?;
        Some((word.clone(), (part.parse().ok()?, whole.parse().ok()?)))
    };
    let fractions = numbers.fractions.iter().filter_map(pair);
    entries.extend(fractions.map(|(word, (part, whole))| (word, FigureTerm::Fraction(part, whole))));
    let halves = numbers.halves.iter().filter_map(pair);
    entries.extend(halves.map(|(word, (part, whole))| (word, FigureTerm::Half(part, whole))));
    let added = numbers.added.iter().filter_map(pair);
    entries.extend(added.map(|(word, (part, whole))| (word, FigureTerm::Added(part, whole))));
    let denominators = numbers.denominators.iter();
    entries.extend(denominators.map(|(word, whole)| (word.clone(), FigureTerm::Denominator(*whole))));
    list(entries, &numbers.negative, FigureTerm::Negative(Side::Before));
    list(entries, &numbers.negative_after, FigureTerm::Negative(Side::After));
    list(entries, &numbers.points, FigureTerm::Point);
    list(entries, &numbers.out_of, FigureTerm::OutOf);
    list(entries, &numbers.denominator_after, FigureTerm::DenominatorMark);
    list(entries, &numbers.articles, FigureTerm::Article);
    list(entries, &numbers.fraction_of, FigureTerm::FractionOf);
    list(entries, &numbers.joiners, FigureTerm::Joiner);
    list(entries, &numbers.ordinal_suffixes, FigureTerm::OrdinalMark(Side::After));
    list(entries, &numbers.ordinal_prefixes, FigureTerm::OrdinalMark(Side::Before));
    list(entries, &numbers.range_between, FigureTerm::RangeBetween);
    list(entries, &numbers.range_after, FigureTerm::RangeAfter);
    list(entries, &numbers.above, FigureTerm::Above);
    list(entries, &numbers.range_before, FigureTerm::RangeBefore);
    list(entries, &numbers.range_and, FigureTerm::RangeAnd);
    list(entries, &numbers.links, FigureTerm::Link);
    list(entries, &numbers.counters, FigureTerm::Counter);
}

fn unit_terms(entries: &mut Entries<FigureTerm>, file: &LanguageFile) {
    list(entries, &file.percent.after, FigureTerm::Percent(Side::After));
    list(entries, &file.percent.before, FigureTerm::Percent(Side::Before));
    list(entries, &file.percent.points, FigureTerm::Points);
    list(entries, &file.percent.tenths, FigureTerm::Tenths);
    let currency = |(word, code): (&String, &String)| Some((word.clone(), Currency::parse(code)?));
    entries.extend(file.currencies.iter().filter_map(currency).map(|(word, code)| (word, FigureTerm::Currency(code))));
    entries.extend(file.cents.iter().filter_map(currency).map(|(word, code)| (word, FigureTerm::Cents(code))));
    entries.extend(file.dimes.iter().filter_map(currency).map(|(word, code)| (word, FigureTerm::Dimes(code))));
    list(entries, &file.weights, FigureTerm::Weight);
    entries.extend(file.units.iter().map(|(word, unit)| (word.clone(), FigureTerm::Unit(unit.clone()))));
    let units = file.time.units.iter();
    entries.extend(units.filter_map(|(word, unit)| Some((word.clone(), FigureTerm::Time(TimeUnit::parse(unit)?)))));
    entries.extend(file.time.spans.iter().filter_map(|(word, span)| {
        let (amount, unit) = span.split_once(' ')?;
        Some((word.clone(), FigureTerm::Span(amount.parse().ok()?, TimeUnit::parse(unit)?)))
    }));
    list(entries, &file.time.whole, FigureTerm::Whole(Side::Before));
    list(entries, &file.time.whole_after, FigureTerm::Whole(Side::After));
    list(entries, &file.time.during, FigureTerm::During);
    list(entries, &file.time.age_verbs, FigureTerm::AgeVerb);
    list(entries, &file.time.age_after, FigureTerm::Age(Side::After));
    list(entries, &file.time.age_before, FigureTerm::Age(Side::Before));
}

fn date_terms(entries: &mut Entries<FigureTerm>, file: &LanguageFile) {
    let dates = &file.dates;
    entries.extend(dates.months.iter().map(|(word, month)| (word.clone(), FigureTerm::Month(*month))));
    entries.extend(dates.weekdays.iter().map(|(word, day)| (word.clone(), FigureTerm::Weekday(*day))));
    entries.extend(dates.relative_days.iter().map(|(word, days)| (word.clone(), FigureTerm::RelativeDay(*days))));
    for (parts, after) in [(&dates.relative_forenoons, false), (&dates.relative_afternoons, true)] {
        entries.extend(parts.iter().map(|(word, days)| (word.clone(), FigureTerm::RelativePart(*days, after))));
    }
    entries.extend(dates.relative_months.iter().map(|(word, by)| (word.clone(), FigureTerm::RelativeMonth(*by))));
    entries.extend(dates.relative_years.iter().map(|(word, by)| (word.clone(), FigureTerm::RelativeYear(*by))));
    entries.extend(dates.relative_weeks.iter().map(|(word, by)| (word.clone(), FigureTerm::RelativeWeek(*by))));
    entries.extend(dates.relative_quarters.iter().map(|(word, by)| (word.clone(), FigureTerm::RelativeQuarter(*by))));
    calendar_terms(entries, dates);
    list(entries, &dates.separators, FigureTerm::DateSeparator);
    list(entries, &dates.day_suffixes, FigureTerm::DaySuffix);
    for (place, sign) in (0..).zip(&dates.signs) {
        entries.push((sign.clone(), FigureTerm::DateSign(place)));
    }
    list(entries, &dates.year_before, FigureTerm::Year(Side::Before));
    list(entries, &dates.year_after, FigureTerm::Year(Side::After));
}

fn calendar_terms(entries: &mut Entries<FigureTerm>, dates: &Dates) {
    entries.extend(dates.hijri_months.iter().map(|(word, month)| (word.clone(), FigureTerm::HijriMonth(*month))));
    entries.extend(dates.persian_months.iter().map(|(word, month)| (word.clone(), FigureTerm::PersianMonth(*month))));
    entries.extend(dates.eras.iter().map(|(word, year)| (word.clone(), FigureTerm::Era(*year))));
    entries.extend(dates.decades.iter().map(|(word, year)| (word.clone(), FigureTerm::Decade(*year))));
    entries.extend(dates.parts.iter().map(|(word, months)| (word.clone(), FigureTerm::Part(*months))));
    entries.extend(dates.named_parts.iter().filter_map(|(word, part)| {
        let (months, number) = part.split_once('/')?;
        Some((word.clone(), FigureTerm::NamedPart(months.parse().ok()?, number.parse().ok()?)))
    }));
    entries.extend(dates.near_days.iter().map(|(word, days)| (word.clone(), FigureTerm::NearDay(*days))));
    entries.extend(dates.clock_names.iter().map(|(word, hour)| (word.clone(), FigureTerm::ClockName(*hour))));
    for (offsets, side) in [(&dates.clock_offsets, Side::Before), (&dates.clock_added, Side::After)] {
        entries.extend(offsets.iter().map(|(word, by)| (word.clone(), FigureTerm::ClockOffset(*by, side))));
    }
    for (words, meaning) in [
        (&dates.hijri_years, FigureTerm::HijriYear),
        (&dates.weekends, FigureTerm::Weekend),
        (&dates.decade_before, FigureTerm::DecadeMark(Side::Before)),
        (&dates.decade_after, FigureTerm::DecadeMark(Side::After)),
        (&dates.last, FigureTerm::Toward(-1)),
        (&dates.this, FigureTerm::Toward(0)),
        (&dates.next, FigureTerm::Toward(1)),
        (&dates.coming, FigureTerm::Coming),
        (&dates.ago_before, FigureTerm::Counted(-1, Side::Before)),
        (&dates.ago_after, FigureTerm::Counted(-1, Side::After)),
        (&dates.hence_before, FigureTerm::Counted(1, Side::Before)),
        (&dates.hence_after, FigureTerm::Counted(1, Side::After)),
        (&dates.hence_future, FigureTerm::Within(Side::Before)),
        (&dates.hence_future_after, FigureTerm::Within(Side::After)),
        (&dates.week_of, FigureTerm::WeekOf(Side::Before)),
        (&dates.week_of_after, FigureTerm::WeekOf(Side::After)),
        (&dates.final_place, FigureTerm::Final),
        (&dates.possessives, FigureTerm::Possessive),
        (&dates.first_year, FigureTerm::FirstYear),
        (&dates.centuries, FigureTerm::Century),
        (&dates.future, FigureTerm::Future),
        (&dates.clock_before, FigureTerm::Clock),
        (&dates.day_before, FigureTerm::OnDay),
        (&dates.hours, FigureTerm::Hour),
        (&dates.minutes, FigureTerm::Minute),
        (&dates.forenoon, FigureTerm::Forenoon),
        (&dates.afternoon, FigureTerm::Afternoon),
    ] {
        list(entries, words, meaning);
    }
}

/// Says what a phrase may be to a spelled number that is written as one word.
pub(crate) const fn number_part(term: &FigureTerm) -> Part {
    match term {
        FigureTerm::Word(_) | FigureTerm::Scale(_) | FigureTerm::Fraction(..) | FigureTerm::Above => Part::Any,
        FigureTerm::Joiner
        | FigureTerm::Added(..)
        | FigureTerm::Ordinal(_)
        | FigureTerm::Time(_)
        | FigureTerm::Hour
        | FigureTerm::FractionOf
        | FigureTerm::Point
        | FigureTerm::Minute
        | FigureTerm::DateSign(_) => Part::Further,
        _ => Part::None,
    }
}

/// Returns the page terms of a file.
pub(crate) fn page(file: &LanguageFile) -> Entries<PageTerm> {
    let mut entries = Vec::new();
    let (page, credits) = (&file.page, &file.credits);
    for (words, meaning) in [
        (&page.byline, PageTerm::Byline),
        (&page.desks, PageTerm::Desk),
        (&page.published, PageTerm::Published),
        (&page.modified, PageTerm::Modified),
        (&page.related, PageTerm::Related),
        (&page.reference_headings, PageTerm::ReferenceHeading),
        (&page.accessed, PageTerm::Accessed),
        (&page.translator_preface, PageTerm::TranslatorPreface),
        (&page.editor_preface, PageTerm::EditorPreface),
        (&page.corrections, PageTerm::Correction),
        (&page.tags, PageTerm::Tags),
        (&page.furniture, PageTerm::Furniture),
        (&page.home, PageTerm::Home),
        (&page.actions, PageTerm::Action),
        (&page.cut_off, PageTerm::CutOff),
        (&credits.source, PageTerm::CreditSource),
        (&credits.translation, PageTerm::CreditTranslation),
        (&credits.republication, PageTerm::CreditRepublication),
        (&credits.photo, PageTerm::CreditPhoto),
        (&credits.agencies, PageTerm::Agencies),
        (&credits.wire, PageTerm::Wire),
        (&credits.preface_origin_after, PageTerm::Origin(Side::After)),
        (&credits.preface_origin_before, PageTerm::Origin(Side::Before)),
    ] {
        list(&mut entries, words, meaning);
    }
    entries
}
