//! For a pull request. What comes from the page stands in code spans, where it is text and nothing else.

use super::{Change, Conflict, Kind, Report};
use crate::output::visible;

pub(super) fn report(report: &Report<'_>) -> String {
    let schema = code(&report.schema_file());
    if report.drift.is_none() {
        return format!("## {schema}: no drift\n");
    }
    let mut out = format!("## {schema}: {}\n", report.count());
    let (errata, rows): (Vec<_>, Vec<_>) = report
        .drift
        .changes
        .iter()
        .partition(|change| matches!(change.kind, Kind::ErratumUnneeded | Kind::ErratumNeeded));
    if !rows.is_empty() {
        out += "\n| Change | Where | What |\n| --- | --- | --- |\n";
        for change in rows {
            out += &line(change);
        }
    }
    if !errata.is_empty() {
        out += "\n### Errata\n\n";
        for change in errata {
            out += &format!("- {}: {}", change.kind.word(), code(&change.at));
            let said = change.said();
            out += &if said.is_empty() { "\n".to_owned() } else { format!(": {}\n", code(&said)) };
            if let Some(lines) = change.was.as_deref() {
                out += &block(lines);
            }
        }
    }
    let (settled, open): (Vec<_>, Vec<_>) = report.drift.conflicts.iter().partition(|conflict| conflict.settled);
    for (title, conflicts) in [("Conflicts", open), ("Conflicts settled", settled)] {
        if conflicts.is_empty() {
            continue;
        }
        out += &format!("\n### {title}\n\n");
        for conflict in conflicts {
            out += &one(report, conflict);
        }
    }
    out
}

fn line(change: &Change) -> String {
    let guess = if change.guessed { " (a guess)" } else { "" };
    let said = change.said();
    let said = if said.is_empty() { String::new() } else { cell(&said) };
    format!("| {}{guess} | {} | {said} |\n", change.kind.word(), cell(&change.at))
}

fn one(report: &Report<'_>, conflict: &Conflict) -> String {
    let mut out = format!("- {}: {}\n", code(&conflict.at), code(&conflict.why));
    for (side, value) in conflict.sides() {
        if value.contains('\n') {
            out += &format!("  - {side}:\n{}", block(value));
        } else {
            out += &format!("  - {side}: {}\n", code(value));
        }
    }
    if let Some(place) = &conflict.place {
        out += &format!("  - in {}\n", code(&report.place(place)));
    }
    if let Some(row) = conflict.row {
        out += &format!("  - row {row} of the page\n");
    }
    out
}

/// A code span of a table.
fn cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// A code span that nothing in it can end.
fn code(text: &str) -> String {
    let text = visible(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Lines as a block of an item of a list, by indentation: no line can end it.
fn block(lines: &str) -> String {
    let lines = lines.lines().fold(String::new(), |lines, line| lines + &format!("      {}\n", visible(line)));
    format!("\n{lines}\n")
}

#[cfg(test)]
mod tests {
    use super::{cell, code};

    #[test]
    fn nothing_ends_a_code_span() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b``"), "``` a`b`` ```");
        assert_eq!(cell("a|b\n"), "`a\\|b\\n`");
    }
}
