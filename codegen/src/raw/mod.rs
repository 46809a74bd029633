//! The raw model: a schema file as it is written, with the place of every value.
//!
//! The structs say twice what a file may hold: to `schemars`, from which the published JSON Schema of the format comes,
//! and to the extractor, which asks a map for its keys one by one and thereby learns which keys there are. A test holds
//! the two against each other.

pub(crate) mod contract;
pub(crate) mod entry;
pub(crate) mod extract;
pub(crate) mod page;
pub(crate) mod provider;
pub(crate) mod row;
mod schema;
pub(crate) mod text;
pub(crate) mod words;

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::load::Node;
use crate::source::{SourceFile, Span};
use extract::{Extract, Spanned};

pub use schema::json_schema;

/// All files of a run, as far as they can be read.
#[derive(Debug, Clone, Default)]
pub struct Raw {
    pub(crate) providers: Vec<RawFile<provider::RawProvider>>,
    pub(crate) pages: Vec<RawFile<page::RawPage>>,
    /// Files of which something was left out, as it could not be read.
    pub(crate) faulty: Vec<usize>,
}

/// What one file holds.
#[derive(Debug, Clone)]
pub(crate) struct RawFile<T> {
    /// An index into the sources.
    pub(crate) file: usize,
    pub(crate) content: T,
}

/// The stem of the file that holds what a provider's pages share.
pub(crate) const PROVIDER_STEM: &str = "provider";

/// Reads the tree of one file into `raw`.
pub(crate) fn read(raw: &mut Raw, diagnostics: &mut Vec<Diagnostic>, file: usize, source: &SourceFile, node: &Node) {
    let start = Span { file, start: node.span.start, end: node.span.start };
    let named = if source.stem == PROVIDER_STEM {
        provider::RawProvider::extract(node, start, diagnostics).map(|content| {
            let named = content.provider.clone();
            raw.providers.push(RawFile { file, content });
            named
        })
    } else {
        page::RawPage::extract(node, start, diagnostics).map(|content| {
            let named = content.provider.clone();
            raw.pages.push(RawFile { file, content });
            named
        })
    };
    if let Some(Spanned { value, span }) = named
        && value != source.provider
    {
        diagnostics.push(
            Diagnostic::error(Code::F0205, span, format!("the folder is called `{}`", source.provider))
                .saying("another name than the folder's")
                .help(format!("Write `provider: {}`, or move the file.", source.provider)),
        );
    }
}
