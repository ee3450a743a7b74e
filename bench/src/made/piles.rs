//! Piles of pages: an ordinary one of stories, and hostile ones.

use headwater_lang::Registry;
use headwater_model::{Account, Capture, LanguageCode};
use rayon::prelude::*;

use super::{Random, Texts, Vocabulary};

/// A pile that somebody made to be a burden, or that just is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hostile {
    /// The same page over and over, from as many outlets.
    Copies,
    /// Different pages that all end with the same long footer.
    Footer,
    /// Pages with nothing on them.
    Empty,
    /// Pages of the year 1 and of the year 9999.
    Years,
    /// Pages that say they have it from themselves.
    Itself,
    /// Pairs of outlets that name each other.
    Circles,
    /// Pages of one outlet that all name the same figures and the same source.
    Alike,
}

/// All of them, by name.
pub const HOSTILE: &[(&str, Hostile)] = &[
    ("copies", Hostile::Copies),
    ("footer", Hostile::Footer),
    ("empty", Hostile::Empty),
    ("years", Hostile::Years),
    ("itself", Hostile::Itself),
    ("circles", Hostile::Circles),
    ("alike", Hostile::Alike),
];

/// Makes a hostile pile of `count` pages in one language.
pub fn hostile(kind: Hostile, count: usize, vocabulary: &Vocabulary) -> Vec<Capture> {
    let mut random = Random::new(7);
    let long = vocabulary.paragraphs(&vocabulary.sentences(2_800, &mut random), 4);
    let footer = vocabulary.paragraphs(&vocabulary.sentences(700, &mut random), 12);
    let page = |number: usize| {
        let mut random = Random::new(number as u64);
        let text = |characters: usize, random: &mut Random| {
            let vocabulary = vocabulary.topic(random);
            vocabulary.paragraphs(&vocabulary.sentences(characters, random), 4)
        };
        let outlet = format!("Outlet{number}");
        let (body, date) = match kind {
            Hostile::Copies => (long.clone(), "2031-06-09"),
            Hostile::Footer => (format!("{}\n\n{footer}", text(1_200, &mut random)), "2031-06-09"),
            Hostile::Empty => (String::new(), "2031-06-09"),
            Hostile::Years => {
                (text(1_200, &mut random), if number.is_multiple_of(2) { "0001-01-01" } else { "9999-12-31" })
            }
            Hostile::Itself => (
                format!(
                    "According to {outlet}, the harbour paid 4.{number} million euros.\n\n{}",
                    text(900, &mut random)
                ),
                "2031-06-09",
            ),
            Hostile::Circles => {
                let other = format!("Outlet{}", number ^ 1);
                let pair = number / 2;
                let told = format!("{other} reported that the harbour paid 4.{pair} million euros for {pair}1 pumps.");
                (format!("{told}\n\n{}", text(900, &mut random)), "2031-06-09")
            }
            Hostile::Alike => (
                format!(
                    "The Harbour Gazette reported that 4,831 pumps cost 7.31 million euros on 9 June 2031.\n\n{}",
                    text(900, &mut random)
                ),
                "2031-06-09",
            ),
        };
        let host = if kind == Hostile::Alike { "one".to_owned() } else { format!("outlet{number}") };
        html(&host, number, &outlet, date, &body)
    };
    (0..count).map(page).collect()
}

fn html(host: &str, number: usize, outlet: &str, date: &str, body: &str) -> Capture {
    let paragraphs: String = body.split("\n\n").map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><title>Page {number}</title>\
         <meta property=\"og:site_name\" content=\"{outlet}\">\
         <meta property=\"article:published_time\" content=\"{date}\"></head>\
         <body><article><h1>Page {number}</h1>{paragraphs}</article></body></html>"
    );
    let address = format!("https://{host}.example/{number}");
    headwater_read::capture(&format!("{number}.html"), page.into_bytes(), Some(address), None)
        .expect("the page is text of a few kilobytes")
}

/// Makes an ordinary pile: stories of five tellings of 3 kB, in all languages that can be written.
///
/// Of each story the second telling is an abridged copy of the first; the others are told in words of their own, two of
/// them in another language, with the story's names and figures, and name the first.
pub fn ordinary(count: usize, texts: &Texts) -> Vec<Account> {
    let languages = texts.languages();
    let telling = |number: usize| {
        let story = number / 5;
        let mut random = Random::new(story as u64 * 31 + 5);
        let home = *random.pick(&languages);
        let language = if number % 5 < 3 { home } else { languages[(story + number) % languages.len()] };
        let figures: Vec<String> = (0..3).map(|_| (1_001 + random.below(90_000)).to_string()).collect();
        let names: Vec<String> = (0..2).map(|_| name(&mut random)).collect();
        let first =
            texts.of(home).map(|words| words.topic(&mut random).sentences(2_600, &mut random)).unwrap_or_default();
        let mut own = Random::new(number as u64 + 1_000_003);
        let sentences = match number % 5 {
            0 => first,
            1 => first.into_iter().take(14).collect(),
            _ => texts.of(language).map(|words| words.topic(&mut own).sentences(2_600, &mut own)).unwrap_or_default(),
        };
        account(number, story, language, texts, sentences, &figures, &names)
    };
    (0..count).into_par_iter().map(telling).collect()
}

/// Makes one story of `count` tellings, each in words of its own, with the same four figures.
pub fn story(count: usize, vocabulary: &Vocabulary, language: LanguageCode, texts: &Texts) -> Vec<Account> {
    let mut random = Random::new(11);
    let topic = vocabulary.topic(&mut random);
    let figures: Vec<String> = (0..4).map(|_| (1_001 + random.below(90_000)).to_string()).collect();
    let names: Vec<String> = (0..2).map(|_| name(&mut random)).collect();
    let telling = |number: usize| {
        let sentences = topic.sentences(2_600, &mut Random::new(number as u64 + 71));
        account(number, 1, language, texts, sentences, &figures, &names)
    };
    (0..count).map(telling).collect()
}

/// A name that nobody has.
fn name(random: &mut Random) -> String {
    const PARTS: [&str; 12] = ["ba", "ko", "ri", "ten", "mu", "lo", "sha", "vel", "dor", "ni", "gra", "pu"];
    let word = |random: &mut Random| {
        let word: String = (0..3).map(|_| *random.pick(&PARTS)).collect();
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    format!("{} {}", word(random), word(random))
}

fn account(
    number: usize,
    story: usize,
    language: LanguageCode,
    texts: &Texts,
    mut sentences: Vec<Vec<String>>,
    figures: &[String],
    names: &[String],
) -> Account {
    let registry = Registry::builtin();
    for (place, (figure, name)) in figures.iter().zip(names.iter().cycle()).enumerate() {
        let at = (place * 4 + 1).min(sentences.len());
        if let Some(sentence) = sentences.get_mut(at) {
            sentence.insert(sentence.len() / 2, format!("{name} {figure}"));
        }
    }
    let text = texts.of(language).map(|words| words.paragraphs(&sentences, 3)).unwrap_or_default();
    let text = format!("{} {story}\n\n{text}", names.first().map(String::as_str).unwrap_or_default());
    let host = format!("outlet{}.example", number % 997);
    let address = format!("https://{host}/{number}");
    let (mut page, mut article) = headwater_read::passage(&text, language, registry);
    page.address = Some(address.clone());
    page.host = Some(host);
    let day =
        jiff::civil::date(2031, 1, 1).saturating_add(jiff::ToSpan::days((story % 300) as i64 + (number % 5) as i64));
    article.published =
        Some(headwater_model::Stated::new(headwater_model::When::day(day), headwater_model::Span::default()));
    let sourcing = headwater_facts::sourcing(&page, &article, registry);
    let facts = headwater_facts::figures(&page, &article, registry);
    let capture = headwater_read::capture(&format!("{number}.txt"), text.into_bytes(), Some(address), None)
        .expect("the page is text of a few kilobytes");
    Account { capture, page, article, sourcing, facts, notes: Vec::new() }
}
