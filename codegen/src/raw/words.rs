//! Values that are one word out of a list.

use std::borrow::Cow;
use std::fmt::Debug;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::extract::{Extract, listed, nearest, wrong};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::load::{Node, Value};
use crate::model::{DocumentedBy, EntryKind, Format, LengthUnit, Severity};
use crate::source::Span;

/// One of the words of `T`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word<T>(pub(crate) T);

/// A type with a word for each of its values.
pub(crate) trait Vocabulary: Copy + Debug + 'static {
    /// As messages call it: `format`.
    const WHAT: &'static str;

    fn words() -> Vec<(&'static str, Self)>;
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    Type,
    Length,
    Enum,
    Events,
    Presence,
    Format,
    Nesting,
    Names,
    Description,
    Rule,
    Delivery,
}

impl Vocabulary for About {
    const WHAT: &'static str = "subject of a note";

    fn words() -> Vec<(&'static str, Self)> {
        vec![
            ("type", Self::Type),
            ("length", Self::Length),
            ("enum", Self::Enum),
            ("events", Self::Events),
            ("presence", Self::Presence),
            ("format", Self::Format),
            ("nesting", Self::Nesting),
            ("names", Self::Names),
            ("description", Self::Description),
            ("rule", Self::Rule),
            ("delivery", Self::Delivery),
        ]
    }
}

impl Vocabulary for DocumentedBy {
    const WHAT: &'static str = "way to document a page";

    fn words() -> Vec<(&'static str, Self)> {
        vec![("table", Self::Table), ("example", Self::Example)]
    }
}

impl Vocabulary for EntryKind {
    const WHAT: &'static str = "kind of entry";

    fn words() -> Vec<(&'static str, Self)> {
        vec![("contradiction", Self::Contradiction), ("tension", Self::Tension), ("cross-page", Self::CrossPage)]
    }
}

impl Vocabulary for Format {
    const WHAT: &'static str = "format";

    fn words() -> Vec<(&'static str, Self)> {
        Self::ALL.iter().map(|format| (format.word(), *format)).collect()
    }
}

impl Vocabulary for LengthUnit {
    const WHAT: &'static str = "unit of length";

    fn words() -> Vec<(&'static str, Self)> {
        vec![("characters", Self::Characters), ("bytes", Self::Bytes), ("utf16", Self::Utf16)]
    }
}

impl Vocabulary for Severity {
    const WHAT: &'static str = "severity";

    fn words() -> Vec<(&'static str, Self)> {
        vec![("error", Self::Error), ("warning", Self::Warning)]
    }
}

impl<T: Vocabulary> Extract for Word<T> {
    fn extract(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let words = T::words();
        let Value::Scalar(scalar) = &node.value else {
            wrong(node, at, diagnostics, &format!("a {}", T::WHAT));
            return None;
        };
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == scalar.text) {
            return Some(Self(*value));
        }
        let message = format!("`{}` is no {}", shortened(&scalar.text), T::WHAT);
        let diagnostic = Diagnostic::error(Code::F0204, node.span, message);
        let known = || words.iter().map(|(word, _)| *word);
        diagnostics.push(match nearest(&scalar.text, known()) {
            Some(near) => diagnostic.saying(format!("did you mean `{near}`?")),
            None => diagnostic.help(format!("There are {}.", listed(known()))),
        });
        None
    }
}

impl<T: Vocabulary> JsonSchema for Word<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::WHAT.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<_> = T::words().into_iter().map(|(word, _)| word).collect();
        json_schema!({"type": "string", "enum": words})
    }
}
