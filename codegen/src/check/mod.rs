//! Raw model → checked model. Every fault of every file is found before anything is given up.

mod class;
mod contract;
mod contradictions;
mod delivery;
mod draft;
mod errata;
mod events;
mod evidence;
mod examples;
mod groups;
mod hull;
mod idents;
mod json;
mod keys;
mod layout;
mod locate;
mod measure;
mod named;
mod objects;
mod pattern;
mod rejected;
mod rows;
mod rules;
mod types;
mod widening;
mod wire_order;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Model;
use crate::raw::Raw;
use crate::source::Sources;
use draft::Draft;

/// Resolves and checks everything. There is a model where nothing is wrong, warnings aside.
pub fn check(sources: &Sources, raw: &Raw) -> (Option<Model>, Vec<Diagnostic>) {
    let mut draft = Draft::new(sources, raw);
    layout::lay_out(&mut draft);
    types::resolve(&mut draft);
    groups::resolve(&mut draft);
    examples::read(&mut draft);
    errata::apply(&mut draft);
    idents::name_variants(&mut draft);
    wire_order::follow_examples(&mut draft);
    events::resolve(&mut draft);
    contract::resolve(&mut draft);
    contradictions::find(&mut draft);
    let Draft { model, mut diagnostics, .. } = draft;
    diagnostics.sort_by_key(|diagnostic| diagnostic.labels.first().map(|label| label.span));
    let sound = diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Warning);
    (sound.then_some(model), diagnostics)
}
