//! `fieldwright`: the command line of Fieldwright. Everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    fieldwright_cli::run()
}
