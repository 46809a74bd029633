//! The elements that a page is made of, as far as they matter.

use crate::import::page::MarkKind;

/// What an element is to a page of documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Element {
    Heading(u8),
    /// Something that stands on lines of its own: a paragraph, a section.
    Block,
    List,
    Item,
    Definitions,
    Term,
    Description,
    Table,
    /// The rows that are the table's header.
    Head,
    Row,
    Cell,
    HeadCell,
    Caption,
    /// Code on lines of its own.
    Pre,
    Mark(Inline),
    /// The document's title.
    Title,
    /// Nothing in it is about the page: navigation, scripts.
    Drop,
}

/// An element that marks words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inline {
    Code,
    Strong,
    Emphasis,
    Struck,
    Label,
    Link,
}

/// The attributes that matter.
#[derive(Debug, Default)]
pub(crate) struct Attributes {
    pub(crate) id: Option<String>,
    pub(crate) target: String,
    pub(crate) language: Option<String>,
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    pub(crate) indent: usize,
}

impl Element {
    /// How many kinds there are.
    pub(crate) const KINDS: usize = 28;

    /// The number of its kind, below [`KINDS`](Self::KINDS).
    pub(crate) fn index(self) -> usize {
        match self {
            Self::Block => 0,
            Self::List => 1,
            Self::Item => 2,
            Self::Definitions => 3,
            Self::Term => 4,
            Self::Description => 5,
            Self::Table => 6,
            Self::Head => 7,
            Self::Row => 8,
            Self::Cell => 9,
            Self::HeadCell => 10,
            Self::Caption => 11,
            Self::Pre => 12,
            Self::Title => 13,
            Self::Drop => 14,
            Self::Mark(inline) => 15 + inline as usize,
            Self::Heading(level) => 21 + usize::from(level.min(6)),
        }
    }

    /// Whether it stands on lines of its own.
    pub(crate) fn is_block(self) -> bool {
        !matches!(self, Self::Mark(_) | Self::Title)
    }

    /// Whether it stays open until it closes. A paragraph need not: all that it does is to end a line.
    pub(crate) fn is_kept_open(self) -> bool {
        self != Self::Block
    }
}

impl Inline {
    pub(crate) fn kind(self, attributes: &Attributes) -> MarkKind {
        match self {
            Self::Code => MarkKind::Code,
            Self::Strong => MarkKind::Strong,
            Self::Emphasis => MarkKind::Emphasis,
            Self::Struck => MarkKind::Struck,
            Self::Label => MarkKind::Label,
            Self::Link => MarkKind::Link(attributes.target.clone()),
        }
    }
}
