//! Deliveries: what `sign`, `verify`, `send` and `receive` share.
//!
//! ```text
//! --key, --url ─ keys ─► Configured ─┬─ signing ─► headers ─ courier ─ client ─► an endpoint
//!   (endpoint)                       └─ Verifier ◄─ saved: a request from a file
//!                                           ▲
//!               a provider ─► server ─► intake ─► sample (redact)
//! ```
//!
//! How a provider signs and what it takes for an answer is data, a `Contract` made from the schemas; the runtime interprets
//! it, so that nothing here can disagree with what a generated crate does.

mod client;
mod courier;
mod endpoint;
mod intake;
mod keys;
mod known;
mod reason;
mod redact;
mod sample;
mod saved;
mod server;
mod signing;
mod time;

pub(crate) use client::Client;
pub(crate) use courier::{Courier, Delivered, Parcel};
pub(crate) use endpoint::{Configured, is_verifiable, not_verifiable};
pub(crate) use intake::{Checked, Intake, Taken};
pub(crate) use keys::KeyArgs;
pub(crate) use known::{Known, provider};
pub(crate) use reason::reason;
pub(crate) use sample::{Kept, Samples};
pub(crate) use saved::Request;
pub(crate) use server::{Reply, listen, serve};
pub(crate) use signing::{Given, content_type, signed};
pub(crate) use time::{ago, date, now, system_time};
