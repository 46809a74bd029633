//! The generated file: a module a page, and the list of them.

use fieldwright_codegen::model::{Model, Page};
use proc_macro2::TokenStream;
use quote::quote;

use crate::names::{Types, ident, module};
use crate::peers::{Style, closed, structs};
use crate::schema::typified;

/// All modules, and a macro-free list of their pages.
pub(crate) fn modules(model: &Model) -> Result<TokenStream, String> {
    let modules: Result<Vec<TokenStream>, String> = model.pages().map(|page| one(model, page)).collect();
    let modules = modules?;
    let names = model.pages().map(|page| ident(&module(page)));
    Ok(quote! {
        #(#modules)*
        /// Every page, in the order of their names.
        pub fn pages() -> Vec<crate::pages::Page> {
            vec![#(crate::pages::Page::of::<#names::This>()),*]
        }
    })
}

fn one(model: &Model, page: &Page) -> Result<TokenStream, String> {
    let types = Types::of(model, page);
    let (name, root, payload) = (module(page), types.ident(page.root), &page.payload);
    let values = closed(&types.enums);
    let borrowed = structs(model, &types, Style::Borrowed)?;
    let garde = structs(model, &types, Style::Garde)?;
    let validator = structs(model, &types, Style::Validator)?;
    let typify = typified(model, page)?;
    let root_definition = model.type_def(page.root).ok_or("a page has a root")?;
    let ours = root_definition.name.module.iter().chain([&root_definition.name.ident]).map(|part| ident(part));
    let file = |kind: &str| {
        let file = format!("/{name}.{kind}");
        quote!(include_str!(concat!(env!("OUT_DIR"), #file)))
    };
    let schema = file("schema.json");
    let sets = ["example", "usual", "harsh", "sparse", "broken", "fixtures"].map(|set| {
        let lines = file(&format!("{set}.txt"));
        quote!((#set, #lines))
    });
    let module = ident(&name);
    Ok(quote! {
        mod #module {
            mod values { use crate::peers::prelude::*; #values }
            mod borrowed { use super::values; use crate::peers::prelude::*; #borrowed }
            mod garde { use super::values; use crate::peers::prelude::*; #garde }
            mod validator { use super::values; use crate::peers::prelude::*; use ::validator::Validate as _; #validator }
            mod typify { #typify }

            pub(super) struct This;

            impl crate::peers::Peers for This {
                const PAYLOAD: &'static str = #payload;
                const SCHEMA: &'static str = #schema;
                const SETS: &'static [(&'static str, &'static str)] = &[#(#sets),*];
                type Ours<'a> = payment_webhooks::#(#ours)::*<'a>;
                type Borrowed<'a, F: crate::peers::Free<'a>> = borrowed::#root<'a, F>;
                type Garde = garde::#root;
                type Validator = validator::#root;
                type Typify = typify::Root;
            }
        }
    })
}
