//! Rules in words, and where rows stand.

use crate::model::{Content, Field, Kind, LengthUnit, Model, Page, Rule, TypeId, Value};

/// A rule in a few words: `string of 19 to 36 characters`, `integer in the format unix-seconds, optional`.
#[must_use]
pub fn rule(rule: &Rule) -> String {
    let mut words = rule.kind.word().to_owned();
    match &rule.values {
        Some(values) if rule.constant => words = format!("always {}", values.first().map_or("", String::as_str)),
        Some(values) => words = format!("one of {} values", values.len()),
        None => {}
    }
    let unit = match rule.length_unit {
        LengthUnit::Characters => "characters",
        LengthUnit::Bytes => "bytes",
        LengthUnit::Utf16 => "UTF-16 units",
    };
    if let Some(range) = range(rule.min_length, rule.max_length) {
        words.push_str(&format!(" of {range} {unit}"));
    }
    if let Some(range) = range(rule.min_items, rule.max_items) {
        words.push_str(&format!(" of {range} items"));
    }
    if let Some(minimum) = &rule.minimum {
        words.push_str(&format!(", at least {}", minimum.0));
    }
    if let Some(maximum) = &rule.maximum {
        words.push_str(&format!(", at most {}", maximum.0));
    }
    if let Some(pattern) = &rule.pattern {
        words.push_str(&format!(" that matches {}", pattern.source));
    }
    if let Some(format) = rule.format {
        words.push_str(&format!(" in the format {}", format.word()));
    }
    if rule.allow_empty {
        words.push_str(" or empty");
    }
    if rule.nullable && rule.kind != Kind::Any {
        words.push_str(" or null");
    }
    if !rule.required {
        words.push_str(", optional");
    }
    words
}

fn range(least: Option<u64>, most: Option<u64>) -> Option<String> {
    match (least, most) {
        (None, None) => None,
        (Some(least), Some(most)) if least == most => Some(least.to_string()),
        (Some(least), Some(most)) => Some(format!("{least} to {most}")),
        (Some(least), None) => Some(format!("at least {least}")),
        (None, Some(most)) => Some(format!("at most {most}")),
    }
}

/// The first place of a page at which a member of a type stands, in the form of `table`: `/ewallets/*/amount`.
#[must_use]
pub fn pointer(model: &Model, page: &Page, id: TypeId, name: &str) -> Option<String> {
    pointer_to(model, page, id).map(|path| member(&path, name))
}

/// The first place of a page at which a type stands; that of the payload is the empty string.
pub(crate) fn pointer_to(model: &Model, page: &Page, id: TypeId) -> Option<String> {
    if page.root == id { Some(String::new()) } else { find(model, page.root, id) }
}

/// A member of what stands at a place.
pub(crate) fn member(path: &str, name: &str) -> String {
    format!("{path}/{}", step(name))
}

fn find(model: &Model, from: TypeId, wanted: TypeId) -> Option<String> {
    let object = model.object(from)?;
    object.fields.iter().find_map(|field| within(model, field, wanted))
}

fn within(model: &Model, field: &Field, wanted: TypeId) -> Option<String> {
    let (id, items) = object_of(&field.value)?;
    let path = format!("/{}{items}", step(&field.name.wire));
    if id == wanted { Some(path) } else { find(model, id, wanted).map(|rest| path + &rest) }
}

/// The object type that a value is or that its items are, and how a pointer gets there.
fn object_of(value: &Value) -> Option<(TypeId, String)> {
    match &value.content {
        Content::Object(id) => Some((*id, String::new())),
        Content::Items(items) => object_of(items).map(|(id, path)| (id, format!("/*{path}"))),
        Content::Leaf | Content::Enumeration(_) => None,
    }
}

fn step(member: &str) -> String {
    member.replace('~', "~0").replace('/', "~1")
}
