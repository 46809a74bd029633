//! The field table as JSON, a row a line.

use fieldwright_codegen::model::{Format, LengthUnit};

use crate::args::Profile;
use crate::json;
use crate::table::Row;

/// The rows with the rules of one profile.
pub(crate) fn lines(rows: &[Row], profile: Profile) -> Vec<u8> {
    let mut out = Vec::new();
    for row in rows {
        json::line(&mut out, |line| members(line, row, profile));
    }
    out
}

fn members(line: &mut json::Object, row: &Row, profile: Profile) {
    let rule = row.rule(profile);
    line.put_some("in", row.header.then_some("header"));
    line.put("path", &row.path).put("type", rule.kind.word());
    line.put("required", &rule.required).put("nullable", &rule.nullable);
    line.put_some("minLength", rule.min_length.as_ref()).put_some("maxLength", rule.max_length.as_ref());
    let measured = rule.min_length.is_some() || rule.max_length.is_some();
    line.put_some("lengthUnit", unit(rule.length_unit).filter(|_| measured));
    match rule.values.as_deref() {
        Some([value]) if rule.constant => line.put("const", value),
        values => line.put_some("enum", values),
    };
    line.put_some("format", rule.format.map(Format::word));
    line.put_some("pattern", rule.pattern.as_ref().map(|pattern| &pattern.source));
    line.flag("allowEmpty", rule.allow_empty);
    line.put_some("minimum", rule.minimum.as_ref()).put_some("maximum", rule.maximum.as_ref());
    line.put_some("minItems", rule.min_items.as_ref()).put_some("maxItems", rule.max_items.as_ref());
    line.flag("sensitive", row.sensitive).put_some("doc", row.doc).put_some("source", row.source);
    let errata: Vec<&str> = row.errata().collect();
    line.put_some("errata", Some(&errata[..]).filter(|errata| !errata.is_empty()));
    line.put("schema", &format!("{}:{}:{}", row.place.file, row.place.line, row.place.column));
}

/// The word of a unit that is not the usual one.
fn unit(unit: LengthUnit) -> Option<&'static str> {
    match unit {
        LengthUnit::Characters => None,
        LengthUnit::Bytes => Some("bytes"),
        LengthUnit::Utf16 => Some("utf16"),
    }
}
