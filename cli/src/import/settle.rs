//! A transcription held against its own samples until nothing is left unexplained.
//!
//! The generator's `check` finds every contradiction and proposes the entry that explains it; here the proposals are
//! taken, and what a schema cannot say is taken out, with a mark. So there is one hull rule, and it is the generator's.

use std::collections::{HashMap, HashSet};

use fieldwright_codegen::codes::Code;
use fieldwright_codegen::diagnostic::Severity;
use fieldwright_codegen::model::Kind;
use fieldwright_codegen::remedy::{RemedyAction, RemedyTarget};
use fieldwright_codegen::{Compiled, SourceFile, Sources, compile};

use super::names::{name_types, rename};
use super::transcription::{Entry, Facts, Row, Transcription};
use super::write::{Identity, Place, Written, write};

/// A schema's text, and what is wrong with it still.
#[derive(Debug)]
pub(crate) struct Settled {
    pub(crate) text: String,
    pub(crate) sources: Sources,
    pub(crate) compiled: Compiled,
    /// Of the schema, as the sources name it.
    path: String,
}

/// Each round explains at least one thing; pages have no more contradictions in one row than that.
const MOST_ROUNDS: usize = 40;

/// Writes, checks and explains, until nothing is left to explain. The schema is checked with the files that stand `beside`
/// it in its provider's folder; what is wrong with those is not its concern.
pub(crate) fn settle(page: &mut Transcription, identity: &Identity, beside: &[SourceFile]) -> Settled {
    name_types(page, &identity.stem);
    let mut settled = explained(page, identity, beside);
    if has_errors(&settled.compiled) && !page.samples.is_empty() {
        // What no entry explains is not between the rows but between them and a sample.
        let mut without = page.clone();
        without.entries.clear();
        without.samples.clear();
        without
            .reviews
            .push("the samples contradict the rows in ways that no erratum can explain; they are left out".to_owned());
        let now = explained(&mut without, identity, beside);
        if !has_errors(&now.compiled) {
            (*page, settled) = (without, now);
        }
    }
    if page.entries.is_empty() || has_errors(&settled.compiled) {
        return settled;
    }
    in_page_order(page);
    attempt(page, identity, beside).1
}

/// With an entry for whatever one can explain.
fn explained(page: &mut Transcription, identity: &Identity, beside: &[SourceFile]) -> Settled {
    let (mut written, mut now) = attempt(page, identity, beside);
    for _ in 0..MOST_ROUNDS {
        if !has_errors(&now.compiled) || !explain(page, &written, &now) {
            break;
        }
        (written, now) = attempt(page, identity, beside);
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

fn attempt(page: &Transcription, identity: &Identity, beside: &[SourceFile]) -> (Written, Settled) {
    let written = write(page, identity);
    let text = written.text.clone();
    let file = SourceFile {
        path: format!("schemas/{}/{}.yaml", identity.provider, identity.stem),
        provider: identity.provider.clone(),
        stem: identity.stem.clone(),
        text: text.clone(),
    };
    let path = file.path.clone();
    let sources = Sources::new(beside.iter().cloned().chain([file]).collect());
    let own = sources.files().iter().position(|file| file.path == path);
    let mut compiled = compile(&sources);
    compiled.diagnostics.retain(|found| found.labels.iter().any(|label| Some(label.span.file) == own));
    (written, Settled { text, sources, compiled, path })
}

fn has_errors(compiled: &Compiled) -> bool {
    compiled.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Takes the proposals of the check, one for each rule of a row, and repairs what cannot be said. False: nothing changed.
fn explain(page: &mut Transcription, written: &Written, now: &Settled) -> bool {
    let mut changed = false;
    let errors = || now.compiled.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    let remedies = || errors().filter_map(|diagnostic| diagnostic.remedy.as_ref());
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
    for diagnostic in errors().filter(|diagnostic| diagnostic.remedy.is_none()) {
        let places: Vec<_> = diagnostic
            .labels
            .iter()
            .map(|label| now.sources.place(label.span))
            .filter(|place| place.file == now.path)
            .map(|place| written.at(place.line).clone())
            .collect();
        changed |= repair(page, diagnostic.code, &places, &numbers);
    }
    changed
}

fn keyword(action: &RemedyAction) -> &str {
    match action {
        RemedyAction::Erratum { keyword, .. } => keyword,
        RemedyAction::Note { about } => about,
    }
}

/// Takes out or renames what the language cannot say, and marks it.
fn repair(page: &mut Transcription, code: Code, places: &[Place], numbers: &HashMap<String, usize>) -> bool {
    let Some(first) = places.first() else { return false };
    match (code, first) {
        // What stands at the top is the payload's own name, which comes from the file's.
        (Code::F0304, Place::Top) => suffixed(&mut page.type_name, "Payload"),
        (Code::F0301 | Code::F0302 | Code::F0303 | Code::F0304 | Code::F0410, _) => {
            places.iter().any(|place| match place {
                Place::Row(path) => {
                    let row = page.row_mut(path).zip(numbers.get(path));
                    row.is_some_and(|(row, number)| rename(row, *number))
                }
                Place::Enumeration(index) => {
                    page.enumerations.get_mut(*index).is_some_and(|shared| suffixed(&mut shared.name, "Type"))
                }
                Place::Object(index) => {
                    page.objects.get_mut(*index).is_some_and(|object| suffixed(&mut object.name, "Type"))
                }
                _ => false,
            })
        }
        (_, Place::Sample(index)) if *index < page.samples.len() => {
            let sample = page.samples.remove(*index);
            page.entries.clear();
            page.reviews
                .push(format!("the sample \"{}\" is not one that a schema can hold; it is left out", sample.name));
            true
        }
        (Code::F0801 | Code::F0802 | Code::F0803, _) | (_, Place::Event) => page.event.take().is_some(),
        (_, Place::Group(index)) if *index < page.groups.len() => {
            page.groups.remove(*index);
            true
        }
        (_, Place::Entry(index)) if *index < page.entries.len() => {
            page.entries.remove(*index);
            true
        }
        (_, Place::Row(path)) => page.row_mut(path).is_some_and(|row| relax(row, code)),
        _ => false,
    }
}

/// A name that is taken gets another end.
fn suffixed(name: &mut String, end: &str) -> bool {
    name.push_str(end);
    name.len() < 200
}

/// Takes from a row what it cannot have: a pattern that is not checkable, bounds that no value meets.
fn relax(row: &mut Row, code: Code) -> bool {
    let before = row.facts.clone();
    match code {
        Code::F0407 => {
            if let Some(pattern) = row.facts.pattern.take() {
                row.review(format!("the page gives the pattern {pattern}, which is not checkable in one pass"));
            }
        }
        Code::F0406 => {
            let facts = &mut row.facts;
            let bounds = format!("{:?}..{:?}", facts.min_length, facts.max_length);
            (facts.min_length, facts.max_length, facts.min_items, facts.max_items) = (None, None, None, None);
            (facts.minimum, facts.maximum) = (None, None);
            row.review(format!("no value can meet the page's bounds ({bounds}); they are left out"));
        }
        _ => {
            let children = !row.children.is_empty();
            let kind = if children && row.facts.kind != Kind::Array { Kind::Object } else { row.facts.kind };
            row.facts =
                Facts { required: before.required, nullable: before.nullable && kind != Kind::Any, ..Facts::of(kind) };
            if !children {
                // It was the enumeration's.
                row.type_name = None;
            }
            row.review("its rules do not go together; all but the type are left out");
        }
    }
    row.facts != before
}
