//! The keys of a row, gathered from the row itself, the base row under it and the type that it names.

use crate::model::{Decimal, Format, LengthUnit, Provenance};
use crate::raw::extract::Spanned;
use crate::raw::row::{RawRow, RawType, RawValue, RawValues, Rows};
use crate::raw::text::{Prose, Token};
use crate::raw::words::Word;
use crate::source::Span;

/// References into the raw model, so that gathering copies no text and no rows however often a type is used.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Keys<'r> {
    pub(super) kind: Option<&'r Spanned<String>>,
    pub(super) required: Option<&'r Spanned<bool>>,
    pub(super) nullable: Option<&'r Spanned<bool>>,
    pub(super) min_length: Option<&'r Spanned<u64>>,
    pub(super) max_length: Option<&'r Spanned<u64>>,
    pub(super) length_unit: Option<&'r Spanned<Word<LengthUnit>>>,
    pub(super) values: Option<&'r Spanned<RawValues>>,
    pub(super) constant: Option<&'r Spanned<Token>>,
    pub(super) pattern: Option<&'r Spanned<String>>,
    pub(super) format: Option<&'r Spanned<Word<Format>>>,
    pub(super) allow_empty: Option<&'r Spanned<bool>>,
    pub(super) minimum: Option<&'r Spanned<Decimal>>,
    pub(super) maximum: Option<&'r Spanned<Decimal>>,
    pub(super) min_items: Option<&'r Spanned<u64>>,
    pub(super) max_items: Option<&'r Spanned<u64>>,
    pub(super) fields: Option<&'r Spanned<Rows>>,
    pub(super) items: Option<&'r Spanned<RawRow>>,
    pub(super) base: Option<&'r Spanned<String>>,
    pub(super) doc: Option<&'r Spanned<Prose>>,
    pub(super) sensitive: Option<&'r Spanned<bool>>,
    pub(super) source: Option<&'r Spanned<String>>,
    pub(super) name: Option<&'r Spanned<String>>,
    pub(super) type_name: Option<&'r Spanned<String>>,
    pub(super) row: Option<&'r Spanned<Provenance>>,
}

impl<'r> Keys<'r> {
    pub(super) fn of_row(row: &'r RawRow) -> Self {
        Self {
            required: row.required.as_ref(),
            name: row.name.as_deref(),
            type_name: row.type_name.as_deref(),
            row: row.row.as_deref(),
            ..Self::of_value(&row.value)
        }
    }

    pub(super) fn of_type(named: &'r RawType) -> Self {
        Self::of_value(&named.value)
    }

    fn of_value(value: &'r RawValue) -> Self {
        Self {
            kind: value.kind.as_ref(),
            required: None,
            nullable: value.nullable.as_ref(),
            min_length: value.min_length.as_ref(),
            max_length: value.max_length.as_ref(),
            length_unit: value.length_unit.as_deref(),
            values: value.values.as_deref(),
            constant: value.constant.as_deref(),
            pattern: value.pattern.as_deref(),
            format: value.format.as_ref(),
            allow_empty: value.allow_empty.as_deref(),
            minimum: value.minimum.as_deref(),
            maximum: value.maximum.as_deref(),
            min_items: value.min_items.as_deref(),
            max_items: value.max_items.as_deref(),
            fields: value.fields.as_deref(),
            items: value.items.as_deref(),
            base: value.base.as_deref(),
            doc: value.doc.as_ref(),
            sensitive: value.sensitive.as_deref(),
            source: value.source.as_deref(),
            name: None,
            type_name: None,
            row: None,
        }
    }

    /// These keys, and each that they do not say from `under`.
    ///
    /// `base` belongs to its `fields`: rows of one's own do not start from the base of other rows.
    pub(super) fn over(self, under: Self) -> Self {
        Self {
            kind: self.kind.or(under.kind),
            required: self.required.or(under.required),
            nullable: self.nullable.or(under.nullable),
            min_length: self.min_length.or(under.min_length),
            max_length: self.max_length.or(under.max_length),
            length_unit: self.length_unit.or(under.length_unit),
            values: self.values.or(under.values),
            constant: self.constant.or(under.constant),
            pattern: self.pattern.or(under.pattern),
            format: self.format.or(under.format),
            allow_empty: self.allow_empty.or(under.allow_empty),
            minimum: self.minimum.or(under.minimum),
            maximum: self.maximum.or(under.maximum),
            min_items: self.min_items.or(under.min_items),
            max_items: self.max_items.or(under.max_items),
            fields: self.fields.or(under.fields),
            items: self.items.or(under.items),
            base: self.base.or(if self.fields.is_some() { None } else { under.base }),
            doc: self.doc.or(under.doc),
            sensitive: self.sensitive.or(under.sensitive),
            source: self.source.or(under.source),
            name: self.name.or(under.name),
            type_name: self.type_name.or(under.type_name),
            // The base's row is another row of another page.
            row: self.row,
        }
    }

    /// What is left for a row that names another type.
    pub(super) fn without_structure(self) -> Self {
        Self { values: None, constant: None, fields: None, items: None, base: None, type_name: None, ..self }
    }

    /// The rules that are said, by keyword, with their places.
    pub(super) fn rules(&self) -> impl Iterator<Item = (&'static str, Span)> {
        [
            ("minLength", self.min_length.map(|key| key.span)),
            ("maxLength", self.max_length.map(|key| key.span)),
            ("lengthUnit", self.length_unit.map(|key| key.span)),
            ("enum", self.values.map(|key| key.span)),
            ("const", self.constant.map(|key| key.span)),
            ("pattern", self.pattern.map(|key| key.span)),
            ("format", self.format.map(|key| key.span)),
            ("allowEmpty", self.allow_empty.map(|key| key.span)),
            ("minimum", self.minimum.map(|key| key.span)),
            ("maximum", self.maximum.map(|key| key.span)),
            ("minItems", self.min_items.map(|key| key.span)),
            ("maxItems", self.max_items.map(|key| key.span)),
            ("fields", self.fields.map(|key| key.span)),
            ("items", self.items.map(|key| key.span)),
        ]
        .into_iter()
        .filter_map(|(keyword, span)| Some((keyword, span?)))
    }
}
