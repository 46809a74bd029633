//! Who runs an endpoint: where a delivery comes from, what it is, how to answer, and what tells it from others.

#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![cfg(feature = "verify")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use fieldwright_codegen::{disk, tables};
use payment_webhooks::fieldwright::{REPLAY_WINDOW, to_json};
use payment_webhooks::{
    DeliveryId, FixtureKind, Fixtures, NotAnAck, Profile, Provider, Receiver, Rejection, Secret, UncheckedSignature,
    Verifier, VerifyError, anddone, rapyd, sign, truemed,
};
use payment_webhooks_dev as payment_webhooks;

const SIGNED_AT: u64 = 1_725_412_016;

fn secret(key: &str) -> Secret {
    Secret::new(key).unwrap()
}

fn rapyd_endpoint() -> rapyd::Endpoint {
    rapyd::Endpoint {
        url: "https://example.test/hooks/rapyd".to_owned(),
        access_key: secret("ak_TEST"),
        secret_key: secret("sk_TEST"),
    }
}

fn example(fixtures: &Fixtures) -> String {
    fixtures.of(FixtureKind::Example).next().unwrap().payload.clone()
}

fn signed(body: &str, at: u64) -> Vec<(&'static str, String)> {
    let at = at.to_string();
    sign(&rapyd_endpoint(), body.as_bytes(), &[("salt", "a1b2c3d4e5f6"), ("timestamp", &at)]).unwrap()
}

fn moment() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(SIGNED_AT)
}

#[test]
fn a_request_of_rapyd_is_verified_and_then_decoded() {
    let body = example(&rapyd::payment_updated::fixtures());
    let headers = signed(&body, SIGNED_AT);
    let names: Vec<&str> = headers.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["salt", "timestamp", "signature"]);

    let verifier = Verifier::new(rapyd_endpoint()).unwrap();
    let checked: rapyd::Verified<'_> = verifier.verify_at(&headers, body.as_bytes(), moment()).unwrap();
    assert_eq!((checked.timestamp(), checked.endpoint()), (Some(SIGNED_AT), 0));
    let event = rapyd::Event::decode(checked).unwrap();
    assert!(event.validate(Profile::Effective).is_empty());
    let rapyd::Event::PaymentUpdated(payment) = event.into_inner() else { panic!("another event") };
    assert_eq!(rapyd::PaymentUpdated::decode(checked).unwrap().into_inner(), payment);
    assert_eq!(to_json(&payment), body);

    let another = body.replace("\"ACT\"", "\"CLO\"");
    assert_eq!(verifier.verify_at(&headers, another.as_bytes(), moment()).unwrap_err(), VerifyError::SignatureMismatch);
    let late = moment() + REPLAY_WINDOW + Duration::from_secs(1);
    assert!(matches!(verifier.verify_at(&headers, body.as_bytes(), late), Err(VerifyError::Expired { .. })));
}

#[test]
fn rapyds_vector_is_what_the_schema_says() {
    let body = r#"{"id":"wh_0","type":"PAYMENT_UPDATED"}"#;
    let headers = signed(body, SIGNED_AT);
    let (_, signature) = headers.iter().find(|(name, _)| *name == "signature").unwrap();
    assert_eq!(signature, "MGI2ZWI3MWQwOWEyNjEyOTlhNGVjYzE4ZjVhZjAwMGI0YjA2ZGFiYzRiMGJlODNjNDg4YWI5YjMwODQ0YzAzYg==");
}

#[test]
fn a_key_of_truemed_is_compared() {
    let body = br#"{"payment_token":"tok","payment_session_id":"ps"}"#;
    let endpoint = || truemed::Endpoint { api_key: secret("whk_0123456789") };
    let headers = sign(&endpoint(), body, &[]).unwrap();
    assert_eq!(headers, [("x-truemed-api-key", "whk_0123456789".to_owned())]);
    let verifier = Verifier::new(endpoint()).unwrap();
    let event = truemed::Event::decode(verifier.verify(&headers, body).unwrap()).unwrap();
    assert!(matches!(*event, truemed::Event::PaymentTokenUpdated(_)));
    let wrong = verifier.verify(&[("x-truemed-api-key", "whk_9876543210")], body).unwrap_err();
    assert_eq!(wrong, VerifyError::KeyMismatch);
    assert!(!format!("{:?}", endpoint()).contains("0123"), "a key is not shown");

    let refused = verifier.verify(&[("x-truemed-signature", "t=1,v1=00")], body).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the signature in `x-truemed-signature` cannot be checked, since it is not documented how the header separates its \
         timestamp from its versioned signatures; nor how a digest is encoded; nor how old a timestamp may be"
    );
}

#[test]
fn an_answer_is_one_that_the_provider_counts() {
    assert_eq!(truemed::Ack::received().status(), 204);
    assert_eq!(truemed::Ack::with_status(200), Err(NotAnAck { status: 200, success: &[204] }));
    assert_eq!(rapyd::Ack::received().status(), 200);
    assert_eq!(rapyd::Ack::with_status(202).unwrap().status(), 202);
    assert!(rapyd::Ack::with_status(302).is_err() && anddone::Ack::with_status(404).is_err());
    assert_eq!(anddone::Ack::received().status(), 200);
}

#[test]
fn what_anddone_calls_a_signature_is_kept_and_never_checked() {
    let body = example(&anddone::token_link::fixtures());
    let signed = body.replace(r#""Signature":null"#, r#""Signature":"9kQ=""#);
    assert_ne!(signed, body);
    let link = anddone::TokenLink::decode_unverified(signed.as_bytes()).unwrap();
    let signature: Option<UncheckedSignature<'_>> = link.signature.clone();
    assert_eq!(signature.unwrap().as_str(), "9kQ=");
    assert_eq!(link.to_json(), signed, "written back as it came");
    assert!(!format!("{:?} {:?}", *link, link.signature).contains("9kQ"), "nor shown");
    assert_eq!(link.into_inner().into_owned().signature.unwrap().as_str(), "9kQ=");
}

#[test]
fn a_delivery_is_known_by_what_the_provider_documents() {
    let contract = rapyd::Rapyd::CONTRACT;
    let body = example(&rapyd::payment_updated::fixtures());
    let id = DeliveryId::of(contract, body.as_bytes());
    assert_eq!(id, DeliveryId::Documented("wh_ca674a7457a700a93d583070c3fba569".to_owned()));
    let token = br#"{"payment_token":"tok"}"#;
    assert!(DeliveryId::of(truemed::Truemed::CONTRACT, token).to_string().starts_with("sha256:"));
}

#[test]
fn a_receiver_takes_in_what_its_types_cannot_hold() {
    let receiver = Receiver::<truemed::Truemed>::new(
        Verifier::new(truemed::Endpoint { api_key: secret("whk_0123456789") }).unwrap(),
    );
    let headers = [("x-truemed-api-key", "whk_0123456789")];
    let webhook: truemed::Webhook = receiver.receive(&headers, br#"{"payment_token":7}"#.to_vec()).unwrap();
    assert!(!webhook.report.is_valid());
    let truemed::Event::Unknown(event) = webhook.event() else { panic!("its type cannot hold it") };
    assert_eq!((event.name.as_deref(), event.body.as_str()), (None, r#"{"payment_token":7}"#));
    assert!(matches!(receiver.receive(&headers, b"{".to_vec()).unwrap_err(), Rejection::NotJson { .. }));

    let body = br#"{"id":"wh_1","type":"PAYMENT_UPDATED","data":7}"#;
    let webhook = Receiver::<rapyd::Rapyd>::unverified().receive(&headers, body.to_vec()).unwrap();
    let rapyd::Event::Unknown(event) = webhook.event() else { panic!("kept as it came") };
    assert_eq!(event.name.as_deref(), Some("PAYMENT_UPDATED"));
}

#[test]
fn schemas_loaded_at_run_time_make_the_generated_contracts() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let compiled = fieldwright_codegen::compile(&disk::read(&root.join("schemas")).unwrap());
    let model = compiled.model.unwrap();
    let loaded: Vec<_> = model.providers.iter().map(|provider| *tables::contract(provider)).collect();
    assert_eq!(loaded, [anddone::CONTRACT, rapyd::CONTRACT, truemed::CONTRACT]);
}
