//! Errata, notes and examples. None of them changes a rule: what errata put in effect is compared where it is.

use fieldwright_codegen::model::{Entry, Example};

use super::{Compare, pair};
use crate::diff::rule::Rule;

impl<'m> Compare<'m> {
    pub(super) fn entries(&mut self) {
        for erratum in [true, false] {
            let of = |entries: &'m [Entry]| -> Vec<&'m Entry> {
                entries.iter().filter(|entry| entry.erratum == erratum).collect()
            };
            let (old, new) = (of(&self.old_page.entries), of(&self.new_page.entries));
            let [added, removed, changed] = if erratum {
                [Rule::ErratumAdded, Rule::ErratumRemoved, Rule::ErratumChanged]
            } else {
                [Rule::NoteAdded, Rule::NoteRemoved, Rule::NoteChanged]
            };
            let paired = pair(&old, &new, |entry| &entry.id);
            for (before, after) in paired.both {
                if text(before) != text(after) {
                    let change = self.change(changed, after.at.clone()).texts(Some(text(before)), Some(text(after)));
                    self.changes.push(change.places(Some(&before.place), Some(&after.place)));
                }
            }
            for entry in paired.added {
                let change = self.change(added, entry.at.clone()).texts(None::<String>, Some(text(entry)));
                self.changes.push(change.places(None, Some(&entry.place)));
            }
            for entry in paired.removed {
                let change = self.change(removed, entry.at.clone()).texts(Some(text(entry)), None::<String>);
                self.changes.push(change.places(Some(&entry.place), None));
            }
        }
    }

    pub(super) fn examples(&mut self) {
        let paired = pair(&self.old_page.examples, &self.new_page.examples, |example: &Example| &example.name);
        let path = |example: &Example| format!("examples/{}", example.name);
        for (before, after) in paired.both {
            if (&before.json, &before.title) != (&after.json, &after.title) {
                let change = self.change(Rule::ExampleChanged, path(after));
                self.changes.push(change.places(Some(&before.place), Some(&after.place)));
            }
        }
        for example in paired.added {
            let change = self.change(Rule::ExampleAdded, path(example));
            self.changes.push(change.places(None, Some(&example.place)));
        }
        for example in paired.removed {
            let change = self.change(Rule::ExampleRemoved, path(example));
            self.changes.push(change.places(Some(&example.place), None));
        }
    }
}

/// Everything that an entry says.
pub(super) fn text(entry: &Entry) -> String {
    let kind = match entry.kind {
        fieldwright_codegen::model::EntryKind::Contradiction => "",
        fieldwright_codegen::model::EntryKind::Tension => ", tension",
        fieldwright_codegen::model::EntryKind::CrossPage => ", cross-page",
    };
    format!("{}{kind} at {}: {} ({})", entry.id, entry.at, entry.because, entry.evidence.join(", "))
}
