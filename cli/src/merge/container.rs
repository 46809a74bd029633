//! The rows of one object in the file: taken out, put in, put elsewhere, with the lines of all others as they were.

use std::collections::HashSet;

use fieldwright_codegen::load::{Entry, Node, Value};

use super::edits::Edits;
use super::keys;
use super::rows::{Hand, dedented};
use super::tree::{Keys, Tree, entries};
use crate::import::transcription::Row;

/// What is to become of the rows of one object.
#[derive(Debug, Default)]
pub(super) struct Container<'p> {
    /// The way to the map of rows.
    pub(super) way: Keys,
    /// The way to the row that they are in; empty for the body and the headers.
    pub(super) owner: Keys,
    /// Names of rows that are no longer here.
    pub(super) gone: HashSet<String>,
    /// In the page's order.
    pub(super) steps: Vec<Step<'p>>,
}

/// One row of the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step<'p> {
    /// It stays where it is, by its name.
    Stays(String),
    /// It stays, and the page has no place for it: rows below name it, or an example alone shows it.
    Unlisted(String),
    /// It stands behind the one before.
    Moved(String),
    /// It is new here, at this path.
    New(&'p Row, String),
}

/// Why rows cannot be put where they belong.
pub(super) const FLOW: &str = "its rows stand in one line with comments; give each a line of its own";

impl Container<'_> {
    fn is_empty_after(&self, tree: &Tree<'_>) -> bool {
        let left = |node: &Node| entries(node).iter().any(|row| !self.gone.contains(&row.key));
        let comes = self.steps.iter().any(|step| matches!(step, Step::New(..)));
        !comes && !tree.node(&self.way).is_some_and(left)
    }

    /// The text with the rows as they are to be; `None`: it cannot be done.
    pub(super) fn apply(&self, text: &str, hand: &Hand<'_>) -> Option<String> {
        let tree = Tree::parse(text)?;
        let mut edits = Edits::default();
        if self.is_empty_after(&tree) {
            self.remove(&tree, &mut edits)?;
        } else if let Some(entry) = tree.entry(&self.way).filter(|entry| !entries(&entry.value).is_empty()) {
            if tree.is_flow(&entry.value) {
                self.in_flow(&tree, &entry.value, hand, &mut edits)?;
            } else {
                self.in_block(&tree, entry, hand, &mut edits);
            }
        } else {
            self.create(&tree, hand, &mut edits)?;
        }
        Some(edits.apply(text))
    }

    /// No row is left: nor is the key that they stood behind.
    fn remove(&self, tree: &Tree<'_>, edits: &mut Edits) -> Option<()> {
        if self.owner.is_empty() {
            let entry = tree.entry(&self.way).filter(|_| self.way.len() == 1)?;
            edits.remove(tree.line_start(entry.key_span.start), tree.line_end(tree.end(entry)));
            return Some(());
        }
        let key = if self.way.get(self.owner.len())? == "items" { "items" } else { "fields" };
        keys::change(tree, tree.entry(&self.owner)?, vec![(key, None)], edits);
        Some(())
    }

    fn in_block(&self, tree: &Tree<'_>, entry: &Entry, hand: &Hand<'_>, edits: &mut Edits) {
        let rows = entries(&entry.value);
        let Some(first) = rows.first() else { return };
        let indent = tree.column(first.key_span.start);
        let column = value_column(tree, rows);
        let start = tree.line_end(tree.colon(entry));
        let mut from = start;
        let moved: Vec<&str> = self
            .steps
            .iter()
            .filter_map(|step| if let Step::Moved(name) = step { Some(name.as_str()) } else { None })
            .collect();
        // Lines with the name of the row that they are of; lines that belong to none have none.
        let mut lines: Vec<(Option<&str>, String)> = Vec::new();
        let mut taken: Vec<(&str, String)> = Vec::new();
        for row in rows {
            let body = tree.line_start(row.key_span.start);
            let end = tree.line_end(tree.end(row));
            let (lead, chunk) = (tree.slice(from, body), tree.slice(from, end));
            from = end;
            if self.gone.contains(&row.key) {
                lines.push((None, by_hand(lead)));
            } else if moved.contains(&row.key.as_str()) {
                let own = own_lead(lead);
                let (stays, goes) = lead.split_at_checked(lead.len() - own).unwrap_or((lead, ""));
                lines.push((None, stays.to_owned()));
                taken.push((row.key.as_str(), ended(&format!("{goes}{}", tree.slice(body, end)))));
            } else {
                lines.push((Some(row.key.as_str()), ended(chunk)));
            }
        }
        let listed = self.listed();
        let mut at = 0;
        for step in &self.steps {
            let (name, text) = match step {
                Step::Stays(name) | Step::Unlisted(name) => {
                    at = behind(name, &lines, at, &listed);
                    continue;
                }
                Step::Moved(name) => {
                    let Some((name, text)) = taken.iter().find(|(row, _)| row == name) else { continue };
                    (*name, text.clone())
                }
                Step::New(row, path) => (row.name.as_str(), hand.row(row, path, indent, column)),
            };
            // An empty line that a row has left behind stays above what comes in its place.
            while lines.get(at).is_some_and(|(row, text)| row.is_none() && text.trim().is_empty()) {
                at += 1;
            }
            lines.insert(at, (Some(name), text));
            at += 1;
        }
        let lines: String = lines.into_iter().map(|(_, text)| text).collect();
        edits.replace(start, from, lines);
    }

    /// Rows in one line.
    fn in_flow(&self, tree: &Tree<'_>, node: &Node, hand: &Hand<'_>, edits: &mut Edits) -> Option<()> {
        let text = tree.slice(node.span.start, node.span.end);
        let structured = |step: &Step<'_>| matches!(step, Step::New(row, _) if !row.children.is_empty());
        if text.contains('#') || self.steps.iter().any(structured) {
            return None;
        }
        let rows = entries(node);
        let source = |row: &Entry| tree.slice(row.key_span.start, tree.end(row)).to_owned();
        let moved = |name: &str| self.steps.iter().any(|step| *step == Step::Moved(name.to_owned()));
        let mut parts: Vec<(Option<&str>, String)> = rows
            .iter()
            .filter(|row| !self.gone.contains(&row.key) && !moved(&row.key))
            .map(|row| (Some(row.key.as_str()), source(row)))
            .collect();
        let listed = self.listed();
        let mut at = 0;
        for step in &self.steps {
            let (name, text) = match step {
                Step::Stays(name) | Step::Unlisted(name) => {
                    at = behind(name, &parts, at, &listed);
                    continue;
                }
                Step::Moved(name) => (name.as_str(), rows.iter().find(|row| row.key == *name).map(source)?),
                Step::New(row, path) => {
                    let lines = hand.row(row, path, 0, 0);
                    let last = lines.lines().rfind(|line| !line.starts_with('#'))?;
                    (row.name.as_str(), last.to_owned())
                }
            };
            parts.insert(at, (Some(name), text));
            at += 1;
        }
        let parts: Vec<_> = parts.into_iter().map(|(_, text)| text).collect();
        edits.replace(node.span.start, node.span.end, format!("{{{}}}", parts.join(", ")));
        Some(())
    }

    /// Names of the rows that have a place on the page and in the file.
    fn listed(&self) -> HashSet<&str> {
        let mut listed = HashSet::new();
        for step in &self.steps {
            match step {
                Step::Stays(name) | Step::Moved(name) => listed.insert(name.as_str()),
                Step::New(row, _) => listed.insert(row.name.as_str()),
                Step::Unlisted(_) => false,
            };
        }
        listed
    }

    /// The first rows of an object that had none.
    fn create(&self, tree: &Tree<'_>, hand: &Hand<'_>, edits: &mut Edits) -> Option<()> {
        let rows = |indent: usize| -> String {
            let new = self.steps.iter().filter_map(|step| match step {
                Step::New(row, path) => Some(hand.row(row, path, indent, 0)),
                Step::Stays(_) | Step::Unlisted(_) | Step::Moved(_) => None,
            });
            new.collect()
        };
        if self.owner.is_empty() {
            // Headers come behind what is said of the page.
            let page = tree.entry(&["page".to_owned()])?;
            edits.insert(tree.line_end(tree.end(page)), format!("\nheaders:\n{}", rows(2)));
            return Some(());
        }
        let owner = tree.entry(&self.owner)?;
        let indent = tree.column(owner.key_span.start) + 2;
        let margin = " ".repeat(indent);
        let end = tree.end(owner);
        let fields = format!("{margin}fields:\n{}", rows(indent + 2));
        if !entries(&owner.value).is_empty() && !tree.is_flow(&owner.value) {
            edits.insert(tree.line_end(end), fields);
            return Some(());
        }
        // What stands in one line gets a line a key.
        let own = tree.slice(owner.value.span.start, owner.value.span.end);
        if owner.value.value != Value::Null && own.contains('#') {
            return None;
        }
        let comment = tree.comment_behind(end).map(|comment| format!(" {comment}")).unwrap_or_default();
        let keys = entries(&owner.value).iter().fold(String::new(), |keys, key| {
            keys + &format!("{margin}{}\n", tree.slice(key.key_span.start, tree.end(key)))
        });
        edits.replace(tree.colon(owner), tree.line_end(end), format!("{comment}\n{keys}{fields}"));
        Some(())
    }
}

/// Where the row that comes next goes: behind this one. Behind one that is not listed only as far as that passes no row that
/// is: what is put there would stand out of the page's order, and be found moved by the next merge.
fn behind(name: &str, lines: &[(Option<&str>, String)], at: usize, listed: &HashSet<&str>) -> usize {
    let Some(found) = lines.iter().position(|(row, _)| *row == Some(name)) else { return at };
    if listed.contains(name) {
        return found + 1;
    }
    let is_free =
        |passed: &[(Option<&str>, String)]| passed.iter().all(|(row, _)| row.is_none_or(|row| !listed.contains(row)));
    if lines.get(at..found).is_some_and(is_free) { found + 1 } else { at }
}

/// A row's own lines, without its indentation, to be put elsewhere.
pub(super) fn lines_of(text: &str, way: &[String]) -> Option<String> {
    let tree = Tree::parse(text)?;
    let (_, above) = way.split_last()?;
    let container = tree.entry(above)?;
    let row = tree.entry(way)?;
    if tree.is_flow(&container.value) {
        return Some(format!("{}\n", tree.slice(row.key_span.start, tree.end(row))));
    }
    let body = tree.line_start(row.key_span.start);
    let before = entries(&container.value).iter().take_while(|entry| entry.key != row.key).last();
    let from = before.map_or(tree.line_end(tree.colon(container)), |before| tree.line_end(tree.end(before)));
    let lead = tree.slice(from, body);
    let own = lead.get(lead.len() - own_lead(lead)..).unwrap_or_default();
    let lines = format!("{own}{}", tree.slice(body, tree.line_end(tree.end(row))));
    Some(ended(&dedented(&lines, tree.column(row.key_span.start))))
}

/// How many bytes of what stands above a row are comments on it: those behind the last empty line.
fn own_lead(lead: &str) -> usize {
    let lines: Vec<&str> = lead.split_inclusive('\n').collect();
    lines.iter().rev().take_while(|line| !line.trim().is_empty()).map(|line| line.len()).sum()
}

/// What a person wrote above a row that is no longer there; the marks of an import go with it.
fn by_hand(lead: &str) -> String {
    let mut made = false;
    let by_hand = |line: &&str| {
        let comment = line.trim_start();
        made = comment.starts_with("# review:")
            || comment.starts_with("# default:")
            || made && comment.starts_with("#   ");
        !made
    };
    lead.split_inclusive('\n').filter(by_hand).collect()
}

fn ended(lines: &str) -> String {
    if lines.ends_with('\n') { lines.to_owned() } else { format!("{lines}\n") }
}

/// Where the values of rows in one line begin, if they are aligned.
fn value_column(tree: &Tree<'_>, rows: &[Entry]) -> usize {
    let column = |row: &Entry| tree.is_flow(&row.value).then(|| row.value.span.start - row.key_span.start);
    let columns: Vec<usize> = rows.iter().filter_map(column).collect();
    match columns.split_first() {
        Some((first, rest)) if !rest.is_empty() && rest.iter().all(|column| column == first) => *first,
        _ => 0,
    }
}
