//! Rows: one a line where they fit, with their guesses above them.

use fieldwright_codegen::model::{Kind, Provenance};
use fieldwright_codegen::name::variants_given;

use super::scalar::{key, scalar};
use super::{Place, WIDTH, Writer};
use crate::import::transcription::{Enumeration, Facts, Row, child};

/// What all rows of a schema share.
pub(crate) struct Manner<'m> {
    pub(crate) shared: &'m [Enumeration],
    pub(crate) by_example: bool,
}

/// The rows of one object.
pub(super) fn rows(out: &mut Writer, rows: &[Row], level: usize, above: &str, manner: &Manner<'_>) {
    let flows: Vec<Option<String>> = rows.iter().map(|row| flow(row, level, manner)).collect();
    let width =
        rows.iter().zip(&flows).filter(|(_, flow)| flow.is_some()).map(|(row, _)| key(&row.name).chars().count());
    // Aligned, as far as no single long name pulls all others to the right.
    let width = width.filter(|width| *width <= 28).max().unwrap_or_default();
    for (row, flow) in rows.iter().zip(flows) {
        let path = if above == "header:" { format!("header:{}", row.name) } else { child(above, &row.name) };
        out.place(Place::Row(path.clone()));
        for review in &row.reviews {
            out.review(level, review);
        }
        if let Some(default) = &row.default {
            out.comment(level, "default: ", default);
        }
        let name = key(&row.name);
        match flow {
            Some(flow) => {
                let pad = width.saturating_sub(name.chars().count());
                out.line(level, &format!("{name}:{:pad$} {flow}", ""));
            }
            None => block(out, row, &path, level, manner),
        }
    }
}

/// A row in one line, if it fits.
fn flow(row: &Row, level: usize, manner: &Manner<'_>) -> Option<String> {
    if !row.children.is_empty() {
        return None;
    }
    let keys: Vec<String> = keys(row, manner).into_iter().map(|(key, value)| format!("{key}: {value}")).collect();
    let flow = format!("{{{}}}", keys.join(", "));
    (level * 2 + row.name.chars().count().max(28) + 2 + flow.chars().count() <= WIDTH
        || keys.len() == 1 && row.facts.values.is_empty())
    .then_some(flow)
}

fn block(out: &mut Writer, row: &Row, path: &str, level: usize, manner: &Manner<'_>) {
    out.line(level, &format!("{}:", key(&row.name)));
    for (key, value) in keys(row, manner) {
        if key == "enum" && level * 2 + value.chars().count() + 8 > WIDTH {
            values(out, &row.facts.values, level + 1);
        } else {
            out.line(level + 1, &format!("{key}: {value}"));
        }
    }
    if !row.children.is_empty() {
        out.line(level + 1, "fields:");
        rows(out, &row.children, level + 2, path, manner);
    }
}

/// The keys of a row in the order of the language, `row` last.
pub(crate) fn keys(row: &Row, manner: &Manner<'_>) -> Vec<(&'static str, String)> {
    let facts = &row.facts;
    let named = manner.shared.iter().find(|shared| !facts.values.is_empty() && shared.values == facts.values);
    let mut keys = Vec::new();
    match named {
        Some(shared) => keys.push(("type", shared.name.clone())),
        None if says_type(facts) => {}
        None => keys.push(("type", facts.kind.word().to_owned())),
    }
    if facts.required == manner.by_example {
        keys.push(("required", facts.required.to_string()));
    }
    keys.extend(rules(facts, named.is_some()));
    if let Some(items) = &facts.items {
        let mut inner = vec![format!("type: {}", items.kind.word())];
        inner.extend(rules(items, false).into_iter().map(|(key, value)| format!("{key}: {value}")));
        keys.push(("items", format!("{{{}}}", inner.join(", "))));
    }
    if row.inferred && facts.kind == Kind::String {
        keys.push(("source", "inferred".to_owned()));
    }
    keys.extend(row.field_name.clone().map(|name| ("name", name)));
    keys.extend(row.type_name.clone().map(|name| ("typeName", name)));
    if let Some(at) = row.at.and_then(|at| u32::try_from(at).ok()) {
        keys.push(("row", Provenance { at, hash: facts.hash(&row.name) }.to_string()));
    }
    keys
}

/// An enumeration, a constant and a format say the type themselves.
fn says_type(facts: &Facts) -> bool {
    let kind = facts.format.map(crate::import::facts::format::kind);
    kind == Some(facts.kind) || facts.kind == Kind::String && (!facts.values.is_empty() || facts.constant.is_some())
}

fn rules(facts: &Facts, named: bool) -> Vec<(&'static str, String)> {
    let mut rules = Vec::new();
    for (key, value) in facts.keys() {
        match key {
            "type" | "required" | "items" => {}
            "enum" if named => {}
            "enum" if plain_names(&facts.values) => {
                let values: Vec<_> = facts.values.iter().map(|value| scalar(value)).collect();
                rules.push((key, format!("[{}]", values.join(", "))));
            }
            "enum" => {
                let values: Vec<_> =
                    variants(&facts.values).into_iter().map(|(value, name)| format!("{value}: {name}")).collect();
                rules.push((key, format!("{{{}}}", values.join(", "))));
            }
            "const" | "pattern" => rules.push((key, scalar(&value).into_owned())),
            _ => rules.push((key, value)),
        }
    }
    rules
}

/// The values of an enumeration, one a line.
pub(super) fn values(out: &mut Writer, values: &[String], level: usize) {
    let listed: Vec<_> = values.iter().map(|value| scalar(value)).collect();
    let flow = format!("enum: [{}]", listed.join(", "));
    if !plain_names(values) {
        out.line(level, "enum:");
        for (value, name) in variants(values) {
            out.line(level + 1, &format!("{value}: {name}"));
        }
    } else if level * 2 + flow.chars().count() <= WIDTH {
        out.line(level, &flow);
    } else {
        out.line(level, "enum:");
        for value in listed {
            out.line(level + 1, &format!("- {value}"));
        }
    }
}

/// Whether every value becomes a Rust name of its own without help.
fn plain_names(values: &[String]) -> bool {
    given_names(values).iter().all(Option::is_none)
}

/// Each value with what is said of it: a Rust name where none can be derived.
fn variants(values: &[String]) -> Vec<(String, String)> {
    let name = |given: Option<String>| given.map_or_else(|| "{}".to_owned(), |name| format!("{{name: {name}}}"));
    values.iter().zip(given_names(values)).map(|(value, given)| (key(value).into_owned(), name(given))).collect()
}

fn given_names(values: &[String]) -> Vec<Option<String>> {
    variants_given([], values.iter().map(String::as_str))
}
