//! Rust names: what each thing is called, and that no two things are called the same.

use std::collections::HashMap;

use super::draft::Draft;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::model::{TypeId, TypeKind, Variant};
use crate::name::{self, NameFault, TypeName};
use crate::raw::extract::Spanned;
use crate::raw::row::RawVariant;
use crate::source::Span;

/// The type names of a module: identifiers and tables, each with its place.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: HashMap<String, Span>,
}

/// What a name is for.
#[derive(Clone, Copy)]
struct Purpose {
    what: &'static str,
    /// The key that settles it.
    key: &'static str,
    derive: fn(&str) -> Result<String, NameFault>,
    admits: fn(&str) -> bool,
    form: &'static str,
}

const FIELD: Purpose =
    Purpose { what: "field", key: "name", derive: name::field, admits: name::is_field, form: "snake_case" };
const TYPE: Purpose =
    Purpose { what: "type", key: "typeName", derive: name::type_ident, admits: name::is_type, form: "PascalCase" };
const PAYLOAD: Purpose = Purpose { what: "payload", ..TYPE };
const VARIANT: Purpose =
    Purpose { what: "variant", key: "name", derive: name::variant, admits: name::is_type, form: "PascalCase" };

/// The Rust field of a row.
pub(super) fn field(
    draft: &mut Draft<'_>,
    wire: &Spanned<String>,
    given: Option<&Spanned<String>>,
    taken: &mut HashMap<String, Span>,
) -> String {
    let (ident, span) = named(draft, FIELD, &wire.value, wire.span, given);
    unique(draft, FIELD, &ident, span, taken);
    ident
}

/// The Rust name of a type.
pub(super) fn type_name(
    draft: &mut Draft<'_>,
    names: &mut Names,
    module: Vec<String>,
    text: &str,
    span: Span,
    given: Option<&Spanned<String>>,
) -> TypeName {
    let (ident, span) = named(draft, TYPE, text, span, given);
    if name::type_taken(&ident) {
        draft.report(
            Diagnostic::error(Code::F0304, span, format!("generated code uses the type name `{ident}` itself"))
                .help("Give it another Rust name: `typeName: …` in a row, another name under `types`."),
        );
    }
    let name = TypeName::new(ident, module);
    if unique(draft, TYPE, &name.ident, span, &mut names.taken) && name.table != name.ident {
        unique(draft, TYPE, &name.table, span, &mut names.taken);
    }
    name
}

/// Holds the Rust name of a payload against what its provider's module has: the other payloads, and what a receiver needs.
pub(super) fn payload(
    draft: &mut Draft<'_>,
    provider: usize,
    ident: &str,
    span: Span,
    taken: &mut HashMap<String, Span>,
) {
    let marker = draft.provider(provider).map(|provider| name::marker(&provider.id));
    if name::payload_taken(ident) || marker.as_deref() == Some(ident) {
        let what = if name::payload_taken(ident) { "generated code uses itself" } else { "is the provider's own" };
        let message = format!("the payload becomes the type `{ident}`, which {what}");
        draft.report(
            Diagnostic::error(Code::F0304, span, message)
                .help("Give it another Rust name: `typeName: …` under `payload`."),
        );
    }
    unique(draft, PAYLOAD, ident, span, taken);
}

/// Names the variants of all enumerations, when every value is known.
pub(super) fn name_variants(draft: &mut Draft<'_>) {
    for index in 0..draft.types.len() {
        let id = TypeId(index);
        let known = draft.notes_mut(id).map(|notes| std::mem::take(&mut notes.variants)).unwrap_or_default();
        let variants = variants(draft, &known);
        if let Some(TypeKind::Enumeration(enumeration)) = draft.type_mut(id).map(|definition| &mut definition.kind) {
            enumeration.variants = variants;
        }
    }
}

fn variants(draft: &mut Draft<'_>, known: &[&RawVariant]) -> Vec<Variant> {
    let mut order: Vec<&str> = Vec::new();
    let mut said: HashMap<&str, RawVariant> = HashMap::new();
    for raw in known {
        if let Some(first) = said.get_mut(raw.value.value.as_str()) {
            // A second list may add what the first does not say.
            first.name = first.name.take().or_else(|| raw.name.clone());
            first.doc = first.doc.take().or_else(|| raw.doc.clone());
        } else {
            order.push(&raw.value.value);
            said.insert(&raw.value.value, (*raw).clone());
        }
    }
    let mut taken = HashMap::new();
    let mut variants = Vec::with_capacity(order.len());
    for raw in order.into_iter().filter_map(|value| said.remove(value)) {
        let (ident, span) = named(draft, VARIANT, &raw.value.value, raw.value.span, raw.name.as_ref());
        if ident == name::UNKNOWN {
            draft.report(
                Diagnostic::error(
                    Code::F0304,
                    span,
                    "every enumeration has a variant `Unknown` for values that it does not list",
                )
                .help(format!("Name this one: `enum: {{{}: {{name: …}}}}`.", quoted(&raw.value.value))),
            );
        }
        unique(draft, VARIANT, &ident, span, &mut taken);
        variants.push(Variant { value: raw.value.value, ident, doc: raw.doc.map(|doc| doc.value.0) });
    }
    variants
}

/// The name given, or else the one derived, and the place that it comes from.
fn named(
    draft: &mut Draft<'_>,
    purpose: Purpose,
    text: &str,
    span: Span,
    given: Option<&Spanned<String>>,
) -> (String, Span) {
    if let Some(given) = given {
        if !(purpose.admits)(&given.value) {
            let message = format!("`{}` is no Rust name for a {}", shortened(&given.value), purpose.what);
            draft.report(
                Diagnostic::error(Code::F0303, given.span, message)
                    .help(format!("It is {} of ASCII letters and digits, and no keyword.", purpose.form)),
            );
        }
        return (given.value.clone(), given.span);
    }
    match (purpose.derive)(text) {
        Ok(ident) => (ident, span),
        Err(fault) => {
            let why = match fault {
                NameFault::Nothing => "has no letter or digit for".to_owned(),
                NameFault::Foreign(letter) => format!("has the letter `{letter}`, which is not ASCII, in"),
            };
            let message = format!("`{}` {why} the Rust name of its {}", shortened(text), purpose.what);
            draft.report(Diagnostic::error(Code::F0301, span, message).help(remedy(purpose, text)));
            // Unique, so that nothing further is said about it.
            (format!("{}{}_{}", purpose.what, span.file, span.start), span)
        }
    }
}

fn remedy(purpose: Purpose, text: &str) -> String {
    if purpose.what == VARIANT.what {
        format!("Name it: `enum: {{{}: {{name: …}}}}`.", quoted(text))
    } else {
        format!("Name it: `{}: …`.", purpose.key)
    }
}

fn unique(draft: &mut Draft<'_>, purpose: Purpose, ident: &str, span: Span, taken: &mut HashMap<String, Span>) -> bool {
    let Some(&first) = taken.get(ident) else {
        taken.insert(ident.to_owned(), span);
        return true;
    };
    draft.report(
        Diagnostic::error(Code::F0302, span, format!("two {}s become `{ident}` in Rust", purpose.what))
            .saying("this one")
            .label(first, "and this one")
            .help(match purpose.what {
                "variant" => "Name one of them: `enum: {VALUE: {name: …}}`.".to_owned(),
                "type" => "Name one of them: `typeName: …` in a row, another name under `types`.".to_owned(),
                _ => format!("Name one of them: `{}: …`.", purpose.key),
            }),
    );
    false
}

/// `enum: …` for an erratum, with values that the enumeration has not. Those get a name that would have none.
pub(super) fn enum_with<'v>(known: impl IntoIterator<Item = &'v str>, values: &[&'v str]) -> String {
    let given = name::variants_given(known, values.iter().copied());
    let named = given.iter().any(Option::is_some);
    let entries = values.iter().zip(&given).map(|(value, given)| match given {
        Some(name) => format!("{}: {{name: {name}}}", quoted(value)),
        None if named => format!("{}: {{}}", quoted(value)),
        None => quoted(value),
    });
    let entries = entries.collect::<Vec<_>>().join(", ");
    if named { format!("enum: {{{entries}}}") } else { format!("enum: [{entries}]") }
}

/// A value as YAML can hold it in a map.
fn quoted(text: &str) -> String {
    let word = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    let safe = word && text.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_yaml_word(text);
    if safe { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

fn is_yaml_word(text: &str) -> bool {
    ["null", "true", "false", "yes", "no", "on", "off", "y", "n"].iter().any(|word| word.eq_ignore_ascii_case(text))
}
