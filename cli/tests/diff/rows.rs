//! Planted differences in one row: what is changed, and what that means.

use serde_json::{Value as Json, json};

use crate::mutations::Planted;
use crate::numbers::Numbers;

/// The ways in which a row can change.
pub(crate) const ROW_MUTATIONS: usize = 30;

/// Those of them that are about the rules of a value.
pub(crate) const SPECIAL: std::ops::Range<usize> = 3..22;

/// Changes the row in one way, if it can be changed in that way.
pub(crate) fn planted(row: &mut Json, which: usize, numbers: &mut Numbers, top: bool) -> Option<Planted> {
    match which {
        0 => {
            let required = row["required"] == true;
            row["required"] = json!(!required);
            (required || !top).then_some(if required {
                ("now-optional", "risk", "major")
            } else {
                ("now-required", "safe", "major")
            })
        }
        1 => {
            let nullable = row.get("nullable").is_some();
            remove(row, "nullable");
            if !nullable {
                row["nullable"] = json!(true);
            }
            (row["type"] != "any").then_some(if nullable {
                ("no-longer-nullable", "safe", "major")
            } else {
                ("now-nullable", "risk", "major")
            })
        }
        2 => retype(row, numbers),
        3..=8 => lengths(row, which),
        9..=12 => values(row, which),
        13..=15 => texts(row, which, numbers),
        16..=18 => bounds(row, which, numbers),
        19 | 20 => shape(row, which),
        21 => {
            let items = row.get_mut("items")?;
            items["minLength"] = json!(items.get("minLength")?.as_u64()? - 1);
            Some(("min-length-widened", "risk", "patch"))
        }
        _ => words(row, which, numbers.next(1_000_000)),
    }
}

fn remove(row: &mut Json, key: &str) -> Option<Json> {
    row.as_object_mut().unwrap().shift_remove(key)
}

fn retype(row: &mut Json, numbers: &mut Numbers) -> Option<Planted> {
    let kind = match row.get("type").and_then(Json::as_str) {
        Some(kind) => kind.to_owned(),
        None => "string".to_owned(),
    };
    let next = numbers.pick(&["string", "integer", "number", "boolean", "object", "array", "any"]);
    if next == kind {
        return None;
    }
    let raw = |kind: &str| matches!(kind, "object" | "any");
    let described = row.get("fields").is_some();
    let nullable = row.get("nullable").is_some();
    let option = nullable && next == "any";
    let api = if raw(&kind) && raw(next) && !described && !option { "patch" } else { "major" };
    let mut new = json!({"type": next, "required": row["required"], "doc": row["doc"]});
    if nullable && next != "any" {
        new["nullable"] = json!(true);
    }
    if let Some(sensitive) = row.get("sensitive") {
        new["sensitive"] = sensitive.clone();
    }
    *row = new;
    Some(("type-changed", if kind == "any" { "safe" } else { "risk" }, api))
}

fn lengths(row: &mut Json, which: usize) -> Option<Planted> {
    let (least, most) = (row.get("minLength").and_then(Json::as_u64), row.get("maxLength").and_then(Json::as_u64));
    match which {
        3 => {
            row["minLength"] = json!(least? + 1);
            Some(("min-length-narrowed", "safe", "patch"))
        }
        4 => {
            row["minLength"] = json!(least? - 1);
            Some(("min-length-widened", "risk", "patch"))
        }
        5 => {
            let exempt = row.get("allowEmpty").is_some();
            least?;
            remove(row, "minLength");
            (!exempt).then_some(("min-length-widened", "risk", "patch"))
        }
        6 => {
            row["maxLength"] = json!(most? + 5);
            Some(("max-length-widened", "risk", "patch"))
        }
        7 => {
            let free = row["type"] == "string" && ["pattern", "format"].iter().all(|key| row.get(key).is_none());
            row["maxLength"] = json!(most.map_or(20, |most| most - 1));
            free.then_some(("max-length-narrowed", "safe", "patch"))
        }
        _ => {
            let unit = row.get("lengthUnit")?.as_str()?.to_owned();
            if unit == "bytes" {
                remove(row, "maxLength")?;
                return Some(("max-length-widened", "risk", "patch"));
            }
            row["lengthUnit"] = json!("bytes");
            Some(("length-unit-changed", "risk", "patch"))
        }
    }
}

fn values(row: &mut Json, which: usize) -> Option<Planted> {
    let listed = row.get("enum").is_some();
    match which {
        9 if listed => {
            row["enum"].as_array_mut()?.push(json!("violet"));
            Some(("enum-value-added", "risk", "major"))
        }
        10 if listed => {
            row["enum"].as_array_mut()?.remove(1);
            Some(("enum-value-removed", "safe", "major"))
        }
        11 if listed => {
            row["enum"].as_array_mut()?.swap(0, 2);
            Some(("enum-order-changed", "none", "patch"))
        }
        12 if listed => {
            remove(row, "enum");
            row["type"] = json!("string");
            Some(("enum-removed", "risk", "major"))
        }
        9 if row.get("const").is_some() => {
            row["const"] = json!("another");
            Some(("const-changed", "risk", "patch"))
        }
        10 if row.get("const").is_some() => {
            remove(row, "const");
            row["type"] = json!("string");
            Some(("const-removed", "risk", "patch"))
        }
        11 if is_free_text(row) => {
            row["const"] = json!("one");
            Some(("const-added", "safe", "patch"))
        }
        12 if is_free_text(row) => {
            row["enum"] = json!(["one", "two"]);
            Some(("enum-added", "safe", "major"))
        }
        _ => None,
    }
}

fn is_free_text(row: &Json) -> bool {
    let rules = ["minLength", "maxLength", "pattern", "format", "enum", "const"];
    row["type"] == "string" && rules.iter().all(|key| row.get(key).is_none())
}

fn texts(row: &mut Json, which: usize, numbers: &mut Numbers) -> Option<Planted> {
    match which {
        13 => {
            if row.get("pattern").is_some() {
                if numbers.one_in(2) {
                    remove(row, "pattern");
                    return Some(("pattern-removed", "risk", "patch"));
                }
                row["pattern"] = json!("^zz[a-z]+");
                return Some(("pattern-changed", "risk", "patch"));
            }
            row["pattern"] = json!("^[a-z]{5}_");
            is_free_text(&{
                let mut bare = row.clone();
                remove(&mut bare, "pattern");
                bare
            })
            .then_some(("pattern-added", "safe", "patch"))
        }
        14 => {
            let integer = row["type"] == "integer";
            if let Some(format) = row.get("format").cloned() {
                if numbers.one_in(2) {
                    remove(row, "format");
                    return Some(("format-removed", "risk", "patch"));
                }
                let next = match format.as_str()? {
                    "unix-seconds" => "unix-milliseconds",
                    "unix-milliseconds" => "unix-seconds",
                    "currency-code" => "uuid",
                    _ => "currency-code",
                };
                row["format"] = json!(next);
                return Some(("format-changed", "risk", "patch"));
            }
            let free = is_free_text(row) || (integer && row.get("minimum").is_none());
            row["format"] = json!(if integer { "unix-seconds" } else { "date-time" });
            free.then_some(("format-added", "safe", "patch"))
        }
        _ => {
            let ruled = ["minLength", "pattern", "format", "enum", "const"].iter().any(|key| row.get(key).is_some());
            let text = row["type"] == "string" || row.get("enum").is_some() || row.get("const").is_some();
            let allowed = row.get("allowEmpty") == Some(&json!(true));
            row["allowEmpty"] = json!(!allowed);
            (ruled && text).then_some(if allowed {
                ("empty-refused", "safe", "patch")
            } else {
                ("empty-allowed", "risk", "patch")
            })
        }
    }
}

fn bounds(row: &mut Json, which: usize, numbers: &mut Numbers) -> Option<Planted> {
    let way = numbers.next(3);
    if which == 18 {
        let (least, most) = (row.get("minItems")?.as_u64()?, row.get("maxItems")?.as_u64()?);
        let (key, value, found) = match numbers.next(6) {
            0 => ("minItems", Some(least + 1), ("min-items-narrowed", "safe", "patch")),
            1 if least > 1 => ("minItems", Some(least - 1), ("min-items-widened", "risk", "patch")),
            1 | 2 => ("minItems", None, ("min-items-widened", "risk", "patch")),
            3 => ("maxItems", Some(most + 1), ("max-items-widened", "risk", "patch")),
            4 => ("maxItems", Some(most - 1), ("max-items-narrowed", "safe", "patch")),
            _ => ("maxItems", None, ("max-items-widened", "risk", "patch")),
        };
        remove(row, key);
        if let Some(value) = value {
            row[key] = json!(value);
        }
        return Some(found);
    }
    if !matches!(row["type"].as_str(), Some("integer" | "number")) || row.get("format").is_some() {
        return None;
    }
    let key = if which == 16 { "minimum" } else { "maximum" };
    let bound = row.get(key).and_then(Json::as_f64);
    remove(row, key);
    let (up, down) = if which == 16 {
        (("minimum-raised", "safe", "patch"), ("minimum-lowered", "risk", "patch"))
    } else {
        (("maximum-raised", "risk", "patch"), ("maximum-lowered", "safe", "patch"))
    };
    match (bound, way) {
        (None, _) => {
            row[key] = json!(9);
            Some(if which == 16 { up } else { down })
        }
        (Some(bound), 0) => {
            row[key] = json!(bound + 1.25);
            Some(up)
        }
        (Some(bound), 1) => {
            row[key] = json!(bound - 1.25);
            Some(down)
        }
        (Some(_), _) => Some(if which == 16 { down } else { up }),
    }
}

fn shape(row: &mut Json, which: usize) -> Option<Planted> {
    let kind = row["type"].as_str()?.to_owned();
    let described = row.get("fields").is_some() || row.get("items").is_some();
    if kind != "object" && kind != "array" {
        return None;
    }
    if described {
        let fields = row.get("fields").and_then(Json::as_object);
        let says = fields.is_none_or(|rows| rows.values().any(|row| row["required"] == true || row["type"] != "any"));
        if !says || which == 19 {
            return None;
        }
        remove(row, "fields");
        remove(row, "items");
        return Some(("shape-removed", "risk", "major"));
    }
    if kind == "array" && which == 19 {
        row["items"] = json!({"type": "integer"});
    } else {
        row["fields"] = json!({"inner": {"type": "string", "required": true}});
    }
    Some(("shape-added", "safe", "major"))
}

fn words(row: &mut Json, which: usize, number: usize) -> Option<Planted> {
    let patch = |rule| Some((rule, "none", "patch"));
    match which {
        22 => {
            row["doc"] = json!("Other words.");
            patch("doc-changed")
        }
        23 => {
            let marked = row.get("sensitive").is_some();
            row["sensitive"] = json!(!marked);
            patch(if marked { "sensitive-unmarked" } else { "sensitive-marked" })
        }
        24 => {
            row["source"] = json!("guide");
            patch("source-changed")
        }
        25 => {
            row["row"] = json!("3/1a2b3c4d");
            patch("row-changed")
        }
        26 => {
            row["name"] = json!(format!("another_{number}"));
            Some(("rust-name-changed", "none", "major"))
        }
        27 => {
            let typed = row.get("fields").is_some() || row.get("enum").is_some();
            row["typeName"] = json!(format!("Another{number}"));
            typed.then_some(("type-renamed", "none", "major"))
        }
        28 => {
            let values = row.get("enum")?.as_array()?.clone();
            row["enum"] = values.iter().map(|value| (value.as_str().unwrap().to_owned(), Json::Null)).collect();
            row["enum"]["red"] = json!({"name": "Crimson"});
            Some(("variant-renamed", "none", "major"))
        }
        _ => {
            let values = row.get("enum")?.as_array()?.clone();
            row["enum"] = values.iter().map(|value| (value.as_str().unwrap().to_owned(), Json::Null)).collect();
            row["enum"]["red"] = json!("Like a cherry.");
            patch("doc-changed")
        }
    }
}
