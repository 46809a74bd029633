//! The importer and the merge as functions of texts, without files or a terminal, for fuzz targets to call.
//!
//! No part of what the crate promises.

use fieldwright_codegen::SourceFile;
use sha2::{Digest, Sha256};

pub use crate::import::read::Kind;
pub use crate::merge::Accept;

use crate::import::write::Identity;
use crate::merge::{NoMerge, Options, Schema};
use crate::render::Count;

/// The provider of every schema that is made here.
const PROVIDER: &str = "acme";
/// Its only page.
const STEM: &str = "page";

/// What a merge came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The schema after the merge.
    pub text: String,
    /// The page says something else than the schema does.
    pub changed: bool,
    /// A person has to decide something.
    pub open: bool,
    /// The text passes `check`.
    pub passes: bool,
}

/// The schema that a page becomes, and whether it passes `check`; `None` where the page has nothing that could become one.
pub fn import(page: &[u8], kind: Option<Kind>) -> Option<(String, bool)> {
    let transcription = crate::import::transcribe(page, kind).ok()?;
    let identity = identity(page, transcription.title.as_deref());
    let settled = crate::import::import(transcription, &identity, &[]).settled;
    let passes = Count::of(&settled.compiled.diagnostics).errors == 0;
    Some((settled.text().to_owned(), passes))
}

/// A page merged into a schema; `None` where there is nothing to be merged.
pub fn merge(schema: &str, page: &[u8], kind: Option<Kind>, accept: Option<Accept>) -> Option<Merged> {
    let now = crate::import::transcribe(page, kind).ok()?;
    let identity = identity(page, now.title.as_deref());
    let file = SourceFile {
        path: format!("schemas/{PROVIDER}/{STEM}.yaml"),
        provider: PROVIDER.to_owned(),
        stem: STEM.to_owned(),
        text: schema.to_owned(),
    };
    let schema = Schema::of(file, None);
    match crate::merge::merge(&schema, now, &identity, Options { accept }) {
        Ok(merged) => Some(Merged {
            changed: !merged.drift.is_none(),
            open: merged.drift.is_open(),
            passes: Count::of(&merged.compiled.diagnostics).errors == 0,
            text: merged.text,
        }),
        Err(NoMerge::Broken(..) | NoMerge::Replaced(_)) => None,
    }
}

fn identity(page: &[u8], title: Option<&str>) -> Identity {
    let title = title.filter(|title| title.chars().any(char::is_alphanumeric)).unwrap_or("Untitled page");
    Identity {
        provider: PROVIDER.to_owned(),
        stem: STEM.to_owned(),
        title: title.to_owned(),
        url: None,
        read: Some("2026-01-01".to_owned()),
        sha256: Sha256::digest(page).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}")),
        reviews: Vec::new(),
    }
}
