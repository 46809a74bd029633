//! Errata and notes.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::extract::{Concept, Extract, Keys, OneOrMany, Spanned};
use super::row::RawValues;
use super::text::{Prose, Token};
use super::words::{About, Word};
use crate::diagnostic::Diagnostic;
use crate::load::{Node, Value};
use crate::model::{Decimal, EntryKind, Format, Severity};
use crate::source::Span;

/// What is in effect instead of what the page documents, and why.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(rename = "Erratum", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RawErratum {
    /// What is in effect.
    pub(crate) effective: Spanned<RawEffective>,
    /// Whether the erratum is meant to narrow; else narrowing is refused.
    pub(crate) narrow: Option<Spanned<bool>>,
    #[schemars(flatten)]
    pub(crate) entry: RawEntry,
}

/// What was seen and changes no rule.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(rename = "Note", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RawNote {
    /// What it is about.
    pub(crate) about: Spanned<Word<About>>,
    #[schemars(flatten)]
    pub(crate) entry: RawEntry,
}

/// What an erratum and a note both say.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(rename = "Entry", rename_all = "camelCase")]
pub(crate) struct RawEntry {
    /// Unique on the page, letters and digits.
    pub(crate) id: Spanned<Token>,
    /// Pointer to the row, as `/EventBody/TimeZone` or `/ewallets/*/amount`; `""` is the root, a header is
    /// `header:signature`.
    pub(crate) at: Option<Spanned<String>>,
    /// Instead of `at`: the name of a rule under `rules`.
    pub(crate) rule: Option<Spanned<String>>,
    /// `contradiction` (the default): the page contradicts itself, and it is counted. `tension`: odd, within one example.
    /// `cross-page`: another page says otherwise.
    pub(crate) kind: Option<Spanned<Word<EntryKind>>>,
    /// Why, in one sentence of our own.
    pub(crate) because: Spanned<Prose>,
    /// `examples/<name>`, `examples/<name>#<pointer>`, `table`, `prose`, `event-list` or `source:<key>`; one or a list.
    pub(crate) evidence: Spanned<OneOrMany<String>>,
}

/// The rules that an erratum can set. `null` takes a rule away.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(rename = "Effective", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RawEffective {
    /// The JSON type of the evidence.
    #[schemars(rename = "type")]
    pub(crate) kind: Option<Spanned<String>>,
    /// `false`: the member may be missing.
    pub(crate) required: Option<Spanned<bool>>,
    /// `true`: the value may be `null`.
    pub(crate) nullable: Option<Spanned<bool>>,
    /// A shorter length that is in effect.
    pub(crate) min_length: Option<Spanned<Setting<u64>>>,
    /// A greater length that is in effect.
    pub(crate) max_length: Option<Spanned<Setting<u64>>>,
    /// Values to add.
    #[schemars(rename = "enum")]
    pub(crate) values: Option<Spanned<Setting<RawValues>>>,
    /// `true`: `""` stands for "absent".
    pub(crate) allow_empty: Option<Spanned<bool>>,
    /// The pattern in effect.
    pub(crate) pattern: Option<Spanned<Setting<String>>>,
    /// The format in effect.
    pub(crate) format: Option<Spanned<Setting<Word<Format>>>>,
    /// A smaller number that is in effect.
    pub(crate) minimum: Option<Spanned<Setting<Decimal>>>,
    /// A greater number that is in effect.
    pub(crate) maximum: Option<Spanned<Setting<Decimal>>>,
    /// Fewer items that are in effect.
    pub(crate) min_items: Option<Spanned<Setting<u64>>>,
    /// More items that are in effect.
    pub(crate) max_items: Option<Spanned<Setting<u64>>>,
    /// Of a rule over several members: how much a violation weighs.
    pub(crate) severity: Option<Spanned<Word<Severity>>>,
}

/// A rule's new value, or that there is none any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Setting<T> {
    Gone,
    Set(T),
}

impl Concept for RawErratum {
    const WHAT: &'static str = "an erratum";

    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        let entry = RawEntry::read(keys);
        let effective = keys.required("effective");
        let narrow = keys.optional("narrow");
        Some(Self { entry: entry?, effective: effective?, narrow })
    }
}

impl Concept for RawNote {
    const WHAT: &'static str = "a note";

    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        let entry = RawEntry::read(keys);
        let about = keys.required("about");
        Some(Self { entry: entry?, about: about? })
    }
}

impl RawEntry {
    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        let id = keys.required("id");
        let at = keys.optional("at");
        let rule = keys.optional("rule");
        let kind = keys.optional("kind");
        let because = keys.required("because");
        let evidence = keys.required("evidence");
        Some(Self { id: id?, at, rule, kind, because: because?, evidence: evidence? })
    }
}

impl Concept for RawEffective {
    const WHAT: &'static str = "what is in effect";

    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        Some(Self {
            kind: keys.optional("type"),
            required: keys.optional("required"),
            nullable: keys.optional("nullable"),
            min_length: keys.optional("minLength"),
            max_length: keys.optional("maxLength"),
            values: keys.optional("enum"),
            allow_empty: keys.optional("allowEmpty"),
            pattern: keys.optional("pattern"),
            format: keys.optional("format"),
            minimum: keys.optional("minimum"),
            maximum: keys.optional("maximum"),
            min_items: keys.optional("minItems"),
            max_items: keys.optional("maxItems"),
            severity: keys.optional("severity"),
        })
    }
}

impl<T: Extract> Extract for Setting<T> {
    fn extract(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        if node.value == Value::Null { Some(Self::Gone) } else { T::extract(node, at, diagnostics).map(Self::Set) }
    }
}

impl<T: JsonSchema> JsonSchema for Setting<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}OrNull", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({"anyOf": [{"type": "null"}, generator.subschema_for::<T>()]})
    }
}
