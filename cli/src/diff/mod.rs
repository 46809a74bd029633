//! What changed between two schemas, for whoever receives payloads by the old one.
//!
//! ```text
//! side ─► two models ─ compare ─► changes ─ witness ─► with payloads that show them ─ ignore ─► report
//! ```
//!
//! `rule` has the kinds of changes, `verdict` what they can mean.

mod change;
mod compare;
mod git;
pub(crate) mod ignore;
pub(crate) mod report;
mod rule;
pub(crate) mod side;
pub(crate) mod verdict;
mod witness;

use std::collections::HashSet;

use fieldwright_codegen::model::{Model, Page};

use change::Change;
use verdict::{Api, Overall};

pub(crate) use side::Side;

/// All changes, and what they come to.
pub(crate) struct Diff<'m> {
    /// By page, in the order of the new schemas.
    pub(crate) changes: Vec<Change<'m>>,
    /// How many an ignore file has taken away.
    pub(crate) ignored: usize,
}

/// The changes from one side to the other.
pub(crate) fn diff<'m>(old: (&'m Model, Option<&'m Page>), new: (&'m Model, Option<&'m Page>)) -> Diff<'m> {
    let mut changes = match (old, new) {
        ((old, Some(old_page)), (new, Some(new_page))) => compare::pages(old, old_page, new, new_page),
        ((old, _), (new, _)) => compare::models(old, new),
    };
    // A row and the type that is made of it say the same.
    let mut told = HashSet::new();
    changes.retain(|change| {
        told.insert((change.rule, change.of.clone(), change.path.clone(), change.old.clone(), change.new.clone()))
    });
    witness::find(old, new, &mut changes);
    Diff { changes, ignored: 0 }
}

impl Diff<'_> {
    /// The gravest verdict.
    pub(crate) fn overall(&self) -> Overall {
        self.changes.iter().map(Change::overall).max().unwrap_or(Overall::Safe)
    }

    /// The step that the crate's version has to take; none where nothing changed.
    pub(crate) fn step(&self) -> Option<Api> {
        self.changes.iter().map(|change| change.api).max()
    }

    /// How many changes have a verdict.
    pub(crate) fn count(&self, overall: Overall) -> usize {
        self.changes.iter().filter(|change| change.overall() == overall).count()
    }
}
