//! The output folder: what is there, what should be, and the way from one to the other.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use super::{diff, manifest};
use crate::emit::{Files, MARK};
use crate::parallel;

/// A folder that generated files are written to.
#[derive(Debug, Clone)]
pub struct Tree {
    pub(super) folder: PathBuf,
}

/// What has to be done to a folder. Nothing is done until [`Plan::apply`].
#[derive(Debug)]
pub struct Plan {
    folder: PathBuf,
    /// In the order of their paths.
    pub changes: Vec<Change>,
    /// How many files are as they should be.
    pub unchanged: usize,
}

/// A file that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Relative to the folder, with `/`.
    pub path: String,
    /// What is there; `None` for nothing.
    pub old: Option<String>,
    /// What should be; `None` for nothing.
    pub new: Option<String>,
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

impl Tree {
    /// The folder; it need not exist.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Compares what is there with what should be.
    ///
    /// # Errors
    /// If a file is in the way that is not ours, or something cannot be read.
    pub fn plan(&self, files: &Files) -> Result<Plan, WriteError> {
        let owned =
            manifest::read(&self.folder).map_err(|error| WriteError::Io(self.folder.join(manifest::NAME), error))?;
        let mut plan = Plan { folder: self.folder.clone(), changes: Vec::new(), unchanged: 0 };
        let wanted: BTreeSet<&str> = files.iter().map(|(path, _)| path).collect();
        self.refuse_links(wanted.iter().copied().chain(owned.iter().map(String::as_str)))?;
        let files: Vec<(&str, &str)> = files.iter().collect();
        for change in parallel::map(&files, |(path, text)| self.change(path, text, &owned)) {
            match change? {
                Some(change) => plan.changes.push(change),
                None => plan.unchanged += 1,
            }
        }
        for path in owned.iter().filter(|path| !wanted.contains(path.as_str()) && is_generated(path)) {
            if let Some(old) = self.current(path)? {
                let old = Some(String::from_utf8_lossy(&old).into_owned());
                plan.changes.push(Change { path: path.clone(), old, new: None });
            }
        }
        plan.changes.sort_by(|a, b| a.path.cmp(&b.path));
        self.plan_manifest(&wanted, &mut plan)?;
        Ok(plan)
    }

    /// What has to be done so that a file has that text, if anything.
    fn change(&self, path: &str, text: &str, owned: &BTreeSet<String>) -> Result<Option<Change>, WriteError> {
        let old = self.current(path)?;
        if old.as_deref() == Some(text.as_bytes()) {
            return Ok(None);
        }
        if old.as_deref().is_some_and(|old| !owned.contains(path) && !old.starts_with(MARK.as_bytes())) {
            return Err(WriteError::Foreign(self.folder.join(path)));
        }
        let old = old.map(|old| String::from_utf8_lossy(&old).into_owned());
        Ok(Some(Change { path: path.to_owned(), old, new: Some(text.to_owned()) }))
    }

    /// The list of our files comes last, so that it never names what was not written.
    fn plan_manifest(&self, wanted: &BTreeSet<&str>, plan: &mut Plan) -> Result<(), WriteError> {
        let text = manifest::text(wanted.iter().copied());
        let old = self.current(manifest::NAME)?;
        if old.as_deref() == Some(text.as_bytes()) {
            plan.unchanged += 1;
        } else {
            let old = old.map(|old| String::from_utf8_lossy(&old).into_owned());
            plan.changes.push(Change { path: manifest::NAME.to_owned(), old, new: Some(text) });
        }
        Ok(())
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

/// Whether something is there, which may not be a link.
fn no_link(place: &Path) -> Result<bool, WriteError> {
    match fs::symlink_metadata(place) {
        Ok(metadata) if metadata.is_symlink() => Err(WriteError::Link(place.to_owned())),
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(WriteError::Io(place.to_owned(), error)),
    }
}

impl Plan {
    /// Whether everything is as it should be.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// A file that would change, as a person would name it from here.
    #[must_use]
    pub fn shown(&self, change: &Change) -> String {
        self.folder.join(&change.path).display().to_string()
    }

    /// What would change, as a unified diff.
    #[must_use]
    pub fn diff(&self) -> String {
        let changes = self.changes.iter().filter(|change| change.path != manifest::NAME);
        changes.map(|change| diff::unified(&change.path, change.old.as_deref(), change.new.as_deref())).collect()
    }

    /// Does it. Everything is written beside its place first and then renamed, so a run that fails changes nothing, and
    /// one that is killed leaves whole files.
    ///
    /// # Errors
    /// If the system says no.
    pub fn apply(self) -> Result<(), WriteError> {
        let mut stage = Stage::default();
        let new =
            self.changes.iter().filter_map(|change| Some((self.folder.join(&change.path), change.new.as_deref()?)));
        stage.add(&new.collect::<Vec<_>>())?;
        stage.persist()?;
        for change in self.changes.iter().filter(|change| change.new.is_none()) {
            let place = self.folder.join(&change.path);
            match fs::remove_file(&place) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(WriteError::Io(place, error)),
                _ => remove_empty_folders(&self.folder, &place),
            }
        }
        Ok(())
    }
}

/// Whether a path is of a kind that is generated. Whatever a list says, nothing else is removed.
fn is_generated(path: &str) -> bool {
    [".rs", ".ndjson"].iter().any(|ending| path.ends_with(ending))
}

/// New files beside the places that they are for. Dropped, they and their folders are as if they had never been.
#[derive(Debug, Default)]
struct Stage {
    /// Closed: a system lets nobody have thousands of files open.
    files: Vec<(tempfile::TempPath, PathBuf)>,
    folders: Vec<PathBuf>,
}

impl Stage {
    fn add(&mut self, new: &[(PathBuf, &str)]) -> Result<(), WriteError> {
        for (place, _) in new {
            self.make(above(place)).map_err(|error| WriteError::Io(place.clone(), error))?;
        }
        let mut result = Ok(());
        for ((place, _), file) in new.iter().zip(parallel::map(new, |(place, text)| staged(place, text))) {
            match file {
                Ok(file) => self.files.push((file, place.clone())),
                Err(error) => result = result.and(Err(WriteError::Io(place.clone(), error))),
            }
        }
        result
    }

    /// Makes a folder and those above it, and remembers which ones were not there.
    fn make(&mut self, folder: &Path) -> io::Result<()> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(above) = folder.parent() {
            self.make(above)?;
        }
        match fs::create_dir(folder) {
            Ok(()) => self.folders.push(folder.to_owned()),
            // Another build has made it in the meantime.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn persist(mut self) -> Result<(), WriteError> {
        self.folders.clear();
        for (file, place) in self.files.drain(..) {
            file.persist(&place).map_err(|error| WriteError::Io(place, error.error))?;
        }
        Ok(())
    }
}

/// The folder that a file stands in.
fn above(place: &Path) -> &Path {
    place.parent().unwrap_or(Path::new("."))
}

/// A file that can take a place.
fn staged(place: &Path, text: &str) -> io::Result<tempfile::TempPath> {
    let mut file = tempfile::Builder::new().prefix(".fieldwright-").tempfile_in(above(place))?;
    file.write_all(text.as_bytes())?;
    // A new file is the owner's alone; a source file is not.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(place).map_or(0o644, |metadata| metadata.permissions().mode());
        file.as_file().set_permissions(fs::Permissions::from_mode(mode))?;
    }
    Ok(file.into_temp_path())
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.files.clear();
        for folder in self.folders.iter().rev() {
            // Whoever has put something into it keeps it.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Removes the folders that a removed file has left empty, below the output folder. One that is not empty stays.
fn remove_empty_folders(top: &Path, file: &Path) {
    let mut folder = file.parent();
    while let Some(empty) = folder.filter(|folder| *folder != top && fs::remove_dir(folder).is_ok()) {
        folder = empty.parent();
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
