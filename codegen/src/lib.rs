//! Fieldwright's generator: `load → check → model → emit`.
pub mod codes;
pub mod diagnostic;
pub mod model;
pub mod name;
pub mod source;
