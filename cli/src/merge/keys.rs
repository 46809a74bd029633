//! Setting and removing keys of one map, in the style that it is written in.

use fieldwright_codegen::load::{Entry, Value};

use super::edits::Edits;
use super::tree::{Tree, entries};

/// What becomes of a key: a value in YAML, or nothing.
pub(super) type Change = (&'static str, Option<String>);

/// The keys of a row in the order in which they are written.
const ORDER: [&str; 26] = [
    "base",
    "type",
    "required",
    "nullable",
    "minLength",
    "maxLength",
    "lengthUnit",
    "enum",
    "const",
    "pattern",
    "format",
    "allowEmpty",
    "minimum",
    "maximum",
    "minItems",
    "maxItems",
    "items",
    "row",
    "source",
    "sensitive",
    "name",
    "typeName",
    "doc",
    "fields",
    "because",
    "evidence",
];

fn rank(key: &str) -> usize {
    ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len())
}

/// Changes keys of the map that stands behind an entry.
pub(super) fn change(tree: &Tree<'_>, entry: &Entry, mut changes: Vec<Change>, edits: &mut Edits) {
    changes.sort_by_key(|(key, _)| rank(key));
    let own = entries(&entry.value);
    let removed = |key: &str| changes.iter().any(|(one, value)| *one == key && value.is_none());
    let none_stays = tree.is_flow(&entry.value) && own.iter().all(|entry| removed(&entry.key));
    if own.is_empty() || none_stays {
        let keys: Vec<_> =
            changes.iter().filter_map(|(key, value)| Some(format!("{key}: {}", value.as_ref()?))).collect();
        if keys.is_empty() {
            return;
        }
        let flow = format!("{{{}}}", keys.join(", "));
        match entry.value.value {
            Value::Null => edits.insert(tree.colon(entry), format!(" {flow}")),
            _ => edits.replace(entry.value.span.start, entry.value.span.end, flow),
        }
        return;
    }
    let map = Map { tree, own, flow: tree.is_flow(&entry.value), changes: &changes };
    for (key, value) in &changes {
        match (own.iter().position(|entry| entry.key == *key), value) {
            (Some(at), Some(value)) => map.set(at, value, edits),
            (Some(at), None) => map.remove(at, edits),
            (None, Some(value)) => map.insert(key, value, edits),
            (None, None) => {}
        }
    }
}

struct Map<'m, 't> {
    tree: &'m Tree<'t>,
    own: &'m [Entry],
    flow: bool,
    changes: &'m [Change],
}

impl Map<'_, '_> {
    fn survives(&self, at: usize) -> bool {
        let removed = |entry: &Entry| self.changes.iter().any(|(key, value)| value.is_none() && *key == entry.key);
        self.own.get(at).is_some_and(|entry| !removed(entry))
    }

    fn set(&self, at: usize, value: &str, edits: &mut Edits) {
        let Some(entry) = self.own.get(at) else { return };
        if entry.value.value == Value::Null {
            edits.insert(self.tree.colon(entry), format!(" {value}"));
        } else {
            let end = self.tree.node_end(&entry.value);
            let block =
                !self.flow && !self.tree.is_flow(&entry.value) && !matches!(entry.value.value, Value::Scalar(_));
            // A block starts in the line behind its key.
            let start = if block { self.tree.colon(entry) } else { entry.value.span.start };
            edits.replace(start, end, if block { format!(" {value}") } else { value.to_owned() });
        }
    }

    fn remove(&self, at: usize, edits: &mut Edits) {
        let Some(entry) = self.own.get(at) else { return };
        let (start, end) = (entry.key_span.start, self.tree.end(entry));
        if !self.flow {
            let from = self.tree.line_start(start);
            // What a person said of the key outlives it.
            let comment =
                self.tree.comment_behind(end).map(|comment| format!("{}{comment}\n", self.tree.slice(from, start)));
            edits.replace(from, self.tree.line_end(end), comment.unwrap_or_default());
            return;
        }
        let before = at.checked_sub(1).and_then(|before| self.own.get(before));
        match (before, self.own.get(at + 1)) {
            (Some(before), _) if (0..at).any(|before| self.survives(before)) => {
                edits.remove(self.tree.end(before), end);
            }
            (_, Some(next)) => edits.remove(start, next.key_span.start),
            (_, None) => edits.remove(start, end),
        }
    }

    fn insert(&self, key: &str, value: &str, edits: &mut Edits) {
        let before = (0..self.own.len())
            .filter(|at| self.survives(*at))
            .take_while(|at| self.own.get(*at).is_some_and(|entry| rank(&entry.key) < rank(key)));
        let text = format!("{key}: {value}");
        match (before.last().and_then(|at| self.own.get(at)), self.own.first()) {
            (Some(before), _) if self.flow => edits.insert(self.tree.end(before), format!(", {text}")),
            (Some(before), _) => {
                let indent = " ".repeat(self.tree.column(before.key_span.start));
                let at = self.tree.line_end(self.tree.end(before));
                let broken = self.tree.slice(0, at).ends_with('\n');
                edits.insert(at, format!("{}{indent}{text}\n", if broken { "" } else { "\n" }));
            }
            (None, Some(first)) if self.flow => edits.insert(first.key_span.start, format!("{text}, ")),
            (None, Some(first)) => {
                let at = self.tree.line_start(first.key_span.start);
                let indent = " ".repeat(self.tree.column(first.key_span.start));
                edits.insert(at, format!("{indent}{text}\n"));
            }
            (None, None) => {}
        }
    }
}
