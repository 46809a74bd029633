//! What the tests that run cargo, or the generator on hostile schemas, share.

#![allow(dead_code, reason = "not every test wants all of it")]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use fieldwright_codegen::{Diagnostic, SourceFile, Sources};

/// The repository's root.
pub(crate) const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A folder below the target folder that outlives the test: what cargo builds in it is used again by the next run. Nobody
/// else gets it before it is dropped, in this process or another.
pub(crate) struct Workshop {
    pub(crate) folder: PathBuf,
    _lock: File,
}

impl Workshop {
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).unwrap();
        let lock = File::create(folder.join("lock")).unwrap();
        lock.lock().unwrap();
        Self { folder, _lock: lock }
    }

    /// cargo in a folder of the workshop, offline, whatever is set around the test.
    pub(crate) fn cargo(&self, folder: &str, args: &[&str]) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(args).arg("--offline").current_dir(self.folder.join(folder));
        for variable in ["CI", "FIELDWRIGHT", "RUSTFLAGS", "CARGO_BUILD_TARGET"] {
            cargo.env_remove(variable);
        }
        cargo.env("CARGO_TARGET_DIR", self.folder.join("target")).env("CARGO_TERM_COLOR", "never");
        cargo
    }
}

/// Both streams of a command that succeeds.
#[track_caller]
pub(crate) fn succeeds(command: &mut Command) -> String {
    let (output, text) = run(command);
    assert!(output.status.success(), "{command:?}\n{text}");
    text
}

/// Both streams of a command that fails.
#[track_caller]
pub(crate) fn fails(command: &mut Command) -> String {
    let (output, text) = run(command);
    assert!(!output.status.success(), "{command:?}\n{text}");
    text
}

fn run(command: &mut Command) -> (Output, String) {
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output, text)
}

/// Everything below a folder, but for what cargo, git and the generator keep for themselves.
pub(crate) fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(next) = pending.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if ["target", ".git", ".fieldwright"].iter().any(|name| path.ends_with(name)) {
                continue;
            }
            if path.is_dir() {
                pending.push(path.clone());
            }
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Files by their path below `schemas/`.
pub(crate) fn sources<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> Sources {
    Sources::new(files.iter().map(|(path, text)| file(path.as_ref(), text.as_ref())).collect())
}

pub(crate) fn file(path: &str, text: &str) -> SourceFile {
    let (provider, name) = path.split_once('/').unwrap();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    SourceFile {
        path: format!("schemas/{path}"),
        provider: provider.to_owned(),
        stem: stem.to_owned(),
        text: text.to_owned(),
    }
}

/// A diagnostic's code and the places of its labels: `F0302 acme/page.yaml:5:3 acme/page.yaml:4:3`.
pub(crate) fn found(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let places = diagnostic.labels.iter().map(|label| {
        let place = sources.place(label.span);
        format!(" {}:{}:{}", place.file.trim_start_matches("schemas/"), place.line, place.column)
    });
    diagnostic.code.to_string() + &places.collect::<String>()
}
