//! Who receives webhooks: decode, dispatch, judge, keep what is unknown, write it back.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use payment_webhooks_dev as payment_webhooks;

use payment_webhooks::rapyd::types::{NextAction, WebhookStatus};
use payment_webhooks::{Keyword, Maybe, Profile, anddone, rapyd, truemed};

/// The page's own example.
fn example(fixtures: &payment_webhooks::Fixtures) -> String {
    let mut examples = fixtures.of(payment_webhooks::FixtureKind::Example);
    examples.next().expect("the page has an example").payload.clone()
}

#[test]
fn a_body_is_decoded_into_fields() {
    let body = example(&rapyd::payment_updated::fixtures());
    let payment = rapyd::PaymentUpdated::decode_unverified(body.as_bytes()).unwrap();
    assert_eq!(payment.id, "wh_ca674a7457a700a93d583070c3fba569");
    assert_eq!(payment.status, WebhookStatus::New);
    let data = &payment.data;
    assert_eq!(data.original_amount.as_ref().unwrap().minor_units(2), Some(1000));
    assert_eq!(data.next_action, Some(NextAction::N3dVerification));
    assert_eq!(data.escrow, Maybe::Null);
    assert_eq!(data.payment_method_options.as_ref().unwrap().n3d_required, Some(true));
    assert!(payment.validate(Profile::Effective).is_empty());
    assert_eq!(payment.to_json(), body, "written back to the byte");
}

#[test]
fn the_event_says_which_payload_a_body_is_wherever_it_stands() {
    let body = example(&rapyd::customer_payment_method_created::fixtures());
    let at_the_end = {
        let (head, tail) = body.split_once(r#""type":"CUSTOMER_PAYMENT_METHOD_CREATED","#).unwrap();
        format!(r#"{head}{},"type":"CUSTOMER_PAYMENT_METHOD_CREATED"}}"#, tail.strip_suffix('}').unwrap())
    };
    for body in [&body, &at_the_end] {
        let event = rapyd::Event::decode_unverified(body.as_bytes()).unwrap();
        assert_eq!(event.payload(), Some("rapyd/customer-payment-method-created"));
        assert!(event.validate(Profile::Effective).is_empty());
    }
    let link = example(&anddone::token_link::fixtures());
    assert!(matches!(*anddone::Event::decode_unverified(link.as_bytes()).unwrap(), anddone::Event::TokenLink(_)));
    let token = r#"{"payment_token":"tok","payment_session_id":"ps"}"#;
    assert!(matches!(
        *truemed::Event::decode_unverified(token.as_bytes()).unwrap(),
        truemed::Event::PaymentTokenUpdated(_)
    ));
}

#[test]
fn an_event_that_no_schema_knows_is_kept_as_it_came() {
    let body = r#"{ "data": {"amount": 10.50}, "type": "REFUND_COMPLETED" }"#;
    let event = rapyd::Event::decode_unverified(body.as_bytes()).unwrap().into_inner();
    assert_eq!(event.payload(), None);
    assert_eq!(event.to_json(), body);
    let rapyd::Event::Unknown(unknown) = event.into_owned() else { panic!("nothing knows it") };
    assert_eq!(unknown.name.as_deref(), Some("REFUND_COMPLETED"));
    assert!(
        rapyd::Event::decode_unverified(br#"{"type":"REFUND_COMPLETED","a":1e999}"#).is_err(),
        "strict all the same"
    );
}

#[test]
fn a_new_enumeration_value_neither_kills_a_payload_nor_gets_lost() {
    let body = example(&rapyd::payment_updated::fixtures()).replace(r#""status":"ACT""#, r#""status":"PAUSED""#);
    let payment = rapyd::PaymentUpdated::decode_unverified(body.as_bytes()).unwrap();
    assert_eq!(payment.data.status.as_ref().unwrap().as_str(), "PAUSED");
    let report = payment.validate(Profile::Effective);
    assert_eq!(report.violations.len(), 1);
    assert_eq!((report.violations[0].keyword, report.violations[0].pointer.as_str()), (Keyword::Enum, "/data/status"));
    assert_eq!(payment.to_json(), body);
}

#[test]
fn unknown_members_are_listed_and_harmless() {
    let body = r#"{"payment_token":"tok","payment_session_id":"ps","lmn_expires_at":"2027-01-01T00:00:00Z"}"#;
    let token = truemed::PaymentTokenUpdated::decode_unverified(body.as_bytes()).unwrap();
    assert!(token.validate(Profile::Effective).is_empty());
    assert_eq!(token.unknown_members(), ["/lmn_expires_at"]);
}

#[test]
fn everything_that_a_type_cannot_hold_is_said_at_once() {
    let body = r#"{"EventCode":1,"EventBody":{"MerchantId":null,"CardBrand":[]},"Signature":null}"#;
    let errors = anddone::AccountToken::decode_unverified(body.as_bytes()).unwrap_err();
    let said: Vec<_> = errors.violations.iter().map(|v| (v.keyword, v.pointer.as_str(), v.property)).collect();
    for expected in [
        (Keyword::Type, "/EventCode", None),
        (Keyword::Type, "/EventBody/MerchantId", None),
        (Keyword::Type, "/EventBody/CardBrand", None),
        (Keyword::Required, "", Some("EventDateTime")),
        (Keyword::Required, "/EventBody", Some("NameOnAccount")),
    ] {
        assert!(said.contains(&expected), "{expected:?} is not in {said:?}");
    }
    assert!(errors.violations.iter().all(|violation| violation.schema.file.starts_with("schemas/anddone/")));
}

#[test]
fn the_page_to_the_letter_rejects_its_own_example() {
    let body = example(&anddone::account_token::fixtures());
    let token = anddone::AccountToken::decode_unverified(body.as_bytes()).unwrap();
    let report = token.validate(Profile::Documented);
    let said: Vec<_> = report.violations.iter().map(|v| (v.pointer.as_str(), v.keyword)).collect();
    assert_eq!(
        said,
        [
            ("/EventDateTime", Keyword::MinLength),
            ("/EventBody", Keyword::Type),
            ("/EventBody/NotificationType", Keyword::MinLength),
            ("/EventBody/NotificationDate", Keyword::MinLength),
            ("/EventBody/TimeZone", Keyword::MinLength),
            ("/AdditionalFields", Keyword::MinLength),
            ("/Signature", Keyword::Type),
        ]
    );
    let link = example(&anddone::token_link::fixtures());
    let link = anddone::TokenLink::decode_unverified(link.as_bytes()).unwrap();
    assert_eq!(link.validate(Profile::Documented).violations.len(), 12);
    assert!(token.validate(Profile::Effective).is_empty() && link.validate(Profile::Effective).is_empty());
}

#[test]
fn what_is_sensitive_never_gets_into_debug_output_or_messages() {
    let body = example(&anddone::account_token::fixtures());
    let shown = format!("{:?}", anddone::Event::decode_unverified(body.as_bytes()).unwrap());
    assert!(shown.contains("MerchantTokenCreated"), "{shown}");
    for secret in ["RPYGLDBW10MPD5ZK", "****0008", "Onkar"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    let broken = body.replace("RPYGLDBW10MPD5ZK", &"4111111111111111".repeat(4));
    let report = anddone::AccountToken::decode_unverified(broken.as_bytes()).unwrap().validate(Profile::Effective);
    assert_eq!(report.violations.len(), 1);
    assert!(!report.to_string().contains("4111"), "{report}");
}

#[test]
fn an_owned_payload_outlives_its_body() {
    let owned = {
        let body = example(&anddone::token_link::fixtures());
        anddone::Event::decode_unverified(body.as_bytes()).unwrap().into_inner().into_owned()
    };
    std::thread::spawn(move || assert!(owned.to_json().contains("DxL3QA2v"))).join().unwrap();
}

#[test]
fn serde_reads_and_writes_the_same_types() {
    let body = example(&rapyd::payment_updated::fixtures());
    let payment: rapyd::PaymentUpdated<'_> = serde_json::from_str(&body).unwrap();
    assert_eq!(serde_json::to_string(&payment).unwrap(), body);
    let value = serde_json::to_value(&payment).unwrap();
    assert_eq!(value["data"]["ewallets"][0]["percent"], 100);
}
