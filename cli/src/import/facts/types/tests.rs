//! What type cells of many manners say.

use super::*;

fn shown(text: &str) -> String {
    show(&cell(&Text::of(text)))
}

fn show(fact: &TypeFact) -> String {
    let mut out = fact.kind.map_or("?", Kind::word).to_owned();
    if let Some(format) = fact.format {
        out += &format!("/{}", format.word());
    }
    if !fact.bounds.is_empty() {
        let show = |bound: Option<u64>| bound.map_or(String::new(), |bound| bound.to_string());
        out += &format!(" {}..{}", show(fact.bounds.min), show(fact.bounds.max));
    }
    if !fact.values.is_empty() {
        out += &format!(" {:?}", fact.values);
    }
    if let Some(object) = &fact.object {
        out += &format!(" @{}", object.name);
    }
    if let Some(items) = &fact.items {
        out += &format!("<{}>", show(items));
    }
    if fact.nullable {
        out += " null";
    }
    out
}

#[test]
fn types_of_many_manners_are_understood() {
    for (text, expected) in [
        ("string", "string"),
        ("String(50)", "string ..50"),
        ("String (1-32)", "string 1..32"),
        ("char(3)", "string 3..3"),
        ("Max35Text", "string ..35"),
        ("an..35", "string ..35"),
        ("Integer (int64)", "integer"),
        ("string (date-time)", "string/date-time"),
        ("string <uuid>", "string/uuid"),
        ("array", "array"),
        ("array of strings", "array<string>"),
        ("Array of objects", "array<object>"),
        ("string[]", "array<string>"),
        ("List<String>", "array<string>"),
        ("array[object]", "array<object>"),
        ("Collection(Edm.String)", "array<string>"),
        ("string or null", "string null"),
        ("string | null", "string null"),
        ("'a' | 'b'", "string [\"a\", \"b\"]"),
        ("enum(a, b)", "string [\"a\", \"b\"]"),
        ("Enumeration", "string"),
        ("bool", "boolean"),
        ("models.Mode", "? @Mode"),
        ("object(Address)", "object @Address"),
        ("list", "array"),
        ("string, required", "string"),
        ("string or integer", "any"),
        ("DateTimeOffset", "string/date-time"),
        ("строка", "string"),
        ("unix timestamp", "integer/unix-seconds"),
        ("Array<Address>", "array<? @Address>"),
        ("uf_enum_element[]", "array<? @uf_enum_element>"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}
