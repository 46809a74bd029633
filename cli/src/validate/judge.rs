//! From a piece of work to its answer.

use std::io::Write;
use std::sync::Arc;

use fieldwright::{Profile, Report, Severity, Shape, SyntaxError, Violation};

use super::LONGEST;
use super::reader::{Part, Work};
use crate::args::Format;
use crate::json::{self, Object};
use crate::output::{ERROR, FAINT, GOOD, WARNING, paint, visible};

/// Everything that an answer depends on beside the payload.
pub(crate) struct Judge {
    pub(crate) shape: &'static Shape,
    pub(crate) profile: Profile,
    pub(crate) format: Format,
    pub(crate) styled: bool,
    /// As answers name the inputs.
    pub(crate) names: Arc<[String]>,
}

/// How many payloads were judged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) valid: u64,
    pub(crate) invalid: u64,
}

/// The answer to a piece of work.
pub(super) struct Answer {
    pub(super) number: u64,
    pub(super) weight: usize,
    /// For stdout.
    pub(super) text: Vec<u8>,
    /// Of an input that could not be read.
    pub(super) trouble: Option<String>,
    pub(super) count: Count,
    /// How many bytes were judged.
    pub(super) bytes: u64,
}

/// What is known of one payload.
struct Verdict<'v> {
    name: &'v str,
    /// In NDJSON.
    line: Option<u64>,
    found: Found<'v>,
}

enum Found<'v> {
    Report(&'v Report),
    /// Not even JSON: why, and where in the input.
    Fault {
        message: &'v str,
        line: u64,
        column: u64,
        offset: u64,
    },
}

impl Judge {
    pub(super) fn answer(&self, work: Work) -> Answer {
        let Work { number, weight, input, part } = work;
        let name = self.names.get(input).map(String::as_str).unwrap_or_default();
        let mut answer = Answer { number, weight, text: Vec::new(), trouble: None, count: Count::default(), bytes: 0 };
        match part {
            Part::Document(text) => {
                self.payload(&mut answer, name, &text, None, 0);
                answer.bytes = text.len() as u64;
            }
            Part::Lines { text, line, offset } => {
                self.lines(&mut answer, name, &text, line, offset);
                answer.bytes = text.len() as u64;
            }
            Part::TooLong { line, offset } => {
                let message = format!("longer than {} MiB", LONGEST >> 20);
                let found = Found::Fault { message: &message, line: line.unwrap_or(1), column: 1, offset };
                self.add(&mut answer, &Verdict { name, line, found });
            }
            Part::Unreadable(error) => answer.trouble = Some(format!("cannot read `{name}`: {error}")),
        }
        answer
    }

    fn lines(&self, answer: &mut Answer, name: &str, text: &[u8], first: u64, offset: u64) {
        let mut start = 0;
        let ends = memchr::memchr_iter(b'\n', text).chain([text.len()]);
        for (line, end) in (first..).zip(ends) {
            let payload = text.get(start..end).unwrap_or_default();
            // The first byte tells of nearly every line that it is not blank.
            if !payload.iter().all(u8::is_ascii_whitespace) {
                self.payload(answer, name, payload, Some(line), offset + start as u64);
            }
            start = end + 1;
        }
    }

    /// Judges one payload that starts at `line` and `offset` of its input.
    fn payload(&self, answer: &mut Answer, name: &str, text: &[u8], line: Option<u64>, offset: u64) {
        match fieldwright::validate(text, self.shape, self.profile) {
            Ok(report) => self.add(answer, &Verdict { name, line, found: Found::Report(&report) }),
            Err(SyntaxError { kind, position }) => {
                let found = Found::Fault {
                    message: &format!("not strict JSON: {kind}"),
                    line: line.unwrap_or(1) - 1 + position.line as u64,
                    column: position.column as u64,
                    offset: offset + position.offset as u64,
                };
                self.add(answer, &Verdict { name, line, found });
            }
        }
    }

    fn add(&self, answer: &mut Answer, verdict: &Verdict) {
        *(if verdict.is_valid() { &mut answer.count.valid } else { &mut answer.count.invalid }) += 1;
        match self.format {
            Format::Json => json::line(&mut answer.text, |line| verdict.json(line)),
            // A vector takes everything.
            Format::Text => drop(verdict.text(&mut answer.text, self.styled)),
        }
    }
}

impl Count {
    pub(crate) fn total(self) -> u64 {
        self.valid + self.invalid
    }
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.valid += other.valid;
        self.invalid += other.invalid;
    }
}

impl Verdict<'_> {
    fn is_valid(&self) -> bool {
        matches!(self.found, Found::Report(report) if report.is_valid())
    }

    fn json(&self, object: &mut Object) {
        object.put("input", self.name).put_some("line", self.line.as_ref()).put("valid", &self.is_valid());
        match self.found {
            Found::Report(report) => {
                object.each("violations", &report.violations, json_violation);
            }
            Found::Fault { message, line, column, offset } => {
                object.each("violations", [(); 0], |(), _| {}).nested("error", |error| {
                    error.put("message", message).put("line", &line).put("column", &column).put("offset", &offset);
                });
            }
        }
    }

    fn text(&self, out: &mut Vec<u8>, styled: bool) -> std::io::Result<()> {
        let name = visible(self.name);
        let place = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        let word = if self.is_valid() { paint(styled, GOOD, "valid") } else { paint(styled, ERROR, "invalid") };
        match self.found {
            Found::Report(report) => {
                writeln!(out, "{name}{place}: {word}")?;
                report.violations.iter().try_for_each(|violation| text_violation(out, violation, styled))
            }
            Found::Fault { message, line, column, .. } => {
                writeln!(out, "{name}{place}: {word}\n  line {line}, column {column}: {message}")
            }
        }
    }
}

pub(crate) fn json_violation(violation: &Violation, object: &mut Object) {
    object.put("instanceLocation", &violation.pointer).put("keyword", violation.keyword.word());
    object.put("severity", &violation.severity.to_string()).put("message", &violation.message());
    object.put_some("property", violation.property.as_ref()).put("schema", &violation.schema.to_string());
}

/// `  /EventBody/TimeZone: minLength: expected at least 8 characters, found 7 (schemas/…:31:7)`.
pub(crate) fn text_violation(out: &mut Vec<u8>, violation: &Violation, styled: bool) -> std::io::Result<()> {
    let Violation { pointer, keyword, severity, schema, .. } = violation;
    let pointer = if pointer.is_empty() { "(payload)".into() } else { visible(pointer) };
    let warning = match severity {
        Severity::Error => String::new(),
        Severity::Warning => paint(styled, WARNING, "warning") + ": ",
    };
    let message = violation.message();
    let schema = paint(styled, FAINT, format_args!("({schema})"));
    writeln!(out, "  {warning}{pointer}: {keyword}: {} {schema}", visible(&message))
}
