//! Schemas and payloads by chance, the same for the same seed.
//!
//! Schemas are made as the files that a person would write, and pass `check`: every rule of the language, types that are
//! shared, rules over several members, errata that make the two profiles differ, names and texts that are hostile to the
//! code made of them. They are kept as trees, so that what fails can be made smaller one key at a time.

mod errata;
mod file;
mod groups;
mod names;
mod objects;
mod patterns;
mod rows;
mod rules;
mod shared;

pub use file::Schema;
pub use names::Names;

use fieldwright_codegen::Sources;
use fieldwright_codegen::fixtures::SplitMix64;

/// What random schemas are like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// What rows, types and values are called, and what is said of them.
    pub names: Names,
    /// How many pages a provider has.
    pub pages: usize,
    /// The most rows that an object has.
    pub rows: u64,
    /// How deep objects and arrays stand in each other at most.
    pub depth: u32,
    /// Pages have an example, which decides the order of a table's rows.
    pub examples: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { names: Names::Plain, pages: 1, rows: 8, depth: 3, examples: true }
    }
}

/// So many providers `p0`, `p1`, … that follow from the seed; one more changes nothing about those before it.
pub fn providers(seed: u64, count: usize, options: &Options) -> Vec<Schema> {
    let mut seeds = SplitMix64::new(seed);
    (0..count).map(|number| Schema::random(&format!("p{number}"), seeds.next(), options)).collect()
}

/// Their files.
pub fn sources(schemas: &[Schema]) -> Sources {
    Sources::new(schemas.iter().flat_map(Schema::files).collect())
}

/// One of these texts.
fn one<'t>(chance: &mut SplitMix64, texts: &[&'t str]) -> &'t str {
    chance.pick(texts).copied().unwrap_or_default()
}
