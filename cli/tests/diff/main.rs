//! `fieldwright diff`: every planted difference is named, with its class, and every counter-example holds.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

#[path = "../common/mod.rs"]
mod common;

mod api;
mod commands;
mod mutations;
mod numbers;
mod pages;
mod pairs;
mod rows;
mod semver;
mod spec;
