//! `fieldwright validate`.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::{io, thread};

use clap::Args;
use fieldwright_codegen::tables;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::args::{Format, FormatArg, Profile};
use crate::context::{Context, page};
use crate::failure::{Failure, Outcome, Status};
use crate::output::Console;
use crate::validate::{Count, Events, Input, Judge, Manner, run};

/// Judge payloads by their schema
///
/// An answer a payload, in the order of the input. Only errors make a payload invalid, warnings do not. A text that is
/// not strict JSON is invalid; duplicate names, broken UTF-8 and trailing text count as such.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 1 if a payload is invalid, 2 if an input cannot be read; the other inputs are judged all the same.

Examples:
  fieldwright validate anddone/token-link body.json
  fieldwright validate rapyd/payment-updated --profile documented - < body.json
  fieldwright validate rapyd/payment-updated --ndjson --format json log.ndjson | jq .violations")]
pub(crate) struct Validate {
    /// The payload, as `list` names it
    payload: String,

    /// Files of one JSON document each; `-` is stdin
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Whose rules to judge by
    #[arg(long, value_enum, default_value_t = Profile::Effective)]
    profile: Profile,

    /// Read a JSON document a line; blank lines are skipped
    #[arg(long)]
    ndjson: bool,

    /// Count the payloads on stderr at the end, as is done anyway for several of them as text
    #[arg(long)]
    summary: bool,

    /// How many threads judge [default: one a core]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,

    #[command(flatten)]
    format: FormatArg,
}

/// Work that is over sooner needs no progress bar.
const LONG: u64 = 32 << 20;

impl Validate {
    pub(crate) fn run(self, context: &mut Context) -> Outcome {
        let model = context.model()?;
        let page = page(&model, &self.payload)?;
        let inputs: Arc<[Input]> = self.files.iter().cloned().map(Input::from).collect();
        if inputs.iter().filter(|input| **input == Input::Stdin).count() > 1 {
            return Err(Failure::new("stdin can be read only once, but `-` stands twice"));
        }
        let judge = Judge {
            shape: tables::shape(&model, page),
            profile: self.profile.into(),
            format: self.format.format,
            styled: context.console.out_styled,
            names: inputs.iter().map(Input::name).collect(),
        };
        let manner = if self.ndjson { Manner::Ndjson } else { Manner::Document };
        let bar = progress(&context.console, &inputs);
        let mut answers = Answers { console: &mut context.console, bar, status: Status::Fine };
        let count = run(Arc::clone(&inputs), manner, judge, self.jobs(inputs.len()), &mut answers)?;
        let status = answers.finish(count);
        if self.summary || (self.format.format == Format::Text && count.total() > 1) {
            let Count { valid, invalid } = count;
            context.console.say(format_args!("payloads: {}, valid: {valid}, invalid: {invalid}", count.total()));
        }
        Ok(status)
    }

    /// A thread a core, but no more than there is work for.
    fn jobs(&self, inputs: usize) -> usize {
        let cores = || thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let jobs = self.jobs.map_or_else(cores, usize::from);
        if self.ndjson { jobs } else { jobs.min(inputs) }
    }
}

/// Answers on their way to the terminal.
struct Answers<'c> {
    console: &'c mut Console,
    bar: Option<ProgressBar>,
    status: Status,
}

impl Answers<'_> {
    fn finish(self, count: Count) -> Status {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
        self.status.max(if count.invalid > 0 { Status::No } else { Status::Fine })
    }
}

impl Events for Answers<'_> {
    fn answers(&mut self, text: &[u8]) -> io::Result<()> {
        self.console.result(text)
    }

    fn trouble(&mut self, message: &str) {
        self.status = Status::Trouble;
        match &self.bar {
            Some(bar) => bar.suspend(|| self.console.error(message)),
            None => self.console.error(message),
        }
    }

    fn progress(&mut self, bytes: u64) {
        if let Some(bar) = &self.bar {
            bar.inc(bytes);
        }
    }

    fn pause(&mut self) -> io::Result<()> {
        self.console.flush()
    }
}

/// A bar, if it is seen, its end is known and it is some way off.
fn progress(console: &Console, inputs: &[Input]) -> Option<ProgressBar> {
    let size: u64 = inputs.iter().map(Input::size).sum::<Option<u64>>()?;
    if size < LONG || !console.shows_progress() {
        return None;
    }
    let style = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {bytes_per_sec} {eta}").ok()?;
    Some(ProgressBar::with_draw_target(Some(size), ProgressDrawTarget::stderr()).with_style(style))
}
