//! Errata: what each kind of them changes, judged by both profiles.

use fieldwright_cli::conformance::case::{Profile, Violation};

use super::set::{Set, member, quoted};

/// A row as documented, what is in effect instead, and values with what each profile finds in them.
struct Erratum {
    wire: &'static str,
    keys: &'static str,
    effective: &'static str,
    values: &'static [(&'static str, &'static str, &'static str)],
}

/// Findings are `keyword` or `keyword/pointer-below-the-row`, separated by spaces.
const ERRATA: [Erratum; 28] = [
    Erratum {
        wire: "shorter",
        keys: "type: string, minLength: 8, maxLength: 8",
        effective: "minLength: 3",
        values: &[
            ("\"12345678\"", "", ""),
            ("\"123\"", "minLength", ""),
            ("\"1234567\"", "minLength", ""),
            ("\"12\"", "minLength", "minLength"),
            ("\"123456789\"", "maxLength", "maxLength"),
        ],
    },
    Erratum {
        wire: "longer",
        keys: "type: string, minLength: 2, maxLength: 4",
        effective: "maxLength: 6",
        values: &[
            ("\"1234\"", "", ""),
            ("\"12345\"", "maxLength", ""),
            ("\"123456\"", "maxLength", ""),
            ("\"1234567\"", "maxLength", "maxLength"),
            ("\"1\"", "minLength", "minLength"),
        ],
    },
    Erratum {
        wire: "empty-too",
        keys: "type: string, minLength: 1, maxLength: 2",
        effective: "minLength: 0",
        values: &[("\"\"", "minLength", ""), ("\"1\"", "", ""), ("\"123\"", "maxLength", "maxLength")],
    },
    Erratum {
        wire: "unbounded",
        keys: "type: string, maxLength: 2",
        effective: "maxLength: null",
        values: &[("\"12\"", "", ""), ("\"123\"", "maxLength", ""), ("1", "type", "type")],
    },
    Erratum {
        wire: "more-values",
        keys: "enum: [a, b]",
        effective: "enum: [c, d]",
        values: &[
            ("\"a\"", "", ""),
            ("\"c\"", "enum", ""),
            ("\"d\"", "enum", ""),
            ("\"e\"", "enum", "enum"),
            ("null", "type", "type"),
        ],
    },
    Erratum {
        wire: "any-value",
        keys: "enum: [a, b], typeName: Free",
        effective: "enum: null",
        values: &[("\"a\"", "", ""), ("\"x\"", "enum", ""), ("\"\"", "enum", ""), ("0", "type", "type")],
    },
    Erratum {
        wire: "constant",
        keys: "const: fixed",
        effective: "enum: [other]",
        values: &[("\"fixed\"", "", ""), ("\"other\"", "const", ""), ("\"third\"", "const", "enum")],
    },
    Erratum {
        wire: "nullable",
        keys: "type: integer",
        effective: "nullable: true",
        values: &[("null", "type", ""), ("1", "", ""), ("\"1\"", "type", "type")],
    },
    Erratum {
        wire: "optional",
        keys: "type: object, fields: {x: {type: string, required: true}}",
        effective: "nullable: true",
        values: &[("{\"x\":\"\"}", "", ""), ("{}", "required:x", "required:x"), ("null", "type", "")],
    },
    Erratum {
        wire: "or-empty",
        keys: "format: uuid",
        effective: "allowEmpty: true",
        values: &[
            ("\"\"", "format", ""),
            ("\" \"", "format", "format"),
            ("\"6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5f\"", "", ""),
        ],
    },
    Erratum {
        wire: "no-format",
        keys: "format: country-code",
        effective: "format: null",
        values: &[("\"DE\"", "", ""), ("\"Germany\"", "format", ""), ("1", "type", "type")],
    },
    Erratum {
        wire: "no-pattern",
        keys: "pattern: ^card_",
        effective: "pattern: null",
        values: &[("\"card_1\"", "", ""), ("\"other_1\"", "pattern", "")],
    },
    Erratum {
        wire: "other-pattern",
        keys: "pattern: ^card_",
        effective: "pattern: ^(card_|other_)",
        values: &[("\"card_1\"", "", ""), ("\"other_1\"", "pattern", ""), ("\"x\"", "pattern", "pattern")],
    },
    Erratum {
        wire: "less",
        keys: "type: number, minimum: 0.5, maximum: 9",
        effective: "minimum: 0.25",
        values: &[
            ("0.5", "", ""),
            ("0.25", "minimum", ""),
            ("0.249", "minimum", "minimum"),
            ("9.001", "maximum", "maximum"),
        ],
    },
    Erratum {
        wire: "greater",
        keys: "type: integer, maximum: 9",
        effective: "maximum: 99",
        values: &[
            ("9", "", ""),
            ("10", "maximum", ""),
            ("99", "maximum", ""),
            ("100", "maximum", "maximum"),
            ("9.5", "type", "type"),
        ],
    },
    Erratum {
        wire: "fractions",
        keys: "type: integer, maximum: 9",
        effective: "type: number",
        values: &[
            ("9", "", ""),
            ("8.5", "type", ""),
            ("9.5", "type", "maximum"),
            ("10", "maximum", "maximum"),
            ("\"9\"", "type", "type"),
            ("-1e30", "minimum", ""),
        ],
    },
    Erratum {
        wire: "text-is-number",
        keys: "type: string, minLength: 2",
        effective: "type: number",
        values: &[
            ("\"12\"", "", "type"),
            ("1.5", "type", ""),
            ("\"1\"", "minLength", "type"),
            ("true", "type", "type"),
        ],
    },
    Erratum {
        wire: "anything",
        keys: "type: boolean",
        effective: "type: any",
        values: &[("true", "", ""), ("null", "type", ""), ("{}", "type", ""), ("[1]", "type", "")],
    },
    Erratum {
        wire: "array-is-object",
        keys: "type: array, minItems: 1, fields: {x: {type: string, maxLength: 1, required: true}}, typeName: Single",
        effective: "type: object",
        values: &[
            ("{\"x\":\"1\"}", "type", ""),
            ("{\"x\":\"12\"}", "type maxLength/x", "maxLength/x"),
            ("{}", "type required:x", "required:x"),
            ("[{\"x\":\"1\"}]", "", "type"),
            ("[{\"x\":\"12\"}]", "maxLength/0/x", "type"),
            ("[]", "minItems", "type"),
            ("[null]", "type/0", "type"),
            ("\"x\"", "type", "type"),
            ("[{},{\"x\":1}]", "required:x/0 type/1/x", "type"),
        ],
    },
    Erratum {
        wire: "object-is-array",
        keys: "type: object, fields: {x: {type: string, maxLength: 1, required: true}}, typeName: Several",
        effective: "type: array",
        values: &[
            ("{\"x\":\"1\"}", "", "type"),
            ("{\"x\":\"12\"}", "maxLength/x", "type"),
            ("{\"x\":1,\"y\":2}", "type/x", "type"),
            ("{}", "required:x", "type"),
            ("[{\"x\":\"1\"}]", "type", ""),
            ("[{\"x\":\"12\"},{}]", "type", "maxLength/0/x required:x/1"),
            ("[]", "type", ""),
            ("[0]", "type", "type/0"),
        ],
    },
    Erratum {
        wire: "object-is-text",
        keys: "fields: {x: {type: string, maxLength: 1, required: true}, y: {type: array, minItems: 1, required: false, items: {type: integer}}}, typeName: Told",
        effective: "type: string",
        values: &[
            ("\"x\"", "type", ""),
            ("{\"x\":\"1\"}", "", "type"),
            ("{\"x\":\"12\"}", "maxLength/x", "type"),
            ("{\"y\":[1,\"2\"]}", "required:x type/y/1", "type"),
            ("{\"x\":\"1\",\"y\":[]}", "minItems/y", "type"),
            ("[]", "type", "type"),
            ("null", "type", "type"),
        ],
    },
    Erratum {
        wire: "object-is-anything",
        keys: "fields: {x: {type: string, maxLength: 1, required: true}}, typeName: Whatever",
        effective: "type: any",
        values: &[
            ("1", "type", ""),
            ("{}", "required:x", ""),
            ("{\"x\":\"12\"}", "maxLength/x", ""),
            ("[{}]", "type", ""),
        ],
    },
    Erratum {
        wire: "array-is-text",
        keys: "type: array, maxItems: 2, fields: {x: {type: string, maxLength: 1, required: true}}, typeName: Joined",
        effective: "type: string",
        values: &[
            ("\"x\"", "type", ""),
            ("[{\"x\":\"1\"}]", "", "type"),
            ("[{\"x\":\"12\"},{}]", "maxLength/0/x required:x/1", "type"),
            ("[{\"x\":\"1\"},0,0]", "type/1 type/2 maxItems", "type"),
            ("[]", "", "type"),
            ("{\"x\":\"12\"}", "type", "type"),
        ],
    },
    Erratum {
        wire: "values-are-object",
        keys: "type: array, items: {type: string, maxLength: 1, nullable: true}",
        effective: "type: object",
        values: &[
            ("{\"x\":1}", "type", ""),
            ("[\"1\",null]", "", "type"),
            ("[\"1\",\"12\",3]", "maxLength/1 type/2", "type"),
        ],
    },
    Erratum {
        wire: "null-or-object",
        keys: "type: array, items: {nullable: true, fields: {x: {type: string, maxLength: 1, required: true}}}, typeName: Perhaps",
        effective: "type: object",
        values: &[
            ("[null,{}]", "required:x/1", "type"),
            ("[{\"x\":\"1\"},null]", "", "type"),
            ("{\"x\":\"12\"}", "type maxLength/x", "maxLength/x"),
            ("[0]", "type/0", "type"),
            ("null", "type", "type"),
        ],
    },
    Erratum {
        wire: "more-items",
        keys: "type: array, minItems: 2, maxItems: 2, items: {type: integer}",
        effective: "minItems: 1, maxItems: 3",
        values: &[
            ("[1,2]", "", ""),
            ("[1]", "minItems", ""),
            ("[1,2,3]", "maxItems", ""),
            ("[]", "minItems", "minItems"),
            ("[1,2,3,4]", "maxItems", "maxItems"),
            ("[1,\"2\"]", "type/1", "type/1"),
        ],
    },
    Erratum {
        wire: "no-count",
        keys: "type: array, maxItems: 1",
        effective: "maxItems: null",
        values: &[("[]", "", ""), ("[1,2]", "maxItems", ""), ("{}", "type", "type")],
    },
    Erratum {
        wire: "narrower",
        keys: "type: string",
        effective: "maxLength: 3",
        values: &[("\"123\"", "", ""), ("\"1234\"", "", "maxLength"), ("1", "type", "type")],
    },
];

pub(super) fn cases() -> Set {
    let (mut rows, mut errata) = (String::new(), String::new());
    for (index, Erratum { wire, keys, effective, .. }) in ERRATA.iter().enumerate() {
        rows += &format!("    {wire}: {{{keys}}}\n");
        let narrow = if *wire == "narrower" { ", narrow: true" } else { "" };
        errata += &format!(
            "  - {{id: E{index}, at: {}, effective: {{{effective}}}, because: it was seen, evidence: prose{narrow}}}\n",
            quoted(&format!("/{wire}"))
        );
    }
    rows += "    inside: {fields: {a: {type: string, maxLength: 1, required: true}, b: {type: array, fields: {c: {enum: [x]}}}}}\n";
    errata += "  - {id: I1, at: /inside/a, effective: {maxLength: 2, required: false}, because: it was seen, evidence: prose}\n";
    errata += "  - {id: I2, at: /inside/b/*/c, effective: {enum: [y]}, because: it was seen, evidence: prose}\n";
    let mut set = Set::of_page("errata", "Errata", &format!("payload:\n  fields:\n{rows}errata:\n{errata}"));
    for Erratum { wire, values, .. } in &ERRATA {
        for (value, documented, effective) in *values {
            both(&mut set, wire, value, documented, effective);
        }
    }
    for (value, documented, effective) in [
        ("{\"a\":\"1\"}", "", ""),
        ("{\"a\":\"12\"}", "maxLength/a", ""),
        ("{\"a\":\"123\"}", "maxLength/a", "maxLength/a"),
        ("{}", "required:a", ""),
        ("{\"a\":\"1\",\"b\":[{\"c\":\"x\"},{\"c\":\"y\"},{\"c\":\"z\"}]}", "enum/b/1/c enum/b/2/c", "enum/b/2/c"),
    ] {
        both(&mut set, "inside", value, documented, effective);
    }
    set
}

fn both(set: &mut Set, wire: &str, value: &str, documented: &str, effective: &str) {
    for (profile, found) in [(Profile::Documented, documented), (Profile::Effective, effective)] {
        let found = found.split_whitespace().map(|one| violation(wire, one)).collect();
        set.add_in(profile, &format!("{wire}/{value}/{}", profile.word()), member(wire, value), found);
    }
}

/// `maxLength/0/x`: at that place below the row; `required:x/0`: of the object there.
fn violation(wire: &str, found: &str) -> Violation {
    let (word, below) =
        found.split_once('/').map_or((found, String::new()), |(word, below)| (word, format!("/{below}")));
    let at = format!("/{wire}{below}");
    match word.split_once(':') {
        Some((_, property)) => Violation::missing(at, property),
        None => Violation::error(at, word),
    }
}
