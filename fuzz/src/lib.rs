//! The bodies of the fuzz targets: functions that take anything at all and panic if a promise is broken.
//!
//! `fuzz_targets/` hands them to libFuzzer; `tests/corpus.rs` runs them over the kept corpus and over a bounded number of
//! mutations of it, on the stable toolchain. `docs/fuzzing.md` says how.

#![forbid(unsafe_code)]
#![allow(clippy::missing_panics_doc, clippy::indexing_slicing, reason = "panicking is what they are for")]

pub mod mutate;
mod schemas;
mod targets;

pub use targets::{
    compiles, edit, import_any, import_html, import_markdown, import_text, json_reader, merge, model_code,
    passes_check, signatures, typed, verdicts, yaml_model,
};

/// The types that `schemas/` become.
#[allow(missing_docs, unused, unreachable_pub, clippy::pedantic, reason = "generated, and checked elsewhere")]
mod webhooks {
    include!(concat!(env!("OUT_DIR"), "/webhooks.rs"));
}

/// A target as the corpus test runs it.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Of its file in `fuzz_targets/` and of its folder in `corpus/`.
    pub name: &'static str,
    /// The body.
    pub run: fn(&[u8]),
    /// The dictionary in `dictionaries/` whose words go into its inputs.
    pub dictionary: &'static str,
    /// How many mutations of the corpus a bounded run tries: as many as some seconds allow.
    pub runs: u32,
}

/// All targets but [`compiles`], which runs a compiler for every input.
pub const TARGETS: [Target; 12] = [
    Target { name: "yaml_model", run: yaml_model, dictionary: "yaml", runs: 2_000 },
    Target { name: "import_markdown", run: import_markdown, dictionary: "page", runs: 600 },
    Target { name: "import_html", run: import_html, dictionary: "page", runs: 600 },
    Target { name: "import_text", run: import_text, dictionary: "page", runs: 600 },
    Target { name: "import_any", run: import_any, dictionary: "page", runs: 600 },
    Target { name: "model_code", run: model_code, dictionary: "yaml", runs: 800 },
    Target { name: "json_reader", run: json_reader, dictionary: "json", runs: 100_000 },
    Target { name: "typed", run: typed, dictionary: "json", runs: 20_000 },
    Target { name: "verdicts", run: verdicts, dictionary: "json", runs: 20_000 },
    Target { name: "edit", run: edit, dictionary: "json", runs: 50_000 },
    Target { name: "signatures", run: signatures, dictionary: "headers", runs: 20_000 },
    Target { name: "merge", run: merge, dictionary: "page", runs: 300 },
];
