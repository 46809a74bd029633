//! Five hundred pairs of schemas, each with differences that are known.

use std::collections::BTreeMap;
use std::path::Path;

use fieldwright::Profile as EngineProfile;
use fieldwright_codegen::judge::{Profile, is_valid, judge};
use fieldwright_codegen::model::{Model, Page};
use fieldwright_codegen::{compile, disk, tables};
use serde_json::Value as Json;

use crate::common::{fieldwright, status, stderr, stdout};
use crate::mutations::{Expected, mutate};
use crate::numbers::Numbers;
use crate::spec::Spec;

const PAIRS: u64 = 500;

/// Pairs of schemas that were made apart from each other.
const UNRELATED: u64 = 100;

/// Another one comes from the environment.
const SEED: u64 = 2026;

/// Rules of whole pages and providers, which no payload of one page can show, and of the member that names events.
const WITHOUT_PAYLOAD: [&str; 8] = [
    "authentication-changed",
    "delivery-changed",
    "event-moved",
    "page-added",
    "page-removed",
    "provider-added",
    "provider-removed",
    "header",
];

#[test]
fn every_planted_difference_is_named_and_every_counter_example_holds() {
    let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(SEED);
    println!("seed {seed}");
    let mut rules: BTreeMap<String, usize> = BTreeMap::new();
    let (mut planted, mut shown) = (0, 0);
    for pair in 0..PAIRS {
        let mut numbers = Numbers(seed.wrapping_mul(1_000_003).wrapping_add(pair));
        let old = Spec::generate(&mut numbers);
        let (new, mut expected) = mutate(&old, &mut numbers);
        let folder = tempfile::tempdir().unwrap();
        for (side, spec) in [("old", &old), ("new", &new)] {
            write(&folder.path().join(side), spec);
        }
        let output = fieldwright(&["diff", "old", "new", "--format", "json", "--fail-on", "never"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        let texts = || format!("seed {seed}, pair {pair}\n{}\n{}", old.files()[1].1, new.files()[1].1);
        assert_eq!(status(&output), 0, "{}\n{}", stderr(&output), texts());
        let lines: Vec<Json> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let (summary, changes) = lines.split_last().unwrap();

        let mut found: Vec<Expected> = changes.iter().map(Expected::of).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{}", texts());
        for change in &found {
            *rules.entry(change.rule.clone()).or_default() += 1;
        }
        planted += expected.len();

        let (old_model, new_model) = (model(&folder.path().join("old")), model(&folder.path().join("new")));
        let step = crate::api::step(&old_model, &new_model);
        let version = if changes.is_empty() { "patch" } else { summary["version"].as_str().unwrap() };
        assert_eq!(version, step, "{found:?} {}", texts());

        for change in changes.iter().filter(|change| change["wire"] != "none") {
            let rule = change["rule"].as_str().unwrap();
            let header = change["path"].as_str().unwrap().starts_with("header:");
            let possible = !header && !WITHOUT_PAYLOAD.contains(&rule);
            assert_eq!(change.get("counterExample").is_some(), possible, "{change}\n{}", texts());
            shown += usize::from(holds(change, &old_model, &new_model));
        }
    }
    println!("{PAIRS} pairs, {planted} differences of {} rules, {shown} counter-examples", rules.len());
    println!("{rules:?}");
    // A page that has another name is found where two files are compared, so that is tested elsewhere.
    let listed = stdout(&fieldwright(&["diff", "--rules"]).output().unwrap());
    let ids = listed.lines().map(|line| line.split('\t').next().unwrap()).filter(|id| *id != "page-renamed");
    let missed: Vec<&str> = ids.filter(|id| !rules.contains_key(*id)).collect();
    assert!(missed.is_empty() || seed != SEED, "never planted: {missed:?}");
}

/// Whether a change has a counter-example, which then must be one.
fn holds(change: &Json, old: &Model, new: &Model) -> bool {
    let Some(example) = change.get("counterExample") else { return false };
    let name = change["payload"].as_str().unwrap();
    let verdicts = [old, new].map(|model| valid(model, name, &example["payload"]));
    let by_old = example["acceptedBy"] == "old";
    assert_eq!(verdicts, [by_old, !by_old], "{change}");
    // What is safe is safe: only the old rules may accept what the others do not.
    assert!(change["wire"] == "risk" || by_old, "{change}");
    true
}

#[test]
fn schemas_that_have_nothing_to_do_with_each_other_are_compared_as_well() {
    let mut shown = 0;
    for pair in 0..UNRELATED {
        let mut numbers = Numbers(90_000_000 + pair);
        let folder = tempfile::tempdir().unwrap();
        for side in ["old", "new"] {
            write(&folder.path().join(side), &Spec::generate(&mut numbers));
        }
        let output = fieldwright(&["diff", "old", "new", "--format", "json", "--fail-on", "never"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(status(&output), 0, "{}", stderr(&output));
        let lines: Vec<Json> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let (summary, changes) = lines.split_last().unwrap();
        let (old, new) = (model(&folder.path().join("old")), model(&folder.path().join("new")));
        assert_eq!(summary["version"], crate::api::step(&old, &new), "pair {pair}");
        shown += changes.iter().filter(|change| holds(change, &old, &new)).count();
    }
    println!("{UNRELATED} pairs, {shown} counter-examples");
    assert!(shown > 0);
}

pub(crate) fn write(folder: &Path, spec: &Spec) {
    for (path, text) in spec.files() {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

fn model(folder: &Path) -> Model {
    compile(&disk::read(folder).unwrap()).model.unwrap()
}

/// The verdict of the plain judge and of the engine, which must be the same.
fn valid(model: &Model, payload: &str, body: &Json) -> bool {
    let page: &Page = model.page(payload).unwrap();
    let plain = is_valid(&judge(model, page, body, Profile::Effective));
    let shape = tables::shape(model, page);
    let engine =
        fieldwright::validate(body.to_string().as_bytes(), shape, EngineProfile::Effective).unwrap().is_valid();
    assert_eq!(plain, engine);
    plain
}
