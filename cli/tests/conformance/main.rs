//! The conformance set, held against our executor; `executors` has ones that are wrong.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

#[path = "../common/mod.rs"]
mod common;

mod executors;

use std::process::Output;

use common::{fieldwright, status, stderr, stdout, with_input};
use serde_json::{Value, json};

/// A set of three cases.
fn set() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let schema = "provider: mini\npage: {title: Mini}\npayload:\n  fields:\n    name: {type: string, maxLength: 3}\n";
    std::fs::create_dir_all(folder.path().join("schemas/mini")).unwrap();
    std::fs::write(folder.path().join("schemas/mini/page.yaml"), schema).unwrap();
    let case = |name: &str, payload: &str, expected: Value| json!({"name": name, "schema": "mini/page", "profile": "effective", "payload": payload, "expected": expected});
    let broken = |pointer: &str, keyword: &str| json!({"valid": false, "violations": [{"instanceLocation": pointer, "keyword": keyword, "severity": "error"}]});
    let cases = [
        case("mini/short", r#"{"name":"äöü"}"#, json!({"valid": true})),
        case("mini/long", r#"{"name":"äöüß"}"#, broken("/name", "maxLength")),
        case("mini/cut", r#"{"name":"#, json!({"valid": false, "syntax": true})),
    ];
    let text: String = cases.iter().map(|case| case.to_string() + "\n").collect();
    std::fs::write(folder.path().join("mini.ndjson"), text).unwrap();
    folder
}

fn run(folder: &std::path::Path, command: &str, more: &[&str]) -> Output {
    fieldwright(&["conformance", "--run", command, "--cases"]).arg(folder).args(more).output().unwrap()
}

fn ours() -> String {
    format!("{} conformance --executor", env!("CARGO_BIN_EXE_fieldwright"))
}

#[test]
fn our_executor_judges_the_whole_set_right() {
    let output = run(&common::tests("../../conformance"), &ours(), &["--schemas", "../../../schemas"]);
    assert_eq!(status(&output), 0, "{}{}", stdout(&output), stderr(&output));
}

#[test]
fn the_executor_says_what_it_was_not_told() {
    let asked =
        "{\"id\":7,\"task\":\"judge\",\"schema\":\"a/b\",\"profile\":\"effective\",\"payload\":\"{}\"}\nnonsense\n";
    let output = with_input(fieldwright(&["conformance", "--executor"]), asked.as_bytes());
    let answers: Vec<Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 2, "an answer a line");
    assert!(answers.iter().all(|answer| answer["error"].is_string()), "{answers:?}");
    assert_eq!(
        (&answers[0]["id"], &answers[1]["id"]),
        (&json!(7), &Value::Null),
        "the number of the request, if it has one"
    );
}

#[test]
fn a_case_is_added_once() {
    let folder = set();
    let case = json!({
        "name": "mini/four", "schema": "mini/page", "profile": "effective", "payload": r#"{"name":"four"}"#,
        "expected": {"valid": false, "violations": [
            {"instanceLocation": "/name", "keyword": "maxLength", "severity": "error"}]},
    });
    let add = || {
        let mut command = fieldwright(&["conformance", "--add", "-", "--cases"]);
        command.arg(folder.path());
        with_input(command, (case.to_string() + "\n").as_bytes())
    };
    let output = add();
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert_eq!(status(&run(folder.path(), &ours(), &[])), 0);
    assert_eq!(status(&add()), 2, "the name is taken");
}
