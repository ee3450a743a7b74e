//! The article on each page of a set.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use headwater_lang::Registry;
use headwater_model::{self as model, Article, Page, Span, Stated};
use headwater_read::Lean;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use super::pages;
use crate::lines;

/// Which capture of a page to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capture {
    /// The HTML as served.
    Html,
    /// The text of the whole page, as crawls flatten it.
    Text,
}

/// What a prediction may see of a record.
#[derive(Debug, Deserialize)]
struct Record {
    id: String,
    file: String,
    text_file: Option<String>,
    url: Option<String>,
}

/// Predicts title, authors, date, publisher, topics and body of every page of a set.
///
/// `set` is a folder with a `gold.jsonl`, or such a file under another name; the files that it names are looked for
/// in its folder and in the folder above. A `manifest.json` there gives the time of capture.
///
/// # Errors
///
/// Where a file is missing or not in the set's form.
pub fn extract(set: &Path, capture: Capture) -> Result<Vec<Value>> {
    let (records, folder) = records(set)?;
    let described = described(&folder)?;
    let predicted = records.into_par_iter().filter_map(|record| {
        let file = match capture {
            Capture::Html => Some(&record.file),
            // Where the flattened page does not hold the body there is nothing to read, and the scorer knows.
            Capture::Text => record.text_file.as_ref(),
        };
        let taken = match described.get(file?) {
            Some(capture) => Ok(capture.clone()),
            None => read(&folder, file?, record.url.clone()),
        };
        Some(taken.map(|capture| prediction(&record.id, &capture)))
    });
    predicted.collect()
}

/// Reads every page of a set, one after the other, and says how long it took, in all and for the slowest page. The files
/// are in memory, and have been read once before, so that the language files are compiled.
///
/// # Errors
///
/// As [`extract`].
pub fn speed(set: &Path) -> Result<Value> {
    let (records, folder) = records(set)?;
    let taken = records.into_iter().map(|record| Ok((record.id, read(&folder, &record.file, record.url)?)));
    let taken: Vec<(String, model::Capture)> = taken.collect::<Result<_>>()?;
    let bytes: usize = taken.iter().map(|(_, capture)| capture.bytes.len()).sum();
    let round = || -> Vec<(Duration, &str)> {
        let timed = taken.iter().map(|(id, capture)| {
            let start = Instant::now();
            let (page, _) = headwater_read::page(capture);
            black_box(headwater_read::article(&page, Registry::builtin(), capture.captured, Lean::Balance));
            (start.elapsed(), id.as_str())
        });
        timed.collect()
    };
    round();
    let times = round();
    let all: Duration = times.iter().map(|(time, _)| *time).sum();
    let (most, slowest) = times.into_iter().max().unwrap_or_default();
    Ok(json!({
        "pages": taken.len(), "bytes": bytes, "seconds": all.as_secs_f64(),
        "slowest": slowest, "slowest_seconds": most.as_secs_f64(),
    }))
}

/// Writes the measures of every page of a set for `tools/labeller/`: a line of JSON with the page's id, its blocks'
/// texts and the rules' labels, then the values, two bytes each, lowest first.
///
/// # Errors
///
/// As [`extract`], and those of `out`.
pub fn features(set: &Path, capture: Capture, out: &mut impl Write) -> Result<()> {
    let (records, folder) = records(set)?;
    for record in records {
        let file = match capture {
            Capture::Html => Some(record.file),
            Capture::Text => record.text_file,
        };
        let Some(file) = file else { continue };
        let taken = read(&folder, &file, record.url)?;
        let (page, _) = headwater_read::page(&taken);
        let measures = headwater_read::measures(&page, Registry::builtin());
        let blocks = measures.blocks.iter().filter_map(|at| page.blocks.get(*at));
        let texts: Vec<&str> = blocks.map(|block| block.span.of(&page.text)).collect();
        let labels: Vec<String> = measures.labels.iter().map(|label| format!("{label:?}")).collect();
        let head = json!({ "id": record.id, "columns": measures.columns(), "texts": texts, "labels": labels });
        writeln!(out, "{head}")?;
        out.write_all(&measures.values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>())?;
    }
    Ok(())
}

/// Writes the lines of every text capture of a set that may be its title for `tools/labeller/`: two lines of JSON a page,
/// for the text as the rules find it and as it is found in the end, with the page's id and, for each line, its words
/// and its values.
///
/// # Errors
///
/// As [`extract`], and those of `out`.
pub fn titles(set: &Path, out: &mut impl Write) -> Result<()> {
    let (records, folder) = records(set)?;
    for record in records {
        let file = record.text_file.unwrap_or(record.file);
        let taken = read(&folder, &file, record.url)?;
        let (page, _) = headwater_read::page(&taken);
        for measured in headwater_read::title_lines(&page, Registry::builtin()) {
            let texts: Vec<&str> = measured.lines.iter().map(|line| line.span.of(&page.text)).collect();
            let values: Vec<&[i16]> = measured.lines.iter().map(|line| line.values.as_slice()).collect();
            writeln!(out, "{}", json!({ "id": record.id, "texts": texts, "values": values }))?;
        }
    }
    Ok(())
}

fn records(set: &Path) -> Result<(Vec<Record>, PathBuf)> {
    let path = if set.is_dir() { set.join("gold.jsonl") } else { set.to_owned() };
    let records: Vec<Record> = lines::read(&path)?;
    let Some(first) = records.first() else { bail!("`{}` is empty", path.display()) };
    let folder = path.ancestors().skip(1).take(2).find(|folder| folder.join(&first.file).is_file());
    let Some(folder) = folder else { bail!("`{}` names `{}`, which is not there", path.display(), first.file) };
    Ok((records, folder.to_owned()))
}

/// The pages of a folder that has a manifest, by name.
fn described(folder: &Path) -> Result<BTreeMap<String, model::Capture>> {
    if !folder.join("manifest.json").is_file() {
        return Ok(BTreeMap::new());
    }
    Ok(pages::below(folder)?.into_iter().map(|capture| (capture.name.clone(), capture)).collect())
}

fn read(folder: &Path, file: &str, address: Option<String>) -> Result<model::Capture> {
    let bytes = lines::bytes(&folder.join(file))?;
    headwater_read::capture(file, bytes, address, None).with_context(|| format!("cannot read `{file}`"))
}

fn prediction(id: &str, capture: &model::Capture) -> Value {
    let (page, _) = headwater_read::page(capture);
    let (article, _) = headwater_read::article(&page, Registry::builtin(), capture.captured, Lean::Balance);
    fields(id, &page, &article)
}

fn fields(id: &str, page: &Page, article: &Article) -> Value {
    let values = |stated: &[Stated<String>]| -> Vec<String> { stated.iter().map(|one| one.value.clone()).collect() };
    let words = |spans: &[Span]| -> Vec<String> { spans.iter().map(|span| span.of(&page.text).to_owned()).collect() };
    let counts = article.site_topics.iter().map(|topic| json!({ "name": topic.name, "count": topic.count }));
    let counts: Vec<Value> = counts.collect();
    json!({
        "id": id,
        "title": article.title.as_ref().map(|title| &title.value),
        "authors": values(&article.authors),
        "date": article.published.as_ref().map(|published| published.value.date.to_string()),
        "publisher": article.publisher.as_ref().map(|publisher| &publisher.value),
        "topics": values(&article.topics),
        "body": words(&article.body).join("\n\n"),
        "preface": article.preface.as_ref().map(|preface| preface.span.of(&page.text)),
        "credit": words(&article.credits),
        "refs": words(&article.references),
        "notes": words(&article.notes),
        "marks": words(&article.marks.iter().map(|mark| mark.span).collect::<Vec<_>>()),
        "section": values(&article.sections),
        "site_topics": counts,
        "byline": article.byline.as_ref().map(|byline| &byline.value),
        "date_shown": article.date_shown.as_ref().map(|shown| &shown.value),
    })
}

#[cfg(test)]
mod tests {
    use headwater_model::{Article, Block, BlockKind, CaptureId, Page, PartialDate, Span, Stated, When};

    use super::fields;

    #[test]
    fn blocks_of_the_body_are_joined_in_order() {
        let text = "Menu\nOne.\nTwo.".to_owned();
        let block = |start, end| Block {
            span: Span::new(start, end),
            kind: BlockKind::Paragraph,
            element: None,
            linked: 0,
            gap: 0,
        };
        let page = Page {
            capture: CaptureId([0; 32]),
            encoding: "UTF-8",
            blocks: vec![block(0, 4), block(5, 9), block(10, 14)],
            text,
            elements: Vec::new(),
            links: Vec::new(),
            address: None,
            host: None,
            declared_language: None,
        };
        let month = When { date: PartialDate::Month(2031, 6), time: None, offset: None };
        let article = Article {
            published: Some(Stated::new(month, Span::default())),
            body: vec![Span::new(5, 9), Span::new(10, 14)],
            ..Article::default()
        };
        let fields = fields("a", &page, &article);
        assert_eq!(fields["body"], "One.\n\nTwo.");
        assert_eq!(fields["date"], "2031-06");
        assert!(fields["title"].is_null());
    }
}
