//! What examples measure: how far a rule has to go, and whether it goes further.

use std::cmp::Ordering;

use super::evidence::Shown;
use super::idents::enum_with;
use super::json::{Json, JsonValue, length};
use super::rules::compare;
use crate::diagnostic::shortened;
use crate::judge::Exact;
use crate::model::{Decimal, Kind, LengthUnit, Rule};

/// An erratum goes further than its evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excess {
    pub(super) message: String,
    /// As YAML: what the evidence asks for.
    pub(super) remedy: Option<String>,
}

impl Excess {
    fn bare(message: impl Into<String>) -> Self {
        Self { message: message.into(), remedy: None }
    }
}

/// How a rule that was widened goes further than what is shown.
pub(super) fn excess(keyword: &str, before: &Rule, after: &Rule, shown: &Shown<'_>) -> Option<Excess> {
    match keyword {
        "type" => excess_of_type(after.kind, shown),
        "required" => (!shown.omitted).then(|| Excess::bare("the evidence leaves this member out nowhere")),
        "nullable" => {
            let null = shown.values.iter().any(|json| json.kind().is_none());
            (!null).then(|| Excess::bare("the evidence has no `null` here"))
        }
        "allowEmpty" => {
            let empty = texts(shown).any(str::is_empty);
            (!empty).then(|| Excess::bare("the evidence has no empty string here"))
        }
        "enum" => excess_of_values(before, after, shown),
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minimum" | "maximum" => {
            excess_of_bound(keyword, before, after, shown)
        }
        _ => None,
    }
}

fn excess_of_type(kind: Kind, shown: &Shown<'_>) -> Option<Excess> {
    let meets = |json: &&Json| match json.kind() {
        Some(Kind::Integer) => matches!(kind, Kind::Integer | Kind::Number),
        found => found == Some(kind),
    };
    if kind == Kind::Any || shown.values.iter().any(meets) {
        return None;
    }
    Some(Excess::bare(format!("the evidence has no value of the type `{}` here", kind.word())))
}

fn excess_of_values(before: &Rule, after: &Rule, shown: &Shown<'_>) -> Option<Excess> {
    let Some(values) = &after.values else {
        return Some(Excess::bare("an example asks for no more than its own value"));
    };
    let known = before.values.as_deref().unwrap_or_default();
    let added = values.get(known.len()..).unwrap_or_default();
    let beyond = added.iter().find(|value| !texts(shown).any(|text| text == *value))?;
    Some(Excess::bare(format!("the evidence does not have `{}`", shortened(beyond))))
}

fn excess_of_bound(keyword: &str, before: &Rule, after: &Rule, shown: &Shown<'_>) -> Option<Excess> {
    let Some(needed) = needed(keyword, after, &shown.values) else {
        return Some(Excess::bare(format!("the evidence has nothing here that `{keyword}` could measure")));
    };
    let wider =
        |a: &Decimal, b: &Decimal| compare(a, b) == if is_lower(keyword) { Ordering::Less } else { Ordering::Greater };
    if bound(keyword, before).is_some_and(|before| !wider(&needed, &before)) {
        return Some(Excess::bare(format!("the evidence asks for no other `{keyword}`")));
    }
    let further = match bound(keyword, after) {
        None => !(matches!(keyword, "minLength" | "minItems") && needed.0 == "0"),
        Some(set) => wider(&set, &needed),
    };
    further.then(|| Excess {
        message: format!("the evidence asks for `{keyword}: {}` and no more", needed.0),
        remedy: Some(format!("{keyword}: {}", needed.0)),
    })
}

/// The bound that takes in these values, and of a length all values of the enumeration.
pub(super) fn needed(keyword: &str, rule: &Rule, values: &[&Json]) -> Option<Decimal> {
    let measured = values.iter().filter_map(|json| measure(keyword, rule, json));
    extreme(keyword, measured.chain(enumeration_bound(keyword, rule).map(|bound| Decimal(bound.to_string()))))
}

/// The length that takes in all values of an enumeration.
pub(super) fn enumeration_bound(keyword: &str, rule: &Rule) -> Option<u64> {
    let lengths = rule.values.iter().flatten().map(|value| length(value, rule.length_unit));
    match keyword {
        "minLength" => lengths.min(),
        "maxLength" => lengths.max(),
        _ => None,
    }
}

fn extreme(keyword: &str, measured: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    if is_lower(keyword) { measured.min_by(compare) } else { measured.max_by(compare) }
}

/// Whether a bound is one from below.
pub(super) fn is_lower(keyword: &str) -> bool {
    matches!(keyword, "minLength" | "minItems" | "minimum")
}

/// What a bound compares of a value.
pub(super) fn measure(keyword: &str, rule: &Rule, json: &Json) -> Option<Decimal> {
    match (keyword, &json.value) {
        ("minLength" | "maxLength", JsonValue::String(text)) => {
            (!text.is_empty() || !rule.allow_empty).then(|| Decimal(length(text, rule.length_unit).to_string()))
        }
        ("minItems" | "maxItems", JsonValue::Array(items)) => Some(Decimal(items.len().to_string())),
        ("minimum" | "maximum", JsonValue::Number(text)) => Some(Decimal(text.clone())),
        _ => None,
    }
}

/// What was measured in words: `19 characters`.
pub(super) fn counted(keyword: &str, rule: &Rule, measured: &Decimal) -> String {
    let one = match (keyword, rule.length_unit) {
        ("minLength" | "maxLength", LengthUnit::Characters) => "character",
        ("minLength" | "maxLength", LengthUnit::Bytes) => "byte",
        ("minLength" | "maxLength", LengthUnit::Utf16) => "UTF-16 unit",
        ("minItems" | "maxItems", _) => "item",
        _ => return measured.0.clone(),
    };
    let plural = if measured.0 == "1" { "" } else { "s" };
    format!("{} {one}{plural}", measured.0)
}

/// The bound that a rule has.
pub(super) fn bound(keyword: &str, rule: &Rule) -> Option<Decimal> {
    let count = |count: Option<u64>| count.map(|count| Decimal(count.to_string()));
    match keyword {
        "minLength" => count(rule.min_length),
        "maxLength" => count(rule.max_length),
        "minItems" => count(rule.min_items),
        "maxItems" => count(rule.max_items),
        "minimum" => rule.minimum.clone(),
        "maximum" => rule.maximum.clone(),
        _ => None,
    }
}

fn texts<'s>(shown: &'s Shown<'_>) -> impl Iterator<Item = &'s str> {
    shown.values.iter().filter_map(|json| json.text())
}

/// What an erratum would have to set, so that these values meet a rule: as YAML, and why.
pub(super) fn remedy(keyword: &str, rule: &Rule, values: &[&Json]) -> Option<(String, String)> {
    let empty = values.iter().any(|json| json.text() == Some(""));
    let allow_empty = || Some(("allowEmpty: true".to_owned(), "the example is an empty string".to_owned()));
    match keyword {
        "type" => remedy_of_type(rule, values),
        "required" => Some(("required: false".to_owned(), "the example does not have it".to_owned())),
        "enum" | "const" | "pattern" | "format" if empty => allow_empty(),
        "enum" | "const" => {
            let known = rule.values.as_deref().unwrap_or_default();
            let other: Vec<_> = values
                .iter()
                .filter_map(|json| json.text())
                .filter(|text| !known.iter().any(|known| known == text))
                .collect();
            let because =
                format!("the example has {}", other.iter().copied().map(shortened).collect::<Vec<_>>().join(", "));
            Some((enum_with(known.iter().map(String::as_str), &other), because))
        }
        "pattern" | "format" => Some((format!("{keyword}: null"), format!("the example does not meet the {keyword}"))),
        "minimum" | "maximum" if rule.kind == Kind::Integer && !values.iter().all(|json| is_64_bit(json)) => {
            Some(("type: number".to_owned(), "the example has a number that no 64-bit integer is".to_owned()))
        }
        _ => {
            let needed = needed(keyword, rule, values)?;
            let shown = extreme(keyword, values.iter().filter_map(|json| measure(keyword, rule, json)))?;
            let mut because = format!("the example has {}", counted(keyword, rule, &shown));
            if compare(&shown, &needed) != Ordering::Equal {
                because = format!("{because}, a value of the enumeration {}", needed.0);
            }
            Some((format!("{keyword}: {}", needed.0), because))
        }
    }
}

/// Whether a value is an integer that 64 bits hold, or none at all.
fn is_64_bit(json: &Json) -> bool {
    let JsonValue::Number(text) = &json.value else { return true };
    let number = Exact::parse(text);
    Exact::from(i64::MIN) <= number && number <= Exact::from(i64::MAX)
}

fn remedy_of_type(rule: &Rule, values: &[&Json]) -> Option<(String, String)> {
    if !rule.nullable && values.iter().any(|json| json.kind().is_none()) {
        return Some(("nullable: true".to_owned(), "the example is null".to_owned()));
    }
    let found = values.iter().filter_map(|json| json.kind()).find(|kind| *kind != rule.kind)?;
    Some((format!("type: {}", found.word()), format!("the example has the type {}", found.word())))
}
