//! What nobody should ask, asked all the same.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at what it does not expect")]

mod common;

use std::fs;
use std::path::Path;

use common::{fieldwright, status, stderr, stdout, with_input};

/// Judges a document and gives the message of its error.
fn error(document: &[u8]) -> serde_json::Value {
    let args = ["validate", "acme/order-paid", "--format", "json", "-"];
    let output = with_input(fieldwright(&args), document);
    assert_eq!(status(&output), 1);
    assert_eq!(stderr(&output), "");
    let answer: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!((&answer["valid"], &answer["violations"]), (&false.into(), &serde_json::json!([])));
    answer["error"].clone()
}

#[test]
fn texts_that_are_not_json() {
    for document in [
        &b""[..],
        b" \n",
        b"\0",
        b"{\"a\": \"\0\"}",
        b"\xff\xfe{}",
        b"\xef\xbb\xbf{}",
        b"{\"type\": \"\\ud800\"}",
        b"{\"a\": 1e999}",
        b"{\"a\": 01}",
        b"{} {}",
        b"{\"a\": 1, \"\\u0061\": 2}",
        b"\x7fELF\x02\x01\x01\0\0\0",
    ] {
        let error = error(document);
        assert!(error["message"].as_str().unwrap().starts_with("not strict JSON: "), "{error}");
        assert!(error["offset"].as_u64().unwrap() <= document.len() as u64);
    }
}

#[test]
fn nesting_of_100_000_levels() {
    for open in [&b"["[..], b"{\"a\":"] {
        let error = error(&open.repeat(100_000));
        assert_eq!(error["message"], "not strict JSON: nested too deep");
    }
}

#[test]
fn a_document_that_is_too_long() {
    assert_eq!(error(&vec![b' '; (64 << 20) + 1])["message"], "longer than 64 MiB");
}

#[test]
fn places_are_those_of_the_file() {
    let error = error("{\n  \"é\": tru\n}".as_bytes());
    assert_eq!((&error["line"], &error["column"], &error["offset"]), (&2.into(), &8.into(), &10.into()));
}

#[test]
fn inputs_that_cannot_be_read_do_not_keep_the_others_from_being_judged() {
    let args = ["validate", "acme/order-paid", "missing.json", "bodies", "bodies/paid.json", "--format", "json"];
    for ndjson in [false, true] {
        let output = fieldwright(&args).args(ndjson.then_some("--ndjson")).output().unwrap();
        assert_eq!(status(&output), 2);
        assert!(stdout(&output).lines().all(|line| line.contains("\"input\":\"bodies/paid.json\"")));
        assert!(stderr(&output).contains("`missing.json`") && stderr(&output).contains("`bodies`"));
    }
}

#[test]
#[cfg(unix)]
fn names_do_not_reach_the_terminal_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let name = "a\u{1b}[31mb\u{202e}.json";
    fs::write(folder.path().join(name), "{}").unwrap();
    let run = |args: &[&str]| fieldwright(args).arg(folder.path().join(name)).output().unwrap();
    let text = stdout(&run(&["validate", "acme/order-paid"]));
    assert!(text.contains("a\\u{1b}[31mb\\u{202e}.json: invalid"), "{text}");
    let json = stdout(&run(&["validate", "acme/order-paid", "--format", "json"]));
    assert!(!json.contains('\u{1b}'));
    let output = fieldwright(&["table", "\u{1b}[2J\nerror: no"]).output().unwrap();
    assert_eq!(stderr(&output).lines().count(), 2);
    assert!(!stderr(&output).contains('\u{1b}'));
}

#[test]
fn schemas_that_are_no_schemas() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("acme");
    fs::create_dir(&page).unwrap();
    let alias_bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
    let deep = "[".repeat(200_000);
    let long = format!("provider: \"{}\"\n", "x".repeat(1 << 20));
    for (text, expected) in [("", 1), ("\0", 1), (alias_bomb, 1), (deep.as_str(), 1), (long.as_str(), 1)] {
        fs::write(page.join("page.yaml"), text).unwrap();
        let output = check(folder.path());
        assert_eq!(status(&output), expected, "{}", stderr(&output));
        assert!(stderr(&output).len() < 40_000, "a long line must not fill the screen");
        assert!(stderr(&output).contains("page.yaml:1:") || stderr(&output).contains("page.yaml:"));
    }
    fs::write(page.join("page.yaml"), b"\xff\xfe").unwrap();
    assert_eq!(status(&check(folder.path())), 2);
}

fn check(folder: &Path) -> std::process::Output {
    fieldwright(&["check", "--schemas"]).arg(folder).output().unwrap()
}
