//! Output on its way into a folder: written beside what it replaces as soon as it is made, so that it need not be held.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::record::Left;
use super::stage::Stage;
use super::{Tree, WriteError, manifest};
use crate::emit::Files;
use crate::timings::{self, Timings};

/// New files that wait beside their places. They take them with [`Draft::apply`]; dropped, they are as if they had never been,
/// but for the times of the folders in which they waited.
#[derive(Debug)]
pub struct Draft {
    folder: PathBuf,
    stage: Stage,
    /// Files that are wanted no longer.
    outdated: Vec<String>,
    /// What the folder holds afterwards.
    left: Left,
    /// How many files are new or other than before.
    pub written: usize,
    /// How many files are as they should be.
    pub unchanged: usize,
}

impl Tree {
    /// Writes what is not there already, part by part, beside its place.
    ///
    /// # Errors
    /// If a file is in the way that is not ours, or the system says no. Nothing is left behind then.
    pub fn draft<P: Sync>(
        &self,
        parts: &[P],
        make: impl Fn(&P) -> Files + Sync,
        timings: &Timings,
    ) -> Result<Draft, WriteError> {
        let (owned, stage) = (self.owned()?, Stage::new(&self.folder));
        let found = self.each(&owned, parts, make, timings, |found| {
            let same = found.is_same();
            if !same {
                timings.of(timings::Stage::Write, || stage.add(&found.path, &found.text))?;
            }
            let hash = timings.of(timings::Stage::Hash, || Left::hash(&found.text));
            Ok((found.path, hash, same))
        });
        let mut draft = Draft {
            folder: self.folder.clone(),
            stage,
            outdated: Vec::new(),
            left: Left::default(),
            written: 0,
            unchanged: 0,
        };
        for found in found {
            let (path, hash, same) = found?;
            draft.count(same);
            draft.left.add(path, hash);
        }
        let wanted: BTreeSet<&str> = draft.left.paths().collect();
        let outdated = self.outdated(&owned, &wanted)?;
        draft.outdated = outdated.into_iter().map(|(path, _)| path).collect();
        let list = manifest::text(draft.left.paths());
        let same = self.current(manifest::NAME)?.as_deref() == Some(list.as_bytes());
        draft.count(same);
        if !same {
            // It comes last, so that it never names what was not written.
            draft.stage.add(manifest::NAME, &list)?;
        }
        Ok(draft)
    }
}

impl Draft {
    fn count(&mut self, same: bool) {
        if same {
            self.unchanged += 1;
        } else {
            self.written += 1;
        }
    }

    /// How many files go.
    #[must_use]
    pub fn removed(&self) -> usize {
        self.outdated.len()
    }

    /// Does it, and says what the folder holds now. One that is killed meanwhile leaves whole files.
    ///
    /// # Errors
    /// If the system says no.
    pub fn apply(self) -> Result<Left, WriteError> {
        self.stage.persist()?;
        remove(&self.folder, self.outdated.iter().map(String::as_str))?;
        Ok(self.left)
    }
}

/// Removes files, and the folders that are empty then.
pub(super) fn remove<'p>(folder: &Path, paths: impl Iterator<Item = &'p str>) -> Result<(), WriteError> {
    for path in paths {
        let place = folder.join(path);
        match fs::remove_file(&place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(WriteError::Io(place, error)),
            _ => remove_empty_folders(folder, &place),
        }
    }
    Ok(())
}

/// Removes the folders that a removed file has left empty, below the output folder. One that is not empty stays.
fn remove_empty_folders(top: &Path, file: &Path) {
    let mut folder = file.parent();
    while let Some(empty) = folder.filter(|folder| *folder != top && fs::remove_dir(folder).is_ok()) {
        folder = empty.parent();
    }
}
