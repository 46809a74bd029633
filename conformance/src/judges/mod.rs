//! Judges that share no code, and whether they agree.
//!
//! | judge | reads | says |
//! |---|---|---|
//! | engine | the tables made of a schema at run time | every violation, or that the text is no strict JSON |
//! | types | the generated types, where the schema is one of the workspace's | the same |
//! | plain | the checked model, one rule after the other | every violation |
//! | export | the exported JSON Schema, by a validator of others | valid or not |
//! | syntax | `serde_json`, with names that stand twice refused | strict JSON or not |

mod bench;
pub(crate) mod exact;
mod export;
mod syntax;
mod typed;
mod verdict;

pub use bench::{Bench, Disagreement};
pub use syntax::is_strict_json;
pub use verdict::Verdict;
