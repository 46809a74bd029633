//! The same questions to the schemas that the workspace keeps.

use std::path::Path;

use fieldwright_codegen::fixtures::{FixtureKind, Options, fixtures, to_ndjson};
use fieldwright_codegen::judge::Profile;
use fieldwright_codegen::{Model, compile, disk};

use crate::fixtures::lines_say_everything_of;
use crate::json_schema::agree;

/// The checked-in lines of a page are reviewed by people, so there is an end to how long they may be.
const MOST_BYTES: usize = 200_000;

fn workspace() -> Model {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let compiled = compile(&disk::read(&folder).unwrap());
    compiled.model.unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics))
}

#[test]
fn an_independent_validator_agrees_on_every_page() {
    let model = workspace();
    for page in model.pages() {
        agree(model.clone(), page);
    }
}

#[test]
fn lines_say_everything_of_every_page() {
    let model = workspace();
    for page in model.pages() {
        lines_say_everything_of(&model, page);
    }
}

#[test]
fn every_page_has_fixtures_of_every_kind_and_not_too_many() {
    let model = workspace();
    for page in model.pages() {
        let fixtures = fixtures(&model, page, &Options::default());
        let lines = to_ndjson(&model, page).len();
        assert!(lines < MOST_BYTES, "{}: {lines} bytes", page.payload);
        for kind in [FixtureKind::Minimal, FixtureKind::Maximal, FixtureKind::Boundary, FixtureKind::Invalid] {
            assert!(fixtures.iter().any(|fixture| fixture.kind == kind), "{}: no {kind:?}", page.payload);
        }
        for fixture in &fixtures {
            assert!(fixture.kind != FixtureKind::Example || fixture.valid(Profile::Effective), "{}", fixture.name);
            assert!(fixture.kind != FixtureKind::Invalid || fixture.effective.len() == 1, "{}", fixture.name);
        }
    }
}

#[test]
fn the_pages_that_contradict_themselves_reject_their_own_examples_as_often_as_counted() {
    let model = workspace();
    for (payload, violations) in [("anddone/account-token", 7), ("anddone/token-link", 12)] {
        let page = model.page(payload).unwrap();
        let options = Options { kinds: vec![FixtureKind::Example], ..Options::default() };
        let [example] = fixtures(&model, page, &options).try_into().unwrap();
        assert_eq!((example.effective.len(), example.documented.len()), (0, violations), "{:?}", example.documented);
    }
}
