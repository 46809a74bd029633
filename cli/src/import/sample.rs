//! Payloads that a page shows: strict ones as examples, sketches of them for their shape.

use fieldwright_codegen::model::{Format, Kind};
use serde_json::{Map, Value};

use super::facts::Finder;
use super::nest::Node;
use super::page::{BlockKind, Page};
use super::sketch;
use super::transcription::{Facts, Row, SHOWN};

/// A payload, or something like one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown {
    /// The words above it.
    pub(crate) title: Option<String>,
    /// The page's text, where it is one JSON document.
    pub(crate) json: Option<String>,
    pub(crate) value: Value,
}

/// More are a test suite, and no page.
const MOST: usize = 200;

/// All that look like payloads, in the page's order.
pub(crate) fn find(page: &Page) -> Vec<Shown> {
    let mut shown = Vec::new();
    let mut title: Option<String> = None;
    for block in &page.blocks {
        match &block.kind {
            BlockKind::Heading { text, .. } => title = Some(text.plain.clone()),
            BlockKind::Paragraph(text) if text.plain.len() <= 120 && text.plain.trim_end().ends_with(':') => {
                title = Some(text.plain.trim_end_matches([':', ' ']).to_owned());
            }
            BlockKind::Code { language, text } if shown.len() < MOST => {
                shown.extend(read(language.as_deref(), text, title.as_ref()));
            }
            _ => {}
        }
    }
    shown
}

/// A payload with more members is none that a schema could hold.
const MOST_MEMBERS: usize = 5_000;

fn read(language: Option<&str>, text: &str, title: Option<&String>) -> Option<Shown> {
    /// A schema's file is no larger.
    const LONGEST: usize = 1 << 20;
    if text.len() > LONGEST {
        return None;
    }
    let shown = read_any(language, text, title)?;
    (members(&shown.value) <= MOST_MEMBERS).then_some(shown)
}

fn members(value: &Value) -> usize {
    match value {
        Value::Object(inner) => inner.values().map(|value| 1 + members(value)).sum(),
        Value::Array(items) => items.iter().map(members).sum(),
        _ => 0,
    }
}

fn read_any(language: Option<&str>, text: &str, title: Option<&String>) -> Option<Shown> {
    let title = title.cloned();
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        return match value {
            Value::Object(_) => {
                let json = (!sketch::is_one(&value)).then(|| text.to_owned());
                Some(Shown { title, json, value })
            }
            // A list of payloads shows what one looks like.
            Value::Array(items) => {
                let value = items.into_iter().find(Value::is_object)?;
                Some(Shown { title, json: None, value })
            }
            _ => None,
        };
    }
    let scripts = ["json", "jsonc", "json5", "js", "javascript", "ts", "typescript", "jsonp"];
    let script = language.is_none_or(|language| scripts.contains(&language));
    let value = if script { sketch::read(text)? } else { return None };
    value.is_object().then_some(Shown { title, json: None, value })
}

/// Names that the sender of a payload fills as it likes.
fn is_free(node: &Node) -> bool {
    static NAME: Finder =
        Finder::new(r"(?i)^(?:meta_?data|custom_?(?:fields|data|attributes)|extra|tags|labels|user_?data)$");
    static WORDS: Finder = Finder::new(
        r"(?i)\bdefined by (?:the|your) (?:client|merchant|user|customer)|\bkey[-/ ]?value\b|\barbitrary\b",
    );
    NAME.is_in(node.name()) || WORDS.is_in(&node.found.description.plain)
}

/// Lays a payload over the rows: types of rows that have none, members that no row lists, and what a payload leaves out.
/// A sketch tells shapes alone.
pub(crate) fn lay_over(rows: &mut Vec<Node>, members: &Map<String, Value>, strict: bool) {
    for node in rows.iter_mut() {
        match members.get(node.name()) {
            Some(value) => lay_value(node, value, strict),
            None if strict => leave_out(node),
            None => {}
        }
    }
    for (name, value) in members {
        if is_member(name) && rows.iter().all(|node| node.name() != name) {
            let mut node = known_from(name, value);
            node.found.row.review(SHOWN);
            rows.push(node);
        }
    }
}

/// Whether a name of a payload can be that of a row: gaps and what a protocol adds are none.
fn is_member(name: &str) -> bool {
    let trimmed = name.trim();
    trimmed == name
        && !name.is_empty()
        && !name.starts_with('@')
        && !name.contains("...")
        && !name.contains('…')
        && name.len() <= 200
        && !name.contains(super::write::is_hidden)
}

/// An object whose names are dates or numbers is a map: its names are data.
fn is_map(members: &Map<String, Value>) -> bool {
    let counted = |name: &String| {
        name.starts_with(|c: char| c.is_ascii_digit()) && name.chars().all(|c| c.is_ascii_digit() || "-:.T".contains(c))
    };
    !members.is_empty() && members.keys().all(counted)
}

fn lay_value(node: &mut Node, value: &Value, strict: bool) {
    let row = &mut node.found.row;
    let untyped = row.facts.kind == Kind::Any && !node.found.typed;
    if untyped && !value.is_null() {
        row.facts.kind = kind_beside_words(value, &node.found.description.plain);
        row.inferred = false;
        node.found.typed = true;
        if node.found.enumeration && row.facts.kind == Kind::Any {
            row.facts.kind = Kind::String;
        }
    } else if untyped && strict {
        row.facts.nullable = true;
    }
    match value {
        Value::Object(members) if !members.is_empty() => inside(node, members, strict),
        Value::Array(items) => {
            if !node.children.is_empty() || are_alike(items) {
                for members in items.iter().filter_map(Value::as_object) {
                    inside(node, members, strict);
                }
            }
            if let (Some(first), true) = (items.first(), node.children.is_empty()) {
                let facts = &mut node.found.row.facts;
                if facts.kind == Kind::Array
                    && facts.items.is_none()
                    && !matches!(first, Value::Object(_) | Value::Array(_) | Value::Null)
                {
                    let alike = items.iter().all(|item| kind(item) == kind(first));
                    facts.items = alike.then(|| Box::new(Facts::of(kind(first))));
                }
            }
        }
        _ => {}
    }
}

fn inside(node: &mut Node, members: &Map<String, Value>, strict: bool) {
    let holds = matches!(node.found.row.facts.kind, Kind::Object | Kind::Array);
    if !holds || is_map(members) || node.children.is_empty() && is_free(node) || node.found.row.facts.items.is_some() {
        return;
    }
    lay_over(&mut node.children, members, strict);
}

/// A payload without it: unless the page says that it must be there, it need not be, nor need what is in it.
fn leave_out(node: &mut Node) {
    if node.found.presence.is_none() {
        node.found.row.facts.required = false;
    }
    node.children.iter_mut().for_each(leave_out);
}

/// A row that a payload alone shows.
pub(crate) fn known_from(name: &str, value: &Value) -> Node {
    let mut node = Node::known_otherwise(name, kind_of(value));
    node.found.row.facts.required = false;
    node.found.row.facts.nullable = value.is_null();
    node.found.typed = !value.is_null();
    if node.found.row.facts.kind == Kind::Any {
        node.found.row.facts.nullable = false;
        node.found.row.review("only null was seen; its type is not known");
    }
    match value {
        Value::Object(members) if !is_free(&node) && !is_map(members) => {
            node.children = members
                .iter()
                .filter(|(name, _)| is_member(name))
                .map(|(name, value)| known_from(name, value))
                .collect();
        }
        Value::Array(items) => {
            if are_alike(items) {
                for members in items.iter().filter_map(Value::as_object) {
                    merge(&mut node.children, members);
                }
            }
            if let (Some(first), true) = (items.first().filter(|item| !item.is_null()), node.children.is_empty()) {
                let alike =
                    items.iter().all(|item| kind(item) == kind(first)) && !first.is_array() && !first.is_object();
                node.found.row.facts.items = alike.then(|| Box::new(Facts::of(kind_of(first))));
            }
        }
        Value::String(text) => guess_form(&mut node.found.row, text),
        Value::Number(number) => guess_time(&mut node.found.row, &number.to_string()),
        _ => {}
    }
    node
}

/// Whether nothing else stands beside objects: else no rows tell what each item is.
fn are_alike(items: &[Value]) -> bool {
    items.iter().all(|item| item.is_object() || item.is_null())
}

/// Rows of several payloads of the same kind.
pub(crate) fn merge(rows: &mut Vec<Node>, members: &Map<String, Value>) {
    for (name, value) in members.iter().filter(|(name, _)| is_member(name)) {
        match rows.iter_mut().find(|node| node.name() == name) {
            None => rows.push(known_from(name, value)),
            Some(node) => {
                let other = known_from(name, value);
                unite(node, other);
            }
        }
    }
}

fn unite(node: &mut Node, other: Node) {
    let row = &mut node.found.row;
    let (mine, theirs) = (row.facts.kind, other.found.row.facts.kind);
    row.facts.nullable |= other.found.row.facts.nullable;
    match (mine, theirs) {
        _ if mine == theirs => {
            // What one payload alone shows is no rule of all.
            let facts = &other.found.row.facts;
            if row.facts.format != facts.format || row.facts.pattern != facts.pattern {
                row.facts.format = None;
                row.facts.pattern = None;
                row.reviews.retain(|review| !review.starts_with("the sample"));
            }
        }
        (Kind::Any, _) if !node.found.typed => {
            let nullable = true;
            *node = other;
            node.found.row.facts.nullable = nullable;
            return;
        }
        (_, Kind::Any) if !other.found.typed => row.facts.nullable = true,
        _ => {
            row.facts = Facts { required: row.facts.required, ..Facts::of(Kind::Any) };
            row.review("samples show values of different types");
            node.children.clear();
            return;
        }
    }
    for child in other.children {
        match node.children.iter_mut().find(|known| known.name() == child.name()) {
            Some(known) => unite(known, child),
            None => node.children.push(child),
        }
    }
}

/// The type of a value as JSON has it.
fn kind(value: &Value) -> Kind {
    match value {
        Value::Null => Kind::Any,
        Value::Bool(_) => Kind::Boolean,
        Value::Number(number) if number.is_i64() || number.is_u64() => Kind::Integer,
        Value::Number(_) => Kind::Number,
        Value::String(_) => Kind::String,
        Value::Array(_) => Kind::Array,
        Value::Object(_) => Kind::Object,
    }
}

/// What to take a value's type for: a whole number may be that of a price, and the next one has a fraction.
fn kind_of(value: &Value) -> Kind {
    match kind(value) {
        Kind::Integer => Kind::Number,
        kind => kind,
    }
}

fn kind_beside_words(value: &Value, words: &str) -> Kind {
    static WHOLE: Finder = Finder::new(r"(?i)\b(?:number of|count|how many|integer|quantity of)\b");
    match kind(value) {
        Kind::Integer if WHOLE.is_in(words) => Kind::Integer,
        _ => kind_of(value),
    }
}

/// Moments as numbers: by their digits, and by a name that has to do with time.
fn guess_time(row: &mut Row, digits: &str) {
    static TIME: Finder = Finder::new(r"(?i)(?:_at$|At$|time|date|expir|created|updated|_on$)");
    let format = match digits.len() {
        10 => Format::UnixSeconds,
        13 => Format::UnixMilliseconds,
        _ => return,
    };
    if digits.bytes().all(|b| b.is_ascii_digit()) && TIME.is_in(&row.name) && digits.starts_with('1') {
        row.facts.kind = Kind::Integer;
        row.facts.format = Some(format);
        row.review(format!("the sample has {} digits; taken for {}", digits.len(), format.word()));
    }
}

/// Identifiers and addresses by what the payload shows.
fn guess_form(row: &mut Row, text: &str) {
    static PREFIXED: Finder = Finder::new(r"^([a-z]{2,12}_)[0-9A-Za-z]{16,}$");
    if Format::Uuid.admits(text) {
        row.facts.format = Some(Format::Uuid);
        row.review("the sample has a UUID");
    } else if text.starts_with("https://") || text.starts_with("http://") {
        row.facts.format = Some(Format::Uri);
        row.review("the sample has a URL");
    } else if let Some(prefix) = PREFIXED.first(text) {
        row.facts.pattern = Some(format!("^{prefix}"));
        row.review(format!("the sample begins with {prefix}"));
    }
}
