//! Structs and enumerations.

use proc_macro2::TokenStream;
use quote::quote;

use super::names::{ident, lifetime, type_path};
use super::{Options, doc, record};
use crate::describe;
use crate::model::{Content, Entry, Enumeration, Field, Kind, Model, Object, Page, TypeDef, TypeId, TypeKind, Value};

/// Where a type is emitted: what its docs and paths refer to.
#[derive(Clone, Copy)]
pub(super) struct Context<'m> {
    pub(super) model: &'m Model,
    /// The page, unless the type is shared by several.
    pub(super) page: Option<&'m Page>,
    pub(super) options: Options,
}

/// The items of a type, and what connects it to its table.
pub(super) fn emit(context: Context<'_>, id: TypeId) -> TokenStream {
    let Some(definition) = context.model.type_def(id) else { return TokenStream::new() };
    match &definition.kind {
        TypeKind::Object(object) => {
            let mut tokens = structure(context, id, definition, object);
            tokens.extend(record::structure(context, id, definition, object));
            tokens
        }
        TypeKind::Enumeration(found) => {
            let mut tokens = enumeration(context, definition, found);
            tokens.extend(record::enumeration(context, id, definition, found));
            tokens
        }
    }
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

fn structure(context: Context<'_>, id: TypeId, definition: &TypeDef, object: &Object) -> TokenStream {
    let name = ident(&definition.name.ident);
    let lifetime = lifetime(context.model, id);
    let docs = doc::paragraphs(&[
        definition.doc.as_deref().map_or_else(|| doc::code(&definition.name.ident), doc::plain),
        provenance(definition),
    ]);
    let home = &definition.name.module;
    let fields = object.fields.iter().map(|field| {
        let docs = field_doc(context, id, field);
        let name = ident(&field.name.field);
        let ty = member_type(context.model, field, home);
        quote!(#docs pub #name: #ty,)
    });
    let derives = derives(context.options, &quote!(Clone));
    let by_table = by_table(context, id, definition);
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
fn by_table(context: Context<'_>, id: TypeId, definition: &TypeDef) -> TokenStream {
    let name = ident(&definition.name.ident);
    let anonymous = lifetime(context.model, id).map(|_| quote!(<'_>));
    let gate = gate(context.options);
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

fn enumeration(context: Context<'_>, definition: &TypeDef, found: &Enumeration) -> TokenStream {
    let name = ident(&definition.name.ident);
    let docs = doc::paragraphs(&[
        definition.doc.as_deref().map_or_else(|| doc::code(&definition.name.ident), doc::plain),
        "Open: a value that the schema does not have is kept, and reported when the payload is validated.".to_owned(),
        provenance(definition),
    ]);
    let derives = derives(context.options, &quote!(Debug, Clone));
    let variants = found.variants.iter().map(|variant| {
        let wire = doc::code(&variant.value);
        let text = match &variant.doc {
            Some(text) => format!("{wire}: {}", doc::plain(text)),
            None => wire,
        };
        let (docs, name) = (doc::paragraphs(&[text]), ident(&variant.ident));
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

/// What a field means, what rules it has, and where they come from.
fn field_doc(context: Context<'_>, id: TypeId, field: &Field) -> TokenStream {
    let mut texts = vec![field.doc.as_deref().map(doc::plain).unwrap_or_default()];
    let (documented, effective) = (describe::rule(&field.value.documented), describe::rule(&field.value.effective));
    let wire = doc::code(&field.name.wire);
    let mut facts = if documented == effective {
        format!("{wire}: {}.", doc::plain(&effective))
    } else {
        format!("{wire}: {}. Documented: {}.", doc::plain(&effective), doc::plain(&documented))
    };
    if let Some(source) = &field.source {
        facts.push_str(&format!(" Source: {}.", doc::plain(source)));
    }
    texts.push(facts);
    if field.unchecked_signature {
        texts.push("A signature that was not checked: not all is documented that it takes to do so.".to_owned());
    }
    texts.extend(
        entries(context, id, field)
            .map(|entry| format!("{}: {}.", doc::plain(&entry.id), doc::plain(sentence(&entry.because)))),
    );
    texts.push(format!("Row: {}.", doc::code(&format!("{}:{}", field.place.file, field.place.line))));
    doc::paragraphs(&texts)
}

/// The entries of the page that speak of a field.
fn entries<'m>(context: Context<'m>, id: TypeId, field: &Field) -> impl Iterator<Item = &'m Entry> {
    let at = context.page.and_then(|page| describe::pointer(context.model, page, id, &field.name.wire));
    let entries = context.page.map(|page| page.entries.iter()).into_iter().flatten();
    entries.filter(move |entry| at.as_deref() == Some(entry.at.as_str()))
}

fn sentence(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}
