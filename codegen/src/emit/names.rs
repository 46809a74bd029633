//! Identifiers and paths in generated code.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::model::{Content, Kind, Model, TypeDef, TypeId, TypeKind, Value};

/// An identifier. `check` has made sure that it is one.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// The modules that `home`'s code has to go through to reach a type of another module of its provider.
pub(super) fn type_path(definition: &TypeDef, home: &[String]) -> TokenStream {
    let name = ident(&definition.name.ident);
    if definition.name.module == home { quote!(#name) } else { quote!(super::types::#name) }
}

/// The path to the table of a type.
pub(super) fn table_path(definition: &TypeDef, home: &[String]) -> TokenStream {
    let name = ident(&definition.name.table);
    if definition.name.module == home { quote!(#name) } else { quote!(super::types::#name) }
}

/// Whether a type holds anything borrowed.
pub(super) fn borrows(model: &Model, id: TypeId) -> bool {
    match model.type_def(id).map(|definition| &definition.kind) {
        Some(TypeKind::Object(object)) => object.fields.iter().any(|field| value_borrows(model, &field.value)),
        _ => true,
    }
}

fn value_borrows(model: &Model, value: &Value) -> bool {
    match &value.content {
        Content::Leaf => !matches!(value.effective.kind, Kind::Integer | Kind::Boolean),
        Content::Enumeration(_) => true,
        Content::Object(id) => borrows(model, *id),
        Content::Items(items) => value_borrows(model, items),
    }
}

/// `<'a>` for a type that borrows.
pub(super) fn lifetime(model: &Model, id: TypeId) -> Option<TokenStream> {
    borrows(model, id).then(|| quote!(<'a>))
}
