//! Keeps `generated/` what `schemas/` say, before the sources in it are compiled.
//!
//! A checkout writes; with `CI` set, or `FIELDWRIGHT=check`, a stale file is an error that names the command that mends
//! it; `FIELDWRIGHT=off` does nothing.

fn main() -> std::process::ExitCode {
    let config = fieldwright_codegen::Config::new("schemas").folder("generated").mend("cargo fieldwright generate");
    // What went wrong has been told to cargo, line by line.
    if config.build().is_ok() { std::process::ExitCode::SUCCESS } else { std::process::ExitCode::FAILURE }
}
