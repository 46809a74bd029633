//! What an endpoint is configured with at the provider.

use super::contract::{Authentication, Contract};
use super::secret::Secret;

/// What an endpoint is configured with at the provider: its URL where that is signed, and its keys.
///
/// Generated crates have a struct for each scheme that is documented well enough to be checked.
pub trait Endpoint: Send + Sync + 'static {
    /// Whose endpoint it is.
    type Provider: 'static;

    /// What the provider documents.
    fn contract(&self) -> &'static Contract;

    /// The scheme that the endpoint uses, one of the contract's.
    fn authentication(&self) -> &'static Authentication;

    /// The whole URL, scheme and host included, to the letter as the provider has it.
    fn url(&self) -> Option<&str> {
        None
    }

    /// A key by the provider's name of it.
    fn key(&self, name: &str) -> Option<&Secret>;
}
