//! What tells one delivery from another.

use std::fmt;

#[cfg(feature = "verify")]
use super::contract::Contract;

/// What tells one delivery from another, so that one that comes again is worked on once.
///
/// It is written as one text, to be kept as a key: the id as it came, or `sha256:` and 64 digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DeliveryId {
    /// The member that the provider documents.
    Documented(String),
    /// The SHA-256 of the body, where no such member is documented or the body does not have it: the same body counts as
    /// the same delivery.
    BodyDigest([u8; 32]),
}

impl DeliveryId {
    /// The id of a delivery, from its body.
    #[cfg(feature = "verify")]
    pub fn of(contract: &Contract, body: &[u8]) -> Self {
        use sha2::Digest;

        if !contract.delivery_id.is_empty()
            && let Some(id) = crate::event::discriminator(body, contract.delivery_id)
            && !id.is_empty()
        {
            return Self::Documented(id.into_owned());
        }
        Self::BodyDigest(sha2::Sha256::digest(body).into())
    }
}

impl fmt::Display for DeliveryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Documented(id) => f.write_str(id),
            Self::BodyDigest(digest) => {
                f.write_str("sha256:")?;
                digest.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }
    }
}
