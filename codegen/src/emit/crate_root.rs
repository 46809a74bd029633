//! The crate's `lib.rs`.

use quote::quote;

use super::layout::Source;
use super::names::ident;
use super::{Files, doc};
use crate::model::Model;

pub(super) fn emit(model: &Model, files: &mut Files) {
    let mut source = Source::new("schemas");
    let mut texts = vec![
        "Types, validators and fixtures for payment providers' webhooks, made from the field tables of their \
         documentation."
            .to_owned(),
        "Every rule stands here twice: as the page documents it, and as it is in effect, since the pages contradict \
         themselves. `Profile` says which of the two to judge by."
            .to_owned(),
    ];
    let pages: Vec<String> =
        model.pages().map(|page| format!("* {}: {}", doc::code(&page.payload), doc::plain(&page.title))).collect();
    texts.push(pages.join("\n"));
    source.text(&doc::paragraphs(&texts).inner());
    source.items(quote! {
        #![forbid(unsafe_code)]
        #![allow(clippy::doc_markdown, reason = "the documentation shows texts of schemas as they are")]
    });
    let modules = model.providers.iter().map(|provider| ident(&provider.module));
    source.items(quote!(#(pub mod #modules;)*));
    let names = [
        "Contract",
        "DecodeErrors",
        "Decoded",
        "DeliveryId",
        "Endpoint",
        "Keyword",
        "Maybe",
        "Measure",
        "NotAnAck",
        "Number",
        "Profile",
        "Provider",
        "Raw",
        "Record",
        "Report",
        "Secret",
        "Severity",
        "ShortSecret",
        "SyntaxError",
        "UncheckedSignature",
        "UnknownEvent",
        "Violation",
    ];
    let names = names.map(ident);
    source.items(quote! {
        pub use fieldwright;
        #(pub use fieldwright::#names;)*
    });
    source.items(quote! {
        #[cfg(feature = "verify")]
        pub use fieldwright::{EndpointError, Headers, Policy, Receiver, Rejection, SignError, Verifier, VerifyError, sign};
        #[cfg(feature = "fixtures")]
        pub use fieldwright::{Fixture, FixtureKind, Fixtures};
    });
    files.add("src/lib.rs", source.finish());
}
