//! From headers and a body to a webhook or a rejection.

use fieldwright::{DeliveryId, Policy, Receiver, Rejection, Verifier};

use crate::acme::{Acme, Event, Keyed, secret};

fn receiver() -> Receiver<Acme> {
    Receiver::new(Verifier::new(Keyed(secret("key-of-acme"))).unwrap())
}

const KEY: [(&str, &str); 1] = [("x-acme-key", "key-of-acme")];

fn rejected(receiver: &Receiver<Acme>, body: &[u8]) -> (Rejection, serde_json::Value) {
    let rejection = receiver.receive(&KEY, body.to_vec()).unwrap_err();
    let problem: serde_json::Value = serde_json::from_str(&rejection.problem()).unwrap();
    assert_eq!(problem["status"], rejection.status());
    assert!(problem["type"].as_str().is_some_and(|url| url.starts_with("https://")));
    assert!(problem["title"].is_string());
    (rejection, problem)
}

#[test]
fn a_valid_delivery_is_taken_in() {
    let webhook = receiver().receive(&KEY, br#"{"id":"wh_1","status":"NEW"}"#.to_vec()).unwrap();
    assert_eq!(webhook.event(), Event::Paid { id: "wh_1".to_owned() });
    assert_eq!(webhook.payload, Some("acme/paid"));
    assert!(webhook.report.is_empty());
    assert_eq!(webhook.delivery_id, DeliveryId::Documented("wh_1".to_owned()));
    assert_eq!(webhook.delivery_id.to_string(), "wh_1");
}

#[test]
fn what_breaks_a_rule_is_taken_in_and_reported() {
    let body = br#"{"id":"wh_1","status":"CLOSED"}"#;
    let webhook = receiver().receive(&KEY, body.to_vec()).unwrap();
    assert!(!webhook.report.is_valid());
    assert_eq!(webhook.event(), Event::Paid { id: "wh_1".to_owned() });

    let (rejection, problem) = rejected(&receiver().policy(Policy::Reject), body);
    assert_eq!(rejection.status(), 422);
    assert_eq!(problem["violations"][0]["instanceLocation"], "/status");
    assert_eq!(problem["violations"][0]["keyword"], "maxLength");
    assert!(!rejection.problem().contains("CLOSED"), "a value in {problem}");
    assert_eq!(rejection.headers(), [("content-type", "application/problem+json")]);
}

#[test]
fn what_the_type_cannot_hold_is_kept_as_it_came() {
    let body = br#"{"id":7,"status":"CLOSED"}"#;
    let webhook = receiver().receive(&KEY, body.to_vec()).unwrap();
    let Event::Unknown(event) = webhook.event() else { panic!("decoded") };
    assert_eq!(event.body.as_str().as_bytes(), body);
    assert_eq!((event.name.as_deref(), webhook.payload), (Some("CLOSED"), None));
    let found: Vec<_> = webhook.report.violations.iter().map(|found| found.pointer.as_str()).collect();
    assert_eq!(found, ["/id", "/status"]);
    assert!(matches!(webhook.delivery_id, DeliveryId::BodyDigest(_)));
    assert_eq!(rejected(&receiver().policy(Policy::Reject), body).0.status(), 422);
}

#[test]
fn what_is_not_json_is_turned_away_by_any_policy() {
    for policy in [Policy::Accept, Policy::Reject] {
        for body in ["", "{", "{}{}", "[]x", "{\"id\":\"a\",\"id\":\"b\"}"] {
            let (rejection, _) = rejected(&receiver().policy(policy), body.as_bytes());
            assert_eq!(rejection.status(), 400, "{body}");
            assert!(matches!(rejection, Rejection::NotJson { .. }), "{body}");
        }
    }
}

#[test]
fn strangers_are_turned_away_before_the_body_is_looked_at() {
    let rejection = receiver().receive(&[("x-acme-key", "another-key")], b"{".to_vec()).unwrap_err();
    assert_eq!(rejection.status(), 401);
    let challenge = rejection.headers().into_iter().find(|(name, _)| *name == "www-authenticate");
    assert!(challenge.is_some(), "a 401 names a scheme");
    let none: [(&str, &str); 0] = [];
    assert_eq!(receiver().receive(&none, b"{}".to_vec()).unwrap_err().status(), 401);
}

#[test]
fn large_bodies_are_turned_away() {
    let receiver = receiver().max_body(16);
    assert_eq!(rejected(&receiver, &[b' '; 17]).0.status(), 413);
    assert!(receiver.receive(&KEY, br#"{"id":"1234567"}"#.to_vec()).is_ok());
    let unverified = Receiver::<Acme>::unverified().max_body(16);
    assert_eq!(rejected(&unverified, &[b' '; 17]).0.status(), 413);
}

#[test]
fn nothing_is_checked_only_where_that_was_asked_for() {
    let none: [(&str, &str); 0] = [];
    assert!(Receiver::<Acme>::unverified().receive(&none, br#"{"id":"wh_1"}"#.to_vec()).is_ok());
}

#[test]
fn without_an_id_the_body_is_the_id() {
    let id = |body: &str| receiver().receive(&KEY, body.into()).unwrap().delivery_id;
    assert_eq!(id(r#"{"id":""}"#), id(r#"{"id":""}"#));
    assert_ne!(id(r#"{"id":""}"#), id(r#"{ "id":""}"#));
    // The SHA-256 of the two bytes `{}`.
    assert_eq!(id("{}").to_string(), "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    // Wherever it stands, and escaped.
    assert_eq!(id(r#"{"x":[{"id":"no"}],"\u0069d":"wh_\u0031"}"#).to_string(), "wh_1");
}
