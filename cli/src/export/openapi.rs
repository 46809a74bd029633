//! `OpenAPI` 3.1: a webhook for each payload. Its schemas are of JSON Schema's draft 2020-12, which is `OpenAPI`'s own.

use fieldwright_codegen::json_schema::{Draft, json_schema_in};
use fieldwright_codegen::judge::Profile;
use fieldwright_codegen::model::{Field, Model, Page, Success};
use serde_json::{Map, Value as Json, json};

use super::json::pretty;

/// The description. Definitions stay in the schema that uses them, so that two payloads may have types of one name.
pub(crate) fn openapi(model: &Model, pages: &[&Page], profile: Profile) -> String {
    let webhooks: Map<String, Json> =
        pages.iter().map(|page| (page.payload.clone(), webhook(model, page, profile))).collect();
    pretty(&json!({
        "openapi": "3.1.0",
        "info": {"title": title(pages), "version": env!("CARGO_PKG_VERSION")},
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "webhooks": webhooks,
    }))
}

fn title(pages: &[&Page]) -> String {
    pages.iter().map(|page| page.title.as_str()).collect::<Vec<_>>().join(", ")
}

fn webhook(model: &Model, page: &Page, profile: Profile) -> Json {
    let mut schema = json_schema_in(Draft::Draft202012, model, page, profile);
    // References within a schema are relative to its `$id`; without one they would be to the whole description.
    if let Some(members) = schema.as_object_mut() {
        let rest = std::mem::take(members);
        members.insert("$id".to_owned(), json!(format!("https://fieldwright.invalid/{}", page.payload)));
        members.extend(rest);
    }
    let mut post = Map::new();
    post.insert("summary".to_owned(), json!(page.title));
    if let Some(doc) = &page.doc {
        post.insert("description".to_owned(), json!(doc.trim()));
    }
    let headers: Vec<Json> = page.headers.iter().filter_map(|field| header(field, profile)).collect();
    if !headers.is_empty() {
        post.insert("parameters".to_owned(), json!(headers));
    }
    post.insert(
        "requestBody".to_owned(),
        json!({"required": true, "content": {"application/json": {"schema": schema}}}),
    );
    post.insert("responses".to_owned(), Json::Object(responses(model, page)));
    json!({"post": post})
}

/// A header as a parameter. `OpenAPI` has three of them elsewhere, and ignores parameters of their names.
fn header(field: &Field, profile: Profile) -> Option<Json> {
    let name = &field.name.wire;
    if ["accept", "content-type", "authorization"].contains(&name.to_ascii_lowercase().as_str()) {
        return None;
    }
    let rule = profile.rule(&field.value);
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("string"));
    for (keyword, bound) in [("minLength", rule.min_length), ("maxLength", rule.max_length)] {
        if let Some(bound) = bound {
            schema.insert(keyword.to_owned(), json!(bound));
        }
    }
    if let Some(values) = &rule.values {
        schema.insert("enum".to_owned(), json!(values));
    }
    if let Some(pattern) = &rule.pattern {
        schema.insert("pattern".to_owned(), json!(pattern.source));
    }
    let mut parameter = json!({"name": name, "in": "header", "required": rule.required, "schema": schema});
    if let (Some(doc), Some(members)) = (&field.doc, parameter.as_object_mut()) {
        members.insert("description".to_owned(), json!(doc.trim()));
    }
    Some(parameter)
}

/// What the provider takes for "received"; `2xx` is `2XX` here.
fn responses(model: &Model, page: &Page) -> Map<String, Json> {
    let provider = page.payload.split('/').next();
    let provider = model.providers.iter().find(|found| Some(found.id.as_str()) == provider);
    let delivery = provider.and_then(|provider| provider.delivery.as_ref());
    let codes = delivery.and_then(|delivery| delivery.success.as_ref()).map(Success::words).unwrap_or_default();
    let mut responses: Map<String, Json> =
        codes.iter().map(|code| (code.to_uppercase(), json!({"description": "Received."}))).collect();
    if responses.is_empty() {
        responses.insert("default".to_owned(), json!({"description": "The page does not say what it expects."}));
    }
    responses
}
