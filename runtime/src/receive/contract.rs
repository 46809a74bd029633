//! What a provider's documentation says about its requests and the answers to them.

use std::borrow::Cow;

use crate::decode::Decoded;
use crate::error::DecodeErrors;
use crate::event::UnknownEvent;

/// A provider as a type, so that a body that was verified as one provider's cannot be decoded as another's.
///
/// Generated crates implement it once a provider.
pub trait Provider: Sized + Send + Sync + 'static {
    /// What is documented.
    const CONTRACT: &'static Contract;

    /// Any webhook of the provider.
    type Event<'a>;

    /// Decodes a body whose origin nobody has checked.
    ///
    /// # Errors
    /// If it is not strict JSON, or has values that its type cannot hold.
    fn decode_unverified(body: &[u8]) -> Result<Decoded<'_, Self::Event<'_>>, DecodeErrors>;

    /// What the members say that name events, the first of them that is there.
    fn event_name(body: &[u8]) -> Option<Cow<'_, str>>;

    /// The event that no schema knows.
    fn unknown(event: UnknownEvent<'_>) -> Self::Event<'_>;

    /// What the command line calls the payload of an event; none if no schema knows it.
    fn payload(event: &Self::Event<'_>) -> Option<&'static str>;
}

/// What a provider documents about requests and answers: static data, from its `provider.yaml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contract {
    /// The provider's folder of schemas, as in `rapyd`.
    pub provider: &'static str,
    /// How its requests can be told from others'. Of several, a webhook uses one.
    pub authentication: &'static [Authentication],
    /// The statuses that acknowledge a delivery; none where any 2xx does.
    pub success: &'static [u16],
    /// The member names from the root to the text that tells one delivery from another; none where no such is documented.
    pub delivery_id: &'static [&'static str],
}

/// How a request shows where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Authentication {
    /// A header holds a key as it is.
    ApiKey {
        /// The header.
        header: &'static str,
        /// What the provider calls the key.
        key: &'static str,
    },
    /// A header holds an HMAC-SHA256 (RFC 2104) over parts of the request.
    HmacSha256 {
        /// The header that holds the signature.
        header: &'static str,
        /// The header that holds the time of signing in Unix seconds, where one does.
        timestamp: Option<&'static str>,
        /// What is signed, one part behind the other with nothing between them.
        signed: &'static [Part],
        /// The key of the HMAC, as the provider calls it.
        key: &'static str,
        /// How the digest is written.
        encoding: Encoding,
        /// What stands in front of the digest, as in `sha256=`.
        prefix: &'static str,
    },
    /// There is a signature, but not all is documented that it takes to check it.
    Undocumented {
        /// What holds the signature: a header, or a member of the body as a pointer.
        carrier: &'static str,
        /// What is not known, each as a part of a sentence.
        unknown: &'static [&'static str],
    },
}

/// A part of what is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The whole URL that the endpoint is configured with.
    Url,
    /// The value of a header.
    Header(&'static str),
    /// A key, by the provider's name of it.
    Key(&'static str),
    /// The same text every time.
    Text(&'static str),
    /// The body, byte by byte as it was received.
    Body,
}

/// How a digest is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// 64 lower-case hexadecimal digits.
    Hex,
    /// Base64 (RFC 4648 §4) with padding: 44 characters.
    Base64,
    /// Base64 of the 64 lower-case hexadecimal digits: 88 characters.
    Base64OfHex,
}

impl Contract {
    /// Whether a status acknowledges a delivery.
    pub fn acknowledges(&self, status: u16) -> bool {
        if self.success.is_empty() { (200..300).contains(&status) } else { self.success.contains(&status) }
    }

    /// The status to acknowledge a delivery with.
    pub fn acknowledgement(&self) -> u16 {
        self.success.first().copied().unwrap_or(200)
    }
}

impl Authentication {
    /// The word by which schemas name the scheme.
    pub fn word(&self) -> &'static str {
        match self {
            Self::ApiKey { .. } => "api-key",
            Self::HmacSha256 { .. } => "hmac-sha256",
            Self::Undocumented { .. } => "undocumented",
        }
    }

    /// The keys that it takes, by the provider's names of them, each once.
    pub fn keys(&self) -> Vec<&'static str> {
        match self {
            Self::ApiKey { key, .. } => vec![key],
            Self::HmacSha256 { signed, key, .. } => {
                let mut keys: Vec<&str> = Vec::new();
                let parts =
                    signed.iter().filter_map(|part| if let Part::Key(name) = part { Some(*name) } else { None });
                for name in parts.chain([*key]) {
                    if !keys.contains(&name) {
                        keys.push(name);
                    }
                }
                keys
            }
            Self::Undocumented { .. } => Vec::new(),
        }
    }

    /// Whether the URL of the endpoint is signed.
    pub fn signs_url(&self) -> bool {
        matches!(self, Self::HmacSha256 { signed, .. } if signed.contains(&Part::Url))
    }
}
