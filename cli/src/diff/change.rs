//! One difference between two schemas.

use fieldwright_codegen::model::{Place, Value};
use serde_json::Value as Json;

use super::rule::Rule;
use super::verdict::{Api, Overall, Wire};
use super::witness::CounterExample;

/// A difference, classified.
#[derive(Debug)]
pub(crate) struct Change<'m> {
    pub(crate) rule: Rule,
    /// The payload, or the provider where it is about all its pages.
    pub(crate) of: String,
    /// `/lines/*/sku`, `header:NAME`, `rule:NAME`; `""` is the payload itself.
    pub(crate) path: String,
    pub(crate) wire: Wire,
    pub(crate) api: Api,
    /// In a few words; none where there was nothing.
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
    /// In the old schema.
    pub(crate) old_place: Option<Place>,
    /// In the new one.
    pub(crate) new_place: Option<Place>,
    /// How to look for a payload that shows it.
    pub(crate) probe: Option<Probe<'m>>,
    /// The payload that was found.
    pub(crate) counter_example: Option<CounterExample>,
}

/// Where a payload has to be edited to show a change, and how.
#[derive(Debug, Clone)]
pub(crate) struct Probe<'m> {
    /// Members by name; `*` is an item of an array.
    pub(crate) at: Vec<String>,
    /// What stands there, in the schemas that have it.
    pub(crate) old: Option<&'m Value>,
    pub(crate) new: Option<&'m Value>,
    pub(crate) look: Look,
}

/// What to try at the place.
#[derive(Debug, Clone)]
pub(crate) enum Look {
    /// Values on either side of every bound, and these first.
    Values(Vec<Json>),
    /// The same, and nothing at all before them.
    Presence,
    /// So many items.
    Items(Vec<u64>),
    /// Every choice of these members to be there.
    Members(Vec<String>),
}

impl<'m> Change<'m> {
    /// A change with the gravest verdicts that its rule can have.
    pub(crate) fn new(rule: Rule, of: &str, path: impl Into<String>) -> Self {
        let facts = rule.facts();
        Self {
            rule,
            of: of.to_owned(),
            path: path.into(),
            wire: facts.wire.first().copied().unwrap_or(Wire::None),
            api: facts.api.first().copied().unwrap_or(Api::Patch),
            old: None,
            new: None,
            old_place: None,
            new_place: None,
            probe: None,
            counter_example: None,
        }
    }

    #[must_use]
    pub(crate) fn wire(self, wire: Wire) -> Self {
        Self { wire, ..self }
    }

    #[must_use]
    pub(crate) fn api(self, api: Api) -> Self {
        Self { api, ..self }
    }

    /// What it was and what it is.
    #[must_use]
    pub(crate) fn texts(self, old: Option<impl Into<String>>, new: Option<impl Into<String>>) -> Self {
        Self { old: old.map(Into::into), new: new.map(Into::into), ..self }
    }

    #[must_use]
    pub(crate) fn places(self, old: Option<&Place>, new: Option<&Place>) -> Self {
        Self { old_place: old.cloned(), new_place: new.cloned(), ..self }
    }

    #[must_use]
    pub(crate) fn probe(self, probe: Option<Probe<'m>>) -> Self {
        Self { probe, ..self }
    }

    pub(crate) fn overall(&self) -> Overall {
        Overall::of(self.wire, self.api)
    }
}
