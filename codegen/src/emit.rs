//! The model as source text: pure, from [`Model`] to [`Files`].
//!
//! One file an artefact: `crate_root` the crate, `provider` a provider's module, `page` a page's, `types` structs and
//! enumerations, `record` what connects them to their tables, `table` the tables, `event` the dispatch,
//! `contract` what a receiver needs to know of a provider, `fixtures` the data. Everything goes through `layout`, item by item;
//! what every type has goes through it once, as a `form`.

mod contract;
mod crate_root;
mod doc;
mod event;
mod files;
mod fixtures;
mod form;
mod imports;
mod layout;
mod names;
mod page;
mod provider;
mod record;
mod single;
mod table;
mod types;

pub use files::{Files, MARK};
pub use single::emit_single;

use std::collections::BTreeSet;

use crate::model::{Content, Model, Page, Provider, TypeId, Value};
use crate::parallel;
use crate::timings::{Stage, Timings};

/// What may be chosen about the output.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Gate `Debug`, `Clone` and `PartialEq` behind the crate's `derives` feature, serde behind `serde` and fixtures behind
    /// `fixtures`. Without, the first two are always there and fixtures are not: for code that is included elsewhere.
    pub features: bool,
}

/// The types that a provider's pages are made of, also those of rows that an erratum hides. A type that only lends its rows to others as
/// a `base` is none of them.
fn reachable(model: &Model, provider: &Provider) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    let mut pending: Vec<TypeId> = provider.pages.iter().flat_map(|page| page.types.iter().copied()).collect();
    while let Some(id) = pending.pop() {
        if found.insert(id)
            && let Some(object) = model.object(id)
        {
            object.fields.iter().for_each(|field| types_in(&field.value, &mut pending));
        }
    }
    found
}

fn types_in(value: &Value, found: &mut Vec<TypeId>) {
    for content in [Some(&value.content), value.documented_content.as_deref()].into_iter().flatten() {
        match content {
            Content::Object(id) | Content::Enumeration(id) => found.push(*id),
            Content::Items(items) => types_in(items, found),
            Content::Leaf => {}
        }
    }
}

/// A provider's shared types that payloads are made of.
fn shared_types(model: &Model, provider: &Provider) -> Vec<TypeId> {
    if provider.types.is_empty() {
        return Vec::new();
    }
    let reachable = reachable(model, provider);
    provider.types.iter().copied().filter(|id| reachable.contains(id)).collect()
}

/// A piece of the crate, which is made without the others: so that they can be made at once, and need not all be held.
#[derive(Debug, Clone, Copy)]
pub enum Part<'m> {
    /// What all providers have in common.
    Root,
    /// What the pages of a provider have in common.
    Provider(&'m Provider),
    /// A page of a provider.
    Page(&'m Provider, &'m Page),
}

/// The parts that a crate is made of.
#[must_use]
pub fn parts(model: &Model) -> Vec<Part<'_>> {
    let mut parts = vec![Part::Root];
    for provider in &model.providers {
        parts.push(Part::Provider(provider));
        parts.extend(provider.pages.iter().map(|page| Part::Page(provider, page)));
    }
    parts
}

impl Part<'_> {
    /// The files of the part: sources below `src/`, fixtures below `fixtures/`, all paths relative to the crate's folder.
    #[must_use]
    pub fn files(&self, model: &Model, timings: &Timings) -> Files {
        let options = Options { features: true };
        let mut files = Files::default();
        timings.of(Stage::Sources, || match self {
            Part::Root => crate_root::emit(model, &mut files),
            Part::Provider(provider) => provider::emit(model, provider, options, &mut files),
            Part::Page(provider, page) => page::emit(model, provider, page, options, &mut files),
        });
        if let Part::Page(_, page) = self {
            timings.of(Stage::Fixtures, || fixtures::emit(model, page, &mut files));
        }
        files
    }
}

/// The crate as a whole.
#[must_use]
pub fn emit(model: &Model) -> Files {
    let timings = Timings::default();
    let mut files = Files::default();
    for part in parallel::map(&parts(model), |part| part.files(model, &timings)) {
        files.extend(part);
    }
    files
}
