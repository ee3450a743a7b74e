//! The pages through a real socket, on hostile invented captures.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;

use headwater_archive::trace;
use headwater_lang::Registry;
use headwater_web::{ServeError, Site, serve};

const HOSTILE: &str = "<!doctype html><html lang=\"ar\"><title>x</title><article>\
    <h1>عنوان <b>&lt;script&gt;alert(1)&lt;/script&gt;</b></h1>\
    <p>قالت صحيفة الغارديان إن الصفقات لا تقل عن 10 ملايين دولار &lt;img src=x onerror=alert(2)&gt; وفقا لوثائق.</p>\
    <p>وأضافت الصحيفة أن الوثائق المسربة تتضمن سجلات تجارية من الوزارة وملفات من الشركة الفرعية.</p></article></html>";

/// Serves two pages on a free port for as long as the test runs.
fn site() -> (SocketAddr, String) {
    let capture = |name: &str, page: &str| headwater_read::capture(name, page.into(), None, None).unwrap();
    let captures = vec![capture("a.html", HOSTILE), capture("b.txt", "A title\n\nA line of text.")];
    let id = captures[0].id.short();
    let (accounts, stories) = trace(captures, Registry::builtin());
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        serve(Site::new(accounts, stories), ([127, 0, 0, 1], 0).into(), |address| sender.send(address).unwrap())
            .unwrap();
    });
    (receiver.recv().unwrap(), id)
}

fn get(address: SocketAddr, path: &str, host: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn pages_are_answered_with_a_strict_policy() {
    let (address, id) = site();
    for (path, status) in [
        ("/", "200 OK"),
        ("/style.css", "200 OK"),
        (&format!("/a/{id}"), "200 OK"),
        ("/s/1", "200 OK"),
        ("/s/0", "404 Not Found"),
        ("/s/99999999999999999999", "404 Not Found"),
        ("/a/..%2f..%2fetc", "404 Not Found"),
        ("/nothing", "404 Not Found"),
    ] {
        let answer = get(address, path, &address.to_string()).to_lowercase();
        assert!(answer.starts_with(&format!("http/1.1 {}", status.to_lowercase())), "{path}: {answer}");
        assert!(answer.contains("content-security-policy: default-src 'none'; style-src 'self'"), "{path}: {answer}");
        assert!(answer.contains("x-content-type-options: nosniff"), "{path}: {answer}");
    }
}

#[test]
fn captured_markup_is_text() {
    let (address, id) = site();
    for path in ["/", "/s/1", "/s/2", &format!("/a/{id}")] {
        let answer = get(address, path, "localhost").to_lowercase();
        assert!(!answer.contains("<script") && !answer.contains("<img"), "{path}: {answer}");
    }
}

#[test]
fn foreign_text_carries_its_language_and_direction() {
    let (address, id) = site();
    let answer = get(address, &format!("/a/{id}"), "localhost");
    assert!(answer.contains("<article class=\"reading\" lang=\"ar\">"), "{answer}");
    assert!(answer.contains("<p dir=\"auto\">قالت صحيفة"), "{answer}");
}

#[test]
fn a_foreign_name_is_refused() {
    let (address, _) = site();
    assert!(get(address, "/", "evil.example").starts_with("HTTP/1.1 421"));
}

#[test]
fn only_this_computer_is_served() {
    let error = serve(Site::new(Vec::new(), Vec::new()), ([0, 0, 0, 0], 0).into(), |_| ()).unwrap_err();
    assert!(matches!(error, ServeError::NotLoopback { .. }));
}
