//! Where an erratum makes a value another type, the page is judged by the structure that it documents, rows and all.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, unreachable_pub, reason = "a test, and what tests share")]

mod support;

use std::fmt::Write as _;

use fieldwright_codegen::emit;
use fieldwright_codegen::fixtures::{Options, fixtures};
use fieldwright_codegen::json_schema::json_schema;
use fieldwright_codegen::judge::{Profile, judge};
use fieldwright_codegen::model::{Content, Model};
use fieldwright_codegen::tables::shape;
use serde_json::Value as Json;
use support::{case, completed, run};

/// A page with one row and errata that give it these types, one after the other.
fn page(row: &str, types: &[&str]) -> Model {
    let errata = (1..).zip(types).fold(String::new(), |mut text, (number, kind)| {
        writeln!(
            text,
            "  - {{id: E{number}, at: /v, effective: {{type: {kind}}}, narrow: true, because: it was seen, evidence: prose}}"
        )
        .unwrap();
        text
    });
    let errata = if errata.is_empty() { String::new() } else { format!("errata:\n{errata}") };
    let (sources, compiled) = run(completed(case(&format!("payload:\n  fields:\n    v: {{{row}}}\n{errata}"))));
    assert_eq!(support::shown(&sources, &compiled.diagnostics), "");
    compiled.model.unwrap()
}

/// What the plain judge finds, which must be what the engine finds, in the order of the words; and of the exported schema
/// whether it admits the value at all.
fn found(model: &Model, value: &str, profile: Profile) -> String {
    let page = model.page("acme/page").unwrap();
    let text = format!("{{\"v\":{value}}}");
    let json: Json = serde_json::from_str(&text).unwrap();
    let mut plain: Vec<String> = judge(model, page, &json, profile).iter().map(ToString::to_string).collect();
    plain.sort();
    let of_engine = match profile {
        Profile::Documented => fieldwright::Profile::Documented,
        Profile::Effective => fieldwright::Profile::Effective,
    };
    let report = fieldwright::validate(text.as_bytes(), shape(model, page), of_engine).unwrap();
    let violation = |found: &fieldwright::Violation| {
        let property = found.property.map(|property| format!("/{property}")).unwrap_or_default();
        format!("{} {}{property}", found.keyword.word(), found.pointer)
    };
    let mut engine: Vec<String> = report.violations.iter().map(violation).collect();
    engine.sort();
    assert_eq!(plain, engine, "{value} {profile:?}");
    let valid = jsonschema::validator_for(&json_schema(model, page, profile)).unwrap().is_valid(&json);
    assert_eq!(valid, plain.is_empty(), "{value} {profile:?}");
    plain.join(", ")
}

fn check(model: &Model, values: &[(&str, &str, &str)]) {
    for (value, documented, effective) in values {
        assert_eq!(found(model, value, Profile::Documented), *documented, "{value} as documented");
        assert_eq!(found(model, value, Profile::Effective), *effective, "{value} in effect");
    }
    let page = model.page("acme/page").unwrap();
    for fixture in fixtures(model, page, &Options::default()) {
        for profile in Profile::ALL {
            assert_eq!(fixture.findings(profile), judge(model, page, &fixture.payload, profile), "{}", fixture.name);
        }
    }
}

const ROWS: &str = "fields: {x: {type: string, maxLength: 1}, y: {type: integer, required: false}}, typeName: Inner";

#[test]
fn an_object_that_is_an_array() {
    check(
        &page(ROWS, &["array"]),
        &[
            ("{\"x\":\"1\"}", "", "type /v"),
            ("{\"x\":\"12\",\"y\":\"1\"}", "maxLength /v/x, type /v/y", "type /v"),
            ("{}", "required /v/x", "type /v"),
            ("[{\"x\":\"12\"}]", "type /v", "maxLength /v/0/x"),
            ("[0]", "type /v", "type /v/0"),
        ],
    );
}

#[test]
fn an_object_that_is_a_text() {
    let model = page(ROWS, &["string"]);
    check(
        &model,
        &[
            ("\"x\"", "type /v", ""),
            ("{\"x\":\"1\"}", "", "type /v"),
            ("{\"y\":true}", "required /v/x, type /v/y", "type /v"),
            ("[]", "type /v", "type /v"),
        ],
    );
    // The table of what no payload has in effect is there for the page alone.
    let files = emit(&model);
    let (_, text) = files.iter().find(|(path, _)| path.ends_with("page.rs")).unwrap();
    assert!(text.contains("pub v: Cow<'a, str>") && text.contains("Rule::object(&INNER)"), "{text}");
    let first = fixtures(&model, model.page("acme/page").unwrap(), &Options::default());
    let documented = first.iter().find(|fixture| fixture.name == "maximal/documented").unwrap();
    assert!(documented.payload["v"]["x"].is_string(), "{}", documented.payload);
}

#[test]
fn an_array_that_is_an_object() {
    let rows = format!("type: array, minItems: 1, items: {{nullable: true, {ROWS}}}");
    check(
        &page(&rows, &["object"]),
        &[
            ("{\"x\":\"12\"}", "maxLength /v/x, type /v", "maxLength /v/x"),
            ("[null,{\"x\":\"12\"}]", "maxLength /v/1/x", "type /v"),
            ("[]", "minItems /v", "type /v"),
        ],
    );
}

#[test]
fn an_array_that_has_no_rows_in_effect() {
    let rows = format!("type: array, {ROWS}");
    check(&page(&rows, &["string"]), &[("[{\"x\":\"12\"},0]", "maxLength /v/0/x, type /v/1", "type /v")]);
    let values = "type: array, items: {type: string, maxLength: 1}";
    check(&page(values, &["object"]), &[("[\"1\",\"12\"]", "maxLength /v/1", "type /v"), ("{\"x\":1}", "type /v", "")]);
    // What is in an array of arrays is no object.
    let nested = format!("type: array, items: {{type: array, {ROWS}}}");
    check(
        &page(&nested, &["object"]),
        &[
            ("[[{\"x\":\"12\"}],[0]]", "maxLength /v/0/0/x, type /v/1/0", "type /v"),
            ("[{\"x\":\"1\"}]", "type /v/0", "type /v"),
            ("{\"x\":\"12\"}", "type /v", ""),
        ],
    );
}

#[test]
fn the_last_erratum_is_in_effect() {
    let model = page(ROWS, &["array", "string"]);
    check(
        &model,
        &[("{\"x\":\"12\"}", "maxLength /v/x", "type /v"), ("[]", "type /v", "type /v"), ("\"\"", "type /v", "")],
    );
    let model = page(ROWS, &["string", "object"]);
    check(&model, &[("{\"x\":\"12\"}", "maxLength /v/x", "maxLength /v/x")]);
    let value = &model.object(model.page("acme/page").unwrap().root).unwrap().fields[0].value;
    assert!(matches!(value.content, Content::Object(_)) && value.documented_content.is_none());
    // Back to an array, but through an object: the items are those of the page.
    let rows = format!("type: array, minItems: 1, {ROWS}");
    check(
        &page(&rows, &["object", "array"]),
        &[("[{\"x\":\"12\"}]", "maxLength /v/0/x", "maxLength /v/0/x"), ("[]", "minItems /v", "")],
    );
}
