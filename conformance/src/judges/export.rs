//! The exported JSON Schema, by a validator that others wrote.

use fieldwright_codegen::json_schema::json_schema;
use fieldwright_codegen::judge::Profile;
use fieldwright_codegen::model::{Content, LengthUnit, Model, Page, TypeKind, Value};
use jsonschema::Validator;
use serde_json::Value as Json;

/// The schema's rules without lengths in units that JSON Schema does not know.
pub(super) fn sayable(model: &Model) -> Model {
    let mut model = model.clone();
    for definition in &mut model.types {
        if let TypeKind::Object(object) = &mut definition.kind {
            object.fields.iter_mut().for_each(|field| forget_units(&mut field.value));
        }
    }
    model
}

fn forget_units(value: &mut Value) {
    for rule in [&mut value.documented, &mut value.effective] {
        if rule.length_unit != LengthUnit::Characters {
            (rule.min_length, rule.max_length) = (None, None);
        }
    }
    for content in [Some(&mut value.content), value.documented_content.as_deref_mut()].into_iter().flatten() {
        if let Content::Items(items) = content {
            forget_units(items);
        }
    }
}

/// A validator for a page; none where bounds have more digits than its floating point, or why there is none.
pub(super) fn validator(model: &Model, page: &Page, profile: Profile) -> Result<Option<Validator>, String> {
    let schema = json_schema(model, page, profile);
    if bounds_are_rounded(&schema) {
        return Ok(None);
    }
    jsonschema::validator_for(&schema).map(Some).map_err(|error| format!("the exported schema is refused: {error}"))
}

/// The export says of such bounds what they are exactly.
fn bounds_are_rounded(schema: &Json) -> bool {
    match schema {
        Json::Object(members) => {
            members.get("$comment").and_then(Json::as_str).is_some_and(|comment| comment.contains(" is exactly "))
                || members.values().any(bounds_are_rounded)
        }
        Json::Array(items) => items.iter().any(bounds_are_rounded),
        _ => false,
    }
}
