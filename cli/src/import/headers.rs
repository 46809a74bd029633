//! HTTP headers: rows of their own tables, and those that a sentence names.

use fieldwright_codegen::model::Kind;

use super::facts::{Finder, format};
use super::found::Found;
use super::nest::Node;
use super::page::{BlockKind, Page, Text};
use super::transcription::{Facts, Row};

/// Rows as headers: whatever stands there is text.
pub(crate) fn of(found: Found) -> Row {
    let mut row = Node::new(found).into_row();
    let facts = row.facts.clone();
    if facts.kind != Kind::String {
        row.facts = Facts { required: facts.required, ..Facts::of(Kind::String) };
        row.facts.pattern = facts.format.and_then(format::digits).map(str::to_owned);
        row.inferred = facts.kind == Kind::Any;
    }
    row
}

/// Headers that the sentences name: code, or a word that looks like a header, beside the word `header`.
pub(crate) fn in_prose(page: &Page, known: &[Row], body: &[Node]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for block in &page.blocks {
        let BlockKind::Paragraph(text) = &block.kind else { continue };
        for name in named(text) {
            let elsewhere = body.iter().any(|node| node.name() == name);
            let taken = known.iter().chain(&rows).any(|row| row.name.eq_ignore_ascii_case(&name));
            if !elsewhere && !taken {
                let mut row = Row::named(name);
                row.facts = Facts::of(Kind::String);
                row.inferred = true;
                row.review("no table lists it; a sentence of the page names it");
                rows.push(row);
            }
        }
    }
    rows
}

fn named(text: &Text) -> Vec<String> {
    static BEFORE: Finder =
        Finder::new(r"(?i)\b([A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+)\W{0,3}\s(?:HTTP |request |response )?header\b");
    static BEHIND: Finder =
        Finder::new(r"(?i)\bheader\W{0,3}\s?(?:named |called )?\W?([A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+)\b");
    let mut names: Vec<String> =
        [&BEFORE, &BEHIND].into_iter().filter_map(|finder| finder.first(&text.plain)).map(str::to_owned).collect();
    names.dedup();
    names
}
