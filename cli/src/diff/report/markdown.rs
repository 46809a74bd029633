//! For the text of a pull request.

use crate::diff::Diff;
use crate::diff::change::Change;
use crate::export::markdown::{cell, code};

use super::{Sides, change_text, claim, count, payload, shortened, step};

pub(crate) fn markdown(diff: &Diff, sides: Sides) -> String {
    let mut text = format!("**{}** — version step: **{}**\n", count(diff), step(diff));
    let mut of = None;
    for change in &diff.changes {
        if of != Some(&change.of) {
            of = Some(&change.of);
            let head = "| verdict | wire | API | rule | where | change | schema |\n|---|---|---|---|---|---|---|\n";
            text += &format!("\n### {}\n\n{head}", cell(&change.of));
        }
        text += &row(change, sides);
    }
    let shown: Vec<_> =
        diff.changes.iter().filter_map(|change| Some((change, change.counter_example.as_ref()?))).collect();
    if !shown.is_empty() {
        text += &format!("\n<details><summary>Payloads that show it ({})</summary>\n\n", shown.len());
        for (change, found) in shown {
            let payload = code(&payload(found));
            text += &format!("* {} {}: {}: {payload}\n", code(change.rule.id()), place(change), cell(&claim(found)));
        }
        text += "\n</details>\n";
    }
    text
}

fn row(change: &Change, sides: Sides) -> String {
    let texts = change_text(change).map(|texts| cell(&shortened(&texts))).unwrap_or_default();
    let schema = match (&change.old_place, &change.new_place) {
        (_, Some(place)) => code(&sides.new.shown(place)),
        (Some(place), None) => code(&sides.old.shown(place)),
        (None, None) => String::new(),
    };
    let (verdict, wire, api) = (change.overall().word(), change.wire.word(), change.api.word());
    format!("| {verdict} | {wire} | {api} | {} | {} | {texts} | {schema} |\n", change.rule.id(), place(change))
}

fn place(change: &Change) -> String {
    if change.path.is_empty() { String::new() } else { code(&change.path) }
}
