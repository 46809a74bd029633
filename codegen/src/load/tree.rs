//! The tree of a file: scalars, lists and maps, each with its span.

use crate::source::Span;

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// From its first character to its last; a list or map in block style may reach over the comments behind it.
    pub span: Span,
    /// What stands there.
    pub value: Value,
}

/// What YAML has, as far as schemas use it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `null`, `~` or nothing at all.
    Null,
    /// Text.
    Scalar(Scalar),
    /// In the file's order.
    List(Vec<Node>),
    /// In the file's order.
    Map(Vec<Entry>),
}

/// `key: value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Without quotes.
    pub key: String,
    /// With them.
    pub key_span: Span,
    /// What stands behind the colon.
    pub value: Node,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// Without quotes, with escapes resolved, otherwise as written.
    pub text: String,
    /// How it is written.
    pub style: Style,
}

/// How a scalar is written, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes: it may be a number or `true`.
    Plain,
    /// In quotes or folded: it is text.
    Text,
    /// Behind `|`: it is text, and its lines are the file's.
    Literal,
}
