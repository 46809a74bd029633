//! Which column of a table says what.

use super::facts::types;
use super::page::{Row, Table, Text};
use super::vocabulary::{self, Role, is_bound, is_name, is_nothing, is_presence, key};

/// The columns of a field table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Columns {
    /// What each column says: nothing that is known, one thing, or several.
    roles: Vec<Vec<Role>>,
    /// The required column says what is optional.
    pub(crate) inverted: bool,
    /// What was guessed, and from what.
    pub(crate) review: Option<String>,
}

/// Why a table is not one of fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Miss {
    /// Its header cells, or what it has instead.
    pub(crate) headers: String,
}

impl Columns {
    /// The cells of a row that say such a thing. What stands in the cell of the name, the name's reader has read.
    pub(crate) fn cells<'r>(&self, row: &'r Row, role: Role) -> impl Iterator<Item = &'r Text> {
        let says = move |roles: &[Role]| roles.contains(&role) && (role == Role::Name || !roles.contains(&Role::Name));
        self.roles.iter().zip(&row.cells).filter(move |(roles, _)| says(roles)).map(|(_, cell)| cell)
    }

    /// The first such cell that is not empty.
    pub(crate) fn cell<'r>(&self, row: &'r Row, role: Role) -> Option<&'r Text> {
        self.cells(row, role).find(|cell| !cell.is_empty())
    }

    pub(crate) fn has(&self, role: Role) -> bool {
        self.roles.iter().any(|roles| roles.contains(&role))
    }

    /// Cells of columns that are not known, which may hold prose.
    pub(crate) fn others<'r>(&self, row: &'r Row) -> impl Iterator<Item = &'r Text> {
        self.roles.iter().zip(&row.cells).filter(|(roles, _)| roles.is_empty()).map(|(_, cell)| cell)
    }
}

/// A path beside a method is that of a request.
const REQUESTS: &[&str] = &["method", "httpmethod", "verb", "endpoint", "httpverb"];

/// Tables of methods and permissions have types, too.
const OTHERS: &[&str] =
    &["method", "permissiontype", "filter", "action", "event", "error", "operation", "status", "state"];

/// Finds out what the columns of a table say, from its header, or from what stands in it.
pub(crate) fn of(table: &Table) -> Result<Columns, Miss> {
    let Some(header) = &table.header else { return guess(table) };
    let mut roles: Vec<Vec<Role>> = header.cells.iter().map(|cell| vocabulary::roles(&cell.plain)).collect();
    once(&mut roles);
    let inverted = header.cells.iter().any(|cell| {
        let key = key(&cell.plain);
        (key.contains("optional") || key.contains("opcional") || key == "可选")
            && !key.contains("required")
            && !key.contains("mandatory")
    });
    let columns = Columns { roles, inverted, review: None };
    let miss = || Miss { headers: listed(header) };
    if header.cells.iter().any(|cell| REQUESTS.contains(&key(&cell.plain).as_str())) {
        return Err(miss());
    }
    if columns.has(Role::Name) {
        return if names(table, &columns) { Ok(columns) } else { Err(miss()) };
    }
    by_content(table, columns, header).ok_or_else(miss)
}

/// A role that two columns claim is the first one's, but for prose.
fn once(roles: &mut [Vec<Role>]) {
    let mut taken = Vec::new();
    for roles in roles {
        roles.retain(|role| matches!(role, Role::Description | Role::Note) || !taken.contains(role));
        taken.extend(roles.iter().copied());
    }
}

/// Half of the rows, at least, have a name where names should be.
fn names(table: &Table, columns: &Columns) -> bool {
    let cells = table.rows.iter().filter(|row| !row.section).filter_map(|row| columns.cell(row, Role::Name));
    let (mut all, mut named) = (0_usize, 0_usize);
    for cell in cells {
        all += 1;
        named += usize::from(super::facts::name::cell(cell).is_some());
    }
    named > 0 && named * 2 >= all
}

/// The header does not say which column has the names, but that there is one of types or of presence.
fn by_content(table: &Table, mut columns: Columns, header: &Row) -> Option<Columns> {
    if !(columns.has(Role::Type) || columns.has(Role::Required)) {
        return None;
    }
    let unknown = columns.roles.iter().position(Vec::is_empty)?;
    let cell = header.cells.get(unknown)?;
    if OTHERS.iter().any(|other| key(&cell.plain).contains(other)) {
        return None;
    }
    columns.roles.get_mut(unknown)?.push(Role::Name);
    columns.review = Some(format!("the column \"{}\" is taken for the names, as it holds some", cell.plain));
    let every = share(table, unknown, is_name) >= 80;
    (every && names(table, &columns)).then_some(columns)
}

/// A table without a header: what stands in the columns tells.
fn guess(table: &Table) -> Result<Columns, Miss> {
    let width = table.rows.first().map_or(0, |row| row.cells.len());
    let mut roles: Vec<Vec<Role>> = vec![Vec::new(); width];
    let put = |roles: &mut Vec<Vec<Role>>, at: Option<usize>, role| {
        if let Some(slot) = at.and_then(|at| roles.get_mut(at)) {
            slot.push(role);
        }
    };
    let find = |roles: &[Vec<Role>], from: usize, test: &dyn Fn(usize) -> bool| {
        (from..width).find(|at| roles.get(*at).is_some_and(Vec::is_empty) && test(*at))
    };
    let name = find(&roles, 0, &|at| share(table, at, is_name) >= 80);
    put(&mut roles, name, Role::Name);
    let is_type = |text: &str| types::cell(&Text::of(text)).kind.is_some();
    let kind = find(&roles, 0, &|at| share(table, at, is_type) >= 60);
    put(&mut roles, kind, Role::Type);
    let required = find(&roles, 0, &|at| share(table, at, |text| is_presence(text) && !is_bound(text)) >= 80);
    put(&mut roles, required, Role::Required);
    let min =
        find(&roles, 1, &|at| share(table, at, is_bound) >= 80 && share(table, at, |text| !is_nothing(text)) >= 50);
    let max = min.and_then(|min| find(&roles, min + 1, &|at| share(table, at, is_bound) >= 80));
    if max.is_some() {
        put(&mut roles, min, Role::Min);
        put(&mut roles, max, Role::Max);
    } else {
        put(&mut roles, min, Role::Length);
    }
    let prose = find(&roles, 0, &|at| share(table, at, |text| text.contains(' ')) >= 40);
    put(&mut roles, prose, Role::Description);
    let review = "the table has no header; its columns are guessed from what stands in them".to_owned();
    let columns = Columns { roles, inverted: false, review: Some(review) };
    let fields = columns.has(Role::Name) && (columns.has(Role::Type) || columns.has(Role::Required));
    if fields && table.rows.len() > 1 {
        Ok(columns)
    } else {
        let first = table.rows.first().map_or_else(String::new, listed);
        Err(Miss { headers: format!("none; the first row is {first}") })
    }
}

/// How many in a hundred of a column's cells pass a test.
fn share(table: &Table, column: usize, test: impl Fn(&str) -> bool) -> usize {
    let cells: Vec<_> = table.rows.iter().filter(|row| !row.section).filter_map(|row| row.cells.get(column)).collect();
    let passed = cells.iter().filter(|cell| !cell.is_empty() && test(cell.lines().next().unwrap_or_default())).count();
    passed * 100 / cells.len().max(1)
}

/// The cells of a header as messages show them.
fn listed(row: &Row) -> String {
    const MOST: usize = 8;
    let shown = |text: &Text| {
        let line: String = text.plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let short: String = line.chars().take(24).collect();
        if short.len() < line.len() { format!("{short}…") } else { short }
    };
    let mut cells: Vec<_> = row.cells.iter().take(MOST).map(shown).collect();
    if row.cells.len() > MOST {
        cells.push("…".to_owned());
    }
    cells.join(" | ")
}
