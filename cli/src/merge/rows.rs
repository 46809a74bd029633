//! New rows as YAML, in the manner of their neighbours.

use std::collections::HashMap;

use crate::import::transcription::{Enumeration, Row, child};
use crate::import::write::{self, Manner, clean, key};

/// Lines are no longer, where they can be broken.
const WIDTH: usize = 120;

/// What new rows are written with.
pub(super) struct Hand<'h> {
    /// The page's own enumerations, which new rows may share.
    pub(super) shared: &'h [Enumeration],
    pub(super) by_example: bool,
    /// Rows that have only changed their place, by the path that they have now: their lines, not indented.
    pub(super) placed: HashMap<String, String>,
}

impl Hand<'_> {
    /// A row with its guesses above it, every line with its indentation and its end. `column`: where the values of the
    /// neighbours begin, counted from the row's own start.
    pub(super) fn row(&self, row: &Row, path: &str, indent: usize, column: usize) -> String {
        if let Some(lines) = self.placed.get(path) {
            return indented(&aligned(lines, &key(&row.name), column), indent);
        }
        let margin = " ".repeat(indent);
        let mut out = String::new();
        for review in &row.reviews {
            comment(&mut out, &margin, "review: ", review);
        }
        if let Some(default) = &row.default {
            comment(&mut out, &margin, "default: ", default);
        }
        let keys = write::keys(row, &Manner { shared: self.shared, by_example: self.by_example });
        let name = key(&row.name);
        let flow: Vec<_> = keys.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        let flow = format!("{{{}}}", flow.join(", "));
        let pad = column.saturating_sub(name.chars().count() + 2);
        if row.children.is_empty() && indent + name.chars().count() + 2 + pad + flow.chars().count() <= WIDTH {
            out.push_str(&format!("{margin}{name}: {:pad$}{flow}\n", ""));
            return out;
        }
        out.push_str(&format!("{margin}{name}:\n"));
        for (key, value) in &keys {
            if *key == "enum" && indent + value.chars().count() + 8 > WIDTH && value.starts_with('[') {
                out.push_str(&format!("{margin}  enum:\n"));
                for value in &row.facts.values {
                    out.push_str(&format!("{margin}    - {}\n", write::scalar(value)));
                }
            } else {
                out.push_str(&format!("{margin}  {key}: {value}\n"));
            }
        }
        if !row.children.is_empty() {
            out.push_str(&format!("{margin}  fields:\n"));
            for member in &row.children {
                out.push_str(&self.row(member, &child(path, &member.name), indent + 4, 0));
            }
        }
        out
    }
}

/// A comment in as many lines as it takes.
pub(super) fn comment(out: &mut String, margin: &str, label: &str, text: &str) {
    let mut line = format!("{margin}# {label}");
    let mut empty = true;
    for word in clean(text, 1_000).split(' ') {
        if !empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
            out.push_str(&format!("{line}\n"));
            line = format!("{margin}#   ");
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    out.push_str(&format!("{line}\n"));
}

/// Lines without the indentation that all of them have.
pub(super) fn dedented(lines: &str, indent: usize) -> String {
    let margin = " ".repeat(indent);
    lines.split_inclusive('\n').map(|line| line.strip_prefix(&margin).unwrap_or(line)).collect()
}

/// A row that stood among other neighbours, with its value where theirs are.
fn aligned(lines: &str, name: &str, column: usize) -> String {
    let head = format!("{name}:");
    let line = |line: &str| match line.strip_prefix(&head).filter(|rest| !rest.trim().is_empty()) {
        Some(rest) => {
            format!("{head} {:pad$}{}", "", rest.trim_start(), pad = column.saturating_sub(head.chars().count() + 1))
        }
        None => line.to_owned(),
    };
    lines.split_inclusive('\n').map(line).collect()
}

/// Lines with an indentation, empty ones without.
fn indented(lines: &str, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let line = |line: &str| if line.trim().is_empty() { line.to_owned() } else { format!("{margin}{line}") };
    lines.split_inclusive('\n').map(line).collect()
}
