//! How a run ends.

use std::io;

/// The exit status. Where several hold, the greatest does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Status {
    /// All is well.
    Fine = 0,
    /// The answer is no: an invalid payload, a stale file, an error in a schema.
    No = 1,
    /// The question could not be asked: a wrong argument, an unreadable file, a schema that does not load.
    Trouble = 2,
}

/// What a command comes to.
pub(crate) type Outcome = Result<Status, Failure>;

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What was wrong has been shown already.
    Shown,
    /// Whoever reads our output has read enough; that is their right and no error.
    BrokenPipe,
    /// Something to tell.
    Message {
        /// In lower case, without a full stop.
        text: String,
        /// What to do, each a sentence without a full stop.
        help: Vec<String>,
    },
}

impl Failure {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self::Message { text: text.into(), help: Vec::new() }
    }

    /// Says what to do.
    #[must_use]
    pub(crate) fn help(mut self, line: impl Into<String>) -> Self {
        if let Self::Message { help, .. } = &mut self {
            help.push(line.into());
        }
        self
    }
}

/// Of writing results: no other error of that type passes through `?`.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::new(format!("cannot write the result: {error}")),
        }
    }
}
