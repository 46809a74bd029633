//! A transcription held against its own samples until nothing is left unexplained.
//!
//! The generator's `check` finds every contradiction and proposes the entry that explains it; here the proposals are
//! taken, and what a schema cannot say is taken out, with a mark. So there is one hull rule, and it is the generator's.

use std::collections::{HashMap, HashSet};

use fieldwright_codegen::diagnostic::Diagnostic;
use fieldwright_codegen::remedy::{RemedyAction, RemedyTarget};
use fieldwright_codegen::{Compiled, SourceFile, Sources, compile};

use super::names::name_types;
use super::repair::{give_up, repair};
use super::transcription::{Entry, Transcription};
use super::write::{Identity, Place, Written, write};

/// A schema's text, and what is wrong with it still.
#[derive(Debug)]
pub(crate) struct Settled {
    written: Written,
    pub(crate) sources: Sources,
    pub(crate) compiled: Compiled,
    /// Of the schema, as the sources name it.
    path: String,
}

impl Settled {
    pub(crate) fn text(&self) -> &str {
        &self.written.text
    }
}

/// Each round explains at least one thing; pages have no more contradictions in one row than that.
const MOST_ROUNDS: usize = 40;

/// What is left then is no contradiction; to leave out more than that would be to guess.
const MOST_GIVEN_UP: usize = 10;

/// Writes, checks and explains, until nothing is left to explain. The schema is checked with the files that stand `beside`
/// it in its provider's folder; what is wrong with those is not its concern.
pub(crate) fn settle(page: &mut Transcription, identity: &Identity, beside: &[SourceFile]) -> Settled {
    name_types(page, &identity.stem);
    let mut settled = explained(page, identity, beside);
    if has_errors(&settled.compiled) {
        // What no entry explains is between the rows and a sample, or no schema can say it.
        settled = without_samples(page, identity, beside);
        if has_errors(&settled.compiled) {
            settled = given_up(page, settled, identity, beside);
        }
    }
    if page.entries.is_empty() || has_errors(&settled.compiled) {
        return settled;
    }
    in_page_order(page);
    attempt(page, identity, beside)
}

/// With an entry for whatever one can explain.
fn explained(page: &mut Transcription, identity: &Identity, beside: &[SourceFile]) -> Settled {
    let mut now = attempt(page, identity, beside);
    for _ in 0..MOST_ROUNDS {
        if !has_errors(&now.compiled) || !explain(page, &now) {
            break;
        }
        now = attempt(page, identity, beside);
    }
    now
}

fn without_samples(page: &mut Transcription, identity: &Identity, beside: &[SourceFile]) -> Settled {
    page.entries.clear();
    if !page.samples.is_empty() {
        page.samples.clear();
        page.reviews
            .push("the samples contradict the rows in ways that no erratum can explain; they are left out".to_owned());
    }
    explained(page, identity, beside)
}

/// Without what no entry explains and no repair mends: a schema with less in it can be worked on, and one that is refused
/// cannot.
fn given_up(page: &mut Transcription, mut now: Settled, identity: &Identity, beside: &[SourceFile]) -> Settled {
    for _ in 0..MOST_GIVEN_UP {
        let (mut changed, mut moved) = (false, false);
        for error in now.compiled.errors() {
            for place in places(error, &now) {
                let is_row = matches!(place, Place::Row(_));
                // Whatever has an index has another one once something before it is gone.
                if (is_row || !moved) && give_up(page, &place) {
                    (changed, moved) = (true, moved || !is_row);
                    break;
                }
            }
        }
        if !changed {
            break;
        }
        now = explained(page, identity, beside);
    }
    now
}

/// Entries in the order of the rows, numbered anew. A pointer through an array that is an object in effect has no `*`.
fn in_page_order(page: &mut Transcription) {
    let objects: Vec<String> = page.entries.iter().filter_map(becomes_object).collect();
    let places: HashMap<String, usize> = page.walk().into_iter().map(|(path, _)| path).zip(0..).collect();
    for entry in &mut page.entries {
        if let RemedyTarget::Row(at) = &mut entry.remedy.target {
            for object in &objects {
                if let Some(rest) = at.strip_prefix(object.as_str()).and_then(|rest| rest.strip_prefix("/*/")) {
                    *at = format!("{object}/{rest}");
                }
            }
        }
    }
    page.entries.sort_by_key(|entry| {
        let place = match &entry.remedy.target {
            RemedyTarget::Row(at) => {
                let path: Vec<_> = at.split('/').filter(|token| *token != "*").collect();
                places.get(&path.join("/")).copied().unwrap_or(usize::MAX - 1)
            }
            RemedyTarget::Rule(_) => usize::MAX,
        };
        (matches!(entry.remedy.action, RemedyAction::Note { .. }), place)
    });
    for (index, entry) in page.entries.iter_mut().enumerate() {
        entry.id = format!("E{}", index + 1);
    }
}

/// The row that an erratum makes an object of.
fn becomes_object(entry: &Entry) -> Option<String> {
    match (&entry.remedy.target, &entry.remedy.action) {
        (RemedyTarget::Row(at), RemedyAction::Erratum { keyword, value }) if keyword == "type" && value == "object" => {
            Some(at.clone())
        }
        _ => None,
    }
}

fn attempt(page: &Transcription, identity: &Identity, beside: &[SourceFile]) -> Settled {
    let written = write(page, identity);
    let file = SourceFile {
        path: format!("schemas/{}/{}.yaml", identity.provider, identity.stem),
        provider: identity.provider.clone(),
        stem: identity.stem.clone(),
        text: written.text.clone(),
    };
    let path = file.path.clone();
    let sources = Sources::new(beside.iter().cloned().chain([file]).collect());
    let own = sources.files().iter().position(|file| file.path == path);
    let mut compiled = compile(&sources);
    compiled.diagnostics.retain(|found| found.labels.iter().any(|label| Some(label.span.file) == own));
    Settled { written, sources, compiled, path }
}

fn has_errors(compiled: &Compiled) -> bool {
    compiled.errors().next().is_some()
}

/// Takes the proposals of the check, one for each rule of a row, and repairs what cannot be said. False: nothing changed.
fn explain(page: &mut Transcription, now: &Settled) -> bool {
    let mut changed = false;
    let remedies = || now.compiled.errors().filter_map(|diagnostic| diagnostic.remedy.as_ref());
    // What an erratum settles needs no note.
    let notes = !remedies().any(|remedy| matches!(remedy.action, RemedyAction::Erratum { .. }));
    let mut taken = HashSet::new();
    for remedy in remedies().filter(|remedy| notes || matches!(remedy.action, RemedyAction::Erratum { .. })) {
        // Of two samples the second may ask for more; what the first asked for has to be in effect by then.
        if taken.insert(format!("{:?} {}", remedy.target, keyword(&remedy.action))) {
            changed |= page.add_entry(remedy.clone());
        }
    }
    // The page's own numbers would not do to tell rows apart: several may have one, or none.
    let numbers: HashMap<String, usize> = page.walk().into_iter().map(|(path, _)| path).zip(1..).collect();
    for diagnostic in now.compiled.errors().filter(|diagnostic| diagnostic.remedy.is_none()) {
        changed |= repair(page, diagnostic.code, &places(diagnostic, now), &numbers);
    }
    changed
}

/// What an error points at.
fn places(error: &Diagnostic, now: &Settled) -> Vec<Place> {
    let places = error.labels.iter().map(|label| now.sources.place(label.span));
    places.filter(|place| place.file == now.path).map(|place| now.written.at(place.line).clone()).collect()
}

fn keyword(action: &RemedyAction) -> &str {
    match action {
        RemedyAction::Erratum { keyword, .. } => keyword,
        RemedyAction::Note { about } => about,
    }
}
