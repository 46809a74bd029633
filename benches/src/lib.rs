//! Fieldwright measured against the libraries that one would otherwise use.
//!
//! Ratios within one run of one binary are what counts here: candidates take turns, so that whatever else the machine
//! does meets all of them alike.

pub mod candidates;
mod clock;
pub mod harness;
pub mod pages;
pub mod peers;
pub mod selection;
pub mod verdicts;
