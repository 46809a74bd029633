//! `import --merge`: a page that has changed, into a schema that people have worked on.
//!
//! ```text
//! schema ─► rows (mine) ─┐
//!                        ├─ pair ─ facts, structure, examples ─► text ─ settle ─► text with errata, and the drift
//! page ─► rows (theirs) ─┘
//! ```
//!
//! [`pair`] finds out which row is which, [`verdict`] who has changed it, [`facts`] and [`structure`] what that means for the
//! file. Every change is an edit at a span: [`keys`], [`values`] and [`container`] know how a map, a list of values and the
//! rows of an object are written, and leave every other byte as it was. [`settle`] has `check` say which errata are no
//! longer needed and which are. [`report`] shows what was found.

mod container;
mod drift;
mod edits;
mod examples;
mod facts;
mod hidden;
mod keys;
mod mine;
mod moves;
mod order;
mod page;
mod pair;
mod placing;
mod pointers;
pub(crate) mod report;
mod rows;
mod rules;
mod schema;
mod settle;
mod structure;
mod tree;
mod values;
mod verdict;

pub(crate) use drift::Drift;
pub(crate) use schema::Schema;

use std::collections::HashMap;

use fieldwright_codegen::model::DocumentedBy;
use fieldwright_codegen::{Compiled, Sources};

use crate::import::transcription::{Enumeration, Facts, Transcription};
use crate::import::write::Identity;
use crate::import::{Imported, import};
use drift::{Change, Conflict, Kind};
use edits::Edits;
use facts::{Sides, Targets};
use pair::{How, Pairs, Theirs};
use settle::{Settled, Stale};
use tree::{Tree, entries, get, items, text};

/// Whose side a conflict is settled for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Accept {
    /// As the page has it
    Page,
    /// As the schema has it
    Mine,
}

/// How to merge.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    pub(crate) accept: Option<Accept>,
}

/// What a merge came to.
#[derive(Debug)]
pub(crate) struct Merged {
    pub(crate) drift: Drift,
    /// The schema's text after the merge.
    pub(crate) text: String,
    pub(crate) sources: Sources,
    /// What `check` says of it.
    pub(crate) compiled: Compiled,
}

/// Why there is nothing to be merged.
#[derive(Debug)]
pub(crate) enum NoMerge {
    /// The schema itself does not pass `check`.
    Broken(Sources, Compiled),
    /// The page is another one, and why one may think so.
    Replaced(String),
}

/// Merges what a page says now into a schema.
pub(crate) fn merge(
    schema: &Schema,
    now: Transcription,
    identity: &Identity,
    options: Options,
) -> Result<Merged, NoMerge> {
    let before = schema.page.text.as_str();
    let (sources, compiled) = schema.compile(before);
    let (Some(model), Some(tree)) = (&compiled.model, Tree::parse(before)) else {
        return Err(NoMerge::Broken(sources, compiled));
    };
    let Some(known) = model.pages().next() else { return Err(NoMerge::Broken(sources, compiled)) };
    if page::hash(&tree) == Some(identity.sha256.as_str()) {
        // The very same bytes: whatever differs, a person has made so.
        return Ok(Merged { drift: Drift::default(), text: before.to_owned(), sources, compiled });
    }
    let (samples, event) = (now.samples.clone(), now.event.clone());
    let Imported { transcription: now, .. } = import(now, identity, &[]);
    let mine = mine::rows(model, known, &tree);
    let theirs = hidden::without_hidden(pair::theirs(now.walk()), &mine, &tree);
    let pairs = pair::pairs(&mine, &theirs);
    let by_example = known.documented_by == DocumentedBy::Example;
    refuse_another(&mine, &pairs, now.by_example && !by_example).map_err(NoMerge::Replaced)?;

    let sides = Sides { tree: &tree, mine: &mine, theirs: &theirs, pairs: &pairs, by_example, options };
    let (mut drift, mut edits) = (Drift::default(), Edits::default());
    let targets = sides.facts(&mut drift, &mut edits);
    let structure = sides.structure(&mut drift, &mut edits);
    in_order(&mut drift, &theirs);
    pointers::redirect(&tree, &structure.redirects, &mut edits);
    page::events(&tree, event.as_ref(), &mut drift.changes, &mut edits);
    page::groups(&tree, &now.groups, &mut drift.changes, &mut edits);
    let examples = examples::compare(&tree, &samples, &now.samples, &mut edits);
    drift.changes.extend(examples.changes);
    drift
        .changes
        .extend(examples.gone.iter().map(|name| Change::new(Kind::Example, name).noting("no longer on the page")));
    if drift.is_none() {
        return Ok(Merged { drift, text: before.to_owned(), sources, compiled });
    }
    let text = structure.apply(edits.apply(before), &shared(&tree), by_example, &mut drift);
    let text = without_examples(text, &examples.gone);
    let settled = settle::settle(schema, text, options.accept == Some(Accept::Mine));
    explain(schema, &settled, options, &mut drift);
    hold(&settled, &targets, &mut drift);
    let text = renumbered(&settled, &theirs);
    let text = if drift.is_open() { text } else { as_read(text, identity) };
    let (sources, compiled) = schema.compile(&text);
    Ok(Merged { drift, text, sources, compiled })
}

/// A page that shares hardly a row with the schema is no newer form of the page that the schema is of.
fn refuse_another(mine: &[mine::Mine], pairs: &Pairs, table_gone: bool) -> Result<(), String> {
    if table_gone {
        return Err("the schema is of a page with a field table, and this page has none, only a sample".to_owned());
    }
    let rows = mine.iter().filter(|row| !row.elsewhere).count();
    let same = pairs.pairs.iter().filter(|pair| pair.how != How::Renamed).count();
    if same * 3 < rows {
        return Err(format!("of the schema's {rows} rows, {same} are on this page"));
    }
    Ok(())
}

/// Changes in the order of the page; what it no longer has stands last.
fn in_order(drift: &mut Drift, theirs: &[Theirs<'_>]) {
    let places: HashMap<&str, usize> = theirs.iter().map(|row| row.path.as_str()).zip(0..).collect();
    let place = |at: &str| places.get(at).copied().unwrap_or(usize::MAX);
    drift.changes.sort_by_key(|change| place(&change.at));
    drift.conflicts.sort_by_key(|conflict| place(&conflict.at));
}

/// The page's own enumerations, which new rows may share.
fn shared(tree: &Tree<'_>) -> Vec<Enumeration> {
    let Some(types) = tree.sections().iter().find(|section| section.key == "types") else { return Vec::new() };
    let enumeration = |entry: &fieldwright_codegen::load::Entry| {
        let node = &get(&entry.value, "enum")?.value;
        let listed = items(node).iter().filter_map(text).map(str::to_owned);
        let values: Vec<_> = listed.chain(entries(node).iter().map(|entry| entry.key.clone())).collect();
        Some(Enumeration { name: entry.key.clone(), values })
    };
    entries(&types.value).iter().filter_map(enumeration).collect()
}

/// With numbers of rows that tell the page's order.
fn renumbered(settled: &Settled, theirs: &[Theirs<'_>]) -> String {
    let page = settled.compiled.model.as_ref().and_then(|model| Some((model, model.pages().next()?)));
    let (Some((model, page)), Some(tree)) = (page, Tree::parse(&settled.text)) else { return settled.text.clone() };
    let mut edits = Edits::default();
    moves::renumber(&tree, &mine::rows(model, page, &tree), theirs, &mut edits);
    edits.apply(&settled.text)
}

/// With the day and the hash of the page: by the latter the next merge knows that all was taken in.
fn as_read(text: String, identity: &Identity) -> String {
    let Some(tree) = Tree::parse(&text) else { return text };
    let mut edits = Edits::default();
    page::read(&tree, identity, &mut edits);
    edits.apply(&text)
}

fn without_examples(text: String, gone: &[String]) -> String {
    if gone.is_empty() {
        return text;
    }
    let Some(tree) = Tree::parse(&text) else { return text };
    let mut edits = Edits::default();
    examples::remove(&tree, gone, &mut edits);
    edits.apply(&text)
}

/// Names the errata that came and went. What a person has written is not taken out without being asked for.
fn explain(schema: &Schema, settled: &Settled, options: Options, drift: &mut Drift) {
    let place = |stale: &Stale| {
        let (sources, _) = schema.compile(&schema.page.text);
        let tree = Tree::parse(&schema.page.text)?;
        let start = tree.sections().iter().find_map(|section| {
            let listed = items(&section.value).iter().find(|entry| tree::text_of(entry, "id") == Some(&stale.id));
            let rule = (section.key == "rules").then(|| get(&section.value, &stale.id)).flatten();
            listed.map(|entry| entry.span.start).or(rule.map(|rule| rule.key_span.start))
        })?;
        let file = sources.files().iter().position(|file| file.path == schema.page.path)?;
        Some(sources.place(fieldwright_codegen::source::Span { file, start, end: start }))
    };
    for stale in &settled.stale {
        let place = place(stale);
        // One that was added in passing is no one's.
        if place.is_none() && settled.needed.iter().any(|(id, _)| *id == stale.id) {
            continue;
        }
        let at = format!("{} {}", stale.what, stale.id);
        let change = Change::new(Kind::ErratumUnneeded, at.clone()).noting(stale.why.clone());
        drift.changes.push(Change { was: Some(stale.lines.clone()), ..change.standing(place.clone(), None) });
        if !settle::is_made(schema, &schema.page.text, stale) {
            let why = format!("a person wrote it, and it no longer fits the page: {}", stale.why);
            drift.conflicts.push(Conflict {
                mine: Some(stale.lines.clone()),
                place,
                settled: options.accept.is_some(),
                ..Conflict::new(at, why)
            });
        }
    }
    let gone =
        |id: &str| settled.stale.iter().any(|stale| stale.id == id) && !settled.text.contains(&format!("id: {id}\n"));
    for (id, remedy) in settled.needed.iter().filter(|(id, _)| !gone(id)) {
        let at = match &remedy.target {
            fieldwright_codegen::remedy::RemedyTarget::Row(at) => at.clone(),
            fieldwright_codegen::remedy::RemedyTarget::Rule(name) => format!("rule:{name}"),
        };
        let change = Change::new(Kind::ErratumNeeded, at).noting(remedy.because.clone());
        let now = match &remedy.action {
            fieldwright_codegen::remedy::RemedyAction::Erratum { keyword, value } => {
                format!("{id}: {keyword}: {value}")
            }
            fieldwright_codegen::remedy::RemedyAction::Note { about } => format!("{id}: a note about {about}"),
        };
        drift.changes.push(change.becoming(None, Some(now)));
    }
}

/// Holds the result against what was meant: what was written and means something else is left to a person.
fn hold(settled: &Settled, targets: &Targets, drift: &mut Drift) {
    let Some(model) = &settled.compiled.model else { return };
    let (Some(page), Some(tree)) = (model.pages().next(), Tree::parse(&settled.text)) else { return };
    let written: HashMap<String, Facts> =
        mine::rows(model, page, &tree).into_iter().map(|row| (row.path, row.facts)).collect();
    let mut missed: Vec<_> = targets
        .iter()
        .filter(|(path, facts)| written.get(*path).is_none_or(|now| now.keys() != facts.keys()))
        .collect();
    missed.sort_by_key(|(path, _)| path.as_str());
    for (path, facts) in missed {
        let why = "what the page says now cannot be written where the row stands; write it by hand";
        drift.conflicts.push(Conflict {
            mine: written.get(path).map(drift::shown),
            page: Some(drift::shown(facts)),
            ..Conflict::new(path, why)
        });
    }
}
