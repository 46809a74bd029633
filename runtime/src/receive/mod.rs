//! Receiving: where a body comes from, what it is, and how to answer.
//!
//! ```text
//! headers, body ── Verifier::verify ──► Verified ── Event::decode ──► event, report ──► Ack
//!                  └──────────────── Receiver::receive ────────────────┘
//! ```
//!
//! A provider's documentation becomes a [`Contract`], static data as tables are, and what is here interprets it: how a
//! request is signed, which status acknowledges it, which member tells one delivery from another. What is not documented
//! is not guessed: a contract names it, and a request that would need it is refused.
//!
//! The feature `verify` adds what needs cryptography, `http` the header map of the `http` crate, `axum` an extractor.

mod ack;
#[cfg(feature = "axum")]
mod axum;
mod contract;
mod delivery;
mod endpoint;
#[cfg(feature = "verify")]
mod error;
#[cfg(feature = "verify")]
mod headers;
#[cfg(feature = "verify")]
mod receiver;
#[cfg(feature = "verify")]
mod rejection;
mod secret;
#[cfg(feature = "verify")]
mod sign;
#[cfg(feature = "verify")]
mod signature;
mod unchecked;
mod verified;
#[cfg(feature = "verify")]
mod verifier;
mod webhook;

pub use ack::{Ack, NotAnAck};
pub use contract::{Authentication, Contract, Encoding, Part, Provider};
pub use delivery::DeliveryId;
pub use endpoint::Endpoint;
#[cfg(feature = "verify")]
pub use error::VerifyError;
#[cfg(feature = "verify")]
pub use headers::{Found, Headers};
#[cfg(feature = "verify")]
pub use receiver::{Policy, Receiver};
#[cfg(feature = "verify")]
pub use rejection::Rejection;
pub use secret::{MIN_SECRET, Secret, ShortSecret};
#[cfg(feature = "verify")]
pub use sign::{SignError, sign};
pub use unchecked::UncheckedSignature;
pub use verified::Verified;
#[cfg(feature = "verify")]
pub use verifier::{EndpointError, MAX_BODY, REPLAY_WINDOW, Verifier};
pub use webhook::Webhook;
