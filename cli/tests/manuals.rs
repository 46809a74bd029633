//! Completions, manual pages and explanations: there for everything, and well-formed.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod common;

use common::{COMMANDS, fieldwright, status, stderr, stdout};
use fieldwright_codegen::codes::Code;

#[test]
fn completions_know_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = fieldwright(&["completions", shell]).output().unwrap();
        assert_eq!((status(&output), stderr(&output)), (0, String::new()));
        for word in ["generate", "validate", "fixtures", "schemas", "ndjson"] {
            assert!(stdout(&output).contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn there_is_a_manual_page_for_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let output = fieldwright(&["man", "--out"]).arg(folder.path().join("man1")).output().unwrap();
    assert_eq!((status(&output), stderr(&output)), (0, String::new()));
    for command in COMMANDS {
        let page = std::fs::read_to_string(folder.path().join(format!("man1/fieldwright-{command}.1"))).unwrap();
        assert!(page.contains(".TH") && page.contains("SYNOPSIS"));
        let alone = stdout(&fieldwright(&["man", command]).output().unwrap());
        assert!(alone.contains(&format!("fieldwright\\-{command}")), "{alone}");
    }
    assert!(stdout(&fieldwright(&["man"]).output().unwrap()).starts_with(".ie"));
}

#[test]
fn every_code_is_listed_and_explained() {
    let list = stdout(&fieldwright(&["explain"]).output().unwrap());
    assert_eq!(list.lines().count(), Code::ALL.len());
    for (line, code) in list.lines().zip(Code::ALL) {
        assert!(line.starts_with(code.as_str()), "{line}");
        let output = fieldwright(&["explain", &code.as_str().to_lowercase()]).output().unwrap();
        assert_eq!((status(&output), stdout(&output).as_str()), (0, code.explanation()));
    }
}
