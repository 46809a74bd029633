//! What would have to be done to a folder, with all texts, for whoever wants to see it first.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::draft::remove;
use super::stage::Stage;
use super::{Tree, WriteError, diff, manifest};
use crate::emit::Files;
use crate::timings::Timings;

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

impl Change {
    fn new(path: String, old: Option<Vec<u8>>, new: Option<String>) -> Self {
        Self { path, old: old.map(|old| String::from_utf8_lossy(&old).into_owned()), new }
    }
}

impl Tree {
    /// Compares what is there with what should be.
    ///
    /// # Errors
    /// If a file is in the way that is not ours, or something cannot be read.
    pub fn plan(&self, files: &Files) -> Result<Plan, WriteError> {
        self.plan_parts(&[files], |files| Files::clone(files), &Timings::default())
    }

    /// The same with output that is made part by part: only what differs is held.
    ///
    /// # Errors
    /// If a file is in the way that is not ours, or something cannot be read.
    pub fn plan_parts<P: Sync>(
        &self,
        parts: &[P],
        make: impl Fn(&P) -> Files + Sync,
        timings: &Timings,
    ) -> Result<Plan, WriteError> {
        let owned = self.owned()?;
        let found = self.each(&owned, parts, make, timings, |found| {
            let same = found.is_same();
            Ok((found.path.clone(), (!same).then(|| Change::new(found.path, found.old, Some(found.text)))))
        });
        let found: Vec<(String, Option<Change>)> = found.into_iter().collect::<Result<_, _>>()?;
        let wanted: BTreeSet<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
        let outdated = self.outdated(&owned, &wanted)?;
        let list = manifest::text(wanted.into_iter());
        let mut plan = Plan { folder: self.folder.clone(), changes: Vec::new(), unchanged: 0 };
        for (_, change) in found {
            match change {
                Some(change) => plan.changes.push(change),
                None => plan.unchanged += 1,
            }
        }
        plan.changes.extend(outdated.into_iter().map(|(path, old)| Change::new(path, Some(old), None)));
        plan.changes.sort_by(|a, b| a.path.cmp(&b.path));
        // The list of our files comes last, so that it never names what was not written.
        let old = self.current(manifest::NAME)?;
        if old.as_deref() == Some(list.as_bytes()) {
            plan.unchanged += 1;
        } else {
            plan.changes.push(Change::new(manifest::NAME.to_owned(), old, Some(list)));
        }
        Ok(plan)
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

    /// Does it. A run that fails changes nothing.
    ///
    /// # Errors
    /// If the system says no.
    pub fn apply(self) -> Result<(), WriteError> {
        let stage = Stage::new(&self.folder);
        for change in &self.changes {
            if let Some(text) = &change.new {
                stage.add(&change.path, text)?;
            }
        }
        stage.persist()?;
        let outdated = self.changes.iter().filter(|change| change.new.is_none());
        remove(&self.folder, outdated.map(|change| change.path.as_str()))
    }
}
