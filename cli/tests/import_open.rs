//! Other organisations' pages: whatever they look like, an import ends in a schema that passes `check`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may panic, and tells its figures")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::import::{elsewhere, files};
use common::{fieldwright, stderr, stdout};
use serde_json::Value;

/// A page's rows as `--format json` has them, and how many of its tables they come from.
fn rows(page: &Path) -> (Vec<Value>, usize, usize) {
    let args = ["import", page.to_str().unwrap(), "--provider", "acme", "--format", "json"];
    let output = fieldwright(&args).output().unwrap();
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(0), "{}\n{said}", page.display());
    let mut numbers = said.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok());
    let (used, all) = (numbers.next().unwrap(), numbers.next().unwrap());
    let rows = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (rows, used, all)
}

#[test]
fn every_page_becomes_a_schema() {
    let Some(folder) = elsewhere("open/pages") else { return };
    for folder in files(&folder) {
        let mut figures = BTreeMap::from([("pages", 0), ("tables", 0), ("used", 0), ("rows", 0)]);
        for page in files(&folder) {
            let (rows, used, all) = rows(&page);
            let has = |keys: &[&str]| rows.iter().filter(|row| keys.iter().any(|key| row.get(key).is_some())).count();
            let listed = rows.iter().filter(|row| row.get("row").is_some()).count();
            for (name, count) in [
                ("pages", 1),
                ("tables", all),
                ("used", used),
                ("rows", rows.len()),
                ("listed", listed),
                ("typed", rows.iter().filter(|row| row["type"] != "any" && row.get("inferred").is_none()).count()),
                ("presence", has(&["presence"])),
                ("bounds", has(&["minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"])),
                ("enum", has(&["enum", "const"])),
                ("review", has(&["review"])),
            ] {
                *figures.entry(name).or_default() += count;
            }
        }
        let figures: Vec<_> = figures.iter().map(|(name, count)| format!("{name} {count}")).collect();
        println!("{}: {}", folder.file_name().unwrap().to_string_lossy(), figures.join(", "));
    }
}

#[test]
fn names_and_required_marks_are_those_of_the_vendor() {
    let Some(labels) = elsewhere("open/expected-mollie.json") else { return };
    let labels: Value = serde_json::from_str(&fs::read_to_string(&labels).unwrap()).unwrap();
    let (mut all, mut named, mut marked, mut same) = (0, 0, 0, 0);
    for (page, label) in labels.as_object().unwrap() {
        let Some(page) = elsewhere("open").map(|folder| folder.join(page)) else { return };
        let (rows, ..) = rows(&page);
        for expected in label["rows"].as_array().unwrap() {
            let name = expected["name"].as_str().unwrap();
            let find = |name: &str| rows.iter().find(|row| row["path"] == format!("/{name}"));
            all += 1;
            same += usize::from(find(name).is_some());
            // The pages are those of an SDK, which takes the underscore off `_links`.
            if let Some(row) = find(name).or_else(|| find(name.trim_start_matches('_'))) {
                named += 1;
                marked += usize::from(row["required"] == expected["required"]);
            }
        }
    }
    println!("{all} rows: {named} names right ({same} to the letter), {marked} required marks right");
    assert!(named * 100 >= all * 98 && marked * 100 >= all * 98);
}
