//! Signing a request as the provider does: for tests, and for playing deliveries to a receiver.

use std::fmt;

use super::contract::{Authentication, Part};
use super::endpoint::Endpoint;
use super::headers::Headers as _;
use super::signature;

/// What keeps a request from being signed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignError {
    /// A header that is signed has no value, or several.
    MissingHeader {
        /// Its name.
        header: &'static str,
    },
    /// The endpoint has no such key, or no URL.
    Endpoint,
    /// The key stands in a header as it is, and is no text.
    KeyNotText,
    /// The scheme cannot be followed.
    Undocumented {
        /// What holds the signature.
        carrier: &'static str,
        /// What is not known.
        unknown: &'static [&'static str],
    },
}

/// The headers that authenticate a body to an endpoint, in the form of the provider's own.
///
/// `given` has the values of the headers that are signed as well, such as `salt` and `timestamp`: they are among the result,
/// in the order in which they are signed and before the signature.
///
/// # Errors
/// If the endpoint's scheme is not documented well enough, or something is missing that is signed.
pub fn sign<P: 'static>(
    endpoint: &dyn Endpoint<Provider = P>,
    body: &[u8],
    given: &[(&str, &str)],
) -> Result<Vec<(&'static str, String)>, SignError> {
    match *endpoint.authentication() {
        Authentication::ApiKey { header, key } => {
            let key = endpoint.key(key).ok_or(SignError::Endpoint)?;
            let text = std::str::from_utf8(key.bytes()).map_err(|_| SignError::KeyNotText)?;
            Ok(vec![(header, text.to_owned())])
        }
        Authentication::HmacSha256 { header, signed, key, encoding, prefix, .. } => {
            let mut headers = Vec::new();
            for part in signed {
                if let &Part::Header(header) = part {
                    let value = given.find(header).once().ok_or(SignError::MissingHeader { header })?;
                    headers.push((header, String::from_utf8_lossy(value).into_owned()));
                }
            }
            let key = endpoint.key(key).ok_or(SignError::Endpoint)?;
            let value = |part: Part| super::verifier::part_of(part, endpoint, &given, body);
            let made = signature::make(key, signed, encoding, prefix, value).ok_or(SignError::Endpoint)?;
            headers.push((header, made));
            Ok(headers)
        }
        Authentication::Undocumented { carrier, unknown } => Err(SignError::Undocumented { carrier, unknown }),
    }
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingHeader { header } => write!(f, "the header `{header}` is signed and has no value, or several"),
            Self::Endpoint => f.write_str("the endpoint lacks a key or the URL"),
            Self::KeyNotText => f.write_str("the key is not UTF-8, so no header can hold it"),
            Self::Undocumented { carrier, unknown } => {
                super::error::VerifyError::Undocumented { carrier, unknown }.fmt(f)
            }
        }
    }
}

impl std::error::Error for SignError {}
