//! The article of one page as Markdown, for an editor or a notebook.
//!
//! Captured text stays text: what Markdown would take for markup is escaped.

use headwater_model::{Account, Label};

use crate::{body, chain, voice};

/// Characters that Markdown may take for markup, wherever they stand.
const MARKUP: &str = "\\`*_[]<>#|~";

/// Writes an article: title, provenance, preface as a quotation, body, credits and references.
pub fn article(account: &Account) -> String {
    let article = &account.article;
    let page = account.page.text.as_str();
    let mut paragraphs = Vec::new();
    paragraphs.extend(article.title.as_ref().map(|title| format!("# {}", escaped(&title.value))));
    paragraphs.push(provenance(account));
    if let Some(preface) = &article.preface {
        paragraphs.push(format!("> {}", escaped(preface.span.of(page))));
    }
    for (span, label) in body::blocks(account) {
        let words = escaped(span.of(page));
        match label {
            Label::Preface => {}
            Label::Subheading | Label::ReferenceHeading => paragraphs.push(format!("## {words}")),
            Label::Reference | Label::Credit => paragraphs.push(format!("- {words}")),
            _ => paragraphs.push(words),
        }
    }
    paragraphs.join("\n\n") + "\n"
}

/// Says in one line who published it, when, where, and whose word it credits.
fn provenance(account: &Account) -> String {
    let published = account.article.published.as_ref().map(|when| when.value.to_string());
    let address = account.page.address.as_ref().map(|address| escaped(address));
    let credits = account.sourcing.credits.iter().map(|credit| escaped(&voice::name(account, &credit.source)));
    let credits: Vec<String> = credits.collect();
    let credits = (!credits.is_empty()).then(|| format!("credits {}", credits.join(", ")));
    let parts = [Some(escaped(chain::brief(account.outlet()))), published, address, credits];
    format!("*{}*", parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

/// Escapes markup and what steers a terminal; white space becomes single spaces.
fn escaped(captured: &str) -> String {
    let mut text = String::new();
    for character in crate::terminal::safe(captured).chars() {
        if MARKUP.contains(character) {
            text.push('\\');
        }
        text.push(character);
    }
    // At the beginning of a line, these would make a list, and digits with a point a numbered one.
    let numbered = text.trim_start_matches(|character: char| character.is_ascii_digit());
    if text.starts_with(['-', '+', '=']) {
        return format!("\\{text}");
    }
    if numbered.len() < text.len() && numbered.starts_with(['.', ')']) {
        let digits = text.len() - numbered.len();
        return format!("{}\\{numbered}", text.get(..digits).unwrap_or_default());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{article, escaped};
    use crate::testing;

    #[test]
    fn captured_text_is_no_markup() {
        for (captured, expected) in [
            ("*bold* <b>", "\\*bold\\* \\<b\\>"),
            ("1. one", "1\\. one"),
            ("- item", "\\- item"),
            ("2025 was", "2025 was"),
            ("[x](javascript:y)", "\\[x\\](javascript:y)"),
        ] {
            assert_eq!(escaped(captured), expected);
        }
    }

    #[test]
    fn an_article_is_markdown() {
        insta::assert_snapshot!(article(&testing::relay()), @r"
        # عنوان

        *klyoum.com · 2025-01-24 · https://klyoum.com/1 · credits الدستور*

        ووفقا لما أوردته الجارديان فإن وثائق حصلت عليها Drop Site News تظهر صفقات لا تقل عن 10 ملايين دولار.

        - المصدر: الدستور
        ");
    }
}
