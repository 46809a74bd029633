//! Counts allocations. A program of its own, so that counting is no part of the time that the other one measures.

use std::alloc::System;
use std::error::Error;
use std::hint::black_box;
use std::process::ExitCode;

use clap::Parser;
use fieldwright_benches::candidates::Candidate;
use fieldwright_benches::pages::Set;
use fieldwright_benches::selection::Selection;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, Stats, StatsAlloc};

#[global_allocator]
static COUNTING: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Counts how often candidates ask for memory, and for how much, a payload.
#[derive(Debug, Parser)]
#[command(max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    selection: Selection,
}

#[expect(clippy::print_stderr, reason = "where a person looks for what went wrong")]
fn main() -> ExitCode {
    match count(&Cli::parse().selection) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stdout, reason = "the figures are what the program is for")]
fn count(selection: &Selection) -> Result<(), Box<dyn Error>> {
    for page in selection.pages()? {
        let mut candidates = selection.candidates(&page)?;
        for set in selection.sets(&page) {
            println!("{}, {}: {} payloads", page.payload, set.name, set.payloads.len());
            println!("  {:34}{:>12}{:>12}", "", "allocations", "bytes");
            for candidate in &mut candidates {
                let (allocations, bytes) = of(candidate, set);
                println!("  {:34}{allocations:>12.2}{bytes:>12.0}", candidate.name);
            }
            println!();
        }
    }
    Ok(())
}

/// A payload. Growing something counts as asking again.
#[expect(clippy::cast_precision_loss, reason = "the numbers are far below 2^52")]
fn of(candidate: &mut Candidate, set: &Set) -> (f64, f64) {
    // Once before, for whoever keeps a buffer.
    read(candidate, set);
    let region = Region::new(COUNTING);
    read(candidate, set);
    let Stats { allocations, reallocations, bytes_allocated, .. } = region.change();
    let count = set.payloads.len() as f64;
    ((allocations + reallocations) as f64 / count, bytes_allocated as f64 / count)
}

fn read(candidate: &mut Candidate, set: &Set) {
    for payload in &set.payloads {
        black_box((candidate.run)(black_box(payload.json.as_bytes())));
    }
}
