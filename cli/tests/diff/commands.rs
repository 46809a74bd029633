//! The command as people use it: its forms, its exit status, ignore files, files, git, and what is wrong.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value as Json;

use crate::common::{fieldwright, snapshot, status, stderr, stdout, tests};

#[test]
fn reports() {
    let run = |format: &'static str| ["diff", "diff/old", "diff/new", "--format", format];
    snapshot("diff", &[&["diff", "diff/old", "diff/new"], &run("json"), &run("markdown"), &run("github")]);
}

#[test]
fn refusals() {
    snapshot(
        "diff-refusals",
        &[
            &["diff", "diff/old"],
            &["diff", "diff/old", "missing"],
            &["diff", "broken", "diff/new"],
            &["diff", "bodies", "diff/new"],
            &["diff", "diff/old/acme/provider.yaml", "diff/new/acme/provider.yaml"],
            &["diff", "diff/old", "diff/new", "--ignore", "diff/wrong.ignore"],
            &["diff", "diff/old", "diff/new", "--ignore", "missing.ignore"],
        ],
    );
}

fn diff(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = fieldwright(&["diff"]).args(arguments).current_dir(folder).output().unwrap();
    (status(&output), stdout(&output), stderr(&output))
}

#[test]
fn the_status_is_what_fail_on_asks_for() {
    let workspace = tests("workspace");
    let run = |arguments: &[&str]| diff(&workspace, arguments).0;
    assert_eq!(run(&["diff/old", "diff/new"]), 1);
    assert_eq!(run(&["diff/old", "diff/new", "--fail-on", "never"]), 0);
    assert_eq!(run(&["diff/old", "diff/old", "--fail-on", "risk"]), 0);
    // What is left is a risk and no more.
    assert_eq!(run(&["diff/old", "diff/new", "--ignore", "diff/breaking.ignore"]), 0);
    assert_eq!(run(&["diff/old", "diff/new", "--ignore", "diff/breaking.ignore", "--fail-on", "risk"]), 1);
}

#[test]
fn an_ignored_change_is_counted_and_an_idle_line_is_told() {
    let (_, out, err) = diff(&tests("workspace"), &["diff/old", "diff/new", "--ignore", "diff/breaking.ignore"]);
    assert!(out.contains(" ignored\n"), "{out}");
    assert!(!out.contains("breaking"), "{out}");
    assert_eq!(err, "warning: diff/breaking.ignore:7: no change is named by this line\n");
    assert!(
        diff(&tests("workspace"), &["-q", "diff/old", "diff/new", "--ignore", "diff/breaking.ignore"]).2.is_empty()
    );
}

#[test]
fn copies_of_a_page_are_compared_wherever_they_lie() {
    let folder = tempfile::tempdir().unwrap();
    let page = "provider: acme\npage: {title: Paid}\npayload:\n  fields:\n    id: {type: string, maxLength: 8}\n";
    fs::write(folder.path().join("before.yaml"), page).unwrap();
    fs::write(folder.path().join("after.yaml"), page.replace('8', "9")).unwrap();
    let (code, out, err) = diff(folder.path(), &["before.yaml", "after.yaml", "--format", "json"]);
    assert_eq!((code, err.as_str()), (1, ""), "{out}");
    let rules: Vec<Json> =
        out.lines().map(|line| serde_json::from_str::<Json>(line).unwrap()["rule"].clone()).collect();
    assert_eq!(
        rules,
        ["page-renamed", "max-length-widened"].map(Json::from).into_iter().chain([Json::Null]).collect::<Vec<_>>()
    );
    assert!(out.contains("\"oldPlace\":\"before.yaml:5:5\""), "{out}");
}

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.test", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn a_side_can_be_in_git() {
    let folder = tempfile::tempdir().unwrap();
    let schemas = folder.path().join("schemas/acme");
    fs::create_dir_all(&schemas).unwrap();
    for name in ["order-paid.yaml", "provider.yaml"] {
        fs::copy(tests("workspace/diff/old/acme").join(name), schemas.join(name)).unwrap();
    }
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-q", "-m", "First"]);
    for name in ["order-paid.yaml", "provider.yaml"] {
        fs::copy(tests("workspace/diff/new/acme").join(name), schemas.join(name)).unwrap();
    }
    let plain = |places: &str| -> Vec<Json> {
        let mut lines: Vec<Json> = places.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        for line in &mut lines {
            line.as_object_mut().unwrap().retain(|key, _| key != "oldPlace" && key != "newPlace");
        }
        lines
    };
    let (_, expected, _) = diff(&tests("workspace"), &["diff/old", "diff/new", "--format", "json"]);
    let (code, out, err) = diff(folder.path(), &["HEAD:schemas", "schemas", "--format", "json"]);
    assert_eq!((code, err.as_str()), (1, ""));
    assert_eq!(plain(&out), plain(&expected));
    assert!(out.contains("\"oldPlace\":\"HEAD:schemas/acme/order-paid.yaml:"), "{out}");
    // From a folder below, one page, with the path from there.
    let (code, out, _) = diff(&schemas, &["HEAD:./order-paid.yaml", "order-paid.yaml", "--format", "json"]);
    assert_eq!(code, 1);
    assert!(out.lines().count() > 5, "{out}");
    let both = diff(folder.path(), &["HEAD:schemas", "HEAD:schemas"]);
    assert_eq!(both, (0, "no changes\nversion step: none\n".to_owned(), String::new()));
    for wrong in ["HEAD:nowhere", "nonsense:schemas", "--output=x:schemas", "HEAD:"] {
        let (code, _, err) = diff(folder.path(), &["--", wrong, "schemas"]);
        assert!(code == 2 && err.starts_with("error"), "{wrong}: {err}");
    }
    assert!(!folder.path().join("x").exists());
}

#[test]
fn the_rules_are_documented() {
    let listed = stdout(&fieldwright(&["diff", "--rules"]).output().unwrap());
    let documented = fs::read_to_string(tests("../../docs/diff.md")).unwrap();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        format!("| `{}` | {} | {} | {} |", cells[0], cells[1], cells[2], cells[3])
    };
    let listed: Vec<String> = listed.lines().map(row).collect();
    let (_, documented) = documented.split_once("## Rules").unwrap();
    let rows: Vec<&str> = documented.lines().filter(|line| line.starts_with("| `")).collect();
    assert_eq!(rows, listed);
}
