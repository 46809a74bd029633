//! Missing, `null` and `""` are three things, for every type, required or not, nullable or not.

use fieldwright_cli::conformance::case::Violation;

use super::set::{Set, broken, member};

/// A type's keys, the JSON types that it admits, and what a string of it is otherwise than asked.
struct Kind {
    word: &'static str,
    keys: &'static str,
    admits: &'static [&'static str],
    /// What `""` breaks, and what `"x"` does.
    empty: &'static [&'static str],
    other: &'static [&'static str],
}

const KINDS: [Kind; 12] = [
    Kind { word: "string", keys: "type: string", admits: &["string"], empty: &[], other: &[] },
    Kind { word: "sized", keys: "type: string, minLength: 1", admits: &["string"], empty: &["minLength"], other: &[] },
    Kind { word: "listed", keys: "enum: [a, b]", admits: &["string"], empty: &["enum"], other: &["enum"] },
    Kind { word: "constant", keys: "const: a", admits: &["string"], empty: &["const"], other: &["const"] },
    Kind { word: "formed", keys: "format: uuid", admits: &["string"], empty: &["format"], other: &["format"] },
    Kind { word: "integer", keys: "type: integer", admits: &["integer"], empty: &[], other: &[] },
    Kind { word: "number", keys: "type: number", admits: &["integer", "fraction"], empty: &[], other: &[] },
    Kind { word: "boolean", keys: "type: boolean", admits: &["boolean"], empty: &[], other: &[] },
    Kind { word: "object", keys: "type: object", admits: &["object"], empty: &[], other: &[] },
    Kind {
        word: "rows",
        keys: "type: object, fields: {x: {type: string, required: true}}",
        admits: &["object"],
        empty: &[],
        other: &[],
    },
    Kind { word: "array", keys: "type: array", admits: &["array"], empty: &[], other: &[] },
    Kind {
        word: "any",
        keys: "type: any",
        admits: &["string", "integer", "fraction", "boolean", "object", "array", "null"],
        empty: &[],
        other: &[],
    },
];

/// A value, and its JSON type; a fraction is a number that is no integer.
const VALUES: [(&str, &str, &str); 9] = [
    ("null", "null", "null"),
    ("empty-text", "\"\"", "string"),
    ("text", "\"x\"", "string"),
    ("zero", "0", "integer"),
    ("fraction", "1.5", "fraction"),
    ("false", "false", "boolean"),
    ("empty-array", "[]", "array"),
    ("array-of-null", "[null]", "array"),
    ("empty-object", "{}", "object"),
];

pub(super) fn cases() -> Set {
    let mut rows = String::new();
    for kind in &KINDS {
        for (wire, _, _) in variants(kind) {
            rows += &format!("    {wire}:\n      type: object\n      fields: {{v: {{{}}}}}\n", keys(kind, &wire));
        }
    }
    let mut set = Set::of_page("presence", "Presence", &format!("payload:\n  fields:\n{rows}"));
    for kind in &KINDS {
        for (wire, required, nullable) in variants(kind) {
            let missing = if required { vec![Violation::missing(format!("/{wire}"), "v")] } else { Vec::new() };
            set.add(&format!("{wire}/missing"), member(&wire, "{}"), missing);
            for (name, value, of) in VALUES {
                let inner = format!("{{\"v\":{value}}}");
                set.add(&format!("{wire}/{name}"), member(&wire, &inner), found(kind, &wire, nullable, value, of));
            }
        }
    }
    set
}

/// The four rows of a kind, and a fifth that takes `""` for absent where that is a string.
fn variants(kind: &Kind) -> Vec<(String, bool, bool)> {
    let mut all = vec![(true, false), (false, false)];
    if kind.word != "any" {
        all.extend([(true, true), (false, true)]);
    }
    let word = |flag: bool, word: &'static str| if flag { word } else { "" };
    let mut variants: Vec<_> = all
        .into_iter()
        .map(|(required, nullable)| {
            let presence = if required { "-required" } else { "-optional" };
            (format!("{}{presence}{}", kind.word, word(nullable, "-nullable")), required, nullable)
        })
        .collect();
    if !kind.empty.is_empty() {
        variants.push((format!("{}-or-empty", kind.word), true, false));
    }
    variants
}

fn keys(kind: &Kind, wire: &str) -> String {
    let required = wire.contains("-required") || wire.ends_with("-or-empty");
    let nullable = if wire.ends_with("-nullable") { ", nullable: true" } else { "" };
    let empty = if wire.ends_with("-or-empty") { ", allowEmpty: true" } else { "" };
    // Each enumeration is a type, which needs a name of its own.
    let named = if kind.word == "listed" || kind.word == "rows" {
        let name: String = wire.split('-').map(|word| word[..1].to_uppercase() + &word[1..]).collect();
        format!(", typeName: {name}Inner")
    } else {
        String::new()
    };
    format!("{}, required: {required}{nullable}{empty}{named}", kind.keys)
}

fn found(kind: &Kind, wire: &str, nullable: bool, value: &str, of: &str) -> Vec<Violation> {
    let at = |keyword: &str| Violation { instance_location: format!("/{wire}/v"), ..broken(wire, keyword) };
    if of == "null" && (nullable || kind.word == "any") {
        return Vec::new();
    }
    if !kind.admits.contains(&of) {
        return vec![at("type")];
    }
    match value {
        "\"\"" if wire.ends_with("-or-empty") => Vec::new(),
        "\"\"" => kind.empty.iter().map(|keyword| at(keyword)).collect(),
        "\"x\"" => kind.other.iter().map(|keyword| at(keyword)).collect(),
        // The rows of an object have to be there as anywhere.
        "{}" if kind.word == "rows" => vec![Violation::missing(format!("/{wire}/v"), "x")],
        _ => Vec::new(),
    }
}
