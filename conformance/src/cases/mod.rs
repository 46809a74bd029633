//! The systematic cases: each theme knows the rule that its payloads keep or break, and says so without asking any judge.

mod arrays;
mod duplicates;
mod enums;
mod errata;
mod events;
mod fixtures;
mod formats;
mod groups;
mod lengths;
mod names;
mod nesting;
mod numbers;
mod patterns;
mod presence;
mod set;
mod stated;
mod syntax;
mod truncated;
mod types;

pub(crate) use fixtures::violation;
pub use set::Set;

/// All themes, each a file of cases.
pub fn themes() -> Vec<Set> {
    vec![
        arrays::cases(),
        duplicates::cases(),
        enums::cases(),
        errata::cases(),
        events::cases(),
        fixtures::cases(),
        formats::cases(),
        groups::cases(),
        lengths::cases(),
        names::cases(),
        nesting::cases(),
        numbers::cases(),
        patterns::cases(),
        presence::cases(),
        syntax::cases(),
        truncated::cases(),
        types::cases(),
    ]
}
