//! Names that stand twice in an object: never strict JSON, wherever they stand and however they are written.

use super::set::{Set, row};

/// One name, written in two ways.
const SAME: [(&str, &str); 9] = [
    ("a", "a"),
    ("a", "\\u0061"),
    ("\\u0061", "\\u0061"),
    ("é", "\\u00e9"),
    ("\\u00E9", "\\u00e9"),
    ("😀", "\\ud83d\\ude00"),
    ("/", "\\/"),
    ("\\\"", "\\u0022"),
    ("", ""),
];

/// Two names, nearly alike.
const OTHER: [(&str, &str); 9] = [
    ("a", "A"),
    ("a", "a "),
    ("é", "e\u{301}"),
    ("a", "\\u0062"),
    ("", " "),
    ("ab", "a"),
    ("\\\\u0061", "a"),
    ("😀", "😁"),
    ("1", "01"),
];

/// Where an object stands: in a row that has rows, in one that has none, in no row at all, in an item.
const PLACES: [(&str, &str, &str); 7] = [
    ("payload", "", ""),
    ("rows", "\"rows\":{", "}"),
    ("free", "\"free\":{", "}"),
    ("unknown", "\"unknown\":{", "}"),
    ("any", "\"any\":[{", "}]"),
    ("items", "\"items\":[{},{", "}]"),
    ("wrong-type", "\"text\":{\"x\":[{", "}]}"),
];

pub(super) fn cases() -> Set {
    let rows = [
        row("rows", "{type: object, fields: {known: {type: any}, other: {type: any}}}"),
        row("free", "{type: object}"),
        row("any", "{type: any}"),
        row("items", "{type: array, fields: {known: {type: any, name: inner}}}"),
        row("text", "{type: string}"),
        row("known", "{type: any}"),
    ];
    let mut set = Set::new("duplicates", "Duplicates", &rows);
    for (place, open, close) in PLACES {
        for (first, second) in SAME {
            let payload = format!("{{{open}\"{first}\":1,\"{second}\":1{close}}}");
            set.add_broken(&format!("{place}/{first}/{second}"), payload);
        }
        for (first, second) in OTHER {
            let payload = format!("{{{open}\"{first}\":1,\"{second}\":1{close}}}");
            let found = if place == "wrong-type" { super::set::all_broken("text", &["type"]) } else { Vec::new() };
            set.add(&format!("{place}/not/{first}/{second}"), payload, found);
        }
        set.add_broken(&format!("{place}/known"), format!("{{{open}\"known\":1,\"x\":0,\"known\":1{close}}}"));
        set.add_broken(&format!("{place}/known-null"), format!("{{{open}\"known\":null,\"known\":null{close}}}"));
        set.add_broken(&format!("{place}/known-escaped"), format!("{{{open}\"known\":1,\"\\u006bnown\":1{close}}}"));
        let many: Vec<String> = (0..200).map(|number| format!("\"m{number}\":0")).collect();
        set.add_broken(&format!("{place}/first-and-last"), format!("{{{open}{},\"m0\":0{close}}}", many.join(",")));
    }
    // The same name on two levels, or in two items, stands once in each object.
    set.add("levels", "{\"known\":{\"known\":{\"known\":1}},\"rows\":{\"known\":1}}", Vec::new());
    set.add("items", "{\"items\":[{\"known\":1},{\"known\":1}],\"known\":1}", Vec::new());
    set.add_broken("row-after-row", "{\"known\":1,\"any\":1,\"free\":{},\"known\":1}");
    set.add_broken("after-a-wrong-type", "{\"text\":1,\"text\":\"a\"}");
    set
}
