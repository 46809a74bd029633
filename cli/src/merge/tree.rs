//! A schema's text as a tree of spans: where an entry of a map begins and ends, and in which style it is written.

use fieldwright_codegen::load::{self, Entry, Node, Value};

/// A text and what stands where in it.
pub(super) struct Tree<'t> {
    pub(super) text: &'t str,
    root: Node,
}

/// The keys on the way to an entry of a map, from the root.
pub(super) type Keys = Vec<String>;

impl<'t> Tree<'t> {
    /// `None`: the text is no schema.
    pub(super) fn parse(text: &'t str) -> Option<Self> {
        let (root, _) = load::parse(0, text);
        root.map(|root| Self { text, root })
    }

    /// The entries of the file itself.
    pub(super) fn sections(&self) -> &[Entry] {
        entries(&self.root)
    }

    /// The entry at the end of a way.
    pub(super) fn entry(&self, keys: &[String]) -> Option<&Entry> {
        let (last, way) = keys.split_last()?;
        let mut node = &self.root;
        for key in way {
            node = &get(node, key)?.value;
        }
        get(node, last)
    }

    /// What stands at the end of a way.
    pub(super) fn node(&self, keys: &[String]) -> Option<&Node> {
        self.entry(keys).map(|entry| &entry.value)
    }

    /// The way to the entry whose key begins at a byte.
    pub(super) fn way_to(&self, start: usize) -> Option<Keys> {
        let mut way = Vec::new();
        let mut node = &self.root;
        loop {
            let behind = entries(node).partition_point(|entry| entry.key_span.start <= start);
            let entry = entries(node).get(behind.checked_sub(1)?)?;
            way.push(entry.key.clone());
            if entry.key_span.start == start {
                return Some(way);
            }
            node = &entry.value;
        }
    }

    /// Behind the last byte of an entry, comments not counted.
    pub(super) fn end(&self, entry: &Entry) -> usize {
        match &entry.value.value {
            Value::Null => self.colon(entry),
            _ => self.node_end(&entry.value),
        }
    }

    /// Behind the colon of an entry.
    pub(super) fn colon(&self, entry: &Entry) -> usize {
        let from = entry.key_span.end;
        self.text.get(from..).and_then(|rest| rest.find(':')).map_or(from, |at| from + at + 1)
    }

    /// Behind the last byte of what stands somewhere: of a block, that is its last line's.
    pub(super) fn node_end(&self, node: &Node) -> usize {
        if self.is_flow(node) {
            return node.span.end;
        }
        match &node.value {
            Value::Map(entries) => entries.last().map_or(node.span.end, |last| self.end(last)),
            Value::List(items) => items.last().map_or(node.span.end, |last| self.node_end(last)),
            Value::Null | Value::Scalar(_) => node.span.end,
        }
    }

    /// `{…}` or `[…]`, as against one entry a line.
    pub(super) fn is_flow(&self, node: &Node) -> bool {
        matches!(node.value, Value::Map(_) | Value::List(_))
            && self.text.get(node.span.start..).is_some_and(|rest| rest.starts_with(['{', '[']))
    }

    pub(super) fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// The first byte of a line.
    pub(super) fn line_start(&self, at: usize) -> usize {
        self.slice(0, at).rfind('\n').map_or(0, |at| at + 1)
    }

    /// Behind the line break of a line.
    pub(super) fn line_end(&self, at: usize) -> usize {
        self.text.get(at..).and_then(|rest| rest.find('\n')).map_or(self.text.len(), |length| at + length + 1)
    }

    /// How far something is indented, in bytes, which are spaces.
    pub(super) fn column(&self, at: usize) -> usize {
        at - self.line_start(at)
    }

    /// What is said behind an entry in its last line.
    pub(super) fn comment_behind(&self, end: usize) -> Option<&'t str> {
        let rest = self.slice(end, self.line_end(end)).trim();
        rest.starts_with('#').then_some(rest)
    }
}

/// The entries of a map; of anything else, none.
pub(super) fn entries(node: &Node) -> &[Entry] {
    match &node.value {
        Value::Map(entries) => entries,
        Value::Null | Value::Scalar(_) | Value::List(_) => &[],
    }
}

/// The items of a list; of anything else, none.
pub(super) fn items(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        Value::Null | Value::Scalar(_) | Value::Map(_) => &[],
    }
}

/// An entry of a map.
pub(super) fn get<'n>(node: &'n Node, key: &str) -> Option<&'n Entry> {
    entries(node).iter().find(|entry| entry.key == key)
}

/// The text of a scalar.
pub(super) fn text(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar(scalar) => Some(&scalar.text),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    }
}

/// The text of the scalar behind a key.
pub(super) fn text_of<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    get(node, key).and_then(|entry| text(&entry.value))
}
