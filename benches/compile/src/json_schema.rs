//! As JSON Schema, with the rules or without.

use serde_json::{Map, Value, json};

use crate::pages::{Field, Page, Rule, Struct};

/// One schema with a definition a type.
pub fn schema(pages: &[Page], rules: bool) -> Value {
    let mut definitions = Map::new();
    for page in pages {
        for enumeration in &page.enumerations {
            definitions.insert(enumeration.name.clone(), json!({"type": "string", "enum": enumeration.values}));
        }
        for structure in &page.structs {
            definitions.insert(structure.name.clone(), object(page, structure, rules));
        }
    }
    json!({"$schema": "http://json-schema.org/draft-07/schema#", "definitions": definitions})
}

fn object(page: &Page, structure: &Struct, rules: bool) -> Value {
    let properties: Map<String, Value> =
        structure.fields.iter().map(|field| (field.name.to_owned(), property(page, field, rules))).collect();
    let required: Vec<&str> = structure.fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    json!({"type": "object", "description": structure.doc, "properties": properties, "required": required})
}

fn property(page: &Page, field: &Field, rules: bool) -> Value {
    let reference = |name: &str| json!({"$ref": format!("#/definitions/{name}")});
    let mut schema = match field.rule {
        Rule::Event if rules => json!({"type": "string", "const": page.event}),
        Rule::Text(min, max) if rules => json!({"type": "string", "minLength": min, "maxLength": max}),
        Rule::Pattern(pattern, max) if rules => json!({"type": "string", "maxLength": max, "pattern": pattern}),
        Rule::Format(_, pattern) if rules => json!({"type": "string", "pattern": pattern}),
        Rule::Event | Rule::Text(..) | Rule::Pattern(..) | Rule::Format(..) => json!({"type": "string"}),
        Rule::Integer(min, max) if rules => json!({"type": "integer", "minimum": min, "maximum": max}),
        Rule::Integer(..) | Rule::Seconds => json!({"type": "integer", "format": "int64"}),
        Rule::Number => json!({"type": "number"}),
        Rule::Boolean => json!({"type": "boolean"}),
        Rule::Texts(max) if rules => json!({"type": "array", "items": {"type": "string"}, "maxItems": max}),
        Rule::Texts(_) => json!({"type": "array", "items": {"type": "string"}}),
        Rule::Free => json!({"type": "object"}),
        Rule::Choice(index) => reference(&page.enumerations[index].name),
        Rule::Child(part) => reference(&page.structs[part].name),
        Rule::Children(part) => json!({"type": "array", "items": reference(&page.structs[part].name)}),
    };
    if field.nullable {
        schema = json!({"oneOf": [schema, {"type": "null"}]});
    }
    if schema.get("$ref").is_some() {
        schema = json!({"allOf": [schema]});
    }
    schema["description"] = json!(field.doc);
    schema
}
