//! Changing one place of a JSON text and leaving every other byte as it is.

use std::fmt;

use crate::event::member;
use crate::raw::Raw;
use crate::reader::Reader;
use crate::write::Writer;

/// Why a text could not be edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditError {
    /// The text or the new value is not strict JSON.
    NotJson(String),
    /// Nothing stands at the pointer, nor anything around it that could hold it.
    NoSuchPlace(String),
}

/// Sets the value at an RFC 6901 pointer. A member that its object does not have is added at the end; so is an item whose
/// index is the array's length, or `-`.
///
/// # Errors
/// If something is not JSON, or what should hold the value is not there.
pub fn set(text: &str, pointer: &str, value: &str) -> Result<String, EditError> {
    let value = parse(value)?;
    parse(text)?;
    Ok(Place::find(text, pointer)?.filled(value.as_str()))
}

/// A place in a text that is JSON, where a value stands or could.
#[derive(Debug)]
pub(crate) struct Place<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    /// What has to be written before a value where none stands.
    lead: String,
}

impl<'t> Place<'t> {
    /// The place at an RFC 6901 pointer.
    pub(crate) fn find(text: &'t str, pointer: &str) -> Result<Self, EditError> {
        let mut reader = Reader::owning(text);
        let no_place = || EditError::NoSuchPlace(pointer.to_owned());
        if pointer.is_empty() {
            return Ok(Self { text, start: 0, end: text.len(), lead: String::new() });
        }
        let (parent, last) = split(pointer).ok_or_else(no_place)?;
        let parent = find(&mut reader, parent).ok_or_else(no_place)?;
        if let Some(start) = child(&mut reader, parent, &last) {
            let end = reader.skip(start).map_err(|_| no_place())?;
            return Ok(Self { text, start, end, lead: String::new() });
        }
        let end = reader.skip(parent).map_err(|_| no_place())? - 1;
        let first = reader.space(parent + 1) == end;
        let mut lead = Writer::default();
        lead.raw(if first { "" } else { "," });
        match reader.byte(parent) {
            b'{' => {
                lead.string(&last);
                lead.raw(":");
            }
            b'[' if last == "-" || last == items(&mut reader, parent).to_string() => {}
            _ => return Err(no_place()),
        }
        Ok(Self { text, start: end, end, lead: lead.into_text() })
    }

    /// The text with a value, given as JSON, at the place.
    pub(crate) fn filled(&self, value: &str) -> String {
        let (before, behind) = around(self.text, self.start, self.end);
        [before, &self.lead, value, behind].concat()
    }
}

/// Removes the member or item at an RFC 6901 pointer.
///
/// # Errors
/// If the text is not JSON, or nothing stands there.
pub fn remove(text: &str, pointer: &str) -> Result<String, EditError> {
    parse(text)?;
    let mut reader = Reader::owning(text);
    let no_place = || EditError::NoSuchPlace(pointer.to_owned());
    let (parent, last) = split(pointer).ok_or_else(no_place)?;
    let parent = find(&mut reader, parent).ok_or_else(no_place)?;
    let value = child(&mut reader, parent, &last).ok_or_else(no_place)?;
    let value_end = reader.skip(value).map_err(|_| no_place())?;
    let end = reader.space(value_end);
    // The comma behind goes with it, or, for the last one, the comma before.
    let before = text.get(..value).unwrap_or_default();
    let start = match reader.byte(parent) {
        b'{' => name_start(&mut reader, parent, value),
        _ => Some(value),
    };
    let start = start.ok_or_else(no_place)?;
    if reader.byte(end) == b',' {
        return Ok(splice(text, start, reader.space(end + 1), ""));
    }
    let before = before.get(..start).unwrap_or_default().trim_end_matches([' ', '\t', '\n', '\r']);
    Ok(splice(text, before.strip_suffix(',').unwrap_or(before).len(), value_end, ""))
}

fn parse(text: &str) -> Result<Raw<'_>, EditError> {
    Raw::parse(text).map_err(|error| EditError::NotJson(error.to_string()))
}

fn splice(text: &str, start: usize, end: usize, new: &str) -> String {
    let (before, behind) = around(text, start, end);
    [before, new, behind].concat()
}

fn around(text: &str, start: usize, end: usize) -> (&str, &str) {
    (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default())
}

/// A pointer's parent and its last step, unescaped.
fn split(pointer: &str) -> Option<(&str, String)> {
    let (parent, last) = pointer.rsplit_once('/').filter(|_| pointer.starts_with('/'))?;
    Some((parent, last.replace("~1", "/").replace("~0", "~")))
}

fn find(reader: &mut Reader<'_, '_>, pointer: &str) -> Option<usize> {
    let mut at = reader.space(0);
    for step in pointer.split('/').skip(1) {
        at = child(reader, at, &step.replace("~1", "/").replace("~0", "~"))?;
    }
    Some(at)
}

fn child(reader: &mut Reader<'_, '_>, at: usize, step: &str) -> Option<usize> {
    if reader.byte(at) == b'{' {
        return member(reader, at, step);
    }
    let is_index = step.bytes().all(|byte| byte.is_ascii_digit()) && (step.len() == 1 || !step.starts_with('0'));
    if reader.byte(at) != b'[' || !is_index {
        return None;
    }
    let index: usize = step.parse().ok()?;
    let mut at = reader.space(at + 1);
    for _ in 0..index {
        at = reader.skip(at).ok()?;
        at = reader.space(at);
        if reader.byte(at) != b',' {
            return None;
        }
        at = reader.space(at + 1);
    }
    (reader.byte(at) != b']').then_some(at)
}

/// How many items the array at `at` has.
fn items(reader: &mut Reader<'_, '_>, at: usize) -> usize {
    let mut count = 0;
    let mut at = reader.space(at + 1);
    while reader.byte(at) != b']' {
        count += 1;
        let Ok(end) = reader.skip(at) else { break };
        at = reader.space(end);
        if reader.byte(at) == b',' {
            at = reader.space(at + 1);
        }
    }
    count
}

/// Where the name of the member starts whose value stands at `value`.
fn name_start(reader: &mut Reader<'_, '_>, parent: usize, value: usize) -> Option<usize> {
    let mut at = reader.space(parent + 1);
    loop {
        let (_, end) = reader.name(at).ok()?;
        let behind = reader.colon(end + 1).ok()?;
        if behind == value {
            return Some(at);
        }
        at = reader.skip(behind).ok()?;
        at = reader.space(at);
        at = reader.space(at + 1);
    }
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson(why) => write!(f, "not strict JSON: {why}"),
            Self::NoSuchPlace(pointer) => write!(f, "nothing can be put at `{pointer}`, or taken from there"),
        }
    }
}

impl std::error::Error for EditError {}

#[cfg(test)]
mod tests {
    use super::{remove, set};

    #[test]
    fn one_place_changes_and_every_other_byte_stays() {
        let text = r#"{ "a" : [1, {"b/c": null}], "d":"e" }"#;
        assert_eq!(set(text, "/a/0", "10.50").unwrap(), r#"{ "a" : [10.50, {"b/c": null}], "d":"e" }"#);
        assert_eq!(set(text, "/a/1/b~1c", "[]").unwrap(), r#"{ "a" : [1, {"b/c": []}], "d":"e" }"#);
        assert_eq!(set(text, "/a/2", "3").unwrap(), r#"{ "a" : [1, {"b/c": null},3], "d":"e" }"#);
        assert_eq!(set(text, "/f", "0").unwrap(), r#"{ "a" : [1, {"b/c": null}], "d":"e" ,"f":0}"#);
        assert_eq!(set("{}", "/f", "0").unwrap(), r#"{"f":0}"#);
        assert_eq!(remove(text, "/a").unwrap(), r#"{ "d":"e" }"#);
        assert_eq!(remove(text, "/d").unwrap(), r#"{ "a" : [1, {"b/c": null}] }"#);
        assert_eq!(remove(text, "/a/1/b~1c").unwrap(), r#"{ "a" : [1, {}], "d":"e" }"#);
        assert_eq!(remove(text, "/a/1").unwrap(), r#"{ "a" : [1], "d":"e" }"#);
        for (pointer, value) in [("/x/y", "0"), ("/a/7", "0"), ("/d/0", "0"), ("/a", "01"), ("a", "0"), ("a/b", "0")] {
            assert!(set(text, pointer, value).is_err(), "{pointer} {value}");
        }
        assert!(remove(text, "").is_err());
        assert!(remove(text, "/a/2").is_err());
        for index in ["+1", "01", "", "１"] {
            assert!(remove(text, &format!("/a/{index}")).is_err(), "{index}");
        }
    }
}
