//! The language file: what differs by language, as plain data.
//!
//! One TOML file a language in `languages/`; the folder is the registry. Unknown keys are refused, so that a
//! misspelt key is an error and not a silence. `und.toml` holds what all languages share, such as currency signs.
//!
//! Lists are lower case where the script has case; matching folds case, width and Arabic spelling variants.
//! Words match whole where the script puts spaces between words. A word list may hold phrases.

mod periods;
mod sourcing;

use std::collections::BTreeMap;

pub use periods::Periods;
use serde::Deserialize;
pub use sourcing::{CreditWords, Cue, SourceNouns, SourcingWords};

/// Words by what they mean.
pub type Meanings<T> = BTreeMap<String, T>;

/// A language file as written.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct LanguageFile {
    /// ISO 639-1 code; also the file's name.
    pub code: String,
    /// The language's own name.
    pub name: String,
    /// Its English name.
    pub english: String,
    /// ISO 15924 codes of its scripts, the main one first.
    #[serde(default)]
    pub scripts: Vec<String>,
    /// `ltr` or `rtl`.
    #[serde(default)]
    pub direction: WrittenDirection,
    /// Prefixes written without a space before a word, as `و` and `ب` in Arabic. A listed word also matches behind
    /// one of them.
    #[serde(default)]
    pub prefixes: Vec<String>,
    /// Whether a sentence goes on behind a full stop where a small letter of ASCII or a digit follows at once, and that
    /// is all that `sentencex` looks at there.
    #[serde(default)]
    pub plain_sentences: bool,
    /// How numbers are written.
    #[serde(default)]
    pub numbers: Numbers,
    /// Words that bound a value.
    #[serde(default)]
    pub bounds: Bounds,
    /// Percent words and signs.
    #[serde(default)]
    pub percent: Percent,
    /// Currency names and signs, to ISO 4217 codes.
    #[serde(default)]
    pub currencies: Meanings<String>,
    /// Parts of a currency's unit: cents, pence, kopecks. Hundredths of the code's unit.
    #[serde(default)]
    pub cents: Meanings<String>,
    /// Tenths of a currency's unit: `"角" = "CNY"`.
    #[serde(default)]
    pub dimes: Meanings<String>,
    /// Words by which a word for a currency and a weight is the weight: `["weighs"]` for pounds.
    #[serde(default)]
    pub weights: Vec<String>,
    /// Units of measurement, to CLDR ids.
    #[serde(default)]
    pub units: Meanings<String>,
    /// Lengths of time and ages.
    #[serde(default)]
    pub time: Time,
    /// Dates.
    #[serde(default)]
    pub dates: Dates,
    /// Parts of periods, holidays and vague lengths of time.
    #[serde(default)]
    pub periods: Periods,
    /// What looks like a figure and is none.
    #[serde(default)]
    pub not_figures: NotFigures,
    /// Attributions.
    #[serde(default)]
    pub sourcing: SourcingWords,
    /// Credit lines.
    #[serde(default)]
    pub credits: CreditWords,
    /// Words in the names of outlets and firms.
    #[serde(default)]
    pub names: NameParts,
    /// How pages of this language label their parts.
    #[serde(default)]
    pub page: PageWords,
    /// What must be read from the language's own sentences.
    #[serde(default)]
    pub examples: Vec<Example>,
}

/// Words in the names of outlets and firms.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct NameParts {
    /// Legal forms and kinds of firms and outlets, which tell no name from another: `["gmbh", "株式会社"]`.
    #[serde(default)]
    pub forms: Vec<String>,
    /// Words that are translated in names, by the concept that they stand for in English: `courier = ["信使报"]`.
    /// Those of `newspaper` are left out.
    #[serde(default)]
    pub words: BTreeMap<String, Vec<String>>,
    /// How the language reads out Latin letters: `h = ["エイチ"]`.
    #[serde(default)]
    pub letters: BTreeMap<String, Vec<String>>,
}

/// Writing direction as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum WrittenDirection {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

/// How numbers are written.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// Decimal signs, the usual one first: `["."]`.
    #[serde(default)]
    pub decimal: Vec<char>,
    /// Signs between groups of digits: `[",", " "]`.
    #[serde(default)]
    pub group: Vec<char>,
    /// Words and signs that multiply the number before them: `"million" = 1_000_000`, `"万" = 10_000`.
    #[serde(default)]
    pub scales: Meanings<i64>,
    /// Spelled numbers: `"twelve" = 12`. Duals too: `"ألفان" = 2_000`.
    #[serde(default)]
    pub words: Meanings<i64>,
    /// Words that join spelled numbers: `["and"]`; prefixes such as Arabic `و` too.
    #[serde(default)]
    pub joiners: Vec<String>,
    /// Whether spelled units come before tens, as in "einundzwanzig" and Arabic.
    #[serde(default)]
    pub units_first: bool,
    /// Whether spelled numbers are written together as one word: "zweitausendfünfhundert".
    #[serde(default)]
    pub compounds: bool,
    /// Whether a digit behind a scale counts the next smaller one: "二百五" is 250.
    #[serde(default)]
    pub implied_scales: bool,
    /// Particles that end the word of a number written in Hangul: `["은", "는"]`.
    #[serde(default)]
    pub particles: Vec<String>,
    /// Words before a number that make it negative: `["minus", "零下"]`.
    #[serde(default)]
    pub negative: Vec<String>,
    /// Words after a number and its unit that make it negative: `["below zero", "bajo cero"]`.
    #[serde(default)]
    pub negative_after: Vec<String>,
    /// Words for the decimal sign between spelled numbers: `["point"]`.
    #[serde(default)]
    pub points: Vec<String>,
    /// Spelled fractions: `"two thirds" = "2/3"`.
    #[serde(default)]
    pub fractions: Meanings<String>,
    /// Fractions that are numbers only before a scale or unit: `"medio" = "1/2"` in "medio millón".
    #[serde(default)]
    pub halves: Meanings<String>,
    /// Fractions that add to the number before them: `"and a half" = "1/2"`, `"半" = "1/2"`.
    #[serde(default)]
    pub added: Meanings<String>,
    /// Denominators behind a number: `"fifths" = 5`.
    #[serde(default)]
    pub denominators: Meanings<u32>,
    /// Words behind a number that make it a denominator of the number before it: `["avos"]`.
    #[serde(default)]
    pub denominator_after: Vec<String>,
    /// Words between numerator and denominator: `["out of", "in"]` in "one in five".
    #[serde(default)]
    pub out_of: Vec<String>,
    /// Words between a fraction and what it is a fraction of: `["a", "of a"]` in "half a million".
    #[serde(default)]
    pub articles: Vec<String>,
    /// Words between a denominator and its numerator, in that order: `["分の", "分之"]`.
    #[serde(default)]
    pub fraction_of: Vec<String>,
    /// Spelled ranks: `"third" = 3`.
    #[serde(default)]
    pub ordinals: Meanings<u32>,
    /// Endings that make a digit number a rank: `["st", "nd", "rd", "th"]`, `["位"]`.
    #[serde(default)]
    pub ordinal_suffixes: Vec<String>,
    /// Words before a digit number that make it a rank: `["第"]`.
    #[serde(default)]
    pub ordinal_prefixes: Vec<String>,
    /// Words between the ends of a range: `["to"]`.
    #[serde(default)]
    pub range_between: Vec<String>,
    /// Words behind a range that announce it: `["arasında", "之间"]`.
    #[serde(default)]
    pub range_after: Vec<String>,
    /// Between a number and its scale, or behind both: somewhat more: `["余"]` in "500余万".
    #[serde(default)]
    pub above: Vec<String>,
    /// Words before a range: `["between", "from"]`.
    #[serde(default)]
    pub range_before: Vec<String>,
    /// Words between the ends of a range that opened with `range_before`: `["and"]`.
    #[serde(default)]
    pub range_and: Vec<String>,
    /// Words between a scale and what it counts: `["de"]` in "10 millions de dollars".
    #[serde(default)]
    pub links: Vec<String>,
    /// Counters and general nouns that follow a counted number: `["人", "件"]`. Empty where any noun may follow.
    #[serde(default)]
    pub counters: Vec<String>,
}

/// Words that bound a value, by where they stand.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// Before the value: "at least".
    #[serde(default)]
    pub before: BoundWords,
    /// After the value: "or more", "以上".
    #[serde(default)]
    pub after: BoundWords,
    /// Before a date only: "since", "until".
    #[serde(default)]
    pub date_before: BoundWords,
    /// After a date only: "以降", "まで".
    #[serde(default)]
    pub date_after: BoundWords,
}

/// Words by the bound they state.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct BoundWords {
    /// "about".
    #[serde(default)]
    pub about: Vec<String>,
    /// "nearly".
    #[serde(default)]
    pub nearly: Vec<String>,
    /// "at least".
    #[serde(default)]
    pub at_least: Vec<String>,
    /// "more than".
    #[serde(default)]
    pub more_than: Vec<String>,
    /// "up to".
    #[serde(default)]
    pub at_most: Vec<String>,
    /// "less than".
    #[serde(default)]
    pub less_than: Vec<String>,
}

/// Percent words and signs.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Percent {
    /// After the number: `["%", "per cent"]`.
    #[serde(default)]
    pub after: Vec<String>,
    /// Before the number: Turkish `["%", "yüzde"]`.
    #[serde(default)]
    pub before: Vec<String>,
    /// Tenths, after the number: `["割", "成"]`.
    #[serde(default)]
    pub tenths: Vec<String>,
    /// Percentage points, after the number.
    #[serde(default)]
    pub points: Vec<String>,
}

/// Lengths of time and ages.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Time {
    /// Words for units: `"hours" = "hour"`. All forms that follow a number.
    #[serde(default)]
    pub units: Meanings<String>,
    /// Whole durations in one word: `"ساعتان" = "2 hour"`, `"fortnight" = "2 week"`.
    #[serde(default)]
    pub spans: Meanings<String>,
    /// Words before a unit that make it a length of one: `["the whole", "पूरे"]`.
    #[serde(default)]
    pub whole: Vec<String>,
    /// Words after a unit that do: `["entero", "भर"]`.
    #[serde(default)]
    pub whole_after: Vec<String>,
    /// Words before an article and a unit that make them a length: `["for"]` in "for an hour".
    #[serde(default)]
    pub during: Vec<String>,
    /// Words after a number of years that make it an age: `["years old"]`, `["歳"]`.
    #[serde(default)]
    pub age_after: Vec<String>,
    /// Words before a length of time that make it an age: `["tiene"]`.
    #[serde(default)]
    pub age_verbs: Vec<String>,
    /// Words before a number that make it an age: `["aged"]`.
    #[serde(default)]
    pub age_before: Vec<String>,
}

/// Dates.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// Month names, all forms and calendars' local names, to 1–12 of the Gregorian calendar.
    #[serde(default)]
    pub months: Meanings<i8>,
    /// Names of months that are also other words; alone they are months only behind a word such as "in".
    #[serde(default)]
    pub doubtful_months: Vec<String>,
    /// Months of the Islamic calendar, to 1–12.
    #[serde(default)]
    pub hijri_months: Meanings<i8>,
    /// Months of the Persian calendar, to 1–12.
    #[serde(default)]
    pub persian_months: Meanings<i8>,
    /// Words behind a year of the Islamic calendar: `["هـ"]`.
    #[serde(default)]
    pub hijri_years: Vec<String>,
    /// Whether bare years from 1200 to 1500 are of the Persian calendar.
    #[serde(default)]
    pub persian_years: bool,
    /// Eras in which years are counted, to the Gregorian year before their first: `"令和" = 2018`.
    #[serde(default)]
    pub eras: Meanings<i16>,
    /// Weekday names, to 1 (Monday) – 7.
    #[serde(default)]
    pub weekdays: Meanings<i8>,
    /// Orders in which day, month and year stand where the month is a name: `["d M y", "M d y"]`. Between them any of
    /// `separators` may stand.
    #[serde(default)]
    pub orders: Vec<String>,
    /// Order of an all-digit date: `dmy`, `mdy` or `ymd`.
    #[serde(default)]
    pub digits: String,
    /// Words and signs that may stand between the parts: `[",", "of", "de"]`.
    #[serde(default)]
    pub separators: Vec<String>,
    /// Endings of a day's number: `["st", "th", "."]`.
    #[serde(default)]
    pub day_suffixes: Vec<String>,
    /// Signs behind year, month and day where dates are written with them: `["年", "月", "日"]`.
    #[serde(default)]
    pub signs: Vec<String>,
    /// Words before a bare year that make it a year: `["in", "since", "عام"]`.
    #[serde(default)]
    pub year_before: Vec<String>,
    /// Words after a bare year.
    #[serde(default)]
    pub year_after: Vec<String>,
    /// Decades in words, to their first year: `"nineties" = 1990`.
    #[serde(default)]
    pub decades: Meanings<i16>,
    /// Words before a number that make it a decade: `["années"]`.
    #[serde(default)]
    pub decade_before: Vec<String>,
    /// Words after a number that make it a decade: `["s", "年代"]`.
    #[serde(default)]
    pub decade_after: Vec<String>,
    /// Words for parts of a year that are counted, to their length in months: `"quarter" = 3`, `"semestre" = 6`.
    #[serde(default)]
    pub parts: Meanings<i8>,
    /// Named parts of a year, to length in months and number: `"q3" = "3/3"`, `"first half" = "6/1"`.
    #[serde(default)]
    pub named_parts: Meanings<String>,
    /// Words beside a weekday, month, week or number of them that put it before the page's date: `["last"]`.
    #[serde(default)]
    pub last: Vec<String>,
    /// Words that put it behind the page's date: `["next"]`.
    #[serde(default)]
    pub next: Vec<String>,
    /// Words that make it the first behind the page's date, even of the same week: `["coming"]`.
    #[serde(default)]
    pub coming: Vec<String>,
    /// Words that make it the page's own: `["this"]`.
    #[serde(default)]
    pub this: Vec<String>,
    /// Words before a length of time that count it back from the page's date: `["hace", "vor"]`.
    #[serde(default)]
    pub ago_before: Vec<String>,
    /// Words after a length of time that do: `["ago"]`.
    #[serde(default)]
    pub ago_after: Vec<String>,
    /// Words before a length of time that count it on from the page's date: `["in", "через"]`.
    #[serde(default)]
    pub hence_before: Vec<String>,
    /// Words before a length of time that count it on where the sentence speaks of what is to come, and else say how
    /// long something took: `["in"]`.
    #[serde(default)]
    pub hence_future: Vec<String>,
    /// Words after a length of time that do so: `["içinde"]`.
    #[serde(default)]
    pub hence_future_after: Vec<String>,
    /// Words for a day as far before the page's date as behind it, by which the sentence speaks: `"कल" = 1`.
    #[serde(default)]
    pub near_days: Meanings<i32>,
    /// Words before a day that mean the week it is in: `["week of", "week starting"]`.
    #[serde(default)]
    pub week_of: Vec<String>,
    /// Words after a day that do: `["haftası", "の週"]`.
    #[serde(default)]
    pub week_of_after: Vec<String>,
    /// Words that count from the end: `["last", "laatste"]` in "the last week of July".
    #[serde(default)]
    pub final_place: Vec<String>,
    /// Endings that tie a month or year to what is counted in it: `["'s", "'ın"]`.
    #[serde(default)]
    pub possessives: Vec<String>,
    /// The first year of an era: `["元年"]`.
    #[serde(default)]
    pub first_year: Vec<String>,
    /// Words for a century, beside its number.
    #[serde(default)]
    pub centuries: Vec<String>,
    /// Words after a length of time that do: `["from now", "後"]`.
    #[serde(default)]
    pub hence_after: Vec<String>,
    /// Words by which a sentence speaks of what is to come: `["will"]`. A bare weekday in it is the next one.
    #[serde(default)]
    pub future: Vec<String>,
    /// Endings of words that do, as written: `["rà", "ranno"]`.
    #[serde(default)]
    pub future_endings: Vec<String>,
    /// Weekends by name: `["weekend"]`.
    #[serde(default)]
    pub weekends: Vec<String>,
    /// Weeks counted from the page's: `"last week" = -1`.
    #[serde(default)]
    pub relative_weeks: Meanings<i32>,
    /// Quarters counted from the page's: `"last quarter" = -1`.
    #[serde(default)]
    pub relative_quarters: Meanings<i32>,
    /// Words before a time of day: `["at"]`.
    #[serde(default)]
    pub clock_before: Vec<String>,
    /// Hours by name, to 0–23: `"noon" = 12`.
    #[serde(default)]
    pub clock_names: Meanings<i8>,
    /// Words before an hour that move it by minutes: `"half past" = 30`, `"quarter to" = -15`, `"halb" = -30`.
    #[serde(default)]
    pub clock_offsets: Meanings<i8>,
    /// Words after an hour that do: `"y media" = 30`, `"meno un quarto" = -15`.
    #[serde(default)]
    pub clock_added: Meanings<i8>,
    /// Words between a time of day and its day: `["on"]` in "at 9:30 on Tuesday".
    #[serde(default)]
    pub day_before: Vec<String>,
    /// Words after the hour of a time of day: `["uhr", "時"]`.
    #[serde(default)]
    pub hours: Vec<String>,
    /// Words after the minutes of a time of day: `["分"]`.
    #[serde(default)]
    pub minutes: Vec<String>,
    /// Words beside a time of day that put it before noon: `["a.m.", "午前"]`.
    #[serde(default)]
    pub forenoon: Vec<String>,
    /// Words beside a time of day that put it after noon: `["p.m.", "午後"]`.
    #[serde(default)]
    pub afternoon: Vec<String>,
    /// Days counted from the page's date: `"yesterday" = -1`.
    #[serde(default)]
    pub relative_days: Meanings<i32>,
    /// Halves of days before noon, counted so: `"this morning" = 0`.
    #[serde(default)]
    pub relative_forenoons: Meanings<i32>,
    /// Halves of days after noon: `"tonight" = 0`, `"last night" = -1`.
    #[serde(default)]
    pub relative_afternoons: Meanings<i32>,
    /// Months counted from the page's: `"last month" = -1`.
    #[serde(default)]
    pub relative_months: Meanings<i32>,
    /// Years counted from the page's: `"last year" = -1`.
    #[serde(default)]
    pub relative_years: Meanings<i32>,
}

/// What looks like a figure and is none.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct NotFigures {
    /// Words before a number that make it part of a name: `["unit", "page", "windows", "flight"]`.
    #[serde(default)]
    pub before: Vec<String>,
    /// Words after a number that do.
    #[serde(default)]
    pub after: Vec<String>,
}

/// How pages of this language label their parts.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct PageWords {
    /// Before an author's name: `["by", "بقلم"]`.
    #[serde(default)]
    pub byline: Vec<String>,
    /// Names of desks that sign instead of people: `["staff", "newsroom"]`.
    #[serde(default)]
    pub desks: Vec<String>,
    /// Before a date of publication: `["published", "نشر في"]`.
    #[serde(default)]
    pub published: Vec<String>,
    /// Before a date of modification: `["updated", "آخر تحديث"]`.
    #[serde(default)]
    pub modified: Vec<String>,
    /// Before a pointer to another article: `["read also", "اقرأ أيضا"]`.
    #[serde(default)]
    pub related: Vec<String>,
    /// Headings of a list of references: `["sources", "出典"]`.
    #[serde(default)]
    pub reference_headings: Vec<String>,
    /// Before the date of a look-up in a reference: `["accessed"]`.
    #[serde(default)]
    pub accessed: Vec<String>,
    /// Labels of a translator's preface: `["translator's note", "訳者前書き"]`.
    #[serde(default)]
    pub translator_preface: Vec<String>,
    /// Labels of an editor's preface: `["editor's note"]`.
    #[serde(default)]
    pub editor_preface: Vec<String>,
    /// How a note on what was changed begins: `["this article was updated", "correction"]`.
    #[serde(default)]
    pub corrections: Vec<String>,
    /// Before the tags of an article: `["tags", "topics"]`.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Words by which a line is known as furniture: `["all rights reserved", "cookies", "share"]`.
    #[serde(default)]
    pub furniture: Vec<String>,
    /// Names of menu entries that are no section: `["home", "الرئيسية"]`.
    #[serde(default)]
    pub home: Vec<String>,
    /// Words of an invitation to sign or write: `["sign the petition"]`.
    #[serde(default)]
    pub actions: Vec<String>,
    /// Words of a paywall or "read more" that show that the text goes on elsewhere.
    #[serde(default)]
    pub cut_off: Vec<String>,
}

/// A sentence and what must be read from it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// Its figures in order, as "at least 10000000 USD"; absent where the example is not about figures.
    pub figures: Option<Vec<String>>,
    /// Its attributions in order, as "source | content"; absent where the example is not about sourcing.
    pub sources: Option<Vec<String>>,
    /// Its credits, as "kind | source".
    pub credits: Option<Vec<String>>,
    /// Its stated steps between publishers, as "reporter < cited"; `self` is the page.
    pub relays: Option<Vec<String>>,
    /// Why the readers do not get it yet. The tests fail when they do, so that the mark is taken off.
    pub gap: Option<String>,
}
