//! What was found, for people, for machines, for pull requests and for GitHub's checks.

mod github;
mod json;
mod markdown;
mod text;

use super::change::Change;
use super::rule::Rule;
use super::verdict::{Api, Overall};
use super::witness::{Accepts, CounterExample};
use super::{Diff, Side};

pub(crate) use github::github;
pub(crate) use json::json;
pub(crate) use markdown::markdown;
pub(crate) use text::text;

/// All rules: id, verdicts for the wire, verdicts for the crate, what it means; a line each, with tabs between.
pub(crate) fn rules() -> String {
    let line = |rule: Rule| {
        let facts = rule.facts();
        let wire: Vec<&str> = facts.wire.iter().map(|wire| wire.word()).collect();
        let api: Vec<&str> = facts.api.iter().map(|api| api.word()).collect();
        format!("{}\t{}\t{}\t{}\n", facts.id, wire.join(", "), api.join(", "), facts.meaning)
    };
    Rule::ALL.into_iter().map(line).collect()
}

/// Both sides of a diff, to say where things stand.
#[derive(Clone, Copy)]
pub(crate) struct Sides<'s> {
    pub(crate) old: &'s Side,
    pub(crate) new: &'s Side,
}

/// Payloads are shown up to this many characters where there is little room.
const SHOWN: usize = 120;

/// `36 → 40`, or what there is of it.
fn change_text(change: &Change) -> Option<String> {
    match (&change.old, &change.new) {
        (None, None) => None,
        (Some(old), Some(new)) => Some(format!("{old} → {new}")),
        (Some(old), None) => Some(format!("{old} → none")),
        (None, Some(new)) => Some(format!("none → {new}")),
    }
}

/// As much of a text as there is room for.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// `12 changes: 3 breaking, 2 risk, 7 safe`.
fn count(diff: &Diff) -> String {
    let all = diff.changes.len();
    if all == 0 {
        return "no changes".to_owned();
    }
    let several = if all == 1 { "change" } else { "changes" };
    let counts = [Overall::Breaking, Overall::Risk, Overall::Safe].map(|overall| (diff.count(overall), overall.word()));
    let counts: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    format!("{all} {several}: {}", counts.join(", "))
}

/// The word for the crate's version.
fn step(diff: &Diff) -> &'static str {
    diff.step().map_or("none", Api::word)
}

/// The payload or provider, and the place in it.
fn whole_path(change: &Change) -> String {
    if change.path.is_empty() { change.of.clone() } else { format!("{} {}", change.of, change.path) }
}

/// `the new rules accept it and the old ones do not (maxLength /customer/name): there "xxxxx", in {"customer":…`.
fn claim(found: &CounterExample) -> String {
    let (accepts, rejects) = match found.accepted_by {
        Accepts::Old => ("old", "new"),
        Accepts::New => ("new", "old"),
    };
    let mut findings: Vec<String> = found.findings.iter().take(3).map(ToString::to_string).collect();
    if found.findings.len() > findings.len() {
        findings.push("…".to_owned());
    }
    format!("the {accepts} rules accept it and the {rejects} ones do not ({})", findings.join(", "))
}

/// What the payload has at the place, and as much of the whole as there is room for.
fn payload(found: &CounterExample) -> String {
    let whole = found.payload.to_string();
    if found.at.is_empty() || whole.chars().count() <= SHOWN {
        return shortened(&whole);
    }
    let there = found.payload.pointer(&found.at).map_or("nothing".to_owned(), ToString::to_string);
    format!("{} there, in {}", shortened(&there), shortened(&whole))
}
