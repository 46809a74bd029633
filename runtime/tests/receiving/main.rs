//! Receiving as a user of the runtime meets it, with contracts written by hand.
#![cfg(feature = "verify")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod acme;
mod answers;
mod keys;
mod receiver;
mod refused;
mod signed;
