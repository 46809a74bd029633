//! Measures time: all candidates in turn, on the same payloads.

use std::error::Error;
use std::hint::black_box;
use std::process::ExitCode;

use clap::Parser;
use fieldwright_benches::candidates::Candidate;
use fieldwright_benches::harness::{Figures, measure};
use fieldwright_benches::pages::{Set, pages};
use fieldwright_benches::selection::Selection;

/// Measures how long candidates take, as ratios to serde's derive without any rules.
#[derive(Debug, Parser)]
#[command(max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    selection: Selection,

    /// How often every candidate reads every payload
    #[arg(long, default_value_t = 31)]
    rounds: usize,

    /// Print one table of ratios for a page of documentation
    #[arg(long)]
    markdown: bool,

    /// Let one candidate read N payloads and say nothing, for who counts instructions; PAYLOADS is as in
    /// `usual:rapyd/payment-updated`
    #[arg(long, num_args = 3, value_names = ["CANDIDATE", "PAYLOADS", "N"])]
    count: Option<Vec<String>>,
}

#[expect(clippy::print_stderr, reason = "where a person looks for what went wrong")]
fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.count.as_deref() {
        Some([candidate, payloads, times]) => count(candidate, payloads, times),
        _ => time(&cli),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn time(cli: &Cli) -> Result<(), Box<dyn Error>> {
    let mut columns = Vec::new();
    for page in cli.selection.pages()? {
        let mut candidates = cli.selection.candidates(&page)?;
        for set in cli.selection.sets(&page) {
            let figures = measure(&mut candidates, &set.payloads, cli.rounds);
            if cli.markdown {
                let ratios = candidates.iter().zip(&figures).map(|(who, figures)| (who.name, figures.ratio.median));
                columns.push((format!("{}, {}", page.payload, set.name), ratios.collect()));
            } else {
                show(page.payload, set, &candidates, &figures);
            }
        }
    }
    if cli.markdown {
        show_table(&columns);
    }
    Ok(())
}

/// What was measured, and the ratio of each candidate.
type Column = (String, Vec<(&'static str, f64)>);

/// A column for every set. All pages have the same candidates.
#[expect(clippy::print_stdout, reason = "the figures are what the program is for")]
fn show_table(columns: &[Column]) {
    let Some((_, candidates)) = columns.first() else { return };
    let titles: Vec<&str> = columns.iter().map(|(title, _)| title.as_str()).collect();
    println!("| | {} |", titles.join(" | "));
    println!("|---|{}", "--:|".repeat(columns.len()));
    for (row, (name, _)) in candidates.iter().enumerate() {
        let ratios = columns.iter().filter_map(|(_, ratios)| ratios.get(row));
        let ratios: Vec<String> = ratios.map(|(_, ratio)| format!("{ratio:.2}")).collect();
        println!("| {name} | {} |", ratios.join(" | "));
    }
}

#[expect(clippy::print_stdout, reason = "the figures are what the program is for")]
fn show(page: &str, set: &Set, candidates: &[Candidate], figures: &[Figures]) {
    let bytes: usize = set.payloads.iter().map(|payload| payload.json.len()).sum();
    let (count, name) = (set.payloads.len(), set.name);
    println!("{page}, {name}: {count} payloads of {} bytes on average", bytes / count.max(1));
    println!("  {:34}{:>10}{:>9}  quartiles", "", "ns", "ratio");
    for (candidate, Figures { nanoseconds, ratio }) in candidates.iter().zip(figures) {
        let (nanoseconds, median, lower, upper) = (nanoseconds.median, ratio.median, ratio.lower, ratio.upper);
        println!("  {:34}{nanoseconds:>10.0}{median:>9.3}  {lower:.3} to {upper:.3}", candidate.name);
    }
    println!();
}

/// Nothing else than what is asked for, so that a second run with another `N` differs by reading alone.
fn count(candidate: &str, payloads: &str, times: &str) -> Result<(), Box<dyn Error>> {
    let times: usize = times.parse()?;
    let (set, page) = payloads.split_once(':').ok_or("payloads are named as in usual:rapyd/payment-updated")?;
    let pages = pages();
    let page = pages.iter().find(|known| known.payload == page).ok_or("there is no such page")?;
    let set = page.set(set).ok_or("there is no such set")?;
    let mut candidates = page.candidates();
    let candidate = candidates.iter_mut().find(|known| known.name == candidate).ok_or("there is no such candidate")?;
    for payload in set.payloads.iter().cycle().take(times) {
        black_box((candidate.run)(black_box(payload.json.as_bytes())));
    }
    Ok(())
}
