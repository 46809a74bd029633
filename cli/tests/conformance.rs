//! The conformance set, held against our executor and against ones that are wrong.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::path::PathBuf;
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

/// A shell script as an executor, which answers whatever it is asked.
fn script(folder: &std::path::Path, body: &str) -> String {
    let path: PathBuf = folder.join("executor.sh");
    std::fs::write(&path, body).unwrap();
    format!("sh {}", path.display())
}

#[test]
fn our_executor_judges_the_whole_set_right() {
    let output = run(&common::tests("../../conformance"), &ours(), &["--schemas", "../../../schemas"]);
    assert_eq!(status(&output), 0, "{}{}", stdout(&output), stderr(&output));
}

#[test]
fn an_executor_that_calls_everything_valid_is_found_out() {
    let folder = set();
    let yes = script(
        folder.path(),
        "while read line; do case \"$line\" in *'\"task\":\"schema\"'*) echo '{\"ready\":true}';; *) echo '{\"valid\":true}';; esac; done\n",
    );
    let output = run(folder.path(), &yes, &["--format", "json"]);
    assert_eq!(status(&output), 1);
    let lines: Vec<Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let outcome = |name: &str| lines.iter().find(|line| line["name"] == name).map(|line| line["outcome"].clone());
    assert_eq!(outcome("mini/short"), None, "what is right is only counted");
    assert_eq!(outcome("mini/long"), Some(json!("wrong")));
    assert_eq!(outcome("mini/cut"), Some(json!("wrong")));
    let summary = lines.last().unwrap();
    assert_eq!((&summary["right"], &summary["failed"]), (&json!(1), &json!(2)));
}

#[test]
fn one_that_ends_hangs_or_talks_nonsense_fails_its_cases_and_nothing_else() {
    let folder = set();
    for body in ["exit 3\n", "while read line; do echo nonsense; done\n", "exec sleep 60\n"] {
        let bad = script(folder.path(), body);
        let output = run(folder.path(), &bad, &["--timeout", "1"]);
        assert_eq!(status(&output), 1, "{body}: {}{}", stdout(&output), stderr(&output));
    }
    let output = run(folder.path(), "/no/such/program", &[]);
    assert_eq!(status(&output), 2);
}

#[test]
fn the_executor_says_what_it_was_not_told() {
    let asked = "{\"task\":\"judge\",\"schema\":\"a/b\",\"profile\":\"effective\",\"payload\":\"{}\"}\nnonsense\n";
    let output = with_input(fieldwright(&["conformance", "--executor"]), asked.as_bytes());
    let answers: Vec<Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 2, "an answer a line");
    assert!(answers.iter().all(|answer| answer["error"].is_string()), "{answers:?}");
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
