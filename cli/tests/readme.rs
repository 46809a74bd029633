//! Every command that the README shows prints what it shows. `BLESS=1` writes what it prints into the README.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use snapbox::assert_data_eq;

const OPEN: &str = "```console\n";
const CLOSE: &str = "```\n";

/// What the command line prints, to both streams. Only lines as many as are shown, where the rest is left out as `...`.
fn printed(workspace: &Path, command: &str, shown: &str) -> String {
    let arguments = command.strip_prefix("fieldwright ").unwrap_or_else(|| panic!("not our command: {command}"));
    let output = Command::new(env!("CARGO_BIN_EXE_fieldwright"))
        .args(arguments.split_whitespace())
        .current_dir(workspace)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let printed = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    match shown.strip_suffix("...\n") {
        Some(head) => printed.split_inclusive('\n').take(head.lines().count()).chain(["...\n"]).collect(),
        None => printed,
    }
}

/// The README with every output as it is now.
fn refreshed(workspace: &Path, readme: &str) -> String {
    let mut blocks = readme.split(OPEN);
    let mut text = blocks.next().unwrap().to_owned();
    for rest in blocks {
        let (block, behind) = rest.split_once(CLOSE).unwrap();
        text.push_str(OPEN);
        for step in block.split("$ ").skip(1) {
            let (command, shown) = step.split_once('\n').unwrap();
            let _ = write!(text, "$ {command}\n{}", printed(workspace, command, shown));
        }
        text.push_str(CLOSE);
        text.push_str(behind);
    }
    text
}

#[test]
fn commands_print_what_the_readme_shows() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let path = workspace.join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    assert!(readme.matches("$ fieldwright ").count() >= 6, "the README shows hardly anything");
    let refreshed = refreshed(&workspace, &readme);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, refreshed).unwrap();
    } else {
        assert_data_eq!(readme, refreshed);
    }
}
