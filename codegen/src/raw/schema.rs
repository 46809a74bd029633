//! The published JSON Schema of the format, `schemas/schema.json`.

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use super::page::RawPage;
use super::provider::RawProvider;

/// Either kind of file.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum File {
    #[allow(dead_code, reason = "only its schema is asked for")]
    Page(Box<RawPage>),
    #[allow(dead_code, reason = "only its schema is asked for")]
    Provider(Box<RawProvider>),
}

/// The JSON Schema (draft-07) of schema files, of pages and providers alike: pretty JSON with a line break at its end.
#[must_use]
pub fn json_schema() -> String {
    let settings = SchemaSettings::draft07().with_transform(NoNull);
    let mut schema = settings.into_generator().into_root_schema_for::<File>();
    schema.insert("title".to_owned(), json!("Fieldwright schema"));
    schema.insert(
        "description".to_owned(),
        json!("A documentation page of webhook payloads (`<page>.yaml`), or what a provider's pages share (`provider.yaml`)."),
    );
    format!("{:#}\n", schema.as_value())
}

/// A key that may be left out may not be `null` instead: to say nothing, leave it out. What does take `null` says so
/// with a schema of its own, one level further down, where this does not reach.
#[derive(Debug, Clone)]
struct NoNull;

impl Transform for NoNull {
    fn transform(&mut self, schema: &mut Schema) {
        if let Some(Value::Object(properties)) = schema.get_mut("properties") {
            for property in properties.values_mut() {
                without_null(property);
            }
        }
        transform_subschemas(self, schema);
    }
}

fn without_null(property: &mut Value) {
    let Value::Object(property) = property else { return };
    if let Some(Value::Array(types)) = property.get_mut("type") {
        types.retain(|word| word != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            property.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(words)) = property.get_mut("enum") {
        words.retain(|word| !word.is_null());
    }
    if let Some(Value::Array(options)) = property.get_mut("anyOf") {
        options.retain(|option| *option != json!({"type": "null"}));
        if let [Value::Object(only)] = options.as_slice() {
            let only = only.clone();
            property.remove("anyOf");
            property.extend(only);
        }
    }
}
