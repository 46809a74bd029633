//! An executor held against a set: every case is asked, whatever became of the one before.

use std::collections::HashMap;
use std::io;
use std::time::Duration;

use serde_json::Value as Json;

use super::case::{Case, Verdict};
use super::child::{Executor, Silence};
use super::protocol::{Request, line, read_answer, ready, verdict};
use super::set::Set;
use crate::failure::Failure;
use crate::output::visible;

/// How often an executor is started: again, wherever it ended, hung or lost its step.
const MOST_STARTS: usize = 20;

/// What became of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The verdict is the one expected.
    Right,
    /// It is another.
    Wrong(Verdict),
    /// The executor ended or did not answer in time: which.
    Silent(String),
    /// What it said is no answer to this: why.
    Nonsense(String),
    /// It does not judge by this schema: why.
    Skipped(String),
    /// It was not asked any more, since it was started too often.
    Unasked,
}

impl Outcome {
    /// The word of reports.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong(_) => "wrong",
            Self::Silent(_) => "silent",
            Self::Nonsense(_) => "nonsense",
            Self::Skipped(_) => "skipped",
            Self::Unasked => "unasked",
        }
    }
}

/// Asks for every case, and tells what became of each. What the executor says when there is nothing more to answer is
/// returned.
pub(crate) fn run(
    command: &[String],
    patience: Duration,
    set: &Set,
    mut tell: impl FnMut(&str, &Case, Outcome) -> io::Result<()>,
) -> Result<Option<String>, Failure> {
    let mut runner = Runner { command, patience, executor: None, starts: 0, asked: 0, ready: HashMap::new() };
    runner.executor()?;
    for (file, cases) in &set.files {
        for case in cases {
            let outcome = runner.case(set, case)?;
            tell(file, case, outcome)?;
        }
    }
    Ok(runner.executor.and_then(Executor::end).map(|line| start(&line)))
}

struct Runner<'r> {
    command: &'r [String],
    patience: Duration,
    executor: Option<Executor>,
    starts: usize,
    /// How many requests there were. An answer has the number of its request, so that one line too many is found out.
    asked: u64,
    /// The schemas that this process was told, and whether it judges by them.
    ready: HashMap<String, Result<(), String>>,
}

impl Runner<'_> {
    /// The executor, started anew where it has to be; none where that was done too often.
    fn executor(&mut self) -> Result<Option<&mut Executor>, Failure> {
        if self.executor.is_none() && self.starts < MOST_STARTS {
            let started = Executor::start(self.command, self.patience).map_err(|error| {
                let program = self.command.first().map(String::as_str).unwrap_or_default();
                Failure::new(format!("cannot start the executor `{}`: {error}", visible(program)))
            })?;
            self.executor = Some(started);
            self.starts += 1;
            self.ready.clear();
        }
        Ok(self.executor.as_mut())
    }

    fn case(&mut self, set: &Set, case: &Case) -> Result<Outcome, Failure> {
        let Some(announcement) = set.announcement(&case.schema) else {
            return Err(Failure::new(format!("the case `{}` names no schema: `{}`", case.name, case.schema))
                .help("schemas are those of `--schemas` and those in the set's folder `schemas`"));
        };
        if self.executor()?.is_none() {
            return Ok(Outcome::Unasked);
        }
        match self.announce(&case.schema, announcement) {
            Ok(Ok(())) => {}
            Ok(Err(reason)) => return Ok(Outcome::Skipped(reason)),
            Err(outcome) => return Ok(outcome),
        }
        let (payload, payload_base64) = (case.payload.clone(), case.payload_base64.clone());
        let request = Request::Judge { schema: case.schema.clone(), profile: case.profile, payload, payload_base64 };
        Ok(match self.ask(&request).and_then(|answer| verdict(answer).map_err(Outcome::Nonsense)) {
            Ok(verdict) if verdict.is(&case.expected) => Outcome::Right,
            Ok(verdict) => Outcome::Wrong(verdict),
            Err(outcome) => outcome,
        })
    }

    /// Tells the executor of a schema once.
    fn announce(&mut self, schema: &str, announcement: &Request) -> Result<Result<(), String>, Outcome> {
        if let Some(known) = self.ready.get(schema) {
            return Ok(known.clone());
        }
        let said = self.ask(announcement)?;
        let said = ready(said).map_err(Outcome::Nonsense)?;
        let said = if said.ready { Ok(()) } else { Err(said.reason.unwrap_or_default()) };
        self.ready.insert(schema.to_owned(), said.clone());
        Ok(said)
    }

    /// The answer to a request. Where there is none, the executor is let go: whatever it would say next belongs to no
    /// request that we know of.
    fn ask(&mut self, request: &Request) -> Result<Json, Outcome> {
        let Some(executor) = &mut self.executor else { return Err(Outcome::Unasked) };
        self.asked += 1;
        let answer = executor
            .ask(line(Some(self.asked), request))
            .map_err(|silence: Silence| Outcome::Silent(silence.to_string()))
            .and_then(|said| {
                read_answer(&said, self.asked).map_err(|why| Outcome::Nonsense(format!("{why}, in `{}`", start(&said))))
            });
        if answer.is_err() {
            self.executor = None;
        }
        answer
    }
}

/// As much of a line as people like to see.
fn start(line: &str) -> String {
    let start: String = line.chars().take(80).collect();
    visible(&start).into_owned()
}
