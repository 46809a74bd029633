//! One enumeration a provider: any of its payloads, told apart by what says so in the body.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::names::{borrows, ident};
use super::{Options, doc};
use crate::model::{Model, Page, Provider};

/// The event of a provider that has pages.
pub(super) fn emit(model: &Model, provider: &Provider, options: Options) -> TokenStream {
    let pages: Vec<Variant<'_>> = provider.pages.iter().filter_map(|page| Variant::of(model, page)).collect();
    if pages.is_empty() {
        return TokenStream::new();
    }
    let derives = if options.features {
        quote!(#[cfg_attr(feature = "derives", derive(Debug, Clone, PartialEq))])
    } else {
        quote!(#[derive(Debug, Clone, PartialEq)])
    };
    let variants = pages.iter().map(|page| {
        let (name, docs) = (&page.name, doc::paragraphs(&[doc::plain(&page.page.title)]));
        let ty = page.ty();
        quote!(#docs #name(#ty),)
    });
    let title = doc::paragraphs(&[format!("Any webhook of {}.", doc::plain(&provider.title))]);
    let methods = methods(&pages, super::contract::is_checkable(provider));
    quote! {
        #title
        #derives
        #[allow(clippy::large_enum_variant, reason = "boxing the larger payloads would cost every delivery an allocation")]
        #[non_exhaustive]
        pub enum Event<'a> {
            #(#variants)*
            /// An event that no schema of this crate knows, as it came.
            Unknown(UnknownEvent<'a>),
        }
        #methods
    }
}

struct Variant<'m> {
    page: &'m Page,
    name: proc_macro2::Ident,
    borrows: bool,
}

impl<'m> Variant<'m> {
    fn of(model: &Model, page: &'m Page) -> Option<Self> {
        let name = ident(&model.type_def(page.root)?.name.ident);
        Some(Self { page, name, borrows: borrows(model, page.root) })
    }

    fn ty(&self) -> TokenStream {
        let (name, lifetime) = (&self.name, self.borrows.then(|| quote!(<'a>)));
        quote!(#name #lifetime)
    }
}

fn methods(pages: &[Variant<'_>], checkable: bool) -> TokenStream {
    let decode = decode(pages);
    let verified = checkable.then(|| {
        quote! {
            /// Decodes a verified body as the payload that it says it is, wherever in the body that stands.
            ///
            /// # Errors
            /// If the body is not strict JSON, or has values that its type cannot hold: all of them are listed.
            pub fn decode(verified: Verified<'a>) -> Result<Decoded<'a, Self>, DecodeErrors> {
                Self::decode_unverified(verified.body())
            }
        }
    });
    let names: Vec<_> = pages.iter().map(|page| &page.name).collect();
    quote! {
        impl<'a> Event<'a> {
            #verified

            /// Decodes a body of which nobody has checked where it comes from.
            ///
            /// # Errors
            /// If the body is not strict JSON, or has values that its type cannot hold: all of them are listed.
            pub fn decode_unverified(body: &'a [u8]) -> Result<Decoded<'a, Self>, DecodeErrors> {
                #decode
            }

            /// What the command line calls the payload; none if no schema knows it.
            pub fn payload(&self) -> Option<&'static str> {
                match self {
                    #(Self::#names(_) => Some(#names::PAYLOAD),)*
                    Self::Unknown(_) => None,
                }
            }

            /// The payload as compact JSON; an unknown one as it came.
            pub fn to_json(&self) -> String {
                match self {
                    #(Self::#names(payload) => payload.to_json(),)*
                    Self::Unknown(event) => event.body.as_str().to_owned(),
                }
            }

            /// The same event, owning what it holds.
            pub fn into_owned(self) -> Event<'static> {
                match self {
                    #(Self::#names(payload) => Event::#names(payload.into_owned()),)*
                    Self::Unknown(event) => Event::Unknown(event.into_owned()),
                }
            }
        }
    }
}

/// The pages by the member that names the event. What no page claims is of the page that has no such member, of which
/// `check` admits one a provider, or else it is unknown.
fn decode(pages: &[Variant<'_>]) -> TokenStream {
    let mut by_member: BTreeMap<&[String], Vec<&Variant<'_>>> = BTreeMap::new();
    let mut rest = quote!(Ok(UnknownEvent::decode(name, body)?.map(Self::Unknown)));
    for page in pages {
        if let Some(event) = &page.page.event {
            by_member.entry(&event.at).or_default().push(page);
        } else {
            let name = &page.name;
            rest = quote!(Ok(#name::decode_unverified(body)?.map(Self::#name)));
        }
    }
    let steps = by_member.into_iter().map(|(path, pages)| {
        let tests = pages.iter().map(|page| {
            let (name, module) = (&page.name, ident(&page.page.module));
            quote! {
                if is_one_of(name.as_deref(), #module::EVENTS) {
                    let payload = #name::decode_unverified(body)?;
                    return Ok(payload.map(Self::#name));
                }
            }
        });
        quote! {
            let name = discriminator(body, &[#(#path),*]);
            #(#tests)*
        }
    });
    quote! {
        #(#steps)*
        #rest
    }
}

/// What the members that name events say, the first of them that is there.
pub(super) fn name(provider: &Provider) -> TokenStream {
    let events = provider.pages.iter().filter_map(|page| page.event.as_ref());
    let paths: BTreeSet<&[String]> = events.map(|event| event.at.as_slice()).collect();
    let mut found = paths.into_iter().map(|path| quote!(discriminator(body, &[#(#path),*])));
    match found.next() {
        Some(first) => quote! {
            fn event_name(body: &[u8]) -> Option<::std::borrow::Cow<'_, str>> {
                #first #(.or_else(|| #found))*
            }
        },
        None => quote! {
            fn event_name(_body: &[u8]) -> Option<::std::borrow::Cow<'_, str>> {
                None
            }
        },
    }
}
