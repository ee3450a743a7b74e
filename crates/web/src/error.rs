//! Pages for what went wrong.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

/// What went wrong with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Error {
    /// There is no such page.
    NotFound,
    /// The request was made under a foreign name: a page elsewhere tries to read this one (DNS rebinding).
    ForeignHost,
    /// A fault of ours.
    Internal,
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    title: &'static str,
    advice: &'static str,
}

impl Error {
    const fn page(self) -> (StatusCode, ErrorPage) {
        match self {
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                ErrorPage {
                    title: "There is no such page",
                    advice: "Numbers of stories change when pages are added. Articles keep their addresses.",
                },
            ),
            Self::ForeignHost => (
                StatusCode::MISDIRECTED_REQUEST,
                ErrorPage {
                    title: "This address is not served",
                    advice: "Open it as http://127.0.0.1 or http://localhost.",
                },
            ),
            Self::Internal => (
                StatusCode::INTERNAL_SERVER_ERROR,
                ErrorPage {
                    title: "The page could not be made",
                    advice: "This is a fault of Headwater. The captures are safe.",
                },
            ),
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, page) = self.page();
        match page.render() {
            Ok(html) => (status, Html(html)).into_response(),
            Err(_) => (status, page.title).into_response(),
        }
    }
}
