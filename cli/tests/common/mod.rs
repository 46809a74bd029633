//! Running the program, and comparing what it says with `tests/snapshots`. `BLESS=1` writes the snapshots anew.

#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(dead_code, reason = "every test file uses its part")]

pub(crate) mod delivery;
pub(crate) mod import;
pub(crate) mod merge;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use snapbox::assert::Action;
use snapbox::{Assert, Data};

/// Every command.
pub(crate) const COMMANDS: [&str; 17] = [
    "generate",
    "check",
    "explain",
    "list",
    "table",
    "validate",
    "fixtures",
    "sign",
    "verify",
    "send",
    "receive",
    "import",
    "diff",
    "export",
    "conformance",
    "completions",
    "man",
];

/// `tests/<path>`.
pub(crate) fn tests(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)
}

/// The program in `tests/workspace`, which has schemas of its own, and with an environment that says nothing.
pub(crate) fn fieldwright(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldwright"));
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "CI"] {
        command.env_remove(variable);
    }
    command.env("TERM", "dumb").current_dir(tests("workspace")).args(args).stdin(Stdio::null());
    command
}

/// The program, with `input` on its stdin.
pub(crate) fn with_input(mut command: Command, input: &[u8]) -> Output {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // A program that has heard enough closes the pipe, and that is its right.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().unwrap()
    })
}

pub(crate) fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// What a run looks like: the command, both streams, the exit status.
pub(crate) fn transcript(args: &[&str]) -> String {
    let output = fieldwright(args).output().unwrap();
    let mut text = format!("$ fieldwright {}\n{}", args.join(" "), stdout(&output));
    if !output.stderr.is_empty() {
        text += &format!("--- stderr\n{}", stderr(&output));
    }
    text + &format!("--- exit {}\n\n", status(&output))
}

/// Compares runs, one after the other, with a snapshot.
pub(crate) fn snapshot(name: &str, runs: &[&[&str]]) {
    let text: String = runs.iter().map(|args| transcript(args)).collect();
    let action = if std::env::var_os("BLESS").is_some() { Action::Overwrite } else { Action::Verify };
    let place = tests("snapshots").join(format!("{name}.txt"));
    Assert::new().action(action).eq(text, Data::read_from(&place, None).raw());
}
