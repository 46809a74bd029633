//! The payload sets of a page, one payload a line: its name, what must be found in it, and its JSON, with tabs between.

use std::error::Error;

use fieldwright_codegen::fixtures::{Fixture, FixtureKind, Manner, Options, fixtures, random_payloads};
use fieldwright_codegen::judge::Profile;
use fieldwright_codegen::model::{Model, Page, Severity};
use serde_json::Value as Json;

use crate::broken::broken;

/// So many payloads has a random set.
const COUNT: usize = 1200;
/// What random sets start from; any other number would do.
const SEED: u64 = 20_261_121;

/// Each set with its lines.
pub(crate) fn sets(model: &Model, page: &Page) -> Result<Vec<(&'static str, String)>, Box<dyn Error>> {
    let random = |manner| {
        let payloads = random_payloads(model, page, manner, SEED).take(COUNT).enumerate();
        payloads.map(|(index, payload)| line(&(index + 1).to_string(), 0, &payload)).collect::<String>()
    };
    Ok(vec![
        ("example", examples(model, page)?),
        ("usual", random(Manner::Usual)),
        ("harsh", random(Manner::Harsh)),
        ("sparse", random(Manner::Sparse)),
        ("broken", broken(model, page).map(|payload| line("broken", 6, &payload)).unwrap_or_default()),
        ("fixtures", all_fixtures(model, page)),
    ])
}

/// The page's own examples; for a page that shows none, the largest payload that its rules admit.
fn examples(model: &Model, page: &Page) -> Result<String, Box<dyn Error>> {
    let mut lines = String::new();
    for example in &page.examples {
        let payload: Json = serde_json::from_str(&example.json)?;
        lines.push_str(&line(&example.name, 0, &payload));
    }
    if lines.is_empty() {
        let fixtures = fixtures(model, page, &Options { kinds: vec![FixtureKind::Maximal], ..Options::default() });
        let valid = fixtures.iter().filter(|fixture| fixture.valid(Profile::Effective));
        lines.extend(valid.take(1).map(|fixture| line(&fixture.name, 0, &fixture.payload)));
    }
    Ok(lines)
}

/// The project's fixtures with the number of errors that the effective rules find.
fn all_fixtures(model: &Model, page: &Page) -> String {
    let kinds = vec![FixtureKind::Example, FixtureKind::Minimal, FixtureKind::Boundary, FixtureKind::Invalid];
    let fixtures = fixtures(model, page, &Options { kinds, ..Options::default() });
    let errors = |fixture: &Fixture| {
        let findings = fixture.findings(Profile::Effective).iter();
        findings.filter(|finding| finding.severity == Severity::Error).count()
    };
    fixtures.iter().map(|fixture| line(&fixture.name, errors(fixture), &fixture.payload)).collect()
}

fn line(name: &str, errors: usize, payload: &Json) -> String {
    format!("{name}\t{errors}\t{payload}\n")
}
