//! The schemas against what was counted on the pages, and against the pages and payloads themselves where they are at hand.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a test may panic")]

use std::path::{Path, PathBuf};

use fieldwright::Profile;
use fieldwright_codegen::{Model, compile, disk, tables};

fn model() -> Model {
    compile(&disk::read("schemas".as_ref()).unwrap()).model.expect("the schemas are clean")
}

/// A folder of material that does not belong to the project: pages and payloads to compare with.
fn material(folder: &str) -> Option<PathBuf> {
    let path = Path::new("../shared").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: there is no {}", path.display());
    None
}

#[test]
fn every_page_has_the_rows_paths_and_contradictions_that_were_counted_on_it() {
    let model = model();
    let counts: Vec<_> = model
        .pages()
        .map(|page| (page.payload.as_str(), page.rows, page.example_paths(), page.contradictions()))
        .collect();
    assert_eq!(
        counts,
        [
            ("anddone/account-token", 15, 15, 10),
            ("anddone/token-link", 16, 16, 15),
            ("rapyd/customer-payment-method-created", 46, 18, 13),
            ("rapyd/payment-updated", 0, 93, 0),
            ("truemed/payment-token-updated", 5, 0, 3),
        ]
    );
}

#[test]
fn the_pages_reject_their_own_examples_22_times_to_the_letter_and_never_in_effect() {
    let model = model();
    let judged = |profile| -> Vec<usize> {
        let pages = model.pages().filter(|page| !page.examples.is_empty());
        pages
            .map(|page| {
                let json = page.examples[0].json.as_bytes();
                fieldwright::validate(json, tables::shape(&model, page), profile).unwrap().violations.len()
            })
            .collect()
    };
    assert_eq!(judged(Profile::Documented), [7, 12, 3, 0]);
    assert_eq!(judged(Profile::Effective), [0, 0, 0, 0]);
}

#[test]
fn the_examples_are_those_of_the_pages() {
    let Some(folder) = material("pages") else { return };
    let pages: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    for page in model().pages() {
        let text = pages.iter().find(|text| text.contains(&page.title)).expect(&page.title);
        for example in &page.examples {
            assert!(squeezed(text).contains(&squeezed(&example.json)), "{}: {}", page.payload, example.name);
        }
    }
}

#[test]
fn payloads_in_the_providers_manner_are_valid_in_effect() {
    let Some(folder) = material("bench") else { return };
    let model = model();
    let mut judged = 0;
    for page in model.pages() {
        let shape = tables::shape(&model, page);
        for manner in ["usual", "harsh"] {
            let file = folder.join(format!("{manner}_{}.ndjson", page.payload.replace('/', "_")));
            for line in std::fs::read_to_string(&file).unwrap().lines() {
                let report = fieldwright::validate(line.as_bytes(), shape, Profile::Effective).unwrap();
                assert!(report.is_empty(), "{}: {report}\n{line}", file.display());
                judged += 1;
            }
        }
    }
    assert_eq!(judged, 12_000);
}
