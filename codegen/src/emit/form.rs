//! Forms: items that are the same for every type but for names and documentation.
//!
//! ```text
//! impl PartialEq for α<'_> {        α: the type, β: its table, γ: a literal
//!     fn eq(&self, other: &Self) …
//!
//! pub struct α<'a> {
//!     ///ε                          a line with blanks of a row is there once a row
//!     pub ζ: η,
//! ```
//!
//! To parse an item and to lay it out takes longer than everything else about it, so that is done once, with blanks, and the
//! result is filled in as often as there are types. A blank is as narrow as a name can be: what is broken into lines for want of
//! room is broken in the filled item as well, and where every line has room no other line is. Where one has not, the item is
//! left to prettyplease; a test compares the two.

use std::sync::OnceLock;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::ToTokens;

use super::doc::Doc;
use super::imports::Named;
use super::layout::{on_one_line, separate};
use super::names::ident;

/// As wide as prettyplease lets a line be.
const WIDTH: usize = 89;

/// What makes items of a form. Whatever a form has no blank for may be left as it is.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) docs: Doc,
    /// A type's name.
    pub(super) name: String,
    /// Its table's.
    pub(super) table: String,
    /// What stands in a literal.
    pub(super) text: String,
    /// Fields or variants. Items that have some are laid out otherwise than those that have none.
    pub(super) rows: Vec<Row>,
    /// The rows in the order of the table.
    pub(super) order: Vec<usize>,
    /// These are no parts, but the places that they have.
    pub(super) blank: bool,
}

/// A field or a variant.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) docs: Doc,
    pub(super) name: String,
    /// A field's type, or the literal that a variant stands for.
    pub(super) detail: TokenStream,
}

/// A place that a part has in a form: a letter that nothing else in a form has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blank {
    Name,
    Table,
    Text,
    Docs,
    RowDocs,
    RowName,
    RowDetail,
    /// How many rows come before this one in the order of the table.
    Position,
    /// The name of the row that has that position.
    OrderedName,
}

/// How often a line stands in the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Times {
    Once,
    /// Once a row.
    Row,
    /// Once a row, in the order of the table.
    Ordered,
}

/// Items with blanks.
#[derive(Debug)]
pub(super) struct Form {
    items: Vec<Vec<Run>>,
    /// The imports that they name, whatever the parts are.
    named: Named,
}

/// Neighbouring lines that come equally often.
#[derive(Debug)]
struct Run {
    times: Times,
    lines: Vec<Line>,
}

#[derive(Debug)]
enum Line {
    /// Documentation, of a row or of all.
    Docs { indent: usize, of_row: bool },
    /// Text, and the blanks, each with the text behind it.
    Code { text: String, blanks: Vec<(Blank, String)> },
}

/// Forms of the same items, one for each look.
#[derive(Debug, Default)]
pub(super) struct Forms([OnceLock<Form>; 4]);

impl Forms {
    pub(super) const fn new() -> Self {
        Self([const { OnceLock::new() }; 4])
    }

    /// The form for items that differ in two ways.
    pub(super) fn of(&self, one: bool, other: bool) -> &OnceLock<Form> {
        let [neither, first, second, both] = &self.0;
        match (one, other) {
            (false, false) => neither,
            (true, false) => first,
            (false, true) => second,
            (true, true) => both,
        }
    }
}

impl Blank {
    const ALL: [Self; 9] = [
        Self::Name,
        Self::Table,
        Self::Text,
        Self::Docs,
        Self::RowDocs,
        Self::RowName,
        Self::RowDetail,
        Self::Position,
        Self::OrderedName,
    ];

    fn letter(self) -> &'static str {
        match self {
            Self::Name => "α",
            Self::Table => "β",
            Self::Text => "γ",
            Self::Docs => "δ",
            Self::RowDocs => "ε",
            Self::RowName => "ζ",
            Self::RowDetail => "η",
            Self::Position => "θ",
            Self::OrderedName => "ι",
        }
    }

    fn times(self) -> Times {
        match self {
            Self::Name | Self::Table | Self::Text | Self::Docs => Times::Once,
            Self::RowDocs | Self::RowName | Self::RowDetail => Times::Row,
            Self::Position | Self::OrderedName => Times::Ordered,
        }
    }
}

impl Parts {
    /// The blanks themselves.
    pub(super) fn blank() -> Self {
        let text = |blank: Blank| blank.letter().to_owned();
        let row = Row {
            docs: Doc::bare(Blank::RowDocs.letter()),
            name: text(Blank::RowName),
            detail: ident(Blank::RowDetail.letter()).into_token_stream(),
        };
        Self {
            docs: Doc::bare(Blank::Docs.letter()),
            name: text(Blank::Name),
            table: text(Blank::Table),
            text: text(Blank::Text),
            rows: vec![row],
            order: vec![0],
            blank: true,
        }
    }

    /// A literal.
    pub(super) fn of_text(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// The type's name.
    pub(super) fn ident(&self) -> Ident {
        ident(&self.name)
    }

    /// The name of its table.
    pub(super) fn table(&self) -> Ident {
        ident(&self.table)
    }

    /// The literal.
    pub(super) fn literal(&self) -> TokenStream {
        if self.blank { ident(&self.text).into_token_stream() } else { Literal::string(&self.text).into_token_stream() }
    }

    /// The rows in the order of the table: which one it is, and its name.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (TokenStream, Ident)> {
        self.order.iter().enumerate().filter_map(|(position, index)| {
            let name = ident(&self.rows.get(*index)?.name);
            if self.blank {
                let (position, name) = (ident(Blank::Position.letter()), ident(Blank::OrderedName.letter()));
                return Some((position.into_token_stream(), name));
            }
            Some((Literal::usize_unsuffixed(position).into_token_stream(), name))
        })
    }
}

impl Row {
    /// The row's name.
    pub(super) fn ident(&self) -> Ident {
        ident(&self.name)
    }
}

impl Form {
    /// Reads items that were made of blanks and laid out.
    pub(super) fn new(items: &[String]) -> Self {
        let mut named = Named::default();
        for item in items {
            named.gather(item);
        }
        Self { items: items.iter().map(|item| runs(item)).collect(), named }
    }

    /// Writes the items with these parts, and says what they name, unless a line has no room.
    pub(super) fn fill(&self, parts: &Parts, source: &mut String) -> Option<Named> {
        let mut named = self.named;
        let details: Vec<String> = parts.rows.iter().map(|row| on_one_line(&row.detail)).collect();
        for detail in &details {
            named.gather(detail);
        }
        let filling = Filling { parts, details, text: parts.literal().to_string() };
        for item in &self.items {
            separate(source);
            filling.item(item, source)?;
        }
        Some(named)
    }
}

fn runs(item: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for line in item.lines() {
        let (line, times) = Line::new(line);
        match runs.last_mut() {
            Some(run) if run.times == times => run.lines.push(line),
            _ => runs.push(Run { times, lines: vec![line] }),
        }
    }
    runs
}

impl Line {
    fn new(line: &str) -> (Self, Times) {
        let code = line.trim_start();
        for (blank, of_row) in [(Blank::Docs, false), (Blank::RowDocs, true)] {
            if code.strip_prefix("///") == Some(blank.letter()) {
                return (Self::Docs { indent: line.len() - code.len(), of_row }, blank.times());
            }
        }
        let all = Blank::ALL.iter().flat_map(|blank| line.match_indices(blank.letter()).map(|(at, _)| (at, *blank)));
        let mut found: Vec<(usize, Blank)> = all.collect();
        found.sort_unstable_by_key(|(at, _)| *at);
        let times = found.iter().map(|(_, blank)| blank.times()).find(|times| *times != Times::Once);
        let ends = found.iter().skip(1).map(|(at, _)| *at).chain([line.len()]);
        let behind = |at: usize, blank: Blank, end: usize| line.get(at + blank.letter().len()..end).unwrap_or_default();
        let blanks = found.iter().zip(ends).map(|((at, blank), end)| (*blank, behind(*at, *blank, end).to_owned()));
        let first = found.first().map_or(line.len(), |(at, _)| *at);
        let text = line.get(..first).unwrap_or_default().to_owned();
        (Self::Code { text, blanks: blanks.collect() }, times.unwrap_or(Times::Once))
    }
}

/// Parts as the text that they are in an item.
struct Filling<'p> {
    parts: &'p Parts,
    details: Vec<String>,
    text: String,
}

impl Filling<'_> {
    fn item(&self, runs: &[Run], item: &mut String) -> Option<()> {
        for run in runs {
            if run.times != Times::Once && self.parts.order.is_empty() {
                return None;
            }
            let mut lines = |row: usize, position: usize| {
                run.lines.iter().try_for_each(|line| self.line(line, row, position, item))
            };
            match run.times {
                Times::Once => lines(0, 0)?,
                Times::Row => (0..self.parts.rows.len()).try_for_each(|row| lines(row, 0))?,
                Times::Ordered => {
                    self.parts.order.iter().enumerate().try_for_each(|(position, row)| lines(*row, position))?;
                }
            }
        }
        Some(())
    }

    fn line(&self, line: &Line, row: usize, position: usize, item: &mut String) -> Option<()> {
        let of = self.parts.rows.get(row);
        let start = item.len();
        match line {
            Line::Docs { indent, of_row: false } => return self.parts.docs.write(*indent, item),
            Line::Docs { indent, of_row: true } => return of?.docs.write(*indent, item),
            Line::Code { text, blanks } => {
                item.push_str(text);
                for (blank, behind) in blanks {
                    match blank {
                        Blank::Name => item.push_str(&self.parts.name),
                        Blank::Table => item.push_str(&self.parts.table),
                        Blank::Text => item.push_str(&self.text),
                        Blank::RowName | Blank::OrderedName => item.push_str(&of?.name),
                        Blank::RowDetail => item.push_str(self.details.get(row)?),
                        Blank::Position => item.push_str(&position.to_string()),
                        // These have lines of their own.
                        Blank::Docs | Blank::RowDocs => return None,
                    }
                    item.push_str(behind);
                }
            }
        }
        let written = item.get(start..)?;
        let fits = written.len() <= WIDTH || written.chars().count() <= WIDTH;
        item.push('\n');
        fits.then_some(())
    }
}

#[cfg(test)]
mod tests;
