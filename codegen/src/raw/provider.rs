//! A provider's file: what all its pages share.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::entry::RawNote;
use super::extract::{Concept, Extract, Keys, Map, OneOrMany, Spanned};
use super::row::RawType;
use super::text::{Prose, Token};
use crate::diagnostic::Diagnostic;
use crate::load::{Entry, Node, Value};

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

/// A way to tell the provider's requests from others'. Further keys are kept as written.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename = "Authentication", rename_all = "camelCase")]
pub(crate) struct RawAuthentication {
    /// `hmac-sha256`, `api-key` or `body-signature`.
    pub(crate) scheme: Spanned<Scheme>,
    /// The header that holds the signature or the key.
    pub(crate) header: Option<Spanned<String>>,
    /// How it works, in our own words.
    pub(crate) doc: Option<Spanned<Prose>>,
    #[schemars(skip)]
    pub(crate) details: Vec<(String, String)>,
}

/// The name of a scheme.
#[derive(Debug, Clone)]
pub(crate) struct Scheme(pub(crate) String);

/// What the provider expects of a receiver's answer. Further keys, such as `retries` and `idempotencyKey`, are kept as
/// written.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename = "Delivery", rename_all = "camelCase")]
pub(crate) struct RawDelivery {
    /// The status codes that count as received: `[204]` or `2xx`.
    pub(crate) success: Option<Spanned<OneOrMany<Token>>>,
    /// What else there is to know, in our own words.
    pub(crate) doc: Option<Spanned<Prose>>,
    #[schemars(skip)]
    pub(crate) details: Vec<(String, String)>,
}

/// The schemes that a schema can speak of.
const SCHEMES: [&str; 3] = ["hmac-sha256", "api-key", "body-signature"];

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

impl Concept for RawAuthentication {
    const WHAT: &'static str = "a scheme of authentication";

    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        let scheme = keys.required("scheme");
        let header = keys.optional("header");
        let doc = keys.optional("doc");
        let details = details(keys);
        Some(Self { scheme: scheme?, header, doc, details })
    }
}

impl Concept for RawDelivery {
    const WHAT: &'static str = "a delivery";

    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        let success = keys.optional("success");
        let doc = keys.optional("doc");
        Some(Self { success, doc, details: details(keys) })
    }
}

/// The keys that nobody asked for, as text: `retries: {for: 7 days}` is `retries.for` with `7 days`, and a list is its
/// items with commas between them.
fn details(keys: &mut Keys<'_>) -> Vec<(String, String)> {
    let mut details = Vec::new();
    let mut faults = Vec::new();
    for entry in keys.rest() {
        detail("", entry, &mut details, &mut faults);
    }
    for fault in faults {
        keys.report(fault);
    }
    details
}

fn detail(prefix: &str, entry: &Entry, details: &mut Vec<(String, String)>, faults: &mut Vec<Diagnostic>) {
    let Some(key) = super::text::line(&entry.key, entry.key_span, faults) else { return };
    let name = if prefix.is_empty() { key } else { format!("{prefix}.{key}") };
    match &entry.value.value {
        Value::Null => details.push((name, String::new())),
        Value::Map(entries) => {
            for inner in entries {
                detail(&name, inner, details, faults);
            }
        }
        Value::List(items) => {
            let words: Vec<_> = items.iter().filter_map(|item| String::extract(item, item.span, faults)).collect();
            details.push((name, words.join(", ")));
        }
        Value::Scalar(_) => {
            if let Some(Prose(text)) = Prose::extract(&entry.value, entry.key_span, faults) {
                details.push((name, text));
            }
        }
    }
}

impl Extract for Scheme {
    fn extract(node: &Node, at: crate::source::Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let name = String::extract(node, at, diagnostics)?;
        if SCHEMES.contains(&name.as_str()) {
            return Some(Self(name));
        }
        let message = format!("`{}` is no scheme of authentication", crate::load::shortened(&name));
        diagnostics.push(
            Diagnostic::error(crate::codes::Code::F0204, node.span, message)
                .help(format!("There are {}.", super::extract::listed(SCHEMES.into_iter()))),
        );
        None
    }
}

impl JsonSchema for Scheme {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Scheme".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "enum": SCHEMES})
    }
}
