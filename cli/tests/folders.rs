//! Where schemas are found, and where code is written.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at what it does not expect")]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use common::{fieldwright, status, stderr, stdout, tests};

/// The program somewhere else.
fn at(folder: &Path, args: &[&str]) -> Output {
    fieldwright(args).current_dir(folder).output().unwrap()
}

/// A folder with a copy of the workspace's schemas.
fn workspace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let provider = folder.path().join("schemas/acme");
    fs::create_dir_all(&provider).unwrap();
    for name in ["provider.yaml", "order-paid.yaml"] {
        fs::copy(tests("workspace/schemas/acme").join(name), provider.join(name)).unwrap();
    }
    folder
}

#[test]
fn the_nearest_schemas_upward_are_found() {
    assert!(stdout(&at(&tests("workspace/bodies"), &["list"])).contains("acme/order-paid"));
}

#[test]
fn places_are_named_from_where_the_user_is() {
    let folder = workspace();
    let below = folder.path().join("src/bin");
    fs::create_dir_all(&below).unwrap();
    fs::write(folder.path().join("schemas/acme/order-paid.yaml"), "provider: acme\nx: 1\n").unwrap();
    let output = at(&below, &["check"]);
    let place = Path::new("../../schemas").join("acme/order-paid.yaml").display().to_string();
    assert!(stderr(&output).contains(&place), "{}", stderr(&output));
}

#[test]
fn without_any_the_catalogue_answers() {
    let folder = tempfile::tempdir().unwrap();
    // Somebody else's folder of that name is none of ours.
    fs::create_dir_all(folder.path().join("schemas/xsd")).unwrap();
    fs::write(folder.path().join("schemas/xsd/a.xsd"), "<x/>").unwrap();
    let list = stdout(&at(folder.path(), &["list", "--format", "json"]));
    for payload in ["anddone/account-token", "rapyd/payment-updated", "truemed/payment-token-updated"] {
        assert!(list.contains(&format!("\"payload\":\"{payload}\"")), "{payload}");
    }
    assert_eq!(status(&at(folder.path(), &["check"])), 0);
    let refused = at(folder.path(), &["generate"]);
    assert_eq!(status(&refused), 2);
    assert!(stderr(&refused).contains("--out DIR"));
    assert_eq!(status(&at(folder.path(), &["generate", "--out", "made"])), 0);
    assert!(folder.path().join("made/src").is_dir());
}

#[test]
fn timings_name_every_stage_and_stay_out_of_the_result() {
    let folder = workspace();
    let (without, with) = (at(folder.path(), &["generate"]), at(folder.path(), &["generate", "--timings"]));
    assert_eq!(stderr(&without), "");
    assert!(stdout(&with).contains("nothing has changed; files written: 0"), "{}", stdout(&with));
    let said = stderr(&with);
    let lines: Vec<Vec<&str>> = said.lines().map(|line| line.split_whitespace().collect()).collect();
    let stages: Vec<&str> = lines.iter().map(|line| line[0]).collect();
    assert_eq!(stages, ["read", "hash", "load", "check", "sources", "fixtures", "compare", "write"]);
    for line in &lines {
        assert!(line[1].parse::<f64>().is_ok() && line[2..] == ["ms"], "{line:?}");
    }
}

#[test]
fn generate_writes_once_and_check_tells_when_it_is_time_again() {
    let folder = workspace();
    let run = |args: &[&str]| at(folder.path(), args);
    let stale = run(&["generate", "--check"]);
    assert_eq!(status(&stale), 1);
    assert!(!folder.path().join("generated").exists(), "`--check` writes nothing");

    let first = run(&["generate"]);
    assert_eq!(status(&first), 0, "{}", stderr(&first));
    assert!(stdout(&first).contains("providers: 1, payloads: 1"), "{}", stdout(&first));
    let again = stdout(&run(&["generate"]));
    assert!(again.contains("files written: 0, removed: 0"), "{again}");
    assert_eq!(stdout(&run(&["generate", "--check"])), "");

    let schema = folder.path().join("schemas/acme/order-paid.yaml");
    let text = fs::read_to_string(&schema).unwrap();
    fs::write(&schema, text.replace("maximum: 99", "maximum: 98")).unwrap();
    let stale = run(&["generate", "--check"]);
    assert_eq!(status(&stale), 1);
    assert!(stdout(&stale).lines().any(|line| line.starts_with('+') && line.contains("98")), "{}", stdout(&stale));
    assert!(stderr(&stale).contains("`fieldwright generate` writes them"), "{}", stderr(&stale));
    let shown = run(&["generate", "--diff"]);
    assert_eq!((status(&shown), stderr(&shown)), (0, String::new()));
    assert!(stdout(&shown).len() >= stdout(&stale).len());
    assert_eq!(status(&run(&["generate", "--quiet"])), 0);
    assert_eq!(status(&run(&["generate", "--check"])), 0);
}

#[test]
fn the_mending_command_has_the_options_that_were_given() {
    let folder = workspace();
    let output = at(folder.path(), &["generate", "--check", "--schemas", "schemas", "--out", "a b"]);
    let mend = "`fieldwright generate --schemas schemas --out 'a b'` writes them";
    assert!(stderr(&output).contains(mend), "{}", stderr(&output));
}

#[test]
fn generate_leaves_other_peoples_files_alone() {
    let folder = workspace();
    let foreign = folder.path().join("generated/src/lib.rs");
    fs::create_dir_all(foreign.parent().unwrap()).unwrap();
    fs::write(&foreign, "// mine").unwrap();
    let output = at(folder.path(), &["generate"]);
    assert_eq!(status(&output), 2);
    assert_eq!(fs::read_to_string(&foreign).unwrap(), "// mine");
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let escapes = |command: &mut Command| command.output().unwrap().stdout.contains(&0x1b);
    assert!(!escapes(&mut fieldwright(&["list"])));
    assert!(escapes(&mut fieldwright(&["list", "--color", "always"])));
    assert!(escapes(fieldwright(&["list", "--color", "always"]).env("NO_COLOR", "1")));
    assert!(escapes(fieldwright(&["list"]).env("CLICOLOR_FORCE", "1")));
    assert!(!escapes(fieldwright(&["list"]).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1")));
    assert!(!escapes(fieldwright(&["list", "--color", "never"]).env("CLICOLOR_FORCE", "1")));
    let broken = |color| fieldwright(&["check", "--schemas", "broken", "--color", color]).output().unwrap().stderr;
    assert!(broken("always").contains(&0x1b) && !broken("auto").contains(&0x1b));
}
