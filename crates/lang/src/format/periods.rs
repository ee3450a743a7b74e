//! Words for parts of periods, for days with names, and for vague lengths of time.

use serde::Deserialize;

use super::Meanings;

/// Parts of periods, holidays and vague lengths of time.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Periods {
    /// Words before a week, month or year for its first part: `["early", "beginning of"]`.
    #[serde(default)]
    pub early: Vec<String>,
    /// Words before it for the part around its middle: `["mid", "middle of"]`.
    #[serde(default)]
    pub middle: Vec<String>,
    /// Words before it for its last part: `["late", "end of"]`.
    #[serde(default)]
    pub late: Vec<String>,
    /// Words before it for what is still to come of it, or of its last part: `["later"]` in "later this week".
    #[serde(default)]
    pub later: Vec<String>,
    /// Words before it for what is still to come of it: `["rest of"]`.
    #[serde(default)]
    pub rest: Vec<String>,
    /// Words after it for its first part: `["初め", "başı"]`.
    #[serde(default)]
    pub early_after: Vec<String>,
    /// Words after it for the part around its middle.
    #[serde(default)]
    pub middle_after: Vec<String>,
    /// Words after it for its last part: `["末", "sonu"]`.
    #[serde(default)]
    pub late_after: Vec<String>,
    /// Words after it for what is still to come of it, or of its last part.
    #[serde(default)]
    pub later_after: Vec<String>,
    /// Words after it for what is still to come of it.
    #[serde(default)]
    pub rest_after: Vec<String>,
    /// Parts of the page's own week, month or year by name: `"月末" = "late month"`.
    #[serde(default)]
    pub named: Meanings<String>,
    /// Words that may stand before a week, month or year that is the page's own: `["the"]` in "the end of the month".
    #[serde(default)]
    pub own: Vec<String>,
    /// Phrases that look like a part of a period and say none: `["at the end of the day"]`.
    #[serde(default)]
    pub idioms: Vec<String>,
    /// Words between a number and its unit of time that change neither: `["more", "consecutive"]`.
    #[serde(default)]
    pub between: Vec<String>,
    /// Vague counts before a unit of time, to about how many they are: `"a few" = 3`.
    #[serde(default)]
    pub vague: Meanings<i64>,
    /// Words for the page's own day at an end of a range: `["now"]`.
    #[serde(default)]
    pub now: Vec<String>,
    /// Words behind a number that make it a day of its month: `["तारीख"]`.
    #[serde(default)]
    pub day_after: Vec<String>,
    /// Holidays: the day as `"12-25"`, days from Easter as `"easter-2"`, or a weekday (1 is Monday) by its place in a
    /// month, the last being -1, as `"11/4/4"` for the fourth Thursday of November.
    #[serde(default)]
    pub holidays: Meanings<String>,
}
