use payment_webhooks::rapyd::Event;
use payment_webhooks::{DecodeErrors, Profile};

/// Whether a delivery is one that the crate knows, and keeps the rules in effect.
pub fn is_as_expected(body: &[u8]) -> Result<bool, DecodeErrors> {
    let event = Event::decode_unverified(body)?;
    Ok(!matches!(*event, Event::Unknown(_)) && event.validate(Profile::Effective).is_valid())
}
