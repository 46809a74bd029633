//! Hostile pages end in an error that says what to do, or in a schema that passes `check`.

#![allow(clippy::unwrap_used, clippy::format_collect, reason = "a test may panic, and take its time")]

mod common;

use common::{fieldwright, stderr, stdout, with_input};

/// Imports a page. Whatever stands on it, the answer is a schema or an error, and no panic.
fn survive(what: &str, page: &[u8]) -> (i32, String, String) {
    let output = with_input(fieldwright(&["import", "-", "--provider", "acme", "--read", "2026-11-21"]), page);
    let (out, said) = (stdout(&output), stderr(&output));
    let status = output.status.code();
    assert!(matches!(status, Some(0 | 2)), "{what}: {status:?}\n{}", said.chars().take(3000).collect::<String>());
    assert!(!said.contains("panicked"), "{what}: {said}");
    if status == Some(2) {
        assert!(out.is_empty(), "{what}: an error and a schema");
        assert!(said.starts_with("error: "), "{what}: {said}");
    }
    (status.unwrap(), out, said)
}

fn table(names: &[&str]) -> String {
    let rows: String = names.iter().map(|name| format!("| `{name}` | string | Something. |\n")).collect();
    format!("# A page\n\n| Field | Type | Description |\n| --- | --- | --- |\n{rows}")
}

#[test]
fn large_and_deep_pages_end() {
    let cells = format!("|{}\n|{}\n{}", "a|".repeat(700), "-|".repeat(700), "|\n".repeat(700));
    let deep = format!("<table>{}", "<div>".repeat(100_000));
    let cases: Vec<(&str, String)> = vec![
        ("cells", cells),
        ("deep html", deep),
        ("deep tables", "<table><tr><td>".repeat(5_000)),
        ("lists", "- ".repeat(100_000)),
        ("brackets", "[".repeat(200_000)),
        ("braces", "{\"a\":".repeat(100_000)),
        ("json 127 deep", format!("{}1{}", "{\"a\":".repeat(127), "}".repeat(127))),
        ("json 128 deep", format!("{}1{}", "{\"a\":".repeat(128), "}".repeat(128))),
        ("code", format!("```json\n{}\n```\n", "[".repeat(100_000))),
        ("a long cell", table(&["a"]).replace("Something.", &"one of ".repeat(200_000))),
        (
            "many sentences",
            table(&vec!["a"; 3_000])
                .replace("Something.", "Can be `a` or `b`, up to 10 characters, null if none. Required if ISO 4217."),
        ),
        ("many rows", table(&vec!["a"; 30_000])),
        ("many tables", (0..3_000).map(|n| format!("## T{n}\n\n{}\n", table(&["id", "t1"]))).collect()),
        ("many members", format!("{{{}\"z\":1}}", (0..50_000).map(|n| format!("\"m{n}\":null,")).collect::<String>())),
        ("many samples", format!("{}\n", "```json\n{\"a\": 1}\n```\n\n".repeat(3_000))),
        ("a path", table(&[&"a.".repeat(50_000)])),
        ("paths", table(&[&format!("{}z", "a.".repeat(55))])),
        ("marks", table(&[&format!("{} x", "- ".repeat(10_000))])),
        ("spans", "<table><tr><td colspan=1000 rowspan=60000>a</td></tr></table>".to_owned()),
    ];
    for (what, page) in &cases {
        survive(what, page.as_bytes());
    }
}

#[test]
fn broken_texts_are_refused_or_read() {
    let cases: [(&str, &[u8]); 8] = [
        ("nothing", b""),
        ("white space", b" \n\n\t "),
        ("NUL", b"# a\n\n\0| Field |"),
        ("no UTF-8", b"# a\n\n| Field | Type |\n| --- | --- |\n| a\xff | string |\n"),
        ("BOM", b"\xef\xbb\xbf| Field | Type |\n| --- | --- |\n| a | string |\n"),
        ("lone surrogates", b"{\"a\": \"\\ud800\"}"),
        ("a number that is none", b"{\"a\": 1e999}"),
        ("trailing text", b"{\"a\": 1} x"),
    ];
    for (what, page) in cases {
        survive(what, page);
    }
    let (status, _, said) = survive("nothing", b"");
    assert_eq!(status, 2);
    assert!(said.contains("empty") || said.contains("no field table"), "{said}");
}

#[test]
fn samples_that_no_schema_holds_are_left_out() {
    let page = |sample: &str| format!("{}\n```json\n{sample}\n```\n", table(&["id", "name"]));
    for sample in [
        "{\"id\": \"1\", \"id\": \"2\", \"name\": \"n\"}",
        "{\"id\": \"1\", \"\\u0069d\": \"2\", \"name\": \"n\"}",
        "{\"id\": 18446744073709551616, \"name\": -0}",
        "{\"id\": 9007199254740993, \"name\": 1.0}",
        "{\"id\": \"\u{202e}x\", \"name\": \"\u{feff}\u{2028}\"}",
        "{\"id\": [], \"name\": {}}",
        "{\"id\": null, \"name\": null}",
    ] {
        let (status, ..) = survive(sample, page(sample).as_bytes());
        assert_eq!(status, 0, "{sample}");
    }
}

#[test]
fn an_enumeration_may_have_another_length_in_a_table_that_nothing_refers_to() {
    let table = |name: &str, most: u8, more: &str| {
        format!(
            "## {name}\n\n| Field | Type | Allowed values | Max Length |\n| --- | --- | --- | --- |\n\
             | code | enumeration | made, gone | {most} |\n{more}\n"
        )
    };
    let page = format!("# Parcel\n\n{}{}", table("Fields", 9, "| id | string | | |\n"), table("Other", 5, ""));
    let (status, schema, said) = survive("two lengths", page.as_bytes());
    assert_eq!((status, schema.contains("at: /code\n    about: length")), (0, true), "{said}\n{schema}");
}

#[test]
fn names_that_rust_cannot_have_get_others() {
    let cases: &[&[&str]] = &[
        &["type", "self", "Self", "super", "crate", "_", "gen", "async", "fn"],
        &["userID", "user_id", "user-id", "USER_ID", "userId"],
        &["1st", "3d_required", "2"],
        &["é", "e\u{301}", "имя", "名前", "аpple"],
        &["no", "on", "null", "true", "~", "1.10", "0o17", "2026-11-21"],
        &["con", "nul", "aux", "com1"],
        &["a.b", "a.B", "a.b.c", "A.b.c"],
        &["Result.x", "Option.y", "String.z", "Event.v", "Vec.w", "Box.u"],
        &["$ref", "@id", "#", "a#b", "x:y", "k?"],
        &["constructor", "__proto__", "../../etc/passwd", "C:\\x"],
    ];
    for names in cases {
        let (status, schema, _) = survive(&names.join(" "), table(names).as_bytes());
        assert_eq!(status, 0, "{names:?}\n{schema}");
    }
}

#[test]
fn text_that_nobody_sees_does_not_reach_the_schema() {
    let page = "# T\u{202e}itle\u{200b}\n\n| Field | Type | Description |\n| --- | --- | --- |\n\
         | a | string | One of `x\u{202e}`, `y\u{0}`, `z\u{feff}`. |\n| b\u{202e}c | string | x |\n| d | Type\u{2066} | - |\n";
    let page = page.replace('\0', "\u{1}");
    let (_, schema, _) = survive("hidden characters", page.as_bytes());
    assert!(!schema.contains(['\u{202e}', '\u{200b}', '\u{feff}', '\u{1}', '\u{2066}']), "{schema}");
}

#[test]
fn objects_that_hold_each_other_end() {
    let page = "# A\n\n| Field | Type |\n| --- | --- |\n| node | [Node](#node) |\n| id | string |\n\n\
        ## Node\n\n| Field | Type |\n| --- | --- |\n| node | [Node](#node) |\n| other | [Other](#other) |\n\n\
        ## Other\n\n| Field | Type |\n| --- | --- |\n| node | [Node](#node) |\n| others | array of [Other](#other) |\n";
    let (status, schema, _) = survive("a cycle", page.as_bytes());
    assert_eq!(status, 0);
    assert!(schema.contains("stands in itself"), "{schema}");
    // Each object is in the next one twice: written out they would be a million rows.
    let doubling: String = (0..20)
        .map(|n| {
            format!(
                "## O{n}\n\n| Field | Type |\n| --- | --- |\n| a | [O{0}](#o{0}) |\n| b | [O{0}](#o{0}) |\n\n",
                n + 1
            )
        })
        .collect();
    survive("doubling", doubling.as_bytes());
}

#[test]
fn a_page_that_has_changed_into_something_else_is_an_error() {
    let pages = [
        "# Sign in\n\nPlease sign in to read on.\n",
        "<html><body><nav><a href='/'>Home</a></nav><h1>404</h1><p>There is no such page.</p></body></html>",
        "# Prices\n\n| Plan | Price | Support |\n| --- | --- | --- |\n| Basic plan | 10 a month | by mail |\n| Big plan | 90 a month | by phone |\n",
    ];
    for page in pages {
        let (status, _, said) = survive(page, page.as_bytes());
        assert_eq!(status, 2, "{said}");
        assert!(said.contains("no field table"), "{said}");
    }
    let (.., said) = survive(pages[2], pages[2].as_bytes());
    assert!(said.contains("Plan | Price | Support"), "{said}");
}
