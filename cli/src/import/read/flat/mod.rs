//! Flattened text, as copied from a browser → a page.
//!
//! What the mark-up would have told is found again: samples by parsing them, tables by the words of their headers, names
//! with their descriptions by their being names. Every kind has a file; this tries them, line by line.

mod columns;
mod lists;
mod pairs;
mod tabs;

use self::lists::{bullet, is_chrome, is_heading};
use super::Refusal;
use super::grid::{self, RawCell, RawRow};
use super::limits::Budget;
use super::pipes::{self, PipeTable};
use super::samples::{self, FEWEST, FEWEST_BETWEEN, Finder};
use super::words::Words;
use crate::import::page::{Block, BlockKind, Page, Text};

/// A line of the page, or a sample that stands on some.
#[derive(Debug)]
enum Piece<'t> {
    Line(Line<'t>),
    Sample(usize, String),
}

#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    number: usize,
    text: &'t str,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Reads a whole page.
pub(super) fn read(text: &str) -> Result<Page, Refusal> {
    let mut reader = Reader::default();
    let mut lines = Vec::new();
    for piece in pieces(text) {
        match piece {
            Piece::Line(line) => lines.push(line),
            Piece::Sample(line, sample) => {
                reader.lines(&std::mem::take(&mut lines), true)?;
                reader.emit(line, samples::code(None, &sample))?;
            }
        }
    }
    reader.lines(&lines, false)?;
    Ok(reader.finish())
}

/// The lines of a text, without the samples between them.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut finder = Finder::new(text);
    let (mut from, mut number, mut end) = (0, 1, 0);
    while from < text.len() {
        if end <= from {
            end = text.get(from..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| from + length);
        }
        let line = text.get(from..end).unwrap_or("");
        let found = starts(line).find_map(|at| {
            let (end, sample) = finder.sample(from + at)?;
            // A brace between words may be an example of a value; by itself it is one of a payload.
            (sample.len() > if at == indent(line) { FEWEST } else { FEWEST_BETWEEN }).then_some((at, end, sample))
        });
        let Some((at, next, sample)) = found else {
            pieces.push(Piece::Line(Line { number, text: line }));
            (from, number, end) = (end + 1, number + 1, 0);
            continue;
        };
        let before = line.get(..at).unwrap_or("");
        if !before.trim().is_empty() {
            pieces.push(Piece::Line(Line { number, text: before }));
        }
        pieces.push(Piece::Sample(number, sample));
        let breaks = text.get(from..next).unwrap_or("").bytes().filter(|byte| *byte == b'\n').count();
        if breaks > 0 {
            (number, end) = (number + breaks, 0);
        }
        from = next;
        // What is behind the sample on its last line is a line of its own, if there is anything.
        if text.get(from..).is_some_and(|rest| rest.starts_with('\n')) {
            (from, number, end) = (from + 1, number + 1, 0);
        }
    }
    pieces
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Where in a line a sample may begin: at its beginning, or in its midst where an object is not empty.
fn starts(line: &str) -> impl Iterator<Item = usize> {
    let named = |rest: &str| rest.trim_start_matches(['{', '[', ' ', '\t']).starts_with(['"', '“']);
    let begins = move |at: usize| {
        let rest = line.get(at..).unwrap_or("");
        let bracket = rest.starts_with('{') || (rest.starts_with('[') && at == indent(line));
        bracket && (at == indent(line) || (line.get(..at).is_some_and(|before| before.ends_with(' ')) && named(rest)))
    };
    line.match_indices(['{', '[']).map(|(at, _)| at).filter(move |at| begins(*at)).take(3)
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    budget: Budget,
    title: Option<String>,
}

impl Reader {
    /// Reads lines that stand together; after them there is a sample, or nothing.
    fn lines(&mut self, lines: &[Line], sampled: bool) -> Result<(), Refusal> {
        let texts: Vec<&str> = lines.iter().map(|line| line.text).collect();
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            let rest = lines.get(at..).unwrap_or_default();
            let table = match pipes::table(texts.get(at..).unwrap_or_default(), 0)
                .map_err(|refusal| refusal.moved(|index| lines.get(index).map_or(0, |line| line.number), at))?
            {
                Some((mut table, taken)) => {
                    table
                        .rows
                        .iter_mut()
                        .for_each(|row| row.line = rest.get(row.line).map_or(line.number, |l| l.number));
                    Some((table, taken))
                }
                None => tabs::table(rest).or_else(|| columns::table(rest)).or_else(|| tabs::vertical(rest)),
            };
            at += if let Some((table, taken)) = table {
                self.table(line.number, &table)?;
                taken
            } else if let Some((definitions, taken)) = pairs::definitions(rest, sampled) {
                definitions.iter().try_for_each(|definition| self.budget.block(definition.line))?;
                self.emit(line.number, BlockKind::Definitions(definitions))?;
                taken
            } else if bullet(line.text).is_some() {
                let (items, taken) = lists::list(rest);
                items.iter().try_for_each(|item| self.budget.block(item.line))?;
                self.emit(line.number, BlockKind::List(items))?;
                taken
            } else {
                self.line(line)?;
                1
            };
        }
        Ok(())
    }

    /// A line that is nothing but a line.
    fn line(&mut self, line: &Line) -> Result<(), Refusal> {
        if line.is_blank() || is_chrome(line.text) {
            return Ok(());
        }
        let text = words(line.text);
        let titled = self.title.is_some();
        // A single word before the title is where the page stands among others.
        let title = !titled && text.plain.contains(' ');
        if !is_heading(line.text) || (!titled && !title) {
            return self.emit(line.number, BlockKind::Paragraph(text));
        }
        if title {
            self.title = Some(text.plain.clone());
        }
        self.emit(line.number, BlockKind::Heading { level: if title { 1 } else { 2 }, text, anchor: None })
    }

    fn table(&mut self, line: usize, table: &PipeTable) -> Result<(), Refusal> {
        let mut rows = Vec::with_capacity(table.rows.len());
        let width = table.rows.first().map_or(0, |row| row.cells.len());
        for ((index, row), indent) in table.rows.iter().enumerate().zip(pipes::indents(table)) {
            let mut cells = Vec::with_capacity(row.cells.len());
            for cell in row.cells.iter().take(width) {
                self.budget.block(row.line)?;
                cells.push(RawCell::of(pipes::mark_bullets(words(&cell.source))));
            }
            if let Some(name) = cells.first_mut() {
                name.text.indent += indent;
            }
            rows.push(RawRow { line: row.line, head: table.headed && index == 0, cells });
        }
        match grid::table(None, rows, &mut self.budget)? {
            Some(table) => self.emit(line, BlockKind::Table(table)),
            None => Ok(()),
        }
    }

    fn emit(&mut self, line: usize, kind: BlockKind) -> Result<(), Refusal> {
        self.budget.block(line)?;
        self.blocks.push(Block { line, kind });
        Ok(())
    }

    fn finish(self) -> Page {
        let first = self.blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Heading { text, .. } => Some(text.plain.clone()),
            _ => None,
        });
        Page { title: self.title.or(first), blocks: self.blocks }
    }
}

/// A text of one or more lines.
fn words(text: &str) -> Text {
    let mut words = Words::default();
    words.push_lines(text);
    words.finish()
}
