//! The published JSON Schema accepts what the loader accepts, and refuses what it refuses for its structure.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, unreachable_pub, reason = "a test, and what tests share")]

mod support;

use std::fs;
use std::path::Path;

use fieldwright_codegen::codes::Code;
use fieldwright_codegen::raw::json_schema;
use support::{case, name, repository, run, sorted};

fn validator() -> jsonschema::Validator {
    let schema = serde_json::from_str(&json_schema()).unwrap();
    jsonschema::draft7::meta::validate(&schema).unwrap();
    jsonschema::draft7::new(&schema).unwrap()
}

fn value(text: &str) -> serde_json::Value {
    serde_yaml::from_str(text).unwrap()
}

#[test]
fn the_repository_and_the_valid_cases_meet_it() {
    let validator = validator();
    for file in repository() {
        let errors: Vec<_> = validator.iter_errors(&value(&file.text)).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", file.path);
    }
    for path in sorted(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/valid")) {
        for file in support::completed(case(&fs::read_to_string(&path).unwrap())) {
            let errors: Vec<_> = validator.iter_errors(&value(&file.text)).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", name(&path));
        }
    }
}

#[test]
fn wrong_structure_does_not_meet_it() {
    let validator = validator();
    let mut tried = 0;
    for code in [Code::F0201, Code::F0202, Code::F0203, Code::F0204] {
        let text = code.explanation().split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
        for file in support::completed(case(text)) {
            assert!(!validator.is_valid(&value(&file.text)), "{code}: {}", file.text);
            let (_, compiled) = run(vec![file]);
            assert!(compiled.diagnostics.iter().any(|found| found.code == code));
            tried += 1;
        }
    }
    assert_eq!(tried, 4);
}

#[test]
fn the_published_file_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/schema.json");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, json_schema()).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        published == json_schema(),
        "schemas/schema.json is stale: BLESS=1 cargo test -p fieldwright-codegen --test json_schema"
    );
}
