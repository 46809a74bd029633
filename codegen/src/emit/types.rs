//! Structs and enumerations.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::doc::Doc;
use super::form::{Forms, Parts, Row};
use super::layout::Source;
use super::names::{borrows, lifetime, type_path};
use super::{Options, doc, record};
use crate::describe;
use crate::model::{
    Content, Entry, Enumeration, Field, Kind, Model, Object, Page, TypeDef, TypeId, TypeKind, Value, Variant,
};

/// Where a type is emitted: what its docs and paths refer to.
#[derive(Clone, Copy)]
pub(super) struct Context<'m> {
    pub(super) model: &'m Model,
    /// The page, unless the type is shared by several.
    pub(super) page: Option<&'m Page>,
    pub(super) options: Options,
}

/// What makes the items of one type look otherwise than those of another, names aside.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) options: Options,
    /// The type holds something borrowed.
    pub(super) borrows: bool,
}

/// Adds the items of a type, and what connects it to its table.
pub(super) fn emit(context: Context<'_>, id: TypeId, source: &mut Source) {
    static STRUCTURES: Forms = Forms::new();
    static ENUMERATIONS: Forms = Forms::new();
    let Some(definition) = context.model.type_def(id) else { return };
    let look = Look { options: context.options, borrows: borrows(context.model, id) };
    match &definition.kind {
        TypeKind::Object(object) => {
            let parts = structure_parts(context, id, definition, object);
            let form = STRUCTURES.of(look.options.features, look.borrows);
            source.form(form, &parts, |parts| structure_items(look, parts));
        }
        TypeKind::Enumeration(found) => {
            let parts = enumeration_parts(definition, found);
            let form = ENUMERATIONS.of(look.options.features, look.borrows);
            source.form(form, &parts, |parts| enumeration_items(look, parts));
        }
    }
}

pub(super) fn structure_items(look: Look, parts: &Parts) -> TokenStream {
    let (structure, record) = (structure(look, parts), record::structure(look, parts));
    quote!(#structure #record)
}

pub(super) fn enumeration_items(look: Look, parts: &Parts) -> TokenStream {
    let (enumeration, record) = (enumeration(look, parts), record::enumeration(look, parts));
    quote!(#enumeration #record)
}

/// `Clone`, and for enumerations `Debug`: derives that a user may switch off, where there is a feature to do so.
fn derives(options: Options, derives: &TokenStream) -> TokenStream {
    if options.features {
        quote!(#[cfg_attr(feature = "derives", derive(#derives))])
    } else {
        quote!(#[derive(#derives)])
    }
}

/// Switches off with the derives what stands in their place.
pub(super) fn gate(options: Options) -> Option<TokenStream> {
    options.features.then(|| quote!(#[cfg(feature = "derives")]))
}

fn structure_parts(context: Context<'_>, id: TypeId, definition: &TypeDef, object: &Object) -> Parts {
    let doc = definition.doc.as_deref().map_or_else(|| doc::code(&definition.name.ident), doc::plain);
    let home = &definition.name.module;
    let at = context.page.and_then(|page| describe::pointer_to(context.model, page, id));
    let row = |field: &Field| Row {
        docs: field_doc(context, at.as_deref(), field),
        name: field.name.field.clone(),
        detail: member_type(context.model, field, home),
    };
    Parts {
        docs: doc::paragraphs(&[doc, provenance(definition)]),
        name: definition.name.ident.clone(),
        table: definition.name.table.clone(),
        rows: object.fields.iter().map(row).collect(),
        order: object.wire_order.clone(),
        ..Parts::default()
    }
}

fn structure(look: Look, parts: &Parts) -> TokenStream {
    let (docs, name) = (&parts.docs, parts.ident());
    let lifetime = look.borrows.then(|| quote!(<'a>));
    let fields = parts.rows.iter().map(|row| {
        let (docs, name, ty) = (&row.docs, row.ident(), &row.detail);
        quote!(#docs pub #name: #ty,)
    });
    let derives = derives(look.options, &quote!(Clone));
    let by_table = by_table(look, parts);
    quote! {
        #docs
        #derives
        #[derive(Default)]
        pub struct #name #lifetime {
            #(#fields)*
        }
        #by_table
    }
}

/// `Debug`, which leaves out what the schema marks as sensitive, and `PartialEq`: one routine of the runtime each, since a
/// derive's code for every field is what costs the user's compiler most.
fn by_table(look: Look, parts: &Parts) -> TokenStream {
    let name = parts.ident();
    let anonymous = look.borrows.then(|| quote!(<'_>));
    let gate = gate(look.options);
    quote! {
        #gate
        impl fmt::Debug for #name #anonymous {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fieldwright::debug(self, f)
            }
        }
        #gate
        impl PartialEq for #name #anonymous {
            fn eq(&self, other: &Self) -> bool {
                fieldwright::equal(self, other)
            }
        }
    }
}

/// The type of a struct's field: what the value is, and whether it may be missing or null.
fn member_type(model: &Model, field: &Field, home: &[String]) -> TokenStream {
    let ty =
        if field.unchecked_signature { quote!(UncheckedSignature<'a>) } else { value_type(model, &field.value, home) };
    let rule = &field.value.effective;
    match (rule.required, rule.nullable && rule.kind != Kind::Any) {
        (true, false) => ty,
        (true, true) | (false, false) => quote!(Option<#ty>),
        (false, true) => quote!(Maybe<#ty>),
    }
}

fn value_type(model: &Model, value: &Value, home: &[String]) -> TokenStream {
    match &value.content {
        Content::Object(id) | Content::Enumeration(id) => {
            let Some(definition) = model.type_def(*id) else { return quote!(Raw<'a>) };
            let (path, lifetime) = (type_path(definition, home), lifetime(model, *id));
            quote!(#path #lifetime)
        }
        Content::Items(items) => {
            let item = value_type(model, items, home);
            if items.effective.nullable && items.effective.kind != Kind::Any {
                quote!(Vec<Option<#item>>)
            } else {
                quote!(Vec<#item>)
            }
        }
        Content::Leaf => match value.effective.kind {
            Kind::String => quote!(Cow<'a, str>),
            Kind::Integer => quote!(i64),
            Kind::Number => quote!(Number<'a>),
            Kind::Boolean => quote!(bool),
            Kind::Array => quote!(Vec<Raw<'a>>),
            Kind::Object | Kind::Any => quote!(Raw<'a>),
        },
    }
}

fn enumeration_parts(definition: &TypeDef, found: &Enumeration) -> Parts {
    let doc = definition.doc.as_deref().map_or_else(|| doc::code(&definition.name.ident), doc::plain);
    let open = "Open: a value that the schema does not have is kept, and reported when the payload is validated.";
    let row = |variant: &Variant| {
        let mut docs = doc::code(&variant.value);
        if let Some(text) = &variant.doc {
            docs.push_str(": ");
            docs.push_str(&doc::plain(text));
        }
        let detail = Literal::string(&variant.value).into_token_stream();
        Row { docs: doc::paragraphs(&[docs]), name: variant.ident.clone(), detail }
    };
    Parts {
        docs: doc::paragraphs(&[doc, open.to_owned(), provenance(definition)]),
        name: definition.name.ident.clone(),
        table: definition.name.table.clone(),
        rows: found.variants.iter().map(row).collect(),
        order: (0..found.variants.len()).collect(),
        ..Parts::default()
    }
}

fn enumeration(look: Look, parts: &Parts) -> TokenStream {
    let (docs, name) = (&parts.docs, parts.ident());
    let derives = derives(look.options, &quote!(Debug, Clone));
    let variants = parts.rows.iter().map(|row| {
        let (docs, name) = (&row.docs, row.ident());
        quote!(#docs #name,)
    });
    quote! {
        #docs
        #derives
        pub enum #name<'a> {
            #(#variants)*
            /// A value that the schema does not have, as it came.
            Unknown(Cow<'a, str>),
        }
    }
}

fn provenance(definition: &TypeDef) -> String {
    let source =
        definition.source.as_ref().map(|source| format!(" Source: {}.", doc::plain(source))).unwrap_or_default();
    format!("Schema: {}.{source}", doc::code(&format!("{}:{}", definition.place.file, definition.place.line)))
}

/// What a field means, what rules it has, and where they come from. `at` is where its object stands in the payload.
fn field_doc(context: Context<'_>, at: Option<&str>, field: &Field) -> Doc {
    let mut docs = Doc::default();
    if let Some(text) = &field.doc {
        docs.paragraph(&doc::plain(text));
    }
    let (documented, effective) = (&field.value.documented, &field.value.effective);
    let mut facts = format!("{}: {}.", doc::code(&field.name.wire), doc::plain(&describe::rule(effective)));
    if documented != effective && describe::rule(documented) != describe::rule(effective) {
        facts.push_str(&format!(" Documented: {}.", doc::plain(&describe::rule(documented))));
    }
    if let Some(source) = &field.source {
        facts.push_str(&format!(" Source: {}.", doc::plain(source)));
    }
    docs.paragraph(&facts);
    if field.unchecked_signature {
        docs.paragraph("A signature that was not checked: not all is documented that it takes to do so.");
    }
    for entry in entries(context, at, field) {
        docs.paragraph(&format!("{}: {}.", doc::plain(&entry.id), doc::plain(sentence(&entry.because))));
    }
    docs.paragraph(&format!("Row: {}.", doc::code(&format!("{}:{}", field.place.file, field.place.line))));
    docs
}

/// The entries of the page that speak of a field.
fn entries<'m>(context: Context<'m>, at: Option<&str>, field: &Field) -> impl Iterator<Item = &'m Entry> {
    let at = at.map(|at| describe::member(at, &field.name.wire));
    let entries = context.page.map(|page| page.entries.iter()).into_iter().flatten();
    entries.filter(move |entry| at.as_deref() == Some(entry.at.as_str()))
}

fn sentence(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}
