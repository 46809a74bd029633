//! What the generated peers have in common, written as one would write it by hand.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use fieldwright::Record;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error, Visitor};
use serde_json::value::RawValue;

/// What the generated modules use.
pub(crate) mod prelude {
    pub(crate) use std::marker::PhantomData;

    pub(crate) use fieldwright::Format;
    pub(crate) use serde::Deserialize;

    pub(crate) use super::{Free, Rules, Text, admits, expect, length, not_null, present};
}

/// Everything that a page is read into.
pub trait Peers {
    /// `rapyd/payment-updated`.
    const PAYLOAD: &'static str;
    /// The effective rules as a JSON Schema.
    const SCHEMA: &'static str;
    /// The lines of each payload set.
    const SETS: &'static [(&'static str, &'static str)];
    /// The generated crate's type.
    type Ours<'a>: Record<'a> + Default;
    /// serde's derive over borrowed texts, free-form values as the library likes them best.
    type Borrowed<'a, F: Free<'a>>: Deserialize<'a> + Rules;
    /// serde's derive over owned texts, with garde's.
    type Garde: DeserializeOwned + garde::Validate<Context = ()>;
    /// serde's derive over owned texts, with validator's.
    type Validator: DeserializeOwned + validator::Validate;
    /// typify's root type.
    type Typify: DeserializeOwned;
}

/// Rules checked by hand.
pub trait Rules {
    /// How many are broken.
    fn broken(&self) -> usize;
}

/// A value that no schema says anything of, held as a library likes it best.
pub trait Free<'a>: Deserialize<'a> {
    /// Whether it is one.
    fn is_object(&self) -> bool;
}

impl<'a> Free<'a> for &'a RawValue {
    fn is_object(&self) -> bool {
        self.get().starts_with('{')
    }
}

impl<'a> Free<'a> for sonic_rs::LazyValue<'a> {
    fn is_object(&self) -> bool {
        sonic_rs::JsonValueTrait::is_object(self)
    }
}

impl<'a> Free<'a> for simd_json::BorrowedValue<'a> {
    fn is_object(&self) -> bool {
        matches!(self, simd_json::BorrowedValue::Object(_))
    }
}

/// A text that is borrowed where it has no escapes. `#[serde(borrow)]` does that for a `Cow<str>`, but not for one in an
/// `Option`.
#[derive(Debug)]
pub struct Text<'a>(Cow<'a, str>);

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(text)))
    }
}

/// A member that may be missing and must not be null.
pub(crate) fn not_null<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// A member that may be null and must not be missing: serde asks for it, since the function is not `Option`'s own.
pub(crate) fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(deserializer)
}

/// In characters.
pub(crate) fn length(text: &str) -> u64 {
    text.chars().count() as u64
}

/// A text, or perhaps one, as garde hands it to a rule.
pub(crate) trait MaybeText {
    fn text(&self) -> Option<&str>;
}

impl MaybeText for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl MaybeText for Option<String> {
    fn text(&self) -> Option<&str> {
        self.as_deref()
    }
}

/// A rule of garde's: a text that is not there breaks none.
pub(crate) fn admits(value: &impl MaybeText, rule: impl Fn(&str) -> bool) -> garde::Result {
    match value.text() {
        Some(text) if !rule(text) => Err(garde::Error::new("is not as documented")),
        _ => Ok(()),
    }
}

/// A rule of validator's.
pub(crate) fn expect(holds: bool) -> Result<(), validator::ValidationError> {
    if holds { Ok(()) } else { Err(validator::ValidationError::new("format")) }
}
