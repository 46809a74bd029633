//! What may be written behind `fieldwright`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::commands;
use crate::context::Context;
use crate::failure::Outcome;

pub(crate) use crate::profile::Profile;

/// Field tables of payment webhooks as YAML schemas: check them, generate Rust from them, judge payloads by them.
#[derive(Debug, Parser)]
#[command(name = "fieldwright", version, max_term_width = 100, after_help = AFTER_HELP)]
#[command(disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
Exit status: 0 fine; 1 the answer is no; 2 the question could not be asked.

Examples:
  fieldwright list
  fieldwright table rapyd/payment-updated
  fieldwright validate anddone/token-link body.json";

/// What every command understands.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// The folder of the schemas [default: the nearest `schemas` upward, else the built-in catalogue]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) schemas: Option<PathBuf>,

    /// When to use colours; `auto` is on a terminal and without `NO_COLOR`
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,

    /// Say nothing but results and errors
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
}

/// The values of `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// The values of `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// One JSON object a line
    Json,
}

/// The option of commands whose answer a machine may read.
#[derive(Debug, Args)]
pub(crate) struct FormatArg {
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// One variant a command, in the order of the help.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Generate(commands::generate::Generate),
    Check(commands::check::Check),
    Explain(commands::explain::Explain),
    List(commands::list::List),
    Table(commands::table::Table),
    Validate(commands::validate::Validate),
    Fixtures(commands::fixtures::Fixtures),
    Sign(commands::sign::Sign),
    Verify(commands::verify::Verify),
    Send(commands::send::Send),
    Receive(commands::receive::Receive),
    Import(commands::import::Import),
    Diff(commands::diff::Diff),
    Export(commands::export::Export),
    Conformance(commands::conformance::Conformance),
    Completions(commands::completions::Completions),
    Man(commands::man::Man),
}

impl Command {
    pub(crate) fn run(self, context: &mut Context) -> Outcome {
        match self {
            Self::Generate(command) => command.run(context),
            Self::Check(command) => command.run(context),
            Self::Explain(command) => command.run(context),
            Self::List(command) => command.run(context),
            Self::Table(command) => command.run(context),
            Self::Validate(command) => command.run(context),
            Self::Fixtures(command) => command.run(context),
            Self::Sign(command) => command.run(context),
            Self::Verify(command) => command.run(context),
            Self::Send(command) => command.run(context),
            Self::Receive(command) => command.run(context),
            Self::Import(command) => command.run(context),
            Self::Diff(command) => command.run(context),
            Self::Export(command) => command.run(context),
            Self::Conformance(command) => command.run(context),
            Self::Completions(command) => command.run(context),
            Self::Man(command) => command.run(context),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        super::Cli::command().debug_assert();
    }
}
