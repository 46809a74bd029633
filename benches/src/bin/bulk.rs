//! A file of many payloads, and the peer of `fieldwright validate --ndjson`: as many threads as asked for, each with
//! `serde_json::Value` and jsonschema. `bulk.sh` sets one beside the other.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use clap::{Parser, Subcommand};
use fieldwright_benches::candidates::Verdict;
use fieldwright_benches::pages::{Page, pages};

/// What one candidate takes for many payloads in one file.
#[derive(Debug, Parser)]
#[command(max_term_width = 100)]
struct Cli {
    /// The page whose payloads they are
    #[arg(long, global = true, default_value = "rapyd/payment-updated")]
    page: String,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Writes a set over and over, a payload a line
    Write {
        file: PathBuf,
        #[arg(long, default_value = "usual")]
        set: String,
        #[arg(long, default_value_t = 500)]
        megabytes: usize,
    },
    /// Judges every line with `serde_json::Value` and jsonschema
    Validate {
        file: PathBuf,
        #[arg(long, default_value_t = 2)]
        threads: usize,
    },
}

#[expect(clippy::print_stderr, clippy::print_stdout, reason = "the figures are what the program is for")]
fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.command {
        Command::Write { file, set, megabytes } => write(&cli.page, &set, &file, megabytes),
        Command::Validate { file, threads } => validate(&cli.page, &file, threads.max(1)),
    };
    match result {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn page(name: &str) -> Result<Page, Box<dyn Error>> {
    Ok(pages().into_iter().find(|page| page.payload == name).ok_or("there is no such page")?)
}

fn write(name: &str, set: &str, file: &PathBuf, megabytes: usize) -> Result<String, Box<dyn Error>> {
    let page = page(name)?;
    let set = page.set(set).filter(|set| !set.payloads.is_empty()).ok_or("there is no such set")?;
    let mut out = BufWriter::new(File::create(file)?);
    let (mut written, mut lines) = (0, 0);
    for payload in set.payloads.iter().cycle() {
        writeln!(out, "{}", payload.json)?;
        written += payload.json.len() + 1;
        lines += 1;
        if written >= megabytes * 1_000_000 {
            break;
        }
    }
    out.flush()?;
    Ok(format!("{lines} payloads, {written} bytes"))
}

/// Every thread takes the next piece of whole lines until there is none: no thread waits for another, and none has to keep
/// results in order, which the other side does.
fn validate(name: &str, file: &PathBuf, threads: usize) -> Result<String, Box<dyn Error>> {
    const PIECE: usize = 1 << 20;
    let text = fs::read(file)?;
    let mut pieces = Vec::new();
    let mut rest = text.as_slice();
    while !rest.is_empty() {
        let least = rest.len().min(PIECE);
        let end = rest.iter().skip(least).position(|&byte| byte == b'\n').map_or(rest.len(), |more| least + more + 1);
        let (piece, behind) = rest.split_at(end);
        pieces.push(piece);
        rest = behind;
    }
    let (next, broken, lines) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let Ok(page) = page(name) else { return };
                let mut candidates = page.candidates();
                let judge = candidates.iter_mut().find(|candidate| candidate.name == "serde_json-value-jsonschema");
                let Some(judge) = judge else { return };
                while let Some(piece) = pieces.get(next.fetch_add(1, Ordering::Relaxed)) {
                    for line in piece.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
                        lines.fetch_add(1, Ordering::Relaxed);
                        broken.fetch_add(usize::from((judge.run)(line) != Verdict::Valid), Ordering::Relaxed);
                    }
                }
            });
        }
    });
    Ok(format!("{} payloads, {} of them broken", lines.into_inner(), broken.into_inner()))
}
