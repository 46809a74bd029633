//! The answer that acknowledges a delivery.

use std::fmt;
use std::marker::PhantomData;

use super::contract::Provider;

/// An answer that the provider counts as received: a status and no body.
///
/// Where one status alone counts, no other can be made.
pub struct Ack<P> {
    pub(super) status: u16,
    provider: PhantomData<fn() -> P>,
}

/// A status that the provider would not count as received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnAck {
    /// The status.
    pub status: u16,
    /// The statuses that count; none where any 2xx does.
    pub success: &'static [u16],
}

impl<P: Provider> Ack<P> {
    /// Received: the status that the provider documents, or 200.
    pub fn received() -> Self {
        Self { status: P::CONTRACT.acknowledgement(), provider: PhantomData }
    }

    /// Received, with a status of one's own choice.
    ///
    /// # Errors
    /// If the provider would not count it as received, and send the webhook again.
    pub fn with_status(status: u16) -> Result<Self, NotAnAck> {
        if P::CONTRACT.acknowledges(status) {
            Ok(Self { status, provider: PhantomData })
        } else {
            Err(NotAnAck { status, success: P::CONTRACT.success })
        }
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }
}

impl<P: Provider> Default for Ack<P> {
    fn default() -> Self {
        Self::received()
    }
}

impl<P> Clone for Ack<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for Ack<P> {}

impl<P> PartialEq for Ack<P> {
    fn eq(&self, other: &Self) -> bool {
        self.status == other.status
    }
}

impl<P> Eq for Ack<P> {}

impl<P> fmt::Debug for Ack<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Ack").field(&self.status).finish()
    }
}

impl fmt::Display for NotAnAck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { status, success } = self;
        write!(f, "the provider does not count status {status} as received, but ")?;
        match success {
            [] => f.write_str("2xx"),
            [first, more @ ..] => {
                write!(f, "{first}")?;
                more.iter().try_for_each(|status| write!(f, ", {status}"))
            }
        }
    }
}

impl std::error::Error for NotAnAck {}
