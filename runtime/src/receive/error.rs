//! Why a request is not known to come from the provider.

use std::fmt;
use std::time::Duration;

/// Why a request is not known to come from the provider. It holds no key, no signature and nothing of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyError {
    /// The body is larger than the verifier reads.
    BodyTooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// A header that takes part is not there.
    MissingHeader {
        /// Its name.
        header: &'static str,
    },
    /// A header that takes part is there more than once, so that nobody can say which one was meant.
    RepeatedHeader {
        /// Its name.
        header: &'static str,
    },
    /// The signature has another length than one has.
    SignatureLength {
        /// In characters.
        expected: usize,
        /// In bytes.
        found: usize,
    },
    /// The signature lacks the `=` at its end.
    SignaturePadding,
    /// The signature does not start as one does, or has characters that none has.
    SignatureAlphabet,
    /// The signature is made of upper-case hexadecimal digits, and lower-case ones are documented.
    SignatureCase,
    /// The signature looks like one, but it is not that of this request for this endpoint.
    SignatureMismatch,
    /// The header does not hold the key.
    KeyMismatch,
    /// The header with the time of signing does not hold Unix seconds.
    Timestamp {
        /// Its name.
        header: &'static str,
    },
    /// The request was signed too long ago: it may be a replay.
    Expired {
        /// How long ago it was signed.
        age: Duration,
        /// How long ago it may have been.
        window: Duration,
    },
    /// The request was signed in the future: the clocks differ.
    FromTheFuture {
        /// How far ahead it was signed.
        ahead: Duration,
        /// How far ahead it may have been.
        window: Duration,
    },
    /// The request uses a scheme of which not all is documented that it takes to check it.
    Undocumented {
        /// What holds the signature.
        carrier: &'static str,
        /// What is not known.
        unknown: &'static [&'static str],
    },
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BodyTooLarge { limit } => write!(f, "the body has more than {limit} bytes"),
            Self::MissingHeader { header } => write!(f, "the header `{header}` is missing"),
            Self::RepeatedHeader { header } => write!(f, "the header `{header}` is there more than once"),
            Self::SignatureLength { expected, found } => {
                write!(f, "the signature has {found} characters, it takes {expected}")
            }
            Self::SignaturePadding => f.write_str("the signature lacks the `=` at its end"),
            Self::SignatureAlphabet => f.write_str("the signature is not encoded as documented"),
            Self::SignatureCase => f.write_str("the signature has upper-case hexadecimal digits, lower-case is documented"),
            Self::SignatureMismatch => f.write_str(
                "the signature is not that of this request: compare keys and URL with the provider's settings, and verify \
                 the body as it was received",
            ),
            Self::KeyMismatch => f.write_str("the header does not hold the key"),
            Self::Timestamp { header } => write!(f, "the header `{header}` does not hold Unix seconds"),
            Self::Expired { age, window } => {
                write!(f, "signed {} s ago, more than {} s", age.as_secs(), window.as_secs())
            }
            Self::FromTheFuture { ahead, window } => {
                write!(f, "signed {} s ahead of this clock, more than {} s", ahead.as_secs(), window.as_secs())
            }
            Self::Undocumented { carrier, unknown } => {
                write!(f, "the signature in `{carrier}` cannot be checked, since it is not documented ")?;
                for (i, what) in unknown.iter().enumerate() {
                    f.write_str(if i == 0 { "" } else { "; nor " })?;
                    f.write_str(what)?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for VerifyError {}
