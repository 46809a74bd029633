//! A text that ends too early is no JSON, wherever it ends; nor is one with something behind it.

use super::set::{Set, row};

/// Every kind of value, of escape and of white space.
const WHOLE: &str = r#"{"a":"x\u00e9\n😀","b":[1,-2.5e+3,true,null],"c":{"d":false,"e":[]} , "é":"" }"#;

pub(super) fn cases() -> Set {
    let rows =
        [row("a", "{type: any}"), row("b", "{type: any}"), row("c", "{type: any}"), row("é", "{type: any, name: e}")];
    let mut set = Set::new("truncated", "Truncated", &rows);
    set.add("whole", WHOLE, Vec::new());
    for end in 0..WHOLE.len() {
        set.add_broken(&format!("at-{end}"), WHOLE.as_bytes().get(..end).unwrap_or_default());
    }
    for (name, tail) in [
        ("brace", &b"}"[..]),
        ("bracket", b"]"),
        ("comma", b","),
        ("digit", b"0"),
        ("object", b"{}"),
        ("null-character", b"\0"),
        ("line-comment", b"//"),
        ("comment", b"/**/"),
        ("quote", b"\""),
        ("mark", "\u{feff}".as_bytes()),
        ("broken-byte", b"\xff"),
        ("half-a-character", b"\xc3"),
        ("no-break-space", "\u{a0}".as_bytes()),
        ("form-feed", b"\x0c"),
        ("hash", b"#"),
    ] {
        set.add_broken(&format!("followed-by-{name}"), [WHOLE.as_bytes(), tail].concat());
        set.add_broken(&format!("preceded-by-{name}"), [tail, WHOLE.as_bytes()].concat());
    }
    for (name, space) in [("space", " "), ("tab", "\t"), ("line-feed", "\n"), ("return", "\r"), ("all", " \t\r\n  \n")]
    {
        set.add(&format!("followed-by-{name}"), format!("{WHOLE}{space}"), Vec::new());
        set.add(&format!("preceded-by-{name}"), format!("{space}{WHOLE}"), Vec::new());
    }
    set
}
