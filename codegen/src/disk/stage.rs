//! New files beside the places that they are for, so that a run that fails changes nothing.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

use super::WriteError;

/// New files that wait. Dropped, they and their folders are as if they had never been.
#[derive(Debug)]
pub(super) struct Stage {
    folder: PathBuf,
    waiting: Mutex<Waiting>,
}

#[derive(Debug, Default)]
struct Waiting {
    /// Closed: a system lets nobody have thousands of files open.
    files: Vec<(tempfile::TempPath, PathBuf)>,
    /// Those that were not there, outer ones before those in them.
    folders: Vec<PathBuf>,
    /// Folders that are there by now.
    there: BTreeSet<PathBuf>,
}

impl Stage {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), waiting: Mutex::default() }
    }

    /// Writes a file beside its place.
    pub(super) fn add(&self, path: &str, text: &str) -> Result<(), WriteError> {
        let place = self.folder.join(path);
        let waiting = || self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let fail = |error| WriteError::Io(place.clone(), error);
        waiting().room(above(&place)).map_err(fail)?;
        let file = staged(&place, text).map_err(fail)?;
        waiting().files.push((file, place));
        Ok(())
    }

    /// Puts every file into its place, in the order in which they were added.
    pub(super) fn persist(self) -> Result<(), WriteError> {
        let mut waiting = self.waiting.into_inner().unwrap_or_else(PoisonError::into_inner);
        waiting.folders.clear();
        for (file, place) in waiting.files.drain(..) {
            file.persist(&place).map_err(|error| WriteError::Io(place, error.error))?;
        }
        Ok(())
    }
}

impl Waiting {
    /// Has a folder be there.
    fn room(&mut self, folder: &Path) -> io::Result<()> {
        if !self.there.contains(folder) {
            self.make(folder)?;
            self.there.insert(folder.to_owned());
        }
        Ok(())
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

impl Drop for Waiting {
    fn drop(&mut self) {
        self.files.clear();
        for folder in self.folders.iter().rev() {
            // Whoever has put something into it keeps it.
            let _ = fs::remove_dir(folder);
        }
    }
}
