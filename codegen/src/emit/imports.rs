//! `use` items: whatever a module's items name, and nothing else.

use super::Options;
use crate::name::IMPORTED;

/// Imports that are not the runtime's.
const OTHERS: [&str; 3] = ["Cow", "Deserializer", "fmt::Debug"];

/// The imports that code names: one bit each, [`IMPORTED`] first.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Named(u64);

impl Named {
    /// Adds what a piece of code names.
    pub(super) fn gather(&mut self, code: &str) {
        gather(code, &mut |name| self.insert(name));
    }

    /// Adds what another piece names.
    pub(super) fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    fn insert(&mut self, name: &str) {
        self.0 |= bit(name).unwrap_or(0);
    }

    fn has(self, name: &str) -> bool {
        self.0 & bit(name).unwrap_or(0) != 0
    }

    /// The `use` items, which stand together.
    pub(super) fn imports(self, options: Options) -> String {
        let gate =
            |feature: &str| if options.features { format!("#[cfg(feature = \"{feature}\")]\n") } else { String::new() };
        let mut uses = String::new();
        for name in IMPORTED.iter().filter(|name| self.has(name)) {
            if *name == "Fixtures" {
                uses.push_str(&gate("fixtures"));
            }
            uses.push_str(&format!("use fieldwright::{name};\n"));
        }
        if self.has("Deserializer") {
            uses.push_str("#[cfg(feature = \"serde\")]\n");
            uses.push_str("use fieldwright::serde_core::{Deserialize, Deserializer, Serialize, Serializer};\n");
        }
        if self.has("Cow") {
            uses.push_str("use std::borrow::Cow;\n");
        }
        if self.has("fmt::Debug") {
            uses.push_str(&gate("derives"));
            uses.push_str("use std::fmt;\n");
        }
        uses
    }
}

/// Whose bit it is, if it is an import's.
fn bit(name: &str) -> Option<u64> {
    // Most names are none, which their first letter tells already.
    if !matches!(name.as_bytes().first(), Some(b'A'..=b'Z' | b'd' | b'i' | b'f')) {
        return None;
    }
    let other = || Some(IMPORTED.len() + OTHERS.iter().position(|other| *other == name)?);
    IMPORTED.binary_search(&name).ok().or_else(other).map(|index| 1 << index)
}

/// The names that paths start with, and `fmt::Debug`. What follows a dot or two colons, or stands before one colon, is
/// called as a schema says: it may be called as an import without being it. So are the variants of an enumeration.
///
/// The code is our own and laid out already, so it is read as text: its comments have lines of their own.
fn gather<'c>(code: &'c str, take: &mut impl FnMut(&'c str)) {
    let mut at = Code { rest: code, before: "" };
    // How many brackets are open, and at which depth variants are listed.
    let (mut depth, mut enumeration, mut variants) = (0_usize, false, None);
    while let Some(token) = at.next() {
        let before = at.before;
        at.before = token;
        match token {
            "{" | "(" | "[" => {
                depth += 1;
                if token == "{" && std::mem::take(&mut enumeration) {
                    variants = Some(depth);
                }
            }
            "}" | ")" | "]" => {
                variants = variants.filter(|listed| *listed != depth);
                depth = depth.saturating_sub(1);
            }
            _ if !is_name(token) => {}
            _ => {
                enumeration |= token == "enum";
                if token == "fmt" && at.rest.starts_with("::Debug") {
                    take("fmt::Debug");
                }
                let member = matches!(before, "." | "::") || (at.rest.starts_with(':') && !at.rest.starts_with("::"));
                if !member && variants != Some(depth) {
                    take(token);
                }
            }
        }
    }
}

/// What is left of code, and the token before it.
struct Code<'c> {
    rest: &'c str,
    before: &'c str,
}

impl<'c> Iterator for Code<'c> {
    type Item = &'c str;

    /// The next name, number, `::`, or character; literals and comments are passed over.
    fn next(&mut self) -> Option<&'c str> {
        loop {
            self.rest = self.rest.trim_ascii_start();
            let length = match self.rest.as_bytes() {
                [] => return None,
                [b'/', b'/', ..] => self.rest.find('\n').unwrap_or(self.rest.len()),
                [b'"', ..] => quoted(self.rest, b'"'),
                // A lifetime has no quote behind it.
                [b'\'', b'\\', ..] => quoted(self.rest, b'\''),
                [b'\'', ..] if self.rest.chars().nth(2) == Some('\'') => quoted(self.rest, b'\''),
                [b':', b':', ..] => return self.take(2),
                [first, ..] if is_of_name(*first) => {
                    return self.take(self.rest.bytes().position(|byte| !is_of_name(byte)).unwrap_or(self.rest.len()));
                }
                _ => return self.take(self.rest.chars().next().map_or(0, char::len_utf8)),
            };
            self.take(length)?;
        }
    }
}

impl<'c> Code<'c> {
    fn take(&mut self, length: usize) -> Option<&'c str> {
        let (token, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(token)
    }
}

fn is_name(token: &str) -> bool {
    token.bytes().next().is_some_and(|first| is_of_name(first) && !first.is_ascii_digit())
}

/// The length of a literal in quotes.
fn quoted(text: &str, quote: u8) -> usize {
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = byte == quote && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |at| at + 2)
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn names(code: &str) -> Vec<String> {
        let mut named = BTreeSet::new();
        gather(code, &mut |name| {
            named.insert(name);
        });
        named.into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn what_a_schema_names_is_no_import() {
        assert_eq!(names("self.discriminator.read(Rule::string(), fmt)"), ["Rule", "fmt", "self"]);
        assert_eq!(names("struct A { pub is_one_of: Cow<'a, str> }"), ["A", "Cow", "a", "pub", "str", "struct"]);
        assert_eq!(
            names("enum A<'a> { Range, #[doc = \"\"] Unknown(Cow<'a, str>) }"),
            ["A", "Cow", "a", "doc", "enum", "str"]
        );
        assert_eq!(names("fmt::EVENTS"), ["fmt"]);
        assert_eq!(names("impl fmt::Debug for A {}"), ["A", "fmt", "fmt::Debug", "for", "impl"]);
    }

    #[test]
    fn imports_are_found() {
        assert!(IMPORTED.is_sorted() && IMPORTED.len() + OTHERS.len() <= 64);
        let bits: BTreeSet<u64> = IMPORTED.iter().chain(&OTHERS).filter_map(|name| bit(name)).collect();
        assert_eq!(bits.len(), IMPORTED.len() + OTHERS.len());
    }

    #[test]
    fn no_type_can_be_called_as_an_import() {
        let types = IMPORTED.iter().filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()));
        for name in types.chain(&["Cow", "Deserialize", "Deserializer", "Serialize", "Serializer"]) {
            assert!(crate::name::type_taken(name), "{name}");
        }
    }
}
