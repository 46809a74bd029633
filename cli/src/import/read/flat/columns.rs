//! Tables of which nothing is left but spaces:
//!
//! ```text
//! Field Data Type Description MinLength MaxLength
//! - MerchantId string Unique identifier of merchant 8 8
//! ```
//!
//! The header is taken apart by the words that headers are made of. In a row the cells before the description are read
//! from the left and those behind it from the right, each by what may stand in it; what is left is the description.

use super::lists::is_heading;
use super::{Line, indent};
use crate::import::read::pipes::{PipeCell, PipeRow, PipeTable};
use crate::import::vocabulary::{
    Role, exact_role, is_bound, is_name, is_presence, is_type_word, strip_nesting, type_prefix,
};

/// Longer lines are no headers.
const LONG: usize = 200;

/// The table that begins with the first of these lines, and how many of them it takes.
pub(super) fn table(lines: &[Line]) -> Option<(PipeTable, usize)> {
    let header = header(lines.first()?.text)?;
    let shape = Shape::of(&header);
    let mut rows =
        vec![PipeRow { line: lines.first()?.number, cells: header.iter().map(|(_, text)| cell(text, 0)).collect() }];
    let mut open: Option<Row> = None;
    let mut taken = 1;
    for (index, line) in lines.iter().enumerate().skip(1) {
        if line.is_blank() {
            continue;
        }
        if shape.begins(line.text) {
            rows.extend(open.replace(Row::of(line)).map(|row| shape.cells(&row)));
        } else {
            // What is no row goes on with the one before it, if that lacks something.
            let goes_on = open.as_mut().filter(|row| !shape.is_full(row) && index == taken && !is_heading(line.text));
            let Some(row) = goes_on else { break };
            row.text.push(' ');
            row.text.push_str(line.text.trim());
        }
        taken = index + 1;
    }
    rows.extend(open.map(|row| shape.cells(&row)));
    (rows.len() > 1).then_some((PipeTable { headed: true, rows }, taken))
}

/// The columns that a line of header words names, if it is nothing but that.
fn header(text: &str) -> Option<Vec<(Role, String)>> {
    if text.len() > LONG {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut header: Vec<(Role, String)> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let candidates = (1..=4).rev().filter_map(|length| {
            let text = words.get(at..at + length)?.join(" ");
            Some((exact_role(&text)?, text, length))
        });
        let candidates: Vec<(Role, String, usize)> = candidates.collect();
        // The longest that is a header, `Data Type` rather than `Data`; but the first is the name's, if it can be:
        // `Field`, `Type` rather than `Field Type`.
        let named = candidates.iter().position(|(role, ..)| at == 0 && *role == Role::Name);
        let (role, text, length) = candidates.into_iter().nth(named.unwrap_or(0))?;
        if header.iter().any(|(known, _)| *known == role) {
            return None;
        }
        header.push((role, text));
        at += length;
    }
    let named = header.iter().any(|(role, _)| *role == Role::Name);
    let typed = header
        .iter()
        .any(|(role, _)| matches!(role, Role::Type | Role::Required | Role::Min | Role::Max | Role::Length));
    (named && (typed || header.len() > 2)).then_some(header)
}

fn cell(text: &str, lead: usize) -> PipeCell {
    PipeCell { source: text.to_owned(), lead }
}

/// A row as it stands on one or more lines.
struct Row {
    line: usize,
    text: String,
}

impl Row {
    fn of(line: &Line) -> Self {
        Self { line: line.number, text: line.text.to_owned() }
    }
}

/// The columns, and the one that takes what the others leave.
struct Shape {
    roles: Vec<Role>,
    prose: usize,
}

impl Shape {
    fn of(header: &[(Role, String)]) -> Self {
        let roles: Vec<Role> = header.iter().map(|(role, _)| *role).collect();
        let free =
            |role: &Role| matches!(role, Role::Values | Role::Constraints | Role::Example | Role::Default | Role::Note);
        let described = roles.iter().position(|role| *role == Role::Description);
        let prose = described.or_else(|| roles.iter().rposition(free)).unwrap_or(roles.len() - 1);
        Self { roles, prose }
    }

    /// Whether a row begins with this line: it has a name, and what stands beside it is what its column may have.
    fn begins(&self, text: &str) -> bool {
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut at = 0;
        let mut fitting = 0;
        let mut judged = 0;
        for role in self.roles.iter().take(self.prose) {
            let length = length(*role, words.get(at..).unwrap_or_default());
            match role {
                Role::Name if length == 0 => return false,
                Role::Name => {}
                _ => {
                    judged += 1;
                    fitting += usize::from(length > 0);
                }
            }
            at += length;
        }
        if judged > 0 {
            return fitting > 0 || (at < words.len() && self.trailing(words.get(at..).unwrap_or_default()) > 0);
        }
        self.prose + 1 == self.roles.len() || self.trailing(words.get(at..).unwrap_or_default()) > 0
    }

    /// How many words at the end belong to the columns behind the description.
    fn trailing(&self, words: &[&str]) -> usize {
        let mut end = words.len();
        for role in self.roles.iter().skip(self.prose + 1).rev() {
            let Some(word) = end.checked_sub(1).and_then(|last| words.get(last)) else { break };
            if !fits(*role, word) {
                break;
            }
            end -= 1;
        }
        words.len() - end
    }

    /// Whether nothing is missing in a row, so that what follows is none of it.
    fn is_full(&self, row: &Row) -> bool {
        let behind = self.roles.len() - self.prose - 1;
        let words: Vec<&str> = row.text.split_whitespace().rev().take(behind + 1).collect();
        let words: Vec<&str> = words.into_iter().rev().collect();
        (behind > 0 && self.trailing(&words) == behind) || row.text.len() > 10_000
    }

    fn cells(&self, row: &Row) -> PipeRow {
        let words: Vec<&str> = row.text.split_whitespace().collect();
        let mut at = 0;
        let mut cells = Vec::with_capacity(self.roles.len());
        for role in self.roles.iter().take(self.prose) {
            let length = length(*role, words.get(at..).unwrap_or_default());
            let text = words.get(at..at + length).unwrap_or_default().join(" ");
            cells.push(cell(&text, if cells.is_empty() { indent(&row.text) } else { 0 }));
            at += length;
        }
        let rest = words.get(at..).unwrap_or_default();
        let (prose, behind) = rest.split_at_checked(rest.len() - self.trailing(rest)).unwrap_or((rest, &[]));
        cells.push(cell(&prose.join(" "), 0));
        // Where there are fewer than columns, the last ones are empty: what is missing on a page is missing at the end.
        cells.extend(behind.iter().map(|word| cell(word, 0)));
        cells.resize(self.roles.len(), PipeCell::default());
        PipeRow { line: row.line, cells }
    }
}

/// How many of the words, from the first on, are a cell of that column.
fn length(role: Role, words: &[&str]) -> usize {
    let first = words.first().copied().unwrap_or("");
    match role {
        Role::Name => {
            let nesting = words.iter().take_while(|word| strip_nesting(word).is_empty()).count();
            let named = words.get(nesting).is_some_and(|word| is_name(word));
            if named { nesting + 1 } else { 0 }
        }
        Role::Type => match type_prefix(words) {
            // A type of the page's own is a word with a capital.
            0 if words.len() > 1
                && first.starts_with(char::is_uppercase)
                && first.chars().skip(1).any(char::is_uppercase) =>
            {
                1
            }
            length => length,
        },
        role => usize::from(!first.is_empty() && fits(role, first)),
    }
}

/// Whether a word may be a cell of that column.
fn fits(role: Role, word: &str) -> bool {
    match role {
        Role::Type => is_type_word(word),
        Role::Required | Role::Nullable => is_presence(word),
        Role::Min | Role::Max | Role::Length => is_bound(word),
        _ => true,
    }
}
