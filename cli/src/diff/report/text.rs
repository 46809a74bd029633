//! For people.
//!
//! ```text
//! acme/order-paid
//!   risk, patch  max-length-widened  /customer/name: 36 → 40
//!     old/acme/order-paid.yaml:12:7 → new/acme/order-paid.yaml:12:7
//!     the new rules accept it and the old ones do not (maxLength /customer/name): {"customer":{"name":"xxx…
//! ```

use crate::diff::Diff;
use crate::diff::change::Change;
use crate::diff::verdict::Overall;
use crate::output::{BAD, FAINT, GOOD, STRONG, WARNING, paint, visible};

use super::{Sides, change_text, claim, count, payload, shortened, step};

pub(crate) fn text(diff: &Diff, sides: Sides, styled: bool) -> String {
    let mut text = String::new();
    let mut of = None;
    for change in &diff.changes {
        if of != Some(&change.of) {
            of = Some(&change.of);
            text += &format!("{}\n", paint(styled, STRONG, visible(&change.of)));
        }
        text += &entry(change, sides, styled);
    }
    if !diff.changes.is_empty() {
        text.push('\n');
    }
    let ignored = if diff.ignored > 0 { format!(", {} ignored", diff.ignored) } else { String::new() };
    text + &format!("{}{ignored}\nversion step: {}\n", count(diff), step(diff))
}

fn entry(change: &Change, sides: Sides, styled: bool) -> String {
    let style = match change.overall() {
        Overall::Breaking => BAD,
        Overall::Risk => WARNING,
        Overall::Safe => GOOD,
    };
    let verdict = paint(styled, style, change.overall().word());
    let (wire, api) = (change.wire.word(), change.api.word());
    let mut text = format!("  {verdict} (wire {wire}, API {api})  {}", change.rule.id());
    match (change.path.is_empty(), change_text(change)) {
        (true, None) => {}
        (true, Some(texts)) => text += &format!("  {}", visible(&shortened(&texts))),
        (false, None) => text += &format!("  {}", visible(&change.path)),
        (false, Some(texts)) => text += &format!("  {}: {}", visible(&change.path), visible(&shortened(&texts))),
    }
    text.push('\n');
    let places = [
        change.old_place.as_ref().map(|place| sides.old.shown(place)),
        change.new_place.as_ref().map(|place| sides.new.shown(place)),
    ];
    let places = places.into_iter().flatten().collect::<Vec<_>>().join(" → ");
    if !places.is_empty() {
        text += &format!("    {}\n", paint(styled, FAINT, visible(&places)));
    }
    if let Some(found) = &change.counter_example {
        text += &format!("    {}: {}\n", claim(found), visible(&payload(found)));
    }
    text
}
