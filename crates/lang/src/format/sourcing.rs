//! Who says what, and where a text comes from: the words that show it.

use serde::Deserialize;

/// Words by the kind of source they name.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct SourceNouns {
    /// "documents", "report", "letter".
    #[serde(default)]
    pub document: Vec<String>,
    /// "newspaper", "صحيفة", "紙": also left out of an outlet's name.
    #[serde(default)]
    pub outlet: Vec<String>,
    /// Words in the names of publications that are part of the name: "Courier", "Tribune", "日報".
    #[serde(default)]
    pub masthead: Vec<String>,
    /// "news agency".
    #[serde(default)]
    pub agency: Vec<String>,
    /// "sources", "an official who asked not to be named".
    #[serde(default)]
    pub anonymous: Vec<String>,
    /// "ministry", "company", "court".
    #[serde(default)]
    pub organisation: Vec<String>,
    /// "spokesman", "minister", "Dr".
    #[serde(default)]
    pub person: Vec<String>,
    /// Persons who speak for the body that they are named with: "spokesman", "chair". They need not stand in `person`.
    #[serde(default)]
    pub spokesperson: Vec<String>,
    /// "on Twitter", "in a post".
    #[serde(default)]
    pub social: Vec<String>,
    /// The page's own publisher: "this newspaper", "本紙".
    #[serde(default)]
    pub own: Vec<String>,
}

/// Reporting words that stand in one order with source and content.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// Orders of `source`, `cue` and `content` in the clause, the usual one first: `"source cue content"`,
    /// `"content cue source"`, `"cue source content"`, `"source content cue"`; `previous` is the sentence before.
    pub orders: Vec<String>,
    /// The words, all forms that occur.
    pub words: Vec<String>,
    /// What kind of source stands with them, where they tell.
    #[serde(default)]
    pub source: Option<String>,
    /// Whether they deny the content.
    #[serde(default)]
    pub denies: bool,
    /// The separable parts of these verbs, one of which must close the clause: `["mit"]` for "teilte … mit".
    #[serde(default)]
    pub particles: Vec<String>,
    /// Ends of the nouns, one of which must stand in the phrase behind the word: `["angaben"]` for "nach ersten Angaben".
    #[serde(default)]
    pub heads: Vec<String>,
    /// Whether what follows must be a clause or a quotation, since an object alone is not what was said.
    #[serde(default)]
    pub needs_clause: bool,
}

/// Attributions.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct SourcingWords {
    /// Reporting words by order.
    #[serde(default)]
    pub cues: Vec<Cue>,
    /// Words that open the content: `["that", "إن", "أن"]`.
    #[serde(default)]
    pub complementisers: Vec<String>,
    /// Marks behind a source that are not part of it: Japanese `["は", "が"]`.
    #[serde(default)]
    pub source_marks: Vec<String>,
    /// Marks that close a content before a cue: Japanese `["と"]`.
    #[serde(default)]
    pub content_marks: Vec<String>,
    /// Words that name kinds of sources.
    #[serde(default)]
    pub nouns: SourceNouns,
    /// "obtained by", "التي حصلت عليها": between a document and who has it.
    #[serde(default)]
    pub obtained: Vec<String>,
    /// "が入手した": obtained, written behind who has it and before the document.
    #[serde(default)]
    pub obtained_after: Vec<String>,
    /// "interviewed by": between people and who asked them.
    #[serde(default)]
    pub asked: Vec<String>,
    /// "befragte": asked, written behind who asked and before the people.
    #[serde(default)]
    pub asked_after: Vec<String>,
    /// "told", followed by the outlet spoken to.
    #[serde(default)]
    pub told: Vec<String>,
    /// "の取材に": told, written behind the outlet spoken to.
    #[serde(default)]
    pub told_after: Vec<String>,
    /// "citing", "quoting": between a reporter and whom it cites.
    #[serde(default)]
    pub citing: Vec<String>,
    /// "を引用して": citing, written behind whom a reporter cites.
    #[serde(default)]
    pub citing_after: Vec<String>,
    /// Words that end the phrase of a source: auxiliaries, adverbs, prepositions of circumstance: `["has", "also"]`.
    #[serde(default)]
    pub closers: Vec<String>,
    /// Words with which no source begins: prepositions and adverbs: `["in", "therefore"]`.
    #[serde(default)]
    pub not_openers: Vec<String>,
    /// Words right before a noun: `["the", "his"]`. A reporting word behind one is a noun.
    #[serde(default)]
    pub determiners: Vec<String>,
    /// Words that stand for the sentence before: `["das", "so"]` in "Das teilte die Behörde mit".
    #[serde(default)]
    pub anaphors: Vec<String>,
    /// Words that, behind a clause break, end what a source says: `["but", "though"]`.
    #[serde(default)]
    pub contrasts: Vec<String>,
    /// Verb forms of reported speech: a sentence with one goes on with the last speaker: `["sei", "habe"]`.
    #[serde(default)]
    pub reported_mood: Vec<String>,
    /// Whether case alone marks whom one speaks to: "рассказали «Курьеру»".
    #[serde(default)]
    pub case_marks_hearers: bool,
    /// Whether all nouns are written with a capital, as in German.
    #[serde(default)]
    pub capital_nouns: bool,
    /// Words between a source and a clause about it: `["which", "who"]`. They end the source.
    #[serde(default)]
    pub relatives: Vec<String>,
    /// Words that open a clause of their own: `["after", "although"]`. A source begins behind them.
    #[serde(default)]
    pub conjunctions: Vec<String>,
    /// Words that join two of a kind: `["and", "or"]`. No source begins with one; a reporting word right behind one
    /// has the source of the one before.
    #[serde(default)]
    pub coordinators: Vec<String>,
    /// Words that open a clause in which nobody has said anything yet: `["if", "whether"]`.
    #[serde(default)]
    pub conditionals: Vec<String>,
    /// Words that keep a reporting word right behind them from reporting: forms of "be", which make it passive, and
    /// those of what may yet be said: `["was", "can"]`.
    #[serde(default)]
    pub disarmers: Vec<String>,
    /// Whether the noun that says what a phrase is stands last: "court filings". Elsewhere it stands first.
    #[serde(default)]
    pub heads_last: bool,
    /// Words between a noun and what describes it: `["of", "from"]`. The noun behind one is not what the phrase is.
    #[serde(default)]
    pub prepositions: Vec<String>,
    /// Pronouns that may be sources: `["he", "she", "it"]`.
    #[serde(default)]
    pub pronouns: Vec<String>,
    /// Own reporting by the words alone: "we have counted", "本紙の取材で".
    #[serde(default)]
    pub own_reporting: Vec<String>,
    /// "pudo saber", "nach Informationen von": found out, before the name of who did. Own reporting where that is the
    /// page's own publisher.
    #[serde(default)]
    pub findings: Vec<String>,
    /// "has learned", "の取材で": found out, written behind the name of who did.
    #[serde(default)]
    pub findings_after: Vec<String>,
    /// "we", "私たちは": those who write, where they stand apart from their verb.
    #[serde(default)]
    pub first_person: Vec<String>,
    /// Verbs of work that is done at first hand: "counted", "visited". Own reporting in one clause with the first person.
    #[serde(default)]
    pub fieldwork: Vec<String>,
    /// Phrases that look like attributions and are none.
    #[serde(default)]
    pub not_sourcing: Vec<String>,
}

/// Credit lines.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct CreditWords {
    /// Labels before a colon: `["source", "المصدر"]`; "via".
    #[serde(default)]
    pub source: Vec<String>,
    /// "translated from", "ترجمة عن".
    #[serde(default)]
    pub translation: Vec<String>,
    /// "first published by", "republished from".
    #[serde(default)]
    pub republication: Vec<String>,
    /// Labels of pictures: `["photo", "صورة"]`.
    #[serde(default)]
    pub photo: Vec<String>,
    /// Agencies that are not named: `["agencies", "وكالات"]`.
    #[serde(default)]
    pub agencies: Vec<String>,
    /// Words that close a dateline, without a dash: Chinese `["电", "讯"]`.
    #[serde(default)]
    pub wire: Vec<String>,
    /// In a preface: "以下は…の翻訳": words between the origin's name and the end of the statement.
    #[serde(default)]
    pub preface_origin_after: Vec<String>,
    /// In a preface: "the following was written by": words before the origin's name.
    #[serde(default)]
    pub preface_origin_before: Vec<String>,
}
