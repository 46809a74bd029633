//! Numbers about the edges of what other programs hold, in every way of writing them.

use std::cmp::Ordering;

use super::set::{Set, all_broken, member, row};
use crate::judges::exact::{compare, is_integer};

const LITERALS: [&str; 62] = [
    "0",
    "-0",
    "0.0",
    "-0.0",
    "0e5",
    "0e-5",
    "1",
    "-1",
    "1.0",
    "1.00",
    "1e0",
    "1e2",
    "1E2",
    "1e+2",
    "100e-2",
    "10e-1",
    "0.1e1",
    "1.5",
    "-1.5",
    "0.5",
    "5e-1",
    "0.1",
    "0.10",
    "0.1000000000000000000000000001",
    "0.0999999999999999999999",
    "0.3",
    "0.30000000000000004",
    "0.01",
    "99.99",
    "99.990",
    "99.991",
    "10",
    "10.0",
    "10.000000000000000000001",
    "11",
    "1000",
    "1e3",
    "1001",
    "9007199254740991",
    "9007199254740992",
    "9007199254740993",
    "9007199254740992.5",
    "9007199254740993.0",
    "-9007199254740993",
    "9223372036854775807",
    "9223372036854775807.0",
    "9223372036854775807.5",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "1e18",
    "1e19",
    "-1e19",
    "123456789012345678901234567890",
    "1e30",
    "1e308",
    "-1e308",
    "1e-5",
    "1e-400",
    "2.2250738585072014e-308",
];

/// Rows: their names, whether they are integers, and their bounds.
const ROWS: [(&str, bool, Option<&str>, Option<&str>); 15] = [
    ("integer", true, None, None),
    ("integer-0-10", true, Some("0"), Some("10")),
    ("integer-1-1", true, Some("1"), Some("1")),
    ("integer-minus-5-5", true, Some("-5"), Some("5")),
    ("integer-beyond-floats", true, Some("9007199254740993"), Some("9223372036854775806")),
    ("integer-least", true, Some("-9223372036854775808"), Some("-9007199254740993")),
    ("integer-between", true, Some("0.5"), Some("99.99")),
    ("number", false, None, None),
    ("number-0-10", false, Some("0"), Some("10")),
    ("number-tenths", false, Some("0.1"), Some("0.3")),
    ("number-exact", false, Some("0.1000000000000000000000000001"), Some("99.99")),
    ("number-exponent", false, Some("-1e3"), Some("1e3")),
    ("number-small", false, None, Some("1e-5")),
    ("number-beyond-floats", false, Some("9007199254740992.5"), None),
    ("number-large", false, None, Some("123456789012345678901234567890")),
];

pub(super) fn cases() -> Set {
    let rows: Vec<_> = ROWS
        .iter()
        .map(|(wire, integer, minimum, maximum)| {
            let bound = |word: &str, bound: Option<&str>| bound.map_or_else(String::new, |n| format!(", {word}: {n}"));
            let kind = if *integer { "integer" } else { "number" };
            row(*wire, format!("{{type: {kind}{}{}}}", bound("minimum", *minimum), bound("maximum", *maximum)))
        })
        .collect();
    let mut set = Set::new("numbers", "Numbers", &rows);
    for (wire, integer, minimum, maximum) in ROWS {
        for literal in LITERALS {
            let keywords = keywords(literal, integer, minimum, maximum);
            set.add(&format!("{wire}/{literal}"), member(wire, literal), all_broken(wire, &keywords));
        }
    }
    set
}

/// A number with a fraction is no integer; an integer has 64 bits beside its bounds.
fn keywords(literal: &str, integer: bool, minimum: Option<&str>, maximum: Option<&str>) -> Vec<&'static str> {
    if integer && !is_integer(literal) {
        return vec!["type"];
    }
    let below = |bound: &str| compare(literal, bound) == Ordering::Less;
    let above = |bound: &str| compare(literal, bound) == Ordering::Greater;
    let mut keywords = Vec::new();
    if minimum.is_some_and(below) || integer && below("-9223372036854775808") {
        keywords.push("minimum");
    }
    if maximum.is_some_and(above) || integer && above("9223372036854775807") {
        keywords.push("maximum");
    }
    keywords
}
