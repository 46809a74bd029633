//! Rows that stand elsewhere among their neighbours, and the numbers that say where they stood.

use std::collections::{BTreeMap, HashMap, HashSet};

use fieldwright_codegen::model::Provenance;

use super::drift::{Change, Drift, Kind};
use super::edits::Edits;
use super::facts::Sides;
use super::mine::Mine;
use super::order::moved;
use super::pair::{Pair, Theirs};
use super::tree::{Tree, get};

impl Sides<'_> {
    /// Rows that stand elsewhere among the same neighbours, as the page's indices. A file that has an order of its own
    /// keeps it.
    pub(super) fn moved(&self, paired: &[(usize, Pair)], drift: &mut Drift) -> Vec<usize> {
        let mut old: Vec<(u32, usize, usize)> = Vec::new();
        for (theirs, pair) in paired {
            // What an example alone shows has no place on the page.
            let Some((mine, _)) = self.both(*pair).filter(|(_, theirs)| self.by_example || theirs.row.at.is_some())
            else {
                continue;
            };
            old.push((mine.row.map_or(0, |row| row.at), pair.mine, *theirs));
        }
        let number = |theirs: usize| self.theirs.get(theirs).and_then(|theirs| theirs.row.at);
        let known = old.iter().all(|(at, _, theirs)| *at > 0 && number(*theirs).is_some());
        let in_file = |old: &[(u32, usize, usize)]| old.windows(2).all(|two| matches!(two, [a, b] if a.1 < b.1));
        old.sort_by_key(|(at, mine, _)| (if known { *at } else { 0 }, *mine));
        let reordered = !in_file(&old);
        // An object whose members are listed above it stands where the first of them does, and yet has the number of its own
        // row: by numbers on both sides or by places on both sides, or the next merge would find it moved again.
        let mut now: Vec<usize> = (0..old.len()).collect();
        now.sort_by_key(|index| match old.get(*index) {
            Some((_, mine, theirs)) if known => (number(*theirs), *mine),
            Some((_, _, theirs)) => (None, *theirs),
            None => (None, 0),
        });
        let mut places = vec![0; now.len()];
        for (place, index) in now.into_iter().enumerate() {
            if let Some(known) = places.get_mut(index) {
                *known = place;
            }
        }
        let moved: Vec<usize> =
            moved(&places).into_iter().filter_map(|index| old.get(index).map(|(.., theirs)| *theirs)).collect();
        for theirs in moved.iter().filter_map(|index| self.theirs.get(*index)) {
            let before = self
                .theirs
                .iter()
                .take_while(|row| row.path != theirs.path)
                .filter(|row| row.parent == theirs.parent)
                .last();
            let behind = before.map_or("first".to_owned(), |before| format!("behind {}", before.row.name));
            let note =
                if reordered { format!("{behind}; the file has an order of its own and keeps it") } else { behind };
            let place = self.mine.iter().find(|mine| mine.path == theirs.path).map(|mine| mine.place.clone());
            drift.changes.push(Change::new(Kind::Moved, &theirs.path).noting(note).standing(place, theirs.row.at));
        }
        if reordered { Vec::new() } else { moved }
    }
}

/// A row with its number.
struct Numbered<'m> {
    row: &'m Mine,
    /// Among all rows of the file.
    place: usize,
    /// As the file has it.
    stamp: Provenance,
    /// Its number on the page.
    at: u32,
}

/// Counts rows anew where the old numbers would tell another order than the page has: those that have moved, or if that is
/// not enough, all of the object.
pub(super) fn renumber(tree: &Tree<'_>, mine: &[Mine], theirs: &[Theirs<'_>], edits: &mut Edits) {
    let of_file: HashMap<&str, (usize, &Mine)> =
        mine.iter().enumerate().map(|(place, row)| (row.path.as_str(), (place, row))).collect();
    let mut objects: BTreeMap<&str, Vec<Numbered<'_>>> = BTreeMap::new();
    for theirs in theirs {
        let at = theirs.row.at.and_then(|at| u32::try_from(at).ok());
        if let (Some(at), Some((place, row))) = (at, of_file.get(theirs.path.as_str()))
            && let Some(stamp) = row.row
        {
            objects.entry(theirs.parent.as_str()).or_default().push(Numbered { row, place: *place, stamp, at });
        }
    }
    for mut rows in objects.into_values() {
        rows.sort_by_key(|row| (row.at, row.place));
        // Of rows with one number that comes first which does so in the file, as in `moved`.
        let rising = |numbers: &[(u32, usize)]| numbers.windows(2).all(|two| matches!(two, [a, b] if a < b));
        let old: Vec<(u32, usize)> = rows.iter().map(|row| (row.stamp.at, row.place)).collect();
        if rising(&old) {
            continue;
        }
        let places: Vec<usize> = {
            let mut order: Vec<usize> = (0..old.len()).collect();
            order.sort_by_key(|index| (old.get(*index).copied(), *index));
            order
        };
        let few: HashSet<usize> = moved(&places).into_iter().filter_map(|index| places.get(index).copied()).collect();
        let mended: Vec<(u32, usize)> = rows
            .iter()
            .enumerate()
            .map(|(index, row)| (if few.contains(&index) { row.at } else { row.stamp.at }, row.place))
            .collect();
        let all = !rising(&mended);
        for (index, Numbered { row, stamp, at, .. }) in rows.into_iter().enumerate() {
            let entry = row.keys.as_ref().and_then(|keys| tree.entry(keys)).and_then(|entry| get(&entry.value, "row"));
            if let Some(entry) = entry.filter(|_| stamp.at != at && (all || few.contains(&index))) {
                let stamp = Provenance { at, ..stamp };
                edits.replace(entry.value.span.start, entry.value.span.end, stamp.to_string());
            }
        }
    }
}
