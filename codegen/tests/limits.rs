//! No schema takes more time, memory or stack than its size explains, whatever is in it.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, unreachable_pub, reason = "a test, and what tests share")]

mod support;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use fieldwright_codegen::codes::Code;
use support::{case, completed, run};

/// What the worst megabyte may take; much more in builds without optimisation, on machines that do other things as well.
fn patience() -> Duration {
    if cfg!(debug_assertions) { Duration::from_secs(30) } else { Duration::from_secs(3) }
}

/// Runs a page, and gives the codes of what is wrong with it.
fn codes(text: &str) -> Vec<Code> {
    let start = Instant::now();
    let (_, compiled) = run(completed(case(text)));
    let took = start.elapsed();
    assert!(took < patience(), "{took:?} for {} bytes", text.len());
    compiled.diagnostics.iter().map(|found| found.code).collect()
}

/// A fifth of it in builds without optimisation, which would take minutes.
fn many(count: usize) -> usize {
    if cfg!(debug_assertions) { count / 5 } else { count }
}

fn repeated(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..many(count)).fold(String::new(), |mut text, index| {
        text.push_str(&line(index));
        text
    })
}

#[test]
fn chains_of_types_do_not_use_up_the_stack() {
    let chain = repeated(5_000, |n| format!("  T{n}: {{fields: {{x: {{type: T{}}}}}}}\n", n + 1));
    let text = format!("types:\n{chain}  T{}: {{fields: {{x: {{type: string}}}}}}\n", many(5_000));
    assert!(codes(&text).contains(&Code::F0103));
    let backwards = repeated(5_000, |n| format!("  T{}: {{fields: {{x: {{type: T{}}}}}}}\n", n + 1, n));
    let text = format!("types:\n  T0: {{fields: {{x: {{type: string}}}}}}\n{backwards}");
    assert!(codes(&text).contains(&Code::F0103));
    let aliases = repeated(5_000, |n| format!("  T{n}: {{type: T{}}}\n", n + 1));
    assert!(codes(&format!("types:\n{aliases}  T{}: {{type: string}}\n", many(5_000))).contains(&Code::F0103));
    let ring = repeated(5_000, |n| format!("  T{n}: {{type: T{}}}\n", (n + 1) % many(5_000)));
    assert!(codes(&format!("types:\n{ring}")).iter().all(|code| matches!(code, Code::F0103 | Code::F0402)));
}

#[test]
fn bases_multiply_nothing() {
    let mut types = "  B0: {fields: {r: {fields: {leaf: {type: string}}, typeName: R0}}}\n".to_owned();
    for n in 1..40 {
        writeln!(
            types,
            "  B{n}: {{fields: {{r: {{typeName: R{n}, fields: {{p: {{base: B{m}, typeName: P{n}, fields: {{r: }}}}, q: {{base: B{m}, \
             typeName: Q{n}, fields: {{r: }}}}}}}}}}}}",
            m = n - 1
        )
        .unwrap();
    }
    let codes = codes(&format!("types:\n{types}payload: {{base: B12, fields: {{r: }}}}\n"));
    assert!(codes.iter().all(|code| *code == Code::F0103), "{codes:?}");
}

#[test]
fn long_enumerations_in_many_rows() {
    let values = repeated(10_000, |n| format!("v{n}, "));
    let rows = repeated(20_000, |n| format!("    r{n}: {{type: E}}\n"));
    let codes = codes(&format!("types:\n  E: {{enum: [{values}]}}\npayload:\n  fields:\n{rows}"));
    assert_eq!(codes, [Code::F0103]);
}

#[test]
fn long_texts_in_many_rows() {
    let rows = repeated(20_000, |n| format!("    r{n}: {{type: E}}\n"));
    let codes =
        codes(&format!("types:\n  E: {{type: string, doc: {}}}\npayload:\n  fields:\n{rows}", "x ".repeat(100_000)));
    assert_eq!(codes, [Code::F0206]);
    let values = repeated(200, |n| format!("{n}{}, ", "a".repeat(3_000)));
    assert!(self::codes(&format!("payload:\n  fields:\n    id: {{enum: [{values}]}}\n")).contains(&Code::F0206));
}

#[test]
fn many_unknown_types() {
    let types = repeated(8_000, |n| format!("  Type{n}: {{type: string}}\n"));
    let rows = repeated(15_000, |n| format!("    r{n}: {{type: Tipe{n}}}\n"));
    let codes = codes(&format!("types:\n{types}payload:\n  fields:\n{rows}"));
    assert_eq!(codes.len(), many(15_000));
}

#[test]
fn many_unknown_keys() {
    let keys = repeated(45_000, |n| format!("keyz{n}: 1\n"));
    assert!(codes(&keys).len() >= many(45_000));
}

#[test]
fn many_rows_with_one_name() {
    let rows = repeated(4_000, |n| format!("    {}a{}: {{type: string}}\n", "_".repeat(n % 63), "_".repeat(n / 63)));
    assert!(codes(&format!("payload:\n  fields:\n{rows}")).contains(&Code::F0302));
}

#[test]
fn many_entries_about_nothing() {
    let rows = repeated(5_000, |n| format!("    row{n}: {{type: string}}\n"));
    let notes = repeated(6_000, |n| {
        format!("  - {{id: N{n}, at: /rov{n}, about: type, because: x, evidence: examples/e{n}}}\n")
    });
    let codes = codes(&format!("payload:\n  fields:\n{rows}notes:\n{notes}"));
    assert!(codes.len() >= many(12_000));
}

#[test]
fn many_contradictions() {
    let rows = repeated(8_000, |n| format!("    row{n}: {{type: string, minLength: 3}}\n"));
    let members = repeated(8_000, |n| format!("        \"row{n}\": \"x\",\n"));
    let text = format!(
        "payload:\n  fields:\n{rows}examples:\n  e:\n    json: |\n      {{\n{members}        \"z\": 1\n      }}\n"
    );
    assert_eq!(codes(&text).len(), many(8_000));
}

#[test]
fn many_errata_on_a_long_array() {
    let items = "{\"x\":\"a\"},".repeat(20_000);
    let rows = repeated(2_000, |n| format!("    row{n}: {{type: string, required: false, minLength: 1}}\n"));
    let errata = repeated(2_000, |n| {
        format!(
            "  - {{id: A{n}, at: /row{n}, effective: {{minLength: 0}}, because: y, evidence: \"examples/e#/list/*/x\"}}\n"
        )
    });
    let text = format!(
        "payload:\n  fields:\n    list: {{type: array, fields: {{x: {{type: string}}}}}}\n{rows}errata:\n{errata}examples:\n  e:\n    json: '{{\"list\":[{items}{{\"x\":\"a\"}}]}}'\n"
    );
    let codes = codes(&text);
    assert!(codes.contains(&Code::F0103) && codes.contains(&Code::F0503));
}

#[test]
fn one_long_line() {
    let rows = repeated(12_000, |n| format!("r{n}: {{type: string, maxLength: 5}}, "));
    assert_eq!(codes(&format!("payload: {{fields: {{{rows}}}}}\n")), []);
}

#[test]
fn many_pages() {
    let pages = repeated(2_000, |n| {
        format!("# file: acme/page-{n}.yaml\nevent: {{at: /type}}\npayload: {{fields: {{type: {{const: t{n}}}}}}}\n")
    });
    assert_eq!(codes(&pages), []);
}

#[test]
fn wide_patterns() {
    let rows = repeated(20_000, |n| format!("    r{n}: {{type: P}}\n"));
    let pattern = "a?".repeat(499);
    let codes = codes(&format!("types:\n  P: {{type: string, pattern: ^{pattern}}}\npayload:\n  fields:\n{rows}"));
    assert!(codes.contains(&Code::F0407) || codes.contains(&Code::F0103));
}
