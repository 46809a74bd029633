//! A delivery that was taken in.

use std::fmt;

use super::contract::Provider;
use super::delivery::DeliveryId;
use crate::report::Report;

/// A delivery that was taken in: the event, what is wrong with it, and its id.
pub struct Webhook<P: Provider> {
    /// The event. If the body is JSON but has values that its type cannot hold, it is kept as it came, as an unknown event,
    /// and `report` says why.
    pub event: P::Event<'static>,
    /// What breaks the effective rules.
    pub report: Report,
    /// What tells the delivery from others.
    pub delivery_id: DeliveryId,
    /// The body, as it was received.
    pub body: Vec<u8>,
}

impl<P: Provider> Webhook<P> {
    /// What the command line calls the payload, as in `rapyd/payment-updated`; none if the event is unknown.
    pub fn payload(&self) -> Option<&'static str> {
        P::payload(&self.event)
    }
}

impl<P: Provider<Event<'static>: fmt::Debug>> fmt::Debug for Webhook<P> {
    /// Without the body: it may hold what the event's `Debug` leaves out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook")
            .field("event", &self.event)
            .field("report", &self.report)
            .field("delivery_id", &self.delivery_id)
            .finish_non_exhaustive()
    }
}
