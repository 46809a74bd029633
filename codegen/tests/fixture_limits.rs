//! Fixtures of rows that admit very long texts: what is made, what is left out, and that it is said.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, unreachable_pub, reason = "a test, and what tests share")]

mod support;

use std::fmt::Write as _;

use fieldwright_codegen::fixtures::{Fixture, Options, fixtures, left_out};
use fieldwright_codegen::judge::{Profile, judge};
use support::{case, completed, run};

/// The fixtures of a page with so many rows of one kind, and what they leave out.
fn made(rows: usize, rule: &str) -> (Vec<Fixture>, Vec<String>) {
    let rows = (0..rows).fold(String::new(), |mut text, row| {
        writeln!(text, "    row{row}: {{{rule}}}").unwrap();
        text
    });
    let (_, compiled) = run(completed(case(&format!("payload:\n  fields:\n{rows}"))));
    assert!(compiled.diagnostics.is_empty(), "{:?}", compiled.diagnostics);
    let model = compiled.model.unwrap();
    let page = model.page("acme/page").unwrap();
    let made = fixtures(&model, page, &Options { count: 6, ..Options::default() });
    for fixture in &made {
        assert_eq!(fixture.effective, judge(&model, page, &fixture.payload, Profile::Effective), "{}", fixture.name);
        assert_eq!(fixture.documented, judge(&model, page, &fixture.payload, Profile::Documented), "{}", fixture.name);
    }
    (made, left_out(&model, page))
}

fn largest(fixtures: &[Fixture]) -> usize {
    fixtures.iter().map(|fixture| fixture.payload.to_string().len()).max().unwrap_or(0)
}

fn has(fixtures: &[Fixture], name: &str) -> bool {
    fixtures.iter().any(|fixture| fixture.name == name)
}

#[test]
fn ordinary_lengths_leave_nothing_out() {
    let (made, left_out) = made(3, "type: string, minLength: 2, maxLength: 4096");
    assert_eq!(left_out, [""; 0]);
    assert!(has(&made, "boundary/row0/length-4096") && has(&made, "maximal/effective"));
}

#[test]
fn long_bounds_are_not_tried_which_is_said() {
    let (made, left_out) = made(30, "type: string, maxLength: 1000000");
    assert_eq!(left_out, ["lengths beyond 4096 are not tried: row0, row1, row2 and 27 more"]);
    assert!(has(&made, "maximal/effective") && has(&made, "boundary/row0/empty"));
    assert!(largest(&made) < 8_000);
}

#[test]
fn what_must_be_long_is_long_up_to_a_limit() {
    let (made, left_out) = made(2, "type: string, minLength: 65536");
    assert_eq!(left_out, ["lengths beyond 4096 are not tried: row0, row1"]);
    assert!(has(&made, "minimal/effective") && has(&made, "invalid/row0/missing"));
    let (made, left_out) = self::made(2, "type: string, minLength: 65537");
    assert_eq!(
        left_out,
        [
            "lengths beyond 4096 are not tried: row0, row1",
            "no minimal payload: nothing was found that keeps minLength /row0, minLength /row1",
            "no maximal payload: nothing was found that keeps minLength /row0, minLength /row1",
        ]
    );
    assert_eq!(made, []);
}

#[test]
fn payloads_have_a_largest_size() {
    let (made, left_out) = made(30, "type: string, minLength: 50000");
    assert_eq!(
        left_out[1..],
        [
            "no minimal payload: it would have more than 1048576 bytes",
            "no maximal payload: it would have more than 1048576 bytes",
        ]
    );
    assert_eq!(made, []);
    let (made, left_out) = self::made(2, "type: array, minItems: 300, items: {type: boolean}");
    assert_eq!(left_out[0], "no array has more than 256 items: row0, row1");
    assert!(left_out[1].starts_with("no minimal payload: nothing was found that keeps minItems /row0"));
    assert_eq!(made, []);
}

#[test]
fn patterns_are_met_as_far_as_they_reach() {
    // The pattern ends long before the length does.
    let (made, _) = made(1, "type: string, pattern: '^[0-9]{1,100}$', maxLength: 4000");
    let maximal = made.iter().find(|fixture| fixture.name == "maximal/effective").unwrap();
    assert_eq!(maximal.payload["row0"].as_str().unwrap().len(), 100);
    // Every character of it counts two.
    let (made, left_out) = self::made(1, "type: string, pattern: '^[é-ü]+$', lengthUnit: bytes, maxLength: 4001");
    let maximal = made.iter().find(|fixture| fixture.name == "maximal/effective").unwrap();
    assert_eq!(maximal.payload["row0"].as_str().unwrap().len(), 4000);
    assert_eq!(left_out, [""; 0]);
}

#[test]
fn types_in_each_other_multiply_and_fixtures_do_not() {
    let types = (1..=40).fold("  T0: {fields: {a: {type: string}}}\n".to_owned(), |mut types, n| {
        let inside = n - 1;
        writeln!(types, "  T{n}: {{fields: {{a: {{type: T{inside}}}, b: {{type: T{inside}}}}}}}").unwrap();
        types
    });
    let (_, compiled) = run(completed(case(&format!("types:\n{types}payload: {{fields: {{all: {{type: T40}}}}}}\n"))));
    let model = compiled.model.unwrap();
    let page = model.page("acme/page").unwrap();
    assert_eq!(
        left_out(&model, page),
        [
            "of all places of the payload, the first 20000 are looked at",
            "no minimal payload: it would have more than 1048576 bytes",
            "no maximal payload: it would have more than 1048576 bytes",
        ]
    );
    assert_eq!(fixtures(&model, page, &Options { count: 6, ..Options::default() }), []);
    let arrays = (0..8).fold("{type: boolean}".to_owned(), |items, _| format!("{{minItems: 200, items: {items}}}"));
    let (made, left_out) = made(1, &arrays[1..arrays.len() - 1]);
    assert!(made.is_empty() && left_out[0].contains("more than 1048576 bytes"), "{left_out:?}");
}
