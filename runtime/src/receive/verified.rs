//! A body that is known to come from the provider.

use std::fmt;
use std::marker::PhantomData;

/// A body whose origin was checked, and when it was signed.
///
/// Only `Verifier::verify` makes one, so a function that asks for it cannot be handed anything else.
pub struct Verified<'a, P> {
    body: &'a [u8],
    timestamp: Option<u64>,
    endpoint: usize,
    provider: PhantomData<fn() -> P>,
}

impl<'a, P> Verified<'a, P> {
    #[cfg(feature = "verify")]
    pub(super) fn new(body: &'a [u8], timestamp: Option<u64>, endpoint: usize) -> Self {
        Self { body, timestamp, endpoint, provider: PhantomData }
    }

    /// The body, as it was received.
    pub fn body(&self) -> &'a [u8] {
        self.body
    }

    /// When it was signed, in Unix seconds, where the provider says so.
    pub fn timestamp(&self) -> Option<u64> {
        self.timestamp
    }

    /// Which of the verifier's endpoints it was signed for, from 0 in the order in which they were given: when nothing is
    /// signed with an old key any longer, the key can go.
    pub fn endpoint(&self) -> usize {
        self.endpoint
    }
}

impl<P> Clone for Verified<'_, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for Verified<'_, P> {}

impl<P> fmt::Debug for Verified<'_, P> {
    /// Without the body: nobody knows what it holds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("timestamp", &self.timestamp)
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}
