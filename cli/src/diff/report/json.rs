//! One JSON object a change, and one for all of them behind the last.

use crate::diff::Diff;
use crate::diff::change::Change;
use crate::json::{self, Object};

use super::{Sides, step};

pub(crate) fn json(diff: &Diff, sides: Sides) -> Vec<u8> {
    let mut out = Vec::new();
    for change in &diff.changes {
        json::line(&mut out, |line| members(line, change, sides));
    }
    json::line(&mut out, |line| {
        line.put("changes", &diff.changes.len()).put("ignored", &diff.ignored);
        line.put("verdict", diff.overall().word()).put("version", step(diff));
    });
    out
}

fn members(line: &mut Object, change: &Change, sides: Sides) {
    line.put("rule", change.rule.id()).put("payload", &change.of).put("path", &change.path);
    line.put("wire", change.wire.word()).put("api", change.api.word()).put("verdict", change.overall().word());
    line.put_some("old", change.old.as_ref()).put_some("new", change.new.as_ref());
    line.put_some("oldPlace", change.old_place.as_ref().map(|place| sides.old.shown(place)).as_ref());
    line.put_some("newPlace", change.new_place.as_ref().map(|place| sides.new.shown(place)).as_ref());
    if let Some(found) = &change.counter_example {
        line.nested("counterExample", |object| {
            object.put("payload", &found.payload).put("at", &found.at).put("acceptedBy", found.accepted_by.word());
            object.each("violations", &found.findings, |finding, object| {
                object.put("instanceLocation", &finding.pointer).put("keyword", finding.keyword);
                object.put_some("property", finding.property.as_ref());
            });
        });
    }
}
