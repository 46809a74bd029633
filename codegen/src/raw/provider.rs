//! A provider's file: what all its pages share.

use schemars::JsonSchema;

use super::contract::{RawAuthentication, RawDelivery};
use super::entry::RawNote;
use super::extract::{Concept, Keys, Map, Spanned};
use super::row::RawType;
use super::text::{Prose, Token};

/// What all pages of a provider share.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename = "Provider", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RawProvider {
    /// The folder's name, said once more.
    pub(crate) provider: Spanned<String>,
    /// The provider's own name.
    pub(crate) title: Spanned<Prose>,
    /// Where its documentation starts.
    pub(crate) site: Option<Spanned<String>>,
    /// Other places that facts came from, by the key that rows, types and entries name them with.
    pub(crate) sources: Option<Spanned<Map<RawSource>>>,
    /// Named types for all pages of the provider.
    pub(crate) types: Option<Spanned<Map<RawType>>>,
    /// How a receiver tells the provider's requests from others'.
    pub(crate) authentication: Option<Spanned<Vec<RawAuthentication>>>,
    /// What the provider expects of the answer, and what it does otherwise.
    pub(crate) delivery: Option<Spanned<RawDelivery>>,
    /// What was seen and changes no rule.
    pub(crate) notes: Option<Spanned<Vec<Spanned<RawNote>>>>,
}

/// A place that facts came from.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename = "Source", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RawSource {
    /// What it is called.
    pub(crate) title: Spanned<Prose>,
    /// Where it is.
    pub(crate) url: Option<Spanned<String>>,
    /// The day it was read or released.
    pub(crate) read: Option<Spanned<Token>>,
}

impl Concept for RawProvider {
    const WHAT: &'static str = "a provider";

    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        let provider = keys.required("provider");
        let title = keys.required("title");
        let site = keys.optional("site");
        let sources = keys.section("sources");
        let types = keys.section("types");
        let authentication = keys.section("authentication");
        let delivery = keys.optional("delivery");
        let notes = keys.section("notes");
        Some(Self { provider: provider?, title: title?, site, sources, types, authentication, delivery, notes })
    }
}

impl Concept for RawSource {
    const WHAT: &'static str = "a source";

    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        let title = keys.required("title");
        let url = keys.optional("url");
        let read = keys.optional("read");
        Some(Self { title: title?, url, read })
    }
}
