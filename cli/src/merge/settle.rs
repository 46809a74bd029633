//! Errata and notes after the rows have changed: what is no longer needed is found, what is needed now is added.
//!
//! As in an import, the generator's `check` says both; here its proposals are put into a text that people have written.

use std::collections::HashSet;

use fieldwright_codegen::codes::Code;
use fieldwright_codegen::diagnostic::Diagnostic;
use fieldwright_codegen::load::{Entry, Node};
use fieldwright_codegen::remedy::{Remedy, RemedyAction, RemedyTarget};
use fieldwright_codegen::{Compiled, Sources};

use super::edits::Edits;
use super::rows::dedented;
use super::schema::Schema;
use super::tree::{Tree, entries, items, text_of};

/// A text, and what is left to say of it.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) text: String,
    /// Errata and notes that were added.
    pub(super) needed: Vec<(String, Remedy)>,
    /// Errata, notes and rules that no longer fit.
    pub(super) stale: Vec<Stale>,
    pub(super) sources: Sources,
    pub(super) compiled: Compiled,
}

/// An erratum, a note or a rule that no longer fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stale {
    pub(super) id: String,
    /// `erratum`, `note` or `rule`.
    pub(super) what: &'static str,
    /// Its lines, not indented.
    pub(super) lines: String,
    /// What `check` says of it.
    pub(super) why: String,
}

/// Each round removes or adds at least one entry.
const MOST_ROUNDS: usize = 60;

/// Checks and explains until nothing is left to explain. `keep`: what no longer fits stays all the same.
pub(super) fn settle(schema: &Schema, text: String, keep: bool) -> Settled {
    let (sources, compiled) = schema.compile(&text);
    let mut settled = Settled { text, needed: Vec::new(), stale: Vec::new(), sources, compiled };
    for _ in 0..MOST_ROUNDS {
        if settled.compiled.errors().next().is_none() {
            break;
        }
        let Some(text) = without_stale(&mut settled, keep).or_else(|| with_needed(&mut settled)) else { break };
        (settled.sources, settled.compiled) = schema.compile(&text);
        settled.text = text;
    }
    settled
}

/// Whether these very lines are what an import would write: then nothing that a person wrote is in them.
pub(super) fn is_made(schema: &Schema, text: &str, stale: &Stale) -> bool {
    // A comment is always a person's.
    if stale.what == "rule" || stale.lines.contains(" #") {
        return false;
    }
    let Some(without) = Tree::parse(text).and_then(|tree| {
        let (section, list) =
            lists(&tree).find(|(_, list)| list.iter().any(|entry| text_of(entry, "id") == Some(&stale.id)))?;
        let at = list.iter().position(|entry| text_of(entry, "id") == Some(&stale.id))?;
        let mut edits = Edits::default();
        remove_items(&tree, section, list, &HashSet::from([at]), &mut edits);
        Some(edits.apply(text))
    }) else {
        return false;
    };
    let (_, compiled) = schema.compile(&without);
    compiled
        .errors()
        .filter_map(|diagnostic| diagnostic.remedy.as_ref())
        .any(|remedy| dedented(&remedy.entry(&stale.id).to_string(), 2).trim_end() == stale.lines.trim_end())
}

/// The text without entries that no longer fit; `None`: there are none, or none that may go.
fn without_stale(settled: &mut Settled, keep: bool) -> Option<String> {
    let tree = Tree::parse(&settled.text)?;
    let mut edits = Edits::default();
    let mut found: Vec<Stale> = Vec::new();
    let diagnostics: Vec<(&Diagnostic, usize)> = settled
        .compiled
        .errors()
        .filter(|diagnostic| diagnostic.remedy.is_none())
        .filter_map(|diagnostic| Some((diagnostic, diagnostic.labels.first()?)))
        .filter(|(_, label)| settled.sources.files().get(label.span.file).is_some_and(|file| file.text == settled.text))
        .map(|(diagnostic, label)| (diagnostic, label.span.start))
        .collect();
    for (section, list) in lists(&tree) {
        let mut gone = HashSet::new();
        for (at, entry) in list.iter().enumerate() {
            let within = |start: usize| entry.span.start <= start && start < tree.node_end(entry);
            let unfit = |code: Code| {
                matches!(
                    code,
                    Code::F0501 | Code::F0502 | Code::F0503 | Code::F0504 | Code::F0505 | Code::F0507 | Code::F0508
                )
            };
            let why = diagnostics.iter().find(|(diagnostic, start)| unfit(diagnostic.code) && within(*start));
            let Some((why, _)) = why else { continue };
            gone.insert(at);
            let dash = tree.line_start(entry.span.start);
            let lines = tree.slice(dash, tree.line_end(tree.node_end(entry)));
            found.push(Stale {
                id: text_of(entry, "id").unwrap_or_default().to_owned(),
                what: if section.key == "errata" { "erratum" } else { "note" },
                lines: dedented(lines, lines.len() - lines.trim_start().len()),
                why: why.message.clone(),
            });
        }
        remove_items(&tree, section, list, &gone, &mut edits);
    }
    if let Some(section) = tree.sections().iter().find(|section| section.key == "rules") {
        rules(&tree, section, &diagnostics, &mut found, &mut edits);
    }
    found.retain(|stale| !settled.stale.contains(stale));
    if found.is_empty() {
        return None;
    }
    settled.stale.extend(found);
    if keep { None } else { Some(edits.apply(&settled.text)) }
}

/// Rules that name what is no longer there.
fn rules(
    tree: &Tree<'_>,
    section: &Entry,
    diagnostics: &[(&Diagnostic, usize)],
    found: &mut Vec<Stale>,
    edits: &mut Edits,
) {
    let all = entries(&section.value);
    let mut gone = 0;
    for rule in all {
        let end = tree.end(rule);
        let Some((why, _)) = diagnostics.iter().find(|(_, start)| rule.key_span.start <= *start && *start < end) else {
            continue;
        };
        gone += 1;
        let (start, end) = (tree.line_start(rule.key_span.start), tree.line_end(end));
        let lines = dedented(tree.slice(start, end), rule.key_span.start - start);
        found.push(Stale { id: rule.key.clone(), what: "rule", lines, why: why.message.clone() });
        edits.remove(start, end);
    }
    if gone == all.len() {
        edits.replace(tree.line_start(section.key_span.start), tree.line_end(tree.end(section)), "");
    }
}

/// The errata and the notes.
fn lists<'t>(tree: &'t Tree<'_>) -> impl Iterator<Item = (&'t Entry, &'t [Node])> {
    let is_list = |section: &&Entry| matches!(section.key.as_str(), "errata" | "notes");
    tree.sections().iter().filter(is_list).map(|section| (section, items(&section.value)))
}

/// Takes items out of a list, and the list out of the file if none is left.
fn remove_items(tree: &Tree<'_>, section: &Entry, list: &[Node], gone: &HashSet<usize>, edits: &mut Edits) {
    if gone.is_empty() {
        return;
    }
    if gone.len() == list.len() {
        let start = tree.line_start(section.key_span.start);
        // The empty line above goes with the section.
        let above = if tree.slice(0, start).ends_with("\n\n") { start - 1 } else { start };
        edits.remove(above, tree.line_end(tree.end(section)));
        return;
    }
    for (at, entry) in list.iter().enumerate().filter(|(at, _)| gone.contains(at)) {
        let start = tree.line_start(entry.span.start);
        let end = tree.line_end(tree.node_end(entry));
        let before = at.checked_sub(1).and_then(|before| list.get(before));
        let from = before.map_or(tree.line_end(tree.colon(section)), |before| tree.line_end(tree.node_end(before)));
        // A comment right above an entry is about the entry.
        let lead = tree.slice(from, start);
        let own: usize =
            lead.split_inclusive('\n').rev().take_while(|line| !line.trim().is_empty()).map(str::len).sum();
        edits.remove(start - own, end);
    }
}

/// The text with the entries that `check` proposes; `None`: it proposes none.
fn with_needed(settled: &mut Settled) -> Option<String> {
    let remedies: Vec<Remedy> = settled.compiled.errors().filter_map(|diagnostic| diagnostic.remedy.clone()).collect();
    let is_erratum = |remedy: &Remedy| matches!(remedy.action, RemedyAction::Erratum { .. });
    // What an erratum settles needs no note.
    let notes = !remedies.iter().any(is_erratum);
    let mut text = settled.text.clone();
    let mut taken = HashSet::new();
    let mut added = false;
    for remedy in remedies.into_iter().filter(|remedy| notes || is_erratum(remedy)) {
        let target = match &remedy.target {
            RemedyTarget::Row(at) => at.clone(),
            RemedyTarget::Rule(name) => format!("rule:{name}"),
        };
        let keyword = match &remedy.action {
            RemedyAction::Erratum { keyword, .. } => keyword.clone(),
            RemedyAction::Note { about } => (*about).to_owned(),
        };
        let again =
            settled.needed.iter().any(|(_, known)| known.target == remedy.target && known.action == remedy.action);
        if again || !taken.insert((target, keyword)) {
            continue;
        }
        let tree = Tree::parse(&text)?;
        let id = free_id(&tree);
        text = with_entry(&tree, &remedy, &id);
        settled.needed.push((id, remedy));
        added = true;
    }
    added.then_some(text)
}

fn free_id(tree: &Tree<'_>) -> String {
    let taken: HashSet<&str> =
        lists(tree).flat_map(|(_, list)| list).filter_map(|entry| text_of(entry, "id")).collect();
    (1..=taken.len() + 1).map(|number| format!("E{number}")).find(|id| !taken.contains(id.as_str())).unwrap_or_default()
}

fn with_entry(tree: &Tree<'_>, remedy: &Remedy, id: &str) -> String {
    let name = if matches!(remedy.action, RemedyAction::Erratum { .. }) { "errata" } else { "notes" };
    let lines = format!("{}\n", remedy.entry(id).to_string().trim_end());
    let mut edits = Edits::default();
    let break_before = |at: usize| if tree.slice(0, at).ends_with('\n') { "" } else { "\n" };
    let section = tree.sections().iter().find(|section| section.key == name);
    match section.and_then(|section| items(&section.value).last()) {
        Some(last) => {
            let start = tree.line_start(last.span.start);
            let dash = tree.slice(start, last.span.start);
            let indent = dash.len() - dash.trim_start().len();
            let at = tree.line_end(tree.node_end(last));
            let lines = lines.lines().fold(String::new(), |lines, line| {
                lines + &format!("{:indent$}{}\n", "", line.strip_prefix("  ").unwrap_or(line))
            });
            edits.insert(at, format!("{}{lines}", break_before(at)));
        }
        None => {
            // Errata stand before notes, and both before examples.
            let behind = |section: &&Entry| section.key == "examples" || name == "errata" && section.key == "notes";
            let at = tree.sections().iter().take_while(|section| !behind(section)).last();
            let at = at.map_or(tree.text.len(), |before| tree.line_end(tree.end(before)));
            edits.insert(at, format!("{}\n{name}:\n{lines}", break_before(at)));
        }
    }
    edits.apply(tree.text)
}
