//! Routes: fetch, hand over, and the headers that every answer has.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Router, http::HeaderMap};

use crate::error::Error;
use crate::site::Site;
use crate::view::{ArticlePage, HomePage, StoryPage};

const STYLE: &str = include_str!("../static/style.css");

/// Nothing but our own style sheet is loaded, and nobody frames the pages: captured text can do nothing here.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, HeaderValue); 4] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
];

/// Returns the routes of a site.
pub(crate) fn router(site: Site) -> Router {
    Router::new()
        .route("/", get(home))
        .route("/s/{number}", get(story))
        .route("/a/{id}", get(article))
        .route("/style.css", get(style))
        .fallback(async || Error::NotFound)
        .layer(middleware::from_fn(only_local))
        .with_state(Arc::new(site))
}

async fn home(State(site): State<Arc<Site>>) -> Result<Html<String>, Error> {
    render(&HomePage::new(&site))
}

async fn story(State(site): State<Arc<Site>>, Path(number): Path<String>) -> Result<Html<String>, Error> {
    let story = site.story(&number).ok_or(Error::NotFound)?;
    render(&StoryPage::new(&site, story))
}

async fn article(State(site): State<Arc<Site>>, Path(id): Path<String>) -> Result<Html<String>, Error> {
    let account = site.account(&id).ok_or(Error::NotFound)?;
    render(&ArticlePage::new(&site, account))
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], [STYLE, headwater_report::graph::STYLE].concat())
}

fn render(page: &impl Template) -> Result<Html<String>, Error> {
    page.render().map(Html).map_err(|_| Error::Internal)
}

/// Answers only requests that name this computer, and adds the headers.
async fn only_local(headers: HeaderMap, request: Request, next: Next) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let mut response = if is_local(host) { next.run(request).await } else { Error::ForeignHost.into_response() };
    response.headers_mut().extend(HEADERS);
    response
}

/// Says whether a `Host` header names this computer.
fn is_local(host: &str) -> bool {
    let port = |rest: &str| rest.is_empty() || rest.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| host.strip_prefix(name).is_some_and(port))
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn only_names_of_this_computer_are_answered() {
        for (host, local) in [
            ("127.0.0.1:7171", true),
            ("localhost", true),
            ("[::1]:80", true),
            ("localhost.evil.example", false),
            ("evil.example:7171", false),
            ("", false),
        ] {
            assert_eq!(is_local(host), local, "{host}");
        }
    }
}
