//! Tables whose cells are kept apart by `|`, with or without a line of dashes, with or without pipes around them, and
//! with rows that were glued together when the page was copied.

use super::Refusal;
use super::limits::{MAX_CELLS, MAX_COLUMNS};
use crate::import::page::Text;
use crate::import::vocabulary::{Role, is_bound, is_name, is_presence, is_type_word, role, roles, strip_nesting};

/// Over how many lines a row may be broken.
const MAX_BROKEN: usize = 20;

/// A table as it stands in the lines of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct PipeTable {
    /// Whether the page says that the first row is the header.
    pub(crate) headed: bool,
    pub(crate) rows: Vec<PipeRow>,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct PipeRow {
    pub(crate) line: usize,
    pub(crate) cells: Vec<PipeCell>,
}

#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct PipeCell {
    /// Without the spaces around it.
    pub(crate) source: String,
    /// How many there were before it.
    pub(crate) lead: usize,
}

/// The table that begins with the first of these lines, if one does, and how many of them it takes. `line` is the number
/// of the first.
pub(crate) fn table(lines: &[&str], line: usize) -> Result<Option<(PipeTable, usize)>, Refusal> {
    let Some(first) = lines.first().filter(|line| line.contains('|')) else { return Ok(None) };
    let mut pipes = 0;
    count(first, line, &mut pipes)?;
    let second = lines.get(1).copied().unwrap_or("");
    let names = cells(first);
    let headed = is_delimiter(second) && (names.len() > 1 || first.trim().starts_with('|'));
    let known = known_header(&names).len();
    if !headed && known < 2 && !(is_boxed(first) && is_boxed(second)) {
        return Ok(None);
    }
    let columns = if headed || known < 2 { names.len() } else { known };
    let mut rows: Vec<(usize, String)> = vec![(line, (*first).to_owned())];
    let before = if headed { 2 } else { 1 };
    let mut taken = before;
    let mut broken = 0;
    for text in lines.iter().skip(taken).take_while(|text| !text.trim().is_empty()) {
        count(text, line + taken, &mut pipes)?;
        if !text.contains('|') {
            // The rest of a cell that was broken over lines, if its row is still open.
            let open = |row: &&mut (usize, String)| taken > before && is_open(&row.1, columns);
            let Some((_, row)) = rows.last_mut().filter(open).filter(|_| broken < MAX_BROKEN) else { break };
            row.push(' ');
            row.push_str(text.trim());
            broken += 1;
        } else if !is_delimiter(text) {
            rows.push((line + taken, (*text).to_owned()));
            broken = 0;
        }
        taken += 1;
    }
    let table = split(&rows, columns, headed);
    let least = if headed { 1 } else { 2 };
    Ok((table.rows.len() >= least && columns > usize::from(!headed)).then_some((table, taken)))
}

fn count(text: &str, line: usize, pipes: &mut usize) -> Result<(), Refusal> {
    *pipes += text.bytes().filter(|byte| *byte == b'|').count();
    if *pipes > MAX_CELLS { Err(Refusal::too_much(line, "table cells", MAX_CELLS)) } else { Ok(()) }
}

/// A line of dashes under a header: `|---|:--:|`.
pub(crate) fn is_delimiter(line: &str) -> bool {
    let line = line.trim();
    line.contains('|') && line.contains('-') && line.bytes().all(|byte| b"|-: \t".contains(&byte))
}

fn is_boxed(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2 && line.starts_with('|') && line.ends_with('|') && cells(line).len() > 1
}

/// Whether a row has begun with a pipe, has not ended with one, and lacks cells.
fn is_open(row: &str, columns: usize) -> bool {
    let row = row.trim();
    row.starts_with('|') && !row.ends_with('|') && cells(row).len() < columns
}

/// The leading cells that are headers of different columns.
fn known_header(cells: &[PipeCell]) -> Vec<Role> {
    let mut known = Vec::new();
    for cell in cells {
        match role(&cell.source) {
            Some(role) if !known.contains(&role) => known.push(role),
            _ => break,
        }
    }
    // The first column is the field's name, or at least there is one.
    if known.contains(&Role::Name) { known } else { Vec::new() }
}

fn split(rows: &[(usize, String)], columns: usize, headed: bool) -> PipeTable {
    let mut table = PipeTable { headed, rows: Vec::with_capacity(rows.len()) };
    let mut shape = Shape { columns, roles: Vec::new() };
    for (index, (line, text)) in rows.iter().enumerate() {
        let cells = cells(text);
        if index == 0 {
            shape.roles = cells.iter().take(columns).map(|cell| roles(&cell.source).first().copied()).collect();
            if headed || cells.len() <= columns {
                table.rows.push(PipeRow { line: *line, cells });
                continue;
            }
        }
        shape.rows(*line, cells, index == 0, &mut table.rows);
    }
    table
}

/// What the header says of the rows under it.
struct Shape {
    columns: usize,
    roles: Vec<Option<Role>>,
}

impl Shape {
    /// The rows that stand in one line.
    fn rows(&self, line: usize, mut cells: Vec<PipeCell>, headed: bool, rows: &mut Vec<PipeRow>) {
        if self.columns == 0 || self.columns > MAX_COLUMNS {
            rows.push(PipeRow { line, cells });
            return;
        }
        while cells.len() > self.columns && cells.last().is_some_and(|cell| cell.source.is_empty()) {
            cells.pop();
        }
        if cells.len() <= self.columns {
            rows.push(PipeRow { line, cells });
        } else if let Some(starts) = self.glued(&cells, headed) {
            for start in starts {
                let mut cells: Vec<PipeCell> = cells.iter().skip(start).take(self.columns).cloned().collect();
                // Within a line, the space behind the pipe is no indentation.
                if let Some(name) = cells.first_mut().filter(|_| start > 0) {
                    name.lead = 0;
                }
                rows.push(PipeRow { line, cells });
            }
        } else {
            rows.push(PipeRow { line, cells: self.merged(&cells) });
        }
    }

    /// Where the rows begin, if these cells are several: every one of them must look like a row.
    fn glued(&self, cells: &[PipeCell], headed: bool) -> Option<Vec<usize>> {
        let mut starts = Vec::new();
        let mut at = 0;
        if headed {
            starts.push(0);
            at = self.columns;
        }
        while at < cells.len() {
            let here = self.likeness(cells.get(at..).unwrap_or_default());
            // Rows with pipes around them leave an empty cell where they meet.
            let empty = cells.get(at).is_some_and(|cell| cell.source.is_empty());
            let next = if empty { self.likeness(cells.get(at + 1..).unwrap_or_default()) } else { None };
            at += usize::from(next > here);
            here.max(next)?;
            starts.push(at);
            at += self.columns;
        }
        (starts.len() > 1 && at <= cells.len() + 1).then_some(starts)
    }

    /// How much cells look like a row of this table, if they do.
    fn likeness(&self, cells: &[PipeCell]) -> Option<usize> {
        let mut likeness = 0;
        for (index, role) in self.roles.iter().enumerate() {
            let cell = cells.get(index).map_or("", |cell| cell.source.as_str());
            let fits = match role {
                Some(Role::Name) if is_name(&bare(cell)) => true,
                Some(Role::Name) => return None,
                Some(Role::Type) => bare(cell).split_whitespace().next().is_some_and(is_type_word),
                Some(Role::Min | Role::Max | Role::Length) => is_bound(cell),
                Some(Role::Required) => is_presence(cell),
                _ => continue,
            };
            likeness += usize::from(fits) * 2;
        }
        let judged = self.roles.iter().flatten().filter(|role| **role != Role::Description).count();
        // The name always fits; where it is all that can be judged, it suffices.
        (likeness > judged.min(2)).then_some(likeness)
    }

    /// A row with pipes in a cell: the surplus belongs to one column, in such a way that the others look right.
    fn merged(&self, cells: &[PipeCell]) -> Vec<PipeCell> {
        let surplus = cells.len() - self.columns;
        let described = self.roles.iter().position(|role| *role == Some(Role::Description));
        let favoured = described.unwrap_or(self.columns - 1);
        let joined = |column: usize| -> Vec<PipeCell> {
            let (before, rest) = cells.split_at_checked(column).unwrap_or((cells, &[]));
            let (inner, after) = rest.split_at_checked(surplus + 1).unwrap_or((rest, &[]));
            let source = inner.iter().map(|cell| cell.source.as_str()).collect::<Vec<_>>().join(" | ");
            let lead = inner.first().map_or(0, |cell| cell.lead);
            before
                .iter()
                .cloned()
                .chain(std::iter::once(PipeCell { source, lead }))
                .chain(after.iter().cloned())
                .collect()
        };
        let orders = std::iter::once(favoured).chain((1..self.columns).rev());
        let best = orders
            .map(joined)
            .enumerate()
            .map(|(index, cells)| (self.likeness(&cells), std::cmp::Reverse(index), cells));
        best.max_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1))).map(|(_, _, cells)| cells).unwrap_or_default()
    }
}

/// A cell without Markdown's marks, and without what shows its depth.
fn bare(cell: &str) -> String {
    let end = cell.find("<br").unwrap_or(cell.len());
    let cell: String = cell.get(..end).unwrap_or(cell).chars().filter(|c| !"`*\\".contains(*c)).collect();
    strip_nesting(&cell).to_owned()
}

/// The cells of a line. A pipe is none in a code span or behind a backslash, and the outermost are not between cells.
pub(crate) fn cells(line: &str) -> Vec<PipeCell> {
    let trimmed = line.trim_matches([' ', '\t', '\n']);
    let inner = trimmed.strip_prefix('|').unwrap_or(trimmed);
    // Where the row has no pipe before it, its own indentation is the first cell's.
    let indent = if trimmed.starts_with('|') { 0 } else { line.len() - line.trim_start_matches([' ', '\t']).len() };
    let mut parts = Splitter::new(inner).split(b'|');
    if parts.len() > 1
        && parts.last().is_some_and(|part| part.trim_matches([' ', '\t']).is_empty())
        && inner.ends_with('|')
    {
        parts.pop();
    }
    let cell = |(index, part): (usize, &str)| {
        let source = part.trim_start_matches([' ', '\t', '\n']);
        let lead = part.len() - source.len() + if index == 0 { indent } else { 0 };
        PipeCell { source: source.trim_end_matches([' ', '\t', '\n']).replace("\\|", "|"), lead }
    };
    parts.into_iter().enumerate().map(cell).collect()
}

/// Splits a text, but not within code spans.
pub(crate) struct Splitter<'t> {
    text: &'t str,
    /// The runs of backticks: where they begin and how long they are.
    runs: Vec<(usize, usize)>,
}

impl<'t> Splitter<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (at, _) in text.match_indices('`') {
            match runs.last_mut() {
                Some((start, length)) if *start + *length == at => *length += 1,
                _ => runs.push((at, 1)),
            }
        }
        Self { text, runs }
    }

    /// The code spans, with their backticks.
    pub(crate) fn spans(&self) -> Vec<(usize, usize)> {
        let mut next_of_length: std::collections::HashMap<usize, usize> = std::collections::HashMap::new();
        // For each run the next one that is as long.
        let mut closing = vec![None; self.runs.len()];
        for (index, (_, length)) in self.runs.iter().enumerate().rev() {
            if let Some(slot) = closing.get_mut(index) {
                *slot = next_of_length.insert(*length, index);
            }
        }
        let mut spans = Vec::new();
        let mut index = 0;
        while let (Some(&(start, _)), Some(close)) = (self.runs.get(index), closing.get(index)) {
            if let Some(&(end, length)) = close.and_then(|close| self.runs.get(close)) {
                spans.push((start, end + length));
                index = close.unwrap_or(index);
            }
            index += 1;
        }
        spans
    }

    /// The parts between separators outside code.
    pub(crate) fn split(&self, separator: u8) -> Vec<&'t str> {
        let mut parts = Vec::new();
        let mut start = 0;
        let mut spans = self.spans().into_iter().peekable();
        let mut escaped = false;
        for (at, byte) in self.text.bytes().enumerate() {
            while spans.next_if(|(_, end)| *end <= at).is_some() {}
            let in_code = spans.peek().is_some_and(|(from, _)| *from <= at);
            if byte == separator && !in_code && !escaped {
                parts.push(self.text.get(start..at).unwrap_or(""));
                start = at + 1;
            }
            escaped = byte == b'\\' && !escaped;
        }
        parts.push(self.text.get(start..).unwrap_or(""));
        parts
    }
}

/// How far the names are moved to the right: what the cells of the first column have more than the least of them.
pub(crate) fn indents(table: &PipeTable) -> Vec<usize> {
    let leads = || table.rows.iter().map(|row| row.cells.first().map_or(0, |cell| cell.lead));
    let least = leads().skip(usize::from(table.headed)).min().unwrap_or(0);
    leads().map(|lead| lead.saturating_sub(least)).collect()
}

/// Marks the lines of a cell that are list items: `- a`, `• b`.
pub(crate) fn mark_bullets(mut text: Text) -> Text {
    use crate::import::page::{Mark, MarkKind};
    let mut at = 0;
    let mut marks = Vec::new();
    for (index, line) in text.plain.split('\n').enumerate() {
        let content = ["- ", "* ", "• ", "· ", "– "].iter().find_map(|bullet| line.trim_start().strip_prefix(bullet));
        if let (Some(content), true) = (content, index > 0) {
            marks.push(Mark { kind: MarkKind::Item(0), range: at + line.len() - content.len()..at + line.len() });
        }
        at += line.len() + 1;
    }
    if !marks.is_empty() {
        text.marks.extend(marks);
        text.marks.sort_by_key(|mark| mark.range.start);
    }
    text
}
