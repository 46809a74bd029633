//! Which event a body is, wherever the member that says so stands.

use std::borrow::Cow;
use std::fmt;

use crate::decode::Decoded;
use crate::error::DecodeErrors;
use crate::outline;
use crate::raw::Raw;
use crate::reader::Reader;

/// An event that no schema knows, kept as it came.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct UnknownEvent<'a> {
    /// What the discriminator says, if it is there and a string.
    pub name: Option<Cow<'a, str>>,
    /// The whole body.
    pub body: Raw<'a>,
}

/// The string at a path of member names, if there is one: what says which event a body is.
///
/// It stops at the member it looks for, so it is cheap where the member comes first; the body is not checked beyond that.
pub fn discriminator<'a>(body: &'a [u8], path: &[&str]) -> Option<Cow<'a, str>> {
    let text = simdutf8::basic::from_utf8(body).ok()?;
    let mut reader = Reader::lending(text);
    let mut at = reader.space(0);
    for &wanted in path {
        at = member(&mut reader, at, wanted)?;
    }
    if reader.byte(at) != b'"' {
        return None;
    }
    let (name, _) = reader.name(at).ok()?;
    Some(name)
}

/// Whether an event has one of these names.
pub fn is_one_of(name: Option<&str>, events: &[&str]) -> bool {
    name.is_some_and(|name| events.contains(&name))
}

/// The position of the value of a member of the object at `at`. Values before it are passed over without a look at what is
/// in them: whoever decodes the body looks.
pub(crate) fn member(reader: &mut Reader<'_, '_>, at: usize, wanted: &str) -> Option<usize> {
    if reader.byte(at) != b'{' {
        return None;
    }
    let mut at = reader.space(at + 1);
    loop {
        let (name, end) = reader.name(at).ok()?;
        let value = reader.colon(end + 1).ok()?;
        if name == wanted {
            return Some(value);
        }
        at = reader.space(outline::value_end(reader.bytes, value));
        if reader.byte(at) != b',' {
            return None;
        }
        at = reader.space(at + 1);
    }
}

impl fmt::Debug for UnknownEvent<'_> {
    /// The name alone: nobody knows what the body holds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnknownEvent").field("name", &self.name).finish_non_exhaustive()
    }
}

impl<'a> UnknownEvent<'a> {
    /// Reads a body that no schema knows.
    ///
    /// # Errors
    /// If it is not strict JSON.
    pub fn decode(name: Option<Cow<'a, str>>, body: &'a [u8]) -> Result<Decoded<'a, Self>, DecodeErrors> {
        Decoded::unknown(body, |text| Self { name, body: Raw::of_text(Cow::Borrowed(text)) })
    }

    /// The same event, owning what it holds.
    pub fn into_owned(self) -> UnknownEvent<'static> {
        UnknownEvent { name: self.name.map(|name| Cow::Owned(name.into_owned())), body: self.body.into_owned() }
    }
}
