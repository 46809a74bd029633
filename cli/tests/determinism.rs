//! The same schemas give the same bytes, whatever the machine is like that they are read on.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::fieldwright;

/// Files by their path.
type Files = BTreeMap<String, Vec<u8>>;

/// Another locale, time zone, terminal and so on.
type Change = fn(&mut Command);

const CIRCUMSTANCES: [(&str, Change); 5] = [
    ("locale", |command| {
        command.env("LC_ALL", "tr_TR.UTF-8").env("LANG", "tr_TR.UTF-8");
    }),
    ("time zone", |command| {
        command.env("TZ", "Pacific/Kiritimati").env("SOURCE_DATE_EPOCH", "0");
    }),
    ("working folder", |command| {
        command.current_dir(std::env::temp_dir());
    }),
    ("terminal", |command| {
        command.env("COLUMNS", "20").env("TERM", "xterm-256color").env("CI", "1");
    }),
    ("user", |command| {
        command.env_clear();
    }),
];

/// Programs that start another one with something about the process changed; not every system has them.
const STARTERS: [(&str, &[&str]); 3] = [
    ("umask", &["sh", "-c", "umask 077 && exec \"$0\" \"$@\""]),
    ("number of cores", &["taskset", "-c", "0"]),
    ("stack", &["sh", "-c", "ulimit -s 4096 && exec \"$0\" \"$@\""]),
];

/// The repository's schemas.
fn schemas() -> PathBuf {
    fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas")).unwrap()
}

/// Every file below a folder.
fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(next) = pending.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

/// The same files in another folder, made in the opposite order.
fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files(from).into_iter().rev() {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// What the generator writes into a new folder. The record of what it has done is of its own place, and left out.
#[track_caller]
fn generated(mut command: Command, schemas: &Path, to: &Path) -> Files {
    command.arg("--schemas").arg(schemas).arg("generate").arg("--out").arg(to);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut files = files(to);
    files.retain(|path, _| !path.starts_with(".fieldwright/"));
    files
}

#[track_caller]
fn same(found: &Files, expected: &Files, what: &str) {
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "another {what}");
    for (path, bytes) in found {
        assert!(*bytes == expected[path], "another {what} changes {path}");
    }
}

#[test]
fn generated_code_is_the_same_under_all_circumstances() {
    let room = tempfile::tempdir().unwrap();
    let expected = generated(fieldwright(&[]), &schemas(), &room.path().join("plain"));
    assert!(expected.len() > 10, "{:?}", expected.keys());
    let elsewhere = room.path().join("a folder of ünusual name").join("schemas");
    copy(&schemas(), &elsewhere);
    for (what, change) in CIRCUMSTANCES {
        let mut command = fieldwright(&[]);
        change(&mut command);
        same(&generated(command, &elsewhere, &room.path().join(what)), &expected, what);
    }
    for (what, starter) in STARTERS {
        let Some((program, arguments)) = starter.split_first() else { continue };
        let works = Command::new(program).args(arguments).args(["sh", "-c", "exit 0"]).status();
        if !works.is_ok_and(|status| status.success()) {
            println!("skipped: another {what}, for there is no `{program}` that changes it");
            continue;
        }
        let mut command = Command::new(program);
        command.args(arguments).arg(env!("CARGO_BIN_EXE_fieldwright"));
        same(&generated(command, &elsewhere, &room.path().join(what)), &expected, what);
    }
}

#[test]
fn what_commands_say_is_the_same_under_all_circumstances() {
    let schemas = schemas();
    let payload = "rapyd/payment-updated";
    let runs: [&[&str]; 8] = [
        &["list", "--format", "json"],
        &["check"],
        &["table", payload, "--format", "json"],
        &["fixtures", payload],
        &["fixtures", payload, "--kind", "random", "--seed", "7", "--count", "50"],
        &["export", "json-schema", payload],
        &["export", "openapi", payload],
        &["export", "markdown", payload],
    ];
    for arguments in runs {
        let said = |change: Option<Change>| {
            let mut command = fieldwright(&[]);
            command.arg("--schemas").arg(&schemas).args(arguments);
            if let Some(change) = change {
                change(&mut command);
            }
            let output = command.output().unwrap();
            assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
            output.stdout
        };
        let expected = said(None);
        for (what, change) in CIRCUMSTANCES {
            assert!(said(Some(change)) == expected, "{arguments:?} says otherwise with another {what}");
        }
    }
}
