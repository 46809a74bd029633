//! A payload with six broken places.

use fieldwright_codegen::fixtures::{Edit, Fixture, FixtureKind, Options, fixtures};
use fieldwright_codegen::judge::{Profile, judge};
use fieldwright_codegen::model::{Model, Page};
use serde_json::Value as Json;

/// So many places are broken.
const PLACES: usize = 6;

/// Rules of values: what breaks another one, a type or an enumeration, ends a peer's decoding at the first place.
const OF_VALUES: [&str; 6] = ["minLength", "maxLength", "pattern", "format", "minimum", "maximum"];

/// The page's first example with six broken rules at six places spread over it; none for a page with fewer rules.
pub(crate) fn broken(model: &Model, page: &Page) -> Option<Json> {
    let mut payload: Json = serde_json::from_str(&page.examples.first()?.json).ok()?;
    let kinds = vec![FixtureKind::Boundary, FixtureKind::Invalid];
    let fixtures = fixtures(model, page, &Options { kinds, ..Options::default() });
    let edits = edits(&fixtures, &payload);
    let step = edits.len() / PLACES;
    if step == 0 {
        return None;
    }
    for edit in edits.iter().step_by(step).take(PLACES) {
        edit.apply(&mut payload);
    }
    (judge(model, page, &payload, Profile::Effective).len() == PLACES).then_some(payload)
}

/// One edit for every place that is in the payload and has a rule to break.
fn edits<'f>(fixtures: &'f [Fixture], payload: &Json) -> Vec<&'f Edit> {
    let mut edits: Vec<(&str, &Edit)> = Vec::new();
    for fixture in fixtures {
        if let ([finding], [edit @ Edit::Set { pointer, .. }]) =
            (fixture.effective.as_slice(), fixture.edits.as_slice())
            && finding.pointer == *pointer
            && OF_VALUES.contains(&finding.keyword)
            && payload.pointer(pointer).is_some()
            && edits.iter().all(|(known, _)| known != pointer)
        {
            edits.push((pointer, edit));
        }
    }
    edits.into_iter().map(|(_, edit)| edit).collect()
}
