//! The rules of a row, as its keys say them: whether they apply, whether anything can meet them.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::draft::Draft;
use super::keys::Keys;
use super::pattern;
use super::rows::is_integer_format;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::judge::Exact;
use crate::model::{Decimal, Format, Kind, LengthUnit, Pattern, Rule};
use crate::raw::extract::Spanned;
use crate::raw::row::RawValues;
use crate::source::{Sources, Span};

/// The rules that keys say of a value of this kind. Patterns are read apart, as that can fail.
pub(super) fn of_keys(keys: &Keys<'_>, kind: Kind) -> Rule {
    let text = kind == Kind::String;
    let number = matches!(kind, Kind::Integer | Kind::Number);
    let list = kind == Kind::Array;
    let constant = keys.constant.filter(|_| text);
    let values = keys
        .values
        .filter(|_| text)
        .map(|values| values.value.values.iter().map(|variant| variant.value.value.clone()).collect::<Vec<_>>());
    Rule {
        nullable: keys.nullable.is_some_and(|nullable| nullable.value),
        min_length: keys.min_length.filter(|_| text).map(|length| length.value),
        max_length: keys.max_length.filter(|_| text).map(|length| length.value),
        length_unit: keys.length_unit.map_or(LengthUnit::Characters, |unit| unit.value.0),
        values: constant.map(|constant| vec![constant.value.0.clone()]).or(values),
        constant: constant.is_some(),
        format: keys.format.map(|format| format.value.0).filter(|format| kind_of(*format) == kind),
        allow_empty: text && keys.allow_empty.is_some_and(|allow| allow.value),
        minimum: keys.minimum.filter(|_| number).map(|number| number.value.clone()),
        maximum: keys.maximum.filter(|_| number).map(|number| number.value.clone()),
        min_items: keys.min_items.filter(|_| list).map(|items| items.value),
        max_items: keys.max_items.filter(|_| list).map(|items| items.value),
        ..Rule::of(kind)
    }
}

/// The words that `type` may hold beside the names of types.
pub(super) const KINDS: [Kind; 7] =
    [Kind::String, Kind::Integer, Kind::Number, Kind::Boolean, Kind::Object, Kind::Array, Kind::Any];

/// The JSON type that a word means.
pub(super) fn kind(word: &str) -> Option<Kind> {
    KINDS.into_iter().find(|kind| kind.word() == word)
}

/// The type that a format is for.
pub(super) fn kind_of(format: Format) -> Kind {
    if is_integer_format(format) { Kind::Integer } else { Kind::String }
}

/// Whether a keyword says something about values of a kind.
pub(super) fn applies(keyword: &str, kind: Kind) -> bool {
    match keyword {
        "minLength" | "maxLength" | "lengthUnit" | "enum" | "const" | "pattern" | "allowEmpty" => kind == Kind::String,
        "minimum" | "maximum" => matches!(kind, Kind::Integer | Kind::Number),
        "minItems" | "maxItems" | "items" => kind == Kind::Array,
        "fields" => matches!(kind, Kind::Object | Kind::Array),
        _ => true,
    }
}

/// Refuses rules that say nothing about values of this kind.
pub(super) fn applicable(draft: &mut Draft<'_>, keys: &Keys<'_>, kind: Kind, said: bool) {
    for (keyword, span) in keys.rules() {
        let format = keys.format.map(|format| format.value.0).filter(|_| keyword == "format");
        // That `fields` and `items` exclude each other is said already.
        let fits = (applies(keyword, kind) || keyword == "items" && keys.fields.is_some())
            && format.is_none_or(|format| kind_of(format) == kind);
        if fits {
            continue;
        }
        let (word, what) = match format {
            Some(format) => (format.word(), "format"),
            None => (keyword, "rule"),
        };
        let diagnostic = Diagnostic::error(
            Code::F0405,
            span,
            format!("the {what} `{word}` does not apply to the type `{}`", kind.word()),
        );
        let diagnostic = match keys.kind.filter(|_| said) {
            Some(kind) => diagnostic.label(kind.span, "the type of this row"),
            None => diagnostic,
        };
        draft.report(diagnostic.help(match format {
            Some(format) => format!("It is for the type `{}`.", kind_of(format).word()),
            None => "Say the `type` that it applies to, or take it out.".to_owned(),
        }));
    }
}

/// Refuses bounds that nothing can meet.
pub(super) fn possible(draft: &mut Draft<'_>, keys: &Keys<'_>, rule: &Rule) {
    let pairs = [
        (
            "minLength",
            keys.min_length.zip(keys.max_length).map(|(min, max)| (min.span, max.span, min.value > max.value)),
        ),
        ("minItems", keys.min_items.zip(keys.max_items).map(|(min, max)| (min.span, max.span, min.value > max.value))),
        (
            "minimum",
            keys.minimum
                .zip(keys.maximum)
                .map(|(min, max)| (min.span, max.span, compare(&min.value, &max.value) == Ordering::Greater)),
        ),
    ];
    for (keyword, pair) in pairs {
        if let Some((min, max, true)) = pair {
            draft.report(
                Diagnostic::error(Code::F0406, min, format!("`{keyword}` is more than the maximum beside it"))
                    .label(max, "the maximum")
                    .help("Look at the page again: no value can meet both."),
            );
        }
    }
    if let (Some(constant), Some(values)) = (keys.constant, keys.values)
        && rule.constant
        && !values.value.values.iter().any(|variant| variant.value.value == constant.value.0)
    {
        let message = format!("`{}` is none of the values of the enumeration", shortened(&constant.value.0));
        draft.report(
            Diagnostic::error(Code::F0406, constant.span, message)
                .label(values.span.before(), "the enumeration")
                .help("Take one of its values."),
        );
    }
}

/// Refuses a value that stands in a list twice.
pub(super) fn each_once(draft: &mut Draft<'_>, values: &Spanned<RawValues>) {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for variant in &values.value.values {
        if let Some(first) = seen.insert(&variant.value.value, variant.value.span) {
            draft.report(
                Diagnostic::error(
                    Code::F0412,
                    variant.value.span,
                    format!("the value `{}` stands twice", shortened(&variant.value.value)),
                )
                .saying("again here")
                .label(first, "first here")
                .help("Keep one of them."),
            );
        }
    }
}

/// Reads a pattern.
pub(super) fn pattern(draft: &mut Draft<'_>, source: &Spanned<String>) -> Option<Pattern> {
    match pattern::parse(&source.value) {
        Ok(pattern) => Some(pattern),
        Err(fault) => {
            let span = within(draft.sources, source, fault.at);
            draft.report(
                Diagnostic::error(Code::F0407, span, format!("this pattern cannot be checked: {}", fault.message))
                    .help("`docs/schema-language.md`, \"Patterns\", says what can; put the rest into `doc`."),
            );
            None
        }
    }
}

/// The place of a piece of a text, where the file has the text as it is.
fn within(sources: &Sources, text: &Spanned<String>, piece: std::ops::Range<usize>) -> Span {
    let Some(offset) = sources.text(text.span).find(&text.value) else { return text.span };
    let start = text.span.start + offset;
    Span { file: text.span.file, start: start + piece.start, end: start + piece.end }
}

/// Two exact decimals.
pub(super) fn compare(a: &Decimal, b: &Decimal) -> Ordering {
    Exact::parse(&a.0).cmp(&Exact::parse(&b.0))
}

/// Roughly the bytes that a row's rules take.
pub(super) fn weight(keys: &Keys<'_>) -> usize {
    let values =
        keys.values.map_or(0, |values| values.value.values.iter().map(|variant| variant.value.value.len() + 24).sum());
    let texts = keys.constant.map_or(0, |text| text.value.0.len())
        + keys.doc.map_or(0, |text| text.value.0.len())
        + keys.minimum.map_or(0, |number| number.value.0.len())
        + keys.maximum.map_or(0, |number| number.value.0.len());
    let steps = keys.pattern.map_or(0, |pattern| pattern.value.len() * 64);
    500 + values + texts + steps
}
