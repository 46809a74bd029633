//! A diagnostic is data. Only the command line and a build script print.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::load::objection;
use crate::remedy::Remedy;
use crate::source::{Sources, Span};

/// What a schema's author should know, with everything needed to show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which one it is.
    pub code: Code,
    /// What it means for the run.
    pub severity: Severity,
    /// One sentence without a full stop, in lower case but for names.
    pub message: String,
    /// The first one is the place that the message is about.
    pub labels: Vec<Label>,
    /// What to do, each a sentence.
    pub help: Vec<String>,
    /// The entry that would explain it, where there is one.
    pub remedy: Option<Remedy>,
}

/// Errors keep a model from being made; warnings do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// No model is made.
    Error,
    /// Worth a look.
    Warning,
}

/// A piece of a file with a few words about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What to say of it; may be empty.
    pub text: String,
}

pub use crate::codes::Code;

impl Diagnostic {
    /// An error at `span`.
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            labels: vec![Label { span, text: String::new() }],
            help: Vec::new(),
            remedy: None,
        }
    }

    /// A warning at `span`.
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// Says something of the first place.
    #[must_use]
    pub fn saying(mut self, text: impl Into<String>) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.text = text.into();
        }
        self
    }

    /// Shows another place.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Proposes the entry that would explain it.
    #[must_use]
    pub fn propose(mut self, remedy: Remedy) -> Self {
        self.remedy = Some(remedy);
        self
    }

    /// `file:line:column: error[F0203]: message`, for places that cannot show snippets, such as a build script.
    #[must_use]
    pub fn one_line<'d>(&'d self, sources: &'d Sources) -> impl fmt::Display + 'd {
        OneLine { diagnostic: self, sources }
    }
}

struct OneLine<'d> {
    diagnostic: &'d Diagnostic,
    sources: &'d Sources,
}

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let d = self.diagnostic;
        if let Some(label) = d.labels.first() {
            let place = self.sources.place(label.span);
            write!(f, "{}:{}:{}: ", place.file, place.line, place.column)?;
        }
        write!(f, "{}[{}]: {}", d.severity, d.code, Visible(&d.message))?;
        for help in &d.help {
            // An entry that is proposed has lines of its own.
            for (number, line) in help.split('\n').enumerate() {
                write!(f, "{}{}", if number == 0 { "; " } else { "\n" }, Visible(line))?;
            }
        }
        Ok(())
    }
}

/// Text that may quote a schema: what would move the cursor or turn the direction of writing is shown as an escape.
struct Visible<'t>(&'t str);

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            if character.is_control() || objection(character).is_some() {
                write!(f, "{}", character.escape_default())?;
            } else {
                f.write_char(character)?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// The start of a text, for messages: nobody reads a megabyte.
pub(crate) fn shortened(text: &str) -> Cow<'_, str> {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
    }
}
