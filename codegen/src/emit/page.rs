//! A page's module: its payload, the types in it, their tables.

use std::sync::OnceLock;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::form::{Form, Forms, Parts};
use super::layout::Source;
use super::names::borrows;
use super::types::{self, Context};
use super::{Files, Options, contract, doc, table};
use crate::model::{DocumentedBy, Entry, EntryKind, Event, Model, Page, Provider};

pub(super) fn emit(model: &Model, provider: &Provider, page: &Page, options: Options, files: &mut Files) {
    let path = format!("src/{}/{}.rs", provider.module, page.module);
    files.add(path, source(model, provider, page, options, Source::new(&page.file)).finish());
}

/// The module as source text, behind whatever stands in `source`.
pub(super) fn source(model: &Model, provider: &Provider, page: &Page, options: Options, mut source: Source) -> Source {
    static FILE: OnceLock<Form> = OnceLock::new();
    static PAYLOADS: Forms = Forms::new();
    let context = Context { model, page: Some(page), options };
    source.text(&doc::paragraphs(&module_doc(page)).inner());
    let mut body = Source::bare();
    body.form(&FILE, &Parts::of_text(&page.file), file);
    if let Some(root) = model.type_def(page.root) {
        let (borrows, checkable) = (borrows(model, page.root), contract::is_checkable(provider));
        let parts = Parts { name: root.name.ident.clone(), ..Parts::of_text(&page.payload) };
        body.form(PAYLOADS.of(borrows, checkable), &parts, |parts| payload(parts, borrows, checkable));
    }
    if options.features {
        for text in fixtures(page) {
            body.text(&text);
        }
    }
    for &id in &page.types {
        types::emit(context, id, &mut body);
    }
    if let Some(event) = &page.event {
        body.text(&events(event));
    }
    table::emit(model, &page.types, &mut body);
    source.body(options, &body);
    source
}

/// Where a module comes from.
pub(super) fn file(parts: &Parts) -> TokenStream {
    let file = parts.literal();
    quote! {
        /// The schema that this module was made from.
        pub const FILE: &str = #file;
    }
}

/// What everybody who receives the payload needs: decoding it and judging it.
fn payload(parts: &Parts, borrows: bool, checkable: bool) -> TokenStream {
    let (name, payload) = (parts.ident(), parts.literal());
    let (life, of_type, owned) = if borrows {
        (quote!(<'a>), None, quote!(#name<'static>))
    } else {
        (TokenStream::new(), Some(quote!(<'a>)), quote!(#name))
    };
    let generics = borrows.then(|| quote!(<'a>));
    let verified = checkable.then(|| {
        quote! {
            /// Decodes a verified body; what is decoded borrows from it.
            ///
            /// # Errors
            /// If the body is not strict JSON, or has values that the type cannot hold: all of them are listed.
            pub fn decode #of_type (verified: super::Verified<'a>) -> Result<Decoded<'a, Self>, DecodeErrors> {
                fieldwright::decode(verified.body())
            }
        }
    });
    quote! {
        impl #generics #name #life {
            /// What the command line and the fixtures call this payload.
            pub const PAYLOAD: &'static str = #payload;

            #verified

            /// Decodes a body of which nobody has checked where it comes from; what is decoded borrows from it.
            ///
            /// # Errors
            /// If the body is not strict JSON, or has values that the type cannot hold: all of them are listed.
            pub fn decode_unverified #of_type (body: &'a [u8]) -> Result<Decoded<'a, Self>, DecodeErrors> {
                fieldwright::decode(body)
            }

            /// Holds the value against all rules of a profile.
            pub fn validate(&self, profile: Profile) -> Report {
                Record::validate(self, profile)
            }

            /// The value as compact JSON: what was missing, null or empty stays so, numbers keep their digits.
            pub fn to_json(&self) -> String {
                Record::to_json(self)
            }

            /// The same value, owning what it holds.
            pub fn into_owned(self) -> #owned {
                fieldwright::copy(&self)
            }
        }
    }
}

/// The values that mean this payload, one a line.
fn events(event: &Event) -> String {
    let at = event.at.iter().fold(String::new(), |path, step| path + "/" + step);
    let values =
        event.values.iter().fold(String::new(), |text, value| format!("{text}    {},\n", Literal::string(value)));
    format!(
        "/// The values of {} that mean this payload.\n#[rustfmt::skip]\n\
         pub static EVENTS: &[&str] = &[\n{values}];\n",
        doc::code(&at)
    )
}

fn fixtures(page: &Page) -> [String; 2] {
    let path = Literal::string(&format!("../../{}", super::fixtures::path(page)));
    [
        "/// The page's examples, and a payload on either side of every bound, each with the verdict that it must get.\n\
         #[cfg(feature = \"fixtures\")]\npub fn fixtures() -> Fixtures {\n    Fixtures::parse(FIXTURES)\n}\n"
            .to_owned(),
        format!(
            "#[cfg(feature = \"fixtures\")]\n#[rustfmt::skip]\nstatic FIXTURES: &str = include_str!({path});\n"
        ),
    ]
}

fn module_doc(page: &Page) -> Vec<String> {
    let mut texts = vec![doc::plain(&page.title)];
    texts.extend(page.doc.as_deref().map(doc::plain));
    let mut from = format!("Payload {}, schema {}.", doc::code(&page.payload), doc::code(&page.file));
    if let Some(url) = &page.url {
        from.push_str(&format!(" Page: {}.", doc::link(url)));
    }
    if let Some(read) = &page.read {
        from.push_str(&format!(" Read on {}.", doc::plain(read)));
    }
    texts.push(from);
    texts.push(match page.documented_by {
        DocumentedBy::Table => format!("The page documents {} rows.", page.rows),
        DocumentedBy::Example => "The page has no field table: what is here was taken from its example.".to_owned(),
    });
    for (kind, head) in [
        (EntryKind::Contradiction, "Where the page contradicts itself, and what is in effect:"),
        (EntryKind::Tension, "What is odd in the example:"),
        (EntryKind::CrossPage, "What other pages of the provider say otherwise:"),
    ] {
        let lines: Vec<String> = page.entries.iter().filter(|entry| entry.kind == kind).map(line).collect();
        if !lines.is_empty() {
            texts.push(head.to_owned());
            texts.push(lines.join("\n"));
        }
    }
    texts
}

fn line(entry: &Entry) -> String {
    let at = if entry.at.is_empty() { "the payload".to_owned() } else { doc::code(&entry.at) };
    format!("* {} ({at}): {}", doc::plain(&entry.id), doc::plain(&entry.because))
}
