//! Whether implementations of Fieldwright's rules agree: random schemas and payloads, judges that share no code, and the
//! cases that are kept. `docs/conformance.md` says how to run them.

#![allow(clippy::indexing_slicing, reason = "trees of JSON are made here, and their members set by name")]
#![allow(clippy::format_collect, reason = "texts are put together where nothing is hot")]

pub mod cases;
pub mod differential;
pub mod judges;
pub mod payload;
pub mod random;
pub mod set;
pub mod shrink;
