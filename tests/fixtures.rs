//! Every fixture's stated verdict is what the engine says, typed and untyped, and what an independent JSON Schema says.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use payment_webhooks_dev as payment_webhooks;

use fieldwright::{Record, Shape};
use fieldwright_codegen::judge::Profile as Side;
use payment_webhooks::{Fixture, Fixtures, Profile, anddone, rapyd, truemed};

/// A payload type, as far as these tests go.
struct Payload {
    name: &'static str,
    fixtures: Fixtures,
    table: &'static Shape,
    /// Decodes, checks that writing gives the same value, and judges the typed value; none if it cannot be decoded.
    typed: fn(&str, Profile) -> Option<payment_webhooks::Report>,
}

fn typed<'a, T: Record<'a> + Default>(body: &'a str, profile: Profile) -> Option<payment_webhooks::Report> {
    let decoded = fieldwright::decode::<T>(body.as_bytes()).ok()?;
    let (written, read) = (decoded.to_json(), serde_json::from_str::<serde_json::Value>(body).expect("JSON"));
    let back = serde_json::from_str::<serde_json::Value>(&written).expect("JSON");
    assert!(is_part(&back, &read), "{body} came back as {written}");
    assert_eq!(decoded.validate(profile).findings(), (*decoded).validate(profile).findings(), "{body}");
    Some(decoded.validate(profile))
}

/// Whether the first value is the second but for members that a schema does not know.
fn is_part(part: &serde_json::Value, whole: &serde_json::Value) -> bool {
    use serde_json::Value::{Array, Object};
    match (part, whole) {
        (Object(part), Object(whole)) => {
            part.iter().all(|(name, value)| whole.get(name).is_some_and(|w| is_part(value, w)))
        }
        (Array(part), Array(whole)) => part.len() == whole.len() && part.iter().zip(whole).all(|(p, w)| is_part(p, w)),
        _ => part == whole || part.as_f64().is_some_and(|number| Some(number) == whole.as_f64()),
    }
}

fn payloads() -> [Payload; 5] {
    [
        Payload {
            name: "anddone/account-token",
            fixtures: anddone::account_token::fixtures(),
            table: &anddone::account_token::ACCOUNT_TOKEN,
            typed: |body, profile| typed::<anddone::AccountToken<'_>>(body, profile),
        },
        Payload {
            name: "anddone/token-link",
            fixtures: anddone::token_link::fixtures(),
            table: &anddone::token_link::TOKEN_LINK,
            typed: |body, profile| typed::<anddone::TokenLink<'_>>(body, profile),
        },
        Payload {
            name: "rapyd/customer-payment-method-created",
            fixtures: rapyd::customer_payment_method_created::fixtures(),
            table: &rapyd::customer_payment_method_created::CUSTOMER_PAYMENT_METHOD_CREATED,
            typed: |body, profile| typed::<rapyd::CustomerPaymentMethodCreated<'_>>(body, profile),
        },
        Payload {
            name: "rapyd/payment-updated",
            fixtures: rapyd::payment_updated::fixtures(),
            table: &rapyd::payment_updated::PAYMENT_UPDATED,
            typed: |body, profile| typed::<rapyd::PaymentUpdated<'_>>(body, profile),
        },
        Payload {
            name: "truemed/payment-token-updated",
            fixtures: truemed::payment_token_updated::fixtures(),
            table: &truemed::payment_token_updated::PAYMENT_TOKEN_UPDATED,
            typed: |body, profile| typed::<truemed::PaymentTokenUpdated<'_>>(body, profile),
        },
    ]
}

fn sorted(fixture: &Fixture, profile: Profile) -> Vec<fieldwright::Finding> {
    let mut findings = fixture.findings(profile).to_vec();
    findings.sort();
    findings
}

const PROFILES: [(Profile, Side); 2] = [(Profile::Documented, Side::Documented), (Profile::Effective, Side::Effective)];

#[test]
fn the_engine_finds_what_a_fixture_says() {
    for payload in payloads() {
        let mut judged = 0;
        for fixture in &payload.fixtures {
            for (profile, _) in PROFILES {
                let report = fieldwright::validate(fixture.payload.as_bytes(), payload.table, profile).unwrap();
                let place = format!("{} {} by the {profile} rules", payload.name, fixture.name);
                assert_eq!(report.findings(), sorted(fixture, profile), "{place}:\n{report}");
                assert_eq!(report.is_valid(), fixture.is_valid(profile), "{place}");
                if let Some(report) = (payload.typed)(&fixture.payload, profile) {
                    assert_eq!(report.findings(), sorted(fixture, profile), "{place}, typed");
                }
                judged += 1;
            }
        }
        assert!(judged > 40, "{}: {judged} verdicts", payload.name);
    }
}

#[test]
fn an_independent_json_schema_agrees() {
    let sources = fieldwright_codegen::disk::read("schemas".as_ref()).unwrap();
    let model = fieldwright_codegen::compile(&sources).model.expect("the schemas are clean");
    for payload in payloads() {
        let page = model.page(payload.name).unwrap();
        for (profile, side) in PROFILES {
            let schema = fieldwright_codegen::json_schema::json_schema(&model, page, side);
            let judge = jsonschema::validator_for(&schema).unwrap();
            for fixture in &payload.fixtures {
                let value = serde_json::from_str(&fixture.payload).unwrap();
                let place = format!("{} {} by the {profile} rules", payload.name, fixture.name);
                assert_eq!(judge.is_valid(&value), fixture.is_valid(profile), "{place}");
            }
        }
    }
}

#[test]
fn schemas_loaded_at_run_time_become_the_generated_tables() {
    let sources = fieldwright_codegen::disk::read("schemas".as_ref()).unwrap();
    let model = fieldwright_codegen::compile(&sources).model.expect("the schemas are clean");
    for payload in payloads() {
        let page = model.page(payload.name).unwrap();
        let loaded = fieldwright_codegen::tables::shape(&model, page);
        assert_eq!(format!("{loaded:?}"), format!("{:?}", payload.table), "{}", payload.name);
    }
}
