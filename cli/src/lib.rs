//! `fieldwright`: the command line of Fieldwright.
//!
//! Every command is a file in [`commands`] that says what it is asked, in clap's words, and answers in a `run`. Around
//! them stand the things that they share: [`schemas`] finds and compiles the schemas, [`output`] is the only place that
//! writes to the terminal, [`render`] turns diagnostics into text, [`failure`] is what becomes the exit status.
//!
//! It is a library for the sake of [`fuzzing`]; what it promises is the command.

mod args;
mod catalogue;
mod commands;
pub mod conformance;
mod context;
mod delivery;
mod diff;
mod export;
mod failure;
#[doc(hidden)]
pub mod fuzzing;
mod import;
mod json;
mod merge;
mod output;
mod profile;
mod render;
mod schemas;
mod suggest;
mod table;
mod validate;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Cli;
use crate::context::Context;
use crate::failure::Status;

/// Does what the arguments of the process say.
pub fn run() -> ExitCode {
    let Cli { global, command } = Cli::parse();
    let mut context = Context::new(global);
    let status = match command.run(&mut context) {
        Ok(status) => status,
        Err(failure) => context.console.failure(&failure),
    };
    match context.console.finish() {
        Ok(()) => status.into(),
        Err(failure) => status.max(context.console.failure(&failure)).into(),
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}
