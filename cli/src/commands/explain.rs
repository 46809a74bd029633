//! `fieldwright explain`.

use std::fmt::Write;

use clap::Args;
use fieldwright_codegen::codes::Code;

use crate::context::Context;
use crate::failure::{Failure, Outcome, Status};
use crate::suggest;

/// Explain a diagnostic's code
///
/// Tells what the code means, with a schema that shows it and the same schema mended. Without a code, all codes are
/// listed.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  fieldwright explain F0501
  fieldwright explain")]
pub(crate) struct Explain {
    /// As a diagnostic shows it between brackets
    code: Option<String>,
}

impl Explain {
    pub(crate) fn run(self, context: &mut Context) -> Outcome {
        let text = match &self.code {
            Some(code) => code.parse().map(Code::explanation).map_err(|_| unknown(code))?.to_owned(),
            None => all(),
        };
        context.console.result(text)?;
        Ok(Status::Fine)
    }
}

/// A code a line, with the heading of its explanation.
fn all() -> String {
    let mut text = String::new();
    for code in Code::ALL {
        let heading = code.explanation().lines().next().unwrap_or_default().trim_start_matches(['#', ' ']);
        let heading = heading.strip_prefix(code.as_str()).unwrap_or(heading).trim_start_matches([':', ' ']);
        let _ = writeln!(text, "{code}  {heading}");
    }
    text
}

fn unknown(code: &str) -> Failure {
    let failure = Failure::new(format!("there is no code `{code}`"));
    match suggest::name(code, Code::ALL.iter().map(|code| code.as_str())) {
        Some(code) => failure.help(format!("did you mean `{code}`?")),
        None => failure.help("codes look like F0501, and `fieldwright explain` lists them"),
    }
}
