//! Who says something on a page, and per whom.

use headwater_model::{Account, Attribution, Source, Span, Voice};

use crate::phrase::{Phrase, ours, theirs};

/// Attributions that stand in each other, as people can still follow.
const DEEPEST: usize = 8;

/// Returns the attributions that cover a span, the innermost first and each followed by the one it stands in.
///
/// "The Guardian reports that documents show X" gives, for X, the documents and then the Guardian.
pub fn attributions(account: &Account, span: Span) -> Vec<&Attribution> {
    let all = &account.sourcing.attributions;
    let covers = |attribution: &&Attribution| match attribution.content {
        Some(content) => content.contains(span),
        None => attribution.sentence.contains(span),
    };
    let narrow = |attribution: &&Attribution| {
        (attribution.content.is_none(), attribution.content.unwrap_or(attribution.sentence).len())
    };
    // Attributions come by position and none reaches beyond its sentence, so only the span's own sentence is looked at.
    let behind = all.partition_point(|attribution| attribution.sentence.start <= span.start);
    let near = all.iter().take(behind).rev().take_while(|attribution| attribution.sentence.end > span.start);
    let innermost = near.filter(covers).min_by_key(narrow);
    outward(account, innermost)
}

/// Follows an attribution outward, itself first.
fn outward<'a>(account: &'a Account, innermost: Option<&'a Attribution>) -> Vec<&'a Attribution> {
    let all = &account.sourcing.attributions;
    let outer = |inner: &&Attribution| inner.within.and_then(|index| all.get(index));
    std::iter::successors(innermost, outer).take(DEEPEST).collect()
}

/// Returns who says what stands in a span, in words of the page, or `None` where the article says it itself.
pub fn speaker(account: &Account, span: Span) -> Option<Phrase> {
    let chain = attributions(account, span);
    let names: Vec<Phrase> = chain.into_iter().filter_map(|attribution| attributed(account, attribution)).collect();
    (!names.is_empty()).then(|| names.join(&ours(", per ")))
}

/// Names the source of an attribution: "documents, obtained by Drop Site News".
pub fn attributed(account: &Account, attribution: &Attribution) -> Option<Phrase> {
    let name = |source: &Source| name(account, source);
    let who = attribution.source.as_ref().map(name)?;
    let mut phrase = vec![theirs(who.clone())];
    if attribution.denied {
        phrase.push(ours(", denying it"));
    }
    if let Some(holder) = attribution.obtained_by.as_ref().map(name).filter(|holder| *holder != who) {
        phrase.extend([ours(", obtained by "), theirs(holder)]);
    }
    if let Some(listener) = attribution.told.as_ref().map(name) {
        phrase.extend([ours(", to "), theirs(listener)]);
    }
    Some(phrase)
}

/// Returns a source's name: the outlet it was resolved to, or the page's words.
pub fn name(account: &Account, source: &Source) -> String {
    let outlet = source.outlet.as_ref().map(|outlet| outlet.name.as_str());
    let words = source.span.of(&account.page.text);
    outlet.filter(|name| !name.is_empty()).unwrap_or(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns what to call the article's own voice where nobody is named.
pub const fn unattributed(voice: Voice) -> &'static str {
    match voice {
        Voice::Page => "the article itself",
        Voice::Quotation => "a quotation",
        Voice::Preface => "the preface",
        Voice::Caption => "a caption",
    }
}

#[cfg(test)]
mod tests {
    use super::speaker;
    use crate::phrase::plain;
    use crate::testing;

    #[test]
    fn a_figure_has_its_speakers_from_the_inside_out() {
        let account = testing::relay();
        let said = |words: &str| speaker(&account, testing::span(&account, words)).map(|phrase| plain(&phrase));
        assert_eq!(said("10 ملايين").as_deref(), Some("وثائق, obtained by Drop Site News, per الجارديان"));
        assert_eq!(said("عنوان"), None);
    }
}
