//! Schemas made by chance: JSON, which is YAML as well.

use serde_json::{Map, Value as Json, json};

use crate::numbers::Numbers;

/// A folder of schemas: the provider's file and its page.
#[derive(Clone)]
pub(crate) struct Spec {
    pub(crate) provider: Json,
    pub(crate) page: Json,
    /// There is a second page.
    pub(crate) second: bool,
    /// There is a second provider.
    pub(crate) other: bool,
    /// The page has an example, which has the member `fixed` alone.
    pub(crate) example: bool,
}

/// The kinds of rows; those that can change in most ways are several of them.
pub(crate) const KINDS: usize = 21;

impl Spec {
    pub(crate) fn generate(numbers: &mut Numbers) -> Self {
        let example = numbers.one_in(5);
        let mut names = 0;
        let mut rows = rows(numbers, &mut names, 8, 2);
        let mut rules = json!({});
        for member in ["one", "two", "three"] {
            rows.insert(member.to_owned(), json!({"type": "string", "required": false, "doc": "A member of a group."}));
        }
        // What tells the event is there only where nothing keeps it from being required.
        rows.insert(
            "kind".to_owned(),
            json!({"enum": ["a.made", "b.made"], "required": !example, "doc": "Which event."}),
        );
        if numbers.one_in(2) {
            rules["pair"] = json!({"atMostOneOf": ["one", "two"], "doc": "Not both."});
        }
        let mut page = json!({
            "provider": "acme",
            "page": {"title": "Paid", "url": "https://acme.example/paid", "read": "2026-11-21", "doc": "Tells something."},
            "headers": {"x-key": {"type": "string", "minLength": 4, "maxLength": 8, "required": true, "doc": "A header."}},
            "event": {"at": "/kind", "names": {"a.made": "A", "b.made": "B"}},
            "types": {"Flavour": {"enum": ["sweet", "sour", "salty"], "doc": "A taste."}},
        });
        rows.insert("flavour".to_owned(), json!({"type": "Flavour", "required": false, "doc": "Its taste."}));
        if example {
            for row in rows.values_mut() {
                row["required"] = json!(false);
            }
            rows.insert(
                "fixed".to_owned(),
                json!({"type": "string", "maxLength": 8, "required": true, "doc": "Too long."}),
            );
            page["errata"] = json!([{"id": "A1", "at": "/fixed", "effective": {"maxLength": 12},
                "because": "the example is longer", "evidence": "examples/shown"}]);
            page["examples"] = json!({"more": {"json": "{\"fixed\": \"123\"}"}, "shown": {"title": "Shown", "json": "{\"fixed\": \"123456789012\"}"}});
        }
        page["payload"] = json!({"fields": rows});
        page["rules"] = rules;
        page["notes"] = json!([{"id": "N1", "at": "", "about": "description", "because": "it is odd", "evidence": "prose"},
            {"id": "E1", "at": "/kind", "about": "events", "because": "the list has titles", "evidence": "event-list"}]);
        if numbers.one_in(6) {
            page.as_object_mut().unwrap().shift_remove("event");
        }
        let provider = json!({
            "provider": "acme", "title": "Acme", "site": "https://acme.example",
            "sources": {"guide": {"title": "A guide"}},
            "authentication": [{"scheme": "api-key", "header": "x-key", "key": "api_key", "doc": "A key."}],
            "delivery": {"success": ["2xx"], "doc": "Answer soon."},
        });
        let mut spec = Self { provider, page, second: numbers.one_in(2), other: numbers.one_in(2), example };
        spec.settle();
        spec
    }

    /// Every rule over several members has a note that settles it, and empty sections are not there.
    pub(crate) fn settle(&mut self) {
        let names: Vec<String> = self.page["rules"].as_object().unwrap().keys().cloned().collect();
        let notes = self.page["notes"].as_array_mut().unwrap();
        notes.retain(|note| note.get("rule").is_none());
        for name in &names {
            notes.push(json!({"id": format!("G{name}"), "rule": name, "about": "rule", "because": "it is stated", "evidence": "prose"}));
        }
    }

    /// The files by their paths.
    pub(crate) fn files(&self) -> Vec<(String, String)> {
        let mut page = self.page.clone();
        for section in ["rules", "notes", "errata", "examples", "headers", "types"] {
            let empty = page.get(section).is_some_and(|found| *found == json!({}) || *found == json!([]));
            if empty {
                page.as_object_mut().unwrap().remove(section);
            }
        }
        let other = |provider: &str, kind: &str| {
            json!({"provider": provider, "page": {"title": "Other"}, "event": {"at": "/kind"},
                "payload": {"fields": {"kind": {"enum": [kind]}}}})
        };
        let mut files =
            vec![("acme/provider.yaml".to_owned(), self.provider.clone()), ("acme/paid.yaml".to_owned(), page)];
        if self.second {
            files.push(("acme/second.yaml".to_owned(), other("acme", "second.made")));
        }
        if self.other {
            files.push(("zeta/only.yaml".to_owned(), other("zeta", "only.made")));
        }
        files.into_iter().map(|(path, json)| (path, format!("{json:#}\n"))).collect()
    }

    /// The rows of the object at a path, `*` being items.
    pub(crate) fn object(&mut self, at: &[String]) -> &mut Map<String, Json> {
        let mut here = &mut self.page["payload"];
        for token in at.iter().filter(|token| *token != "*") {
            here = &mut here["fields"][token];
        }
        here["fields"].as_object_mut().unwrap()
    }

    /// The paths of all rows but those that are there for other mutations.
    pub(crate) fn paths(&self) -> Vec<Vec<String>> {
        let mut paths = Vec::new();
        walk(&self.page["payload"]["fields"], &[], &mut paths);
        paths
    }

    pub(crate) fn row(&mut self, path: &[String]) -> &mut Json {
        let (last, at) = path.split_last().unwrap();
        self.object(at).get_mut(last).unwrap()
    }
}

fn walk(rows: &Json, at: &[String], paths: &mut Vec<Vec<String>>) {
    for (name, row) in rows.as_object().unwrap() {
        if !name.starts_with('r') {
            continue;
        }
        let mut path = at.to_vec();
        path.push(name.clone());
        paths.push(path.clone());
        if row.get("fields").is_some() {
            if row["type"] == "array" {
                path.push("*".to_owned());
            }
            walk(&row["fields"], &path, paths);
        }
    }
}

/// Rows with names that no others have.
pub(crate) fn rows(numbers: &mut Numbers, names: &mut usize, count: usize, depth: usize) -> Map<String, Json> {
    let mut rows = Map::new();
    for _ in 0..=numbers.next(count) {
        *names += 1;
        let name = format!("r{names}");
        let kind = numbers.next(KINDS);
        rows.insert(name, row(numbers, names, kind, depth));
    }
    rows
}

/// A row of a kind.
pub(crate) fn row(numbers: &mut Numbers, names: &mut usize, kind: usize, depth: usize) -> Json {
    let unit = numbers.pick(&["characters", "bytes", "utf16"]);
    let (least, most) = (3 + numbers.next(5), 12 + numbers.next(20));
    let mut row = match kind {
        0 => json!({"type": "string"}),
        1 => json!({"type": "string", "minLength": least, "maxLength": most, "lengthUnit": unit}),
        2 | 17 | 18 => json!({"enum": ["red", "green", "blue", "dark green"]}),
        3 => json!({"const": "fixed"}),
        4 => json!({"type": "string", "pattern": numbers.pick(&["^ab_", "^(card_|other_)[a-z]+$", "^[0-9]{4}$"])}),
        5 => {
            json!({"type": "string", "format": numbers.pick(&["uuid", "country-code", "us-date-time", "uri", "bic", "last-four"])})
        }
        6 => json!({"type": "string", "minLength": least, "allowEmpty": numbers.one_in(2)}),
        7 => json!({"type": "integer", "minimum": least, "maximum": most}),
        8 => json!({"type": "integer"}),
        9 => json!({"format": numbers.pick(&["unix-seconds", "unix-milliseconds"]), "type": "integer"}),
        10 => json!({"type": "number", "minimum": 0.5, "maximum": most}),
        11 => json!({"type": "boolean"}),
        12 => json!({"type": "any"}),
        13 | 19 | 20 => json!({"type": "array", "minItems": 1 + numbers.next(3), "maxItems": 5 + numbers.next(3)}),
        14 => json!({"type": "array", "items": {"type": "string", "minLength": least, "maxLength": most}}),
        15 if depth > 0 => json!({"type": "array", "fields": rows(numbers, names, 3, depth - 1)}),
        16 if depth > 0 => json!({"type": "object", "fields": rows(numbers, names, 3, depth - 1)}),
        _ => json!({"type": "object"}),
    };
    row["required"] = json!(!numbers.one_in(3));
    if kind != 12 && numbers.one_in(4) {
        row["nullable"] = json!(true);
    }
    row["doc"] = json!("Some words.");
    if numbers.one_in(8) {
        row["sensitive"] = json!(true);
    }
    row
}
