//! `fieldwright export`: other people's formats.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod common;

use std::fs;

use common::{fieldwright, snapshot, status, stderr, stdout};
use serde_json::Value as Json;

const PAGE: &str = "acme/order-paid";

#[test]
fn formats() {
    snapshot(
        "export",
        &[
            &["export", "markdown", PAGE],
            &["export", "markdown", PAGE, "--profile", "documented"],
            &["export", "html", PAGE],
            &["export", "json-schema", PAGE],
            &["export", "json-schema", PAGE, "--draft", "draft-07", "--profile", "documented"],
            &["export", "openapi", PAGE],
            &["export", "markdown", "acme/order-piad"],
            &["export", "markdown"],
        ],
    );
}

fn json(arguments: &[&str]) -> Json {
    let output = fieldwright(arguments).output().unwrap();
    assert_eq!((status(&output), stderr(&output).as_str()), (0, ""));
    serde_json::from_str(&stdout(&output)).unwrap()
}

#[test]
fn the_schema_in_an_openapi_description_is_the_one_that_stands_alone() {
    let alone = json(&["export", "json-schema", PAGE]);
    let description = json(&["export", "openapi", PAGE]);
    let post = &description["webhooks"][PAGE]["post"];
    let mut inside = post["requestBody"]["content"]["application/json"]["schema"].clone();
    // References are relative to it.
    assert_eq!(
        inside.as_object_mut().unwrap().shift_remove("$id").unwrap(),
        format!("https://fieldwright.invalid/{PAGE}")
    );
    assert_eq!(inside, alone);
    assert_eq!(post["parameters"][0]["name"], "x-acme-signature");
    assert_eq!(post["responses"].as_object().unwrap().keys().collect::<Vec<_>>(), ["2XX"]);
}

#[test]
fn several_payloads_are_an_array_of_schemas() {
    let both = json(&["export", "json-schema", PAGE, PAGE]);
    assert_eq!(both.as_array().unwrap().len(), 2);
    assert_eq!(both[0], json(&["export", "json-schema", PAGE]));
}

#[test]
fn the_table_has_a_row_for_every_row() {
    let rows = stdout(&fieldwright(&["table", PAGE, "--format", "json"]).output().unwrap()).lines().count();
    let markdown = stdout(&fieldwright(&["export", "markdown", PAGE]).output().unwrap());
    // Beside a header row and a line of dashes for each of the two tables.
    assert_eq!(markdown.lines().filter(|line| line.starts_with('|')).count(), rows + 4);
    assert_eq!(markdown, stdout(&fieldwright(&["table", PAGE, "--format", "markdown"]).output().unwrap()));
    let html = stdout(&fieldwright(&["export", "html", PAGE]).output().unwrap());
    assert_eq!(html.matches("<tr>").count(), rows + 2);
}

#[test]
fn words_of_a_schema_stay_words() {
    let folder = tempfile::tempdir().unwrap();
    let schemas = folder.path().join("schemas/acme");
    fs::create_dir_all(&schemas).unwrap();
    let page = "provider: acme\npage: {title: '<b>Paid</b> | *x*'}\npayload:\n  fields:\n    \
                'a|b': {enum: ['x | y', '</td>'], doc: '<script>alert(1)</script> `tick` | bar'}\n";
    fs::write(schemas.join("paid.yaml"), page).unwrap();
    let run = |format: &str| {
        let output = fieldwright(&["export", format, "acme/paid"]).current_dir(folder.path()).output().unwrap();
        assert_eq!((status(&output), stderr(&output).as_str()), (0, ""));
        stdout(&output)
    };
    let html = run("html");
    assert!(
        !html.contains("<script>") && !html.contains("<b>") && html.contains("<td>x | y, &lt;/td&gt;</td>"),
        "{html}"
    );
    let markdown = run("markdown");
    let row = markdown.lines().last().unwrap();
    assert!(!markdown.contains("<script>"), "{markdown}");
    let bars = row.replace("\\|", "").matches('|').count();
    let titles = markdown.lines().find(|line| line.starts_with("| Field")).unwrap().matches('|').count();
    assert_eq!(bars, titles, "{markdown}");
}

#[test]
fn a_file_is_written_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.md");
    let run = |more: &[&str]| fieldwright(&["export", "markdown", PAGE, "-o"]).arg(&file).args(more).output().unwrap();
    let first = run(&[]);
    assert_eq!((status(&first), stdout(&first)), (0, String::new()));
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("# Order Paid Webhook\n"));
    fs::write(&file, "mine").unwrap();
    assert_eq!(status(&run(&[])), 2);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    assert_eq!(status(&run(&["--force"])), 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

/// What a person holds beside the page is read as the page was.
#[test]
fn an_exported_table_is_imported_with_the_same_rows() {
    let schemas = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas");
    for page in ["anddone/account-token", "anddone/token-link"] {
        let rows = |arguments: &[&str]| -> Vec<Json> {
            let output = fieldwright(arguments).args(["--schemas", schemas]).output().unwrap();
            let rows = stdout(&output);
            let row = |line| {
                let row: Json = serde_json::from_str(line).unwrap();
                ["path", "type", "required", "minLength", "maxLength", "enum"].map(|key| row[key].clone()).into()
            };
            rows.lines().map(row).collect()
        };
        let markdown = fieldwright(&["export", "markdown", page, "--profile", "documented", "--schemas", schemas]);
        let markdown = { markdown }.output().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("page.md");
        fs::write(&file, markdown.stdout).unwrap();
        let imported = rows(&["import", file.to_str().unwrap(), "--provider", "anddone", "--format", "json"]);
        let documented = rows(&["table", page, "--profile", "documented", "--format", "json"]);
        assert!(imported.len() > 10);
        assert_eq!(imported, documented);
    }
}
