//! The values of an enumeration: added and removed where they stand, in a list or a map, on one line or on many.

use fieldwright_codegen::load::{Node, Value};

use super::edits::Edits;
use super::tree::{Tree, entries, items, text};
use crate::import::write::scalar;

/// One value where it stands.
struct Listed {
    value: String,
    /// From the value's first byte, or its dash's.
    start: usize,
    end: usize,
}

/// Turns the values that stand at a node into others: those that stay keep all that is said of them.
pub(super) fn change(tree: &Tree<'_>, node: &Node, wanted: &[String], edits: &mut Edits) {
    let listed = listed(tree, node);
    let flow = tree.is_flow(node);
    let stays = |one: &Listed| wanted.contains(&one.value);
    for (at, one) in listed.iter().enumerate().filter(|(_, one)| !stays(one)) {
        if !flow {
            edits.remove(tree.line_start(one.start), tree.line_end(one.end));
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| listed.get(before));
        match (before, listed.get(at + 1)) {
            (Some(before), _) if listed.iter().take(at).any(stays) => edits.remove(before.end, one.end),
            (_, Some(next)) => edits.remove(one.start, next.start),
            (_, None) => edits.remove(one.start, one.end),
        }
    }
    let mut before: Option<&Listed> = None;
    for value in wanted {
        if let Some(there) = listed.iter().find(|one| one.value == *value) {
            before = Some(there);
            continue;
        }
        let written = written(node, value, flow);
        // Behind the value that comes before it on the page, as far as that is known; else before all others.
        match (before, listed.iter().find(|one| stays(one)).or(listed.first())) {
            (Some(before), _) if flow => edits.insert(before.end, format!(", {written}")),
            (Some(before), _) => {
                let indent = " ".repeat(tree.column(before.start));
                let at = tree.line_end(before.end);
                let broken = tree.slice(0, at).ends_with('\n');
                edits.insert(at, format!("{}{indent}{written}\n", if broken { "" } else { "\n" }));
            }
            (None, Some(first)) if flow => edits.insert(first.start, format!("{written}, ")),
            (None, Some(first)) => {
                let indent = " ".repeat(tree.column(first.start));
                edits.insert(tree.line_start(first.start), format!("{indent}{written}\n"));
            }
            (None, None) => {}
        }
    }
}

fn written(node: &Node, value: &str, flow: bool) -> String {
    let value = scalar(value);
    match (&node.value, flow) {
        (Value::Map(_), true) => format!("{value}: {{}}"),
        (Value::Map(_), false) => format!("{value}:"),
        (_, true) => value.into_owned(),
        (_, false) => format!("- {value}"),
    }
}

fn listed(tree: &Tree<'_>, node: &Node) -> Vec<Listed> {
    let flow = tree.is_flow(node);
    let mut listed: Vec<_> = entries(node)
        .iter()
        .map(|entry| Listed { value: entry.key.clone(), start: entry.key_span.start, end: tree.end(entry) })
        .collect();
    for item in items(node) {
        let start = item.span.start;
        // In a block, the dash belongs to the value.
        let dash = if flow { None } else { tree.slice(tree.line_start(start), start).rfind('-') };
        let start = dash.map_or(start, |dash| tree.line_start(start) + dash);
        listed.extend(text(item).map(|value| Listed { value: value.to_owned(), start, end: item.span.end }));
    }
    listed
}
