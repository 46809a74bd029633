//! The exported JSON Schema, held against an independent validator.

use fieldwright_codegen::fixtures::{Manner, Options, fixtures, random_payloads};
use fieldwright_codegen::json_schema::{Draft, json_schema, json_schema_in};
use fieldwright_codegen::judge::{Profile, is_valid, judge};
use fieldwright_codegen::model::{LengthUnit, Model, Page, TypeKind};
use serde_json::{Value as Json, json};

use crate::pages;

/// Lengths in other units than characters cannot be said in JSON Schema, so they are not compared.
fn without_units(mut model: Model) -> Model {
    for definition in &mut model.types {
        if let TypeKind::Object(object) = &mut definition.kind {
            let other = |unit: LengthUnit| unit != LengthUnit::Characters;
            for field in &mut object.fields {
                for rule in [&mut field.value.documented, &mut field.value.effective] {
                    if other(rule.length_unit) {
                        (rule.min_length, rule.max_length) = (None, None);
                    }
                }
            }
        }
    }
    model
}

/// Every fixture, and random payloads, each also with a piece of another one in it.
fn payloads(model: &Model, page: &Page) -> Vec<Json> {
    let mut payloads: Vec<Json> =
        fixtures(model, page, &Options::default()).into_iter().map(|fixture| fixture.payload).collect();
    for manner in [Manner::Usual, Manner::Harsh] {
        payloads.extend(random_payloads(model, page, manner, 7).take(100));
    }
    payloads
}

pub(crate) fn agree(model: Model, page: &Page) {
    let model = without_units(model);
    let payloads = payloads(&model, page);
    assert!(payloads.len() > 200, "{}", page.payload);
    for draft in [Draft::Draft07, Draft::Draft202012] {
        for profile in Profile::ALL {
            let schema = json_schema_in(draft, &model, page, profile);
            assert!(jsonschema::meta::is_valid(&schema));
            let validator = jsonschema::validator_for(&schema).unwrap();
            for payload in &payloads {
                let findings = judge(&model, page, payload, profile);
                assert_eq!(
                    is_valid(&findings),
                    validator.is_valid(payload),
                    "{profile:?}, {draft:?}: {payload}\nours: {findings:#?}\ntheirs: {:#?}",
                    validator.iter_errors(payload).map(|error| error.to_string()).collect::<Vec<_>>()
                );
            }
        }
    }
}

#[test]
fn an_independent_validator_agrees_on_a_page_that_contradicts_itself() {
    let (model, page) = pages::account_token();
    agree(model, &page);
}

#[test]
fn an_independent_validator_agrees_on_rules_over_members() {
    let (model, page) = pages::payment_token();
    agree(model, &page);
}

#[test]
fn an_independent_validator_agrees_on_every_rule() {
    let (model, page) = pages::everything();
    agree(model, &page);
}

#[test]
fn the_schema_reads_like_the_page() {
    let (model, page) = pages::account_token();
    let schema = json_schema(&model, &page, Profile::Documented);
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["title"], "A page");
    assert_eq!(
        schema["properties"]["EventCode"],
        json!({
            "description": "What EventCode is.",
            "type": "string",
            "$ref": "#/$defs/AccountTokenEvent",
            "minLength": 1,
            "maxLength": 36,
        })
    );
    let body = &schema["properties"]["EventBody"];
    assert_eq!(body["type"], "array");
    assert_eq!(body["items"], json!({"$ref": "#/$defs/AccountTokenBody"}));
    assert_eq!(body["required"], json!(["MerchantId", "NotificationType", "TimeZone"]));
    assert_eq!(schema["$defs"]["AccountTokenBody"]["properties"]["TimeZone"]["maxLength"], 8);
}

#[test]
fn what_cannot_be_said_is_told() {
    let (model, page) = pages::everything();
    let schema = json_schema(&model, &page, Profile::Effective);
    assert_eq!(
        schema["properties"]["bytes"],
        json!({
            "description": "What bytes is.",
            "type": "string",
            "$comment": "Not asserted, since JSON Schema counts characters: minLength 2, maxLength 10 in bytes of UTF-8.",
        })
    );
}
