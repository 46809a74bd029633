//! The set is as it should be, and every judge says of every case what the case expects.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;

use fieldwright_cli::conformance::case::{Case, Verdict, Violation};
use fieldwright_codegen::Model;
use fieldwright_codegen::model::Severity;
use fieldwright_conformance::judges::{self, Bench};
use fieldwright_conformance::set::{folder, read, schemas, systematic, write};

/// Fewer would leave a rule without both sides of its bounds.
const LEAST: usize = 6_500;

/// So many verdicts at least were decided by a person.
const LEAST_BY_HAND: usize = 750;

fn cases() -> Vec<(String, Vec<Case>)> {
    let files = read(&folder()).unwrap().into_iter();
    files
        .map(|(file, cases)| {
            let numbered = cases.into_iter().enumerate();
            let cases = numbered.map(|(line, case)| case.unwrap_or_else(|why| panic!("{file}:{}: {why}", line + 1)));
            (file.clone(), cases.collect())
        })
        .collect()
}

#[test]
fn the_systematic_files_are_as_the_generator_writes_them() {
    for (path, text) in systematic() {
        let now = fs::read_to_string(folder().join(&path)).unwrap_or_default();
        assert!(now == text, "{path} is stale: cargo run -p fieldwright-conformance -- write");
    }
}

#[test]
fn there_are_enough_cases_and_each_has_a_name_of_its_own() {
    let mut names = HashSet::new();
    let mut count = 0;
    for (file, cases) in cases() {
        println!("{file}: {}", cases.len());
        count += cases.len();
        for case in cases {
            let expected = &case.expected;
            let broken = expected
                .violations
                .iter()
                .any(|found| found.severity == fieldwright_cli::conformance::case::Severity::Error);
            assert_eq!(expected.valid, !expected.syntax && !broken, "{}", case.name);
            assert!(names.insert(case.name.clone()), "two cases are called {}", case.name);
        }
    }
    println!("{count} cases");
    assert!(count >= LEAST, "{count}");
}

#[test]
fn cases_written_by_hand_say_why_and_are_left_alone() {
    let by_hand = |file: &str| file.ends_with(".hand.ndjson");
    let mut count = 0;
    for (file, cases) in cases() {
        for case in cases {
            let why = case.why.as_deref().unwrap_or_default();
            assert_eq!(by_hand(&file), !why.is_empty(), "{}", case.name);
            count += usize::from(by_hand(&file));
        }
    }
    assert!(count >= LEAST_BY_HAND, "{count}");

    let written = tempfile::tempdir().unwrap();
    let (hand, schema) = (written.path().join("lengths.hand.ndjson"), written.path().join("schemas/desk/note.yaml"));
    fs::create_dir_all(schema.parent().unwrap()).unwrap();
    for file in [&hand, &schema] {
        fs::write(file, "by hand").unwrap();
    }
    let files = write(written.path()).unwrap();
    assert!(files.iter().any(|file| file == "lengths.ndjson"), "{files:?}");
    for file in [hand, schema] {
        assert_eq!(fs::read_to_string(file).unwrap(), "by hand");
    }
    assert_eq!(write(written.path()).unwrap(), Vec::<String>::new(), "what is as it should be is not written again");
}

#[test]
fn the_documentation_counts_as_we_do() {
    let root = folder().join("..");
    let read = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    let docs = read("docs/conformance.md");
    let mut stated = BTreeMap::new();
    for row in docs.lines().filter(|row| row.starts_with("| `")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let counts: Option<Vec<usize>> =
            cells[2].split(", ").map(|count| count.replace(',', "").parse().ok()).collect();
        let names = cells[1].split(", ").map(|name| format!("{}.ndjson", name.trim_matches('`')));
        stated.extend(names.zip(counts.unwrap_or_default()));
    }
    let counted: BTreeMap<String, usize> = cases().into_iter().map(|(file, cases)| (file, cases.len())).collect();
    for (file, count) in &counted {
        assert_eq!(stated.get(file), Some(count), "{file} in docs/conformance.md");
    }
    assert_eq!(stated.len(), counted.len(), "{:?}", stated.keys());
    let total = |by_hand: Option<bool>| -> String {
        let of_them =
            counted.iter().filter(|(file, _)| by_hand.is_none_or(|hand| hand == file.ends_with(".hand.ndjson")));
        let count: usize = of_them.map(|(_, count)| count).sum();
        if count < 1_000 { count.to_string() } else { format!("{},{:03}", count / 1_000, count % 1_000) }
    };
    let all = format!("{} cases", total(None));
    for (path, text) in [
        ("docs/conformance.md", all.clone()),
        ("docs/conformance.md", format!("{} are systematic", total(Some(false)))),
        ("docs/conformance.md", format!("{} are written by hand", total(Some(true)))),
        ("README.md", all.clone()),
        ("CHANGELOG.md", all),
    ] {
        assert!(read(path).contains(&text), "{path} does not say `{text}`");
    }
}

/// The benches of all schemas that cases name.
fn benches<'m>(own: &'m Model, others: &'m Model) -> HashMap<String, Bench<'m>> {
    let benches =
        |model: &'m Model, own| model.pages().map(move |page| (page.payload.clone(), Bench::new(model, page, own)));
    benches(own, true).chain(benches(others, false)).collect()
}

fn verdict(found: &judges::Verdict) -> Verdict {
    let judges::Verdict::Broken(findings) = found else { return Verdict::syntax() };
    let violation = |finding: &fieldwright_codegen::judge::Finding| {
        let error = Violation::error(finding.pointer.clone(), finding.keyword);
        let error = Violation { property: finding.property.clone(), ..error };
        if finding.severity == Severity::Warning { error.warning() } else { error }
    };
    Verdict::of(findings.iter().map(violation).collect())
}

#[test]
fn every_judge_says_of_every_case_what_it_expects() {
    let (own, others) = (schemas(&folder().join("../schemas")).unwrap(), schemas(&folder().join("schemas")).unwrap());
    let benches = benches(&own, &others);
    let mut wrong: BTreeMap<String, String> = BTreeMap::new();
    for case in cases().into_iter().flat_map(|(_, cases)| cases) {
        let Some(bench) = benches.get(&case.schema) else {
            wrong.insert(case.name, format!("there is no schema {}", case.schema));
            continue;
        };
        let body = case.bytes().unwrap();
        let found = verdict(&bench.engine(&body, case.profile.into()));
        if !found.is(&case.expected) {
            wrong.insert(case.name.clone(), format!("expected {}\n  found {found}", case.expected));
        }
        if let Err(disagreement) = bench.agree(&body, case.profile.into()) {
            wrong.insert(case.name, format!("{}: {}", disagreement.between, disagreement.message));
        }
    }
    let shown: Vec<String> = wrong.iter().take(40).map(|(name, why)| format!("{name}\n  {why}")).collect();
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), shown.join("\n"));
}
