//! Arrays: how many items, and what they are.

use fieldwright_cli::conformance::case::Violation;

use super::set::{Set, member, row};

const COUNTS: [(Option<usize>, Option<usize>); 7] = [
    (None, None),
    (Some(0), Some(0)),
    (Some(1), None),
    (None, Some(2)),
    (Some(2), Some(4)),
    (Some(3), Some(3)),
    (Some(9), Some(11)),
];

/// Items: a keyword for the row's name, the keys, and an item that keeps the rules.
const ITEMS: [(&str, &str, &str); 4] = [
    ("free", "type: array", "null"),
    ("texts", "type: array, items: {type: string, maxLength: 2}", "\"ab\""),
    ("objects", "type: array, fields: {x: {type: integer, required: true}}", "{\"x\":1}"),
    ("arrays", "type: array, items: {type: array, items: {type: boolean}, maxItems: 1}", "[true]"),
];

pub(super) fn cases() -> Set {
    let mut rows = Vec::new();
    for (word, keys, _) in ITEMS {
        for (least, most) in COUNTS {
            let bound = |word: &str, bound: Option<usize>| bound.map_or_else(String::new, |n| format!(", {word}: {n}"));
            let named =
                if word == "objects" { format!(", typeName: {}", type_name(least, most)) } else { String::new() };
            rows.push(row(
                wire(word, least, most),
                format!("{{{keys}{named}{}{}}}", bound("minItems", least), bound("maxItems", most)),
            ));
        }
    }
    rows.push(row("nullable", "{type: array, items: {type: string, nullable: true}}"));
    let mut set = Set::new("arrays", "Arrays", &rows);
    for (word, _, item) in ITEMS {
        for (least, most) in COUNTS {
            counted(&mut set, word, item, (least, most));
        }
    }
    wrong_items(&mut set);
    set
}

fn wire(word: &str, least: Option<usize>, most: Option<usize>) -> String {
    let shown = |bound: Option<usize>| bound.map_or_else(|| "any".to_owned(), |bound| bound.to_string());
    format!("{word}-{}-{}", shown(least), shown(most))
}

fn type_name(least: Option<usize>, most: Option<usize>) -> String {
    let shown = |bound: Option<usize>| bound.map_or_else(|| "Any".to_owned(), |bound| format!("N{bound}"));
    format!("{}To{}", shown(least), shown(most))
}

fn counted(set: &mut Set, word: &str, item: &str, (least, most): (Option<usize>, Option<usize>)) {
    let wire = wire(word, least, most);
    let mut counts: Vec<usize> = [least, most]
        .into_iter()
        .flatten()
        .flat_map(|bound| [bound.saturating_sub(1), bound, bound + 1])
        .chain([0, 1])
        .collect();
    counts.sort_unstable();
    counts.dedup();
    for count in counts {
        let literal = format!("[{}]", vec![item; count].join(","));
        let mut found = Vec::new();
        if least.is_some_and(|least| count < least) {
            found.push(Violation::error(format!("/{wire}"), "minItems"));
        }
        if most.is_some_and(|most| count > most) {
            found.push(Violation::error(format!("/{wire}"), "maxItems"));
        }
        set.add(&format!("{wire}/{count}"), member(&wire, &literal), found);
    }
}

/// What is wrong with an item is said at the item; what is wrong with the count beside it.
fn wrong_items(set: &mut Set) {
    let at = |pointer: &str, keyword: &str| Violation::error(format!("/{pointer}"), keyword);
    let missing = |pointer: &str| Violation::missing(format!("/{pointer}"), "x");
    for (name, wire, literal, found) in [
        ("not-an-array", "texts-any-any", "{}", vec![at("texts-any-any", "type")]),
        ("text", "texts-any-any", "\"ab\"", vec![at("texts-any-any", "type")]),
        ("null", "texts-any-any", "null", vec![at("texts-any-any", "type")]),
        ("null-item", "texts-any-any", "[null]", vec![at("texts-any-any/0", "type")]),
        ("second", "texts-any-any", "[\"a\",\"abc\",\"\"]", vec![at("texts-any-any/1", "maxLength")]),
        (
            "each",
            "texts-any-any",
            "[1,\"abc\"]",
            vec![at("texts-any-any/0", "type"), at("texts-any-any/1", "maxLength")],
        ),
        (
            "count-and-items",
            "texts-any-2",
            "[\"a\",1,\"abc\"]",
            vec![at("texts-any-2", "maxItems"), at("texts-any-2/1", "type"), at("texts-any-2/2", "maxLength")],
        ),
        (
            "no-x",
            "objects-any-any",
            "[{},{\"x\":1},{}]",
            vec![missing("objects-any-any/0"), missing("objects-any-any/2")],
        ),
        ("object-alone", "objects-any-any", "{\"x\":1}", vec![at("objects-any-any", "type")]),
        ("object-item-null", "objects-any-any", "[null]", vec![at("objects-any-any/0", "type")]),
        ("object-item-array", "objects-any-any", "[[{\"x\":1}]]", vec![at("objects-any-any/0", "type")]),
        ("x-wrong", "objects-any-any", "[{\"x\":1.5}]", vec![at("objects-any-any/0/x", "type")]),
        ("inner-count", "arrays-any-any", "[[],[true,false]]", vec![at("arrays-any-any/1", "maxItems")]),
        ("inner-item", "arrays-any-any", "[[0]]", vec![at("arrays-any-any/0/0", "type")]),
        ("inner-flat", "arrays-any-any", "[true]", vec![at("arrays-any-any/0", "type")]),
        ("nullable-item", "nullable", "[null,\"x\",null]", vec![]),
        ("nullable-array", "nullable", "null", vec![at("nullable", "type")]),
        ("nullable-wrong", "nullable", "[null,0]", vec![at("nullable/1", "type")]),
    ] {
        set.add(&format!("items/{name}"), member(wire, literal), found);
    }
    // An index of several digits.
    let mut items = vec!["\"a\""; 120];
    items.push("\"abc\"");
    let literal = format!("[{}]", items.join(","));
    set.add("items/index-120", member("texts-any-any", &literal), vec![at("texts-any-any/120", "maxLength")]);
}
