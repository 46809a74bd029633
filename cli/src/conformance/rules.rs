//! The checked rules of a payload as JSON, for executors that read no YAML. Every named type stands where it is used.

use fieldwright_codegen::judge::Profile;
use fieldwright_codegen::model::{
    Content, GroupKeyword, Kind, LengthUnit, Model, Object, Page, Severity, TypeId, Value,
};
use serde_json::{Map, Value as Json, json};

/// The rules of both profiles.
pub(super) fn rules(model: &Model, page: &Page) -> Json {
    let of = |profile: Profile| Rules { model, profile }.payload(page.root);
    json!({"documented": of(Profile::Documented), "effective": of(Profile::Effective)})
}

struct Rules<'m> {
    model: &'m Model,
    profile: Profile,
}

impl Rules<'_> {
    fn payload(&self, root: TypeId) -> Json {
        let mut rules = Map::from_iter([("type".to_owned(), json!("object"))]);
        self.object(root, &mut rules);
        Json::Object(rules)
    }

    fn object(&self, id: TypeId, rules: &mut Map<String, Json>) {
        let Some(object) = self.model.object(id) else { return };
        let fields = object.fields.iter().map(|field| {
            let mut rules = Map::from_iter([("name".to_owned(), json!(field.name.wire))]);
            rules.insert("required".to_owned(), json!(self.profile.rule(&field.value).required));
            self.value(&field.value, &mut rules);
            Json::Object(rules)
        });
        rules.insert("fields".to_owned(), fields.collect());
        if !object.groups.is_empty() {
            rules.insert("groups".to_owned(), self.groups(object));
        }
    }

    fn groups(&self, object: &Object) -> Json {
        let name = |index: &usize| object.fields.get(*index).map(|field| field.name.wire.clone());
        let one = |group: &fieldwright_codegen::model::Group| {
            let keyword = match group.keyword {
                GroupKeyword::ExactlyOneOf => "exactlyOneOf",
                GroupKeyword::AtMostOneOf => "atMostOneOf",
                GroupKeyword::AtLeastOneOf => "atLeastOneOf",
            };
            let warning = self.profile.severity(group) == Severity::Warning;
            let members: Vec<String> = group.members.iter().filter_map(name).collect();
            json!({"keyword": keyword, "members": members, "severity": if warning { "warning" } else { "error" }})
        };
        object.groups.iter().map(one).collect()
    }

    fn value(&self, value: &Value, rules: &mut Map<String, Json>) {
        let rule = self.profile.rule(value);
        let mut put = |key: &str, value: Json| drop(rules.insert(key.to_owned(), value));
        put("type", json!(rule.kind.word()));
        if rule.nullable {
            put("nullable", json!(true));
        }
        if rule.allow_empty {
            put("allowEmpty", json!(true));
        }
        let unit = match rule.length_unit {
            LengthUnit::Characters => None,
            LengthUnit::Bytes => Some("bytes"),
            LengthUnit::Utf16 => Some("utf16"),
        };
        let mut some = |key: &str, value: Option<Json>| value.into_iter().for_each(|value| put(key, value));
        some("minLength", rule.min_length.map(Json::from));
        some("maxLength", rule.max_length.map(Json::from));
        some("lengthUnit", unit.map(Json::from));
        some(
            if rule.constant { "const" } else { "enum" },
            rule.values.as_ref().map(|values| if rule.constant { json!(values.first()) } else { json!(values) }),
        );
        some("pattern", rule.pattern.as_ref().map(|pattern| json!(pattern.source)));
        some("format", rule.format.map(|format| json!(format.word())));
        // As text, since most readers of JSON would round them.
        some("minimum", rule.minimum.as_ref().map(|bound| json!(bound.0)));
        some("maximum", rule.maximum.as_ref().map(|bound| json!(bound.0)));
        some("minItems", rule.min_items.map(Json::from));
        some("maxItems", rule.max_items.map(Json::from));
        self.content(value, rule.kind, rules);
    }

    fn content(&self, value: &Value, kind: Kind, rules: &mut Map<String, Json>) {
        match (self.profile.content(value), kind) {
            (Content::Object(id), Kind::Object) => self.object(*id, rules),
            (Content::Items(items), Kind::Array) => {
                let mut inner = Map::new();
                self.value(items, &mut inner);
                rules.insert("items".to_owned(), Json::Object(inner));
            }
            _ => {}
        }
        // An object in the array's place is a wrong type, and its members are judged all the same.
        if self.profile.object_for_array(value).is_some() {
            rules.insert("orObject".to_owned(), json!(true));
        }
    }
}
