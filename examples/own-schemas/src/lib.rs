//! The types of Acme's webhooks, generated from `schemas/` while this crate builds.

include!(concat!(env!("OUT_DIR"), "/webhooks.rs"));
