//! A kill in the middle of a run.

use std::collections::BTreeSet;

use payment_webhooks::anddone;
use payment_webhooks::fieldwright::{DeliveryId, Provider};
use tempfile::tempdir;

use crate::service::{Service, kept, send, settle};

/// AndDone's fixtures are told apart by their bodies, so each is a delivery of its own.
#[test]
fn nothing_that_was_acknowledged_is_lost() {
    let folder = tempdir().unwrap();
    let database = folder.path().join("store");
    let fixtures = anddone::token_link::fixtures();
    let id = |name: &str| {
        let body = &fixtures.get(name)?.payload;
        Some(format!("anddone/{}", DeliveryId::of(anddone::Anddone::CONTRACT, body.as_bytes())))
    };
    let mut acknowledged = BTreeSet::new();
    for after in [5, 40, 90] {
        let service = Service::start(&database, "accept");
        let url = service.hook("anddone");
        let sender = std::thread::spawn(move || send("anddone/token-link", &url, &["--all"]));
        for _ in 0..after {
            service.wait_for("received");
        }
        service.kill();
        let (status, sent) = sender.join().unwrap();
        assert_ne!(status, 0, "the run came to its end before the kill");
        let names = sent.iter().filter(|delivery| delivery.acknowledged).map(|delivery| delivery.name.clone());
        acknowledged.extend(names.filter_map(|name| id(&name)));
        let (kept, _) = kept(&database);
        let lost: Vec<_> = acknowledged.difference(&kept).collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    }
    assert!(acknowledged.len() > 20, "only {} were acknowledged", acknowledged.len());

    // Then everything is sent again, and all of it is worked on once.
    let service = Service::start(&database, "accept");
    let (status, sent) = send("anddone/token-link", &service.hook("anddone"), &["--all"]);
    assert_eq!(status, 0);
    for _ in &sent {
        service.wait_for("received");
    }
    service.stop();
    settle(&database);
    let (kept, totals) = kept(&database);
    assert_eq!(totals.values().sum::<u64>(), kept.len() as u64, "each delivery is worked on once");
}
