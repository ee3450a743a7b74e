//! What a person reads in a terminal.
//!
//! All captured text goes through [`shown`]; lines are laid out for the given [`Terminal`](crate::terminal::Terminal).

mod article;
mod comparison;
mod facts;
mod overview;
mod sources;
mod story;

pub use article::{article, page};
pub use comparison::comparison;
pub use facts::facts;
pub use overview::{list, missing};
pub use sources::sources;
pub use story::{stories, story};

use headwater_model::Account;

use crate::chain;
use crate::phrase::Part;
use crate::terminal::{Sheet, Style, shown, shown_within};

/// Cells of a name inside a sentence.
const NAME: usize = 60;

/// Lays out a phrase as part of a line, each name isolated.
fn said(phrase: &[Part]) -> String {
    let part = |part: &Part| match part {
        Part::Ours(words) => words.clone(),
        Part::Theirs(name) => shown_within(name, NAME),
    };
    phrase.iter().map(part).collect()
}

/// Adds title, publisher, date, language and address.
fn head(sheet: &mut Sheet, account: &Account) {
    let article = &account.article;
    match &article.title {
        Some(title) => sheet.paragraph(Style::Strong, 0, &shown(&title.value)),
        None => sheet.paragraph(Style::Strong, 0, "(no title found)"),
    }
    let date = match (&article.published, &article.date_shown) {
        (Some(published), _) => published.value.to_string(),
        (None, Some(line)) => shown(&line.value),
        (None, None) => "no date".to_owned(),
    };
    let language = article.language.map_or("unknown language".to_owned(), |language| language.to_string());
    sheet.paragraph(Style::Plain, 0, &format!("{} · {date} · {language}", shown(chain::brief(account.outlet()))));
    if let Some(byline) = &article.byline {
        sheet.paragraph(Style::Plain, 0, &shown(&byline.value));
    }
    if let Some(address) = &account.page.address {
        sheet.paragraph(Style::Faint, 0, &shown(address));
    }
}
