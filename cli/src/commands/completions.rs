//! `fieldwright completions`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::args::Cli;
use crate::context::Context;
use crate::failure::{Outcome, Status};

/// Write a completion script for a shell
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  fieldwright completions bash > ~/.local/share/bash-completion/completions/fieldwright
  fieldwright completions fish > ~/.config/fish/completions/fieldwright.fish")]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self, context: &mut Context) -> Outcome {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "fieldwright", &mut script);
        context.console.result(script)?;
        Ok(Status::Fine)
    }
}
