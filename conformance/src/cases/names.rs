//! Names of members: written with escapes, nearly alike, and as pointers hold them.

use super::set::{Set, all_broken, broken, member, quoted, row};

const NAMES: [&str; 34] = [
    "a",
    "A",
    "ab",
    "abc",
    "type",
    "a/b",
    "a~b",
    "~0",
    "~1",
    "/",
    "",
    " ",
    "a b",
    "a\"b",
    "a\\b",
    "é",
    "e\u{301}",
    "É",
    "ß",
    "日本",
    "😀",
    "1",
    "0",
    "-1",
    "*",
    "$ref",
    "__proto__",
    "constructor",
    "toString",
    "a.b",
    "a[0]",
    "%41",
    "\u{200b}",
    "a name that is longer than sixty-four bytes, so that no single vector holds it",
];

/// Names that none of the rows has.
const UNKNOWN: [&str; 18] = [
    "b",
    "aa",
    "abcd",
    "Type",
    "TYPE",
    "type ",
    " type",
    "a~1b",
    "a~0b",
    "%61",
    "e",
    "\u{e8}",
    "日",
    "a\u{0}",
    "A/B",
    "\\u0061",
    "a name that is longer than sixty-four bytes, so that no single vector holds i",
    "a name that is longer than sixty-four bytes, so that no single vector holds it.",
];

pub(super) fn cases() -> Set {
    let rows: Vec<_> = NAMES
        .iter()
        .enumerate()
        .map(|(index, name)| row(*name, format!("{{type: string, maxLength: 1, name: f{index}}}")))
        .collect();
    let mut set = Set::new("names", "Names", &rows);
    for name in NAMES {
        let shown = name.escape_debug();
        let (good, long) = ("\"x\"", "\"xx\"");
        let found = || all_broken(name, &["maxLength"]);
        set.add(&format!("plain/{shown}/good"), member(name, good), Vec::new());
        set.add(&format!("plain/{shown}/long"), member(name, long), found());
        set.add(&format!("escaped/{shown}/good"), format!("{{{}:{good}}}", escaped(name, false)), Vec::new());
        set.add(&format!("escaped/{shown}/long"), format!("{{{}:{long}}}", escaped(name, false)), found());
        set.add(&format!("escaped-in-part/{shown}/long"), format!("{{{} : {long}}}", escaped(name, true)), found());
    }
    for name in UNKNOWN {
        set.add(&format!("unknown/{}", name.escape_debug()), member(name, "\"xx\""), Vec::new());
    }
    together(&mut set);
    set
}

/// Every unit of UTF-16 as an escape, or every other character.
fn escaped(name: &str, in_part: bool) -> String {
    let one = |(index, character): (usize, char)| {
        if in_part && index % 2 == 0 {
            let text = quoted(&character.to_string());
            return text.get(1..text.len() - 1).unwrap_or_default().to_owned();
        }
        character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04X}")).collect()
    };
    format!("\"{}\"", name.chars().enumerate().map(one).collect::<String>())
}

/// All names in one payload, in several orders.
fn together(set: &mut Set) {
    let payload = |names: &mut dyn Iterator<Item = &str>| {
        let members: Vec<String> = names.map(|name| format!("{}:\"xx\"", quoted(name))).collect();
        format!("{{{}}}", members.join(","))
    };
    let found = || NAMES.iter().map(|name| broken(name, "maxLength")).collect();
    set.add("together/in-order", payload(&mut NAMES.into_iter()), found());
    set.add("together/reversed", payload(&mut NAMES.into_iter().rev()), found());
    for shift in [1, 7, 20] {
        let mut rotated = NAMES;
        rotated.rotate_left(shift);
        set.add(&format!("together/rotated-{shift}"), payload(&mut rotated.into_iter()), found());
    }
    let mixed: Vec<&str> = NAMES.into_iter().zip(UNKNOWN.into_iter().cycle()).flat_map(|(known, _)| [known]).collect();
    let between: Vec<String> = mixed
        .iter()
        .enumerate()
        .map(|(index, name)| format!("\"unknown{index}\":[],{}:\"xx\"", quoted(name)))
        .collect();
    set.add("together/unknown-between", format!("{{{}}}", between.join(",")), found());
}
