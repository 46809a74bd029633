//! The texts that a run works on, and spans into them.

use crate::model::Place;

/// A schema file's name and text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// As messages name it: `schemas/anddone/account-token.yaml`, always with `/`.
    pub path: String,
    /// The folder's name.
    pub provider: String,
    /// The file's name without its ending; `provider` for what the provider's pages share.
    pub stem: String,
    pub text: String,
}

/// All files of a run, in the order of their paths, whatever order they were added in.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

/// A piece of a file, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// An index into [`Sources::files`].
    pub file: usize,
    pub start: usize,
    pub end: usize,
}

impl Sources {
    #[must_use]
    pub fn new(mut files: Vec<SourceFile>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The text under a span.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.files.get(span.file).and_then(|file| file.text.get(span.start..span.end)).unwrap_or_default()
    }

    /// Line and column, counted from 1; columns in characters.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        let Some(file) = self.files.get(span.file) else {
            return Place { file: String::new(), line: 1, column: 1 };
        };
        let before = file.text.get(..span.start).unwrap_or(&file.text);
        let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Place {
            file: file.path.clone(),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        }
    }
}
