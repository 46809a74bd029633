//! Every fixture of every payload, and deliveries that come twice or from strangers.

use std::collections::BTreeSet;

use payment_webhooks::{Fixture, Fixtures, Profile, anddone, rapyd, truemed};
use tempfile::tempdir;

use crate::service::{Service, kept, send, settle};

/// The payloads, with their fixtures.
fn payloads() -> [(&'static str, Fixtures); 5] {
    [
        ("anddone/account-token", anddone::account_token::fixtures()),
        ("anddone/token-link", anddone::token_link::fixtures()),
        ("rapyd/customer-payment-method-created", rapyd::customer_payment_method_created::fixtures()),
        ("rapyd/payment-updated", rapyd::payment_updated::fixtures()),
        ("truemed/payment-token-updated", truemed::payment_token_updated::fixtures()),
    ]
}

/// Whether a body says which event it is: one that does not is an unknown event, to which no rules apply.
fn is_recognised(payload: &str, body: &str) -> bool {
    let body = body.as_bytes();
    let found = match payload.split('/').next() {
        Some("anddone") => anddone::Event::decode_unverified(body).map_or(Some(payload), |event| event.payload()),
        Some("rapyd") => rapyd::Event::decode_unverified(body).map_or(Some(payload), |event| event.payload()),
        _ => Some(payload),
    };
    found == Some(payload)
}

/// What must be found in a fixture, as the service writes it into its log.
fn findings(fixture: &Fixture) -> Vec<String> {
    let mut words: Vec<String> = fixture
        .findings(Profile::Effective)
        .iter()
        .map(|finding| format!("{} {}", finding.pointer, finding.keyword))
        .collect();
    words.sort();
    words
}

#[test]
fn every_fixture_is_acknowledged_and_what_is_wrong_with_it_reported() {
    let folder = tempdir().unwrap();
    let service = Service::start(&folder.path().join("store"), "accept");
    let (mut total, mut reported) = (0, 0);
    for (payload, fixtures) in payloads() {
        let provider = payload.split('/').next().unwrap();
        let (status, sent) = send(payload, &service.hook(provider), &["--all"]);
        assert_eq!(status, 0, "{payload}");
        assert!(sent.len() >= 10, "{payload}: {} deliveries", sent.len());
        let success = if provider == "truemed" { 204 } else { 200 };
        for delivery in &sent {
            let name = &delivery.name;
            assert!(delivery.acknowledged && delivery.status == Some(success), "{payload} {name}: {delivery:?}");
            let line = service.wait_for("received");
            let logged = line["findings"].as_str().unwrap();
            let mut logged: Vec<&str> = logged.split(", ").filter(|word| !word.is_empty()).collect();
            logged.sort_unstable();
            match fixtures.get(name) {
                Some(fixture) if is_recognised(payload, &fixture.payload) => {
                    assert_eq!(logged, findings(fixture), "{payload} {name}");
                }
                Some(_) => assert!(logged.is_empty(), "{payload} {name}"),
                // Random ones are not among the crate's: the command line makes them, and they are valid.
                None => assert_eq!(line["valid"], true, "{payload} {name}"),
            }
            reported += usize::from(!delivery.valid && line["valid"] == false);
        }
        total += sent.len();
    }
    println!("deliveries: {total}, reported as invalid: {reported}");
    assert!(reported > total / 4, "of {total} deliveries {reported} are reported as invalid");
    service.stop();
}

#[test]
fn by_the_other_policy_invalid_ones_are_turned_away() {
    let folder = tempdir().unwrap();
    let database = folder.path().join("store");
    let service = Service::start(&database, "reject");
    for (payload, fixtures) in payloads() {
        let provider = payload.split('/').next().unwrap();
        let (_, sent) = send(payload, &service.hook(provider), &["--all", "--expect-reject"]);
        for delivery in sent {
            let fixture = fixtures.get(&delivery.name);
            let recognised = fixture.is_none_or(|fixture| is_recognised(payload, &fixture.payload));
            let expected = match (delivery.valid || !recognised, provider) {
                (true, "truemed") => 204,
                (true, _) => 200,
                (false, _) => 422,
            };
            assert_eq!(delivery.status, Some(expected), "{payload} {delivery:?}");
        }
    }
    service.stop();
}

#[test]
fn a_delivery_that_comes_again_is_worked_on_once() {
    let folder = tempdir().unwrap();
    let database = folder.path().join("store");
    let service = Service::start(&database, "accept");
    for round in 0..3 {
        for (payload, _) in payloads() {
            let provider = payload.split('/').next().unwrap();
            let (status, sent) = send(payload, &service.hook(provider), &[]);
            assert_eq!((status, sent.len()), (0, 1), "{payload}");
            assert_eq!(service.wait_for("received")["new"], round == 0, "{payload}, round {round}");
        }
    }
    service.stop();
    settle(&database);
    let (_, totals) = kept(&database);
    for (payload, _) in payloads() {
        assert_eq!(totals.get(payload), Some(&1), "{payload}: {totals:?}");
    }
}

#[test]
fn strangers_are_turned_away() {
    let folder = tempdir().unwrap();
    let service = Service::start(&folder.path().join("store"), "accept");
    // Signed for another URL, and sent to the path of another provider.
    let url = service.hook("rapyd");
    let (status, sent) = send("rapyd/payment-updated", &url.replace("/rapyd", "/truemed"), &[]);
    assert_eq!((status, sent[0].status), (1, Some(401)));
    let (status, sent) = send("truemed/payment-token-updated", &url, &[]);
    assert_eq!((status, sent[0].status), (1, Some(401)));
    let (status, sent) = send("anddone/token-link", &format!("http://{}/hooks/anddone/guess", service.address), &[]);
    assert_eq!((status, sent[0].status), (1, Some(404)));
    service.stop();
}

/// Neither keys nor what the schemas call sensitive.
#[test]
fn the_log_has_nothing_of_cards_and_keys() {
    let folder = tempdir().unwrap();
    let service = Service::start(&folder.path().join("store"), "accept");
    let mut secrets = BTreeSet::from(["access-key-of-a-test", "secret-key-of-a-test", "api-key-of-a-test"]);
    // From the examples: a card's token, its masked number, its owner.
    secrets.extend(["RPYGLDBW10MPD5ZK", "****0008", "Onkar", "411111", "Auto Test"]);
    for (payload, _) in payloads() {
        let provider = payload.split('/').next().unwrap();
        send(payload, &service.hook(provider), &["--kind", "example"]);
        send(payload, &service.hook(provider), &["--kind", "invalid"]);
    }
    let log = service.stop();
    assert!(log.len() > 100, "{} lines", log.len());
    for line in log {
        for secret in &secrets {
            assert!(!line.contains(secret), "{secret} in {line}");
        }
    }
}
