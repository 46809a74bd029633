//! For build scripts.

use std::path::PathBuf;
use std::{env, fmt};

use crate::diagnostic::Diagnostic;
use crate::disk::{self, ReadError, Run, Tree, WriteError};
use crate::emit::{Files, emit_single, parts};
use crate::source::Sources;
use crate::timings::Timings;

/// What a build script generates, and from what.
///
/// Types of a crate's own, in its `OUT_DIR`:
///
/// ```no_run
/// fn main() -> Result<(), fieldwright_codegen::BuildError> {
///     fieldwright_codegen::Config::new("schemas").file("webhooks.rs").build()
/// }
/// ```
///
/// The crate takes them in with `include!(concat!(env!("OUT_DIR"), "/webhooks.rs"));` and depends on `fieldwright`.
#[derive(Debug, Clone)]
pub struct Config {
    schemas: PathBuf,
    output: Output,
    mode: Mode,
    mend: String,
}

#[derive(Debug, Clone)]
enum Output {
    /// One file in `OUT_DIR`.
    File(String),
    /// A crate's folder.
    Folder(PathBuf),
}

/// What a build does about files that are not as they should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Writes them.
    Write,
    /// Fails, and names them.
    Check,
    /// Nothing, not even looking.
    Off,
}

/// So much that is wrong with schemas is told at once. A build's output is no place to read more.
const MOST: usize = 100;

/// Why a build script should fail.
#[derive(Debug)]
pub enum BuildError {
    /// The schemas could not be read.
    Read(ReadError),
    /// The schemas have errors: one line each, and one that says how many more there are.
    Schemas(Vec<String>),
    /// The output could not be written.
    Write(WriteError),
    /// The files are not in sync, and the mode is to check.
    Stale(Vec<String>),
}

impl Config {
    /// Schemas of a folder, relative to the package's. By default they become `fieldwright.rs` in `OUT_DIR`.
    pub fn new(schemas: impl Into<PathBuf>) -> Self {
        Self {
            schemas: schemas.into(),
            output: Output::File("fieldwright.rs".to_owned()),
            mode: Mode::Write,
            mend: "fieldwright generate".to_owned(),
        }
    }

    /// One file in `OUT_DIR`, for `include!`.
    #[must_use]
    pub fn file(self, name: impl Into<String>) -> Self {
        Self { output: Output::File(name.into()), ..self }
    }

    /// A crate of its own that is checked in. The mode is then that of the environment: `FIELDWRIGHT` may be `write`,
    /// `check` or `off`; without it, `CI` means `check`.
    #[must_use]
    pub fn folder(self, folder: impl Into<PathBuf>) -> Self {
        Self { output: Output::Folder(folder.into()), mode: Mode::of_environment(), ..self }
    }

    /// Another mode.
    #[must_use]
    pub fn mode(self, mode: Mode) -> Self {
        Self { mode, ..self }
    }

    /// The command to name where files are stale.
    #[must_use]
    pub fn mend(self, command: impl Into<String>) -> Self {
        Self { mend: command.into(), ..self }
    }

    /// Generates, and tells cargo what to watch and what is wrong.
    ///
    /// # Errors
    /// If the schemas have errors or the output cannot be written; in check mode also if it is stale. All of it has been
    /// told to cargo by then, so a build script may just return it.
    #[expect(clippy::print_stdout, reason = "this is how a build script talks to cargo")]
    pub fn build(&self) -> Result<(), BuildError> {
        for variable in ["FIELDWRIGHT", "CI"] {
            println!("cargo::rerun-if-env-changed={variable}");
        }
        println!("cargo::rerun-if-changed={}", self.schemas.display());
        if let Output::Folder(folder) = &self.output {
            // Not the folder itself: whoever packages it puts files there that are none of ours.
            for part in ["src", "fixtures"] {
                println!("cargo::rerun-if-changed={}", folder.join(part).display());
            }
        }
        if self.mode == Mode::Off {
            return Ok(());
        }
        let result = self.generate();
        if let Err(error) = &result {
            for line in error.lines(&self.mend) {
                println!("cargo::error={line}");
            }
        }
        result
    }

    /// Generates without a word.
    fn generate(&self) -> Result<(), BuildError> {
        let sources = disk::read(&self.schemas).map_err(BuildError::Read)?;
        let (folder, form) = match &self.output {
            Output::Folder(folder) => (folder.clone(), "a crate".to_owned()),
            Output::File(name) => {
                let folder = env::var_os("OUT_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from);
                (folder, format!("one file, {name}"))
            }
        };
        let (tree, run) = (Tree::new(folder), Run::new(&sources, &form));
        // Who checks wants to be told by the schemas themselves.
        if self.mode == Mode::Write && tree.kept(&run).is_some() {
            return Ok(());
        }
        let compiled = crate::compile(&sources);
        let model = compiled.model.ok_or_else(|| schema_errors(&compiled.diagnostics, &sources))?;
        match &self.output {
            Output::Folder(_) => self.put(&tree, &run, &parts(&model), |part| part.files(&model, &Timings::default())),
            Output::File(name) => self.put(&tree, &run, &[name], |name| {
                let mut files = Files::default();
                files.add(*name, emit_single(&model));
                files
            }),
        }
    }

    /// Puts the output where it belongs, or says what is not as it should be.
    fn put<P: Sync>(
        &self,
        tree: &Tree,
        run: &Run,
        parts: &[P],
        make: impl Fn(&P) -> Files + Sync,
    ) -> Result<(), BuildError> {
        if self.mode == Mode::Write {
            let draft = tree.draft(parts, make, &Timings::default()).map_err(BuildError::Write)?;
            tree.keep(run, &draft.apply().map_err(BuildError::Write)?);
            return Ok(());
        }
        let plan = tree.plan_parts(parts, make, &Timings::default()).map_err(BuildError::Write)?;
        if plan.is_empty() {
            return Ok(());
        }
        Err(BuildError::Stale(plan.changes.iter().map(|change| plan.shown(change)).collect()))
    }
}

/// What is wrong with the schemas, but not more than anybody reads.
fn schema_errors(found: &[Diagnostic], sources: &Sources) -> BuildError {
    let mut lines: Vec<_> = found.iter().take(MOST).map(|found| found.one_line(sources).to_string()).collect();
    if found.len() > MOST {
        lines.push(format!("and {} more", found.len() - MOST));
    }
    BuildError::Schemas(lines)
}

impl Mode {
    fn of_environment() -> Self {
        match env::var("FIELDWRIGHT").as_deref() {
            Ok("write") => Self::Write,
            Ok("check") => Self::Check,
            Ok("off") => Self::Off,
            _ if env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false") => Self::Check,
            _ => Self::Write,
        }
    }
}

impl BuildError {
    /// What to tell, a line each.
    fn lines(&self, mend: &str) -> Vec<String> {
        match self {
            Self::Read(error) => vec![error.to_string()],
            Self::Schemas(lines) => lines.clone(),
            Self::Write(error) => vec![error.to_string()],
            Self::Stale(paths) => {
                paths.iter().map(|path| format!("{path} is not what the schemas say: run `{mend}`")).collect()
            }
        }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines("fieldwright generate").join("\n"))
    }
}

impl std::error::Error for BuildError {}
