//! `use` items: whatever a module's items name, and nothing else.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::Options;
use super::layout::Source;
use super::names::ident;

/// What generated code takes from the runtime.
const RUNTIME: [&str; 32] = [
    "Choice", "Choices", "Class", "DecodeErrors", "Decoded", "Field", "Fixtures", "Format", "Group", "Groups",
    "LengthUnit", "Maybe", "Next", "Number", "Pattern", "Place", "Profile", "Range", "Raw", "Reader", "Record",
    "Redacted", "Report", "Rule", "Severity", "Shape", "Slot", "Step", "UnknownEvent", "Writer", "discriminator", "is_one_of",
];

/// Puts the imports that a body needs before it.
pub(super) fn emit(options: Options, body: Source, source: &mut Source) {
    let blocks = body.blocks();
    let mut named = BTreeSet::new();
    for block in &blocks {
        if let Ok(tokens) = block.parse::<TokenStream>() {
            gather(tokens, &mut named);
        }
    }
    // Its methods are called without naming it.
    if named.contains("Record") {
        named.insert("Slot".to_owned());
    }
    let mut uses = TokenStream::new();
    for name in RUNTIME.iter().filter(|name| named.contains(**name)) {
        let gate = match *name {
            "Fixtures" if options.features => quote!(#[cfg(feature = "fixtures")]),
            "Redacted" if options.features => quote!(#[cfg(feature = "derives")]),
            _ => TokenStream::new(),
        };
        let name = ident(name);
        uses.extend(quote!(#gate use fieldwright::#name;));
    }
    if named.contains("Deserializer") {
        uses.extend(quote! {
            #[cfg(feature = "serde")]
            use fieldwright::serde_core::{Deserialize, Deserializer, Serialize, Serializer};
        });
    }
    if named.contains("Cow") {
        uses.extend(quote!(use std::borrow::Cow;));
    }
    if named.contains("fmt") {
        let gate = options.features.then(|| quote!(#[cfg(feature = "derives")]));
        uses.extend(quote!(#gate use std::fmt;));
    }
    source.items(uses);
    for block in blocks {
        source.text(block);
    }
}

fn gather(tokens: TokenStream, named: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => {
                named.insert(name.to_string());
            }
            TokenTree::Group(group) => gather(group.stream(), named),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
