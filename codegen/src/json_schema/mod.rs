//! A page as a JSON Schema that needs nothing of ours: no vocabulary, no asserted `format`.
//!
//! Any validator's verdict on a payload is the one that [`crate::judge`] has, errors alone considered: rules over
//! several members that are only warnings in the profile are left out. Two things JSON Schema cannot say, and a
//! `$comment` at the place says so: lengths in bytes or in UTF-16 units, and bounds with more digits than a validator's
//! floating point has.

mod rules;

use serde_json::{Map, Value as Json, json};

use crate::judge::Profile;
use crate::model::{Content, Field, Group, GroupKeyword, Kind, Model, Object, Page, Rule, Severity, TypeId, Value};

/// The dialects of JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Draft {
    /// Draft-07, for editors and older validators.
    Draft07,
    /// Draft 2020-12.
    #[default]
    Draft202012,
}

impl Draft {
    fn uri(self) -> &'static str {
        match self {
            Self::Draft07 => "http://json-schema.org/draft-07/schema#",
            Self::Draft202012 => "https://json-schema.org/draft/2020-12/schema",
        }
    }

    /// Where schemas of types stand.
    fn definitions(self) -> &'static str {
        match self {
            Self::Draft07 => "definitions",
            Self::Draft202012 => "$defs",
        }
    }
}

/// The page as a JSON Schema of draft 2020-12.
pub fn json_schema(model: &Model, page: &Page, profile: Profile) -> Json {
    json_schema_in(Draft::default(), model, page, profile)
}

/// The page as a JSON Schema of the draft asked for.
pub fn json_schema_in(draft: Draft, model: &Model, page: &Page, profile: Profile) -> Json {
    let mut export = Export { model, profile, draft, definitions: Map::new(), names: Vec::new() };
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!(draft.uri()));
    schema.insert("$comment".to_owned(), json!(format!("The {} rules of {}.", profile.word(), page.file)));
    schema.insert("title".to_owned(), json!(page.title));
    describe(&mut schema, page.doc.as_deref());
    schema.insert("type".to_owned(), json!("object"));
    if let Some(object) = model.object(page.root) {
        schema.append(&mut export.members(object, false));
    }
    if !export.definitions.is_empty() {
        schema.insert(draft.definitions().to_owned(), Json::Object(export.definitions));
    }
    Json::Object(schema)
}

struct Export<'m> {
    model: &'m Model,
    profile: Profile,
    draft: Draft,
    definitions: Map<String, Json>,
    /// What the types met so far are called under `definitions`.
    names: Vec<(TypeId, String)>,
}

impl Export<'_> {
    fn field(&mut self, field: &Field) -> Json {
        let mut schema = Map::new();
        describe(&mut schema, field.doc.as_deref());
        schema.append(&mut self.value(&field.value));
        Json::Object(schema)
    }

    fn value(&mut self, value: &Value) -> Map<String, Json> {
        let rule = self.profile.rule(value);
        match (rule.kind, self.profile.content(value)) {
            (Kind::Any, _) => Map::new(),
            (Kind::Object, Content::Object(id)) => {
                let reference = self.object_reference(*id);
                if rule.nullable { one(("anyOf", json!([reference, {"type": "null"}]))) } else { reference }
            }
            (Kind::Array, content) => self.array(rule, content, self.profile.object_for_array(value)),
            (Kind::String, content) => self.text(rule, content),
            (Kind::Integer | Kind::Number, _) => rules::number(rule),
            (Kind::Boolean | Kind::Object, _) => rules::typed(rule),
        }
    }

    /// Of what is documented as an array and sent as an object, the type is wrong then, but its members are named all the
    /// same.
    fn array(&mut self, rule: &Rule, content: &Content, object: Option<TypeId>) -> Map<String, Json> {
        let mut schema = rules::typed(rule);
        for (keyword, bound) in [("minItems", rule.min_items), ("maxItems", rule.max_items)] {
            if let Some(bound) = bound {
                schema.insert(keyword.to_owned(), json!(bound));
            }
        }
        if let Content::Items(of) = content {
            let items = self.value(of);
            schema.insert("items".to_owned(), Json::Object(items));
        }
        if let Some(object) = object.and_then(|id| self.model.object(id)) {
            schema.append(&mut self.members(object, true));
        }
        schema
    }

    fn text(&mut self, rule: &Rule, content: &Content) -> Map<String, Json> {
        let mut limits = rules::text(rule);
        if let (Content::Enumeration(id), Some(values), false, false) =
            (content, &rule.values, rule.constant, rule.nullable)
            && !limits.contains_key("allOf")
            && let Some(mut reference) = self.enumeration_reference(*id, values)
        {
            limits.shift_remove("enum");
            reference.append(&mut limits);
            limits = reference;
        }
        if rule.allow_empty && !limits.is_empty() {
            limits = one(("anyOf", json!([{"const": ""}, limits])));
        }
        let mut schema = rules::typed(rule);
        schema.append(&mut limits);
        schema
    }

    /// `properties`, `required` and the rules over several members. `guarded` is for a schema that arrays meet too: on
    /// them every `required` holds, so that the rules would come out wrong.
    fn members(&mut self, object: &Object, guarded: bool) -> Map<String, Json> {
        let mut schema = Map::new();
        let properties: Map<String, Json> =
            object.fields.iter().map(|field| (field.name.wire.clone(), self.field(field))).collect();
        schema.insert("properties".to_owned(), Json::Object(properties));
        let profile = self.profile;
        let required: Vec<&str> = object
            .fields
            .iter()
            .filter(|field| profile.rule(&field.value).required)
            .map(|field| field.name.wire.as_str())
            .collect();
        if !required.is_empty() {
            schema.insert("required".to_owned(), json!(required));
        }
        let mut groups: Vec<Map<String, Json>> = object
            .groups
            .iter()
            .filter(|group| profile.severity(group) == Severity::Error)
            .map(|group| members_rule(object, group))
            .collect();
        if guarded && !groups.is_empty() {
            schema.insert("if".to_owned(), json!({"type": "object"}));
            schema.insert("then".to_owned(), json!({"allOf": groups}));
        } else if groups.len() > 1 {
            schema.insert("allOf".to_owned(), json!(groups));
        } else if let Some(group) = groups.first_mut() {
            schema.append(group);
        }
        schema
    }

    fn object_reference(&mut self, id: TypeId) -> Map<String, Json> {
        if let Some((_, name)) = self.names.iter().find(|(known, _)| *known == id) {
            return self.reference(name);
        }
        let name = self.name(id);
        // The place is taken before the types inside are met, so that definitions come outermost first.
        self.definitions.insert(name.clone(), Json::Null);
        let mut schema = Map::new();
        let doc = self.model.type_def(id).and_then(|definition| definition.doc.as_deref());
        describe(&mut schema, doc);
        schema.insert("type".to_owned(), json!("object"));
        if let Some(object) = self.model.object(id) {
            schema.append(&mut self.members(object, false));
        }
        self.definitions.insert(name.clone(), Json::Object(schema));
        self.reference(&name)
    }

    /// A reference to the type's values, if they are the same here as where the type was met first.
    fn enumeration_reference(&mut self, id: TypeId, values: &[String]) -> Option<Map<String, Json>> {
        if let Some((_, name)) = self.names.iter().find(|(known, _)| *known == id) {
            let same = self.definitions.get(name).and_then(|schema| schema.get("enum")) == Some(&json!(values));
            return same.then(|| self.reference(name));
        }
        let name = self.name(id);
        let mut schema = Map::new();
        let doc = self.model.type_def(id).and_then(|definition| definition.doc.as_deref());
        describe(&mut schema, doc);
        schema.insert("type".to_owned(), json!("string"));
        schema.insert("enum".to_owned(), json!(values));
        self.definitions.insert(name.clone(), Json::Object(schema));
        Some(self.reference(&name))
    }

    /// The type's Rust name; with its module before it where the page has two of that name.
    fn name(&mut self, id: TypeId) -> String {
        let Some(definition) = self.model.type_def(id) else { return format!("Type{}", id.0) };
        let mut name = definition.name.ident.clone();
        if self.definitions.contains_key(&name) {
            name = format!("{}.{name}", definition.name.module.join("."));
        }
        self.names.push((id, name.clone()));
        name
    }

    /// A `$ref` that other keywords may stand beside, which draft-07 would ignore.
    fn reference(&self, name: &str) -> Map<String, Json> {
        let reference = json!(format!("#/{}/{name}", self.draft.definitions()));
        match self.draft {
            Draft::Draft07 => one(("allOf", json!([{"$ref": reference}]))),
            Draft::Draft202012 => one(("$ref", reference)),
        }
    }
}

/// A rule over several members. Exactly one of them is there when exactly one `required` holds; for at most one, their
/// being all absent is one more case.
fn members_rule(object: &Object, group: &Group) -> Map<String, Json> {
    let mut cases: Vec<Json> = group
        .members
        .iter()
        .filter_map(|index| object.fields.get(*index))
        .map(|field| json!({"required": [field.name.wire]}))
        .collect();
    match group.keyword {
        GroupKeyword::ExactlyOneOf => one(("oneOf", json!(cases))),
        GroupKeyword::AtLeastOneOf => one(("anyOf", json!(cases))),
        GroupKeyword::AtMostOneOf => {
            cases.push(json!({"not": {"anyOf": cases.clone()}}));
            one(("oneOf", json!(cases)))
        }
    }
}

fn describe(schema: &mut Map<String, Json>, doc: Option<&str>) {
    if let Some(doc) = doc {
        schema.insert("description".to_owned(), json!(doc.trim()));
    }
}

fn one((keyword, value): (&str, Json)) -> Map<String, Json> {
    Map::from_iter([(keyword.to_owned(), value)])
}
