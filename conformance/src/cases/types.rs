//! The type of a payload as such, and of values that look like others.

use fieldwright_cli::conformance::case::Violation;

use super::set::{Set, all_broken, member, row};

const KINDS: [&str; 7] = ["string", "integer", "number", "boolean", "object", "array", "any"];

/// A value and the types that it has.
const VALUES: [(&str, &[&str]); 20] = [
    ("\"\"", &["string"]),
    ("\"1\"", &["string"]),
    ("\"true\"", &["string"]),
    ("\"null\"", &["string"]),
    ("\"{}\"", &["string"]),
    ("0", &["integer", "number"]),
    ("-1", &["integer", "number"]),
    ("1.0", &["integer", "number"]),
    ("1e2", &["integer", "number"]),
    ("1.5", &["number"]),
    ("1e-2", &["number"]),
    ("true", &["boolean"]),
    ("false", &["boolean"]),
    ("null", &[]),
    ("{}", &["object"]),
    ("{\"a\":1}", &["object"]),
    ("[]", &["array"]),
    ("[{}]", &["array"]),
    ("[\"x\"]", &["array"]),
    (" [ ] ", &["array"]),
];

pub(super) fn cases() -> Set {
    let mut rows: Vec<_> = KINDS.iter().map(|kind| row(*kind, format!("{{type: {kind}}}"))).collect();
    rows.extend(
        KINDS
            .iter()
            .filter(|kind| **kind != "any")
            .map(|kind| row(format!("{kind}-or-null"), format!("{{type: {kind}, nullable: true}}"))),
    );
    let mut set = Set::new("json-types", "Types", &rows);
    for (wire, _) in &rows {
        for (value, types) in VALUES {
            let kind = wire.trim_end_matches("-or-null");
            let fits = kind == "any" || types.contains(&kind) || value == "null" && wire.len() > kind.len();
            let found = if fits { Vec::new() } else { all_broken(wire, &["type"]) };
            set.add(&format!("{wire}/{value}"), member(wire, value), found);
        }
    }
    for value in ["null", "true", "0", "1.5", "\"\"", "\"{}\"", "[]", "[{}]", "[[]]", " null ", "\n1\n"] {
        set.add(&format!("payload/{}", value.escape_debug()), value, vec![Violation::error("", "type")]);
    }
    for value in ["{}", " {} ", "\n{\n}\n", "\t{\r\n}"] {
        set.add(&format!("payload/{}", value.escape_debug()), value, Vec::new());
    }
    // Each of several wrong members is said, and nothing else of them.
    let wrong: Vec<String> =
        KINDS.iter().filter(|kind| **kind != "any").map(|kind| format!("\"{kind}\":null")).collect();
    let found = KINDS.iter().filter(|kind| **kind != "any").map(|kind| Violation::error(format!("/{kind}"), "type"));
    set.add("several", format!("{{{}}}", wrong.join(",")), found.collect());
    set
}
