//! Fieldwright's generator: YAML schemas of webhook field tables in, Rust types, validators and fixtures out.
//!
//! ```text
//! folder ─ disk::read ─► Sources ─ load ─► raw ─ check ─► Model ─ emit ─► Files ─ disk::Draft ─► folder
//! ```
//!
//! Every stage is a module, and none looks back. [`compile`] and [`emit()`] do no IO; [`disk`] does all of it. Build scripts
//! use [`Config`].

pub mod check;
pub mod codes;
mod config;

pub mod describe;
pub mod diagnostic;
pub mod disk;
pub mod emit;
pub mod fixtures;
pub mod json_schema;
pub mod judge;
pub mod load;
pub mod model;
pub mod name;
mod parallel;
pub mod raw;
pub mod remedy;
pub mod source;
pub mod tables;
mod timings;

pub use config::{BuildError, Config, Mode};
pub use diagnostic::Diagnostic;
pub use emit::{Files, emit};
pub use model::Model;
pub use source::{SourceFile, Sources};
pub use timings::{Stage, Timings};

/// What a run over schemas came to.
#[derive(Debug)]
pub struct Compiled {
    /// There, unless an error was found.
    pub model: Option<Model>,
    /// In the order of the files.
    pub diagnostics: Vec<Diagnostic>,
}

impl Compiled {
    /// The diagnostics that keep the schemas from being a model, in the order of [`Compiled::diagnostics`].
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == diagnostic::Severity::Error)
    }
}

/// `load → check`: the texts as a model, with everything that is wrong with them.
#[must_use]
pub fn compile(sources: &Sources) -> Compiled {
    compile_timed(sources, &Timings::default())
}

/// The same, noting how long the stages take.
#[must_use]
pub fn compile_timed(sources: &Sources, timings: &Timings) -> Compiled {
    let (raw, mut diagnostics) = timings.of(Stage::Load, || parallel::roomy(|| load::load(sources)));
    let (model, found) = timings.of(Stage::Check, || parallel::roomy(|| check::check(sources, &raw)));
    diagnostics.extend(found);
    diagnostics.sort_by_key(|diagnostic| diagnostic.labels.first().map(|label| label.span));
    let failed = diagnostics.iter().any(|diagnostic| diagnostic.severity == diagnostic::Severity::Error);
    Compiled { model: model.filter(|_| !failed), diagnostics }
}

/// The README's code.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
