use std::time::{Duration, Instant};

use super::*;
use crate::source::{SourceFile, Sources};

fn one(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    parse(0, text)
}

/// The code and the place of the first fault.
fn fault(text: &str) -> (Code, u32, u32) {
    let start = Instant::now();
    let (_, faults) = one(text);
    let took = start.elapsed();
    assert!(took < patience(), "{took:?}");
    let file = SourceFile { path: "a.yaml".into(), provider: "p".into(), stem: "a".into(), text: text.to_owned() };
    let sources = Sources::new(vec![file]);
    let first = faults.first().unwrap_or_else(|| panic!("no fault in {}", shortened(text)));
    let place = sources.place(first.labels[0].span);
    (first.code, place.line, place.column)
}

/// A tenth of a second; much more for builds without optimisation, on machines that do other things as well.
fn patience() -> Duration {
    if cfg!(debug_assertions) { Duration::from_secs(5) } else { Duration::from_millis(100) }
}

fn text_of(node: &Node) -> &str {
    match &node.value {
        Value::Scalar(scalar) => &scalar.text,
        other => panic!("{other:?}"),
    }
}

fn entries(node: &Node) -> &[Entry] {
    match &node.value {
        Value::Map(entries) => entries,
        other => panic!("{other:?}"),
    }
}

#[test]
fn scalars_keep_their_text() {
    let text = "[no, on, 1.10, 0o17, 2026-11-21, 0x1F, 1e3, .inf, True, '~', \"null\", 1_000, +1, 12:30]";
    let (Some(Node { value: Value::List(items), .. }), faults) = one(text) else { panic!() };
    assert!(faults.is_empty());
    let words: Vec<_> = items.iter().map(text_of).collect();
    let expected =
        ["no", "on", "1.10", "0o17", "2026-11-21", "0x1F", "1e3", ".inf", "True", "~", "null", "1_000", "+1", "12:30"];
    assert_eq!(words, expected);
}

#[test]
fn names_keep_their_text() {
    let (node, faults) = one("no: 1\n1.10: 2\n2026-11-21: 3\n'null': 4\n\"a\\x62\": 5\n");
    assert_eq!(faults, []);
    let node = node.unwrap();
    let keys: Vec<_> = entries(&node).iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, ["no", "1.10", "2026-11-21", "null", "ab"]);
}

#[test]
fn nothing_is_null() {
    let (node, _) = one("a:\nb: ~\nc: null\nd: ''\n");
    let node = node.unwrap();
    let nulls: Vec<_> = entries(&node).iter().map(|entry| entry.value.value == Value::Null).collect();
    assert_eq!(nulls, [true, true, true, false]);
}

#[test]
fn spans_are_bytes() {
    let text = "ä: {ö: 'x y', ü: [1, two]}\nlast: |\n  one\n  two\nend: e\n";
    let (node, _) = one(text);
    let node = node.unwrap();
    let slice = |span: Span| &text[span.start..span.end];
    let top = entries(&node);
    assert_eq!(slice(top[0].key_span), "ä");
    assert_eq!(slice(top[0].value.span), "{ö: 'x y', ü: [1, two]}");
    let inner = entries(&top[0].value);
    assert_eq!(slice(inner[0].key_span), "ö");
    assert_eq!(slice(inner[0].value.span), "'x y'");
    assert_eq!(slice(inner[1].value.span), "[1, two]");
    assert_eq!(slice(top[1].key_span), "last");
    assert!(slice(top[1].value.span).ends_with("two"), "{:?}", slice(top[1].value.span));
    assert_eq!(slice(top[2].value.span), "e");
    assert_eq!(text_of(&top[1].value), "one\ntwo\n");
}

#[test]
fn windows_line_ends_are_line_ends() {
    let (node, faults) = one("a: |\r\n  x\r\n  y\r\nb: c\r\n");
    assert_eq!(faults, []);
    let node = node.unwrap();
    assert_eq!(text_of(&entries(&node)[0].value), "x\ny\n");
    assert_eq!(text_of(&entries(&node)[1].value), "c");
}

#[test]
fn deep_files_end_in_an_error() {
    assert_eq!(fault(&"- ".repeat(100_000)), (Code::F0103, 1, 273));
    assert_eq!(fault(&"[".repeat(200_000)), (Code::F0103, 1, 137));
    assert_eq!(fault(&"{a: ".repeat(100_000)).0, Code::F0103);
    assert_eq!(fault(&"{".repeat(200_000)).0, Code::F0103);
    let stairs: Vec<_> = (0..200).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert_eq!(fault(&stairs.concat()), (Code::F0103, 137, 137));
    let question = "? ".repeat(100_000);
    assert!(matches!(fault(&question).0, Code::F0103 | Code::F0101));
}

#[test]
fn large_files_end_in_an_error() {
    assert_eq!(fault(&format!("a: {}", "x".repeat(10 << 20))), (Code::F0103, 1, 1));
    assert_eq!(fault(&format!("a: \"{}", "x".repeat(1_000_000))).0, Code::F0101);
    assert_eq!(fault(&format!("[{}]", "a,".repeat(300_000))).0, Code::F0103);
    assert_eq!(fault(&"a: b: ".repeat(150_000)).0, Code::F0101);
}

#[test]
fn a_large_file_that_is_sound_is_read_in_time() {
    let rows: Vec<_> = (0..10_000).map(|row| format!("  row{row}: {{type: string, maxLength: 9}}\n")).collect();
    let start = Instant::now();
    let (node, faults) = one(&format!("fields:\n{}", rows.concat()));
    assert!(node.is_some(), "{faults:?}");
    assert!(start.elapsed() < 3 * patience());
}

#[test]
fn nothing_is_shared_by_reference() {
    let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n";
    assert_eq!(fault(bomb), (Code::F0106, 1, 4));
    assert_eq!(fault("a: *unknown\n"), (Code::F0106, 1, 4));
    assert_eq!(fault("a: {x: 1}\nb:\n  <<: {y: 2}\n"), (Code::F0106, 3, 3));
    assert_eq!(fault("a: !!str 1\n"), (Code::F0106, 1, 4));
    assert_eq!(fault("a: !custom {b: c}\n"), (Code::F0106, 1, 4));
    assert_eq!(fault("%YAML 1.2\n---\na: b\n").0, Code::F0106);
    assert_eq!(one("'<<': 1\n").1, []);
}

#[test]
fn a_key_stands_once() {
    assert_eq!(fault("a: 1\nb: 2\na: 3\n"), (Code::F0105, 3, 1));
    assert_eq!(fault("ab: 1\n\"a\\x62\": 2\n"), (Code::F0105, 2, 1));
    assert_eq!(fault("{a: 1, 'a': 2}"), (Code::F0105, 1, 8));
    let many: String = (0..2_000).map(|_| "a: 1\n").collect();
    assert_eq!(one(&many).1.len(), MAX_FAULTS);
}

#[test]
fn a_file_is_one_document() {
    assert_eq!(fault("a: 1\n---\nb: 2\n"), (Code::F0107, 2, 1));
    assert_eq!(fault("a: 1\n...\nb: 2\n").0, Code::F0107);
    assert_eq!(one("---\na: 1\n").1, []);
}

#[test]
fn files_that_hold_nothing() {
    for text in ["", " \n", "# nothing\n"] {
        assert_eq!(fault(text), (Code::F0102, 1, 1), "{text:?}");
    }
}

#[test]
fn hidden_characters() {
    assert_eq!(fault("\u{feff}a: 1\n"), (Code::F0104, 1, 1));
    assert_eq!(fault("a: b\0\n"), (Code::F0104, 1, 5));
    assert_eq!(fault("a: b\rc: d\n"), (Code::F0104, 1, 5));
    assert_eq!(fault("a: \u{202e}b\n"), (Code::F0104, 1, 4));
    assert_eq!(fault("a: b\u{2028}c\n"), (Code::F0104, 1, 5));
}

#[test]
fn what_is_no_yaml() {
    assert_eq!(fault("a: 1\n b: 2\n").0, Code::F0101);
    assert_eq!(fault("a:\n\tb: 1\n").0, Code::F0101);
    assert_eq!(fault("a: 'b\n").0, Code::F0101);
    assert_eq!(fault("a: {b: 1\n").0, Code::F0101);
    assert_eq!(fault("{a: 1} trailing").0, Code::F0101);
    assert_eq!(fault("a: b: c\n").0, Code::F0101);
    assert_eq!(fault("[a, b]: c\n").0, Code::F0101);
    assert_eq!(fault("~: c\n").0, Code::F0101);
}
