//! Rows, the types that rows name, and lists of values.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::extract::{Concept, Extract, Keys, Map, Spanned, wrong};
use super::text::{Prose, Token, line};
use super::words::Word;
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::load::{Node, Value};
use crate::model::{Decimal, Format, LengthUnit, Provenance};
use crate::source::Span;

/// A row of the page's table: a member of an object, a header, or an item of an array.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(rename = "Row", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RawRow {
    /// Whether the member must be there. Default: true on a page documented by a table, false on one documented by an
    /// example alone.
    pub(crate) required: Option<Spanned<bool>>,
    /// The Rust name of the field, where the derived one will not do.
    pub(crate) name: Option<Box<Spanned<String>>>,
    /// The Rust name of the object or enumeration that stands in this row.
    pub(crate) type_name: Option<Box<Spanned<String>>>,
    /// Which row of the page this one transcribes, and a hash of what it said: `12/1a2b3c4d`. An import writes it.
    pub(crate) row: Option<Box<Spanned<Provenance>>>,
    #[schemars(flatten)]
    pub(crate) value: RawValue,
}

/// A named type: a row without presence.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(rename = "Type", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RawType {
    #[schemars(flatten)]
    pub(crate) value: RawValue,
}

/// What a row and a named type can both say. Most rows say little of it, so what is rare takes room only where it is said.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(rename = "Value", rename_all = "camelCase")]
pub(crate) struct RawValue {
    /// `string`, `integer`, `number`, `boolean`, `object`, `array`, `any`, or the name of a type. May be left out where
    /// the other keys say it.
    #[schemars(rename = "type")]
    pub(crate) kind: Option<Spanned<String>>,
    /// Whether `null` is allowed beside the type.
    pub(crate) nullable: Option<Spanned<bool>>,
    /// The shortest length, in `lengthUnit`.
    pub(crate) min_length: Option<Spanned<u64>>,
    /// The greatest length, in `lengthUnit`.
    pub(crate) max_length: Option<Spanned<u64>>,
    /// What a length counts: Unicode scalar values, bytes of UTF-8 or units of UTF-16.
    pub(crate) length_unit: Option<Box<Spanned<Word<LengthUnit>>>>,
    /// The strings admitted: a list, or a map from a value to what it means.
    #[schemars(rename = "enum")]
    pub(crate) values: Option<Box<Spanned<RawValues>>>,
    /// The one string allowed.
    #[schemars(rename = "const")]
    pub(crate) constant: Option<Box<Spanned<Token>>>,
    /// A regular expression that starts with `^`; without `$` it is a prefix.
    pub(crate) pattern: Option<Box<Spanned<String>>>,
    /// A named format.
    pub(crate) format: Option<Spanned<Word<Format>>>,
    /// Whether `""` stands for "absent" and is exempt from the rules for strings.
    pub(crate) allow_empty: Option<Box<Spanned<bool>>>,
    /// The smallest number, exactly.
    pub(crate) minimum: Option<Box<Spanned<Decimal>>>,
    /// The greatest number, exactly.
    pub(crate) maximum: Option<Box<Spanned<Decimal>>>,
    /// The fewest items of an array.
    pub(crate) min_items: Option<Box<Spanned<u64>>>,
    /// The most items of an array.
    pub(crate) max_items: Option<Box<Spanned<u64>>>,
    /// Rows of the object, or of each item where the type is `array`.
    pub(crate) fields: Option<Box<Spanned<Rows>>>,
    /// A row without a name: what each item of an array is, where it has no `fields`.
    pub(crate) items: Option<Box<Spanned<RawRow>>>,
    /// A named object type whose rows are the starting point for the rows of the same name under `fields`.
    pub(crate) base: Option<Box<Spanned<String>>>,
    /// What it means, in our own words.
    pub(crate) doc: Option<Spanned<Prose>>,
    /// Card or account data or a credential: left out of `Debug`.
    pub(crate) sensitive: Option<Box<Spanned<bool>>>,
    /// Where these facts come from, if not from the page: a key of the provider's `sources`, or `inferred`.
    pub(crate) source: Option<Box<Spanned<String>>>,
}

/// Rows by their wire name, in the page's order. Nothing behind the colon: the base says it all.
pub(crate) type Rows = Map<Option<RawRow>>;

/// The values of an enumeration, in the page's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawValues {
    pub(crate) values: Vec<RawVariant>,
}

/// One value of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawVariant {
    pub(crate) value: Spanned<String>,
    pub(crate) name: Option<Spanned<String>>,
    pub(crate) doc: Option<Spanned<Prose>>,
}

/// What the map form says of a value: its meaning, or its meaning and its Rust name.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(rename = "EnumValue", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RawVariantInfo {
    /// What the value means.
    doc: Option<Spanned<Prose>>,
    /// The Rust name of the variant, where the derived one will not do.
    name: Option<Spanned<String>>,
}

impl Concept for RawRow {
    const WHAT: &'static str = "a row";

    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        Some(Self {
            value: RawValue::read(keys),
            required: keys.optional("required"),
            name: keys.rare("name"),
            type_name: keys.rare("typeName"),
            row: keys.rare("row"),
        })
    }
}

impl Concept for RawType {
    const WHAT: &'static str = "a type";

    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        Some(Self { value: RawValue::read(keys) })
    }
}

impl RawValue {
    fn read(keys: &mut Keys<'_>) -> Self {
        Self {
            kind: keys.optional("type"),
            nullable: keys.optional("nullable"),
            min_length: keys.optional("minLength"),
            max_length: keys.optional("maxLength"),
            length_unit: keys.rare("lengthUnit"),
            values: keys.rare("enum"),
            constant: keys.rare("const"),
            pattern: keys.rare("pattern"),
            format: keys.optional("format"),
            allow_empty: keys.rare("allowEmpty"),
            minimum: keys.rare("minimum"),
            maximum: keys.rare("maximum"),
            min_items: keys.rare("minItems"),
            max_items: keys.rare("maxItems"),
            fields: keys.rare("fields"),
            items: keys.rare("items"),
            base: keys.rare("base"),
            doc: keys.optional("doc"),
            sensitive: keys.rare("sensitive"),
            source: keys.rare("source"),
        }
    }
}

impl Concept for RawVariantInfo {
    const WHAT: &'static str = "a value of an enumeration";

    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        Some(Self { doc: keys.optional("doc"), name: keys.optional("name") })
    }
}

impl Extract for RawValues {
    fn extract(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let values: Vec<_> = match &node.value {
            Value::List(items) => items.iter().filter_map(|item| listed_value(item, diagnostics)).collect(),
            Value::Map(entries) => entries
                .iter()
                .filter_map(|entry| {
                    let value = line(&entry.key, entry.key_span, diagnostics)?;
                    let value = Spanned { value, span: entry.key_span };
                    mapped_value(value, &entry.value, diagnostics)
                })
                .collect(),
            Value::Null | Value::Scalar(_) => {
                wrong(node, at, diagnostics, "a list of strings, or a map `value: what it means`");
                return None;
            }
        };
        let listed = match &node.value {
            Value::List(items) => items.len(),
            Value::Map(entries) => entries.len(),
            Value::Null | Value::Scalar(_) => 0,
        };
        if listed == 0 {
            diagnostics.push(
                Diagnostic::error(Code::F0412, at, "the enumeration has no value").help("List the page's values."),
            );
            return None;
        }
        Some(Self { values })
    }
}

fn listed_value(item: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<RawVariant> {
    if item.value == Value::Null {
        diagnostics.push(
            Diagnostic::error(Code::F0203, item.span, "a value of an enumeration is a string, and this is nothing")
                .help("Put the string `null` in quotes, or write `nullable: true` for the JSON value."),
        );
        return None;
    }
    Spanned::extract(item, item.span, diagnostics).map(|value| RawVariant { value, name: None, doc: None })
}

fn mapped_value(value: Spanned<String>, meaning: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<RawVariant> {
    let at = value.span;
    match &meaning.value {
        Value::Null => Some(RawVariant { value, name: None, doc: None }),
        Value::Scalar(_) => {
            let doc = Spanned::extract(meaning, at, diagnostics);
            Some(RawVariant { value, name: None, doc })
        }
        Value::List(_) | Value::Map(_) => {
            let info = RawVariantInfo::extract(meaning, at, diagnostics)?;
            Some(RawVariant { value, name: info.name, doc: info.doc })
        }
    }
}

impl JsonSchema for RawValues {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "EnumValues".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                {"type": "array", "minItems": 1, "items": generator.subschema_for::<Token>()},
                {
                    "type": "object",
                    "minProperties": 1,
                    "additionalProperties": {
                        "anyOf": [{"type": ["string", "null"]}, generator.subschema_for::<RawVariantInfo>()]
                    }
                }
            ]
        })
    }
}

/// The value of a key, as rules hold it.
impl JsonSchema for Decimal {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Decimal".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "number"})
    }
}

impl Extract for Provenance {
    fn extract(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let provenance = match &node.value {
            Value::Scalar(scalar) => scalar.text.parse().ok(),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        };
        if provenance.is_none() {
            wrong(node, at, diagnostics, "the place and hash of the page's row, as in `12/1a2b3c4d`");
        }
        provenance
    }
}

impl JsonSchema for Provenance {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Provenance".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": Self::PATTERN})
    }
}
