//! Why a body could not be decoded.

use std::fmt;

use crate::report::{Report, Violation};

/// Everything that keeps a body from being decoded.
///
/// Either the text is not strict JSON, and there is a [`SyntaxError`]; or it is, and `violations` lists every place whose
/// JSON type, absence or `null` the type cannot hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeErrors {
    /// Where the text is not JSON.
    pub syntax: Option<SyntaxError>,
    /// What the type cannot hold, in the order of the text.
    pub violations: Vec<Violation>,
    /// Everything that breaks the effective rules, that among it: for whoever keeps the body all the same.
    pub report: Report,
}

impl DecodeErrors {
    /// The text is not JSON.
    pub(crate) fn of_syntax(syntax: Option<SyntaxError>) -> Self {
        Self { syntax, violations: Vec::new(), report: Report::default() }
    }
}

/// A place at which a text is not strict JSON (RFC 8259).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub kind: SyntaxErrorKind,
    /// Where.
    pub position: Position,
}

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// In bytes, from 0.
    pub offset: usize,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

/// What is wrong with the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// The text ends inside a value.
    UnexpectedEnd,
    /// A value was expected.
    ExpectedValue,
    /// A member name in quotes was expected.
    ExpectedName,
    /// A colon was expected.
    ExpectedColon,
    /// A comma or the end of the object or array was expected.
    ExpectedCommaOrEnd,
    /// Something follows the value.
    TrailingText,
    /// A control character stands in a string as it is.
    ControlCharacter,
    /// A backslash is followed by something that is no escape.
    InvalidEscape,
    /// An escape is half of a surrogate pair.
    LoneSurrogate,
    /// The number is not one of JSON's.
    InvalidNumber,
    /// The number is too large for anyone to calculate with: beyond ±1.8e308.
    NumberOutOfRange,
    /// An object has two members of the same name.
    DuplicateName,
    /// Objects and arrays are nested more than [`crate::MAX_DEPTH`] deep.
    TooDeep,
    /// The bytes are not UTF-8.
    InvalidUtf8,
    /// The text starts with a byte order mark.
    ByteOrderMark,
}

impl Position {
    /// The position of byte `offset`. Bytes that are not UTF-8 count as one character each.
    pub(crate) fn of(bytes: &[u8], offset: usize) -> Self {
        let before = bytes.get(..offset).unwrap_or(bytes);
        let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let in_line = before.get(line_start..).unwrap_or_default();
        let column = in_line.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() + 1;
        Self { offset, line, column }
    }
}

impl fmt::Display for SyntaxErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnexpectedEnd => "the text ends inside a value",
            Self::ExpectedValue => "expected a value",
            Self::ExpectedName => "expected a member name in quotes",
            Self::ExpectedColon => "expected `:`",
            Self::ExpectedCommaOrEnd => "expected `,` or the end of the object or array",
            Self::TrailingText => "something follows the value",
            Self::ControlCharacter => "a control character must be escaped in a string",
            Self::InvalidEscape => "not an escape of JSON",
            Self::LoneSurrogate => "half of a surrogate pair",
            Self::InvalidNumber => "not a number of JSON",
            Self::NumberOutOfRange => "the number is out of range",
            Self::DuplicateName => "the object has this member already",
            Self::TooDeep => "nested too deep",
            Self::InvalidUtf8 => "not UTF-8",
            Self::ByteOrderMark => "a byte order mark stands before the value",
        })
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.position.line, self.position.column, self.kind)
    }
}

impl fmt::Display for DecodeErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(syntax) = &self.syntax {
            return write!(f, "not strict JSON: {syntax}");
        }
        for (i, violation) in self.violations.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for SyntaxError {}
impl std::error::Error for DecodeErrors {}
