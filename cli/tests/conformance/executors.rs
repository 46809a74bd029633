//! Executors that end, hang, or say something else than an answer: small scripts, each of which does one thing wrong.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

use super::common::{status, stderr, stdout};
use super::{ours, run, set};

/// Answers a request rightly but for the verdict, which is always `valid`; `$id` and `$line` are its number and itself.
const ANSWER: &str =
    "case \"$line\" in *'\"task\":\"schema\"'*) body='\"ready\":true';; *) body='\"valid\":true';; esac";

/// What a run told: of each case that failed the outcome and the message, and the counts.
struct Told {
    status: i32,
    failed: Vec<(String, String, String)>,
    right: u64,
    stderr: String,
}

impl Told {
    /// The message of a case, if it has this outcome.
    fn message(&self, name: &str, outcome: &str) -> &str {
        let found = self.failed.iter().find(|(case, became, _)| case == name && became == outcome);
        found.map_or_else(|| panic!("{name} is not {outcome}: {:?}", self.failed), |(_, _, message)| message)
    }
}

/// Runs the set of three cases (one is valid, one breaks a rule, one is no JSON) over a command.
fn told(folder: &Path, command: &str) -> Told {
    read(&run(folder, command, &["--format", "json"]))
}

fn read(output: &Output) -> Told {
    let lines: Vec<Value> = stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (counts, failed) = lines.split_last().unwrap();
    let text = |line: &Value, member: &str| line[member].as_str().unwrap().to_owned();
    Told {
        status: status(output),
        failed: failed.iter().map(|line| (text(line, "name"), text(line, "outcome"), text(line, "message"))).collect(),
        right: counts["right"].as_u64().unwrap(),
        stderr: stderr(output),
    }
}

/// The same over a shell script.
fn of_script(body: &str) -> Told {
    let folder = set();
    let path = folder.path().join("executor.sh");
    fs::write(&path, body).unwrap();
    told(folder.path(), &format!("sh {}", path.display()))
}

/// The same over a script that runs this for each line that it is asked, with `$n` lines so far.
fn of_loop(each: &str) -> Told {
    of_script(&format!(
        "n=0\nwhile IFS= read -r line; do\nn=$((n+1)); id=${{line#*'\"id\":'}}; id=${{id%%,*}}\n{ANSWER}\n{each}\ndone\n"
    ))
}

#[test]
fn one_that_calls_everything_valid_is_found_out() {
    let told = of_loop("echo \"{\\\"id\\\":$id,$body}\"");
    assert_eq!((told.status, told.right), (1, 1), "{:?}", told.failed);
    assert!(told.message("mini/long", "wrong").contains("expected invalid: maxLength at /name; found valid"));
    assert!(told.message("mini/cut", "wrong").contains("not strict JSON"));
}

#[test]
fn two_lines_for_a_request_are_found_out() {
    let told = of_loop("for i in 1 2; do echo \"{\\\"id\\\":$id,$body}\"; done");
    assert_eq!((told.status, told.right), (1, 0));
    assert!(told.message("mini/short", "nonsense").starts_with("out of step: this answers request 1, and request 2"));
}

#[test]
fn one_line_too_many_costs_one_case_and_the_step_is_found_again() {
    let folder = set();
    let path = folder.path().join("executor.sh");
    // Ours, but that what it says second it says twice: the answer to the first case that it is asked.
    let body = format!(
        "{} | while IFS= read -r line; do n=$((n+1)); printf '%s\\n' \"$line\"; [ $n != 2 ] || printf '%s\\n' \"$line\"; done\n",
        ours()
    );
    fs::write(&path, body).unwrap();
    let told = told(folder.path(), &format!("sh {}", path.display()));
    assert_eq!((told.status, told.right), (1, 2), "{:?}", told.failed);
    assert!(told.message("mini/long", "nonsense").starts_with("out of step: this answers request 2, and request 3"));
}

#[test]
fn one_line_too_many_at_the_end_is_found_out() {
    let folder = set();
    let path = folder.path().join("executor.sh");
    fs::write(&path, format!("{}\necho goodbye\n", ours())).unwrap();
    let told = told(folder.path(), &format!("sh {}", path.display()));
    assert_eq!((told.status, told.right), (1, 3), "every case is right, and something is not");
    assert!(told.stderr.contains("the executor said more than it was asked for: `goodbye`"), "{}", told.stderr);
}

#[test]
fn an_answer_without_the_number_of_its_request_is_none() {
    for answer in ["{$body}", "{\\\"id\\\":\\\"$id\\\",$body}", "{\\\"id\\\":-1,$body}"] {
        let told = of_loop(&format!("echo \"{answer}\""));
        assert_eq!((told.status, told.right), (1, 0));
        assert!(told.message("mini/short", "nonsense").starts_with("the answer has no `id`"), "{answer}");
    }
}

#[test]
fn what_is_no_json_is_no_answer() {
    let told = of_loop("echo \"# judging request $id\"");
    assert!(told.message("mini/short", "nonsense").starts_with("this is no JSON"));
    assert!(told.message("mini/cut", "nonsense").contains("`# judging request 3`"), "it is asked on, each time anew");
    let told = of_loop("echo");
    assert!(told.message("mini/short", "nonsense").starts_with("an empty line"));
}

#[test]
fn what_is_no_verdict_is_told_with_what_is_wrong_with_it() {
    let told = of_loop("case $body in *valid*) body='\"valid\":\"perhaps\"';; esac; echo \"{\\\"id\\\":$id,$body}\"");
    assert_eq!(told.failed.len(), 3);
    assert!(told.message("mini/short", "nonsense").contains("perhaps"));
    let told = of_loop("case $body in *valid*) body='\"error\":\"no idea\"';; esac; echo \"{\\\"id\\\":$id,$body}\"");
    assert!(told.message("mini/cut", "nonsense").contains("it cannot judge this: no idea"));
}

#[test]
fn one_that_ends_in_the_middle_loses_that_case_and_no_other() {
    let told = of_loop("[ $n != 3 ] || exit 3\necho \"{\\\"id\\\":$id,$body}\"");
    assert_eq!((told.status, told.right), (1, 1), "{:?}", told.failed);
    assert_eq!(told.message("mini/long", "silent"), "the executor ended: exit status: 3");
    assert!(told.message("mini/cut", "wrong").ends_with("found valid"), "it is asked of a new one");
    assert!(of_script("exit 3\n").message("mini/short", "silent").contains("the executor ended: exit status: 3"));
}

#[test]
fn one_that_does_not_answer_is_not_waited_for_any_longer() {
    let folder = set();
    let told = read(&run(folder.path(), "sleep 600", &["--format", "json", "--timeout", "1"]));
    assert_eq!((told.status, told.right), (1, 0));
    assert_eq!(told.message("mini/short", "silent"), "the executor did not answer within 1 s");
}

#[test]
fn one_whose_line_has_no_end_is_not_listened_to_any_longer() {
    let told = of_script("yes | tr -d '\\n'\n");
    assert_eq!((told.status, told.right), (1, 0));
    assert_eq!(told.message("mini/short", "silent"), "the executor said a line of more than 16 MiB");
    // One that never stops fills nobody's memory either.
    let told = of_script("exec yes\n");
    assert!(told.message("mini/short", "nonsense").starts_with("this is no JSON"));
}

#[test]
fn one_that_cannot_be_started_is_a_question_that_could_not_be_asked() {
    let folder = set();
    assert_eq!(status(&run(folder.path(), "/no/such/program", &[])), 2);
}
