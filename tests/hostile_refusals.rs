//! What a schema cannot be called, and what it cannot say: every refusal has its code and every place that has to do with
//! it, and there is no model to generate from.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod support;

use fieldwright_codegen::compile;
use support::{found, sources};

/// What a page must have, in three lines, before its rows.
const HEAD: &str = "provider: acme\npage: {title: T}\npayload:\n  fields:\n";

#[track_caller]
fn refused(files: &[(&str, &str)], expected: &[&str]) {
    let sources = sources(files);
    let compiled = compile(&sources);
    let found: Vec<_> = compiled.diagnostics.iter().map(|diagnostic| found(&sources, diagnostic)).collect();
    assert_eq!(found, expected, "{:#?}", compiled.diagnostics);
    assert!(compiled.model.is_none());
    for diagnostic in &compiled.diagnostics {
        let line = diagnostic.one_line(&sources).to_string();
        assert!(!line.contains(['\n', '\r', '\0', '\u{202e}']) && line.chars().count() < 500, "{line:?}");
    }
}

/// Refuses a page that has these rows, the first of which stands in line 5.
#[track_caller]
fn rows(rows: &str, expected: &[&str]) {
    refused(&[("acme/page.yaml", &format!("{HEAD}{rows}"))], expected);
}

#[test]
fn names_without_a_letter_of_ascii() {
    for name in ["_", "'#'", "''", "' '", "'\"\\'", "'-'", "é", "а", "名", "\"\\U0001F4B3\""] {
        rows(&format!("    {name}: {{type: string}}\n"), &["F0301 acme/page.yaml:5:5"]);
        rows(&format!("    x: {{enum: [{name}]}}\n"), &["F0301 acme/page.yaml:5:16"]);
    }
}

#[test]
fn fields_that_become_the_same() {
    let twice = ["F0302 acme/page.yaml:6:5 acme/page.yaml:5:5"];
    for (first, second) in
        [("userID", "user_id"), ("user-id", "USER_ID"), ("self", "Self"), ("a", "'a '"), ("a.b", "a b")]
    {
        rows(&format!("    {first}: {{type: string}}\n    {second}: {{type: string}}\n"), &twice);
    }
    rows(
        "    userID: {type: string}\n    user_id: {type: string}\n    user-id: {type: string}\n",
        &["F0302 acme/page.yaml:6:5 acme/page.yaml:5:5", "F0302 acme/page.yaml:7:5 acme/page.yaml:5:5"],
    );
    rows("    a: {type: string}\n    b: {type: string, name: a}\n", &["F0302 acme/page.yaml:6:29 acme/page.yaml:5:5"]);
    for composed in ["é", "ﬁ"] {
        rows(
            &format!("    {composed}: {{type: string, name: e}}\n    e: {{type: string}}\n"),
            &["F0302 acme/page.yaml:6:5 acme/page.yaml:5:29"],
        );
    }
}

#[test]
fn values_that_become_the_same() {
    rows("    x: {enum: [partial match, PARTIAL_MATCH]}\n", &["F0302 acme/page.yaml:5:31 acme/page.yaml:5:16"]);
    rows("    x: {enum: [1, N1]}\n", &["F0302 acme/page.yaml:5:19 acme/page.yaml:5:16"]);
    rows("    x: {enum: [unknown]}\n", &["F0304 acme/page.yaml:5:16"]);
    rows("    x: {enum: {a: {name: Unknown}}}\n", &["F0304 acme/page.yaml:5:26"]);
    rows("    x: {enum: {a: {name: Self}}}\n", &["F0303 acme/page.yaml:5:26"]);
    rows("    x: {enum: {'#': {name: 'A()'}}}\n", &["F0303 acme/page.yaml:5:28"]);
}

#[test]
fn names_that_are_given_and_are_none() {
    for name in ["self", "gen", "_", "a-b", "A", "r#type", "a b", "'a();'", "'3d'", "é", "''"] {
        let row = format!("    x: {{type: string, name: {name}}}\n");
        rows(&row, &["F0303 acme/page.yaml:5:29"]);
    }
    for name in ["Self", "lower", "A_B", "'A<T>'", "'3D'", "É", "''"] {
        let row = format!("    x: {{typeName: {name}, fields: {{x: {{type: string}}}}}}\n");
        rows(&row, &["F0303 acme/page.yaml:5:19"]);
    }
}

#[test]
fn types_that_become_the_same() {
    let two = |a: &str, b: &str| {
        let object = "fields: {x: {type: string}}";
        rows(
            &format!("    x: {{typeName: {a}, {object}}}\n    y: {{typeName: {b}, {object}}}\n"),
            &["F0302 acme/page.yaml:6:19 acme/page.yaml:5:19"],
        );
    };
    two("Ab", "Ab");
    // Their tables would both be called `AB`.
    two("AB", "Ab");
    two("AbC", "AbC");
    rows("    page: {fields: {x: {type: string}}}\n", &["F0302 acme/page.yaml:5:5 acme/page.yaml:1:11"]);
    for taken in ["Option", "Vec", "Event", "Raw", "Decoded", "File", "Events", "Fixtures", "Unknown", "From", "Rule"] {
        rows(
            &format!("    x: {{typeName: {taken}, fields: {{x: {{type: string}}}}}}\n"),
            &["F0304 acme/page.yaml:5:19"],
        );
    }
}

#[test]
fn pages_that_become_the_same() {
    let page = |name: &str, value: &str| {
        format!(
            "provider: acme\npage: {{title: T}}\nevent: {{at: /t}}\npayload:\n  typeName: {name}\n  fields: {{t: {{const: {value}}}}}\n"
        )
    };
    // Both would be `acme::Paid`.
    refused(
        &[("acme/a.yaml", &page("Paid", "a")), ("acme/b.yaml", &page("Paid", "b"))],
        &["F0302 acme/b.yaml:5:13 acme/a.yaml:5:13"],
    );
    refused(
        &[("acme/a.yaml", &page("A", "a")), ("acme/a.yml", &page("B", "b"))],
        &["F0302 acme/a.yml:1:11 acme/a.yaml:1:11"],
    );
    // One file where case does not count.
    refused(
        &[("acme/page.yaml", &page("A", "a")), ("acme/Page.yaml", &page("B", "b"))],
        &["F0305 acme/Page.yaml:1:11"],
    );
    let other = page("A", "a").replace("acme", "ACME");
    refused(&[("acme/page.yaml", &page("A", "a")), ("ACME/page.yaml", &other)], &["F0305 ACME/page.yaml:1:1"]);
}

#[test]
fn files_that_cannot_be_written_everywhere() {
    for stem in ["con", "nul", "aux", "prn", "com1", "lpt9", "mod", "lib", "main", "types", "fieldwright"] {
        let file = format!("acme/{stem}.yaml");
        refused(&[(&file, &format!("{HEAD}    x: {{type: string}}\n"))], &[&format!("F0304 {file}:1:11")]);
        let file = format!("{stem}/page.yaml");
        let text = format!("{HEAD}    x: {{type: string}}\n").replace("acme", stem);
        refused(&[(&file, &text)], &[&format!("F0304 {file}:1:1")]);
    }
    for stem in ["..", ".", "a.b", "a b", "C:x", "a\\b", "ä", "A", "1a", "a--b", "a_b", "-", "a\u{202e}b", "a\nb"] {
        let file = format!("acme/{stem}.yaml");
        let expected = format!("F0305 {file}:1:11");
        let sources = sources(&[(&file, format!("{HEAD}    x: {{type: string}}\n"))]);
        let compiled = compile(&sources);
        assert!(compiled.model.is_none());
        assert!(compiled.diagnostics.iter().any(|diagnostic| found(&sources, diagnostic) == expected), "{stem:?}");
    }
}

#[test]
fn structures_that_have_no_type() {
    rows("    x: {fields: {}}\n", &["F0404 acme/page.yaml:5:17"]);
    let types = |types: &str, expected: &[&str]| {
        let text = format!("{HEAD}    x: {{type: A}}\ntypes:\n{types}");
        refused(&[("acme/page.yaml", &text)], expected);
    };
    types("  A: {fields: {b: {type: A}}}\n", &["F0402 acme/page.yaml:7:26 acme/page.yaml:7:3"]);
    types(
        "  A: {fields: {b: {type: B}}}\n  B: {fields: {a: {items: {type: A}}}}\n",
        &["F0402 acme/page.yaml:8:34 acme/page.yaml:7:3"],
    );
    types("  A: {base: A, fields: {b: }}\n", &["F0402 acme/page.yaml:7:13 acme/page.yaml:7:3"]);
}

#[test]
fn texts_that_hide_something() {
    let said = |text: &str, expected: &str| rows(&format!("    x: {{type: string, doc: {text}}}\n"), &[expected]);
    for escape in ["\\r", "\\0", "\\u202E", "\\u2066", "\\x1B", "\\u2028", "\\uFEFF"] {
        said(&format!("\"a{escape}b\""), "F0206 acme/page.yaml:5:28");
        rows(
            &format!("    \"a{escape}b\": {{type: string}}\n    x: {{type: string}}\n"),
            &["F0206 acme/page.yaml:5:5"],
        );
        rows(&format!("    x: {{enum: [\"a{escape}b\"]}}\n"), &["F0206 acme/page.yaml:5:16"]);
        rows(&format!("    x: {{const: \"a{escape}b\"}}\n"), &["F0206 acme/page.yaml:5:16"]);
    }
    for raw in ['\r', '\0', '\u{202e}', '\u{2066}', '\u{1b}', '\u{2028}', '\u{feff}'] {
        said(&format!("a{raw}b"), "F0104 acme/page.yaml:5:29");
    }
    said("\"a\\n\\nb\"", "F0206 acme/page.yaml:5:28");
    said("''", "F0206 acme/page.yaml:5:28");
    said(&"long ".repeat(2_000), "F0206 acme/page.yaml:5:28");
}
