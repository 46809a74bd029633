//! From headers and a body to a webhook, whatever the framework.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use super::contract::Provider;
use super::delivery::DeliveryId;
use super::headers::Headers;
use super::rejection::Rejection;
use super::verifier::{MAX_BODY, Verifier};
use super::webhook::Webhook;
use crate::error::DecodeErrors;
use crate::report::{Profile, Report};

/// What becomes of a delivery that comes from the provider but breaks the effective rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Policy {
    /// It is taken in, with a report of what is wrong: a provider that widens a field must not cost anybody data.
    #[default]
    Accept,
    /// It is turned away. The provider will send it again, or give up on it.
    Reject,
}

/// Takes deliveries in: checks where they come from, decodes them and holds them against the effective rules.
///
/// It is cheap to clone, and what clones share is never changed.
pub struct Receiver<P>(Arc<Settings<P>>);

struct Settings<P> {
    verifier: Option<Verifier<P>>,
    policy: Policy,
    limit: usize,
}

impl<P: Provider> Receiver<P> {
    /// Takes in what the verifier lets through.
    pub fn new(verifier: Verifier<P>) -> Self {
        let limit = verifier.limit();
        Self(Arc::new(Settings { verifier: Some(verifier), policy: Policy::default(), limit }))
    }

    /// Takes in whatever comes, **without checking where it comes from**: for providers whose signatures cannot be checked,
    /// behind something else that keeps strangers out, such as a secret path or a list of addresses.
    pub fn unverified() -> Self {
        Self(Arc::new(Settings { verifier: None, policy: Policy::default(), limit: MAX_BODY }))
    }

    /// What becomes of a delivery that breaks the effective rules.
    #[must_use]
    pub fn policy(self, policy: Policy) -> Self {
        self.with(|settings| settings.policy = policy)
    }

    /// The greatest body that is taken in, in bytes; [`MAX_BODY`] unless the verifier or this says otherwise.
    #[must_use]
    pub fn max_body(self, bytes: usize) -> Self {
        self.with(|settings| settings.limit = bytes)
    }

    /// The greatest body that is taken in, in bytes: no more need be read.
    pub fn limit(&self) -> usize {
        self.0.limit
    }

    /// A receiver is set up before it is shared, so there is one owner still.
    fn with(mut self, change: impl FnOnce(&mut Settings<P>)) -> Self {
        if let Some(settings) = Arc::get_mut(&mut self.0) {
            change(settings);
        }
        self
    }

    /// Takes a delivery in.
    ///
    /// # Errors
    /// If it is not known to come from the provider, if it is too large or not JSON, or, with [`Policy::Reject`], if it
    /// breaks the effective rules. What to answer stands in the [`Rejection`].
    pub fn receive(&self, headers: &dyn Headers, body: Vec<u8>) -> Result<Webhook<P>, Rejection> {
        let settings = &*self.0;
        if body.len() > settings.limit {
            return Err(Rejection::TooLarge { limit: settings.limit });
        }
        if let Some(verifier) = &settings.verifier {
            verifier.verify(headers, &body).map_err(|error| Rejection::unverified(P::CONTRACT, error))?;
        }
        let (payload, report) = judge::<P>(&body)?;
        if settings.policy == Policy::Reject && !report.is_valid() {
            return Err(Rejection::Invalid { report });
        }
        let delivery_id = DeliveryId::of(P::CONTRACT, &body);
        Ok(Webhook { body, payload, report, delivery_id, provider: PhantomData })
    }
}

/// Which payload a body is and what is wrong with it. None if it is unknown, or its type cannot hold it.
fn judge<P: Provider>(body: &[u8]) -> Result<(Option<&'static str>, Report), Rejection> {
    match P::decode_unverified(body) {
        Ok(decoded) => Ok((P::payload(&decoded), decoded.validate(Profile::Effective))),
        Err(DecodeErrors { syntax: Some(error), .. }) => Err(Rejection::NotJson { error }),
        Err(DecodeErrors { syntax: None, report, .. }) => Ok((None, report)),
    }
}

impl<P> Clone for Receiver<P> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<P> fmt::Debug for Receiver<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("verifier", &self.0.verifier)
            .field("policy", &self.0.policy)
            .field("max_body", &self.0.limit)
            .finish()
    }
}
