//! Workflow commands, which GitHub shows at the lines of the new schemas.
//!
//! ```text
//! ::warning file=schemas/acme/order-paid.yaml,line=12,col=7,title=max-length-widened (risk)::/customer/name: 36 → 40
//! ```

use crate::diff::Diff;
use crate::diff::change::Change;
use crate::diff::verdict::Overall;

use super::{Sides, change_text, claim, count, payload, shortened, step, whole_path};

pub(crate) fn github(diff: &Diff, sides: Sides) -> String {
    let mut text: String = diff.changes.iter().map(|change| command(change, sides)).collect();
    text += &format!("{}\nversion step: {}\n", count(diff), step(diff));
    text
}

fn command(change: &Change, sides: Sides) -> String {
    let level = match change.overall() {
        Overall::Breaking => "error",
        Overall::Risk => "warning",
        Overall::Safe => "notice",
    };
    // What is gone has no line in the new schemas, so that of the old ones has to do.
    let place = match (&change.new_place, &change.old_place) {
        (Some(place), _) => Some((sides.new.file(place), place)),
        (None, Some(place)) => Some((sides.old.file(place), place)),
        (None, None) => None,
    };
    let place =
        place.map(|(file, place)| format!("file={},line={},col={},", property(&file), place.line, place.column));
    let title = format!("{} ({}, API {})", change.rule.id(), change.overall().word(), change.api.word());
    let mut message = whole_path(change);
    if let Some(texts) = change_text(change) {
        message += &format!(": {}", shortened(&texts));
    }
    if let Some(found) = &change.counter_example {
        message += &format!("\n{}: {}", claim(found), payload(found));
    }
    format!("::{level} {}title={}::{}\n", place.unwrap_or_default(), property(&title), data(&message))
}

/// A message must not end early, or start another command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
