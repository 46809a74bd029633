//! How the rows of a section stand in each other: marks before names, indentation, paths, a column of parents.

use std::collections::HashMap;

use fieldwright_codegen::model::Kind;

use super::facts::presence::Presence;
use super::found::Found;
use super::sections::Section;
use super::transcription::{Facts, NAMED, Row};

/// A row with the rows in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) found: Found,
    pub(crate) children: Vec<Node>,
}

/// Objects stand no deeper in each other on any page; a file of deeper names is no documentation.
pub(crate) const DEEPEST: usize = 24;

impl Node {
    pub(crate) fn new(found: Found) -> Self {
        Self { found, children: Vec::new() }
    }

    pub(crate) fn name(&self) -> &str {
        &self.found.row.name
    }

    /// A row that no row of the page is about: it is known from others.
    pub(crate) fn known_otherwise(name: &str, kind: Kind) -> Self {
        let mut row = Row::named(name);
        row.facts.kind = kind;
        Self::new(Found {
            line: 0,
            name: name.to_owned(),
            depth: super::facts::name::Depth::default(),
            parent: None,
            presence: None,
            row,
            typed: kind != Kind::Any,
            enumeration: false,
            object: None,
            example: None,
            description: super::page::Text::default(),
        })
    }

    /// The row and all in it as they are written.
    pub(crate) fn into_row(self) -> Row {
        let Found { mut row, presence, .. } = self.found;
        if presence == Some(Presence::Conditional) {
            row.review("it is there under a condition that the page states in words; taken for optional");
        }
        row.says_presence = presence.is_some();
        row.children = self.children.into_iter().map(Self::into_row).collect();
        if !row.children.is_empty() && !row.facts.values.is_empty() {
            let Facts { required, nullable, .. } = row.facts;
            row.facts = Facts { required, nullable, ..Facts::of(Kind::Object) };
            row.review("it has rows below it, so that it is no text; the values that the page has for it are left out");
        }
        row
    }
}

/// The section's rows as trees.
pub(crate) fn nest(section: &Section) -> Vec<Node> {
    let rows = decided(section);
    let depths = depths(&rows);
    let mut tree = Tree::default();
    // The depth and the path of every row that is open.
    let mut open: Vec<(usize, Vec<String>)> = Vec::new();
    for (found, depth) in rows.into_iter().zip(depths) {
        open.retain(|(above, _)| *above < depth);
        let mut path = match &found.parent {
            Some(parent) => tree.find_parent(parent),
            None => open.last().map(|(_, path)| path.clone()).unwrap_or_default(),
        };
        path.extend(segments(&found.name, |first| tree.has(first)));
        path.truncate(DEEPEST);
        open.push((depth, path.iter().map(|segment| segment.trim_end_matches("[]").to_owned()).collect()));
        tree.insert(&path, found);
    }
    tree.roots
}

/// The section's rows with what the page says of their presence, where a blank or its silence says it.
pub(crate) fn decided(section: &Section) -> Vec<Found> {
    let mut rows = section.rows.clone();
    let some = |presence| rows.iter().any(|found| found.presence == Some(presence));
    let (required, optional) = (some(Presence::Required), some(Presence::Optional));
    let silence = match (required, optional, section.says_presence) {
        // Where the page marks what is required and nothing else, the rest is not.
        (true, _, true) | (true, false, false) => Some(Presence::Optional),
        (false, true, true) => Some(Presence::Required),
        _ => None,
    };
    for found in &mut rows {
        found.presence = found.presence.or(silence);
        found.row.facts.required = !matches!(found.presence, Some(Presence::Optional | Presence::Conditional));
    }
    rows
}

/// How deep each row stands: by marks where there are any, else by indentation.
fn depths(rows: &[Found]) -> Vec<usize> {
    if rows.iter().any(|found| found.depth.marks > 0) {
        return rows.iter().map(|found| found.depth.marks).collect();
    }
    let least = rows.iter().map(|found| found.depth.indent).min().unwrap_or_default();
    rows.iter().map(|found| found.depth.indent - least).collect()
}

/// A name as the way to it: `data.object.id`, `ewallets[].amount`. A segment of an array keeps its `[]`.
pub(crate) fn segments(name: &str, known: impl Fn(&str) -> bool) -> Vec<String> {
    let name = name.trim_start_matches("$.").trim_start_matches('$');
    if name.starts_with('@') || name.is_empty() {
        return vec![name.to_owned()];
    }
    let name = name.replace("->", ".").replace(['›', '»', '>', '→'], ".").replace("::", ".");
    let slashes = name.starts_with('/') || name.split_once('/').is_some_and(|(first, _)| known(first));
    let separators: &[char] = if slashes { &['.', '/'] } else { &['.'] };
    let mut path: Vec<String> = Vec::new();
    for part in name.split(separators).filter(|part| !part.is_empty()) {
        let (base, brackets) = part.split_at(part.find('[').unwrap_or(part.len()));
        let items = part == "*" || matches!(part, "#" | "n" | "N") && !path.is_empty() || base.is_empty();
        if items {
            if let Some(last) = path.last_mut().filter(|last| !last.ends_with("[]")) {
                last.push_str("[]");
            }
            continue;
        }
        // `metadata.{key}`: what stands there is for the sender to choose.
        if base.starts_with(['{', '<']) && !path.is_empty() {
            break;
        }
        // `address[city]`, as forms write it, is a member; `items[]` and `items[0]` are items.
        let inner = brackets.trim_matches(['[', ']']);
        let member =
            !inner.is_empty() && inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && inner != "n";
        if member {
            path.push(base.to_owned());
            path.extend(inner.split("][").map(str::to_owned));
        } else {
            path.push(if brackets.is_empty() { base.to_owned() } else { format!("{base}[]") });
        }
    }
    if path.is_empty() { vec![name] } else { path }
}

/// Rows by their path while they are put together.
#[derive(Default)]
struct Tree {
    roots: Vec<Node>,
    /// Where the rows of a path stand: indices from the root down.
    places: HashMap<Vec<String>, Vec<usize>>,
    /// The paths of the rows with a name, the last one last.
    named: HashMap<String, Vec<String>>,
}

impl Tree {
    fn has(&self, name: &str) -> bool {
        self.places.contains_key(&vec![name.trim_end_matches("[]").to_owned()])
    }

    /// The path of the row that a column calls the parent.
    fn find_parent(&self, name: &str) -> Vec<String> {
        let path = segments(name, |first| self.has(first));
        let bare: Vec<String> = path.iter().map(|part| part.trim_end_matches("[]").to_owned()).collect();
        match (bare.as_slice(), self.places.contains_key(&bare)) {
            ([one], false) => self.named.get(one).cloned().unwrap_or(path),
            _ => path,
        }
    }

    fn insert(&mut self, path: &[String], mut found: Found) {
        let Some((last, above)) = path.split_last() else { return };
        let mut at: Vec<String> = Vec::new();
        for segment in above {
            let parent = at.clone();
            let bare = segment.trim_end_matches("[]").to_owned();
            at.push(bare.clone());
            if !self.places.contains_key(&at) {
                let mut node = Node::known_otherwise(&bare, Kind::Object);
                node.found.row.review(NAMED);
                self.push(&parent, &at, node);
            }
            if let Some(node) = self.node(&at) {
                holds_members(node, segment.ends_with("[]"));
            }
        }
        let bare = last.trim_end_matches("[]").to_owned();
        let parent = at.clone();
        at.push(bare.clone());
        found.row.name.clone_from(&bare);
        if last.ends_with("[]") && found.row.facts.kind != Kind::Array {
            into_array(&mut found);
        }
        if let Some(node) = self.node(&at) {
            again(node, found);
            return;
        }
        self.named.insert(bare, at.clone());
        self.push(&parent, &at, Node::new(found));
    }

    fn push(&mut self, parent: &[String], path: &[String], node: Node) {
        let mut place = self.places.get(parent).cloned().unwrap_or_default();
        let siblings = match self.node(parent) {
            Some(node) => &mut node.children,
            None => &mut self.roots,
        };
        place.push(siblings.len());
        siblings.push(node);
        self.places.insert(path.to_vec(), place);
        if let Some(parent) = self.node(parent) {
            holds_members(parent, false);
        }
    }

    fn node(&mut self, path: &[String]) -> Option<&mut Node> {
        let place = self.places.get(path)?;
        let (first, rest) = place.split_first()?;
        let mut node = self.roots.get_mut(*first)?;
        for index in rest {
            node = node.children.get_mut(*index)?;
        }
        Some(node)
    }
}

/// A row that has rows is an object or an array of objects, whatever its cell says.
pub(crate) fn holds_members(node: &mut Node, array: bool) {
    let row = &mut node.found.row;
    match row.facts.kind {
        Kind::Array => {}
        _ if array => {
            row.facts.kind = Kind::Array;
            node.found.typed = true;
        }
        Kind::Object => {}
        Kind::Any => {
            row.facts.kind = Kind::Object;
            node.found.typed = true;
        }
        other => {
            row.review(format!("the page calls it {} and lists members of it; taken for an object", other.word()));
            let required = row.facts.required;
            let nullable = row.facts.nullable;
            row.facts =
                super::transcription::Facts { required, nullable, ..super::transcription::Facts::of(Kind::Object) };
        }
    }
    node.found.row.facts.items = None;
    if node.found.row.facts.kind == Kind::Object || node.found.row.facts.kind == Kind::Array {
        node.found.row.inferred = false;
    }
}

/// What the cell says of `tags[]` is said of the items.
fn into_array(found: &mut Found) {
    let facts = &found.row.facts;
    let mut items = facts.clone();
    items.required = true;
    items.nullable = false;
    let scalar = !matches!(items.kind, Kind::Any | Kind::Object);
    let mut array = super::transcription::Facts::of(Kind::Array);
    array.required = facts.required;
    array.nullable = facts.nullable;
    array.items = scalar.then(|| Box::new(items));
    found.row.facts = array;
}

/// A row that is listed again: it fills in one that was only named, else the first counts.
fn again(node: &mut Node, found: Found) {
    if node.found.row.at.is_none() {
        let holds = node.found.row.facts.kind;
        node.found = found;
        if !node.children.is_empty() {
            holds_members(node, holds == Kind::Array);
        }
        return;
    }
    let before = &node.found.row.facts;
    let differs = before.keys() != found.row.facts.keys() && found.typed;
    let what =
        if differs { "it is listed again, with other facts; the first row counts" } else { "it is listed twice" };
    node.found.row.review(what);
}
