//! `import`: a documentation page → a schema.
//!
//! ```text
//! bytes ─ read ─► Page ─ transcribe ─► Transcription ─ settle ─► schema text, with errata
//! ```
//!
//! [`read`] turns whatever the page was written in into a [`page::Page`]: headings, tables, lists, code. [`transcribe`]
//! finds out what they say: [`sections`] finds tables and lists of names, [`columns`] and [`facts`] read their cells,
//! [`nest`], [`unflatten`] and [`link`] put rows into rows, [`sample`] holds them against the payloads that the page shows.
//! [`settle`] has the generator check the result, and explains every contradiction that it finds. A
//! [`transcription::Transcription`] is all that comes out of the page; [`write`] puts it into YAML.

pub(crate) mod columns;
pub(crate) mod events;
pub(crate) mod facts;
pub(crate) mod found;
pub(crate) mod groups;
pub(crate) mod headers;
pub(crate) mod json;
pub(crate) mod link;
pub(crate) mod names;
pub(crate) mod nest;
pub(crate) mod page;
pub(crate) mod read;
pub(crate) mod repair;
pub(crate) mod sample;
pub(crate) mod save;
pub(crate) mod sections;
pub(crate) mod settle;
pub(crate) mod sketch;
#[cfg(test)]
mod tests;
pub(crate) mod transcribe;
pub(crate) mod transcription;
pub(crate) mod unflatten;
pub(crate) mod vocabulary;
pub(crate) mod write;

use fieldwright_codegen::SourceFile;
use read::{Kind, Refusal};
use settle::Settled;
use transcribe::NothingFound;
use transcription::Transcription;
use write::Identity;

/// Why there is no schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NoImport {
    /// The bytes are no page.
    Unreadable(Refusal),
    /// The page has nothing that could become a schema.
    Nothing(NothingFound),
}

/// A page as a schema.
#[derive(Debug)]
pub(crate) struct Imported {
    pub(crate) transcription: Transcription,
    pub(crate) settled: Settled,
}

/// Reads a page and says what is on it.
pub(crate) fn transcribe(bytes: &[u8], kind: Option<Kind>) -> Result<Transcription, NoImport> {
    let (_, page) = read::read(bytes, kind).map_err(NoImport::Unreadable)?;
    transcribe::transcribe(&page).map_err(NoImport::Nothing)
}

/// Makes a schema of what a page says, to stand beside these files of its provider.
pub(crate) fn import(mut transcription: Transcription, identity: &Identity, beside: &[SourceFile]) -> Imported {
    let settled = settle::settle(&mut transcription, identity, beside);
    Imported { transcription, settled }
}
