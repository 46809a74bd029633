//! Enumerations and constants: what is listed, and what is nearly that.

use super::set::{Set, all_broken, member, quoted, row};

const VALUES: [&str; 14] =
    ["red", "green", "blue", "dark green", "dark", "", " ", "null", "1", "é", "e\u{301}", "😀", "a\"b", "a\\b"];

const OTHERS: [&str; 26] = [
    "Red",
    "RED",
    "re",
    "redd",
    "red ",
    " red",
    "gre",
    "greenblue",
    "darkgreen",
    "dark  green",
    "dark_green",
    "dar",
    "  ",
    "NULL",
    "nil",
    "true",
    "01",
    "1.0",
    "É",
    "e",
    "😁",
    "a\"",
    "ab",
    "a\\",
    "red\n",
    "red\u{0}",
];

pub(super) fn cases() -> Set {
    let many: Vec<String> = (0..300).map(|number| format!("value-{number:03}")).collect();
    let named = |values: &[&str]| -> String {
        let one = |(index, value): (usize, &&str)| format!("{}: {{name: V{index}}}", quoted(value));
        values.iter().enumerate().map(one).collect::<Vec<_>>().join(", ")
    };
    let rows = [
        row("colour", format!("{{enum: {{{}}}}}", named(&VALUES))),
        row("or-empty", "{enum: [on, off], allowEmpty: true}"),
        row("or-null", "{enum: [on, off], nullable: true}"),
        row("bounded", "{enum: [a, abc, abcdef], minLength: 2, maxLength: 4}"),
        row("constant", "{const: fixed}"),
        row("constant-escaped", format!("{{const: {}}}", quoted("a\"b\\c/é😀"))),
        row("chosen", "{enum: [one, two], const: two}"),
        row("patterned", "{enum: [card_1, bank_1], pattern: ^card_}"),
        row("formatted", "{enum: [\"https://a\", \"https://a b\"], format: uri}"),
        row("many", format!("{{enum: [{}]}}", many.join(", "))),
        row("items", "{type: array, items: {typeName: Item, enum: [x, y]}}"),
    ];
    let mut set = Set::new("enums", "Enumerations", &rows);
    for value in VALUES {
        set.add(&format!("listed/{}", value.escape_debug()), member("colour", &quoted(value)), Vec::new());
        set.add(&format!("listed-escaped/{}", value.escape_debug()), member("colour", &escaped(value)), Vec::new());
    }
    for value in OTHERS {
        let found = all_broken("colour", &["enum"]);
        set.add(&format!("unlisted/{}", value.escape_debug()), member("colour", &quoted(value)), found);
    }
    for (wire, literal, keywords) in [
        ("colour", "null", &["type"][..]),
        ("colour", "1", &["type"]),
        ("colour", "[\"red\"]", &["type"]),
        ("or-empty", "\"\"", &[]),
        ("or-empty", "\" \"", &["enum"]),
        ("or-empty", "\"on\"", &[]),
        ("or-empty", "null", &["type"]),
        ("or-null", "null", &[]),
        ("or-null", "\"null\"", &["enum"]),
        ("or-null", "\"\"", &["enum"]),
        ("or-null", "\"off\"", &[]),
        ("bounded", "\"abc\"", &[]),
        ("bounded", "\"a\"", &["minLength"]),
        ("bounded", "\"abcdef\"", &["maxLength"]),
        ("bounded", "\"ab\"", &["enum"]),
        ("bounded", "\"b\"", &["enum", "minLength"]),
        ("bounded", "\"abcde\"", &["enum", "maxLength"]),
        ("constant", "\"fixed\"", &[]),
        ("constant", "\"Fixed\"", &["const"]),
        ("constant", "\"fixed \"", &["const"]),
        ("constant", "\"\"", &["const"]),
        ("constant", "null", &["type"]),
        ("constant", r#""\u0066ixed""#, &[]),
        ("constant-escaped", r#""a\"b\\c/é😀""#, &[]),
        ("constant-escaped", r#""a\u0022b\u005cc\/\u00e9\ud83d\ude00""#, &[]),
        ("constant-escaped", r#""a\"b\\c\/é""#, &["const"]),
        ("chosen", "\"two\"", &[]),
        ("chosen", "\"one\"", &["const"]),
        ("chosen", "\"three\"", &["const"]),
        ("patterned", "\"card_1\"", &[]),
        ("patterned", "\"bank_1\"", &["pattern"]),
        ("patterned", r#""\u0062ank_1""#, &["pattern"]),
        ("patterned", "\"card_2\"", &["enum"]),
        ("patterned", "\"bank_2\"", &["enum", "pattern"]),
        ("formatted", "\"https://a\"", &[]),
        ("formatted", "\"https://a b\"", &["format"]),
        ("formatted", "\"https://b\"", &["enum"]),
        ("many", "\"value-000\"", &[]),
        ("many", "\"value-150\"", &[]),
        ("many", "\"value-299\"", &[]),
        ("many", "\"value-300\"", &["enum"]),
        ("many", "\"value-\"", &["enum"]),
        ("many", "\"\"", &["enum"]),
    ] {
        set.add(&format!("{wire}/{literal}"), member(wire, literal), all_broken(wire, keywords));
    }
    for (literal, broken) in
        [("[\"x\",\"y\",\"x\"]", &[][..]), ("[\"x\",\"z\"]", &[1]), ("[\"\",\"y\",\"Y\"]", &[0, 2])]
    {
        let found = broken.iter().flat_map(|index| {
            all_broken("items", &["enum"]).into_iter().map(move |mut violation| {
                violation.instance_location = format!("/items/{index}");
                violation
            })
        });
        set.add(&format!("items/{literal}"), member("items", literal), found.collect());
    }
    set
}

/// Every unit of UTF-16 as an escape.
fn escaped(text: &str) -> String {
    format!("\"{}\"", text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect::<String>())
}
