//! Rows that have come, gone, or changed their place, object by object.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Accept;
use super::container::Step;
use super::drift::{Change, Conflict, Drift, Kind, shown};
use super::edits::Edits;
use super::facts::Sides;
use super::mine::Mine;
use super::pair::{How, Pair};
use super::placing::Structure;
use super::pointers::Redirect;
use super::rows::comment;
use super::rules::rows_key;
use super::tree::{Keys, get};
use crate::import::write::key;

impl<'s> Sides<'s> {
    /// Finds out what has come and gone, and renames.
    pub(super) fn structure(&'s self, drift: &mut Drift, edits: &mut Edits) -> Structure<'s> {
        let mut structure = Structure { redirects: self.redirects(), ..Structure::default() };
        self.rename(drift, edits);
        self.removed(&mut structure, drift);
        let mut objects: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, theirs) in self.theirs.iter().enumerate() {
            objects.entry(theirs.parent.as_str()).or_default().push(index);
        }
        for (path, children) in objects {
            self.object(path, &children, &mut structure, drift);
        }
        structure
    }

    fn pair_of(&self) -> HashMap<usize, Pair> {
        self.pairs.pairs.iter().map(|pair| (pair.theirs, *pair)).collect()
    }

    fn redirects(&self) -> Vec<Redirect> {
        let of_theirs: HashMap<&str, bool> = self
            .pairs
            .pairs
            .iter()
            .filter_map(|pair| self.both(*pair))
            .map(|(mine, theirs)| (theirs.path.as_str(), mine.array))
            .collect();
        let moved = |pair: &Pair| {
            let (mine, theirs) = self.both(*pair)?;
            (pair.how != How::Same && !mine.path.starts_with("type:")).then(|| {
                let mut to = String::new();
                let mut path = String::new();
                let tokens: Vec<&str> = theirs.path.split('/').skip(1).collect();
                for (at, token) in tokens.iter().enumerate() {
                    path = format!("{path}/{token}");
                    to = format!("{to}/{token}");
                    let new = || self.theirs.iter().any(|row| row.path == path && row.row.facts.kind.word() == "array");
                    if at + 1 < tokens.len() && of_theirs.get(path.as_str()).copied().unwrap_or_else(new) {
                        to.push_str("/*");
                    }
                }
                let header = theirs.path.starts_with("header:");
                Redirect { from: mine.path.clone(), to: if header { theirs.path.clone() } else { to } }
            })
        };
        self.pairs.pairs.iter().filter_map(moved).collect()
    }

    /// Gives rows the names that the page has now.
    fn rename(&self, drift: &mut Drift, edits: &mut Edits) {
        for pair in self.pairs.pairs.iter().filter(|pair| pair.how == How::Renamed) {
            let Some((mine, theirs)) = self.both(*pair) else { continue };
            let Some(entry) = mine.keys.as_ref().and_then(|keys| self.tree.entry(keys)).filter(|_| !mine.shared) else {
                let why = format!("the row {} is one that others share, and has another name here now", mine.path);
                drift.conflicts.push(Conflict {
                    mine: Some(mine.name.clone()),
                    page: Some(theirs.row.name.clone()),
                    place: Some(mine.place.clone()),
                    row: theirs.row.at,
                    ..Conflict::new(&theirs.path, why)
                });
                continue;
            };
            let start = entry.key_span.start;
            let line = self.tree.line_start(start);
            let margin = self.tree.slice(line, start);
            if margin.trim().is_empty() {
                let mut review = String::new();
                comment(
                    &mut review,
                    margin,
                    "review: ",
                    &format!("renamed on the page, as it seems; before it was {}", mine.name),
                );
                edits.insert(line, review);
            }
            let name = key(&theirs.row.name);
            let value = entry.value.span.start;
            let behind = self.tree.slice(self.tree.colon(entry), value);
            if behind.len() > 1 && behind.trim_matches(' ').is_empty() {
                // Values that are aligned stay so.
                let pad = (value - start).saturating_sub(name.len() + 1).max(1);
                edits.replace(start, value, format!("{name}:{:pad$}", ""));
            } else {
                edits.replace(start, entry.key_span.end, name);
            }
        }
    }

    /// The way to a row once rows are renamed.
    pub(super) fn way(&self, mine: &Mine) -> Option<Keys> {
        let mut way = mine.keys.clone()?;
        for pair in self.pairs.pairs.iter().filter(|pair| pair.how == How::Renamed) {
            let Some((renamed, theirs)) = self.both(*pair) else { continue };
            let Some(keys) = &renamed.keys else { continue };
            if mine.keys.as_ref().is_some_and(|own| own.starts_with(keys))
                && let Some(name) = keys.len().checked_sub(1).and_then(|last| way.get_mut(last))
            {
                name.clone_from(&theirs.row.name);
            }
        }
        Some(way)
    }

    fn removed(&self, structure: &mut Structure<'s>, drift: &mut Drift) {
        let mut gone: HashSet<&str> = HashSet::new();
        for mine in self.pairs.removed.iter().filter_map(|index| self.mine.get(*index)) {
            // Rows of another source were never on the page, and inner rows go with the outer one.
            let stays_out = mine.elsewhere || mine.parent.starts_with("type:");
            if stays_out || gone.contains(mine.parent.as_str()) {
                if gone.contains(mine.parent.as_str()) {
                    gone.insert(&mine.path);
                }
                continue;
            }
            gone.insert(&mine.path);
            let change = Change::new(Kind::Removed, &mine.path).becoming(Some(shown(&mine.facts)), None);
            let change = Change { note: self.written_by_hand(mine), ..change };
            drift.changes.push(change.standing(Some(mine.place.clone()), None));
            let touched = mine.row.is_some_and(|row| row.hash != mine.facts.hash(&mine.name));
            let way = self.way(mine).filter(|_| !mine.shared);
            if touched || way.is_none() {
                let why = match way {
                    Some(_) => "the page no longer has the row, and a person has changed it",
                    None => "the page no longer has the row, and others share the lines that describe it",
                };
                let settled =
                    self.options.accept == Some(Accept::Mine) || way.is_some() && self.options.accept.is_some();
                drift.conflicts.push(Conflict {
                    mine: Some(shown(&mine.facts)),
                    place: Some(mine.place.clone()),
                    settled,
                    ..Conflict::new(&mine.path, why)
                });
                if self.options.accept != Some(Accept::Page) {
                    continue;
                }
            }
            if let Some(way) = way {
                structure.take_out(&way, self);
            }
        }
    }

    /// What people have said of a row, which goes with it.
    fn written_by_hand(&self, mine: &Mine) -> Option<String> {
        let entry = self.tree.entry(mine.keys.as_ref()?)?;
        let keys = ["doc", "name", "typeName", "source"].into_iter().filter_map(|key| get(&entry.value, key));
        let said = keys.map(|key| self.tree.slice(key.key_span.start, self.tree.end(key)).to_owned());
        let comment = self.tree.comment_behind(self.tree.end(entry)).map(str::to_owned);
        let said: Vec<_> = said.chain(comment).collect();
        (!said.is_empty()).then(|| format!("and with it {}", said.join(", ")))
    }

    /// The rows of one object of the page.
    fn object(&'s self, path: &str, children: &[usize], structure: &mut Structure<'s>, drift: &mut Drift) {
        let pair_of = self.pair_of();
        let paired: Vec<(usize, Pair)> = children
            .iter()
            .filter_map(|index| Some((*index, *pair_of.get(index)?)))
            .filter(|(_, pair)| pair.how != How::Nested)
            .collect();
        let owner = self.theirs.iter().position(|row| row.path == path);
        let owner = owner.and_then(|index| pair_of.get(&index)).and_then(|pair| self.mine.get(pair.mine));
        let comes: Vec<usize> =
            children.iter().copied().filter(|index| !paired.iter().any(|(known, _)| known == index)).collect();
        let is_root = path.is_empty() || path == "header:";
        if paired.is_empty() && owner.is_none() && !is_root {
            // What it stands in is new, too, and brings it along; it is named all the same.
            // But a type that nothing refers to has no place in the payload, and may have none in the schema.
            if !path.starts_with("type:") {
                self.name_added(&comes, drift);
                self.bring(&comes, &pair_of, structure);
            }
            return;
        }
        let moved = self.moved(&paired, drift);
        if comes.is_empty() && moved.is_empty() {
            return;
        }
        self.name_added(&comes, drift);
        let Some((way, owner)) = self.rows_at(path, &paired, owner) else {
            if !comes.is_empty() {
                drift.conflicts.push(self.unplaceable(path, &comes));
            }
            return;
        };
        let moved: Vec<&str> =
            moved.into_iter().filter_map(|index| Some(self.theirs.get(index)?.row.name.as_str())).collect();
        let steps = children.iter().filter_map(|index| {
            let row = self.theirs.get(*index)?;
            let name = row.row.name.clone();
            Some(if comes.contains(index) {
                Step::New(row.row, row.path.clone())
            } else if moved.contains(&name.as_str()) {
                Step::Moved(name)
            } else if self.by_example || row.row.at.is_some() {
                Step::Stays(name)
            } else {
                Step::Unlisted(name)
            })
        });
        let container = structure.containers.entry(way.clone()).or_default();
        (container.way, container.owner) = (way, owner);
        container.steps = steps.collect();
        self.bring(&comes, &pair_of, structure);
    }

    /// Takes rows that were in another object from there.
    fn bring(&self, comes: &[usize], pair_of: &HashMap<usize, Pair>, structure: &mut Structure<'s>) {
        for index in comes {
            let (Some(theirs), Some(pair)) = (self.theirs.get(*index), pair_of.get(index)) else { continue };
            if let Some(from) = self.mine.get(pair.mine).filter(|mine| !mine.shared).and_then(|mine| self.way(mine)) {
                structure.take_out(&from, self);
                structure.placed.push((from, theirs.path.clone()));
            }
        }
    }

    fn name_added(&self, comes: &[usize], drift: &mut Drift) {
        let nested: HashSet<usize> = self.pairs.pairs.iter().map(|pair| pair.theirs).collect();
        for theirs in comes.iter().filter(|index| !nested.contains(index)).filter_map(|index| self.theirs.get(*index)) {
            let change = Change::new(Kind::Added, &theirs.path).becoming(None, Some(shown(&theirs.row.facts)));
            let mut change = change.standing(None, theirs.row.at);
            change.guessed = !theirs.row.reviews.is_empty();
            change.note = (!theirs.row.reviews.is_empty()).then(|| theirs.row.reviews.join("; "));
            drift.changes.push(change);
        }
    }

    /// The way to the rows of an object, and to the row that they are in.
    fn rows_at(&self, path: &str, paired: &[(usize, Pair)], owner: Option<&Mine>) -> Option<(Keys, Keys)> {
        let siblings = paired.iter().filter_map(|(_, pair)| self.mine.get(pair.mine));
        let sibling = siblings.clone().find_map(|mine| self.way(mine).filter(|_| !mine.shared));
        if siblings.clone().next().is_some() && sibling.is_none() {
            return None;
        }
        let owner_way = owner.and_then(|mine| self.way(mine));
        if let Some(mut way) = sibling {
            way.pop();
            let inside = owner_way.filter(|owner| way.starts_with(owner)).unwrap_or_default();
            return Some((way, inside));
        }
        match path {
            "header:" => Some((vec!["headers".to_owned()], Vec::new())),
            "" => Some((vec!["payload".to_owned(), "fields".to_owned()], Vec::new())),
            _ => {
                let way = owner_way?;
                let entry = self.tree.entry(owner?.keys.as_ref()?)?;
                if super::rules::named(entry).is_some() || get(&entry.value, "base").is_some() {
                    return None;
                }
                let rows = rows_key(entry).unwrap_or(&["fields"]);
                let inside = way.iter().cloned().chain(rows.iter().map(|key| (*key).to_owned())).collect();
                Some((inside, way))
            }
        }
    }

    fn unplaceable(&self, path: &str, comes: &[usize]) -> Conflict {
        let names: Vec<_> = comes.iter().filter_map(|index| Some(self.theirs.get(*index)?.row.name.clone())).collect();
        let why = "rows have come to an object that others share; which of them have these rows, a person has to say";
        Conflict {
            page: Some(names.join(", ")),
            place: self.mine.iter().find(|mine| mine.path == path).map(|mine| mine.place.clone()),
            settled: self.options.accept == Some(Accept::Mine),
            ..Conflict::new(path, why)
        }
    }
}
