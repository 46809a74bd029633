//! Text: single lines, paragraphs, and documents that are kept to the letter.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::extract::{Extract, wrong};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::load::{Node, Style, Value, objection};
use crate::source::Span;

/// A single line that YAML might take for a number or a truth value, were it asked: `no`, `1.10`, `2026-11-21`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token(pub(crate) String);

/// One paragraph in our own words. Line breaks are spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Prose(pub(crate) String);

/// A text that is kept to the letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    pub(crate) text: String,
    /// It stands behind `|`, so that its lines are lines of the file.
    pub(crate) literal: bool,
}

/// The longest line, in bytes: a name, a value, an address.
const MAX_LINE: usize = 1_000;

/// The longest paragraph, in bytes.
const MAX_PROSE: usize = 4_000;

/// Refuses characters that nobody sees, line breaks, and what is too long for a name or value.
pub(crate) fn line(text: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let objection = text.chars().find_map(|character| match character {
        '\n' => Some(("a line break", character)),
        '\t' => Some(("a tab", character)),
        _ => objection(character).map(|what| (what, character)),
    });
    if let Some((what, character)) = objection {
        diagnostics.push(invisible(span, what, character).help("Write it on one line, without such characters."));
        return None;
    }
    short_enough(text, MAX_LINE, span, diagnostics).then(|| text.to_owned())
}

fn short_enough(text: &str, most: usize, span: Span, diagnostics: &mut Vec<Diagnostic>) -> bool {
    if text.len() > most {
        let message = format!("the text has {} bytes, and {most} are the most", text.len());
        diagnostics.push(Diagnostic::error(Code::F0206, span, message).help("Say it shorter."));
    }
    text.len() <= most
}

fn invisible(span: Span, what: &str, character: char) -> Diagnostic {
    Diagnostic::error(Code::F0206, span, format!("the text holds {what}, U+{:04X}", u32::from(character)))
}

fn scalar(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar(scalar) => Some(&scalar.text),
        _ => None,
    }
}

impl Extract for String {
    fn extract(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let Some(text) = scalar(node) else {
            wrong(node, at, diagnostics, "text");
            return None;
        };
        line(text, node.span, diagnostics)
    }
}

impl Extract for Token {
    fn extract(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        String::extract(node, at, diagnostics).map(Self)
    }
}

impl Extract for Prose {
    fn extract(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let Some(text) = scalar(node) else {
            wrong(node, at, diagnostics, "text");
            return None;
        };
        let found = text.chars().find_map(|character| objection(character).map(|what| (what, character)));
        if let Some((what, character)) = found {
            diagnostics
                .push(invisible(node.span, what, character).help("Take it out: documentation shows what it says."));
            return None;
        }
        let text = text.trim();
        if text.lines().any(|line| line.trim().is_empty()) {
            diagnostics.push(
                Diagnostic::error(Code::F0206, node.span, "the text has more than one paragraph, or none")
                    .help("Say it in one paragraph, without empty lines, or leave the key out."),
            );
            return None;
        }
        if text.is_empty() {
            diagnostics.push(
                Diagnostic::error(Code::F0206, node.span, "the text is empty")
                    .help("Say something, or leave the key out."),
            );
            return None;
        }
        let words: Vec<_> = text.split_ascii_whitespace().collect();
        short_enough(text, MAX_PROSE, node.span, diagnostics).then(|| Self(words.join(" ")))
    }
}

impl Extract for Document {
    fn extract(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let Value::Scalar(scalar) = &node.value else {
            wrong(node, at, diagnostics, "text, best behind `|`");
            return None;
        };
        Some(Self { text: scalar.text.clone(), literal: scalar.style == Style::Literal })
    }
}

impl JsonSchema for Token {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Token".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": ["string", "number", "boolean"]})
    }
}

impl JsonSchema for Prose {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Prose".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string"})
    }
}

impl JsonSchema for Document {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Document".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string"})
    }
}
