//! A delivery that was taken in.

use std::fmt;
use std::marker::PhantomData;

use super::contract::Provider;
use super::delivery::DeliveryId;
use crate::event::UnknownEvent;
use crate::report::Report;

/// A delivery that was taken in: its body, what is wrong with it, and its id.
pub struct Webhook<P: Provider> {
    /// The body, as it was received: strict JSON.
    pub body: Vec<u8>,
    /// What the command line calls the payload, as in `rapyd/payment-updated`; none if the event is unknown, or has values that
    /// its type cannot hold.
    pub payload: Option<&'static str>,
    /// What breaks the effective rules.
    pub report: Report,
    /// What tells the delivery from others.
    pub delivery_id: DeliveryId,
    pub(super) provider: PhantomData<fn() -> P>,
}

impl<P: Provider> Webhook<P> {
    /// The event, which borrows from the body. One that its type cannot hold is kept as it came, as an unknown event, and the
    /// report says why.
    ///
    /// Every call decodes the body, which costs less than to copy its texts once.
    pub fn event(&self) -> P::Event<'_> {
        let decoded = P::decode_unverified(&self.body).map(crate::decode::Decoded::into_inner);
        decoded.unwrap_or_else(|_| {
            let kept = UnknownEvent::decode(P::event_name(&self.body), &self.body);
            // The body was JSON when it was taken in.
            P::unknown(kept.map_or_else(|_| UnknownEvent::default(), crate::decode::Decoded::into_inner))
        })
    }
}

impl<P: Provider> fmt::Debug for Webhook<P> {
    /// Without the body: it may hold what an event's `Debug` leaves out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook")
            .field("payload", &self.payload)
            .field("report", &self.report)
            .field("delivery_id", &self.delivery_id)
            .finish_non_exhaustive()
    }
}
