//! Where the schemas are.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use fieldwright_codegen::Sources;
use fieldwright_codegen::disk::{self, ReadError};

use crate::catalogue;
use crate::failure::Failure;

/// The folder's name.
const FOLDER: &str = "schemas";

/// The texts of a run, and where they came from.
pub(crate) struct Schemas {
    pub(crate) origin: Origin,
    pub(crate) sources: Sources,
}

/// Where schemas came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// As given, or found upward of where we are.
    Folder(PathBuf),
    /// The catalogue that is part of the program.
    BuiltIn,
}

impl Schemas {
    /// Reads the folder that was given, else the nearest one upward, else the catalogue.
    pub(crate) fn find(given: Option<&Path>) -> Result<Self, Failure> {
        let folder = match given {
            Some(folder) => Some(folder.to_owned()),
            None => nearest(),
        };
        match folder {
            Some(folder) => Self::read(folder),
            None => Ok(Self { origin: Origin::BuiltIn, sources: catalogue::sources() }),
        }
    }

    fn read(folder: PathBuf) -> Result<Self, Failure> {
        let shown = folder.display();
        let sources = disk::read(&folder).map_err(|error| unreadable(&error))?;
        if sources.files().is_empty() {
            return Err(Failure::new(format!("there is no schema in `{shown}`"))
                .help(format!("schemas are files such as `{shown}/<provider>/<page>.yaml`")));
        }
        Ok(Self { origin: Origin::Folder(folder), sources })
    }

    /// A source's path as the user would write it, where messages of the generator say `schemas/…`.
    pub(crate) fn shown(&self, path: &str) -> String {
        let rest = path.strip_prefix(FOLDER).and_then(|rest| rest.strip_prefix('/'));
        match (&self.origin, rest) {
            (Origin::Folder(folder), Some(rest)) => folder.join(rest).display().to_string(),
            _ => path.to_owned(),
        }
    }
}

fn unreadable(error: &ReadError) -> Failure {
    let failure = Failure::new(error.to_string());
    match error.source.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            failure.help("`--schemas` takes the folder that has a folder for each provider")
        }
        _ => failure,
    }
}

/// The nearest `schemas` folder that has schemas in it, from where we are upward, named relative to there.
fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let mut relative = PathBuf::new();
    for folder in here.ancestors() {
        if has_schemas(&folder.join(FOLDER)) {
            return Some(relative.join(FOLDER));
        }
        relative.push("..");
    }
    None
}

/// Whether a folder has a `<provider>/<page>.yaml`. Other programs, too, call a folder of theirs `schemas`.
fn has_schemas(folder: &Path) -> bool {
    let entries = |path: &Path| fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_schema = |path: &Path| path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
    entries(folder).any(|provider| entries(&provider).any(|file| is_schema(&file)))
}
