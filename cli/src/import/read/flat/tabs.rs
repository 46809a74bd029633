//! Tables whose cells are kept apart by tabs, and tables that were copied with every cell on a line of its own.

use super::Line;
use crate::import::read::pipes::{PipeCell, PipeRow, PipeTable};
use crate::import::vocabulary::{Role, exact_role, is_name, is_type_word, roles, strip_nesting};

/// The table with tabs that begins with the first of these lines, and how many of them it takes.
pub(super) fn table(lines: &[Line]) -> Option<(PipeTable, usize)> {
    let first = lines.first().filter(|line| line.text.contains('\t') && line.text.len() < 400)?;
    let header = row(first);
    let known = header.cells.iter().map(|cell| roles(&cell.source)).filter(|roles| !roles.is_empty());
    let known: Vec<Role> = known.flatten().collect();
    if known.len() < 2 || !known.contains(&Role::Name) {
        return None;
    }
    let columns = header.cells.len();
    let mut rows = vec![header];
    let mut taken = 1;
    for line in lines.iter().skip(1) {
        if line.text.contains('\t') {
            rows.push(row(line));
        } else {
            // The rest of a cell that has several lines. Behind a full row only the last cell can go on, and a blank line
            // ends it.
            let Some(cell) = rows.last_mut().filter(|row| row.cells.len() < columns && !line.is_blank()) else { break };
            if let Some(cell) = cell.cells.last_mut() {
                cell.source.push('\n');
                cell.source.push_str(line.text.trim());
            }
        }
        taken += 1;
    }
    (rows.len() > 1).then_some((PipeTable { headed: true, rows }, taken))
}

fn row(line: &Line) -> PipeRow {
    let cell = |text: &str| PipeCell {
        source: text.trim_matches(' ').to_owned(),
        lead: text.len() - text.trim_start_matches(' ').len(),
    };
    PipeRow { line: line.number, cells: line.text.trim_end_matches('\n').split('\t').map(cell).collect() }
}

/// The table with a cell a line that begins with the first of these lines, and how many of them it takes.
pub(super) fn vertical(lines: &[Line]) -> Option<(PipeTable, usize)> {
    let mut header: Vec<Role> = Vec::new();
    for line in lines.iter().take(12) {
        match exact_role(line.text) {
            Some(role) if !header.contains(&role) => header.push(role),
            _ => break,
        }
    }
    let kind = header.iter().position(|role| *role == Role::Type)?;
    if header.first() != Some(&Role::Name) || header.len() < 3 {
        return None;
    }
    let mut rows = Vec::new();
    for (index, cells) in lines.chunks_exact(header.len()).enumerate() {
        let name = cells.first().is_some_and(|cell| is_name(strip_nesting(cell.text)));
        let typed = cells.get(kind).and_then(|cell| cell.text.split_whitespace().next()).is_some_and(is_type_word);
        if index > 0 && !(name && typed) {
            break;
        }
        let line = cells.first().map_or(0, |cell| cell.number);
        let cell = |cell: &Line| PipeCell { source: cell.text.trim().to_owned(), lead: 0 };
        rows.push(PipeRow { line, cells: cells.iter().map(cell).collect() });
    }
    let taken = rows.len() * header.len();
    (rows.len() > 2).then_some((PipeTable { headed: true, rows }, taken))
}
