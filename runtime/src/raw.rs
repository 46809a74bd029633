//! Values whose structure no schema knows, and members that may be missing or null.

use std::borrow::Cow;
use std::fmt;

use crate::error::SyntaxError;
use crate::reader::{Next, Reader};
use crate::scan;
use crate::shape::{Kind, Rule};

/// A JSON value kept as its text: it was read strictly and is written as it came.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Raw<'a>(Cow<'a, str>);

impl<'a> Raw<'a> {
    /// Text that the reader has checked.
    pub(crate) fn of_text(text: Cow<'a, str>) -> Self {
        Self(text)
    }

    /// Whether it owns its text.
    pub(crate) fn owns(&self) -> bool {
        matches!(self.0, Cow::Owned(_))
    }

    /// A value from its text, without spaces around it.
    ///
    /// # Errors
    /// If it is not one strict JSON value.
    pub fn parse(text: impl Into<Cow<'a, str>>) -> Result<Self, SyntaxError> {
        let text = text.into();
        let mut reader = Reader::owning(&text);
        let read = reader.whole(Reader::skip);
        match (read, reader.syntax_error()) {
            (Err(_), Some(error)) => Err(error),
            _ => Ok(Self(match text {
                Cow::Borrowed(text) => Cow::Borrowed(text.trim_matches([' ', '\t', '\n', '\r'])),
                Cow::Owned(text) => Cow::Owned(text.trim_matches([' ', '\t', '\n', '\r']).to_owned()),
            })),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        self.0 == "null"
    }

    /// The same value, owning its text.
    pub fn into_owned(self) -> Raw<'static> {
        Raw(Cow::Owned(self.0.into_owned()))
    }
}

impl Default for Raw<'_> {
    fn default() -> Self {
        Self(Cow::Borrowed("null"))
    }
}

impl fmt::Debug for Raw<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'a> Reader<'_, 'a> {
    /// Reads a value of which only the type is ruled, and keeps its text.
    ///
    /// # Errors
    /// If the text is not JSON, or the value is not of the type and decoding cannot go on.
    pub(crate) fn raw(&mut self, at: usize, rule: &'static Rule, out: &mut Raw<'a>) -> Next {
        // What stands for "nothing" where an object may be is the commonest of all.
        let is_empty = scan::block_at(self.loan.as_bytes(), at) == Some(b"{}");
        if is_empty && matches!(rule.kind, Kind::Object | Kind::Any) && self.may_enter() && !out.owns() {
            *out = Raw(Cow::Borrowed("{}"));
            return Ok(at + 2);
        }
        self.free_raw(at, rule, out)
    }

    #[inline(never)]
    fn free_raw(&mut self, at: usize, rule: &'static Rule, out: &mut Raw<'a>) -> Next {
        let end = self.free(at, rule)?;
        *out = Raw(self.lend(at, end));
        Ok(end)
    }
}

/// A member that may be missing, `null`, or there: three different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Maybe<T> {
    /// The object does not have the member.
    #[default]
    Missing,
    /// It is `null`.
    Null,
    /// It has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Missing | Self::Null => None,
        }
    }

    /// The value, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Missing | Self::Null => None,
        }
    }

    /// Whether the object does not have the member.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    /// Whether the member is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}
