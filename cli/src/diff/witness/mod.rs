//! Payloads that show what a change means: one side's rules accept them and the other's do not.
//!
//! A payload of the side that is to accept is edited at the place of the change, and kept if the plain judge and the engine
//! both say what is claimed. Nothing is shown that was not judged by both schemas.

mod build;
mod candidates;
mod judges;

use std::collections::HashMap;

use fieldwright_codegen::judge::Finding;
use fieldwright_codegen::model::{Model, Page};
use serde_json::Value as Json;

use super::change::Change;
use super::verdict::Wire;
use judges::Judges;

/// A payload on which the two schemas disagree.
#[derive(Debug, Clone)]
pub(crate) struct CounterExample {
    pub(crate) payload: Json,
    /// A pointer to what it is about.
    pub(crate) at: String,
    /// Whose rules accept it; those of the other do not.
    pub(crate) accepted_by: Accepts,
    /// What the other's rules find, in the compact form: `maxLength /customer/name`.
    pub(crate) findings: Vec<Finding>,
}

/// One of the two schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Accepts {
    Old,
    New,
}

impl Accepts {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Old => "old",
            Self::New => "new",
        }
    }
}

/// Looks for a payload for each change that concerns the wire.
pub(super) fn find<'m>(
    old: (&'m Model, Option<&'m Page>),
    new: (&'m Model, Option<&'m Page>),
    changes: &mut [Change<'m>],
) {
    let mut judges: HashMap<String, Option<Judges<'m>>> = HashMap::new();
    for change in changes {
        let Some(probe) = change.probe.take().filter(|_| change.wire != Wire::None) else { continue };
        let judges = judges.entry(change.of.clone()).or_insert_with(|| {
            let page = |(model, page): (&'m Model, Option<&'m Page>)| Some((model, page.or(model.page(&change.of))?));
            Some(Judges::new(page(old)?, page(new)?))
        });
        let Some(judges) = judges else { continue };
        let wanted = if change.wire == Wire::Risk { Accepts::New } else { Accepts::Old };
        // Some changes cut both ways: if none shows the risk, one that shows the difference is better than none.
        let other = (change.wire == Wire::Risk).then_some(Accepts::Old);
        let directions = std::iter::once(wanted).chain(other);
        change.counter_example = directions.into_iter().find_map(|accepts| judges.search(&probe, accepts));
    }
}
