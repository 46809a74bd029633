//! The drift report: for people, for programs, for a pull request.

mod json;
mod markdown;
mod text;

use fieldwright_codegen::model::Place;

use super::drift::{Change, Conflict, Drift, Kind};
use super::schema::Schema;

/// A drift and what it is of.
pub(crate) struct Report<'r> {
    pub(crate) schema: &'r Schema,
    pub(crate) drift: &'r Drift,
}

impl Report<'_> {
    /// One line a change.
    pub(crate) fn text(&self) -> String {
        text::report(self)
    }

    /// One JSON object a change.
    pub(crate) fn json(&self) -> Vec<u8> {
        json::report(self)
    }

    /// The body of a pull request.
    pub(crate) fn markdown(&self) -> String {
        markdown::report(self)
    }

    /// A file as the user would write it, with line and column.
    fn place(&self, place: &Place) -> String {
        let Place { line, column, .. } = place;
        format!("{}:{line}:{column}", self.file(place))
    }

    fn file(&self, place: &Place) -> String {
        let path = &self.schema.path;
        let name = place.file.rsplit('/').next().unwrap_or_default();
        if place.file == self.schema.page.path {
            path.display().to_string()
        } else {
            path.with_file_name(name).display().to_string()
        }
    }

    fn schema_file(&self) -> String {
        self.schema.path.display().to_string()
    }

    /// `3 changes, 1 conflict`.
    fn count(&self) -> String {
        let several = |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
        let changes = several(self.drift.changes.len(), "change");
        match self.drift.conflicts.len() {
            0 => changes,
            conflicts => format!("{changes}, {}", several(conflicts, "conflict")),
        }
    }
}

impl Change {
    /// What has become what, in one line.
    fn said(&self) -> String {
        let key = self
            .key
            .filter(|_| self.was.is_some() || self.now.is_some())
            .map(|key| format!("{key}: "))
            .unwrap_or_default();
        // An erratum's lines are told on request; which one it is says its id.
        let was = self.was.as_deref().filter(|_| self.kind != Kind::ErratumUnneeded);
        let values = match (was, self.now.as_deref()) {
            // Which values are new is what matters of a list of many.
            (Some(_), Some(_)) if self.key == Some("enum") => String::new(),
            (Some(was), Some(now)) => format!("{key}{was} → {now}"),
            (Some(was), None) if self.kind == Kind::Bound || self.key.is_some() => format!("{key}{was} → nothing"),
            (Some(was), None) => format!("was {was}"),
            (None, Some(now)) if self.key.is_some() => format!("{key}nothing → {now}"),
            (None, Some(now)) => now.to_owned(),
            (None, None) => String::new(),
        };
        let guess = self.guessed.then_some("a guess");
        let notes: Vec<&str> = guess.into_iter().filter(|_| self.note.is_none()).chain(self.note.as_deref()).collect();
        match (values.is_empty(), notes.is_empty()) {
            (_, true) => values,
            (true, false) => notes.join("; "),
            (false, false) => format!("{values} ({})", notes.join("; ")),
        }
    }
}

impl Conflict {
    /// The three sides, as far as they are known.
    fn sides(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [("base", &self.base), ("mine", &self.mine), ("page", &self.page)]
            .into_iter()
            .filter_map(|(side, value)| Some((side, value.as_deref()?)))
    }
}
