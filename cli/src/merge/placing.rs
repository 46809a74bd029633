//! What is to be done to the rows of each object, and how it is done in turn.

use std::collections::{BTreeMap, HashMap};

use super::container::{Container, FLOW, lines_of};
use super::drift::{Conflict, Drift};
use super::facts::Sides;
use super::pointers::Redirect;
use super::rows::Hand;
use super::tree::Keys;
use crate::import::transcription::{Enumeration, child};

/// What is to be done to the file's rows, once their facts are written.
#[derive(Default)]
pub(super) struct Structure<'s> {
    /// The changes of each object, by the way to its rows.
    pub(super) containers: BTreeMap<Keys, Container<'s>>,
    /// Rows that only changed their object: where they were, and the path that they have now.
    pub(super) placed: Vec<(Keys, String)>,
    pub(super) redirects: Vec<Redirect>,
}

impl Structure<'_> {
    /// A row is no longer where it was.
    pub(super) fn take_out(&mut self, way: &[String], sides: &Sides<'_>) {
        let Some((name, above)) = way.split_last() else { return };
        let container = self.containers.entry(above.to_vec()).or_insert_with(|| {
            let owners = sides.mine.iter().filter_map(|mine| sides.way(mine)).filter(|own| above.starts_with(own));
            let owner = owners.max_by_key(Vec::len).unwrap_or_default();
            Container { way: above.to_vec(), owner, ..Container::default() }
        });
        container.gone.insert(name.clone());
    }

    /// Writes all of it. What cannot be written is a conflict.
    pub(super) fn apply(self, mut text: String, shared: &[Enumeration], by_example: bool, drift: &mut Drift) -> String {
        let mut hand = Hand { shared, by_example, placed: HashMap::new() };
        // Inner objects first: their ways lead through the rows of outer ones.
        let mut containers: Vec<_> = self.containers.into_values().collect();
        containers.sort_by_key(|container| std::cmp::Reverse(container.way.len()));
        let mut placed = self.placed;
        placed.sort_by_key(|(way, _)| std::cmp::Reverse(way.len()));
        let mut unwritten = Vec::new();
        let mut write =
            |container: &Container<'_>, hand: &Hand<'_>, text: &mut String| match container.apply(text, hand) {
                Some(now) => *text = now,
                None => unwritten.push(container.way.clone()),
            };
        for (way, path) in placed {
            // A row takes along what has changed in it.
            let inside = |container: &Container<'_>| container.way.starts_with(&way);
            for container in containers.iter().filter(|container| inside(container)) {
                write(container, &hand, &mut text);
            }
            containers.retain(|container| !inside(container));
            hand.placed.extend(lines_of(&text, &way).map(|lines| (path, lines)));
        }
        for container in &containers {
            write(container, &hand, &mut text);
        }
        let open = |way: Keys| {
            let names = way.iter().filter(|key| !matches!(key.as_str(), "payload" | "fields"));
            Conflict::new(names.fold(String::new(), |path, key| child(&path, key)), FLOW)
        };
        drift.conflicts.extend(unwritten.into_iter().map(open));
        text
    }
}
