//! A transcription as JSON: one object a row, as `table` has it, with the row's guesses.

use serde_json::{Map, Value};

use super::transcription::{Facts, Row, Transcription};

/// A row a line.
pub(crate) fn lines(page: &Transcription) -> String {
    page.walk().into_iter().fold(String::new(), |lines, (path, row)| lines + &format!("{}\n", line(&path, row)))
}

fn line(path: &str, row: &Row) -> Value {
    let mut out = Map::new();
    let header = path.strip_prefix("header:");
    out.insert("path".to_owned(), header.unwrap_or(path).into());
    if header.is_some() {
        out.insert("in".to_owned(), "header".into());
    }
    out.extend(facts(&row.facts));
    if let Some(default) = &row.default {
        out.insert("default".to_owned(), default.clone().into());
    }
    if let Some(at) = row.at {
        out.insert("row".to_owned(), at.into());
    }
    if row.says_presence {
        out.insert("presence".to_owned(), "stated".into());
    }
    if row.inferred {
        out.insert("inferred".to_owned(), true.into());
    }
    if !row.reviews.is_empty() {
        out.insert("review".to_owned(), row.reviews.clone().into());
    }
    Value::Object(out)
}

/// What is documented, in the order of `table`.
fn facts(facts: &Facts) -> Map<String, Value> {
    let mut out = Map::new();
    for (key, value) in facts.keys() {
        let value = match key {
            "required" | "nullable" | "allowEmpty" => Value::Bool(value == "true"),
            "minLength" | "maxLength" | "minimum" | "maximum" | "minItems" | "maxItems" => {
                serde_json::from_str(&value).unwrap_or(Value::Null)
            }
            "enum" => facts.values.clone().into(),
            "items" => facts.items.as_ref().map_or(Value::Null, |items| Value::Object(self::facts(items))),
            _ => value.into(),
        };
        out.insert(key.to_owned(), value);
        if key == "type" {
            out.insert("required".to_owned(), facts.required.into());
            out.insert("nullable".to_owned(), facts.nullable.into());
        }
    }
    out
}
