//! What things are called, and what is said of them.

use std::collections::BTreeSet;

use fieldwright_codegen::fixtures::SplitMix64;

use super::one;

/// What rows, types and values are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// As on pages.
    Plain,
    /// As nobody should: words of Rust, of YAML and of generated code, quotes, line noise, letters that look alike, and
    /// docs that try to be code.
    Hostile,
}

/// A row's name, and the Rust names that it needs.
#[derive(Debug, Clone)]
#[allow(clippy::struct_field_names, reason = "as schemas call it")]
pub(super) struct Name {
    pub(super) wire: String,
    pub(super) field: Option<String>,
    /// Of the type that stands in the row, if one does.
    pub(super) type_name: Option<String>,
}

const WORDS: [&str; 16] = [
    "card", "bank", "store", "order", "parcel", "refund", "ticket", "client", "total", "region", "note", "status",
    "amount", "fee", "token", "link",
];

/// Wire names that have a Rust name of their own; no two of them the same one.
const DERIVED: [&str; 40] = [
    "self",
    "super",
    "crate",
    "gen",
    "type",
    "async",
    "dyn",
    "union",
    "3d_required",
    "a\"b\\c",
    "no",
    "1.10",
    "2026-11-21",
    "unknown",
    "Option",
    "Vec",
    "FILE",
    "EVENTS",
    "decode",
    "validate",
    "fixtures",
    "discriminator",
    "fmt",
    "index",
    "reader",
    "value",
    "x-y z",
    "$ref",
    "__proto__",
    "constructor",
    "match",
    "a/b",
    "m~n",
    "%41",
    "null",
    "true",
    "fields",
    "body{x}",
    "f'(x)",
    "shape",
];

/// Wire names that have none.
const NAMELESS: [&str; 18] =
    ["", " ", "_", "#", "~", "/", "//", "~1", "\"", "\\", "é", "e\u{301}", "а", "💳", "字段", "שם", "\u{200b}", "{}"];

/// Values of enumerations that have a Rust name of their own; no two of them the same one.
const DERIVED_VALUES: [&str; 16] = [
    "type",
    "self",
    "gen",
    "3",
    "no",
    "1.10",
    "Option",
    "None",
    "Range",
    "Record",
    "fmt",
    "partial match",
    "null",
    "a/b",
    "\"quoted\"",
    "true",
];

const NAMELESS_VALUES: [&str; 14] =
    ["", " ", "#", "-", "é", "e\u{301}", "Ünknown", "日本語", "😀", "\u{200b}", "\\", "\\u0041", "\"", "а"];

/// Type names that generated code could be expected to use, and does not.
const TYPES: [&str; 12] =
    ["Iterator", "Payload", "Keyword", "Fn", "Copy", "Hash", "Eq", "Ord", "Into", "Arc", "HashMap", "Str"];

const DOCS: [&str; 26] = [
    "```rust panic!() ```",
    "~~~ panic!() ~~~",
    "    panic!()",
    "*/ compile_error!() /*",
    "\"#] compile_error!() #[doc = r#\"",
    "[links] [a][b] [`Missing`] [x](y) ![i](j) [crate::Nothing] [^1]",
    "<script>alert(1)</script> <T> &amp; <!-- x",
    "see http://x.test, https://y.test and a@b.test",
    "# Panics",
    "===",
    "---",
    "- a",
    "1. a",
    "12) a",
    "> a",
    "| a | b | |---|---|",
    "\\ \\` \\[x\\] \\",
    "` `` ``` ````",
    "*a* **b** _c_ __d__ ~~e~~",
    "a\u{200b}b\u{2060}c",
    "漢字 😀 e\u{301} שלום",
    "{} {0} {{ }} %s",
    "//! #![allow(warnings)]",
    "'",
    "\\u{0}",
    "#[cfg(test)]",
];

impl Names {
    /// A name that no other row of the object has; `number` is in no other name of the page.
    pub(super) fn row(self, chance: &mut SplitMix64, number: usize, taken: &mut BTreeSet<String>) -> Name {
        let name = match self {
            Self::Plain => plain(chance, number),
            Self::Hostile => hostile(chance, number),
        };
        if taken.insert(name.wire.clone()) { name } else { Self::Plain.row(chance, number, taken) }
    }

    /// The name of a shared type.
    pub(super) fn type_name(self, chance: &mut SplitMix64, number: usize) -> String {
        match self {
            Self::Hostile if chance.percent(50) => format!("{}{number}", one(chance, &TYPES)),
            _ => format!("Shared{number}"),
        }
    }

    /// Values of an enumeration, each with the Rust name that it needs, if it needs one.
    pub(super) fn values(self, chance: &mut SplitMix64, count: u64) -> Vec<(String, Option<String>)> {
        let mut values: Vec<(String, Option<String>)> = Vec::new();
        for number in 0..count {
            let plain = format!("{}_{number}", one(chance, &WORDS));
            let value = match (self, chance.below(3)) {
                (Self::Plain, 0) => (plain.replace('_', " ").to_uppercase(), None),
                (Self::Plain, _) => (plain, None),
                (Self::Hostile, 0) => (one(chance, &NAMELESS_VALUES).to_owned(), Some(format!("V{number}"))),
                (Self::Hostile, 1) => (one(chance, &DERIVED_VALUES).to_owned(), None),
                (Self::Hostile, _) => (format!("w{number}"), None),
            };
            if values.iter().all(|(known, _)| *known != value.0) {
                values.push(value);
            }
        }
        values
    }

    /// What is said of something.
    pub(super) fn doc(self, chance: &mut SplitMix64) -> String {
        match self {
            Self::Plain => format!("The {} of the {}.", one(chance, &WORDS), one(chance, &WORDS)),
            Self::Hostile => one(chance, &DOCS).to_owned(),
        }
    }
}

fn plain(chance: &mut SplitMix64, number: usize) -> Name {
    let (first, second) = (one(chance, &WORDS), one(chance, &WORDS));
    let upper = |word: &str| word.get(..1).unwrap_or_default().to_uppercase() + word.get(1..).unwrap_or_default();
    let wire = match chance.below(6) {
        0 => format!("{}{}{number}", upper(first), upper(second)),
        1 => format!("{first}{}{number}", upper(second)),
        2 => format!("{first}-{second}-{number}"),
        3 => format!("{number}d_{first}"),
        _ => format!("{first}_{second}_{number}"),
    };
    Name { wire, field: None, type_name: None }
}

fn hostile(chance: &mut SplitMix64, number: usize) -> Name {
    let type_name = match chance.below(4) {
        0 => format!("{}{number}", one(chance, &TYPES)),
        _ => format!("T{number}"),
    };
    let (wire, field) = match chance.below(8) {
        0..3 => (one(chance, &DERIVED).to_owned(), None),
        3..6 => (one(chance, &NAMELESS).to_owned(), Some(format!("f{number}"))),
        6 => (format!("{}{}", "long ".repeat(20), number), Some(format!("f{number}"))),
        _ => (format!("{}{number}", one(chance, &WORDS)), None),
    };
    Name { wire, field, type_name: Some(type_name) }
}
