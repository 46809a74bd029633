//! Rows that the schema has and its model has not: those of an object that an erratum makes a plain value.

use std::collections::{HashMap, HashSet};

use super::mine::Mine;
use super::pair::Theirs;
use super::rules::rows_key;
use super::tree::{Tree, get};
use crate::import::transcription::unescaped;

/// The page's rows without those that the schema has already where no object stands in effect. They would be taken for new.
pub(super) fn without_hidden<'p>(theirs: Vec<Theirs<'p>>, mine: &[Mine], tree: &Tree<'_>) -> Vec<Theirs<'p>> {
    let outer: HashMap<&str, &Mine> = mine.iter().map(|row| (row.path.as_str(), row)).collect();
    let objects: HashSet<&str> = mine.iter().map(|row| row.parent.as_str()).collect();
    let is_hidden = |row: &Theirs<'_>| {
        let mut names = vec![row.row.name.clone()];
        let mut parent = row.parent.as_str();
        while !outer.contains_key(parent) {
            let (above, name) = parent.rsplit_once('/')?;
            names.push(unescaped(name));
            parent = above;
        }
        let mut entry = tree.entry(outer.get(parent).filter(|_| !objects.contains(parent))?.keys.as_ref()?)?;
        for name in names.iter().rev() {
            let mut rows = &entry.value;
            for key in rows_key(entry)? {
                rows = &get(rows, key)?.value;
            }
            entry = get(rows, name)?;
        }
        Some(())
    };
    theirs.into_iter().filter(|row| is_hidden(row).is_none()).collect()
}
