//! Which row of the schema is which row of the page.
//!
//! First by path; then, within one object, rows that have gone are held against rows that have come, which is a guess; then
//! a name that has gone in one place and come in another has changed its place.

use std::collections::{HashMap, HashSet};

use super::mine::Mine;
use crate::import::transcription::Row;

/// A row of the page with its path.
#[derive(Debug, Clone)]
pub(super) struct Theirs<'p> {
    pub(super) path: String,
    /// As [`Mine::parent`].
    pub(super) parent: String,
    pub(super) row: &'p Row,
}

/// How a row was found again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// By its name and place.
    Same,
    /// Under another name: a guess.
    Renamed,
    /// In another object.
    Nested,
}

/// A row of both, as indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) mine: usize,
    pub(super) theirs: usize,
    pub(super) how: How,
}

/// All rows of both sides.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// In the order of the page.
    pub(super) pairs: Vec<Pair>,
    /// In the schema alone, in its order.
    pub(super) removed: Vec<usize>,
}

/// More rows than these, gone and come in one object, are not guessed about: the page is another one there.
const MOST_GUESSED: usize = 100;

/// How alike two names have to be that nothing else says to be the same.
const ALIKE: f64 = 0.75;

/// The page's rows with the path that each stands in.
pub(super) fn theirs(walk: Vec<(String, &Row)>) -> Vec<Theirs<'_>> {
    let with_parent = |(path, row): (String, _)| {
        let parent = match path.strip_prefix("header:") {
            Some(_) => "header:".to_owned(),
            None => path.rsplit_once('/').map_or_else(String::new, |(parent, _)| parent.to_owned()),
        };
        Theirs { path, parent, row }
    };
    walk.into_iter().map(with_parent).collect()
}

pub(super) fn pairs(mine: &[Mine], theirs: &[Theirs<'_>]) -> Pairs {
    let mut pairing = Pairing::new(mine, theirs);
    pairing.by_name("", "");
    pairing.by_name("header:", "header:");
    for parent in mine.iter().map(|row| row.parent.as_str()).filter(|parent| parent.starts_with("type:")) {
        pairing.by_name(parent, parent);
    }
    pairing.renamed();
    pairing.nested();
    let Pairing { of_mine, mut found, .. } = pairing;
    found.sort_by_key(|pair| pair.theirs);
    Pairs { pairs: found, removed: (0..mine.len()).filter(|index| !of_mine.contains(index)).collect() }
}

struct Pairing<'p> {
    mine: &'p [Mine],
    theirs: &'p [Theirs<'p>],
    /// Indices by the path of what they stand in.
    inside_mine: HashMap<&'p str, Vec<usize>>,
    inside_theirs: HashMap<&'p str, Vec<usize>>,
    of_mine: HashSet<usize>,
    of_theirs: HashSet<usize>,
    found: Vec<Pair>,
}

impl<'p> Pairing<'p> {
    fn new(mine: &'p [Mine], theirs: &'p [Theirs<'p>]) -> Self {
        let (mut inside_mine, mut inside_theirs) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for (index, row) in mine.iter().enumerate() {
            inside_mine.entry(row.parent.as_str()).or_default().push(index);
        }
        for (index, row) in theirs.iter().enumerate() {
            inside_theirs.entry(row.parent.as_str()).or_default().push(index);
        }
        let (of_mine, of_theirs) = (HashSet::new(), HashSet::new());
        Self { mine, theirs, inside_mine, inside_theirs, of_mine, of_theirs, found: Vec::new() }
    }

    /// Pairs the rows of two objects, and of what stands in them, by their names.
    fn by_name(&mut self, mine: &str, theirs: &str) {
        let mut open = vec![(mine.to_owned(), theirs.to_owned())];
        while let Some((mine, theirs)) = open.pop() {
            let names: HashMap<&str, usize> =
                self.unpaired_mine(&mine).map(|index| (self.name(index), index)).collect();
            let both: Vec<_> = self
                .unpaired_theirs(&theirs)
                .filter_map(|index| Some((*names.get(self.theirs.get(index)?.row.name.as_str())?, index)))
                .collect();
            for (mine, theirs) in both {
                open.extend(self.put(mine, theirs, How::Same));
            }
        }
    }

    /// Notes a pair; what stands in its rows may be paired, too.
    fn put(&mut self, mine: usize, theirs: usize, how: How) -> Option<(String, String)> {
        if self.of_mine.contains(&mine) || self.of_theirs.contains(&theirs) {
            return None;
        }
        self.of_mine.insert(mine);
        self.of_theirs.insert(theirs);
        self.found.push(Pair { mine, theirs, how });
        Some((self.mine.get(mine)?.path.clone(), self.theirs.get(theirs)?.path.clone()))
    }

    fn name(&self, mine: usize) -> &'p str {
        self.mine.get(mine).map_or("", |row| row.name.as_str())
    }

    fn unpaired_mine(&self, parent: &str) -> impl Iterator<Item = usize> {
        self.inside_mine.get(parent).into_iter().flatten().copied().filter(|index| !self.of_mine.contains(index))
    }

    fn unpaired_theirs(&self, parent: &str) -> impl Iterator<Item = usize> {
        self.inside_theirs.get(parent).into_iter().flatten().copied().filter(|index| !self.of_theirs.contains(index))
    }

    fn renamed(&mut self) {
        // A name that is on both sides has moved, and was not renamed.
        let come: HashSet<_> = (0..self.theirs.len())
            .filter(|index| !self.of_theirs.contains(index))
            .filter_map(|index| Some(self.theirs.get(index)?.row.name.as_str()))
            .collect();
        let gone: HashSet<_> =
            (0..self.mine.len()).filter(|index| !self.of_mine.contains(index)).map(|index| self.name(index)).collect();
        let mut open: Vec<(String, String)> =
            [("", ""), ("header:", "header:")].map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec();
        open.extend(self.paths());
        while let Some((above_mine, above_theirs)) = open.pop() {
            let mine: Vec<_> =
                self.unpaired_mine(&above_mine).filter(|index| !come.contains(self.name(*index))).collect();
            let theirs: Vec<_> = self
                .unpaired_theirs(&above_theirs)
                .filter(|index| self.theirs.get(*index).is_some_and(|row| !gone.contains(row.row.name.as_str())))
                .collect();
            if mine.is_empty() || theirs.is_empty() || mine.len().max(theirs.len()) > MOST_GUESSED {
                continue;
            }
            let mut scored: Vec<_> = mine
                .iter()
                .flat_map(|mine| theirs.iter().map(move |theirs| (*mine, *theirs)))
                .filter_map(|(mine, theirs)| Some((self.score(mine, theirs)?, mine, theirs)))
                .collect();
            scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
            for (_, mine, theirs) in scored {
                if let Some((mine, theirs)) = self.put(mine, theirs, How::Renamed) {
                    self.by_name(&mine, &theirs);
                    open.push((mine, theirs));
                }
            }
        }
    }

    fn paths(&self) -> Vec<(String, String)> {
        let path =
            |pair: &Pair| Some((self.mine.get(pair.mine)?.path.clone(), self.theirs.get(pair.theirs)?.path.clone()));
        self.found.iter().filter_map(path).collect()
    }

    /// How likely two rows of one object are the same row; `None`: not likely.
    fn score(&self, mine: usize, theirs: usize) -> Option<f64> {
        let (old, new) = (self.mine.get(mine)?, self.theirs.get(theirs)?);
        let same_facts = old.facts.keys() == new.row.facts.keys();
        let says_much = old.facts.keys().len() > 1 || self.same_members(&old.path, &new.path);
        let place = self.same_place(mine, theirs);
        let alike = strsim::normalized_levenshtein(&old.name.to_lowercase(), &new.row.name.to_lowercase());
        let likely = match (same_facts, place) {
            (true, true) => says_much || alike >= ALIKE / 2.0,
            (true, false) => alike >= ALIKE,
            (false, true) => alike >= ALIKE && old.facts.kind == new.row.facts.kind,
            (false, false) => false,
        };
        likely.then_some(f64::from(u8::from(same_facts)) + f64::from(u8::from(place)) + alike)
    }

    /// Half of the members of two objects have the same names.
    fn same_members(&self, mine: &str, theirs: &str) -> bool {
        let (old, new) = (self.inside_mine.get(mine), self.inside_theirs.get(theirs));
        let (Some(old), Some(new)) = (old, new) else { return false };
        let names: HashSet<_> = old.iter().map(|index| self.name(*index)).collect();
        let both = new
            .iter()
            .filter(|index| self.theirs.get(**index).is_some_and(|row| names.contains(row.row.name.as_str())));
        both.count() * 2 >= old.len().max(new.len())
    }

    /// The rows before them, or those behind them, are the same.
    fn same_place(&self, mine: usize, theirs: usize) -> bool {
        let (Some(old), Some(new)) = (self.mine.get(mine), self.theirs.get(theirs)) else { return false };
        let (Some(olds), Some(news)) =
            (self.inside_mine.get(old.parent.as_str()), self.inside_theirs.get(new.parent.as_str()))
        else {
            return false;
        };
        let (Some(i), Some(j)) =
            (olds.iter().position(|index| *index == mine), news.iter().position(|index| *index == theirs))
        else {
            return false;
        };
        let old_name = |at: Option<usize>| at.and_then(|at| olds.get(at)).map(|index| self.name(*index));
        let new_name = |at: Option<usize>| {
            at.and_then(|at| news.get(at)).and_then(|index| self.theirs.get(*index)).map(|row| row.row.name.as_str())
        };
        let alone = olds.len() == 1 && news.len() == 1;
        let before = i > 0 && old_name(i.checked_sub(1)) == new_name(j.checked_sub(1));
        let behind = i + 1 < olds.len() && old_name(Some(i + 1)) == new_name(Some(j + 1));
        alone || before || behind
    }

    /// Names that have gone in one place only, and come in one place only.
    fn nested(&mut self) {
        let mut come: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, row) in self.theirs.iter().enumerate() {
            if !self.of_theirs.contains(&index) && !outside(&row.parent) {
                come.entry(row.row.name.as_str()).or_default().push(index);
            }
        }
        let mut gone: HashMap<&str, usize> = HashMap::new();
        let left: Vec<_> = (0..self.mine.len()).filter(|index| !self.of_mine.contains(index)).collect();
        for index in &left {
            *gone.entry(self.name(*index)).or_default() += 1;
        }
        // Outer rows first: what stands in them goes with them.
        for mine in left {
            if self.of_mine.contains(&mine) || self.mine.get(mine).is_none_or(|row| outside(&row.parent)) {
                continue;
            }
            let name = self.name(mine);
            let candidates = come.get(name).map(Vec::as_slice).unwrap_or_default();
            let free = candidates.iter().copied().filter(|index| !self.of_theirs.contains(index)).collect::<Vec<_>>();
            let same = |index: &&usize| {
                let (old, new) = (self.mine.get(mine), self.theirs.get(**index));
                old.zip(new).is_some_and(|(old, new)| old.facts.keys() == new.row.facts.keys())
            };
            let theirs = match free.as_slice() {
                [one] if gone.get(name) == Some(&1) => Some(*one),
                several => several.iter().find(same).copied().filter(|_| several.iter().filter(same).count() == 1),
            };
            if let Some((mine, theirs)) = theirs.and_then(|theirs| self.put(mine, theirs, How::Nested)) {
                self.by_name(&mine, &theirs);
            }
        }
    }
}

/// Headers, and the rows of types that nothing refers to, do not come into the payload and do not leave it.
fn outside(parent: &str) -> bool {
    parent == "header:" || parent.starts_with("type:")
}
