//! `fieldwright man`.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory};
use clap_mangen::Man as Page;

use crate::args::Cli;
use crate::context::Context;
use crate::failure::{Failure, Outcome, Status};
use crate::suggest;

/// Write manual pages
///
/// Without `--out`, one page goes to stdout: that of the command, or the program's own.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  fieldwright man validate | man -l -
  fieldwright man --out ~/.local/share/man/man1")]
pub(crate) struct Man {
    /// The command whose page to write [default: the program's]
    #[arg(conflicts_with = "out")]
    command: Option<String>,

    /// Write all pages into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Man {
    pub(crate) fn run(self, context: &mut Context) -> Outcome {
        let mut program = Cli::command();
        program.build();
        if let Some(folder) = &self.out {
            let refused = |error| Failure::new(format!("cannot write to `{}`: {error}", folder.display()));
            write_all(program, folder).map_err(refused)?;
            return Ok(Status::Fine);
        }
        let command = match &self.command {
            Some(name) => program.find_subcommand(name).cloned().ok_or_else(|| unknown(&program, name))?,
            None => program,
        };
        let mut page = Vec::new();
        Page::new(command).render(&mut page)?;
        context.console.result(page)?;
        Ok(Status::Fine)
    }
}

fn write_all(program: clap::Command, folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    clap_mangen::generate_to(program, folder)
}

fn unknown(program: &clap::Command, name: &str) -> Failure {
    let failure = Failure::new(format!("there is no command `{name}`"));
    match suggest::name(name, program.get_subcommands().map(clap::Command::get_name)) {
        Some(name) => failure.help(format!("did you mean `{name}`?")),
        None => failure.help("`fieldwright --help` lists the commands"),
    }
}
