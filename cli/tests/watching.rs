//! `docs/watching.md`: the job that it describes does what it says, with pages that lie here instead of on the web.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use common::merge::{Folder, fixture, with_row};
use common::{fieldwright, stderr, stdout};

/// The block of the document that starts so.
fn block(start: &str) -> String {
    let document = include_str!("../../docs/watching.md");
    let (_, rest) = document.split_once(&format!("```{start}")).unwrap();
    rest.split_once("```\n").unwrap().0.to_owned()
}

fn program(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

fn git(folder: &Path, args: &[&str]) -> String {
    let output = Command::new("git").args(args).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "git {args:?}: {}", stderr(&output));
    stdout(&output)
}

/// A repository with a schema, its code, and a place to push to.
fn repository() -> Folder {
    let folder = Folder::paid();
    let generated = fieldwright(&["generate", "--quiet"]).current_dir(folder.path()).output().unwrap();
    assert!(generated.status.success(), "{}", stderr(&generated));
    fs::write(folder.path().join(".gitignore"), "/tools/\n/origin.git/\n.fieldwright/\n").unwrap();
    let tools = folder.path().join("tools");
    fs::create_dir(&tools).unwrap();
    program(&tools.join("watch-page"), &format!("#!/bin/sh\n{}", block("sh\n#!/bin/sh\n")));
    // The user's own tools: one takes what it is to fetch from the disk, the other keeps what it is to open.
    program(&tools.join("curl"), "#!/bin/sh\nwhile [ \"$1\" != --output ]; do shift; done\ncp \"${3#file:}\" \"$2\"\n");
    program(&tools.join("gh"), "#!/bin/sh\nwhile [ \"$1\" != --body-file ]; do shift; done\ncp \"$2\" tools/body.md\n");
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    for (key, value) in [("user.name", "Test"), ("user.email", "test@example.test"), ("commit.gpgsign", "false")] {
        git(folder.path(), &["config", key, value]);
    }
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "Before"]);
    git(folder.path(), &["init", "--quiet", "--bare", "origin.git"]);
    git(folder.path(), &["remote", "add", "origin", "origin.git"]);
    folder
}

fn watch(folder: &Folder, page: &str) -> Output {
    let file = folder.path().join("tools/page");
    fs::write(&file, page).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_fieldwright"));
    let tools = folder.path().join("tools");
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{}:{path}", tools.display(), program.parent().unwrap().display());
    Command::new(tools.join("watch-page"))
        .args([&format!("file:{}", file.display()), "schemas/acme/paid.yaml"])
        .env("PATH", path)
        .env_remove("CI")
        .current_dir(folder.path())
        .output()
        .unwrap()
}

fn has_git() -> bool {
    let found = Command::new("git").arg("--version").output().is_ok();
    if !found {
        #[allow(clippy::print_stdout, reason = "a test that does nothing says so")]
        {
            println!("skipped: there is no git here");
        }
    }
    found
}

#[test]
fn the_job_opens_a_pull_request_with_the_drift_when_a_page_has_changed() {
    if !has_git() {
        return;
    }
    let folder = repository();
    let output = watch(&folder, &fixture("paid.md"));
    assert!(output.status.success(), "{}{}", stdout(&output), stderr(&output));
    assert!(!folder.path().join("tools/body.md").exists());
    assert_eq!(git(folder.path(), &["branch", "--show-current"]), "main\n");

    let page = with_row(&fixture("paid.md"), "customer.name", "| customer.name | string | yes | 1 | 60 | |");
    let output = watch(&folder, &page);
    assert!(output.status.success(), "{}{}", stdout(&output), stderr(&output));
    let body = fs::read_to_string(folder.path().join("tools/body.md")).unwrap();
    assert!(body.starts_with("## `schemas/acme/paid.yaml`: 1 change\n"), "{body}");
    assert!(body.contains("| re-bounded | `/customer/name` | `maxLength: 50 → 60 (widened)` |"), "{body}");
    let (_, receiver) = body.split_once("## For a receiver").unwrap_or_else(|| panic!("{body}"));
    assert!(receiver.contains("/customer/name"), "{body}");
    assert_eq!(git(folder.path(), &["status", "--short"]), "");
    let pushed = git(folder.path(), &["show", "--stat", "--format=%s", "origin/page/acme-paid"]);
    assert!(pushed.starts_with("paid: the page has changed\n"), "{pushed}");
    assert!(pushed.contains("schemas/acme/paid.yaml") && pushed.contains("generated/src/acme/paid.rs"), "{pushed}");
}

#[test]
fn the_job_fails_aloud_when_a_page_is_another_one() {
    if !has_git() {
        return;
    }
    let folder = repository();
    let output = watch(&folder, "# Moved\n\nSee elsewhere.\n");
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(!folder.path().join("tools/body.md").exists());
}

#[test]
fn the_workflow_is_yaml_and_runs_the_script() {
    let workflow = block("yaml\nname: Pages\n");
    let (node, faults) = fieldwright_codegen::load::parse(0, &workflow);
    assert!(node.is_some() && faults.is_empty(), "{faults:?}");
    for text in [workflow, block("text\n")] {
        assert!(text.contains(".ci/watch-page "), "{text}");
    }
}
