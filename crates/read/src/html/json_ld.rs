//! JSON-LD: what a page says of its article in schema.org's words.

use std::collections::BTreeMap;

use headwater_model::{LanguageCode, MetaKey};
use serde_json::{Map, Value};

use super::declared::{ARTICLE, Declared, GENERAL, PAGE, Rank, STRUCTURED};

type Object = Map<String, Value>;

/// Reads one script element. Returns whether it was JSON.
pub(super) fn read(script: &str, declared: &mut Declared) -> bool {
    let Some(value) = parse(script) else { return false };
    let mut objects = Vec::new();
    collect(&value, &mut objects);
    let names: BTreeMap<&str, &str> =
        objects.iter().filter_map(|object| Some((text(object, "@id")?, text(object, "name")?))).collect();
    for object in &objects {
        let kinds = kinds(object);
        if kinds.iter().any(|kind| is_article(kind)) {
            article(object, &names, STRUCTURED, declared);
        } else if kinds.iter().any(|kind| kind.ends_with("Page")) {
            article(object, &names, PAGE, declared);
        } else if kinds.contains(&"BreadcrumbList") {
            breadcrumbs(object, declared);
        } else if kinds.contains(&"WebSite") {
            text(object, "name").into_iter().for_each(|name| declared.add(GENERAL, MetaKey::Publisher, &plain(name)));
        }
    }
    true
}

/// Parses JSON as pages have it: in a comment or CDATA section, with raw line breaks in strings.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let script = script.trim().trim_start_matches("//").trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    let script = script.trim().trim_end_matches("//").trim_end_matches(';');
    serde_json::from_str(script).ok().or_else(|| {
        let cleaned: String =
            script.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
        serde_json::from_str(&cleaned).ok()
    })
}

/// Collects objects with a type, graphs and the main entity of a page included. The parser has bounded the depth.
fn collect<'v>(value: &'v Value, objects: &mut Vec<&'v Object>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, objects)),
        Value::Object(object) => {
            objects.push(object);
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "breadcrumb", "author", "publisher", "isPartOf"] {
                object.get(key).into_iter().for_each(|value| collect(value, objects));
            }
        }
        _ => {}
    }
}

fn kinds(object: &Object) -> Vec<&str> {
    let kinds = match object.get("@type") {
        Some(Value::String(kind)) => vec![kind.as_str()],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    kinds.into_iter().map(|kind| kind.rsplit(['/', ':']).next().unwrap_or(kind)).collect()
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article") || kind.ends_with("Posting") || matches!(kind, "Report" | "Review" | "CreativeWork")
}

fn article(object: &Object, names: &BTreeMap<&str, &str>, rank: Rank, declared: &mut Declared) {
    for (name, key) in [
        ("headline", MetaKey::Headline),
        ("name", MetaKey::Headline),
        ("datePublished", MetaKey::Published),
        ("dateCreated", MetaKey::Published),
        ("dateModified", MetaKey::Modified),
        ("description", MetaKey::Description),
        ("creditText", MetaKey::Credit),
        ("copyrightNotice", MetaKey::Credit),
    ] {
        // The name of an article is a second choice beside its headline, the date of making beside publication.
        let rank = if matches!(name, "name" | "dateCreated") { rank.max(GENERAL) } else { rank };
        text(object, name).into_iter().for_each(|value| declared.add(rank, key, &plain(value)));
    }
    for (name, key) in [
        ("author", MetaKey::Author),
        ("creator", MetaKey::Author),
        ("publisher", MetaKey::Publisher),
        ("articleSection", MetaKey::Section),
        ("isBasedOn", MetaKey::Original),
        ("isBasedOnUrl", MetaKey::Original),
        ("translationOfWork", MetaKey::Original),
    ] {
        let Some(value) = object.get(name) else { continue };
        // An organisation that signs is the second choice beside a person.
        let signs = key == MetaKey::Author
            && value.as_object().is_some_and(|object| kinds(object).iter().any(|kind| kind.ends_with("Organization")));
        let rank = if signs { rank.max(PAGE) } else { rank };
        named(value, names, key == MetaKey::Original).iter().for_each(|value| declared.add(rank, key, value));
    }
    if let Some(keywords) = object.get("keywords") {
        topics(keywords).iter().for_each(|topic| declared.add(rank.max(ARTICLE), MetaKey::Topic, topic));
    }
    let free = object.get("isAccessibleForFree");
    if free.is_some_and(|free| {
        *free == Value::Bool(false) || free.as_str().is_some_and(|free| free.eq_ignore_ascii_case("false"))
    }) {
        declared.add(rank, MetaKey::Restricted, "isAccessibleForFree: false");
    }
    for name in ["inLanguage", "@language"] {
        let code = text(object, name).and_then(|code| LanguageCode::parse(code).ok());
        declared.language = declared.language.or(code);
    }
}

/// The names in a value: text, an object with a name, a reference to one, or a list of such. An `address` is wanted
/// of works.
fn named(value: &Value, names: &BTreeMap<&str, &str>, address: bool) -> Vec<String> {
    match value {
        Value::String(name) if address || !name.contains("://") => vec![plain(name)],
        Value::Array(values) => values.iter().flat_map(|value| named(value, names, address)).collect(),
        Value::Object(object) if address => {
            let found = ["url", "@id", "name"].iter().find_map(|key| text(object, key));
            found.map(plain).into_iter().collect()
        }
        Value::Object(object) => match object.get("name") {
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(plain).collect(),
            Some(Value::String(name)) => vec![plain(name)],
            _ if object.contains_key("familyName") => {
                let parts = ["givenName", "familyName"].iter().filter_map(|key| text(object, key));
                vec![plain(&parts.collect::<Vec<_>>().join(" "))]
            }
            _ => text(object, "@id").and_then(|id| names.get(id)).map(|name| plain(name)).into_iter().collect(),
        },
        _ => Vec::new(),
    }
}

fn topics(value: &Value) -> Vec<String> {
    match value {
        Value::String(list) => list.split([',', ';', '،', '、', '，']).map(plain).collect(),
        // Some pages mark the kind of a keyword in front of it: "tag:harbour".
        Value::Array(values) => values.iter().flat_map(|value| named(value, &BTreeMap::new(), false)).collect(),
        _ => Vec::new(),
    }
}

/// The steps of a breadcrumb list but the last, where that is the page itself.
fn breadcrumbs(object: &Object, declared: &mut Declared) {
    let Some(Value::Array(items)) = object.get("itemListElement") else { return };
    let step = |item: &Value| {
        let item = item.as_object()?;
        let inner = item.get("item").and_then(Value::as_object);
        text(item, "name").or_else(|| text(inner?, "name")).map(plain)
    };
    let steps: Vec<String> = items.iter().filter_map(step).collect();
    steps.iter().for_each(|step| declared.add(GENERAL, MetaKey::Section, step));
}

fn text<'v>(object: &'v Object, key: &str) -> Option<&'v str> {
    object.get(key).and_then(Value::as_str)
}

/// Decodes the entities that pages leave in JSON strings.
fn plain(value: &str) -> String {
    if value.contains(['&', '<']) { super::plain_text(value) } else { value.to_owned() }
}
