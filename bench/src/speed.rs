//! How fast the figures and the sourcing of articles are read.
//!
//! The texts are the bodies of the articles in `sets/derivation`, and the paragraphs of `sets/sourcing/more.jsonl` where
//! that has none of a language, joined to articles of about 3 kB.

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use headwater_lang::Registry;
use headwater_model::{Article, LanguageCode, Page, Span, Stated, When};
use jiff::civil::date;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::lines;

/// A text of a set.
#[derive(Debug, Deserialize)]
struct Record {
    lang: String,
    #[serde(alias = "text")]
    body: Option<String>,
}

/// The bytes of an article, at least.
const LONG: usize = 3_000;

/// A measurement takes at least so long, and is made so often; the least time counts.
const LONG_ENOUGH: Duration = Duration::from_millis(400);
const ROUNDS: usize = 3;

/// Reads the figures of the texts of each language on one thread, and figures and sourcing of all articles on one and on
/// two. Times are those on the processor where the system tells them, but for the two threads, where it is the clock's.
///
/// # Errors
///
/// Where a set of the folder is missing or not in its form.
pub fn facts(sets: &Path) -> Result<Value> {
    let mut languages = Vec::new();
    let mut all = Vec::new();
    for (code, bodies) in texts(sets)? {
        let language = LanguageCode::parse(&code).with_context(|| format!("language `{code}`"))?;
        let articles = articles(&bodies, language);
        let bytes: usize = articles.iter().map(|(page, _)| page.text.len()).sum();
        let seconds = least(|| articles.iter().for_each(figures));
        languages.push(json!({ "lang": code, "bytes": bytes, "seconds": seconds }));
        all.extend(articles);
    }
    let both = |article: &(Page, Article)| {
        figures(article);
        black_box(headwater_facts::sourcing(&article.0, &article.1, Registry::builtin()));
    };
    let one = least(|| all.iter().for_each(both));
    let pool = ThreadPoolBuilder::new().num_threads(2).build()?;
    let two = pool.install(|| least(|| all.par_iter().for_each(both)));
    let bytes: usize = all.iter().map(|(page, _)| page.text.len()).sum();
    let both = json!({ "articles": all.len(), "bytes": bytes, "seconds_one": one, "seconds_two": two });
    Ok(json!({ "figures": languages, "both": both }))
}

fn figures(article: &(Page, Article)) {
    black_box(headwater_facts::figures(&article.0, &article.1, Registry::builtin()));
}

/// The seconds of one run, the least of some rounds of as many runs as it takes to measure them.
fn least(mut run: impl FnMut()) -> f64 {
    run();
    let rounds = (0..ROUNDS).map(|_| {
        let (clock, processor) = (Instant::now(), processor());
        let mut runs = 0_u32;
        while clock.elapsed() < LONG_ENOUGH {
            run();
            runs += 1;
        }
        let busy = processor.and_then(|start| Some(self::processor()?.saturating_sub(start)));
        // A thread that waits for others is not busy itself.
        let taken = busy.filter(|busy| *busy * 10 > clock.elapsed()).unwrap_or_else(|| clock.elapsed());
        taken.as_secs_f64() / f64::from(runs)
    });
    rounds.fold(f64::INFINITY, f64::min)
}

/// The time that this thread has had a processor, so that what else runs on the machine counts less.
fn processor() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// The texts of each language.
fn texts(sets: &Path) -> Result<BTreeMap<String, Vec<String>>> {
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in ["derivation/truth/pages.jsonl", "sourcing/more.jsonl"] {
        let mut read: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for record in lines::read::<Record>(&sets.join(PathBuf::from(file)))? {
            read.entry(record.lang).or_default().extend(record.body);
        }
        for (code, bodies) in read {
            texts.entry(code).or_insert(bodies);
        }
    }
    Ok(texts)
}

fn articles(bodies: &[String], language: LanguageCode) -> Vec<(Page, Article)> {
    let mut articles = Vec::new();
    let mut text = String::new();
    for (index, body) in bodies.iter().enumerate() {
        text.push_str(body);
        text.push('\n');
        if text.len() >= LONG || index + 1 == bodies.len() {
            let (page, article) = headwater_read::passage(&text, language, Registry::builtin());
            let published = Some(Stated::new(When::day(date(2031, 6, 12)), Span::default()));
            articles.push((page, Article { published, ..article }));
            text.clear();
        }
    }
    articles
}
