//! JSON Schema.

use fieldwright_codegen::json_schema::{Draft, json_schema_in};
use fieldwright_codegen::judge::Profile;
use fieldwright_codegen::model::{Model, Page};
use serde_json::Value as Json;

/// The schema of one page, or an array of those of several.
pub(crate) fn schemas(model: &Model, pages: &[&Page], draft: Draft, profile: Profile) -> String {
    let schema = |page: &&Page| json_schema_in(draft, model, page, profile);
    pretty(&match pages {
        [page] => schema(page),
        pages => pages.iter().map(schema).collect(),
    })
}

/// Indented, with a line end.
pub(super) fn pretty(json: &Json) -> String {
    format!("{json:#}\n")
}
