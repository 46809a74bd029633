//! Which member says what a payload is about, and what the page's list of events calls its values.

use fieldwright_codegen::model::Kind;
use serde_json::Value;

use super::facts::Finder;
use super::nest::Node;
use super::page::{BlockKind, Page};
use super::sample::Shown;
use super::sections::{Section, SectionKind};
use super::transcription::{Event, child};

/// How deep the member may stand.
const DEEPEST: usize = 2;

/// Finds the member, and gives it the values that the page's words show.
pub(crate) fn find(page: &Page, sections: &[Section], shown: &[Shown], rows: &mut [Node]) -> Option<Event> {
    let listed: Vec<String> = sections
        .iter()
        .filter(|section| section.kind == SectionKind::Events)
        .flat_map(|section| &section.rows)
        .map(|row| row.name.clone())
        .collect();
    let words = words(page);
    let values: Vec<&Value> = shown.iter().filter(|shown| shown.json.is_some()).map(|shown| &shown.value).collect();
    let mut search = Search { listed: &listed, words: &words, found: None };
    search.level(rows, &values, "", 0);
    let (at, names) = search.found?;
    let node = node_at(rows, &at)?;
    let mut reviews = Vec::new();
    let facts = &mut node.found.row.facts;
    if facts.values.is_empty() && facts.constant.is_none() {
        let seen: Vec<&str> = values.iter().filter_map(|value| value.pointer(&at)?.as_str()).collect();
        let announced: Vec<String> =
            seen.iter().filter(|value| words.contains(**value)).map(|value| (*value).to_owned()).collect();
        let values = if listed.is_empty() { announced } else { wire_values(&listed, &seen) };
        let mut unique: Vec<String> = Vec::new();
        for value in values {
            if !unique.contains(&value) {
                unique.push(value);
            }
        }
        facts.kind = Kind::String;
        facts.format = None;
        facts.pattern = None;
        node.found.typed = true;
        node.found.row.inferred = false;
        reviews.push("the values that mean this page are those that its words and its sample have".to_owned());
        match unique.as_slice() {
            [] => return None,
            [one] => node.found.row.facts.constant = Some(one.clone()),
            _ => node.found.row.facts.values = unique,
        }
    }
    Some(Event { at, names, reviews })
}

/// Words of the title, the headings and the sentences that look like values: `PAYMENT_UPDATED`, `payment.updated`.
fn words(page: &Page) -> std::collections::HashSet<String> {
    static VALUE: Finder = Finder::new(r"^[A-Za-z][A-Za-z0-9]*(?:[_.:-][A-Za-z0-9]+)+$|^[A-Z][a-z]+(?:[A-Z][a-z]+)+$");
    let texts = page.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => Some(text.plain.as_str()),
        _ => None,
    });
    page.title
        .as_deref()
        .into_iter()
        .chain(texts)
        .flat_map(str::split_whitespace)
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.len() <= 100 && VALUE.is_in(word))
        .map(str::to_owned)
        .collect()
}

struct Search<'s> {
    listed: &'s [String],
    words: &'s std::collections::HashSet<String>,
    found: Option<(String, Vec<(String, String)>)>,
}

impl Search<'_> {
    /// The outermost member counts.
    fn level(&mut self, rows: &[Node], values: &[&Value], at: &str, depth: usize) {
        for node in rows {
            let here = child(at, node.name());
            let seen: Vec<&str> = values.iter().filter_map(|value| value.get(node.name())?.as_str()).collect();
            if self.found.is_none() && self.is_event(node, &seen) {
                let names = names(self.listed, &node.found.row.facts.values, &seen);
                self.found = Some((here, names));
                return;
            }
        }
        for node in rows
            .iter()
            .filter(|node| depth < DEEPEST && !node.children.is_empty() && node.found.row.facts.kind == Kind::Object)
        {
            let inner: Vec<&Value> = values.iter().filter_map(|value| value.get(node.name())).collect();
            self.level(&node.children, &inner, &child(at, node.name()), depth + 1);
        }
    }

    fn is_event(&self, node: &Node, seen: &[&str]) -> bool {
        static NAME: Finder = Finder::new(
            r"(?i)^(?:event|type|topic|event[_-]?(?:type|code|name)|webhook[_-]?(?:type|event)|notification[_-]?type|action|kind)$",
        );
        let facts = &node.found.row.facts;
        if !matches!(facts.kind, Kind::String | Kind::Any) || !NAME.is_in(node.name()) {
            return false;
        }
        let mut known =
            facts.values.iter().map(String::as_str).chain(facts.constant.as_deref()).chain(seen.iter().copied());
        known.any(|value| self.words.contains(value) || self.listed.iter().any(|listed| means(listed, value)))
    }
}

/// Whether the event list's name means a value: the same, or the same behind a prefix.
fn means(listed: &str, value: &str) -> bool {
    !value.is_empty()
        && (listed == value || listed.strip_suffix(value).is_some_and(|rest| rest.ends_with(['.', ':', '/'])))
}

/// What the event list calls each value; a name that means none stands for itself.
fn names(listed: &[String], values: &[String], seen: &[&str]) -> Vec<(String, String)> {
    let known = || values.iter().map(String::as_str).chain(seen.iter().copied());
    let mut names: Vec<(String, String)> = Vec::new();
    for name in listed {
        let value = known().find(|value| means(name, value)).unwrap_or(name);
        if names.iter().all(|(known, _)| known != value) {
            names.push((value.to_owned(), name.clone()));
        }
    }
    names
}

/// The values of listed events on the wire, where a sample shows what becomes of their prefix.
fn wire_values(listed: &[String], seen: &[&str]) -> Vec<String> {
    let prefixed = listed.iter().any(|name| seen.iter().any(|value| name != value && means(name, value)));
    let bare = |name: &String| {
        if prefixed { name.rsplit(['.', ':', '/']).next().unwrap_or(name).to_owned() } else { name.clone() }
    };
    listed.iter().map(bare).collect()
}

fn node_at<'n>(rows: &'n mut [Node], pointer: &str) -> Option<&'n mut Node> {
    let mut tokens = pointer.split('/').skip(1).map(super::transcription::unescaped);
    let first = tokens.next()?;
    let mut node = rows.iter_mut().find(|node| node.name() == first)?;
    for token in tokens {
        node = node.children.iter_mut().find(|node| node.name() == token)?;
    }
    Some(node)
}
