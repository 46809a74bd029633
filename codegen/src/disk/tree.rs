//! The output folder: what is there, and which of it is ours.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use super::manifest;
use crate::emit::{Files, MARK};
use crate::parallel;
use crate::timings::{Stage, Timings};

/// A folder that generated files are written to.
#[derive(Debug, Clone)]
pub struct Tree {
    pub(super) folder: PathBuf,
}

/// Why a folder could not be looked at or changed.
#[derive(Debug)]
pub enum WriteError {
    /// A file stands where a generated one should, and it is not ours.
    Foreign(PathBuf),
    /// A link stands where a file or folder should: it could lead anywhere.
    Link(PathBuf),
    /// The system says no.
    Io(PathBuf, io::Error),
}

/// A file as it should be, and what is there instead.
pub(super) struct Found {
    pub(super) path: String,
    pub(super) text: String,
    /// `None` for nothing.
    pub(super) old: Option<Vec<u8>>,
}

impl Tree {
    /// The folder; it need not exist.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The paths of our files.
    pub(super) fn owned(&self) -> Result<BTreeSet<String>, WriteError> {
        manifest::read(&self.folder).map_err(|error| WriteError::Io(self.folder.join(manifest::NAME), error))
    }

    /// Makes output part by part, on all cores, and has `take` see what is there for each file. What it has come to stands in
    /// the order of the parts; of several faults it is the first.
    pub(super) fn each<P: Sync, T: Send>(
        &self,
        owned: &BTreeSet<String>,
        parts: &[P],
        make: impl Fn(&P) -> Files + Sync,
        timings: &Timings,
        take: impl Fn(Found) -> Result<T, WriteError> + Sync,
    ) -> Vec<Result<T, WriteError>> {
        let taken = parallel::map(parts, |part| {
            let files = make(part);
            if let Err(error) = self.refuse_links(files.iter().map(|(path, _)| path)) {
                return vec![Err(error)];
            }
            let found = |path, text| timings.of(Stage::Compare, || self.found(path, text, owned));
            files.into_iter().map(|(path, text)| take(found(path, text)?)).collect()
        });
        taken.into_iter().flatten().collect()
    }

    fn found(&self, path: String, text: String, owned: &BTreeSet<String>) -> Result<Found, WriteError> {
        let old = self.current(&path)?;
        let foreign =
            |old: &[u8]| old != text.as_bytes() && !owned.contains(&path) && !old.starts_with(MARK.as_bytes());
        if old.as_deref().is_some_and(foreign) {
            return Err(WriteError::Foreign(self.folder.join(path)));
        }
        Ok(Found { path, text, old })
    }

    /// Our files that are there and are wanted no longer.
    pub(super) fn outdated(
        &self,
        owned: &BTreeSet<String>,
        wanted: &BTreeSet<&str>,
    ) -> Result<Vec<(String, Vec<u8>)>, WriteError> {
        let unwanted: Vec<&String> = owned.iter().filter(|path| !wanted.contains(path.as_str())).collect();
        self.refuse_links(unwanted.iter().map(|path| path.as_str()))?;
        let mut outdated = Vec::new();
        for path in unwanted.into_iter().filter(|path| is_generated(path)) {
            if let Some(old) = self.current(path)? {
                outdated.push((path.clone(), old));
            }
        }
        Ok(outdated)
    }

    /// Looks for links among the folders that paths go through.
    pub(super) fn refuse_links<'p>(&self, paths: impl Iterator<Item = &'p str>) -> Result<(), WriteError> {
        let above = |path: &'p str| path.match_indices('/').filter_map(move |(at, _)| path.get(..at));
        let folders: BTreeSet<&str> = paths.flat_map(above).collect();
        folders.into_iter().try_for_each(|folder| no_link(&self.folder.join(folder)).map(|_| ()))
    }

    /// What is in a file, if it is there. The folders above it are known to be no links.
    pub(super) fn current(&self, path: &str) -> Result<Option<Vec<u8>>, WriteError> {
        let place = self.folder.join(path);
        if !no_link(&place)? {
            return Ok(None);
        }
        fs::read(&place).map(Some).map_err(|error| WriteError::Io(place, error))
    }
}

impl Found {
    /// Whether the file is as it should be.
    pub(super) fn is_same(&self) -> bool {
        self.old.as_deref() == Some(self.text.as_bytes())
    }
}

/// Whether a path is of a kind that is generated. Whatever a list says, nothing else is removed.
fn is_generated(path: &str) -> bool {
    [".rs", ".ndjson"].iter().any(|ending| path.ends_with(ending))
}

/// Whether something is there, which may not be a link.
fn no_link(place: &Path) -> Result<bool, WriteError> {
    match fs::symlink_metadata(place) {
        Ok(metadata) if metadata.is_symlink() => Err(WriteError::Link(place.to_owned())),
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(WriteError::Io(place.to_owned(), error)),
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign(path) => write!(
                f,
                "{} is in the way and was not made by fieldwright: move it, or write to another folder",
                path.display()
            ),
            Self::Link(path) => write!(f, "{} is a link: nothing is written through links", path.display()),
            Self::Io(path, error) => write!(f, "cannot write {}: {error}", path.display()),
        }
    }
}

impl std::error::Error for WriteError {}
