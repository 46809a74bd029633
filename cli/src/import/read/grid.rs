//! Rows as the page wrote them → a [`Table`] in which every row has a cell for every column.

use super::Refusal;
use super::limits::{Budget, MAX_COLUMNS};
use crate::import::page::{MarkKind, Row, Table, Text};
use crate::import::vocabulary::{Role, roles};

/// How many rows a cell may span: as many as HTML allows.
const MAX_ROWSPAN: usize = 65_534;

/// A row as the page wrote it.
#[derive(Debug, Default)]
pub(crate) struct RawRow {
    pub(crate) line: usize,
    /// The page says that it is the header, or a part of it.
    pub(crate) head: bool,
    pub(crate) cells: Vec<RawCell>,
}

#[derive(Debug, Default)]
pub(crate) struct RawCell {
    pub(crate) text: Text,
    /// `<th>`.
    pub(crate) head: bool,
    /// 0 and 1 are the same.
    pub(crate) columns: usize,
    pub(crate) rows: usize,
}

impl RawCell {
    pub(crate) fn of(text: Text) -> Self {
        Self { text, ..Self::default() }
    }

    /// A cell across more columns than there may be is one across all of them, however many those are.
    fn columns(&self) -> usize {
        if self.columns > MAX_COLUMNS { 1 } else { self.columns.max(1) }
    }
}

/// The table of these rows, or `None` where they hold nothing.
pub(crate) fn table(caption: Option<String>, rows: Vec<RawRow>, budget: &mut Budget) -> Result<Option<Table>, Refusal> {
    let Some(line) = rows.first().map(|row| row.line) else { return Ok(None) };
    let width = width(&rows);
    budget.table(line, width, rows.len())?;
    let mut grid = Vec::with_capacity(rows.len());
    let mut heads = 0;
    let mut spans: Vec<Span> = Vec::new();
    for row in rows {
        if row.is_head() && heads == grid.len() {
            heads += 1;
        }
        let row = lay_out(row, width, &mut spans, budget)?;
        if row.cells.iter().any(|cell| !cell.is_empty()) {
            grid.push(row);
        } else {
            heads = heads.min(grid.len());
        }
    }
    // A table of nothing but headers is one of nothing but titles in its cells.
    let heads = if heads == grid.len() && heads > 1 { 1 } else { heads };
    let rows = grid.split_off(heads);
    let table = Table { caption, header: join(grid), rows };
    Ok(Some(with_header(table)).filter(|table| table.header.is_some() || !table.rows.is_empty()))
}

/// Where no header is given, the first row is one if it reads like one. Where one is given that says nothing of fields,
/// and the first row does, the former was a title.
fn with_header(mut table: Table) -> Table {
    let given = table.header.as_ref();
    if given.is_some_and(|header| is_header(header) || header.cells.iter().any(|cell| !roles(&cell.plain).is_empty())) {
        return table;
    }
    let bold = given.is_none() && table.rows.first().is_some_and(is_bold) && !table.rows.get(1).is_some_and(is_bold);
    if bold || table.rows.first().is_some_and(is_header) {
        let header = table.rows.remove(0);
        if let Some(title) = table.header.replace(header) {
            let title: Vec<&str> =
                title.cells.iter().map(|cell| cell.plain.as_str()).filter(|t| !t.is_empty()).collect();
            table.caption = table.caption.or_else(|| Some(title.join(" ")));
        }
    }
    table
}

/// Whether every cell of a row begins in bold type.
fn is_bold(row: &Row) -> bool {
    let bold = |cell: &Text| cell.marks.iter().any(|mark| mark.kind == MarkKind::Strong && mark.range.start == 0);
    row.cells.len() > 1 && row.cells.iter().all(bold)
}

/// Whether a row reads like the header of a field table: it has a name column, and most of its cells are known.
fn is_header(row: &Row) -> bool {
    let full = || row.cells.iter().filter(|cell| !cell.is_empty());
    let known: Vec<Vec<Role>> = full().map(|cell| roles(&cell.plain)).filter(|roles| !roles.is_empty()).collect();
    let names = known.iter().any(|roles| roles.contains(&Role::Name));
    names && known.len() * 2 > full().count() && (known.len() > 1 || known.iter().any(|roles| roles.len() > 1))
}

impl RawRow {
    /// Whether it is a header: the page says so, or it has nothing but header cells.
    fn is_head(&self) -> bool {
        self.head || (self.cells.len() > 1 && self.cells.iter().all(|cell| cell.head))
    }
}

/// The columns of the widest row, with the cells that reach into it from above.
fn width(rows: &[RawRow]) -> usize {
    let mut widest = 0;
    let mut above: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        let reaching: usize = above.iter().map(|(columns, _)| columns).sum();
        let width = reaching + row.cells.iter().map(RawCell::columns).sum::<usize>();
        widest = widest.max(width);
        if widest > MAX_COLUMNS {
            break;
        }
        for (_, rows) in &mut above {
            *rows -= 1;
        }
        above.retain(|(_, rows)| *rows > 0);
        above.extend(row.cells.iter().filter(|cell| cell.rows > 1).map(|cell| (cell.columns(), cell.rows - 1)));
    }
    widest
}

/// A cell that reaches into the next rows.
struct Span {
    column: usize,
    columns: usize,
    rows: usize,
    text: Text,
}

/// Puts the cells of a row into the columns, between those that reach into it from above.
fn lay_out(row: RawRow, width: usize, spans: &mut Vec<Span>, budget: &mut Budget) -> Result<Row, Refusal> {
    let mut cells = vec![None; width];
    for span in spans.iter_mut() {
        budget.copy(row.line, weight(&span.text))?;
        fill(&mut cells, span.column, span.columns, &span.text, false);
        span.rows -= 1;
    }
    spans.retain(|span| span.rows > 0);
    let section = width > 1 && row.cells.len() == 1 && row.cells.first().is_some_and(|cell| cell.columns >= width);
    let head = row.is_head();
    let mut column = 0;
    for cell in row.cells {
        while cells.get(column).is_some_and(Option::is_some) {
            column += 1;
        }
        let columns = cell.columns.clamp(1, width.max(1));
        let rows = cell.rows.clamp(1, MAX_ROWSPAN) - 1;
        budget.copy(row.line, if head { weight(&cell.text) * (columns - 1) } else { 0 })?;
        fill(&mut cells, column, columns, &cell.text, head);
        if rows > 0 && column < width {
            spans.push(Span { column, columns, rows, text: cell.text });
        }
        column += columns;
    }
    Ok(Row { line: row.line, cells: cells.into_iter().map(Option::unwrap_or_default).collect(), section })
}

/// About how many bytes a text takes: a link's target is bounded.
fn weight(text: &Text) -> usize {
    text.plain.len() + text.marks.len() * 400
}

/// Writes a text into its columns: a header stands over each of them, data in the first.
fn fill(cells: &mut [Option<Text>], column: usize, columns: usize, text: &Text, head: bool) {
    for (index, cell) in cells.iter_mut().skip(column).take(columns).enumerate() {
        if cell.is_none() {
            *cell = Some(if index == 0 || head { text.clone() } else { Text::default() });
        }
    }
}

/// The header rows as one: `Length` over `Min` and `Max` is `Length Min` and `Length Max`.
fn join(rows: Vec<Row>) -> Option<Row> {
    let mut rows = rows.into_iter().filter(|row| !row.section);
    let mut header = rows.next()?;
    for row in rows {
        for (upper, lower) in header.cells.iter_mut().zip(row.cells) {
            if upper.is_empty() {
                *upper = lower;
            } else if !lower.is_empty() && upper.plain != lower.plain {
                upper.plain = format!("{} {}", upper.plain, lower.plain);
            }
        }
    }
    Some(header)
}
