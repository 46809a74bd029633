//! A documentation page, whatever it was written in.
//!
//! Every reader makes this and no more: what stands on the page, in reading order, with what its mark-up told. What a
//! column or a sentence *means* is for the interpreter to say.

use std::ops::Range;

/// A page: its blocks in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Page {
    /// From the front matter, the first heading or, in flattened text, the first line.
    pub(crate) title: Option<String>,
    pub(crate) blocks: Vec<Block>,
}

/// Something that stands on the page by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// Of the input, from 1.
    pub(crate) line: usize,
    pub(crate) kind: BlockKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BlockKind {
    Heading {
        /// 1 to 6. Flattened text has lost it: there it is 1 for the page's title and 2 for the others.
        level: u8,
        text: Text,
        /// What links on the page call it: `{#name}`, `id=`, or made from the text as GitHub does.
        anchor: Option<String>,
    },
    Paragraph(Text),
    List(Vec<ListItem>),
    Definitions(Vec<Definition>),
    Table(Table),
    /// Code, or a sample found in flattened text; for JSON the language is `json`, whatever the page called it.
    Code {
        /// In lower case.
        language: Option<String>,
        text: String,
    },
}

/// A list item. Nested lists are flattened: the items of an inner one follow with a greater depth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListItem {
    pub(crate) line: usize,
    /// 0 for the outermost list.
    pub(crate) depth: usize,
    pub(crate) text: Text,
}

/// A name and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Definition {
    pub(crate) line: usize,
    pub(crate) term: Text,
    /// In lines, as [`Text::lines`] gives them: paragraphs, list items, values.
    pub(crate) description: Text,
}

/// A table in which every row has as many cells as the table has columns: spans are written out, short rows are filled
/// with empty cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Table {
    /// What stands over the table and belongs to it.
    pub(crate) caption: Option<String>,
    /// `None` where the page gives none: every row is then data, or the page is odd.
    pub(crate) header: Option<Row>,
    pub(crate) rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Row {
    pub(crate) line: usize,
    pub(crate) cells: Vec<Text>,
    /// One cell across all columns: a title between rows. It is the first cell, the others are empty.
    pub(crate) section: bool,
}

/// Text with what its mark-up told.
///
/// The mark-up itself is not in `plain`, white space is one space, and there is a line break where the page broke the
/// line: at `<br>`, between paragraphs, list items and table rows within a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Text {
    pub(crate) plain: String,
    /// Sorted by their start.
    pub(crate) marks: Vec<Mark>,
    /// How far the text was moved to the right by what is no word: spaces, `&nbsp;`, a padding. In levels where the
    /// page counts levels, else in characters; it says more or less, never how many.
    pub(crate) indent: usize,
}

/// A stretch of text with a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) kind: MarkKind,
    /// Bytes of [`Text::plain`].
    pub(crate) range: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MarkKind {
    /// `` `code` ``.
    Code,
    /// `**strong**`.
    Strong,
    /// `*emphasis*`.
    Emphasis,
    /// `~~struck~~`.
    Struck,
    /// A badge or a label: `<i class="label">`, `<span class="badge">`, `<sup>`, `<small>`.
    Label,
    /// A link, with its target.
    Link(String),
    /// A list item within the text, with its depth from 0. Its range is the whole item, without the items in it.
    Item(usize),
}

impl Text {
    /// Text without any mark-up.
    pub(crate) fn of(plain: impl Into<String>) -> Self {
        Self { plain: plain.into(), ..Self::default() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.plain.is_empty()
    }

    /// The lines, without empty ones.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> {
        self.plain.split('\n').map(str::trim).filter(|line| !line.is_empty())
    }

    /// The stretches with such a mark.
    pub(crate) fn marked(&self, kind: &MarkKind) -> impl Iterator<Item = &str> {
        self.marks.iter().filter(move |mark| mark.kind == *kind).filter_map(|mark| self.plain.get(mark.range.clone()))
    }

    /// The code spans.
    pub(crate) fn code(&self) -> impl Iterator<Item = &str> {
        self.marked(&MarkKind::Code)
    }

    /// The list items, each with its depth.
    #[cfg(test)]
    pub(crate) fn items(&self) -> impl Iterator<Item = (usize, &str)> {
        self.marks.iter().filter_map(|mark| match mark.kind {
            MarkKind::Item(depth) => Some((depth, self.plain.get(mark.range.clone())?)),
            _ => None,
        })
    }

    /// The links, each as its text and its target.
    pub(crate) fn links(&self) -> impl Iterator<Item = (&str, &str)> {
        self.marks.iter().filter_map(|mark| match &mark.kind {
            MarkKind::Link(target) => Some((self.plain.get(mark.range.clone())?, target.as_str())),
            _ => None,
        })
    }

    /// The part of the text that `range` covers, with the marks that lie in it.
    pub(crate) fn slice(&self, range: Range<usize>) -> Self {
        let Some(part) = self.plain.get(range.clone()) else { return Self::default() };
        let start = range.start + (part.len() - part.trim_start().len());
        let plain = part.trim().to_owned();
        let end = start + plain.len();
        let inside = |mark: &Mark| {
            let (from, to) = (mark.range.start.max(start), mark.range.end.min(end));
            (from < to).then(|| Mark { kind: mark.kind.clone(), range: from - start..to - start })
        };
        Self { marks: self.marks.iter().filter_map(inside).collect(), plain, indent: self.indent }
    }
}
