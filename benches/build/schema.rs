//! Exported JSON Schemas, and typify's types from them.

use fieldwright_codegen::json_schema::{Draft, json_schema, json_schema_in};
use fieldwright_codegen::judge::Profile;
use fieldwright_codegen::model::{Model, Page};
use proc_macro2::TokenStream;
use serde_json::{Map, Value as Json, json};
use typify_impl::{TypeSpace, TypeSpaceSettings};

/// The effective rules in draft 2020-12.
pub(crate) fn exported(model: &Model, page: &Page) -> String {
    json_schema(model, page, Profile::Effective).to_string()
}

/// What typify makes of the effective rules. It reads draft-07.
pub(crate) fn typified(model: &Model, page: &Page) -> Result<TokenStream, String> {
    let mut schema = json_schema_in(Draft::Draft07, model, page, Profile::Effective);
    let definitions = schema.get("definitions").cloned().unwrap_or_default();
    fold_empty(&mut schema, &definitions);
    // typify names the root by its title.
    if let Some(title) = schema.get_mut("title") {
        *title = "Root".into();
    }
    let schema = serde_json::from_value(schema).map_err(|error| error.to_string())?;
    let mut types = TypeSpace::new(&TypeSpaceSettings::default());
    types.add_root_schema(schema).map_err(|error| format!("typify on {}: {error}", page.payload))?;
    Ok(types.to_stream())
}

/// Says "empty, or as follows" without `anyOf`, of which typify makes a struct that no string fits into.
fn fold_empty(schema: &mut Json, definitions: &Json) {
    match schema {
        Json::Array(schemas) => schemas.iter_mut().for_each(|schema| fold_empty(schema, definitions)),
        Json::Object(keywords) => {
            keywords.values_mut().for_each(|schema| fold_empty(schema, definitions));
            if let Some([empty, limits]) = keywords.get("anyOf").and_then(Json::as_array).map(Vec::as_slice)
                && *empty == json!({"const": ""})
                && let Some((keyword, rule)) = or_empty(limits, definitions)
            {
                keywords.remove("anyOf");
                keywords.insert(keyword.to_owned(), rule);
            }
        }
        _ => {}
    }
}

/// The one keyword of a schema for strings, the empty one admitted.
fn or_empty(limits: &Json, definitions: &Json) -> Option<(&'static str, Json)> {
    let limits: &Map<String, Json> = limits.as_object()?;
    if let Some(reference) = limits.get("allOf").and_then(|all| all.get(0)?.get("$ref")?.as_str()) {
        return or_empty(definitions.get(reference.rsplit('/').next()?)?, definitions);
    }
    if let Some(values) = limits.get("enum").and_then(Json::as_array) {
        return Some(("enum", values.iter().cloned().chain([json!("")]).collect()));
    }
    let pattern = limits.get("pattern").and_then(Json::as_str)?;
    Some(("pattern", json!(format!("^$|{pattern}"))))
}
