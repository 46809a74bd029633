//! What every command says, and its exit status. `BLESS=1 cargo test -p fieldwright-cli` writes the snapshots anew.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod common;

use common::{COMMANDS, snapshot};

#[test]
fn help() {
    snapshot("help", &[&["--help"], &["-h"], &["--version"]]);
    for command in COMMANDS {
        snapshot(&format!("help-{command}"), &[&[command, "--help"]]);
    }
}

#[test]
fn usage() {
    snapshot(
        "usage",
        &[
            &[],
            &["lst"],
            &["list", "--fromat", "json"],
            &["list", "--format", "yaml"],
            &["validate", "acme/order-paid"],
            &["validate", "acme/order-paid", "-", "-"],
            &["fixtures", "acme/order-paid", "--kind", "invalid", "--kind", "valid"],
            &["completions", "tcsh"],
        ],
    );
}

#[test]
fn list() {
    snapshot("list", &[&["list"], &["list", "--format", "json"], &["list", "--color", "always"]]);
}

#[test]
fn table() {
    snapshot(
        "table",
        &[
            &["table", "acme/order-paid"],
            &["table", "acme/order-paid", "--profile", "documented"],
            &["table", "acme/order-paid", "--format", "json"],
            &["table", "acme/order-paid", "--format", "json", "--profile", "documented"],
            &["table", "acme/order-paid", "--format", "markdown"],
        ],
    );
}

#[test]
fn names_that_are_not_there() {
    snapshot(
        "names",
        &[
            &["table", "acme/order-piad"],
            &["table", "order_paid"],
            &["table", "stripe/charge"],
            &["explain", "F0510"],
            &["explain", "E0308"],
            &["man", "validat"],
        ],
    );
}

#[test]
fn check() {
    snapshot(
        "check",
        &[
            &["check"],
            &["check", "--format", "json"],
            &["check", "--schemas", "broken"],
            &["check", "--schemas", "broken", "--format", "json"],
            &["check", "--schemas", "missing"],
            &["check", "--schemas", "bodies"],
        ],
    );
}

#[test]
fn schemas_that_do_not_load() {
    snapshot("does-not-load", &[&["list", "--schemas", "broken"], &["generate", "--schemas", "broken"]]);
}

#[test]
fn validate() {
    let bodies = ["bodies/paid.json", "bodies/wrong.json", "bodies/twice.json"];
    let run = |options: &[&'static str]| [&["validate", "acme/order-paid"], &bodies[..], options].concat();
    snapshot(
        "validate",
        &[
            &["validate", "acme/order-paid", "bodies/paid.json"],
            &["validate", "acme/order-paid", "bodies/paid.json", "--profile", "documented"],
            &run(&[]),
            &run(&["--format", "json"]),
            &run(&["--format", "json", "--summary"]),
            &run(&["--quiet"]),
            &["validate", "acme/order-paid", "bodies/missing.json", "bodies/paid.json"],
        ],
    );
}

#[test]
fn fixtures() {
    let kinds = ["example", "minimal", "maximal"];
    let kinds: Vec<&str> = kinds.iter().flat_map(|kind| ["--kind", kind]).collect();
    let run = |options: &[&'static str]| [&["fixtures", "acme/order-paid"], &kinds[..], options].concat();
    snapshot("fixtures", &[&run(&[]), &run(&["--profile", "documented"])]);
}
