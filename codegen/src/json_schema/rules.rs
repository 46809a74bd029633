//! The rules of single values in JSON Schema's own words.

use serde_json::{Map, Number, Value as Json, json};

use crate::judge::{Exact, format_range};
use crate::model::{Format, Kind, LengthUnit, Rule};

/// The type, with `null` beside it where that is allowed.
pub(super) fn typed(rule: &Rule) -> Map<String, Json> {
    let word = rule.kind.word();
    let word = if rule.nullable { json!([word, "null"]) } else { json!(word) };
    Map::from_iter([("type".to_owned(), word)])
}

/// What a string is held against, the type aside. `""` is not exempt here.
pub(super) fn text(rule: &Rule) -> Map<String, Json> {
    let mut schema = lengths(rule);
    if let Some(values) = &rule.values {
        let (keyword, admitted) = match values.as_slice() {
            [value] if rule.constant && !rule.nullable => ("const", json!(value)),
            values if rule.nullable => {
                ("enum", values.iter().map(|value| json!(value)).chain([Json::Null]).collect::<Json>())
            }
            values => ("enum", json!(values)),
        };
        schema.insert(keyword.to_owned(), admitted);
    }
    let written = rule.pattern.as_ref().map(|pattern| pattern.source.as_str());
    match (written, rule.format.map(pattern)) {
        (_, Some(None)) => {
            schema.insert("not".to_owned(), json!({}));
        }
        (Some(pattern), Some(Some(format))) => {
            schema.insert("allOf".to_owned(), json!([{"pattern": pattern}, {"pattern": format}]));
        }
        (Some(pattern), None) | (None, Some(Some(pattern))) => {
            schema.insert("pattern".to_owned(), json!(pattern));
        }
        (None, None) => {}
    }
    schema
}

/// JSON Schema counts characters and nothing else, so other lengths are told and not asserted.
fn lengths(rule: &Rule) -> Map<String, Json> {
    let bounds = [("minLength", rule.min_length), ("maxLength", rule.max_length)];
    let bounds = bounds.into_iter().filter_map(|(keyword, bound)| Some((keyword, bound?)));
    let unit = match rule.length_unit {
        LengthUnit::Characters => {
            return bounds.map(|(keyword, bound)| (keyword.to_owned(), json!(bound))).collect();
        }
        LengthUnit::Bytes => "bytes of UTF-8",
        LengthUnit::Utf16 => "UTF-16 code units",
    };
    let told: Vec<String> = bounds.map(|(keyword, bound)| format!("{keyword} {bound}")).collect();
    if told.is_empty() {
        return Map::new();
    }
    let comment = format!("Not asserted, since JSON Schema counts characters: {} in {unit}.", told.join(", "));
    Map::from_iter([("$comment".to_owned(), json!(comment))])
}

/// An integer or a number, with every bound it has: those of the schema, of 64 bits and of the format.
pub(super) fn number(rule: &Rule) -> Map<String, Json> {
    let mut schema = typed(rule);
    let mut minimum: Vec<String> = rule.minimum.iter().map(|bound| bound.0.clone()).collect();
    let mut maximum: Vec<String> = rule.maximum.iter().map(|bound| bound.0.clone()).collect();
    if rule.kind == Kind::Integer {
        minimum.push(i64::MIN.to_string());
        maximum.push(i64::MAX.to_string());
        match rule.format.map(format_range) {
            Some(Some((first, last))) => {
                minimum.push(first.to_string());
                maximum.push(last.to_string());
            }
            Some(None) => {
                schema.insert("not".to_owned(), json!({}));
            }
            None => {}
        }
    }
    let tightest = [
        ("minimum", minimum.iter().max_by_key(|bound| Exact::parse(bound))),
        ("maximum", maximum.iter().min_by_key(|bound| Exact::parse(bound))),
    ];
    for (keyword, bound) in tightest {
        if let Some(bound) = bound
            && let Ok(number) = bound.parse::<Number>()
        {
            if Exact::parse(&number.to_string()) != Exact::parse(bound) {
                schema.insert("$comment".to_owned(), json!(format!("{keyword} is exactly {bound}.")));
            }
            schema.insert(keyword.to_owned(), Json::Number(number));
        }
    }
    schema
}

/// A format as a regular expression, so that nothing depends on a validator's opinion of `format`. Formats of integers
/// have none.
fn pattern(format: Format) -> Option<&'static str> {
    match format {
        Format::Uuid => Some("^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"),
        Format::UsDateTime => {
            Some("^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])-[0-9]{4} ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$")
        }
        Format::DateTime => Some(
            "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)\
             (\\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$",
        ),
        Format::CountryCode => Some("^[A-Z]{2}$"),
        Format::CurrencyCode => Some("^[A-Z]{3}$"),
        Format::PhoneNumber => Some("^\\+[1-9][0-9]{1,14}$"),
        Format::Bic => Some("^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$"),
        Format::Uri => Some("^[A-Za-z][A-Za-z0-9+.-]*:[^\\x00-\\x20\\x7f]+$"),
        Format::LastFour => Some("^[0-9]{4}$"),
        Format::UnixSeconds | Format::UnixMilliseconds => None,
    }
}
