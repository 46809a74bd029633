//! For programs.

use fieldwright_codegen::model::Place;

use super::Report;
use crate::json::{self, Object};

pub(super) fn report(report: &Report<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    for change in &report.drift.changes {
        json::line(&mut out, |line| {
            line.put("drift", change.kind.word()).put("at", &change.at);
            line.put_some("key", change.key).put_some("was", change.was.as_ref()).put_some("now", change.now.as_ref());
            line.put_some("note", change.note.as_ref()).flag("guess", change.guessed);
            places(line, report, change.place.as_ref(), change.row);
        });
    }
    for conflict in &report.drift.conflicts {
        json::line(&mut out, |line| {
            line.put("conflict", &conflict.why).put("at", &conflict.at);
            for (side, value) in conflict.sides() {
                line.put(side, value);
            }
            line.flag("settled", conflict.settled);
            places(line, report, conflict.place.as_ref(), conflict.row);
        });
    }
    out
}

fn places(line: &mut Object<'_>, report: &Report<'_>, place: Option<&Place>, row: Option<usize>) {
    if let Some(place) = place {
        line.put("file", &report.file(place))
            .put("line", &u64::from(place.line))
            .put("column", &u64::from(place.column));
    }
    line.put_some("row", row.as_ref());
}
