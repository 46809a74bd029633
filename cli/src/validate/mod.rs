//! Judging many payloads on all cores, in order and in constant memory.
//!
//! ```text
//! inputs ─ reader ─► pieces ─► judges (a thread a core) ─► judged pieces ─ writer, in order ─► stdout
//!            ▲                                                  │
//!            └───────────── budget: bytes on their way ◄────────┘
//! ```
//!
//! The reader hands out whole lines (or whole documents) and waits once too many bytes are on their way; the writer puts
//! the answers back in order and frees what they held.

mod budget;
mod inputs;
mod judge;
mod lines;
mod reader;
mod run;

pub(crate) use inputs::{Input, read};
pub(crate) use judge::{Count, Judge, json_violation, text_violation};
pub(crate) use reader::Manner;
pub(crate) use run::{Events, run};

/// A document or line that is longer than this is not held, let alone judged. No webhook is.
pub(crate) const LONGEST: usize = 64 << 20;
