//! Answers that the provider counts as received.

use std::borrow::Cow;

use fieldwright::{Ack, Contract, DecodeErrors, Decoded, NotAnAck, Provider, UnknownEvent};

use crate::acme::Acme;

/// A provider that takes any 2xx.
struct Lenient;

static LENIENT: Contract = Contract { provider: "lenient", authentication: &[], success: &[], delivery_id: &[] };

impl Provider for Lenient {
    const CONTRACT: &'static Contract = &LENIENT;
    type Event<'a> = UnknownEvent<'a>;

    fn decode_unverified(body: &[u8]) -> Result<Decoded<'_, UnknownEvent<'_>>, DecodeErrors> {
        UnknownEvent::decode(None, body)
    }

    fn event_name(_body: &[u8]) -> Option<Cow<'_, str>> {
        None
    }

    fn unknown(event: UnknownEvent<'_>) -> UnknownEvent<'_> {
        event
    }

    fn payload(_event: &UnknownEvent<'_>) -> Option<&'static str> {
        None
    }
}

#[test]
fn where_one_status_counts_there_is_no_other() {
    assert_eq!(Ack::<Acme>::received().status(), 204);
    assert_eq!(Ack::<Acme>::with_status(204).unwrap(), Ack::received());
    for status in [0, 199, 200, 202, 205, 299, 300, 404, 500] {
        let error = Ack::<Acme>::with_status(status).unwrap_err();
        assert_eq!(error, NotAnAck { status, success: &[204] });
    }
    let told = Ack::<Acme>::with_status(200).unwrap_err().to_string();
    assert_eq!(told, "the provider does not count status 200 as received, but 204");
}

#[test]
fn where_any_2xx_counts_any_can_be_chosen() {
    assert_eq!(Ack::<Lenient>::received().status(), 200);
    for status in [200, 202, 204, 299] {
        assert_eq!(Ack::<Lenient>::with_status(status).unwrap().status(), status);
    }
    for status in [199, 300] {
        assert!(Ack::<Lenient>::with_status(status).is_err());
    }
}
