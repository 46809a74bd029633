//! The texts that a run works on, and spans into them.

use std::sync::OnceLock;

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
    /// What is in it.
    pub text: String,
}

/// All files of a run, in the order of their paths, whatever order they were added in.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    /// For each file of which a place was asked for, where every [`STRIDE`] bytes stand, so that a place is found without
    /// reading the file up to it.
    marks: Vec<OnceLock<Vec<Mark>>>,
}

/// A piece of a file, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// An index into [`Sources::files`].
    pub file: usize,
    /// The first byte.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
}

/// Bytes between two marks.
const STRIDE: usize = 128;

/// Line and column of a byte, counted from 0; columns in characters.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    line: usize,
    column: usize,
}

impl Sources {
    /// Puts files in order.
    #[must_use]
    pub fn new(mut files: Vec<SourceFile>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let marks = files.iter().map(|_| OnceLock::new()).collect();
        Self { files, marks }
    }

    /// The files in order.
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
        let marks = self.marks.get(span.file).map(|known| known.get_or_init(|| marks(&file.text)).as_slice());
        let marks = marks.unwrap_or_default();
        let offset = span.start.min(file.text.len());
        let nearest = (offset / STRIDE).min(marks.len().saturating_sub(1));
        let mut mark = marks.get(nearest).copied().unwrap_or_default();
        for &byte in file.text.as_bytes().get(nearest * STRIDE..offset).unwrap_or_default() {
            mark.pass(byte);
        }
        Place {
            file: file.path.clone(),
            line: u32::try_from(mark.line + 1).unwrap_or(u32::MAX),
            column: u32::try_from(mark.column + 1).unwrap_or(u32::MAX),
        }
    }
}

impl Span {
    /// The empty span before this one.
    #[must_use]
    pub fn before(self) -> Self {
        Self { end: self.start, ..self }
    }
}

impl Mark {
    fn pass(&mut self, byte: u8) {
        if byte == b'\n' {
            *self = Self { line: self.line + 1, column: 0 };
        } else if byte & 0b1100_0000 != 0b1000_0000 {
            // A continuation byte of UTF-8 starts no character.
            self.column += 1;
        }
    }
}

fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
    let mut mark = Mark::default();
    for (offset, byte) in text.bytes().enumerate() {
        if offset.is_multiple_of(STRIDE) {
            marks.push(mark);
        }
        mark.pass(byte);
    }
    if text.len().is_multiple_of(STRIDE) {
        marks.push(mark);
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_the_same_as_by_counting() {
        let text = "ä: b\n".repeat(700) + &"é".repeat(3000) + "\nend";
        let file = SourceFile { path: "a".into(), provider: "p".into(), stem: "a".into(), text: text.clone() };
        let sources = Sources::new(vec![file]);
        for (start, _) in text.char_indices() {
            let before = &text[..start];
            let place = sources.place(Span { file: 0, start, end: start });
            assert_eq!(place.line as usize, before.matches('\n').count() + 1);
            assert_eq!(place.column as usize, before.rsplit('\n').next().unwrap().chars().count() + 1);
        }
        assert_eq!(sources.place(Span { file: 0, start: text.len() + 9, end: 0 }).column, 4);
        assert_eq!(sources.place(Span { file: 7, start: 0, end: 0 }).line, 1);
    }

    #[test]
    fn an_empty_file_has_a_first_line() {
        let file = SourceFile { path: "a".into(), provider: "p".into(), stem: "a".into(), text: String::new() };
        assert_eq!(Sources::new(vec![file]).place(Span { file: 0, start: 0, end: 0 }).line, 1);
    }
}
