//! Dates in text, in the words and orders of the page's languages, and dates written for machines.

use headwater_lang::terms::FigureTerm;
use headwater_lang::{Language, digit, fold, fold_str};
use headwater_model::{PartialDate, Span, When};
use jiff::civil::{Date, Time};

/// How much of a block is searched for a date.
const SEARCHED: usize = 400;

/// How far apart the parts of one date may stand, in bytes.
const APART: usize = 24;

/// How far behind its date a clock time may stand, in bytes.
const TIME_WITHIN: usize = 40;

/// The year of the first web pages: no address holds the date of an older one.
const FIRST_PAGES: i16 = 1991;

/// A date with the words that state it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) when: When,
    pub(super) span: Span,
}

/// Reads a date written for machines: ISO 8601 as pages vary it, RFC 2822, or eight digits.
pub(super) fn machine(text: &str) -> Option<When> {
    let text = text.trim();
    if let Ok(zoned) = jiff::fmt::rfc2822::parse(text) {
        let offset = Some(zoned.offset().seconds());
        return Some(When { date: PartialDate::Day(zoned.date()), time: Some(to_minute(zoned.time())), offset });
    }
    let numbers = numbers(text);
    let Some(first) = numbers.first().filter(|number| number.span.start == 0) else { return of_c(text) };
    if first.digits == 8 {
        let (year, month, day) = (first.value / 10_000, first.value / 100 % 100, first.value % 100);
        return Some(When::day(date(year, month, day)?));
    }
    let (year, month) = (first.value, numbers.get(1));
    if first.digits != 4 || !plausible_year(year) {
        return None;
    }
    let joined = |left: &Number, right: &Number| {
        text.get(left.span.end..right.span.start).is_some_and(|between| matches!(between, "-" | "/" | "."))
    };
    let Some(month) = month.filter(|month| joined(first, month)) else {
        return (first.span.end == text.len()).then_some(When {
            date: PartialDate::Year(year as i16),
            time: None,
            offset: None,
        });
    };
    let Some(day) = numbers.get(2).filter(|day| joined(month, day)) else {
        let month = i8::try_from(month.value).ok().filter(|month| (1..=12).contains(month))?;
        return Some(When { date: PartialDate::Month(year as i16, month), time: None, offset: None });
    };
    let date = PartialDate::Day(date(year, month.value, day.value)?);
    let (time, offset) = clock(text, &numbers, day.span.end);
    Some(When { date, time, offset })
}

/// Reads a date as C's `ctime` and Java print it: "Mon Oct 13 14:57:21 CEST 2031".
fn of_c(text: &str) -> Option<When> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (weekday, month, day, time, year) = match words.as_slice() {
        [weekday, month, day, time, year] | [weekday, month, day, time, _, year] => (weekday, month, day, time, year),
        _ => return None,
    };
    let plain = format!("{weekday} {month} {day} {time} {year}");
    let parsed = jiff::civil::DateTime::strptime("%a %b %d %H:%M:%S %Y", plain).ok()?;
    Some(When { date: PartialDate::Day(parsed.date()), time: Some(to_minute(parsed.time())), offset: None })
}

/// Reads the day in the path of an address: `/2031/05/21/`, `/2031-05-21-`, `/20310521`.
pub(super) fn of_address(address: &str) -> Option<PartialDate> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let numbers = numbers(path);
    let joined = |left: &Number, right: &Number| {
        path.get(left.span.end..right.span.start).is_some_and(|between| matches!(between, "-" | "/" | "_" | "."))
    };
    let whole = numbers.iter().filter(|number| number.digits == 8);
    let mut whole =
        whole.filter_map(|number| date(number.value / 10_000, number.value / 100 % 100, number.value % 100));
    let mut parts = numbers.windows(3).filter_map(|parts| {
        let [first, second, third] = parts else { return None };
        if second.digits > 2 || !joined(first, second) || !joined(second, third) {
            return None;
        }
        match (first.digits, third.digits) {
            (4, 1 | 2) => date(first.value, second.value, third.value),
            (1 | 2, 4) => date(third.value, second.value, first.value),
            _ => None,
        }
    });
    let recent = |date: &Date| date.year() >= FIRST_PAGES;
    parts.find(recent).or_else(|| whole.find(recent)).map(PartialDate::Day)
}

/// Finds the dates in a text that stands at `offset` of the page.
pub(super) fn find(text: &str, offset: usize, tongues: &[&Language]) -> Vec<Dated> {
    let text = text.get(..text.floor_char_boundary(SEARCHED)).unwrap_or(text);
    let numbers = numbers(text);
    if numbers.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Dated> = Vec::new();
    for language in tongues {
        let dates = Reader { text, numbers: &numbers, language };
        dates.signed(&mut found);
        dates.worded(&mut found);
        dates.figures(&mut found);
    }
    found.sort_by_key(|dated| (dated.span.start, std::cmp::Reverse(dated.span.end)));
    let mut end = 0;
    found.retain(|dated| {
        let free = dated.span.start >= end;
        end = if free { dated.span.end } else { end };
        free
    });
    found.into_iter().map(|dated| Dated { span: dated.span.shifted(offset), ..dated }).collect()
}

#[derive(Debug, Clone, Copy)]
struct Number {
    value: u32,
    digits: usize,
    span: Span,
}

/// Runs of digits of any script.
fn numbers(text: &str) -> Vec<Number> {
    let mut numbers: Vec<Number> = Vec::new();
    for (at, character) in text.char_indices() {
        let Some(value) = digit(character) else { continue };
        let end = at + character.len_utf8();
        match numbers.last_mut().filter(|number| number.span.end == at) {
            Some(number) => {
                number.value = number.value.saturating_mul(10).saturating_add(value);
                number.digits += 1;
                number.span.end = end;
            }
            None => numbers.push(Number { value, digits: 1, span: Span::new(at, end) }),
        }
    }
    numbers
}

fn plausible_year(year: u32) -> bool {
    (1500..=2999).contains(&year)
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|_| plausible_year(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn to_minute(time: Time) -> Time {
    Time::new(time.hour(), time.minute(), 0, 0).unwrap_or(time)
}

struct Reader<'t> {
    text: &'t str,
    numbers: &'t [Number],
    language: &'t Language,
}

impl Reader<'_> {
    /// Dates with a sign behind each part: 2031年3月15日.
    fn signed(&self, found: &mut Vec<Dated>) {
        let [year_sign, month_sign, day_sign] = self.language.file.dates.signs.as_slice() else { return };
        for (at, year) in self.numbers.iter().enumerate() {
            let behind = |number: &Number, sign: &str| self.rest(number).trim_start().starts_with(sign);
            let (Some(month), Some(day)) = (self.numbers.get(at + 1), self.numbers.get(at + 2)) else { continue };
            if behind(year, year_sign)
                && behind(month, month_sign)
                && behind(day, day_sign)
                && day.span.end - year.span.start < 40
            {
                let end = day.span.end + self.rest(day).find(day_sign.as_str()).unwrap_or(0) + day_sign.len();
                self.add(found, date(year.value, month.value, day.value), Span::new(year.span.start, end));
            }
        }
    }

    /// Dates whose month is a name.
    fn worded(&self, found: &mut Vec<Dated>) {
        if self.numbers.is_empty() {
            return;
        }
        let folded = fold(self.text);
        for phrase in self.language.figures.find_all(&folded) {
            for meaning in phrase.meanings {
                if let FigureTerm::Month(month) = meaning {
                    self.around_month(folded.original(phrase.start, phrase.end), *month, found);
                }
            }
        }
    }

    /// Reads the day and the year on either side of a month's name.
    fn around_month(&self, span: Span, month: i8, found: &mut Vec<Dated>) {
        let before = self.numbers.iter().rev().find(|number| number.span.end <= span.start);
        let left = before.filter(|number| self.joined(number.span.end, span.start));
        let right = self.behind(span);
        let second = right.and_then(|right| self.behind(right.span));
        let day = |number: &Number| number.digits <= 2 && (1..=31).contains(&number.value);
        let year = |number: &Number| number.digits == 4 && plausible_year(number.value);
        let number = u32::from(month.unsigned_abs());
        match (left, right, second) {
            (Some(left), Some(right), _) if day(left) && year(right) => {
                self.add(found, date(right.value, number, left.value), left.span.join(right.span));
            }
            (Some(left), Some(right), _) if year(left) && day(right) => {
                self.add(found, date(left.value, number, right.value), left.span.join(right.span));
            }
            (_, Some(right), Some(second)) if day(right) && year(second) => {
                self.add(found, date(second.value, number, right.value), span.join(second.span));
            }
            (_, Some(right), _) if year(right) => {
                let date = PartialDate::Month(right.value as i16, month);
                found.push(Dated { when: When { date, time: None, offset: None }, span: span.join(right.span) });
            }
            _ => {}
        }
    }

    /// Returns the number that follows `span` as a part of the same date.
    fn behind(&self, span: Span) -> Option<&Number> {
        let after = self.numbers.iter().find(|number| number.span.start >= span.end);
        after.filter(|number| self.joined(span.end, number.span.start))
    }

    /// Dates of digits alone, in the language's order unless the numbers only allow another.
    fn figures(&self, found: &mut Vec<Dated>) {
        for parts in self.numbers.windows(3) {
            let [first, second, third] = parts else { continue };
            let between = |left: &Number, right: &Number| {
                self.text.get(left.span.end..right.span.start).unwrap_or_default().trim()
            };
            let sign = between(first, second);
            if !matches!(sign, "." | "/" | "-" | "–") || between(second, third) != sign || second.digits > 2 {
                continue;
            }
            let day = match (first.digits, third.digits) {
                (4, 1 | 2) => date(first.value, second.value, third.value),
                (1 | 2, 4) => self.day_and_month(third.value, first.value, second.value),
                (2, 2) if sign != "-" => self.day_and_month(2000 + third.value, first.value, second.value),
                _ => None,
            };
            self.add(found, day, first.span.join(third.span));
        }
    }

    fn day_and_month(&self, year: u32, first: u32, second: u32) -> Option<Date> {
        let month_first = self.language.file.dates.digits.starts_with('m');
        let (day, month) = if month_first { (second, first) } else { (first, second) };
        date(year, month, day).or_else(|| date(year, day, month))
    }

    fn add(&self, found: &mut Vec<Dated>, date: Option<Date>, span: Span) {
        let Some(date) = date else { return };
        let (time, offset) = clock(self.text, self.numbers, span.end);
        found.push(Dated { when: When { date: PartialDate::Day(date), time, offset }, span });
    }

    fn rest(&self, number: &Number) -> &str {
        self.text.get(number.span.end..).unwrap_or_default()
    }

    /// Says whether only what may stand between the parts of a date lies between two places.
    fn joined(&self, from: usize, to: usize) -> bool {
        let Some(between) = self.text.get(from..to).filter(|between| between.len() <= APART) else { return false };
        let dates = &self.language.file.dates;
        let folded = fold_str(between);
        let mut words = folded.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
        let known = |list: &[String], word: &str| list.iter().any(|entry| fold_str(entry) == word);
        words.all(|word| {
            known(&dates.separators, word)
                || known(&dates.day_suffixes, word)
                || dates.weekdays.keys().any(|day| fold_str(day) == word)
        }) && !between.contains(['\n', ';', '(', ':'])
    }
}

/// Reads a clock time, and its offset from UTC, behind a date that ends at `end`.
fn clock(text: &str, numbers: &[Number], end: usize) -> (Option<Time>, Option<i32>) {
    let pairs = numbers.iter().zip(numbers.iter().skip(1));
    let near = pairs.filter(|(hour, _)| hour.span.start >= end && hour.span.start - end <= TIME_WITHIN);
    for (hour, minute) in near {
        let between = text.get(hour.span.end..minute.span.start).unwrap_or_default().trim();
        let after = text.get(minute.span.end..).unwrap_or_default();
        let fits = hour.digits <= 2 && minute.digits == 2 && hour.value < 24 && minute.value < 60;
        if !fits || !(between == ":" || between.chars().count() == 1 && between.chars().all(char::is_alphabetic)) {
            continue;
        }
        let hour = half_day(hour.value, after);
        let Some(time) = i8::try_from(hour).ok().and_then(|hour| Time::new(hour, minute.value as i8, 0, 0).ok()) else {
            continue;
        };
        return (Some(time), zone(after));
    }
    (None, None)
}

/// Turns a twelve-hour clock's hour, marked by the signs AM and PM, into the day's.
fn half_day(hour: u32, after: &str) -> u32 {
    let sign: String = after
        .trim_start()
        .chars()
        .take(4)
        .filter(|character| *character != '.')
        .collect::<String>()
        .to_ascii_lowercase();
    match () {
        () if sign.starts_with("pm") && hour < 12 => hour + 12,
        () if sign.starts_with("am") && hour == 12 => 0,
        () => hour,
    }
}

/// Reads an offset from UTC behind a clock time: `Z`, `GMT`, `+02:00`, ` -0500`; seconds before it are passed over.
fn zone(after: &str) -> Option<i32> {
    let rest = after
        .trim_start_matches(|character: char| character == ':' || character == '.' || character.is_ascii_digit())
        .trim_start();
    let named = ["utc", "gmt"]
        .iter()
        .find_map(|name| rest.get(..3).filter(|head| head.eq_ignore_ascii_case(name)).and_then(|_| rest.get(3..)));
    let signed = named.unwrap_or(rest);
    let sign = match signed.chars().next() {
        Some('+') => 1,
        Some('-' | '−') => -1,
        Some('Z' | 'z') if !signed.chars().nth(1).is_some_and(char::is_alphabetic) => return Some(0),
        _ => return named.map(|_| 0),
    };
    let digits: Vec<u32> = signed
        .chars()
        .skip(1)
        .filter(|character| *character != ':')
        .map_while(|character| character.to_digit(10))
        .collect();
    let (hours, minutes) = match digits.as_slice() {
        [hours] => (*hours, 0),
        [tens, ones] => (tens * 10 + ones, 0),
        [tens, ones, minutes @ ..] => (tens * 10 + ones, minutes.iter().take(2).fold(0, |sum, value| sum * 10 + value)),
        [] => return named.map(|_| 0),
    };
    (hours <= 14 && minutes < 60).then_some(sign * i32::try_from(hours * 3600 + minutes * 60).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use headwater_lang::Registry;
    use headwater_model::LanguageCode;

    use super::{find, machine, of_address};

    #[test]
    fn machine_dates_keep_time_and_offset() {
        for (text, want) in [
            ("2031-06-03T12:40:00+02:00", "2031-06-03T12:40+02:00"),
            ("2031-06-04T07:00:00.000Z", "2031-06-04T07:00Z"),
            ("2031-06-04 07:00", "2031-06-04T07:00"),
            ("2031-06-02", "2031-06-02"),
            ("2031/06/02", "2031-06-02"),
            ("20310602", "2031-06-02"),
            ("2031-06", "2031-06"),
            ("Tue, 03 Jun 2031 12:40:00 GMT", "2031-06-03T12:40Z"),
            ("Tue Jun 03 12:40:21 CEST 2031", "2031-06-03T12:40"),
        ] {
            assert_eq!(machine(text).map(|when| when.to_string()).as_deref(), Some(want), "{text}");
        }
        assert_eq!(machine("harbour"), None);
        assert_eq!(machine("2031-13-45"), None);
    }

    #[test]
    fn addresses_hold_the_day() {
        for (address, want) in [
            ("https://ledger.example/2031/05/21/harbour", Some("2031-05-21")),
            ("https://ledger.example/news/20310521-harbour.html", Some("2031-05-21")),
            ("https://ledger.example/21-05-2031-harbour", Some("2031-05-21")),
            ("https://ledger.example/2031/05/harbour", None),
            ("https://ledger.example/a/12345678", None),
        ] {
            assert_eq!(of_address(address).map(|date| date.to_string()).as_deref(), want, "{address}");
        }
    }

    #[test]
    fn dates_are_found_in_the_words_of_each_language() {
        for (code, text, want) in [
            ("en", "By Ann Lee | 21 May 2031 09:15 BST", "2031-05-21T09:15"),
            ("en", "May 21, 2031, 7:05 PM", "2031-05-21T19:05"),
            ("en", "Published 05/21/2031", "2031-05-21"),
            ("ja", "2031年3月15日 7時48分", "2031-03-15T07:48"),
            ("ar", "2 يونيو 2031 - 13:40 بتوقيت مكة المكرمة", "2031-06-02T13:40"),
            ("ar", "الجمعة 05/09/2031 - 14:12", "2031-09-05T14:12"),
            ("zh", "2031-09-19 08:10:33", "2031-09-19T08:10"),
        ] {
            let language = Registry::builtin().language(LanguageCode::parse(code).unwrap());
            let found: Vec<String> = find(text, 0, &[language]).iter().map(|dated| dated.when.to_string()).collect();
            assert_eq!(found, [want], "{code}: {text}");
        }
    }
}
