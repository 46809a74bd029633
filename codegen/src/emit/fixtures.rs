//! Fixtures as data: lines of JSON, beside the sources.

use super::Files;
use crate::fixtures;
use crate::model::{Model, Page};

/// Where a page's fixtures stand in the crate.
pub(super) fn path(page: &Page) -> String {
    format!("fixtures/{}.ndjson", page.payload)
}

pub(super) fn emit(model: &Model, page: &Page, files: &mut Files) {
    files.add(path(page), fixtures::to_ndjson(model, page));
}
