//! Nesting that a text has lost, found again by the payload that the page shows and by the order of the names.
//!
//! Pages that list the members of each object in alphabetical order, one object after the other, give their nesting away:
//! a name that falls out of the order belongs to the object before it.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::facts::Finder;
use super::found::Found;
use super::nest::{DEEPEST, Node, holds_members};

/// The headers that stand before the members of a body, and the rest.
pub(crate) fn split_headers(rows: &[Found], members: Option<&Map<String, Value>>) -> usize {
    static HEADER: Finder = Finder::new(
        r"(?i)^(?:content-(?:type|length|encoding)|accept|authorization|user-agent|x-[a-z0-9-]+|host|date|idempotency-key|signature)$",
    );
    let first_member = rows.iter().position(|row| members.is_some_and(|members| members.contains_key(&row.name)));
    let last_header = rows.iter().rposition(|row| HEADER.is_in(&row.name));
    match (last_header, first_member) {
        (Some(header), Some(member)) if header < member => member,
        (Some(_), Some(_)) | (None, _) => 0,
        (Some(header), None) => header + 1,
    }
}

/// Rows that the text lists one below the other, as the payload's objects hold them.
pub(crate) fn unflatten(rows: Vec<Found>, members: &Map<String, Value>) -> Vec<Node> {
    level(rows, members, 0)
}

fn level(rows: Vec<Found>, members: &Map<String, Value>, depth: usize) -> Vec<Node> {
    let anchors = anchors(&rows, members);
    let sorted = anchors.windows(2).all(|pair| match pair {
        [first, second] => name(&rows, *first) < name(&rows, *second),
        _ => true,
    });
    let last = anchors.last().copied().unwrap_or_default();
    let mut level = Level {
        nodes: Vec::new(),
        seen: HashSet::new(),
        anchors: &anchors,
        sorted: sorted && anchors.len() > 2,
        names: Vec::new(),
    };
    level.names = rows.iter().map(|row| row.name.clone()).collect();
    let mut tail = Vec::new();
    for (index, row) in rows.into_iter().enumerate() {
        if index > last && !anchors.is_empty() {
            tail.push(row);
        } else {
            level.take(index, row);
        }
    }
    level.finish(tail, members, depth)
}

fn name(rows: &[Found], index: usize) -> &str {
    rows.get(index).map_or("", |row| row.name.as_str())
}

/// The rows that are members of this object: of those with its names the longest run in alphabetical order; where the
/// page is not in that order, the first row of each name.
fn anchors(rows: &[Found], members: &Map<String, Value>) -> Vec<usize> {
    let candidates: Vec<usize> = (0..rows.len()).filter(|index| members.contains_key(name(rows, *index))).collect();
    let rising = rising(rows, &candidates);
    let mut seen = HashSet::new();
    let first: Vec<usize> = candidates.iter().copied().filter(|index| seen.insert(name(rows, *index))).collect();
    if rising.len() == first.len() { rising } else { first }
}

/// The longest subsequence whose names rise.
fn rising(rows: &[Found], candidates: &[usize]) -> Vec<usize> {
    // For each length, the end of the chain with the smallest last name; for each candidate, what comes before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; candidates.len()];
    let at = |place: usize| candidates.get(place).map_or("", |index| name(rows, *index));
    for place in 0..candidates.len() {
        let length = ends.partition_point(|end| at(*end) < at(place));
        if let Some(slot) = before.get_mut(place) {
            *slot = length.checked_sub(1).and_then(|length| ends.get(length)).copied();
        }
        match ends.get_mut(length) {
            // Of two rows with the same name the first may be followed by more.
            Some(end) if candidates.get(*end).map(|index| name(rows, *index)) == Some(at(place)) => {}
            Some(end) => *end = place,
            None => ends.push(place),
        }
    }
    let mut chain = Vec::new();
    let mut next = ends.last().copied();
    while let Some(place) = next {
        chain.extend(candidates.get(place));
        next = before.get(place).copied().flatten();
    }
    chain.reverse();
    chain
}

/// One object while its rows are taken in.
struct Level<'a> {
    nodes: Vec<Node>,
    seen: HashSet<String>,
    anchors: &'a [usize],
    sorted: bool,
    names: Vec<String>,
}

impl Level<'_> {
    fn take(&mut self, index: usize, row: Found) {
        let next = self.anchors.iter().find(|anchor| **anchor > index).and_then(|anchor| self.names.get(*anchor));
        let anchor = self.anchors.contains(&index);
        if anchor || self.fits(&row.name, next.map(String::as_str)) {
            self.seen.insert(row.name.clone());
            self.nodes.push(Node::new(row));
            return;
        }
        match self.nodes.last_mut() {
            Some(node) if self.sorted => node.children.push(Node::new(row)),
            _ => self.nodes.push(Node::new(row)),
        }
    }

    /// Whether a name goes on with the order, and is not one of the object before it.
    fn fits(&self, name: &str, next: Option<&str>) -> bool {
        let Some(node) = self.nodes.last().filter(|_| self.sorted) else { return !self.seen.contains(name) };
        let before = node.name();
        let belongs = name.strip_prefix(before).is_some_and(|rest| rest.starts_with(['_', '.', '-']));
        !self.seen.contains(name) && !belongs && before < name && next.is_none_or(|next| name < next)
    }

    /// What follows the last member is in the object that has most of its names, else it goes on here.
    fn finish(mut self, tail: Vec<Found>, members: &Map<String, Value>, depth: usize) -> Vec<Node> {
        let common = |value: &Value| {
            let inner = value.as_object().or_else(|| value.as_array()?.iter().find_map(Value::as_object));
            inner.map_or(0, |inner| tail.iter().filter(|row| inner.contains_key(&row.name)).count())
        };
        let best = self
            .nodes
            .iter()
            .enumerate()
            .filter_map(|(place, node)| Some((common(members.get(node.name())?), place)))
            .filter(|(common, _)| *common > 1)
            .max_by_key(|(common, place)| (*common, usize::MAX - place));
        let inner = best.and_then(|(_, place)| {
            let node = self.nodes.get(place)?;
            let value = members.get(node.name())?;
            let inner = value.as_object().or_else(|| value.as_array()?.iter().find_map(Value::as_object))?;
            Some((place, inner, value.is_array()))
        });
        match inner {
            Some((place, inner, array)) if depth < DEEPEST => {
                self.nodes.iter_mut().for_each(settle);
                let children = level(tail, inner, depth + 1);
                if let Some(node) = self.nodes.get_mut(place) {
                    node.children = children;
                    holds_members(node, array);
                }
            }
            _ => {
                let start = self.names.len() - tail.len();
                for (offset, row) in tail.into_iter().enumerate() {
                    self.take(start + offset, row);
                }
                self.nodes.iter_mut().for_each(settle);
            }
        }
        self.nodes
    }
}

/// An object that the order gave its rows: its type, and what was guessed. Its last row may hold those that follow it.
fn settle(node: &mut Node) {
    if node.children.is_empty() {
        return;
    }
    // `inquiry_result`, `inquiry_details`, `first_name`: behind a name that has the parent's in it, others are in turn its.
    let prefix = node.name().to_owned();
    let own = |child: &Node| child.name().strip_prefix(&prefix).is_some_and(|rest| rest.starts_with(['_', '.', '-']));
    let last = node.children.iter().rposition(own);
    if let Some(last) = last.filter(|last| last + 1 < node.children.len()) {
        let holds = node.children.get(last).is_some_and(|child| !child.found.typed);
        if holds {
            let below = node.children.split_off(last + 1);
            if let Some(child) = node.children.get_mut(last) {
                child.children = below;
                holds_members(child, false);
                child.found.row.review(lost(child.children.len()));
            }
        }
    }
    let count = node.children.len();
    holds_members(node, false);
    node.found.row.review(lost(count));
}

fn lost(rows: usize) -> String {
    let rows = if rows == 1 { "the row".to_owned() } else { format!("the {rows} rows") };
    format!("the text has lost its nesting; {rows} in it by the order of the names")
}
