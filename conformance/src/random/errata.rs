//! Errata: what is in effect beyond what a row documents.

use serde_json::{Map, Value as Json, json};

use super::file::{decimal, digits};
use super::objects::Maker;
use super::patterns::pattern;
use super::shared::SharedKind;
use super::{one, rules};

/// Adds an erratum that widens what the row at `at` documents, where something can be widened; rarely one that narrows, and
/// says so.
pub(super) fn widen(maker: &mut Maker<'_>, at: &str, row: &Json) {
    let mut effective = Map::new();
    let from = match maker.shared_kind(row) {
        None => Some(kind(row)),
        Some(SharedKind::Object(_)) => Some("object"),
        Some(_) => None,
    };
    let retyped = from.is_some_and(|from| {
        let often = if matches!(from, "object" | "array") { 50 } else { 25 };
        maker.chance.percent(often) && retype(maker, from, row, &mut effective)
    });
    if !retyped {
        flags(maker, row, &mut effective);
        values(maker, row, &mut effective);
        bounds(maker, row, &mut effective);
        texts(maker, row, &mut effective);
    }
    if effective.is_empty() {
        presence(maker, row, &mut effective);
    }
    let mut narrow = false;
    if effective.is_empty() || maker.chance.percent(5) {
        narrow = narrower(row, &mut effective);
    }
    if effective.is_empty() {
        return;
    }
    let has_rows = row.get("fields").is_some() || maker.shared_kind(row).is_some();
    let several = from == Some("object") && has_rows && effective.get("type") == Some(&json!("array"));
    push(maker, at, &effective, narrow);
    // What was one object is each of the items now, about which there may be more to say.
    if several && maker.chance.percent(30) {
        push(maker, &format!("{at}/*"), &Map::from_iter([("nullable".to_owned(), json!(true))]), false);
    }
}

fn push(maker: &mut Maker<'_>, at: &str, effective: &Map<String, Json>, narrow: bool) {
    let number = maker.number();
    let mut erratum = json!({"id": format!("E{number}"), "at": at, "effective": effective,
        "because": "it was seen", "evidence": "prose"});
    if narrow {
        erratum["narrow"] = json!(true);
    }
    maker.errata.push(erratum);
}

/// Another type, which has none of the rules of the one before.
fn retype(maker: &mut Maker<'_>, from: &str, row: &Json, effective: &mut Map<String, Json>) -> bool {
    let to = match from {
        "any" => return false,
        "object" | "array" if maker.chance.percent(75) => {
            if from == "object" {
                "array"
            } else {
                "object"
            }
        }
        "integer" if maker.chance.percent(50) => "number",
        _ => one(maker.chance, &["string", "integer", "number", "boolean", "object", "array", "any"]),
    };
    if to == from || (from, to) == ("number", "integer") {
        return false;
    }
    effective.insert("type".to_owned(), json!(to));
    if row["nullable"] != true && maker.chance.percent(20) {
        effective.insert("nullable".to_owned(), json!(true));
    }
    true
}

fn flags(maker: &mut Maker<'_>, row: &Json, effective: &mut Map<String, Json>) {
    if maker.chance.percent(30) {
        presence(maker, row, effective);
    }
    if kind(row) == "string" && row["allowEmpty"] != true && maker.chance.percent(20) {
        effective.insert("allowEmpty".to_owned(), json!(true));
    }
}

/// `nullable` or `required`, whichever is not so already. The default of `required` is not known here.
fn presence(maker: &mut Maker<'_>, row: &Json, effective: &mut Map<String, Json>) {
    // A row of a named type may have it from there.
    let free = maker.shared_kind(row).is_none();
    if free && row["nullable"] != true && kind(row) != "any" && maker.chance.percent(50) {
        effective.insert("nullable".to_owned(), json!(true));
    } else if row["required"] == true {
        effective.insert("required".to_owned(), json!(false));
    }
}

/// More values, of lengths that the row admits.
fn values(maker: &mut Maker<'_>, row: &Json, effective: &mut Map<String, Json>) {
    let shared = matches!(maker.shared_kind(row), Some(SharedKind::Values));
    let plain = row.get("minLength").is_none() && row.get("const").is_none();
    let listed = row.get("enum").is_some() && plain;
    if shared || !listed || maker.chance.percent(30) {
        return;
    }
    if maker.chance.percent(15) {
        effective.insert("enum".to_owned(), Json::Null);
        return;
    }
    let number = maker.number();
    let values = vec![(format!("x{number}"), None), (format!("more {number}"), None)];
    let values = rules::listed(maker.chance, maker.options.names, &values);
    effective.insert("enum".to_owned(), values);
}

fn bounds(maker: &mut Maker<'_>, row: &Json, effective: &mut Map<String, Json>) {
    // The lengths of an enumeration take in all its values.
    if row.get("enum").is_some() || row.get("const").is_some() {
        return;
    }
    for (keyword, lower) in [("minLength", true), ("maxLength", false), ("minItems", true), ("maxItems", false)] {
        let Some(bound) = row.get(keyword).and_then(Json::as_u64) else { continue };
        if maker.chance.percent(50) || (lower && bound == 0) {
            continue;
        }
        let wider = match (lower, maker.chance.below(4)) {
            (_, 0) => Json::Null,
            (true, _) => json!(maker.chance.below(bound)),
            (false, _) => json!(bound + 1 + maker.chance.below(3)),
        };
        effective.insert(keyword.to_owned(), wider);
    }
    for (keyword, wider) in [("minimum", "-1e25"), ("maximum", "1e25")] {
        if row.get(keyword).and_then(digits).is_some() && maker.chance.percent(50) {
            let bound = if maker.chance.percent(50) { Json::Null } else { decimal(wider) };
            effective.insert(keyword.to_owned(), bound);
        }
    }
}

fn texts(maker: &mut Maker<'_>, row: &Json, effective: &mut Map<String, Json>) {
    if row.get("format").is_some() && maker.chance.percent(30) {
        effective.insert("format".to_owned(), Json::Null);
    }
    if row.get("pattern").is_some() && maker.chance.percent(50) {
        let other = pattern(maker.chance);
        let same = row["pattern"] == json!(other);
        let other = if same || maker.chance.percent(30) { Json::Null } else { json!(other) };
        effective.insert("pattern".to_owned(), other);
    }
}

/// Something that admits less.
fn narrower(row: &Json, effective: &mut Map<String, Json>) -> bool {
    let key = match kind(row) {
        _ if effective.contains_key("type") => return false,
        "string" if row.get("maxLength").is_none() && row.get("enum").is_none() && row.get("const").is_none() => {
            ("maxLength", json!(1000))
        }
        "number" | "integer" if row.get("maximum").is_none() => ("maximum", decimal("1e15")),
        "array" if row.get("maxItems").is_none() => ("maxItems", json!(5)),
        _ => return false,
    };
    effective.insert(key.0.to_owned(), key.1);
    true
}

/// The type of a row that names none of the provider's.
fn kind(row: &Json) -> &str {
    let has = |key: &str| row.get(key).is_some();
    match row["type"].as_str() {
        Some(word) => word,
        None if has("fields") => "object",
        None if has("items") => "array",
        None if row["format"] == "unix-seconds" || row["format"] == "unix-milliseconds" => "integer",
        None => "string",
    }
}
