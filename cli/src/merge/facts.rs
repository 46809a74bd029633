//! The rows that both sides have: what the page has changed in them, and how that is written.

use std::collections::{HashMap, HashSet};

use fieldwright_codegen::model::Provenance;

use super::drift::{Change, Conflict, Drift, Kind, of_facts, shown};
use super::edits::Edits;
use super::mine::Mine;
use super::pair::{How, Pair, Pairs, Theirs};
use super::rules::{self, Inherited, Manners, Plan};
use super::tree::Tree;
use super::verdict::{Verdict, verdict};
use super::{Accept, Options};
use crate::import::transcription::{Facts, NAMED, SHOWN};

/// What all stages look at.
pub(super) struct Sides<'s> {
    pub(super) tree: &'s Tree<'s>,
    pub(super) mine: &'s [Mine],
    pub(super) theirs: &'s [Theirs<'s>],
    pub(super) pairs: &'s Pairs,
    pub(super) by_example: bool,
    pub(super) options: Options,
}

/// What a row is to document after the merge, by its path on the page.
pub(super) type Targets = HashMap<String, Facts>;

impl Sides<'_> {
    pub(super) fn both(&self, pair: Pair) -> Option<(&Mine, &Theirs<'_>)> {
        Some((self.mine.get(pair.mine)?, self.theirs.get(pair.theirs)?))
    }

    /// Names what has changed in each row, and writes it.
    pub(super) fn facts(&self, drift: &mut Drift, edits: &mut Edits) -> Targets {
        let pairs = self.pairs.pairs.iter();
        let verdicts: Vec<Option<Verdict>> =
            pairs.map(|pair| self.both(*pair).map(|(mine, theirs)| verdict(mine, theirs.row))).collect();
        let wanted = self.wanted_values(&verdicts);
        let mut targets = Targets::new();
        let mut written = HashSet::new();
        for (pair, verdict) in self.pairs.pairs.iter().zip(&verdicts) {
            let (Some((mine, theirs)), Some(verdict)) = (self.both(*pair), verdict) else { continue };
            self.place_change(*pair, drift);
            let off_table = !self.by_example && mine.row.is_some() && theirs.row.at.is_none();
            if off_table {
                let change =
                    Change::new(Kind::Removed, &theirs.path).noting("from the table; an example still shows it");
                drift.changes.push(change.standing(Some(mine.place.clone()), None));
            }
            let on_table = theirs.row.at.is_some() && self.unlisted(mine).is_some();
            if on_table {
                let change = Change::new(Kind::Added, &theirs.path).noting("to the table; it was known otherwise");
                drift.changes.push(change.standing(Some(mine.place.clone()), theirs.row.at));
            }
            let plan = match verdict {
                Verdict::Keep { restamp } => {
                    let renamed = pair.how == How::Renamed && mine.row.is_some();
                    if *restamp || renamed || off_table || on_table { Taken::Mine } else { Taken::Open }
                }
                Verdict::Take(facts) => {
                    let changes = of_facts(&theirs.path, &mine.facts, facts).into_iter();
                    drift
                        .changes
                        .extend(changes.map(|change| change.standing(Some(mine.place.clone()), theirs.row.at)));
                    self.take(mine, theirs, facts, &wanted, drift)
                }
                Verdict::Conflict { base } => {
                    drift.conflicts.push(Conflict {
                        why: "the page and a person have both changed it".to_owned(),
                        base: base.as_deref().map(shown),
                        settled: self.options.accept.is_some(),
                        ..conflict(mine, theirs)
                    });
                    match self.options.accept {
                        None => Taken::Open,
                        Some(Accept::Mine) => Taken::Mine,
                        Some(Accept::Page) => self.take(mine, theirs, &theirs.row.facts, &wanted, drift),
                    }
                }
            };
            let plan = match (plan, verdict) {
                (Taken::Open, _) => continue,
                (Taken::Mine, _) => Plan::stamp_alone(),
                (Taken::Page(plan), Verdict::Take(facts)) => {
                    targets.insert(theirs.path.clone(), (**facts).clone());
                    plan
                }
                (Taken::Page(plan), _) => {
                    targets.insert(theirs.path.clone(), theirs.row.facts.clone());
                    plan
                }
            };
            self.write(plan, mine, theirs, &mut written, edits);
        }
        targets
    }

    /// Writes a plan, once for all rows that share the lines. Where the facts come from is written with it, also into a row
    /// that did not say it: by it the next merge knows what a person has corrected.
    fn write(&self, plan: Plan, mine: &Mine, theirs: &Theirs<'_>, written: &mut HashSet<usize>, edits: &mut Edits) {
        // The number stays as long as it tells the page's order; see `moves::renumber`.
        let at = theirs.row.at.and_then(|at| u32::try_from(at).ok()).map(|at| mine.row.map_or(at, |row| row.at));
        let stamp = at.map(|at| Provenance { at, hash: theirs.row.facts.hash(&theirs.row.name) }.to_string());
        if let Some(entry) = mine.keys.as_ref().and_then(|keys| self.tree.entry(keys))
            && written.insert(entry.key_span.start)
        {
            if let Some((start, end)) = self.unlisted(mine).filter(|_| stamp.is_some()) {
                edits.remove(start, end);
            }
            plan.stamped(stamp, mine.row.is_some()).write(self.tree, entry, edits);
        }
    }

    /// The line above a row by which an import has marked that the page does not list it.
    fn unlisted(&self, mine: &Mine) -> Option<(usize, usize)> {
        let key = self.tree.entry(mine.keys.as_ref()?)?.key_span.start;
        let mut end = self.tree.line_start(key);
        let alone = self.tree.slice(end, key).trim().is_empty();
        while alone && end > 0 {
            let start = self.tree.line_start(end - 1);
            let comment = self.tree.slice(start, end).trim().strip_prefix('#')?.trim_start();
            if comment.strip_prefix("review: ").is_some_and(|guess| [SHOWN, NAMED].contains(&guess)) {
                return Some((start, end));
            }
            end = start;
        }
        None
    }

    /// Plans to write facts.
    fn take(
        &self,
        mine: &Mine,
        theirs: &Theirs<'_>,
        facts: &Facts,
        wanted: &HashMap<String, Option<Vec<String>>>,
        drift: &mut Drift,
    ) -> Taken {
        let overrule = self.options.accept == Some(Accept::Page);
        let manners = Manners { by_example: self.by_example, overrule };
        let agreed =
            |name: &str, values: &[String]| wanted.get(name).is_some_and(|wanted| wanted.as_deref() == Some(values));
        let planned = if mine.shared && mine.keys.is_some() && !self.all_alike(mine, facts) {
            let why = "other rows of this page are described by the same lines".to_owned();
            Err(Inherited { why, can_override: false })
        } else {
            rules::plan(self.tree, mine, facts, manners, agreed)
        };
        match planned {
            Ok(plan) => Taken::Page(plan),
            Err(Inherited { why, can_override }) => {
                let mine_stays = self.options.accept == Some(Accept::Mine);
                let hint =
                    if can_override { "; `--accept page` lets this row say otherwise than the others" } else { "" };
                drift.conflicts.push(Conflict {
                    why: format!("{why}{hint}"),
                    settled: mine_stays,
                    ..conflict(mine, theirs)
                });
                if mine_stays { Taken::Mine } else { Taken::Open }
            }
        }
    }

    /// Whether all rows that these lines describe change alike.
    fn all_alike(&self, mine: &Mine, facts: &Facts) -> bool {
        let same =
            self.pairs.pairs.iter().filter_map(|pair| self.both(*pair)).filter(|(other, _)| other.place == mine.place);
        let paired = same.clone().count();
        let uses = self.mine.iter().filter(|other| other.place == mine.place).count();
        paired == uses && same.into_iter().all(|(_, theirs)| theirs.row.facts.keys() == facts.keys())
    }

    /// For each type of the page's own: the values that all its rows are to have, if they agree.
    fn wanted_values(&self, verdicts: &[Option<Verdict>]) -> HashMap<String, Option<Vec<String>>> {
        let mut wanted: HashMap<String, Option<Vec<String>>> = HashMap::new();
        let mut see = |mine: &Mine, values: &[String]| {
            let entry = mine.keys.as_ref().and_then(|keys| self.tree.entry(keys));
            let Some(name) = entry.and_then(rules::named) else { return };
            let known = wanted.entry(name.to_owned()).or_insert_with(|| Some(values.to_vec()));
            if known.as_deref() != Some(values) {
                *known = None;
            }
        };
        let of_mine: HashMap<usize, &Option<Verdict>> =
            self.pairs.pairs.iter().zip(verdicts).map(|(pair, verdict)| (pair.mine, verdict)).collect();
        for (index, mine) in self.mine.iter().enumerate() {
            match of_mine.get(&index) {
                Some(Some(Verdict::Take(facts))) => see(mine, &facts.values),
                _ => see(mine, &mine.facts.values),
            }
        }
        wanted
    }

    /// Another name, or another object.
    fn place_change(&self, pair: Pair, drift: &mut Drift) {
        let Some((mine, theirs)) = self.both(pair) else { return };
        let standing = |change: Change| change.standing(Some(mine.place.clone()), theirs.row.at);
        let paths = |change: Change| change.becoming(Some(mine.path.clone()), Some(theirs.path.clone()));
        match pair.how {
            How::Same => {}
            How::Renamed => {
                let note = "a guess, from where the row stands and what it says";
                let change = Change { guessed: true, ..paths(Change::new(Kind::Renamed, &theirs.path)).noting(note) };
                drift.changes.push(standing(change));
            }
            How::Nested => drift.changes.push(standing(paths(Change::new(Kind::Nested, &theirs.path)))),
        }
    }
}

/// Whose facts a row gets.
enum Taken {
    /// A person has to decide.
    Open,
    /// The schema's.
    Mine,
    Page(Plan),
}

/// A conflict about a row, with both sides.
fn conflict(mine: &Mine, theirs: &Theirs<'_>) -> Conflict {
    Conflict {
        at: theirs.path.clone(),
        why: String::new(),
        base: mine.row.is_none().then(|| shown(&mine.facts)),
        mine: Some(shown(&mine.facts)),
        page: Some(shown(&theirs.row.facts)),
        place: Some(mine.place.clone()),
        row: theirs.row.at,
        settled: false,
    }
}
