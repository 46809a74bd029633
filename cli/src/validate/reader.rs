//! From inputs to pieces of work.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::LONGEST;
use super::budget::Budget;
use super::inputs::Input;
use super::lines::Lines;

/// What is read of each input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// One document.
    Document,
    /// A document a line.
    Ndjson,
}

/// A piece of work.
pub(super) struct Work {
    /// From 0, without a gap: the order of the answers.
    pub(super) number: u64,
    /// What it takes of the budget.
    pub(super) weight: usize,
    /// An index into the inputs.
    pub(super) input: usize,
    pub(super) part: Part,
}

/// What there is of an input.
pub(super) enum Part {
    Document(Vec<u8>),
    /// Whole lines; `line` and `offset` are the first one's.
    Lines {
        text: Vec<u8>,
        line: u64,
        offset: u64,
    },
    /// More than is held. In NDJSON it has a line.
    TooLong {
        line: Option<u64>,
        offset: u64,
    },
    /// The rest of the input could not be read.
    Unreadable(io::Error),
}

/// What a payload weighs beside its bytes: its answer may be longer than itself.
const ANSWER: usize = 1 << 10;

/// Reads all inputs, one after the other.
pub(super) struct Reader {
    pub(super) inputs: Arc<[Input]>,
    pub(super) manner: Manner,
    pub(super) budget: Arc<Budget>,
    pub(super) work: Sender<Work>,
    pub(super) number: u64,
}

/// Nobody wants to know any more.
struct Unwanted;

impl Reader {
    pub(super) fn run(mut self) {
        let inputs = Arc::clone(&self.inputs);
        for (index, input) in inputs.iter().enumerate() {
            if self.read(index, input).is_err() {
                return;
            }
        }
    }

    fn read(&mut self, index: usize, input: &Input) -> Result<(), Unwanted> {
        let parts = input.open().map(|stream| match self.manner {
            Manner::Document => self.document(index, stream),
            Manner::Ndjson => self.lines(index, stream),
        });
        match parts {
            Ok(Ok(sent)) => sent,
            Ok(Err(error)) | Err(error) => self.send(index, 0, Part::Unreadable(error)),
        }
    }

    fn document(&mut self, index: usize, stream: Box<dyn Read>) -> io::Result<Result<(), Unwanted>> {
        let mut text = Vec::new();
        stream.take(LONGEST as u64 + 1).read_to_end(&mut text)?;
        if text.len() > LONGEST {
            return Ok(self.send(index, 0, Part::TooLong { line: None, offset: 0 }));
        }
        Ok(self.send(index, text.len(), Part::Document(text)))
    }

    fn lines(&mut self, index: usize, stream: Box<dyn Read>) -> io::Result<Result<(), Unwanted>> {
        let mut lines = Lines::new(stream);
        while let Some(piece) = lines.next()? {
            let (line, offset) = (piece.line, piece.offset);
            let answers = usize::try_from(piece.lines).unwrap_or(usize::MAX).saturating_mul(ANSWER);
            let weight = piece.text.len().saturating_add(answers);
            let part = if piece.too_long {
                Part::TooLong { line: Some(line), offset }
            } else {
                Part::Lines { text: piece.text, line, offset }
            };
            if self.send(index, weight, part).is_err() {
                return Ok(Err(Unwanted));
            }
        }
        Ok(Ok(()))
    }

    fn send(&mut self, input: usize, weight: usize, part: Part) -> Result<(), Unwanted> {
        let weight = weight.saturating_add(ANSWER);
        self.budget.take(weight);
        let work = Work { number: self.number, weight, input, part };
        self.number += 1;
        self.work.send(work).map_err(|_| Unwanted)
    }
}
