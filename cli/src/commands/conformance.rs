//! `fieldwright conformance`.

use std::collections::BTreeMap;
use std::io::{self, Read as _};
use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgGroup, Args};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::args::{Format, FormatArg};
use crate::conformance::case::Case;
use crate::conformance::run::Outcome as Became;
use crate::conformance::set::{Set, nearest};
use crate::conformance::{add, executor, run};
use crate::context::Context;
use crate::failure::{Failure, Outcome, Status};
use crate::json;
use crate::output::{BAD, ERROR, GOOD, paint, visible};

/// Hold an implementation of the rules against the conformance set
///
/// An executor reads a request a line and answers each with a line; `docs/conformance.md` has the protocol. One that ends,
/// does not answer in time or answers something else is started again, and the case that it was asked counts as failed.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).args(["executor", "run", "add"])))]
#[command(after_help = "\
Exit status: 1 if a case fails or none is judged, 2 if the executor cannot be started or the set cannot be read.

Examples:
  fieldwright conformance --run 'fieldwright conformance --executor'
  fieldwright conformance --run 'python3 my_executor.py' --format json | jq 'select(.outcome == \"wrong\")'
  fieldwright conformance --add found.ndjson")]
pub(crate) struct Conformance {
    /// Be an executor: answer the requests on stdin
    #[arg(long)]
    executor: bool,

    /// Run this executor over the cases: a program and its arguments, with spaces between them
    #[arg(long, value_name = "CMD")]
    run: Option<String>,

    /// Add the cases of a file to the set, with the schemas that they bring; `-` is stdin
    #[arg(long, value_name = "FILE")]
    add: Option<PathBuf>,

    /// The folder of the cases [default: the nearest `conformance` upward]
    #[arg(long, value_name = "DIR")]
    cases: Option<PathBuf>,

    /// How many seconds an executor has for an answer
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,

    #[command(flatten)]
    format: FormatArg,
}

/// As many failed cases are shown; JSON has all of them.
const SHOWN: usize = 20;

impl Conformance {
    pub(crate) fn run(self, context: &mut Context) -> Outcome {
        match (&self.run, &self.add) {
            (Some(command), _) => self.run_executor(context, command),
            (None, Some(file)) => self.add_cases(context, file),
            (None, None) => {
                executor::execute(io::stdin().lock(), io::stdout().lock())?;
                Ok(Status::Fine)
            }
        }
    }

    fn folder(&self) -> Result<PathBuf, Failure> {
        self.cases.clone().or_else(nearest).ok_or_else(|| {
            Failure::new("there is no conformance set here").help("`--cases` takes the folder with the files of cases")
        })
    }

    fn run_executor(&self, context: &mut Context, command: &str) -> Outcome {
        let words: Vec<String> = command.split_whitespace().map(str::to_owned).collect();
        let set = Set::read(&self.folder()?, &context.schemas()?.sources)?;
        let bar = context.console.shows_progress().then(|| progress(set.count() as u64)).flatten();
        let styled = context.console.out_styled;
        let mut tally = Tally { text: self.format.format == Format::Text, ..Tally::default() };
        let more = run::run(&words, Duration::from_secs(self.timeout), &set, |file, case, became| {
            if let Some(bar) = &bar {
                bar.inc(1);
            }
            let shown = tally.count(file, case, &became, styled);
            context.console.result(shown)
        })?;
        if let Some(bar) = bar {
            bar.finish_and_clear();
        }
        context.console.result(tally.summary(styled))?;
        if let Some(line) = more {
            context.console.complain(format_args!("the executor said more than it was asked for: `{line}`"));
            return Ok(Status::No);
        }
        Ok(tally.status())
    }

    fn add_cases(&self, context: &mut Context, file: &PathBuf) -> Outcome {
        let mut text = String::new();
        let read = if file.as_os_str() == "-" {
            io::stdin().read_to_string(&mut text).map(|_| ())
        } else {
            std::fs::read_to_string(file).map(|read| text = read)
        };
        read.map_err(|error| Failure::new(format!("cannot read `{}`: {error}", file.display())))?;
        let folder = self.folder()?;
        let added = add::add(&folder, &context.schemas()?.sources, &text)?;
        for add::Added { case, engine } in &added {
            context.console.news(format!("{}: {}\n", visible(&case.name), case.expected))?;
            if !engine.is(&case.expected) {
                context.console.say(format_args!("{}: the engine says otherwise: {engine}", visible(&case.name)));
            }
        }
        let file = folder.join(add::FILE);
        context.console.say(format_args!("added {} to {}", added.len(), file.display()));
        Ok(Status::Fine)
    }
}

fn progress(cases: u64) -> Option<ProgressBar> {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} cases {eta}").ok()?;
    Some(ProgressBar::with_draw_target(Some(cases), ProgressDrawTarget::stderr()).with_style(style))
}

/// What became of the cases.
#[derive(Default)]
struct Tally {
    text: bool,
    /// By file: asked, right, skipped.
    files: BTreeMap<String, [u64; 3]>,
    failed: usize,
}

impl Tally {
    /// Counts a case, and says what is to be shown of it.
    fn count(&mut self, file: &str, case: &Case, became: &Became, styled: bool) -> Vec<u8> {
        let counts = self.files.entry(file.to_owned()).or_default();
        let [asked, right, skipped] = counts;
        *asked += 1;
        match became {
            Became::Right => *right += 1,
            Became::Skipped(_) => *skipped += 1,
            _ => self.failed += 1,
        }
        let failed = !matches!(became, Became::Right | Became::Skipped(_));
        let mut out = Vec::new();
        if self.text && failed && self.failed <= SHOWN {
            let word = paint(styled, ERROR, became.word());
            out.extend(format!("{}: {word}\n  {}\n", visible(&case.name), visible(&told(case, became))).into_bytes());
        } else if !self.text && *became != Became::Right {
            json::line(&mut out, |line| {
                line.put("name", &case.name).put("outcome", became.word()).put("message", &told(case, became));
            });
        }
        out
    }

    fn totals(&self) -> [u64; 3] {
        self.files.values().fold([0; 3], |[asked, right, skipped], of| {
            let [more_asked, more_right, more_skipped] = *of;
            [asked + more_asked, right + more_right, skipped + more_skipped]
        })
    }

    fn summary(&self, styled: bool) -> Vec<u8> {
        let [cases, right, skipped] = self.totals();
        let failed = self.failed as u64;
        let mut out = Vec::new();
        if self.text {
            if self.failed > SHOWN {
                out.extend(format!("… and {} more\n", self.failed - SHOWN).into_bytes());
            }
            for (file, [asked, right, skipped]) in &self.files {
                let style = if asked == &(right + skipped) { GOOD } else { BAD };
                let left = if *skipped > 0 { format!(", {skipped} skipped") } else { String::new() };
                out.extend(format!("{file}: {} of {asked}{left}\n", paint(styled, style, right)).into_bytes());
            }
            out.extend(format!("cases: {cases}, right: {right}, failed: {failed}, skipped: {skipped}\n").into_bytes());
        } else {
            json::line(&mut out, |line| {
                line.put("cases", &cases).put("right", &right).put("failed", &failed).put("skipped", &skipped);
            });
        }
        out
    }

    fn status(&self) -> Status {
        let [_, right, _] = self.totals();
        if self.failed > 0 || right == 0 { Status::No } else { Status::Fine }
    }
}

fn told(case: &Case, became: &Became) -> String {
    match became {
        Became::Right => String::new(),
        Became::Wrong(found) => format!("expected {}; found {found}", case.expected),
        Became::Silent(why) | Became::Nonsense(why) | Became::Skipped(why) => why.clone(),
        Became::Unasked => "the executor had to be started too often".to_owned(),
    }
}
