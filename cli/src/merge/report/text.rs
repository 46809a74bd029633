//! For people.

use super::Report;
use crate::output::visible;

pub(super) fn report(report: &Report<'_>) -> String {
    if report.drift.is_none() {
        return format!("{}: no drift\n", visible(&report.schema_file()));
    }
    let mut out = format!("{}: {}\n", visible(&report.schema_file()), report.count());
    let kinds = report.drift.changes.iter().map(|change| change.kind.word().chars().count()).max().unwrap_or_default();
    for change in &report.drift.changes {
        let line = format!("  {:kinds$}  {}", change.kind.word(), visible(&change.at));
        let said = change.said();
        out += &if said.is_empty() { format!("{line}\n") } else { format!("{line}  {}\n", visible(&said)) };
    }
    for conflict in &report.drift.conflicts {
        let word = if conflict.settled { "settled" } else { "conflict" };
        out += &format!("\n{word}: {}: {}\n", visible(&conflict.at), visible(&conflict.why));
        for (side, value) in conflict.sides() {
            let lines: Vec<_> = value.lines().map(|line| visible(line).into_owned()).collect();
            out += &format!("  {side}  {}\n", lines.join("\n        "));
        }
        let place = conflict.place.as_ref().map(|place| report.place(place));
        let row = conflict.row.map(|row| format!("row {row} of the page"));
        let places: Vec<_> = place.into_iter().chain(row).collect();
        if !places.is_empty() {
            out += &format!("  at    {}\n", visible(&places.join(", ")));
        }
    }
    out
}
