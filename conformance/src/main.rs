//! Writes the systematic cases, and judges by all judges.

use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use clap::{Parser, Subcommand};
use fieldwright_conformance::differential::random_pairs;
use fieldwright_conformance::set;
use fieldwright_conformance::shrink::shrunk;

/// As many disagreements are made small and shown: the others are most likely the same.
const SHOWN: usize = 5;

/// Writes the systematic cases of the conformance set, and judges random schemas and payloads by all judges.
#[derive(Debug, Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the systematic cases and their schemas.
    Write,
    /// Judge random schemas and payloads, and show what the judges do not agree on as cases.
    Judge {
        /// What the schemas and payloads follow from.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// How many payloads.
        #[arg(long, default_value_t = 100_000)]
        pairs: u64,
    },
}

#[allow(clippy::print_stdout, clippy::print_stderr, reason = "that is what it is for")]
fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Write => match set::write(&set::folder()) {
            Ok(written) => {
                for path in written {
                    println!("{path}");
                }
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("cannot write the cases: {error}");
                ExitCode::from(2)
            }
        },
        Command::Judge { seed, pairs } => {
            let start = Instant::now();
            let threads = thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
            let outcome = random_pairs(seed, pairs, threads);
            eprintln!("seed {seed}: {outcome} in {:.1} s", start.elapsed().as_secs_f64());
            for found in outcome.found.iter().take(SHOWN).map(shrunk) {
                eprintln!("{}, {}:\n{}", found.disagreement.between, found.profile.word(), found.disagreement.message);
                println!("{}", found.case().line());
            }
            if outcome.found.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
    }
}
