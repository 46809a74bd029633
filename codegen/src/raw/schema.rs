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

/// Keys behind which nothing may be left, when the last entry is taken out.
const SECTIONS: [&str; 8] = ["authentication", "errata", "examples", "headers", "notes", "rules", "sources", "types"];

/// A key that may be left out may not be `null` instead: to say nothing, leave it out. What does take `null` says so
/// with a schema of its own, one level further down, where this does not reach.
#[derive(Debug, Clone)]
struct NoNull;

impl Transform for NoNull {
    fn transform(&mut self, schema: &mut Schema) {
        if let Some(Value::Object(properties)) = schema.get_mut("properties") {
            for (_, property) in properties.iter_mut().filter(|(key, _)| !SECTIONS.contains(&key.as_str())) {
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::raw::contract::{RawAuthentication, RawDelivery, RawRetries};
    use crate::raw::entry::{RawEffective, RawErratum, RawNote};
    use crate::raw::extract::{Concept, keys_of};
    use crate::raw::page::{RawEvent, RawExample, RawPageInfo, RawPayload, RawRule};
    use crate::raw::provider::RawSource;
    use crate::raw::row::{RawRow, RawType, RawVariantInfo};

    fn schema() -> Value {
        serde_json::from_str(&json_schema()).unwrap()
    }

    /// The properties that the schema knows, and the keys that the extractor asks for.
    fn agree<C: Concept>(name: &str) {
        let schema = schema();
        let definition = &schema["definitions"][name];
        let properties = definition["properties"].as_object().unwrap_or_else(|| panic!("{name}: {definition}"));
        let known: BTreeSet<_> = properties.keys().map(String::as_str).collect();
        let asked = keys_of::<C>();
        assert_eq!(known, asked.iter().copied().collect(), "{name}");
        assert_eq!(known.len(), asked.len(), "{name} asks for a key twice");
    }

    #[test]
    fn the_schema_knows_the_keys_that_the_extractor_asks_for() {
        agree::<RawPage>("Page");
        agree::<RawPageInfo>("PageInfo");
        agree::<RawEvent>("Event");
        agree::<RawPayload>("Payload");
        agree::<RawRule>("Rule");
        agree::<RawExample>("Example");
        agree::<RawErratum>("Erratum");
        agree::<RawNote>("Note");
        agree::<RawEffective>("Effective");
        agree::<RawProvider>("Provider");
        agree::<RawSource>("Source");
        agree::<RawAuthentication>("Authentication");
        agree::<RawDelivery>("Delivery");
        agree::<RawRetries>("Retries");
        agree::<RawRow>("Row");
        agree::<RawType>("Type");
        agree::<RawVariantInfo>("EnumValue");
    }

    #[test]
    fn every_concept_is_in_that_test() {
        let schema = schema();
        let objects = schema["definitions"].as_object().unwrap().values();
        assert_eq!(objects.filter(|definition| definition.get("properties").is_some()).count(), 17);
    }

    #[test]
    fn unknown_keys_are_refused_where_the_extractor_refuses_them() {
        let schema = schema();
        for (name, definition) in schema["definitions"].as_object().unwrap() {
            if definition.get("properties").is_some() {
                assert_eq!(definition.get("additionalProperties"), Some(&json!(false)), "{name}: {definition:#}");
            }
        }
    }

    #[test]
    fn null_is_no_way_to_leave_a_key_out() {
        let schema = schema();
        let row = &schema["definitions"]["Row"]["properties"];
        assert_eq!(row["nullable"]["type"], json!("boolean"));
        assert_eq!(row["format"]["enum"].as_array().unwrap().len(), 11);
        let effective = schema["definitions"]["Effective"]["properties"]["maxLength"].to_string();
        let setting =
            schema["definitions"].as_object().unwrap().iter().find(|(name, _)| effective.contains(name.as_str()));
        assert!(setting.unwrap().1.to_string().contains("null"), "{effective}");
    }
}
