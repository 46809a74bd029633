//! Checking where a request comes from.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use subtle::ConstantTimeEq;

use super::contract::{Authentication, Contract, Part};
use super::endpoint::Endpoint;
use super::error::VerifyError;
use super::headers::{Found, Headers};
use super::signature;
use super::verified::Verified;

/// How long ago, or how far ahead, a request may have been signed, where its provider says when it was.
pub const REPLAY_WINDOW: Duration = Duration::from_secs(300);

/// The greatest body that is looked at, in bytes: 1 MiB.
pub const MAX_BODY: usize = 1 << 20;

/// Checks where requests come from: the configured endpoints of a provider, and what is asked of every request.
pub struct Verifier<P> {
    endpoints: Vec<Box<dyn Endpoint<Provider = P>>>,
    window: Duration,
    limit: usize,
}

/// What keeps an endpoint from being used.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndpointError {
    /// The URL is signed, and there is none, or it is no absolute `http` or `https` URL.
    Url,
    /// A key is not there.
    MissingKey {
        /// The provider's name of it.
        key: &'static str,
    },
    /// The scheme cannot be checked.
    Undocumented {
        /// What holds the signature.
        carrier: &'static str,
        /// What is not known.
        unknown: &'static [&'static str],
    },
}

impl<P: 'static> Verifier<P> {
    /// Checks requests to an endpoint.
    ///
    /// # Errors
    /// If something is missing that a signature is made of.
    pub fn new(endpoint: impl Endpoint<Provider = P>) -> Result<Self, EndpointError> {
        Self { endpoints: Vec::new(), window: REPLAY_WINDOW, limit: MAX_BODY }.or(endpoint)
    }

    /// Takes requests to another endpoint as well: one with the next key, or the last, while keys are rotated.
    ///
    /// # Errors
    /// As [`Verifier::new`].
    pub fn or(mut self, endpoint: impl Endpoint<Provider = P>) -> Result<Self, EndpointError> {
        usable(&endpoint)?;
        self.endpoints.push(Box::new(endpoint));
        Ok(self)
    }

    /// How long ago, or how far ahead, a request may have been signed; [`REPLAY_WINDOW`] unless this is called, and for ever
    /// with [`Duration::MAX`]. It says nothing where the provider signs no time.
    #[must_use]
    pub fn replay_window(mut self, window: Duration) -> Self {
        self.window = window;
        self
    }

    /// The greatest body that is looked at, in bytes; [`MAX_BODY`] unless this is called.
    #[must_use]
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// The greatest body that is looked at, in bytes.
    pub(super) fn limit(&self) -> usize {
        self.limit
    }

    /// Checks a request by the clock of this machine.
    ///
    /// The body must be the bytes that were received: a body that was parsed and written again is another one.
    ///
    /// # Errors
    /// If it is not known to come from the provider, and why.
    pub fn verify<'a>(&self, headers: &dyn Headers, body: &'a [u8]) -> Result<Verified<'a, P>, VerifyError> {
        self.verify_at(headers, body, SystemTime::now())
    }

    /// Checks a request as if it were `now`.
    ///
    /// # Errors
    /// As [`Verifier::verify`]. With several endpoints it is what is wrong for the one that comes closest: the first that
    /// has all headers, else the first of all.
    pub fn verify_at<'a>(
        &self,
        headers: &dyn Headers,
        body: &'a [u8],
        now: SystemTime,
    ) -> Result<Verified<'a, P>, VerifyError> {
        if body.len() > self.limit {
            return Err(VerifyError::BodyTooLarge { limit: self.limit });
        }
        let mut closest: Option<VerifyError> = None;
        for (index, endpoint) in self.endpoints.iter().enumerate() {
            match check(endpoint.as_ref(), headers, body) {
                Ok(timestamp) => {
                    self.in_time(timestamp, now)?;
                    return Ok(Verified::new(body, timestamp, index));
                }
                Err(error) => {
                    if closest.as_ref().is_none_or(|closest| missing(closest) && !missing(&error)) {
                        closest = Some(error);
                    }
                }
            }
        }
        // There is always an endpoint: the verifier was made with one.
        Err(closest.unwrap_or(VerifyError::SignatureMismatch))
    }

    /// Whether a request was signed within the window around now.
    fn in_time(&self, timestamp: Option<u64>, now: SystemTime) -> Result<(), VerifyError> {
        let Some(signed) = timestamp else { return Ok(()) };
        let now = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let (age, ahead) =
            (Duration::from_secs(now.saturating_sub(signed)), Duration::from_secs(signed.saturating_sub(now)));
        let window = self.window;
        if age > window {
            Err(VerifyError::Expired { age, window })
        } else if ahead > window {
            Err(VerifyError::FromTheFuture { ahead, window })
        } else {
            Ok(())
        }
    }
}

/// Whether what is wrong is that the scheme's headers are not there at all.
fn missing(error: &VerifyError) -> bool {
    matches!(error, VerifyError::MissingHeader { .. })
}

/// Whether all is there that the endpoint's signatures are made of.
fn usable<P: 'static>(endpoint: &dyn Endpoint<Provider = P>) -> Result<(), EndpointError> {
    let scheme = endpoint.authentication();
    if let Authentication::Undocumented { carrier, unknown } = *scheme {
        return Err(EndpointError::Undocumented { carrier, unknown });
    }
    if scheme.signs_url() && !endpoint.url().is_some_and(is_absolute) {
        return Err(EndpointError::Url);
    }
    match scheme.keys().into_iter().find(|key| endpoint.key(key).is_none()) {
        Some(key) => Err(EndpointError::MissingKey { key }),
        None => Ok(()),
    }
}

/// Whether a URL has a scheme for webhooks and a host, and nothing that no URL has.
fn is_absolute(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', '#']))
        && !url.contains(|character: char| character.is_whitespace() || character.is_control())
}

/// Whether a request is signed for an endpoint; gives the time of signing, in Unix seconds, where one is signed.
fn check<P: 'static>(
    endpoint: &dyn Endpoint<Provider = P>,
    headers: &dyn Headers,
    body: &[u8],
) -> Result<Option<u64>, VerifyError> {
    match *endpoint.authentication() {
        Authentication::ApiKey { header, key } => {
            let found = one(endpoint.contract(), headers, header)?;
            let key = endpoint.key(key).ok_or(VerifyError::KeyMismatch)?;
            if bool::from(key.bytes().ct_eq(found)) { Ok(None) } else { Err(VerifyError::KeyMismatch) }
        }
        Authentication::HmacSha256 { header, timestamp, signed, key, encoding, prefix } => {
            let found = one(endpoint.contract(), headers, header)?;
            for part in signed {
                if let Part::Header(name) = part {
                    one(endpoint.contract(), headers, name)?;
                }
            }
            let key = endpoint.key(key).ok_or(VerifyError::SignatureMismatch)?;
            let value = |part: Part| part_of(part, endpoint, headers, body);
            let made = signature::make(key, signed, encoding, prefix, value).ok_or(VerifyError::SignatureMismatch)?;
            if !bool::from(made.as_bytes().ct_eq(found)) {
                return Err(encoding.fault(prefix, found));
            }
            timestamp.map(|header| seconds(endpoint.contract(), headers, header)).transpose()
        }
        Authentication::Undocumented { carrier, unknown } => Err(VerifyError::Undocumented { carrier, unknown }),
    }
}

/// What a part of a request holds.
pub(super) fn part_of<'p, P: 'static>(
    part: Part,
    endpoint: &'p dyn Endpoint<Provider = P>,
    headers: &'p dyn Headers,
    body: &'p [u8],
) -> Option<&'p [u8]> {
    match part {
        Part::Url => endpoint.url().map(str::as_bytes),
        Part::Header(name) => headers.find(name).once(),
        Part::Key(name) => endpoint.key(name).map(super::secret::Secret::bytes),
        Part::Text(text) => Some(text.as_bytes()),
        Part::Body => Some(body),
    }
}

/// The value of a header that must be there once. If it is not, but another scheme of the provider is used, that is said.
fn one<'h>(contract: &Contract, headers: &'h dyn Headers, header: &'static str) -> Result<&'h [u8], VerifyError> {
    match headers.find(header) {
        Found::Once(value) => Ok(value),
        Found::Repeated => Err(VerifyError::RepeatedHeader { header }),
        Found::Missing => {
            let other = contract.authentication.iter().find_map(|scheme| match *scheme {
                Authentication::Undocumented { carrier, unknown } if headers.find(carrier) != Found::Missing => {
                    Some(VerifyError::Undocumented { carrier, unknown })
                }
                _ => None,
            });
            Err(other.unwrap_or(VerifyError::MissingHeader { header }))
        }
    }
}

/// The time of signing: decimal digits and nothing else.
fn seconds(contract: &Contract, headers: &dyn Headers, header: &'static str) -> Result<u64, VerifyError> {
    let value = one(contract, headers, header)?;
    let digits = std::str::from_utf8(value).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    digits.and_then(|digits| digits.parse().ok()).ok_or(VerifyError::Timestamp { header })
}

impl<P> fmt::Debug for Verifier<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("endpoints", &self.endpoints.len())
            .field("replay_window", &self.window)
            .field("max_body", &self.limit)
            .finish()
    }
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url => f.write_str(
                "the URL is signed: give the whole one that the endpoint is configured with, as in https://example.com/hook",
            ),
            Self::MissingKey { key } => write!(f, "the key `{key}` is missing"),
            Self::Undocumented { carrier, unknown } => {
                VerifyError::Undocumented { carrier, unknown }.fmt(f)
            }
        }
    }
}

impl std::error::Error for EndpointError {}
