use super::*;

fn fault(text: &str) -> (usize, &'static str) {
    let fault = parse(text).unwrap_err();
    (fault.at, fault.message)
}

fn tokens(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(str::to_owned).collect()
}

#[test]
fn values_know_their_places() {
    let text = r#" {"a": [1, {"b": "xä\u0041\n\ud83d\ude00"}], "c": null} "#;
    let json = parse(text).unwrap();
    let b = json.observe(&tokens("/a/1/b")).values[0];
    assert_eq!(b.text(), Some("xäA\n\u{1f600}"));
    assert_eq!(&text[b.at.clone()], r#""xä\u0041\n\ud83d\ude00""#);
    assert!(json.observe(&tokens("/c")).values[0].kind().is_none());
    assert!(json.observe(&tokens("/d")).omitted);
    assert!(json.observe(&tokens("/c/d")).values.is_empty());
}

#[test]
fn a_name_reaches_into_arrays_and_a_star_stays_in_objects() {
    let json = parse(r#"{"list": [{"x": 1}, {"x": 2}, {}], "one": {"x": 3}}"#).unwrap();
    for pointer in ["/list/*/x", "/list/x"] {
        let observed = json.observe(&tokens(pointer));
        assert_eq!(observed.values.len(), 2);
        assert!(observed.omitted);
    }
    assert_eq!(json.observe(&tokens("/one/*/x")).values.len(), 1);
}

#[test]
fn paths_count_items_once() {
    let count = |text| parse(text).unwrap().paths();
    assert_eq!(count("{}"), 0);
    assert_eq!(count(r#"{"a": 1, "b": {"c": {}}}"#), 3);
    assert_eq!(count(r#"{"a": [{"x": 1}, {"y": {"z": 1}}, [{"x": 2}]]}"#), 5);
}

#[test]
fn strictness() {
    assert_eq!(fault("").0, 0);
    assert_eq!(fault("{} x"), (3, "nothing may follow the value"));
    assert_eq!(fault(r#"{"a":1,"\u0061":2}"#), (7, "this member stands twice in one object"));
    assert_eq!(fault("[01]").0, 2);
    assert_eq!(fault("[1.]").0, 3);
    assert_eq!(fault("[1e]").0, 3);
    assert_eq!(fault("[-]").0, 2);
    assert_eq!(fault("[1e999]"), (1, "the number is too large for most readers"));
    assert_eq!(fault("[1,]").0, 3);
    assert_eq!(fault(r#"{"a":1,}"#).0, 7);
    assert_eq!(fault(r#"["\ud800"]"#).0, 2);
    assert_eq!(fault(r#"["\ud800\u0041"]"#).0, 2);
    assert_eq!(fault(r#"["\x"]"#).0, 2);
    assert_eq!(fault("[\"\t\"]").0, 2);
    assert_eq!(fault(r#"["a"#).0, 3);
    assert_eq!(fault("nul").0, 0);
    assert_eq!(fault("\u{feff}{}").0, 0);
    assert_eq!(fault(&"[".repeat(200_000)).1, "this is deeper than any payload");
    parse(&format!("{}1{}", "[".repeat(127), "]".repeat(127))).unwrap();
}

#[test]
fn what_is_accepted_serde_json_reads_too() {
    for text in ["[-0, 1.0, 1e2, 18446744073709551616, 0.1E-7]", r#"{"a":"\/\b\f\"\\"}"#, " [ ] ", "true"] {
        parse(text).unwrap();
        serde_json::from_str::<serde_json::Value>(text).unwrap();
    }
}
