//! The terminal. Results go to stdout and everything else to stderr, and nothing else in this program writes to either.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use crate::args::Color;
use crate::failure::{Failure, Status};

/// Both streams, and what the user asked of them.
pub(crate) struct Console {
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
    /// Results may have colours.
    pub(crate) out_styled: bool,
    /// Diagnostics may have colours.
    pub(crate) err_styled: bool,
    quiet: bool,
}

pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
pub(crate) const HELP: Style = AnsiColor::Cyan.on_default().bold();
pub(crate) const BAD: Style = AnsiColor::Red.on_default();
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
pub(crate) const STRONG: Style = Style::new().bold();
pub(crate) const FAINT: Style = Style::new().dimmed();

impl Console {
    pub(crate) fn new(color: Color, quiet: bool) -> Self {
        let asked = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        asked.write_global();
        let styled = |choice| choice != ColorChoice::Never;
        let out_styled = styled(AutoStream::choice(&io::stdout()));
        let err_styled = styled(AutoStream::choice(&io::stderr()));
        // Plain text is written plain, so a stream that takes colours out again would only cost time.
        let out = if out_styled { AutoStream::auto(io::stdout()) } else { AutoStream::always_ansi(io::stdout()) };
        Self { out, err: AutoStream::auto(io::stderr()), out_styled, err_styled, quiet }
    }

    /// Writes a part of the result.
    pub(crate) fn result(&mut self, text: impl AsRef<[u8]>) -> io::Result<()> {
        self.out.write_all(text.as_ref())
    }

    /// What a command did that has no other result.
    pub(crate) fn news(&mut self, text: impl AsRef<[u8]>) -> io::Result<()> {
        if self.quiet { Ok(()) } else { self.result(text) }
    }

    /// Hands on what was written so far, so that a reader need not wait for more.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// What is worth knowing, unless the user wants to know nothing.
    pub(crate) fn say(&mut self, text: impl fmt::Display) {
        if !self.quiet {
            self.complain(text);
        }
    }

    /// What must be known. If nobody can be told, there is nobody to tell that either.
    pub(crate) fn complain(&mut self, text: impl fmt::Display) {
        let _ = writeln!(self.err, "{text}");
    }

    /// `error: cannot read a.json: no such file`.
    pub(crate) fn error(&mut self, text: &str) {
        let text = visible(text);
        self.complain(format_args!("{ERROR}error{ERROR:#}{STRONG}:{STRONG:#} {text}"));
    }

    /// What to do about the error just told.
    pub(crate) fn help(&mut self, text: &str) {
        let text = visible(text);
        self.complain(format_args!("  {HELP}help{HELP:#}: {text}"));
    }

    /// Tells why a command stopped, and what its exit status is.
    pub(crate) fn failure(&mut self, failure: &Failure) -> Status {
        match failure {
            Failure::BrokenPipe => return Status::Fine,
            Failure::Shown => {}
            Failure::Message { text, help } => {
                self.error(text);
                for line in help {
                    self.help(line);
                }
            }
        }
        Status::Trouble
    }

    /// Whether a progress bar would be seen and would not stand in the way of results.
    pub(crate) fn shows_progress(&self) -> bool {
        !self.quiet && io::stderr().is_terminal() && !io::stdout().is_terminal()
    }

    /// Writes out what is left.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }
}

/// Text in a style, or plain.
pub(crate) fn paint(styled: bool, style: Style, text: impl fmt::Display) -> String {
    if styled { format!("{style}{text}{style:#}") } else { text.to_string() }
}

/// Text that came from elsewhere, such as a file's name, made harmless: characters that move the cursor, colour the
/// screen or turn the direction of writing are shown as escapes.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_invisible) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_invisible(c) {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_harmless() {
        assert_eq!(visible("plain é"), "plain é");
        assert_eq!(visible("a\u{1b}[2J\r\nb\u{202e}c\u{9b}"), "a\\u{1b}[2J\\r\\nb\\u{202e}c\\u{9b}");
    }
}
