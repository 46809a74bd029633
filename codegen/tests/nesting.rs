//! Objects and arrays of a payload stand in each other 64 deep, whichever way the schema writes them.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, unreachable_pub, reason = "a test, and what tests share")]

mod support;

use std::fmt::Write as _;

use fieldwright_codegen::codes::Code;
use fieldwright_codegen::emit;
use fieldwright_codegen::fixtures::to_ndjson;
use fieldwright_codegen::json_schema::json_schema;
use fieldwright_codegen::judge::{Profile, judge};
use fieldwright_codegen::tables::shape;
use support::{case, completed, run};

/// What stands on a level: writes a row's value, given the value of the row one level further in.
type Level = fn(usize, &str) -> String;

/// How a payload of so many levels is written.
type Way = fn(usize) -> String;

/// Objects within each other.
fn inline(levels: usize) -> String {
    let value = (1..levels).fold("{type: string}".to_owned(), |inside, level| object(level, &inside));
    format!("payload: {{fields: {{a: {value}}}}}\n")
}

fn object(level: usize, inside: &str) -> String {
    format!("{{typeName: Inner{level}, fields: {{a: {inside}}}}}")
}

/// Named types, the outermost first or last; `level` is how a type is made of the one inside it.
fn named(levels: usize, outermost_first: bool, level: Level) -> String {
    let mut types: Vec<String> =
        (1..levels)
            .map(|n| {
                if n == 1 {
                    "  T1: {fields: {a: {type: string}}}\n".to_owned()
                } else {
                    level(n, &format!("T{}", n - 1))
                }
            })
            .collect();
    if outermost_first {
        types.reverse();
    }
    format!("types:\n{}payload: {{fields: {{a: {{type: T{}}}}}}}\n", types.concat(), levels - 1)
}

fn plain(level: usize, inside: &str) -> String {
    format!("  T{level}: {{fields: {{a: {{type: {inside}}}}}}}\n")
}

/// By way of another name, and from a base.
fn roundabout(level: usize, inside: &str) -> String {
    format!(
        "  B{level}: {{fields: {{a: {{type: {inside}}}}}}}\n  A{level}: {{base: B{level}, fields: {{a: }}}}\n  \
         T{level}: {{type: A{level}}}\n"
    )
}

/// Of three types, one has two levels, one is another name, and one has a level.
fn mixed(level: usize, inside: &str) -> String {
    match level % 3 {
        2 => format!("  T{level}: {{fields: {{a: {}}}}}\n", object(level, &format!("{{type: {inside}}}"))),
        0 => format!("  T{level}: {{type: {inside}}}\n"),
        _ => plain(level, inside),
    }
}

fn codes(text: &str) -> Vec<Code> {
    run(completed(case(text))).1.diagnostics.iter().map(|found| found.code).collect()
}

/// A payload of so many objects in each other, with `inside` in the innermost.
fn payload(levels: usize, inside: &str) -> serde_json::Value {
    let text = format!("{}{inside}{}", "{\"a\":".repeat(levels), "}".repeat(levels));
    serde_json::from_str(&text).unwrap()
}

#[test]
fn sixty_four_levels_are_a_schema_and_sixty_five_are_not() {
    let ways: [(&str, Way); 6] = [
        ("inline", inline),
        ("named, outermost first", |levels| named(levels, true, plain)),
        ("named, outermost last", |levels| named(levels, false, plain)),
        ("with other names and bases, outermost first", |levels| named(levels, true, roundabout)),
        ("with other names and bases, outermost last", |levels| named(levels, false, roundabout)),
        ("mixed", |levels| named(levels, true, mixed)),
    ];
    for (way, write) in ways {
        let (_, compiled) = run(completed(case(&write(64))));
        assert_eq!(compiled.diagnostics.iter().map(|found| &found.message).collect::<Vec<_>>(), [""; 0], "{way}");
        let model = compiled.model.unwrap();
        let page = model.page("acme/page").unwrap();
        assert_eq!(judge(&model, page, &payload(64, "\"x\""), Profile::Effective), [], "{way}");
        let broken = judge(&model, page, &payload(64, "1"), Profile::Effective);
        assert_eq!(
            broken.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [format!("type {}", "/a".repeat(64))],
            "{way}"
        );
        assert_eq!(codes(&write(65)), [Code::F0103], "{way}");
        assert!(emit(&model).iter().count() > 1 && !to_ndjson(&model, page).is_empty(), "{way}");
        json_schema(&model, page, Profile::Documented);
        let text = payload(64, "1").to_string();
        let report =
            fieldwright::validate(text.as_bytes(), shape(&model, page), fieldwright::Profile::Effective).unwrap();
        assert_eq!(report.violations.len(), 1, "{way}");
    }
}

#[test]
fn arrays_are_levels_too() {
    let arrays = |count: usize| {
        let value = (0..count).fold("{type: string}".to_owned(), |items, _| format!("{{type: array, items: {items}}}"));
        format!("payload: {{fields: {{a: {value}}}}}\n")
    };
    assert_eq!(codes(&arrays(63)), []);
    assert_eq!(codes(&arrays(64)), [Code::F0103]);
    let named = |count: usize| {
        let types = (1..count).fold("  T0: {items: {type: string}}\n".to_owned(), |mut types, n| {
            writeln!(types, "  T{n}: {{items: {{type: T{}}}}}", n - 1).unwrap();
            types
        });
        format!("types:\n{types}payload: {{fields: {{a: {{type: T{}}}}}}}\n", count - 1)
    };
    assert_eq!(codes(&named(63)), []);
    assert_eq!(codes(&named(64)), [Code::F0103]);
}
